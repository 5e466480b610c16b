/* What a program is tried with. The process that calls the student's function and the judge both take their numbers from here, so that
   only results have to pass between them. */
#include "exercise.h"
#include "cases.h"

uint64_t seed = 1, state;

double between(double a, double b)
{
  state = state*6364136223846793005u + 1442695040888963407u;
  return a + (b - a)*(double)(state >> 11)/9007199254740992.0;
}

int below(int n)
{
  return (int) between(0, n);
}

void start(uint64_t what)
{
  state = seed*0x9e3779b97f4a7c15u + what*0xbf58476d1ce4e5b9u;
  for (int j = 0; j < 5; j++) between(0, 1);
}

static int measure(sizes n, char letter)
{
  switch (letter) {
  case 'D': return n.D;
  case 'K': return n.K;
  case 'C': return n.C;
  case 'N': return PANEL;
  case 'P': return (n.D + 1)*n.K + (n.K + 1)*n.C;
  default: return letter - '0';
  }
}

int extent(sizes n, const char *shape, int dimension)
{
  int letters = (int) strlen(shape);
  if (letters == 0) return 1;
  if (letters == 1) return dimension == 0 ? 1 : measure(n, shape[0]);
  return measure(n, shape[dimension]);
}

int length(sizes n, int block)
{
  return extent(n, blocks[block].shape, 0)*extent(n, blocks[block].shape, 1);
}

bool is_output(int block)
{
  return blocks[block].role >= RESULT;
}

static bool has_samples(int block)
{
  return strchr(blocks[block].shape, 'N') != NULL;
}

/* three networks whose sizes are all different, and that of the book */
static const sizes nets[NETS] = {{4, 5, 3}, {3, 2, 5}, {1, 1, 2}, {2, 3, 2}};

/* the variants of the first case: one group of a block's numbers is changed, or a whole block is doubled */
static bool find_variant(int v, sizes n, experiment *e)
{
  for (int block = 0; blocks[block].name != NULL; block++) {
    if (blocks[block].role == RESULT || blocks[block].role == CONDITION) continue;
    int rows = extent(n, blocks[block].shape, 0), columns = extent(n, blocks[block].shape, 1);
    int kinds = has_samples(block) ? 2*rows : rows*columns;
    e->block = block;
    if (has_samples(block)) { /* a row, for all samples, or for one of them */
      e->row = v/2;
      e->column = v%2 ? ONE_SAMPLE : ALL_SAMPLES;
    } else {
      e->row = v/columns;
      e->column = v%columns;
    }
    e->doubled = false;
    if (v < kinds) return true;
    if ((v -= kinds) == 0 && blocks[block].role != CLASSES) return e->doubled = true;
    if (blocks[block].role != CLASSES) v--;
  }
  return false;
}

bool find_experiment(int number, experiment *e)
{
  int special_cases = 0;
  while (specials[special_cases].when != NULL) special_cases++;
  int cases = NETS + special_cases;
  *e = (experiment) {.block = -1};
  if (number < 2*cases) {
    int c = number/2;
    e->what = c;
    e->poison = number%2;
    e->n = nets[c < NETS ? c : 0];
    if (c >= NETS) e->special = &specials[c - NETS];
    return true;
  }
  e->n = nets[0];
  return &no_variants == NULL && find_variant(number - 2*cases, e->n, e);
}

void prepare(const experiment *e, double *const b[])
{
  start((uint64_t) e->what);
  for (int block = 0; blocks[block].name != NULL; block++)
    for (int j = 0; j < length(e->n, block); j++) switch (blocks[block].role) {
      case CLASSES: b[block][j] = below(e->n.C); break;
      case RESULT: b[block][j] = POISON(e->poison); break;
      case SUM: b[block][j] = between(blocks[block].least, blocks[block].greatest) + 5*e->poison; break;
      default: b[block][j] = between(blocks[block].least, blocks[block].greatest);
    }
  if (adjust != NULL) adjust(e->n, b);
  if (e->special != NULL) e->special->set(e->n, b);
  if (e->block < 0) return;
  if (e->doubled) {
    for (int j = 0; j < length(e->n, e->block); j++) b[e->block][j] *= 2;
    return;
  }
  int columns = extent(e->n, blocks[e->block].shape, 1);
  int first = e->column >= 0 ? e->column : e->column == ONE_SAMPLE ? THE_SAMPLE : 0;
  int last = e->column == ALL_SAMPLES ? columns - 1 : first;
  for (int i = first; i <= last; i++) {
    double *a = &b[e->block][e->row*columns + i];
    if (blocks[e->block].role == CLASSES) *a = (int)(*a + 1)%e->n.C; else *a += .01*(blocks[e->block].greatest - blocks[e->block].least);
  }
}

double **make_blocks(sizes n)
{
  int count = 0;
  while (blocks[count].name != NULL) count++;
  double **b = malloc((size_t) count*sizeof *b);
  /* no longer than it must be, so that a number too many is seen */
  for (int block = 0; block < count; block++)
    if (posix_memalign((void **) &b[block], 64, (size_t) length(n, block)*sizeof(double)) != 0) abort();
  return b;
}

void free_blocks(double **b)
{
  for (int block = 0; blocks[block].name != NULL; block++) free(b[block]);
  free(b);
}
