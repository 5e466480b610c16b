/*113:*/
#line 2467 "ffnn.w"

#include <float.h> 
#include <math.h> 
#include <stdarg.h> 
#include <stdlib.h> 
#include <string.h> 
#include <time.h> 
#include <unistd.h> 
/*124:*/
#line 2728 "ffnn.w"

#include <gsl/gsl_eigen.h> 

/*:124*/
#line 2475 "ffnn.w"

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


#line 2477 "ffnn.w"

/*114:*/
#line 2500 "ffnn.w"

typedef struct{
network net;
generator g;
dataset*data;
team*crew;
int count;
double check[MOST_PARAMETERS];
double start[MOST_PARAMETERS];
double theta[MOST_PARAMETERS],M[MOST_PARAMETERS];
long next;
}problem;

/*115:*/
#line 2544 "ffnn.w"

static void restart(problem*p)
{
for(int j= 0;j<p->count;j++)p->theta[j]= p->start[j],p->M[j]= 0;
}

static void another_start(problem*p)
{
random_parameters(&p->g,p->count,p->start);
restart(p);
}

/*:115*/
#line 2513 "ffnn.w"


static problem*pose(uint32_t seed,long N,int K)
{
problem*p= calloc(1,sizeof(problem));
if(p!=NULL){
seed_generator(&p->g,seed);
p->net= (network){2,K,2};
p->count= parameter_count(p->net);
p->data= make_circles(N,0.1,0.1,&p->g);
if(p->data!=NULL)p->crew= make_team((int)sysconf(_SC_NPROCESSORS_ONLN),p->net,p->data);
}
if(p==NULL||p->crew==NULL){
fprintf(stderr,"experiments: out of memory\n");
exit(1);
}
random_parameters(&p->g,p->count,p->check);
another_start(p);
return p;
}

static void forget(problem*p)
{
free_team(p->crew);
free_dataset(p->data);
free(p);
}

/*:114*//*116:*/
#line 2559 "ffnn.w"

static const double eta_nought= 1e-4,mu_nought= 0.5;

static problem*notebook_problem(void)
{
return pose(42,50000,3);
}

/*:116*//*117:*/
#line 2570 "ffnn.w"

typedef struct{
double limit;
double J;
long t;
}goal;

static bool not_reached(void*context,long t,real J)
{
goal*here= context;
here->t= t;
here->J= J;
return!(J<here->limit);
}

static goal run_until(problem*p,double limit,long T,double eta,double mu)
{
goal here= {limit,0,0};
train(p->crew,p->theta,p->M,T,eta,mu,not_reached,&here);
return here;
}

/*:117*//*118:*/
#line 2596 "ffnn.w"

static void number(const char*name,const char*format,double value)
{
printf("#= %s\t",name);
printf(format,value);
putchar('\n');
}

static const char*named(const char*format,...)
{
static char name[64];
va_list list;
va_start(list,format);
vsnprintf(name,sizeof name,format,list);
va_end(list);
return name;
}

/*:118*//*119:*/
#line 2620 "ffnn.w"

static int ascending(const void*a,const void*b)
{
double x= *(const double*)a,y= *(const double*)b;
return(x> y)-(x<y);
}

static double quantile(double q,int n,double*value)
{
qsort(value,(size_t)n,sizeof(double),ascending);
int low= (int)ceil(q*n)-1,high= (int)floor(q*n);
return(value[low]+value[high])/2;
}

static double median(int n,double*value)
{
return quantile(0.5,n,value);
}

/*:119*/
#line 2478 "ffnn.w"

/*47:*/
#line 1037 "ffnn.w"

static void show(const char*name,int rows,const column*a,int i)
{
for(int j= 0;j<rows;j++)printf("%s%d\t%.17g\n",name,j+1,a[j][i]);
}

static void example(void)
{
problem*p= pose(42,50000,3);
const network net= p->net;
const real*theta= p->theta;
/*83:*/
#line 1887 "ffnn.w"

const int D= net.D,K= net.K,C= net.C;
const real(*Wh)[K]= (const void*)theta,*bh= theta+D*K;
const real(*Wo)[C]= (const void*)(bh+K),*bo= bh+K+K*C;

/*:83*/
#line 1048 "ffnn.w"
;
const column*x= p->data->x;
column zh[K],h[K],zo[C],z[C],s,y_hat[C],delta_o[C],delta_h[K];
affine(D,K,x,Wh,bh,zh);
forward(net,theta,x,h,z,s,y_hat);
affine(K,C,h,Wo,bo,zo);
output_delta(C,y_hat,p->data->y[0],delta_o);
hidden_delta(K,C,delta_o,Wo,h,delta_h);
/*48:*/
#line 1060 "ffnn.w"

printf("# name\tvalue\n");
show("x",D,x,0);
show("zh",K,zh,0);
show("h",K,h,0);
show("zo",C,zo,0);
show("y_hat",C,y_hat,0);
show("delta_o",C,delta_o,0);
show("delta_h",K,delta_h,0);

/*:48*/
#line 1056 "ffnn.w"
;
forget(p);
}

/*:47*//*122:*/
#line 2700 "ffnn.w"

static void bend(problem*p,double epsilon,double*least,double*greatest)
{
const int n= p->count;
double H[n][n],up[n],down[n],value[n];
for(int k= 0;k<n;k++){
double here= p->theta[k];
p->theta[k]= here+epsilon;
gradient(p->crew,p->theta,up);
p->theta[k]= here-epsilon;
gradient(p->crew,p->theta,down);
p->theta[k]= here;
for(int j= 0;j<n;j++)H[j][k]= (up[j]-down[j])/(2*epsilon);
}
for(int j= 0;j<n;j++)
for(int k= 0;k<j;k++)H[j][k]= H[k][j]= (H[j][k]+H[k][j])/2;
/*123:*/
#line 2720 "ffnn.w"

gsl_matrix_view matrix= gsl_matrix_view_array(&H[0][0],(size_t)n,(size_t)n);
gsl_vector_view values= gsl_vector_view_array(value,(size_t)n);
gsl_eigen_symm_workspace*workspace= gsl_eigen_symm_alloc((size_t)n);
if(workspace==NULL)exit(1);
gsl_eigen_symm(&matrix.matrix,&values.vector,workspace);
gsl_eigen_symm_free(workspace);

/*:123*/
#line 2716 "ffnn.w"
;
gsl_vector_minmax(&values.vector,least,greatest);
}

/*:122*//*125:*/
#line 2735 "ffnn.w"

static bool look_around(void*context,long t,real J)
{
problem*p= context;
if(t> 20&&t<p->next&&t!=1000&&!(t>=5900&&t<=6200&&t%5==0))return true;
p->next= t+t/25+1;
double least,greatest;
bend(p,1e-5,&least,&greatest);
printf("%ld\t%.17g",t,J);
for(int k= 0;k<3;k++)
printf("\t%.17g",atan2(p->theta[3+k],p->theta[k])*180/acos(-1));
printf("\t%.17g\t%.17g\t%ld\n",least,greatest,misclassified(p->net,p->theta,p->data));
return true;
}

static void plateau(void)
{
problem*p= notebook_problem();
printf("# iteration\tJ\tangle1\tangle2\tangle3\tleast\tgreatest\twrong\n");
train(p->crew,p->theta,p->M,50000,1e-4,0.5,look_around,p);
forget(p);
}

/*:125*//*126:*/
#line 2760 "ffnn.w"

static bool draw_region(void*context,long t,real J)
{
problem*p= context;
if(t==100||t==1000||t==6000||t==6050||t==6100||t==50000){
write_grid(stdout,p->net,p->theta,61,(const double[]){-1.5,-1.5},(const double[]){1.5,1.5});
printf("\n# the above: iteration %ld, J %g\n",t,J);
}
return true;
}

static void strip(void)
{
problem*p= notebook_problem();
train(p->crew,p->theta,p->M,50000,1e-4,0.5,draw_region,p);
forget(p);
}

/*:126*//*128:*/
#line 2800 "ffnn.w"

static bool watch_third(void*context,long t,real J)
{
problem*p= context;
if(t==0||t==5||t==20||t==50||t==100||t==p->next)
printf("%ld\t%.17g\t%.17g\n",t,J,p->theta[14]-p->theta[13]);
return true;
}

static void third(void)
{
const double etas[]= {1e-4,9e-5,7e-5,5e-5};
problem*p= notebook_problem();
double start[p->count];
for(int j= 0;j<p->count;j++)start[j]= p->theta[j];
for(int e= 0;e<4;e++){
printf("# eta %g\n# iteration\tJ\tlead3\n",etas[e]);
for(int j= 0;j<p->count;j++)p->theta[j]= start[j],p->M[j]= 0;
train(p->crew,p->theta,p->M,100,etas[e],0.5,watch_third,p);
for(int j= 0;j<p->count;j++)p->theta[j]= start[j];
printf("steps\t%ld\t%g\n\n\n",run_until(p,5000,12000,etas[e],0.5).t,etas[e]);
}
forget(p);
}

/*:128*//*130:*/
#line 2850 "ffnn.w"

static double escape(problem*p,double eta,double mu)
{
goal end= run_until(p,5000,12000,eta,mu);
return end.J<end.limit?(double)end.t:INFINITY;
}

static void escapes(void)
{
enum{starts= 200};
problem*p= notebook_problem();
double steps[starts],notebook= escape(p,eta_nought,mu_nought),never= 0,long_ones= 0,slower= 0;
printf("# start\tsteps\n0\t%g\n",notebook);
for(int j= 0;j<starts;j++){
another_start(p);
steps[j]= escape(p,eta_nought,mu_nought);
printf("%d\t%g\n",j+1,steps[j]);
never+= isinf(steps[j]);
long_ones+= steps[j]> 1000;
slower+= steps[j]>=notebook;
}
/*131:*/
#line 2875 "ffnn.w"

number("starts","%.0f",starts);
number("escape_notebook","%.0f",notebook);
number("escape_median","%.0f",median(starts,steps));
number("escape_quarter","%.0f",quantile(0.25,starts,steps));
number("escape_three_quarters","%.0f",quantile(0.75,starts,steps));
number("escape_1000","%.0f",long_ones);
number("escape_never","%.0f",never);
number("escape_one_in","%.0f",starts/slower);

/*:131*/
#line 2871 "ffnn.w"
;
forget(p);
}

/*:130*//*133:*/
#line 2905 "ffnn.w"

static void search(int E,const double*etas,int U,const double*mus)
{
problem*p= notebook_problem();
double start[p->count];
for(int j= 0;j<p->count;j++)start[j]= p->theta[j];
printf("# eta\tmu\tJ\twrong\n");
for(int e= 0;e<E;e++)
for(int m= 0;m<U;m++){
for(int j= 0;j<p->count;j++)p->theta[j]= start[j];
goal end= run_until(p,0,2000,etas[e],mus[m]);
printf("%.17g\t%g\t%.17g\t%ld\n",etas[e],mus[m],end.J,misclassified(p->net,p->theta,p->data));
}
forget(p);
}

/*:133*//*134:*/
#line 2924 "ffnn.w"

static void diverging(void)
{
const double etas[]= {0.01,0.02,0.05,0.1,0.25},mus[]= {0,0.01,0.05,0.1,0.5};
search(5,etas,5,mus);
}

static void grid(void)
{
const double mus[]= {0,0.25,0.5,0.75,0.9,0.95};
double etas[13];
for(int e= 0;e<13;e++)etas[e]= 1e-6*pow(10,e/4.);
search(13,etas,6,mus);
}

/*:134*//*136:*/
#line 2993 "ffnn.w"

static void widths(void)
{
printf("# hidden\tstart\twrong\n");
for(int K= 1;K<=6;K++){
problem*p= pose(42,50000,K);
double wrong[10];
for(int j= 0;j<10;j++){
if(j> 0)another_start(p);
run_until(p,0,3000,eta_nought/2,mu_nought);
wrong[j]= (double)misclassified(p->net,p->theta,p->data);
printf("%d\t%d\t%.0f\n",K,j+1,wrong[j]);
}
number(named("width%d_least",K),"%.0f",quantile(0.05,10,wrong));
forget(p);
}
}

/*:136*//*137:*/
#line 3050 "ffnn.w"

static void hard(void)
{
problem*p= notebook_problem();
goal end= run_until(p,0,50000,1e-4,0.5);
printf("# name\tvalue\nJ\t%.17g\nsoft_wrong\t%ld\n",end.J,misclassified(p->net,p->theta,p->data));
for(int j= 0;j<9;j++)p->theta[j]*= 1e6;
printf("hard_wrong\t%ld\n",misclassified(p->net,p->theta,p->data));
forget(p);
}

/*:137*//*138:*/
#line 3071 "ffnn.w"

static double norm(int count,const double*v)
{
double squares= 0;
for(int j= 0;j<count;j++)squares+= v[j]*v[j];
return sqrt(squares);
}

static double relative_distance(int count,const double*a,const double*b)
{
double difference[count];
for(int j= 0;j<count;j++)difference[j]= a[j]-b[j];
return norm(count,difference)/fmax(norm(count,a),norm(count,b));
}

/*:138*//*139:*/
#line 3091 "ffnn.w"

static void one_sided_differences(problem*p,double*theta,double epsilon,double*slope)
{
double unused[p->count],J= gradient(p->crew,theta,unused);
for(int j= 0;j<p->count;j++){
double here= theta[j];
theta[j]= here+epsilon;
slope[j]= (gradient(p->crew,theta,unused)-J)/epsilon;
theta[j]= here;
}
}

/*:139*//*140:*/
#line 3109 "ffnn.w"

static double third_derivatives(problem*p,double*theta)
{
double g[p->count],plus[p->count],minus[p->count],third[p->count],epsilon= 1e-3;
gradient(p->crew,theta,g);
for(int j= 0;j<p->count;j++){
double here= theta[j];
theta[j]= here+epsilon;
gradient(p->crew,theta,plus);
theta[j]= here-epsilon;
gradient(p->crew,theta,minus);
theta[j]= here;
third[j]= (plus[j]-2*g[j]+minus[j])/(epsilon*epsilon);
}
return norm(p->count,third);
}

/*:140*//*141:*/
#line 3132 "ffnn.w"

static void compare_steps(problem*p,int point,double*theta)
{
double g[p->count],slope[p->count],J= gradient(p->crew,theta,g);
double third= third_derivatives(p,theta),size= norm(p->count,g);
for(int k= 4;k<=48;k++){
double epsilon= pow(10,-k/4.);
central_differences(p->crew,theta,epsilon,slope);
double central= relative_distance(p->count,g,slope);
one_sided_differences(p,theta,epsilon,slope);
double one_sided= relative_distance(p->count,g,slope);
printf("%d\t%.17g\t%.17g\t%.17g\t%.17g\t%.17g\t%.17g\n",point,epsilon,central,one_sided,
epsilon*epsilon/6*third/size,DBL_EPSILON/2*J/epsilon*sqrt(p->count)/size,J);
}
}

/*:141*//*142:*/
#line 3152 "ffnn.w"

static bool look_away(void*context,long t,real J)
{
(void)context;(void)t;(void)J;
return true;
}

static void steps(void)
{
problem*p= pose(42,50000,3);
printf("# point\tepsilon\tcentral\tone_sided\ttruncation\trounding\tJ\n");
compare_steps(p,1,p->check);
train(p->crew,p->theta,p->M,20000,1e-4,0.5,look_away,NULL);
compare_steps(p,2,p->theta);
forget(p);
}

/*:142*//*144:*/
#line 3218 "ffnn.w"

static double contraction_of(double eta,double mu)
{
double theta= 1,M= 0,growth= 0;
for(int t= 0;t<4000;t++){
double g= theta;
momentum_step(1,&theta,&M,&g,eta,mu);
double size= hypot(theta,M);
if(size==0)return 0;
if(t>=2000)growth+= log(size);
theta/= size;
M/= size;
}
return exp(growth/2000);
}

/*:144*//*145:*/
#line 3237 "ffnn.w"

static double greatest_root(double eta,double mu)
{
double b= 1+mu-eta,discriminant= b*b-4*mu;
return discriminant<0?sqrt(mu):(fabs(b)+sqrt(discriminant))/2;
}

static void contraction(void)
{
double mu[]= {0,0.5,0.9};
printf("# mu\teta_lambda\tmeasured\ttheory\n");
for(int m= 0;m<3;m++)
for(double eta= 0.1;eta<2*(1+mu[m])+0.25;eta+= 0.1)
printf("%g\t%g\t%.17g\t%.17g\n",mu[m],eta,contraction_of(eta,mu[m]),greatest_root(eta,mu[m]));
}

/*:145*//*147:*/
#line 3277 "ffnn.w"

static void paths(void)
{
const double lambda[]= {1,25},eta[]= {2/26.,1/9.,1/9.,0.2/26},mu[]= {0,4/9.,0.9,0.9};
printf("# path\teta\tmu\tt\ttheta1\ttheta2\n");
for(int k= 0;k<4;k++){
double theta[]= {5,1},M[]= {0,0};
for(int t= 0;t<=400;t++){
double g[]= {lambda[0]*theta[0],lambda[1]*theta[1]};
printf("%d\t%.17g\t%.17g\t%d\t%.17g\t%.17g\n",k+1,eta[k],mu[k],t,theta[0],theta[1]);
momentum_step(2,theta,M,g,eta[k],mu[k]);
}
}
}

/*:147*//*151:*/
#line 3344 "ffnn.w"

typedef struct{
problem*p;
long next;
}watch;

static double least_margin(problem*p)
{
const int K= p->net.K,C= p->net.C;
column h[K],z[C],s,y_hat[C];
double least= INFINITY;
for(long panel= 0;panel<panel_count(p->data);panel++){
forward(p->net,p->theta,p->data->x+2*panel,h,z,s,y_hat);
for(int i= 0;i<panel_size(p->data,panel);i++){
int y= p->data->y[panel][i];
least= fmin(least,z[y][i]-z[1-y][i]);
}
}
return least;
}

/*:151*//*152:*/
#line 3369 "ffnn.w"

static bool look_at_tail(void*context,long t,real J)
{
watch*w= context;
if(t>=w->next){
printf("%ld\t%ld\t%.17g\t%ld\t%.17g\n",w->p->data->N,t,J,
misclassified(w->p->net,w->p->theta,w->p->data),least_margin(w->p));
w->next= (long)(1.05*(double)t)+1;
}
return true;
}

static void tail(void)
{
printf("# N\tt\tJ\twrong\tleast_margin\n");
for(int k= 0;k<2;k++){
long N= k==0?1000:50000;
watch w= {pose(42,N,3),0};
train(w.p->crew,w.p->theta,w.p->M,k==0?300000:100000,5.0/(double)N,0.5,look_at_tail,&w);
forget(w.p);
}
}

/*:152*//*154:*/
#line 3439 "ffnn.w"

static double now(void)
{
struct timespec t;
clock_gettime(CLOCK_MONOTONIC,&t);
return(double)t.tv_sec+1e-9*(double)t.tv_nsec;
}

/*:154*//*155:*/
#line 3449 "ffnn.w"

static void try_batches(problem*p,long B,double rate,int start,long most)
{
double theta[p->count],M[p->count],g[p->count],J= INFINITY,seconds= 0;
long N= p->data->N,seen= 0,steps= 0,next;
generator shuffles;
seed_generator(&shuffles,1);
if(!set_batches(p->crew,B,&shuffles))exit(1);
for(int j= 0;j<p->count;j++)theta[j]= p->theta[j],M[j]= 0;
while(J>=50&&seen<=most*N){
J= gradient(p->crew,theta,g);
double epochs= (double)seen/(double)N;
printf("%ld\t%g\t%d\t%ld\t%.17g\t%.17g\t%.17g\n",B,rate,start,steps,epochs,seconds,J);
double begun= now();
for(next= seen+seen/20;seen<=next;steps++){
next_gradient(p->crew,theta,g);
momentum_step(p->count,theta,M,g,rate/(double)B,0.5);
seen+= N-seen%N<B?N-seen%N:B;
}
seconds+= now()-begun;
}
}

/*:155*//*156:*/
#line 3479 "ffnn.w"

static void batches(void)
{
const long B[]= {16,128,1024,8192,50000};
const long most[]= {250,250,250,500,2500};
const double rate[]= {1.25,2.5,5,10};
problem*p= pose(42,50000,3);
printf("# B\trate\tstart\tsteps\tepochs\tseconds\tJ\n");
for(int start= 0;start<5;start++){
for(int b= 0;b<5;b++)
for(int r= 0;r<4;r++)
try_batches(p,B[b],rate[r],start,most[b]+(b==4&&start==0)*6000);
random_parameters(&p->g,p->count,p->theta);
}
forget(p);
}

/*:156*//*159:*/
#line 3556 "ffnn.w"

static void judge(problem*p,uint32_t seed,long T,team*t,const dataset*fresh)
{
double g[p->count],J= gradient(p->crew,p->theta,g),fresh_J= gradient(t,p->theta,g),low,high;
long count[4];
confusion(p->net,p->theta,fresh,count);
wilson(fresh->N-count[1]-count[2],fresh->N,1.959963984540054,&low,&high);
printf("%ld\t%ld\t%ld\t",p->data->N,(long)seed,T);
printf("%.17g\t%ld\t%.17g\t",J/(double)p->data->N,
misclassified(p->net,p->theta,p->data),fresh_J/(double)fresh->N);
printf("%ld\t%ld\t%ld\t%ld\t%.17g\t%.17g\n",count[0],count[1],count[2],count[3],low,high);
}

/*:159*//*160:*/
#line 3574 "ffnn.w"

static void generalisation(void)
{
const long N[]= {100,1000,10000,50000};
generator source;
seed_generator(&source,1000000);
dataset*fresh= make_circles(1000000,0.1,0.1,&source);
team*t= fresh==NULL?NULL:make_team(1,(network){2,3,2},fresh);
if(t==NULL)exit(1);
printf("# N\tseed\tT\tJ\twrong\tfresh_J\tright0\twrong0\twrong1\tright1\tlow\thigh\n");
for(int k= 0;k<4;k++)
for(uint32_t seed= 42;seed<(k<3?47:43);seed++)
/*161:*/
#line 3591 "ffnn.w"

{
problem*p= pose(seed,N[k],3);
for(long T= 50000;T<=(k<3?50000:100000);T+= 50000){
train(p->crew,p->theta,p->M,50000,5.0/(double)N[k],0.5,look_away,NULL);
judge(p,seed,T,t,fresh);
}
forget(p);
}

/*:161*/
#line 3586 "ffnn.w"
;
free_team(t);
free_dataset(fresh);
}

/*:160*//*162:*/
#line 3616 "ffnn.w"

static double distance_density(double a,double r)
{
const int terms= 200;
double s= 0.1,sum= 0;
for(int k= 0;k<terms;k++)
sum+= exp(-(r*r+a*a-2*r*a*cos(2*3.14159265358979323846*k/terms))/(2*s*s));
return r/(s*s)*sum/terms;
}

static void ideal(void)
{
double least_error= 0,radius= 0,step= 1e-4;
for(double r= step/2;r<2;r+= step){
double ring= distance_density(1,r),disc= distance_density(0.1,r);
least_error+= fmin(ring,disc)/2*step;
if(disc> ring)radius= r;
}
number("ideal_radius","%.3f",radius);
number("ideal_million","%.1f",1e6*least_error);
}

/*:162*//*169:*/
#line 3774 "ffnn.w"

static void sample_terms(problem*p,long i,long double*term)
{
const int K= p->net.K;
const double*Wh= p->theta,*bh= Wh+2*K,*Wo= bh+K,*bo= Wo+2*K;
long double x[]= {p->data->x[i/PANEL*2][i%PANEL],p->data->x[i/PANEL*2+1][i%PANEL]};
long double h[K],z= (long double)bo[1]-bo[0],delta;
int y= p->data->y[i/PANEL][i%PANEL];
for(int k= 0;k<K;k++){
h[k]= 1/(1+expl(-(bh[k]+x[0]*Wh[k]+x[1]*Wh[K+k])));
z+= h[k]*((long double)Wo[2*k+1]-Wo[2*k]);
}
delta= 1/(1+expl(-z))-y;
/*170:*/
#line 3791 "ffnn.w"

for(int k= 0;k<K;k++){
long double delta_h= delta*((long double)Wo[2*k+1]-Wo[2*k])*h[k]*(1-h[k]);
term[k]= x[0]*delta_h;
term[K+k]= x[1]*delta_h;
term[2*K+k]= delta_h;
term[3*K+2*k+1]= h[k]*delta;
term[3*K+2*k]= -h[k]*delta;
}
term[5*K+1]= delta;
term[5*K]= -delta;

/*:170*/
#line 3787 "ffnn.w"
;
term[p->count]= log1pl(expl(y==1?-z:z));
}

/*:169*//*171:*/
#line 3805 "ffnn.w"

static double running_sum(const double*x,long N)
{
double sum= 0;
for(long i= 0;i<N;i++)sum+= x[i];
return sum;
}

static double pairwise_sum(const double*x,long N)
{
return N==1?x[0]:pairwise_sum(x,N/2)+pairwise_sum(x+N/2,N-N/2);
}

/*:171*//*172:*/
#line 3821 "ffnn.w"

static void rounding(void)
{
problem*p= pose(42,50000,3);
long N= p->data->N;
int n= p->count+1;
double(*x)[N]= malloc(sizeof(double[n][N])),sums[3][n];
long double term[n],exact[n],lost[n];
if(x==NULL)exit(1);
for(int j= 0;j<n;j++)exact[j]= lost[j]= 0;
for(long i= 0;i<N;i++){
sample_terms(p,i,term);
for(int j= 0;j<n;j++){
long double next= exact[j]+(term[j]-lost[j]);
lost[j]= (next-exact[j])-(term[j]-lost[j]);
exact[j]= next;
x[j][i]= (double)term[j];
}
}
sums[0][n-1]= gradient(p->crew,p->theta,sums[0]);
for(int j= 0;j<n;j++){
sums[1][j]= pairwise_sum(x[j],N);
sums[2][j]= running_sum(x[j],N);
}
/*173:*/
#line 3852 "ffnn.w"

const char*names[]= {"program","pairwise","running"};
printf("# way\tloss\tgradient\n");
for(int way= 0;way<3;way++){
double right[n],off[n];
for(int j= 0;j<n;j++){
right[j]= (double)exact[j];
off[j]= (double)(sums[way][j]-exact[j]);
}
printf("%s\t%.17g\t%.17g\n",names[way],fabs(off[n-1])/right[n-1]*2/DBL_EPSILON,
norm(n-1,off)/norm(n-1,right)*2/DBL_EPSILON);
}

/*:173*/
#line 3845 "ffnn.w"
;
free(x);
forget(p);
}

/*:172*/
#line 2479 "ffnn.w"


int main(int argc,char*argv[])
{
static const struct{
const char*name;
void(*run)(void);
}experiments[]= {/*49:*/
#line 1070 "ffnn.w"

{"example",example},

/*:49*//*175:*/
#line 3887 "ffnn.w"

{"plateau",plateau},{"strip",strip},{"third",third},{"escapes",escapes},
{"grid",grid},{"diverging",diverging},{"widths",widths},{"hard",hard},
{"steps",steps},{"contraction",contraction},{"paths",paths},{"tail",tail},
{"batches",batches},{"generalisation",generalisation},{"ideal",ideal},
{"rounding",rounding},

/*:175*/
#line 2486 "ffnn.w"
};
for(size_t j= 0;argc==2&&j<sizeof experiments/sizeof experiments[0];j++)
if(strcmp(argv[1],experiments[j].name)==0){
experiments[j].run();
return fflush(stdout)==0&&!ferror(stdout)?0:1;
}
fprintf(stderr,"experiments: expected the name of an experiment\n");
return 2;
}

/*:113*/
