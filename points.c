/*192:*/
#line 4336 "ffnn.w"

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
#line 4337 "ffnn.w"


bool parse_number(const char*text,double*value)
{
char*end;
if(text[0]==0||text[strspn(text,"+-.0123456789eE")]!=0)return false;
*value= strtod(text,&end);
return*end==0&&isfinite(*value);
}

void clean_message(char*message)
{
for(;*message!=0;message++)
if(iscntrl((unsigned char)*message))*message= '?';
}

static bool fault_at(reader*r,const char*place,const char*format,...)
{
int length= snprintf(r->message,MESSAGE_SIZE-200,"%.300s:%ld:%ld: ",r->name,r->line,(long)(place-r->text)+1);
va_list arguments;
va_start(arguments,format);
vsnprintf(r->message+length,200,format,arguments);
va_end(arguments);
clean_message(r->message);
return false;
}

static bool fault(reader*r,const char*what)
{
snprintf(r->message,MESSAGE_SIZE,"%.400s: %s",r->name,what);
clean_message(r->message);
return false;
}

/*:192*//*193:*/
#line 4379 "ffnn.w"

bool open_reader(reader*r,const char*file,int width)
{
memset(r,0,sizeof(reader));
r->name= file!=NULL?file:"standard input";
r->width= width;
r->text= malloc(LINE_SIZE+1);
if(r->text==NULL)return fault(r,"not enough memory");
r->file= file!=NULL?fopen(file,"r"):stdin;
return r->file!=NULL||fault(r,strerror(errno));
}

void close_reader(reader*r)
{
if(r->file!=NULL&&r->file!=stdin)fclose(r->file);
free(r->text);
}

static bool read_line(reader*r)
{
int c= getc(r->file);
r->end= r->text;
r->line++;
if(c==EOF)return ferror(r->file)?fault(r,strerror(errno)):false;
for(;c!='\n'&&c!=EOF;c= getc(r->file)){
if(c==0)return fault_at(r,r->end,"expected text in ASCII or UTF-8, ""found a byte that is zero");
if(r->end-r->text==LINE_SIZE)
return fault_at(r,r->end,"expected a line of at most %d bytes",LINE_SIZE);
*r->end++= (char)c;
if(r->line==1&&r->end-r->text==3&&memcmp(r->text,"\xEF\xBB\xBF",3)==0)r->end= r->text;
}
if(r->end> r->text&&r->end[-1]=='\r')r->end--;
*r->end= 0;
return!ferror(r->file)||fault(r,strerror(errno));
}

/*:193*//*194:*/
#line 4420 "ffnn.w"

static bool take_field(reader*r,char**here)
{
const char separator[]= {r->separator,0},blanks[]= {' ',r->separator=='\t'?' ':'\t',0};
char*begin= *here+strspn(*here,blanks),*end,*next;
if(*begin=='"'){
end= strchr(begin+1,'"');
if(end==NULL)return fault_at(r,begin,"expected another quotation mark in this line");
next= end+1+strspn(end+1,blanks);
if(*next!=r->separator&&*next!=0)
return fault_at(r,next,"expected the end of the field after its quotation mark");
begin++;
}else{
end= next= begin+strcspn(begin,separator);
while(end> begin&&strchr(blanks,end[-1])!=NULL)end--;
}
if(r->fields<=MOST_INPUTS+1)r->field[r->fields]= begin;
r->fields++;
*here= *next==0?NULL:next+1;
*end= 0;
return true;
}

static bool split(reader*r)
{
r->fields= 0;
for(char*here= r->text;here!=NULL;)
if(!take_field(r,&here))return false;
return true;
}

/*:194*//*195:*/
#line 4459 "ffnn.w"

static bool headings(const reader*r)
{
for(int j= 0;j<r->fields&&j<=MOST_INPUTS;j++){
char*end;
strtod(r->field[j],&end);
if(*end==0||strcmp(r->field[j],"NA")==0||strchr("+-.?0123456789",r->field[j][0])!=NULL)return false;
}
return true;
}

static bool wrong_width(reader*r)
{
const char*place= r->end;
if(r->fields> r->width&&r->width<=MOST_INPUTS+1)place= r->field[r->width];
return fault_at(r,place,"expected %d field%s, found %d",r->width,r->width==1?"":"s",r->fields);
}

bool next_row(reader*r)
{
while(read_line(r)){
size_t blank= strspn(r->text," \t");
if(r->text[blank]==0||r->text[blank]=='#')continue;
if(r->separator==0)r->separator= strchr(r->text,'\t')!=NULL?'\t':',';
if(!split(r))return false;
if(r->width==0)r->width= r->fields;
if(r->fields!=r->width)return wrong_width(r);
bool skip= !r->begun&&headings(r);
r->begun= true;
if(!skip)return true;
}
return false;
}

bool read_inputs(reader*r,int D,double*x)
{
for(int d= 0;d<D;d++)
if(!parse_number(r->field[d],&x[d]))
return fault_at(r,r->field[d],"expected a finite decimal number, found '%.40s'",r->field[d]);
return true;
}

/*:195*//*196:*/
#line 4506 "ffnn.w"

static bool printable(const char*text)
{
while(*text!=0&&!iscntrl((unsigned char)*text))text++;
return*text==0;
}

static int find_class(reader*r,class_list*classes,bool more)
{
char*found= r->field[r->width-1];
for(int c= 0;c<classes->C;c++)
if(strcmp(found,classes->name[c])==0)return c;
if(!more)fault_at(r,found,"expected one of the classes trained with, found '%.40s'",found);
else if(found[0]==0||strlen(found)>=NAME_SIZE||!printable(found))
fault_at(r,found,"expected the name of a class, of 1 to %d characters, ""found '%.40s'",NAME_SIZE-1,found);
else if(classes->C==MOST_CLASSES)
fault_at(r,found,"expected one of the %d classes before, ""found another one, '%.40s'",MOST_CLASSES,found);
else{
strcpy(classes->name[classes->C],found);
return classes->C++;
}
return-1;
}

static bool integer(const char*text)
{
const char*digits= text+(text[0]=='-');
return digits[0]!=0&&strlen(digits)<=18&&digits[strspn(digits,"0123456789")]==0;
}

static bool before(const char*a,const char*b,bool integers)
{
long m= strtol(a,NULL,10),n= strtol(b,NULL,10);
return integers&&m!=n?m<n:strcmp(a,b)<0;
}

static void sort_classes(class_list*classes,long N,int*y)
{
const int C= classes->C;
class_list sorted= {C,{{0}}};
bool integers= true;
int rank[MOST_CLASSES]= {0};
for(int c= 0;c<C;c++)integers= integers&&integer(classes->name[c]);
for(int c= 0;c<C;c++){
for(int a= 0;a<C;a++)rank[c]+= before(classes->name[a],classes->name[c],integers);
strcpy(sorted.name[rank[c]],classes->name[c]);
}
for(long i= 0;i<N;i++)y[i]= rank[y[i]];
*classes= sorted;
}

/*:196*//*197:*/
#line 4561 "ffnn.w"

typedef struct{
long N,room;
double*x;
int*y;
}heap;

static bool enlarge(heap*h,int D)
{
if(h->N<h->room)return true;
long room= 2*h->room+1000;
double*x= realloc(h->x,(size_t)room*(size_t)D*sizeof(double));
if(x!=NULL)h->x= x;
int*y= realloc(h->y,(size_t)room*sizeof(int));
if(y!=NULL)h->y= y;
if(x==NULL||y==NULL)return false;
h->room= room;
return true;
}

static bool read_heap(reader*r,heap*h,class_list*classes)
{
const bool more= classes->C==0;
while(next_row(r)){
const int D= r->width-1;
if(D<1||D> MOST_INPUTS)
return fault_at(r,r->text,"expected 1 to %d numbers and a class, "
"separated by commas or tabs, found %d field%s",MOST_INPUTS,r->fields,D==0?"":"s");
if(h->N==1000000000)return fault_at(r,r->text,"expected at most %ld points",h->N);
if(!enlarge(h,D))return fault(r,"not enough memory for that many points");
if(!read_inputs(r,D,h->x+h->N*D)||(h->y[h->N]= find_class(r,classes,more))<0)return false;
h->N++;
}
if(r->message[0]!=0)return false;
if(h->N==0)return fault(r,"expected rows of numbers and a class, found none");
if(classes->C<2)return fault(r,"expected points of at least two classes, ""found one class only");
if(more)sort_classes(classes,h->N,h->y);
return true;
}

dataset*read_points(const char*file,int D,class_list*classes,char*message)
{
reader r;
heap h= {0,0,NULL,NULL};
dataset*data= NULL;
if(open_reader(&r,file,D==0?0:D+1)&&read_heap(&r,&h,classes)){
data= make_dataset(h.N,r.width-1,classes->C);
if(data==NULL)fault(&r,"not enough memory for that many points");
}
for(long i= 0;data!=NULL&&i<h.N;i++){
for(int d= 0;d<data->D;d++)input(i,d)= h.x[i*data->D+d];
label(i)= h.y[i];
}
close_reader(&r);
free(h.x);
free(h.y);
strcpy(message,r.message);
return data;
}

/*:197*/
