/* One call of the student's function: the sizes, and what is particular about the numbers. */
enum {NETS = 4, ALL_SAMPLES = -1, ONE_SAMPLE = -2, THE_SAMPLE = 5, OUTSIDE = 100};
#define POISON(number) ((number) ? 3.25 : -1000.0) /* what is in a RESULT before the call */
typedef struct {
  sizes n;
  int what; /* decides the random numbers */
  int poison; /* 0 or 1 */
  const special *special; /* or NULL */
  int block, row, column; /* in a variant, what is changed; else block is -1 */
  bool doubled; /* or is the whole block doubled? */
} experiment;
extern uint64_t seed;
void start(uint64_t what); /* the random numbers, from seed and what */
int length(sizes n, int block);
bool is_output(int block);
bool find_experiment(int number, experiment *e); /* false: there are no more */
void prepare(const experiment *e, double *const b[]); /* draw all blocks, and spoil the results */
double **make_blocks(sizes n);
void free_blocks(double **b);
