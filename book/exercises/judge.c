/* The judge: judge SEED LINES PROGRAM [PROGRAM]. LINES and PROGRAM are commands that write numbers to descriptor 3 (run.c), or `-'; words of a command are
   separated by blanks; the second PROGRAM knows the truth about some of the numbers of the first. steps.tsv, in the current folder, has the lines of the
   derivation: number in the file, claim or step, text.
   On standard output, fields separated by tabs:
     line         number in the file, true, false, or unchecked, why
     derivation   key, milestones reached, of how many, sentence
     program      key, sentence
   judge --task SEED prints what the seed asks of a student, if the exercise has such a thing
   judge --distinct SEED, for the tests: is no mistake in the list the truth, or another one?
   Exit status: 0 both right or absent, 1 something wrong, 3 crashed, 4 too slow, 6 the judge itself failed. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <sys/personality.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#define JUDGE
#include "exercise.h"
#include "cases.h"
#include "derivation.h"

enum {WALL = 10, MOST_LINES = 200, MOST_BLOCKS = 50};

_Noreturn static void fail(const char *why)
{
  fprintf(stderr, "the judge failed: %s\n", why);
  exit(6);
}

/* --- the process that does the computing */

typedef enum {ENDED, EARLY, TOO_MUCH, CRASHED, TOO_SLOW, CANT_START} ending;

static double now(void)
{
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (double) t.tv_sec + 1e-9*(double) t.tv_nsec;
}

static ending run_command(char *command, double *numbers, size_t count)
{
  char *words[64], digits[32];
  int n = 0, ends[2], status;
  for (char *w = strtok(command, " "); w != NULL && n < 62; w = strtok(NULL, " ")) words[n++] = w;
  snprintf(digits, sizeof digits, "%llu", (unsigned long long) seed);
  words[n++] = digits;
  words[n] = NULL;
  if (pipe(ends) != 0) fail(strerror(errno));
  pid_t child = fork();
  if (child < 0) fail(strerror(errno));
  if (child == 0) {
    setpgid(0, 0);
    int log = open("student.err", O_WRONLY|O_CREAT|O_TRUNC|O_NOFOLLOW, 0644), null = open("/dev/null", O_RDWR);
    dup2(null, 0), dup2(null, 1), dup2(log, 2);
    if (ends[1] != 3) dup2(ends[1], 3);
    for (int d = 4; d < 1024; d++) close(d);
    personality(ADDR_NO_RANDOMIZE); /* with very random addresses some sanitizers fail to start; if it is refused, no harm is done */
    execvp(words[0], words);
    _exit(127);
  }
  setpgid(child, child);
  close(ends[1]);
  size_t have = 0, wanted = count*sizeof(double);
  double end = now() + WALL;
  bool late = false, more = false;
  while (!more) {
    struct pollfd p = {.fd = ends[0], .events = POLLIN};
    double left = end - now();
    int ready = poll(&p, 1, left > 0 ? (int)(left*1000) + 1 : 0);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) { late = true; break; }
    char beyond;
    ssize_t r = have < wanted ? read(ends[0], (char *) numbers + have, wanted - have) : read(ends[0], &beyond, 1);
    if (r <= 0) break;
    if (have == wanted) more = true;
    have += (size_t) r;
  }
  close(ends[0]);
  if (late || more) kill(-child, SIGKILL);
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  kill(-child, SIGKILL); /* whatever it may have started */
  if (late) return TOO_SLOW;
  if (more) return TOO_MUCH;
  if (WIFSIGNALED(status)) return WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL ? TOO_SLOW : CRASHED;
  switch (WEXITSTATUS(status)) {
  case 0: return have == wanted ? ENDED : EARLY;
  case 98: case 124: case 137: case 128 + SIGXCPU: return TOO_SLOW;
  case 126: case 127: return CANT_START;
  default: return CRASHED;
  }
}

/* --- sentences */

typedef struct { char key[64], says[1000]; } verdict;

static bool say(verdict *v, const char *key, const char *format, ...)
{
  va_list list;
  snprintf(v->key, sizeof v->key, "%s", key);
  va_start(list, format);
  vsnprintf(v->says, sizeof v->says, format, list);
  va_end(list);
  return true;
}

static void add(verdict *v, const char *format, ...)
{
  size_t n = strlen(v->says);
  va_list list;
  va_start(list, format);
  vsnprintf(v->says + n, sizeof v->says - n, format, list);
  va_end(list);
}

/* where a number is: delta_h[1][5] */
static const char *place(const experiment *e, int block, int j)
{
  static char text[2][100];
  static int which;
  char *to = text[which ^= 1];
  int columns = extent(e->n, blocks[block].shape, 1);
  switch (strlen(blocks[block].shape)) {
  case 0: snprintf(to, 100, "%s", blocks[block].name); break;
  case 1: snprintf(to, 100, "%s[%d]", blocks[block].name, j); break;
  default: snprintf(to, 100, "%s[%d][%d]", blocks[block].name, j/columns, j%columns);
  }
  return to;
}

/* --- the numbers of all calls: the student's, and what they should be */

typedef struct { experiment e; int block, j; double got, want, other; } number; /* other: with a mistake */
static number *all;
static int count, first_variant; /* how many; those from first_variant on belong to variants */
static int changed_block = -1;
static bool outside; /* is something written beyond the end of the sums? */
static double *own; /* what another process says is the truth, where it isn't NAN (exercise 19); NULL if there is none */

static void compute(int wrong) /* into want (0: the truth), or other */
{
  experiment e;
  for (int call = 0, at = 0; find_experiment(call, &e); call++) {
    if (e.block >= 0 && wrong != 0) return; /* variants are for the truth only */
    double **b = make_blocks(e.n), **before = make_blocks(e.n);
    prepare(&e, b);
    prepare(&e, before);
    answer(wrong, e.n, b);
    for (int block = 0; blocks[block].name != NULL; block++)
      if (is_output(block)) for (int j = 0; j < length(e.n, block); j++, at++) {
        if (wrong == 0 && own != NULL && !isnan(own[at + call + 1])) b[block][j] = own[at + call + 1];
        if (blocks[block].role == CONDITION) b[block][j] = all[at].got; /* condition() has the word */
        double value = blocks[block].role == SUM ? b[block][j] - before[block][j] : b[block][j];
        if (wrong == 0) all[at].want = value; else all[at].other = value;
      }
    free_blocks(b);
    free_blocks(before);
  }
}

static ending obtain(char *command, char *other)
{
  experiment e;
  int calls = 0, at = 0;
  size_t read = 0;
  for (; find_experiment(calls, &e); calls++) {
    if (e.block < 0) first_variant = -1; else if (first_variant < 0) first_variant = count;
    for (int block = 0; blocks[block].name != NULL; block++) if (is_output(block)) count += length(e.n, block);
  }
  all = calloc((size_t) count, sizeof *all);
  double *numbers = calloc((size_t) count + (size_t) calls, sizeof(double));
  if (all == NULL || numbers == NULL) fail("no memory");
  ending how = command == NULL ? ENDED : run_command(command, numbers, (size_t)(count + calls));
  if (how == ENDED && other != NULL) {
    own = calloc((size_t) count + (size_t) calls, sizeof(double));
    if (own == NULL) fail("no memory");
    how = run_command(other, own, (size_t)(count + calls));
  }
  for (int call = 0; how == ENDED && find_experiment(call, &e); call++) {
    double changed = numbers[read++];
    if (changed == OUTSIDE) outside = true;
    if (changed >= 0 && changed < 100 && changed_block < 0) changed_block = (int) changed;
    double **before = make_blocks(e.n);
    prepare(&e, before);
    for (int block = 0; blocks[block].name != NULL; block++)
      if (is_output(block)) for (int j = 0; j < length(e.n, block); j++, at++) {
        double got = numbers[read++];
        all[at] = (number) {.e = e, .block = block, .j = j, .got = blocks[block].role == SUM ? got - before[block][j] : got};
      }
    free_blocks(before);
  }
  free(numbers);
  if (first_variant < 0) first_variant = count;
  return how;
}

/* is x the number that it should be, y? Errors are measured by the largest number of its block. */
static bool close_to(double x, double y, double scale, double tolerance)
{
  if (!isfinite(y)) return isnan(x) == isnan(y) && (isnan(x) || x == y);
  return fabs(x - y) <= tolerance*scale;
}

typedef enum {CONSTANT, OF_C, OF_K} kind;
typedef struct { const char *key; kind of; double value; const char *says; } scaling;
static const scaling scalings[] = {
  {"", CONSTANT, 1, ""},
  {"sign", CONSTANT, -1, "the sign is wrong"},
  {"twice", CONSTANT, 2, "everything is twice as large as it should be"},
  {"half", CONSTANT, .5, "everything is half as large as it should be"},
  {"times-N", CONSTANT, PANEL, "everything is multiplied by the number of samples"},
  {"mean", CONSTANT, 1.0/PANEL, "everything is divided by the number of samples: a mean where the book has the sum"},
  {"times-C", OF_C, 1, "everything is multiplied by the number of classes"},
  {"per-C", OF_C, -1, "everything is divided by the number of classes"},
  {"times-K", OF_K, 1, "everything is multiplied by the number of hidden units"},
  {"per-K", OF_K, -1, "everything is divided by the number of hidden units"},
};
enum {SCALINGS = sizeof scalings/sizeof scalings[0]};

static double factor_of(const scaling *s, sizes n)
{
  return s->of == CONSTANT ? s->value : pow(s->of == OF_C ? n.C : n.K, s->value);
}

/* Are the student's numbers those of a list, but for a factor? Only those of one block, if it isn't -1. */
static bool same(bool other, const scaling *s, int block, double tolerance, bool book_only)
{
  bool zero = true;
  for (int at = 0; at < first_variant; ) { /* block by block */
    int end = at;
    double scale = blocks[all[at].block].role == SUM ? 1e-4 : 0; /* what was there has been subtracted, which rounds */
    for (; end < first_variant && all[end].block == all[at].block && all[end].e.what == all[at].e.what && all[end].e.poison == all[at].e.poison; end++) {
      double x = other ? all[end].other : all[end].want;
      if (isfinite(x)) scale = fmax(scale, fabs(x));
    }
    double f = factor_of(s, all[at].e.n);
    for (; at < end; at++) {
      if (block >= 0 && all[at].block != block) continue;
      if (blocks[all[at].block].role == CONDITION) continue;
      if (book_only && (all[at].e.special != NULL || all[at].e.what != NETS - 1)) continue;
      double x = other ? all[at].other : all[at].want;
      if (!close_to(all[at].got, f*x, fabs(f)*scale, tolerance)) return false;
      if (x != 0) zero = false;
    }
  }
  return s->value == 1 || !zero;
}

/* --- the program, in the order in which mistakes are looked for */

static bool nothing_added(int block)
{
  bool should = false;
  for (int at = 0; at < first_variant; at++) {
    if (all[at].block != block) continue;
    if (!(fabs(all[at].got) <= 1e-12)) return false;
    if (all[at].want != 0) should = true;
  }
  return should;
}

static bool contract(verdict *v)
{
  int stale = 0, results = 0, before = -1, not_added = -1;
  bool replaced = true, added = true;
  if (changed_block >= 0)
    return say(v, "input-changed", "%s is changed: after the call it must be what it was before, to the last bit", blocks[changed_block].name);
  for (int at = 0; at < first_variant; at++) {
    number *a = &all[at];
    if (a->e.poison != 0) continue;
    int twin = at;
    while (all[twin].e.what != a->e.what || all[twin].e.poison != 1 || all[twin].block != a->block || all[twin].j != a->j) twin++;
    number *b = &all[twin];
    if (blocks[a->block].role == RESULT) {
      results++;
      if (a->got == POISON(0) && b->got == POISON(1)) stale++;
      else if (memcmp(&a->got, &b->got, sizeof(double)) != 0) {
        if (before < 0) before = at;
        if (!(fabs((a->got - POISON(0)) - (b->got - POISON(1))) < 1e-6*(1 + fabs(a->got)))) added = false;
      }
    }
    if (blocks[a->block].role == SUM) { /* got is what was added: the same, whatever was there before */
      if (fabs(a->got - b->got) > 1e-6*(1 + fabs(a->want))) {
        if (not_added < 0) not_added = at;
        if (fabs(a->got - b->got - 5) > 1e-6*(1 + fabs(a->want))) replaced = false;
      }
    }
  }
  for (int block = 0; blocks[block].name != NULL; block++)
    if (blocks[block].role == SUM && nothing_added(block)) return say(v, "not-stored", "nothing is added to %s", blocks[block].name);
  if (results > 0 && stale == results) return say(v, "not-stored", "nothing is stored in %s", blocks[all[0].block].name);
  for (int at = 0; stale > 0 && at < first_variant; at++)
    if (blocks[all[at].block].role == RESULT && all[at].got == POISON(all[at].e.poison))
      return say(v, "partly-stored", "%s is never stored (%d of %d numbers are not)", place(&all[at].e, all[at].block, all[at].j), stale, results);
  if (before >= 0)
    return say(v, "depends-on-before", "the result depends on what was in %s before the call: %s", blocks[all[before].block].name,
      added ? "it is added to what was there; begin with zero" : "it must be set first");
  if (not_added >= 0)
    return say(v, "not-added", "%s is a sum that is being formed, with other samples in it already: %s", blocks[all[not_added].block].name,
      replaced ? "add to it, don't replace it" : "add to it, and change it in no other way");
  return false;
}

static int condition_of(int m) /* the block, if a mistake in the list is a condition that isn't fulfilled, or -1 */
{
  for (int block = 0; blocks[block].name != NULL; block++)
    if (blocks[block].role == CONDITION && strcmp(blocks[block].name, mistakes[m].name) == 0) return block;
  return -1;
}

static bool condition(verdict *v, bool last) /* is one not fulfilled, of those before the results, or of the last block? */
{
  for (int m = 1; mistakes[m].name != NULL; m++) {
    int block = condition_of(m);
    if (block < 0 || last != (blocks[block + 1].name == NULL)) continue;
    for (int at = 0; at < first_variant; at++)
      if (all[at].block == block && all[at].got != 1) return say(v, mistakes[m].name, "%s", mistakes[m].says);
  }
  return false;
}

static bool by_name(verdict *v, int block)
{
  for (int s = 1; s < SCALINGS; s++)
    if (same(false, &scalings[s], block, 1e-9, false)) return say(v, scalings[s].key, "right, but %s", scalings[s].says);
  for (int m = 1; mistakes[m].name != NULL; m++) {
    if (condition_of(m) >= 0) continue;
    compute(m);
    for (int s = 0; s < SCALINGS; s++)
      if (same(true, &scalings[s], block, 1e-9, false)) {
        say(v, mistakes[m].name, "%s", mistakes[m].says);
        if (s > 0) {
          snprintf(v->key, sizeof v->key, "%s * %s", mistakes[m].name, scalings[s].key);
          add(v, "; and %s", scalings[s].says);
        }
        return true;
      }
  }
  return false;
}

/* Put in front which blocks of results are right, if some are, and which are meant: those that aren't (NULL), or that are marked. */
static bool tell_blocks(verdict *v, const bool *meant)
{
  char list[2][200] = {"", ""}, says[sizeof v->says];
  int n[2] = {0};
  for (int block = 0; blocks[block].name != NULL; block++) {
    if (!is_output(block) || blocks[block].role == CONDITION) continue;
    bool right = same(false, &scalings[0], block, 1e-9, false);
    if (!right && meant != NULL && !meant[block]) continue;
    size_t length = strlen(list[right]);
    snprintf(list[right] + length, sizeof list[right] - length, "%s%s", n[right]++ > 0 ? ", " : "", blocks[block].name);
  }
  snprintf(says, sizeof says, "%s", v->says);
  v->says[0] = '\0';
  if (n[true] > 0) add(v, "%s %s right; ", list[true], n[true] == 1 ? "is" : "are");
  if (n[true] > 0 || meant != NULL) add(v, "%s: ", list[false]);
  add(v, "%s", says);
  return true;
}

static bool by_block(verdict *v) /* some blocks, not all, have a mistake with a name */
{
  bool meant[MOST_BLOCKS] = {false}, found = false;
  for (int block = 0; blocks[block].name != NULL; block++) {
    verdict one;
    if (!is_output(block) || same(false, &scalings[0], block, 1e-9, false) || !by_name(&one, block)) continue;
    if (!found) *v = one, found = true;
    meant[block] = strcmp(one.key, v->key) == 0;
  }
  return found && tell_blocks(v, meant);
}

static bool not_finite(verdict *v)
{
  for (int at = 0; at < first_variant; at++)
    if (isfinite(all[at].want) && !isfinite(all[at].got))
      return say(v, "not-finite", "%s is %s%s%s", place(&all[at].e, all[at].block, all[at].j),
        isnan(all[at].got) ? "not a number" : "infinite", all[at].e.special != NULL ? " " : "", all[at].e.special != NULL ? all[at].e.special->when : "");
  return false;
}

static bool special_only(verdict *v)
{
  const special *when = NULL;
  for (int at = 0; at < first_variant; at++)
    if (all[at].e.special == NULL) {
      if (!(fabs(all[at].got - all[at].want) <= 1e-9*(1 + fabs(all[at].want)))) return false;
    } else if (when == NULL && !(fabs(all[at].got - all[at].want) <= 1e-9*(1 + fabs(all[at].want)))) when = all[at].e.special;
  return when != NULL && say(v, "wrong-when", "right, except %s", when->when);
}

static bool one_factor(verdict *v)
{
  for (int at = 0; at < first_variant; at++)
    if (fabs(all[at].want) > 1e-3) {
      scaling s = {"constant-factor", CONSTANT, all[at].got/all[at].want, ""};
      if (s.value == 0 || !isfinite(s.value) || !same(false, &s, -1, 1e-9, false)) return false;
      return say(v, s.key, "right, but for a constant factor: yours is %.6g times what it should be", s.value);
    }
  return false;
}

/* which outputs move when something is changed: need not know any formula */
static bool dependence(verdict *v)
{
  int base_length = 0, found = 0;
  for (int block = 0; blocks[block].name != NULL; block++) if (is_output(block)) base_length += length(all[0].e.n, block);
  for (int from = first_variant; from < count && found < 2; from += base_length) {
    const experiment *e = &all[from].e;
    if (e->doubled) continue;
    for (int j = 0; j < base_length && found < 2; j++) {
      const number *mine = &all[from + j], *base = &all[j];
      bool has_samples = strchr(blocks[mine->block].shape, 'N') != NULL;
      int columns = extent(e->n, blocks[mine->block].shape, 1), sample = mine->j%columns;
      if (e->column == ALL_SAMPLES && has_samples && sample != 0) continue; /* one of them is enough */
      bool moves = memcmp(&mine->got, &base->got, sizeof(double)) != 0, should = memcmp(&mine->want, &base->want, sizeof(double)) != 0;
      if (blocks[mine->block].role == SUM) { /* what was there has been subtracted, which rounds */
        moves = fabs(mine->got - base->got) > 1e-12*(1 + fabs(base->got));
        should = fabs(mine->want - base->want) > 1e-12*(1 + fabs(base->want));
      }
      if (moves == should) continue;
      char what[100];
      if (strlen(blocks[e->block].shape) == 0) snprintf(what, sizeof what, "%s", blocks[e->block].name);
      else if (e->column == ALL_SAMPLES && strlen(blocks[e->block].shape) == 1) snprintf(what, sizeof what, "%s", blocks[e->block].name);
      else if (e->column == ALL_SAMPLES) snprintf(what, sizeof what, "%s[%d]", blocks[e->block].name, e->row);
      else snprintf(what, sizeof what, "%s", place(e, e->block, e->row*extent(e->n, blocks[e->block].shape, 1) + (e->column == ONE_SAMPLE ? THE_SAMPLE : e->column)));
      if (found++ == 0) say(v, "dependence", "%s", "");
      add(v, "%s%s %s on %s, and %s", found > 1 ? "; " : "", place(e, mine->block, mine->j), moves ? "depends" : "doesn't depend", what, moves ? "mustn't" : "should");
      while (j + 1 < base_length && all[from + j + 1].block == mine->block) j++; /* once for each block of results */
    }
  }
  return found > 0;
}

static bool doubled(verdict *v)
{
  int base_length = 0;
  for (int block = 0; blocks[block].name != NULL; block++) if (is_output(block)) base_length += length(all[0].e.n, block);
  for (int from = first_variant; from < count; from += base_length) {
    if (!all[from].e.doubled) continue;
    for (int j = 0; j < base_length; j++) {
      const number *mine = &all[from + j], *base = &all[j];
      double should = mine->want/base->want, does = mine->got/base->got;
      if (fabs(base->want) > 1e-3 && fabs(should - 2) < 1e-9 && fabs(does - 2) > 1e-6 && isfinite(does))
        return say(v, "dependence", "when %s is doubled, %s should be doubled, too; yours is multiplied by %.4g", blocks[mine->e.block].name,
          place(&mine->e, mine->block, mine->j), does);
    }
  }
  return false;
}

static void first_wrong(verdict *v)
{
  int right = 0, total = 0, first = -1;
  for (int at = 0; at < first_variant; at++) {
    if (all[at].e.poison != 0) continue;
    total++;
    if (close_to(all[at].got, all[at].want, 1 + fabs(all[at].want), 1e-9)) right++;
    else if (first < 0) first = at;
  }
  if (first < 0) return;
  number *a = &all[first];
  int digits = fabs(a->got - a->want) < 1e-5*fabs(a->want) ? 15 : 6;
  add(v, "\t%s%s is %.*g, and should be %.*g (with D, K, C = %d, %d, %d%s%s); %d of %d numbers are right", blocks[a->block].role == SUM ? "what is added to " : "",
    place(&a->e, a->block, a->j), digits, a->got, digits, a->want,
    a->e.n.D, a->e.n.K, a->e.n.C, a->e.special != NULL ? ", " : "", a->e.special != NULL ? a->e.special->when : "", right, total);
}

static ending judge_program(char *command, char *other, verdict *v)
{
  ending how = obtain(command, other);
  switch (how) {
  case CANT_START: fail("the program can't be started");
  case CRASHED: say(v, "crashed", "it crashed"); return how;
  case TOO_SLOW: say(v, "too-slow", "stopped after two seconds of computing: a loop doesn't end"); return how;
  case EARLY: say(v, "ended-early", "the process ended before everything was computed"); return how;
  case TOO_MUCH: say(v, "ended-early", "the process wrote numbers of its own"); return how;
  case ENDED: break;
  }
  compute(0);
  if (contract(v) || condition(v, false)) return how;
  if (same(false, &scalings[0], -1, 1e-9, false)) {
    if (condition(v, true)) return how;
    if (!outside) say(v, "right", "right");
    else say(v, "outside", "right, but something is written beyond the last of the sums, too: does a loop go too far?");
    return how;
  }
  (void) ((by_name(v, -1) && tell_blocks(v, NULL)) || not_finite(v) || special_only(v)
    || (same(false, &scalings[0], -1, 1e-9, true) && say(v, "right-2-3-2-only", "right for the book's network, with D, K, C = 2, 3, 2, but not for other sizes"))
    || (same(false, &scalings[0], -1, 1e-5, false) && say(v, "single-precision", "right to five digits only: is there a float, or an integer division, somewhere?"))
    || by_block(v) || one_factor(v)
    || ((dependence(v) || doubled(v) || say(v, "wrong", "wrong, and in no way that has a name here")) && tell_blocks(v, NULL)));
  first_wrong(v);
  return how;
}

/* --- the derivation */

static struct { int at; bool claim; char text[2000]; enum {TRUE, FALSE, UNCHECKED} state; char says[500]; } step[MOST_LINES];
static int steps;

static void read_lines(void)
{
  FILE *f = fopen("steps.tsv", "r");
  char kind[10];
  while (f != NULL && steps < MOST_LINES && fscanf(f, "%d\t%9[a-z]\t%1999[^\n]", &step[steps].at, kind, step[steps].text) == 3)
    step[steps++].claim = strcmp(kind, "claim") == 0;
  if (f != NULL) fclose(f);
}

static bool has_word(const char *text, const char *pattern) /* see exercise.h */
{
  size_t n = strlen(pattern);
  bool whole = n > 0 && pattern[n - 1] == '$';
  if (whole) n--;
  for (const char *at = text; *at != '\0'; ) {
    size_t m = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
    if (m == 0) { at++; continue; }
    if (m >= n && strncmp(at, pattern, n) == 0 && (!whole || m == n)) return true;
    at += m;
  }
  return false;
}

static bool has_words(const char *text, const char *patterns, bool all_of_them)
{
  char copy[300];
  snprintf(copy, sizeof copy, "%s", patterns);
  for (char *w = strtok(copy, " "); w != NULL; w = strtok(NULL, " "))
    if (has_word(text, w) != all_of_them) return !all_of_them;
  return all_of_them;
}

static void redraw(int trial)
{
  start((uint64_t)(1000 + trial));
  draw();
}

/* Is a line an equation, and not a claim alone, nor the line before once more? Blanks don't count. */
static bool differ(const char *a, const char *b)
{
  for (;; a++, b++) {
    a += strspn(a, " \t");
    b += strspn(b, " \t");
    if (*a != *b) return true;
    if (*a == '\0') return false;
  }
}

static bool linked(int j)
{
  int before = j - 1, after = j + 1;
  if (step[j].claim) {
    while (after < steps && !step[after].claim && step[after].state != TRUE) after++;
    return after < steps && !step[after].claim && differ(step[j].text, step[after].text);
  }
  while (step[before].state != TRUE && !step[before].claim) before--;
  return step[before].state == TRUE && differ(step[j].text, step[before].text);
}

static double value_of_one(void) { return 1; }

/* b is wrong where a is right: say how */
static void compare(int j, const double *a, const double *b, int other)
{
  bool constant = true;
  double ratio = b[0]/a[0];
  for (int t = 0; t < TRIALS; t++)
    if (!(fabs(b[t] - ratio*a[t]) <= 1e-9*(1 + fabs(b[t])))) constant = false;
  char *to = step[j].says;
  int n = snprintf(to, sizeof step[j].says, "not equal to line %d", step[other].at);
  size_t room = sizeof step[j].says - (size_t) n;
  if (constant && isfinite(ratio)) {
    if (fabs(ratio + 1) < 1e-9) n += snprintf(to + n, room, ": the sign is wrong");
    else n += snprintf(to + n, room, ": it is %.6g times that", ratio);
  } else {
    const factor one = {"1", value_of_one};
    for (int p = -1; p < 0 || factors[p].name != NULL; p++)
      for (int q = -1; q < 0 || factors[q].name != NULL; q++)
        for (int sign = 1; sign >= -1; sign -= 2) {
          const factor *above = p < 0 ? &one : &factors[p], *under = q < 0 ? &one : &factors[q];
          bool fits = above != under;
          for (int t = 0; fits && t < TRIALS; t++) {
            redraw(t);
            fits = fabs(b[t]*under->value() - sign*a[t]*above->value()) <= 1e-9*(1 + fabs(b[t]));
          }
          if (!fits) continue;
          if (p < 0) snprintf(to + n, room, ": %sthe factor %s is missing", sign < 0 ? "the sign is wrong, and " : "", under->name);
          else if (q < 0) snprintf(to + n, room, ": %sthe factor %s is too many", sign < 0 ? "the sign is wrong, and " : "", above->name);
          else snprintf(to + n, room, ": %sit has the factor %s where %s should be", sign < 0 ? "the sign is wrong, and " : "", above->name, under->name);
          return;
        }
  }
  int t = 0;
  while (t < TRIALS - 1 && fabs(a[t] - b[t]) <= 1e-9*(1 + fabs(a[t]))) t++;
  snprintf(to + n, sizeof step[j].says - (size_t) n, " (%.6g instead of %.6g, for example)", b[t], a[t]);
}

/* The mistake of a line, if it is one of the program's; 0 if it isn't known. */
static int claimed_mistake(const double *line, double (*claim)(int wrong))
{
  for (int m = 1; mistakes[m].name != NULL; m++) {
    bool fits = true, differs = false;
    for (int t = 0; fits && t < TRIALS; t++) {
      redraw(t);
      double truth = claim(0), c = claim(m);
      fits = fabs(line[t] - c) <= 1e-9*(1 + fabs(c));
      if (fabs(c - truth) > 1e-6*(1 + fabs(c))) differs = true;
    }
    if (fits && differs) return m;
  }
  return 0;
}

static ending judge_derivation(char *command, verdict *v, int *reached, int *of, int *first_false, int *last_says)
{
  static double raw[TRIALS*MOST_LINES], value[MOST_LINES*TRIALS];
  read_lines();
  *first_false = -1;
  *last_says = 0;
  ending how = run_command(command, raw, (size_t)(TRIALS*steps));
  if (how == CANT_START) fail("the lines of the derivation can't be computed");
  if (how != ENDED) { say(v, "unchecked", "the lines of the derivation can't be computed"); return how; }
  for (int t = 0; t < TRIALS; t++) for (int j = 0; j < steps; j++) value[j*TRIALS + t] = raw[t*steps + j];
  int truth = -1;
  for (int j = 0; j < steps; j++) {
    bool finite = true, equal = true;
    const double *b = value + j*TRIALS;
    for (int t = 0; t < TRIALS; t++) if (!isfinite(b[t])) finite = false;
    if (step[j].claim) truth = -1;
    const double *a = truth >= 0 ? value + truth*TRIALS : b;
    for (int t = 0; t < TRIALS; t++) if (!(fabs(a[t] - b[t]) <= 1e-9*(1 + fabs(a[t])))) equal = false;
    if (!finite) {
      step[j].state = FALSE;
      snprintf(step[j].says, sizeof step[j].says, "isn't finite: is there a division by zero, or a logarithm of something negative?");
    } else if (!equal) {
      step[j].state = FALSE;
      compare(j, a, b, truth);
    } else {
      step[j].state = TRUE;
      truth = j; /* the next line is compared with the last true one, so that a slip is told once */
    }
    if (step[j].state == FALSE && *first_false < 0) *first_false = j;
  }
  const char *missing = NULL;
  for (; milestones[*of].name != NULL; ++*of) {
    const milestone *m = &milestones[*of];
    bool found = false;
    for (int j = 0; j < steps && !found; j++) {
      found = step[j].state == TRUE && linked(j) && has_words(step[j].text, m->needs, true) && !(m->without[0] != '\0' && has_words(step[j].text, m->without, false));
      for (int t = 0; found && t < TRIALS; t++) {
        redraw(t);
        double right = m->value();
        found = fabs(value[j*TRIALS + t] - right) <= 1e-9*(1 + fabs(right));
      }
    }
    if (found) ++*reached; else if (missing == NULL) missing = m->name;
  }
  char key[40];
  if (*first_false >= 0) {
    int end = *first_false; /* the last line of its chain */
    while (end < steps - 1 && !step[end + 1].claim) end++;
    int m = claimed_mistake(value + end*TRIALS, claimed);
    if (m == 0 && claimed_too != NULL) m = claimed_mistake(value + end*TRIALS, claimed_too);
    *last_says = m;
    snprintf(key, sizeof key, "false-line %d", *first_false + 1);
    size_t n = strlen(step[end].says);
    if (m > 0 && strstr(step[end].says, mistakes[m].says) == NULL) snprintf(step[end].says + n, sizeof step[end].says - n, "; %s", mistakes[m].says);
    say(v, key, "line %d: %s", step[*first_false].at, step[*first_false].says);
  } else if (missing != NULL) say(v, "incomplete", "every line is true, but this is missing: %s", missing);
  else say(v, "right", "every line is true, and nothing is missing");
  return how;
}

/* Mistakes that give the same numbers can't be told apart; a mistake that gives the right ones isn't one. */
static int distinct(void)
{
  int bad = 0, n = 0;
  obtain(NULL, NULL);
  for (int a = 1; mistakes[a].name != NULL; a++, n++) {
    compute(0);
    for (int b = 0; b < a && condition_of(a) < 0; b++) {
      if (b > 0 && condition_of(b) >= 0) continue;
      if (b > 0) compute(b);
      for (int at = 0; at < count; at++) all[at].got = b == 0 ? all[at].want : all[at].other;
      compute(a);
      for (int s = 0; s < SCALINGS; s++)
        if (same(true, &scalings[s], -1, 1e-9, false)) {
          printf("%s%s%s is the same as %s\n", mistakes[a].name, s > 0 ? " * " : "", scalings[s].key, b == 0 ? "the truth" : mistakes[b].name);
          bad++;
        }
    }
  }
  printf("%d mistakes, %d pairs not told apart\n", n, bad);
  return bad > 0;
}

int main(int argc, char **argv)
{
  verdict derivation = {"", ""}, program = {"", ""};
  ending how_lines = ENDED, how_program = ENDED;
  int reached = 0, of = 0, first_false = -1, last_says = 0;
  if (argc == 3 && strcmp(argv[1], "--task") == 0 && task != NULL) {
    seed = strtoull(argv[2], NULL, 10);
    task();
    return 0;
  }
  if (argc == 3 && strcmp(argv[1], "--distinct") == 0) {
    seed = strtoull(argv[2], NULL, 10);
    return distinct();
  }
  if (argc != 4 && argc != 5) fail("usage: judge SEED LINES PROGRAM [PROGRAM]");
  seed = strtoull(argv[1], NULL, 10);
  bool lines_given = strcmp(argv[2], "-") != 0, program_given = strcmp(argv[3], "-") != 0;
  if (lines_given) how_lines = judge_derivation(argv[2], &derivation, &reached, &of, &first_false, &last_says);
  if (program_given) how_program = judge_program(argv[3], argv[4], &program);
  static const char *const states[] = {"true", "false", "unchecked"};
  for (int j = 0; j < steps; j++) printf("line\t%d\t%s\t%s\n", step[j].at, how_lines == ENDED ? states[step[j].state] : states[UNCHECKED], step[j].says);
  bool derived = strcmp(derivation.key, "right") == 0, works = strcmp(program.key, "right") == 0;
  if (lines_given) printf("derivation\t%s\t%d\t%d\t%s\n", derivation.key, reached, of, derivation.says);
  if (program_given) {
    char *where = strchr(program.says, '\t'), *both = "";
    if (lines_given && derived && !works && how_program == ENDED && first_false < 0) both = "Your derivation is right; your program isn't what you derived.";
    if (lines_given && !derived && !works && last_says > 0 && strncmp(program.key, mistakes[last_says].name, strlen(mistakes[last_says].name)) == 0)
      both = "Your program does what you derived; the slip is in the derivation.";
    if (lines_given && first_false >= 0 && works) both = "Your program is right, but it doesn't follow from your derivation.";
    if (where != NULL) *where++ = '\0';
    printf("program\t%s\t%s\n", program.key, program.says);
    if (where != NULL) printf("number\t%s\n", where);
    if (both[0] != '\0') printf("both\t%s\n", both);
  }
  if (fflush(stdout) != 0) fail("the verdict can't be written");
  if (how_program == CRASHED || how_program == EARLY || how_program == TOO_MUCH || how_lines == CRASHED) return 3;
  if (how_program == TOO_SLOW || how_lines == TOO_SLOW) return 4;
  return (lines_given && !derived) || (program_given && !works);
}
