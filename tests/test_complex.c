/* The network once more, compiled with complex numbers: the complex step. J(theta + i h e_j) = J + i h dJ/dtheta_j + O(h^2), and
   nothing is subtracted, so h may be so small that the rest vanishes: the imaginary part over h is the derivative to
   all its digits. To be compiled, like network.c and data.c, with -DCOMPLEX_STEP. */
#include <complex.h>
#include "test.h"

#ifndef COMPLEX_STEP
#error "compile with -DCOMPLEX_STEP"
#endif

static const double STEP = 1e-30, TOL = 1e-12;

static double slope(real value)
{
  return cimag(value)/STEP;
}

/* back-propagation against the complex step, all parameters */
static void compare(network net, const dataset *data, const double *at)
{
  int count = parameter_count(net);
  real theta[MOST_PARAMETERS], g[MOST_PARAMETERS], unused[MOST_PARAMETERS];
  double exact[MOST_PARAMETERS], largest = 0;
  team *t = make_team(2, net, data);
  assert_non_null(t);
  for (int j = 0; j < count; j++) theta[j] = at[j];
  double J = creal(gradient(t, theta, g));
  for (int j = 0; j < count; j++) {
    theta[j] += STEP*I;
    real moved = gradient(t, theta, unused);
    theta[j] = at[j];
    assert_true(creal(moved) == J); /* such a small step doesn't reach the real part */
    exact[j] = slope(moved);
    largest = fmax(largest, fabs(exact[j]));
  }
  assert_true(largest > 0);
  for (int j = 0; j < count; j++) {
    assert_true(cimag(g[j]) == 0);
    assert_within(creal(g[j]), exact[j], TOL*largest);
    if (fabs(exact[j]) > 1e-2*largest) assert_close(creal(g[j]), exact[j], TOL);
  }
  free_team(t);
}

TEST(notebook)
{
  beginning b = begin(42, 5000, .1, .1, 3);
  compare(b.net, b.data, b.check);
  compare(b.net, b.data, b.start);
  free_dataset(b.data);
}

/* where the gradient is a small difference of large sums, and rounding shows most */
TEST(trained)
{
  beginning b = begin_notebook();
  const record *final = must_find(notebook(), "final_params");
  assert_int_equal(final->count, 17);
  compare(b.net, b.data, final->value);
  free_dataset(b.data);
}

TEST(networks)
{
  uint64_t seed = 1;
  for_networks (net) {
    dataset *data = random_dataset(&seed, 129, net.D, net.C);
    double theta[MOST_PARAMETERS];
    for (int j = 0; j < parameter_count(net); j++) theta[j] = between(&seed, -2, 2);
    compare(net, data, theta);
    free_dataset(data);
  }
}

/* The derivative of the polynomial in |exponential| is not the polynomial: they differ by this much, relatively
   (test_network, exponential_coefficients). */
#define OF_POLYNOMIAL 2.2e-15

TEST(exponential)
{
  for (double z = -340; z <= 340; z += .61803) {
    real e = exponential(z + STEP*I);
    assert_close(creal(e), expl(z), 4e-16);
    assert_close(slope(e), creal(e), OF_POLYNOMIAL + 1e-15); /* its own derivative */
  }
}

TEST(logistic)
{
  column z, h;
  for (int i = 0; i < PANEL; i++) z[i] = -30 + 60.*i/(PANEL - 1) + STEP*I;
  logistic(1, &z, &h);
  for (int i = 0; i < PANEL; i++) {
    double value = creal(h[i]), rest = 1/(1 + exp(creal(z[i]))); /* 1-h, without cancellation */
    assert_close(slope(h[i]), value*rest, OF_POLYNOMIAL + 2e-15);
  }
}

/* The derivatives of the probabilities by the logits, diag(p) - p p^T; and of the loss, y_hat - y. */
TEST(softmax_and_loss)
{
  uint64_t seed = 2;
  for (int C = 2; C <= 5; C++)
    for (int j = 0; j < C; j++) {
      column z[5], s, y_hat[5];
      int y[PANEL];
      for (int i = 0; i < PANEL; i++) {
        y[i] = (int) between(&seed, 0, C);
        for (int c = 0; c < C; c++) z[c][i] = between(&seed, -9, 9);
        z[j][i] += STEP*I;
      }
      softmax(C, z, s, y_hat);
      real J = loss(C, z, s, y);
      double sum = 0, size = 0;
      for (int i = 0; i < PANEL; i++) {
        double p = creal(y_hat[j][i]), row_sum = 0;
        for (int c = 0; c < C; c++) {
          double q = creal(y_hat[c][i]);
          assert_within(slope(y_hat[c][i]), q*((c == j) - p), (OF_POLYNOMIAL + 1e-15)*q);
          row_sum += slope(y_hat[c][i]);
        }
        assert_within(row_sum, 0, OF_POLYNOMIAL + 1e-15);
        sum += p - (y[i] == j);
        size += p + (y[i] == j);
      }
      assert_within(slope(J), sum, (OF_POLYNOMIAL + 1e-15)*size);
    }
}

/* The loss by the logits, a single sample at a time, by the function that the network uses for it. */
TEST(output_delta)
{
  uint64_t seed = 3;
  for (int place = 0; place < PANEL; place++)
    for (int j = 0; j < 3; j++) {
      column z[3], s, y_hat[3], delta_o[3];
      int y[PANEL];
      for (int i = 0; i < PANEL; i++) {
        y[i] = (int) between(&seed, 0, 3);
        for (int c = 0; c < 3; c++) z[c][i] = between(&seed, -9, 9);
      }
      z[j][place] += STEP*I;
      softmax(3, z, s, y_hat);
      output_delta(3, y_hat, y, delta_o);
      assert_within(slope(loss(3, z, s, y)), creal(delta_o[j][place]), 4e-16);
    }
}

int main(void)
{
  return run_all("complex", NULL, NULL);
}
