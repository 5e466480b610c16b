/*180:*/
#line 3975 "ffnn.w"

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
#line 3976 "ffnn.w"

/*215:*/
#line 5155 "ffnn.w"

enum{TRAIN= 1,PREDICT= 2,CHECK_GRADIENT= 4,PLOT_DATA= 8,NO_COMMAND= 16};
enum{DATA,LOSS,INITIAL,CHECK,PARAMETERS,BOUNDARY,HIDDEN,SURFACE,SUMMARY,TABLES};
static const char*const table_names[TABLES]= {"data.tsv","loss.tsv","initial.tsv","gradient_check.tsv",
"parameters.tsv","boundary.tsv","hidden.tsv","surface.tsv","summary.tsv"};

typedef struct{
double when;
long at;
}moment;
typedef struct{
int task;
const char*argument[2];
bool given[SETTINGS];
long threads,every,log_every;
const char*output,*data_file,*validation_file,*checkpoint,*resume;
bool quiet;
model m;
const model*saved;
dataset*data;
dataset training;
dataset*held;
team*crew,*judge;
generator g;
draft tables[TABLES];
bool wanted[TABLES];
char*model_file;
long first;
long t;
bool terminal;
moment shown,logged;
bool losses_needed;
}run;

/*:215*//*217:*/
#line 5246 "ffnn.w"

enum{SETTING= 256,DATA_FILE= SETTING+SETTINGS,VALIDATION_FILE,CHECKPOINT,EVERY,RESUME,LOG_EVERY,THREADS,
MANUAL,OUTPUT= 'o',QUIET= 'q',HELP= 'h',VERSION= 'V'};

typedef struct{
int number;
int commands;
const char*name;
const char*argument;
const char*help;
}option;
static const option options[]= {
{DATA_FILE,TRAIN|CHECK_GRADIENT|PLOT_DATA,"data","FILE","rows of inputs and a class (none: two noisy circles)"},
{SETTING+SAMPLES,TRAIN|CHECK_GRADIENT,"samples","N","circles: number of points (50000)"},
{SETTING+FACTOR,TRAIN|CHECK_GRADIENT,"factor","F","circles: radius of the inner one (0.1)"},
{SETTING+NOISE,TRAIN|CHECK_GRADIENT,"noise","S","circles: standard deviation of the noise (0.1)"},
{SETTING+SEED,TRAIN|CHECK_GRADIENT,"seed","S","seed of NumPy's random numbers (42)"},
{SETTING+HIDDEN_UNITS,TRAIN|CHECK_GRADIENT,"hidden","K","number of hidden units (3)"},
{SETTING+ITERATIONS,TRAIN,"iterations","T","number of steps (50000)"},
{SETTING+LEARNING_RATE,TRAIN,"learning-rate","E","learning rate, for the sum over the points (1e-4)"},
{SETTING+MOMENTUM,TRAIN,"momentum","M","momentum factor (0.5)"},
{SETTING+BATCH_SIZE,TRAIN,"batch-size","B","points in a step, shuffled every epoch (all)"},
{SETTING+HOLDOUT,TRAIN,"holdout","F","fraction of the points to test with, not train (0)"},
{VALIDATION_FILE,TRAIN,"validation","FILE","points to test with, like those of --data"},
{CHECKPOINT,TRAIN,"checkpoint","FILE","where to save the model (model.ffnn in the folder)"},
{EVERY,TRAIN,"every","T","save it every T iterations (0: only at the end)"},
{RESUME,TRAIN,"resume","FILE","go on from a saved model, with its settings"},
{LOG_EVERY,TRAIN,"log-every","T","a line of progress every T iterations (0: none)"},
{THREADS,TRAIN|CHECK_GRADIENT,"threads","P","number of threads (all processors); same results"},
{OUTPUT,TRAIN|PLOT_DATA,"output","DIR","folder for the tables (build/tables)"},
{QUIET,TRAIN,"quiet",NULL,"no progress, no closing summary"},
{HELP,ANY,"help",NULL,"this text"},
{VERSION,ANY,"version",NULL,"the version"},
{MANUAL,NO_COMMAND,"man",NULL,"the manual page, in troff"}};

typedef struct{
int bit;
const char*name,*usage,*help;
int least,most;
}command;
static const command commands[]= {
{TRAIN,"train","[train] [OPTION]...",
"Train a network; write it, and tables of how it learned, into a folder.",0,0},
{PREDICT,"predict","predict MODEL [FILE]",
"Classify rows of inputs: from FILE or standard input, to standard output.",1,2},
{CHECK_GRADIENT,"check","check [MODEL] [OPTION]...",
"Compare the gradient by back-propagation with difference quotients.",0,1},
{PLOT_DATA,"plot-data","plot-data MODEL [OPTION]...",
"Write the tables that the figures are drawn from, for a saved model.",1,1}};

/*:217*//*233:*/
#line 5796 "ffnn.w"

typedef struct{
double worst;
double initial_loss,J;
double seconds;
long t;
double ns;
long wrong;
long held_wrong;
double held_loss,accuracy,low,high;
long counts[MOST_CLASSES*MOST_CLASSES];
}outcome;

/*:233*/
#line 3977 "ffnn.w"

/*216:*/
#line 5199 "ffnn.w"

static void put_clean(const char*text)
{
for(;*text!=0;text++)putc(iscntrl((unsigned char)*text)?'?':*text,stderr);
}

static _Noreturn void misused(const char*found,const char*advice,const char*format,...)
{
char what[PATH_SIZE];
va_list arguments;
va_start(arguments,format);
vsnprintf(what,sizeof what,format,arguments);
va_end(arguments);
fputs("ffnn: ",stderr);
put_clean(what);
fputs(" '",stderr);
put_clean(found);
fprintf(stderr,"'%s\n",advice);
exit(2);
}

static _Noreturn void fail(run*r,const char*what,const char*why)
{
if(r->terminal)fputs("\r\033[K",stderr);
fputs("ffnn: ",stderr);
put_clean(what);
fprintf(stderr,"%s%s\n",why!=NULL?": ":"",why!=NULL?why:"");
for(int j= 0;j<TABLES;j++)
if(j!=LOSS||!r->losses_needed)drop_draft(&r->tables[j]);
exit(1);
}

static _Noreturn void refused(run*r,const char*name)
{
fail(r,name,strerror(errno));
}

/*:216*/
#line 3978 "ffnn.w"

/*218:*/
#line 5300 "ffnn.w"

static const char exit_help[]= 
"Exit status: 0 if all went well, 1 if the run failed or the check did,\n2 if an "
"argument is wrong, 130 or 143 if Ctrl-C or SIGTERM ended the training.\n";

static _Noreturn void finish_output(int printed)
{
if(printed<0||fflush(stdout)!=0||ferror(stdout)){
fprintf(stderr,"ffnn: standard output: %s\n",strerror(errno));
exit(1);
}
exit(0);
}

static _Noreturn void print_help(const command*c)
{
char left[40];
if(c!=NULL)printf("Usage: ffnn %s\n%s\n",c->usage,c->help);
else{
for_commands(each)
printf("%s ffnn %s\n    %s\n",each==commands?"Usage:":"      ",each->usage,each->help);
printf("\nWithout arguments, ffnn trains on two noisy circles, as in the book.\n"
"For the options of a command: ffnn COMMAND --help\n\n");
}
for_options(o)
if(o->commands&(c!=NULL?c->bit:NO_COMMAND)){
const char letter[]= {'-',(char)o->number,',',' ',0};
snprintf(left,sizeof left,"%s--%s %s",o->number<SETTING?letter:"    ",o->name,o->argument!=NULL?o->argument:"");
printf("  %-23s  %s\n",left,o->help);
}
if(c==NULL)printf("\n%s",exit_help);
finish_output(0);
}

/*:218*//*219:*/
#line 5339 "ffnn.w"

static const char manual_end[]= 
".SH FILES\nA file of points has a row for each: inputs, at most %d, and a class, "
"separated by commas or\nby tabs. Lines that begin with # don't count, and the first "
"row may be one of headings.\nThe files that ffnn predict reads are the same without "
"the class.\n.PP\nThe folder gets the tables data, loss, initial, gradient_check, "
"parameters, boundary, hidden, surface,\nand summary.tsv, and the model.\n"
".SH SIGNALS\nCtrl-C, SIGTERM, or SIGHUP lets the training finish its iteration, "
"save the model and the tables so far,\nand say how to go on; the second one ends it "
"at once.\n";

static void put_troff(const char*text)
{
for(;*text!=0;text++){
if(*text=='-')putchar('\\');
putchar(*text);
}
}

static void put_option(const option*o)
{
printf(".TP\n\\fB");
if(o->number<SETTING)printf("\\-%c\\fR, \\fB",o->number);
printf("\\-\\-");
put_troff(o->name);
printf("\\fR%s%s\n",o->argument!=NULL?" ":"",o->argument!=NULL?o->argument:"");
put_troff(o->help);
printf("\n");
}

static _Noreturn void print_manual(void)
{
printf(".TH FFNN 1 \"\" \"ffnn %s\"\n",FFNN_VERSION);
printf(".SH NAME\nffnn \\- train a small feedforward neural network\n.SH SYNOPSIS\n");
for_commands(c){
printf(".B ffnn\n");
put_troff(c->usage);
printf("\n.br\n");
}
printf(".SH DESCRIPTION\nWithout arguments, ffnn trains on two noisy circles, "
"as in the book.\n");
for_commands(c){
printf(".SS ffnn ");
put_troff(c->usage);
printf("\n%s\n",c->help);
for_options(o)
if(o->commands&c->bit&&!(o->commands&NO_COMMAND))put_option(o);
}
printf(".SH OPTIONS OF ALL COMMANDS\n");
for_options(o)
if(o->commands&NO_COMMAND)put_option(o);
printf(".SH EXIT STATUS\n%s",exit_help+strlen("Exit status: "));
printf(manual_end,MOST_INPUTS);
finish_output(0);
}

/*:219*/
#line 3979 "ffnn.w"

/*220:*/
#line 5398 "ffnn.w"

static double read_value(const option*o,const bounds*b,const char*text)
{
double value;
const char*digits= text+(text[0]=='+'||text[0]=='-');
const bool whole= digits[0]!=0&&digits[strspn(digits,"0123456789")]==0;
if(!parse_number(text,&value)||value<b->least||value> b->greatest||(b->whole&&!whole))
misused(text,"","--%s: expected %s, found",o->name,b->expected);
return value;
}

static void take_option(run*r,const command*asked,const option*o,const char*text)
{
static const bounds count= {NULL,0,true,0,1e12,"a whole number from 0 to 1000000000000"},
threads= {NULL,0,true,1,1024,"a whole number from 1 to 1024"};
switch(o->number){
case DATA_FILE:r->data_file= text;break;
case VALIDATION_FILE:r->validation_file= text;break;
case CHECKPOINT:r->checkpoint= text;break;
case RESUME:r->resume= text;break;
case OUTPUT:r->output= text;break;
case EVERY:r->every= (long)read_value(o,&count,text);break;
case LOG_EVERY:r->log_every= (long)read_value(o,&count,text);break;
case THREADS:r->threads= (long)read_value(o,&threads,text);break;
case QUIET:r->quiet= true;break;
case HELP:print_help(asked);
case VERSION:finish_output(printf("ffnn %s\n",FFNN_VERSION));
case MANUAL:print_manual();
default:
set_setting(&r->m.set,o->number-SETTING,read_value(o,&limits[o->number-SETTING],text));
r->given[o->number-SETTING]= true;
}
}

/*:220*//*221:*/
#line 5445 "ffnn.w"

static void take_argument(run*r,int*taken,int most,const char*text)
{
if(*taken==most)misused(text,TRY_HELP,"unexpected argument");
r->argument[(*taken)++]= text;
}

static void read_arguments(int argc,char*argv[],run*r)
{
const command*asked= NULL,*c= commands;
int taken= 0;
if(argc> 1&&argv[1][0]!='-'){
for_commands(each)
if(strcmp(argv[1],each->name)==0)asked= c= each;
if(asked==NULL)misused(argv[1],TRY_HELP,"unknown command");
argv++;argc--;
}
r->task= c->bit;
const int allowed= asked!=NULL?c->bit:c->bit|NO_COMMAND;
struct option long_options[sizeof options/sizeof options[0]+1]= {{0}};
int known= 0;
for_options(o)
if(o->commands&allowed)long_options[known++]= (struct option){o->name,o->argument!=NULL,NULL,o->number};
opterr= 0;
optind= 1;
for(;;){
const int here= optind,which= getopt_long(argc,argv,"-:o:qhV",long_options,NULL);
if(which==-1)break;
const option*found= NULL;
for_options(o)
if(o->number==which&&o->commands&allowed)found= o;
if(which==1)take_argument(r,&taken,c->most,optarg);
else if(found!=NULL)take_option(r,asked,found,optarg);
else misused(argv[here],TRY_HELP,which==':'?"no value for":"unknown, ambiguous, or misused option");
}
while(optind<argc)take_argument(r,&taken,c->most,argv[optind++]);
if(taken<c->least)misused(c->name,TRY_HELP,"expected the file of a saved model after");
}

/*:221*//*222:*/
#line 5489 "ffnn.w"

static void take_settings(run*r,const char*file)
{
char message[MESSAGE_SIZE],found[40];
static model saved;
if(!load_model(file,&saved,message))fail(r,message,NULL);
for(int j= 0;j<SETTINGS;j++){
const double asked= get_setting(&r->m.set,j),
is= j==ITERATIONS?(double)saved.iteration:get_setting(&saved.set,j);
if(!r->given[j])continue;
if(j==ITERATIONS?asked<is:asked!=is){
snprintf(found,sizeof found,"%.15g",asked);
misused(found,"","--%s: expected %.15g%s, as in %.200s, found",limits[j].name,is,j==ITERATIONS?" or more":"",file);
}
set_setting(&saved.set,j,asked);
}
if(saved.data[0]==0&&r->data_file!=NULL)
misused(r->data_file,"","--data: the points of this model are circles, found");
if(saved.validation[0]==0&&r->validation_file!=NULL)
misused(r->validation_file,"","--validation: there was none before, found");
if(r->data_file==NULL&&saved.data[0]!=0)r->data_file= saved.data;
if(r->validation_file==NULL&&saved.validation[0]!=0)r->validation_file= saved.validation;
r->m= saved;
r->saved= &saved;
}

/*:222*//*223:*/
#line 5518 "ffnn.w"

static void check_name(const char*option,const char*of_what,const char*name)
{
if(name!=NULL&&(name[0]==0||strlen(name)>=PATH_SIZE||strpbrk(name,"\n\r")!=NULL))
misused(name,"","--%s: expected the name of a %s, found",option,of_what);
}

static void read_command_line(int argc,char*argv[],run*r)
{
read_arguments(argc,argv,r);
check_name("output","folder",r->output);
check_name("data","file",r->data_file);
check_name("validation","file",r->validation_file);
check_name("checkpoint","file",r->checkpoint);
check_name("resume","file",r->resume);
if(r->resume!=NULL)take_settings(r,r->resume);
else if(r->task!=TRAIN&&r->argument[0]!=NULL)take_settings(r,r->argument[0]);
for(int j= SAMPLES;j<=NOISE;j++)
if(r->data_file!=NULL&&r->given[j])misused(limits[j].name,"","--data: can't be combined with the option");
if(r->validation_file!=NULL&&r->m.set.holdout> 0)
misused("holdout","","--validation: can't be combined with the option");
}

/*:223*/
#line 3980 "ffnn.w"

/*225:*/
#line 5574 "ffnn.w"

static void get_points(run*r)
{
char message[MESSAGE_SIZE];
settings*s= &r->m.set;
seed_generator(&r->g,(uint32_t)s->seed);
if(r->data_file!=NULL){
r->m.classes.C= 0;
r->data= read_points(r->data_file,0,&r->m.classes,message);
if(r->data==NULL)fail(r,message,NULL);
s->samples= r->data->N;
if(s->holdout> 0&&!shuffle_samples(&r->g,r->data))fail(r,"--holdout","not enough memory for that many points");
snprintf(r->m.data,PATH_SIZE,"%s",r->data_file);
}else{
r->data= make_circles(s->samples,s->factor,s->noise,&r->g);
if(r->data==NULL)fail(r,"--samples","not enough memory for that many points");
r->m.classes= (class_list){2,{"0","1"}};
}
r->m.net= (network){r->data->D,(int)s->hidden,r->data->C};
r->m.data_sum= data_checksum(r->data);
r->training= *r->data;
if(r->saved!=NULL&&r->saved->data_sum!=r->m.data_sum)
fail(r,r->data_file!=NULL?r->data_file:"--resume","these are not the points that the model was trained with");
}

/*:225*//*226:*/
#line 5603 "ffnn.w"

static void split_points(run*r)
{
settings*s= &r->m.set;
char found[30],message[MESSAGE_SIZE];
const long held= (long)floor(s->holdout*(double)s->samples*(1+DBL_EPSILON)),training= s->samples-held;
if(training<2||(s->holdout> 0&&held==0)){
snprintf(found,sizeof found,"%.15g",s->holdout);
misused(found,"","--holdout: expected 0, or a number that leaves 2 of the %ld samples"
" and holds out 1, found",s->samples);
}
if(s->batch_size==0)s->batch_size= training;
if(s->batch_size> training){
snprintf(found,sizeof found,"%ld",s->batch_size);
misused(found,"","--batch-size: expected a whole number from 1 to the number of"
" training samples, %ld, found",training);
}
r->training.N= training;
if(held> 0){
r->held= copy_samples(r->data,training,held);
if(r->held==NULL)fail(r,"--holdout","not enough memory for that many points");
}else if(r->validation_file!=NULL){
r->held= read_points(r->validation_file,r->m.net.D,&r->m.classes,message);
if(r->held==NULL)fail(r,message,NULL);
snprintf(r->m.validation,PATH_SIZE,"%s",r->validation_file);
r->m.validation_sum= data_checksum(r->held);
if(r->saved!=NULL&&r->saved->validation_sum!=r->m.validation_sum)
fail(r,r->validation_file,"these are not the points that the model was tested with");
}
}

/*:226*//*227:*/
#line 5637 "ffnn.w"

static team*start_team(run*r,const dataset*data)
{
team*crew= make_team((int)r->threads,r->m.net,data);
if(crew==NULL)fail(r,"--threads","not enough memory, or that many threads can't be started");
return crew;
}

static void start_teams(run*r)
{
r->crew= start_team(r,&r->training);
if(r->held!=NULL)r->judge= start_team(r,r->held);
}

/*:227*/
#line 3981 "ffnn.w"

/*228:*/
#line 5660 "ffnn.w"

static void claim_folder(run*r)
{
if(!make_folder(r->output))refused(r,r->output);
int folder= open(r->output,O_RDONLY);
if(folder>=0&&flock(folder,LOCK_EX|LOCK_NB)!=0&&errno==EWOULDBLOCK)
fail(r,r->output,"another run is writing there");
}

static void open_table(run*r,int j)
{
draft*d= &r->tables[j];
if(!open_draft(d,r->output,table_names[j]))refused(r,d->name!=NULL?d->name:table_names[j]);
}

static void close_tables(run*r)
{
for(int j= 0;j<TABLES;j++)
if(r->wanted[j]&&!close_draft(&r->tables[j]))refused(r,r->tables[j].name);
}

static void name_tables(run*r)
{
for(int j= 0;j<TABLES;j++)
if(r->wanted[j]&&!keep_draft(&r->tables[j]))refused(r,r->tables[j].name);
}

static void keep_tables(run*r)
{
close_tables(r);
for(int j= 0;j<TABLES;j++)
if(!r->wanted[j]){
drop_draft(&r->tables[j]);
char path[strlen(r->output)+30];
for(int part= 0;part<2;part++){
snprintf(path,sizeof path,"%s/%s%s",r->output,table_names[j],part?".part":"");
if(unlink(path)!=0&&errno!=ENOENT)refused(r,path);
}
}
name_tables(r);
}

/*:228*//*229:*/
#line 5705 "ffnn.w"

static void open_losses(run*r)
{
draft*d= &r->tables[LOSS];
if(r->resume!=NULL){
r->losses_needed= true;
switch(continue_draft(d,r->output,table_names[LOSS],r->m.length,r->m.sum)){
case CONTINUED:return;
case CANNOT_CONTINUE:refused(r,d->name!=NULL?d->name:table_names[LOSS]);
case NOTHING_TO_CONTINUE:drop_draft(d);
}
fprintf(stderr,"ffnn: %s/loss.tsv will begin at iteration %ld, since the losses before it aren't there\n",
r->output,r->m.iteration);
}
open_table(r,LOSS);
add_line(d,r->held!=NULL?"# iteration\tJ\tJ_holdout\n":"# iteration\tJ\n");
}

/*:229*//*230:*/
#line 5728 "ffnn.w"

static bool is_model(const char*file)
{
char first[12]= "ffnn-model ";
FILE*f= fopen(file,"r");
if(f==NULL)return true;
size_t count= fread(first,1,11,f);
fclose(f);
return count==0||strcmp(first,"ffnn-model ")==0;
}

static void find_place_for_model(run*r)
{
const size_t size= strlen(r->output)+20;
draft attempt;
r->model_file= malloc(r->checkpoint!=NULL?strlen(r->checkpoint)+1:size);
if(r->model_file==NULL)fail(r,"--checkpoint","not enough memory");
if(r->checkpoint!=NULL)strcpy(r->model_file,r->checkpoint);
else snprintf(r->model_file,size,"%s/model.ffnn",r->output);
bool possible= open_draft(&attempt,NULL,r->model_file);
int why= errno;
drop_draft(&attempt);
if(!possible)fail(r,r->model_file,strerror(why));
if(!is_model(r->model_file))fail(r,r->model_file,"this file is not a model, and will not be replaced by one");
}

/*:230*//*231:*/
#line 5761 "ffnn.w"

static volatile sig_atomic_t caught;

static void note_signal(int number){caught= number;}

static void catch_signals(void)
{
const int numbers[]= {SIGINT,SIGTERM,SIGHUP};
for(int j= 0;j<3;j++){
struct sigaction old,new= {.sa_handler= note_signal,.sa_flags= (int)SA_RESETHAND};
sigemptyset(&new.sa_mask);
if(sigaction(numbers[j],NULL,&old)==0&&old.sa_handler!=SIG_IGN)sigaction(numbers[j],&new,NULL);
}
}

/*:231*//*232:*/
#line 5779 "ffnn.w"

static void open_tables(run*r)
{
claim_folder(r);
catch_signals();
for(int j= 0;j<TABLES;j++){
r->wanted[j]= r->m.net.D==2||(j!=BOUNDARY&&j!=SURFACE);
if(j==LOSS)open_losses(r);
else if(r->wanted[j])open_table(r,j);
}
write_data(r->tables[DATA].file,r->data);
find_place_for_model(r);
}

/*:232*/
#line 3982 "ffnn.w"

/*224:*/
#line 5552 "ffnn.w"

static void expect_the_worst(void)
{
for(int j= STDIN_FILENO;j<=STDERR_FILENO;j++)
if(fcntl(j,F_GETFD)<0)open("/dev/null",j==STDIN_FILENO?O_WRONLY:O_RDONLY);
signal(SIGXFSZ,SIG_IGN);
}

static void begin_as_the_notebook(run*r)
{
r->m.set= (settings){.samples= 50000,.factor= 0.1,.noise= 0.1,.seed= 42,.hidden= 3,
.iterations= 50000,.eta= 1e-4,.mu= 0.5};
r->output= "build/tables";
r->threads= sysconf(_SC_NPROCESSORS_ONLN);
if(r->threads<1)r->threads= 1;
}

/*:224*/
#line 3983 "ffnn.w"

/*234:*/
#line 5814 "ffnn.w"

static double check_gradient(run*r,double*backprop,double*numerical,
double*half,FILE*f)
{
const int count= parameter_count(r->m.net);
const long most= 10000000/count;
dataset some= r->training;
double worst= 0;
if(some.N> most)some.N= most;
team*checkers= start_team(r,&some);
gradient(checkers,r->m.theta,backprop);
central_differences(checkers,r->m.theta,1e-4,numerical);
if(half!=NULL)central_differences(checkers,r->m.theta,0.5e-4,half);
free_team(checkers);
write_gradient_check(f,r->m.net,backprop,numerical);
for(int j= 0;j<count;j++){
double off= relative_error(backprop[j],numerical[j]);
if(off> worst||isnan(off))worst= off;
}
return worst;
}

static void check_before_training(run*r,outcome*o)
{
double backprop[MOST_PARAMETERS],numerical[MOST_PARAMETERS];
random_parameters(&r->g,parameter_count(r->m.net),r->m.theta);
o->worst= check_gradient(r,backprop,numerical,NULL,r->tables[CHECK].file);
}

static void draw_initial_weights(run*r,outcome*o)
{
double unused[MOST_PARAMETERS];
const int count= parameter_count(r->m.net);
random_parameters(&r->g,count,r->m.theta);
write_parameters(r->tables[INITIAL].file,r->m.net,r->m.theta);
for(int j= 0;j<count;j++)r->m.M[j]= 0;
o->initial_loss= gradient(r->crew,r->m.theta,unused);
}

/*:234*//*235:*/
#line 5857 "ffnn.w"

static void take_up_the_thread(run*r)
{
const model*saved= r->saved;
const long B= r->m.set.batch_size;
if(saved!=NULL){
r->first= saved->iteration;
r->g= saved->g;
memcpy(r->m.theta,saved->theta,sizeof saved->theta);
memcpy(r->m.M,saved->M,sizeof saved->M);
if(saved->place>=r->training.N||saved->place%B!=0)fail(r,r->resume,"no batch begins at its place");
}
if(!set_batches(r->crew,B,&r->g))fail(r,"--batch-size","not enough memory");
if(saved!=NULL)go_to_place(r->crew,saved->place);
}

/*:235*//*236:*/
#line 5878 "ffnn.w"

static double clock_seconds(void)
{
struct timespec t;
clock_gettime(CLOCK_MONOTONIC,&t);
return(double)t.tv_sec+1e-9*(double)t.tv_nsec;
}

static void print_progress(run*r,moment*before,double J,const char*end)
{
const settings*s= &r->m.set;
const moment here= {clock_seconds(),r->t};
double rate= here.when> before->when?(double)(here.at-before->at)*(double)s->batch_size/(here.when-before->when):0;
char left[40]= "";
if(rate> 0)snprintf(left,sizeof left,"  %.0f s left",ceil((double)(s->iterations-r->t)*(double)s->batch_size/rate));
fprintf(stderr,"%siteration %ld of %ld  J = %-10.7g  %ld wrong  %.2e samples/s%s%s",r->terminal?"\r\033[K":"",
r->t,s->iterations,J,misclassified(r->m.net,r->m.theta,&r->training),rate,left,end);
*before= here;
}

static void tell(run*r,double J)
{
if(r->log_every> 0&&r->t%r->log_every==0)print_progress(r,&r->logged,J,"\n");
else if(r->terminal&&clock_seconds()-r->shown.when>=0.2)print_progress(r,&r->shown,J," ");
}

/*:236*//*237:*/
#line 5909 "ffnn.w"

static void save(run*r)
{
draft*losses= &r->tables[LOSS];
r->m.iteration= r->t;
r->m.g= r->g;
r->m.place= batch_place(r->crew,&r->m.g);
r->m.length= losses->length;
r->m.sum= losses->sum;
if(fflush(losses->file)!=0||fsync(fileno(losses->file))!=0)refused(r,losses->name);
saving how= save_model(r->model_file,&r->m);
if(how!=NOT_SAVED)r->losses_needed= true;
if(how!=SAVED)refused(r,r->model_file);
}

/*:237*//*238:*/
#line 5929 "ffnn.w"

static void add_losses(run*r,bool last,double J)
{
if(r->judge==NULL)add_line(&r->tables[LOSS],"%ld\t%.17g\n",r->t,J);
else{
double unused[MOST_PARAMETERS],J_holdout= NAN;
generator g;
if(last||batch_place(r->crew,&g)==0)J_holdout= gradient(r->judge,r->m.theta,unused);
add_line(&r->tables[LOSS],"%ld\t%.17g\t%.17g\n",r->t,J,isnan(J_holdout)?NAN:J_holdout);
}
}

static bool record(void*context,long steps,real J)
{
run*r= context;
r->t= r->first+steps;
const bool last= r->t==r->m.set.iterations,stop= caught!=0&&!last,
due= r->every> 0&&steps> 0&&r->t%r->every==0;
if(isnan(J))J= NAN;
if(isfinite(J)&&(last||stop||due))save(r);
add_losses(r,last,J);
tell(r,J);
return!stop&&!ferror(r->tables[LOSS].file);
}

/*:238*//*239:*/
#line 5957 "ffnn.w"

/*240:*/
#line 5985 "ffnn.w"

static void put_quoted(const char*option,const char*name)
{
fprintf(stderr," %s '",option);
for(;*name!=0;name++)fprintf(stderr,*name=='\''?"'\\%c'":"%c",iscntrl((unsigned char)*name)?'?':*name);
putc('\'',stderr);
}

static _Noreturn void say_how_to_go_on(const run*r)
{
fprintf(stderr,"ffnn: stopped at iteration %ld of %ld; to go on: ffnn",r->t,r->m.set.iterations);
put_quoted("--resume",r->model_file);
put_quoted("--output",r->output);
if(r->checkpoint!=NULL)put_quoted("--checkpoint",r->checkpoint);
if(r->every> 0)fprintf(stderr," --every %ld",r->every);
fputs("\n",stderr);
exit(128+caught);
}

static _Noreturn void stop_early(run*r,double J)
{
char what[80];
for(int j= PARAMETERS;j<TABLES;j++)r->wanted[j]= false;
keep_tables(r);
if(isfinite(J))say_how_to_go_on(r);
snprintf(what,sizeof what,"the loss is %g at iteration %ld",isnan(J)?NAN:J,r->t);
if(r->t> 0)fail(r,what,"the run has diverged; try a smaller --learning-rate");
fail(r,what,r->data_file!=NULL?"the points are too far out; try smaller numbers"
:"the points are too far out; try a smaller --noise");
}

/*:240*/
#line 5958 "ffnn.w"


static void train_network(run*r,outcome*o)
{
double unused[MOST_PARAMETERS];
const settings*s= &r->m.set;
for(int j= 0;j<TABLES;j++)
if(r->wanted[j]&&(fflush(r->tables[j].file)!=0||ferror(r->tables[j].file)))refused(r,r->tables[j].name);
r->terminal= !r->quiet&&isatty(STDERR_FILENO);
const double begun= clock_seconds();
r->shown= r->logged= (moment){begun,r->first};
o->t= s->iterations-r->first;
o->J= train(r->crew,r->m.theta,r->m.M,o->t,s->eta,s->mu,record,r);
o->seconds= clock_seconds()-begun;
if(isfinite(o->J))o->J= gradient(r->crew,r->m.theta,unused);
if(r->terminal)fputs("\r\033[K",stderr);
if(ferror(r->tables[LOSS].file))refused(r,r->tables[LOSS].name);
if(!isfinite(o->J)||r->t<s->iterations)stop_early(r,o->J);
}

/*:239*/
#line 3984 "ffnn.w"

/*241:*/
#line 6025 "ffnn.w"

static double samples_used(const run*r,long t)
{
double N= (double)r->training.N,B= (double)r->m.set.batch_size,steps= ceil(N/B);
return floor((double)t/steps)*N+fmod((double)t,steps)*B;
}

static void judge_network(run*r,outcome*o)
{
const double used= samples_used(r,r->m.set.iterations)-samples_used(r,r->first);
o->ns= used> 0?1e9*o->seconds/used:0;
o->wrong= misclassified(r->m.net,r->m.theta,&r->training);
if(r->held!=NULL){
double unused[MOST_PARAMETERS];
const long n= r->held->N;
o->held_loss= gradient(r->judge,r->m.theta,unused);
confusion(r->m.net,r->m.theta,r->held,o->counts);
o->held_wrong= misclassified(r->m.net,r->m.theta,r->held);
o->accuracy= (double)(n-o->held_wrong)/(double)n;
wilson(n-o->held_wrong,n,1.959963984540054,&o->low,&o->high);
}
}

/*:241*//*242:*/
#line 6053 "ffnn.w"

static void find_range(const dataset*data,int d,double*low,double*high)
{
*low= *high= data->x[d][0];
for(long i= 0;i<data->N;i++){
const double value= input(i,d);
if(value<*low)*low= value;
if(value> *high)*high= value;
}
const double margin= *high> *low?(*high-*low)/20:1;
*low-= margin;
*high+= margin;
}

static void write_maps(run*r)
{
double low[2]= {-1.5,-1.5},high[2]= {1.5,1.5};
if(r->wanted[BOUNDARY]&&r->data_file!=NULL)
for(int d= 0;d<2;d++)find_range(r->data,d,&low[d],&high[d]);
if(r->wanted[BOUNDARY])write_grid(r->tables[BOUNDARY].file,r->m.net,r->m.theta,200,low,high);
if(r->wanted[SURFACE])write_grid(r->tables[SURFACE].file,r->m.net,r->m.theta,25,low,high);
write_parameters(r->tables[PARAMETERS].file,r->m.net,r->m.theta);
write_hidden(r->tables[HIDDEN].file,r->m.net,r->m.theta,r->data);
}

/*:242*//*243:*/
#line 6082 "ffnn.w"

static void write_summary(const run*r,const outcome*o)
{
FILE*f= r->tables[SUMMARY].file;
const settings*s= &r->m.set;
const int C= r->m.net.C;
fprintf(f,"# name\tvalue\nversion\t%s\n",FFNN_VERSION);
if(r->data_file!=NULL){
fprintf(f,"data\t%s\n",r->data_file);
for(int c= 0;c<C;c++)fprintf(f,"class_%d\t%s\n",c,r->m.classes.name[c]);
}
fprintf(f,"samples\t%ld\n",s->samples);
if(r->data_file==NULL)fprintf(f,"factor\t%.17g\nnoise\t%.17g\n",s->factor,s->noise);
fprintf(f,"seed\t%ld\nhidden\t%ld\niterations\t%ld\nlearning_rate\t%.17g\nmomentum\t%.17g\nthreads\t%ld\n",
s->seed,s->hidden,s->iterations,s->eta,s->mu,r->threads);
fprintf(f,"batch_size\t%ld\nholdout\t%.17g\ntraining_samples\t%ld\n",s->batch_size,s->holdout,r->training.N);
fprintf(f,"initial_loss\t%.17g\nfinal_loss\t%.17g\nwrong\t%ld\nparameters\t%d\n",
o->initial_loss,o->J,o->wrong,parameter_count(r->m.net));
fprintf(f,"gradient_check_worst\t%.17g\nseconds\t%.17g\nns_per_sample_iteration\t%.17g\n",
o->worst,o->seconds,o->ns);
if(r->held==NULL)return;
if(r->validation_file!=NULL)fprintf(f,"validation\t%s\n",r->validation_file);
fprintf(f,"holdout_samples\t%ld\nholdout_wrong\t%ld\nholdout_loss\t%.17g\n",r->held->N,o->held_wrong,o->held_loss);
fprintf(f,"holdout_accuracy\t%.17g\nholdout_low\t%.17g\nholdout_high\t%.17g\n",o->accuracy,o->low,o->high);
for(int j= 0;j<C*C;j++)
fprintf(f,"holdout_confusion_%d_%d\t%ld\n",j/C,j%C,o->counts[j]);
}

/*:243*//*244:*/
#line 6113 "ffnn.w"

static void report_held(const run*r,const outcome*o)
{
const int C= r->m.net.C;
printf("held out: %ld samples, %ld misclassified, cross-entropy %.10g\n",r->held->N,o->held_wrong,o->held_loss);
printf("accuracy on these: %.6g, 95%% interval %.6g to %.6g\n",o->accuracy,o->low,o->high);
for(int c= 0;c<C;c++){
printf("of class %s:",r->m.classes.name[c]);
for(int a= 0;a<C;a++)
printf(" %ld answered %s%c",o->counts[c*C+a],r->m.classes.name[a],a+1<C?',':'\n');
}
}

static void print_report(const run*r,const outcome*o)
{
const int C= r->m.net.C;
printf("%ld samples, %d parameters, %ld iterations in %.1f seconds on %ld threads\n",
r->data->N,parameter_count(r->m.net),o->t,o->seconds,r->threads);
printf("(%.2f ns per sample and iteration)\n",o->ns);
printf("cross-entropy: %.10g at first, %.10g at last\n",o->initial_loss,o->J);
for(int c= 0;r->data_file!=NULL&&c<C;c++)
printf("%s%s%c",c==0?"classes: ":" ",r->m.classes.name[c],c+1<C?',':'\n');
printf("misclassified: %ld of %ld\n",o->wrong,r->training.N);
if(r->held!=NULL)report_held(r,o);
printf("gradient check: worst relative error %.2g\n",o->worst);
printf("tables in %s, model in %s\n",r->output,r->model_file);
}

/*:244*//*245:*/
#line 6145 "ffnn.w"

static void clean_up(run*r)
{
free_team(r->crew);
free_team(r->judge);
free_dataset(r->data);
free_dataset(r->held);
free(r->model_file);
for(int j= 0;j<TABLES;j++)drop_draft(&r->tables[j]);
}

/*:245*/
#line 3985 "ffnn.w"

/*181:*/
#line 4008 "ffnn.w"

static void train_command(run*r)
{
outcome o= {0};
get_points(r);
split_points(r);
start_teams(r);
open_tables(r);
check_before_training(r,&o);
draw_initial_weights(r,&o);
take_up_the_thread(r);
train_network(r,&o);
judge_network(r,&o);
write_maps(r);
write_summary(r,&o);
keep_tables(r);
if(!r->quiet)print_report(r,&o);
}

/*:181*//*246:*/
#line 6161 "ffnn.w"

static void predict_command(run*r)
{
const int D= r->m.net.D,C= r->m.net.C;
const char*file= r->argument[1]!=NULL&&strcmp(r->argument[1],"-")!=0?r->argument[1]:NULL;
static column x[MOST_INPUTS],h[MOST_HIDDEN],z[MOST_CLASSES],s,y_hat[MOST_CLASSES];
double inputs[MOST_INPUTS];
int answer[PANEL];
reader rows;
if(!open_reader(&rows,file,D))fail(r,rows.message,NULL);
setvbuf(stdout,NULL,_IOLBF,BUFSIZ);
printf("# class");
for(int c= 0;c<C;c++)printf("\tp_%s%s",r->m.classes.name[c],c+1<C?"":"\n");
while(!ferror(stdout)&&next_row(&rows)&&read_inputs(&rows,D,inputs)){
for(int d= 0;d<D;d++)
for(int i= 0;i<PANEL;i++)x[d][i]= inputs[d];
forward(r->m.net,r->m.theta,x,h,z,s,y_hat);
predict(C,y_hat,answer);
fputs(r->m.classes.name[answer[0]],stdout);
for(int c= 0;c<C;c++)printf("\t%.17g%s",y_hat[c][0],c+1<C?"":"\n");
}
close_reader(&rows);
if(rows.message[0]!=0)fail(r,rows.message,NULL);
}

/*:246*//*247:*/
#line 6196 "ffnn.w"

static void check_command(run*r)
{
double backprop[MOST_PARAMETERS],numerical[MOST_PARAMETERS],half[MOST_PARAMETERS],greatest= 0;
bool right= true;
get_points(r);
const int count= parameter_count(r->m.net);
if(r->saved==NULL)random_parameters(&r->g,count,r->m.theta);
const double worst= check_gradient(r,backprop,numerical,half,stdout);
for(int j= 0;j<count;j++)greatest= fmax(greatest,fabs(backprop[j]));
for(int j= 0;j<count;j++)
right= right&&fabs(backprop[j]-half[j])<=fabs(numerical[j]-half[j])+1e-5*greatest;
printf("# worst relative error %.2g, %s that of the difference quotients; the gradient is %s\n",worst,
right?"within":"beyond",right?"right":"WRONG");
if(right)return;
clean_up(r);
fflush(stdout);
exit(1);
}

/*:247*//*248:*/
#line 6219 "ffnn.w"

static void plot_command(run*r)
{
get_points(r);
claim_folder(r);
for(int j= 0;j<TABLES;j++){
r->wanted[j]= j==DATA||j==PARAMETERS||j==HIDDEN||(r->m.net.D==2&&(j==BOUNDARY||j==SURFACE));
if(r->wanted[j])open_table(r,j);
}
write_data(r->tables[DATA].file,r->data);
write_maps(r);
close_tables(r);
name_tables(r);
}

/*:248*/
#line 3986 "ffnn.w"


int main(int argc,char*argv[])
{
static run r;
expect_the_worst();
begin_as_the_notebook(&r);
read_command_line(argc,argv,&r);
switch(r.task){
case TRAIN:train_command(&r);break;
case PREDICT:predict_command(&r);break;
case CHECK_GRADIENT:check_command(&r);break;
case PLOT_DATA:plot_command(&r);
}
clean_up(&r);
finish_output(0);
}

/*:180*/
