/* The library as a program of somebody else's meets it: what it says to mistakes, in another locale, with many threads, on a small
   stack; and that its networks are those of the tool. */
#include <ffnn.h>
#include <limits.h>
#include <locale.h>
#include <pthread.h>
#include "process.h"

/* it must have failed, and say why, with these words in it; what was said before is forgotten */
#define assert_fails(call, words) do { \
    assert_int_equal(ffnn_size(NULL), -1); \
    assert_true(call); \
    if (strstr(ffnn_message(), words) == NULL || !proper(ffnn_message())) fail_msg("%s: '%s'", #call, ffnn_message()); \
  } while (0)

static double *random_inputs(uint64_t *seed, long N, int D)
{
  double *x = malloc((size_t)(N*D)*sizeof(double));
  for (long j = 0; j < N*D; j++) x[j] = between(seed, -2, 2);
  return x;
}

/* points whose classes can be learned: how large the first input is */
static ffnn_points *some_points(uint64_t *seed, long N, int D, int C)
{
  double *x = random_inputs(seed, N, D);
  int *y = malloc((size_t) N*sizeof(int));
  for (long i = 0; i < N; i++) y[i] = (int)((x[i*D] + 2)/4*C);
  ffnn_points *points = ffnn_make(N, D, C, x, y);
  free(x);
  free(y);
  assert_non_null(points);
  return points;
}

static ffnn_model *some_model(const ffnn_points *points, int K, long T)
{
  ffnn_settings set = ffnn_defaults(K);
  set.iterations = T;
  ffnn_model *m = ffnn_train(points, &set, NULL, NULL);
  if (m == NULL) fail_msg("%s", ffnn_message());
  return m;
}

TEST(nothing)
{
  uint64_t seed = 1;
  double x[4] = {0};
  int y[4] = {0};
  ffnn_points *points = some_points(&seed, 50, 3, 2);
  ffnn_model *m = some_model(points, 3, 5);
  assert_fails(ffnn_read(NULL, NULL) == NULL, "expected the name of a file, found NULL");
  assert_fails(ffnn_make(2, 2, 2, NULL, y) == NULL, "found NULL");
  assert_fails(ffnn_make(2, 2, 2, x, NULL) == NULL, "found NULL");
  assert_fails(ffnn_size(NULL) == -1, "expected points, found NULL");
  assert_fails(ffnn_train(NULL, NULL, NULL, NULL) == NULL, "expected points, found NULL");
  assert_fails(ffnn_predict(NULL, 1, x, y, x) < 0, "expected a model, found NULL");
  assert_fails(ffnn_predict(m, 1, NULL, y, x) < 0, "expected inputs, found NULL");
  assert_fails(ffnn_test(NULL, points, NULL) < 0, "expected a model, found NULL");
  assert_fails(ffnn_test(m, NULL, NULL) < 0, "expected points, found NULL");
  assert_fails(ffnn_save(NULL, in_scratch("none")) < 0, "expected a model, found NULL");
  assert_fails(ffnn_save(m, NULL) < 0, "found NULL");
  assert_fails(ffnn_load(NULL) == NULL, "found NULL");
  assert_fails(ffnn_inputs(NULL) < 0, "found NULL");
  assert_fails(ffnn_classes(NULL) < 0, "found NULL");
  assert_fails(ffnn_class(NULL, 0) == NULL, "found NULL");
  ffnn_free(NULL);
  ffnn_free_points(NULL);
  assert_int_equal(ffnn_predict(m, 1, x, NULL, NULL), 0); /* nothing asked for: nothing wrong */
  ffnn_free(m);
  m = ffnn_train(points, NULL, NULL, NULL); /* the defaults */
  assert_non_null(m);
  ffnn_free(m);
  ffnn_free_points(points);
}

TEST(misfits)
{
  double x[4] = {0, 1, 2, 3}, p[4];
  int y[4] = {0, 1, 1, 0};
  const int size[][4] = {{0, 1, 2}, {-1, 1, 2}, {INT_MIN, 1, 2}, {4, 0, 2}, {4, -1, 2}, {4, 1025, 2}, {4, 1, 1}, {4, 1, 65}, {4, 1, INT_MAX}};
  for (int j = 0; j < LENGTH(size); j++) assert_fails(ffnn_make(size[j][0], size[j][1], size[j][2], x, y) == NULL, "expected a number from");
  assert_fails(ffnn_make(LONG_MAX, 1, 2, x, y) == NULL, "expected a number from 1 to 1000000000, found");
  for (int bad = 0; bad < 2; bad++) {
    y[2] = bad == 0 ? -1 : 2;
    assert_fails(ffnn_make(4, 1, 2, x, y) == NULL, "point 2: expected a class from 0 to 1, found");
  }
  y[2] = 1;
  for (int bad = 0; bad < 3; bad++) {
    x[3] = bad == 0 ? NAN : bad == 1 ? INFINITY : -INFINITY;
    assert_fails(ffnn_make(2, 2, 2, x, y) == NULL, "point 1, input 1: expected a finite number, found");
  }
  x[3] = 3;
  ffnn_points *points = ffnn_make(4, 1, 2, x, y), *wide = ffnn_make(2, 2, 2, x, y), *more = ffnn_make(4, 1, 3, x, y);
  ffnn_model *m = some_model(points, 3, 5);
  assert_fails(ffnn_test(m, wide, NULL) < 0, "expected points with 1 inputs, as the model, found 2");
  assert_fails(ffnn_test(m, more, NULL) < 0, "expected points of 2 classes, as the model, found 3");
  assert_fails(ffnn_predict(m, -1, x, y, p) < 0, "number of points");
  assert_fails(ffnn_class(m, -1) == NULL, "class: expected a number from 0 to 1, found -1");
  assert_fails(ffnn_class(m, 2) == NULL, "found 2");
  x[1] = NAN;
  p[0] = y[0] = 7;
  assert_fails(ffnn_predict(m, 2, x, y, p) < 0, "point 1, input 0: expected a finite number, found");
  assert_true(p[0] == 7 && y[0] == 7); /* not half of it either */
  ffnn_free_points(points);
  points = ffnn_make(1, 1, 2, x, (int[]) {0});
  assert_fails(ffnn_train(points, NULL, NULL, NULL) == NULL, "samples: expected a whole number from 2");
  ffnn_free(m);
  ffnn_free_points(points);
  ffnn_free_points(wide);
  ffnn_free_points(more);
}

TEST(settings)
{
  uint64_t seed = 2;
  ffnn_points *points = some_points(&seed, 50, 3, 2);
  const ffnn_settings usual = ffnn_defaults(3);
#define BAD(field, value, words) do { \
    ffnn_settings set = usual; \
    set.field = value; \
    assert_fails(ffnn_train(points, &set, NULL, NULL) == NULL, words); \
  } while (0)
  BAD(hidden, 0, "hidden: expected a whole number from 1 to 256, found 0");
  BAD(hidden, -1, "hidden");
  BAD(hidden, 257, "found 257");
  BAD(hidden, INT_MAX, "hidden");
  BAD(raw, 2, "raw: expected a whole number from 0 to 1, found 2");
  BAD(threads, 0, "threads: expected a number from 1 to 1024, found 0");
  BAD(threads, 1025, "threads");
  BAD(iterations, -1, "iterations");
  BAD(iterations, LONG_MAX, "iterations");
  BAD(batch_size, -1, "batch-size");
  BAD(batch_size, 51, "batch-size: expected a number from 1 to 50, found 51");
  BAD(seed, -1, "seed");
  BAD(seed, 4294967296, "seed");
  BAD(learning_rate, -1e-9, "learning-rate");
  BAD(learning_rate, NAN, "learning-rate");
  BAD(learning_rate, INFINITY, "learning-rate");
  BAD(momentum, 1, "momentum");
  BAD(momentum, NAN, "momentum");
  BAD(learning_rate, 1e308, "the run has diverged; try a smaller learning rate");
  ffnn_free_points(points);
}

TEST(files)
{
  uint64_t seed = 3;
  char name[6000];
  ffnn_points *points = some_points(&seed, 50, 2, 2), *read;
  ffnn_model *m = some_model(points, 3, 5), *words;
  memset(name, 'a', sizeof name);
  name[sizeof name - 1] = 0;
  const char *const bad[] = {"", "a\nb", "a\rb", name};
  for (int j = 0; j < LENGTH(bad); j++) {
    assert_fails(ffnn_read(bad[j], NULL) == NULL, "expected the name of a file, found");
    assert_fails(ffnn_load(bad[j]) == NULL, "expected the name of a file, found");
    assert_fails(ffnn_save(m, bad[j]) < 0, "expected the name of a file, found");
  }
  assert_fails(ffnn_read(in_scratch("none"), NULL) == NULL, "No such file");
  assert_fails(ffnn_load(in_scratch("none")) == NULL, "No such file");
  assert_fails(ffnn_save(m, in_scratch("none/none")) < 0, "No such file");
  assert_fails(ffnn_read(scratch(), NULL) == NULL, "Is a directory");
  assert_fails(ffnn_load(scratch()) == NULL, "Is a directory");
  put_file(in_scratch("bad.csv"), "1,2,a\n3,much,b\n");
  assert_fails(ffnn_read(in_scratch("bad.csv"), NULL) == NULL, "bad.csv:2:3: expected a");
  assert_fails(ffnn_load(in_scratch("bad.csv")) == NULL, "bad.csv:1: expected");
  assert_fails(ffnn_save(m, in_scratch("bad.csv")) < 0, "bad.csv: this is no model, and won't be replaced by one");
  char *text = read_all(in_scratch("bad.csv"));
  assert_string_equal(text, "1,2,a\n3,much,b\n");
  free(text);
  put_file(in_scratch("good.csv"), "1,2,a\n3,4,b\n");
  read = ffnn_read(in_scratch("good.csv"), NULL);
  assert_int_equal(ffnn_size(read), 2);
  words = some_model(read, 2, 5);
  assert_string_equal(ffnn_class(words, 1), "b");
  assert_int_equal(ffnn_inputs(words), 2);
  assert_int_equal(ffnn_classes(words), 2);
  assert_true(ffnn_test(words, points, NULL) >= 0); /* a program's numbers are those of the model's classes */
  assert_fails(ffnn_test(m, read, NULL) < 0, "expected the class '0' of the model, found 'a'");
  assert_fails(ffnn_read(in_scratch("good.csv"), m) == NULL, "good.csv:1:5: expected one of the classes");
  ffnn_free_points(read);
  put_file(in_scratch("one.csv"), "3,4,b\n"); /* for a test, one class will do */
  read = ffnn_read(in_scratch("one.csv"), words);
  assert_int_equal(ffnn_size(read), 1);
  assert_true(ffnn_test(words, read, NULL) >= 0);
  put_file(in_scratch("wide.csv"), "1,2,3,a\n3,4,5,b\n");
  assert_fails(ffnn_read(in_scratch("wide.csv"), words) == NULL, "wide.csv:1:");
  ffnn_free_points(read);
  ffnn_free_points(points);
  ffnn_free(m);
  ffnn_free(words);
}

/* What is predicted doesn't depend on what else is asked; a test counts just these answers; and a saved model answers the same. */
TEST(answers)
{
  enum {N = 300, D = 3, C = 4};
  uint64_t seed = 4;
  double *x = random_inputs(&seed, N, D), p[N*C], one[C];
  int y[N], answers[N], answer;
  long counts[C*C], expected[C*C] = {0}, wrong = 0;
  for (int i = 0; i < N; i++) y[i] = x[i*D] > 0 ? x[i*D + 1] > 0 : x[i*D + 2] > 0 ? 2 : 3;
  ffnn_points *points = ffnn_make(N, D, C, x, y);
  ffnn_model *m = some_model(points, 8, 1000);
  assert_int_equal(ffnn_predict(m, N, x, answers, p), 0);
  for (int i = 0; i < N; i++) {
    double sum = 0;
    assert_int_equal(ffnn_predict(m, 1, x + i*D, &answer, one), 0);
    assert_int_equal(answer, answers[i]);
    assert_same_bits(one, p + i*C, sizeof one);
    for (int c = 0; c < C; c++) {
      sum += one[c];
      assert_true(one[c] <= one[answer]);
    }
    assert_within(sum, 1, 1e-15*C);
    expected[y[i]*C + answer]++;
    wrong += answer != y[i];
  }
  assert_true(wrong < N/20); /* it has learned */
  assert_int_equal(ffnn_test(m, points, counts), wrong);
  assert_same_bits(counts, expected, sizeof counts);
  assert_int_equal(ffnn_test(m, points, NULL), wrong);
  assert_int_equal(ffnn_save(m, in_scratch("m.ffnn")), 0);
  ffnn_model *same = ffnn_load(in_scratch("m.ffnn"));
  assert_non_null(same);
  double q[N*C];
  assert_int_equal(ffnn_predict(same, N, x, NULL, q), 0);
  assert_same_bits(p, q, sizeof p);
  ffnn_free(m);
  ffnn_free(same);
  ffnn_free_points(points);
  free(x);
}

typedef struct {
  long calls, stop;
  double first, last;
} seen;

static int look(void *context, long t, double loss)
{
  seen *s = context;
  if (t != s->calls++) return 1; /* then the count is wrong */
  if (t == 0) s->first = loss;
  s->last = loss;
  return t == s->stop;
}

TEST(observer)
{
  uint64_t seed = 5;
  ffnn_points *points = some_points(&seed, 100, 2, 2);
  ffnn_settings set = ffnn_defaults(3);
  seen all = {.stop = -1}, part = {.stop = 20};
  set.iterations = 50;
  ffnn_free(ffnn_train(points, &set, look, &all));
  assert_int_equal(all.calls, 51);
  assert_true(all.last < all.first);
  ffnn_model *m = ffnn_train(points, &set, look, &part), *short_one = some_model(points, 3, 20);
  assert_int_equal(part.calls, 21);
  double x[2] = {.5, .5}, p[2], q[2];
  assert_int_equal(ffnn_predict(m, 1, x, NULL, p) + ffnn_predict(short_one, 1, x, NULL, q), 0);
  assert_same_bits(p, q, sizeof p);
  ffnn_free(m);
  ffnn_free(short_one);
  ffnn_free_points(points);
}

/* The tool and the library, with the same points and settings: the same parameters, to the last bit, and the tool goes on. */
TEST(as_the_tool)
{
  uint64_t seed = 6;
  char message[MESSAGE_SIZE];
  FILE *f = fopen(in_scratch("points.csv"), "w");
  for (int i = 0; i < 300; i++) {
    double x = between(&seed, 0, 1000), y = between(&seed, -1, 1);
    fprintf(f, "%.17g,%.17g,%s\n", x, y, x > 500*(1 + y) ? "left" : "right");
  }
  fclose(f);
  for (int batches = 0; batches < 2; batches++) {
    model tool = {0}, own = {0};
    const char *const B = batches ? "70" : "300";
    result r = run("--data", in_scratch("points.csv"), "--hidden", "5", "--iterations", "60", "--seed", "7", "--batch-size", B,
      "--output", in_scratch(batches ? "batches" : "all"), "--quiet");
    assert_int_equal(r.status, 0);
    forget(&r);
    ffnn_points *points = ffnn_read(in_scratch("points.csv"), NULL);
    ffnn_settings set = ffnn_defaults(5);
    set.iterations = 60;
    set.seed = 7;
    set.threads = 2;
    set.batch_size = batches ? 70 : 0;
    ffnn_model *m = ffnn_train(points, &set, NULL, NULL);
    assert_int_equal(ffnn_save(m, in_scratch("own.ffnn")), 0);
    assert_true(load_model(in_scratch(batches ? "batches/model.ffnn" : "all/model.ffnn"), &tool, message));
    assert_true(load_model(in_scratch("own.ffnn"), &own, message));
    assert_same_bits(tool.theta, own.theta, (size_t) parameter_count(tool.net)*sizeof(double));
    assert_same_bits(tool.M, own.M, (size_t) parameter_count(tool.net)*sizeof(double));
    assert_int_equal(tool.place, own.place);
    assert_same_bits(&tool.g.state, &own.g.state, sizeof own.g.state);
    r = run("--resume", in_scratch("own.ffnn"), "--iterations", "70", "--output", in_scratch(batches ? "on" : "onwards"), "--quiet");
    if (r.status != 0) fail_msg("%s", r.err);
    forget(&r);
    /* where there is a table of losses that the model knows nothing of: the new one is a whole table, too */
    r = run("--resume", in_scratch("own.ffnn"), "--iterations", "65", "--output", in_scratch(batches ? "on" : "onwards"), "--force", "--quiet");
    if (r.status != 0) fail_msg("%s", r.err);
    forget(&r);
    char *losses = read_table(in_scratch(batches ? "on/loss.tsv" : "onwards/loss.tsv"));
    assert_int_equal(lines(losses), 7);
    assert_int_equal(strncmp(losses, "# iteration\tJ\n60\t", 17), 0);
    free(losses);
    free_model(&tool);
    free_model(&own);
    ffnn_free(m);
    ffnn_free_points(points);
  }
}

/* A model that was trained with patience answers with its best parameters, not its last; saved again, it is the same file. */
TEST(patience)
{
  uint64_t seed = 10;
  model m = {0};
  char message[MESSAGE_SIZE];
  FILE *f = fopen(in_scratch("noise.csv"), "w");
  for (int i = 0; i < 60; i++) fprintf(f, "%.17g,%.17g,%d\n", between(&seed, -1, 1), between(&seed, -1, 1), between(&seed, 0, 1) > .5);
  fclose(f);
  result r = run("--data", in_scratch("noise.csv"), "--hidden", "9", "--holdout", ".3", "--patience", "20", "--output", in_scratch("patient"), "--quiet");
  assert_int_equal(r.status, 0);
  forget(&r);
  ffnn_model *own = ffnn_load(in_scratch("patient/model.ffnn"));
  assert_non_null(own);
  assert_true(load_model(in_scratch("patient/model.ffnn"), &m, message));
  assert_int_equal(ffnn_save(own, in_scratch("again.ffnn")), 0);
  char *one = read_all(in_scratch("patient/model.ffnn")), *two = read_all(in_scratch("again.ffnn"));
  assert_string_equal(one, two);
  column x[2], h[9], z[2], denominator, y_hat[2];
  const double raw[2] = {.3, -.7};
  double p[2];
  for (int d = 0; d < 2; d++)
    for (int i = 0; i < PANEL; i++) x[d][i] = (raw[d] - m.mean[d])/m.scale[d];
  forward(m.net, m.best, x, h, z, denominator, y_hat);
  assert_int_equal(ffnn_predict(own, 1, raw, NULL, p), 0);
  assert_true(p[0] == y_hat[0][0] && p[1] == y_hat[1][0]);
  forward(m.net, m.theta, x, h, z, denominator, y_hat);
  assert_true(p[0] != y_hat[0][0]);
  free(one);
  free(two);
  free_model(&m);
  ffnn_free(own);
}

TEST(locale)
{
  char text[20];
  uint64_t seed = 7;
  if (!use_commas()) {
    print_message("no locale could be made\n");
    skip();
  }
  put_file(in_scratch("half.csv"), "0.5,2.25,a\n3e-1,4.125,b\n0.75,1.5,a\n"); /* commas between the numbers, points in them */
  ffnn_points *points = ffnn_read(in_scratch("half.csv"), NULL), *others = some_points(&seed, 30, 2, 2);
  if (points == NULL) fail_msg("%s", ffnn_message());
  ffnn_model *m = some_model(points, 2, 20);
  assert_int_equal(ffnn_save(m, in_scratch("comma.ffnn")), 0);
  ffnn_model *same = ffnn_load(in_scratch("comma.ffnn"));
  if (same == NULL) fail_msg("%s", ffnn_message());
  snprintf(text, sizeof text, "%.1f", .5);
  assert_string_equal(text, "0,5"); /* the program's locale is as it was */
  assert_fails(ffnn_read(in_scratch("none"), NULL) == NULL, "No such file");
  snprintf(text, sizeof text, "%.1f", .5);
  assert_string_equal(text, "0,5");
  setlocale(LC_ALL, "C");
  ffnn_model *plain = some_model(points, 2, 20), *again = ffnn_load(in_scratch("comma.ffnn"));
  double x[2] = {.5, .5}, p[4][2];
  ffnn_model *const all[] = {m, same, plain, again};
  for (int j = 0; j < 4; j++) {
    assert_int_equal(ffnn_predict(all[j], 1, x, NULL, p[j]), 0);
    assert_same_bits(p[j], p[0], sizeof p[0]);
    ffnn_free(all[j]);
  }
  ffnn_free_points(points);
  ffnn_free_points(others);
}

/* Many threads at once, each with points and models of its own, and all with a common model; each has its own mistakes. */
enum {THREADS = 8};
static ffnn_model *common;
static ffnn_points *common_points;
static long common_wrong;

static void *work(void *argument)
{
  const int me = *(int *) argument;
  char name[30], words[60];
  bool good = true;
  for (int round = 0; round < 5 && good; round++) {
    uint64_t seed = (uint64_t) me;
    double x[300];
    int y[100];
    for (int j = 0; j < 300; j++) x[j] = between(&seed, -2, 2);
    for (int i = 0; i < 100; i++) y[i] = x[3*i] > 0;
    ffnn_points *points = ffnn_make(100, 3, 2, x, y);
    ffnn_settings set = ffnn_defaults(1 + me);
    set.iterations = 20;
    set.threads = 2;
    ffnn_model *m = ffnn_train(points, &set, NULL, NULL), *same;
    snprintf(name, sizeof name, "thread%d.ffnn", me);
    char path[8192];
    snprintf(path, sizeof path, "%s/%s", scratch(), name);
    good = m != NULL && ffnn_save(m, path) == 0 && (same = ffnn_load(path)) != NULL;
    if (!good) break;
    int a[100], b[100];
    good = ffnn_predict(m, 100, x, a, NULL) == 0 && ffnn_predict(same, 100, x, b, NULL) == 0 && memcmp(a, b, sizeof a) == 0;
    good = good && ffnn_test(common, common_points, NULL) == common_wrong;
    snprintf(path, sizeof path, "%s/common%d.ffnn", scratch(), me);
    good = good && ffnn_save(common, path) == 0;
    good = good && ffnn_class(m, 100 + me) == NULL;
    snprintf(words, sizeof words, "found %d", 100 + me);
    good = good && strstr(ffnn_message(), words) != NULL;
    ffnn_free(m);
    ffnn_free(same);
    ffnn_free_points(points);
  }
  return good ? argument : NULL;
}

static void *fail_elsewhere(void *unused)
{
  ffnn_class(NULL, 0);
  return unused;
}

TEST(messages)
{
  pthread_t thread;
  ffnn_load(NULL);
  assert_int_equal(pthread_create(&thread, NULL, fail_elsewhere, NULL), 0);
  pthread_join(thread, NULL);
  assert_string_equal(ffnn_message(), "expected the name of a file, found NULL"); /* not another thread's */
}

TEST(threads)
{
  uint64_t seed = 8;
  pthread_t thread[THREADS];
  int number[THREADS];
  common_points = some_points(&seed, 500, 4, 3);
  common = some_model(common_points, 4, 50);
  common_wrong = ffnn_test(common, common_points, NULL);
  scratch();
  for (int j = 0; j < THREADS; j++) {
    number[j] = j;
    assert_int_equal(pthread_create(&thread[j], NULL, work, &number[j]), 0);
  }
  for (int j = 0; j < THREADS; j++) {
    void *good;
    pthread_join(thread[j], &good);
    assert_non_null(good);
  }
  for (int j = 0; j < THREADS; j++) {
    char name[30];
    snprintf(name, sizeof name, "common%d.ffnn", j);
    ffnn_model *m = ffnn_load(in_scratch(name));
    assert_int_equal(ffnn_test(m, common_points, NULL), common_wrong);
    ffnn_free(m);
  }
  ffnn_free(common);
  ffnn_free_points(common_points);
}

/* The largest network, called on a very small stack; with a sanitizer, which is slow and needs stack itself, a small one. */
static void *largest(void *argument)
{
  const ffnn_points *points = argument;
  ffnn_settings set = ffnn_defaults(SANITIZED ? 2 : 256);
  set.iterations = 1;
  set.threads = 2;
  set.batch_size = 2100; /* two blocks */
  ffnn_model *m = ffnn_train(points, &set, NULL, NULL);
  bool good = m != NULL && ffnn_test(m, points, NULL) >= 0;
  ffnn_free(m);
  return good ? argument : NULL;
}

TEST(stack)
{
  uint64_t seed = 9;
  pthread_t thread;
  pthread_attr_t small;
  void *good;
  ffnn_points *points = some_points(&seed, 2200, SANITIZED ? 3 : 1024, SANITIZED ? 2 : 64);
  pthread_attr_init(&small);
  assert_int_equal(pthread_attr_setstacksize(&small, SANITIZED ? 1048576 : 65536), 0);
  assert_int_equal(pthread_create(&thread, &small, largest, points), 0);
  pthread_join(thread, &good);
  assert_non_null(good);
  ffnn_free_points(points);
}

int main(void)
{
  return run_all("library", NULL, remove_scratch);
}
