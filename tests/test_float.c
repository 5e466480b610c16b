/* What `make REAL=float' makes, beside the same formulas in double precision, written here once more, with the C library's exponential
   and no panels: how far apart they may be is derived, operation by operation, as in the chapter on the verdict. */
#include "test.h"
#ifndef SINGLE
#error this is a test of single precision
#endif

static const double u = FLT_EPSILON/2; /* what one operation adds to its result, relatively */

/* the numbers there are from -40 to 40, or one in 501 of them; beyond, the same as there */
TEST(exponential)
{
  double worst = 0;
  union {float number; uint32_t bits;} z;
  for (uint32_t n = 0; ; n += 501) {
    z.bits = n;
    if (z.number > 40) break;
    for (int sign = 0; sign < 2; sign++, z.number = -z.number)
      worst = fmax(worst, fabs(exponential(z.number)/exp(z.number) - 1));
  }
  /* half a unit for n ln 2 that is not exact, and for the polynomial, whose rounding errors are smaller the deeper they are:
     1 + .35 + .35/2 + ...; and its own error is a tenth of one */
  if (worst > 2.2*u) fail_msg("it is off by %g units", worst/u);
  const float most = exponential(40), least = exponential(-40), beyond[] = {40.01f, 87, 100, 1e30f, INFINITY};
  for (int j = 0; j < LENGTH(beyond); j++) {
    assert_within(exponential(beyond[j])/most, 1, 4*u);
    assert_within(exponential(-beyond[j])/least, 1, 4*u);
  }
  assert_true(exponential(0) == 1 && isfinite(most) && least >= FLT_MIN);
  assert_true(isnan(exponential(NAN)));
}

/* --- a sample in double precision, and how far from it single precision may be, in units of u */

typedef struct {
  double value, error;
} number;

/* a sum of `count' products, of which each factor may be off, with a bias, which is rounded as the weights are */
static number affine_sum(int count, const number *x, const double *w, int step, double b)
{
  number z = {b, (count + 2)*fabs(b)};
  for (int d = 0; d < count; d++) {
    const double product = x[d].value*w[d*step];
    z.value += product;
    z.error += (count + 3)*fabs(product) + x[d].error*fabs(w[d*step]);
  }
  return z;
}

/* add a sample's loss and derivatives */
static void add_sample(network net, const double *theta, const number *x, int y, number *J, number *g)
{
  const int D = net.D, K = net.K, C = net.C;
  const double *bh = theta + D*K, *Wo = bh + K, *bo = Wo + K*C;
  number h[K], z[C], p[C], delta[C];
  double sum = 0, most = -INFINITY;
  for (int k = 0; k < K; k++) {
    number a = affine_sum(D, x, theta + k, K, bh[k]);
    h[k].value = 1/(1 + exp(-a.value));
    h[k].error = h[k].value*((1 - h[k].value)*(a.error + 3) + 2);
  }
  for (int c = 0; c < C; c++) {
    z[c] = affine_sum(K, h, Wo + c, C, bo[c]);
    most = fmax(most, z[c].value);
  }
  for (int c = 0; c < C; c++) sum += p[c].value = exp(z[c].value - most);
  double mean = 0;
  for (int c = 0; c < C; c++) {
    p[c].value /= sum;
    mean += p[c].value*(z[c].error + fabs(z[c].value - most));
  }
  for (int c = 0; c < C; c++) {
    const bool its = c == y;
    p[c].error = p[c].value*(z[c].error + fabs(z[c].value - most) + mean + C + 8);
    delta[c] = (number) {p[c].value - its, p[c].error + fabs(p[c].value - its)};
  }
  const double xi = log(sum) - (z[y].value - most);
  J->value += xi;
  /* the logits enter with their derivatives; the denominator's error becomes an absolute one; then come the product and the sums */
  for (int c = 0; c < C; c++) J->error += fabs(delta[c].value)*(z[c].error + fabs(z[c].value - most));
  J->error += C + 8 + 8 + (8 + 16 + C)*xi;
  /* a term of a derivative goes through 128 sums at most before these are of double precision */
  for (int k = 0; k < K; k++) {
    number back = {0, 0};
    for (int c = 0; c < C; c++) {
      const double term = delta[c].value*Wo[k*C + c], product = h[k].value*delta[c].value;
      back.value += term;
      back.error += (C + 2)*fabs(term) + delta[c].error*fabs(Wo[k*C + c]);
      number *to = &g[D*K + K + k*C + c];
      to->value += product;
      to->error += 129*fabs(product) + h[k].value*delta[c].error + h[k].error*fabs(delta[c].value);
    }
    const double slope = h[k].value*(1 - h[k].value), hidden = back.value*slope;
    const double error = back.error*slope + fabs(back.value)*(h[k].error + 3*slope + h[k].value*u);
    for (int d = 0; d < D; d++) {
      g[d*K + k].value += x[d].value*hidden;
      g[d*K + k].error += fabs(x[d].value)*(error + 129*fabs(hidden));
    }
    g[D*K + k].value += hidden;
    g[D*K + k].error += error + 128*fabs(hidden);
  }
  for (int c = 0; c < C; c++) {
    g[D*K + K + K*C + c].value += delta[c].value;
    g[D*K + K + K*C + c].error += delta[c].error + 128*fabs(delta[c].value);
  }
}

static double worst; /* of all errors, as a part of their bounds */

static void check_number(const char *what, int j, double found, number expected)
{
  const double part = fabs(found - expected.value)/(u*expected.error);
  worst = fmax(worst, part);
  if (!(part <= 1)) fail_msg("%s %d: %.9g, and not %.9g, is off by %.2f times the bound", what, j, found, expected.value, part);
}

static double check_gradient_at(network net, const dataset *data, const double *theta, double *g)
{
  const int count = net.D*net.K + net.K + net.K*net.C + net.C;
  number J = {0, 0}, sums[count], x[net.D];
  memset(sums, 0, sizeof sums);
  for (long i = 0; i < data->N; i++) {
    for (int d = 0; d < net.D; d++) x[d] = (number) {data->x[i/PANEL*net.D + d][i%PANEL], 0};
    add_sample(net, theta, x, data->y[i/PANEL][i%PANEL], &J, sums);
  }
  team *t = make_team(1, net, data);
  const double loss = gradient(t, theta, g);
  free_team(t);
  check_number("loss", 0, loss, J);
  for (int j = 0; j < count; j++) check_number("derivative", j, g[j], sums[j]);
  return loss;
}

/* Networks of many sizes, with small and with large parameters; the errors are below their bounds, and not by orders of magnitude. */
TEST(loss_and_gradient)
{
  uint64_t seed = 71;
  worst = 0;
  for (int n = 0; n < 60; n++) {
    const network net = {1 + n%5*n%9, 1 + n%7, 2 + n%4};
    const long N = 1 + n*n*3;
    const int count = net.D*net.K + net.K + net.K*net.C + net.C;
    double theta[count], g[count];
    dataset *data = random_dataset(&seed, N, net.D, net.C);
    for (int j = 0; j < count; j++) theta[j] = between(&seed, -1, 1)*(n%3 == 0 ? .1 : n%3 == 1 ? 1 : 10);
    check_gradient_at(net, data, theta, g);
    free_dataset(data);
  }
  print_message("the worst error is %.2f of its bound\n", worst);
  assert_true(worst > .02);
}

/* The notebook's first step, within its bound; and its run to the end. There the error of one step becomes larger or smaller in the next ones, so
   that no bound can be derived that is of use: the loss is as near as it was found to be, times ten. */
static double far[3]; /* how far the loss is off, relatively: on the plateau, while it drops, and in the tail */

static bool compare_notebook(void *context, long t, wide J)
{
  const record **next = context;
  if (*next == NULL || t != (long)(*next)->value[0]) return true;
  double *most = &far[(t > 6000) + (t > 8000)];
  *most = fmax(*most, fabs(J/(*next)->value[1] - 1));
  *next = find(*next + 1, "loss");
  return true;
}

TEST(notebook)
{
  beginning b = begin_notebook();
  double g[17], M[17] = {0};
  const record *next = must_find(notebook(), "loss");
  check_gradient_at(b.net, b.data, b.start, g);
  team *t = make_team(2, b.net, b.data);
  train(t, b.start, M, 50000, 1e-4, .5, compare_notebook, &next);
  assert_null(next);
  print_message("the loss is off by %.1e on the plateau, %.1e while it drops, %.1e in the tail\n", far[0], far[1], far[2]);
  assert_true(far[0] < 6.5e-6);
  assert_true(far[1] < 2.2e-2);
  assert_true(far[2] < 6.2e-5);
  assert_int_equal(misclassified(b.net, b.start, b.data), (int) must_find(notebook(), "wrong")->value[0]);
  free_team(t);
  free_dataset(b.data);
}

/* Steps that are too small for a parameter of 24 bits. */
TEST(small_steps)
{
  double theta = 1, M = 0, g = 1;
  for (int n = 0; n < 1000; n++) momentum_step(1, &theta, &M, &g, 1e-12, 0);
  assert_within(theta, 1 - 1e-9, 1000*DBL_EPSILON);
}

/* The order of the sums is fixed, here as there. */
TEST(threads)
{
  beginning b = begin(3, 10000, .3, .2, 4);
  double first[ROOM], g[ROOM];
  for (int threads = 1; threads <= 5; threads++) {
    team *t = make_team(threads, b.net, b.data);
    for (int n = 0; n < 20; n++) {
      double *to = threads == 1 && n == 0 ? first : g;
      to[4*4 + 4 + 2 + 0] = 0;
      const double J = gradient(t, b.start, to);
      to[22] = J;
      assert_same_bits(to, first, 23*sizeof(double));
    }
    free_team(t);
  }
  free_dataset(b.data);
}

/* Points are rounded as they are read, parameters not at all when they are written. */
TEST(files)
{
  char message[MESSAGE_SIZE];
  class_list classes = {.C = 0};
  put_file(in_scratch("p.csv"), "0.1,16777217,a\n-1e-50,0.30000001192092896,b\n3.4028234e38,1e-45,b\n");
  dataset *data = read_points(in_scratch("p.csv"), &(reading) {.header = "no"}, &classes, message);
  assert_non_null(data);
  const float expected[2][3] = {{.1f, -0.f, 3.4028234e38f}, {16777216, .3f, 1e-45f}};
  for (int d = 0; d < 2; d++) assert_same_bits(data->x[d], expected[d], sizeof expected[d]);
  free_dataset(data);
  model m = {.set = default_settings(true, 3)}, again = {.net = {0, 0, 0}};
  uint64_t seed = 5;
  assert_true(make_model(&m, (network) {2, 3, 2}));
  for (int j = 0; j < 17; j++) m.theta[j] = between(&seed, -1, 1);
  for (int j = 0; j < 17; j++) m.M[j] = between(&seed, -1e-9, 1e-9);
  m.classes = classes;
  m.set.batch_size = m.set.samples;
  seed_generator(&m.g, 1);
  if (save_model(in_scratch("m.ffnn"), &m) != SAVED) fail();
  if (!load_model(in_scratch("m.ffnn"), &again, message)) fail_msg("%s", message);
  assert_same_bits(again.theta, m.theta, 17*sizeof(double));
  assert_same_bits(again.M, m.M, 17*sizeof(double));
  free_model(&m);
  free_model(&again);
}

/* A number that is too large for single precision would be infinite. */
TEST(large_numbers)
{
  char message[MESSAGE_SIZE];
  class_list classes = {.C = 0};
  put_file(in_scratch("p.csv"), "1,a\n1e39,b\n");
  assert_null(read_points(in_scratch("p.csv"), &(reading) {.header = "no"}, &classes, message));
  assert_non_null(strstr(message, ":2:1: expected a finite decimal number, found '1e39'"));
}

/* The check of the gradient knows how precise the loss is: it finds this one right, and a wrong one wrong. */
TEST(verdict)
{
  beginning b = begin_notebook();
  team *t = make_team(2, b.net, b.data);
  gradient_check *c = check_gradient(t, b.net, b.data, b.check, 1000);
  assert_non_null(c);
  assert_int_equal(judge_gradient(b.net, c), GRADIENT_RIGHT);
  assert_true(c->clear >= 8);
  int wrong = 0;
  for (int m = 0; m < c->n; m++) {
    const double kept = c->backprop[m];
    c->backprop[m] *= 1.2;
    wrong += judge_gradient(b.net, c) == GRADIENT_WRONG;
    c->backprop[m] = kept;
  }
  assert_true(wrong >= 8);
  free_gradient_check(c);
  free_team(t);
  free_dataset(b.data);
}

int main(void)
{
  return run_all("float", NULL, NULL);
}
