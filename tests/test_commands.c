/* What the trainer is for besides training on circles: points of one's own, prediction, the check, saved models, and going on. */
#include "process.h"
#include <limits.h>
#include <sys/resource.h>

/* --- points and models to work with */

/* a path that stays good for the test */
static const char *kept_path(const char *name)
{
  static char paths[16][8192];
  static int next = 0;
  char *path = paths[next++%16];
  snprintf(path, sizeof paths[0], "%s/%s", scratch(), name);
  return path;
}

static const char *write_text(const char *name, const char *text)
{
  const char *path = kept_path(name);
  FILE *f = fopen(path, "w");
  assert_non_null(f);
  assert_true(fputs(text, f) >= 0);
  assert_int_equal(fclose(f), 0);
  return path;
}

/* N points of three kinds in D dimensions, around different corners */
static const char *write_flowers(const char *name, int N, int D, uint64_t seed)
{
  const char *const kinds[] = {"setosa", "versicolor", "virginica"};
  const char *path = kept_path(name);
  FILE *f = fopen(path, "w");
  for (int i = 0; i < N; i++) {
    for (int d = 0; d < D; d++) fprintf(f, "%.17g,", (d == i%3) + between(&seed, -.45, .45));
    fprintf(f, "%s\n", kinds[i%3]);
  }
  assert_int_equal(fclose(f), 0);
  return path;
}

static char *copy_of(const char *path)
{
  char *text = read_all(path);
  if (text == NULL) fail_msg("%s is missing", path);
  return text;
}

/* all tables and the model are the same, but for the times in the summary */
#define assert_same_runs(a, b) check_same(a, b, __FILE__, __LINE__)
static void check_same(const char *a, const char *b, const char *file, int line)
{
  const char *const names[] = {"data.tsv", "legend.tsv", "loss.tsv", "initial.tsv", "gradient_check.tsv", "parameters.tsv", "boundary.tsv",
    "hidden.tsv", "surface.tsv", "summary.tsv", "model.ffnn"};
  for (int j = 0; j < LENGTH(names); j++) {
    char path[2][300], *text[2];
    for (int m = 0; m < 2; m++) {
      snprintf(path[m], sizeof path[m], "%s/%s", m == 0 ? a : b, names[j]);
      text[m] = read_all(in_scratch(path[m]));
      if (j == LENGTH(names) - 2 && text[m] != NULL) {
        char *seconds = strstr(text[m], "\nseconds\t"), *rest = strchr(strstr(seconds, "\nns_per") + 1, '\n');
        memmove(seconds, rest, strlen(rest) + 1);
      }
    }
    if ((text[0] == NULL) != (text[1] == NULL) || (text[0] != NULL && strcmp(text[0], text[1]) != 0)) {
      print_error("%s and %s differ\n", path[0], path[1]);
      _fail(file, line);
    }
    free(text[0]);
    free(text[1]);
  }
}

static model loaded(const char *name)
{
  static model m;
  char message[MESSAGE_SIZE];
  if (!load_model(in_scratch(name), &m, message)) fail_msg("%s", message);
  return m;
}

/* --- points of one's own */

/* The names of the classes go from the file into the model, the summary, the report, and the answers. */
TEST(own_points)
{
  for (int D = 1; D <= 16; D += 5) {
    const char *file = write_flowers("flowers.csv", 300, D, 5);
    result r = run("--data", file, "--iterations", "300", "--learning-rate", "1e-2", "--hidden", "5", "--holdout", ".2", "--force", "-o", in_scratch("own"));
    assert_int_equal(r.status, 0);
    assert_string_equal(r.err, "");
    assert_non_null(strstr(r.out, "\nversicolor "));
    forget(&r);
    char *text = copy_of(in_scratch("own/summary.tsv"));
    const char *const rows[] = {"\nclass_0\tsetosa\n", "\nclass_1\tversicolor\n", "\nclass_2\tvirginica\n", "\nsamples\t300\n", "\ntraining_samples\t240\n",
      "\nhidden\t5\n", "\nlearning_rate\t0.01\n", "\nbatch_size\t240\n", "\npatience\t0\n", "\nraw\t0\n"};
    for (int j = 0; j < LENGTH(rows); j++) assert_non_null(strstr(text, rows[j]));
    char names[2000] = ""; /* of these rows, and no others */
    for (char *line = text; *line != 0; line = strchr(line, '\n') + 1) strcat(strncat(names, line, strcspn(line, "\t")), " ");
    assert_string_equal(strstr(names, "version "), "version data class_0 class_1 class_2 samples seed hidden iterations learning_rate momentum batch_size holdout "
      "patience raw threads training_samples parameters initial_loss final_loss wrong gradient_check_worst seconds ns_per_sample_iteration holdout_samples "
      "holdout_wrong holdout_loss holdout_accuracy holdout_low holdout_high holdout_confusion_0_0 holdout_confusion_0_1 holdout_confusion_0_2 "
      "holdout_confusion_1_0 holdout_confusion_1_1 holdout_confusion_1_2 holdout_confusion_2_0 holdout_confusion_2_1 holdout_confusion_2_2 ");
    free(text);
    model m = loaded("own/model.ffnn");
    assert_int_equal(m.net.D, D);
    assert_int_equal(m.net.K, 5);
    assert_int_equal(m.net.C, 3);
    assert_string_equal(m.classes.name[2], "virginica");
    assert_string_equal(m.data, in_scratch("flowers.csv"));
    assert_true(exists(in_scratch("own/boundary.tsv")) == (D <= 2)); /* maps are for the plane, or a line in it */
    assert_true(exists(in_scratch("own/surface.tsv")) == (D == 2));
    text = read_table(in_scratch("own/hidden.tsv"));
    assert_int_equal(strncmp(text, "# h1\th2\th3\th4\th5\ty\n", 18), 0);
    free(text);
  }
}

/* A table data.tsv, read back, is the same data. */
TEST(own_table)
{
  assert_good(run(SMALL, "-q", "-o", in_scratch("first")));
  assert_good(run("--data", in_scratch("first/data.tsv"), "--iterations", "5", "-q", "-o", in_scratch("second")));
  char *a = copy_of(in_scratch("first/data.tsv")), *b = copy_of(in_scratch("second/data.tsv"));
  assert_string_equal(a, b);
  free(a);
  free(b);
}

/* The map of one's own points covers them, with a margin, in both directions; its columns are the classes but the first. */
TEST(own_map)
{
  const char *file = write_text("plane.tsv", "10\t-3\ta\n30\t5\tb\n20\t1\tc\n12\t4\ta\n");
  assert_good(run("--data", file, "--iterations", "5", "-q", "-o", in_scratch("plane")));
  char *text = read_table(in_scratch("plane/surface.tsv")), *last = strstr(text, "\n31\t5.4");
  assert_int_equal(strncmp(text, "# x1\tx2\ty_hat2\ty_hat3\n9\t-3.3", 28), 0);
  assert_non_null(last);
  assert_int_equal(lines(text), 1 + 61*62);
  free(text);
}

/* That of the circles is a square around the origin, with sides of at least 3; for some noise, whole numbers that leave nothing out. */
TEST(circles_map)
{
  const char *const noises[] = {"0", ".1", ".5", "3"};
  for (int n = 0; n < LENGTH(noises); n++) {
    assert_good(run(SMALL, "--noise", noises[n], "-q", FOLDER));
    tables all = read_tables("run");
    double x[2], side = 1.5, corner[2];
    for (const char *line = strchr(all.text[DATA], '\n') + 1; *line != 0; line = strchr(line, '\n') + 1) {
      assert_int_equal(sscanf(line, "%lg %lg", &x[0], &x[1]), 2);
      for (int d = 0; d < 2; d++) side = fmax(side, ceil(2*fabs(x[d]))/2);
    }
    assert_true((side > 1.5) == (n > 1));
    for (int j = BOUNDARY; j <= SURFACE; j += SURFACE - BOUNDARY) {
      const char *first = strchr(all.text[j], '\n') + 1, *last = all.text[j] + strlen(all.text[j]) - 2; /* before an empty line */
      while (last[-1] != '\n') last--;
      assert_int_equal(sscanf(first, "%lg %lg", &corner[0], &corner[1]), 2);
      assert_true(corner[0] == -side && corner[1] == -side);
      assert_int_equal(sscanf(last, "%lg %lg", &corner[0], &corner[1]), 2);
      assert_true(corner[0] == side && corner[1] == side);
    }
    free_tables(&all);
  }
}

/* Of three inputs or more two are chosen, by number or heading; the others have their means. */
TEST(chosen_inputs)
{
  const char *file = write_text("four.csv", "a,b,\"b,c\",d,class\n1,2,3,4,u\n3,2,7,9,v\n5,8,5,5,u\n3,0,5,6,v\n");
  assert_good(run("--data", file, "--iterations", "5", "-q", "-o", in_scratch("four"), "--plot", "4,1"));
  char *text = read_table(in_scratch("four/surface.tsv")), *legend = read_table(in_scratch("four/legend.tsv"));
  assert_int_equal(strncmp(text, "# x4\tx1\ty_hat2\n3.75\t0.8", 22), 0);
  assert_int_equal(lines(text), 1 + 61*62);
  assert_non_null(strstr(legend, "\t3.75\t9.25\naxis\t1\t"));
  assert_good(run("plot-data", in_scratch("four/model.ffnn"), "-o", in_scratch("heads"), "--plot", "4,1"));
  char *same = read_table(in_scratch("heads/surface.tsv"));
  assert_string_equal(text, same);
  free(same);
  assert_good(run("plot-data", in_scratch("four/model.ffnn"), "-o", in_scratch("heads"), "--plot", "3,2"));
  char *other = read_table(in_scratch("heads/boundary.tsv"));
  assert_int_equal(strncmp(other, "# x3\tx2\ty_hat2\n", 15), 0);
  free(text);
  free(legend);
  free(other);
  const char *commas = write_text("commas.csv", "a,\"b,\",c,class\n1,2,3,u\n3,2,7,v\n"); /* a heading that ends with a comma */
  assert_good(run("--data", commas, "--iterations", "5", "-q", "-o", in_scratch("commas"), "--plot", "b,,c"));
  other = read_table(in_scratch("commas/boundary.tsv"));
  assert_int_equal(strncmp(other, "# x2\tx3\ty_hat2\n", 15), 0);
  free(other);
  const char *const wrong[] = {"", "1", "1,", ",2", "1,1", "0,1", "1,5", "1;2", "1,2,3", "a,e", "1.5,2"};
  for (int j = 0; j < LENGTH(wrong); j++)
    assert_complaint(run("plot-data", in_scratch("four/model.ffnn"), "-o", in_scratch("heads"), "--plot", wrong[j]), 2, "--plot: expected two different inputs", "from 1 to 4", wrong[j]);
  assert_good(run("plot-data", in_scratch("four/model.ffnn"), "-o", in_scratch("none")));
  assert_false(exists(in_scratch("none/boundary.tsv")) || exists(in_scratch("none/surface.tsv")));
}

/* What R, pandas, NumPy, scikit-learn, and spreadsheets write is read as it comes: the same points and classes. */
TEST(dialects)
{
  static const char *const files[][2] = { /* with what is noted */
    {"x,y,c\n1.5,2,a\n3,-4,b\n5,6,a\n", ""},
    {"\"\",\"x\",\"y\",\"c\"\n\"1\",1.5,2,\"a\"\n\"2\",3,-4,\"b\"\n\"3\",5,6,\"a\"\n", "names of the rows"}, /* write.csv */
    {"\"\";\"x\";\"y\";\"c\"\n\"1\";1,5;2;\"a\"\n\"2\";3;-4;\"b\"\n\"3\";5;6;\"a\"\n", "the decimal point is a comma"}, /* write.csv2 */
    {"\"x\" \"y\" \"c\"\n\"1\" 1.5 2 \"a\"\n\"2\" 3 -4 \"b\"\n\"3\" 5 6 \"a\"\n", "names of the rows"}, /* write.table */
    {"x y c\n1.5 2 a\n3 -4 b\n5 6 a\n", ""},
    {",x,y,c\n0,1.5,2.0,a\n1,3.0,-4.0,b\n2,5.0,6.0,a\n", "names of the rows"}, /* to_csv */
    {"x\ty\tc\r\n1.5\t2\ta\r\n3\t-4\tb\r\n5\t6\ta\r\n", ""},
    {"\xEF\xBB\xBFx;y;c\r\n1,5;2;a\r\n3;-4;b\r\n5;6;a\r\n", "the decimal point is a comma"}, /* a German Excel */
    {"x,y,c\r1.5,2,a\r3,-4,b\r5,6,a", ""}, /* an old Macintosh */
    {"3,2,a,b\n1.5,2,0\n3,-4,1\n5,6,0\n", ""} /* scikit-learn */
  };
  char *first = NULL;
  for (int j = 0; j < LENGTH(files); j++) {
    result r = run("--data", write_text("dialect.csv", files[j][0]), "--iterations", "1", "-o", in_scratch("dialect"));
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.out, "classes: a, b\n"));
    if (files[j][1][0] != 0) assert_non_null(strstr(r.err, "ffnn: note: "));
    else assert_null(strstr(r.err, "note"));
    assert_non_null(strstr(r.err, files[j][1]));
    forget(&r);
    char *data = copy_of(in_scratch("dialect/data.tsv"));
    if (j == 0) first = strdup(data);
    assert_string_equal(data, first);
    free(data);
  }
  free(first);
  result r = run("--data", write_text("dialect.csv", files[1][0]), "--iterations", "1", "-q", "-o", in_scratch("dialect"));
  assert_string_equal(r.err, ""); /* with --quiet, no notes */
  forget(&r);
}

/* A model remembers which columns are what; so all other commands, and other files, are read in the same way. */
TEST(columns)
{
  const char *file = write_text("columns.csv", "kind,id,x,y\na,7,1,2\nb,8,3,4\na,9,NA,1\na,5,5,6\nb,6,6,5\n"),
    *moved = write_text("moved.csv", "y,x,kind\n2,1,a\n4,3,b\n"), *bare = write_text("bare.csv", "a,7,1,2\nb,8,3,4\n"),
    *rows = write_text("rows.csv", "y,id,x\n2,7,1\n"), *plain = write_text("plain.csv", "1,2\n"), *other = write_text("other.csv", "x,z\n1,2\n");
  const char *const saved = kept_path("columns/model.ffnn");
  assert_complaint(run("--data", file, "--class", "kind", "--leave-out", "id", "-o", in_scratch("unmade")), 1,
    "columns.csv:4:5: expected a number, found 'NA': a missing value; --missing drop leaves out such rows, --leave-out x the column");
  assert_complaint(run("--data", file, "--class", "sort", "-o", in_scratch("unmade")), 1, "expected a column with the heading 'sort', found none");
  assert_complaint(run("--header", "perhaps"), 2, "--header: expected yes, no, or guess, found 'perhaps'");
  assert_complaint(run("--missing", "all"), 2, "--missing: expected error or drop, found 'all'");
  assert_complaint(run("--class", ""), 2, "--class: expected headings or numbers of columns, found ''");
  assert_complaint(run("--leave-out", "a\nb"), 2, "--leave-out: expected headings or numbers of columns, found 'a?b'");
  result r = run("--data", file, "--class", "kind", "--leave-out", "id", "--missing", "drop", "--iterations", "20", "-o", in_scratch("columns"));
  assert_int_equal(r.status, 0);
  assert_non_null(strstr(r.err, "note: ") != NULL ? strstr(r.err, ": 1 row in which something is missing was left out\n") : NULL);
  assert_non_null(strstr(r.out, "4 samples, "));
  forget(&r);
  assert_good(run("--resume", saved, "--iterations", "40", "-q", "-o", in_scratch("columns")));
  for (int j = 0; j < 2; j++) {
    r = j == 0 ? run("check", saved) : run("test", saved, file);
    assert_int_equal(r.status, 0);
    assert_non_null(strstr(r.err, ": 1 row in which something is missing was left out\n"));
    forget(&r);
  }
  assert_good(run("test", saved, moved));
  /* the answer is missing where something of the row is, even all; and its line isn't */
  const char *gaps = write_text("gaps.csv", "1,2\n#N/A,3\nnull,4\n,\n\n1,2\n");
  r = run("predict", "--missing", "drop", saved, gaps);
  assert_int_equal(r.status, 0);
  char *line[7], *rest = r.out;
  for (int j = 0; j < 7; j++) line[j] = strsep(&rest, "\n");
  assert_string_equal(line[6], "");
  assert_null(rest);
  for (int j = 2; j < 5; j++) assert_string_equal(line[j], "NA\tNA\tNA");
  assert_string_equal(line[1], line[5]);
  forget(&r);
  r = run("predict", "--missing", "error", saved, gaps);
  assert_int_equal(r.status, 1);
  assert_non_null(strstr(r.err, "gaps.csv:2:1: expected a number, found '#N/A': a missing value; --missing drop answers it with NA\n"));
  forget(&r);
  assert_good(run("test", saved, "--class", "1", "--leave-out", "2", bare));
  const char *numbers = write_text("numbers.csv", "1,2,3\n1,2,0\n3,4,1\n5,7,0\n"); /* is the first row one of headings? */
  const struct { const char *header, *samples; } headers[] = {{"yes", "3 samples, "}, {"no", "4 samples, "}, {"guess", "4 samples, "}};
  for (int j = 0; j < LENGTH(headers); j++) {
    r = run("--data", numbers, "--header", headers[j].header, "--iterations", "5", "--force", "-o", in_scratch("headers"));
    assert_int_equal(r.status, 0);
    assert_int_equal(strncmp(r.out, headers[j].samples, strlen(headers[j].samples)), 0);
    forget(&r);
  }
  assert_good(run("--data", bare, "--class", "1", "--iterations", "5", "-q", "-o", in_scratch("first")));
  assert_string_equal(loaded("first/model.ffnn").how.class_column, "1");
  assert_string_equal(loaded("first/model.ffnn").how.leave_out, "");
  /* answers are the same whichever way the inputs are found */
  char *answers[3];
  const char *const asked[] = {moved, rows, plain};
  for (int j = 0; j < 3; j++) {
    r = run("predict", saved, asked[j]);
    assert_int_equal(r.status, 0);
    assert_string_equal(r.err, "");
    strtok(strchr(r.out, '\n') + 1, "\n");
    answers[j] = strdup(strchr(r.out, '\n') + 1);
    assert_string_equal(answers[j], answers[0]);
    forget(&r);
  }
  for (int j = 0; j < 3; j++) free(answers[j]);
  r = run("predict", saved, "--class", "1", "--leave-out", "2", bare);
  assert_int_equal(lines(r.out), 3);
  forget(&r);
  r = run("predict", saved, other);
  assert_non_null(strstr(r.err, "other.csv:1:1: expected a column with the heading 'y', found none"));
  forget(&r);
}

/* Points from standard input; and where a model's points are not where they were, the message says what to do. */
TEST(where_the_points_are)
{
  const char *file = write_flowers("flowers.csv", 60, 2, 5), *moved = kept_path("moved.csv"), *const saved = kept_path("piped/model.ffnn");
  assert_good(run("--data", file, "--iterations", "5", "-q", "-o", in_scratch("direct")));
  int old = dup(STDIN_FILENO), in = open(file, O_RDONLY);
  dup2(in, STDIN_FILENO);
  assert_good(run("--data", "-", "--iterations", "5", "-q", "-o", in_scratch("piped")));
  dup2(old, STDIN_FILENO);
  close(old);
  close(in);
  char *one = copy_of(in_scratch("direct/parameters.tsv")), *other = copy_of(in_scratch("piped/parameters.tsv"));
  assert_string_equal(one, other);
  free(one);
  free(other);
  assert_complaint(run("--resume", saved, "-o", in_scratch("piped")), 1, "--data: the model was trained with points from standard input");
  assert_good(run("--resume", saved, "--data", file, "--iterations", "6", "-q", "-o", in_scratch("piped")));
  assert_int_equal(rename(file, moved), 0);
  assert_complaint(run("check", saved), 1, "flowers.csv: No such file or directory: the model was trained with it; --data says where it is now");
  assert_complaint(run("check", "--data", file), 1, "flowers.csv: No such file or directory\n");
  assert_good(run("check", saved, "--data", moved));
  /* the same of the points to test with */
  const char *tests = write_flowers("tests.csv", 30, 2, 6), *const away = kept_path("away.csv"), *const tested = kept_path("judged/model.ffnn");
  for (int n = 0; n < 2; n++) {
    old = dup(STDIN_FILENO);
    in = open(tests, O_RDONLY);
    dup2(in, STDIN_FILENO);
    assert_good(run("--data", moved, "--validation", n == 0 ? "-" : tests, "--iterations", "5", "-q", "--force", "-o", in_scratch("judged")));
    dup2(old, STDIN_FILENO);
    close(old);
    close(in);
    if (n == 0) assert_complaint(run("--resume", tested), 1, "--validation: the model was trained with points from standard input");
  }
  assert_int_equal(rename(tests, away), 0);
  assert_complaint(run("--resume", tested), 1, "tests.csv: No such file or directory: the model was trained with it; --validation says where it is now");
  assert_good(run("--resume", tested, "--validation", away, "--iterations", "6", "-q"));
}

/* A file sorted by class: what is held out has all of them, and is the same each time. */
TEST(sorted_points)
{
  const char *path = kept_path("sorted.csv");
  FILE *f = fopen(path, "w");
  for (int i = 0; i < 90; i++) fprintf(f, "%d,%s\n", i, i < 30 ? "low" : i < 60 ? "middle" : "high");
  assert_int_equal(fclose(f), 0);
  char *first = NULL;
  for (int n = 0; n < 2; n++) {
    assert_good(run("--data", path, "--holdout", ".4", "--iterations", "1", "-q", "-o", in_scratch("sorted")));
    char *text = copy_of(in_scratch("sorted/summary.tsv")), *data = copy_of(in_scratch("sorted/data.tsv"));
    for (int c = 0; c < 3; c++) {
      char key[60];
      long of_class = 0;
      for (int a = 0; a < 3; a++) {
        snprintf(key, sizeof key, "\nholdout_confusion_%d_%d\t", c, a);
        of_class += strtol(strstr(text, key) + strlen(key), NULL, 10);
      }
      assert_int_equal(of_class, 12);
    }
    if (n == 0) first = strdup(data);
    assert_string_equal(data, first);
    free(text);
    free(data);
  }
  char *again;
  assert_good(run("plot-data", in_scratch("sorted/model.ffnn"), "-o", in_scratch("replot")));
  again = copy_of(in_scratch("replot/data.tsv"));
  assert_string_equal(again, first);
  free(again);
  free(first);
}

/* Inputs of any size and unit are learned alike, since they are standardised: the probabilities are the same to rounding; the raw parameters are those of a
   network that gives them, too; and with --raw nothing is learned. */
TEST(standardised)
{
  char *plain = copy_of(write_flowers("flowers.csv", 90, 2, 5)), *next = plain;
  const char *path = kept_path("units.csv");
  FILE *f = fopen(path, "w");
  for (int n; *next != 0; next += n) {
    double a, b;
    char kind[30];
    assert_int_equal(sscanf(next, "%lg,%lg,%29s\n%n", &a, &b, kind, &n), 3);
    fprintf(f, "%.17g,%.17g,%s\n", 1e-6*a, 1e6*(b + 5), kind);
  }
  fclose(f);
  free(plain);
  assert_good(run("--data", in_scratch("flowers.csv"), "-q", "-o", in_scratch("plain")));
  assert_good(run("--data", path, "-q", "-o", in_scratch("units")));
  model m = loaded("plain/model.ffnn");
  const double theta[2] = {m.theta[0], m.theta[10]};
  m = loaded("units/model.ffnn");
  assert_close(m.theta[0], theta[0], 1e-6);
  assert_close(m.theta[10], theta[1], 1e-6);
  tables all = read_tables("units");
  assert_true(summary(&all, "wrong") <= 2);
  assert_rows(&all, DATA, 90);
  /* one hidden unit's pre-activation, both ways */
  double raw[9], x[2], z = 0, zr = 0;
  char *text = all.text[PARAMETERS];
  for (int j = 0; j < 9; j++) {
    text = strchr(text, '\n') + 1;
    assert_int_equal(sscanf(text, "%*s %*d %*d %lg", &raw[j]), 1);
  }
  assert_int_equal(sscanf(strchr(all.text[DATA], '\n') + 1, "%lg %lg", &x[0], &x[1]), 2);
  for (int d = 0; d < 2; d++) {
    z += (x[d] - m.mean[d])/m.scale[d]*m.theta[3*d];
    zr += x[d]*raw[3*d];
  }
  assert_within(zr + raw[6], z + m.theta[6], 1e-9*(fabs(zr) + fabs(z) + 1));
  free_tables(&all);
  result r = run("--data", path, "--raw", "-q", "-o", in_scratch("raw"));
  forget(&r);
  all = read_tables("raw");
  assert_true(summary(&all, "wrong") >= 30);
  free_tables(&all);
}

/* The training ends P epochs after the one whose loss was least; its parameters are those of that one. */
TEST(patience)
{
  const char *file = write_flowers("flowers.csv", 60, 2, 5);
  assert_good(run("--data", file, "--holdout", ".3", "--learning-rate", "6", "--patience", "9", "-q", "-o", in_scratch("p")));
  tables all = read_tables("p");
  char *text = all.text[LOSS];
  double least = INFINITY, J;
  long t, best = 0;
  while (text = strchr(text, '\n') + 1, sscanf(text, "%ld %*g %lg", &t, &J) == 2)
    if (J < least) least = J, best = t;
  assert_int_equal(t, best + 9);
  assert_true(t < 1000);
  assert_true(summary(&all, "best_iteration") == best && summary(&all, "iterations_made") == t);
  assert_true(summary(&all, "holdout_loss") == least);
  assert_close(summary(&all, "ns_per_sample_iteration"), 1e9*summary(&all, "seconds")/((double) t*summary(&all, "training_samples")), 1e-12);
  free_tables(&all);
  result r = run("--data", file, "--holdout", ".3", "--learning-rate", "6", "--patience", "9", "-o", in_scratch("p"));
  char expected[200];
  snprintf(expected, sizeof expected, "\niteration %ld was best on the samples held out: these are its parameters\n"
    "(the end came at iteration %ld, after 9 epochs that were no better)\n", best, t);
  assert_non_null(strstr(r.out, expected));
  forget(&r);
  model m = loaded("p/model.ffnn");
  char *data = read_table(in_scratch("p/data.tsv")), *row = data; /* the samples held out come last, and have no say in the means */
  double mean = 0, first;
  for (int i = 0; i < 42; i++) {
    row = strchr(row, '\n') + 1;
    assert_int_equal(sscanf(row, "%lg", &first), 1);
    mean += first/42;
  }
  assert_close(m.mean[0], mean, 1e-12);
  free(data);
  take_the_best(&m);
  column x[2], h[3], z[3], s, y_hat[3];
  for (int d = 0; d < 2; d++)
    for (int i = 0; i < PANEL; i++) x[d][i] = (.5 - m.mean[d])/m.scale[d];
  forward(m.net, m.theta, x, h, z, s, y_hat);
  char line[200];
  snprintf(line, sizeof line, "\t%.17g\t%.17g\t%.17g\n", y_hat[0][0], y_hat[1][0], y_hat[2][0]);
  r = run("predict", in_scratch("p/model.ffnn"), write_text("one.csv", ".5,.5\n")); /* predict takes the best ones, too */
  assert_non_null(strstr(r.out, line));
  forget(&r);
  assert_good(run("--data", file, "--holdout", ".3", "--learning-rate", "6", "--patience", "1", "-q", "-o", in_scratch("least"))); /* the least there is */
  all = read_tables("least");
  assert_true(summary(&all, "iterations_made") == summary(&all, "best_iteration") + 1 && summary(&all, "iterations_made") < 1000);
  free_tables(&all);
  assert_complaint(run("--data", file, "--patience", "9"), 2, "--holdout or --validation");
}

/* Other names for the classes of the same points are other points. */
TEST(renamed_classes)
{
  const char *file = write_text("a.csv", "1,2,a\n3,4,b\n5,6,c\n1,2,a\n"), *other = write_text("b.csv", "1,2,a\n3,4,x\n5,6,y\n1,2,a\n");
  assert_good(run("--data", file, "--iterations", "5", "-q", "-o", in_scratch("a")));
  assert_complaint(run("--resume", in_scratch("a/model.ffnn"), "--data", other, "--iterations", "9", "-o", in_scratch("b")), 1, "b.csv: expected the class 'b' of the model, found 'x'");
}

/* The largest network there may be, with a stack of 64 kilobytes. */
static bool small_stack(void)
{
  const struct rlimit limit = {65536, 65536};
  return setrlimit(RLIMIT_STACK, &limit) == 0;
}

TEST(small_stack)
{
  const char *path = kept_path("wide.csv"), *const threads[] = {"1", "2"};
  FILE *f = fopen(path, "w");
  for (int i = 0; i < 128; i++) {
    for (int d = 0; d < MOST_INPUTS; d++) fprintf(f, "%d,", (i*(d + 7))%11);
    fprintf(f, "c%d\n", i%MOST_CLASSES);
  }
  assert_int_equal(fclose(f), 0);
  prepare = small_stack;
  for (int j = 0; j < 2; j++) assert_good(run("--data", path, "--hidden", "256", "--threads", threads[j], "--iterations", "1", "-q", "-o", in_scratch("wide")));
  assert_good(run("check", in_scratch("wide/model.ffnn")));
  prepare = NULL;
}

TEST(bad_points)
{
  char expected[9000];
  const char *file = write_text("bad.csv", "0.1,0.2,a\n0.3,zero,b\n");
  snprintf(expected, sizeof expected, "%s:2:5: expected a finite decimal number, found 'zero'", file);
  assert_complaint(run("--data", file, "-o", in_scratch("unmade")), 1, expected);
  const char *good = write_flowers("good.csv", 30, 2, 1), *other = write_text("other.csv", "0,1,setosa\n1,0,rose\n");
  snprintf(expected, sizeof expected, "%s:2:5: expected one of the classes trained with, found 'rose'; they are setosa, versicolor, virginica", other);
  assert_complaint(run("--data", good, "--validation", other, "-o", in_scratch("unmade")), 1, expected);
  other = write_text("wide.csv", "0,1,2,setosa\n");
  snprintf(expected, sizeof expected, "%s:1:7: expected 3 fields, found 4", other);
  assert_complaint(run("--data", good, "--validation", other, "-o", in_scratch("unmade")), 1, expected);
  assert_complaint(run("--data", in_scratch("none.csv"), "-o", in_scratch("unmade")), 1, "none.csv", strerror(ENOENT));
  assert_complaint(run("--data", good, "--samples", "30"), 2, "--samples: can't be combined with --data");
  assert_complaint(run("--factor", ".1", "--data", good), 2, "--factor: can't be combined with --data");
  assert_complaint(run("--data", good, "--noise", ".1"), 2, "--noise: can't be combined with --data");
  assert_complaint(run("--data", good, "--validation", good, "--holdout", ".1"), 2, "--holdout: can't be combined with --validation");
  assert_complaint(run("--data", good, "--patience", "5"), 2, "--patience: expected --holdout or --validation as well, found neither");
  assert_complaint(run("--data", good, "--batch-size", "31", "-o", in_scratch("unmade")), 2, "--batch-size", " 30, found '31'");
  assert_false(exists(in_scratch("unmade")));
}

/* Tested with other points, the losses have a second curve; the last one is the summary's. With mini-batches only the
   iterations that begin an epoch have it, and the last. */
TEST(validation)
{
  const char *file = write_flowers("train.csv", 100, 2, 5), *other = write_flowers("test.csv", 40, 2, 6);
  for (int batch = 0; batch < 2; batch++) {
    assert_good(batch == 0 ? run("--data", file, "--validation", other, "--iterations", "25", "-q", "-o", in_scratch("tested"))
      : run("--data", file, "--validation", other, "--iterations", "25", "-q", "-o", in_scratch("tested"), "--batch-size", "30"));
    char *losses = read_table(in_scratch("tested/loss.tsv")), *line = losses, *sums = copy_of(in_scratch("tested/summary.tsv"));
    assert_int_equal(strncmp(losses, "# iteration\tJ\tJ_holdout\n", 24), 0);
    double last = NAN;
    for (int t = 0; t <= 25; t++) {
      line = strchr(line, '\n') + 1;
      last = strtod(strchr(strchr(line, '\t') + 1, '\t'), NULL);
      assert_true(isfinite(last) == (batch == 0 || t%4 == 0 || t == 25));
    }
    assert_true(strtod(strstr(sums, "\nholdout_loss\t") + 14, NULL) == last);
    assert_true(strtod(strstr(sums, "\nholdout_samples\t") + 17, NULL) == 40);
    assert_non_null(strstr(sums, "\nholdout_confusion_2_2\t"));
    assert_non_null(strstr(sums, other));
    free(losses);
    free(sums);
  }
}

/* Whatever an earlier run has left in the folder, and this one doesn't make, is not to be taken for this one's. */
TEST(stale_tables)
{
  assert_good(run(SMALL, "-q", "--force", "-o", in_scratch("stale")));
  assert_true(exists(in_scratch("stale/boundary.tsv")));
  assert_good(run("--data", write_flowers("cube.csv", 30, 3, 1), "--iterations", "5", "-q", "--force", "-o", in_scratch("stale")));
  assert_false(exists(in_scratch("stale/boundary.tsv")));
  assert_false(exists(in_scratch("stale/surface.tsv")));
  assert_good(run(SMALL, "-q", "--force", "-o", in_scratch("stale")));
  result r = run("--samples", "300", "--force", "-o", in_scratch("stale"), "--learning-rate", "1e306");
  assert_complaint(r, 1, "diverged");
  assert_true(exists(in_scratch("stale/loss.tsv")));
  assert_false(exists(in_scratch("stale/summary.tsv")));
  assert_false(exists(in_scratch("stale/parameters.tsv")));
}

/* --- what a training has to say of itself when it has failed, and only then */

/* Two kinds of people: income, which says nothing, and age, which says all; some more columns of noise */
static const char *write_people(const char *name, int N, double income, uint64_t seed)
{
  const char *path = kept_path(name);
  FILE *f = fopen(path, "w");
  for (int i = 0; i < N; i++)
    fprintf(f, "%.17g,%.17g,%s\n", income*between(&seed, .5, 1.5), (i%5 < 3 ? 60 : 30) + between(&seed, -10, 10), i%5 < 3 ? "old" : "young");
  assert_int_equal(fclose(f), 0);
  return path;
}

TEST(warnings)
{
  uint64_t seed = 9;
  const char *people = write_people("people.csv", 200, 5e4, 1), *small = write_flowers("small.csv", 90, 2, 5), *random = kept_path("random.csv"),
    *xor = kept_path("xor.csv");
  put_file(xor, "0,0,yes\n0,1,no\n1,0,no\n1,1,yes\n");
  FILE *f = fopen(random, "w");
  for (int i = 0; i < 200; i++) {
    for (int d = 0; d < 8; d++) fprintf(f, "%.17g,", between(&seed, -1, 1));
    fprintf(f, "%s\n", between(&seed, -1, 1) < 0 ? "heads" : "tails");
  }
  assert_int_equal(fclose(f), 0);
  const struct { const char *arguments[12], *expected; } cases[] = {
    {{"--samples", "20000", "--iterations", "300", "--learning-rate", "1e-2"},
      "the loss has grown, from N to N; N of N hidden units are saturated; try a smaller --learning-rate"},
    {{"--samples", "300", "--iterations", "300", "--learning-rate", "1e3"},
      "the loss has grown, from N to N; N of N hidden units are saturated; try a smaller --learning-rate"},
    {{"--samples", "300", "--iterations", "20"},
      "N of N points are misclassified, and N would be if all were called 'N'; try more --iterations, another --learning-rate, or more --hidden units"},
    {{"--samples", "300", "--noise", "1e4", "--iterations", "300"},
      "N of N points are misclassified, and N would be if all were called 'N'; N of N hidden units are saturated by inputs as large as N; try a smaller --noise"},
    {{"--data", people, "--raw"},
      "N of N points are misclassified, and N would be if all were called 'old'; N of N hidden units are saturated by inputs as large as N; without --raw they are standardised"},
    {{"--data", people, "--iterations", "0", "--learning-rate", "1e-3", "--seed", "8"},
      "N of N points are misclassified, and N would be if all were called 'old'; try more --iterations, another --learning-rate, or more --hidden units"},
    {{"--data", random, "--hidden", "30", "--iterations", "5000", "--holdout", ".3", "--seed", "3"},
      "N of N points held out are misclassified, and N would be if all were called 'heads'; try fewer --hidden units, fewer --iterations, or --patience"},
    /* and those that went well */
    {{"--samples", "3000", "--iterations", "2000"}, NULL}, {{"--samples", "2000", "--noise", ".5", "--iterations", "5000"}, NULL},
    {{"--samples", "2000", "--hidden", "1", "--iterations", "20000"}, NULL}, {{"--data", people}, NULL}, {{"--data", people, "--holdout", ".2"}, NULL},
    {{"--data", small, "--raw"}, NULL}, {{"--data", xor, "--iterations", "100000"}, NULL}, {{"--data", random, "--hidden", "30"}, NULL}
  };
  for (int m = 0; m < LENGTH(cases); m++) {
    const char *arguments[20] = {"-q", "--force", "-o", in_scratch("w")};
    memcpy(arguments + 4, cases[m].arguments, sizeof cases[m].arguments);
    result r = run_into(NULL, arguments);
    char row[2000], *text = copy_of(in_scratch("w/summary.tsv"));
    snprintf(row, sizeof row, "\nwarning\t%s", r.warnings + (cases[m].expected != NULL ? strlen("ffnn: warning: ") : 0));
    assert_true((strstr(text, row) != NULL) == (cases[m].expected != NULL));
    if (cases[m].expected != NULL) snprintf(row, sizeof row, "ffnn: warning: %s\n", cases[m].expected);
    else row[0] = 0;
    if (strcmp(masked(r.warnings), row) != 0) fail_msg("case %d: '%s' instead of '%s'", m, r.warnings, row);
    free(text);
    assert_good(r);
  }
}

/* --- the other commands */

/* The answers are the library's, bit for bit, from a file, from standard input, and from standard input by its other name. */
TEST(predict)
{
  const char *file = write_flowers("flowers.csv", 90, 3, 5), *rows = write_text("rows.csv", "a,b,c\n1,0,.1\n# a comment\n\n0,1.25,-1e-3\r\n.2,.1,9");
  assert_good(run("--data", file, "--iterations", "200", "--learning-rate", "1e-2", "-q", "-o", in_scratch("m")));
  model m = loaded("m/model.ffnn");
  const double x[3][3] = {{1, 0, .1}, {0, 1.25, -1e-3}, {.2, .1, 9}};
  char expected[2000] = "# class\tp_setosa\tp_versicolor\tp_virginica\n", *next = expected + strlen(expected);
  for (int n = 0; n < 3; n++) {
    column inputs[3], h[3], z[3], s, y_hat[3];
    int answer[PANEL];
    for (int d = 0; d < 3; d++)
      for (int i = 0; i < PANEL; i++) inputs[d][i] = (x[n][d] - m.mean[d])/m.scale[d];
    forward(m.net, m.theta, inputs, h, z, s, y_hat);
    predict(3, y_hat, answer);
    next += sprintf(next, "%s\t%.17g\t%.17g\t%.17g\n", m.classes.name[answer[0]], y_hat[0][0], y_hat[1][0], y_hat[2][0]);
  }
  result r = run("predict", in_scratch("m/model.ffnn"), rows);
  assert_int_equal(r.status, 0);
  assert_string_equal(r.out, expected);
  assert_string_equal(r.err, "");
  forget(&r);
  for (int dash = 0; dash < 2; dash++) {
    int old = dup(STDIN_FILENO), in = open(rows, O_RDONLY);
    dup2(in, STDIN_FILENO);
    r = dash ? run("predict", in_scratch("m/model.ffnn"), "-") : run("predict", in_scratch("m/model.ffnn"));
    dup2(old, STDIN_FILENO);
    close(old);
    close(in);
    assert_string_equal(r.out, expected);
    forget(&r);
  }
  assert_complaint(run_into("/dev/full", ARGUMENTS("predict", in_scratch("m/model.ffnn"), rows)), 1, "standard output", strerror(ENOSPC));
  r = run("predict", in_scratch("m/model.ffnn"), file); /* the class is still there: no answer, but a hint */
  assert_int_equal(r.status, 1);
  assert_int_equal(lines(r.out), 1);
  assert_non_null(strstr(r.err, "expected 3 fields, found 4, separated by commas; if the class is among them, --class says where, or see 'ffnn test'\n"));
  forget(&r);
  const char *bad = write_text("bad.csv", "1,2,3\n1,2\n");
  r = run("predict", in_scratch("m/model.ffnn"), bad);
  assert_int_equal(r.status, 1);
  assert_int_equal(lines(r.out), 2); /* the good row was answered */
  assert_non_null(strstr(r.err, "bad.csv:2:4: expected 3 fields, found 2, separated by commas\n"));
  forget(&r);
  assert_complaint(run("predict", in_scratch("no.ffnn"), rows), 1, "no.ffnn", strerror(ENOENT));
  assert_complaint(run("predict", rows, rows), 1, "rows.csv:1: expected ffnn-model, found 'a,b,c'");
}

/* A saved model on labelled points: the counts are the library's; the matrix has a row for each class, and where it is too wide, a list. */
TEST(test)
{
  const char *file = write_text("three.csv", "0,a\n0.1,a\n0.2,a\n1,bb\n1.1,bb\n1.2,bb\n2,ccc\n2.1,ccc\n2.2,ccc\n");
  assert_good(run("--data", file, "-q", "-o", in_scratch("t")));
  const char *tests = write_text("tests.csv", "x,kind\n0,a\n0.1,a\n0.1,ccc\n1,bb\n1.1,bb\n1.1,a\n2,bb\n2.1,bb\n2.2,bb\n2.2,ccc\n0,bb\n1,bb\n2.0,a\n");
  const char *const counts = "13 samples, 7 misclassified, cross-entropy N\naccuracy on these: N, 95% interval N to N\n"
    "answers to the samples of each class:\n       a   bb  ccc\na      2    1    1\nbb     1    3    3\nccc    1    .    1\n";
  for (int dash = 0; dash < 2; dash++) {
    int old = dup(STDIN_FILENO), in = open(tests, O_RDONLY);
    dup2(in, STDIN_FILENO);
    result r = run("test", in_scratch("t/model.ffnn"), dash ? "-" : tests);
    dup2(old, STDIN_FILENO);
    close(old);
    close(in);
    assert_int_equal(r.status, 0);
    assert_string_equal(r.err, "");
    double J, accuracy, low, high, expected[2];
    const char *numbers = strstr(r.out, "cross-entropy ");
    assert_int_equal(sscanf(numbers, "cross-entropy %lg accuracy on these: %lg, 95%% interval %lg to %lg", &J, &accuracy, &low, &high), 4);
    wilson(6, 13, 1.959963984540054, &expected[0], &expected[1]);
    assert_close(accuracy, 6/13., 1e-5);
    assert_close(low, expected[0], 1e-5);
    assert_close(high, expected[1], 1e-5);
    model m = loaded("t/model.ffnn");
    reading how = {.D = 1};
    char message[MESSAGE_SIZE];
    dataset *data = read_points(tests, &how, &m.classes, message);
    double unused[100];
    standardise(&m, data);
    team *crew = make_team(1, m.net, data);
    assert_close(J, gradient(crew, m.theta, unused), 1e-9);
    free_team(crew);
    free_dataset(data);
    char *line = strstr(r.out, "cross-entropy "), *rest = strstr(r.out, "answers");
    char text[1000];
    snprintf(text, sizeof text, "%.*scross-entropy N\naccuracy on these: N, 95%% interval N to N\n%s", (int)(line - r.out), r.out, rest);
    assert_string_equal(text, counts);
    forget(&r);
  }
  assert_complaint(run("test", in_scratch("t/model.ffnn"), write_text("other.csv", "0,a\n1,dddd\n")), 1,
    "other.csv:2:3: expected one of the classes trained with, found 'dddd'");
  assert_complaint(run("test", in_scratch("t/model.ffnn"), write_text("wide.csv", "0,1,a\n")), 1, "wide.csv:1:", "expected 2 fields, found 3");
  assert_complaint(run("test", in_scratch("none.ffnn"), tests), 1, "none.ffnn");
  assert_complaint(run_into("/dev/full", ARGUMENTS("test", in_scratch("t/model.ffnn"), tests)), 1, "standard output");
}

/* What a person reads when training has ended, word for word but for the numbers, and these are the summary's. */
TEST(report)
{
  char expected[9000];
  const char *file = write_flowers("flowers.csv", 90, 2, 5), *tests = write_text("tests.csv", "1,0,setosa\n1,.1,setosa\n.9,.1,setosa\n0,1,setosa\n"
    "0,1,versicolor\n0,.9,versicolor\n0,0,virginica\n.1,1,virginica\n1,0.1,virginica\n0,1.1,virginica\n");
  result r = run("--data", file, "--threads", "1", "--iterations", "3", "-o", in_scratch("report"));
  assert_non_null(strstr(r.out, " seconds on 1 thread\n"));
  assert_good(r);
  r = run("--data", file, "--validation", tests, "--threads", "2", "--iterations", "300", "-o", in_scratch("report"));
  assert_int_equal(r.status, 0);
  tables all = read_tables("report");
  assert_true(summary(&all, "wrong") == 0 && summary(&all, "holdout_wrong") == 4); /* so that these, and all below, are different */
  snprintf(expected, sizeof expected, "90 samples, 21 parameters, 300 iterations in ? seconds on 2 threads\n(? ns per sample and iteration)\n"
    "cross-entropy: %.10g at first, %.10g at last\nclasses: setosa, versicolor, virginica\nmisclassified: 0 of 90\n"
    "held out: 10 samples, 4 misclassified, cross-entropy %.10g\naccuracy on these: 0.6, 95%% interval %.6g to %.6g\n"
    "answers to the samples of each class:\n                setosa  versicolor   virginica\nsetosa               3           1           .\n"
    "versicolor           .           2           .\nvirginica            1           2           1\n"
    "gradient check: right (21 of 21 derivatives tell; worst relative error ?)\ntables in %s, model in %s\n",
    summary(&all, "initial_loss"), summary(&all, "final_loss"), summary(&all, "holdout_loss"), summary(&all, "holdout_low"), summary(&all, "holdout_high"),
    in_scratch("report"), in_scratch("report/model.ffnn"));
  assert_true(summary(&all, "holdout_low") < .6 && summary(&all, "holdout_high") > .6);
  /* what a clock has measured, and the size of an error, are left out */
  const char *const before[] = {"iterations in ", "\n(", "worst relative error "};
  for (int j = 0; j < LENGTH(before); j++) {
    char *number = strstr(r.out, before[j]);
    assert_non_null(number);
    number += strlen(before[j]);
    size_t length = strspn(number, "0123456789.e+-");
    assert_true(length > 0);
    *number = '?';
    memmove(number + 1, number + length, strlen(number + length) + 1);
  }
  assert_string_equal(r.out, expected);
  assert_string_equal(r.err, "");
  free_tables(&all);
  forget(&r);
}

/* 64 classes with names in UTF-8 */
TEST(many_classes)
{
  const char *path = kept_path("many.csv"), *others = kept_path("others.csv");
  FILE *f = fopen(path, "w"), *g = fopen(others, "w");
  for (int i = 0; i < 64; i++) {
    fprintf(f, "%d,gr\xc3\xbc\xc3\x9f" "e number %02d\n", i, i);
    for (int j = 0; j <= i; j++) fprintf(g, "%d,gr\xc3\xbc\xc3\x9f" "e number %02d\n", j%16 == 5 ? j : i, i);
  }
  assert_int_equal(fclose(f) + fclose(g), 0);
  assert_good(run("--data", path, "--hidden", "2", "--iterations", "3", "-q", "-o", in_scratch("many")));
  result r = run("test", in_scratch("many/model.ffnn"), others);
  assert_int_equal(r.status, 0);
  assert_int_equal(lines(r.out), 3 + 64);
  const char *line = strstr(r.out, "each class:\n") + 12;
  long right = 0, all = 0;
  for (int c = 0; c < 64; c++, line = strchr(line, '\n') + 1) {
    long n, of;
    int number;
    assert_true(sscanf(line, "gr\xc3\xbc\xc3\x9f" "e number %d %ld of %ld right", &number, &n, &of) == 3);
    assert_int_equal(number, c);
    assert_int_equal(of, c + 1);
    const char *end = strchr(line, '\n'), *parts = strstr(line, "right") + 5;
    assert_true((size_t)(end - line) <= 79 + 20*4);
    if (n < of && parts < end) {
      long before = LONG_MAX; /* the most frequent come first */
      for (const char *p = line; (p = strchr(p, '(')) != NULL && p < end; p++) {
        assert_true(strtol(p + 1, NULL, 10) <= before);
        before = strtol(p + 1, NULL, 10);
      }
      assert_true(before < LONG_MAX);
    }
    right += n;
    all += of;
  }
  long wrong, total;
  assert_int_equal(sscanf(r.out, "%ld samples, %ld misclassified", &total, &wrong), 2);
  assert_int_equal(total, all);
  assert_int_equal(wrong, all - right);
  forget(&r);
}

/* what the program shows on a terminal of so many columns */
static char *shown(unsigned short columns, const char *const *arguments)
{
  static char text[200000];
  int fd;
  size_t length = 0;
  const pid_t child = forkpty(&fd, NULL, NULL, &(struct winsize) {24, columns, 0, 0});
  assert_terminal(child >= 0);
  if (child == 0) become(arguments);
  for (ssize_t got; (got = read(fd, text + length, sizeof text - 1 - length)) > 0; length += (size_t) got) continue;
  text[length] = 0;
  assert_int_equal(end_of(child), 0);
  close(fd);
  return text;
}

/* The list of a class's mistakes has as many as the terminal's line will hold, but the number of right answers in any case. */
TEST(list_of_mistakes)
{
  enum {C = MOST_CLASSES, NAME = NAME_SIZE - 1, FIRST = 15, EACH = NAME + 6, REST = 5}; /* names, and what is printed, have so many characters */
  const unsigned short columns[] = {10, NAME - 1, NAME + 3, NAME + FIRST + REST, NAME + FIRST + REST + 1, 500, 1000, 3000};
  const char *const points = kept_path("points.csv"), *const tests = kept_path("tests.csv"), *const model_file = kept_path("list/model.ffnn");
  FILE *f = fopen(points, "w"), *g = fopen(tests, "w");
  for (int c = 0; c < C; c++) {
    fprintf(f, "%d,c%0*d\n", c, NAME - 1, c);
    fprintf(g, "%d,c%0*d\n", c, NAME - 1, 0);
  }
  assert_int_equal(fclose(f) + fclose(g), 0);
  assert_good(run("--data", points, "--raw", "--hidden", "1", "--iterations", "0", "-q", "-o", in_scratch("list")));
  model m = loaded("list/model.ffnn");
  m.theta[0] = 1e-3; /* so that h is about 1/2 + x/4000, and the pre-activation is greatest for the class nearest to x */
  m.theta[1] = 0;
  for (int c = 0; c < C; c++) {
    m.theta[2 + c] = 4e3*c;
    m.theta[2 + C + c] = -2e3*c - c*c/2.;
  }
  assert_int_equal(save_model(model_file, &m), SAVED);
  for (int n = 0; n < LENGTH(columns); n++) {
    const char *text = shown(columns[n], ARGUMENTS("test", model_file, tests)), *line = strstr(text, "each class:");
    assert_non_null(line);
    line = strchr(line, '\n') + 1 + NAME;
    const size_t length = NAME + strcspn(line, "\r");
    assert_int_equal(strncmp(line, "  1 of 64 right", FIRST), 0);
    assert_int_equal(strncmp(line - NAME + length - REST, ", ...", REST), 0);
    const int whole = (int)(length - NAME - FIRST - REST)/EACH;
    assert_int_equal(length, NAME + FIRST + REST + whole*EACH);
    if (whole > 0) assert_true(length < columns[n]);
    assert_true(length + EACH >= columns[n] || whole >= 10);
    assert_int_equal(lines(text), 3 + C);
  }
}

/* A class whose name plays tricks on a terminal: the model is refused, and the terminal left alone. */
TEST(tricky_class)
{
  assert_good(run(SMALL, "-q", "--force", "-o", in_scratch("m")));
  char *text = copy_of(in_scratch("m/model.ffnn")), *name = strstr(text, "\nclass 0\n") + 7;
  *name = '\a';
  const char *tricky = write_text("tricky.ffnn", text);
  assert_complaint(run("predict", tricky), 1, "tricky.ffnn:", "expected a name without control characters, found '?'");
  free(text);
}

/* An answer comes when its row is there, not only at the end. */
TEST(streaming)
{
  assert_good(run(SMALL, "-q", "-o", in_scratch("s")));
  int to[2], from[2];
  assert_true(pipe(to) == 0 && pipe(from) == 0);
  pid_t child = fork();
  if (child == 0) {
    dup2(to[0], STDIN_FILENO);
    dup2(from[1], STDOUT_FILENO);
    close(to[1]);
    close(from[0]);
    become(ARGUMENTS("predict", in_scratch("s/model.ffnn")));
  }
  close(to[0]);
  close(from[1]);
  FILE *answers = fdopen(from[0], "r");
  char line[200];
  assert_non_null(fgets(line, sizeof line, answers));
  for (int n = 0; n < 3; n++) {
    assert_int_equal(write(to[1], "0.5 , 0.25\n", 11), 11);
    assert_non_null(fgets(line, sizeof line, answers)); /* or else the alarm ends it */
    assert_true(line[0] == '0' || line[0] == '1');
  }
  close(to[1]);
  assert_null(fgets(line, sizeof line, answers));
  assert_int_equal(end_of(child), 0);
  fclose(answers);
}

/* The check without a model is the one that training begins with; and it goes well where training has gone. */
TEST(check)
{
  assert_good(run(SMALL, "-q", "-o", in_scratch("c")));
  char *expected = read_table(in_scratch("c/gradient_check.tsv"));
  result r = run("check", "--samples", "300");
  assert_int_equal(r.status, 0);
  assert_int_equal(strncmp(r.out, expected, strlen(expected)), 0);
  assert_int_equal(strncmp(r.out + strlen(expected), "# gradient check: right (17 of 17 derivatives tell; worst relative error ", 73), 0);
  free(expected);
  forget(&r);
  const char *file = write_flowers("flowers.csv", 90, 3, 5), *const rates[] = {"0", "1e-3", "1e-2", ".1"};
  for (int j = 0; j < LENGTH(rates); j++) {
    assert_good(run("--data", file, "--iterations", "2000", "--learning-rate", rates[j], "-q", "--force", "-o", in_scratch("c")));
    r = run("check", in_scratch("c/model.ffnn"));
    assert_non_null(strstr(r.out, "\n# gradient check: right ("));
    assert_good(r);
  }
  assert_good(run("check", "--noise", "100", "--samples", "300")); /* where the quotient is the one that fails */
  assert_complaint(run("check", in_scratch("c/model.ffnn"), "--seed", "7"), 2, "--seed: expected 42", "found '7'");
  assert_complaint(run_into("/dev/full", ARGUMENTS("check", "--samples", "300")), 1, "standard output");
}

/* The tables of the figures again, byte for byte, for circles and for points of one's own; not for other points. */
TEST(plot_data)
{
  const char *file = write_flowers("flowers.csv", 90, 2, 5), *const names[] = {"data", "legend", "parameters", "boundary", "hidden", "surface"};
  for (int own = 0; own < 2; own++) {
    assert_good(own ? run("--data", file, "--iterations", "20", "-q", "--force", "-o", in_scratch("p")) : run(SMALL, "-q", "--force", "-o", in_scratch("p")));
    assert_good(run("plot-data", in_scratch("p/model.ffnn"), "-o", in_scratch("again")));
    for (int j = 0; j < LENGTH(names); j++) {
      char path[2][100], *text[2];
      for (int m = 0; m < 2; m++) {
        snprintf(path[m], sizeof path[m], "%s/%s.tsv", m == 0 ? "p" : "again", names[j]);
        text[m] = copy_of(in_scratch(path[m]));
      }
      assert_string_equal(text[0], text[1]);
      free(text[0]);
      free(text[1]);
    }
  }
  assert_false(exists(in_scratch("again/loss.tsv")));
  assert_int_equal(rename(file, in_scratch("moved.csv")), 0);
  assert_complaint(run("plot-data", in_scratch("p/model.ffnn"), "-o", in_scratch("again")), 1, "flowers.csv", strerror(ENOENT));
  assert_good(run("plot-data", in_scratch("p/model.ffnn"), "-o", in_scratch("again"), "--data", in_scratch("moved.csv")));
  file = write_flowers("other.csv", 90, 2, 6);
  assert_complaint(run("plot-data", in_scratch("p/model.ffnn"), "-o", in_scratch("again"), "--data", file), 1, "other.csv", "not the points");
}

/* --- saved models, and going on */

/* To stop after some iterations and to go on is the same as not to stop: all tables, all bits. */
TEST(resume)
{
  const char *file = write_flowers("flowers.csv", 101, 2, 5), *other = write_flowers("test.csv", 40, 2, 6);
  const char *const stops[] = {"0", "1", "7", "8", "50", "99", "100"};
  for (int kind = 0; kind < 6; kind++) {
    const char *const more[6][6] = {{"--samples", "300"}, {"--samples", "300", "--batch-size", "37"},
      {"--data", file, "--validation", other}, {"--data", file, "--holdout", ".2", "--batch-size=10"},
      {"--data", file, "--holdout=.2", "--patience=4", "--learning-rate=6"},
      {"--data", file, "--holdout=.2", "--batch-size=10", "--patience=3", "--learning-rate=6"}};
    const char *arguments[18] = {"-q", "--learning-rate", "1e-2", "-o", kept_path("whole"), "--iterations", "100", "--force"};
    for (int j = 0; j < 6; j++) arguments[8 + j] = more[kind][j];
    assert_good(run_into(NULL, arguments));
    arguments[4] = kept_path("parts");
    for (int j = 0; j < LENGTH(stops); j++) {
      arguments[6] = stops[j];
      assert_good(run_into(NULL, arguments));
      assert_good(run("--resume", in_scratch("parts/model.ffnn"), "-o", in_scratch("parts"), "--iterations", "100", "-q"));
      assert_same_runs("whole", "parts");
    }
  }
}

/* A checkpoint is a model, at the iterations that were asked for, and where it was asked for. */
TEST(checkpoint)
{
  assert_good(run("--samples", "300", "--iterations", "25", "--batch-size", "40", "--every", "10", "-q", "-o", in_scratch("k"), "--checkpoint", in_scratch("here.ffnn")));
  assert_false(exists(in_scratch("k/model.ffnn")));
  model m = loaded("here.ffnn");
  assert_int_equal(m.iteration, 25);
  assert_true(m.set.iterations == 25);
  assert_complaint(run(SMALL, "-o", in_scratch("unmade"), "--checkpoint", in_scratch("no/where.ffnn"), "--iterations", "1000000000000"), 1,
    "no/where.ffnn", strerror(ENOENT));
  assert_false(exists(in_scratch("unmade/data.tsv.part")));
  /* The only file that it replaces is a model. */
  const char *file = write_flowers("flowers.csv", 60, 2, 1);
  char *before = copy_of(file), *after;
  assert_complaint(run("--data", file, "--iterations", "5", "-o", in_scratch("k"), "--checkpoint", file), 1, "flowers.csv: this version of ffnn did not write that");
  assert_complaint(run(SMALL, "-o", in_scratch("k"), "--checkpoint", "/dev/null"), 1, "/dev/null: this version of ffnn did not write that");
  after = copy_of(file);
  assert_string_equal(after, before);
  free(before);
  free(after);
  assert_good(run(SMALL, "-q", "-o", in_scratch("k"), "--checkpoint", in_scratch("here.ffnn")));
}

/* Other settings, other points, and damaged models are refused by name. */
TEST(resume_refused)
{
  const char *file = write_flowers("flowers.csv", 101, 2, 5), *other = write_flowers("other.csv", 101, 2, 6);
  assert_good(run(SMALL, "-q", "-o", in_scratch("r"), "--batch-size", "40"));
  const struct { const char *option, *value, *is; } settings[] = {
    {"--samples", "301", "300"}, {"--factor", ".2", "0.1"}, {"--noise", ".2", "0.1"}, {"--seed", "43", "42"}, {"--hidden", "4", "3"},
    {"--learning-rate", "1e-3", "0.0001"}, {"--momentum", ".6", "0.5"}, {"--batch-size", "41", "40"}, {"--holdout", ".1", "0"},
    {"--patience", "5", "0"}, {"--iterations", "19", "20 or more"}
  };
  for (int j = 0; j < LENGTH(settings); j++) {
    char expected[100];
    snprintf(expected, sizeof expected, "%s: expected %s, as in ", settings[j].option, settings[j].is);
    assert_complaint(run("--resume", in_scratch("r/model.ffnn"), settings[j].option, settings[j].value, "-o", in_scratch("r")), 2, expected, "r/model.ffnn");
  }
  assert_good(run("--resume", in_scratch("r/model.ffnn"), SMALL, "--seed", "42", "-q", "-o", in_scratch("r"))); /* the same ones may be said */
  assert_complaint(run("--resume", in_scratch("r/model.ffnn"), "--data", file), 2, "--data", "circles", "flowers.csv");
  assert_complaint(run("--resume", in_scratch("r/model.ffnn"), "--validation", file), 2, "--validation: expected none, as in ", "r/model.ffnn", "flowers.csv");
  assert_good(run("--data", file, "--validation", other, "--iterations", "5", "-q", "-o", in_scratch("r")));
  assert_complaint(run("--resume", in_scratch("r/model.ffnn"), "--data", other, "-o", in_scratch("r")), 1, "other.csv", "not the points");
  assert_complaint(run("--resume", in_scratch("r/model.ffnn"), "--validation", file, "-o", in_scratch("r")), 1, "flowers.csv", "not the points");
  assert_complaint(run("--resume", in_scratch("r/model.ffnn"), "--samples", "101", "-o", in_scratch("r")), 2, "--data", "samples");
  assert_complaint(run("--resume", in_scratch("r/model.ffnn"), "--raw", "-o", in_scratch("r")), 2, "--raw: expected 0, as in ", ", found '1'");
  char *text = copy_of(in_scratch("r/model.ffnn"));
  *strstr(text, "bh 1 2 ") = 'B';
  write_text("damaged.ffnn", text);
  assert_complaint(run("--resume", in_scratch("damaged.ffnn"), "-o", in_scratch("r")), 1, "damaged.ffnn:", "expected bh 1 2, found 'Bh 1 2 ");
  *strstr(text, "Bh 1 2 ") = 'b';
  model m = loaded("r/model.ffnn"); /* a whole one, but no batch begins there */
  m.set.batch_size = 40;
  m.place = 7;
  assert_int_equal(save_model(in_scratch("place.ffnn"), &m), SAVED);
  assert_complaint(run("--resume", in_scratch("place.ffnn"), "--force", "-o", in_scratch("r")), 1, "place.ffnn: expected the place where a batch begins, found 7");
  char *digit = strchr(strstr(text, "Wo 1 2 "), '.') + 1;
  *digit = *digit == '5' ? '6' : '5';
  write_text("damaged.ffnn", text);
  assert_complaint(run("--resume", in_scratch("damaged.ffnn"), "-o", in_scratch("r")), 1, "damaged.ffnn: the checksum is wrong");
  free(text);
}

/* Without the losses so far the run goes on, but says so. */
TEST(resume_elsewhere)
{
  assert_good(run(SMALL, "-q", "-o", in_scratch("e")));
  result r = run("--resume", in_scratch("e/model.ffnn"), "--iterations", "30", "-q", "-o", in_scratch("f"));
  assert_int_equal(r.status, 0);
  assert_non_null(strstr(r.warnings, "f/loss.tsv: begins at iteration 20"));
  char *text = read_table(in_scratch("f/loss.tsv"));
  assert_int_equal(strncmp(text, "# iteration\tJ\n20\t", 17), 0);
  assert_int_equal(lines(text), 12);
  free(text);
  forget(&r);
}

static const char *start_folder; /* the run begins there */

static bool go_there(void)
{
  return chdir(start_folder) == 0;
}

/* Without --output, the results of a model with a run's name go into its own folder; of another one, into ffnn-run. */
TEST(own_folder)
{
  const char *path = getenv("FFNN");
  char *old = strdup(path != NULL ? path : "build/ffnn"), *full = realpath(old, NULL);
  assert_non_null(full);
  assert_good(run(SMALL, "--iterations", "40", "-q", "-o", in_scratch("uncut")));
  setenv("FFNN", full, 1); /* which is found from everywhere */
  start_folder = kept_path("start");
  assert_int_equal(mkdir(start_folder, 0777), 0);
  prepare = go_there;
  assert_good(run(SMALL, "-q", "-o", "one"));
  assert_good(run("--resume", "one/model.ffnn", "--iterations", "30", "-q"));
  start_folder = kept_path("start/one");
  assert_good(run("--resume", "model.ffnn", "--iterations", "40", "-q"));
  assert_same_runs("uncut", "start/one");
  assert_int_equal(unlink(in_scratch("start/one/boundary.tsv")), 0);
  start_folder = kept_path("start");
  assert_good(run("plot-data", kept_path("start/one/model.ffnn")));
  assert_same_runs("uncut", "start/one");
  assert_false(exists(in_scratch("start/ffnn-run")) || exists(in_scratch("start/one/ffnn-run")));
  assert_good(run("--resume", "one/model.ffnn", "--iterations", "50", "-q", "-o", "two")); /* what is said counts */
  assert_same_runs("uncut", "start/one");
  assert_int_equal(rename(in_scratch("start/two/model.ffnn"), in_scratch("start/two/night.ffnn")), 0);
  assert_good(run("--resume", "two/night.ffnn", "--iterations", "60", "-q"));
  assert_int_equal(loaded("start/ffnn-run/model.ffnn").iteration, 60);
  assert_false(exists(in_scratch("start/two/model.ffnn")));
  prepare = NULL;
  setenv("FFNN", old, 1);
  free(old);
  free(full);
}

/* A run that ends before it has seen every sample says so; one that has just seen them all doesn't. */
TEST(ended_early)
{
  const char *file = write_flowers("flowers.csv", 90, 2, 5);
  const struct { const char *batch, *steps, *warning; } runs[] = {
    {"9", "9", "ffnn: warning: the training has seen 81 of 90 points; try more --iterations\n"}, {"9", "10", ""}, {"90", "1", ""}, {"8", "11",
      "ffnn: warning: the training has seen 88 of 90 points; try more --iterations\n"}, {"8", "12", ""}, {"9", "0", ""}
  };
  for (int n = 0; n < LENGTH(runs); n++) {
    result r = run("--data", file, "--learning-rate", ".01", "--batch-size", runs[n].batch, "--iterations", runs[n].steps, "-q", FOLDER);
    if (strstr(runs[n].warning, "seen") != NULL) assert_string_equal(r.warnings, runs[n].warning);
    assert_true((strstr(r.warnings, "has seen") != NULL) == (runs[n].warning[0] != 0));
    assert_good(r);
  }
}

/* Nothing to predict: no answers, but a word about it. */
TEST(nothing_to_predict)
{
  assert_good(run("--data", write_text("named.csv", "x,y,c\n1,2,a\n3,4,b\n"), "--iterations", "5", "-q", "-o", in_scratch("named")));
  const char *const inputs[] = {"", "# nothing\n", "x,y\n"};
  for (int n = 0; n < LENGTH(inputs); n++) {
    result r = run("predict", in_scratch("named/model.ffnn"), write_text("void.csv", inputs[n]));
    assert_string_equal(r.out, "# class\tp_a\tp_b\n");
    assert_non_null(strstr(r.warnings, "void.csv: expected rows of inputs, found none\n"));
    assert_good(r);
  }
  result r = run("predict", in_scratch("named/model.ffnn"), write_text("void.csv", "1,2\n"));
  assert_string_equal(r.warnings, "");
  assert_good(r);
}

/* Lines for a logbook, one for each of the iterations asked for, also when nobody watches. */
TEST(log)
{
  result r = run("--samples", "300", "--iterations", "25", "-q", FOLDER, "--log-every", "10");
  assert_int_equal(r.status, 0);
  assert_int_equal(lines(r.err), 3);
  const char *line = r.err;
  for (int t = 0; t <= 20; t += 10, line = strchr(line, '\n') + 1) {
    long at, of, wrong;
    double J;
    assert_int_equal(sscanf(line, "iteration %ld of %ld J = %lg %ld wrong", &at, &of, &J, &wrong), 4);
    assert_int_equal(at, t);
    assert_int_equal(of, 25);
    assert_true(J > 0 && wrong >= 0 && wrong <= 300);
  }
  forget(&r);
  /* the points held out aren't counted */
  assert_good(run("--samples", "300", "--holdout", ".2", "--iterations", "0", "-q", FOLDER));
  tables all = read_tables("run");
  r = run("--samples", "300", "--holdout", ".2", "--iterations", "1", "-q", FOLDER, "--log-every", "1");
  assert_true(strtod(strstr(r.err, "  J = ") + strcspn(strstr(r.err, "  J = ") + 6, " ") + 6, NULL) == summary(&all, "wrong"));
  free_tables(&all);
  forget(&r);
}

/* --- the user's files */

static const char *const TABLE_NAMES[] = {"data.tsv", "legend.tsv", "loss.tsv", "initial.tsv", "gradient_check.tsv", "parameters.tsv", "boundary.tsv", "hidden.tsv",
  "surface.tsv", "summary.tsv"};

/* A file that ffnn didn't write is in the place of a table or its draft, or of the model or its: the run is refused before it has begun,
   and all that is in the folder stays as it is. If the run doesn't make that table it goes well, and the file stays. */
TEST(other_files)
{
  char *file = strdup(write_flowers("flowers.csv", 90, 2, 5)), *cube = strdup(write_flowers("cube.csv", 90, 3, 5));
  for (int j = 0; j < LENGTH(TABLE_NAMES) + 1; j++)
    for (int part = 0; part < 2; part++) {
      char path[100];
      const char *const name = j < LENGTH(TABLE_NAMES) ? TABLE_NAMES[j] : "model.ffnn";
      assert_good(run("--data", file, "--iterations", "5", "-q", "--force", "-o", in_scratch("o")));
      snprintf(path, sizeof path, "o/%s%s", name, part ? ".part" : "");
      write_text(path, "# my own\n1,2,a\n");
      char *model = part || j < LENGTH(TABLE_NAMES) ? copy_of(in_scratch("o/model.ffnn")) : NULL;
      assert_complaint(run("--data", file, "--iterations", "5", "--seed", "2", "-q", "--force", "-o", in_scratch("o")), 1, path, "did not write");
      assert_contents(in_scratch(path), "# my own\n1,2,a\n");
      if (model != NULL) assert_contents(in_scratch("o/model.ffnn"), model);
      for (int i = 0; i < LENGTH(TABLE_NAMES); i++) {
        char other[100];
        snprintf(other, sizeof other, "o/%s", TABLE_NAMES[i]);
        if (i != j) assert_true(exists(in_scratch(other)));
        snprintf(other, sizeof other, "o/%s.part", TABLE_NAMES[i]);
        if (i != j || !part) assert_false(exists(in_scratch(other)));
      }
      if (j == 6 || j == 8) {
        assert_good(run("--data", cube, "--iterations", "5", "-q", "--force", "-o", in_scratch("o")));
        assert_contents(in_scratch(path), "# my own\n1,2,a\n");
      }
      assert_int_equal(unlink(in_scratch(path)), 0);
      free(model);
    }
  free(file);
  free(cube);
}

/* Nor is a file replaced that is being read, though it may be one of ffnn's; not by plot-data either. */
TEST(inputs_stay)
{
  assert_true(make_folder(in_scratch("in")));
  const char *own = write_text("in/data.tsv", "a\tb\tc\n5.1\t1.4\tsetosa\n7.0\t4.7\tversicolor\n6.3\t2.7\tsetosa\n");
  char *text = copy_of(own);
  assert_complaint(run("--data", own, "--iterations", "5", "-q", "-o", in_scratch("in")), 1, "in/data.tsv: this file is being read");
  assert_good(run("--data", own, "--iterations", "5", "-q", "-o", in_scratch("out")));
  assert_complaint(run("plot-data", in_scratch("out/model.ffnn"), "-o", in_scratch("in")), 1, "in/data.tsv: this file is being read");
  assert_contents(own, text);
  free(text);
  const char *const name = in_scratch("out/data.tsv"), *const linked = kept_path("linked.tsv");
  text = copy_of(name);
  assert_int_equal(symlink("out/data.tsv", linked), 0);
  assert_complaint(run("--data", name, "--iterations", "5", "-q", "-o", in_scratch("out")), 1, "out/data.tsv: this file is being read");
  assert_complaint(run("--data", linked, "--iterations", "5", "-q", "-o", in_scratch("out")), 1, "out/data.tsv: this file is being read");
  assert_complaint(run("--data", own, "--validation", name, "--iterations", "5", "-q", "-o", in_scratch("out")), 1, "expected one of the classes");
  write_text("in/good.tsv", "1\t2\t0\n3\t4\t1\n");
  assert_complaint(run("--data", in_scratch("in/good.tsv"), "--validation", linked, "--iterations", "5", "-q", "-o", in_scratch("out")), 1,
    "out/data.tsv: this file is being read");
  assert_contents(name, text);
  free(text);
}

/* The model of another run, or of this one further on, is put aside when the new one is saved; nothing that has been put aside is lost
   without --force. A run that comes to the same point needs no place for that. */
TEST(put_aside)
{
  const char *const model_file = kept_path("nights/model.ffnn"), *const aside = kept_path("nights/model.ffnn~"), *const folder = kept_path("nights");
  assert_good(run(SMALL, "-q", "-o", folder));
  assert_good(run(SMALL, "-q", "-o", folder)); /* the same once more */
  assert_false(exists(aside));
  assert_good(run(SMALL, "--iterations", "30", "-q", "-o", folder)); /* the same, and further */
  assert_false(exists(aside));
  char *first = copy_of(model_file), *second;
  assert_good(run(SMALL, "-q", "-o", folder)); /* not so far */
  assert_contents(aside, first);
  second = copy_of(model_file);
  assert_complaint(run(SMALL, "--seed", "3", "-q", "-o", folder), 1, "nights/model.ffnn: a model of another run is there, and one put aside before", "--force");
  assert_contents(aside, first);
  assert_contents(model_file, second);
  assert_good(run("--resume", model_file, "--iterations", "40", "-q", "-o", folder)); /* going on is another matter */
  assert_contents(aside, first);
  free(second);
  second = copy_of(model_file);
  assert_good(run(SMALL, "--seed", "3", "-q", "--force", "-o", folder));
  assert_contents(aside, second);
  write_text("nights/model.ffnn~", "not a model\n");
  assert_complaint(run(SMALL, "--seed", "4", "-q", "--force", "-o", folder), 1, "nights/model.ffnn~: ", "did not write");
  assert_contents(aside, "not a model\n");
  assert_int_equal(unlink(aside), 0);
  write_text("nights/model.ffnn", "ffnn-model 1\nof another version\n"); /* what can't be read is another's */
  assert_good(run(SMALL, "-q", "-o", folder));
  assert_contents(aside, "ffnn-model 1\nof another version\n");
  /* the settings count, but for --iterations, and so do the points */
  char *const one = strdup(write_flowers("one.csv", 90, 2, 5)), *const other = strdup(write_flowers("two.csv", 90, 2, 6));
  for (int n = 0; n < 3; n++) {
    unlink(aside);
    assert_good(run("--data", one, "--iterations", "5", "-q", "--force", "-o", folder));
    unlink(aside);
    assert_good(n == 0 ? run("--data", one, "--iterations", "6", "-q", "-o", folder)
      : n == 1 ? run("--data", one, "--hidden", "7", "--iterations", "6", "-q", "-o", folder)
      : run("--data", other, "--iterations", "6", "-q", "-o", folder));
    assert_true(exists(aside) == (n > 0));
  }
  /* a run that is stopped at once, by mistake in the folder of another one */
  assert_int_equal(unlink(aside), 0);
  free(first);
  first = copy_of(model_file);
  pid_t child = fork();
  if (child == 0) {
    redirect(STDERR_FILENO, "/dev/null");
    become(ARGUMENTS("--samples", "301", "--iterations", "1000000000", "-q", "-o", folder));
  }
  for (int n = 0; n < 2000 && !exists(in_scratch("nights/model.ffnn.part")); n++) usleep(5000);
  assert_false(exists(aside)); /* nothing has been saved so far */
  kill(child, SIGTERM);
  assert_int_equal(end_of(child), 128 + SIGTERM);
  assert_contents(aside, first);
  free(first);
  free(second);
  free(one);
  free(other);
}

/* --checkpoint: a model's place with the rights and links that it has; not one that is no model's, or another run's. */
TEST(checkpoint_file)
{
  const char *const saved = kept_path("c/saved.ffnn"), *const linked = kept_path("linked.ffnn");
  struct stat status;
  assert_good(run(SMALL, "-q", "-o", in_scratch("c"), "--checkpoint", saved));
  assert_int_equal(chmod(saved, 0600), 0);
  assert_int_equal(symlink("c/saved.ffnn", linked), 0);
  assert_good(run(SMALL, "--iterations", "30", "-q", "-o", in_scratch("c"), "--checkpoint", linked));
  assert_int_equal(lstat(linked, &status), 0);
  assert_true(S_ISLNK(status.st_mode));
  assert_int_equal(lstat(saved, &status), 0);
  assert_int_equal(status.st_mode & 07777, 0600);
  assert_int_equal(loaded("c/saved.ffnn").iteration, 30);
  char *before = copy_of(saved);
  assert_good(run(SMALL, "--seed", "5", "-q", "-o", in_scratch("c"), "--checkpoint", linked));
  assert_contents(in_scratch("c/saved.ffnn~"), before);
  free(before);
  const char *const bad[] = {"c/loss.tsv", "c/loss.tsv.part", "c/./data.tsv", "new/loss.tsv", "new/loss.tsv.part", "new/surface.tsv"};
  for (int j = 0; j < LENGTH(bad); j++) {
    const char *name = kept_path(bad[j]), *folder = kept_path(bad[j][0] == 'c' ? "c" : "new");
    assert_complaint(run("--samples", "300", "--iterations", "1000000000000", "-q", "-o", folder, "--checkpoint", name),
      strstr(bad[j], ".part") != NULL ? 1 : 2, bad[j]);
    assert_false(exists(in_scratch("new/loss.tsv.part")) || exists(in_scratch("c/loss.tsv.part")));
  }
  assert_int_equal(symlink("nowhere/at/all", in_scratch("c/dangling.ffnn")), 0);
  assert_complaint(run(SMALL, "-q", "-o", in_scratch("c"), "--checkpoint", in_scratch("c/dangling.ffnn")), 1, "c/dangling.ffnn: ", strerror(ENOENT));
  assert_true(make_folder(in_scratch("links")));
  assert_int_equal(symlink("summary.tsv", in_scratch("links/summary.tsv")), 0);
  assert_complaint(run(SMALL, "-q", "-o", in_scratch("links")), 1, "links/summary.tsv: ", strerror(ELOOP));
  assert_int_equal(chmod(saved, 0400), 0); /* protected by its owner */
  assert_complaint(run(SMALL, "-q", "-o", in_scratch("c"), "--checkpoint", saved, "--force"), 1, "saved.ffnn", strerror(EACCES));
}

/* Only one run may save its model in a file, whatever folder its tables go to; both before it has been saved, and after. */
TEST(two_checkpoints)
{
  for (int saved = 0; saved < 2; saved++)
    for (int own_folder = 0; own_folder < 2; own_folder++) {
      const char *const name = kept_path("one/model.ffnn"), *const log = kept_path("log");
      unlink(name);
      unlink(log);
      pid_t child = fork();
      if (child == 0) {
        redirect(STDERR_FILENO, log);
        become(ARGUMENTS("--samples", "300", "--iterations", "1000000000", "-q", "-o", in_scratch(own_folder ? "one" : "other"), "--checkpoint", name,
          "--every", saved ? "1000" : "1000000000", "--log-every", "1000"));
      }
      assert_true(make_folder(in_scratch("one")));
      struct stat status = {0};
      for (int n = 0; n < 6000 && (stat(log, &status) != 0 || status.st_size == 0 || (saved && !exists(name))); n++) usleep(5000); /* it trains */
      for (int n = 0; n < 20; n++)
        assert_complaint(run(SMALL, "-q", "-o", in_scratch("two"), "--checkpoint", name), 1, "one/model.ffnn", "another run is writing there");
      kill(child, SIGTERM);
      assert_int_equal(end_of(child), 128 + SIGTERM);
      assert_true(loaded("one/model.ffnn").iteration > 0);
    }
}

/* A loss in many: the lines of the whole table with these iterations, and the last; the same if it is interrupted between them. */
TEST(loss_every)
{
  const char *file = write_flowers("flowers.csv", 101, 2, 5), *other = write_flowers("test.csv", 40, 2, 6);
  for (int tested = 0; tested < 2; tested++) {
    const char *arguments[20] = {"-q", "--force", "--data", file, "--learning-rate", "1e-2", "--iterations", "100", "-o", kept_path("all")};
    if (tested) arguments[10] = "--validation", arguments[11] = other;
    assert_good(run_into(NULL, arguments));
    arguments[9] = kept_path("few");
    arguments[10 + 2*tested] = "--loss-every=7";
    assert_good(run_into(NULL, arguments));
    char *all = read_table(in_scratch("all/loss.tsv")), *few = copy_of(in_scratch("few/loss.tsv")), expected[4000] = "# ffnn " FFNN_VERSION ": loss\n";
    int t = -1; /* the line of headings */
    for (char *line = all, *end; *line != 0; line = end, t++) {
      end = strchr(line, '\n') + 1;
      if (t < 0 || t%7 == 0 || t == 100) strncat(expected, line, (size_t)(end - line));
    }
    assert_string_equal(few, expected);
    free(all);
    for (int stop = 20; stop < 23; stop++) {
      char at[10];
      snprintf(at, sizeof at, "%d", stop);
      arguments[7] = at;
      arguments[9] = kept_path("parts");
      assert_good(run_into(NULL, arguments));
      assert_good(run("--resume", in_scratch("parts/model.ffnn"), "--iterations", "100", "--loss-every", "7", "-q", "-o", in_scratch("parts")));
      assert_contents(in_scratch("parts/loss.tsv"), few);
    }
    free(few);
  }
  assert_complaint(run("--loss-every", "0"), 2, "--loss-every: expected a whole number from 1");
}

/* A run that diverges leaves the last model that was good; one that was there before it stays, and that is said. */
TEST(diverged_model)
{
  result r = run("--samples", "300", "--iterations", "100", "--learning-rate", "1e304", "--every", "1", "-q", "-o", in_scratch("d"));
  long at = strtol(strstr(r.err, "at iteration ") + 13, NULL, 10);
  assert_int_equal(loaded("d/model.ffnn").iteration, at - 1);
  assert_complaint(r, 1, "has diverged", "the model saved last is from before that");
  assert_good(run(SMALL, "-q", "--force", "-o", in_scratch("d")));
  char *before = copy_of(in_scratch("d/model.ffnn"));
  assert_complaint(run("--samples", "300", "--force", "--learning-rate", "1e304", "-q", "-o", in_scratch("d")), 1, "has diverged", "is an older one");
  assert_contents(in_scratch("d/model.ffnn"), before);
  assert_complaint(run("--samples", "300", "--learning-rate", "1e304", "-q", "-o", in_scratch("d2")), 1, "--learning-rate\n");
  free(before);
}

/* A tab in a name doesn't make a column more. */
TEST(tab_in_name)
{
  const char *file = write_flowers("tab\tin.csv", 30, 2, 1);
  assert_good(run("--data", file, "--iterations", "5", "-q", "-o", in_scratch("tab")));
  char *text = read_table(in_scratch("tab/summary.tsv"));
  for (char *line = text; *line != 0; line = strchr(line, '\n') + 1) {
    char *tab = strchr(line, '\t'), *end = strchr(line, '\n');
    assert_true(tab != NULL && tab < end && memchr(tab + 1, '\t', (size_t)(end - tab - 1)) == NULL);
  }
  assert_non_null(strstr(text, "tab?in.csv\n"));
  free(text);
  assert_string_equal(loaded("tab/model.ffnn").data, file);
}

/* --- what surrounds the program */

static bool close_output(void)
{
  close(STDOUT_FILENO);
  return true;
}

static bool close_errors(void)
{
  close(STDERR_FILENO);
  return true;
}

/* With standard output closed nothing that is printed may end up in a table. */
TEST(closed_output)
{
  prepare = close_output;
  result quiet = run(SMALL, "-q", "-o", in_scratch("closed")), loud = run(SMALL, "-o", in_scratch("closed2"));
  prepare = close_errors;
  char where[60], link[100] = "";
  pid_t child = fork();
  if (child == 0) become(ARGUMENTS("--samples", "300", "--iterations", "1000000000", "-q", "-o", in_scratch("closed4")));
  for (int n = 0; n < 2000 && !exists(in_scratch("closed4/loss.tsv.part")); n++) usleep(5000);
  snprintf(where, sizeof where, "/proc/%d/fd/2", (int) child);
  assert_true(readlink(where, link, sizeof link - 1) > 0);
  assert_string_equal(link, "/dev/null"); /* and nothing else has got the number */
  kill(child, SIGKILL);
  end_of(child);
  assert_good(run(SMALL, "-q", "--log-every", "1", "-o", in_scratch("closed3")));
  prepare = NULL;
  assert_int_equal(loud.status, 1);
  assert_non_null(strstr(loud.err, "standard output: "));
  forget(&loud);
  assert_good(quiet); /* which has nothing to print */
  for (int j = 0; j < TABLES; j++) {
    char *a = copy_of(table_path("closed", j, "")), *b = copy_of(table_path("closed2", j, ""));
    if (j != SUMMARY) assert_string_equal(a, b);
    assert_null(strstr(a, "cross-entropy"));
    free(b);
    b = copy_of(table_path("closed3", j, ""));
    if (j != SUMMARY) assert_string_equal(a, b); /* standard error likewise */
    assert_null(strstr(b, "J = "));
    free(a);
    free(b);
  }
}

static bool limited(void)
{
  return setrlimit(RLIMIT_FSIZE, &(struct rlimit) {20000, 20000}) == 0;
}

/* Beyond the limit of the size of files there is an error, not a signal. */
TEST(file_limit)
{
  prepare = limited;
  result r = run("--samples", "3000", "--iterations", "5", "-q", "-o", in_scratch("limited"));
  prepare = NULL;
  assert_complaint(r, 1, "limited/data.tsv", strerror(EFBIG));
  assert_no_parts("limited");
  /* The losses come to it in the middle: the run ends, and the model is saved; it can be gone on from, and what was there before stays. */
  assert_good(run(SMALL, "--samples", "30", "-q", "-o", in_scratch("limited")));
  char *before = copy_of(in_scratch("limited/loss.tsv"));
  prepare = limited;
  r = run("--samples", "30", "--iterations", "100000", "--data", write_flowers("few.csv", 30, 3, 1), "-q", "-o", in_scratch("limited"));
  prepare = NULL;
  assert_complaint(r, 2, "--data", "samples");
  prepare = limited;
  r = run("--data", in_scratch("few.csv"), "--iterations", "100000", "-q", "-o", in_scratch("limited"));
  prepare = NULL;
  assert_complaint(r, 1, "limited: ", strerror(EFBIG), "the model is saved, but not the losses, at iteration ", "to go on: ");
  assert_contents(in_scratch("limited/loss.tsv"), before);
  free(before);
  assert_no_parts("limited");
  assert_in_range(loaded("limited/model.ffnn").iteration, 100, 2000);
  r = run("--resume", in_scratch("limited/model.ffnn"), "--iterations", "2500", "-q", "-o", in_scratch("limited"));
  assert_int_equal(r.status, 0);
  assert_non_null(strstr(r.warnings, "loss.tsv: begins at iteration"));
  forget(&r);
  /* where a model was saved before, it is saved once more */
  prepare = limited;
  r = run("--data", in_scratch("few.csv"), "--iterations", "100000", "--every", "600", "-q", "--force", "-o", in_scratch("limited"));
  prepare = NULL;
  const char *where = strstr(r.err, " at iteration ");
  assert_non_null(where);
  const long stopped = strtol(where + 14, NULL, 10);
  assert_true(stopped > 600 && stopped%600 != 0);
  assert_int_equal(loaded("limited/model.ffnn").iteration, stopped);
  forget(&r);
}

/* After two hyphens nothing is an option. */
TEST(two_hyphens)
{
  const char *points = write_text("points.csv", "0,1\n");
  assert_good(run(SMALL, "-q", "-o", in_scratch("h")));
  result one = run("predict", in_scratch("h/model.ffnn"), points), other = run("predict", "--", in_scratch("h/model.ffnn"), points);
  assert_true(one.status == 0 && other.status == 0);
  assert_string_equal(one.out, other.out);
  forget(&one);
  forget(&other);
}

/* A table that this run doesn't write goes, even from a folder whose name is as long as a name may be. */
TEST(long_folder)
{
  char folder[4061], table[4096];
  size_t length = (size_t) snprintf(folder, sizeof folder, "%s", in_scratch("long"));
  make_folder(folder);
  while (length + 2 < sizeof folder) {
    const size_t room = sizeof folder - 2 - length, part = room < 200 ? room : 200;
    folder[length++] = '/';
    memset(folder + length, 'f', part);
    folder[length += part] = 0;
    make_folder(folder);
  }
  snprintf(table, sizeof table, "%s/surface.tsv", folder);
  assert_good(run(SMALL, "-q", "-o", folder));
  assert_true(exists(table));
  assert_good(run("--data", write_text("line.csv", "0,a\n1,b\n"), "--iterations", "20", "--force", "-q", "-o", folder));
  assert_true(!exists(table));
  snprintf(table, sizeof table, "%s/gradient_check.tsv", folder);
  put_file(table, "0,a\n1,b\n");
  assert_complaint(run("--data", table, "--iterations", "20", "--force", "-q", "-o", folder), 1, "/gradient_check.tsv: this file is being read");
}

/* The network does what it can with points of two classes in one place, and that is better than calling all of them the same. */
TEST(mixed_points)
{
  char text[200] = "";
  for (int i = 0; i < 19; i++) strcat(text, i < 10 ? "0,0,a\n" : "0,0,b\n");
  const char *file = write_text("mixed.csv", strcat(text, "5,5,b\n"));
  result r = run("--data", file, "--iterations", "3000", "-q", "-o", in_scratch("mixed"));
  assert_int_equal(r.status, 0);
  assert_string_equal(r.warnings, "");
  tables all = read_tables("mixed");
  assert_true(summary(&all, "wrong") == 9);
  free_tables(&all);
  forget(&r);
}

/* Columns are as wide as the longest name, even if that is the first. */
TEST(longest_name_first)
{
  const char *file = write_text("named.csv", "0,abcdefg\n1,b\n");
  assert_good(run("--data", file, "--iterations", "1000", "-q", "-o", in_scratch("named")));
  result r = run("test", in_scratch("named/model.ffnn"), file);
  assert_int_equal(r.status, 0);
  assert_non_null(strstr(r.out, "\n         abcdefg        b\nabcdefg        1        .\nb              .        1\n"));
  forget(&r);
}

/* The second of two runs in the same folder is refused, and the first one not disturbed. */
TEST(two_runs)
{
  pid_t child = fork();
  if (child == 0) {
    redirect(STDERR_FILENO, "/dev/null");
    become(ARGUMENTS("--samples", "300", "--iterations", "1000000000", "-q", "-o", in_scratch("both")));
  }
  for (int n = 0; n < 500 && !exists(in_scratch("both/loss.tsv.part")); n++) usleep(10000);
  assert_complaint(run(SMALL, "-o", in_scratch("both")), 1, "both: another run is writing there");
  assert_true(exists(in_scratch("both/loss.tsv.part")));
  kill(child, SIGTERM);
  assert_int_equal(end_of(child), 128 + SIGTERM);
  assert_true(exists(in_scratch("both/loss.tsv")));
  assert_good(run("plot-data", in_scratch("both/model.ffnn"), "-o", in_scratch("both")));
}

int main(void)
{
  return run_all("commands", NULL, remove_scratch);
}
