/* The command line of the trainer. What the other commands do is in test_commands.c. */
#include "process.h"
#include <sched.h>
#include <sys/ioctl.h>

/* --- what is printed on demand */

/* A terminal's lines show it: its 24 lines the first help, with the next prompt. */
static void assert_fits(const char *text, int most)
{
  assert_in_range(lines(text), 1, most);
  for (const char *line = text; *line != 0; line = strchr(line, '\n') + 1) assert_in_range(strcspn(line, "\n"), 0, 79);
}

/* Every option is in the whole help, and in that of the commands that take it; no command takes what isn't in its help. */
TEST(help)
{
  const struct { const char *name, *options; } commands[] = { /* training, the first, takes them all */
    {"train", "--data --class --leave-out --header --missing --samples --factor --noise --raw --hidden --iterations --learning-rate --momentum --batch-size --seed --threads "
      "--holdout --validation --patience --output --checkpoint --every --resume --force --loss-every --plot --log-every --quiet "
      "--help --version -o -q -h -V "},
    {"test", "--class --leave-out --header --missing --help --version -h -V "},
    {"predict", "--class --leave-out --header --missing --help --version -h -V "},
    {"check", "--data --class --leave-out --header --missing --samples --factor --noise --seed --hidden --raw --threads --help --version -h -V "},
    {"plot-data", "--data --class --leave-out --header --missing --plot --output --help --version -o -h -V "}
  };
  result all = run("--help"), brief = run("-h");
  assert_int_equal(all.status, 0);
  assert_string_equal(all.out, brief.out);
  assert_string_equal(all.err, "");
  assert_fits(all.out, 80);
  for (int c = 0; c < LENGTH(commands); c++) {
    const char *command = commands[c].name;
    char word[80];
    result help = run(command, "--help"), same = run(command, "-h");
    assert_int_equal(help.status, 0);
    assert_string_equal(help.out, same.out);
    assert_fits(help.out, 50);
    snprintf(word, sizeof word, "\n  %s ", command);
    assert_non_null(strstr(all.out, word));
    for (const char *o = commands[0].options; *o != 0; o = strchr(o, ' ') + 1) {
      char option[40];
      snprintf(option, sizeof option, "%.*s", (int) strcspn(o, " "), o);
      snprintf(word, sizeof word, "%s ", option);
      bool taken = strstr(commands[c].options, word) != NULL;
      snprintf(word, sizeof word, option[1] == '-' ? " %s " : " %s,", option);
      if (strstr(all.out, word) == NULL) fail_msg("%s isn't in the help", option);
      if ((strstr(help.out, word) != NULL) != taken) fail_msg("%s in the help of %s?", option, command);
      if (option[1] == '-') snprintf(word, sizeof word, "%s has no option '%s'", command, option);
      else snprintf(word, sizeof word, "unknown option '%s'", option);
      if (!taken) assert_complaint(run(command, option, "5"), 2, word);
    }
    forget(&help);
    forget(&same);
  }
  forget(&all);
  forget(&brief);
}

/* The README has the help, word for word (make readme). */
TEST(readme)
{
  const char *folder = getenv("TESTS");
  char path[4096], *text, *begin, *end;
  snprintf(path, sizeof path, "%s/../README.md", folder != NULL ? folder : "tests");
  text = read_all(path);
  assert_non_null(text);
  begin = strstr(text, "\n<!--help-->\n```\n");
  assert_non_null(begin);
  begin += strlen("\n<!--help-->\n```\n");
  end = strstr(begin, "```\n<!--/help-->");
  assert_non_null(end);
  *end = 0;
  result r = run("--help");
  assert_string_equal(r.out, begin);
  forget(&r);
  free(text);
}

/* What the help says of an option, from the first word on */
static char *help_of(const char *option)
{
  char word[50];
  result r = run("--help");
  snprintf(word, sizeof word, " %s ", option);
  const char *found = strstr(r.out, word);
  assert_non_null(found);
  char *line = strndup(found + 1, strcspn(found + 1, "\n"));
  forget(&r);
  return line;
}

/* The default values are those that the help tells: with them, a run is the same as without. */
TEST(defaults)
{
  char *own = strdup(in_scratch("few.csv"));
  FILE *f = fopen(own, "w");
  for (int i = 0; i < 20; i++) fprintf(f, "%d,%d,%c\n", i*i%7, i%5, "ab"[i*i%7 > 3]);
  fclose(f);
  char *saved = strdup(in_scratch("defaults/model.ffnn")), processors[20];
  snprintf(processors, sizeof processors, "%ld", sysconf(_SC_NPROCESSORS_ONLN));
  const struct { const char *option, *after, *value, *common[4]; } cases[] = { /* the default is the number after this; or it is said in these words
    and is this value, if there is one */
    {"--samples", "(", NULL, {"--iterations", "3"}}, {"--factor", "(", NULL, {SMALL}}, {"--noise", "(", NULL, {SMALL}}, {"--hidden", "(", NULL, {SMALL}},
    {"--iterations", "(", NULL, {"--samples", "4"}}, {"--learning-rate", "(", NULL, {SMALL}}, {"--momentum", "(", NULL, {SMALL}},
    {"--seed", "(", NULL, {SMALL}}, {"--holdout", "(", NULL, {SMALL}}, {"--log-every", "(", NULL, {SMALL}}, {"--loss-every", "(", NULL, {SMALL}},
    {"--hidden", "(", NULL, {"--data", own}}, {"--iterations", "own points ", NULL, {"--data", own}}, {"--momentum", "own points ", NULL, {"--data", own}},
    {"--seed", "(", NULL, {"--data", own}}, {"--learning-rate", "own: 1/(1+K/4),", ".5", {"--data", own, "--hidden", "4"}},
    {"--holdout", "(", NULL, {"--data", own}}, {"--every", "(", NULL, {"--data", own}}, {"--patience", "(", NULL, {"--data", own, "--holdout", ".2"}},
    {"--header", "(guess)", "guess", {"--data", own}}, {"--missing", "(error)", "error", {"--data", own}}, {"--class", "(the last one)", "3", {"--data", own}},
    {"--batch-size", "(all)", "20", {"--data", own}}, {"--threads", "(all processors)", processors, {SMALL}},
    {"--checkpoint", "(model.ffnn in the folder)", saved, {SMALL}}, {"--data", "(none: two noisy circles)", "", {""}}, {"--leave-out", "(none)", "", {""}},
    {"--plot", "(no maps)", "", {""}}, {"--output", "(ffnn-run, or that of MODEL)", "", {""}}
  };
  result r = run("--help");
  for (const char *line = r.out; line != NULL; line = strstr(line + 1, "\n")) { /* every option whose help tells a default is among these */
    char option[40];
    if (strncmp(line, "\nExit", 5) == 0) break;
    const char *end = strchr(line + 1, '\n'), *name = strstr(line, "--"), *parenthesis = strchr(line, '(');
    bool found = parenthesis == NULL || end == NULL || parenthesis > end || name == NULL || name > end;
    snprintf(option, sizeof option, "%.*s", name != NULL ? (int) strcspn(name, " ") : 0, name);
    for (int n = 0; n < LENGTH(cases); n++) found = found || strcmp(option, cases[n].option) == 0;
    if (!found) fail_msg("no test of the default of %s", option);
  }
  forget(&r);
  for (int n = 0; n < LENGTH(cases); n++) {
    char *help = help_of(cases[n].option), *told = strstr(help, cases[n].after), *model[2];
    const char *value = cases[n].value;
    if (told == NULL) fail_msg("expected %s: %s", cases[n].after, help);
    told += strlen(cases[n].after);
    if (value == NULL) {
      told[strspn(told, "0123456789.e-")] = 0;
      value = told;
    } else if (value[0] == 0) {
      free(help);
      continue;
    }
    tables all[2];
    for (int m = 0; m < 2; m++) {
      const char *arguments[20] = {"-q", "--force", "-o", in_scratch("defaults")};
      int count = 4;
      for (int j = 0; j < 4 && cases[n].common[j] != NULL; j++) arguments[count++] = cases[n].common[j];
      if (m == 1) {
        arguments[count++] = cases[n].option;
        arguments[count++] = value;
      }
      assert_good(run_into(NULL, arguments));
      all[m] = read_tables("defaults");
      model[m] = read_all(saved);
    }
    if (strcmp(cases[n].option, "--class") != 0) assert_string_equal(model[0], model[1]); /* all settings; but of the class it has the words */
    for (int j = 0; j < TABLES; j++)
      if (j != SUMMARY && strcmp(all[0].text[j], all[1].text[j]) != 0) fail_msg("%s %s isn't the default", cases[n].option, value);
    for (int m = 0; m < 2; m++) {
      free_tables(&all[m]);
      free(model[m]);
    }
    free(help);
  }
  free(own);
  free(saved);
}

/* The bounds that the help tells are those that a mistake is told. */
TEST(ranges)
{
  const char *const options[] = {"--samples", "--hidden", "--iterations", "--seed", "--threads", "--factor", "--momentum", "--holdout"};
  for (int n = 0; n < LENGTH(options); n++) {
    char *help = help_of(options[n]), *least = strstr(help, " to ");
    result r = run(options[n], "-1");
    double bounds[2], told[2];
    while (least != NULL && !isdigit((unsigned char) least[-1])) least = strstr(least + 1, " to ");
    assert_non_null(least);
    while (least[-1] != ' ') least--;
    const bool below = n >= 5;
    assert_int_equal(sscanf(least, below ? "%lg to below %lg" : "%lg to %lg", &bounds[0], &bounds[1]), 2);
    assert_int_equal(sscanf(strstr(r.err, " from "), below ? " from %lg up to, but not including, %lg" : " from %lg to %lg", &told[0], &told[1]), 2);
    for (int m = 0; m < 2; m++) assert_true(bounds[m] == told[m]);
    forget(&r);
    free(help);
  }
}

TEST(version)
{
  result full = run("--version"), brief = run("-V");
  assert_int_equal(full.status, 0);
  assert_int_equal(brief.status, 0);
  assert_string_equal(full.out, "ffnn " FFNN_VERSION "\n");
  assert_string_equal(full.out, brief.out);
  assert_string_equal(full.err, "");
  forget(&full);
  forget(&brief);
}

/* --- runs that end well */

TEST(tables)
{
  result r = run(SMALL, "--threads", "2", "--output", in_scratch("deep/run")); /* a folder in a folder that isn't there */
  assert_int_equal(r.status, 0);
  assert_string_equal(r.err, ""); /* no progress: this isn't a terminal */
  assert_true(lines(r.out) > 0);
  tables all = read_tables("deep/run");
  assert_no_parts("deep/run");
  for (int j = 0; j < TABLES; j++) assert_int_equal(strncmp(all.text[j], TABLE[j].header, strlen(TABLE[j].header)), 0);
  const int rows[] = {300, 21, 17, 17, 17, 200*201, 300, 61*62}; /* a grid has an empty line after each of its own */
  for (int j = 0; j < LENGTH(rows); j++) assert_rows(&all, j, rows[j]);
  assert_true(summary(&all, "samples") == 300);
  assert_true(summary(&all, "iterations") == 20);
  assert_true(summary(&all, "threads") == 2);
  assert_true(summary(&all, "seed") == 42);
  assert_true(summary(&all, "factor") == .1);
  assert_true(summary(&all, "noise") == .1);
  assert_true(summary(&all, "hidden") == 3);
  assert_true(summary(&all, "learning_rate") == 1e-4);
  assert_true(summary(&all, "momentum") == .5);
  assert_true(summary(&all, "parameters") == 17);
  assert_true(summary(&all, "seconds") >= 0);
  assert_close(summary(&all, "ns_per_sample_iteration"), summary(&all, "seconds")*1e9/6000, 1e-12);
  assert_true(summary(&all, "wrong") >= 0 && summary(&all, "wrong") <= 300);
  assert_within(summary(&all, "gradient_check_worst"), 0, 1e-3);
  double first = strtod(strstr(all.text[LOSS], "\n0\t") + 3, NULL);
  double last = strtod(strstr(all.text[LOSS], "\n20\t") + 4, NULL);
  assert_true(summary(&all, "initial_loss") == first);
  assert_true(summary(&all, "final_loss") == last);
  free_tables(&all);
  forget(&r);
}

/* The program's tables are the numbers of the library, for a case that golden.tsv has. */
TEST(numbers)
{
  assert_good(run("--samples", "1001", "--iterations", "60", "--learning-rate", "1e-3", "-q", "-o", in_scratch("run")));
  tables all = read_tables("run");
  const record *J = case_record('b', "J"), *start = case_record('b', "start"), *final = case_record('b', "final");
  const char *line = all.text[LOSS], *initial = all.text[INITIAL], *last = all.text[PARAMETERS];
  for (int t = 0; t <= 60; t++) {
    line = strchr(line, '\n') + 1;
    char *next;
    assert_int_equal(strtol(line, &next, 10), t);
    assert_close(strtod(next, NULL), J->value[t], 1e-11);
  }
  for (int j = 0; j < 17; j++) {
    initial = strchr(initial + 1, '\n');
    last = strchr(last + 1, '\n');
    char name[2][8];
    int row, column;
    double value[2];
    assert_int_equal(sscanf(initial, "%7s %d %d %lg", name[0], &row, &column, &value[0]), 4);
    assert_int_equal(sscanf(last, "%7s %d %d %lg", name[1], &row, &column, &value[1]), 4);
    assert_string_equal(name[0], name[1]);
    assert_true(value[0] == start->value[j]);
    assert_within(value[1], final->value[j], 1e-10);
  }
  free_tables(&all);
}

TEST(threads)
{
  const char *const threads[] = {"1", "2", "3", "7"};
  tables first = {{0}};
  for (int m = 0; m < 2; m++) {
    for (int n = 0; n < LENGTH(threads); n++) {
      assert_good(m == 0 ? run("--samples", "9001", "--iterations", "50", "-q", FOLDER, "--threads", threads[n])
        : run("--samples", "9001", "--iterations", "50", "-q", FOLDER, "--threads", threads[n],
              "--batch-size", "3000", "--holdout", ".1"));
      tables all = read_tables("run");
      if (n == 0) first = all;
      for (int j = 0; j < TABLES; j++)
        if (j != SUMMARY) assert_string_equal(all.text[j], first.text[j]);
      assert_true(summary(&all, "final_loss") == summary(&first, "final_loss"));
      assert_true(summary(&all, "wrong") == summary(&first, "wrong"));
      if (m > 0) assert_true(summary(&all, "holdout_loss") == summary(&first, "holdout_loss"));
      if (n > 0) free_tables(&all);
    }
    free_tables(&first);
  }
}

/* Mini-batches: the losses are NumPy's; the summary's are of all samples; all samples at once are the default. */
TEST(batches)
{
  const record *r = case_record('b', "batch"), *final = r + 1;
  const int T = r->count - 2;
  char steps[20];
  snprintf(steps, sizeof steps, "%d", T);
  assert_true(r->value[0] == 7);
  assert_good(run("--batch-size", "7", "--samples", "1001", "--iterations", steps, "--learning-rate", "1e-3", "-q", FOLDER));
  tables all = read_tables("run");
  const char *line = all.text[LOSS], *last = all.text[PARAMETERS];
  double theta[17], unused[17];
  for (int t = 0; t <= T; t++) {
    line = strchr(line, '\n') + 1;
    char *next;
    assert_int_equal(strtol(line, &next, 10), t);
    assert_close(strtod(next, NULL), r->value[1 + t], 1e-9);
  }
  for (int j = 0; j < 17; j++) {
    last = strchr(last + 1, '\n');
    assert_int_equal(sscanf(last, "%*s %*d %*d %lg", &theta[j]), 1);
    assert_within(theta[j], final->value[j], 1e-9);
  }
  beginning b = begin_case('b');
  team *t = make_team(1, b.net, b.data);
  assert_close(summary(&all, "initial_loss"), gradient(t, b.start, unused), 1e-14);
  assert_close(summary(&all, "final_loss"), gradient(t, theta, unused), 1e-14);
  assert_true(summary(&all, "wrong") == misclassified(b.net, theta, b.data));
  assert_true(summary(&all, "batch_size") == 7);
  assert_true(summary(&all, "training_samples") == 1001);
  assert_close(summary(&all, "ns_per_sample_iteration"), summary(&all, "seconds")*1e9/(2*1001 + 3*7), 1e-12);
  free_team(t);
  free_dataset(b.data);
  free_tables(&all);
  tables two[2];
  for (int m = 0; m < 2; m++) {
    assert_good(m == 0 ? run(SMALL, "-q", FOLDER) : run("--batch-size", "300", SMALL, "-q", FOLDER));
    two[m] = read_tables("run");
    assert_true(summary(&two[m], "batch_size") == 300);
  }
  for (int j = 0; j < TABLES; j++)
    if (j != SUMMARY) assert_string_equal(two[0].text[j], two[1].text[j]);
  free_tables(&two[0]);
  free_tables(&two[1]);
}

/* As many threads as processors that may be used, not as there are. */
static bool one_processor(void)
{
  cpu_set_t allowed, one;
  CPU_ZERO(&one);
  if (sched_getaffinity(0, sizeof allowed, &allowed) != 0) return false;
  for (int j = 0; j < CPU_SETSIZE; j++)
    if (CPU_ISSET(j, &allowed) && CPU_COUNT(&one) == 0) CPU_SET(j, &one);
  return sched_setaffinity(0, sizeof one, &one) == 0;
}

TEST(processors)
{
  cpu_set_t allowed;
  assert_int_equal(sched_getaffinity(0, sizeof allowed, &allowed), 0);
  for (int one = 0; one < 2; one++) {
    prepare = one ? one_processor : NULL;
    assert_good(run(SMALL, "-q", FOLDER));
    tables all = read_tables("run");
    assert_true(summary(&all, "threads") == (one ? 1 : CPU_COUNT(&allowed)));
    free_tables(&all);
  }
  prepare = NULL;
}

/* The last samples of each class are not trained on: the run is that of the library with the first ones only, and the summary says
   what the network makes of the others. */
TEST(holdout)
{
  assert_good(run("--holdout", ".25", "--samples", "1001", "--iterations", "60", "--learning-rate", "1e-3", "-q", FOLDER));
  tables all = read_tables("run");
  beginning b = begin_case('b');
  dataset *first = make_dataset(751, 2, 2), *rest = make_dataset(250, 2, 2);
  long left[2] = {0}, next[2] = {0};
  for (long i = 0; i < 1001; i++) left[b.data->y[i/PANEL][i%PANEL]]++;
  assert_int_equal(left[1], 501); /* so both give 125, the last ones of each: 250*500/1001 and 250*501/1001 are 124.9 and 125.1 */
  for (long i = 0; i < 1001; i++) {
    int held = --left[b.data->y[i/PANEL][i%PANEL]] < 125;
    dataset *to = held ? rest : first;
    long j = next[held]++;
    for (int d = 0; d < 2; d++) to->x[j/PANEL*2 + d][j%PANEL] = b.data->x[i/PANEL*2 + d][i%PANEL];
    to->y[j/PANEL][j%PANEL] = b.data->y[i/PANEL][i%PANEL];
  }
  team *t = make_team(1, b.net, first);
  double M[17] = {0}, g[17], low, high;
  const char *line = all.text[LOSS], *last = all.text[PARAMETERS];
  for (int i = 0; i <= 60; i++) {
    line = strchr(strchr(line, '\n') + 1, '\t');
    assert_true(strtod(line, NULL) == gradient(t, b.start, g));
    if (i < 60) momentum_step(17, b.start, M, g, 1e-3, .5);
  }
  for (int j = 0; j < 17; j++) {
    double value;
    last = strchr(last + 1, '\n');
    assert_int_equal(sscanf(last, "%*s %*d %*d %lg", &value), 1);
    assert_true(value == b.start[j]);
  }
  assert_true(summary(&all, "samples") == 1001);
  assert_true(summary(&all, "holdout") == .25);
  assert_true(summary(&all, "training_samples") == 751);
  assert_true(summary(&all, "batch_size") == 751);
  assert_true(summary(&all, "final_loss") == gradient(t, b.start, g));
  assert_true(summary(&all, "wrong") == misclassified(b.net, b.start, first));
  assert_close(summary(&all, "ns_per_sample_iteration"), summary(&all, "seconds")*1e9/(60*751), 1e-12);
  assert_rows(&all, DATA, 1001);
  assert_rows(&all, HIDDEN, 1001);
  free_team(t);
  t = make_team(1, b.net, rest);
  long wrong = misclassified(b.net, b.start, rest), counts[4];
  const char *const names[] = {"holdout_confusion_0_0", "holdout_confusion_0_1", "holdout_confusion_1_0", "holdout_confusion_1_1"};
  confusion(b.net, b.start, rest, counts);
  wilson(250 - wrong, 250, 1.959963984540054, &low, &high);
  for (int j = 0; j < 4; j++) assert_true(summary(&all, names[j]) == counts[j]);
  assert_true(summary(&all, "holdout_samples") == 250);
  assert_true(summary(&all, "holdout_wrong") == wrong);
  assert_true(summary(&all, "holdout_accuracy") == (250 - wrong)/250.);
  assert_true(summary(&all, "holdout_low") == low);
  assert_true(summary(&all, "holdout_high") == high);
  assert_true(summary(&all, "holdout_loss") == gradient(t, b.start, g));
  free_team(t);
  free_dataset(first);
  free_dataset(rest);
  free_dataset(b.data);
  free_tables(&all);
}

/* how many are held out: the fraction that was meant, although .29 is less as a double; and what is said of them at the end */
TEST(holdout_counts)
{
  const struct { const char *samples, *fraction; int held; } cases[] = {
    {"100", ".29", 29}, {"1000", ".001", 1}, {"1000", ".998", 998}, {"1000", ".9989", 998}, {"1000", ".0019", 1}, {"7", ".5", 3},
    {"3", ".34", 1}, {"50000", ".1", 5000}, {"1000000", ".000007", 7}
  };
  for (int m = 0; m < LENGTH(cases); m++) {
    char said[60];
    snprintf(said, sizeof said, "\nheld out: %d samples, ", cases[m].held);
    result r = run("--samples", cases[m].samples, "--holdout", cases[m].fraction, "--iterations", "1", FOLDER);
    tables all = read_tables("run");
    assert_true(summary(&all, "holdout_samples") == cases[m].held);
    assert_true(summary(&all, "training_samples") == strtod(cases[m].samples, NULL) - cases[m].held);
    double sum = summary(&all, "holdout_confusion_0_0") + summary(&all, "holdout_confusion_0_1")
      + summary(&all, "holdout_confusion_1_0") + summary(&all, "holdout_confusion_1_1");
    assert_true(sum == cases[m].held);
    assert_non_null(strstr(r.out, said));
    assert_non_null(strstr(r.out, "\nanswers to the samples of each class:\n"));
    free_tables(&all);
    assert_good(r);
  }
  result r = run(SMALL, FOLDER, "--holdout", "0");
  tables all = read_tables("run");
  assert_null(strstr(all.text[SUMMARY], "holdout_"));
  assert_null(strstr(r.out, "held out"));
  free_tables(&all);
  assert_good(r);
}

TEST(sizes)
{
  const struct { const char *samples, *hidden, *iterations; int N, K, T; } sizes[] = {
    {"2", "3", "5", 2, 3, 5}, {"3", "1", "5", 3, 1, 5}, {"129", "16", "5", 129, 16, 5}, {"2049", "64", "2", 2049, 64, 2},
    {"500", "3", "0", 500, 3, 0}
  };
  for (int n = 0; n < LENGTH(sizes); n++) {
    assert_good(run("--samples", sizes[n].samples, "--hidden", sizes[n].hidden, "--iterations", sizes[n].iterations,
      "-q", FOLDER));
    tables all = read_tables("run");
    assert_no_parts("run");
    assert_rows(&all, DATA, sizes[n].N);
    assert_rows(&all, LOSS, sizes[n].T + 1);
    assert_rows(&all, PARAMETERS, 5*sizes[n].K + 2);
    assert_rows(&all, HIDDEN, sizes[n].N);
    assert_true(summary(&all, "parameters") == 5*sizes[n].K + 2);
    assert_true((summary(&all, "ns_per_sample_iteration") == 0) == (sizes[n].T == 0)); /* when there is nothing to divide by */
    if (sizes[n].T == 0) assert_string_equal(all.text[INITIAL], all.text[PARAMETERS]);
    free_tables(&all);
  }
}

/* the ends of the ranges, which are good */
TEST(limits)
{
  assert_good(run(SMALL, "-q", FOLDER, "--factor", "0", "--noise", "0", "--seed", "0", "--momentum", "0",
    "--learning-rate", "0"));
  assert_good(run(SMALL, "-q", FOLDER, "--factor", ".9999999999999999", "--seed", "4294967295",
    "--momentum", "0.9999999999999999", "--learning-rate", "1e-400", "--threads", "64"));
  assert_good(run(SMALL, "-q", FOLDER, "--noise=+.05", "--samples=0300", "--mom", ".5")); /* an abbreviation */
  assert_good(run("check", "--samples", "300", "--f", ".2")); /* which is --force as well, but not here */
  assert_good(run("-q", FOLDER, "--samples", "3e2", "--iterations=2E+1", "--seed", "4.2e1", "--every", "1.e1", "--threads", "1e0")); /* whole numbers */
  assert_good(run(SMALL, "-q", FOLDER, "--batch-size", "1", "--holdout", "0"));
  assert_good(run(SMALL, "-q", FOLDER, "--batch-size", "299"));
  assert_good(run(SMALL, "-q", FOLDER, "--holdout", ".994", "--batch-size", "2")); /* 298 of 300 */
  assert_good(run("--batch-size", "1", "--samples", "2", "--iterations", "9", "-q", FOLDER));
}

TEST(quiet)
{
  const char *const options[] = {"--quiet", "-q"};
  for (int j = 0; j < 2; j++) {
    result r = run(SMALL, FOLDER, options[j]);
    assert_string_equal(r.out, "");
    assert_good(r);
  }
}

/* --- progress. An endless run, looked at until it has said something on standard error, or for some seconds. The terminal has so many
   columns, or won't tell (0). */

static unsigned short columns = 80;

static char *watch(bool terminal, double seconds, const char *const *arguments)
{
  static char text[4096];
  int ends[2], fd;
  size_t length = 0;
  pid_t child;
  if (terminal) child = forkpty(&fd, NULL, NULL, &(struct winsize) {24, columns, 0, 0});
  else {
    assert_int_equal(pipe(ends), 0);
    child = fork();
    fd = ends[0];
    if (child > 0) close(ends[1]);
  }
  if (child == 0) {
    redirect(STDOUT_FILENO, "/dev/null");
    if (!terminal) dup2(ends[1], STDERR_FILENO);
    become(arguments);
  }
  assert_terminal(child >= 0);
  for (double limit = now() + seconds; now() < limit; ) {
    struct pollfd p = {.fd = fd, .events = POLLIN};
    if (poll(&p, 1, 50) <= 0) {
      if (length > 0) break; /* what was said, it said in pieces perhaps */
      continue;
    }
    ssize_t got = read(fd, text + length, sizeof text - 1 - length);
    if (got <= 0) break;
    length += (size_t) got;
  }
  text[length] = 0;
  kill(child, SIGTERM);
  assert_int_equal(end_of(child), 128 + SIGTERM); /* until then it ran */
  close(fd);
  return text;
}
#define ENDLESS "--samples", "5000", "--iterations", "1000000000000", FOLDER

/* what a line of progress begins with on a terminal: to its beginning, and empty it */
#define AFRESH "\r\033[K"

TEST(progress)
{
  columns = 100;
  char *text = watch(true, patience(), ARGUMENTS(ENDLESS));
  const char *const words[] = {"iteration ", " of 1000000000000", "  J = ", " wrong", " left", " samples/s"};
  for (int j = 0; j < LENGTH(words); j++)
    if (strstr(text, words[j]) == NULL) fail_msg("'%s' is not in the progress '%s'", words[j], text);
  assert_null(strchr(text, '\n')); /* one line that is overwritten */
  double hours, minutes, seconds, rate;
  assert_int_equal(sscanf(strstr(text, "wrong  "), "wrong %lg:%lg:%lg left %lg samples/s", &hours, &minutes, &seconds, &rate), 4);
  assert_close(3600*hours + 60*minutes + seconds, 1e12*5000/rate, .01);
  assert_true(minutes < 60 && seconds < 60);
  assert_string_equal(watch(true, 1, ARGUMENTS(ENDLESS, "--quiet")), "");
  assert_string_equal(watch(false, 1, ARGUMENTS(ENDLESS)), "");
}

/* The line is shorter than the terminal is wide; what is left out is what stands last. */
TEST(narrow_progress)
{
  const struct { unsigned short columns; int width; const char *last; } terminals[] = {
    {500, 499, "samples/s"}, {80, 79, NULL}, {0, 79, NULL}, {60, 59, NULL}, {41, 40, " of 1000000000000"}, {28, 27, "iteration "}, {12, 11, NULL}, {3, 2, NULL}
  };
  for (int n = 0; n < LENGTH(terminals); n++) {
    columns = terminals[n].columns;
    char *text = watch(true, patience(), ARGUMENTS(ENDLESS));
    assert_int_equal(strncmp(text, AFRESH, strlen(AFRESH)), 0);
    for (char *line = text, *next; line != NULL; line = next) {
      next = strstr(line + strlen(AFRESH), AFRESH);
      size_t length = (next != NULL ? (size_t)(next - line) : strlen(line)) - strlen(AFRESH);
      if (length > (size_t) terminals[n].width) fail_msg("%zu characters on %d columns: '%s'", length, columns, line);
    }
    if (terminals[n].last != NULL) {
      const char *found = strstr(text, terminals[n].last);
      assert_non_null(found);
      found += strlen(terminals[n].last);
      assert_true(found[strspn(found, "0123456789")] == 0 || strncmp(found + strspn(found, "0123456789"), AFRESH, strlen(AFRESH)) == 0);
    }
  }
  columns = 80;
}

/* The line follows the window. */
TEST(resized_progress)
{
  char text[4096];
  int fd;
  size_t length = 0;
  pid_t child = forkpty(&fd, NULL, NULL, &(struct winsize) {24, 200, 0, 0});
  assert_terminal(child >= 0);
  if (child == 0) {
    redirect(STDOUT_FILENO, "/dev/null");
    become(ARGUMENTS(ENDLESS));
  }
  bool narrow = false, seen = false;
  for (double limit = now() + patience(); now() < limit && !seen && length < sizeof text - 1; ) {
    ssize_t got = read(fd, text + length, sizeof text - 1 - length);
    assert_true(got > 0);
    length += (size_t) got;
    text[length] = 0;
    if (!narrow && strstr(text, "samples/s" AFRESH) != NULL) {
      narrow = true;
      assert_int_equal(ioctl(fd, TIOCSWINSZ, &(struct winsize) {24, 25, 0, 0}), 0);
    }
    const char *last = strstr(text, AFRESH);
    for (const char *next; last != NULL && (next = strstr(last + 1, AFRESH)) != NULL && strstr(next + 1, AFRESH) != NULL; ) last = next;
    seen = narrow && last != NULL && strchr(last, 'J') == NULL;
  }
  assert_true(seen);
  kill(child, SIGKILL);
  assert_int_equal(end_of(child), 128 + SIGKILL);
  close(fd);
}

/* The rates and the times left fit the time that passed: that between the lines, computed from their rates, is that of the summary. */
TEST(rates)
{
  result r = run("--samples", "3000", "--batch-size", "500", "--iterations", "20000", "-q", FOLDER, "--log-every", "1000");
  tables all = read_tables("run");
  double passed = 0;
  int hours, minutes, seconds, counted = 0;
  for (const char *line = r.err; *line != 0; line = strchr(line, '\n') + 1) {
    long t;
    double rate;
    assert_true(sscanf(line, "iteration %ld of 20000", &t) == 1);
    const char *left = strstr(line, "wrong  ");
    if (t == 0) continue; /* nothing has passed yet */
    assert_true(left != NULL && sscanf(left + 7, "%d:%d:%d left  %lg samples/s\n", &hours, &minutes, &seconds, &rate) == 4);
    assert_within(3600*hours + 60*minutes + seconds, (20000 - t)*500/rate, 1 + .01*(20000 - t)*500/rate);
    passed += 1000*500/rate;
    counted++;
  }
  assert_int_equal(counted, 20);
  assert_close(passed, summary(&all, "seconds"), .1);
  free_tables(&all);
  assert_int_equal(r.status, 0);
  forget(&r);
  /* and where there is much left */
  int ends[2];
  char line[2][300];
  double rate;
  assert_int_equal(pipe(ends), 0);
  pid_t child = fork();
  if (child == 0) {
    redirect(STDOUT_FILENO, "/dev/null");
    dup2(ends[1], STDERR_FILENO);
    become(ARGUMENTS(ENDLESS, "--log-every", "200"));
  }
  close(ends[1]);
  FILE *said = fdopen(ends[0], "r");
  for (int n = 0; n < 2; n++) assert_non_null(fgets(line[n], sizeof line[n], said));
  kill(child, SIGKILL);
  end_of(child);
  fclose(said);
  const char *left = strstr(line[1], "wrong  ");
  assert_true(left != NULL && sscanf(left + 7, "%d:%d:%d left  %lg samples/s\n", &hours, &minutes, &seconds, &rate) == 4);
  assert_close(3600.*hours + 60*minutes + seconds, (1e12 - 200)*5000/rate, .01);
}

/* --- usage */

#define TO "--output", in_scratch("unmade") /* a folder that must not be made */

/* Status 2, and a line that names the option, what was expected, and what was found. */
TEST(bad_numbers)
{
  /* what no option takes */
  const char *const bad[] = {"", "abc", "1x", "nan", "NAN", "inf", "-inf", "infinity", "-1", " 5", "5 ", "0x10", "0x1p-3", "1e", "--",
    "1,5", "-", "+", ".", "1 2", "1e400", "-1e400", "+-3", "0b1", "\xc2\xbd"};
  /* what that one doesn't: too small, too large, not whole */
  const struct { const char *option, *expected, *bad[8]; } numbers[] = {
    {"--samples", "whole number from 2 to 1000000000", {"0", "1", "1000000001", "2.5", "1e10", "25e-1", "18446744073709551618", "99999999999999999999"}},
    {"--factor", "number from 0", {"1", "1.5", "-0.1", "1e300"}},
    {"--noise", "not negative", {"-0.1", "-1e-300"}},
    {"--seed", "whole number from 0 to 4294967295", {"4294967296", "0.5", "1e-3", "18446744073709551616"}},
    {"--hidden", "whole number from 1 to 256", {"0", "257", "2.01"}},
    {"--patience", "whole number from 0 to 1000000000000", {"1000000000001", "1.5"}},
    {"--iterations", "whole number from 0 to 1000000000000", {"1000000000001", ".5", "1e-3"}},
    {"--learning-rate", "not negative", {"-1e-4"}},
    {"--momentum", "number from 0", {"1", "1.5", "-0.5"}},
    {"--batch-size", "whole number from 1 to 1000000000", {"0", "1000000001", "2.5", "25e-1"}},
    {"--holdout", "number from 0", {"1", "1.5", "-0.1", "1e300"}},
    {"--every", "whole number from 0 to 1000000000000", {"1000000000001", "1.5", "15e-1"}},
    {"--log-every", "whole number from 0 to 1000000000000", {"1000000000001", "1.5", "15e-1"}},
    {"--loss-every", "whole number from 1 to 1000000000000", {"0", "1000000000001", "1.5", "15e-1"}},
    {"--threads", "whole number from 1 to 1024", {"0", "1025", "1.5"}}
  };
  for (int n = 0; n < LENGTH(numbers); n++)
    for (int j = 0; j < LENGTH(bad) + 8; j++) {
      const char *text = j < LENGTH(bad) ? bad[j] : numbers[n].bad[j - LENGTH(bad)];
      char found[64];
      if (text == NULL) break;
      snprintf(found, sizeof found, "found '%s'", text);
      /* the second spelling of the option every other time */
      char joined[128];
      snprintf(joined, sizeof joined, "%s=%s", numbers[n].option, text);
      result r = j%2 == 0 ? run(TO, numbers[n].option, text)
                          : run(TO, joined);
      assert_complaint(r, 2, numbers[n].option, "expected", numbers[n].expected, found);
    }
  assert_false(exists(in_scratch("unmade")));
}

/* Whatever options there are in the help: one with a value has one that is refused, and is named; one without refuses any. */
TEST(bad_values)
{
  result help = run("train", "--help");
  int count = 0;
  for (const char *line = help.out; (line = strstr(line, "\n  ")) != NULL; line++) {
    char option[40], joined[60], kind[20] = "";
    const char *name = strstr(line, "--");
    snprintf(option, sizeof option, "%.*s", (int) strcspn(name, " "), name);
    sscanf(name + strlen(option), "%*1[ ]%19[A-Z,]", kind);
    snprintf(joined, sizeof joined, "%s=", option);
    count++;
    if (kind[0] == 0) assert_complaint(run(TO, SMALL, joined), 2, "no value is taken by", joined);
    else assert_complaint(run(TO, SMALL, option, ""), 2, option, ": expected ", "found ''");
    if (kind[0] != 0 && kind[1] == 0) assert_complaint(run(TO, SMALL, option, "many"), 2, option, " number", "found 'many'");
  }
  assert_true(count >= 30);
  forget(&help);
  assert_false(exists(in_scratch("unmade")));
}

/* options that don't fit each other, in any order */
TEST(bad_together)
{
  const char *const batch = "--batch-size: expected a whole number from 1 to the number of training samples, ";
  assert_complaint(run(TO, "--samples", "300", "--batch-size", "301"), 2, batch, " 300, found '301'");
  assert_complaint(run(TO, "--batch-size", "301", "--samples", "300"), 2, batch, " 300, found '301'");
  assert_complaint(run(TO, "--batch-size", "151", "--samples", "300", "--holdout", ".5"), 2, batch, " 150, found '151'");
  assert_complaint(run(TO, "--holdout", ".5", "--batch-size", "300", "--samples", "300"), 2, batch, " 150, found '300'");
  assert_complaint(run(TO, "--samples", "300", "--holdout", ".997"), 2, "--holdout: expected", " 300 ", "found '0.997'");
  assert_complaint(run(TO, "--holdout", ".9999999999999999", "--samples", "300"), 2, "--holdout: expected", " 300 ", "found '");
  assert_complaint(run(TO, "--samples", "2", "--holdout", ".5"), 2, "--holdout: expected", " 2 ", "found '0.5'");
  assert_complaint(run(TO, "--samples", "300", "--holdout", ".003"), 2, "--holdout: expected", " 300 ", "found '0.003'");
  assert_false(exists(in_scratch("unmade")));
}

TEST(bad_usage)
{
  const char *const with_value[] = {"--samples", "--factor", "--noise", "--seed", "--hidden", "--iterations",
    "--learning-rate", "--momentum", "--batch-size", "--holdout", "--threads", "--output", "-o", "--data", "--validation", "--checkpoint",
    "--every", "--resume", "--log-every"};
  for (int j = 0; j < LENGTH(with_value); j++) assert_complaint(run(TO, with_value[j]), 2, with_value[j], "value");
  const struct { const char *arguments[4], *message; } options[] = {
    {{"--bogus"}, "unknown option '--bogus'; try 'ffnn --help'"}, {{"--bogus=3"}, "unknown option '--bogus=3'; try 'ffnn --help'"},
    {{"-x"}, "unknown option '-x'; try 'ffnn --help'"}, {{"-qx"}, "unknown option '-qx'; try 'ffnn --help'"}, {{"-xq"}, "unknown option '-xq'; try 'ffnn --help'"},
    {{"--learningrate", "1"}, "unknown option '--learningrate'; did you mean '--learning-rate'?"},
    {{"--lerning-rat=1"}, "unknown option '--lerning-rat=1'; did you mean '--learning-rate'?"},
    {{"--hiden", "3"}, "unknown option '--hiden'; did you mean '--hidden'?"}, {{"--momentun", "3"}, "unknown option '--momentun'; did you mean '--momentum'?"},
    {{"-learning-rate", "1e-3"}, "unknown option '-learning-rate'; did you mean '--learning-rate'?"},
    {{"-hidden", "3"}, "unknown option '-hidden'; did you mean '--hidden'?"}, {{"-output", "x"}, "unknown option '-output'; did you mean '--output'?"},
    {{"-quiet"}, "unknown option '-quiet'; did you mean '--quiet'?"}, {{"--s", "5"}, "ambiguous option '--s'; it may be --samples or --seed"},
    {{"--lo=5"}, "ambiguous option '--lo=5'; it may be --loss-every or --log-every"},
    {{"--quiet=3"}, "no value is taken by '--quiet=3'; try 'ffnn --help'"}, {{"--"  "momentum"}, "no value for '--momentum'; try 'ffnn --help'"},
    {{"predict", "--hidden", "3"}, "predict has no option '--hidden'; try 'ffnn --help'"}, {{"predict", "--hidden"}, "predict has no option '--hidden'; try 'ffnn --help'"}, {{"predict", "m", "-q"}, "unknown option '-q'; try 'ffnn --help'"},
    {{"trian"}, "unknown command 'trian'; did you mean 'train'?"}, {{"tests"}, "unknown command 'tests'; did you mean 'test'?"},
    {{"plotdata", "x"}, "unknown command 'plotdata'; did you mean 'plot-data'?"}, {{"iris.csv"}, "unknown command 'iris.csv'; try 'ffnn --help'"}
  };
  for (int n = 0; n < LENGTH(options); n++) {
    result r = run_into(NULL, options[n].arguments);
    char line[300];
    snprintf(line, sizeof line, "ffnn: %s\n", options[n].message);
    assert_string_equal(r.err, line);
    assert_complaint(r, 2, "");
  }
  assert_complaint(run(TO, "stray"), 2, "stray");
  assert_complaint(run(TO, "--", "--samples"), 2, "argument '--samples'");
  assert_complaint(run(TO, ""), 2, "''");
  assert_complaint(run("--output", ""), 2, "--output", "expected", "''");
  assert_complaint(run("-o", ""), 2, "--output", "expected", "''");
  assert_complaint(run("--output="), 2, "--output", "expected", "''");
  const char *const files[] = {"--data", "--validation", "--checkpoint", "--resume"};
  for (int j = 0; j < LENGTH(files); j++) {
    assert_complaint(run(TO, files[j], ""), 2, files[j], "expected the name of a file", "''");
    assert_complaint(run(TO, files[j], "two\nlines"), 2, files[j], "expected the name of a file", "two?lines");
  }
  assert_complaint(run(""), 2, "unknown command ''");
  assert_complaint(run("train", "stray"), 2, "unexpected argument 'stray'");
  assert_complaint(run("predict"), 2, "model", "predict");
  assert_complaint(run("test"), 2, "expected a saved model and a file of points after 'test'");
  assert_complaint(run("test", "a"), 2, "expected a saved model and a file of points after 'test'");
  assert_complaint(run("test", "a", "b", "c"), 2, "unexpected argument 'c'");
  assert_complaint(run("plot-data"), 2, "model", "plot-data");
  assert_complaint(run("predict", "a", "b", "c"), 2, "unexpected argument 'c'");
  assert_complaint(run("check", "a", "--", "b"), 2, "unexpected argument 'b'");
  assert_false(exists(in_scratch("unmade")));
}

/* With two things wrong, either may be named; but the stray argument must not be called an option. */
TEST(stray_before_unknown)
{
  result r = run(TO, "stray", "--bogus");
  assert_null(strstr(r.err, "option 'stray'"));
  assert_complaint(r, 2, "'");
}

/* One line, whatever stands in an argument; and nothing in it that a terminal would obey. */
TEST(control_characters)
{
  assert_complaint(run(TO, "--samples", "1\n2"), 2, "--samples");
  assert_complaint(run(TO, "--bo\ngus"), 2, "bo");
  assert_complaint(run(TO, "str\nay"), 2, "str");
  assert_complaint(run(SMALL, "--output", "/proc/no\033where"), 1, "/proc/no?where");
  result r = run(TO, "--seed", "\033[2J\a\t");
  for (const char *c = r.err; *c != 0; c++) assert_true(*c == '\n' || (unsigned char) *c >= ' ');
  assert_complaint(r, 2, "--seed");
}

/* --- runs that fail. A run of so many iterations would take for ever: that it fails within the patience of the
   alarm shows that it had not begun to train. */
#define LONG "--samples", "300", "--iterations", "1000000000000", "--threads", "1"

TEST(impossible_folder)
{
  const char *file = in_scratch("file"), *beneath = in_scratch("file/beneath");
  double begun = now();
  fclose(fopen(file, "w"));
  assert_complaint(run(LONG, "--output", file), 1, file);
  assert_complaint(run(LONG, "--output", beneath), 1, beneath);
  assert_complaint(run(LONG, "--output", "/proc/ffnn"), 1, "/proc/ffnn");
  assert_contents(file, ""); /* it is as it was */
  assert_true(now() - begun < 10);
}

static bool be_nobody(void)
{
  return setgid(65534) == 0 && setuid(65534) == 0;
}

/* Root may write everywhere. So it is nobody who runs the program, and a copy of it, since he might not get at the original. */
TEST(read_only_folder)
{
  const char *folder = in_scratch("locked"), *beneath = in_scratch("locked/beneath"), *path = getenv("FFNN");
  char command[20000], own[4096];
  snprintf(own, sizeof own, "%s", path != NULL ? path : "build/ffnn");
  assert_int_equal(mkdir(folder, 0555), 0);
  if (geteuid() == 0) {
    snprintf(command, sizeof command, "cp '%s' '%s' && chmod 755 '%s' && mkdir -m 777 '%s'", own, in_scratch("copy"), scratch(), in_scratch("counts"));
    assert_int_equal(system(command), 0);
    setenv("GCOV_PREFIX", in_scratch("counts"), 1); /* he couldn't write make coverage's counts either */
    setenv("FFNN", in_scratch("copy"), 1);
    prepare = be_nobody;
  }
  assert_complaint(run(LONG, "--output", folder), 1, folder, strerror(EACCES));
  assert_complaint(run(LONG, "--output", beneath), 1, beneath, strerror(EACCES));
  assert_complaint(run(LONG, "--output", in_scratch("locked/beneath/deeper")), 1, beneath, strerror(EACCES));
  prepare = NULL;
  unsetenv("GCOV_PREFIX");
  setenv("FFNN", own, 1);
}

/* One of the files can't be opened: a folder is in its place. */
TEST(impossible_table)
{
  for (int j = 0; j < TABLES; j++) {
    const char *part = table_path("blocked", j, ".part");
    assert_true(make_folder(part));
    assert_complaint(run(LONG, "--output", in_scratch("blocked")), 1, TABLE[j].name);
    assert_int_equal(rmdir(part), 0);
    assert_no_parts("blocked");
    for (int i = 0; i < TABLES; i++) assert_false(exists(table_path("blocked", i, "")));
  }
}

TEST(full_stdout)
{
  assert_complaint(run_into("/dev/full", ARGUMENTS("--help")), 1, "standard output");
  assert_complaint(run_into("/dev/full", ARGUMENTS("--version")), 1, "standard output");
  assert_complaint(run_into("/dev/full", ARGUMENTS(SMALL, FOLDER)), 1, "standard output");
}

/* The loss is complete up to the line in which it isn't finite any more, and the error names that iteration. */
TEST(divergence)
{
  /* not a number at once, or infinite; with two threads or one */
  const char *const rates[] = {"1e300", "1e306", "1.7e308"};
  for (int n = 0; n < LENGTH(rates); n++) {
    const char *batch = n == 1 ? "7" : "50000";
    result r = run("--samples", "50000", "--iterations", "1000", "--output", in_scratch("diverged"), "--learning-rate", rates[n],
      "--batch-size", batch);
    char *text = read_table(in_scratch("diverged/loss.tsv")), *line = text, *last = NULL, iteration[64];
    assert_non_null(text);
    assert_int_equal(strncmp(text, TABLE[LOSS].header, strlen(TABLE[LOSS].header)), 0);
    long t = 0;
    for (line = strchr(line, '\n') + 1; *line != 0; line = strchr(line, '\n') + 1, t++) {
      assert_int_equal(strtol(line, &last, 10), t);
      assert_int_equal(*last, '\t');
      if (*(strchr(line, '\n') + 1) != 0) assert_true(isfinite(strtod(last, NULL)));
    }
    assert_false(isfinite(strtod(last, NULL)));
    assert_true(t > 1);
    snprintf(iteration, sizeof iteration, "iteration %ld:", t - 1);
    assert_complaint(r, 1, iteration, "smaller", "--learning-rate");
    assert_no_parts("diverged");
    assert_false(exists(in_scratch("diverged/parameters.tsv"))); /* there is nothing to tell */
    free(text);
  }
  assert_complaint(run("--samples", "300", "--noise", "1e308", "-q", "-o", in_scratch("far")), 1, "iteration 0: the points are too far out; try a smaller --noise");
}

/* Where the data are so wide that the difference quotient fails, the gradient is right all the same, and so is the run. */
TEST(gradient_check_of_wide_data)
{
  const char *const noises[] = {"0", "10", "100", "1000"}, *const seeds[] = {"1", "2", "3"};
  for (int n = 0; n < LENGTH(noises); n++)
    for (int s = 0; s < LENGTH(seeds); s++)
      assert_good(run(SMALL, "-q", FOLDER, "--noise", noises[n], "--seed", seeds[s]));
}

/* Where people write 0,5 the program writes and reads 0.5 all the same. */
TEST(locale)
{
  const bool found = use_commas();
  setlocale(LC_ALL, "C");
  if (!found) skip();
  assert_good(run(SMALL, "-q", "--noise", "0.25", "--output", in_scratch("plain")));
  setenv("LC_ALL", "comma", 1);
  assert_good(run(SMALL, "-q", "--noise", "0.25", "--output", in_scratch("commas")));
  unsetenv("LC_ALL");
  tables plain = read_tables("plain"), commas = read_tables("commas");
  for (int j = 0; j < SUMMARY; j++) assert_string_equal(plain.text[j], commas.text[j]);
  assert_true(summary(&commas, "noise") == .25);
  free_tables(&plain);
  free_tables(&commas);
}

int main(void)
{
  return run_all("cli", NULL, remove_scratch);
}
