/* Nothing is lost, and nothing half-written survives, whatever the system refuses and whenever the program is killed. */
#include "process.h"

/* --- a small run, and what it is to end with */

/* Three inputs, so that there are no maps, which take time to write. */
#define OPTIONS "--data", points, "--validation", tests, "--batch-size", "17", "--iterations", "60", "--learning-rate", "1e-2", \
  "--threads", "2", "--every", "7", "--patience", "1000", "-q" /* so that the best parameters must survive, too */
static char points[4096], tests[4096], inputs[4096];

static const char *const FILES[] = {"data.tsv", "legend.tsv", "loss.tsv", "initial.tsv", "gradient_check.tsv", "parameters.tsv", "hidden.tsv",
  "summary.tsv", "model.ffnn"};
enum {LOSSES = 2, SUMS = 7, MODEL = 8, COUNT = 9};
typedef struct { char *text[COUNT]; } contents;
static contents old, new, longer;
#define LONGER OPTIONS, "--iterations", "2000", "--every", "20" /* the last of two options counts */

static void write_points(char *path, const char *name, int N, uint64_t seed)
{
  snprintf(path, sizeof points, "%s", in_scratch(name));
  FILE *f = fopen(path, "w");
  for (int i = 0; i < N; i++)
    fprintf(f, "%.17g,%.17g,%.17g,%s\n", i%2 + between(&seed, -1, 1), between(&seed, -1, 1), between(&seed, -1, 1), i%2 ? "odd" : "even");
  assert_int_equal(fclose(f), 0);
}

static const char *in_folder(const char *folder, int j, const char *end)
{
  char path[4096];
  snprintf(path, sizeof path, "%s/%s%s", folder, FILES[j], end);
  return in_scratch(path);
}

/* all files of a folder; the rows of the summary that a clock has measured are left out */
static contents read_folder(const char *folder)
{
  contents all;
  for (int j = 0; j < COUNT; j++) {
    all.text[j] = read_all(in_folder(folder, j, ""));
    char *seconds = j == SUMS && all.text[j] != NULL ? strstr(all.text[j], "\nseconds\t") : NULL;
    if (seconds != NULL) {
      char *rest = strchr(strstr(seconds, "\nns_per") + 1, '\n');
      memmove(seconds, rest, strlen(rest) + 1);
    }
  }
  return all;
}

static void free_contents(contents *all)
{
  for (int j = 0; j < COUNT; j++) free(all->text[j]);
}

static void assert_as_expected(const char *folder, const contents *expected, bool without_losses)
{
  contents all = read_folder(folder);
  for (int j = 0; j < COUNT; j++) {
    if (all.text[j] == NULL) fail_msg("%s is missing", FILES[j]);
    if (strcmp(all.text[j], expected->text[j]) != 0 && !(without_losses && (j == LOSSES || j == MODEL)))
      fail_msg("%s isn't that of the uninterrupted run", FILES[j]);
    if (exists(in_folder(folder, j, ".part"))) fail_msg("%s.part was left behind", FILES[j]);
  }
  free_contents(&all);
}

static void assert_ends_well(const char *folder, const contents *expected)
{
  assert_as_expected(folder, expected, false);
}

/* put the files of the old run into the folder, and nothing else */
static void renew(const char *folder)
{
  make_folder(in_scratch(folder));
  unlink(in_folder(folder, MODEL, "~"));
  for (int j = 0; j < COUNT; j++) {
    unlink(in_folder(folder, j, ".part"));
    FILE *f = fopen(in_folder(folder, j, ""), "w");
    fputs(old.text[j], f);
    assert_int_equal(fclose(f), 0);
  }
}

static int set_up(void **state)
{
  (void) state;
  if (access("/dev/shm", W_OK) == 0) setenv("TMPDIR", "/dev/shm", 0); /* waiting for a real disk is no test of ours */
  write_points(points, "points.csv", 130, 1);
  write_points(tests, "tests.csv", 40, 2);
  snprintf(inputs, sizeof inputs, "%s", in_scratch("inputs.csv"));
  FILE *f = fopen(inputs, "w");
  for (int i = 0; i < 200; i++) fprintf(f, "%d,%d,%d\n", i%3, i%5, i%7);
  assert_int_equal(fclose(f), 0);
  assert_good(run("--seed", "7", OPTIONS, "-o", in_scratch("old")));
  assert_good(run("--seed", "8", OPTIONS, "-o", in_scratch("new")));
  old = read_folder("old");
  new = read_folder("new");
  assert_good(run("--seed", "8", LONGER, "-o", in_scratch("longer")));
  longer = read_folder("longer");
  return 0;
}

static int tear_down(void **state)
{
  free_contents(&old);
  free_contents(&new);
  free_contents(&longer);
  return remove_scratch(state);
}

/* --- one call after the other fails */

static bool loads(const char *folder, model *m)
{
  char message[MESSAGE_SIZE];
  return load_model(in_folder(folder, MODEL, ""), m, message);
}

/* The old run's model is there, under its name or, if there is a new one, under that of one put aside. */
static void assert_old_model_kept(const char *folder, bool replaced)
{
  char *kept = read_all(in_folder(folder, MODEL, replaced ? "~" : ""));
  if (kept == NULL || strcmp(kept, old.text[MODEL]) != 0) fail_msg("the old model is lost");
  free(kept);
}

/* Going on from what was saved ends in the same bits; losses included, unless it was said that they are lost. */
static void go_on(const char *folder, bool losses_lost)
{
  result r = run("--resume", in_folder(folder, MODEL, ""), "-q", "--iterations", "60", "--every", "7", "-o", in_scratch(folder));
  const bool without = losses_lost && r.status == 0 && r.err[0] == 0 && strstr(r.warnings, "loss.tsv: begins at iteration ") != NULL;
  if (without) forget(&r);
  else assert_good(r);
  assert_as_expected(folder, &new, without);
}

/* After a failed run each file is the old one or the new one, whole. A model that is neither is a checkpoint of this run. */
static void assert_nothing_lost(const char *folder, const char *err, bool parts_may_stay)
{
  static model m;
  contents all = read_folder(folder);
  for (int j = 0; j < COUNT; j++) {
    if (all.text[j] == NULL) fail_msg("%s is lost", FILES[j]);
    if (j == SUMS || j == MODEL || strcmp(all.text[j], old.text[j]) == 0) continue;
    if (strcmp(all.text[j], new.text[j]) != 0) fail_msg("%s is neither the old one nor the new one", FILES[j]);
  }
  for (int j = 0; j < COUNT; j++)
    if (j != LOSSES && !parts_may_stay && exists(in_folder(folder, j, ".part"))) fail_msg("%s.part was left behind", FILES[j]);
  assert_true(loads(folder, &m));
  assert_old_model_kept(folder, m.set.seed == 8);
  if (m.set.seed == 8) go_on(folder, strstr(err, "but not the losses") != NULL);
  else if (!parts_may_stay) assert_false(exists(in_folder(folder, LOSSES, ".part")));
  free_contents(&all);
}

static result run_faulty(const char *fault, const char *const *arguments)
{
  const char *program = getenv("FFNN"), *faulty = getenv("FAULTY");
  char own[4096];
  snprintf(own, sizeof own, "%s", program != NULL ? program : "build/ffnn");
  setenv("FAULT", fault, 1);
  setenv("FAULT_LOG", in_scratch("fault"), 1);
  setenv("FFNN", faulty != NULL ? faulty : "build/ffnn_faults", 1);
  unlink(in_scratch("fault"));
  result r = run_into(NULL, arguments);
  setenv("FFNN", own, 1);
  unsetenv("FAULT");
  return r;
}

static const char *const KINDS[] = {"memory", "thread", "open", "read", "write", "truncate", "fsync", "close", "rename", "link", "mkdir", "unlink"};
enum {UNLINK = 11};

/* One call fails; or that one and all later ones of its kind. */
static bool each_call(const char *const *arguments, int c, int k, int n, bool for_good, int *failed)
{
  char fault[40];
  snprintf(fault, sizeof fault, "%s:%d%s", KINDS[k], n, for_good ? "+" : "");
  renew("work");
  if (c == 1) assert_good(run("--seed", "8", OPTIONS, "--iterations", "30", "-o", in_scratch("work"))); /* stopped at iteration 30 */
  result r = run_faulty(fault, arguments);
  const bool happened = exists(in_scratch("fault"));
  const bool lost = r.status == 1 && strstr(r.err, "but not the losses") != NULL;
  *failed += r.status == 1;
  if (getenv("VERBOSE")) print_message("%s %s: %d %s", arguments[0], fault, r.status, r.err[0] ? r.err : "\n");
  if (!happened) assert_int_equal(r.status, 0);
  else if (!(r.status == 0 || (r.status == 1 && lines(r.err) == 1 && strncmp(r.err, "ffnn: ", 6) == 0)))
    fail_msg("%s, %s: exit status %d; standard error:\n%s", arguments[0], fault, r.status, r.err);
  /* after status 0 everything is as it should be, although something was refused that didn't matter */
  if (c <= 1 && r.status == 0 && k != UNLINK && strstr(r.warnings, "begins at") == NULL) assert_ends_well("work", &new);
  if (c == 0 && r.status == 0) assert_old_model_kept("work", true);
  if (c == 0 && r.status == 1) assert_nothing_lost("work", r.err, k == UNLINK);
  if (c == 1 && r.status == 1) go_on("work", lost); /* whatever failed, trying again helps */
  forget(&r);
  return happened;
}

TEST(each_call)
{
  const char *const model_file = strdup(in_folder("work", MODEL, ""));
  const char *const commands[][24] = {
    {"--seed", "8", OPTIONS, "-o", strdup(in_scratch("work"))},
    {"--resume", model_file, "--iterations", "60", "--every", "7", "-q", "-o", strdup(in_scratch("work"))},
    {"predict", model_file, inputs}, {"check", model_file}, {"plot-data", model_file, "-o", strdup(in_scratch("plots"))}
  };
  int refused = 0, failed = 0;
  for (int c = 0; c < LENGTH(commands); c++)
    for (int k = 0; k < LENGTH(KINDS); k++)
      for (int for_good = 0; for_good < 2; for_good++)
        for (int n = 1; each_call(commands[c], c, k, n, for_good, &failed); n++) refused++;
  print_message("%d calls refused, %d runs failed\n", refused, failed);
  assert_true(refused > 600 && failed > 450);
}

/* Calls that are interrupted, and those that write only some of the bytes, make no difference. */
TEST(interrupted)
{
  const char *const faults[] = {"interrupted", "short"};
  for (int n = 0; n < LENGTH(faults); n++) {
    renew("work");
    assert_good(run_faulty(faults[n], ARGUMENTS("--seed", "8", OPTIONS, "--iterations", "30", "-o", in_scratch("work"))));
    assert_old_model_kept("work", true);
    assert_good(run_faulty(faults[n], ARGUMENTS("--resume", in_folder("work", MODEL, ""), "-q", "--iterations", "60", "-o", in_scratch("work"))));
    assert_ends_well("work", &new);
  }
}

/* The check of a gradient that is wrong fails, after it has shown all; a training says so, too. */
TEST(wrong_gradient)
{
  for (int train = 0; train < 2; train++) {
    result r = run_faulty("gradient", train ? ARGUMENTS(SMALL, FOLDER) : ARGUMENTS("check", "--samples", "300"));
    assert_int_equal(r.status, train ? 0 : 1);
    assert_string_equal(r.err, "");
    assert_int_equal(strncmp(r.out, TABLE[CHECK].header, strlen(TABLE[CHECK].header)) == 0, !train);
    assert_non_null(strstr(r.out, "gradient check: WRONG (17 of 17 derivatives tell; worst relative error "));
    if (!train) assert_int_equal(lines(r.out), 19);
    forget(&r);
  }
}

/* --- the end comes from outside */

static pid_t start(const char *const *arguments)
{
  pid_t child = fork();
  if (child == 0) {
    redirect(STDOUT_FILENO, "/dev/null");
    redirect(STDERR_FILENO, in_scratch("err"));
    become(arguments);
  }
  return child;
}

static void pause_for(double seconds)
{
  nanosleep(&(struct timespec) {0, (long)(1e9*seconds)}, NULL);
}

/* wait until a file is there, and not empty if so wished; but not for ever */
static void wait_for(const char *path, bool full)
{
  struct stat status;
  double limit = now() + patience();
  while (stat(path, &status) != 0 || (full && status.st_size == 0)) {
    if (now() > limit) fail_msg("%s doesn't appear", path);
    pause_for(1e-4);
  }
}

static void clear(const char *folder)
{
  for (int j = 0; j < COUNT; j++) {
    unlink(in_folder(folder, j, ""));
    unlink(in_folder(folder, j, ".part"));
  }
  unlink(in_folder(folder, MODEL, "~"));
}

/* Killed at random moments, 200 times; a third of them while going on from a checkpoint. Every checkpoint loads, and going on from
   it ends in the same bits. */
TEST(killed)
{
  uint64_t seed = 5;
  int before = 0, during = 0, after = 0;
  double takes = 1;
  for (int n = 0; n < 5; n++) {
    double begun = now();
    assert_good(run("--force", "--seed", "8", LONGER, "-o", in_scratch("killed")));
    takes = fmin(takes, now() - begun);
  }
  for (int n = 0; n < 200; n++) {
    static model m;
    if (n%3 != 2) clear("killed"); /* otherwise go on from where the one before was killed */
    bool found = loads("killed", &m);
    pid_t child = start(found ? ARGUMENTS("--resume", in_folder("killed", MODEL, ""), "-q", "--every", "20", "-o", in_scratch("killed"))
                              : ARGUMENTS("--seed", "8", LONGER, "-o", in_scratch("killed")));
    pause_for(between(&seed, 0, takes));
    kill(child, SIGKILL);
    bool finished = end_of(child) == 0;
    bool saved = exists(in_folder("killed", MODEL, ""));
    if (saved) assert_true(loads("killed", &m));
    after += finished;
    before += !finished && !saved;
    during += !finished && saved;
    if (n%3 == 1) continue; /* this one is left to the next */
    assert_good(saved ? run("--resume", in_folder("killed", MODEL, ""), "-q", "-o", in_scratch("killed"))
                      : run("--seed", "8", LONGER, "-o", in_scratch("killed")));
    assert_ends_well("killed", &longer);
  }
  print_message("killed %d times before the first checkpoint, %d times after one, and %d times too late\n", before, during, after);
  assert_true(during >= 40); /* so it was not for nothing, even where the machine has other things to do */
}

/* A signal lets the iteration finish; the run says how to go on, and the command that it names ends in the same bits. */
TEST(stopped)
{
  const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGXCPU};
  uint64_t seed = 6;
  int stopped = 0;
  for (int n = 0; n < 30; n++) {
    clear("it's stopped");
    pid_t child = start(ARGUMENTS("--seed", "8", LONGER, "-o", in_scratch("it's stopped")));
    for (double limit = now() + patience(); now() < limit && !exists(in_folder("it's stopped", LOSSES, ".part"))
         && !exists(in_folder("it's stopped", LOSSES, "")); ) pause_for(1e-4);
    pause_for(between(&seed, 0, .02));
    kill(child, signals[n%LENGTH(signals)]);
    int status = end_of(child);
    char *err = read_all(in_scratch("err"));
    if (status != 0) {
      stopped++;
      assert_int_equal(status, 128 + signals[n%LENGTH(signals)]);
      assert_int_equal(lines(err), 1);
      char *resume = strstr(err, "; to go on: ");
      assert_non_null(resume);
      for (int j = 0; j < COUNT; j++) {
        assert_false(exists(in_folder("it's stopped", j, ".part")));
        if (j <= 3 || j == MODEL) assert_true(exists(in_folder("it's stopped", j, ""))); /* what there is so far */
      }
      assert_int_equal(system(resume + 12), 0);
    }
    assert_ends_well("it's stopped", &longer);
    free(err);
  }
  print_message("stopped %d of 30 times\n", stopped);
  assert_true(stopped >= 10);
}

/* The command to go on has every option that matters, as it was given, in quotation marks where a shell needs them; run by a shell, it
   goes on to the same end, and says how to go on likewise. */
TEST(go_on)
{
  char expected[20000], *err;
  const char *const program = getenv("FFNN") != NULL ? getenv("FFNN") : "build/ffnn";
  clear("it's stopped");
  unlink(in_scratch("a model's.ffnn"));
  snprintf(expected, sizeof expected, "; to go on: %s --resume '%s/a model'\\''s.ffnn' --output '%s/it'\\''s stopped' "
    "--threads 2 --checkpoint '%s/a model'\\''s.ffnn' --every 1e3 --log-every 1000000 --quiet\n", program, scratch(), scratch(), scratch());
  pid_t child = start(ARGUMENTS("--threads", "2", "--samples", "300", "--iterations", "100000", "-q", "--every", "7", "--every=1e3", "--log-every", "1000000",
    "--checkpoint", in_scratch("a model's.ffnn"), "-o", in_scratch("it's stopped")));
  wait_for(in_scratch("a model's.ffnn"), true);
  kill(child, SIGTERM);
  assert_int_equal(end_of(child), 128 + SIGTERM);
  err = read_all(in_scratch("err"));
  char *resume = strstr(err, "; to go on: ");
  assert_string_equal(resume, expected);
  assert_int_equal(system(resume + 12), 0);
  assert_true(exists(in_folder("it's stopped", SUMS, "")));
  free(err);
}

/* When a run is stopped whose loss has grown, it says so, before it says how to go on. */
TEST(stopped_growing)
{
  clear("endless");
  pid_t child = start(ARGUMENTS("--samples", "300", "--learning-rate", "1e3", "--iterations", "1000000000000", "--every", "50", "-q", "-o", in_scratch("endless")));
  wait_for(in_folder("endless", MODEL, ""), true);
  kill(child, SIGTERM);
  assert_int_equal(end_of(child), 128 + SIGTERM);
  char *err = read_all(in_scratch("err")), *warnings = take_warnings(err);
  assert_string_equal(masked(warnings), "ffnn: warning: the loss has grown, from N to N; try a smaller --learning-rate\n");
  assert_int_equal(lines(err), 1);
  assert_non_null(strstr(err, "; to go on: "));
  free(err);
  free(warnings);
}

/* An endless run ignores a signal that it was told to ignore, is stopped by the first other one, and ended by a second one at once. */
static bool ignore(void)
{
  return signal(SIGINT, SIG_IGN) != SIG_ERR;
}

/* send it, and wait until it has arrived, which takes its time where the machine has other things to do */
static void send(pid_t child, int number)
{
  char path[60], *text, *pending;
  snprintf(path, sizeof path, "/proc/%d/status", (int) child);
  kill(child, number);
  for (double limit = now() + patience(); now() < limit; pause_for(1e-3)) {
    text = read_all(path);
    pending = strstr(text, "\nShdPnd:");
    const bool arrived = strtoull(pending + 8, NULL, 16) == 0;
    free(text);
    if (arrived) break;
  }
  pause_for(.02);
}

TEST(signals)
{
  const char *const endless[] = {"--samples", "300", "--iterations", "1000000000000", "-q", "-o", strdup(in_scratch("endless")), NULL};
  clear("endless");
  prepare = ignore;
  pid_t child = start(endless);
  prepare = NULL;
  wait_for(in_folder("endless", LOSSES, ".part"), false);
  pause_for(.05);
  kill(child, SIGINT);
  pause_for(.05);
  assert_int_equal(waitpid(child, NULL, WNOHANG), 0); /* it goes on */
  kill(child, SIGTERM);
  assert_int_equal(end_of(child), 128 + SIGTERM);
  /* so many points and units that an iteration takes some time; the second signal must not come before the first is noted */
  const int first[] = {SIGINT, SIGINT, SIGTERM, SIGXCPU}, second[] = {SIGINT, SIGTERM, SIGHUP, SIGTERM};
  for (int n = 0; n < LENGTH(first); n++) {
    clear("endless");
    child = start(ARGUMENTS("--samples", "1000000", "--hidden", "64", "--iterations", "1000000000000", "-q", "-o", in_scratch("endless")));
    wait_for(in_folder("endless", LOSSES, ".part"), true);
    send(child, first[n]);
    if (first[n] == SIGXCPU) send(child, SIGXCPU); /* which comes every second, and must not end it */
    kill(child, second[n]);
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    if (!WIFSIGNALED(how) || WTERMSIG(how) != second[n]) fail_msg("it ended with %x: %s", (unsigned) how, read_all(in_scratch("err")));
  }
}

/* The progress goes into a pipe, and who reads it has seen enough. */
TEST(pipe_ends)
{
  static model m;
  int ends[2];
  char some[100];
  clear("piped");
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    dup2(ends[1], STDERR_FILENO);
    close(ends[0]);
    close(ends[1]);
    become(ARGUMENTS("--samples", "300", "--iterations", "1000000000000", "--log-every", "50", "-o", in_scratch("piped")));
  }
  close(ends[1]);
  assert_true(read(ends[0], some, sizeof some) > 0);
  close(ends[0]);
  assert_int_equal(end_of(child), 128 + SIGPIPE);
  assert_true(loads("piped", &m));
  char *losses = read_all(in_folder("piped", LOSSES, ""));
  assert_int_equal(lines(losses), m.iteration + 3); /* two that begin it, and one for each iteration from 0 on */
  free(losses);
  assert_false(exists(in_folder("piped", LOSSES, ".part")));
}

/* Without --every the model is saved every five minutes; here a look at the clock takes 100 seconds. */
TEST(autosave)
{
  static model m;
  const char *faulty = getenv("FAULTY"), *program = getenv("FFNN");
  char own[4096];
  for (int fast = 0; fast < 2; fast++) {
    clear("auto");
    snprintf(own, sizeof own, "%s", program != NULL ? program : "build/ffnn");
    setenv("FFNN", faulty != NULL ? faulty : "build/ffnn_faults", 1);
    setenv("CLOCK", fast ? "100" : "0", 1);
    pid_t child = start(ARGUMENTS("--samples", "300", "--iterations", "1000000000000", "-q", "-o", in_scratch("auto")));
    unsetenv("CLOCK");
    setenv("FFNN", own, 1);
    if (fast) wait_for(in_folder("auto", MODEL, ""), true);
    else {
      wait_for(in_folder("auto", LOSSES, ".part"), true);
      pause_for(.1);
    }
    kill(child, SIGKILL);
    assert_int_equal(end_of(child), 128 + SIGKILL);
    assert_true(loads("auto", &m) == (fast == 1));
    if (fast) assert_true(m.iteration > 0);
  }
}

/* What is left, in hours, minutes, and seconds: here an iteration is a look at a clock that takes so long, and almost nothing besides. */
TEST(time_left)
{
  const char *const takes[] = {"1009", "3600"};
  for (int n = 0; n < LENGTH(takes); n++) {
    const double begun = now();
    setenv("CLOCK", takes[n], 1);
    result r = run_faulty("", ARGUMENTS("--samples", "300", "--iterations", "40", "--every", "1000", "--log-every", "1", "-q", FOLDER));
    unsetenv("CLOCK");
    const double seconds = strtod(takes[n], NULL), besides = now() - begun;
    const char *line = strchr(r.err, '\n') + 1; /* the first one can't tell */
    for (int t = 1; t < 40; t++, line = strchr(line, '\n') + 1) {
      int h, m, s;
      double rate;
      assert_int_equal(sscanf(strstr(line, "wrong  "), "wrong %d:%2d:%2d left %lg samples/s", &h, &m, &s, &rate), 4);
      assert_in_range(m, 0, 59);
      assert_in_range(s, 0, 59);
      const double more = 3600*h + 60*m + s - (40 - t)*seconds;
      assert_true(more >= 0 && more <= (40 - t)*besides + 1);
      assert_close(rate, 300/seconds, .01);
    }
    assert_int_equal(lines(r.err), 41);
    forget(&r);
  }
}

/* The folder vanishes while the run is going on. */
TEST(vanished)
{
  char command[9000];
  pid_t child = start(ARGUMENTS("--samples", "300", "--iterations", "1000000000000", "--every", "50", "-q", "-o", in_scratch("vanishing")));
  wait_for(in_scratch("vanishing/model.ffnn"), false);
  snprintf(command, sizeof command, "rm -rf '%s'", in_scratch("vanishing"));
  for (double limit = now() + patience(); now() < limit && exists(in_scratch("vanishing")); ) assert_int_equal(system(command) & 0xff, 0);
  assert_int_equal(end_of(child), 1);
  char *err = read_all(in_scratch("err"));
  assert_int_equal(lines(err), 1);
  assert_non_null(strstr(err, "vanishing/model.ffnn: "));
  free(err);
}

/* A disk of 36 kilobytes; and then there is room, and the run goes on to the same end. */
TEST(small_disk)
{
  char command[9000];
  make_folder(in_scratch("disk"));
  snprintf(command, sizeof command, "mount -t tmpfs -o size=36k none '%s' 2>/dev/null", in_scratch("disk"));
  if (system(command) != 0) skip(); /* only root may */
  result r = run("--seed", "8", OPTIONS, "-o", in_scratch("disk"));
  snprintf(command, sizeof command, "mount -o remount,size=10m '%s'", in_scratch("disk"));
  assert_int_equal(system(command), 0);
  for (int j = 0; j < COUNT; j++)
    if (j != LOSSES) assert_false(exists(in_folder("disk", j, ".part")));
  assert_complaint(r, 1, "disk/", strerror(ENOSPC));
  bool saved = exists(in_folder("disk", MODEL, ""));
  assert_good(saved ? run("--resume", in_folder("disk", MODEL, ""), "-q", "--iterations", "60", "-o", in_scratch("disk"))
                    : run("--seed", "8", OPTIONS, "-o", in_scratch("disk")));
  assert_ends_well("disk", &new);
  snprintf(command, sizeof command, "umount '%s'", in_scratch("disk"));
  assert_int_equal(system(command), 0);
}

/* The disk fills up with losses: the other tables make room for the model, and for these; and the run goes on to the same end. */
TEST(disk_full_of_losses)
{
  char command[9000], at[30];
  make_folder(in_scratch("disk"));
  snprintf(command, sizeof command, "mount -t tmpfs -o size=400k none '%s' 2>/dev/null", in_scratch("disk"));
  if (system(command) != 0) skip(); /* only root may */
  result r = run("--samples", "1000", "--iterations", "1000000000", "-q", "--threads", "1", "-o", in_scratch("disk"));
  const char *where = strstr(r.err, "at iteration ");
  assert_non_null(where);
  snprintf(at, sizeof at, "%ld", strtol(where + 13, NULL, 10) + 100);
  assert_complaint(r, 1, "/disk: ", strerror(ENOSPC), "the model is saved, and so are the losses, at iteration ", " of 1000000000; to go on: ");
  snprintf(command, sizeof command, "mount -o remount,size=10m '%s'", in_scratch("disk"));
  assert_int_equal(system(command), 0);
  static model m;
  assert_true(loads("disk", &m));
  m.set.iterations = m.iteration; /* or else the run would have to be as long as it was meant to be */
  assert_int_equal(save_model(in_folder("disk", MODEL, ""), &m), SAVED);
  assert_good(run("--resume", in_folder("disk", MODEL, ""), "--iterations", at, "-q", "-o", in_scratch("disk")));
  assert_good(run("--samples", "1000", "--iterations", at, "-q", "-o", in_scratch("whole")));
  for (int j = 0; j < COUNT; j++) {
    if (j == SUMS) continue;
    char *one = read_all(in_folder("disk", j, "")), *other = read_all(in_folder("whole", j, ""));
    assert_string_equal(one, other);
    free(one);
    free(other);
  }
  snprintf(command, sizeof command, "umount '%s'", in_scratch("disk"));
  assert_int_equal(system(command), 0);
}

int main(void)
{
  return run_all("faults", set_up, tear_down);
}
