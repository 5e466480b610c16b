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

#ifndef OTHER_MALLOC
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

static bool fails(void)
{
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

void *malloc(size_t size) { return fails() ? NULL : counted(__libc_malloc(size)); }
void *calloc(size_t count, size_t size) { return fails() ? NULL : counted(__libc_calloc(count, size)); }
void *aligned_alloc(size_t alignment, size_t size) { return fails() ? NULL : counted(__libc_memalign(alignment, size)); }

void *realloc(void *old, size_t size)
{
  if (fails()) return NULL;
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

/* Without memory nothing is shuffled: neither the samples, nor the generator. */
TEST(shuffle)
{
  generator g, start;
  uint64_t seed = 2;
  bool good = false;
  dataset *data = random_dataset(&seed, 300, 2, 3), *same = copy_samples(data, 0, 300);
  seed_generator(&g, 5);
  start = g;
  for_failures(4, good = shuffle_samples(&g, data), good,
    assert_same_bits(&g, &start, sizeof g);
    assert_same_bits(data->x, same->x, 3*2*sizeof(column));
    assert_same_bits(data->y, same->y, 3*PANEL*sizeof(int)), )
  free_dataset(data);
  free_dataset(same);
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

/* also when there are so many points that room is made for them twice */
TEST(points)
{
  const char *file = in_scratch("points.csv");
  write_points(file, 1500);
  dataset *data = NULL;
  class_list classes;
  char message[MESSAGE_SIZE];
  for_failures(7, classes = (class_list) {0}; data = read_points(file, &(reading) {.D = 0}, &classes, message), data != NULL,
    assert_true(strstr(message, "not enough memory") != NULL || strstr(message, strerror(ENOMEM)) != NULL), free_dataset(data))
}

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
