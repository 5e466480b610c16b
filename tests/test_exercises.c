/* The answers to the exercises of ffnn.w: ex_NAME compares the answer to exercise NAME, as a formula, with something
   computed in another way: by the complex step in long double, by counting, by the library. If the environment variable
   EXERCISES names a file, the numbers that the answers print go there: a name, a tab, the digits. */
#include <complex.h>
#include "test.h"

/* the bounds suit a long double of 64 bits; where it has fewer they are wider */
#define SLACK (LDBL_EPSILON > 0x1p-63L ? LDBL_EPSILON/0x1p-63L : 1)
#undef assert_within
#define assert_within(a, b, bound) check_within(a, b, SLACK*(bound), #a, #b, __FILE__, __LINE__)

typedef long double real_l;
typedef long double _Complex cx;

static FILE *numbers;

__attribute__((format(printf, 2, 3)))
static void put(const char *name, const char *format, ...)
{
  va_list list;
  if (numbers == NULL) return;
  fprintf(numbers, "%s\t", name);
  va_start(list, format);
  vfprintf(numbers, format, list);
  va_end(list);
  putc('\n', numbers);
}

static const real_l EPSILON = 1e-30L, PI = 3.14159265358979323846264338327950288L;
static const double U = DBL_EPSILON/2;

static real_l sigma(real_l z)
{
  return 1/(1 + expl(-z));
}

static cx csigma(cx z)
{
  return 1/(1 + cexpl(-z));
}

static real_l slope_of(cx value)
{
  return cimagl(value)/EPSILON;
}

#define slope(f, z) slope_of(f((z) + EPSILON*I))

/* softplus, as the answer has it */
static real_l softplus(real_l z)
{
  return fmaxl(z, 0) + log1pl(expl(-fabsl(z)));
}

static cx lse(int C, const cx *z)
{
  cx sum = 0;
  real_l m = creall(z[0]);
  for (int c = 1; c < C; c++) m = fmaxl(m, creall(z[c]));
  for (int c = 0; c < C; c++) sum += cexpl(z[c] - m);
  return clogl(sum) + m;
}

static void csoftmax(int C, const cx *z, cx *p)
{
  cx all = lse(C, z);
  for (int c = 0; c < C; c++) p[c] = cexpl(z[c] - all);
}

/* --- the loss of one sample in a network with any number of layers, complex, so that it can be differentiated by the
   complex step. Layer j has size[j] units; between layers there is f; the targets y are any probabilities. With a skip
   matrix U the logits are also given x U. */

typedef cx function(cx);
static cx crelu(cx z) { return creall(z) > 0 ? z : 0; }

enum {MOST_UNITS = 8};
static cx net_loss(int layers, const int *size, function *f, const cx *theta, const cx *U_skip,
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
  cx all = lse(C, z), J = 0;
  for (int c = 0; c < C; c++) J += y[c]*(all - z[c]);
  for (int c = 0; c < C && logits != NULL; c++) logits[c] = z[c];
  return J;
}

static void random_cx(uint64_t *state, cx *a, int count, double size)
{
  for (int j = 0; j < count; j++) a[j] = between(state, -size, size);
}

static void one_hot(int C, int t, double *y)
{
  for (int c = 0; c < C; c++) y[c] = c == t;
}

/* The gradient of that loss for one sample by back-propagation through any number of layers, with slope_from, the derivative of the
   activation function in terms of the activation: the answers to otherunits, twolayers, skip and, for f=sigma, of the chapter. */
static void net_gradient(int layers, const int *size, real_l (*f)(real_l), real_l (*slope_from)(real_l),
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

static real_l relu(real_l z) { return z > 0 ? z : 0; }
static real_l sigma_slope(real_l h) { return h*(1 - h); }
static real_l tanh_slope(real_l h) { return 1 - h*h; }
static real_l relu_slope(real_l h) { return h > 0; }

/* back-propagation against the complex step, at random */
static void check_layers(int layers, const int *size, bool skip, function *f, real_l (*g_f)(real_l), real_l (*slope_from)(real_l))
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

/* --- the trained network */

static const double *trained(void)
{
  return must_find(notebook(), "final_params")->value;
}

/* the library's loss and gradient for all samples of the notebook */
static const dataset *points(void)
{
  static beginning b;
  if (b.data == NULL) b = begin_notebook();
  return b.data;
}

static double total_loss(network net, const double *theta, double *g)
{
  static team *t;
  static network last;
  double unused[MOST_PARAMETERS];
  if (t == NULL || memcmp(&last, &net, sizeof net) != 0) {
    free_team(t);
    t = make_team(2, net, points());
    last = net;
  }
  return gradient(t, theta, g != NULL ? g : unused);
}

static const network NET = {2, 3, 2};

/* --- Introduction */

static void ex_stored(void **state)
{
  (void) state;
  column y_hat[2], delta[2];
  int y[PANEL];
  for (int i = 0; i < PANEL; i++) y_hat[0][i] = .3, y_hat[1][i] = .7, y[i] = 1;
  output_delta(2, y_hat, y, delta);
  assert_within(delta[0][5], .3, 1e-15);
  assert_within(delta[1][5], -.3, 1e-15);
}

static void ex_count(void **state)
{
  (void) state;
  int count = parameter_count((network) {784, 30, 10});
  assert_int_equal(count, 23520 + 30 + 300 + 10);
  put("count", "%d", count);
}

/* --- The data */

static void ex_place(void **state)
{
  (void) state;
  const dataset *data = points();
  assert_int_equal(panel_count(data), 391);
  assert_int_equal(panel_size(data, 390), 80);
  /* the samples in their order */
  long i = 0;
  for (long p = 0; p < panel_count(data); p++)
    for (int place = 0; place < panel_size(data, p); place++, i++)
      if (i == 1000) assert_ptr_equal(&data->x[p*2 + 1][place], &data->x[15][104]);
  assert_int_equal(i, 50000);
}

static int bits(uint32_t n)
{
  int b = 0;
  for (; n > 0; n >>= 1) b++;
  return b;
}

static void ex_trials(void **state)
{
  (void) state;
  /* the mean of a trial's number, by summing t(1-p)^(t-1)p; at least 1, less than 2 */
  for (uint32_t n = 1; n < 300; n++) {
    int b = bits(n), good = 0;
    for (uint32_t w = 0; w < 1u << b; w++) good += w <= n;
    double p = good/ldexp(1, b), mean = 0, still = 1;
    for (int t = 1; t < 200; t++, still *= 1 - p) mean += t*still*p;
    assert_close(mean, ldexp(1, b)/(n + 1), 1e-13);
    assert_true(mean < 2 && mean >= 1);
  }
  double words = 0, variance = 0;
  for (uint32_t n = 1; n < 50000; n++) {
    double mean = ldexp(1, bits(n))/(n + 1);
    words += mean;
    variance += mean*(mean - 1);
  }
  generator g;
  seed_generator(&g, 42);
  long used = 0;
  for (uint32_t n = 49999; n > 0; n--) {
    generator before = g;
    uint32_t value = random_below(&g, n);
    do used++; while ((random_word(&before)&((1u << bits(n)) - 1)) != value);
  }
  assert_within(used, words, 5*sqrt(variance));
  double whole = 0;
  for (uint32_t n = 1 << 15; n < 1 << 16; n++) whole += 65536./(n + 1)/32768;
  assert_within(whole, 2*log(2), 1e-4);
  put("trials", "%.0f", words);
  put("trials.seed", "%ld", used);
  put("trials.average", "%.3f", 2*log(2));
}

static void ex_polar(void **state)
{
  (void) state;
  long inside = 0, m = 2000;
  for (long a = 0; a < m; a++)
    for (long b = 0; b < m; b++) {
      double u = (2*a + 1.)/m - 1, v = (2*b + 1.)/m - 1;
      inside += u*u + v*v < 1;
    }
  double accepted = (double) inside/(double)(m*m);
  assert_within(accepted, PI/4, 1e-4);
  assert_within(1/accepted*2*2/2, 8/PI, 1e-3);
  /* the words that the generator hands out */
  generator g;
  seed_generator(&g, 1);
  long words = 0, n = 200000;
  for (long i = 0; i < n; i++) {
    int before = g.used;
    random_normal(&g);
    words += g.used - before + (g.used < before ? 624 : 0);
  }
  assert_within((double) words/(double) n, 8/PI, .02);
  put("polar", "%.3f", 8/(double) PI);
}

static void ex_orders(void **state)
{
  (void) state;
  real_l bits_of = 0, thirteen = 1, below = 0, above = 0;
  for (int n = 2; n <= 13; n++) thirteen *= n;
  assert_true(thirteen > 4294967296.L && thirteen/13 < 4294967296.L);
  assert_within(thirteen, 6.2e9L, .05e9L);
  for (int n = 2; n <= 50000; n++) {
    bits_of += log2l(n);
    if (n == 2080) below = bits_of;
    if (n == 2081) above = bits_of;
  }
  assert_true(below < 19937 && above > 19937);
  assert_close(bits_of, lgammal(50001)/logl(2), 1e-15);
  put("orders.bits", "%.0Lf", ceill(bits_of));
  put("orders.below", "%.0Lf", ceill(below));
  put("orders.above", "%.0Lf", ceill(above));
}

static void ex_intruders(void **state)
{
  (void) state;
  double bound = .5*erfc(5/sqrt(2)), disc = 0, area = 0, sd = .1;
  assert_true(25000*bound < .0072);
  /* the disc's own probability: the normal density around (1,0), summed over the disc in polar coordinates */
  for (int a = 0; a < 1000; a++)
    for (int b = 0; b < 1000; b++) {
      double r = .5*(a + .5)/1000, phi = 2*(double) PI*(b + .5)/1000;
      double dx = r*cos(phi) - 1, dy = r*sin(phi), dA = r*(.5/1000)*(2*(double) PI/1000);
      disc += exp(-(dx*dx + dy*dy)/(2*sd*sd))/(2*(double) PI*sd*sd)*dA;
      area += dA;
    }
  assert_close(area, PI/4, 1e-9);
  assert_true(disc < bound && disc > bound/3);
  put("intruders", "%.4f", 25000*bound);
  put("intruders.bound", "%.2e", bound);
  put("intruders.disc", "%.2e", disc);
}

/* --- The network */

static void ex_bias(void **state)
{
  (void) state;
  uint64_t seed = 3;
  column x[4], z[3], more[4], joined[3];
  double W[3][3], b[3], W_b[4][3], none[3] = {0, 0, 0};
  fill(&seed, x[0], 3*PANEL, 2);
  fill(&seed, W[0], 9, 2);
  fill(&seed, b, 3, 2);
  memcpy(more, x, 3*sizeof(column));
  for (int i = 0; i < PANEL; i++) more[3][i] = 1;
  memcpy(W_b, W, sizeof W);
  memcpy(W_b[3], b, sizeof b);
  affine(3, 3, x, W, b, z);
  affine(4, 3, more, W_b, none, joined);
  for (int k = 0; k < 3; k++)
    for (int i = 0; i < PANEL; i++) assert_within(z[k][i], joined[k][i], 1e-14);
}

static void ex_logit(void **state)
{
  (void) state;
  for (real_l z = -20; z <= 20; z += .37L) {
    real_l h = sigma(z), rest = sigma(-z);
    assert_within(logl(h/rest), z, 1e-16L*fabsl(z) + 1e-17L);
  }
  assert_within(sigma(logl(9)), .9L, 1e-18);
  assert_within(sigma(-logl(9)), .1L, 1e-18);
  put("logit", "%.3Lf", logl(9));
}

static void ex_tanh(void **state)
{
  (void) state;
  for (real_l z = -9; z <= 9; z += .31L) {
    real_l t = tanhl(z);
    assert_within(slope(ctanhl, z), 1 - t*t, 1e-18);
    t = tanhl(z/2);
    assert_within(sigma(z), (1 + t)/2, 1e-18);
    assert_within(slope(csigma, z), (1 - t*t)/4, 1e-18);
  }
}

/* the first two derivatives as functions, by the answer's formulas */
static cx first(cx z) { cx h = csigma(z); return h*(1 - h); }
static cx second(cx z) { cx h = csigma(z); return h*(1 - h)*(1 - 2*h); }
static cx third(cx z) { cx h = csigma(z); return h*(1 - h)*(1 - 6*h + 6*h*h); }

static void ex_inflection(void **state)
{
  (void) state;
  for (real_l z = -9; z <= 9; z += .31L) {
    assert_within(slope(csigma, z), creall(first(z)), 1e-18);
    assert_within(slope(first, z), creall(second(z)), 1e-18);
    assert_within(slope(second, z), creall(third(z)), 1e-18);
    assert_true(creall(second(z))*z <= 0);
  }
  real_l steepest = logl(2 + sqrtl(3));
  assert_within(sigma(steepest), .5L + sqrtl(3)/6, 1e-18);
  assert_within(logl((3 + sqrtl(3))/(3 - sqrtl(3))), steepest, 1e-18);
  assert_within(creall(third(steepest)), 0, 1e-18);
  for (real_l z = -9; z <= 9; z += .01L)
    assert_true(fabsl(creall(second(z))) <= fabsl(creall(second(steepest))));
  put("inflection", "%.3Lf", steepest);
}

static cx csoftplus(cx z) { return clogl(1 + cexpl(z)); }

static void ex_softplus(void **state)
{
  (void) state;
  for (real_l z = -40; z <= 40; z += .61L) {
    assert_within(slope(csoftplus, z), sigma(z), 1e-18);
    assert_close(softplus(z), log1pl(expl(z)), 1e-17);
    assert_within(-logl(sigma(z)), softplus(-z), 1e-17L*fmaxl(1, fabsl(z)));
  }
  assert_true(softplus(20000) == 20000 && softplus(-20000) <= 1e-4000L);
}

static void ex_tanhnet(void **state)
{
  (void) state;
  uint64_t seed = 5;
  const int size[] = {2, 3, 2}, D = 2, K = 3, C = 2;
  for (int trial = 0; trial < 50; trial++) {
    cx theta[17], same[17], a[2], b[2];
    double x[2] = {between(&seed, -2, 2), between(&seed, -2, 2)}, y[2] = {1, 0};
    random_cx(&seed, theta, 17, 2);
    for (int j = 0; j < 17; j++) same[j] = (j < D*K + K + K*C ? 2 : 1)*theta[j];
    for (int c = 0; c < C; c++)
      for (int k = 0; k < K; k++) same[D*K + K + K*C + c] -= theta[D*K + K + k*C + c];
    net_loss(2, size, ctanhl, theta, NULL, x, y, a);
    net_loss(2, size, csigma, same, NULL, x, y, b);
    for (int c = 0; c < C; c++) assert_within(creall(a[c]), creall(b[c]), 1e-17);
  }
}

static void ex_temperature(void **state)
{
  (void) state;
  cx z[3] = {1, 2.5L, 2.4L}, t[3], p[3];
  for (int c = 0; c < 3; c++) t[c] = z[c]/.001L;
  csoftmax(3, t, p);
  assert_within(creall(p[1]), 1, 1e-18);
  for (int c = 0; c < 3; c++) t[c] = z[c]/1e9L;
  csoftmax(3, t, p);
  for (int c = 0; c < 3; c++) assert_within(creall(p[c]), 1/3.L, 1e-8);
  real_l tau = 1/logl(9);
  cx lead[2] = {0, 1/tau};
  csoftmax(2, lead, p);
  assert_within(creall(p[1]), .9L, 1e-18);
  put("temperature", "%.3Lf", tau);
}

static void ex_lse(void **state)
{
  (void) state;
  uint64_t seed = 6;
  for (int C = 1; C <= 5; C++)
    for (int trial = 0; trial < 100; trial++) {
      cx z[5], moved[5];
      real_l a = between(&seed, -9, 9), m = -INFINITY;
      random_cx(&seed, z, C, trial);
      for (int c = 0; c < C; c++) moved[c] = z[c] + a, m = fmaxl(m, creall(z[c]));
      real_l value = creall(lse(C, z));
      assert_within(creall(lse(C, moved)), value + a, 2e-17L*(1 + trial));
      assert_true(value >= m - 1e-17L*trial && value <= m + logl(C) + 1e-17L*(1 + trial));
      for (int c = 0; c < C; c++) moved[c] = a;
      assert_within(creall(lse(C, moved)), a + logl(C), 1e-17);
    }
}

static real_l cross_entropy(int C, const real_l *p, const real_l *q)
{
  real_l sum = 0;
  for (int c = 0; c < C; c++)
    if (p[c] > 0) sum -= p[c]*logl(q[c]);
  return sum;
}

static void random_distribution(uint64_t *seed, int C, real_l *p)
{
  real_l sum = 0;
  for (int c = 0; c < C; c++) sum += p[c] = between(seed, 1e-3, 1);
  for (int c = 0; c < C; c++) p[c] /= sum;
}

static void ex_gibbs(void **state)
{
  (void) state;
  uint64_t seed = 7;
  for (int trial = 0; trial < 1000; trial++) {
    real_l p[4], q[4];
    random_distribution(&seed, 4, p);
    random_distribution(&seed, 4, q);
    if (trial%2) p[0] = p[1] = 0, p[2] = 1 - p[3];
    assert_true(cross_entropy(4, p, q) > cross_entropy(4, p, p));
  }
  /* the best constant answer for 30 and 10 samples, by trying */
  real_l best = 0, least = INFINITY;
  for (real_l q = .001L; q < 1; q += .001L) {
    real_l J = -30*logl(q) - 10*logl(1 - q);
    if (J < least) least = J, best = q;
  }
  assert_within(best, .75L, 1e-6);
}

/* the network of forwards and backwards, through the library */
static const double HAND[] = {.5, -1, .25, .5, 0, .5, 1, -1, .5, 1, 0, .5};
static const double HAND_X[] = {1, 2};

static double round4(double a)
{
  char text[40];
  snprintf(text, sizeof text, "%.4f", a);
  return strtod(text, NULL);
}

static void ex_forwards(void **state)
{
  (void) state;
  column x[2], h[2], z[2], s, y_hat[2];
  int y[PANEL];
  for (int i = 0; i < PANEL; i++) x[0][i] = HAND_X[0], x[1][i] = HAND_X[1], y[i] = 1;
  forward((network) {2, 2, 2}, HAND, x, h, z, s, y_hat);
  /* by hand, rounding to four digits on the way */
  double h1 = round4(1/(1 + exp(-1))), h2 = round4(1/(1 + exp(-.5)));
  double z1 = h1 + .5*h2, z2 = -h1 + h2 + .5, y2 = 1/(1 + exp(z1 - z2));
  double J = loss(2, z, s, y)/PANEL;
  assert_within(h[0][0], h1, 6e-5);
  assert_within(h[1][0], h2, 6e-5);
  assert_within(z[1][0] - z[0][0], z2 - z1, 3e-4); /* the shift has changed both */
  assert_within(y_hat[1][0], y2, 6e-5);
  assert_within(J, -log(y2), 1.5e-4);
  assert_within(J, -log(y_hat[1][0]), 1e-14);
  put("forwards.h1", "%.4f", h[0][0]);
  put("forwards.h2", "%.4f", h[1][0]);
  put("forwards.z1", "%.4f", h[0][0] + .5*h[1][0]);
  put("forwards.z2", "%.4f", -h[0][0] + h[1][0] + .5);
  put("forwards.lead", "%.4f", z[1][0] - z[0][0]);
  put("forwards.y1", "%.4f", y_hat[0][0]);
  put("forwards.y2", "%.4f", y_hat[1][0]);
  put("forwards.J", "%.4f", J);
}

/* --- Back-propagation */

static void ex_softlabels(void **state)
{
  (void) state;
  uint64_t seed = 8;
  for (int trial = 0; trial < 50; trial++) {
    cx z[4], p[4];
    real_l y[4];
    random_cx(&seed, z, 4, 3);
    random_distribution(&seed, 4, y);
    csoftmax(4, z, p);
    for (int j = 0; j < 4; j++) {
      cx J = 0;
      z[j] += EPSILON*I;
      for (int c = 0; c < 4; c++) J += y[c]*(lse(4, z) - z[c]);
      z[j] = creall(z[j]);
      assert_within(slope_of(J), creall(p[j]) - y[j], 1e-18);
    }
  }
  real_l y[2] = {.2L, .8L}, least = cross_entropy(2, y, y);
  for (real_l q = .01L; q < 1; q += .01L) {
    real_l other[2] = {q, 1 - q};
    assert_true(cross_entropy(2, y, other) >= least - 1e-18L);
  }
  put("softlabels", "%.4Lf", least);
}

static void ex_otherunits(void **state)
{
  (void) state;
  const int size[] = {2, 3, 2};
  check_layers(2, size, false, csigma, sigma, sigma_slope);
  check_layers(2, size, false, ctanhl, tanhl, tanh_slope);
  check_layers(2, size, false, crelu, relu, relu_slope);
}

static void ex_backwards(void **state)
{
  (void) state;
  const int size[] = {2, 2, 2};
  cx theta[12];
  double y[2] = {0, 1}, exact[12];
  for (int j = 0; j < 12; j++) theta[j] = HAND[j];
  for (int j = 0; j < 12; j++) {
    theta[j] += EPSILON*I;
    exact[j] = (double) slope_of(net_loss(2, size, csigma, theta, NULL, HAND_X, y, NULL));
    theta[j] = HAND[j];
  }
  /* by hand */
  double h1 = 1/(1 + exp(-1)), h2 = 1/(1 + exp(-.5)), a = 1/(1 + exp(-2*h1 + .5*h2 + .5));
  double s1 = h1*(1 - h1), s2 = h2*(1 - h2), d1 = 2*a*s1, d2 = -.5*a*s2;
  const double hand[] = {d1, d2, 2*d1, 2*d2, d1, d2, h1*a, -h1*a, h2*a, -h2*a, a, -a};
  for (int j = 0; j < 12; j++) assert_within(hand[j], exact[j], 1e-15);
  const char *names[] = {"Wh11", "Wh12", "Wh21", "Wh22", "dh1", "dh2", "Wo11", "Wo12", "Wo21", "Wo22", "do1", "do2"};
  for (int j = 0; j < 12; j++) {
    char name[40];
    snprintf(name, sizeof name, "backwards.%s", names[j]);
    put(name, "%.4f", exact[j]);
  }
  put("backwards.s1", "%.4f", s1);
  put("backwards.s2", "%.4f", s2);
}

/* the notebook's loss with the penalty, and steps without momentum */
static void ex_penalty(void **state)
{
  (void) state;
  uint64_t seed = 9;
  double lambda = .7, eta = 1e-4, theta[17], g[17];
  fill(&seed, theta, 17, 1);
  for (int step = 0; step < 3; step++) {
    double before[3];
    total_loss(NET, theta, g);
    for (int j = 0; j < 17; j++)
      if (j < 6 || (j >= 9 && j < 15)) { /* the weights */
        g[j] += lambda*theta[j];
        cx w = theta[j] + EPSILON*I;
        assert_within(slope_of(lambda/2*w*w), lambda*theta[j], 1e-16);
      }
    for (int k = 0; k < 3; k++) before[k] = theta[9 + 2*k] + theta[10 + 2*k];
    for (int j = 0; j < 17; j++) theta[j] -= eta*g[j];
    for (int k = 0; k < 3; k++)
      assert_within(theta[9 + 2*k] + theta[10 + 2*k], (1 - eta*lambda)*before[k], 1e-13);
  }
}

static void ex_onelogit(void **state)
{
  (void) state;
  for (real_l z = -9; z <= 9; z += .37L)
    for (int y = 0; y <= 1; y++) {
      cx p = csigma(z + EPSILON*I);
      assert_within(slope_of(-y*clogl(p) - (1 - y)*clogl(1 - p)), sigma(z) - y, 1e-15);
    }
  /* two networks, side by side, with momentum: that of the library, and one with a single logit */
  uint64_t seed = 10;
  dataset *data = random_dataset(&seed, 50, 2, 2);
  team *t = make_team(1, NET, data);
  double theta[17], M[17], g[17], eta = .01, mu = .5;
  double one[13], M_one[13] = {0}; /* Wh, bh, w, b */
  fill(&seed, theta, 17, 1);
  for (int j = 0; j < 17; j++) M[j] = 0;
  for (int j = 0; j < 9; j++) one[j] = theta[j];
  for (int k = 0; k < 4; k++) one[9 + k] = theta[10 + 2*k] - theta[9 + 2*k];
  for (int step = 0; step < 50; step++) {
    double G[13] = {0};
    for (int i = 0; i < 50; i++) {
      double h[3], z = one[12];
      for (int k = 0; k < 3; k++) {
        h[k] = 1/(1 + exp(-data->x[0][i]*one[k] - data->x[1][i]*one[3 + k] - one[6 + k]));
        z += h[k]*one[9 + k];
      }
      double delta = 1/(1 + exp(-z)) - data->y[0][i];
      for (int k = 0; k < 3; k++) {
        double dh = delta*one[9 + k]*h[k]*(1 - h[k]);
        G[k] += data->x[0][i]*dh;
        G[3 + k] += data->x[1][i]*dh;
        G[6 + k] += dh;
        G[9 + k] += h[k]*delta;
      }
      G[12] += delta;
    }
    momentum_step(9, one, M_one, G, eta, mu);
    momentum_step(4, one + 9, M_one + 9, G + 9, 2*eta, mu);
    gradient(t, theta, g);
    momentum_step(17, theta, M, g, eta, mu);
    for (int j = 0; j < 9; j++) assert_within(theta[j], one[j], 1e-11);
    for (int k = 0; k < 4; k++) assert_within(theta[10 + 2*k] - theta[9 + 2*k], one[9 + k], 1e-12);
  }
  assert_true(fabs(M[0]) > 1e-6); /* they did move */
  free_team(t);
  free_dataset(data);
}

static void ex_variance(void **state)
{
  (void) state;
  uint64_t seed = 12;
  for (int trial = 0; trial < 500; trial++) {
    int C = 2 + trial%4;
    cx z[5], p[5], q[5];
    real_l v[5], form = 0, mean = 0, variance = 0, size = 0;
    random_cx(&seed, z, C, 4);
    csoftmax(C, z, p);
    for (int c = 0; c < C; c++) v[c] = between(&seed, -1, 1), size += v[c]*v[c], mean += creall(p[c])*v[c];
    /* the quadratic form, with the Jacobian by the complex step */
    for (int j = 0; j < C; j++) {
      real_l column = 0;
      z[j] += EPSILON*I;
      csoftmax(C, z, q);
      z[j] = creall(z[j]);
      for (int c = 0; c < C; c++) form += v[c]*v[j]*slope_of(q[c]), column += slope_of(q[c]);
      assert_within(column, 0, 1e-18);
    }
    for (int c = 0; c < C; c++) variance += creall(p[c])*(v[c] - mean)*(v[c] - mean);
    assert_within(form, variance, 1e-18);
    assert_true(form >= -1e-18L && form <= size/2);
    if (C == 2) { /* (1,-1) is an eigenvector */
      real_l p1 = creall(p[0]), p2 = creall(p[1]);
      assert_within(p1*(1 - p1) + p1*p2, 2*p1*p2, 1e-18);
    }
  }
}

/* the 48 equals of a network with three hidden units: number e turns units by its low bits and permutes them */
static void equal_network(int e, const double *theta, double *other)
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

static void ex_convex(void **state)
{
  (void) state;
  uint64_t seed = 13;
  /* along lines in the output layer, J(a)+J(b) >= 2J((a+b)/2) */
  for (int trial = 0; trial < 20; trial++) {
    double a[17], b[17], middle[17];
    fill(&seed, a, 17, 2);
    memcpy(b, a, sizeof a);
    fill(&seed, b + 9, 8, 2);
    for (int j = 0; j < 17; j++) middle[j] = (a[j] + b[j])/2;
    assert_true(total_loss(NET, a, NULL) + total_loss(NET, b, NULL) >= 2*total_loss(NET, middle, NULL));
  }
  /* and the mean of the eight networks that come from the trained one by turning units */
  double mean[17] = {0}, J = 0;
  for (int e = 0; e < 8; e++) {
    double other[17];
    equal_network(e, trained(), other);
    J += total_loss(NET, other, NULL)/8;
    for (int j = 0; j < 17; j++) mean[j] += other[j]/8;
  }
  for (int j = 0; j < 15; j++) assert_within(mean[j], 0, 1e-14);
  double at_mean = total_loss(NET, mean, NULL);
  assert_true(at_mean >= 50000*log(2) && J < 50000*log(2));
  put("convex", "%.0f", at_mean);
  put("convex.value", "%.2f", J);
}

static void ex_squared(void **state)
{
  (void) state;
  uint64_t seed = 14;
  for (int trial = 0; trial < 100; trial++) {
    int C = 2 + trial%4;
    cx z[5], p[5], q[5];
    double y[5];
    random_cx(&seed, z, C, 3);
    one_hot(C, trial%C, y);
    csoftmax(C, z, p);
    real_l weighted = 0;
    for (int c = 0; c < C; c++) weighted += (creall(p[c]) - y[c])*creall(p[c]);
    for (int j = 0; j < C; j++) {
      cx E = 0;
      z[j] += EPSILON*I;
      csoftmax(C, z, q);
      z[j] = creall(z[j]);
      for (int c = 0; c < C; c++) E += (q[c] - y[c])*(q[c] - y[c])/2;
      assert_within(slope_of(E), creall(p[j])*(creall(p[j]) - y[j] - weighted), 1e-18);
      if (C == 2 && y[j] == 1) {
        real_l t = creall(p[j]);
        assert_within(slope_of(E), -2*t*(1 - t)*(1 - t), 1e-18);
      }
    }
  }
  double most = 0;
  for (double p = 0; p < 1; p += 1e-4) most = fmax(most, 2*p*(1 - p)*(1 - p));
  assert_within(most, 8./27, 1e-8);
  put("squared", "%.6f", -2*.001*.999*.999);
}

static void ex_saturated(void **state)
{
  (void) state;
  for (real_l z = 20; z < 40; z += .5L)
    assert_true(sigma(z)*sigma(-z) < expl(-z) && sigma(z)*sigma(-z) > .99L*expl(-z));
  /* the library's gradient obeys the bound for one such unit */
  double theta[17], g[17], slope_bound = 50000*1.5*2*exp(-20);
  uint64_t seed = 15;
  fill(&seed, theta, 17, 1);
  theta[6] = 24; /* |z| >= 24 - 2*1.5 */
  theta[9] = -1, theta[10] = 1;
  total_loss(NET, theta, g);
  assert_true(fabs(g[0]) < slope_bound && fabs(g[3]) < slope_bound);
  /* the velocity with a constant gradient of that size */
  double at = 0, M = 0, step = 1e-4/(1 - .5)*slope_bound;
  for (int t = 0; t < 200; t++) {
    momentum_step(1, &at, &M, &slope_bound, 1e-4, .5);
    assert_true(fabs(M) <= step);
  }
  put("saturated.slope", "%.1e", slope_bound);
  put("saturated.step", "%.1e", step);
  put("saturated", "%.0f", floor(1/step/1e6)*1e6);
}

static void ex_skip(void **state)
{
  (void) state;
  const int size[] = {2, 3, 3};
  check_layers(2, size, true, csigma, sigma, sigma_slope);
}

static void ex_twolayers(void **state)
{
  (void) state;
  const int size[] = {2, 3, 4, 2};
  check_layers(3, size, false, csigma, sigma, sigma_slope);
  /* the same function is the library's where it has only one hidden layer */
  const int small[] = {2, 3, 2};
  beginning b = begin(1, 20, .1, .1, 3);
  real_l theta[17], g[17], sum[17] = {0};
  double exact[17];
  for (int j = 0; j < 17; j++) theta[j] = b.start[j];
  for (int i = 0; i < 20; i++) {
    double x[] = {b.data->x[0][i], b.data->x[1][i]}, y[2];
    one_hot(2, b.data->y[0][i], y);
    net_gradient(2, small, sigma, sigma_slope, theta, NULL, x, y, g, NULL);
    for (int j = 0; j < 17; j++) sum[j] += g[j];
  }
  team *t = make_team(1, b.net, b.data);
  gradient(t, b.start, exact);
  for (int j = 0; j < 17; j++) assert_within(exact[j], sum[j], 1e-13);
  free_team(t);
  free_dataset(b.data);
}

/* the gradient and its dotted companion, for one sample, as the answer has it; the type complex so that the complex step
   can differentiate the gradient */
static void dotted(int D, int K, int C, const cx *theta, const cx *v, const double *x, const double *y, cx *g, cx *g_dot)
{
  const cx *Wh = theta, *bh = Wh + D*K, *Wo = bh + K, *bo = Wo + K*C;
  const cx *vWh = v, *vbh = vWh + D*K, *vWo = vbh + K, *vbo = vWo + K*C;
  cx h[8], h_dot[8], z[8], z_dot[8], p[8], d[8], d_dot[8], mean = 0;
  for (int k = 0; k < K; k++) {
    cx zh = bh[k], zh_dot = vbh[k];
    for (int i = 0; i < D; i++) zh += x[i]*Wh[i*K + k], zh_dot += x[i]*vWh[i*K + k];
    h[k] = csigma(zh);
    h_dot[k] = h[k]*(1 - h[k])*zh_dot;
  }
  for (int c = 0; c < C; c++) {
    z[c] = bo[c], z_dot[c] = vbo[c];
    for (int k = 0; k < K; k++) z[c] += h[k]*Wo[k*C + c], z_dot[c] += h_dot[k]*Wo[k*C + c] + h[k]*vWo[k*C + c];
  }
  csoftmax(C, z, p);
  for (int c = 0; c < C; c++) mean += p[c]*z_dot[c];
  for (int c = 0; c < C; c++) d[c] = p[c] - y[c], d_dot[c] = p[c]*(z_dot[c] - mean);
  for (int k = 0; k < K; k++) {
    cx B = 0, B_dot = 0;
    for (int c = 0; c < C; c++) B += d[c]*Wo[k*C + c], B_dot += d_dot[c]*Wo[k*C + c] + d[c]*vWo[k*C + c];
    cx dh = B*h[k]*(1 - h[k]), dh_dot = B_dot*h[k]*(1 - h[k]) + B*(1 - 2*h[k])*h_dot[k];
    for (int i = 0; i < D; i++) g[i*K + k] = x[i]*dh, g_dot[i*K + k] = x[i]*dh_dot;
    g[D*K + k] = dh, g_dot[D*K + k] = dh_dot;
    for (int c = 0; c < C; c++) {
      g[D*K + K + k*C + c] = h[k]*d[c];
      g_dot[D*K + K + k*C + c] = h_dot[k]*d[c] + h[k]*d_dot[c];
    }
  }
  for (int c = 0; c < C; c++) g[D*K + K + K*C + c] = d[c], g_dot[D*K + K + K*C + c] = d_dot[c];
}

static void ex_pearlmutter(void **state)
{
  (void) state;
  uint64_t seed = 16;
  const int size[] = {2, 3, 3};
  for (int trial = 0; trial < 20; trial++) {
    cx theta[21], v[21], moved[21], g[21], g_dot[21], g_moved[21], unused[21];
    double x[2] = {between(&seed, -2, 2), between(&seed, -2, 2)}, y[3];
    random_cx(&seed, theta, 21, 2);
    random_cx(&seed, v, 21, 1);
    one_hot(3, trial%3, y);
    dotted(2, 3, 3, theta, v, x, y, g, g_dot);
    for (int j = 0; j < 21; j++) moved[j] = theta[j] + EPSILON*I*v[j];
    dotted(2, 3, 3, moved, v, x, y, g_moved, unused);
    for (int j = 0; j < 21; j++) {
      assert_within(slope_of(g_moved[j]), creall(g_dot[j]), 1e-17);
      /* and what was differentiated is the gradient */
      moved[j] = theta[j] + EPSILON*I;
      for (int i = 0; i < 21; i++) if (i != j) moved[i] = theta[i];
      assert_within(slope_of(net_loss(2, size, csigma, moved, NULL, x, y, NULL)), creall(g[j]), 1e-17);
      for (int i = 0; i < 21; i++) moved[i] = theta[i] + EPSILON*I*v[i];
    }
  }
}

/* --- Training */

static void ex_mean(void **state)
{
  (void) state;
  beginning b = begin(3, 500, .1, .1, 3);
  team *t = make_team(1, b.net, b.data);
  double sum[17], mean[17], M[17] = {0}, M_mean[17] = {0}, g[17], eta = 1e-3;
  memcpy(sum, b.start, sizeof sum);
  memcpy(mean, b.start, sizeof mean);
  for (int step = 0; step < 20; step++) {
    gradient(t, sum, g);
    momentum_step(17, sum, M, g, eta, .5);
    gradient(t, mean, g);
    for (int j = 0; j < 17; j++) g[j] /= 500;
    momentum_step(17, mean, M_mean, g, 500*eta, .5);
    for (int j = 0; j < 17; j++) assert_within(sum[j], mean[j], 1e-12);
  }
  free_team(t);
  free_dataset(b.data);
  put("mean", "%.0f", 50000*1e-4);
}

static int to_99_percent(double mu)
{
  double at = 0, M = 0, g = 1;
  for (int t = 1; ; t++) {
    momentum_step(1, &at, &M, &g, .1, mu);
    if (-M >= .99*.1/(1 - mu)) return t;
  }
}

static void ex_fading(void **state)
{
  (void) state;
  uint64_t seed = 17;
  double at = 0, M = 0, g[30], eta = .1, mu = .7;
  for (int t = 0; t < 30; t++) {
    double sum = 0;
    g[t] = between(&seed, -1, 1);
    momentum_step(1, &at, &M, &g[t], eta, mu);
    for (int s = 0; s <= t; s++) sum -= eta*pow(mu, t - s)*g[s];
    assert_within(M, sum, 1e-15);
  }
  assert_int_equal(to_99_percent(.5), (int) ceil(log(.01)/log(.5)));
  assert_int_equal(to_99_percent(.9), (int) ceil(log(.01)/log(.9)));
  put("fading.half", "%d", to_99_percent(.5));
  put("fading.nine", "%d", to_99_percent(.9));
}

/* an example for the difference quotients: J = e^(a theta) at 0, whose n-th derivative is a^n */
static void ex_onesided(void **state)
{
  (void) state;
  for (real_l a = .5L; a <= 2; a *= 2) {
    real_l e = 1e-6L, off = (expm1l(a*e))/e - a;
    assert_close(off, e/2*a*a, 1e-5);
    /* the best step for the bound e|J''|/2 + 2u|J|/e, by trying */
    real_l best = 0, least = INFINITY;
    for (real_l x = 1e-10L; x < 1e-6L; x *= 1.001L) {
      real_l bound = x/2*a*a + 2*U/x;
      if (bound < least) least = bound, best = x;
    }
    assert_close(best, 2*sqrtl(U/(a*a)), 2e-3);
    assert_close(least, 2*sqrtl(U*a*a), 1e-5);
  }
  put("onesided.step", "%.1e", 2*sqrt(U));
}

static void ex_fivepoint(void **state)
{
  (void) state;
  for (real_l a = .5L; a <= 2; a *= 2) {
    real_l e = 1e-2L;
    real_l quotient = (expl(-2*a*e) - 8*expl(-a*e) + 8*expl(a*e) - expl(2*a*e))/(12*e);
    assert_close(quotient - a, -powl(e, 4)/30*powl(a, 5), 1e-3);
    real_l best = 0, least = INFINITY;
    for (real_l x = 1e-5L; x < 1e-1L; x *= 1.001L) {
      real_l bound = powl(x, 4)/30*powl(a, 5) + 3*U/(2*x);
      if (bound < least) least = bound, best = x;
    }
    assert_close(best, powl(45*U/(4*powl(a, 5)), .2L), 2e-3);
    if (a == 1) {
      put("fivepoint.step", "%.1e", (double) best);
      put("fivepoint.error", "%.1e", (double) least);
      assert_within(log10l(least)/log10l(U), .8L, .03);
    }
  }
}

static void ex_dual(void **state)
{
  (void) state;
  uint64_t seed = 18;
  for (int trial = 0; trial < 100; trial++) {
    real_l a = between(&seed, -2, 2), b = between(&seed, 1, 2), a1 = between(&seed, -2, 2), b1 = between(&seed, -2, 2);
    cx A = a + EPSILON*I*a1, B = b + EPSILON*I*b1;
    assert_within(slope_of(A*B), a1*b + a*b1, 1e-17);
    assert_within(slope_of(A/B), (a1*b - a*b1)/(b*b), 1e-17);
    assert_true(cimagl(cabsl(A)) == 0); /* the derivative is lost */
    real_l e = .1L; /* and the exact formulas, with a large step */
    A = a + e*I*a1, B = b + e*I*b1;
    assert_within(creall(A*B), a*b - e*e*a1*b1, 1e-17);
    assert_within(creall(A/B), (a*b + e*e*a1*b1)/(b*b + e*e*b1*b1), 1e-17);
  }
}

static void ex_symmetries(void **state)
{
  (void) state;
  beginning b = begin(4, 200, .1, .1, 3);
  team *t = make_team(1, b.net, b.data);
  double unused[17], others[48][17], J = gradient(t, b.start, unused);
  for (int e = 0; e < 48; e++) {
    equal_network(e, b.start, others[e]);
    assert_close(gradient(t, others[e], unused), J, 1e-13);
    for (int f = 0; f < e; f++) assert_true(memcmp(others[e], others[f], sizeof others[e]) != 0);
  }
  free_team(t);
  free_dataset(b.data);
  long count = 1;
  for (int k = 1; k <= 10; k++) count *= 2*k;
  put("symmetries", "%ld", count - 1);
}

static void ex_conserved(void **state)
{
  (void) state;
  uint64_t seed = 19;
  network net = {2, 4, 5};
  dataset *data = random_dataset(&seed, 300, 2, 5);
  team *t = make_team(1, net, data);
  int count = parameter_count(net), first_sum = 2*4 + 4;
  double theta[MOST_PARAMETERS], M[MOST_PARAMETERS], g[MOST_PARAMETERS], mu = .6;
  for (int with_velocity = 0; with_velocity <= 1; with_velocity++) {
    double before[5] = {0}, velocity[5] = {0};
    fill(&seed, theta, count, 1);
    fill(&seed, M, count, with_velocity);
    for (int r = 0; r < 5; r++) /* the rows of Wo, and bo */
      for (int c = 0; c < 5; c++) before[r] += theta[first_sum + 5*r + c], velocity[r] += M[first_sum + 5*r + c];
    for (int step = 0; step < 100; step++) {
      gradient(t, theta, g);
      momentum_step(count, theta, M, g, 1e-3, mu);
    }
    for (int r = 0; r < 5; r++) {
      double after = 0;
      for (int c = 0; c < 5; c++) after += theta[first_sum + 5*r + c];
      assert_within(after, before[r] + mu/(1 - mu)*velocity[r], 1e-12);
    }
  }
  free_team(t);
  free_dataset(data);
}

static void ex_nesterov(void **state)
{
  (void) state;
  beginning b = begin(5, 300, .1, .1, 3);
  team *t = make_team(1, b.net, b.data);
  double theta[17], M[17] = {0}, phi[17], M_phi[17] = {0}, g[17], eta = 1e-3, mu = .8;
  memcpy(theta, b.start, sizeof theta);
  memcpy(phi, b.start, sizeof phi);
  for (int step = 0; step < 50; step++) {
    double ahead[17];
    for (int j = 0; j < 17; j++) ahead[j] = theta[j] + mu*M[j];
    for (int j = 0; j < 17; j++) assert_within(ahead[j], phi[j], 1e-11);
    gradient(t, ahead, g);
    momentum_step(17, theta, M, g, eta, mu);
    gradient(t, phi, g);
    for (int j = 0; j < 17; j++) {
      M_phi[j] = mu*M_phi[j] - eta*g[j];
      phi[j] += mu*M_phi[j] - eta*g[j];
    }
  }
  free_team(t);
  free_dataset(b.data);
}

static void ex_zerostart(void **state)
{
  (void) state;
  double theta[17] = {0}, g[17], m[2] = {0, 0};
  double J = total_loss(NET, theta, g);
  assert_close(J, 50000*log(2), 1e-13);
  for (int j = 0; j < 17; j++) assert_true(g[j] == 0);
  /* the saddle: two opposite units along m, the signed sum of the points */
  const dataset *data = points();
  for (long i = 0; i < data->N; i++)
    for (int d = 0; d < 2; d++) m[d] += (data->y[i/PANEL][i%PANEL] ? 1 : -1)*data->x[i/PANEL*2 + d][i%PANEL];
  double size = sqrt(m[0]*m[0] + m[1]*m[1]), e = 1e-2, v[3] = {e, -e, 0}, w[3] = {1e-2, -1e-2, 0};
  assert_true(size > 1);
  for (int k = 0; k < 3; k++) {
    for (int d = 0; d < 2; d++) theta[3*d + k] = w[k]*m[d]/size;
    theta[9 + 2*k] = -v[k]/2, theta[10 + 2*k] = v[k]/2;
  }
  double predicted = -(v[0]*w[0] + v[1]*w[1])*size/8;
  assert_close(total_loss(NET, theta, NULL) - J, predicted, .03);
  /* the other term, with equal units */
  for (int j = 0; j < 17; j++) theta[j] = 0;
  for (int k = 0; k < 3; k++) theta[9 + 2*k] = -e/2, theta[10 + 2*k] = e/2;
  assert_close(total_loss(NET, theta, NULL) - J, 50000/32.*9*e*e, .01);
  /* classes of different sizes: the units move, and remain equal */
  beginning b = begin(6, 101, .1, .1, 3);
  team *t = make_team(1, b.net, b.data);
  double M[17] = {0};
  for (int j = 0; j < 17; j++) theta[j] = 0;
  for (int step = 0; step < 100; step++) {
    gradient(t, theta, g);
    if (step == 0) {
      for (int j = 0; j < 9; j++) assert_true(g[j] == 0);
      assert_within(g[16], -.5, 1e-15);
      for (int k = 0; k < 3; k++) assert_within(g[10 + 2*k], -.25, 1e-15);
    }
    momentum_step(17, theta, M, g, 1e-3, .5);
    for (int k = 1; k < 3; k++)
      for (int d = 0; d < 2; d++) {
        assert_true(theta[3*d] == theta[3*d + k] && theta[9 + d] == theta[9 + 2*k + d]);
        assert_true(step == 0 || theta[3*d] != 0);
      }
  }
  free_team(t);
  free_dataset(b.data);
}

/* how many steps halve the error in the long run: the larger root's absolute value */
static double halving(double x, double mu)
{
  double p = 1 + mu - x, disc = p*p - 4*mu;
  double r = disc < 0 ? sqrt(mu) : (fabs(p) + sqrt(disc))/2;
  return log(.5)/log(r);
}

static void ex_quadratic(void **state)
{
  (void) state;
  for (double mu = 0; mu < .95; mu += .1)
    for (double x = .05; x < 4.5; x += .1) { /* eta lambda */
      double at = 1, M = 0, limit = 2*(1 + mu), largest = 0;
      if (fabs(x - limit) < .04) continue;
      for (int t = 0; t < 3000; t++) {
        double g = x*at;
        momentum_step(1, &at, &M, &g, 1, mu);
        if (!(fabs(at) < 1e100)) break;
        if (t >= 2900) largest = fmax(largest, fabs(at));
      }
      assert_true(x < limit ? largest < 1e-10 : !(fabs(at) < 1e9));
    }
  for (double x = .01; x < 1; x += .0917) {
    double best = 0, least = INFINITY;
    for (double mu = 0; mu < 1; mu += 1e-4)
      if (halving(x, mu) < least) least = halving(x, mu), best = mu;
    assert_within(best, (1 - sqrt(x))*(1 - sqrt(x)), 2e-4);
  }
  double best = log(.5)/log(1 - .1), plain = log(.5)/log(1 - .01);
  assert_close(plain, halving(.01, 0), 1e-9);
  put("quadratic.best", "%.1f", best);
  put("quadratic.plain", "%.0f", plain);
}

/* --- What the network learned */

static double lead(const double *theta, double x1, double x2)
{
  column x[2], h[3], z[2], s, y_hat[2];
  for (int i = 0; i < PANEL; i++) x[0][i] = x1, x[1][i] = x2;
  forward(NET, theta, x, h, z, s, y_hat);
  return z[1][0] - z[0][0];
}

static void ex_lines(void **state)
{
  (void) state;
  double theta[17];
  equal_network(2, trained(), theta); /* unit 2 turned */
  double L = theta[16] - theta[15];
  for (int k = 0; k < 3; k++) L += theta[10 + 2*k] - theta[9 + 2*k];
  for (int k = 0; k < 3; k++) {
    double w1 = theta[k], w2 = theta[3 + k], b = theta[6 + k], size = sqrt(w1*w1 + w2*w2);
    double v = theta[10 + 2*k] - theta[9 + 2*k], q = L/v;
    double d = b/size, r = (b + log(q/(1 - q)))/size;
    assert_true(b > 0 && v > 0 && q > 0 && q < 1);
    /* the unit is one half there: towards -w */
    assert_within(-w1/size*d*w1 - w2/size*d*w2 + b, 0, 1e-13);
    /* the boundary on this perpendicular, by bisection */
    double inside = 0, outside = 1;
    while (outside - inside > 1e-12) {
      double middle = (inside + outside)/2;
      if (lead(theta, -w1/size*middle, -w2/size*middle) > 0) inside = middle; else outside = middle;
    }
    assert_within(inside, r, .005);
    char name[20];
    snprintf(name, sizeof name, "lines.d%d", k + 1);
    put(name, "%.3f", d);
    snprintf(name, sizeof name, "lines.r%d", k + 1);
    put(name, "%.2f", r);
    snprintf(name, sizeof name, "lines.h%d", k + 1);
    put(name, "%.2f", 1 - q);
    assert_true(r < .4896 && r > d);
  }
}

/* J with the output layer multiplied by beta; the derivative by beta at the same point */
static double stretched(const double *theta, double beta, double *by_beta)
{
  double other[17], g[17];
  for (int j = 0; j < 17; j++) other[j] = (j < 9 ? 1 : beta)*theta[j];
  double J = total_loss(NET, other, g);
  *by_beta = 0;
  for (int j = 9; j < 17; j++) *by_beta += g[j]*theta[j];
  return J;
}

static void circle_network(double v, double *theta);

static void ex_nominimum(void **state)
{
  (void) state;
  double slope, last = INFINITY, theta[17];
  circle_network(50, theta);
  for (double beta = 1; beta < 1000; beta *= 2) {
    double J = stretched(theta, beta, &slope);
    assert_true(J < last && slope <= 0);
    last = J;
  }
  assert_true(last < 1e-9);
  /* ours: convex in beta, so the least is where the derivative is zero */
  double low = .1, high = 10, least = 0;
  stretched(trained(), 1, &slope);
  put("nominimum.slope", "%.1f", slope);
  while (high - low > 1e-10) {
    double beta = (low + high)/2;
    least = stretched(trained(), beta, &slope);
    if (slope > 0) high = beta; else low = beta;
  }
  put("nominimum.beta", "%.3f", low);
  put("nominimum.least", "%.3f", least);
  assert_true(stretched(trained(), low*1.05, &slope) > least);
  assert_true(stretched(trained(), low/1.05, &slope) > least);
  assert_true(stretched(trained(), 1000, &slope) > 100 && slope > 0);
}

static void ex_unseen(void **state)
{
  (void) state;
  for (int n = 100; n <= 100000; n *= 10) {
    double p = 1 - pow(.05, 1./n), still = 1;
    for (int i = 0; i < n; i++) still *= 1 - p;
    assert_close(still, .05, 1e-9);
    assert_close(p, 3./n, .02);
  }
  put("unseen", "%.1e", 1 - pow(.05, 1./50000));
}

static void ex_normal(void **state)
{
  (void) state;
  uint64_t seed = 20;
  const int size[] = {2, 3, 2};
  for (int trial = 0; trial < 50; trial++) {
    cx theta[17], z[2];
    double y[2] = {1, 0}, x[2] = {between(&seed, -1, 1), between(&seed, -1, 1)};
    random_cx(&seed, theta, 17, 2);
    net_loss(2, size, csigma, theta, NULL, x, y, z);
    real_l p = sigma(creall(z[1] - z[0]));
    for (int d = 0; d < 2; d++) {
      real_l formula = 0;
      for (int k = 0; k < 3; k++) {
        real_l h = sigma(creall(x[0]*theta[k] + x[1]*theta[3 + k] + theta[6 + k]));
        formula += creall(theta[10 + 2*k] - theta[9 + 2*k])*h*(1 - h)*creall(theta[3*d + k]);
      }
      /* an input moves by i epsilon: so do the hidden biases, each by its weight times that */
      cx moved[17];
      memcpy(moved, theta, sizeof moved);
      for (int k = 0; k < 3; k++) moved[6 + k] += EPSILON*I*theta[3*d + k];
      net_loss(2, size, csigma, moved, NULL, x, y, z);
      assert_within(slope_of(z[1] - z[0]), formula, 1e-17);
      assert_within(slope_of(csigma(z[1] - z[0])), p*(1 - p)*formula, 1e-17);
    }
  }
}

/* the answer's network: radius .55, epsilon one half, b = ln(2+sqrt 3) */
static const double RHO = .55;
static void circle_at(double epsilon, double v, double *theta)
{
  double b = log(2 + sqrt(3)), h = 1/(1 + exp(-b)), curve = h*(1 - h)*(1 - 2*h);
  for (int k = 0; k < 3; k++) {
    theta[k] = -epsilon*cos(2*(double) PI*k/3);
    theta[3 + k] = -epsilon*sin(2*(double) PI*k/3);
    theta[6 + k] = b;
    theta[9 + 2*k] = -v/2;
    theta[10 + 2*k] = v/2;
  }
  theta[16] = -v/2*(3*h + .75*curve*epsilon*epsilon*RHO*RHO);
  theta[15] = -theta[16];
}

static void circle_network(double v, double *theta)
{
  circle_at(.5, v, theta);
}

static void ex_circle(void **state)
{
  (void) state;
  double theta[17], spread = INFINITY;
  /* the boundary's distance from the origin, by bisection, in many directions */
  for (double epsilon = .5; epsilon > .05; epsilon /= 2) {
    double nearest = INFINITY, farthest = 0;
    circle_at(epsilon, 1/(epsilon*epsilon), theta);
    for (int a = 0; a < 24; a++) {
      double inside = 0, outside = 2;
      while (outside - inside > 1e-12) {
        double r = (inside + outside)/2;
        if (lead(theta, r*cos(a*(double) PI/12), r*sin(a*(double) PI/12)) > 0) inside = r; else outside = r;
      }
      nearest = fmin(nearest, inside);
      farthest = fmax(farthest, inside);
    }
    assert_within(nearest, RHO, .1*epsilon*epsilon);
    assert_within(farthest, RHO, .1*epsilon*epsilon);
    assert_true(farthest - nearest < spread/7 && farthest - nearest < .01);
    spread = farthest - nearest;
  }
  /* the expansion, with its cubic term, for another b */
  double b = .7, h = 1/(1 + exp(-b)), s2 = h*(1 - h)*(1 - 2*h), s3 = h*(1 - h)*(1 - 6*h + 6*h*h);
  for (int a = 0; a < 24; a++) {
    double e = .01, r = .8, phi = a*(double) PI/12, sum = 0;
    for (int k = 1; k <= 3; k++) sum += 1/(1 + exp(-(b - e*r*cos(phi - 2*(double) PI*k/3))));
    assert_within(sum - 3*h - .75*s2*e*e*r*r, -s3/8*pow(e*r, 3)*cos(3*phi), 2e-10);
  }
  circle_network(10000, theta);
  long wrong = misclassified(NET, theta, points());
  double J = total_loss(NET, theta, NULL);
  assert_int_equal(wrong, 0);
  put("circle", "%s", wrong == 0 ? "\\hbox{no}" : "\\hbox{some}");
  put("circle.v", "%d", 10000);
  put("circle.J", "%.1e", J);
}

/* --- Speed */

static void ex_factors(void **state)
{
  (void) state;
  assert_true(isfinite(pow(255, 128)) && isinf(pow(256, 128)));
  double product = 1;
  int n = 0;
  while (isfinite(product*1000)) product *= 1000, n++;
  assert_int_equal(n, (int)(1024/log2(1000)));
  put("factors", "%d", n);
}

static const double LN2_HIGH = 0x1.62e42fefa38p-1;

static void ex_highbits(void **state)
{
  (void) state;
  int exponent, most = (int) nearbyint(708/log(2));
  int64_t whole = (int64_t) ldexp(frexp(LN2_HIGH, &exponent), 53);
  int trailing = __builtin_ctzll((unsigned long long) whole);
  assert_int_equal(53 - trailing, 42);
  for (int m = -most; m <= most; m++) assert_true(fma(m, LN2_HIGH, -(m*LN2_HIGH)) == 0);
  assert_true(most < 1024);
  put("highbits", "%d", most);
}

/* the greatest relative error of the series cut off after r^n, for |r| <= (ln 2)/2 on either side, by summing its tail */
static real_l cut_off(int n, int sign)
{
  real_l worst = 0;
  for (int i = 1; i <= 1000; i++) {
    real_l r = sign*logl(2)/2*i/1000, term = 1, tail = 0;
    for (int k = 1; k < n + 40; k++) {
      term *= r/k;
      if (k > n) tail += term;
    }
    worst = fmaxl(worst, fabsl(tail)/expl(r));
  }
  return worst;
}

static void ex_terms(void **state)
{
  (void) state;
  real_l half = logl(2)/2, first_left_out = powl(half, 14)/tgammal(15);
  real_l negative = sqrtl(2)*first_left_out, positive = first_left_out/(1 - half/15);
  assert_true(cut_off(13, -1) <= negative && cut_off(13, 1) <= positive);
  assert_true(half/15 < .024L && negative < 6e-18L);
  int n = 1;
  while (sqrtl(2)*powl(half, n + 1)/tgammal(n + 2) >= 0x1p-25L) n++;
  assert_true(cut_off(n, -1) < 0x1p-25L && cut_off(n, 1) < 0x1p-25L);
  assert_true(cut_off(n - 1, -1) > 0x1p-25L);
  put("terms.negative", "%.1e", (double) ceill(negative*1e19L)/1e19);
  put("terms.positive", "%.1e", (double) ceill(positive*1e19L)/1e19);
  put("terms.single", "%d", n);
}

static void ex_binarypoint(void **state)
{
  (void) state;
  const double shifts[] = {0x1.8p52 + 1023, 0x1p52 + 1023};
  for (int j = 0; j < 2; j++)
    for (double z = -708; z <= 708; z += .01) {
      union { double number; uint64_t bits; } power;
      double t = z*1.4426950408889634;
      power.number = t + shifts[j];
      double m = power.number - shifts[j];
      assert_true(m == rint(m) && fabs(m - t) <= .5);
      assert_true((power.bits&0xfff) == (uint64_t)(1023 + (int) m));
      power.bits <<= 52;
      assert_true(power.number == ldexp(1, (int) m));
    }
  double halves = -2000.3 + (0x1p52 + 1023); /* below 2^52 */
  assert_true(halves != rint(halves));
}

/* how often the term of each sample has been rounded when it is in the sum: the depth of the additions, in the order of the
   library; adding to a zero is exact */
static int deepest(long N)
{
  enum {LANES_IN = LANES, PANELS = 16};
  long panels = (N + PANEL - 1)/PANEL, blocks = (panels + PANELS - 1)/PANELS;
  int depth[64];
  assert_true(blocks <= 64);
  for (long b = 0; b < blocks; b++) {
    long in_block = b < blocks - 1 ? PANELS : panels - b*PANELS;
    int lane = (int) in_block*(PANEL/LANES_IN) - 1; /* the first to a zero */
    depth[b] = lane + LANES_IN - 1;
  }
  for (long step = 1; step < blocks; step *= 2)
    for (long b = 0; b + step < blocks; b += 2*step)
      depth[b] = 1 + (depth[b] > depth[b + step] ? depth[b] : depth[b + step]);
  return depth[0];
}

static void ex_roundoff(void **state)
{
  (void) state;
  int most = deepest(50000);
  assert_int_equal(most, 127 + 15 + 5);
  real_l bound = expm1l(most*log1pl(U)), naive = expm1l(49999*log1pl(U));
  /* the library's sums keep to it: the sum of delta over the samples, with half of the deltas known exactly. All parameters
     zero but the biases: each term is the same number p or p-1, and so is the exact sum */
  double theta[17] = {0}, g[17];
  theta[15] = .3;
  total_loss(NET, theta, g);
  real_l p = 1/(1 + exp(.3)), exact = 50000*p - 25000; /* the second class, with the doubles that the program has */
  assert_within(g[16], exact, (25000*p + 25000*(1 - p))*(bound + 8*U));
  put("roundoff", "%d", most);
  put("roundoff.bound", "%.1e", (double) bound);
  put("roundoff.naive", "%.1e", (double) naive);
}

/* --- Experiments; the change files are tested by test_changes.c */

static void ex_rings(void **state)
{
  (void) state;
  const int n = 600, T = 2000, starts = 20;
  int last = 0;
  const double radius[3] = {2, 1, .1}, eta = 1.;
  generator g;
  seed_generator(&g, 42);
  dataset *data = make_dataset(3*n, 2, 3);
  for (int i = 0; i < 3*n; i++) {
    double angle = 2*(double) PI*(i/3)/n;
    data->x[i/PANEL*2][i%PANEL] = radius[i%3]*cos(angle) + .1*random_normal(&g);
    data->x[i/PANEL*2 + 1][i%PANEL] = radius[i%3]*sin(angle) + .1*random_normal(&g);
    data->y[i/PANEL][i%PANEL] = i%3;
  }
  const int sizes[] = {3, 4, 6};
  for (int s = 0; s < 3; s++) {
    network net = {2, sizes[s], 3};
    team *t = make_team(1, net, data);
    int count = parameter_count(net), good = 0;
    for (int start = 0; start < starts; start++) {
      double theta[MOST_PARAMETERS] = {0}, M[MOST_PARAMETERS] = {0}, grad[MOST_PARAMETERS];
      assert_close(gradient(t, theta, grad), 3*n*log(3), 1e-12);
      random_parameters(&g, count, theta);
      for (int step = 0; step < T; step++) {
        gradient(t, theta, grad);
        momentum_step(count, theta, M, grad, eta/(3*n), .5);
      }
      long wrong = misclassified(net, theta, data);
      good += wrong <= 3*n/100;
    }
    char name[20];
    snprintf(name, sizeof name, "rings.k%d", sizes[s]);
    put(name, "%d", good);
    free_team(t);
    assert_true(good > starts/3 && (s == 0 ? good < starts : good >= last)); /* the answer says: not always, and easier with more */
    last = good;
  }
  put("rings.starts", "%d", starts);
  put("rings.eta", "%g", eta);
  put("rings.T", "%d", T);
  free_dataset(data);
}

int main(void)
{
  const struct CMUnitTest tests[] = {
    cmocka_unit_test(ex_stored), cmocka_unit_test(ex_count), cmocka_unit_test(ex_place), cmocka_unit_test(ex_trials),
    cmocka_unit_test(ex_polar), cmocka_unit_test(ex_orders), cmocka_unit_test(ex_intruders), cmocka_unit_test(ex_bias),
    cmocka_unit_test(ex_logit), cmocka_unit_test(ex_tanh), cmocka_unit_test(ex_inflection), cmocka_unit_test(ex_softplus),
    cmocka_unit_test(ex_tanhnet), cmocka_unit_test(ex_temperature), cmocka_unit_test(ex_lse), cmocka_unit_test(ex_gibbs),
    cmocka_unit_test(ex_forwards), cmocka_unit_test(ex_softlabels), cmocka_unit_test(ex_otherunits), cmocka_unit_test(ex_backwards),
    cmocka_unit_test(ex_penalty), cmocka_unit_test(ex_onelogit), cmocka_unit_test(ex_variance), cmocka_unit_test(ex_convex),
    cmocka_unit_test(ex_squared), cmocka_unit_test(ex_saturated), cmocka_unit_test(ex_skip), cmocka_unit_test(ex_twolayers),
    cmocka_unit_test(ex_pearlmutter), cmocka_unit_test(ex_mean), cmocka_unit_test(ex_fading), cmocka_unit_test(ex_onesided),
    cmocka_unit_test(ex_fivepoint), cmocka_unit_test(ex_dual), cmocka_unit_test(ex_symmetries), cmocka_unit_test(ex_conserved),
    cmocka_unit_test(ex_nesterov), cmocka_unit_test(ex_zerostart), cmocka_unit_test(ex_quadratic), cmocka_unit_test(ex_lines),
    cmocka_unit_test(ex_nominimum), cmocka_unit_test(ex_unseen), cmocka_unit_test(ex_normal), cmocka_unit_test(ex_circle),
    cmocka_unit_test(ex_factors), cmocka_unit_test(ex_highbits), cmocka_unit_test(ex_terms), cmocka_unit_test(ex_binarypoint),
    cmocka_unit_test(ex_roundoff), cmocka_unit_test(ex_rings)
  };
  const char *path = getenv("EXERCISES");
  if (path != NULL && (numbers = fopen(path, "w")) == NULL) {
    perror(path);
    return 1;
  }
  int failed = cmocka_run_group_tests_name("exercises", tests, NULL, NULL);
  return numbers != NULL && fclose(numbers) != 0 ? 1 : failed;
}
