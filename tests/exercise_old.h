/* The toolbox of the first edition, to go. */
#ifndef EXERCISE_OLD_H
#define EXERCISE_OLD_H
#include "exercise.h"

/* the bounds suit a long double of 64 bits; where it has fewer they are wider */
#define SLACK (LDBL_EPSILON > 0x1p-63L ? LDBL_EPSILON/0x1p-63L : 1)
#undef assert_within
#define assert_within(a, b, bound) check_within(a, b, SLACK*(bound), #a, #b, __FILE__, __LINE__)

typedef long double real_l;
typedef long double _Complex cx;

static const real_l EPSILON = 1e-30L, PI = 3.14159265358979323846264338327950288L;
static const double U = DBL_EPSILON/2;

static inline real_l old_sigma(real_l z)
{
  return 1/(1 + expl(-z));
}

static inline cx csigma(cx z)
{
  return 1/(1 + cexpl(-z));
}

static inline real_l slope_of(cx value)
{
  return cimagl(value)/EPSILON;
}

#define slope(f, z) slope_of(f((z) + EPSILON*I))

/* softplus, as the answer has it */
static inline real_l softplus(real_l z)
{
  return fmaxl(z, 0) + log1pl(expl(-fabsl(z)));
}

static inline cx old_lse(int C, const cx *z)
{
  cx sum = 0;
  real_l m = creall(z[0]);
  for (int c = 1; c < C; c++) m = fmaxl(m, creall(z[c]));
  for (int c = 0; c < C; c++) sum += cexpl(z[c] - m);
  return clogl(sum) + m;
}

static inline void csoftmax(int C, const cx *z, cx *p)
{
  cx all = old_lse(C, z);
  for (int c = 0; c < C; c++) p[c] = cexpl(z[c] - all);
}

/* --- the loss of one sample in a network with any number of layers, complex, so that it can be differentiated by the
   complex step. Layer j has size[j] units; between layers there is f; the targets y are any probabilities. With a skip
   matrix U the logits are also given x U. */

typedef cx function(cx);
static inline cx crelu(cx z) { return creall(z) > 0 ? z : 0; }

enum {MOST_UNITS = 8};
static inline cx net_loss(int layers, const int *size, function *f, const cx *theta, const cx *U_skip,
  const double *x, const double *y, cx *logits)
{
  cx a[MOST_UNITS], z[MOST_UNITS];
  for (int d = 0; d < size[0]; d++) a[d] = x[d];
  for (int j = 1; j <= layers; j++) {
    const cx *W = theta, *b = theta + size[j-1]*size[j];
    for (int k = 0; k < size[j]; k++) {
      z[k] = b[k];
      for (int d = 0; d < size[j-1]; d++) z[k] += a[d]*W[d*size[j] + k];
      if (j == layers && U_skip != NULL)
        for (int d = 0; d < size[0]; d++) z[k] += x[d]*U_skip[d*size[j] + k];
    }
    theta = b + size[j];
    for (int k = 0; k < size[j]; k++) a[k] = j < layers ? f(z[k]) : z[k];
  }
  const int C = size[layers];
  cx all = old_lse(C, z), J = 0;
  for (int c = 0; c < C; c++) J += y[c]*(all - z[c]);
  for (int c = 0; c < C && logits != NULL; c++) logits[c] = z[c];
  return J;
}

static inline void random_cx(uint64_t *state, cx *a, int count, double size)
{
  for (int j = 0; j < count; j++) a[j] = between(state, -size, size);
}

static inline void one_hot(int C, int t, double *y)
{
  for (int c = 0; c < C; c++) y[c] = c == t;
}

/* The gradient of that loss for one sample by back-propagation through any number of layers, with slope_from, the derivative of the
   activation function in terms of the activation: the answers to otherunits, twolayers, skip and, for f=old_sigma, of the chapter. */
static inline void net_gradient(int layers, const int *size, real_l (*f)(real_l), real_l (*slope_from)(real_l),
  const real_l *theta, const real_l *U_skip, const double *x, const double *y, real_l *g, real_l *g_U)
{
  real_l a[5][MOST_UNITS], delta[MOST_UNITS], before[MOST_UNITS];
  const real_l *W[5];
  for (int d = 0; d < size[0]; d++) a[0][d] = x[d];
  for (int j = 1; j <= layers; j++) {
    const real_l *b = theta + size[j-1]*size[j];
    W[j] = theta;
    for (int k = 0; k < size[j]; k++) {
      real_l z = b[k];
      for (int d = 0; d < size[j-1]; d++) z += a[j-1][d]*W[j][d*size[j] + k];
      if (j == layers && U_skip != NULL)
        for (int d = 0; d < size[0]; d++) z += x[d]*U_skip[d*size[j] + k];
      a[j][k] = j < layers ? f(z) : z;
    }
    theta = b + size[j];
  }
  const int C = size[layers];
  real_l s = 0;
  for (int c = 0; c < C; c++) s += expl(a[layers][c]);
  for (int c = 0; c < C; c++) delta[c] = expl(a[layers][c])/s - y[c];
  if (U_skip != NULL)
    for (int d = 0; d < size[0]; d++)
      for (int c = 0; c < C; c++) g_U[d*C + c] = x[d]*delta[c];
  for (int j = layers; j >= 1; j--) {
    real_l *gW = g + (W[j] - W[1]), *gb = gW + size[j-1]*size[j];
    for (int k = 0; k < size[j]; k++) gb[k] = delta[k];
    for (int d = 0; d < size[j-1]; d++) {
      before[d] = 0;
      for (int k = 0; k < size[j]; k++) {
        gW[d*size[j] + k] = a[j-1][d]*delta[k];
        before[d] += delta[k]*W[j][d*size[j] + k];
      }
      if (j > 1) before[d] *= slope_from(a[j-1][d]);
    }
    memcpy(delta, before, sizeof delta);
  }
}

static inline real_l relu(real_l z) { return z > 0 ? z : 0; }
static inline real_l sigma_slope(real_l h) { return h*(1 - h); }
static inline real_l tanh_slope(real_l h) { return 1 - h*h; }
static inline real_l relu_slope(real_l h) { return h > 0; }

/* back-propagation against the complex step, at random */
static inline void check_layers(int layers, const int *size, bool skip, function *f, real_l (*g_f)(real_l), real_l (*slope_from)(real_l))
{
  uint64_t seed = 11;
  for (int trial = 0; trial < 20; trial++) {
    cx theta[200], U_skip[64];
    real_l real_theta[200], real_U[64], g[200], g_U[64];
    double x[MOST_UNITS], y[MOST_UNITS];
    int count = 0, C = size[layers], D = size[0];
    for (int j = 1; j <= layers; j++) count += (size[j-1] + 1)*size[j];
    random_cx(&seed, theta, count, 1.5);
    random_cx(&seed, U_skip, D*C, 1.5);
    for (int j = 0; j < count; j++) real_theta[j] = creall(theta[j]);
    for (int j = 0; j < D*C; j++) real_U[j] = creall(U_skip[j]);
    for (int d = 0; d < D; d++) x[d] = between(&seed, -2, 2);
    one_hot(C, trial%C, y);
    net_gradient(layers, size, g_f, slope_from, real_theta, skip ? real_U : NULL, x, y, g, g_U);
    for (int j = 0; j < count + (skip ? D*C : 0); j++) {
      cx *moved = j < count ? &theta[j] : &U_skip[j - count];
      *moved += EPSILON*I;
      assert_within(slope_of(net_loss(layers, size, f, theta, skip ? U_skip : NULL, x, y, NULL)),
        j < count ? g[j] : g_U[j - count], 1e-16);
      *moved = creall(*moved);
    }
  }
}

/* the network of forwards and backwards, through the library */
static const double HAND[] = {.5, -1, .25, .5, 0, .5, 1, -1, .5, 1, 0, .5};
static const double HAND_X[] = {1, 2};

static inline real_l old_cross_entropy(int C, const real_l *p, const real_l *q)
{
  real_l sum = 0;
  for (int c = 0; c < C; c++)
    if (p[c] > 0) sum -= p[c]*logl(q[c]);
  return sum;
}

static inline void random_distribution(uint64_t *seed, int C, real_l *p)
{
  real_l sum = 0;
  for (int c = 0; c < C; c++) sum += p[c] = between(seed, 1e-3, 1);
  for (int c = 0; c < C; c++) p[c] /= sum;
}

/* the 48 equals of a network with three hidden units: number e turns units by its low bits and permutes them */
static inline void equal_network(int e, const double *theta, double *other)
{
  static const int orders[6][3] = {{0,1,2},{0,2,1},{1,0,2},{1,2,0},{2,0,1},{2,1,0}};
  const int *order = orders[e/8];
  for (int c = 0; c < 2; c++) other[15 + c] = theta[15 + c];
  for (int k = 0; k < 3; k++) {
    int from = order[k], sign = e>>k&1 ? -1 : 1;
    for (int d = 0; d < 2; d++) other[d*3 + k] = sign*theta[d*3 + from];
    other[6 + k] = sign*theta[6 + from];
    for (int c = 0; c < 2; c++) {
      other[9 + 2*k + c] = sign*theta[9 + 2*from + c];
      if (sign < 0) other[15 + c] += theta[9 + 2*from + c];
    }
  }
}

#endif
