/*185:*/
#line 4087 "ffnn.w"

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
#line 4088 "ffnn.w"


bool make_folder(const char*folder)
{
char path[strlen(folder)+1];
struct stat status;
strcpy(path,folder);
for(char*p= path;*p!=0;p++)
if(*p=='/'&&p> path){
*p= 0;
mkdir(path,0777);
*p= '/';
}
if(mkdir(path,0777)==0)return true;
if(errno!=EEXIST||stat(path,&status)!=0)return false;
errno= ENOTDIR;
return S_ISDIR(status.st_mode);
}

/*:185*//*186:*/
#line 4111 "ffnn.w"

static bool name_draft(draft*d,const char*folder,const char*name)
{
size_t size= (folder!=NULL?strlen(folder)+1:0)+strlen(name)+sizeof".part";
memset(d,0,sizeof(draft));
d->sum= NO_BYTES;
d->name= malloc(size);
d->part= malloc(size);
if(d->name==NULL||d->part==NULL){
free(d->name);
free(d->part);
d->name= d->part= NULL;
errno= ENOMEM;
return false;
}
if(folder!=NULL)snprintf(d->name,size,"%s/%s",folder,name);
else strcpy(d->name,name);
snprintf(d->part,size,"%s.part",d->name);
return true;
}

bool open_draft(draft*d,const char*folder,const char*name)
{
struct stat status;
if(!name_draft(d,folder,name))return false;
if(stat(d->name,&status)==0&&!S_ISREG(status.st_mode)){
errno= S_ISDIR(status.st_mode)?EISDIR:EEXIST;
return false;
}
return(d->file= fopen(d->part,"w"))!=NULL;
}

/*:186*//*187:*/
#line 4152 "ffnn.w"

uint64_t checksum(uint64_t sum,const void*bytes,size_t count)
{
for(const unsigned char*byte= bytes;count> 0;byte++,count--)
sum= (sum^*byte)*0x100000001b3u;
return sum;
}

void add_line(draft*d,const char*format,...)
{
char line[201];
va_list arguments;
va_start(arguments,format);
int length= vsnprintf(line,sizeof line,format,arguments);
va_end(arguments);
fwrite(line,1,(size_t)length,d->file);
d->sum= checksum(d->sum,line,(size_t)length);
d->length+= length;
}

/*:187*//*188:*/
#line 4179 "ffnn.w"

static bool begins_well(FILE*old,FILE*copy,long length,uint64_t sum)
{
uint64_t found= NO_BYTES;
for(int c;length> 0&&(c= getc(old))!=EOF;length--){
char byte= (char)c;
found= checksum(found,&byte,1);
if(copy!=NULL)putc(c,copy);
}
return length==0&&found==sum;
}

static continuation cut_off(draft*d)
{
d->file= fopen(d->part,"r+");
if(d->file==NULL)return errno==ENOENT?NOTHING_TO_CONTINUE:CANNOT_CONTINUE;
if(begins_well(d->file,NULL,d->length,d->sum)){
bool good= fseek(d->file,d->length,SEEK_SET)==0&&ftruncate(fileno(d->file),d->length)==0;
return good?CONTINUED:CANNOT_CONTINUE;
}
if(ferror(d->file))return CANNOT_CONTINUE;
fclose(d->file);
d->file= NULL;
return NOTHING_TO_CONTINUE;
}

static continuation copy_beginning(draft*d)
{
FILE*old= fopen(d->name,"r");
if(old==NULL)return errno==ENOENT?NOTHING_TO_CONTINUE:CANNOT_CONTINUE;
d->file= fopen(d->part,"w");
bool good= d->file!=NULL&&begins_well(old,d->file,d->length,d->sum);
bool failed= d->file==NULL||ferror(old)||ferror(d->file);
int why= errno;
fclose(old);
errno= why;
return failed?CANNOT_CONTINUE:good?CONTINUED:NOTHING_TO_CONTINUE;
}

continuation continue_draft(draft*d,const char*folder,const char*name,long length,uint64_t sum)
{
if(!name_draft(d,folder,name))return CANNOT_CONTINUE;
d->length= length;
d->sum= sum;
continuation how= cut_off(d);
return how==NOTHING_TO_CONTINUE?copy_beginning(d):how;
}

/*:188*//*189:*/
#line 4236 "ffnn.w"

bool close_draft(draft*d)
{
FILE*file= d->file;
bool good= fflush(file)==0&&!ferror(file)&&fsync(fileno(file))==0;
int why= errno;
d->file= NULL;
if(fclose(file)!=0)return false;
errno= why;
return good;
}

static bool sync_folder(const char*name)
{
char folder[strlen(name)+2];
strcpy(folder,name);
char*slash= strrchr(folder,'/');
strcpy(slash==NULL?folder:slash+1,".");
int file= open(folder,O_RDONLY);
if(file<0)return false;
bool good= fsync(file)==0||errno==EINVAL;
int why= errno;
if(close(file)!=0)return false;
errno= why;
return good;
}

bool keep_draft(draft*d)
{
if(rename(d->part,d->name)!=0)return false;
free(d->part);
d->part= NULL;
return sync_folder(d->name);
}

void drop_draft(draft*d)
{
if(d->file!=NULL)fclose(d->file);
if(d->part!=NULL)unlink(d->part);
free(d->part);
free(d->name);
d->file= NULL;
d->part= d->name= NULL;
}

/*:189*/
