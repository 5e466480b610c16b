/* tables.c: what is written reads back as the same doubles; and a table gets its name only if all of it has arrived. */
#include "test.h"

#define MODEL(sizes, parameters) \
  &(model) {.net = sizes, .theta = (double *)(uintptr_t)(parameters), .mean = (double[16]) {0}, .scale = (double[]) {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}}

/* --- contents. A table is read into lines, a line into fields; they are consumed one after the other. */

typedef struct {
  char *text, *next;
} written;

/* what a function wrote into a file */
#define WRITTEN(r, call) \
  size_t length_; \
  written r = {NULL, NULL}; \
  FILE *f = open_memstream(&r.text, &length_); \
  call; \
  assert_int_equal(fclose(f), 0); \
  r.next = r.text

static char *line(written *r)
{
  char *here = r->next, *end = strchr(here, '\n');
  assert_non_null(end); /* the last line, too, ends like a line */
  *end = 0;
  r->next = end + 1;
  return here;
}

/* the next field of a line must be this number, to the last bit */
static void read_number(char **field, double expected)
{
  char *end;
  double value = strtod(*field, &end);
  assert_true(end > *field && (*end == '\t' || *end == 0));
  assert_same_bits(&value, &expected, sizeof value);
  *field = *end == 0 ? end : end + 1;
}

static void end_of_table(written *r)
{
  assert_int_equal(*r->next, 0);
  free(r->text);
}

TEST(data)
{
  beginning b = begin_case('b'); /* 1001 samples: the last panel is short */
  WRITTEN(r, write_data(f, b.data));
  assert_string_equal(line(&r), "# x1\tx2\ty");
  for (long i = 0; i < 1001; i++) {
    char *field = line(&r);
    for (int d = 0; d < 2; d++) read_number(&field, b.data->x[i/PANEL*2 + d][i%PANEL]);
    read_number(&field, b.data->y[i/PANEL][i%PANEL]);
    assert_int_equal(*field, 0);
  }
  end_of_table(&r);
  free_dataset(b.data);
}

TEST(data_of_other_shape)
{
  uint64_t seed = 1;
  dataset *data = random_dataset(&seed, 1, 3, 7);
  data->x[0][0] = DBL_TRUE_MIN;
  data->x[1][0] = -DBL_MAX;
  data->x[2][0] = 1/3.;
  data->y[0][0] = 6;
  WRITTEN(r, write_data(f, data));
  assert_string_equal(line(&r), "# x1\tx2\tx3\ty");
  char *field = line(&r);
  for (int d = 0; d < 3; d++) read_number(&field, data->x[d][0]);
  read_number(&field, 6);
  end_of_table(&r);
  free_dataset(data);
}

/* A component of theta by its name: these are the places, in the order in which they come. */
static const char *const PLACES[] = {
  "Wh\t1\t1", "Wh\t1\t2", "Wh\t1\t3", "Wh\t2\t1", "Wh\t2\t2", "Wh\t2\t3", "bh\t1\t1", "bh\t1\t2", "bh\t1\t3",
  "Wo\t1\t1", "Wo\t1\t2", "Wo\t2\t1", "Wo\t2\t2", "Wo\t3\t1", "Wo\t3\t2", "bo\t1\t1", "bo\t1\t2"
};
static const network NET = {2, 3, 2};

static char *read_place(written *r, const char *place)
{
  char *field = line(r);
  assert_int_equal(strncmp(field, place, strlen(place)), 0);
  assert_int_equal(field[strlen(place)], '\t');
  return field + strlen(place) + 1;
}

TEST(parameters)
{
  double theta[17];
  uint64_t seed = 2;
  fill(&seed, theta, 17, 10);
  theta[3] = -0.;
  WRITTEN(r, write_parameters(f, MODEL(NET, theta), theta));
  assert_string_equal(line(&r), "# name\trow\tcolumn\tvalue");
  for (int j = 0; j < 17; j++) {
    char *field = read_place(&r, PLACES[j]);
    read_number(&field, theta[j]);
    assert_int_equal(*field, 0);
  }
  end_of_table(&r);
}

/* another shape, in which no two sizes are equal: one of each part's corners */
TEST(parameters_of_other_shape)
{
  const network net = {3, 4, 5};
  double theta[12 + 4 + 20 + 5];
  const struct { int j; const char *place; } corners[] = {
    {0, "Wh\t1\t1"}, {3, "Wh\t1\t4"}, {4, "Wh\t2\t1"}, {11, "Wh\t3\t4"}, {12, "bh\t1\t1"}, {15, "bh\t1\t4"},
    {16, "Wo\t1\t1"}, {20, "Wo\t1\t5"}, {21, "Wo\t2\t1"}, {35, "Wo\t4\t5"}, {36, "bo\t1\t1"}, {40, "bo\t1\t5"}
  };
  for (int j = 0; j < 41; j++) theta[j] = j;
  WRITTEN(r, write_parameters(f, MODEL(net, theta), theta));
  line(&r);
  for (int j = 0, next = 0; j < 41; j++)
    if (next < LENGTH(corners) && corners[next].j == j) {
      char *field = read_place(&r, corners[next++].place);
      read_number(&field, j);
    }
    else line(&r);
  end_of_table(&r);
}

TEST(gradient_check)
{
  double backprop[17], numerical[17];
  int which[17];
  for (int j = 0; j < 17; j++) {
    which[j] = j;
    backprop[j] = 1/(1. + j);
    numerical[j] = j%3 == 0 ? backprop[j] : 2*backprop[j];
  }
  gradient_check c = {.n = 17, .which = which, .backprop = backprop, .numerical = numerical};
  WRITTEN(r, write_gradient_check(f, NET, &c));
  assert_string_equal(line(&r), "# name\trow\tcolumn\tbackprop\tnumerical\trelative_error");
  for (int j = 0; j < 17; j++) {
    char *field = read_place(&r, PLACES[j]);
    read_number(&field, backprop[j]);
    read_number(&field, numerical[j]);
    read_number(&field, j%3 == 0 ? 0 : .5);
    assert_int_equal(*field, 0);
  }
  end_of_table(&r);
}

/* the third, the ninth, and the last only */
TEST(some_of_the_gradient)
{
  double values[3] = {1, -.25, 1e-300};
  int which[] = {2, 8, 16};
  gradient_check c = {.n = 3, .which = which, .backprop = values, .numerical = values};
  WRITTEN(r, write_gradient_check(f, NET, &c));
  line(&r);
  for (int m = 0; m < 3; m++) {
    char *field = read_place(&r, PLACES[which[m]]);
    for (int twice = 0; twice < 2; twice++) read_number(&field, values[m]);
    read_number(&field, 0);
    assert_int_equal(*field, 0);
  }
  end_of_table(&r);
}

TEST(hidden)
{
  beginning b = begin_case('b');
  column h[3], z[2], s, y_hat[2];
  WRITTEN(r, write_hidden(f, b.net, b.start, b.data));
  assert_string_equal(line(&r), "# h1\th2\th3\ty");
  for (long i = 0; i < 1001; i++) {
    if (i%PANEL == 0) forward(b.net, b.start, b.data->x + i/PANEL*2, h, z, s, y_hat);
    char *field = line(&r);
    for (int k = 0; k < 3; k++) read_number(&field, h[k][i%PANEL]);
    read_number(&field, b.data->y[i/PANEL][i%PANEL]);
    assert_int_equal(*field, 0);
  }
  end_of_table(&r);
  free_dataset(b.data);
}

/* m times m points from corner to corner, x1 in the outer loop, an empty line after each x1; also when a
   line of the grid is more than a panel */
TEST(grid)
{
  const map_range square = {.dimensions = 2, .input = {0, 1}, .low = {-1.5, -1.5}, .high = {1.5, 1.5}, .rest = (double[2]) {0}};
  const int sizes[] = {2, 25, 128, 200};
  const double *theta = must_find(notebook(), "final_params")->value;
  for (int n = 0; n < LENGTH(sizes); n++) {
    int m = sizes[n];
    WRITTEN(r, write_grid(f, MODEL(NET, theta), m, &square));
    assert_string_equal(line(&r), "# x1\tx2\ty_hat2");
    for (int a = 0; a < m; a++) {
      for (int b = 0; b < m; b++) {
        char *field = line(&r);
        double x1 = strtod(field, &field), x2 = strtod(field, &field), p = strtod(field, &field);
        assert_int_equal(*field, 0);
        assert_within(x1, -1.5 + 3.*a/(m - 1), 4.5e-16);
        assert_within(x2, -1.5 + 3.*b/(m - 1), 4.5e-16);
        double z[2];
        for (int c = 0; c < 2; c++) {
          z[c] = theta[15 + c];
          for (int k = 0; k < 3; k++)
            z[c] += theta[9 + 2*k + c]/(1 + exp(-(x1*theta[k] + x2*theta[3 + k] + theta[6 + k])));
        }
        assert_close(p, 1/(1 + exp(z[0] - z[1])), 1e-12);
      }
      assert_string_equal(line(&r), "");
    }
    end_of_table(&r);
  }
}

/* all classes but the first, on a rectangle that isn't a square; of four inputs, the axes are the third and the first, and the others stay */
TEST(grid_of_other_shape)
{
  const map_range range = {.dimensions = 2, .input = {2, 0}, .low = {-3, 10}, .high = {-1, 14}, .rest = (double[]) {99, 1.5, 99, -.25}};
  uint64_t seed = 6;
  for (int C = 2; C <= 16; C += 7) {
    const network net = {4, 5, C};
    const int m = 130, count = parameter_count(net);
    double theta[200];
    fill(&seed, theta, count, 1);
    WRITTEN(r, write_grid(f, MODEL(net, theta), m, &range));
    char header[200] = "# x3\tx1";
    for (int c = 2; c <= C; c++) snprintf(header + strlen(header), 20, "\ty_hat%d", c);
    assert_string_equal(line(&r), header);
    column x[4], h[5], z[16], s, y_hat[16];
    for (int a = 0; a < m; a++) {
      for (int b = 0; b < m; b++) {
        char *field = line(&r);
        double across = strtod(field, &field), up = strtod(field, &field);
        assert_close(across, -3 + 2.*a/(m - 1), 1e-15);
        assert_close(up, 10 + 4.*b/(m - 1), 1e-15);
        assert_int_equal(*field++, '\t');
        for (int i = 0; i < PANEL; i++) {
          x[0][i] = up;
          x[1][i] = 1.5;
          x[2][i] = across;
          x[3][i] = -.25;
        }
        forward(net, theta, x, h, z, s, y_hat);
        for (int c = 1; c < C; c++) read_number(&field, y_hat[c][b%PANEL]);
        assert_int_equal(*field, 0);
      }
      assert_string_equal(line(&r), "");
    }
    end_of_table(&r);
  }
}

/* one input: a single row */
TEST(grid_of_one_dimension)
{
  const map_range range = {.dimensions = 1, .input = {0}, .low = {5}, .high = {7}, .rest = (double[]) {99}};
  const double theta[] = {2, -12, 1, -1, .5, 0};
  WRITTEN(r, write_grid(f, MODEL(((network) {1, 1, 2}), theta), 201, &range));
  assert_string_equal(line(&r), "# x1\ty_hat2");
  for (int a = 0; a < 201; a++) {
    char *field = line(&r);
    const double x = strtod(field, &field), h = 1/(1 + exp(-(2*x - 12)));
    assert_close(x, 5 + 2.*a/200, 1e-15);
    assert_close(strtod(field, &field), 1/(1 + exp(2*h + .5)), 1e-12);
    assert_int_equal(*field, 0);
  }
  assert_string_equal(line(&r), "");
  end_of_table(&r);
}

/* names and axes; without names, circles have those of the book */
TEST(legend)
{
  char names[3][NAME_SIZE] = {"length, cm", "x_2 100%", "Breite ä"};
  model own = {.net = {3, 2, 2}, .classes = {2, {"no", "yes & more"}}, .data = "points.csv"}, circles = {.net = {2, 3, 2}, .classes = {2, {"0", "1"}}};
  const map_range range = {.dimensions = 2, .input = {2, 0}, .low = {1, -.5}, .high = {2, .5}};
  WRITTEN(r, write_legend(f, &own, names, &range));
  assert_string_equal(r.text, "# what\tnumber\tname\tlow\thigh\ninput\t1\tlength, cm\ninput\t2\tx_2 100%\ninput\t3\tBreite ä\n"
    "class\t0\tno\nclass\t1\tyes & more\naxis\t3\tBreite ä\t1\t2\naxis\t1\tlength, cm\t-0.5\t0.5\n");
  free(r.text);
  f = open_memstream(&r.text, &length_);
  write_legend(f, &circles, NULL, &(map_range) {.dimensions = 0});
  fclose(f);
  assert_string_equal(r.text, "# what\tnumber\tname\tlow\thigh\ninput\t1\tx1\ninput\t2\tx2\nclass\t0\tring\nclass\t1\tdisc\n");
  free(r.text);
}

/* --- folders and files */

static bool is_folder(const char *path)
{
  struct stat status;
  return stat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

TEST(make_folder)
{
  assert_true(make_folder(in_scratch("one")));
  assert_true(is_folder(in_scratch("one")));
  assert_true(make_folder(in_scratch("one"))); /* it's there already */
  assert_true(make_folder(in_scratch("one/two//three/")));
  assert_true(is_folder(in_scratch("one/two/three")));
  const char *const parents[] = {in_scratch("one"), in_scratch("one/two"), in_scratch("one/two/three")};
  const mode_t mask = umask(0);
  umask(mask);
  for (int j = 0; j < LENGTH(parents); j++) { /* open to whom the user lets in */
    struct stat status;
    assert_int_equal(stat(parents[j], &status), 0);
    assert_int_equal(status.st_mode & 01777, 0777 & ~mask);
  }
  assert_true(make_folder("/"));
  assert_true(make_folder("."));
  fclose(fopen(in_scratch("file"), "w"));
  const struct { const char *path; int error; } bad[] = {
    {in_scratch("file"), ENOTDIR}, {in_scratch("file/"), ENOTDIR}, {in_scratch("file/four/five"), ENOTDIR},
    {"/proc/no/such", ENOENT}, {"", ENOENT}
  };
  for (int j = 0; j < LENGTH(bad); j++) {
    errno = 0;
    assert_false(make_folder(bad[j].path));
    assert_int_equal(errno, bad[j].error);
  }
  assert_contents(in_scratch("file"), "");
}

/* From its beginning to its end a draft is locked, whatever its name is. */
TEST(life_of_a_table)
{
  const char *name = in_scratch("t.tsv"), *part = in_scratch("t.tsv.part");
  draft t;
  assert_true(open_draft(&t, scratch(), "t.tsv", TABLE_MARK));
  assert_string_equal(t.name, name);
  assert_string_equal(t.part, part);
  assert_true(exists(part) && in_use(part));
  assert_false(exists(name) || in_use(name)); /* not yet */
  fputs("new\n", t.file);
  assert_true(finish_draft(&t));
  assert_true(exists(part));
  assert_false(exists(name));
  assert_true(keep_draft(&t));
  assert_false(exists(part));
  assert_true(in_use(name));
  assert_contents(name, "new\n");
  drop_draft(&t); /* leaves what is kept */
  drop_draft(&t); /* and twice is fine */
  assert_null(t.file);
  assert_false(in_use(name));
  assert_contents(name, "new\n");
}

/* What ffnn didn't write stays, whatever it is, and whichever of the two names it has. */
static void put_in_the_way(int what, const char *path)
{
  switch (what) {
  case 0: put_file(path, "my own\n"); break;
  case 1: put_file(path, "# iteration\tJ\n"); break; /* what older versions began with */
  case 2: put_file(path, "#"); break;
  case 3: put_file(in_scratch("victim"), "# ffnn "); assert_int_equal(symlink("victim", path), 0); break;
  case 4: assert_int_equal(symlink("nowhere", path), 0); break;
  case 5: assert_int_equal(mkfifo(path, 0666), 0); break; /* to open it would be to wait */
  case 6: assert_int_equal(mkdir(path, 0777), 0); break;
  case 7: put_file(path, "# ffnn protected\n"); assert_int_equal(chmod(path, 0444), 0); break;
  }
}

TEST(in_the_way)
{
  const char *const texts[] = {"my own\n", "# iteration\tJ\n", "#", NULL, NULL, NULL, NULL, "# ffnn protected\n"};
  for (int what = 0; what < LENGTH(texts); what++)
    for (int as_part = 0; as_part < 2; as_part++) {
      const char *path = in_scratch(as_part ? "w.tsv.part" : "w.tsv");
      draft t;
      struct stat before, after;
      if (!as_part && what == 3) continue; /* a link under the real name is another matter */
      put_in_the_way(what, path);
      assert_int_equal(lstat(path, &before), 0);
      for (int begin = 0; begin < 3; begin++) {
        errno = 0;
        if (begin == 0) assert_false(open_draft(&t, scratch(), "w.tsv", TABLE_MARK));
        else if (begin == 2) {
          continuation how = continue_draft(&t, scratch(), "w.tsv", TABLE_MARK, 0, NO_BYTES);
          assert_true(how == NOTHING_TO_CONTINUE || (how == CANNOT_CONTINUE && as_part) || what == 4 || what == 7);
        } else assert_false(remove_file(path, TABLE_MARK));
        if (begin < 2) assert_true(errno == (what == 7 ? EACCES : what == 4 && !as_part && begin == 0 ? ENOENT : EEXIST));
        if (begin == 0 && !(what == 4 && !as_part)) assert_string_equal(t.trouble, path);
        if (begin != 1) drop_draft(&t);
        assert_int_equal(lstat(path, &after), 0);
        assert_true(before.st_ino == after.st_ino && before.st_mode == after.st_mode);
        if (texts[what] != NULL) assert_contents(path, texts[what]);
      }
      assert_int_equal(what == 6 ? rmdir(path) : unlink(path), 0);
    }
  assert_contents(in_scratch("victim"), "# ffnn ");
}

/* What ffnn wrote, and what has nothing in it, is replaced; a link stays a link, and permissions are kept. */
TEST(replaced)
{
  const char *const texts[] = {"# ffnn 1.0: old\n", "# ffnn ", ""};
  for (int n = 0; n < LENGTH(texts); n++)
    for (int link = 0; link < 2; link++) {
      const char *target = in_scratch(link ? "deep/target" : "r.tsv"), *name = in_scratch("r.tsv");
      struct stat status;
      draft t;
      unlink(name);
      assert_true(make_folder(in_scratch("deep")));
      put_file(target, texts[n]);
      put_file(in_scratch(link ? "deep/target.part" : "r.tsv.part"), texts[n]);
      assert_int_equal(chmod(target, 0640), 0);
      if (link) assert_int_equal(symlink("deep/target", name), 0);
      assert_true(open_draft(&t, scratch(), "r.tsv", TABLE_MARK));
      fputs("new\n", t.file);
      assert_contents(target, texts[n]);
      assert_true(finish_draft(&t) && keep_draft(&t));
      drop_draft(&t);
      assert_contents(name, "new\n");
      assert_contents(target, "new\n");
      assert_int_equal(lstat(target, &status), 0);
      assert_int_equal(status.st_mode & 07777, 0640);
      assert_int_equal(lstat(name, &status), 0);
      assert_true(S_ISLNK(status.st_mode) == (link == 1));
      assert_false(exists(in_scratch("r.tsv.part")) || exists(in_scratch("deep/target.part")));
      put_file(target, texts[n]);
      assert_true(remove_file(target, TABLE_MARK));
      assert_false(exists(target));
      assert_true(remove_file(target, TABLE_MARK)); /* which needs no removing */
    }
}

/* Two drafts of one file: the second is refused, also if it is to be continued, and the first one isn't disturbed. */
TEST(two_drafts)
{
  draft one, two;
  assert_true(open_draft(&one, scratch(), "two.tsv", TABLE_MARK));
  assert_false(open_draft(&two, scratch(), "two.tsv", TABLE_MARK));
  assert_int_equal(errno, EBUSY);
  drop_draft(&two);
  assert_int_equal(continue_draft(&two, scratch(), "two.tsv", TABLE_MARK, 1, NO_BYTES), CANNOT_CONTINUE);
  assert_int_equal(errno, EBUSY);
  drop_draft(&two);
  assert_false(remove_file(in_scratch("two.tsv.part"), TABLE_MARK));
  assert_int_equal(errno, EBUSY);
  fputs("first\n", one.file);
  assert_true(finish_draft(&one) && keep_draft(&one));
  drop_draft(&one);
  assert_contents(in_scratch("two.tsv"), "first\n");
}

/* A draft that has a second name isn't cut off: a copy of the folder may have that. */
TEST(shared_draft)
{
  const char *part = in_scratch("s.tsv.part"), *copy = in_scratch("copy");
  draft t;
  put_file(part, "# ffnn \n1\n2\n");
  assert_int_equal(link(part, copy), 0);
  assert_int_equal(continue_draft(&t, scratch(), "s.tsv", TABLE_MARK, 8, checksum(NO_BYTES, "# ffnn \n", 8)), CANNOT_CONTINUE);
  assert_int_equal(errno, EMLINK);
  drop_draft(&t);
  assert_contents(copy, "# ffnn \n1\n2\n");
  assert_contents(part, "# ffnn \n1\n2\n");
}

/* without a folder, the name is all of the path */
TEST(table_without_folder)
{
  char here[4096];
  draft t;
  assert_non_null(getcwd(here, sizeof here));
  assert_int_equal(chdir(scratch()), 0);
  assert_true(open_draft(&t, NULL, "n.tsv", ""));
  assert_string_equal(t.name, "n.tsv");
  assert_string_equal(t.part, "n.tsv.part");
  assert_true(finish_draft(&t) && keep_draft(&t));
  drop_draft(&t);
  assert_int_equal(chdir(here), 0);
  assert_true(exists(in_scratch("n.tsv")));
  assert_true(open_draft(&t, NULL, in_scratch("n2.tsv"), ""));
  assert_true(finish_draft(&t) && keep_draft(&t));
  drop_draft(&t);
  assert_true(exists(in_scratch("n2.tsv")));
}

/* Whether it is dropped open or closed, what was there before stays. */
TEST(dropped_tables)
{
  const char *name = in_scratch("d.tsv"), *part = in_scratch("d.tsv.part");
  FILE *f = fopen(name, "w");
  fputs("old\n", f);
  fclose(f);
  for (int closed = 0; closed < 2; closed++) {
    draft t;
    assert_true(open_draft(&t, scratch(), "d.tsv", ""));
    fputs("new\n", t.file);
    if (closed) assert_true(finish_draft(&t));
    drop_draft(&t);
    assert_false(exists(part));
    assert_contents(name, "old\n");
    assert_null(t.file);
    assert_null(t.name);
    assert_null(t.part);
    assert_false(in_use(name));
  }
  draft never = {.file = NULL};
  drop_draft(&never);
}

TEST(unopenable_table)
{
  draft t;
  errno = 0;
  assert_false(open_draft(&t, in_scratch("missing"), "t.tsv", ""));
  assert_int_equal(errno, ENOENT);
  assert_null(t.file);
  assert_string_equal(t.name, in_scratch("missing/t.tsv"));
  drop_draft(&t);
  assert_true(make_folder(in_scratch("blocked/t.tsv.part"))); /* a folder where the file should be */
  assert_false(open_draft(&t, in_scratch("blocked"), "t.tsv", ""));
  assert_int_equal(errno, EEXIST);
  drop_draft(&t);
}

TEST(unkeepable_table)
{
  draft t;
  assert_true(make_folder(in_scratch("k/t.tsv/x"))); /* the name is that of a folder, and not an empty one */
  assert_false(open_draft(&t, in_scratch("k"), "t.tsv", ""));
  assert_int_equal(errno, EEXIST);
  drop_draft(&t);
  assert_false(exists(in_scratch("k/t.tsv.part")));
  assert_true(open_draft(&t, in_scratch("k"), "u.tsv", "")); /* now it becomes one */
  assert_true(make_folder(in_scratch("k/u.tsv/x")));
  assert_true(finish_draft(&t));
  assert_false(keep_draft(&t));
  assert_true(exists(in_scratch("k/u.tsv.part")));
  drop_draft(&t);
  assert_false(exists(in_scratch("k/u.tsv.part")));
  assert_false(open_draft(&t, NULL, "/dev/null", "")); /* devices aren't replaced */
  assert_int_equal(errno, EEXIST);
  drop_draft(&t);
}

/* A table has got its name, but the folder can't be opened, and so nobody knows whether the name is on the disk. */
TEST(unreadable_folder)
{
  const bool root = geteuid() == 0; /* to whom nothing is forbidden */
  draft t;
  assert_int_equal(chmod(scratch(), 0711), 0);
  assert_int_equal(mkdir(in_scratch("secret"), 0777), 0);
  assert_int_equal(chmod(in_scratch("secret"), 0333), 0);
  if (root) assert_int_equal(seteuid(65534), 0);
  bool opened = open_draft(&t, in_scratch("secret"), "t.tsv", ""), closed = opened && finish_draft(&t);
  errno = 0;
  bool kept = closed && keep_draft(&t);
  int why = errno;
  drop_draft(&t);
  if (root) assert_int_equal(seteuid(0), 0);
  assert_int_equal(chmod(in_scratch("secret"), 0777), 0);
  assert_true(opened && closed);
  assert_false(kept);
  assert_int_equal(why, EACCES);
  assert_true(exists(in_scratch("secret/t.tsv")));
}

/* A full disk shows at the first write that leaves the buffer, or at the last one; unless room is made. */
static bool grow(void *times)
{
  limit_files(RLIM_INFINITY);
  return --*(int *) times == 0;
}

TEST(full_disk)
{
  const char *name = in_scratch("full.tsv"), *part = in_scratch("full.tsv.part");
  const int lengths[] = {101, 4096, 1000000};
  for (int n = 0; n < 2*LENGTH(lengths); n++) {
    draft t;
    int times = 1;
    assert_true(open_draft(&t, scratch(), "full.tsv", ""));
    if (n >= LENGTH(lengths)) {
      t.make_room = grow; /* which is for a full disk, not for other things that fail */
      t.context = &times;
    }
    limit_files(100);
    for (int j = 0; j < lengths[n%LENGTH(lengths)]; j++) fputc('x', t.file);
    errno = 0;
    bool good = finish_draft(&t);
    int why = errno;
    limit_files(RLIM_INFINITY);
    assert_false(good);
    assert_int_equal(why, EFBIG);
    assert_int_equal(times, 1);
    drop_draft(&t);
    assert_false(exists(part));
    assert_false(exists(name));
  }
}

/* The system refuses after the file was opened, and its reason is kept. */
TEST(refusals)
{
  draft t;
  assert_true(open_draft(&t, scratch(), "e.tsv", ""));
  assert_int_equal(close(t.fd), 0); /* behind its back */
  errno = 0;
  assert_false(finish_draft(&t)); /* it can't be written through to the disk */
  assert_int_equal(errno, EBADF);
  fputs("x", t.file);
  errno = 0;
  assert_false(finish_draft(&t));
  assert_int_equal(errno, EBADF);
  drop_draft(&t);
  assert_false(exists(in_scratch("e.tsv.part")));
}

int main(void)
{
  return run_all("tables", NULL, remove_scratch);
}
