/* The verdict on the gradient: its error bounds hold, it never calls the right gradient wrong, and never a wrong one right. */
#include "test.h"

/* --- the derivatives in extended precision, sample by sample, and with a fault if that is wished for */

enum {NO_FAULT, SIGN_OF_OUTPUT, SIGN_OF_HIDDEN, SIGN_OF_HIDDEN_BIASES, NO_HIDDEN_BIASES, NO_OUTPUT_BIASES, DOUBLE_WO, /* so far: wrong in a part as a whole */
  SLOPE, NO_LABEL, TURNED, FORGOTTEN, FAULTS};

static void slopes(network net, const double *theta, const dataset *data, int fault, double *g)
{
  const int D = net.D, K = net.K, C = net.C, count = parameter_count(net);
  const double *Wh = theta, *bh = Wh + D*K, *Wo = bh + K, *bo = Wo + K*C;
  long double total[count];
  for (int j = 0; j < count; j++) total[j] = 0;
  for (long i = 0; i < data->N - (fault == FORGOTTEN); i++) {
    long double h[K], rest[K], z[C], delta[C], greatest = -INFINITY, s = 0;
    for (int k = 0; k < K; k++) {
      long double sum = bh[k];
      for (int d = 0; d < D; d++) sum += (long double) data->x[i/PANEL*D + d][i%PANEL]*Wh[d*K + k];
      h[k] = 1/(1 + expl(-sum));
      rest[k] = 1/(1 + expl(sum)); /* 1-h */
    }
    for (int c = 0; c < C; c++) {
      z[c] = bo[c];
      for (int k = 0; k < K; k++) z[c] += h[k]*Wo[k*C + c];
      greatest = fmaxl(greatest, z[c]);
    }
    for (int c = 0; c < C; c++) s += expl(z[c] - greatest);
    const int y = data->y[i/PANEL][i%PANEL];
    for (int c = 0; c < C; c++) {
      delta[c] = expl(z[c] - greatest)/s;
      if (c == y && fault != NO_LABEL) { /* minus the probability of the others, so that nothing cancels */
        delta[c] = 0;
        for (int a = 0; a < C; a++)
          if (a != y) delta[c] -= expl(z[a] - greatest)/s;
      }
      if (fault == SIGN_OF_OUTPUT) delta[c] = -delta[c];
    }
    for (int k = 0; k < K; k++) {
      long double sum = 0;
      for (int c = 0; c < C; c++) sum += delta[c]*Wo[fault == TURNED ? c*K + k : k*C + c];
      sum *= fault == SLOPE ? h[k] : h[k]*rest[k];
      if (fault == SIGN_OF_HIDDEN) sum = -sum;
      for (int d = 0; d < D; d++) total[d*K + k] += sum*data->x[i/PANEL*D + d][i%PANEL];
      if (fault != NO_HIDDEN_BIASES) total[D*K + k] += fault == SIGN_OF_HIDDEN_BIASES ? -sum : sum;
      for (int c = 0; c < C; c++) total[D*K + K + k*C + c] += h[k]*delta[c]*(fault == DOUBLE_WO ? 2 : 1);
    }
    if (fault != NO_OUTPUT_BIASES)
      for (int c = 0; c < C; c++) total[D*K + K + K*C + c] += delta[c];
  }
  for (int j = 0; j < count; j++) g[j] = (double) total[j];
}

/* --- what is checked: tables of all sizes of numbers, and networks before, after, and beyond training */

enum {CIRCLES, PEOPLE, SCALED, KINDS};

static dataset *make_points(int kind, double size, long N, uint64_t *seed)
{
  generator g;
  seed_generator(&g, (uint32_t) between(seed, 0, 1e9));
  if (kind == CIRCLES) return make_circles(N, .1, size, &g);
  dataset *data = make_dataset(N, 4, 3);
  for (long i = 0; i < N; i++) {
    const double people[] = {40 + 15*random_normal(&g), 5e4*exp(.5*random_normal(&g)), 0, 1e-6*between(seed, 0, 1)};
    for (int d = 0; d < 4; d++) data->x[i/PANEL*4 + d][i%PANEL] = kind == PEOPLE ? people[d] : size*random_normal(&g);
    data->y[i/PANEL][i%PANEL] = (int) between(seed, 0, 3);
  }
  return data;
}

typedef struct {
  int right, cannot, planted, found;
} counts;

static void tell(const counts *n)
{
  print_message("%d right, %d can't tell; %d of %d planted faults found\n", n->right, n->cannot, n->found, n->planted);
}

/* The bound is one: the exact derivative is no further from the quotient. With it the gradient, and no wrong one, is judged. */
static gradient_verdict check_verdicts(network net, const dataset *data, double *theta, counts *n)
{
  const int count = parameter_count(net);
  double g[count], right[count], before[count];
  memcpy(before, theta, sizeof before);
  team *crew = make_team(1, net, data);
  gradient_check *c = check_gradient(crew, net, data, theta, count);
  assert_non_null(c);
  assert_int_equal(c->n, count);
  assert_same_bits(theta, before, sizeof before);
  slopes(net, theta, data, NO_FAULT, g);
  memcpy(right, c->backprop, sizeof right);
  for (int j = 0; j < count; j++)
    if (isfinite(g[j]) && isfinite(c->bound[j])) {
      if (!(fabs(g[j] - c->half[j]) <= c->bound[j])) fail_msg("derivative %d is %g, and not within %g of %g", j, g[j], c->bound[j], c->half[j]);
    }
  const gradient_verdict verdict = judge_gradient(net, c);
  const int clear = c->clear;
  if (verdict == GRADIENT_WRONG) fail_msg("the right gradient is called wrong");
  if (verdict == GRADIENT_RIGHT) assert_true(clear >= 4 && c->worst < 1);
  n->right += verdict == GRADIENT_RIGHT;
  n->cannot += verdict == CANNOT_TELL;
  for (int fault = SIGN_OF_OUTPUT; fault < FAULTS; fault++) {
    slopes(net, theta, data, fault, c->backprop);
    const gradient_verdict other = judge_gradient(net, c);
    if (fault < SLOPE && other == GRADIENT_RIGHT) fail_msg("with fault %d it is called right", fault);
    if (fault < SLOPE && verdict == GRADIENT_RIGHT && other != GRADIENT_WRONG) fail_msg("with fault %d it should be called wrong", fault);
    n->planted++;
    n->found += other == GRADIENT_WRONG;
    assert_int_equal(c->clear, clear);
  }
  /* one derivative alone: its opposite, nothing, not a number */
  for (int j = 0; j < count; j++) {
    const double wrong[] = {-right[j], 0, 2*right[j], NAN};
    for (int m = 0; m < LENGTH(wrong); m++) {
      memcpy(c->backprop, right, sizeof right);
      c->backprop[j] = wrong[m];
      if (fabs(c->half[j]) > 3*c->bound[j] || (m == 3 && isfinite(c->half[j]) && isfinite(c->bound[j])))
        assert_int_equal(judge_gradient(net, c), GRADIENT_WRONG);
    }
  }
  free_gradient_check(c);
  free_team(crew);
  return verdict;
}

/* Numbers of the size of one, and random parameters: all derivatives are clear, each fault is found, and one of a millionth too. */
TEST(ordinary)
{
  uint64_t seed = 3;
  counts n = {0, 0, 0, 0};
  for (int kind = 0; kind < KINDS; kind++)
    for (int m = 0; m < 20; m++) {
      if (kind == PEOPLE) continue;
      dataset *data = make_points(kind, kind == CIRCLES ? .1 : 1, 300 + 50*m, &seed);
      network net = {data->D, 1 + m%8, data->C};
      const int count = parameter_count(net);
      double theta[count];
      fill(&seed, theta, count, 2);
      assert_int_equal(check_verdicts(net, data, theta, &n), GRADIENT_RIGHT);
      team *crew = make_team(1, net, data);
      gradient_check *c = check_gradient(crew, net, data, theta, count);
      judge_gradient(net, c);
      assert_int_equal(c->clear, count);
      assert_within(c->worst, 0, 1e-4);
      for (int j = 0; j < count; j++) {
        c->backprop[j] *= 1 + 1e-5;
        if (fabs(c->half[j]) > .1) assert_int_equal(judge_gradient(net, c), GRADIENT_WRONG);
        c->backprop[j] /= 1 + 1e-5;
      }
      free_gradient_check(c);
      free_team(crew);
      free_dataset(data);
    }
  print_message("%d of %d planted faults found\n", n.found, n.planted);
  assert_int_equal(n.cannot, 0);
  assert_true(n.found > .9*n.planted); /* with one unit, two classes, and the like, a fault may have no effect */
}

/* Noise from 0.1 to 1e20, people with incomes; parameters from tiny to giant */
TEST(any_size)
{
  uint64_t seed = 4;
  counts n = {0, 0, 0, 0};
  const double sizes[] = {0, 1e-6, .1, 1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e8, 1e10, 1e20, 1e300}, weights[] = {0, 1e-8, .1, 1, 10, 100, 1e3, 1e6, 1e10, 1e300};
  for (int kind = 0; kind < KINDS; kind++)
    for (int s = 0; s < LENGTH(sizes); s++)
      for (int w = 0; w < LENGTH(weights); w++) {
        dataset *data = make_points(kind, sizes[s], w%2 ? 300 : 1000, &seed);
        network net = {data->D, 1 + (s + w)%5, data->C};
        double theta[parameter_count(net)];
        fill(&seed, theta, parameter_count(net), weights[w]);
        check_verdicts(net, data, theta, &n);
        free_dataset(data);
      }
  tell(&n);
  assert_true(n.right > 50 && n.cannot > 100);
}

/* Small hidden weights, and giant output weights, before which a step in the others is a large one */
TEST(lever)
{
  uint64_t seed = 7;
  counts n = {0, 0, 0, 0};
  for (double size = 1; size < 1e8; size *= 10)
    for (int m = 0; m < 8; m++) {
      dataset *data = make_points(SCALED, 1, 5000, &seed);
      network net = {4, 1 + m%3, 3};
      double theta[parameter_count(net)];
      fill(&seed, theta, parameter_count(net), .5);
      for (int j = 5*net.K; j < 5*net.K + net.K*3; j++) theta[j] *= size;
      check_verdicts(net, data, theta, &n);
      free_dataset(data);
    }
  tell(&n);
  assert_true(n.right > 50);
}

/* Trained: to a minimum, to saturation, or out of all bounds */
TEST(trained)
{
  uint64_t seed = 5;
  counts n = {0, 0, 0, 0};
  const double rates[] = {1e-6, 1e-3, .1, 10, 1e10, 1e200};
  for (int kind = 0; kind < KINDS; kind++)
    for (int r = 0; r < LENGTH(rates); r++)
      for (int m = 0; m < 8; m++) {
        dataset *data = make_points(kind, m%2 ? .1 : 1, m%3 ? 20 : 200, &seed);
        network net = {data->D, 2 + m%4, data->C};
        const int count = parameter_count(net);
        double theta[count], M[count], g[count];
        fill(&seed, theta, count, 1);
        memset(M, 0, sizeof M);
        team *crew = make_team(1, net, data);
        for (int t = 0; t < 2000; t++) {
          if (!isfinite(gradient(crew, theta, g))) break;
          momentum_step(count, theta, M, g, rates[r], .5);
        }
        free_team(crew);
        check_verdicts(net, data, theta, &n);
        free_dataset(data);
      }
  tell(&n);
  assert_true(n.right > 20 && n.cannot > 20);
}

/* A large network: some derivatives of each part, in their order, and no more than were asked for, more or less. */
TEST(some)
{
  uint64_t seed = 6;
  network net = {16, 60, 10};
  dataset *data = random_dataset(&seed, 100, 16, 10);
  const int count = parameter_count(net), ends[] = {960, 1020, 1620, 1630}, most[] = {16, 50, 1000, 1629, 1630, 1700};
  double theta[count], g[count];
  fill(&seed, theta, count, 1);
  team *crew = make_team(2, net, data);
  gradient(crew, theta, g);
  for (int m = 0; m < LENGTH(most); m++) {
    gradient_check *c = check_gradient(crew, net, data, theta, most[m]);
    int of_part[4] = {0}, part = 0;
    assert_true(c->n <= most[m] && c->n >= most[m]/4);
    assert_true(c->n == count || most[m] < count);
    for (int j = 0; j < c->n; j++) {
      assert_true(j == 0 || c->which[j] > c->which[j - 1]);
      assert_true(c->which[j] < count);
      assert_true(c->backprop[j] == g[c->which[j]]);
      while (c->which[j] >= ends[part]) part++;
      of_part[part]++;
    }
    for (int p = 0; p < 4; p++) assert_true(of_part[p] >= 4);
    for (int j = 1; j < of_part[0]; j++) assert_in_range(c->which[j] - c->which[j - 1], 960/of_part[0], 960/of_part[0] + 1);
    assert_true(c->which[c->n - 1] > 1620);
    assert_int_equal(judge_gradient(net, c), GRADIENT_RIGHT);
    free_gradient_check(c);
  }
  free_team(crew);
  free_dataset(data);
}

int main(void)
{
  return run_all("check", NULL, NULL);
}
