/* What the playground's page calls: that it trains as the library and the tool do, to the bit; that it goes back to the bit; that what it shows is
   what the network computes; and what it says to files that it can't use. */
#include <ffnn.h>
#include <gsl/gsl_eigen.h>
#include "playground.h"
#include "process.h"

static play *circles(long N, int K, long B)
{
  play *p = play_circles(N, 0.1, 42, K, B);
  if (p == NULL) fail_msg("%s", play_message());
  play_tune(p, 5.0/(double) N, 0.5);
  return p;
}

typedef struct {
  long t;
  double J;
  int count;
  double theta[100], M[100], g[100];
} picture; /* of a network at an iteration */

static picture *take(play *p)
{
  picture *a = test_calloc(1, sizeof(picture));
  a->t = play_iteration(p);
  a->J = play_loss(p);
  a->count = play_count(p);
  memcpy(a->theta, play_theta(p), (size_t) a->count*sizeof(double));
  memcpy(a->M, play_velocity(p), (size_t) a->count*sizeof(double));
  memcpy(a->g, play_gradient(p), (size_t) a->count*sizeof(double));
  return a;
}

static void steps(play *p, int n)
{
  assert_int_equal(play_steps(p, n), n);
}

static void go(play *p, long t)
{
  if (!play_go(p, t)) fail_msg("%s", play_message());
  assert_int_equal(play_iteration(p), t);
}

static void same(play *p, const picture *a)
{
  picture *b = take(p);
  assert_same_bits(a, b, sizeof *a);
  test_free(b);
}

static bool keep(void *context, long t, real J)
{
  ((double *) context)[t] = J;
  return true;
}

/* by the functions of Part I alone */
TEST(trains)
{
  for (int batches = 0; batches < 2; batches++)
    for (int K = 1; K <= 8; K++) {
      const network net = {2, K, 2};
      const int count = parameter_count(net), T = 700;
      double theta[count], M[count], J[T + 1];
      generator g;
      seed_generator(&g, 42);
      dataset *data = make_circles(300, 0.1, 0.1, &g);
      team *crew = make_team(2, net, data);
      random_parameters(&g, count, theta);
      random_parameters(&g, count, theta);
      memset(M, 0, sizeof M);
      if (batches) assert_true(set_batches(crew, 70, &g));
      train(crew, theta, M, T, 5.0/300, 0.5, keep, J);
      play *p = circles(300, K, batches ? 70 : 0);
      for (int t = 0; t < T; t += 100) steps(p, 100);
      assert_int_equal(play_last(p), T);
      assert_int_equal(play_first(p), 0);
      assert_same_bits(play_theta(p), theta, sizeof theta);
      assert_same_bits(play_velocity(p), M, sizeof M);
      assert_same_bits(play_losses(p), J, sizeof J);
      play_forget(p);
      free_team(crew);
      free_dataset(data);
    }
}

/* to iterations at stages and between them, with the settings changed on the way */
TEST(goes_back)
{
  for (int batches = 0; batches < 2; batches++) {
    enum {PICTURES = 40, APART = 37};
    play *p = circles(2500, 3, batches ? 1000 : 0);
    picture *kept[PICTURES];
    uint64_t seed = 5;
    for (int j = 0; j < PICTURES; j++) {
      kept[j] = take(p);
      if (j == 11) play_tune(p, 0.0005, 0.9);
      if (j == 12) play_tune(p, 0.001, 0.2);
      steps(p, APART);
    }
    picture *end = take(p);
    double *losses = test_malloc((PICTURES*APART + 1)*sizeof(double));
    memcpy(losses, play_losses(p), (PICTURES*APART + 1)*sizeof(double));
    for (int again = 0; again < 60; again++) {
      const int j = again < PICTURES ? PICTURES - 1 - again : (int) between(&seed, 0, PICTURES - 0.001);
      go(p, j*APART);
      same(p, kept[j]);
      assert_int_equal(play_last(p), PICTURES*APART);
    }
    go(p, PICTURES*APART);
    same(p, end);
    assert_same_bits(losses, play_losses(p), (PICTURES*APART + 1)*sizeof(double));
    assert_false(play_go(p, PICTURES*APART + 1));
    assert_false(play_go(p, -1));
    same(p, end);
    /* a step from the past makes another future */
    go(p, 5*APART);
    play_tune(p, 0.002, 0.5);
    steps(p, 1);
    assert_int_equal(play_last(p), 5*APART + 1);
    picture *other = take(p);
    go(p, 5*APART);
    same(p, kept[5]);
    go(p, 5*APART + 1);
    same(p, other);
    go(p, 3*APART);
    same(p, kept[3]);
    for (int j = 0; j < PICTURES; j++) test_free(kept[j]);
    test_free(losses), test_free(end), test_free(other);
    play_forget(p);
  }
}

TEST(begins_again)
{
  play *p = circles(500, 3, 200);
  picture *start = take(p);
  steps(p, 100);
  picture *later = take(p);
  assert_true(play_begin(p, 0));
  same(p, start);
  assert_int_equal(play_last(p), 0);
  steps(p, 100);
  same(p, later);
  assert_true(play_begin(p, 1));
  const double *theta = play_theta(p);
  for (int k = 0; k < 3; k++) {
    assert_true(theta[k] == start->theta[0] && theta[3 + k] == start->theta[3] && theta[6 + k] == start->theta[6]);
    assert_true(theta[9 + 2*k] == start->theta[9] && theta[10 + 2*k] == start->theta[10]);
  }
  assert_same_bits(theta + 15, start->theta + 15, 2*sizeof(double));
  steps(p, 300);
  for (int k = 1; k < 3; k++) assert_true(theta[k] == theta[0] && theta[3 + k] == theta[3] && theta[9 + 2*k] == theta[9]); /* equal units stay equal */
  assert_true(play_begin(p, 2));
  for (int j = 0; j < 17; j++) assert_true(theta[j] == 0);
  steps(p, 10);
  assert_true(play_begin(p, 3));
  for (int j = 0; j < 17; j++) assert_within(theta[j], start->theta[j], 0.00005);
  assert_true(play_begin(p, 0));
  same(p, start);
  test_free(start), test_free(later);
  play_forget(p);
}

/* a model goes on with the same bits, here and in the tool */
TEST(saves)
{
  for (int batches = 0; batches < 2; batches++) {
    play *p = circles(500, 4, batches ? 150 : 0);
    steps(p, 77);
    char *text = play_save(p, 200);
    assert_non_null(text);
    play *q = play_open(text, strlen(text), NULL);
    if (q == NULL) fail_msg("%s", play_message());
    assert_int_equal(play_first(q), 77);
    picture *there = take(p);
    same(q, there);
    steps(p, 123);
    steps(q, 123);
    picture *end = take(p);
    same(q, end);
    go(q, 100);
    go(p, 100);
    picture *middle = take(p);
    same(q, middle);
    assert_true(play_begin(q, 0));
    same(q, there);
    go(p, 200);
    /* the tool goes on from the model */
    put_file(in_scratch("play.ffnn"), text);
    const char *file = in_scratch("play.ffnn");
    result r = run("train", "--resume", file, FOLDER, "--quiet");
    if (r.status != 0) fail_msg("%d %s", r.status, r.err);
    if (strstr(r.warnings, "losses before it") == NULL) fail_msg("%s%s", r.err, r.warnings);
    forget(&r);
    model m = {0};
    char message[MESSAGE_SIZE];
    if (!load_model(in_scratch("run/model.ffnn"), &m, message)) fail_msg("%s", message);
    assert_int_equal(m.iteration, 200);
    assert_same_bits(m.theta, end->theta, (size_t) end->count*sizeof(double));
    assert_same_bits(m.M, end->M, (size_t) end->count*sizeof(double));
    free_model(&m);
    free(text);
    text = read_all(in_scratch("run/model.ffnn"));
    play *third = play_open(text, strlen(text), NULL);
    if (third == NULL) fail_msg("%s", play_message());
    same(third, end);
    play_forget(third);
    free(text);
    test_free(there), test_free(middle), test_free(end);
    play_forget(p), play_forget(q);
  }
}

static play *own(const char *file, const char *class_column, const char *leave_out, int K, long B)
{
  return play_points(in_scratch(file), class_column, leave_out, "", 0, 7, K, B);
}

/* three clouds, in units of their own, with a column that is no input */
static void put_clouds(const char *name, int C, int N)
{
  uint64_t seed = 3;
  char *text = calloc((size_t) N + 2, 100), *to = text;
  to += sprintf(to, "length,place,width,kind\n");
  for (int i = 0; i < N; i++)
    to += sprintf(to, "%.3f,p%d,%.3f,k%d\n", 100*(i%C) + between(&seed, -70, 70), i, i%C%2 + between(&seed, -1, 1), i%C);
  put_file(in_scratch(name), text);
  free(text);
}

/* as the library trains with them */
TEST(own_points)
{
  put_clouds("clouds.csv", 3, 400);
  for (int batches = 0; batches < 2; batches++) {
    play *p = own("clouds.csv", "", "2", 5, batches ? 64 : 0);
    if (p == NULL) fail_msg("%s", play_message());
    double sizes[10];
    play_sizes(p, sizes);
    assert_true(sizes[0] == 5 && sizes[1] == 3 && sizes[2] == 400 && sizes[3] == (batches ? 64 : 400) && sizes[9] == 0);
    assert_string_equal(play_class(p, 2), "k2");
    assert_string_equal(play_input(p, 1), "width");
    const settings usual = default_settings(false, 5);
    assert_true(sizes[7] == usual.eta && sizes[8] == usual.mu);
    steps(p, 150);
    /* the library has no way to leave a column out: so the same points as arrays */
    reading how = {.leave_out = "2"};
    class_list classes = {0};
    char message[MESSAGE_SIZE];
    dataset *data = read_points(in_scratch("clouds.csv"), &how, &classes, message);
    double x[800];
    int y[400];
    for (int i = 0; i < 400; i++) x[2*i] = data->x[i/PANEL*2][i%PANEL], x[2*i+1] = data->x[i/PANEL*2 + 1][i%PANEL], y[i] = data->y[i/PANEL][i%PANEL];
    ffnn_points *points = ffnn_make(400, 2, 3, x, y);
    ffnn_settings set = ffnn_defaults(5);
    set.iterations = 150;
    set.seed = 7;
    set.batch_size = batches ? 64 : 0;
    ffnn_model *m = ffnn_train(points, &set, NULL, NULL);
    assert_non_null(m);
    assert_int_equal(ffnn_save(m, in_scratch("library.ffnn")), 0);
    model there = {0};
    if (!load_model(in_scratch("library.ffnn"), &there, message)) fail_msg("%s", message);
    assert_same_bits(play_theta(p), there.theta, (size_t) play_count(p)*sizeof(double));
    long counts[9];
    double mine[9];
    ffnn_test(m, points, counts);
    play_confusion(p, mine);
    for (int j = 0; j < 9; j++) assert_true(mine[j] == (double) counts[j]);
    /* a model of them needs the same points */
    char *text = play_save(p, 150);
    assert_null(play_open(text, strlen(text), NULL));
    assert_non_null(strstr(play_message(), "clouds.csv; please open these first"));
    play *q = play_open(text, strlen(text), p);
    if (q == NULL) fail_msg("%s", play_message());
    steps(q, 10);
    steps(p, 10);
    picture *a = take(p);
    same(q, a);
    test_free(a);
    free(text);
    put_clouds("other.csv", 3, 401);
    play *other = own("other.csv", "", "2", 5, 0);
    text = play_save(p, 150);
    assert_null(play_open(text, strlen(text), other));
    free(text);
    free(how.inputs);
    free_model(&there);
    ffnn_free(m), ffnn_free_points(points), free_dataset(data);
    play_forget(p), play_forget(q), play_forget(other);
  }
}

static void refused(play *p, const char *words)
{
  assert_null(p);
  if (strstr(play_message(), words) == NULL || !proper(play_message())) fail_msg("'%s' isn't in '%s'", words, play_message());
}

TEST(complaints)
{
  put_file(in_scratch("three.csv"), "1,2,3,a\n4,5,6,b\n7,8,9,a\n");
  refused(own("three.csv", "", "", 3, 0), "expected 2 inputs, the axes of the plane, found 3; leave some out");
  put_file(in_scratch("one.csv"), "1,a\n4,b\n7,a\n");
  refused(own("one.csv", "", "", 3, 0), "expected 2 inputs, the axes of the plane, found 1");
  put_clouds("five.csv", 5, 50);
  refused(own("five.csv", "", "place", 3, 0), "expected 2 to 4 classes, found 5");
  put_clouds("many.csv", 2, 50001);
  refused(own("many.csv", "kind", "place", 3, 0), "expected at most 50000 points, found 50001");
  put_file(in_scratch("wrong.csv"), "1,2,a\n3,x,b\n");
  refused(own("wrong.csv", "", "", 3, 0), "wrong.csv:2:3: expected a finite decimal number, found 'x'");
  refused(own("wrong.csv", "5", "", 3, 0), "expected a column from 1 to 3, found 5");
  refused(own("no.csv", "", "", 3, 0), "No such file");
  refused(play_open("", 0, NULL), "the model");
  refused(play_open("ffnn-model 2\n", 13, NULL), "the model:2: ");
  play *p = circles(300, 3, 0);
  char *text = play_save(p, 10), *broken = strdup(text);
  broken[strlen(broken) - 2] ^= 1;
  refused(play_open(broken, strlen(broken), p), "checksum");
  free(text), free(broken);
  play_forget(p);
  const struct {const char *name, *value, *words;} large[] = {{"--hidden", "9", "at most 8 hidden units, found 9"},
    {"--samples", "50001", "at most 50000 points, found 50001"}, {"--holdout", "0.1", "held out"}};
  for (int j = 0; j < LENGTH(large); j++) {
    result r = run("train", FOLDER, "--quiet", "--iterations", "1", large[j].name, large[j].value);
    if (r.status != 0) fail_msg("%d %s", r.status, r.err);
    forget(&r);
    text = read_all(in_scratch("run/model.ffnn"));
    refused(play_open(text, strlen(text), NULL), large[j].words);
    free(text);
  }
}

/* a diverged run stops, and can be left by going back */
TEST(diverges)
{
  play *p = circles(300, 3, 0);
  picture *start = take(p);
  play_tune(p, 1e306, 0.99);
  const int made = play_steps(p, 1000);
  assert_true(made < 1000 && !isfinite(play_losses(p)[made]));
  assert_int_equal(play_steps(p, 10), 0);
  assert_int_equal(play_last(p), made);
  go(p, 0);
  same(p, start);
  play_tune(p, 0.01, 0.5);
  steps(p, 10);
  assert_within(play_guess(p), 300*log(2), 1e-10);
  test_free(start);
  play_forget(p);
}

/* the sample's own gradient is that of a data set with this sample alone; and the whole is the sum over the samples */
TEST(by_hand)
{
  put_clouds("clouds.csv", 3, 60);
  play *p = own("clouds.csv", "", "place", 4, 0);
  steps(p, 20);
  enum {K = 4, C = 3, COUNT = 3*K + C*K + C, HAND = 2 + 3*K + C + 1 + C + 1 + C + 1 + C + 2*K + COUNT};
  double sum[COUNT] = {0}, J = 0, out[HAND + 1], sample[3], scales[4];
  play_scales(p, scales);
  for (int i = 0; i < 60; i++) {
    play_sample(p, i, sample);
    out[HAND] = 77;
    play_hand(p, sample[0], sample[1], (int) sample[2], out);
    assert_true(out[HAND] == 77);
    const double *x = out, *zh = x + 2, *h = zh + K, *zo = h + K, *m = zo + C, *e = m + 1, *s = e + C, *y_hat = s + 1, *xi = y_hat + C, *delta_o = xi + 1,
      *back = delta_o + C, *rest = back + K, *delta_h = rest + K, *g = delta_h + K, *theta = play_theta(p);
    assert_within(x[0], (sample[0] - scales[0])/scales[1], 1e-14);
    double most = -INFINITY, total_e = 0;
    for (int k = 0; k < K; k++) {
      assert_close(zh[k], x[0]*theta[k] + x[1]*theta[K+k] + theta[2*K+k], 1e-11);
      assert_close(h[k], 1/(1 + exp(-zh[k])), 1e-13);
      assert_within(rest[k], 1 - h[k], 1e-15);
      assert_close(delta_h[k], back[k]*h[k]*(1 - h[k]), 1e-12);
    }
    for (int c = 0; c < C; c++) {
      double z = theta[3*K+K*C+c];
      for (int k = 0; k < K; k++) z += h[k]*theta[3*K+k*C+c];
      assert_within(zo[c], z, 1e-12);
      most = fmax(most, z);
    }
    assert_within(*m, most, 1e-12);
    for (int c = 0; c < C; c++) total_e += exp(zo[c] - most);
    assert_close(*s, total_e, 1e-12);
    for (int c = 0; c < C; c++) {
      assert_close(e[c], exp(zo[c] - most), 1e-12);
      assert_close(y_hat[c], exp(zo[c] - most)/total_e, 1e-12);
      assert_within(delta_o[c], y_hat[c] - (c == (int) sample[2]), 1e-15);
    }
    assert_within(*xi, -log(y_hat[(int) sample[2]]), 1e-12);
    for (int k = 0; k < K; k++) {
      double b = 0;
      for (int c = 0; c < C; c++) b += delta_o[c]*theta[3*K+k*C+c];
      assert_within(back[k], b, 1e-14);
    }
    for (int j = 0; j < COUNT; j++) sum[j] += g[j];
    J += *xi;
  }
  assert_close(J, play_loss(p), 1e-13);
  for (int j = 0; j < COUNT; j++) assert_within(sum[j], play_gradient(p)[j], 1e-12);
  for (int j = 0; j < COUNT; j++) {
    double next[2];
    play_next(p, j, next);
    sum[j] = next[1];
  }
  steps(p, 1);
  assert_same_bits(sum, play_theta(p), sizeof sum);
  play_forget(p);
}

TEST(checks)
{
  play *p = circles(300, 3, 0);
  double backprop[17], numerical[17], worst;
  assert_int_equal(play_check(p, 0, backprop, numerical, &worst), GRADIENT_RIGHT);
  assert_true(worst < 1e-6);
  assert_same_bits(backprop, play_gradient(p), sizeof backprop);
  for (int fault = 1; fault <= 4; fault++) {
    assert_int_equal(play_check(p, fault, backprop, numerical, &worst), GRADIENT_WRONG);
    assert_true(worst > 0.001);
    for (int j = 0; j < 17; j++) assert_close(numerical[j], play_gradient(p)[j], 1e-6);
  }
  play_forget(p);
}

/* against the GNU Scientific Library, with derivatives of the test's own */
TEST(curvature)
{
  play *p = circles(300, 3, 0);
  steps(p, 500);
  enum {n = 17};
  double ends[2], H[n*n], up[n], down[n], *theta = play_theta(p);
  play_curvature(p, ends);
  generator g;
  seed_generator(&g, 42);
  dataset *data = make_circles(300, 0.1, 0.1, &g);
  team *crew = make_team(1, (network) {2, 3, 2}, data);
  for (int k = 0; k < n; k++) {
    const double here = theta[k];
    theta[k] = here + 1e-5, gradient(crew, theta, up);
    theta[k] = here - 1e-5, gradient(crew, theta, down);
    theta[k] = here;
    for (int j = 0; j < n; j++) H[k*n+j] = (up[j] - down[j])/2e-5;
  }
  gsl_matrix_view A = gsl_matrix_view_array(H, n, n);
  gsl_vector *value = gsl_vector_alloc(n);
  gsl_eigen_symm_workspace *w = gsl_eigen_symm_alloc(n);
  gsl_eigen_symm(&A.matrix, value, w);
  assert_close(ends[1], gsl_vector_max(value), 1e-7);
  assert_within(ends[0], gsl_vector_min(value), 1e-7*ends[1]);
  gsl_eigen_symm_free(w);
  gsl_vector_free(value);
  free_team(crew), free_dataset(data), play_forget(p);
}

TEST(shows)
{
  play *p = circles(301, 4, 0);
  steps(p, 400);
  enum {WIDTH = 3 + 4 + 2};
  static float all[301*WIDTH + 1], some[44*WIDTH + 1], map[6*20*10 + 1];
  all[301*WIDTH] = some[43*WIDTH] = map[6*20*10] = 99;
  assert_int_equal(play_show(p, 1, all), 301);
  assert_int_equal(play_show(p, 7, some), 43);
  assert_true(all[301*WIDTH] == 99 && some[43*WIDTH] == 99);
  for (int i = 0; i < 43; i++) assert_same_bits(some + i*WIDTH, all + 7*i*WIDTH, WIDTH*sizeof(float));
  double counts[4], hand[100], sample[3], wrong = 0;
  play_confusion(p, counts);
  for (int i = 0; i < 301; i++) {
    const float *row = all + i*WIDTH;
    play_sample(p, i, sample);
    play_hand(p, sample[0], sample[1], (int) sample[2], hand);
    assert_true(row[0] == (float) sample[0] && row[1] == (float) sample[1] && row[2] == (float) sample[2]);
    for (int k = 0; k < 4; k++) assert_true(row[3+k] == (float) hand[6+k]);
    assert_within(row[8], hand[2 + 8 + 2 + 1 + 2 + 1 + 1], 1e-7);
    wrong += (row[8] > row[7]) != (int) sample[2];
  }
  assert_true(counts[1] + counts[2] == wrong && counts[0] + counts[3] == 301 - wrong);
  const double range[] = {-1, 2, -0.5, 1};
  play_map(p, 20, 10, range, map);
  assert_true(map[6*20*10] == 99);
  for (int row = 0; row < 10; row++)
    for (int i = 0; i < 20; i++) {
      play_hand(p, -1 + 3*(i + 0.5)/20, 1 - 1.5*(row + 0.5)/10, 0, hand);
      assert_within(map[200 + 20*row + i], hand[2 + 8 + 2 + 1 + 2 + 1 + 1], 1e-7);
      assert_within(map[(2 + 3)*200 + 20*row + i], hand[6 + 3], 1e-7);
    }
  double now[5], at_first[5];
  play_sums(p, now, at_first);
  for (int k = 0; k < 5; k++) assert_within(now[k], at_first[k], 1e-12*301);
  play_forget(p);
}

int main(void)
{
  return run_all("playground", NULL, remove_scratch);
}
