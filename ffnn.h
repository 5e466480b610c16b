/*87:*/
#line 1948 "ffnn.w"

#ifndef FFNN_H
#define FFNN_H
#include <stdbool.h> 
#include <stdint.h> 
#include <stdio.h> 
#define FFNN_VERSION "2.0"
/*8:*/
#line 287 "ffnn.w"

typedef struct{
int D,K,C;
}network;/* the numbers of inputs, hidden units, and classes */

/*:8*//*82:*/
#line 1866 "ffnn.w"

#define PANEL 128
#ifdef COMPLEX_STEP
typedef double _Complex real;
#else
#line 1871 "ffnn.w"
 typedef double real;
#endif
#line 1873 "ffnn.w"
 typedef real column[PANEL];
typedef struct{
long N;
int D,C;
column*x;
int(*y)[PANEL];
}dataset;/* N samples with D inputs each, of C classes, 0 to C-1. A row is one quantity for */
/* the samples of a panel: input d in panel p is x[p*D+d]; the classes are y[p]. */

/*:82*//*84:*/
#line 1902 "ffnn.w"

#define LANES 16
typedef real total[LANES];/* a sum, in LANES subtotals; PANEL is a multiple of it */

/*:84*//*97:*/
#line 2180 "ffnn.w"

typedef struct{
uint32_t state[624];
int used;
bool kept_one;
double kept;
}generator;/* the last 624 words, before tempering; how many of them have been handed out; */
/* is a normal deviate left over, and if so, which? */

/*:97*//*182:*/
#line 4036 "ffnn.w"

typedef struct{
char*name;
char*part;
FILE*file;
long length;
uint64_t sum;
}draft;
typedef enum{CONTINUED,NOTHING_TO_CONTINUE,CANNOT_CONTINUE}continuation;
#define NO_BYTES 0xcbf29ce484222325u 

/*:182*//*190:*/
#line 4291 "ffnn.w"

#define MOST_INPUTS 16
#define MOST_CLASSES 16
#define NAME_SIZE 64 
#define MESSAGE_SIZE 600
typedef struct{
int C;
char name[MOST_CLASSES][NAME_SIZE];
}class_list;
typedef struct{
FILE*file;
const char*name;
long line;
char*text,*end;
char separator;
int width;
int fields;
char*field[MOST_INPUTS+2];
bool begun;
char message[MESSAGE_SIZE];
}reader;

/*:190*//*200:*/
#line 4675 "ffnn.w"

#define MOST_HIDDEN 64
#define MOST_PARAMETERS (MOST_INPUTS*MOST_HIDDEN + MOST_HIDDEN + MOST_HIDDEN*MOST_CLASSES + MOST_CLASSES)
#define PATH_SIZE 4096
typedef struct{
long samples;
double factor,noise;
long seed;
long hidden;
long iterations;
double eta,mu;
long batch_size;
double holdout;
}settings;
enum{SAMPLES,FACTOR,NOISE,SEED,HIDDEN_UNITS,ITERATIONS,LEARNING_RATE,MOMENTUM,BATCH_SIZE,HOLDOUT,
SETTINGS};
typedef struct{
const char*name;
size_t place;
bool whole;
double least,greatest;
const char*expected;
}bounds;
extern const bounds limits[SETTINGS];
typedef struct{
network net;
class_list classes;
settings set;
char data[PATH_SIZE],validation[PATH_SIZE];
uint64_t data_sum,validation_sum;
long iteration;
long place;
generator g;
long length;
uint64_t sum;
double theta[MOST_PARAMETERS],M[MOST_PARAMETERS];
}model;
typedef enum{NOT_SAVED,PERHAPS_SAVED,SAVED}saving;

/*:200*/
#line 1955 "ffnn.w"

/*9:*/
#line 294 "ffnn.w"

int parameter_count(network net);/* DK + K + KC + C */
void place_name(network net,int j,char separator,char text[32]);/* of parameter j: the name of its matrix or vector, row, column, such as Wh 2 3 */

/*:9*//*11:*/
#line 326 "ffnn.w"

void affine(int D,int K,const column*x,const real W[D][K],const real b[K],column*z);/* x: D rows; z: K rows, not overlapping x */

/*:11*//*13:*/
#line 373 "ffnn.w"

real exponential(real z);/* e^z; arguments beyond +-708 are treated as +-708 */
void logistic(int K,const column*z,column*h);/* K rows; h may be z itself */
void hidden_layer(int D,int K,const column*x,
const real Wh[D][K],const real bh[K],column*h);/* H = sigma(X Wh + 1 bh); h has K rows */

/*:13*//*15:*/
#line 433 "ffnn.w"

void softmax(int C,column*z,real*s,column*y_hat);/* z: C rows of logits, on return shifted so that the largest of each sample is 0; s: the
   denominators; y_hat: C rows of probabilities */
void output_layer(int K,int C,const column*h,const real Wo[K][C],
const real bo[C],column*z,real*s,column*y_hat);/* Y_hat = softmax(H Wo + 1 bo); z, s, y_hat as for softmax */

/*:15*//*19:*/
#line 482 "ffnn.w"

void forward(network net,const real*theta,const column*x,
column*h,column*z,real*s,column*y_hat);/* from D rows x: K rows h, C rows z and y_hat, one row s; as above */
void predict(int C,const column*y_hat,int*answer);/* a class from 0 to C-1 for each sample */
void confusion(network net,const real*theta,const dataset*data,
long*counts);/* C*C counts; in row c, how many samples of class c got each answer */
long misclassified(network net,const real*theta,const dataset*data);/* how many samples get another class than their own */

/*:19*//*24:*/
#line 632 "ffnn.w"

real loss(int C,const column*z,const real*s,const int*y);/* cross-entropy of a panel with classes y, natural logarithms, from what softmax leaves
   in z and s */

/*:24*//*27:*/
#line 705 "ffnn.w"

void momentum_step(int count,real*theta,real*M,const real*g,double eta,double mu);/* one step, for count parameters with gradient g */

/*:27*//*31:*/
#line 777 "ffnn.w"

void output_delta(int C,const column*y_hat,const int*y,column*delta_o);/* delta_o = Y_hat - Y, C rows */

/*:31*//*35:*/
#line 831 "ffnn.w"

void add_inner_product(const real*a,const real*b,real*sum);/* add the inner product of two rows to LANES subtotals */
void weight_gradient(int D,int K,const column*x,const column*delta,total dJ_dW[D][K]);/* add V^T delta of a panel, x being V */
void bias_gradient(int K,const column*delta,total dJ_db[K]);/* add 1^T delta */

/*:35*//*38:*/
#line 892 "ffnn.w"

void hidden_delta(int K,int C,const column*delta_o,const real Wo[K][C],
const column*h,column*delta_h);/* K rows, from the C rows of delta_o */

/*:38*//*40:*/
#line 918 "ffnn.w"

real panel_gradient(int n,network net,const real*theta,
const column*x,const int*y,total*sums);/* return the loss of n samples; add their gradient to parameter_count(net) sums, in the
   order of theta */

/*:40*//*45:*/
#line 988 "ffnn.w"

typedef struct team team;/* threads, with a network and the samples that they work on */
team*make_team(int threads,network net,const dataset*data);/* threads>=1 in all, the caller's included; net must fit data; NULL if memory or threads
   are lacking */
void free_team(team*t);
real gradient(team*t,const real*theta,real*g);/* return J(theta) for all samples; store its parameter_count(net) derivatives in g */

/*:45*//*51:*/
#line 1164 "ffnn.w"

void central_differences(team*t,real*theta,double epsilon,real*slope);/* the derivative by each parameter, by central differences; theta is left as it was */
double relative_error(double a,double b);/* |a-b|/max(|a|,|b|); 0 if both are 0 */

/*:51*//*56:*/
#line 1251 "ffnn.w"

void random_parameters(generator*g,int count,double*theta);/* count standard normal deviates */

/*:56*//*60:*/
#line 1292 "ffnn.w"

typedef bool observer(void*context,long t,real J);/* is shown the loss at iteration t, before the step; says whether to go on */
real train(team*t,real*theta,real*M,long T,double eta,double mu,
observer*observe,void*context);/* T steps from theta with velocity M; observe sees J(0), ..., J(T); return the last one.
   Stops early if that isn't finite or observe says so. */

/*:60*//*69:*/
#line 1507 "ffnn.w"

real batch_gradient(team*t,long n,const int*batch,const real*theta,real*g);/* as gradient, but of n<=N samples, number batch[0], batch[1], ..., or the first n if that's NULL */
bool set_batches(team*t,long B,generator*g);/* from now on train takes batches of B samples, 1<=B<=N<2^31, in an order that g shuffles for */
/* every epoch; with B=N, all samples as they lie, as at first; false if there's no memory */
real next_gradient(team*t,const real*theta,real*g);/* return an estimate of J(theta), the next batch's loss times N/(samples in it); */
/* store the gradient of the batch's loss itself in g */

/*:69*//*73:*/
#line 1607 "ffnn.w"

void wilson(long k,long n,double z,double*low,double*high);/* Wilson's interval for a probability, k successes of n>0; z=1.96 for 95% */

/*:73*//*98:*/
#line 2192 "ffnn.w"

void seed_generator(generator*g,uint32_t seed);/* start the sequence that numpy.random.seed(seed) starts */
uint32_t random_word(generator*g);/* 32 random bits */
uint32_t random_below(generator*g,uint32_t limit);/* uniform in [0,limit], the limit included */
double random_uniform(generator*g);/* uniform in [0,1), 53 bits */
double random_normal(generator*g);/* normal, mean 0, standard deviation 1 */
void shuffle(generator*g,long N,int*order);/* put N numbers into random order; N<=2^32 */

/*:98*//*105:*/
#line 2308 "ffnn.w"

dataset*make_dataset(long N,int D,int C);/* room for N samples, all zero; NULL if there's no memory */
void free_dataset(dataset*data);
long panel_count(const dataset*data);/* how many panels hold them */
int panel_size(const dataset*data,long p);/* samples in panel p: PANEL, or fewer in the last */
dataset*make_circles(long N,double factor,double noise,generator*g);/* two noisy circles, the points of scikit-learn's function of that name; 2<=N<=2^31; NULL
   if there's no memory */

/*:105*//*183:*/
#line 4050 "ffnn.w"

bool make_folder(const char*folder);
bool open_draft(draft*d,const char*folder,const char*name);
continuation continue_draft(draft*d,const char*folder,const char*name,
long length,uint64_t sum);

void add_line(draft*d,const char*format,...);
bool close_draft(draft*d);
bool keep_draft(draft*d);
void drop_draft(draft*d);
uint64_t checksum(uint64_t sum,const void*bytes,size_t count);

/*:183*//*191:*/
#line 4317 "ffnn.w"

bool parse_number(const char*text,double*value);
void clean_message(char*message);
bool open_reader(reader*r,const char*file,int width);
bool next_row(reader*r);
bool read_inputs(reader*r,int D,double*x);
void close_reader(reader*r);
dataset*read_points(const char*file,int D,class_list*classes,char*message);



/*:191*//*198:*/
#line 4627 "ffnn.w"

dataset*copy_samples(const dataset*data,long first,long N);
bool shuffle_samples(generator*g,dataset*data);

/*:198*//*201:*/
#line 4716 "ffnn.w"

double get_setting(const settings*s,int which);
void set_setting(settings*s,int which,double value);
uint64_t data_checksum(const dataset*data);
bool write_model(FILE*f,model*m);
bool read_model(FILE*f,const char*name,model*m,char*message);
bool load_model(const char*file,model*m,char*message);
saving save_model(const char*file,model*m);


/*:201*//*210:*/
#line 5030 "ffnn.w"

long batch_place(const team*crew,generator*g);

void go_to_place(team*crew,long taken);

/*:210*//*212:*/
#line 5056 "ffnn.w"

void write_data(FILE*f,const dataset*data);
void write_parameters(FILE*f,network net,const double*theta);
void write_gradient_check(FILE*f,network net,const double*backprop,const double*numerical);

void write_hidden(FILE*f,network net,const double*theta,const dataset*data);
void write_grid(FILE*f,network net,const double*theta,int m,
const double low[2],const double high[2]);


/*:212*/
#line 1956 "ffnn.w"

#endif
#line 1958 "ffnn.w"

/*:87*/
