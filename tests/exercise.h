/* What the tests of the answers share, besides the toolbox of equation.h: EXERCISE(name) begins the test of \answer{name}, and
   put("name.part", "%.3g", x) is for a number that the answer prints, \num{ex.name.part}. The answer, as a formula, is compared with
   something found in another way: by the complex step, by counting, by trying, by the library. */
#ifndef EXERCISE_H
#define EXERCISE_H
#include "equation.h"

#define EXERCISE(name) REGISTER(ex_##name, EXACT, 0)

/* |a-b| <= bound, of complex numbers too. The bounds suit a long double of 64 bits; where it has fewer they are wider. */
#define SLACK (LDBL_EPSILON > 0x1p-63L ? LDBL_EPSILON/0x1p-63L : 1)
#undef assert_within
#define assert_within(a, b, bound) within(a, b, SLACK*(bound), #a, #b, __FILE__, __LINE__)
#define matrices_within(A, B, bound) check_matrices(A, B, SLACK*(bound), #A, #B, __FILE__, __LINE__)

static inline void within(number a, number b, long double bound, const char *name_a, const char *name_b, const char *file, int line)
{
  check(creall(a), creall(b), a == b ? 0 : cabsl(a - b), bound, name_a, name_b, file, line);
}

static inline void check_matrices(matrix A, matrix B, long double bound, const char *name_a, const char *name_b, const char *file, int line)
{
  assert_true(A.rows == B.rows && A.columns == B.columns);
  for_elements (A, i, j) within(AT(A, i, j), AT(B, i, j), bound, name_a, name_b, file, line);
}

/* the file that the environment variable EXERCISES names, if it does: a name, a tab, the digits */
SHARED FILE *numbers;

__attribute__((format(printf, 2, 3)))
static inline void put(const char *name, const char *format, ...)
{
  va_list list;
  if (numbers == NULL) return;
  fprintf(numbers, "%s\t", name);
  va_start(list, format);
  vfprintf(numbers, format, list);
  va_end(list);
  putc('\n', numbers);
}

/* put, for a name that ends in a number */
__attribute__((format(printf, 3, 4)))
static inline void put_nth(const char *name, int n, const char *format, ...)
{
  char full[64], digits[64];
  va_list list;
  va_start(list, format);
  vsnprintf(digits, sizeof digits, format, list);
  va_end(list);
  snprintf(full, sizeof full, "%s%d", name, n);
  put(full, "%s", digits);
}

static const long double PI = 3.14159265358979323846264338327950288L;
static const double U = DBL_EPSILON/2;

/* probabilities of C classes, none of them zero */
static inline matrix distribution(int C)
{
  matrix p = make(1, C);
  for (int c = 0; c < C; c++) AT(p, 0, c) = uniform(1e-3, 1);
  return scaled(1/sum(p), p);
}

/* --- the network of the book, its points, and the parameters that it learned */

static const network NET = {2, 3, 2};

typedef union {
  double theta[17];
  struct {double Wh[2][3], bh[3], Wo[3][2], bo[2];};
} parameters;

static inline parameters trained(void)
{
  parameters p;
  memcpy(p.theta, must_find(notebook(), "final_params")->value, sizeof p.theta);
  return p;
}

static inline parameters random_small(double size)
{
  parameters p;
  fill(&seed, p.theta, 17, size);
  return p;
}

SHARED dataset *all_points;
SHARED team *all_crew;

static inline const dataset *points(void)
{
  return all_points != NULL ? all_points : (all_points = begin_notebook().data);
}

/* the loss of all points, by the library, and its gradient if g isn't NULL */
static inline double total_loss(const double *theta, double *g)
{
  double unused[17];
  if (all_crew == NULL) all_crew = make_team(2, NET, points());
  return gradient(all_crew, theta, g != NULL ? g : unused);
}

/* by how much the second logit leads at a point */
static inline double lead(const double *theta, double x1, double x2)
{
  column x[2], h[3], z[2], s, y_hat[2];
  for (int i = 0; i < PANEL; i++) x[0][i] = x1, x[1][i] = x2;
  forward(NET, theta, x, h, z, s, y_hat);
  return z[1][0] - z[0][0];
}

/* the 48 equals of a network with three hidden units: number e turns units by its low bits and permutes them */
static inline parameters equal_network(int e, parameters p)
{
  static const int orders[6][3] = {{0,1,2},{0,2,1},{1,0,2},{1,2,0},{2,0,1},{2,1,0}};
  parameters q = p;
  for (int k = 0; k < 3; k++) {
    int from = orders[e/8][k], sign = e>>k&1 ? -1 : 1;
    for (int d = 0; d < 2; d++) q.Wh[d][k] = sign*p.Wh[d][from];
    q.bh[k] = sign*p.bh[from];
    for (int c = 0; c < 2; c++) {
      q.Wo[k][c] = sign*p.Wo[from][c];
      if (sign < 0) q.bo[c] += p.Wo[from][c];
    }
  }
  return q;
}

/* the network of forwards and backwards, and its sample, of the second class */
static inline problem by_hand(void)
{
  static const double theta[] = {.5, -1, .25, .5, 0, .5, 1, -1, .5, 1, 0, .5};
  problem p = make_problem(1, 2, 2, 2);
  for (int j = 0; j < 12; j++) *parameter(&p, j) = theta[j];
  for (int d = 0; d < 2; d++) AT(p.X, 0, d) = 1 + d;
  for (int c = 0; c < 2; c++) AT(p.Y, 0, c) = c;
  p.y[0] = 1;
  return p;
}

#endif
