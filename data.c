/*86:*/
#line 1932 "ffnn.w"

#include <math.h> 
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


#line 1936 "ffnn.w"

/*57:*/
#line 1256 "ffnn.w"

void random_parameters(generator*g,int count,double*theta)
{
for(int j= 0;j<count;j++)theta[j]= random_normal(g);
}

/*:57*//*74:*/
#line 1615 "ffnn.w"

static double wilson_low(long k,long n,double z)
{
double root= sqrt((double)k*(double)(n-k)/(double)n+z*z/4);
return((double)k+z*z/2-z*root)/((double)n+z*z);
}

void wilson(long k,long n,double z,double*low,double*high)
{
*low= wilson_low(k,n,z);
*high= 1-wilson_low(n-k,n,z);
}

/*:74*//*99:*/
#line 2204 "ffnn.w"

void seed_generator(generator*g,uint32_t seed)
{
g->state[0]= seed;
for(int i= 1;i<624;i++)
g->state[i]= 1812433253*(g->state[i-1]^(g->state[i-1]>>30))+(uint32_t)i;
g->used= 624;
g->kept_one= false;
}

/*:99*//*100:*/
#line 2219 "ffnn.w"

uint32_t random_word(generator*g)
{
uint32_t*s= g->state,w;
if(g->used==624){
for(int i= 0;i<624;i++){
w= (s[i]&0x80000000)|(s[(i+1)%624]&0x7fffffff);
s[i]= s[(i+397)%624]^(w>>1)^(w&1?0x9908b0df:0);
}
g->used= 0;
}
w= s[g->used++];
w^= w>>11;
w^= (w<<7)&0x9d2c5680;
w^= (w<<15)&0xefc60000;
return w^(w>>18);
}

/*:100*//*101:*/
#line 2242 "ffnn.w"

uint32_t random_below(generator*g,uint32_t limit)
{
uint32_t mask= limit,value;
for(int shift= 1;shift<32;shift*= 2)mask|= mask>>shift;
if(limit==0)return 0;
do value= random_word(g)&mask;while(value> limit);
return value;
}

/*:101*//*102:*/
#line 2255 "ffnn.w"

double random_uniform(generator*g)
{
uint32_t high= random_word(g)>>5,low= random_word(g)>>6;
return(high*67108864.0+low)/9007199254740992.0;
}

/*:102*//*103:*/
#line 2278 "ffnn.w"

double random_normal(generator*g)
{
double u,v,r2,stretch;
if(g->kept_one){
g->kept_one= false;
return g->kept;
}
do{
u= 2*random_uniform(g)-1;
v= 2*random_uniform(g)-1;
r2= u*u+v*v;
}while(r2>=1||r2==0);
stretch= sqrt(-2*log(r2)/r2);
g->kept= stretch*u;
g->kept_one= true;
return stretch*v;
}

/*:103*//*106:*/
#line 2321 "ffnn.w"

dataset*make_dataset(long N,int D,int C)
{
dataset*data= calloc(1,sizeof(dataset));
if(data==NULL)return NULL;
data->N= N;data->D= D;data->C= C;
size_t panels= (size_t)panel_count(data),bytes= panels*(size_t)D*sizeof(column);
data->x= aligned_alloc(64,bytes);
data->y= calloc(panels,sizeof(int[PANEL]));
if(data->x==NULL||data->y==NULL){
free_dataset(data);
return NULL;
}
for(size_t i= 0;i<panels*(size_t)D;i++)
for(int j= 0;j<PANEL;j++)data->x[i][j]= 0;
return data;
}

void free_dataset(dataset*data)
{
if(data!=NULL){
free(data->x);
free(data->y);
free(data);
}
}

/*:106*//*107:*/
#line 2350 "ffnn.w"

long panel_count(const dataset*data)
{
return(data->N+PANEL-1)/PANEL;
}

int panel_size(const dataset*data,long p)
{
return p<data->N/PANEL?PANEL:(int)(data->N%PANEL);
}

/*:107*//*108:*/
#line 2373 "ffnn.w"

dataset*make_circles(long N,double factor,double noise,generator*g)
{
const double pi= 3.14159265358979323846;
long outer= N/2;
dataset*data= make_dataset(N,2,2);
if(data==NULL)return NULL;
for(long i= 0;i<N;i++)label(i)= (int)i;
shuffle(g,N,(int*)data->y);
for(long i= 0;i<N;i++){
long number= label(i);
bool inner= number>=outer;
double angle= inner?(double)(number-outer)*(2*pi/(double)(N-outer))
:(double)number*(2*pi/(double)outer);
double radius= inner?factor:1;
input(i,0)= cos(angle)*radius+noise*random_normal(g);
input(i,1)= sin(angle)*radius+noise*random_normal(g);
label(i)= inner;
}
return data;
}

/*:108*//*109:*/
#line 2400 "ffnn.w"

void shuffle(generator*g,long N,int*order)
{
for(long i= N-1;i> 0;i--){
long j= random_below(g,(uint32_t)i);
int swap= order[i];
order[i]= order[j];
order[j]= swap;
}
}

/*:109*//*199:*/
#line 4634 "ffnn.w"

dataset*copy_samples(const dataset*data,long first,long N)
{
dataset*copy= make_dataset(N,data->D,data->C);
for(long i= 0;copy!=NULL&&i<N;i++){
for(int d= 0;d<data->D;d++)copy->x[i/PANEL*data->D+d][i%PANEL]= input(first+i,d);
copy->y[i/PANEL][i%PANEL]= label(first+i);
}
return copy;
}

bool shuffle_samples(generator*g,dataset*data)
{
dataset*old= copy_samples(data,0,data->N);
int*order= malloc((size_t)data->N*sizeof(int));
bool good= old!=NULL&&order!=NULL;
for(long i= 0;good&&i<data->N;i++)order[i]= (int)i;
if(good)shuffle(g,data->N,order);
for(long i= 0;good&&i<data->N;i++){
long j= order[i];
for(int d= 0;d<data->D;d++)input(i,d)= old->x[j/PANEL*data->D+d][j%PANEL];
label(i)= old->y[j/PANEL][j%PANEL];
}
free(order);
free_dataset(old);
return good;
}

/*:199*/
#line 1937 "ffnn.w"


/*:86*/
