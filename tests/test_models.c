/* models.c: a model that was saved is the same bits when it is loaded, and a file that isn't one, or is damaged, is refused;
   and what else resuming a run depends on: checksums, tables that are continued, places in an epoch. */
#include "test.h"

/* --- random models */

static uint64_t bits(uint64_t *seed)
{
  uint64_t high = (uint64_t) between(seed, 0, 4294967296.0), low = (uint64_t) between(seed, 0, 4294967296.0);
  return high << 32 | low;
}

/* of all finite doubles; often an extreme one */
static double any_double(uint64_t *seed)
{
  const double extreme[] = {0, -0., DBL_MAX, -DBL_MAX, DBL_MIN, DBL_TRUE_MIN, -DBL_TRUE_MIN, 1, 1/3.};
  int j = (int) between(seed, 0, 20);
  if (j < LENGTH(extreme)) return extreme[j];
  double value;
  do {
    uint64_t b = bits(seed);
    memcpy(&value, &b, sizeof value);
  } while (!isfinite(value));
  return value;
}

/* a text of so many characters that may be in a name; bytes beyond ASCII, too */
static void any_text(uint64_t *seed, char *text, int length)
{
  for (int j = 0; j < length; j++) text[j] = (char)(int) between(seed, 32, 127);
  if (length > 2) memcpy(text, "\xC3\xA4", 2);
}

static uint64_t any_sum(uint64_t *seed)
{
  int j = (int) between(seed, 0, 4);
  return j == 0 ? 0 : j == 1 ? UINT64_MAX : j == 2 ? bits(seed)%1000 : bits(seed);
}

static double whole_below(uint64_t *seed, double least, double greatest)
{
  int j = (int) between(seed, 0, 4);
  return j == 0 ? least : j == 1 ? greatest : floor(between(seed, least, greatest));
}

static void random_reading(uint64_t *seed, int D, reading *how)
{
  const char *const headers[] = {"", "yes", "no"};
  any_text(seed, how->class_column, (int) whole_below(seed, 0, NAME_SIZE - 1));
  any_text(seed, how->leave_out, (int) whole_below(seed, 0, PATH_SIZE - 1));
  strcpy(how->header, headers[(int) between(seed, 0, 3)]);
  how->drop = between(seed, 0, 1) < .5;
  how->D = D;
  if (between(seed, 0, 1) < .5) return;
  how->inputs = calloc((size_t) D, NAME_SIZE);
  for (int d = 0; d < D; d++) any_text(seed, how->inputs[d], (int) whole_below(seed, 0, NAME_SIZE - 1));
  any_text(seed, how->target, (int) whole_below(seed, 0, NAME_SIZE - 1));
}

static void random_model(uint64_t *seed, network net, model *m)
{
  free_model(m);
  assert_true(make_model(m, net));
  m->classes.C = net.C;
  for (int c = 0; c < net.C; c++)
    any_text(seed, m->classes.name[c], (int) whole_below(seed, 1, NAME_SIZE - 1));
  for (int j = 0; j < SETTINGS; j++) {
    const bounds *s = &limits[j];
    double value = s->whole ? whole_below(seed, s->least, s->greatest) : any_double(seed);
    if (value < s->least || value > s->greatest) value = (int) between(seed, 0, 2) ? s->least : s->greatest;
    set_setting(&m->set, j, value);
    assert_true(get_setting(&m->set, j) == value);
  }
  m->set.hidden = net.K;
  any_text(seed, m->data, (int) whole_below(seed, 0, PATH_SIZE - 1));
  if (m->data[0] != 0) random_reading(seed, net.D, &m->how);
  any_text(seed, m->validation, (int) whole_below(seed, 0, PATH_SIZE - 1));
  m->data_sum = any_sum(seed);
  m->validation_sum = any_sum(seed);
  m->sum = any_sum(seed);
  m->iteration = (long) whole_below(seed, 0, (double) m->set.iterations);
  m->place = (long) whole_below(seed, 0, (double) m->set.samples);
  m->length = (long) whole_below(seed, 0, 0x1p53);
  for (int d = 0; d < net.D; d++) {
    m->mean[d] = any_double(seed);
    m->scale[d] = fabs(any_double(seed)) + DBL_MIN;
  }
  if (m->set.patience > 0) {
    m->best_loss = fabs(any_double(seed));
    m->best_iteration = (long) whole_below(seed, 0, (double) m->iteration);
    m->weighed = (long) whole_below(seed, -1, (double) m->iteration);
    m->waited = (long) whole_below(seed, 0, 1e12);
  }
  for (int j = 0; j < parameter_count(net); j++) {
    if (m->set.patience > 0) m->best[j] = any_double(seed);
    m->theta[j] = any_double(seed);
    m->M[j] = any_double(seed);
  }
  m->g.used = (int) whole_below(seed, 0, 624);
  m->g.kept_one = (int) between(seed, 0, 2);
  m->g.kept = any_double(seed);
  for (int j = 0; j < 624; j++) m->g.state[j] = (uint32_t) whole_below(seed, 0, 4294967295);
}

static char *text_of(model *m, size_t *size)
{
  char *text;
  FILE *f = open_memstream(&text, size);
  assert_true(write_model(f, m));
  assert_int_equal(fclose(f), 0);
  return text;
}

static bool read_text(char *text, size_t size, model *m, char *message)
{
  char *copy = malloc(size + 1); /* exactly so much, and an empty file, too, needs an address */
  assert_non_null(copy);
  memcpy(copy, text, size);
  FILE *f = size > 0 ? fmemopen(copy, size, "r") : fopen("/dev/null", "r");
  assert_non_null(f);
  message[0] = 0;
  bool good = read_model(f, "a.model", m, message);
  fclose(f);
  free(copy);
  return good;
}

static void copy_model(model *to, const model *from)
{
  const model old = *to;
  *to = *from;
  to->mean = NULL; /* so that make_model has nothing to give back */
  free(old.mean);
  free(old.how.inputs);
  assert_true(copy_reading(&to->how, &from->how));
  assert_true(make_model(to, from->net));
  to->best_loss = from->best_loss;
  to->weighed = from->weighed;
  memcpy(to->mean, from->mean, (size_t)(2*from->net.D + 3*parameter_count(from->net))*sizeof(double));
}

static void check_same_model(const model *a, const model *b, const char *file, int line)
{
  model one = *a, other = *b;
  one.mean = one.scale = one.theta = one.M = one.best = other.mean = other.scale = other.theta = other.M = other.best = NULL;
  one.how.inputs = other.how.inputs = NULL;
  assert_true((a->how.inputs == NULL) == (b->how.inputs == NULL));
  if (a->how.inputs != NULL) check_bits(a->how.inputs, b->how.inputs, (size_t) a->net.D*NAME_SIZE, "its names", "its names", file, line);
  check_bits(&one, &other, sizeof(model), "model", "model", file, line);
  check_bits(a->mean, b->mean, (size_t)(2*a->net.D + 3*parameter_count(a->net))*sizeof(double), "its numbers", "its numbers", file, line);
}
#define assert_same_model(a, b) check_same_model(a, b, __FILE__, __LINE__)

TEST(round_trip)
{
  static model m, kept, again;
  const int inputs[] = {1, 2, 1024}, hidden[] = {1, 3, 63, 256}, classes[] = {2, 3, 64};
  uint64_t seed = 1;
  char message[MESSAGE_SIZE];
  for (int trial = 0; trial < 36; trial++) {
    network net = {inputs[trial%3], hidden[trial/3%4], classes[trial/12%3]};
    random_model(&seed, net, &m);
    copy_model(&kept, &m);
    size_t size, size_again;
    char *text = text_of(&m, &size), *text_again;
    assert_same_model(&m, &kept); /* left as it is */
    if (!read_text(text, size, &again, message)) fail_msg("%s", message);
    assert_same_model(&again, &kept);
    text_again = text_of(&again, &size_again);
    assert_int_equal(size_again, size);
    assert_string_equal(text_again, text);
    free(text);
    free(text_again);
  }
}

/* --- a small model, and the lines of its file */

static void small_model(model *m)
{
  free_model(m);
  assert_true(make_model(m, (network) {1, 1, 2}));
  m->classes = (class_list) {2, {"a", "b c"}};
  m->set = (settings) {500, .5, .1, 42, 1, 100, .01, .9, 10, .25, 0, 0};
  strcpy(m->data, "my points.csv");
  m->how = (reading) {.class_column = "4", .leave_out = "id,2", .drop = true, .D = 1, .target = "kind", .inputs = calloc(1, NAME_SIZE)};
  strcpy(m->how.inputs[0], "width, mm");
  m->data_sum = 0x123456789abcdef0;
  m->sum = NO_BYTES;
  m->iteration = 7;
  m->place = 20;
  m->length = 99;
  for (int j = 0; j < 6; j++) {
    m->theta[j] = j + 1;
    m->M[j] = -.5;
  }
  seed_generator(&m->g, 1);
}

/* the number of the first line that begins with a key */
static int line_of(const char *text, const char *key)
{
  for (int line = 1; *text != 0; line++, text += strcspn(text, "\n") + 1)
    if (strncmp(text, key, strlen(key)) == 0 && text[strlen(key)] == ' ') return line;
  fail_msg("no line '%s'", key);
  return 0;
}

/* The file is for people, too: this is what its first lines look like. */
TEST(format)
{
  static model m;
  small_model(&m);
  size_t size;
  char *text = text_of(&m, &size);
  const char *const first =
    "ffnn-model 2\ninputs 1\nclasses 2\nsamples 500\nfactor 0x1p-1\nnoise 0x1.999999999999ap-4\nseed 42\nhidden 1\n"
    "iterations 100\nlearning-rate 0x1.47ae147ae147bp-7\nmomentum 0x1.ccccccccccccdp-1\nbatch-size 10\nholdout 0x1p-2\npatience 0\nraw 0\n"
    "class a\nclass b c\ndata my points.csv\nclass-column 4\nleave-out id,2\nheader \ndrop-missing 1\nnamed 1\nname width, mm\ntarget kind\n"
    "data-checksum 123456789abcdef0\nvalidation \n"
    "validation-checksum 0000000000000000\niteration 7\nplace 20\nlosses 99\nlosses-checksum cbf29ce484222325\ninput 1 0x0p+0 0x1p+0\n"
    "Wh 1 1 0x1p+0 -0x1p-1\nbh 1 1 0x1p+1 -0x1p-1\nWo 1 1 0x1.8p+1 -0x1p-1\nWo 1 2 0x1p+2 -0x1p-1\n"
    "bo 1 1 0x1.4p+2 -0x1p-1\nbo 1 2 0x1.8p+2 -0x1p-1\nrandom 624\nkept 0\nnormal 0x0p+0\nstate 1 1812433254 ";
  assert_true(strlen(text) == size);
  text[strlen(first)] = 0;
  assert_string_equal(text, first);
  free(text);
}

TEST(every_changed_byte)
{
  static model m;
  small_model(&m);
  size_t size;
  char *text = text_of(&m, &size), message[MESSAGE_SIZE];
  for (size_t j = 0; j < size; j++) {
    const char old = text[j], others[] = {(char)(old ^ 1), (char)(old ^ 32), '0', '9', ' ', '\n', 0, '-', (char) 0xFF};
    for (int k = 0; k < LENGTH(others); k++) {
      if (others[k] == old) continue;
      text[j] = others[k];
      if (read_text(text, size, &m, message)) fail_msg("byte %zu changed to %d was not noticed", j, others[k]);
      if (!proper(message) || strncmp(message, "a.model:", 8) != 0) fail_msg("byte %zu changed to %d: '%s'", j, others[k], message);
    }
    text[j] = old;
  }
  assert_true(read_text(text, size, &m, message));
  free(text);
}

TEST(every_truncation)
{
  static model m;
  small_model(&m);
  size_t size;
  char *text = text_of(&m, &size), message[MESSAGE_SIZE];
  for (size_t length = 0; length < size; length++) {
    if (read_text(text, length, &m, message)) fail_msg("%zu bytes of %zu were enough", length, size);
    assert_true(proper(message));
  }
  free(text);
}

TEST(missing_and_added_bytes)
{
  static model m;
  small_model(&m);
  size_t size;
  char *text = text_of(&m, &size), *other = malloc(size + 2), message[MESSAGE_SIZE], more[MESSAGE_SIZE];
  snprintf(more, sizeof more, "a.model:%d: expected the end of the file after the checksum, found 'more'", line_of(text, "checksum"));
  for (size_t j = 0; j <= size; j++) {
    memcpy(other, text, j);
    memcpy(other + j + 1, text + j, size - j);
    const char added[] = {'0', ' ', '\n', '-', 0, j > 0 ? text[j - 1] : 'f'};
    for (int k = 0; k < LENGTH(added); k++) {
      other[j] = added[k];
      if (read_text(other, size + 1, &m, message)) fail_msg("byte %d added at %zu was not noticed", added[k], j);
      assert_true(proper(message));
      if (j == size) assert_string_equal(message, more);
    }
    if (j == size) break;
    memmove(other + j, other + j + 2, size - j - 1);
    if (read_text(other, size - 1, &m, message)) fail_msg("byte %zu is missing, and that was not noticed", j);
    assert_true(proper(message));
  }
  free(text);
  free(other);
}

/* the same file with another value of a key (or another line, if the value is NULL), and the checksum that belongs to it */
static char *edited(const char *text, const char *key, const char *value, size_t *size)
{
  char *whole;
  FILE *f = open_memstream(&whole, size);
  uint64_t sum = NO_BYTES;
  bool done = false;
  while (strncmp(text, "checksum ", 9) != 0) {
    size_t length = strcspn(text, "\n") + 1;
    char *line = NULL;
    if (!done && strncmp(text, key, strlen(key)) == 0 && text[strlen(key)] == ' ') {
      done = true;
      assert_true(asprintf(&line, "%s %s\n", key, value) > 0);
    } else line = strndup(text, length);
    fputs(line, f);
    sum = checksum(sum, line, strlen(line));
    free(line);
    text += length;
  }
  assert_true(done || key[0] == 0);
  fprintf(f, "checksum %016llx\n", (unsigned long long) sum);
  fclose(f);
  return whole;
}

/* with that change the file isn't read, and the message says where, what should be there, and what is */
static void check_value(const char *text, const char *key, const char *value, const char *expected, const char *found)
{
  static model m;
  char message[MESSAGE_SIZE], whole[MESSAGE_SIZE];
  size_t size;
  char *other = edited(text, key, value, &size);
  if (read_text(other, size, &m, message)) fail_msg("%s %s", key, value);
  snprintf(whole, sizeof whole, "a.model:%d: expected %s, found '%s'", line_of(text, key), expected, found);
  assert_string_equal(message, whole);
  free(other);
}

TEST(values_out_of_bounds)
{
  static const char WHOLE[] = "a whole number within its bounds", FINITE[] = "a finite number within its bounds", SUM[] = "16 hexadecimal digits";
  const struct { const char *key, *expected, *values; } bad[] = { /* with bars between them */
    {"ffnn-model", "format 2", "1.5|x|"}, {"inputs", WHOLE, "0|1025|-1|nan|inf|1x|1 1|1 "}, {"classes", WHOLE, "1|65|2.5"},
    {"samples", WHOLE, "1|1000000001"}, {"factor", FINITE, "0x1p+0|-0x1p-9"}, {"noise", FINITE, "-1|inf|1e999|nan"},
    {"seed", WHOLE, "4294967296|-1"}, {"hidden", WHOLE, "0|257|1.5"}, {"iterations", WHOLE, "1000000000001|-1"},
    {"learning-rate", FINITE, "-1|inf"}, {"momentum", FINITE, "1"}, {"batch-size", WHOLE, "0|1000000001"}, {"holdout", FINITE, "1"}, {"patience", WHOLE, "-1"}, {"raw", WHOLE, "2"}, {"input 1", FINITE, "nan 1"},
    {"header", "yes, no, or nothing", "Yes|NO|n"}, {"drop-missing", WHOLE, "2|-1"}, {"named", WHOLE, "2|.5"},
    {"data-checksum", SUM, "123456789abcdef|123456789ABCDEF0|123456789abcdefg|-000000000000001|0x00000000000001"},
    {"iteration", WHOLE, "101|-1|.5"}, {"place", WHOLE, "501|-1"}, {"losses", WHOLE, "-1|9007199254740994"},
    {"Wh 1 1", FINITE, "nan 0|inf 0|0|0,0"}, {"bo 1 2", FINITE, "x 0"}, {"random", WHOLE, "625|-1"}, {"kept", WHOLE, "2"}, {"normal", FINITE, "inf"}
  };
  const struct { const char *key, *value, *expected, *found; } partly[] = { /* only a part of the value is wrong */
    {"data-checksum", "0123456789abcdef0", "data-checksum", "data-checksum 0123456789abcdef0"},
    {"input 1", "0 0", "a scale above 0", "input 1"}, {"Wh 1 1", "0 -inf", FINITE, "-inf"}, {"Wh 1 1", "0 0 0", FINITE, "0 0"}, {"Wh 1 1", "0 ", FINITE, ""},
    {"state", "1 2 3 4 5 6 7", WHOLE, "7"}, {"state", "1 2 3 4 5 6 7 4294967296", WHOLE, "4294967296"},
    {"state", "1 2 3 4 5 6 7 -1", WHOLE, "-1"}, {"state", "1 2 3 4 5 6 7 8 9", WHOLE, "8 9"},
    {"state", "1 2 3 .5 5 6 7 8", WHOLE, ".5 5 6 7 8"}
  };
  static model m;
  small_model(&m);
  size_t size, size_bad;
  char *text = text_of(&m, &size), message[MESSAGE_SIZE], value[80];
  for (int j = 0; j < LENGTH(bad); j++)
    for (const char *v = bad[j].values; v != NULL; v = strchr(v, '|') != NULL ? strchr(v, '|') + 1 : NULL) {
      snprintf(value, sizeof value, "%.*s", (int) strcspn(v, "|"), v);
      check_value(text, bad[j].key, value, bad[j].expected, value);
    }
  for (int j = 0; j < LENGTH(partly); j++) check_value(text, partly[j].key, partly[j].value, partly[j].expected, partly[j].found);
  const struct { const char *key, *value; } good[] = { /* at the bounds; and so the checksum of edited is right */
    {"ffnn-model", "2"}, {"samples", "1000000000"}, {"factor", "0x1.fffffffffffffp-1"}, {"noise", "0x1.fffffffffffffp+1023"},
    {"seed", "4294967295"}, {"iterations", "1000000000000"}, {"iteration", "100"}, {"place", "500"}, {"losses", "9007199254740992"},
    {"Wh 1 1", "-0x1.fffffffffffffp+1023 0x0.0000000000001p-1022"}, {"random", "0"}, {"kept", "1"}, {"data", "x"}, {"header", "no"}, {"class-column", ""}, {"leave-out", ""}, {"target", ""},
    {"class", ""}, {"state", "4294967295 0 0 0 0 0 0 4294967295"}
  };
  for (int j = 0; j < LENGTH(good); j++) {
    char *other = edited(text, good[j].key, good[j].value, &size_bad);
    if (!read_text(other, size_bad, &m, message)) fail_msg("%s", message);
    free(other);
  }
  free(text);
}

TEST(long_values)
{
  static model m;
  const struct { const char *key; size_t least_refused; } longest[] = {{"class", NAME_SIZE}, {"data", PATH_SIZE}, {"validation", PATH_SIZE}};
  size_t size, size_other;
  small_model(&m);
  char *text = text_of(&m, &size), message[MESSAGE_SIZE], expected[MESSAGE_SIZE], value[20000];
  for (int j = 0; j < LENGTH(longest); j++) {
    const size_t limit = longest[j].least_refused,
      lengths[] = {limit - 1, limit, limit + 1, PATH_SIZE + 80, PATH_SIZE + 100, 19999};
    for (int k = 0; k < LENGTH(lengths); k++) {
      memset(value, 'v', lengths[k]);
      value[lengths[k]] = 0;
      char *other = edited(text, longest[j].key, value, &size_other);
      bool good = read_text(other, size_other, &m, message);
      assert_true(good == (k == 0));
      snprintf(expected, sizeof expected, "a.model:%d: expected %s, found '%s %.*s'", line_of(text, longest[j].key), longest[j].key,
        longest[j].key, 59 - (int) strlen(longest[j].key), value);
      if (k > 0) assert_string_equal(message, expected);
      free(other);
    }
  }
  free(text);
}

TEST(other_keys)
{
  static model m;
  small_model(&m);
  const struct { const char *text, *message; } bad[] = {
    {"", "a.model:1: expected ffnn-model, found ''"}, {"\n", "a.model:1: expected ffnn-model, found ''"},
    {"x1,x2,y\n1,2,a\n", "a.model:1: expected ffnn-model, found 'x1,x2,y'"},
    {"ffnn-model\n", "a.model:1: expected ffnn-model, found 'ffnn-model'"},
    {"ffnn-models 1\n", "a.model:1: expected ffnn-model, found 'ffnn-models 1'"},
    {"ffnn-model 2", "a.model:1: expected ffnn-model, found 'ffnn-model 2'"},
    {"ffnn-model 2\r\n", "a.model: its lines end with a carriage return; a model must be copied as it is, not as text"},
    {"ffnn-model 1\n", "a.model: written by another version of ffnn: format 1, expected 2"},
    {"ffnn-model 37\n", "a.model: written by another version of ffnn: format 37, expected 2"},
    {"ffnn-model 2 \n", "a.model:1: expected format 2, found '2 '"},
    {"\x7f" "ELF\x02-\x01\n", "a.model:1: expected ffnn-model, found '?ELF?-?'"},
    {"ffnn-model 2\n", "a.model:2: expected inputs, found ''"},
    {"ffnn-model 2\ninputs 2\nhidden 3\n", "a.model:3: expected classes, found 'hidden 3'"},
    {"ffnn-model 2\ninputs 2\n\nclasses 2\n", "a.model:3: expected classes, found ''"}
  };
  char message[MESSAGE_SIZE];
  for (int j = 0; j < LENGTH(bad); j++) {
    char text[200];
    strcpy(text, bad[j].text);
    assert_false(read_text(text, strlen(text), &m, message));
    assert_string_equal(message, bad[j].message);
  }
  /* a wrong checksum has a message of its own */
  size_t size;
  small_model(&m);
  char *text = text_of(&m, &size), *digit = text + size - 2;
  *digit = *digit == '0' ? '1' : '0';
  assert_false(read_text(text, size, &m, message));
  assert_string_equal(message, "a.model: the checksum is wrong; the file has been changed or damaged");
  free(text);
}

TEST(write_errors)
{
  static model m;
  small_model(&m);
  FILE *f = fopen("/dev/full", "w");
  assert_non_null(f);
  setvbuf(f, NULL, _IONBF, 0);
  assert_false(write_model(f, &m));
  fclose(f);
  f = fopen("/dev/null", "r");
  assert_false(write_model(f, &m));
  fclose(f);
}

/* --- files */

TEST(save_and_load)
{
  static model m, again;
  uint64_t seed = 2;
  char message[MESSAGE_SIZE], folder[4096];
  const char *name = in_scratch("s.model");
  for (int trial = 0; trial < 3; trial++) { /* over the one before */
    random_model(&seed, (network) {2, 3, 2}, &m);
    size_t size;
    char *text = text_of(&m, &size), *found;
    assert_int_equal(save_model(name, &m), SAVED);
    assert_false(exists(in_scratch("s.model.part")));
    found = read_all(name);
    assert_string_equal(found, text);
    assert_true(load_model(name, &again, message));
    assert_same_model(&again, &m);
    free(found);
    free(text);
  }
  /* a name without a folder is one in the current folder */
  assert_non_null(getcwd(folder, sizeof folder));
  assert_int_equal(chdir(scratch()), 0);
  assert_int_equal(save_model("t.model", &m), SAVED);
  assert_true(load_model("t.model", &again, message));
  assert_int_equal(chdir(folder), 0);
  assert_same_model(&again, &m);
  assert_true(exists(in_scratch("t.model")));
}

/* What couldn't be read isn't written. */
TEST(unreadable_numbers)
{
  const double bad[] = {INFINITY, -INFINITY, NAN};
  for (int n = 0; n < LENGTH(bad); n++) {
    static model m;
    small_model(&m);
    const char *name = in_scratch("n.model");
    assert_int_equal(save_model(name, &m), SAVED);
    char *before = read_all(name), *after;
    m.theta[n] = bad[n];
    errno = 0;
    assert_int_equal(save_model(name, &m), NOT_SAVED);
    assert_int_equal(errno, ERANGE);
    after = read_all(name);
    assert_string_equal(after, before);
    assert_false(exists(in_scratch("n.model.part")));
    free(before);
    free(after);
  }
}

TEST(unsaved)
{
  static model m;
  small_model(&m);
  errno = 0;
  assert_int_equal(save_model(in_scratch("missing/u.model"), &m), NOT_SAVED);
  assert_int_equal(errno, ENOENT);
  const char *name = in_scratch("u.model"), *part = in_scratch("u.model.part");
  FILE *f = fopen(name, "w");
  fputs("old\n", f);
  fclose(f);
  assert_int_equal(save_model(name, &m), NOT_SAVED); /* that isn't a model */
  assert_int_equal(errno, EEXIST);
  assert_contents(name, "old\n");
  f = fopen(name, "w");
  fputs(MODEL_MARK "\n", f);
  fclose(f);
  assert_int_equal(mkdir(part, 0777), 0); /* it can't be begun */
  assert_int_equal(save_model(name, &m), NOT_SAVED);
  assert_int_equal(errno, EEXIST);
  assert_contents(name, MODEL_MARK "\n");
  assert_int_equal(rmdir(part), 0);
  limit_files(100); /* as if the disk were full */
  saving how = save_model(name, &m);
  const int why = errno;
  limit_files(RLIM_INFINITY);
  assert_int_equal(how, NOT_SAVED);
  assert_int_equal(why, EFBIG);
  assert_contents(name, MODEL_MARK "\n");
  assert_false(exists(part));
  assert_true(make_folder(in_scratch("f.model/x"))); /* it can't get its name */
  assert_int_equal(save_model(in_scratch("f.model"), &m), NOT_SAVED);
  assert_int_equal(errno, EEXIST);
  assert_true(exists(in_scratch("f.model/x")));
  assert_false(exists(in_scratch("f.model.part")));
}

/* A folder in which nobody may write: the reason is that of the first failure, not of the cleaning up. */
TEST(unwritable_folder)
{
  static model m;
  const bool root = geteuid() == 0; /* to whom nothing is forbidden */
  const char *folder = in_scratch("closed"), *name = in_scratch("closed/old.model"), *other = in_scratch("closed/new.model");
  assert_true(make_folder(folder));
  FILE *f = fopen(name, "w");
  fputs(MODEL_MARK, f);
  fclose(f);
  small_model(&m);
  assert_int_equal(chmod(name, 0666), 0);
  assert_int_equal(chmod(scratch(), 0711), 0);
  assert_int_equal(chmod(folder, 0555), 0);
  if (root) assert_int_equal(seteuid(65534), 0);
  errno = 0;
  saving over = save_model(name, &m);
  int why_over = errno;
  saving new = save_model(other, &m);
  int why_new = errno;
  if (root) assert_int_equal(seteuid(0), 0);
  assert_int_equal(chmod(folder, 0777), 0);
  assert_int_equal(over, NOT_SAVED);
  assert_int_equal(why_over, EACCES);
  assert_int_equal(new, NOT_SAVED);
  assert_int_equal(why_new, EACCES);
  char *text = read_all(name);
  assert_string_equal(text, MODEL_MARK);
  free(text);
  assert_false(exists(other));
}

TEST(unloaded)
{
  static model m;
  char message[MESSAGE_SIZE], expected[MESSAGE_SIZE + 8192], name[8192];
  assert_false(load_model("/no/such", &m, message));
  assert_string_equal(message, "/no/such: No such file or directory");
  assert_false(load_model("no\nsuch\x1b", &m, message));
  assert_string_equal(message, "no?such?: No such file or directory");
  assert_false(load_model(scratch(), &m, message)); /* a folder can be opened, but not read */
  snprintf(expected, sizeof expected, "%s: %s", scratch(), strerror(EISDIR));
  assert_string_equal(message, expected);
  memset(name, 'n', 5000);
  name[5000] = 0;
  assert_false(load_model(name, &m, message));
  snprintf(expected, sizeof expected, "%.300s: File name too long", name);
  assert_string_equal(message, expected);
  /* a long name, and a line feed in it: the place and the reason stay, in one line */
  size_t end = (size_t) snprintf(name, sizeof name, "%s/l\n", scratch());
  for (int j = 0; j < 600; j++) name[end++] = j%100 == 0 ? '/' : 'n';
  strcpy(name + end, "/");
  assert_true(make_folder(name));
  strcat(name, "file");
  small_model(&m);
  size_t size;
  char *text = text_of(&m, &size), last = text[size - 2];
  for (int broken = 0; broken < 2; broken++) {
    FILE *f = fopen(name, "w");
    text[size - 2] = broken || last != '0' ? '0' : '1';
    if (broken) text[0] = 'F';
    fwrite(text, 1, size, f);
    fclose(f);
    assert_false(load_model(name, &m, message));
    snprintf(expected, sizeof expected, broken ? "%.300s:1: expected ffnn-model, found 'Ffnn-model 2'"
      : "%.300s: the checksum is wrong; the file has been changed or damaged", name);
    *strchr(expected, '\n') = '?';
    assert_string_equal(message, expected);
  }
  free(text);
}

/* --- checksums, against the published values of FNV-1a in 64 bits, and of data sets */

TEST(checksum)
{
  const struct { const char *text; uint64_t sum; } known[] = {
    {"", 0xcbf29ce484222325}, {"a", 0xaf63dc4c8601ec8c}, {"b", 0xaf63df4c8601f1a5}, {"foo", 0xdcb27518fed9d577},
    {"foobar", 0x85944171f73967e8}
  };
  for (int j = 0; j < LENGTH(known); j++) {
    size_t length = strlen(known[j].text);
    for (size_t first = 0; first <= length; first++) /* in two pieces */
      assert_true(checksum(checksum(NO_BYTES, known[j].text, first), known[j].text + first, length - first) == known[j].sum);
  }
  assert_true(checksum(NO_BYTES, "\xFF", 1) == (NO_BYTES ^ 0xFF)*0x100000001b3u); /* a byte has no sign */
}

TEST(data_checksum)
{
  const long sizes[] = {1, 127, 128, 129, 300};
  for (int n = 0; n < LENGTH(sizes); n++) {
    long N = sizes[n];
    uint64_t seed = 3, same = 3;
    dataset *a = random_dataset(&seed, N, 2, 3), *b = random_dataset(&same, N, 2, 3);
    uint64_t sum = data_checksum(a);
    assert_true(data_checksum(b) == sum);
    for (long i = 0; i < N; i++) {
      for (int d = 0; d < 2; d++) {
        double *x = &b->x[i/PANEL*2 + d][i%PANEL], old = *x;
        *x = nextafter(old, 9);
        assert_true(data_checksum(b) != sum);
        *x = old;
      }
      b->y[i/PANEL][i%PANEL] ^= 1;
      assert_true(data_checksum(b) != sum);
      b->y[i/PANEL][i%PANEL] ^= 1;
    }
    b->N--;
    if (N%PANEL != 1) assert_true(data_checksum(b) != sum);
    b->N++;
    b->C++;
    assert_true(data_checksum(b) != sum);
    b->C--;
    assert_true(data_checksum(b) == sum);
    free_dataset(a);
    free_dataset(b);
  }
  dataset *one = make_dataset(PANEL, 1, 2), *two = make_dataset(PANEL, 2, 2); /* nothing but zeros */
  assert_true(data_checksum(one) != data_checksum(two));
  free_dataset(one);
  free_dataset(two);
}

/* --- tables that are added to, and continued */

TEST(add_line)
{
  draft t;
  char line[202], all[41000] = "";
  assert_true(open_draft(&t, scratch(), "a.tsv", ""));
  assert_int_equal(t.length, 0);
  assert_true(t.sum == NO_BYTES);
  for (int length = 0; length <= 200; length++) { /* up to the limit, which is in it */
    memset(line, 'a' + length%26, (size_t) length);
    line[length] = 0;
    if (length > 0) line[length - 1] = '\n';
    add_line(&t, "%s", line);
    strcat(all, line);
    assert_int_equal(t.length, strlen(all));
    assert_true(t.sum == checksum(NO_BYTES, all, strlen(all)));
  }
  add_line(&t, "%ld\t%.17g\n", 12L, .1);
  strcat(all, "12\t0.10000000000000001\n");
  assert_true(t.sum == checksum(NO_BYTES, all, strlen(all)));
  assert_true(finish_draft(&t) && keep_draft(&t));
  char *found = read_all(in_scratch("a.tsv"));
  assert_string_equal(found, all);
  free(found);
  drop_draft(&t);
}

static void put(const char *name, const char *text)
{
  const char *file = in_scratch(name);
  unlink(file);
  if (text == NULL) return;
  FILE *f = fopen(file, "w");
  assert_non_null(f);
  fputs(text, f);
  fclose(f);
}

/* what the provisional and the finished table hold, or NULL, is tried with every length: if one of them begins with the
   bytes wanted, and some are, the table is completed from there; otherwise the answer is no, and the finished one is left alone */
TEST(continued_tables)
{
  const char *const all = "1\t0.5\n2\t0.25\n3\t0.125\n", *const contents[] = {
    NULL, "", "1\t0.5\n", "1\t0.5\n2\t0.2", all, "1\t0.5\n2\t0.25\n3\t0.125\n4\t0.0625\nand more", "1\t0.6\n2\t0.25\n3\t0.125\n"
  };
  const int wanted[] = {0, 1, 6, 7, 13, 20, 21};
  int continued = 0, refused = 0;
  for (int p = 0; p < LENGTH(contents); p++)
    for (int k = 0; k < LENGTH(contents); k++)
      for (int n = 0; n < LENGTH(wanted); n++) {
        const size_t length = (size_t) wanted[n];
        const char *part = contents[p], *kept = contents[k];
        put("c.tsv.part", part);
        put("c.tsv", kept);
        bool possible = length > 0 && ((part != NULL && strlen(part) >= length && memcmp(part, all, length) == 0)
          || (kept != NULL && strlen(kept) >= length && memcmp(kept, all, length) == 0));
        draft t;
        continuation how = continue_draft(&t, scratch(), "c.tsv", "", (long) length, checksum(NO_BYTES, all, length));
        assert_int_equal(how, possible ? CONTINUED : NOTHING_TO_CONTINUE);
        char *found = read_all(in_scratch("c.tsv"));
        if (kept == NULL) assert_null(found);
        else assert_string_equal(found, kept);
        free(found);
        if (!possible) {
          refused++;
          drop_draft(&t);
          assert_true(open_draft(&t, scratch(), "c.tsv", "")); /* what is there doesn't hinder the next one */
          drop_draft(&t);
          assert_false(exists(in_scratch("c.tsv.part")));
          continue;
        }
        continued++;
        assert_int_equal(t.length, length);
        add_line(&t, "%s", all + length);
        assert_int_equal(t.length, strlen(all));
        assert_true(t.sum == checksum(NO_BYTES, all, strlen(all)));
        assert_true(finish_draft(&t) && keep_draft(&t));
        found = read_all(in_scratch("c.tsv"));
        assert_string_equal(found, all);
        free(found);
        drop_draft(&t);
      }
  assert_true(continued > 50 && refused > 50);
}

TEST(uncontinuable_tables)
{
  draft t;
  put("v.tsv", "1\n2\n");
  assert_true(make_folder(in_scratch("v.tsv.part"))); /* here it's the system that refuses */
  assert_int_equal(continue_draft(&t, scratch(), "v.tsv", "", 2, checksum(NO_BYTES, "1\n", 2)), CANNOT_CONTINUE);
  assert_int_equal(errno, EEXIST);
  assert_string_equal(t.trouble, in_scratch("v.tsv.part"));
  assert_null(t.file);
  drop_draft(&t);
  assert_true(make_folder(in_scratch("w.tsv"))); /* no beginning is there; and a new one would be refused */
  assert_int_equal(continue_draft(&t, scratch(), "w.tsv", "", 2, checksum(NO_BYTES, "1\n", 2)), NOTHING_TO_CONTINUE);
  drop_draft(&t);
  assert_false(exists(in_scratch("w.tsv.part")));
  put("z.tsv.part", "");
  put("z.tsv", "");
  assert_int_equal(continue_draft(&t, scratch(), "z.tsv", "", 2, NO_BYTES), NOTHING_TO_CONTINUE); /* no bytes have that sum, but aren't two */
  drop_draft(&t);
  assert_int_equal(continue_draft(&t, in_scratch("no/such"), "x.tsv", "", 0, NO_BYTES), NOTHING_TO_CONTINUE);
  drop_draft(&t);
}

/* --- names of places */

TEST(place_names)
{
  const network nets[] = {{1, 1, 2}, {2, 3, 2}, {3, 4, 5}, {16, 64, 16}, {1, 64, 2}, {16, 1, 16}};
  for (int n = 0; n < LENGTH(nets); n++) {
    const network net = nets[n];
    const struct { const char *name; int rows, columns; } part[] = {
      {"Wh", net.D, net.K}, {"bh", 1, net.K}, {"Wo", net.K, net.C}, {"bo", 1, net.C}
    };
    int j = 0;
    for (int p = 0; p < 4; p++)
      for (int r = 1; r <= part[p].rows; r++)
        for (int c = 1; c <= part[p].columns; c++, j++) {
          char found[32], expected[32];
          const char separator = j%2 == 0 ? ' ' : '\t';
          snprintf(expected, sizeof expected, "%s%c%d%c%d", part[p].name, separator, r, separator, c);
          place_name(net, j, separator, found);
          assert_string_equal(found, expected);
        }
    assert_int_equal(j, parameter_count(net));
  }
}

/* --- places in an epoch. The parameters are different in each step, and depend on its number only. */

static double step(team *t, int number, double *g)
{
  double theta[17];
  uint64_t seed = (uint64_t) number;
  fill(&seed, theta, 17, 2);
  return next_gradient(t, theta, g);
}

TEST(places)
{
  const struct { long N, B; } cases[] = {
    {2, 1}, {2, 2}, {7, 1}, {7, 3}, {7, 6}, {7, 7}, {128, 127}, {128, 64}, {129, 128}, {129, 129}, {300, 19}, {1000, 100},
    {2500, 999}
  };
  const network net = {2, 3, 2};
  for (int k = 0; k < LENGTH(cases); k++) {
    const long N = cases[k].N, B = cases[k].B;
    const int epoch = (int) ((N + B - 1)/B), stops = 2*epoch + 2, steps = stops + 2*epoch;
    uint64_t seed = (uint64_t) k;
    dataset *data = random_dataset(&seed, N, 2, 2);
    generator g, *before = malloc((size_t) steps*sizeof(generator));
    long *place = malloc((size_t) steps*sizeof(long));
    double *J = malloc((size_t) steps*sizeof(double)), (*gradients)[17] = malloc((size_t) steps*sizeof *gradients);
    assert_true(before != NULL && place != NULL && J != NULL && gradients != NULL);
    memset(&g, 0, sizeof g); /* its padding, too, is compared */
    seed_generator(&g, 7);
    random_normal(&g); /* one is kept, and that, too, is to be so again */
    team *t = make_team(1, net, data);
    assert_non_null(t);
    assert_true(set_batches(t, B, &g));
    for (int j = 0; j < steps; j++) {
      J[j] = step(t, j, gradients[j]);
      before[j] = g; /* what batch_place leaves as it is with all samples in a batch */
      generator now = g;
      place[j] = batch_place(t, &before[j]);
      assert_int_equal(place[j], B == N ? 0 : j%epoch*B);
      assert_same_bits(&g, &now, sizeof g);
      if (B == N) assert_same_bits(&before[j], &g, sizeof g);
    }
    free_team(t);
    for (int stop = 0; stop < stops; stop++) {
      double gradient[17];
      g = before[stop];
      t = make_team(1 + stop%2, net, data); /* the number of threads makes no difference */
      assert_non_null(t);
      assert_true(set_batches(t, B, &g));
      go_to_place(t, place[stop]);
      for (int j = stop; j < stop + 2*epoch; j++) { /* that step once more, and the next */
        double loss = step(t, j, gradient);
        assert_same_bits(&loss, &J[j], sizeof loss);
        assert_same_bits(gradient, gradients[j], sizeof gradient);
        generator again = g;
        assert_int_equal(batch_place(t, &again), place[j]);
        assert_int_equal(again.used, before[j].used);
        assert_same_bits(again.state, before[j].state, sizeof again.state);
        assert_int_equal(again.kept_one, before[j].kept_one);
        assert_same_bits(&again.kept, &before[j].kept, sizeof(double));
      }
      free_team(t);
    }
    free(before);
    free(place);
    free(J);
    free(gradients);
    free_dataset(data);
  }
}

int main(void)
{
  return run_all("models", NULL, remove_scratch);
}
