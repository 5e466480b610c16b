/*85:*/
#line 1919 "ffnn.w"

#include <tgmath.h>  
#include <pthread.h> 
#include <stdlib.h> 
#include "ffnn.h"
#define for_lanes(l) for(int l= 0;l<LANES;l++)  \

#define PRAGMA(text) _Pragma(#text) 
#define for_samples(i) PRAGMA(omp simd) for(int i= 0;i<PANEL;i++) 
#define ALWAYS_INLINE inline __attribute__((always_inline) ) 
#define greater(a,b) (creal(a) > creal(b) ?(a) :(b) )  \

#define BLOCK 16 \

#define input(i,d) data->x[(i) /PANEL*data->D+(d) ][(i) %PANEL]
#define label(i) data->y[(i) /PANEL][(i) %PANEL] \

#define LINE_SIZE 1048576 \

#define TRY_HELP "; try 'ffnn --help'" \

#define ANY (TRAIN|PREDICT|CHECK_GRADIENT|PLOT_DATA|NO_COMMAND) 
#define for_options(o) for(const option*o= options;o<options+sizeof options/sizeof options[0];o++) 
#define for_commands(c) for(const command*c= commands;c<commands+sizeof commands/sizeof commands[0];c++)  \


#line 1924 "ffnn.w"

/*80:*/
#line 1822 "ffnn.w"

ALWAYS_INLINE real exponential(real z)
{
const double shift= 6755399441055744.0+1023,
log2_e= 1.4426950408889634,
ln2_high= 0.69314718055989033,
ln2_low= 5.4979230187083712e-14;
union{double number;uint64_t bits;}power;
z= creal(z)<-708?-708:z;
z= creal(z)> 708?708:z;
power.number= creal(z)*log2_e+shift;
double m= power.number-shift;
real r= (z-m*ln2_high)-m*ln2_low,series= 0;
/*81:*/
#line 1846 "ffnn.w"

series= 1+r*(1+r*(1/2.+r*(1/6.+r*(1/24.+r*(1/120.+r*(1/720.
+r*(1/5040.+r*(1/40320.+r*(1/362880.+r*(1/3628800.
+r*(1/39916800.+r*(1/479001600.+r*(1/6227020800.)))))))))))));

/*:81*/
#line 1835 "ffnn.w"
;
power.bits<<= 52;
return series*power.number;
}

/*:80*/
#line 1925 "ffnn.w"

/*88:*/
#line 1969 "ffnn.w"

struct team{
network net;
const dataset*data;
const real*theta;
long n;
const int*batch;
int count;
long blocks,next,left;
real*sums;
int threads;
pthread_t*thread;
bool dismissed;
pthread_mutex_t lock;
pthread_cond_t work,done;
int*order;
long B,taken,place;
generator*source,epoch;
};

/*:88*/
#line 1926 "ffnn.w"

/*10:*/
#line 300 "ffnn.w"

int parameter_count(network net)
{
return net.D*net.K+net.K+net.K*net.C+net.C;
}

void place_name(network net,int j,char separator,char text[32])
{
const char*name[]= {"Wh","bh","Wo","bo"};
int rows[]= {net.D,1,net.K,1},columns[]= {net.K,net.K,net.C,net.C},part= 0;
for(;j>=rows[part]*columns[part];part++)j-= rows[part]*columns[part];
snprintf(text,32,"%s%c%d%c%d",name[part],separator,j/columns[part]+1,separator,j%columns[part]+1);
}

/*:10*//*12:*/
#line 332 "ffnn.w"

void affine(int D,int K,const column*x,const real W[D][K],const real b[K],column*z)
{
for(int k= 0;k<K;k++){
for_samples(i)z[k][i]= b[k];
for(int d= 0;d<D;d++)
for_samples(i)z[k][i]+= x[d][i]*W[d][k];
}
}

/*:12*//*14:*/
#line 389 "ffnn.w"

void logistic(int K,const column*z,column*h)
{
for(int k= 0;k<K;k++)
for_samples(i)
h[k][i]= 1/(1+exponential(-z[k][i]));
}

void hidden_layer(int D,int K,const column*x,
const real Wh[D][K],const real bh[K],column*h)
{
affine(D,K,x,Wh,bh,h);
logistic(K,h,h);
}

/*:14*//*16:*/
#line 441 "ffnn.w"

void softmax(int C,column*z,real*s,column*y_hat)
{
column m;
for_samples(i)m[i]= z[0][i];
for(int c= 1;c<C;c++)
for_samples(i)m[i]= greater(z[c][i],m[i]);
for(int c= 0;c<C;c++)
for_samples(i){
z[c][i]-= m[i];
y_hat[c][i]= exponential(z[c][i]);
}
/*17:*/
#line 458 "ffnn.w"

for_samples(i)s[i]= y_hat[0][i];
for(int c= 1;c<C;c++)
for_samples(i)s[i]+= y_hat[c][i];
for(int c= 0;c<C;c++)
for_samples(i)y_hat[c][i]/= s[i];

/*:17*/
#line 453 "ffnn.w"
;
}

/*:16*//*18:*/
#line 467 "ffnn.w"

void output_layer(int K,int C,const column*h,const real Wo[K][C],
const real bo[C],column*z,real*s,column*y_hat)
{
affine(K,C,h,Wo,bo,z);
softmax(C,z,s,y_hat);
}

/*:18*//*20:*/
#line 494 "ffnn.w"

void forward(network net,const real*theta,const column*x,
column*h,column*z,real*s,column*y_hat)
{
/*83:*/
#line 1887 "ffnn.w"

const int D= net.D,K= net.K,C= net.C;
const real(*Wh)[K]= (const void*)theta,*bh= theta+D*K;
const real(*Wo)[C]= (const void*)(bh+K),*bo= bh+K+K*C;

/*:83*/
#line 498 "ffnn.w"
;
hidden_layer(D,K,x,Wh,bh,h);
output_layer(K,C,h,Wo,bo,z,s,y_hat);
}

void predict(int C,const column*y_hat,int*answer)
{
for(int i= 0;i<PANEL;i++){
int best= 0;
for(int c= 1;c<C;c++)
if(creal(y_hat[c][i])> creal(y_hat[best][i]))best= c;
answer[i]= best;
}
}

/*:20*//*21:*/
#line 517 "ffnn.w"

void confusion(network net,const real*theta,const dataset*data,long*counts)
{
const int D= net.D,K= net.K,C= net.C;
column h[K],z[C],s,y_hat[C];
int answer[PANEL];
for(int c= 0;c<C*C;c++)counts[c]= 0;
for(long p= 0;p<panel_count(data);p++){
int n= panel_size(data,p);
forward(net,theta,data->x+p*D,h,z,s,y_hat);
predict(C,y_hat,answer);
for(int i= 0;i<n;i++)counts[data->y[p][i]*C+answer[i]]++;
}
}

long misclassified(network net,const real*theta,const dataset*data)
{
const int C= net.C;
long counts[C*C],wrong= data->N;
confusion(net,theta,data,counts);
for(int c= 0;c<C;c++)wrong-= counts[c*C+c];
return wrong;
}

/*:21*//*25:*/
#line 639 "ffnn.w"

real loss(int C,const column*z,const real*s,const int*y)
{
total true_z,product;
for_lanes(l){
true_z[l]= 0;
product[l]= 1;
}
for(int c= 0;c<C;c++)
for(int i= 0;i<PANEL;i+= LANES)
for_lanes(l)true_z[l]+= (y[i+l]==c)*z[c][i+l];
for(int i= 0;i<PANEL;i+= LANES)
for_lanes(l)product[l]*= s[i+l];
for(int l= 1;l<LANES;l++){
true_z[0]+= true_z[l];
product[0]*= product[l];
}
return log(product[0])-true_z[0];
}

/*:25*//*32:*/
#line 783 "ffnn.w"

void output_delta(int C,const column*y_hat,const int*y,column*delta_o)
{
for(int c= 0;c<C;c++)
for_samples(i)delta_o[c][i]= y_hat[c][i]-(y[i]==c);
}

/*:32*//*36:*/
#line 840 "ffnn.w"

void add_inner_product(const real*restrict a,const real*restrict b,real*restrict sum)
{
for(int i= 0;i<PANEL;i+= LANES)
for_lanes(l)sum[l]+= a[i+l]*b[i+l];
}

/*:36*//*37:*/
#line 851 "ffnn.w"

void weight_gradient(int D,int K,const column*x,const column*delta,total dJ_dW[D][K])
{
for(int d= 0;d<D;d++)
for(int k= 0;k<K;k++)
add_inner_product(x[d],delta[k],dJ_dW[d][k]);
}

void bias_gradient(int K,const column*delta,total dJ_db[K])
{
for(int k= 0;k<K;k++)
for(int i= 0;i<PANEL;i+= LANES)
for_lanes(l)dJ_db[k][l]+= delta[k][i+l];
}

/*:37*//*39:*/
#line 899 "ffnn.w"

void hidden_delta(int K,int C,const column*delta_o,const real Wo[K][C],
const column*h,column*delta_h)
{
for(int k= 0;k<K;k++){
for_samples(i)delta_h[k][i]= 0;
for(int c= 0;c<C;c++)
for_samples(i)delta_h[k][i]+= delta_o[c][i]*Wo[k][c];
for_samples(i)delta_h[k][i]*= h[k][i]*(1-h[k][i]);
}
}

/*:39*//*41:*/
#line 925 "ffnn.w"

real panel_gradient(int n,network net,const real*theta,
const column*x,const int*y,total*sums)
{
/*83:*/
#line 1887 "ffnn.w"

const int D= net.D,K= net.K,C= net.C;
const real(*Wh)[K]= (const void*)theta,*bh= theta+D*K;
const real(*Wo)[C]= (const void*)(bh+K),*bo= bh+K+K*C;

/*:83*/
#line 929 "ffnn.w"
;
/*43:*/
#line 959 "ffnn.w"

total(*dJ_dWh)[K]= (void*)sums,*dJ_dbh= sums+D*K;
total(*dJ_dWo)[C]= (void*)(dJ_dbh+K),*dJ_dbo= dJ_dbh+K+K*C;

/*:43*/
#line 930 "ffnn.w"
;
column h[K],z[C],s,y_hat[C],delta_o[C],delta_h[K];
hidden_layer(D,K,x,Wh,bh,h);
output_layer(K,C,h,Wo,bo,z,s,y_hat);
output_delta(C,y_hat,y,delta_o);
/*42:*/
#line 950 "ffnn.w"

for(int i= n;i<PANEL;i++){
s[i]= 1;
for(int c= 0;c<C;c++)z[c][i]= delta_o[c][i]= 0;
}

/*:42*/
#line 935 "ffnn.w"
;
weight_gradient(K,C,h,delta_o,dJ_dWo);
bias_gradient(C,delta_o,dJ_dbo);
hidden_delta(K,C,delta_o,Wo,h,delta_h);
weight_gradient(D,K,x,delta_h,dJ_dWh);
bias_gradient(K,delta_h,dJ_dbh);
return loss(C,z,s,y);
}

/*:41*/
#line 1927 "ffnn.w"

/*28:*/
#line 710 "ffnn.w"

void momentum_step(int count,real*theta,real*M,const real*g,double eta,double mu)
{
for(int j= 0;j<count;j++){
M[j]= mu*M[j]-eta*g[j];
theta[j]+= M[j];
}
}

/*:28*//*52:*/
#line 1172 "ffnn.w"

void central_differences(team*t,real*theta,double epsilon,real*slope)
{
real unused[t->count];
for(int j= 0;j<t->count;j++){
real here= theta[j];
theta[j]= here+epsilon;
real J_plus= gradient(t,theta,unused);
theta[j]= here-epsilon;
real J_minus= gradient(t,theta,unused);
theta[j]= here;
slope[j]= (J_plus-J_minus)/(2*epsilon);
}
}

double relative_error(double a,double b)
{
double larger= fabs(a)> fabs(b)?fabs(a):fabs(b);
return a==b?0:fabs(a-b)/larger;
}

/*:52*//*61:*/
#line 1303 "ffnn.w"

real train(team*t,real*theta,real*M,long T,double eta,double mu,
observer*observe,void*context)
{
real g[t->count];
for(long iteration= 0;;iteration++){
real J= next_gradient(t,theta,g);
if(!observe(context,iteration,J)||!isfinite(creal(J))||iteration==T)return J;
momentum_step(t->count,theta,M,g,eta,mu);
}
}

/*:61*//*70:*/
#line 1518 "ffnn.w"

static void gather(const dataset*data,int n,const int*batch,column*x,int*y)
{
for(int i= 0;i<PANEL;i++){
int j= batch[i<n?i:0];
for(int d= 0;d<data->D;d++)x[d][i]= data->x[j/PANEL*data->D+d][j%PANEL];
y[i]= data->y[j/PANEL][j%PANEL];
}
}

/*:70*//*71:*/
#line 1534 "ffnn.w"

bool set_batches(team*t,long B,generator*g)
{
long N= t->data->N;
free(t->order);
t->order= NULL;
t->place= 0;
if(B==N)return true;
t->order= malloc((size_t)N*sizeof(int));
t->taken= N;
t->B= B;
t->source= g;
return t->order!=NULL;
}

static void begin_epoch(team*t)
{
long N= t->data->N;
t->epoch= *t->source;
for(long i= 0;i<N;i++)t->order[i]= (int)i;
shuffle(t->source,N,t->order);
t->taken= 0;
}

/*:71*//*72:*/
#line 1561 "ffnn.w"

real next_gradient(team*t,const real*theta,real*g)
{
long N= t->data->N;
if(t->order==NULL)return gradient(t,theta,g);
if(t->taken==N)begin_epoch(t);
t->place= t->taken;
long n= N-t->place<t->B?N-t->place:t->B;
t->taken+= n;
return batch_gradient(t,n,t->order+t->place,theta,g)*((double)N/(double)n);
}

/*:72*//*89:*/
#line 1993 "ffnn.w"

static long block_count(long n)
{
return(n+BLOCK*PANEL-1)/(BLOCK*PANEL);
}

/*:89*//*90:*/
#line 2002 "ffnn.w"

static void sum_block(team*t,long block)
{
const int D= t->net.D;
real*sums= t->sums+block*(1+t->count);
total partial[t->count];
column own_x[D];
int own_y[PANEL];
for(int j= 0;j<t->count;j++)
for_lanes(l)partial[j][l]= 0;
sums[0]= 0;
for(long p= block*BLOCK;p<(block+1)*BLOCK&&p*PANEL<t->n;p++){
int n= p<t->n/PANEL?PANEL:(int)(t->n%PANEL);
column*x= t->data->x+p*D;
int*y= t->data->y[p];
if(t->batch!=NULL)gather(t->data,n,t->batch+p*PANEL,x= own_x,y= own_y);
sums[0]+= panel_gradient(n,t->net,t->theta,x,y,partial);
}
for(int j= 0;j<t->count;j++){
sums[1+j]= 0;
for(int l= 0;l<LANES;l++)sums[1+j]+= partial[j][l];
}
}

/*:90*//*91:*/
#line 2028 "ffnn.w"

static void take_blocks(team*t)
{
while(t->next<t->blocks){
long block= t->next++;
pthread_mutex_unlock(&t->lock);
sum_block(t,block);
pthread_mutex_lock(&t->lock);
if(--t->left==0)pthread_cond_signal(&t->done);
}
}

static void*helper(void*argument)
{
team*t= argument;
pthread_mutex_lock(&t->lock);
while(!t->dismissed){
take_blocks(t);
if(!t->dismissed)pthread_cond_wait(&t->work,&t->lock);
}
pthread_mutex_unlock(&t->lock);
return NULL;
}

/*:91*//*92:*/
#line 2057 "ffnn.w"

real batch_gradient(team*t,long n,const int*batch,const real*theta,real*g)
{
pthread_mutex_lock(&t->lock);
t->theta= theta;
t->n= n;
t->batch= batch;
t->next= 0;
t->left= t->blocks= block_count(n);
if(t->threads> 1&&t->blocks> 1)pthread_cond_broadcast(&t->work);
take_blocks(t);
while(t->left> 0)pthread_cond_wait(&t->done,&t->lock);
pthread_mutex_unlock(&t->lock);
for(long step= 1;step<t->blocks;step*= 2)
for(long b= 0;b+step<t->blocks;b+= 2*step)
for(int j= 0;j<=t->count;j++)
t->sums[b*(1+t->count)+j]+= t->sums[(b+step)*(1+t->count)+j];
for(int j= 0;j<t->count;j++)g[j]= t->sums[1+j];
return t->sums[0];
}

real gradient(team*t,const real*theta,real*g)
{
return batch_gradient(t,t->data->N,NULL,theta,g);
}

/*:92*//*93:*/
#line 2086 "ffnn.w"

team*make_team(int threads,network net,const dataset*data)
{
team*t= calloc(1,sizeof(team));
if(t==NULL)return NULL;
t->net= net;
t->data= data;
t->count= parameter_count(net);
t->sums= calloc((size_t)(block_count(data->N)*(1+t->count)),sizeof(real));
t->thread= calloc((size_t)threads,sizeof(pthread_t));
pthread_mutex_init(&t->lock,NULL);
pthread_cond_init(&t->work,NULL);
pthread_cond_init(&t->done,NULL);
t->threads= 1;
if(t->sums!=NULL&&t->thread!=NULL)
while(t->threads<threads
&&pthread_create(&t->thread[t->threads],NULL,helper,t)==0)
t->threads++;
if(t->sums!=NULL&&t->threads==threads)return t;
free_team(t);
return NULL;
}

/*:93*//*94:*/
#line 2112 "ffnn.w"

void free_team(team*t)
{
if(t==NULL)return;
pthread_mutex_lock(&t->lock);
t->dismissed= true;
pthread_cond_broadcast(&t->work);
pthread_mutex_unlock(&t->lock);
while(t->threads> 1)pthread_join(t->thread[--t->threads],NULL);
pthread_cond_destroy(&t->work);
pthread_cond_destroy(&t->done);
pthread_mutex_destroy(&t->lock);
free(t->thread);
free(t->order);
free(t->sums);
free(t);
}

/*:94*//*211:*/
#line 5035 "ffnn.w"

long batch_place(const team*crew,generator*g)
{
if(crew->order!=NULL)*g= crew->epoch;
return crew->place;
}

void go_to_place(team*crew,long taken)
{
if(crew->order==NULL)return;
begin_epoch(crew);
crew->taken= taken;
}

/*:211*/
#line 1928 "ffnn.w"


/*:85*/
