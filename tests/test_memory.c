/* When memory is lacking: whichever allocation fails, the function says so, and everything that it had allocated before is
   given back. malloc and its kin are replaced by those of glibc, behind a counter. Sanitizers have a malloc of theirs, so with
   them there is nothing to be tested here. */
#include <ffnn.h>
#include "test.h"

#if defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define OTHER_MALLOC
#endif
#endif
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__ || !defined __GLIBC__
#define OTHER_MALLOC
#endif

static long until_failure = -1; /* how many allocations will succeed before one fails; never if negative */
static long living; /* blocks allocated and not freed */
static long asked; /* for how many bytes there were requests */

#ifndef OTHER_MALLOC
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

static bool fails(size_t size)
{
  __atomic_add_fetch(&asked, (long) size, __ATOMIC_SEQ_CST);
  bool now = until_failure == 0;
  if (until_failure >= 0) until_failure--;
  if (now) errno = ENOMEM;
  return now;
}

static void *counted(void *block)
{
  if (block != NULL) __atomic_add_fetch(&living, 1, __ATOMIC_SEQ_CST); /* helpers free things when they end */
  return block;
}

void *malloc(size_t size) { return fails(size) ? NULL : counted(__libc_malloc(size)); }
void *calloc(size_t count, size_t size) { return fails(count*size) ? NULL : counted(__libc_calloc(count, size)); }
void *aligned_alloc(size_t alignment, size_t size) { return fails(size) ? NULL : counted(__libc_memalign(alignment, size)); }

void *realloc(void *old, size_t size)
{
  if (fails(size)) return NULL;
  void *block = __libc_realloc(old, size);
  return old == NULL ? counted(block) : block;
}

void free(void *block)
{
  if (block != NULL) __atomic_sub_fetch(&living, 1, __ATOMIC_SEQ_CST);
  __libc_free(block);
}
#endif

/* The call is tried with its first allocation failing, then with its second, and so on until none of its allocations fails.
   It must be refused so many times at least; it needn't always, since stdio does without a buffer that it can't have. good is
   an expression that says whether the call succeeded. */
#define for_failures(least, call, good, check_failure, take_down) \
  for (long n_ = 0, before_ = living, done_ = 0, refused_ = 0; !done_; n_++) { \
    until_failure = n_; \
    call; \
    done_ = until_failure >= 0; \
    until_failure = -1; \
    if (done_) { \
      assert_true(good); \
      assert_true(refused_ >= (least)); \
    } \
    else if (!(good)) { \
      refused_++; \
      check_failure; \
    } \
    take_down; \
    assert_int_equal(living, before_); \
  }

TEST(data)
{
  generator g, start;
  dataset *data = NULL, *other;
  uint64_t seed = 1;
  seed_generator(&start, 5);
  for_failures(3, data = make_dataset(1000, 3, 2), data != NULL, , free_dataset(data))
  for_failures(3, g = start; data = make_circles(300, .5, .1, &g), data != NULL, , free_dataset(data))
  other = random_dataset(&seed, 300, 2, 3);
  for_failures(3, data = copy_samples(other, 100, 200), data != NULL, , free_dataset(data))
  free_dataset(other);
}

TEST(team)
{
  uint64_t seed = 3;
  dataset *data = random_dataset(&seed, 5000, 2, 3);
  generator g;
  bool good = false;
  team *t = NULL;
  free_team(make_team(2, (network) {2, 3, 3}, data)); /* the first thread leaves its stack for the next one */
  for_failures(3, t = make_team(2, (network) {2, 3, 3}, data), t != NULL, , free_team(t))
  for_failures(2, t = make_team(1, (network) {2, 3, 3}, data), t != NULL, , free_team(t)) /* no threads, no list of them */
  t = make_team(1, (network) {2, 3, 3}, data);
  seed_generator(&g, 5);
  for_failures(1, good = set_batches(t, 10, &g), good, , assert_true(set_batches(t, 5000, &g)))
  free_team(t);
  free_dataset(data);
}

static void write_points(const char *file, int N)
{
  FILE *f = fopen(file, "w");
  for (int i = 0; i < N; i++) fprintf(f, "%d,%d,%s\n", i, -i, i%2 == 0 ? "even" : "odd");
  assert_int_equal(fclose(f), 0);
}

/* also when there are so many points that room is made for them twice, since it isn't known how many: lines end with CR */
TEST(points)
{
  char *file = strdup(in_scratch("points.csv")), *other = strdup(in_scratch("cr.csv"));
  write_points(file, 1500);
  FILE *from = fopen(file, "r"), *to = fopen(other, "w");
  for (int c; (c = getc(from)) != EOF; ) putc(c == '\n' ? '\r' : c, to);
  fclose(from);
  fclose(to);
  for (int n = 0; n < 2; n++) {
    dataset *data = NULL;
    class_list classes;
    char message[MESSAGE_SIZE];
    for_failures(n == 0 ? 8 : 11, classes = (class_list) {0};
      data = read_points(n == 0 ? file : other, &(reading) {.D = 0}, &classes, message), data != NULL,
      assert_true(strstr(message, "not enough memory") != NULL || strstr(message, strerror(ENOMEM)) != NULL), free_dataset(data))
  }
  free(file);
  free(other);
}

#ifndef OTHER_MALLOC
/* To read takes memory for the panels, and four megabytes; if there are many lines more than points, four times as much as the file at most.
   To shuffle the samples takes none, and to hold some out, as much as these have. */
TEST(large_files)
{
  const struct { int N, D, empty; } sizes[] = {{10, 2, 0}, {10000, 50, 0}, {300000, 2, 0}, {10, 2, 2000000}, {10, 50, 2000000}, {10000, 50, 1000000}};
  const char *file = in_scratch("large.csv");
  for (int n = 0; n < LENGTH(sizes); n++) {
    const int N = sizes[n].N, D = sizes[n].D;
    const double panels = 8*(D + .5)*N;
    char message[MESSAGE_SIZE];
    class_list classes = {0};
    generator g;
    FILE *f = fopen(file, "w");
    for (int i = 0; i < N; i++) {
      for (int d = 0; d < D; d++) fprintf(f, "%d.5,", (i + 7*d)%1000);
      fprintf(f, "%s\n", i%2 == 0 ? "even" : "odd");
    }
    for (int j = 0; j < sizes[n].empty; j++) putc('\n', f);
    const double most = sizes[n].empty == 0 ? panels : 4*(double) ftell(f);
    assert_int_equal(fclose(f), 0);
    asked = 0;
    dataset *data = read_points(file, &(reading) {.D = 0}, &classes, message);
    assert_non_null(data);
    assert_int_equal(data->N, N);
    if ((double) asked > most + 4e6) fail_msg("%ld bytes for %d points with %d inputs, and not %.0f", asked, N, D, most);
    seed_generator(&g, 1);
    asked = 0;
    shuffle_samples(&g, data);
    assert_int_equal(asked, 0);
    assert_true(hold_out(data, N/5));
    assert_true((double) asked <= panels/5 + 2000*(D + 1));
    free_dataset(data);
  }
}
#endif

/* A table that couldn't be begun can be dropped; one that is there stays. */
TEST(tables)
{
  draft t;
  bool good = false;
  uint64_t sum = checksum(NO_BYTES, "old\n", 4);
  for_failures(2, good = open_draft(&t, scratch(), "t.tsv", ""), good, , drop_draft(&t))
  FILE *f = fopen(in_scratch("c.tsv"), "w");
  fputs("old\n", f);
  fclose(f);
  for_failures(2, good = continue_draft(&t, scratch(), "c.tsv", "", 4, sum) == CONTINUED, good, , drop_draft(&t))
  char *text = read_all(in_scratch("c.tsv"));
  assert_string_equal(text, "old\n");
  free(text);
}

/* the library, which says it as well; a model that couldn't be saved is as it was */
TEST(library)
{
  enum {N = 200};
  double x[2*N];
  int y[N], answers[N], done = -1;
  long wrong = -1;
  uint64_t seed = 4;
  for (int i = 0; i < N; i++) {
    x[2*i] = between(&seed, -2, 2);
    x[2*i + 1] = between(&seed, -2, 2);
    y[i] = x[2*i] > 0;
  }
  ffnn_settings set = ffnn_defaults(3);
  set.iterations = 3;
  set.batch_size = 50;
  ffnn_points *points = NULL, *all = ffnn_make(N, 2, 2, x, y);
  ffnn_model *m = NULL, *trained = ffnn_train(all, &set, NULL, NULL);
  const char *file = in_scratch("m.ffnn"), *csv = in_scratch("few.csv");
  write_points(csv, 10);
  assert_int_equal(ffnn_save(trained, file), 0);
  char *saved = read_all(file), *again;
#define said assert_true(strstr(ffnn_message(), "not enough memory") != NULL || strstr(ffnn_message(), strerror(ENOMEM)) != NULL)
  for_failures(4, points = ffnn_make(N, 2, 2, x, y), points != NULL, said, ffnn_free_points(points))
  for_failures(4, points = ffnn_read(csv, NULL), points != NULL, said, ffnn_free_points(points))
  for_failures(9, m = ffnn_train(all, &set, NULL, NULL), m != NULL, said, ffnn_free(m))
  for_failures(1, done = ffnn_predict(trained, N, x, answers, NULL), done == 0, said, )
  for_failures(1, wrong = ffnn_test(trained, all, NULL), wrong >= 0, said, )
  for_failures(2, done = ffnn_save(trained, file), done == 0, said; again = read_all(file); assert_string_equal(again, saved); free(again), )
  for_failures(2, m = ffnn_load(file), m != NULL, said, ffnn_free(m))
  free(saved);
  ffnn_free(trained);
  ffnn_free_points(all);
}

int main(void)
{
#ifdef OTHER_MALLOC
  puts("memory: not with this malloc");
  return 0;
#endif
  return run_all("memory", NULL, remove_scratch);
}
