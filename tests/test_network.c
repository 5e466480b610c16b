/* network.c: each function against the formula, evaluated sample by sample in long double with the C library's
   exponential and logarithm, for all networks with 1 to 4 inputs, 1 to 16 hidden units, and 2 to 5 classes. */
#include <dirent.h>
#include <limits.h>
#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <sys/resource.h>
#include "test.h"

enum {MOST_D = 4, MOST_K = 16, MOST_C = 5, MOST = MOST_D*MOST_K + MOST_K + MOST_K*MOST_C + MOST_C};

/* Rounding errors are compared with the sum of the absolute values of the terms, which is what they grow with.
   The pre-activations, sums of at most 17 terms below 10, are off by a few times 1e-15, and the exponential makes that
   a relative error; so a few times 1e-14 is what to expect of everything that comes after one or two exponentials. */
static const double TIGHT = 4e-15, LOOSE = 5e-14;

/* --- the oracle: one sample through the network, forwards and backwards */

typedef struct {
  long double zh[MOST_K], h[MOST_K], z[MOST_C], greatest, s, y_hat[MOST_C], J, delta_o[MOST_C], delta_h[MOST_K];
  long double g[MOST], size[MOST]; /* the gradient, in the order of theta, and how large its terms are before cancellation */
} passage;

static passage pass(network net, const double *theta, const double *x, int y)
{
  const int D = net.D, K = net.K, C = net.C;
  const double *Wh = theta, *bh = Wh + D*K, *Wo = bh + K, *bo = Wo + K*C;
  passage p = {.greatest = -INFINITY};
  for (int k = 0; k < K; k++) {
    p.zh[k] = bh[k];
    for (int d = 0; d < D; d++) p.zh[k] += (long double) x[d]*Wh[d*K + k];
    p.h[k] = 1/(1 + expl(-p.zh[k]));
  }
  for (int c = 0; c < C; c++) {
    p.z[c] = bo[c];
    for (int k = 0; k < K; k++) p.z[c] += p.h[k]*Wo[k*C + c];
    p.greatest = fmaxl(p.greatest, p.z[c]);
  }
  for (int c = 0; c < C; c++) p.s += expl(p.z[c] - p.greatest);
  p.J = logl(p.s) - (p.z[y] - p.greatest);
  for (int c = 0; c < C; c++) {
    p.y_hat[c] = expl(p.z[c] - p.greatest)/p.s;
    p.delta_o[c] = p.y_hat[c] - (c == y);
    p.g[D*K + K + K*C + c] = p.delta_o[c];
    p.size[D*K + K + K*C + c] = p.y_hat[c] + (c == y);
  }
  for (int k = 0; k < K; k++) {
    long double slope = p.h[k]/(1 + expl(p.zh[k])), sum = 0, size = 0; /* 1-h without cancellation */
    for (int c = 0; c < C; c++) {
      sum += p.delta_o[c]*Wo[k*C + c];
      size += (p.y_hat[c] + (c == y))*fabs(Wo[k*C + c]);
      p.g[D*K + K + k*C + c] = p.h[k]*p.delta_o[c];
      p.size[D*K + K + k*C + c] = p.h[k]*(p.y_hat[c] + (c == y));
    }
    p.delta_h[k] = p.g[D*K + k] = sum*slope;
    p.size[D*K + k] = size*p.h[k]; /* the program has 1-h rounded, an error relative to h */
    for (int d = 0; d < D; d++) {
      p.g[d*K + k] = x[d]*p.delta_h[k];
      p.size[d*K + k] = fabs(x[d])*p.size[D*K + k];
    }
  }
  return p;
}

/* the loss and the gradient of n samples from a panel on */
static long double sum_passages(network net, const double *theta, const column *x, const int *y, long n, long double *g, long double *size)
{
  long double J = 0;
  for (long i = 0; i < n; i++) {
    double one[MOST_D];
    for (int d = 0; d < net.D; d++) one[d] = x[i/PANEL*net.D + d][i%PANEL];
    passage p = pass(net, theta, one, y[i]);
    J += p.J;
    for (int j = 0; j < parameter_count(net); j++) {
      g[j] += p.g[j];
      size[j] += p.size[j];
    }
  }
  return J;
}

/* --- a random panel, and what the oracle says of it */

typedef struct {
  network net;
  double theta[MOST];
  const double *Wh, *bh, *Wo, *bo;
  dataset *data;
  const column *x;
  const int *y;
  passage at[PANEL];
} panel;

static panel *make_panel(uint64_t *state, network net)
{
  panel *p = malloc(sizeof(panel));
  p->net = net;
  fill(state, p->theta, parameter_count(net), 2);
  p->Wh = p->theta;
  p->bh = p->Wh + net.D*net.K;
  p->Wo = p->bh + net.K;
  p->bo = p->Wo + net.K*net.C;
  p->data = random_dataset(state, PANEL, net.D, net.C);
  p->x = p->data->x;
  p->y = p->data->y[0];
  for (int i = 0; i < PANEL; i++) {
    double one[MOST_D];
    for (int d = 0; d < net.D; d++) one[d] = p->x[d][i];
    p->at[i] = pass(net, p->theta, one, p->y[i]);
  }
  return p;
}

static void free_panel(panel *p)
{
  free_dataset(p->data);
  free(p);
}

/* for every network a panel p, and its sizes as the book calls them */
#define for_panels(p) \
  uint64_t seed_ = 1; \
  for_networks (net_) \
    for (panel *p = make_panel(&seed_, net_); p != NULL; free_panel(p), p = NULL)
#define SIZES const int D = p->net.D, K = p->net.K, C = p->net.C; (void) D; (void) K; (void) C
#define MATRIX(W, columns) ((const double (*)[columns])(const void *)(W))
#define for_places(i) for (int i = 0; i < PANEL; i++)

static double lane_sum(const double *total)
{
  long double sum = 0;
  for (int l = 0; l < LANES; l++) sum += total[l];
  return (double) sum;
}

/* --- exponential */

TEST(exponential_accuracy)
{
  double worst = 0, where = 0;
  uint64_t seed = 5;
  for (int j = 0; j < 2000000; j++) {
    /* all of the range evenly; and half of the time close to zero, where softmax and the biases live */
    double z = j%2 == 0 ? -340 + 680.*j/2000000 : between(&seed, -2, 2);
    long double true_value = expl(z);
    double unit = nextafter((double) true_value, INFINITY) - (double) true_value;
    double error = (double)(fabsl(exponential(z) - true_value)/unit);
    assert_within(error, 0, 1.25); /* measured: 0.86, without fused operations 1.15 */
    if (error > worst) worst = error, where = z;
  }
  print_message("exponential: at worst off by %.3f units in the last place, at %.17g\n", worst, where);
}

/* The polynomial instead of e^r, on its own, without the roundings of its evaluation: its relative error is p(r)e^-r - 1, and
   p(r) - e^r is the series of c_k - 1/k!, in which nothing cancels. */
TEST(exponential_coefficients)
{
  enum {PLACES = 20000};
  const long double end = logl(2)/2;
  long double largest = 0, least = 1, slope = 0, before = 0, extreme = 0;
  int alternations = 0;
  for (int j = 0; j <= PLACES; j++) {
    const long double r = end*(2*j - PLACES)/PLACES;
    long double error = 0, difference = 0, power = 1, factorial = 1;
    for (int k = 0; k < 24; k++) {
      const long double next = k < 11 ? (k + 1)*(long double) e_coefficient[k + 1] : 0;
      error += power*((k < 12 ? e_coefficient[k] : 0) - 1/factorial);
      difference += power*(next - (k < 12 ? e_coefficient[k] : 0)); /* the derivative less the polynomial */
      power *= r;
      factorial *= k + 1;
    }
    error *= expl(-r);
    if (fabsl(error) > largest) largest = fabsl(error);
    if (fabsl(difference)*expl(-r) > slope) slope = fabsl(difference)*expl(-r);
    /* an extreme between two changes of the sign of error/r^3 */
    const long double scaled = r < 0 ? -error : error;
    if (scaled*before < 0) {
      if (extreme > 1e-18L) alternations++, least = extreme < least ? extreme : least;
      extreme = 0;
    }
    if (fabsl(error) > extreme) extreme = fabsl(error);
    if (scaled != 0) before = scaled;
  }
  alternations++, least = extreme < least ? extreme : least;
  print_message("polynomial: relative error at most %.3Lg; alternates %d times, by %.3Lg; its derivative is off by %.3Lg\n",
    largest, alternations, least, slope);
  assert_within((double) largest, 0, 6e-18);
  assert_int_equal(alternations, 10);
  assert_true(least > 4.7e-18L);
  assert_within((double) slope, 0, 2.2e-15);
}

TEST(exponential_special)
{
  assert_true(exponential(0) == 1);
  assert_true(exponential(-0.) == 1);
  assert_close(exponential(1), M_E, 2.3e-16);
  assert_close(exponential(M_LN2), 2, 2.3e-16);
  assert_true(exponential(DBL_MIN) == 1);
  const double beyond[] = {340, nextafter(340, 341), 341, 709, 710, 745, 1e4, 1e300, DBL_MAX, INFINITY};
  assert_close(exponential(340), expl(340), 3e-16);
  assert_close(exponential(-340), expl(-340), 3e-16);
  for (int j = 0; j < LENGTH(beyond); j++) { /* equal, but that a compiler may have rounded the constant otherwise */
    assert_close(exponential(beyond[j]), exponential(340), 2.3e-16);
    assert_close(exponential(-beyond[j]), exponential(-340), 2.3e-16);
  }
  assert_true(isfinite(exponential(INFINITY)));
  assert_true(exponential(-INFINITY) > 0);
  assert_true(isnan(exponential(NAN)));
  assert_true(isnan(exponential(-NAN)));
  assert_true(isnan(exponential(nan("12345")))); /* whatever its low bits, which end up in an exponent */
  for (double z = -340; z < 340; z += 0.37) assert_true(exponential(z) < exponential(z + 0.37));
}

/* --- layers */

TEST(affine)
{
  column x[2], z[MOST_K];
  const double W[2][3] = {{1, 2, -3}, {10, 0, .5}}, b[3] = {7, 0, -1};
  for_places (i) {
    x[0][i] = i;
    x[1][i] = 2*i - 5;
  }
  affine(2, 3, x, W, b, z);
  for_places (i) {
    assert_true(z[0][i] == 7 + i + 10*(2*i - 5));
    assert_true(z[1][i] == 2*i);
    assert_true(z[2][i] == -1 - 3*i + .5*(2*i - 5));
  }
  for_panels (p) {
    SIZES;
    affine(D, K, p->x, MATRIX(p->Wh, K), p->bh, z);
    for (int k = 0; k < K; k++)
      for_places (i) assert_within(z[k][i], p->at[i].zh[k], TIGHT);
  }
}

TEST(logistic)
{
  column z[2], h[2];
  uint64_t seed = 2;
  fill(&seed, z[0], PANEL, 30);
  for_places (i) z[1][i] = -z[0][i];
  z[0][0] = z[1][0] = 0;
  logistic(2, z, h);
  assert_true(h[0][0] == .5);
  for_places (i) {
    assert_close(h[0][i], 1/(1 + expl(-z[0][i])), 1e-15);
    assert_within(h[1][i], 1 - h[0][i], 3e-16); /* sigma(-z) = 1 - sigma(z) */
  }
  logistic(2, z, z); /* in place */
  assert_same_bits(z, h, sizeof z);
  /* the slope is h(1-h), and nowhere more than a quarter */
  const double step = 1e-5;
  for_places (i) {
    z[0][i] = -6 + 12.*i/(PANEL - 1) - step;
    z[1][i] = z[0][i] + 2*step;
  }
  logistic(2, z, h);
  for_places (i) {
    double middle = (h[0][i] + h[1][i])/2, slope = (h[1][i] - h[0][i])/(2*step);
    assert_within(slope, middle*(1 - middle), 1e-10);
    assert_true(slope <= .25 + 1e-10);
  }
  const double special[] = {1e4, -1e4, DBL_MAX, -DBL_MAX, INFINITY, -INFINITY, NAN};
  for_places (i) z[0][i] = i < 7 ? special[i] : 0;
  logistic(1, z, h);
  for (int i = 0; i < 6; i++) assert_within(h[0][i], i%2 == 0, 1e-147);
  assert_true(isnan(h[0][6]));
  assert_true(h[0][7] == .5);
}

TEST(hidden_layer)
{
  column h[MOST_K];
  for_panels (p) {
    SIZES;
    hidden_layer(D, K, p->x, MATRIX(p->Wh, K), p->bh, h);
    for (int k = 0; k < K; k++)
      for_places (i) assert_close(h[k][i], p->at[i].h[k], LOOSE);
  }
}

TEST(softmax)
{
  for (int C = 2; C <= MOST_C; C++) {
    column z[MOST_C], before[MOST_C], s, y_hat[MOST_C];
    uint64_t seed = 7;
    for (int c = 0; c < C; c++) fill(&seed, z[c], PANEL, 20);
    for (int c = 0; c < C; c++) { /* some logits that are equal, some that are extreme */
      z[c][0] = 3;
      z[c][1] = c == 0 ? 1e4 : -1e4;
      z[c][2] = c == C - 1 ? 1e4 : -1e4;
      z[c][3] = 1e4;
      z[c][4] = -1e4;
      z[c][5] = c < 2 ? 5 : -1000;
    }
    memcpy(before, z, sizeof z);
    softmax(C, z, s, y_hat);
    for_places (i) {
      long double greatest = -INFINITY, sum = 0, total = 0;
      for (int c = 0; c < C; c++) greatest = fmaxl(greatest, before[c][i]);
      for (int c = 0; c < C; c++) sum += expl(before[c][i] - greatest);
      for (int c = 0; c < C; c++) {
        long double p = expl(before[c][i] - greatest)/sum;
        assert_true(z[c][i] == before[c][i] - (double) greatest);
        if (p > 1e-147) assert_close(y_hat[c][i], p, 5e-15); /* the difference of the logits is rounded */
        else assert_within(y_hat[c][i], 0, 1e-147);
        total += y_hat[c][i];
      }
      assert_close(s[i], sum, 1e-15);
      assert_true(s[i] >= 1 && s[i] <= C);
      assert_within(total, 1, 4e-16);
    }
    for (int c = 0; c < C; c++) {
      assert_close(y_hat[c][0], 1./C, 2.3e-16);
      assert_true(y_hat[c][0] == y_hat[0][0] && y_hat[c][3] == y_hat[0][0] && y_hat[c][4] == y_hat[0][0]);
      assert_within(y_hat[c][1], c == 0, 1e-147);
      assert_within(y_hat[c][2], c == C - 1, 1e-147);
      assert_within(y_hat[c][5], c < 2 ? .5 : 0, 1e-147);
    }
    /* a shift that the logits take without rounding changes no bit; any other, what its rounding does */
    column shifted[MOST_C], y_hat2[MOST_C];
    for (int c = 0; c < C; c++)
      for_places (i) {
        before[c][i] = ldexp(round(ldexp(before[c][i], 20)), -20);
        shifted[c][i] = before[c][i] + 1024;
      }
    softmax(C, before, s, y_hat);
    softmax(C, shifted, s, y_hat2);
    assert_same_bits(y_hat, y_hat2, (size_t) C*sizeof(column));
  }
}

/* A logit that is no number spoils its own sample and no other. */
TEST(softmax_nan)
{
  for (int bad = 0; bad < 3; bad++) {
    column z[3], s, y_hat[3];
    for (int c = 0; c < 3; c++)
      for_places (i) z[c][i] = i == 17 && c == bad ? NAN : c;
    softmax(3, z, s, y_hat);
    for (int c = 0; c < 3; c++) assert_true(isnan(y_hat[c][17]));
    assert_true(isnan(s[17]));
    assert_within(y_hat[0][16] + y_hat[1][16] + y_hat[2][18], 1, 4e-16);
  }
}

TEST(output_layer)
{
  column h[MOST_K], z[MOST_C], s, y_hat[MOST_C];
  for_panels (p) {
    SIZES;
    for (int k = 0; k < K; k++)
      for_places (i) h[k][i] = (double) p->at[i].h[k];
    output_layer(K, C, h, MATRIX(p->Wo, C), p->bo, z, s, y_hat);
    for_places (i) {
      assert_close(s[i], p->at[i].s, LOOSE);
      for (int c = 0; c < C; c++) {
        assert_within(z[c][i], p->at[i].z[c] - p->at[i].greatest, 4*TIGHT);
        assert_close(y_hat[c][i], p->at[i].y_hat[c], LOOSE);
      }
    }
  }
}

TEST(forward)
{
  column h[MOST_K], z[MOST_C], s, y_hat[MOST_C];
  for_panels (p) {
    SIZES;
    forward(p->net, p->theta, p->x, h, z, s, y_hat);
    for_places (i) {
      assert_close(s[i], p->at[i].s, LOOSE);
      for (int k = 0; k < K; k++) assert_close(h[k][i], p->at[i].h[k], LOOSE);
      for (int c = 0; c < C; c++) {
        assert_within(z[c][i], p->at[i].z[c] - p->at[i].greatest, LOOSE);
        assert_close(y_hat[c][i], p->at[i].y_hat[c], LOOSE);
      }
    }
  }
}

/* --- prediction */

TEST(predict)
{
  column y_hat[4];
  int answer[PANEL];
  const double cases[][4] = {{.1, .2, .3, .4}, {.4, .3, .2, .1}, {.25, .25, .25, .25}, {.1, .4, .4, .1},
    {.3, .1, .3, .3}, {0, 0, 0, 1}, {0, 0, 1, 0}};
  const int expected[] = {3, 0, 0, 1, 0, 3, 2}; /* of equals, the first */
  for (int c = 0; c < 4; c++)
    for_places (i) y_hat[c][i] = cases[i%7][c];
  predict(4, y_hat, answer);
  for_places (i) assert_int_equal(answer[i], expected[i%7]);
  predict(2, y_hat, answer); /* the first two rows only */
  for_places (i) assert_int_equal(answer[i], i%7 == 0 || i%7 == 3);
}

TEST(misclassified)
{
  /* class 1 if x>0; the last panel holds one sample, whose empty neighbours must not count */
  const network net = {1, 1, 2};
  const double theta[] = {4, 0, 0, 8, 0, -4}, none[6] = {0};
  dataset *data = make_dataset(257, 1, 2);
  for (long i = 0; i < 257; i++) {
    data->x[i/PANEL][i%PANEL] = i%2 == 0 ? 1 : -1;
    data->y[i/PANEL][i%PANEL] = i%2 == 0;
  }
  assert_int_equal(misclassified(net, theta, data), 0);
  data->y[2][0] = 0;
  assert_int_equal(misclassified(net, theta, data), 1);
  data->y[0][5] = data->y[1][127] = 1;
  assert_int_equal(misclassified(net, theta, data), 3);
  assert_int_equal(misclassified(net, none, data), 130); /* all tied, so that class 0 is answered */
  free_dataset(data);
  /* and against the oracle, for other networks */
  uint64_t seed = 11;
  for_networks (n) {
    double random[MOST];
    long wrong = 0;
    fill(&seed, random, parameter_count(n), 2);
    data = random_dataset(&seed, 200, n.D, n.C);
    for (int i = 0; i < 200; i++) {
      double one[MOST_D];
      int best = 0;
      for (int d = 0; d < n.D; d++) one[d] = data->x[i/PANEL*n.D + d][i%PANEL];
      passage p = pass(n, random, one, 0);
      for (int c = 1; c < n.C; c++)
        if (p.z[c] > p.z[best]) best = c;
      wrong += best != data->y[i/PANEL][i%PANEL];
    }
    assert_int_equal(misclassified(n, random, data), wrong);
    free_dataset(data);
  }
}

/* --- the loss */

TEST(loss)
{
  for_panels (p) {
    SIZES;
    column h[MOST_K], z[MOST_C], s, y_hat[MOST_C];
    long double J = 0, size = 0;
    forward(p->net, p->theta, p->x, h, z, s, y_hat);
    for_places (i) {
      J += p->at[i].J;
      size += logl(p->at[i].s) + p->at[i].greatest - p->at[i].z[p->y[i]];
    }
    assert_within(loss(C, z, s, p->y), J, LOOSE*(double) size);
  }
}

/* N ln C when the network knows nothing; and the factors of the product at their greatest, C of them each time. What lies
   behind the last class is not looked at. */
TEST(loss_of_ignorance)
{
  enum {MANY = 200};
  static column z[MANY + 1], y_hat[MANY];
  column s;
  int y[PANEL];
  for (int C = 2; C <= MANY; C += 33) {
    for_places (i) y[i] = i%C;
    for (int c = 0; c < C; c++)
      for_places (i) z[c][i] = -3;
    for_places (i) z[C][i] = NAN;
    softmax(C, z, s, y_hat);
    assert_close(loss(C, z, s, y), PANEL*logl(C), 1e-15);
  }
}

TEST(loss_extremes)
{
  column z[3], s, y_hat[3];
  int y[PANEL];
  for_places (i) {
    y[i] = i%3;
    for (int c = 0; c < 3; c++) z[c][i] = c == i%3 ? -1e4 : 1e4; /* as wrong as can be */
  }
  softmax(3, z, s, y_hat);
  assert_close(loss(3, z, s, y), PANEL*(2e4 + logl(2)), 1e-15);
  for_places (i)
    for (int c = 0; c < 3; c++) z[c][i] = c == i%3 ? 1e4 : -1e4; /* as right as can be */
  softmax(3, z, s, y_hat);
  assert_within(loss(3, z, s, y), 0, 1e-300);
  for (int bad = 0; bad < 3*PANEL; bad++) { /* a single NaN, wherever it is, must not hide */
    for_places (i)
      for (int c = 0; c < 3; c++) z[c][i] = i == bad/3 && c == bad%3 ? NAN : c;
    softmax(3, z, s, y_hat);
    assert_true(isnan(loss(3, z, s, y)));
  }
}

/* --- back-propagation */

TEST(output_delta)
{
  column y_hat[3], delta_o[3];
  int y[PANEL];
  for_places (i) {
    y[i] = i%3;
    y_hat[0][i] = .5;
    y_hat[1][i] = .25;
    y_hat[2][i] = .125*(i%2);
  }
  output_delta(3, y_hat, y, delta_o);
  for (int c = 0; c < 3; c++)
    for_places (i) assert_true(delta_o[c][i] == y_hat[c][i] - (c == i%3 ? 1 : 0));
}

TEST(inner_product)
{
  column a, b;
  total sum;
  for_places (i) {
    a[i] = i + 1;
    b[i] = i%3 - 1;
  }
  for (int l = 0; l < LANES; l++) sum[l] = 100*l;
  add_inner_product(a, b, sum);
  for (int l = 0; l < LANES; l++) { /* lane l has the samples l, l+16, and so on; all integers, so exactly */
    double expected = 100*l;
    for (int i = l; i < PANEL; i += LANES) expected += a[i]*b[i];
    assert_true(sum[l] == expected);
  }
}

/* The gradient's parts, one function at a time, from the oracle's activations and deltas. */
TEST(parts_of_gradient)
{
  column h[MOST_K], delta_o[MOST_C], delta_h[MOST_K];
  for_panels (p) {
    SIZES;
    total sums[MOST];
    long double g[MOST] = {0}, size[MOST] = {0};
    total *Wh = sums, *bh = Wh + D*K, *Wo = bh + K, *bo = Wo + K*C;
    int count = parameter_count(p->net);
    for (int j = 0; j < count; j++)
      for (int l = 0; l < LANES; l++) sums[j][l] = l == j%LANES ? 2 : 0; /* something to add to */
    for_places (i) {
      for (int k = 0; k < K; k++) h[k][i] = (double) p->at[i].h[k];
      for (int c = 0; c < C; c++) delta_o[c][i] = (double) p->at[i].delta_o[c];
    }
    hidden_delta(K, C, delta_o, MATRIX(p->Wo, C), h, delta_h);
    for (int k = 0; k < K; k++)
      for_places (i) assert_within(delta_h[k][i], p->at[i].delta_h[k], TIGHT*(double) p->at[i].size[D*K + k]);
    weight_gradient(D, K, p->x, delta_h, (total (*)[K])(void *) Wh);
    bias_gradient(K, delta_h, bh);
    weight_gradient(K, C, h, delta_o, (total (*)[C])(void *) Wo);
    bias_gradient(C, delta_o, bo);
    sum_passages(p->net, p->theta, p->x, p->y, PANEL, g, size);
    for (int j = 0; j < count; j++) assert_within(lane_sum(sums[j]), g[j] + 2, TIGHT*(double)(size[j] + 2));
  }
}

TEST(hidden_delta_by_hand)
{
  column delta_o[2], h[2], delta_h[2];
  const double Wo[2][2] = {{1, 2}, {-3, 5}};
  for_places (i) {
    delta_o[0][i] = .5;
    delta_o[1][i] = -.25*(i%4);
    h[0][i] = .25;
    h[1][i] = i%2;
  }
  hidden_delta(2, 2, delta_o, Wo, h, delta_h);
  for_places (i) {
    assert_true(delta_h[0][i] == (.5 - .5*(i%4))*.1875);
    assert_true(delta_h[1][i] == 0); /* saturated */
  }
}

TEST(panel_gradient)
{
  const int sizes[] = {1, 2, 127, 128};
  for_panels (p) {
    int count = parameter_count(p->net);
    for (int m = 0; m < LENGTH(sizes); m++) {
      int n = sizes[m];
      total sums[MOST] = {{0}};
      long double g[MOST] = {0}, size[MOST] = {0};
      long double J = sum_passages(p->net, p->theta, p->x, p->y, n, g, size);
      assert_within(panel_gradient(n, p->net, p->theta, p->x, p->y, sums), J, LOOSE*(double)(J + n));
      for (int j = 0; j < count; j++) assert_within(lane_sum(sums[j]), g[j], LOOSE*(double) size[j]);
      panel_gradient(n, p->net, p->theta, p->x, p->y, sums); /* adds */
      for (int j = 0; j < count; j++) assert_within(lane_sum(sums[j]), 2*g[j], 2*LOOSE*(double) size[j]);
    }
  }
}

/* Whatever finite numbers and classes stand in the places that don't count, no bit changes. */
TEST(unused_places)
{
  const int sizes[] = {1, 2, 100, 127};
  uint64_t seed = 13;
  panel *p = make_panel(&seed, (network) {2, 3, 2});
  for (int m = 0; m < LENGTH(sizes); m++) {
    total sums[MOST] = {{0}}, other[MOST] = {{0}};
    column x[2];
    int y[PANEL];
    for_places (i) {
      y[i] = i < sizes[m] ? p->y[i] : 1 - p->y[i];
      for (int d = 0; d < 2; d++) x[d][i] = i < sizes[m] ? p->x[d][i] : 1e6*between(&seed, -1, 1);
    }
    double J = panel_gradient(sizes[m], p->net, p->theta, p->x, p->y, sums);
    double J_other = panel_gradient(sizes[m], p->net, p->theta, x, y, other);
    assert_same_bits(&J, &J_other, sizeof J);
    for (int j = 0; j < parameter_count(p->net); j++)
      assert_true(lane_sum(sums[j]) == lane_sum(other[j]));
  }
  free_panel(p);
}

TEST(parameter_count)
{
  assert_int_equal(parameter_count((network) {2, 3, 2}), 17);
  assert_int_equal(parameter_count((network) {1, 1, 1}), 4);
  assert_int_equal(parameter_count((network) {4, 16, 5}), 64 + 16 + 80 + 5);
}

/* --- the whole batch */

/* Sizes around the ends of a panel (128) and of a block (16 panels), and some with an odd number of blocks. */
TEST(gradient)
{
  const long sizes[] = {1, 127, 128, 129, 2047, 2048, 2049, 3*2048 + 77, 7*2048 + 1};
  uint64_t seed = 17;
  for (int m = 0; m < LENGTH(sizes); m++) {
    network net = {1 + m%4, 1 + 5*m%16, 2 + m%4};
    dataset *data = random_dataset(&seed, sizes[m], net.D, net.C);
    team *t = make_team(2, net, data);
    double theta[MOST], g[MOST];
    long double oracle[MOST] = {0}, size[MOST] = {0}, J = 0;
    fill(&seed, theta, parameter_count(net), 2);
    for (long p = 0; p < panel_count(data); p++)
      J += sum_passages(net, theta, data->x + p*net.D, data->y[p], panel_size(data, p), oracle, size);
    for (int again = 0; again < 3; again++) { /* nothing is left over from the last time */
      assert_close(gradient(t, theta, g), J, LOOSE);
      for (int j = 0; j < parameter_count(net); j++) assert_within(g[j], oracle[j], LOOSE*(double) size[j]);
    }
    free_team(t);
    free_dataset(data);
  }
}

TEST(central_differences)
{
  uint64_t seed = 19;
  for_networks (net) {
    int count = parameter_count(net);
    double theta[MOST], before[MOST], g[MOST], slope[MOST], unused[MOST], largest = 0;
    dataset *data = random_dataset(&seed, 150, net.D, net.C);
    team *t = make_team(1, net, data);
    fill(&seed, theta, count, 2);
    memcpy(before, theta, sizeof theta);
    gradient(t, theta, g);
    central_differences(t, theta, 1e-4, slope);
    assert_same_bits(theta, before, (size_t) count*sizeof(double)); /* left as it was */
    for (int j = 0; j < count; j++) largest = fmax(largest, fabs(g[j]));
    /* h^2/6 times a third derivative, which can be several times the first */
    for (int j = 0; j < count; j++) assert_within(slope[j], g[j], 3e-8*largest);
    int j = count/2; /* the definition, literally, with a step that needs no rounding */
    const double h = .125;
    theta[j] = ldexp(round(ldexp(theta[j], 10)), -10);
    central_differences(t, theta, h, slope);
    theta[j] += h;
    double up = gradient(t, theta, unused);
    theta[j] -= 2*h;
    double down = gradient(t, theta, unused);
    assert_close(slope[j], (up - down)/(2*h), 1e-15);
    free_team(t);
    free_dataset(data);
  }
}

TEST(relative_error)
{
  assert_true(relative_error(0, 0) == 0);
  assert_true(relative_error(0, -0.) == 0);
  assert_true(relative_error(3, 3) == 0);
  assert_true(relative_error(1, 2) == .5);
  assert_true(relative_error(2, 1) == .5);
  assert_true(relative_error(-1, 2) == 1.5);
  assert_true(relative_error(-4, -1) == .75);
  assert_true(relative_error(1, -1) == 2);
  assert_true(relative_error(0, 1e-300) == 1);
  assert_true(isnan(relative_error(NAN, 1)));
  assert_true(isnan(relative_error(1, NAN)));
  assert_true(isnan(relative_error(NAN, NAN)));
  assert_true(isnan(relative_error(NAN, 0)));
}

/* The derivatives by the weights that leave a hidden unit sum to zero, and so do those by the output biases. */
TEST(zero_sums)
{
  uint64_t seed = 23;
  for_networks (net) {
    double theta[MOST], g[MOST];
    dataset *data = random_dataset(&seed, 300, net.D, net.C);
    team *t = make_team(1, net, data);
    fill(&seed, theta, parameter_count(net), 2);
    gradient(t, theta, g);
    const double *dJ_dWo = g + net.D*net.K + net.K; /* with the biases as one more row */
    for (int k = 0; k <= net.K; k++) {
      double sum = 0;
      for (int c = 0; c < net.C; c++) sum += dJ_dWo[k*net.C + c];
      assert_within(sum, 0, 300*4e-16); /* a unit in the last place for each sample */
    }
    free_team(t);
    free_dataset(data);
  }
}

/* --- training */

/* The same bits, whatever the number of threads: six blocks, one of them short, and a single panel. */
TEST(threads)
{
  const int threads[] = {1, 2, 3, 7};
  const long sizes[] = {5*2048 + 77, 100};
  const network net = {2, 5, 3};
  uint64_t seed = 29;
  int count = parameter_count(net);
  for (int m = 0; m < 2; m++) {
    dataset *data = random_dataset(&seed, sizes[m], 2, 3);
    double start[MOST], first[3][MOST];
    static diary diaries[2];
    fill(&seed, start, count, 1);
    for (int n = 0; n < LENGTH(threads); n++) {
      double theta[MOST], M[MOST] = {0}, g[MOST];
      team *t = make_team(threads[n], net, data);
      assert_non_null(t);
      diary *d = &diaries[n > 0];
      *d = (diary) {.stop = -1};
      gradient(t, start, g);
      memcpy(theta, start, sizeof theta);
      double last = train(t, theta, M, 100, 1e-4, .9, note, d);
      assert_int_equal(d->calls, 101);
      assert_true(last == d->J[100]);
      const void *now[] = {g, theta, M};
      for (int a = 0; a < 3; a++)
        if (n == 0) memcpy(first[a], now[a], (size_t) count*sizeof(double));
        else assert_same_bits(first[a], now[a], (size_t) count*sizeof(double));
      if (n > 0) assert_same_bits(diaries[0].J, diaries[1].J, 101*sizeof(double));
      free_team(t);
    }
    free_dataset(data);
  }
}

/* The blocks are added in pairs, and the pairs in pairs: the same bits as from the blocks one at a time. Added in a row, they
   would give others. */
static void add_pairs(int blocks, int count, const double (*block)[MOST], double *sum)
{
  double pair[11][MOST];
  memcpy(pair, block, (size_t) blocks*sizeof pair[0]);
  for (; blocks > 1; blocks = (blocks + 1)/2)
    for (int b = 0; b < blocks; b++)
      for (int j = 0; j < count; j++)
        pair[b/2][j] = b%2 == 0 ? pair[b][j] : pair[b/2][j] + pair[b][j];
  memcpy(sum, pair[0], (size_t) count*sizeof(double));
}

TEST(pairs)
{
  const network net = {2, 5, 3};
  uint64_t seed = 37;
  const int count = parameter_count(net);
  for (int blocks = 2, differ = 0; blocks <= 11; blocks++, differ = 0) {
    const long N = 2048*(blocks - 1) + 77;
    dataset *data = random_dataset(&seed, N, 2, 3);
    double theta[MOST], g[MOST], block[11][MOST], sum[MOST], row[MOST] = {0};
    int number[2048];
    fill(&seed, theta, count, 1);
    team *t = make_team(2, net, data);
    for (int b = 0; b < blocks; b++) {
      for (int i = 0; i < 2048; i++) number[i] = b*2048 + i;
      batch_gradient(t, b < blocks - 1 ? 2048 : 77, number, theta, block[b]);
      for (int j = 0; j < count; j++) row[j] += block[b][j];
    }
    gradient(t, theta, g);
    add_pairs(blocks, count, block, sum);
    assert_same_bits(g, sum, (size_t) count*sizeof(double));
    for (int j = 0; j < count; j++) differ += g[j] != row[j];
    if (blocks > 3) assert_true(differ > 0);
    free_team(t);
    free_dataset(data);
  }
}

/* A thread may wake for no reason, says POSIX. Here each does when it is told to, as soon as it sleeps, and sees that it was for
   nothing: the same bits. */
static atomic_bool restless;

int pthread_cond_wait(pthread_cond_t *condition, pthread_mutex_t *lock)
{
  if (!restless) return pthread_cond_timedwait(condition, lock, &(struct timespec) {.tv_sec = INT_MAX});
  pthread_mutex_unlock(lock);
  sched_yield();
  return pthread_mutex_lock(lock);
}

/* The helpers, who need the logarithm for each panel, take their time with it then. */
static pthread_t hasty;

double log(double x)
{
  if (restless && !pthread_equal(pthread_self(), hasty)) usleep(100);
  return (double) logl(x);
}

TEST(restless)
{
  const network net = {2, 5, 3};
  uint64_t seed = 41;
  const int count = parameter_count(net);
  dataset *data = random_dataset(&seed, 5*2048 + 77, 2, 3);
  double theta[MOST], expected[MOST], g[MOST];
  fill(&seed, theta, count, 1);
  team *t = make_team(3, net, data);
  const double J = gradient(t, theta, expected);
  hasty = pthread_self();
  restless = true;
  for (int n = 0; n < 100; n++) {
    memset(g, 0, sizeof g);
    assert_true(gradient(t, theta, g) == J);
    assert_same_bits(g, expected, (size_t) count*sizeof(double));
  }
  restless = false;
  free_team(t);
  free_dataset(data);
}

/* how often each thread but this one has gone to sleep; returns how many there are */
static int sleeps(long count[8])
{
  int threads = 0;
  DIR *folder = opendir("/proc/self/task");
  for (struct dirent *d; folder != NULL && (d = readdir(folder)) != NULL; ) {
    char path[300], line[200];
    if (d->d_name[0] == '.' || strtol(d->d_name, NULL, 10) == getpid()) continue;
    snprintf(path, sizeof path, "/proc/self/task/%s/status", d->d_name);
    FILE *f = fopen(path, "r");
    while (f != NULL && fgets(line, sizeof line, f) != NULL)
      if (threads < 8 && sscanf(line, "voluntary_ctxt_switches: %ld", &count[threads]) == 1) threads++;
    if (f != NULL) fclose(f);
  }
  if (folder != NULL) closedir(folder);
  return threads;
}

/* Each helper is woken for each gradient: it has gone to sleep once more afterwards. */
TEST(all_are_woken)
{
  uint64_t seed = 43;
  long before[8], after[8];
  double theta[17], g[17];
  dataset *data = random_dataset(&seed, 3*2048, 2, 2);
  fill(&seed, theta, 17, 1);
  team *t = make_team(4, (network) {2, 3, 2}, data);
  usleep(100000);
  if (sleeps(before) != 3) skip(); /* a system without such files */
  for (int n = 0; n < 10; n++) {
    sleeps(before);
    gradient(t, theta, g);
    bool all = false;
    for (int tries = 0; tries < 5000 && !all; tries++) {
      sleeps(after);
      all = after[0] > before[0] && after[1] > before[1] && after[2] > before[2];
      if (!all) usleep(1000);
    }
    assert_true(all);
  }
  free_team(t);
  free_dataset(data);
}

/* Helpers must wait until there is something to do, and go when told so even if there never was. The pause lets them run. */
TEST(idle_team)
{
  uint64_t seed = 31;
  dataset *data = random_dataset(&seed, 5000, 2, 2);
  for (int threads = 1; threads <= 16; threads++) {
    team *t = make_team(threads, (network) {2, 3, 2}, data);
    assert_non_null(t);
    if (threads%4 == 0) usleep(20000);
    free_team(t);
  }
  free_team(NULL);
  free_dataset(data);
}

/* When not all the threads can be started, those that were are dismissed, and there is no team. */
TEST(too_many_threads)
{
  if (SANITIZED) skip();
  uint64_t seed = 31;
  struct rlimit before, little;
  long pages = 0;
  dataset *data = random_dataset(&seed, 500, 2, 2);
  FILE *f = fopen("/proc/self/statm", "r");
  if (f == NULL || fscanf(f, "%ld", &pages) != 1) skip();
  fclose(f);
  assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
  little = before;
  little.rlim_cur = (rlim_t) pages*(rlim_t) sysconf(_SC_PAGESIZE) + (256 << 20);
  assert_int_equal(setrlimit(RLIMIT_AS, &little), 0);
  team *t = make_team(4096, (network) {2, 3, 2}, data);
  setrlimit(RLIMIT_AS, &before);
  assert_null(t);
  free_dataset(data);
}

TEST(momentum_step)
{
  double theta[] = {1, -2, .5, 7}, M[] = {0, 4, -8, 0}, g[] = {16, -32, 8, 0};
  momentum_step(3, theta, M, g, .125, .5);
  const double theta1[] = {-1, 4, -4.5, 7}, M1[] = {-2, 6, -5, 0}; /* the fourth isn't touched */
  assert_same_bits(theta, theta1, sizeof theta);
  assert_same_bits(M, M1, sizeof M);
  momentum_step(4, theta, M, g, 0, .5);
  const double theta2[] = {-2, 7, -7, 7}, M2[] = {-1, 3, -2.5, 0};
  assert_same_bits(theta, theta2, sizeof theta);
  assert_same_bits(M, M2, sizeof M);
}

TEST(no_steps)
{
  beginning b = begin_case('b');
  team *t = make_team(2, b.net, b.data);
  diary d = {.stop = -1};
  double theta[17], M[17], M0[17], unused[17];
  for (int j = 0; j < 17; j++) M[j] = M0[j] = j;
  memcpy(theta, b.start, sizeof theta);
  assert_true(train(t, theta, M, 0, b.eta, b.mu, note, &d) == gradient(t, b.start, unused));
  assert_int_equal(d.calls, 1);
  assert_same_bits(theta, b.start, sizeof theta);
  assert_same_bits(M, M0, sizeof M);
  free_team(t);
  free_dataset(b.data);
}

/* Training is gradient and momentum_step in turn, to the last bit; and stops as soon as the observer says so. */
TEST(early_stop)
{
  beginning b = begin_case('b');
  team *t = make_team(2, b.net, b.data);
  diary d = {.stop = 5};
  double theta[17], M[17] = {0}, theta2[17], M2[17] = {0}, g[17], J = 0;
  memcpy(theta, b.start, sizeof theta);
  memcpy(theta2, b.start, sizeof theta);
  double last = train(t, theta, M, 1000, b.eta, b.mu, note, &d);
  assert_int_equal(d.calls, 6);
  for (int i = 0; i <= 5; i++) {
    J = gradient(t, theta2, g);
    assert_true(J == d.J[i]);
    if (i < 5) momentum_step(17, theta2, M2, g, b.eta, b.mu);
  }
  assert_true(last == J);
  assert_same_bits(theta, theta2, sizeof theta);
  assert_same_bits(M, M2, sizeof M);
  free_team(t);
  free_dataset(b.data);
}

TEST(divergence)
{
  beginning b = begin_case('b');
  team *t = make_team(2, b.net, b.data);
  const double etas[] = {1e303, 1e305, DBL_MAX};
  for (int m = 0; m < LENGTH(etas); m++) {
    diary d = {.stop = -1};
    double theta[17], M[17] = {0};
    memcpy(theta, b.start, sizeof theta);
    double last = train(t, theta, M, 1000, etas[m], .5, note, &d);
    assert_false(isfinite(last));
    assert_in_range(d.calls, 2, 1000);
    assert_false(isfinite(d.J[d.calls - 1])); /* it is seen, and nothing after it */
    for (long i = 0; i < d.calls - 1; i++) assert_true(isfinite(d.J[i]));
  }
  double theta[17], M[17] = {0};
  for (int bad = 0; bad < 17; bad++) { /* a parameter that is no number: no step is taken */
    diary d = {.stop = -1};
    memcpy(theta, b.start, sizeof theta);
    theta[bad] = NAN;
    assert_true(isnan(train(t, theta, M, 1000, 1e-4, .5, note, &d)));
    assert_int_equal(d.calls, 1);
    for (int j = 0; j < 17; j++) assert_true(j == bad ? isnan(theta[j]) : theta[j] == b.start[j]);
  }
  free_team(t);
  free_dataset(b.data);
}

/* Two hidden units that start equal are equal for ever, to the last bit. */
TEST(equal_units)
{
  enum {D = 2, K = 4, C = 3};
  const network net = {D, K, C};
  uint64_t seed = 37;
  dataset *data = random_dataset(&seed, 3000, D, C);
  team *t = make_team(2, net, data);
  static diary d = {.stop = -1};
  double theta[MOST], start[MOST], M[MOST] = {0}, *Wh = theta, *bh = Wh + D*K, *Wo = bh + K;
  fill(&seed, theta, parameter_count(net), 1);
  for (int i = 0; i < D; i++) Wh[i*K + 2] = Wh[i*K];
  bh[2] = bh[0];
  for (int c = 0; c < C; c++) Wo[2*C + c] = Wo[c];
  memcpy(start, theta, sizeof theta);
  train(t, theta, M, 300, 3e-4, .5, note, &d);
  for (int i = 0; i < D; i++) assert_same_bits(&Wh[i*K + 2], &Wh[i*K], sizeof(double));
  assert_same_bits(&bh[2], &bh[0], sizeof(double));
  assert_same_bits(&Wo[2*C], &Wo[0], C*sizeof(double));
  assert_true(fabs(Wh[0] - start[0]) > 1e-3); /* they did move, */
  assert_true(Wh[1] != Wh[0] && Wh[3] != Wh[0]); /* and not all units are equal */
  free_team(t);
  free_dataset(data);
}

/* Training can't change the row sums of Wo, nor the sum of bo, except by rounding, which is small beside the way
   that the weights have gone. */
typedef struct {
  const double *Wo;
  int K, C;
  double before[(MOST_K + 1)*MOST_C], way[MOST_K + 1]; /* bo is the row after the last */
} journey;

static bool measure(void *context, long t, double J)
{
  journey *w = context;
  (void) J;
  for (int j = 0; j < (w->K + 1)*w->C; j++) {
    if (t > 0) w->way[j/w->C] += fabs(w->Wo[j] - w->before[j]);
    w->before[j] = w->Wo[j];
  }
  return true;
}

TEST(conserved)
{
  const network nets[] = {{2, 3, 2}, {3, 8, 5}, {1, 1, 2}};
  uint64_t seed = 41;
  for (int m = 0; m < LENGTH(nets); m++) {
    network net = nets[m];
    double theta[MOST], M[MOST] = {0}, start[MOST];
    int first = net.D*net.K + net.K;
    dataset *data = random_dataset(&seed, 2500, net.D, net.C);
    team *t = make_team(2, net, data);
    journey w = {.Wo = theta + first, .K = net.K, .C = net.C};
    fill(&seed, theta, parameter_count(net), 1);
    memcpy(start, theta, sizeof theta);
    train(t, theta, M, 500, 3e-4, .5, measure, &w);
    for (int k = 0; k <= net.K; k++) {
      long double change = 0;
      for (int c = 0; c < net.C; c++)
        change += (long double) theta[first + k*net.C + c] - start[first + k*net.C + c];
      assert_true(w.way[k] > .1);
      assert_within(change, 0, 2e-14*w.way[k]);
    }
    free_team(t);
    free_dataset(data);
  }
}

int main(void)
{
  return run_all("network", NULL, NULL);
}
