/*213:*/
#line 5066 "ffnn.w"

/*184:*/
#line 4064 "ffnn.w"

#include <ctype.h> 
#include <errno.h> 
#include <fcntl.h> 
#include <float.h> 
#include <getopt.h> 
#include <inttypes.h> 
#include <math.h> 
#include <signal.h> 
#include <stdarg.h> 
#include <stddef.h> 
#include <stdlib.h> 
#include <string.h> 
#include <sys/file.h> 
#include <sys/stat.h> 
#include <time.h> 
#include <unistd.h> 
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


#line 4082 "ffnn.w"


/*:184*/
#line 5067 "ffnn.w"


void write_data(FILE*f,const dataset*data)
{
fputs("#",f);
for(int d= 0;d<data->D;d++)fprintf(f,"%sx%d",d==0?" ":"\t",d+1);
fputs("\ty\n",f);
for(long i= 0;i<data->N;i++){
for(int d= 0;d<data->D;d++)fprintf(f,"%.17g\t",input(i,d));
fprintf(f,"%d\n",label(i));
}
}

void write_parameters(FILE*f,network net,const double*theta)
{
char place[32];
fputs("# name\trow\tcolumn\tvalue\n",f);
for(int j= 0;j<parameter_count(net);j++){
place_name(net,j,'\t',place);
fprintf(f,"%s\t%.17g\n",place,theta[j]);
}
}

void write_gradient_check(FILE*f,network net,const double*backprop,const double*numerical)
{
char place[32];
fputs("# name\trow\tcolumn\tbackprop\tnumerical\trelative_error\n",f);
for(int j= 0;j<parameter_count(net);j++){
place_name(net,j,'\t',place);
fprintf(f,"%s\t%.17g\t%.17g\t%.17g\n",place,backprop[j],numerical[j],relative_error(backprop[j],numerical[j]));
}
}

void write_hidden(FILE*f,network net,const double*theta,const dataset*data)
{
const int D= net.D,K= net.K,C= net.C;
column h[K],z[C],s,y_hat[C];
fputs("#",f);
for(int k= 0;k<K;k++)fprintf(f,"%sh%d",k==0?" ":"\t",k+1);
fputs("\ty\n",f);
for(long p= 0;p<panel_count(data);p++){
int n= panel_size(data,p);
forward(net,theta,data->x+p*D,h,z,s,y_hat);
for(int i= 0;i<n;i++){
for(int k= 0;k<K;k++)fprintf(f,"%.17g\t",h[k][i]);
fprintf(f,"%d\n",data->y[p][i]);
}
}
}

/*:213*//*214:*/
#line 5122 "ffnn.w"

void write_grid(FILE*f,network net,const double*theta,int m,
const double low[2],const double high[2])
{
const int K= net.K,C= net.C;
column x[2],h[K],z[C],s,y_hat[C];
fputs("# x1\tx2",f);
for(int c= 1;c<C;c++)fprintf(f,"\ty_hat%d",c+1);
for(int a= 0;a<m;a++){
fputs("\n",f);
for(int start= 0;start<m;start+= PANEL){
int n= m-start<PANEL?m-start:PANEL;
for(int i= 0;i<PANEL;i++){
x[0][i]= low[0]+(high[0]-low[0])*a/(m-1);
x[1][i]= low[1]+(high[1]-low[1])*(start+i)/(m-1);
}
forward(net,theta,x,h,z,s,y_hat);
for(int i= 0;i<n;i++){
fprintf(f,"%.17g\t%.17g",x[0][i],x[1][i]);
for(int c= 1;c<C;c++)fprintf(f,"\t%.17g",y_hat[c][i]);
fputs("\n",f);
}
}
}
fputs("\n",f);
}

/*:214*/
