/* What the tests of the book's equations share: the record of the worst error, matrices of complex numbers, derivatives by the complex
   step, the network as its formulas say, and the way to the library's arrays and back. */
#ifndef EQUATION_H
#define EQUATION_H
#include <complex.h>
#include "test.h"

/* --- the record. EQUATION(name, bound) begins the test of \eqlabel{name}; nothing else has to know of it. */

typedef struct {
  const char *name;
  void (*test)(void);
  double bound;
  long least, comparisons; /* how many there must be, and are */
  long double worst;
} equation;

/* The bounds that will do for most: of formulas, which are worked out in long double; and where a function of the program
   takes part, with its doubles. Far above both is what the least mistake in a formula makes. */
static const double EXACT = 50*(double) LDBL_EPSILON, PROGRAM = 50*DBL_EPSILON;

enum {LEAST_COMPARISONS = 1000};
SHARED equation equations[MOST_TESTS], *this_equation;

/* --- memory that is given back at the end of a point, and random numbers, the same in each run */

SHARED uint64_t seed;
SHARED char *arena;
SHARED size_t used;

SHARED team *last_crew;
SHARED dataset *last_data;

/* a crew for these samples; both are freed when the next is asked for, or the test ends */
static inline team *crew_for(network net, dataset *data)
{
  free_team(last_crew);
  free_dataset(last_data);
  last_data = data;
  last_crew = data != NULL ? make_team(1, net, data) : NULL;
  if (data != NULL) assert_non_null(last_crew);
  return last_crew;
}

static inline void test_equation(void **state)
{
  this_equation = *state;
  seed = 1;
  used = 0;
  this_equation->test();
  crew_for((network) {0, 0, 0}, NULL);
  if (this_equation->comparisons < this_equation->least)
    fail_msg("%ld comparisons are too few", this_equation->comparisons);
}

static inline void add_equation(const char *name, void (*test)(void), double bound, long least)
{
  equation *e = &equations[test_count];
  add_test(name, test_equation, e);
  *e = (equation) {name, test, bound, least, 0, 0};
}

#define REGISTER(name, bound, least) \
  static void name(void); \
  __attribute__((constructor)) static void add_##name(void) { add_equation(#name, name, bound, least); } \
  static void name(void)
#define EQUATION(name, bound) REGISTER(eq_##name, bound, LEAST_COMPARISONS)

/* THE ERROR of a comparison is |left-right|, divided by the size of what the equation is about: the largest of |left|,
   |right|, and the given size, which is the sum of the absolute values of the terms that are added or subtracted; 0 will do where none are.
   Rounding errors grow with the terms, and where these cancel each other nothing better can be had. The error of an
   equation is the worst in all comparisons of its test. */
#define equal(left, right, size) compare(left, right, size, #left, #right, __FILE__, __LINE__)

typedef long double _Complex number;

static inline void compare(number left, number right, long double size,
  const char *name_left, const char *name_right, const char *file, int line)
{
  long double error = left == right ? 0 : cabsl(left - right)/fmaxl(fmaxl(cabsl(left), cabsl(right)), size);
  this_equation->comparisons++;
  if (!(error <= this_equation->worst)) this_equation->worst = error;
  check(creall(left), creall(right), error, this_equation->bound, name_left, name_right, file, line);
}

static inline void *take(size_t bytes)
{
  enum {ROOM = 1 << 24};
  if (arena == NULL) arena = malloc(ROOM);
  assert_non_null(arena);
  void *start = arena + used;
  used += (bytes + 63)/64*64;
  if (used > ROOM) fail_msg("more memory is needed than ROOM");
  return start;
}

/* a statement for each of so many random points */
#define for_points(count) for (int point = 0; point < (count); point++, used = 0)

static inline double uniform(double least, double greatest)
{
  return between(&seed, least, greatest);
}

static inline int whole(int least, int greatest)
{
  return (int) floor(between(&seed, least, greatest + 1));
}

/* --- matrices, as in the book: a product insists that the shapes fit */

typedef struct {
  int rows, columns;
  number *at;
} matrix;
#define AT(A, i, j) (A).at[(i)*(A).columns + (j)]
#define for_elements(A, i, j) for (int i = 0; i < (A).rows; i++) for (int j = 0; j < (A).columns; j++)

static inline matrix make(int rows, int columns)
{
  matrix A = {rows, columns, take((size_t)(rows*columns)*sizeof(number))};
  for_elements (A, i, j) AT(A, i, j) = 0;
  return A;
}

static inline matrix ones(int rows, int columns)
{
  matrix A = make(rows, columns);
  for_elements (A, i, j) AT(A, i, j) = 1;
  return A;
}

/* uniform in [-size,size], of double precision */
static inline matrix random_matrix(int rows, int columns, double size)
{
  matrix A = make(rows, columns);
  for_elements (A, i, j) AT(A, i, j) = uniform(-size, size);
  return A;
}

static inline matrix times(matrix A, matrix B)
{
  matrix P = make(A.rows, B.columns);
  assert_int_equal(A.columns, B.rows);
  for_elements (P, i, k)
    for (int j = 0; j < A.columns; j++) AT(P, i, k) += AT(A, i, j)*AT(B, j, k);
  return P;
}

static inline matrix transpose(matrix A)
{
  matrix T = make(A.columns, A.rows);
  for_elements (A, i, j) AT(T, j, i) = AT(A, i, j);
  return T;
}

static inline matrix diag(matrix row)
{
  matrix A = make(row.columns, row.columns);
  assert_int_equal(row.rows, 1);
  for (int j = 0; j < row.columns; j++) AT(A, j, j) = AT(row, 0, j);
  return A;
}

/* plus(A, B) and the like: matrices of one shape, element by element */
#define ENTRYWISE(name, a, b, formula) \
  static inline matrix name(matrix A, matrix B) \
  { \
    matrix result = make(A.rows, A.columns); \
    assert_true(A.rows == B.rows && A.columns == B.columns); \
    for_elements (A, i, j) { \
      number a = AT(A, i, j), b = AT(B, i, j); \
      AT(result, i, j) = formula; \
    } \
    return result; \
  }
ENTRYWISE(plus, a, b, a + b)
ENTRYWISE(minus, a, b, a - b)
ENTRYWISE(circ, a, b, a*b)
ENTRYWISE(quotients, a, b, a/b)

static inline matrix scaled(number a, matrix A)
{
  matrix B = make(A.rows, A.columns);
  for_elements (A, i, j) AT(B, i, j) = a*AT(A, i, j);
  return B;
}

static inline matrix magnitudes(matrix A)
{
  matrix B = make(A.rows, A.columns);
  for_elements (A, i, j) AT(B, i, j) = cabsl(AT(A, i, j));
  return B;
}

static inline number sum(matrix A)
{
  number total = 0;
  for_elements (A, i, j) total += AT(A, i, j);
  return total;
}

/* equal, for matrices of one shape */
#define equal_matrices(left, right, sizes) compare_matrices(left, right, sizes, #left, #right, __FILE__, __LINE__)

static inline void compare_matrices(matrix left, matrix right, matrix sizes,
  const char *name_left, const char *name_right, const char *file, int line)
{
  assert_true(left.rows == right.rows && left.columns == right.columns);
  assert_true(left.rows == sizes.rows && left.columns == sizes.columns);
  for_elements (left, i, j)
    compare(AT(left, i, j), AT(right, i, j), cabsl(AT(sizes, i, j)), name_left, name_right, file, line);
}

/* --- derivatives of an expression by the complex step: by a variable, or by all elements of a matrix, whose value it must depend on.
   An imaginary step to the variable; and the imaginary part of the value, over the step, is the derivative to all its digits. Meanwhile the
   variable has moved: the rest of the statement must not look at it. */

static const long double STEP = 1e-30L;
static long double derivative_ __attribute__((unused));

#define derivative(expression, x) \
  ((x) += STEP*I, derivative_ = cimagl(expression)/STEP, (x) = creall(x), derivative_)

#define derivatives(expression, A) __extension__({ \
    matrix slopes_ = make((A).rows, (A).columns); \
    size_t used_ = used; \
    for (int e_ = 0; e_ < (A).rows*(A).columns; e_++, used = used_) \
      slopes_.at[e_] = derivative(expression, (A).at[e_]); \
    slopes_; \
  })

/* --- the network and its loss, formula by formula */

static inline number sigma(number z)
{
  return 1/(1 + cexpl(-z));
}

/* functions of a number: the derivative, and the values for all elements of a matrix */
typedef number function(number);

static inline long double slope(function *f, number z)
{
  return derivative(f(z), z);
}

static inline matrix apply(function *f, matrix Z)
{
  matrix H = make(Z.rows, Z.columns);
  for_elements (Z, i, k) AT(H, i, k) = f(AT(Z, i, k));
  return H;
}

static inline matrix sigma_of(matrix Z)
{
  return apply(sigma, Z);
}

static inline number lse(matrix z)
{
  return clogl(sum(apply(cexpl, z)));
}

static inline matrix softmax_of(matrix Z)
{
  matrix Y_hat = make(Z.rows, Z.columns);
  for (int i = 0; i < Z.rows; i++) {
    number S = 0;
    for (int c = 0; c < Z.columns; c++) S += AT(Y_hat, i, c) = cexpl(AT(Z, i, c));
    for (int c = 0; c < Z.columns; c++) AT(Y_hat, i, c) /= S;
  }
  return Y_hat;
}

static inline number cross_entropy(matrix Y, matrix Y_hat)
{
  number J = 0;
  for_elements (Y, i, c) if (AT(Y, i, c) != 0) J -= AT(Y, i, c)*clogl(AT(Y_hat, i, c));
  return J;
}

static inline matrix affine_map(matrix V, matrix W, matrix b)
{
  return plus(times(V, W), times(ones(V.rows, 1), b));
}

typedef struct {
  int N, D, K, C;
  matrix X, Wh, bh, Wo, bo, Y, Zh, H, Zo, Y_hat;
  int y[PANEL]; /* the classes, of which Y is made */
} problem;

/* the loss as a function of the parameters, and of what lies on the way */
static inline number J_of_Zo(const problem *p, matrix Zo) { return cross_entropy(p->Y, softmax_of(Zo)); }
static inline number J_of_H(const problem *p, matrix H) { return J_of_Zo(p, affine_map(H, p->Wo, p->bo)); }
static inline number J_of_Zh(const problem *p, matrix Zh) { return J_of_H(p, sigma_of(Zh)); }
static inline number J_of(const problem *p) { return J_of_Zh(p, affine_map(p->X, p->Wh, p->bh)); }

/* N samples of random classes, everything else uniform in [-1.5,1.5] */
static inline problem make_problem(int N, int D, int K, int C)
{
  problem p = {.N = N, .D = D, .K = K, .C = C};
  p.X = random_matrix(p.N, p.D, 1.5);
  p.Wh = random_matrix(p.D, p.K, 1.5);
  p.bh = random_matrix(1, p.K, 1.5);
  p.Wo = random_matrix(p.K, p.C, 1.5);
  p.bo = random_matrix(1, p.C, 1.5);
  p.Y = make(p.N, p.C);
  for (int i = 0; i < p.N; i++) AT(p.Y, i, p.y[i] = whole(0, p.C - 1)) = 1;
  p.Zh = affine_map(p.X, p.Wh, p.bh);
  p.H = sigma_of(p.Zh);
  p.Zo = affine_map(p.H, p.Wo, p.bo);
  p.Y_hat = softmax_of(p.Zo);
  return p;
}

/* at most so many samples, 1 to 3 inputs, 1 to 4 hidden units, 2 to 4 classes */
static inline problem random_problem(int most)
{
  int N = whole(1, most), D = whole(1, 3), K = whole(1, 4);
  return make_problem(N, D, K, whole(2, 4));
}

/* the parameters in the order of theta, j from 0 on */
static inline number *parameter(const problem *p, int j)
{
  const matrix part[] = {p->Wh, p->bh, p->Wo, p->bo};
  int k = 0;
  for (; j >= part[k].rows*part[k].columns; k++) j -= part[k].rows*part[k].columns;
  return &part[k].at[j];
}

/* --- to the library's arrays and back */

static inline void *doubles(matrix A)
{
  double *a = take((size_t)(A.rows*A.columns)*sizeof(double));
  for_elements (A, i, j) a[i*A.columns + j] = (double) creall(AT(A, i, j));
  return a;
}

static inline matrix from_doubles(int rows, int columns, const double *a)
{
  matrix A = make(rows, columns);
  for_elements (A, i, j) AT(A, i, j) = a[i*columns + j];
  return A;
}

/* a panel has a row for each column of the book's matrix; zeros after the last sample */
static inline column *make_rows(int count)
{
  column *r = take((size_t) count*sizeof(column));
  for (int k = 0; k < count; k++)
    for (int i = 0; i < PANEL; i++) r[k][i] = 0;
  return r;
}

static inline column *rows(matrix A)
{
  column *r = make_rows(A.columns);
  assert_true(A.rows <= PANEL);
  for_elements (A, i, k) r[k][i] = (double) creall(AT(A, i, k));
  return r;
}

static inline matrix from_rows(int samples, int columns, const column *r)
{
  matrix A = make(samples, columns);
  for_elements (A, i, k) AT(A, i, k) = r[k][i];
  return A;
}

static inline total *make_lanes(int count)
{
  total *l = take((size_t) count*sizeof(total));
  memset(l, 0, (size_t) count*sizeof(total));
  return l;
}

static inline matrix from_lanes(int rows, int columns, const total *l)
{
  matrix A = make(rows, columns);
  for_elements (A, i, j)
    for (int k = 0; k < LANES; k++) AT(A, i, j) += l[i*columns + j][k];
  return A;
}

static inline network net_of(const problem *p)
{
  return (network) {p->D, p->K, p->C};
}

static inline double *theta_of(const problem *p)
{
  int count = parameter_count(net_of(p));
  double *theta = take((size_t) count*sizeof(double));
  for (int j = 0; j < count; j++) theta[j] = (double) creall(*parameter(p, j));
  return theta;
}

/* the samples as the program keeps them */
static inline dataset *dataset_of(const problem *p)
{
  dataset *data = make_dataset(p->N, p->D, p->C);
  assert_non_null(data);
  for (int i = 0; i < p->N; i++) {
    for (int d = 0; d < p->D; d++) data->x[i/PANEL*p->D + d][i%PANEL] = (double) creall(AT(p->X, i, d));
    data->y[i/PANEL][i%PANEL] = p->y[i];
  }
  return data;
}

static inline team *crew_of(const problem *p)
{
  return crew_for(net_of(p), dataset_of(p));
}

#endif
