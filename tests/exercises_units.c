/* The answers of the introduction, of the units and the network, and of the loss. */
#include "exercise_old.h"

/* --- introduction */


EXERCISE(stored)
{
  column y_hat[2], delta[2];
  int y[PANEL];
  for (int i = 0; i < PANEL; i++) y_hat[0][i] = .3, y_hat[1][i] = .7, y[i] = 1;
  output_delta(2, y_hat, y, delta);
  assert_within(delta[0][5], .3, 1e-15);
  assert_within(delta[1][5], -.3, 1e-15);
}

EXERCISE(count)
{
  int count = parameter_count((network) {784, 30, 10});
  assert_int_equal(count, 23520 + 30 + 300 + 10);
  put("count", "%d", count);
}

/* --- units and network */


EXERCISE(bias)
{
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

EXERCISE(logit)
{
  for (real_l z = -20; z <= 20; z += .37L) {
    real_l h = old_sigma(z), rest = old_sigma(-z);
    assert_within(logl(h/rest), z, 1e-16L*fabsl(z) + 1e-17L);
  }
  assert_within(old_sigma(logl(9)), .9L, 1e-18);
  assert_within(old_sigma(-logl(9)), .1L, 1e-18);
  put("logit", "%.3Lf", logl(9));
}

EXERCISE(tanh)
{
  for (real_l z = -9; z <= 9; z += .31L) {
    real_l t = tanhl(z);
    assert_within(slope(ctanhl, z), 1 - t*t, 1e-18);
    t = tanhl(z/2);
    assert_within(old_sigma(z), (1 + t)/2, 1e-18);
    assert_within(slope(csigma, z), (1 - t*t)/4, 1e-18);
  }
}

/* the first two derivatives as functions, by the answer's formulas */
static cx first(cx z) { cx h = csigma(z); return h*(1 - h); }
static cx second(cx z) { cx h = csigma(z); return h*(1 - h)*(1 - 2*h); }
static cx third(cx z) { cx h = csigma(z); return h*(1 - h)*(1 - 6*h + 6*h*h); }

EXERCISE(inflection)
{
  for (real_l z = -9; z <= 9; z += .31L) {
    assert_within(slope(csigma, z), creall(first(z)), 1e-18);
    assert_within(slope(first, z), creall(second(z)), 1e-18);
    assert_within(slope(second, z), creall(third(z)), 1e-18);
    assert_true(creall(second(z))*z <= 0);
  }
  real_l steepest = logl(2 + sqrtl(3));
  assert_within(old_sigma(steepest), .5L + sqrtl(3)/6, 1e-18);
  assert_within(logl((3 + sqrtl(3))/(3 - sqrtl(3))), steepest, 1e-18);
  assert_within(creall(third(steepest)), 0, 1e-18);
  for (real_l z = -9; z <= 9; z += .01L)
    assert_true(fabsl(creall(second(z))) <= fabsl(creall(second(steepest))));
  put("inflection", "%.3Lf", steepest);
}

EXERCISE(tanhnet)
{
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

EXERCISE(temperature)
{
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

/* --- the loss */

static cx csoftplus(cx z) { return clogl(1 + cexpl(z)); }

EXERCISE(softplus)
{
  for (real_l z = -40; z <= 40; z += .61L) {
    assert_within(slope(csoftplus, z), old_sigma(z), 1e-18);
    assert_close(softplus(z), log1pl(expl(z)), 1e-17);
    assert_within(-logl(old_sigma(z)), softplus(-z), 1e-17L*fmaxl(1, fabsl(z)));
  }
  assert_true(softplus(20000) == 20000 && softplus(-20000) <= 1e-4000L);
}

EXERCISE(lse)
{
  uint64_t seed = 6;
  for (int C = 1; C <= 5; C++)
    for (int trial = 0; trial < 100; trial++) {
      cx z[5], moved[5];
      real_l a = between(&seed, -9, 9), m = -INFINITY;
      random_cx(&seed, z, C, trial);
      for (int c = 0; c < C; c++) moved[c] = z[c] + a, m = fmaxl(m, creall(z[c]));
      real_l value = creall(old_lse(C, z));
      assert_within(creall(old_lse(C, moved)), value + a, 2e-17L*(1 + trial));
      assert_true(value >= m - 1e-17L*trial && value <= m + logl(C) + 1e-17L*(1 + trial));
      for (int c = 0; c < C; c++) moved[c] = a;
      assert_within(creall(old_lse(C, moved)), a + logl(C), 1e-17);
    }
}

EXERCISE(gibbs)
{
  uint64_t seed = 7;
  for (int trial = 0; trial < 1000; trial++) {
    real_l p[4], q[4];
    random_distribution(&seed, 4, p);
    random_distribution(&seed, 4, q);
    if (trial%2) p[0] = p[1] = 0, p[2] = 1 - p[3];
    assert_true(old_cross_entropy(4, p, q) > old_cross_entropy(4, p, p));
  }
  /* the best constant answer for 30 and 10 samples, by trying */
  real_l best = 0, least = INFINITY;
  for (real_l q = .001L; q < 1; q += .001L) {
    real_l J = -30*logl(q) - 10*logl(1 - q);
    if (J < least) least = J, best = q;
  }
  assert_within(best, .75L, 1e-6);
}

static double round4(double a)
{
  char text[40];
  snprintf(text, sizeof text, "%.4f", a);
  return strtod(text, NULL);
}

EXERCISE(forwards)
{
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
