/* Mini-batches and held-out samples: the shuffle, the trajectories against NumPy's, the two moments of the estimated
   gradient over all batches that there are, Wilson's interval against the inequality that defines it. */
#include <sys/resource.h>
#include "test.h"

enum {MOST = MOST_PARAMETERS};

/* a random problem: a network, samples, a team, and parameters */
typedef struct {
  network net;
  dataset *data;
  team *t;
  int count;
  double theta[MOST];
} situation;

static situation set_up(uint64_t *seed, network net, long N, int threads)
{
  situation s = {.net = net, .count = parameter_count(net), .data = random_dataset(seed, N, net.D, net.C)};
  s.t = make_team(threads, net, s.data);
  assert_non_null(s.t);
  fill(seed, s.theta, s.count, 2);
  return s;
}

static void take_down(situation *s)
{
  free_team(s->t);
  free_dataset(s->data);
}

/* some samples of a data set, one by one */
static dataset *picked(const dataset *data, long n, const int *which)
{
  dataset *d = make_dataset(n, data->D, data->C);
  assert_non_null(d);
  for (long i = 0; i < n; i++) {
    long j = which != NULL ? which[i] : i;
    for (int k = 0; k < data->D; k++) d->x[i/PANEL*data->D + k][i%PANEL] = data->x[j/PANEL*data->D + k][j%PANEL];
    d->y[i/PANEL][i%PANEL] = data->y[j/PANEL][j%PANEL];
  }
  return d;
}

/* of two generators; not of the padding between their members */
static void assert_same_words(const generator *a, const generator *b)
{
  assert_int_equal(a->used, b->used);
  assert_same_bits(a->state, b->state, sizeof a->state);
}

/* --- the shuffle */

TEST(shuffle)
{
  int compared = 0;
  for_cases (name) {
    const record *r = case_record(name, "epoch");
    if (r == NULL) continue;
    beginning b = begin_case(name);
    int order[1000];
    for (int i = 0; i < r->count; i++) order[i] = i;
    for (int epoch = 0; epoch < 2; epoch++) {
      r = find(r, (char[]) {name, '.', 'e', 'p', 'o', 'c', 'h', 0});
      assert_non_null(r);
      assert_int_equal(r->count, b.data->N);
      shuffle(&b.g, r->count, order);
      for (int i = 0; i < r->count; i++) assert_int_equal(order[i], (int) r->value[i]);
      r++;
      compared++;
    }
    free_dataset(b.data);
  }
  assert_true(compared >= 6);
}

/* All 120 orders of five, each about as often as the others: chi-squared with 119 degrees of freedom has the mean 119
   and the standard deviation 15.4. */
TEST(orders)
{
  enum {TIMES = 100};
  int counts[3125] = {0}, order[5], orders = 0;
  double chi2 = 0;
  generator g;
  seed_generator(&g, 3);
  for (int j = 0; j < 120*TIMES; j++) {
    int code = 0;
    for (int i = 0; i < 5; i++) order[i] = i;
    shuffle(&g, 5, order);
    for (int i = 0; i < 5; i++) code = 5*code + order[i];
    counts[code]++;
  }
  for (int j = 0; j < 3125; j++)
    if (counts[j] > 0) {
      chi2 += pow(counts[j] - TIMES, 2)/TIMES;
      orders++;
    }
  assert_int_equal(orders, 120);
  assert_within(chi2, 119, 4*15.4);
  generator before = g;
  shuffle(&g, 1, order); /* nothing to do, nothing drawn */
  shuffle(&g, 0, order);
  assert_same_words(&g, &before);
}

/* --- the gradient of some samples: the same bits as of a data set that has no others */

TEST(batch_gradient)
{
  const long sizes[] = {1, 2, 127, 128, 129, 2047, 2048, 2049, 2*2048 + 130, 5000};
  const network nets[] = {{2, 3, 2}, {4, 7, 5}, {1, 1, 2}};
  uint64_t seed = 43;
  static int order[5000];
  for (int m = 0; m < LENGTH(nets); m++) {
    situation s = set_up(&seed, nets[m], 5000, 2);
    for (int i = 0; i < 5000; i++) order[i] = (int) between(&seed, 0, 5000); /* in no order, some of them twice */
    double all[MOST], J_all = gradient(s.t, s.theta, all);
    for (int n = 0; n < LENGTH(sizes); n++)
      for (int first = 0; first < 2; first++) {
        const int *batch = first ? NULL : order + (5000 - sizes[n])/2;
        dataset *few = picked(s.data, sizes[n], batch);
        team *other = make_team(1, s.net, few);
        double g[MOST], expected[MOST];
        double J = batch_gradient(s.t, sizes[n], batch, s.theta, g), J_expected = gradient(other, s.theta, expected);
        assert_same_bits(&J, &J_expected, sizeof J);
        assert_same_bits(g, expected, (size_t) s.count*sizeof(double));
        free_team(other);
        free_dataset(few);
      }
    double again[MOST], J_again = gradient(s.t, s.theta, again); /* nothing is left of the batches */
    assert_same_bits(&J_again, &J_all, sizeof J_all);
    assert_same_bits(again, all, (size_t) s.count*sizeof(double));
    take_down(&s);
  }
}

/* --- training with mini-batches */

TEST(golden)
{
  int compared = 0;
  for_cases (name) {
    char batch[] = {name, '.', 'b', 'a', 't', 'c', 'h', 0};
    for (const record *r = find(golden(), batch); r != NULL; r = find(r + 1, batch)) {
      long B = (long) r->value[0], T = r->count - 2;
      const record *final = r + 1;
      beginning b = begin_case(name);
      team *t = make_team(2, b.net, b.data);
      static diary d;
      d = (diary) {.stop = -1};
      double M[MOST] = {0}, largest = 0;
      assert_true(T > 2*b.data->N/B); /* two epochs and more */
      assert_true(set_batches(t, B, &b.g));
      double last = train(t, b.start, M, T, b.eta, b.mu, note, &d);
      assert_int_equal(d.calls, T + 1);
      assert_true(last == d.J[T]);
      for (int j = 0; j <= T; j++) assert_close(d.J[j], r->value[1 + j], 1e-9);
      assert_string_equal(strchr(final->name, '.'), ".batch_final");
      assert_int_equal(final->count, parameter_count(b.net));
      for (int j = 0; j < final->count; j++) largest = fmax(largest, fabs(final->value[j]));
      for (int j = 0; j < final->count; j++) assert_within(b.start[j], final->value[j], 1e-9*largest);
      compared++;
      free_team(t);
      free_dataset(b.data);
    }
  }
  assert_int_equal(compared, 14);
}

/* With B = N nothing is shuffled, nothing drawn, no bit different; also after smaller batches. */
TEST(full_batch)
{
  double theta[3][MOST], M[3][MOST] = {{0}};
  static diary d[3];
  for (int m = 0; m < 3; m++) {
    beginning b = begin_case('b');
    generator before = b.g;
    team *t = make_team(2, b.net, b.data);
    double unused[MOST];
    d[m] = (diary) {.stop = -1};
    memcpy(theta[m], b.start, sizeof b.start);
    if (m == 2) {
      assert_true(set_batches(t, 10, &b.g));
      next_gradient(t, theta[m], unused);
      before = b.g;
    }
    if (m > 0) assert_true(set_batches(t, b.data->N, &b.g));
    train(t, theta[m], M[m], 60, b.eta, b.mu, note, &d[m]);
    assert_same_words(&b.g, &before);
    assert_same_bits(theta[m], theta[0], 17*sizeof(double));
    assert_same_bits(M[m], M[0], 17*sizeof(double));
    assert_same_bits(d[m].J, d[0].J, 61*sizeof(double));
    free_team(t);
    free_dataset(b.data);
  }
}

/* The same bits, whatever the number of threads: batches of some blocks, of one, of a few samples, of one sample. */
TEST(threads)
{
  const int threads[] = {1, 2, 3, 7};
  const long sizes[] = {5*2048 + 77, 2*2048 + 500, 300, 7, 1};
  for (int m = 0; m < LENGTH(sizes); m++) {
    static diary d[2];
    double theta[2][MOST], M[2][MOST];
    generator after[2];
    for (int n = 0; n < LENGTH(threads); n++) {
      uint64_t seed = 47;
      int now = n > 0;
      situation s = set_up(&seed, (network) {2, 5, 3}, 6*2048, threads[n]);
      seed_generator(&after[now], 5);
      memcpy(theta[now], s.theta, sizeof s.theta);
      memset(M, 0, sizeof M);
      d[now] = (diary) {.stop = -1};
      assert_true(set_batches(s.t, sizes[m], &after[now]));
      train(s.t, theta[now], M[now], 100, 1e-4, .9, note, &d[now]);
      if (now) {
        assert_same_bits(theta[0], theta[1], (size_t) s.count*sizeof(double));
        assert_same_bits(d[0].J, d[1].J, 101*sizeof(double));
        assert_same_words(&after[0], &after[1]);
      }
      take_down(&s);
    }
  }
}

/* Training is next_gradient and momentum_step in turn, and stops when told to, or when the estimate isn't finite. */
TEST(stop)
{
  beginning b = begin_case('b');
  generator g = b.g;
  double theta[17], M[17] = {0}, theta2[17], M2[17] = {0}, gradient_[17], J = 0;
  team *t = make_team(2, b.net, b.data);
  static diary d = {.stop = 21};
  memcpy(theta, b.start, sizeof theta);
  memcpy(theta2, b.start, sizeof theta);
  assert_true(set_batches(t, 100, &b.g));
  double last = train(t, theta, M, 1000, b.eta, b.mu, note, &d);
  assert_int_equal(d.calls, 22);
  assert_true(set_batches(t, 100, &g)); /* begins an epoch */
  for (int i = 0; i <= 21; i++) {
    J = next_gradient(t, theta2, gradient_);
    assert_true(J == d.J[i]);
    if (i < 21) momentum_step(17, theta2, M2, gradient_, b.eta, b.mu);
  }
  assert_true(last == J);
  assert_same_bits(theta, theta2, sizeof theta);
  assert_same_bits(M, M2, sizeof M);
  d = (diary) {.stop = -1};
  last = train(t, theta, M, 1000, 1e305, .5, note, &d);
  assert_false(isfinite(last));
  assert_in_range(d.calls, 2, 1000);
  free_team(t);
  free_dataset(b.data);
}

/* --- the mean and the variance of the estimates, by trying all batches that there are */

/* the sums over all batches of size B of N samples; the batch begins with those chosen so far, of which the next is at least from */
typedef struct {
  situation *s;
  int N, B, batch[16], count;
  double J, g[MOST], g2[MOST]; /* of the estimates and their squares */
} census;

static void visit(census *c, int chosen, int from)
{
  if (chosen == c->B) {
    double g[MOST], scale = (double) c->N/c->B;
    c->J += scale*batch_gradient(c->s->t, c->B, c->batch, c->s->theta, g);
    for (int j = 0; j < c->s->count; j++) {
      c->g[j] += scale*g[j];
      c->g2[j] += scale*g[j]*scale*g[j];
    }
    c->count++;
  }
  else for (int i = from; i < c->N; i++) {
    c->batch[chosen] = i;
    visit(c, chosen + 1, i + 1);
  }
}

TEST(unbiased)
{
  uint64_t seed = 53;
  for (int N = 2; N <= 9; N++) { /* the mean over all batches, which are equally likely */
    situation s = set_up(&seed, (network) {2, 3, 2}, N, 1);
    double full[MOST], J = gradient(s.t, s.theta, full), largest = 0;
    for (int j = 0; j < s.count; j++) largest = fmax(largest, fabs(full[j]));
    for (int B = 1; B <= N; B++) {
      census c = {.s = &s, .N = N, .B = B};
      visit(&c, 0, 0);
      assert_close(c.J/c.count, J, 1e-12);
      for (int j = 0; j < s.count; j++) assert_within(c.g[j]/c.count, full[j], 1e-12*largest);
    }
    take_down(&s);
  }
  /* at a fixed point, the batches of an epoch have the gradient of all samples between them */
  const long sizes[] = {1, 7, 128, 130, 999, 1000, 2500, 4095};
  for (int m = 0; m < LENGTH(sizes); m++) {
    long N = 4096, steps = (N + sizes[m] - 1)/sizes[m];
    situation s = set_up(&seed, (network) {2, 3, 2}, N, 2);
    double full[MOST], g[MOST], J = gradient(s.t, s.theta, full), largest = 0;
    generator r;
    seed_generator(&r, 6);
    assert_true(set_batches(s.t, sizes[m], &r));
    for (int j = 0; j < s.count; j++) largest = fmax(largest, fabs(full[j]));
    for (int epoch = 0; epoch < 3; epoch++) {
      double J_sum = 0, sum[MOST] = {0};
      for (long i = 0; i < steps; i++) {
        double estimate = next_gradient(s.t, s.theta, g);
        J_sum += estimate*(double)(i + 1 < steps ? sizes[m] : N - i*sizes[m])/(double) N;
        for (int j = 0; j < s.count; j++) sum[j] += g[j];
      }
      assert_close(J_sum, J, 1e-12);
      for (int j = 0; j < s.count; j++) assert_within(sum[j], full[j], 1e-12*largest);
    }
    take_down(&s);
  }
}

TEST(batch_variance)
{
  uint64_t seed = 59;
  for (int N = 2; N <= 9; N++) {
    situation s = set_up(&seed, (network) {2, 3, 2}, N, 1);
    double full[MOST], one[9][MOST];
    gradient(s.t, s.theta, full);
    for (int i = 0; i < N; i++) batch_gradient(s.t, 1, &i, s.theta, one[i]);
    for (int B = 1; B <= N; B++) {
      census c = {.s = &s, .N = N, .B = B};
      visit(&c, 0, 0);
      for (int j = 0; j < s.count; j++) {
        double S2 = 0;
        for (int i = 0; i < N; i++) S2 += pow(one[i][j] - full[j]/N, 2)/(N - 1);
        assert_within(c.g2[j]/c.count - full[j]*full[j], N*N*S2/B*(1 - (double) B/N), 1e-13*c.g2[j]/c.count);
      }
    }
    take_down(&s);
  }
}

/* --- held-out samples */

/* The samples go where shuffle puts their numbers. */
TEST(shuffle_samples)
{
  const long sizes[] = {1, 2, 127, 128, 129, 1000};
  uint64_t seed = 31;
  for (int n = 0; n < LENGTH(sizes); n++) {
    const long N = sizes[n];
    dataset *data = random_dataset(&seed, N, 3, 4), *old = copy_samples(data, 0, N);
    generator g, h;
    int order[1000];
    seed_generator(&g, 9);
    h = g;
    for (int i = 0; i < N; i++) order[i] = i;
    shuffle(&h, N, order);
    shuffle_samples(&g, data);
    assert_same_bits(&g, &h, sizeof g);
    for (long i = 0; i < N; i++) {
      const long j = order[i];
      for (int d = 0; d < 3; d++) assert_true(data->x[i/PANEL*3 + d][i%PANEL] == old->x[j/PANEL*3 + d][j%PANEL]);
      assert_int_equal(data->y[i/PANEL][i%PANEL], old->y[j/PANEL][j%PANEL]);
    }
    free_dataset(data);
    free_dataset(old);
  }
}

TEST(copy_samples)
{
  const long ranges[][2] = {{0, 1}, {0, 1000}, {999, 1}, {1, 999}, {127, 2}, {128, 128}, {500, 257}};
  uint64_t seed = 61;
  dataset *data = random_dataset(&seed, 1000, 3, 4);
  for (int m = 0; m < LENGTH(ranges); m++) {
    long first = ranges[m][0], N = ranges[m][1];
    dataset *copy = copy_samples(data, first, N);
    assert_int_equal(copy->N, N);
    assert_int_equal(copy->D, 3);
    assert_int_equal(copy->C, 4);
    for (long i = 0; i < N; i++) {
      long j = first + i;
      for (int d = 0; d < 3; d++) assert_true(copy->x[i/PANEL*3 + d][i%PANEL] == data->x[j/PANEL*3 + d][j%PANEL]);
      assert_int_equal(copy->y[i/PANEL][i%PANEL], data->y[j/PANEL][j%PANEL]);
    }
    free_dataset(copy);
  }
  free_dataset(data);
}

/* A data set whose N is made smaller is, for the network, one that never had the others: the same bits. */
TEST(fewer_samples)
{
  const long sizes[] = {2, 100, 128, 129, 2048, 4000};
  const long batches[] = {0, 7}; /* none, and small */
  uint64_t seed = 67;
  for (int m = 0; m < LENGTH(sizes); m++)
    for (int n = 0; n < 2; n++) {
      situation s = set_up(&seed, (network) {2, 3, 2}, 4097, 1);
      dataset fewer = *s.data, *by_hand = picked(s.data, sizes[m], NULL);
      fewer.N = sizes[m];
      const dataset *sets[] = {&fewer, by_hand};
      double theta[2][MOST], M[2][MOST] = {{0}};
      for (int a = 0; a < 2; a++) {
        team *t = make_team(2, s.net, sets[a]);
        static diary d;
        d = (diary) {.stop = -1};
        generator g;
        seed_generator(&g, 8);
        memcpy(theta[a], s.theta, sizeof s.theta);
        if (batches[n] != 0 && batches[n] < sizes[m]) assert_true(set_batches(t, batches[n], &g));
        train(t, theta[a], M[a], 50, 1e-4, .5, note, &d);
        free_team(t);
      }
      assert_same_bits(theta[0], theta[1], (size_t) s.count*sizeof(double));
      assert_int_equal(misclassified(s.net, theta[0], &fewer), misclassified(s.net, theta[0], by_hand));
      free_dataset(by_hand);
      take_down(&s);
    }
}

TEST(confusion)
{
  /* the class whose weight is greatest at x, with one hidden unit that is nearly a switch: 0 for x<0, 1 for x>0; never 2 */
  const network net = {1, 1, 3};
  const double theta[] = {50, 0, 0, 10, 0, 5, 0, -20};
  const int y[] = {0, 1, 2, 0, 1, 2, 2}, x[] = {-1, -1, -1, 1, 1, 1, 1};
  const long expected[] = {1, 1, 0, 1, 1, 0, 1, 2, 0};
  dataset *data = make_dataset(7, 1, 3);
  long counts[25] = {77, 77, 77, 77, 77, 77, 77, 77, 77, 77};
  for (int i = 0; i < 7; i++) {
    data->x[0][i] = x[i];
    data->y[0][i] = y[i];
  }
  confusion(net, theta, data, counts);
  for (int j = 0; j < 9; j++) assert_int_equal(counts[j], expected[j]);
  assert_int_equal(counts[9], 77);
  assert_int_equal(misclassified(net, theta, data), 5);
  free_dataset(data);
  uint64_t seed = 71; /* for other networks: forward and predict, counted one by one */
  for_networks (n) {
    situation s = set_up(&seed, n, 300, 1);
    long other[25] = {0}, wrong = 0;
    for (long p = 0; p < 3; p++) {
      column h[16], z[5], sums, y_hat[5];
      int answer[PANEL];
      forward(n, s.theta, s.data->x + p*n.D, h, z, sums, y_hat);
      predict(n.C, y_hat, answer);
      for (int i = 0; i < (p < 2 ? 128 : 44); i++) {
        other[s.data->y[p][i]*n.C + answer[i]]++;
        wrong += s.data->y[p][i] != answer[i];
      }
    }
    confusion(n, s.theta, s.data, counts);
    for (int j = 0; j < n.C*n.C; j++) assert_int_equal(counts[j], other[j]);
    assert_int_equal(misclassified(n, s.theta, s.data), wrong);
    take_down(&s);
  }
}

/* the least (or, if up, the greatest) p with |k/n-p| <= z sqrt(p(1-p)/n), by bisection between k/n and the end */
static double bound(long k, long n, double z, bool up)
{
  long double mean = (long double) k/n, in = mean, out = up;
  for (int i = 0; i < 200; i++) {
    long double p = (in + out)/2;
    if (fabsl(mean - p) <= z*sqrtl(p*(1 - p)/n)) in = p;
    else out = p;
  }
  return (double) in;
}

TEST(wilson)
{
  const double z = 1.959963984540054; /* where the normal distribution leaves 2.5% above */
  double low, high;
  assert_within(erfc(z/sqrt(2)), .05, 1e-15);
  /* four proportions of R. G. Newcombe, Statistics in Medicine 17 (1998), table I; and ten of ten */
  const struct { long k, n; double low, high; } known[] = {
    {81, 263, .2553, .3662}, {15, 148, .0624, .1605}, {0, 20, 0, .1611}, {1, 29, .0061, .1718}, {10, 10, .7225, 1}
  };
  for (int j = 0; j < LENGTH(known); j++) {
    wilson(known[j].k, known[j].n, z, &low, &high);
    assert_within(low, known[j].low, .00005001);
    assert_within(high, known[j].high, .00005001);
  }
  const double quantiles[] = {z, 1, 3.3};
  const long sizes[] = {1, 2, 3, 10, 47, 1000, 15000, 1000000000};
  for (int q = 0; q < 3; q++)
    for (int m = 0; m < LENGTH(sizes); m++) {
      long n = sizes[m], step = n < 100 ? 1 : n/97;
      for (long k = 0; k <= n; k += step) {
        double mirror_low, mirror_high;
        wilson(k, n, quantiles[q], &low, &high);
        assert_within(low, bound(k, n, quantiles[q], false), 1e-14);
        assert_within(high, bound(k, n, quantiles[q], true), 1e-14);
        assert_true(0 <= low && low < high && high <= 1);
        double a = quantiles[q]*quantiles[q]/(double) n, mean = (double) k/(double) n; /* and as the book has it */
        double root = sqrt(a*mean*(1 - mean) + a*a/4);
        assert_within(low, (mean + a/2 - root)/(1 + a), 1e-15);
        assert_within(high, (mean + a/2 + root)/(1 + a), 1e-15);
        wilson(n - k, n, quantiles[q], &mirror_low, &mirror_high); /* failures for successes */
        assert_within(mirror_low, 1 - high, 1e-15);
        assert_within(mirror_high, 1 - low, 1e-15);
      }
      wilson(0, n, quantiles[q], &low, &high); /* none: from 0 exactly, and not to 0 */
      assert_true(low == 0);
      assert_close(high, quantiles[q]*quantiles[q]/((double) n + quantiles[q]*quantiles[q]), 1e-6);
      wilson(n, n, quantiles[q], &low, &high); /* all: not from 1 */
      assert_true(high == 1 && low < 1);
      assert_close(low, (double) n/((double) n + quantiles[q]*quantiles[q]), 1e-15);
    }
}

/* --- no memory: no more of it than there is already */

TEST(no_memory)
{
  if (SANITIZED) skip();
  enum {MANY = 4000000};
  uint64_t seed = 73;
  struct rlimit before, little;
  long pages = 0;
  generator g;
  situation s = set_up(&seed, (network) {1, 1, 2}, MANY, 1);
  seed_generator(&g, 0);
  FILE *f = fopen("/proc/self/statm", "r");
  if (f == NULL || fscanf(f, "%ld", &pages) != 1) skip();
  fclose(f);
  assert_int_equal(getrlimit(RLIMIT_AS, &before), 0);
  little = before;
  little.rlim_cur = (rlim_t) pages*(rlim_t) sysconf(_SC_PAGESIZE) + (1 << 20);
  assert_int_equal(setrlimit(RLIMIT_AS, &little), 0);
  bool shuffled = set_batches(s.t, 10, &g);
  dataset *copy = copy_samples(s.data, 0, MANY);
  setrlimit(RLIMIT_AS, &before);
  assert_false(shuffled);
  assert_null(copy);
  assert_true(set_batches(s.t, 10, &g)); /* and a second time, when there is some */
  take_down(&s);
}

/* A sample's number is its only input, so that it can be found again. */
static dataset *numbered(uint64_t *seed, long N, int C)
{
  dataset *data = make_dataset(N, 1, C);
  assert_non_null(data);
  const double skew = between(seed, 1, 6); /* the classes are of very different sizes, and some are empty */
  for (long i = 0; i < N; i++) {
    data->x[i/PANEL][i%PANEL] = (double) i;
    data->y[i/PANEL][i%PANEL] = (int)(C*pow(between(seed, 0, 1), skew));
  }
  return data;
}

/* Of each class its share is held out, to less than one sample; and not its last one, as long as there is another way. The rest is as it was. */
TEST(shares)
{
  uint64_t seed = 9;
  for (int trial = 0; trial < 3000; trial++) {
    const long N = (long) between(&seed, 1, 60), H = (long) between(&seed, 0, (double) N + 1);
    const int C = 2 + (int) between(&seed, 0, 7);
    dataset *data = numbered(&seed, N, C), *old = copy_samples(data, 0, N);
    assert_true(hold_out(data, H));
    long all[8] = {0}, held[8] = {0}, last[8][2], full = 0;
    for (int c = 0; c < C; c++) last[c][0] = last[c][1] = -1;
    bool seen[60] = {false};
    for (long i = 0; i < N; i++) {
      const long was = (long) data->x[i/PANEL][i%PANEL];
      const int c = data->y[i/PANEL][i%PANEL], out = i >= N - H;
      assert_true(!seen[was] && old->y[was/PANEL][was%PANEL] == c);
      seen[was] = true;
      assert_true(was > last[c][out]); /* in the old order */
      last[c][out] = was;
      all[c]++;
      held[c] += out;
    }
    bool ample = true; /* nobody must give a last sample */
    for (int c = 0; c < C; c++) {
      full += all[c] > 0;
      if (all[c] > 0 && all[c] - H*all[c]/N < 2) ample = false;
    }
    for (int c = 0; c < C; c++) {
      assert_true(held[c] == 0 || held[c] == all[c] || last[c][0] < last[c][1]);
      if (N - H >= full && all[c] > 0) assert_true(held[c] < all[c]);
      if (ample) assert_true(labs(held[c]*N - H*all[c]) < N);
    }
    free_dataset(data);
    free_dataset(old);
  }
}

/* the largest remainders: of 10, 6, and 4 samples 3, 1, and 1 are five; rounded down they are 2, 1, and 1 */
TEST(remainders)
{
  const struct { long n[3], H, held[3]; } cases[] = {
    {{10, 6, 4}, 5, {3, 1, 1}}, {{10, 6, 4}, 6, {3, 2, 1}}, {{50, 50, 50}, 45, {15, 15, 15}}, {{97, 2, 1}, 50, {49, 1, 0}},
    {{1, 1, 98}, 99, {1, 1, 97}}, {{1, 1, 98}, 97, {0, 0, 97}}, {{1, 1, 98}, 98, {1, 0, 97}}, {{3, 0, 3}, 3, {2, 0, 1}}
  };
  for (int j = 0; j < LENGTH(cases); j++) {
    long N = 0, i = 0, held[3] = {0};
    for (int c = 0; c < 3; c++) N += cases[j].n[c];
    dataset *data = make_dataset(N, 1, 3);
    for (int c = 0; c < 3; c++)
      for (long k = 0; k < cases[j].n[c]; k++, i++) data->y[i/PANEL][i%PANEL] = c;
    assert_true(hold_out(data, cases[j].H));
    for (i = N - cases[j].H; i < N; i++) held[data->y[i/PANEL][i%PANEL]]++;
    for (int c = 0; c < 3; c++)
      if (held[c] != cases[j].held[c]) fail_msg("case %d: of class %d %ld are held out, not %ld", j, c, held[c], cases[j].held[c]);
    free_dataset(data);
  }
}

int main(void)
{
  return run_all("batch", NULL, NULL);
}
