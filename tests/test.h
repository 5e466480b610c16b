/* What the tests share: comparisons, the tables of expected numbers, random networks and data, a scratch folder. */
#ifndef TEST_H
#define TEST_H
#include <ctype.h>
#include <errno.h>
#include <float.h>
#include <ftw.h>
#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>
#include "network.h"

#define LENGTH(array) ((int)(sizeof(array)/sizeof((array)[0])))

/* --- A test registers itself: TEST(name) begins test_name, and run_all runs those of all files, as they follow each other. */

#define SHARED __attribute__((weak)) /* one variable for all files of a program, and no file in particular defines it */
enum {MOST_TESTS = 400, MOST_PARAMETERS = 16*64 + 64 + 64*16 + 16}; /* of the networks that are tested */
SHARED struct CMUnitTest registered[MOST_TESTS];
SHARED int test_count;

static inline void add_test(const char *name, CMUnitTestFunction function, void *state)
{
  if (test_count == MOST_TESTS) abort();
  registered[test_count++] = (struct CMUnitTest) {.name = name, .test_func = function, .initial_state = state};
}

#define TEST(name) \
  static void test_##name(void **); \
  __attribute__((constructor)) static void add_test_##name(void) { add_test("test_" #name, test_##name, NULL); } \
  static void test_##name(void **state __attribute__((unused)))

static inline int run_all(const char *group, CMFixtureFunction set_up, CMFixtureFunction tear_down)
{
  struct CMUnitTest all[test_count];
  memcpy(all, registered, sizeof all);
  const char *only = getenv("ONLY"); /* a pattern as a shell's, such as test_p* */
  if (only != NULL) cmocka_set_test_filter(only);
  setvbuf(stdout, NULL, _IOLBF, 0); /* so that the messages are in order, and there when a test hangs */
  return cmocka_run_group_tests_name(group, all, set_up, tear_down);
}

/* --- comparisons. cmocka's assert_float_equal works in single precision and passes on NaN. An error
   is compared as !(error <= bound), because a NaN must fail. */

/* |a-b| <= bound, an absolute one; the infinite equal themselves */
#define assert_within(a, b, bound) check_within(a, b, bound, #a, #b, __FILE__, __LINE__)
/* |a-b| <= tol*max(|a|,|b|) */
#define assert_close(a, b, tol) check_close(a, b, tol, #a, #b, __FILE__, __LINE__)
/* the same bytes, so that 0 and -0 differ, and a NaN equals itself */
#define assert_same_bits(a, b, bytes) check_bits(a, b, bytes, #a, #b, __FILE__, __LINE__)

static inline void check(long double a, long double b, long double error, long double bound,
  const char *name_a, const char *name_b, const char *file, int line)
{
  if (!(error <= bound)) {
    print_error("%s is %.21Lg\n%s is %.21Lg\nthe error is %Lg, not within %Lg\n",
      name_a, a, name_b, b, error, bound);
    _fail(file, line);
  }
}

static inline void check_within(long double a, long double b, long double bound,
  const char *name_a, const char *name_b, const char *file, int line)
{
  check(a, b, a == b ? 0 : fabsl(a - b), bound, name_a, name_b, file, line);
}

static inline void check_close(long double a, long double b, double tol,
  const char *name_a, const char *name_b, const char *file, int line)
{
  check(a, b, a == b ? 0 : fabsl(a - b)/fmaxl(fabsl(a), fabsl(b)), tol, name_a, name_b, file, line);
}

static inline void check_bits(const void *a, const void *b, size_t bytes,
  const char *name_a, const char *name_b, const char *file, int line)
{
  for (size_t j = 0; j < bytes; j++)
    if (((const char *) a)[j] != ((const char *) b)[j]) {
      print_error("%s and %s differ at byte %zu of %zu\n", name_a, name_b, j, bytes);
      _fail(file, line);
    }
}

/* --- expected numbers. Each line of golden.tsv and notebook.tsv is a record: a name, then numbers, with tabs
   between; # begins a comment. They are in the folder that the environment variable TESTS names. */

typedef struct {
  char name[32];
  int count;
  double *value;
} record;

/* all records of a file, and one without a name at the end */
static inline record *load(const char *file)
{
  const char *folder = getenv("TESTS");
  char path[4096], *line = NULL;
  size_t room = 0;
  int count = 0;
  record *all = NULL;
  snprintf(path, sizeof path, "%s/%s", folder != NULL ? folder : "tests", file);
  FILE *f = fopen(path, "r");
  if (f == NULL) fail_msg("%s: %s", path, strerror(errno));
  for (;;) {
    bool end = getline(&line, &room, f) < 0;
    if (!end && line[0] == '#') continue;
    all = realloc(all, (size_t)(count + 1)*sizeof(record));
    record *r = &all[count++];
    *r = (record) {"", 0, NULL};
    if (end) break;
    char *next = strpbrk(line, "\t\n"), *here;
    snprintf(r->name, sizeof r->name, "%.*s", (int)(next - line), line);
    r->value = malloc(strlen(line)*sizeof(double));
    for (;; r->count++) {
      r->value[r->count] = strtod(here = next, &next);
      if (next == here) break;
    }
  }
  free(line);
  fclose(f);
  return all;
}

/* the first record of that name from r on, NULL if there is none */
static inline const record *find(const record *r, const char *name)
{
  for (; r->name[0] != 0; r++)
    if (strcmp(r->name, name) == 0) return r;
  return NULL;
}

static inline const record *must_find(const record *r, const char *name)
{
  r = find(r, name);
  if (r == NULL) fail_msg("no record '%s'", name);
  return r;
}

static inline const record *golden(void)
{
  static record *all = NULL;
  return all != NULL ? all : (all = load("golden.tsv"));
}

static inline const record *notebook(void)
{
  static record *all = NULL;
  return all != NULL ? all : (all = load("notebook.tsv"));
}

/* Run a test for each case of golden.tsv; what("x") finds CASE.x. */
static inline const record *case_record(char name, const char *what)
{
  char full[32];
  snprintf(full, sizeof full, "%c.%s", name, what);
  return find(golden(), full);
}
#define for_cases(name) for (char name = 'a'; case_record(name, "options") != NULL; name++)

/* --- the first steps of a run: the points, then the parameters for the check, then those to start from */

enum {ROOM = 4*64 + 64 + 64*5 + 5};

typedef struct {
  network net;
  dataset *data;
  double eta, mu;
  long T;
  double check[ROOM], start[ROOM];
  generator g; /* as it is then */
} beginning;

static inline beginning begin(uint32_t seed, long N, double factor, double noise, int K)
{
  beginning b = {.net = {2, K, 2}};
  generator g;
  int count = 2*K + K + K*2 + 2;
  seed_generator(&g, seed);
  b.data = make_circles(N, factor, noise, &g);
  assert_non_null(b.data);
  random_parameters(&g, count, b.check);
  random_parameters(&g, count, b.start);
  b.g = g;
  return b;
}

static inline beginning begin_notebook(void)
{
  return begin(42, 50000, .1, .1, 3);
}

static inline beginning begin_case(char name)
{
  const double *o = case_record(name, "options")->value;
  beginning b = begin((uint32_t) o[0], (long) o[1], o[2], o[3], (int) o[4]);
  b.eta = o[5];
  b.mu = o[6];
  b.T = (long) o[7];
  return b;
}

/* --- random numbers, independent of the generator under test: a 64-bit congruential sequence */

static inline double between(uint64_t *state, double least, double greatest)
{
  *state = *state*6364136223846793005u + 1442695040888963407u;
  return least + (greatest - least)*(double)(*state >> 11)/9007199254740992.0;
}

static inline void fill(uint64_t *state, real *a, int count, double size)
{
  for (int j = 0; j < count; j++) a[j] = between(state, -size, size);
}

static inline dataset *random_dataset(uint64_t *state, long N, int D, int C)
{
  dataset *data = make_dataset(N, D, C);
  assert_non_null(data);
  for (long i = 0; i < N; i++) {
    for (int d = 0; d < D; d++) data->x[i/PANEL*D + d][i%PANEL] = between(state, -2, 2);
    data->y[i/PANEL][i%PANEL] = (int) between(state, 0, C);
  }
  return data;
}

/* --- an observer of the training: what it was shown, and when it says to stop */

typedef struct {
  long calls, stop; /* how often it was called; the call that says to stop, or -1 */
  double J[2000];
} diary;

static inline bool note(void *context, long t, real J)
{
  diary *d = context;
  assert_int_equal(t, d->calls); /* every iteration once, in order */
  assert_true(d->calls < LENGTH(d->J));
  d->J[d->calls++] = J;
  return t != d->stop;
}

/* a message: one line, within its size */
static inline bool proper(const char *message)
{
  size_t length = strnlen(message, MESSAGE_SIZE);
  for (size_t j = 0; j < length; j++)
    if (iscntrl((unsigned char) message[j])) return false;
  return length > 0 && length < MESSAGE_SIZE;
}

/* every network with 1 to 4 inputs, 1 to 16 hidden units, and 2 to 5 classes */
#define for_networks(net) \
  for (network net = {1, 1, 2}; net.D <= 4; \
       net.K < 16 ? net.K++ : (net.K = 1, net.C < 5 ? net.C++ : (net.C = 2, net.D++)))

/* --- a folder for the files that a test makes */

static inline const char *scratch(void)
{
  static char folder[4096];
  if (folder[0] == 0) {
    const char *tmp = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/ffnn-test-XXXXXX", tmp != NULL ? tmp : "/tmp");
    if (mkdtemp(folder) == NULL) fail_msg("%s: %s", folder, strerror(errno));
  }
  return folder;
}

/* the path of a name in it; good until the 32nd call from here */
static inline const char *in_scratch(const char *name)
{
  static char paths[32][8192];
  static int next = 0;
  char *path = paths[next++%32];
  snprintf(path, sizeof paths[0], "%s/%s", scratch(), name);
  return path;
}

static inline int remove_one(const char *path, const struct stat *status, int type, struct FTW *place)
{
  (void) status; (void) type; (void) place;
  return remove(path);
}

static inline int remove_scratch(void **state)
{
  (void) state;
  return nftw(scratch(), remove_one, 16, FTW_DEPTH|FTW_PHYS);
}

/* A sanitizer needs memory of its own, so that the tests that run short of it on purpose can't run under one. */
#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
enum {SANITIZED = true};
#else
enum {SANITIZED = false};
#endif

static inline bool exists(const char *path)
{
  struct stat status;
  return lstat(path, &status) == 0;
}

/* all of a file, with a zero after it; NULL if it can't be read */
static inline char *read_all(const char *path)
{
  FILE *f = fopen(path, "r");
  char *text = NULL;
  size_t room = 0;
  if (f == NULL) return NULL;
  if (getdelim(&text, &room, 0, f) < 0 && text != NULL) text[0] = 0;
  fclose(f);
  return text != NULL ? text : calloc(1, 1);
}

/* make a file with this text */
static inline void put_file(const char *path, const char *text)
{
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  assert_true(fputs(text, f) >= 0);
  assert_int_equal(fclose(f), 0);
}

/* no file of this process may be longer from now on, as if the disk were full; RLIM_INFINITY ends that */
static inline void limit_files(rlim_t bytes)
{
  struct rlimit limit;
  signal(SIGXFSZ, SIG_IGN);
  assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
  limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max; /* not everybody may raise the other one */
  assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

/* a file holds exactly this text */
#define assert_contents(path, expected) check_contents(path, expected, __FILE__, __LINE__)
static inline void check_contents(const char *path, const char *expected, const char *file, int line)
{
  char *text = read_all(path);
  if (text == NULL || strcmp(text, expected) != 0) {
    print_error("%s is:\n%s\nexpected:\n%s\n", path, text != NULL ? text : "(unreadable)", expected);
    _fail(file, line);
  }
  free(text);
}

/* A locale that writes 0,5 is made, and found by programs that ask for it. */
static inline bool use_commas(void)
{
  char command[10000];
  put_file(in_scratch("comma.src"), "LC_NUMERIC\ndecimal_point \",\"\nthousands_sep \".\"\ngrouping 3;3\nEND LC_NUMERIC\n");
  snprintf(command, sizeof command, "localedef -c -i '%s' '%s' >'%s' 2>&1", in_scratch("comma.src"), in_scratch("comma"), in_scratch("said"));
  if (system(command) != 0) {} /* it complains of what isn't in the locale */
  setenv("LOCPATH", scratch(), 1);
  return setlocale(LC_ALL, "comma") != NULL;
}

/* A terminal was made; or the test is left out, since here none can be, as in some containers. */
static inline void assert_terminal(bool made)
{
  if (made) return;
  print_message("no terminal can be made here (is /dev/pts there?)\n");
  skip();
}

#endif
