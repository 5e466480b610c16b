/* The program as its user meets it: run as a process, its output, its exit status and its tables looked at. Its path is in the
   environment variable FFNN. */
#ifndef PROCESS_H
#define PROCESS_H
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <sys/wait.h>
#include "clock.h"
#include "test.h"

/* --- running it */

enum {MOST_ARGUMENTS = 30};

/* how many seconds a run may take; a sanitized one may need more */
static inline unsigned patience(void)
{
  const char *said = getenv("PATIENCE");
  return said != NULL ? (unsigned) strtoul(said, NULL, 10) : 60;
}

typedef struct {
  int status; /* the exit status; 128 + signal if a signal ended it */
  char *out, *err, *warnings; /* the last are lines on standard error, too, and left out in err */
} result;

/* what is to be done in the child before the program begins, if anything; it says whether it could */
static bool (*prepare)(void);

/* what the child does: become the program. An alarm ends it if it takes too long. */
static inline _Noreturn void become(const char *const *arguments)
{
  const char *path = getenv("FFNN");
  char *argv[MOST_ARGUMENTS + 2] = {(char *)(uintptr_t)(path != NULL ? path : "build/ffnn")};
  for (int j = 0; arguments[j] != NULL; j++) argv[j + 1] = (char *)(uintptr_t) arguments[j];
  alarm(patience());
  const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
  for (int j = 0; j < LENGTH(signals); j++) signal(signals[j], SIG_DFL); /* they are ignored if the tests run in the background */
  if (prepare != NULL && !prepare()) _exit(126);
  execv(argv[0], argv);
  _exit(127);
}

static inline void redirect(int fd, const char *path)
{
  int file = open(path, O_WRONLY|O_CREAT|O_TRUNC, 0666);
  if (file < 0 || dup2(file, fd) < 0) _exit(126);
  close(file);
}

static inline int end_of(pid_t child)
{
  int status;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) fail_msg("waitpid: %s", strerror(errno));
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* take the lines that begin with "ffnn: warning: " out of a text, and return them */
static inline char *take_warnings(char *text)
{
  const char *const begin = "ffnn: warning: ";
  char *warnings = calloc(strlen(text) + 1, 1), *to = text;
  for (char *line = text, *next; *line != 0; line = next) {
    char *end = strchr(line, '\n');
    next = end != NULL ? end + 1 : line + strlen(line);
    size_t length = (size_t)(next - line);
    if (strncmp(line, begin, strlen(begin)) == 0) strncat(warnings, line, length);
    else {
      memmove(to, line, length);
      to += length;
    }
  }
  *to = 0;
  return warnings;
}

/* standard output goes to the file out, or is returned if that is NULL */
static inline result run_into(const char *out, const char *const *arguments)
{
  const char *err = in_scratch(".stderr");
  bool wanted = out == NULL;
  if (wanted) out = in_scratch(".stdout");
  pid_t child = fork();
  if (child == 0) {
    redirect(STDOUT_FILENO, out);
    redirect(STDERR_FILENO, err);
    become(arguments);
  }
  result r = {.status = end_of(child)};
  r.out = wanted ? read_all(out) : NULL;
  r.err = read_all(err);
  r.warnings = take_warnings(r.err);
  return r;
}
#define ARGUMENTS(...) ((const char *const[]) {__VA_ARGS__, NULL})
#define run(...) run_into(NULL, ARGUMENTS(__VA_ARGS__))
#define SMALL "--samples", "300", "--iterations", "20" /* enough for most purposes */
#define FOLDER "--force", "--output", in_scratch("run") /* one run after the other, with models that nobody will miss */

/* the text with every number replaced by a single N, since the last digits may differ from processor to processor */
static inline char *masked(char *text)
{
  char *to = text;
  for (const char *from = text; *from != 0; ) {
    char *end;
    if (isdigit((unsigned char) *from)) {
      strtod(from, &end);
      if (end[-1] == '.') end--; /* the end of a sentence */
      *to++ = 'N';
      from = end;
    } else *to++ = *from++;
  }
  *to = 0;
  return text;
}

static inline void forget(result *r)
{
  free(r->out);
  free(r->err);
  free(r->warnings);
}

/* --- what is to be said of it */

static inline int lines(const char *text)
{
  int count = 0;
  for (; *text != 0; text++) count += *text == '\n';
  return count;
}

/* it failed like this: nothing on standard output, and on standard error exactly one line, in which all these strings occur */
#define assert_complaint(r, status, ...) \
  check_complaint(r, status, ARGUMENTS(__VA_ARGS__), __FILE__, __LINE__)
static inline void check_complaint(result r, int status, const char *const *words, const char *file, int line)
{
  bool good = r.status == status && (r.out == NULL || r.out[0] == 0) && lines(r.err) == 1
    && r.err[strlen(r.err) - 1] == '\n' && strncmp(r.err, "ffnn: ", 6) == 0;
  for (int j = 0; words[j] != NULL; j++) good = good && strstr(r.err, words[j]) != NULL;
  if (!good) {
    print_error("exit status %d; standard error:\n%s", r.status, r.err);
    for (int j = 0; words[j] != NULL; j++) print_error("expected there: %s\n", words[j]);
    _fail(file, line);
  }
  forget(&r);
}

/* it went well, and standard error is empty */
#define assert_good(r) check_good(r, __FILE__, __LINE__)
static inline void check_good(result r, const char *file, int line)
{
  if (r.status != 0 || r.err[0] != 0) {
    print_error("exit status %d; standard error:\n%s", r.status, r.err);
    _fail(file, line);
  }
  forget(&r);
}

static const struct { const char *name, *header; } TABLE[] = {
  {"data.tsv", "# x1\tx2\ty\n"}, {"loss.tsv", "# iteration\tJ\n"}, {"initial.tsv", "# name\trow\tcolumn\tvalue\n"},
  {"parameters.tsv", "# name\trow\tcolumn\tvalue\n"},
  {"gradient_check.tsv", "# name\trow\tcolumn\tbackprop\tnumerical\trelative_error\n"},
  {"boundary.tsv", "# x1\tx2\ty_hat2\n"}, {"hidden.tsv", "# h1\th2\th3\ty\n"}, {"surface.tsv", "# x1\tx2\ty_hat2\n"},
  {"summary.tsv", "# name\tvalue\n"}, {"legend.tsv", "# what\tnumber\tname\tlow\thigh\n"}
};
enum {DATA, LOSS, INITIAL, PARAMETERS, CHECK, BOUNDARY, HIDDEN, SURFACE, SUMMARY, LEGEND, TABLES}; /* the order of the array */

static inline const char *table_path(const char *folder, int j, const char *end)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/%s%s", folder, TABLE[j].name, end);
  return in_scratch(path);
}

/* a table without its first line, which must be ffnn's mark; or NULL */
static inline char *read_table(const char *path)
{
  char mark[60], *text = read_all(path);
  const char *name = strrchr(path, '/') + 1;
  if (text == NULL) return NULL;
  const int length = snprintf(mark, sizeof mark, "# ffnn " FFNN_VERSION ": %.*s\n", (int) strcspn(name, "."), name);
  if (strncmp(text, mark, (size_t) length) != 0) fail_msg("%s doesn't begin with %s", path, mark);
  memmove(text, text + length, strlen(text + length) + 1);
  return text;
}

/* the ten tables of a folder, likewise */
typedef struct {
  char *text[TABLES];
} tables;

static inline tables read_tables(const char *folder)
{
  tables all;
  for (int j = 0; j < TABLES; j++) {
    all.text[j] = read_table(table_path(folder, j, ""));
    if (all.text[j] == NULL) fail_msg("%s/%s is missing", folder, TABLE[j].name);
  }
  return all;
}

static inline void free_tables(tables *all)
{
  for (int j = 0; j < TABLES; j++) free(all->text[j]);
}

static inline void assert_no_parts(const char *folder)
{
  for (int j = 0; j < TABLES; j++)
    if (exists(table_path(folder, j, ".part"))) fail_msg("%s/%s.part was left behind", folder, TABLE[j].name);
}

/* a number from the summary; absent ones are NaN, which no comparison accepts */
static inline double summary(const tables *all, const char *name)
{
  char key[64];
  snprintf(key, sizeof key, "\n%s\t", name);
  const char *found = strstr(all->text[SUMMARY], key);
  return found == NULL ? NAN : strtod(found + strlen(key), NULL);
}

static inline void assert_rows(const tables *all, int j, int rows)
{
  assert_int_equal(lines(all->text[j]), rows + 1);
}

#endif
