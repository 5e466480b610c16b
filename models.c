/*202:*/
#line 4730 "ffnn.w"

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
#line 4731 "ffnn.w"

#define BELOW_1 (1 - DBL_EPSILON/2)
const bounds limits[SETTINGS]= {
[SAMPLES]= {"samples",offsetof(settings,samples),true,2,1e9,
"a whole number from 2 to 1000000000"},
[FACTOR]= {"factor",offsetof(settings,factor),false,0,BELOW_1,
"a number from 0 up to, but not including, 1"},
[NOISE]= {"noise",offsetof(settings,noise),false,0,DBL_MAX,
"a finite number, not negative"},
[SEED]= {"seed",offsetof(settings,seed),true,0,4294967295,
"a whole number from 0 to 4294967295"},
[HIDDEN_UNITS]= {"hidden",offsetof(settings,hidden),true,1,MOST_HIDDEN,
"a whole number from 1 to 64"},
[ITERATIONS]= {"iterations",offsetof(settings,iterations),true,0,1e12,
"a whole number from 0 to 1000000000000"},
[LEARNING_RATE]= {"learning-rate",offsetof(settings,eta),false,0,DBL_MAX,
"a finite number, not negative"},
[MOMENTUM]= {"momentum",offsetof(settings,mu),false,0,BELOW_1,
"a number from 0 up to, but not including, 1"},
[BATCH_SIZE]= {"batch-size",offsetof(settings,batch_size),true,1,1e9,
"a whole number from 1 to the number of training samples"},
[HOLDOUT]= {"holdout",offsetof(settings,holdout),false,0,BELOW_1,
"a number from 0 up to, but not including, 1"}
};

double get_setting(const settings*s,int which)
{
const void*place= (const char*)s+limits[which].place;
return limits[which].whole?(double)*(const long*)place:*(const double*)place;
}

void set_setting(settings*s,int which,double value)
{
void*place= (char*)s+limits[which].place;
if(limits[which].whole)*(long*)place= (long)value;
else*(double*)place= value;
}

/*:202*//*203:*/
#line 4780 "ffnn.w"

typedef struct{
FILE*file;
bool reading;
bool good;
const char*name;
long line;
char*message;
uint64_t sum;
}exchange;

static void refuse(exchange*e,const char*expected,const char*found)
{
e->good= false;
snprintf(e->message,MESSAGE_SIZE,"%.300s:%ld: expected %.100s, found '%.60s'",e->name,e->line,expected,found);
clean_message(e->message);
}

/*:203*//*204:*/
#line 4802 "ffnn.w"

static void read_text(exchange*e,const char*key,char*value,size_t size,char line[PATH_SIZE+100])
{
const size_t length= strlen(key);
e->line++;
if(fgets(line,PATH_SIZE+100,e->file)==NULL){
line[0]= 0;
if(ferror(e->file)){
e->good= false;
snprintf(e->message,MESSAGE_SIZE,"%.300s: %s",e->name,strerror(errno));
return;
}
}
char*end= strchr(line,'\n');
if(end==NULL||strncmp(line,key,length)!=0||line[length]!=' '||(size_t)(end-line)-length> size){
if(end!=NULL)*end= 0;
refuse(e,key,line);
return;
}
size_t count= (size_t)(end-line)-length-1;
memcpy(value,line+length+1,count);
value[count]= 0;
}

static void exchange_text(exchange*e,const char*key,char*value,size_t size)
{
char line[PATH_SIZE+100];
if(!e->good)return;
if(e->reading)read_text(e,key,value,size,line);
else{
snprintf(line,sizeof line,"%s %s\n",key,value);
e->good= fputs(line,e->file)>=0;
}
if(e->good)e->sum= checksum(e->sum,line,strlen(line));
}

/*:204*//*205:*/
#line 4844 "ffnn.w"

static void write_numbers(exchange*e,const char*key,int count,const double*value,
bool whole,double least,double greatest)
{
char text[400]= "",*next= text;
for(int j= 0;j<count;j++){
next+= snprintf(next,40,whole?"%s%.0f":"%s%a",j> 0?" ":"",value[j]);
if(!(value[j]>=least&&value[j]<=greatest)){
e->good= false;
errno= ERANGE;
return;
}
}
exchange_text(e,key,text,sizeof text);
}

static void read_numbers(exchange*e,const char*key,int count,double*value,
bool whole,double least,double greatest)
{
char text[400],*next= text,*end;
exchange_text(e,key,text,sizeof text);
for(int j= 0;e->good&&j<count;j++){
const double number= strtod(next,&end);
if(end> next&&*end==(j+1<count?' ':0)&&number>=least&&number<=greatest
&&(!whole||number==floor(number)))value[j]= number;
else refuse(e,whole?"a whole number within its bounds":"a finite number within its bounds",next);
next= end+1;
}
}

static void exchange_numbers(exchange*e,const char*key,int count,double*value,
bool whole,double least,double greatest)
{
if(!e->good)return;
if(e->reading)read_numbers(e,key,count,value,whole,least,greatest);
else write_numbers(e,key,count,value,whole,least,greatest);
}

static void exchange_whole(exchange*e,const char*key,long*value,double least,double greatest)
{
double number= (double)*value;
exchange_numbers(e,key,1,&number,true,least,greatest);
*value= (long)number;
}

static void exchange_sum(exchange*e,const char*key,uint64_t*value)
{
char text[20],again[20];
snprintf(text,sizeof text,"%016"PRIx64,*value);
exchange_text(e,key,text,17);
if(!e->reading||!e->good)return;
*value= strtoull(text,NULL,16);
snprintf(again,sizeof again,"%016"PRIx64,*value);
if(strcmp(text,again)!=0)refuse(e,"16 hexadecimal digits",text);
}

/*:205*//*206:*/
#line 4903 "ffnn.w"

static void exchange_model(exchange*e,model*m)
{
long format= 1,D= m->net.D,C= m->net.C;
char key[32];
exchange_whole(e,"ffnn-model",&format,1,1);
exchange_whole(e,"inputs",&D,1,MOST_INPUTS);
exchange_whole(e,"classes",&C,2,MOST_CLASSES);
for(int j= 0;j<SETTINGS;j++){
double value= get_setting(&m->set,j);
exchange_numbers(e,limits[j].name,1,&value,limits[j].whole,limits[j].least,limits[j].greatest);
set_setting(&m->set,j,value);
}
if(!e->good)return;
m->net= (network){(int)D,(int)m->set.hidden,(int)C};
m->classes.C= m->net.C;
for(int c= 0;c<m->net.C;c++)exchange_text(e,"class",m->classes.name[c],NAME_SIZE);
exchange_text(e,"data",m->data,PATH_SIZE);
exchange_sum(e,"data-checksum",&m->data_sum);
exchange_text(e,"validation",m->validation,PATH_SIZE);
exchange_sum(e,"validation-checksum",&m->validation_sum);
exchange_whole(e,"iteration",&m->iteration,0,(double)m->set.iterations);
exchange_whole(e,"place",&m->place,0,(double)m->set.samples);
exchange_whole(e,"losses",&m->length,0,9007199254740992);
exchange_sum(e,"losses-checksum",&m->sum);
for(int j= 0;j<parameter_count(m->net);j++){
double pair[2]= {m->theta[j],m->M[j]};
place_name(m->net,j,' ',key);
exchange_numbers(e,key,2,pair,false,-DBL_MAX,DBL_MAX);
m->theta[j]= pair[0];
m->M[j]= pair[1];
}
/*207:*/
#line 4941 "ffnn.w"

long used= m->g.used,kept_one= m->g.kept_one;
exchange_whole(e,"random",&used,0,624);
exchange_whole(e,"kept",&kept_one,0,1);
exchange_numbers(e,"normal",1,&m->g.kept,false,-DBL_MAX,DBL_MAX);
m->g.used= (int)used;
m->g.kept_one= kept_one==1;
for(int j= 0;j<624&&e->good;j+= 8){
double words[8];
for(int i= 0;i<8;i++)words[i]= m->g.state[j+i];
exchange_numbers(e,"state",8,words,true,0,4294967295);
for(int i= 0;i<8&&e->good;i++)m->g.state[j+i]= (uint32_t)words[i];
}

/*:207*/
#line 4935 "ffnn.w"
;
}

/*:206*//*208:*/
#line 4958 "ffnn.w"

bool write_model(FILE*f,model*m)
{
exchange e= {.file= f,.good= true,.sum= NO_BYTES};
exchange_model(&e,m);
uint64_t sum= e.sum;
exchange_sum(&e,"checksum",&sum);
return e.good;
}

bool read_model(FILE*f,const char*name,model*m,char*message)
{
exchange e= {.file= f,.reading= true,.good= true,.name= name,.message= message,.sum= NO_BYTES};
memset(m,0,sizeof(model));
exchange_model(&e,m);
uint64_t sum= e.sum,found= 0;
exchange_sum(&e,"checksum",&found);
if(e.good&&found!=sum){
snprintf(message,MESSAGE_SIZE,"%.300s: the checksum is wrong; the file has been changed or damaged",name);
clean_message(message);
return false;
}
if(e.good&&getc(f)!=EOF)refuse(&e,"the end of the file after the checksum","more");
return e.good;
}

saving save_model(const char*file,model*m)
{
draft d;
bool good= open_draft(&d,NULL,file)&&write_model(d.file,m);
if(d.file!=NULL)good= close_draft(&d)&&good;
good= good&&keep_draft(&d);
const int why= errno;
const bool renamed= d.name!=NULL&&d.part==NULL;
drop_draft(&d);
errno= why;
return good?SAVED:renamed?PERHAPS_SAVED:NOT_SAVED;
}

bool load_model(const char*file,model*m,char*message)
{
FILE*f= fopen(file,"r");
if(f==NULL){
snprintf(message,MESSAGE_SIZE,"%.300s: %s",file,strerror(errno));
clean_message(message);
return false;
}
bool good= read_model(f,file,m,message);
fclose(f);
return good;
}

/*:208*//*209:*/
#line 5013 "ffnn.w"

uint64_t data_checksum(const dataset*data)
{
size_t panels= (size_t)panel_count(data);
uint64_t sum= checksum(NO_BYTES,&data->N,sizeof data->N);
sum= checksum(sum,&data->D,sizeof data->D);
sum= checksum(sum,&data->C,sizeof data->C);
sum= checksum(sum,data->x,panels*(size_t)data->D*sizeof(column));
return checksum(sum,data->y,panels*sizeof(int[PANEL]));
}

/*:209*/
