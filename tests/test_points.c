/* points.c: a file of points is either read exactly or refused, with the place and the reason in one line. */
#include <pthread.h>
#include <pty.h>
#include "test.h"

enum {LINE_SIZE = 1048576};

/* --- reading a text. The whole of what was read is put into one string, so that a test says all that it expects. */

static const char *path(void)
{
  static char name[8192];
  if (name[0] == 0) snprintf(name, sizeof name, "%s/p.csv", scratch());
  return name;
}

static void write_file(const char *text, size_t size)
{
  FILE *f = fopen(path(), "w");
  assert_non_null(f);
  assert_int_equal(fwrite(text, 1, size, f), size);
  assert_int_equal(fclose(f), 0);
}

/* the names of the classes; a colon; then for each point its inputs, the number of its class, and a semicolon */
static char *describe(const dataset *data, const class_list *classes)
{
  char *text;
  size_t size;
  FILE *f = open_memstream(&text, &size);
  for (int c = 0; c < classes->C; c++) fprintf(f, "%s%s", c > 0 ? " " : "", classes->name[c]);
  fputc(':', f);
  for (long i = 0; i < data->N; i++) {
    for (int d = 0; d < data->D; d++) fprintf(f, " %.17g", data->x[i/PANEL*data->D + d][i%PANEL]);
    fprintf(f, " %d;", data->y[i/PANEL][i%PANEL]);
  }
  fclose(f);
  return text;
}

/* what is noted begins with the name of the file; "" if nothing is */
static void check_read(const char *text, size_t size, reading how, class_list *classes, const char *expected, const char *note,
  const char *file, int line)
{
  char message[MESSAGE_SIZE] = "untouched", whole[MESSAGE_SIZE + 8192] = "";
  write_file(text, size);
  if (note[0] != 0) snprintf(whole, sizeof whole, "%s: %s", path(), note);
  dataset *data = read_points(path(), &how, classes, message);
  if (data == NULL) {
    print_error("refused: %s\n", message);
    _fail(file, line);
  }
  char *found = describe(data, classes);
  if (strcmp(found, expected) != 0 || message[0] != 0 || strcmp(how.note, whole) != 0) {
    print_error("expected: %s\nfound:    %s\nmessage:  %s\nnote:     %s\n", expected, found, message, how.note);
    _fail(file, line);
  }
  free(found);
  free(how.inputs);
  free_dataset(data);
}

/* the message is the name of the file and then this */
static void check_refused(const char *text, size_t size, reading how, class_list *classes,
  const char *expected, const char *file, int line)
{
  char message[MESSAGE_SIZE], whole[MESSAGE_SIZE + 8192];
  write_file(text, size);
  dataset *data = read_points(path(), &how, classes, message);
  snprintf(whole, sizeof whole, "%s%s", path(), expected);
  if (data != NULL || !proper(message) || strcmp(message, whole) != 0) {
    print_error("expected: %s\nfound:    %s\n", whole, data != NULL ? "points" : message);
    _fail(file, line);
  }
}

/* texts in quotation marks, which may have zero bytes in them; any number of inputs, a list of classes yet unknown */
#define READ(text, expected) NOTED(text, expected, "")
#define NOTED(text, expected, note) READ_AS({.D = 0}, text, expected, note)
#define REFUSED(text, expected) REFUSED_AS({.D = 0}, text, expected)
/* the same, read in a certain way, a |reading| in braces, which comes first */
#define COMMA , /* in such braces */
#define READ_AS(how, text, expected, note) \
  check_read(text, sizeof text - 1, (reading) how, &(class_list) {.C = 0}, expected, note, __FILE__, __LINE__)
#define REFUSED_AS(how, text, expected) \
  check_refused(text, sizeof text - 1, (reading) how, &(class_list) {.C = 0}, expected, __FILE__, __LINE__)
#define POINT "the first row is taken for a point, --header yes says otherwise"
#define HEADINGS "the first row is taken for headings, --header no says otherwise"
#define NUMBER "expected a finite decimal number, found "
#define LOST(found, column) "expected a number, found '" found "': a missing value; --missing drop leaves out such rows, --leave-out " column " the column"

/* --- numbers */

TEST(numbers)
{
  const struct { const char *text; double value; } good[] = {
    {"0", 0}, {"-0", -0.}, {"+1", 1}, {"00012", 12}, {"5.", 5}, {".5", .5}, {"-.5", -.5}, {"1e3", 1000}, {"1E+3", 1000},
    {"1.5e-3", .0015}, {"0.1", .1}, {"1e-400", 0}, {"-1e-400", -0.}, {"1e-18446744073709551609", 0}, {"-0e0", -0.}, {"5e-324", DBL_TRUE_MIN},
    {"1.7976931348623157e308", DBL_MAX}, {"2.2250738585072014e-308", DBL_MIN}, {"0.10000000000000000555", .1}
  };
  for (int j = 0; j < LENGTH(good); j++) {
    double value = 7;
    assert_true(parse_number(good[j].text, &value));
    assert_same_bits(&value, &good[j].value, sizeof value);
  }
  const char *const bad[] = {
    "", " ", "abc", "1e", "1e+", "e", "e5", ".", "+", "-", "--1", "+-1", "1-", "1-2", "0x10", "0x1p3", "1.5.2", "1,5", " 1", "1 ",
    "1\n", "1f", "1_0", "1e18446744073709551609", "1e99999999999999999999", "1 2", "NA", "nan", "NaN", "-nan", "nan(1)", "inf", "INF", "-inf", "infinity", "1e999", "-1e999",
    "1.8e308", ("\xEF\xBB\xBF" "1"), "\xD9\xA1"
  };
  for (int j = 0; j < LENGTH(bad); j++) {
    double value = 7;
    if (parse_number(bad[j], &value)) fail_msg("'%s' was taken for a number", bad[j]);
  }
}

static void check_as_strtod(const char *text)
{
  double value = 7, expected = strtod(text, NULL);
  if (!parse_number(text, &value)) {
    if (isfinite(expected)) fail_msg("'%s' is a number", text);
  } else if (memcmp(&value, &expected, sizeof value) != 0) fail_msg("'%s' is %a, and was read as %a", text, expected, value);
}

/* a whole number with a point before its last digits */
static void place_point(char *text, const char *sign, uint64_t m, int places)
{
  char digits[64];
  const int length = sprintf(digits, "%0*llu", places, (unsigned long long) m);
  sprintf(text, "%s%.*s.%s", sign, length - places, digits, digits + length - places);
}

static uint64_t bits(uint64_t *seed)
{
  return (uint64_t) between(seed, 0, 4294967296.0) << 32 | (uint64_t) between(seed, 0, 4294967296.0);
}

/* Texts of all lengths, to beyond those where a double has room for all digits, and 64 bits do; zero and what is too large or
   too small are among them. */
TEST(numbers_as_the_library)
{
  const char *const signs[] = {"", "-", "+"}, *const powers[] = {"e%d", "E%+03d"};
  uint64_t seed = 31;
  char text[200];
  for (int trial = 0; trial < 500000; trial++) {
    const uint64_t any = bits(&seed);
    const int fewer = (int) between(&seed, 0, 64.9);
    const uint64_t m = fewer < 64 ? any >> fewer : 0;
    const int e = (int) between(&seed, -32, 32);
    place_point(text, signs[trial%3], m, (int) between(&seed, 0, 32));
    check_as_strtod(text);
    sprintf(text + strlen(text), powers[trial%2], e);
    check_as_strtod(text);
    sprintf(text, "%s%llue%d", signs[trial%3], (unsigned long long) m, trial%4 == 0 ? 12*e : e);
    check_as_strtod(text);
    if (trial%4 == 1) {
      sprintf(text, "%.*e", (int) between(&seed, 0, 22), between(&seed, -1, 1)*pow(10, e));
      check_as_strtod(text);
    }
  }
}

/* The middle of two doubles has 54 bits, of which the last is 1, times a power of two. Written as a whole number, as one with a
   fraction, and as one times a power of ten; and those that differ from it by a unit in the last place. */
TEST(halfway_numbers)
{
  uint64_t seed = 32, five[23] = {1};
  char text[200];
  for (int k = 1; k < 23; k++) five[k] = 5*five[k - 1];
  for (int trial = 0; trial < 200000; trial++) {
    const uint64_t middle = bits(&seed) >> 10 | UINT64_C(1) << 53 | 1;
    const int up = trial%11, down = trial%5, k = trial%23;
    const uint64_t quotient = middle/five[k] | 1;
    for (int step = -1; step <= 1; step++) {
      place_point(text, "", (middle << up) + (uint64_t) step, 0);
      check_as_strtod(text);
      place_point(text, "-", middle*five[down] + (uint64_t) step, down);
      check_as_strtod(text);
      sprintf(text, "%llue%d", (unsigned long long) quotient + (unsigned long long) step, k);
      check_as_strtod(text);
    }
  }
}

/* each of them as the second input of the second row, where it can't be mistaken for a heading */
TEST(not_numbers)
{
  const char *const words[] = {"abc", "1e", "--1", "0x10", "inf", "-inf", "1e999", "\xC2\xBD", "#", "nan(1)", "x,y"},
    *const odd[] = {"1.5.2", "1 2", "1'000", "1_000", "1,5", "1,234", "1,234.5", "1.234,5", " 1"},
    *const missing[] = {"", "?", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
      "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null"}; /* those of pandas, and ? */
  char text[100], expected[300];
  for (int j = 0; j < LENGTH(words) + LENGTH(odd) + LENGTH(missing); j++) {
    const int k = j - LENGTH(words), l = k - LENGTH(odd);
    const char *found = k < 0 ? words[j] : l < 0 ? odd[k] : missing[l];
    int size = snprintf(text, sizeof text, "1,2,a\n33,\"%s\",b\n", found);
    if (k < 0) snprintf(expected, sizeof expected, ":2:5: " NUMBER "'%s'", found);
    else if (l < 0) snprintf(expected, sizeof expected,
      ":2:5: expected a number with a decimal point and nothing between its thousands, found '%s'", found);
    else snprintf(expected, sizeof expected, ":2:5: " LOST("%s", "2"), found);
    check_refused(text, (size_t) size, (reading) {.D = 0}, &(class_list) {.C = 0}, expected, __FILE__, __LINE__);
  }
  REFUSED("1,2,a\n1,  ,b\n", ":2:5: " LOST("", "2"));
  REFUSED("1,2,a\n1,\" \",b\n", ":2:4: " NUMBER "' '");
  REFUSED("1,2,a\n1,2\x01\x1b[2J,b\n", ":2:3: " NUMBER "'2??[2J'");
  REFUSED("1,2,a\n1,0123456789012345678901234567890123456789x,b\n", ":2:3: " NUMBER "'0123456789012345678901234567890123456789'");
  REFUSED("x1,city,y\n1,Rome,a\n2,Oslo,b\n", ":2:3: " NUMBER "'Rome'; --leave-out city if this column is no input");
  REFUSED("1,Rome,a\n2,Oslo,b\n", ":1:3: " NUMBER "'Rome'; --leave-out 2 if this column is no input");
  REFUSED("x1,\"a,b\",y\n1,Rome,a\n2,Oslo,b\n", ":2:3: " NUMBER "'Rome'; --leave-out 2 if this column is no input");
}

/* --missing drop: rows, not points with something made up in them; and the number of rows is told */
TEST(missing_values)
{
  REFUSED("a,Ozone,y\n1,2,p\n3,NA,q\n", ":3:3: " LOST("NA", "Ozone"));
  REFUSED("1,2,p\n3,4,NA\n5,6,q\n", ":2:5: expected a class, found 'NA': a missing value; --missing drop leaves out such rows");
  REFUSED("1,2,p\n3,4,\n5,6,q\n", ":2:5: expected a class, found '': a missing value; --missing drop leaves out such rows");
  READ_AS({.drop = true}, "1,2,p\n3,NA,q\n5,6,q\n", "p q: 1 2 0; 5 6 1;", POINT "; 1 row in which something is missing was left out");
  READ_AS({.drop = true}, "1,2,p\n3,,q\n5,6,q\n7,8,?\n9,10,p\n", "p q: 1 2 0; 5 6 1; 9 10 0;",
    "2 rows in which something is missing were left out");
  READ_AS({.drop = true COMMA .leave_out = "2"}, "1,NA,p\n3,4,q\n", "p q: 1 0; 3 1;", ""); /* it wasn't wanted */
  REFUSED_AS({.drop = true}, "1,2,p\n3,x,q\n", ":2:3: " NUMBER "'x'");
  REFUSED_AS({.drop = true}, "1,2,p\n3,-,q\n", ":2:3: " NUMBER "'-'");
  READ("1,+\n2,-\n3,+\n4,-\n", "+ -: 1 0; 2 1; 3 0; 4 1;"); /* these are names of classes */
  /* what begins with # is a comment, except for Excel's mark */
  REFUSED("1,2,p\n#N/A,4,q\n", ":2:1: " LOST("#N/A", "1"));
  REFUSED("1,2,p\n#N/AX,4,q\n", ":2:1: " NUMBER "'#N/AX'");
  READ_AS({.drop = true}, "1,2,p\n#N/A,4,q\n#N/B,5,p\n#NA\n#N/\n#\n5,6,q\n", "p q: 1 2 0; 5 6 1;",
    POINT "; 1 row in which something is missing was left out");
  REFUSED_AS({.drop = true}, "1,NA,p\n3,NA,q\n", ": expected rows of numbers and a class, found none");
}

/* --- lines and fields */

TEST(separators)
{
  const char *const both = "a b: 1 2 0; 3 -4.5 1;";
  READ("1,2,a\n3,-4.5,b\n", both);
  READ("1\t2\ta\n3\t-4.5\tb\n", both);
  READ("1,2,a\n3,-4.5,b", both); /* the last line may end with the file */
  READ("1,2,a\r\n3,-4.5,b\r\n", both);
  READ("1\t2\ta\r\n3\t-4.5\tb\r\n", both);
  READ("1,2,a\r\n3,-4.5,b\r", both);
  READ("1,2,a\r\n3,-4.5,b\n", both);
  READ("\n\n1,2,a\n\n \n\t\n \t \n3,-4.5,b\n\n", both);
  READ("\r\n1,2,a\r\n \r\n3,-4.5,b\r\n\r\n", both);
  READ("# x1,x2,y\n1,2,a\n#3,4\n  # c\n\t# c\n3,-4.5,b\n#", both);
  READ("#\t\n1,2,a\n3,-4.5,b\n", both); /* a comment doesn't decide what separates the fields */
  READ(" 1 , 2 , a \n\t3\t,\t-4.5 \t,b\t \n", "a b: 1 2 0; 3 -4.5 1;");
  READ(" 1 \t 2 \t a \n3\t-4.5\tb  \n", both);
  READ("\"1\",\"2\",\"a\"\n 3 , \"-4.5\" , \"b\" \r\n", both);
  READ("1\t2\t\"a\"\n\"3\"\t \"-4.5\" \tb\n", both);
  NOTED("1,a b\n2,\"a,b\"\n3, a  b \n", "a  b a b a,b: 1 1; 2 2; 3 0;", POINT); /* blanks and commas in a name */
  READ("1\ta,b\n2\tc\"d\n", "a,b c\"d: 1 0; 2 1;");
  READ("1,\" a\"\n2,a\n", " a a: 1 0; 2 1;"); /* what is quoted stays */
  READ("1,a#\n2,b#\n", "a# b#: 1 0; 2 1;");
  READ("1,\xC3\xA4\n2,z\n", "z \xC3\xA4: 1 1; 2 0;");
}

/* which separator it is, the first rows decide */
TEST(guessed_separators)
{
  const char *const both = "a b: 1 2 0; 3 -4.5 1;";
  READ("1;2;a\n3;-4.5;b\n", both);
  READ("1 2 a\n3 -4.5 b\n", both);
  READ("  1   2 a  \n  3 -4.5 \"b\"\n", both);
  NOTED(" 1 2\ta\n3 -4.5 b\n3 4 b\n", "a b: 1 2 0; 3 -4.5 1; 3 4 1;", POINT); /* tabs are blanks, then */
  READ("x y c\n1 2 a\n3 -4.5 b\n", both);
  READ("\"x 1\" \"y,1\" \"c;d\"\n1 2 a\n3 -4.5 b\n", both);
  READ("1, 2, a\n3, -4.5, b\n", both); /* a comma and a blank: the comma */
  READ("1, 2, a;b\n3, -4.5, b\n", "a;b b: 1 2 0; 3 -4.5 1;"); /* commas are in more rows */
  READ("1;2;a,b\n3;-4.5;b\n", "a,b b: 1 2 0; 3 -4.5 1;");
  READ("1;2;\"a;b\"\n3;-4.5;b\n", "a;b b: 1 2 0; 3 -4.5 1;");
  READ("# a;b;c\n1,2,a\n3,-4.5,b\n", both); /* comments don't vote */
  READ("#\t\n1,2,a\n3,-4.5,b\n", both);
  READ("1,\"x;y\"\n2,\"z;w\"\n", "x;y z;w: 1 0; 2 1;");
  /* or a line that says so */
  READ("sep=;\n1;2;a,b\n3;-4.5;b,c\n", "a,b b,c: 1 2 0; 3 -4.5 1;");
  READ("\xEF\xBB\xBFsep=\t\r\nx\ty\tc\r\n1\t2\ta\r\n3\t-4.5\tb\r\n", both);
  READ("sep=,\n1,2,a\n3,-4.5,b\n", both);
  REFUSED("sep=|\n1,2,a\n3,-4.5,b\n",
    ":1:1: expected 3 fields, as in the rows below, found 1, separated by commas; titles and comments begin with #");
  REFUSED("sep=", ":1:1: expected 1 to 1024 numbers and a class, separated by commas, tabs, semicolons, or blanks, found 1 field");
}

/* decimal commas, where commas don't separate: all of the file has commas or points */
TEST(decimal_commas)
{
  const char *const noted = "the decimal point is a comma";
  NOTED("1,5;-2,25;a\n3;4;b\n", "a b: 1.5 -2.25 0; 3 4 1;", noted);
  NOTED("x;y;c\n1;0;a\n2,5;4;b\n", "a b: 1 0 0; 2.5 4 1;", noted);
  NOTED("1,5\t2\ta\n3\t4\tb\n", "a b: 1.5 2 0; 3 4 1;", noted);
  NOTED("1,5 2 a\n3 4 b\n", "a b: 1.5 2 0; 3 4 1;", noted);
  NOTED("1,5e3;0;1\n3;4;1,0\n3;4;2,0\n", "1 2: 1500 0 0; 3 4 0; 3 4 1;", noted);
  REFUSED("1,5;2;a\n1.234;4;b\n", ":2:1: expected a number with a decimal comma, as before, and nothing between its thousands, found '1.234'");
  REFUSED("1.5;2;a\n1,234;4;b\n", ":2:1: expected a number with a decimal point and nothing between its thousands, found '1,234'");
  REFUSED("1.234,5;2;a\n1;4;b\n", ":1:1: expected a number with a decimal point and nothing between its thousands, found '1.234,5'");
  REFUSED("1,5;2;a\n1;2,5,5;b\n", ":2:3: expected a number with a decimal comma, as before, and nothing between its thousands, found '2,5,5'");
}

/* A row of headings is known by the rows below it; and if they don't tell, it's an error or a note, never a point less or more. */
TEST(headings)
{
  const char *const both = "a b: 1 2 0; 3 4 1;";
  READ("x1,x2,y\n1,2,a\n3,4,b\n", both);
  READ("# comment\n\n\"x 1\", x2 ,\"class\"\r\n1,2,a\r\n3,4,b\r\n", both);
  READ("x1\tx2\ty\n1\t2\ta\n3\t4\tb\n", both);
  READ("\xEF\xBB\xBFx1,x2,y\n1,2,a\n3,4,b\n", both);
  READ("e1,1x,y\n1,2,a\n3,4,b\n", both);
  READ("x1,2nd,class\n1,2,a\n3,4,b\n", both);
  READ("NA,y,class\n1,2,a\n3,4,b\n", both);
  READ("x,nan,class\n1,2,a\n3,4,b\n", both);
  READ("x,,class\n1,2,a\n3,4,b\n", both);
  READ("x,y,\n1,2,a\n3,4,b\n", both);
  READ("x,y,NA\n1,2,a\n3,4,b\n", both);

  NOTED("2010,2011,class\n1,2,a\n3,4,a\n1,2,a\n", "a class: 2010 2011 1; 1 2 0; 3 4 0; 1 2 0;", POINT); /* or there would be one class */
  NOTED("x,2011,class\n1,2,a\n3,4,b\n", both, HEADINGS);
  NOTED("x,2011,2\n1,2,0\n3,4,1\n", "0 1: 1 2 0; 3 4 1;", HEADINGS);
  /* numbers: those of the columns, or with a word among whole numbers, or else who knows */
  NOTED("0,1,2,label\n1,2,3,a\n4,5,6,b\n7,8,9,a\n7,8,9,b\n", "a b: 1 2 3 0; 4 5 6 1; 7 8 9 0; 7 8 9 1;", HEADINGS);
  NOTED("0,1,2,3\n1,2,3,0\n4,5,6,1\n7,8,9,0\n7,8,9,1\n", "0 1: 1 2 3 0; 4 5 6 1; 7 8 9 0; 7 8 9 1;", HEADINGS);
  NOTED("0,1,2,3\n1,2,3,3\n4,5,6,1\n", "1 3: 1 2 3 1; 4 5 6 0;", HEADINGS);
  NOTED("2010,2011.5,class\n1,2,a\n3,4,b\n1,2,a\n3,4,b\n", "a b class: 2010 2011.5 2; 1 2 0; 3 4 1; 1 2 0; 3 4 1;", POINT);
  NOTED("2010,2011,2\n1,2,0\n3,4,1\n1,2,0\n3,4,1\n", "0 1 2: 2010 2011 2; 1 2 0; 3 4 1; 1 2 0; 3 4 1;", POINT);
  READ("0,1,2,c\n1,2,3,c\n4,5,6,b\n", "b c: 0 1 2 1; 1 2 3 1; 4 5 6 0;");
  NOTED("0,1,2,c\n1,2,3,a\n4,5,6,b\n", "a b c: 0 1 2 2; 1 2 3 0; 4 5 6 1;", POINT);
  NOTED("2010,2011,class\n1,2,0\n3,4,1\n1,2,0\n3,4,1\n", "0 1: 1 2 0; 3 4 1; 1 2 0; 3 4 1;", HEADINGS);
  NOTED("2010,2011,class\n1,2,a\n3,4,b\n1,2,a\n3,4,b\n", "a b: 1 2 0; 3 4 1; 1 2 0; 3 4 1;", HEADINGS);
  READ_AS({.header = "yes"}, "2010,2011,class\n1,2,a\n3,4,b\n1,2,a\n3,4,b\n", "a b: 1 2 0; 3 4 1; 1 2 0; 3 4 1;", "");
  READ_AS({.header = "no"}, "2010,2011,class\n1,2,a\n3,4,b\n1,2,a\n3,4,b\n",
    "a b class: 2010 2011 2; 1 2 0; 3 4 1; 1 2 0; 3 4 1;", "");
  NOTED("5,6,c\n1,2,a\n3,4,b\n1,2,a\n", "a b c: 5 6 2; 1 2 0; 3 4 1; 1 2 0;", POINT); /* another class has one row, too */
  NOTED("5,6,b\n1,2,a\n1,2,a\n", "a b: 5 6 1; 1 2 0; 1 2 0;", POINT); /* or it is one of two */
  READ("5,6,c\n1,2,a\n3,4,b\n1,2,a\n3,4,b\n5,6,c\n", "a b c: 5 6 2; 1 2 0; 3 4 1; 1 2 0; 3 4 1; 5 6 2;");
  /* a point with a fault stays one if others have its class */
  REFUSED("x,2,a\n1,2,b\n3,4,a\n", ":1:1: " NUMBER "'x'");
  NOTED("x,2,a\n1,2,b\n3,4,c\n", "b c: 1 2 0; 3 4 1;", HEADINGS);
  READ_AS({.header = "yes"}, "x,2,a\n1,2,b\n3,4,a\n", "a b: 1 2 1; 3 4 0;", "");
  REFUSED_AS({.header = "no"}, "x,y,class\n1,2,b\n3,4,a\n", ":1:1: " NUMBER "'x'");
  REFUSED("?,2,a\n1,2,a\n3,4,b\n", ":1:1: " LOST("?", "1"));
  REFUSED(",2,a\n1,2,a\n3,4,b\n", ":1:1: " LOST("", "1"));
  REFUSED("?,?,y\n1,2,a\n3,4,b\n", ":1:1: " LOST("?", "1"));
  REFUSED("x,y,class\nx,y,class\n1,2,a\n", ":2:1: " NUMBER "'x'");
  REFUSED("1,2,a\nx,y,class\n", ":2:1: " NUMBER "'x'");
  REFUSED("x,y,class\np,q,a\n", ":2:1: " NUMBER "'p'; --leave-out x if this column is no input");
  REFUSED("x1,x2,y\n", ": expected rows of numbers and a class, found none");
}

/* titles, and rows that all end with a separator */
TEST(first_and_last)
{
  const char *const trailing = "expected a class, found none in any row; --leave-out 4 if all rows end with a separator";
  char expected[200];
  REFUSED("Iris\nx,y,class\n1,2,a\n3,4,b\n",
    ":1:1: expected 3 fields, as in the rows below, found 1, separated by commas; titles and comments begin with #");
  REFUSED("% Iris; by Fisher\n1,2,a\n3,4,b\n",
    ":1:1: expected 3 fields, as in the rows below, found 1, separated by commas; titles and comments begin with #");
  REFUSED("x1,x2,x3,y\n1,2,a\n3,4,b\n",
    ":1:1: expected 3 fields, as in the rows below, found 4, separated by commas; titles and comments begin with #");
  REFUSED("1,2\n1,2,a\n3,4,b\n",
    ":1:1: expected 3 fields, as in the rows below, found 2, separated by commas; titles and comments begin with #");
  snprintf(expected, sizeof expected, ":1:9: %s", trailing);
  REFUSED("x,y,cla,\n1,2,a,\n3,4,b,\n", expected);
  snprintf(expected, sizeof expected, ":1:8: %s", trailing);
  REFUSED("x,y,cla\n1,2,a,\n3,4,b,\n", expected);
  snprintf(expected, sizeof expected, ":1:7: %s", trailing);
  REFUSED("1,2,a,\n3,4,b,\n", expected);
  READ_AS({.leave_out = "4"}, "1,2,a,\n3,4,b,\n", "a b: 1 2 0; 3 4 1;", "");
  READ_AS({.leave_out = "4"}, "x,y,c,\n1,2,a,\n3,4,b,\n", "a b: 1 2 0; 3 4 1;", "");
  REFUSED("1,2,a\n3,4,b,\n", ":2:7: expected 3 fields, found 4, separated by commas");
  READ("1,2,a\n,,\n3,4,b\n , , \n", "a b: 1 2 0; 3 4 1;"); /* empty rows of spreadsheets */
}

/* names of rows, and R's shorter row of headings */
TEST(names_of_rows)
{
  const char *const left = "the first column has the names of the rows, and is left out", *const both = "a b: 1 2 0; 3 4 1;";
  NOTED("\"\",\"x\",\"y\",\"c\"\n\"1\",1,2,\"a\"\n\"2\",3,4,\"b\"\n", both, left);
  NOTED(",x,y,c\n0,1,2,a\n1,3,4,b\n", both, left);
  NOTED("\"\",\"x\",\"y\",\"c\"\n\"Rome\",1,2,\"a\"\n\"Oslo\",3,4,\"b\"\n", both, left);
  NOTED("\"x\" \"y\" \"c\"\n\"1\" 1 2 \"a\"\n\"New York\" 3 4 \"b\"\n", both, left);
  NOTED("x,y,c\n1,1,2,a\n2,3,4,b\n", both, left);
  NOTED(",0,1,2\n0,1,2,a\n1,3,4,b\n2,1,2,a\n3,3,4,b\n", "a b: 1 2 0; 3 4 1; 1 2 0; 3 4 1;", HEADINGS "; "
    "the first column has the names of the rows, and is left out");
  NOTED("\"\";\"x\";\"y\";\"c\"\n\"1\";1,5;2;\"a\"\n\"2\";3;4;\"b\"\n", "a b: 1.5 2 0; 3 4 1;",
    "the first column has the names of the rows, and is left out; the decimal point is a comma");
  READ_AS({.class_column = "x"}, ",x,y\n0,a,2\n1,b,4\n", "a b: 2 0; 4 1;", left);
  READ_AS({.class_column = "2"}, ",x,y\n0,a,2\n1,b,4\n", "a b: 2 0; 4 1;", left);
  READ_AS({.class_column = "x"}, "x y\n0 a 2\n1 b 4\n", "a b: 2 0; 4 1;", left);
  /* a running number that isn't called a name is an input, but a strange one */
  char text[400] = "id,x,c\n", expected[400] = "a b:", *t = text + strlen(text), *e = expected + strlen(expected);
  for (int i = 1; i <= 12; i++) {
    t += sprintf(t, "%d,%d,%c\n", i, i*i%7, 'a' + i%2);
    e += sprintf(e, " %d %d %d;", i, i*i%7, i%2);
  }
  check_read(text, strlen(text), (reading) {.D = 0}, &(class_list) {.C = 0}, expected,
    "the first column counts the rows; --leave-out 1 if it is no input", __FILE__, __LINE__);
}

/* scikit-learn's row of counts and names: taken for that only if everything fits */
TEST(counts)
{
  READ("3,2,setosa,virginica\n1,2,0\n3,4,1\n5,6,0\n", "setosa virginica: 1 2 0; 3 4 1; 5 6 0;");
  READ("2,1,z,a\n1,0\n3,1\n", "a z: 1 1; 3 0;");
  REFUSED("3,2,setosa,virginica\n1,2,0\n3,4,1\n", ":1:1: expected as many points as this row promises, 3, found 2");
  REFUSED("2,2,setosa,virginica\n1,2,0\n3,4,2\n", ":3:5: expected the number of a class, from 0 to 1, found '2'");
  REFUSED("2,2,setosa,virginica\n1,2,0\n3,4,-1\n", ":3:5: expected the number of a class, from 0 to 1, found '-1'");
  REFUSED("2,2,setosa,virginica\n1,2,0\n3,4,.5\n", ":3:5: expected the number of a class, from 0 to 1, found '.5'");
  READ_AS({.drop = true}, "3,2,a,b\n1,2,0\n3,NA,1\n3,4,1\n", "a b: 1 2 0; 3 4 1;", "1 row in which something is missing was left out");
  REFUSED("2,3,a,b\n1,2,0\n3,4,1\n",
    ":1:1: expected 3 fields, as in the rows below, found 4, separated by commas; titles and comments begin with #");
  READ("3,2,1,0\n1,2,1,1\n", "0 1: 3 2 1 0; 1 2 1 1;");
}

/* which columns: by heading or number */
TEST(columns)
{
  READ_AS({.class_column = "c"}, "c,x,y\na,1,2\nb,3,4\n", "a b: 1 2 0; 3 4 1;", "");
  READ_AS({.class_column = "1"}, "c,x,y\na,1,2\nb,3,4\n", "a b: 1 2 0; 3 4 1;", "");
  READ_AS({.class_column = "1"}, "a,1,2\nb,3,4\n", "a b: 1 2 0; 3 4 1;", "");
  READ_AS({.class_column = "2"}, "1,a,2\n3,b,4\n", "a b: 1 2 0; 3 4 1;", "");
  READ_AS({.leave_out = "id"}, "id,x,c\nu,1,a\nv,3,b\n", "a b: 1 0; 3 1;", "");
  READ_AS({.leave_out = "3,1"}, "u,1,z,a\nv,3,z,b\n", "a b: 1 0; 3 1;", "");
  READ_AS({.leave_out = "c 2,id"}, "id,x,c,c 2\nu,1,a,0\nv,3,b,0\n", "a b: 1 0; 3 1;", "");
  READ_AS({.class_column = "c" COMMA .leave_out = "id"}, "c,x,id\na,1,u\nb,3,v\n", "a b: 1 0; 3 1;", "");
  READ_AS({.class_column = "c"}, "2010,2011,c\n1,2,a\n3,4,b\n1,2,a\n3,4,b\n", "a b: 1 2 0; 3 4 1; 1 2 0; 3 4 1;",
    ""); /* who names one says that there are some */
  REFUSED_AS({.class_column = "z"}, "c,x\na,1\nb,2\n", ":1:1: expected a column with the heading 'z', found none");
  REFUSED_AS({.class_column = "x"}, "c,x,x\na,1,2\nb,2,3\n", ":1:5: expected one column with the heading 'x', found two");
  REFUSED_AS({.class_column = "3"}, "c,x\na,1\nb,2\n", ":1:1: expected a column from 1 to 2, found 3");
  REFUSED_AS({.class_column = "0"}, "c,x\na,1\nb,2\n", ":1:1: expected a column from 1 to 2, found 0");
  REFUSED_AS({.leave_out = "1,,2"}, "c,x\na,1\nb,2\n", ":1:1: expected a column with the heading '', found none");
  REFUSED_AS({.header = "no" COMMA .class_column = "c"}, "c,x\na,1\nb,2\n", ":1:1: expected a column with the heading 'c', found none");
  REFUSED_AS({.leave_out = "1"}, "x,y\n1,a\n2,b\n",
    ":1:1: expected 1 to 1024 numbers and a class, separated by commas, tabs, semicolons, or blanks, found 2 fields");
  READ_AS({.class_column = "1"}, ",x,y\na,1,2\nb,3,4\n", "a b: 1 2 0; 3 4 1;", "the first column has the names of the rows, and is left out");
}

/* The next file, read like the first: inputs are found by their names, if both files have some, and otherwise in their places. */
TEST(the_next_file)
{
  char message[MESSAGE_SIZE];
  reading how = {.D = 0};
  class_list classes = {.C = 0};
  const char first[] = "x,y,c\n1,2,a\n3,4,b\n", moved[] = "c,z,y,x\na,0,2,1\nb,0,4,3\n", bare[] = "1,2,a\n3,4,b\n", other[] = "x,c\n1,a\n",
    *const both = "a b: 1 2 0; 3 4 1;";
  write_file(first, sizeof first - 1);
  dataset *data = read_points(path(), &how, &classes, message);
  assert_non_null(data);
  free_dataset(data);
  assert_int_equal(how.D, 2);
  assert_string_equal(how.inputs[0], "x");
  assert_string_equal(how.inputs[1], "y");
  assert_string_equal(how.target, "c");
  const char *const texts[] = {first, moved, bare};
  for (int j = 0; j < 3; j++) {
    write_file(texts[j], strlen(texts[j]));
    data = read_points(path(), &how, &classes, message);
    if (data == NULL) fail_msg("%s", message);
    char *found = describe(data, &classes);
    assert_string_equal(found, both);
    free(found);
    free_dataset(data);
  }
  check_refused(other, sizeof other - 1, (reading) {.D = 2, .inputs = how.inputs, .target = "c"}, &classes,
    ":1:1: expected a column with the heading 'y', found none", __FILE__, __LINE__);
  free(how.inputs);
  /* names that couldn't be found again are none */
  const char *const unfit[] = {"x,x,c\n1,2,a\n3,4,b\n", "x,\"y\nz\",c\n1,2,a\n3,4,b\n",
    "x,0123456789012345678901234567890123456789012345678901234567890123,c\n1,2,a\n3,4,b\n", "x,c,c\n1,2,a\n3,4,b\n"};
  for (int j = 0; j < LENGTH(unfit); j++) {
    how = (reading) {.D = 0};
    classes.C = 0;
    write_file(unfit[j], strlen(unfit[j]));
    data = read_points(path(), &how, &classes, message);
    assert_non_null(data);
    assert_null(how.inputs);
    free_dataset(data);
  }
}

TEST(byte_order_mark)
{
  READ("\xEF\xBB\xBF" "1,a\n2,b\n", "a b: 1 0; 2 1;");
  READ("\xEF\xBB\xBF\r\n1,a\r\n2,b\r\n", "a b: 1 0; 2 1;");
  READ("\xEF\xBB\xBF# c\n1,a\n2,b\n", "a b: 1 0; 2 1;");
  READ("\xEF\xBB\xBF\"x\",\"c\"\n1,a\n2,b\n", "a b: 1 0; 2 1;");
  REFUSED("\xEF\xBB\xBF", ": expected rows of numbers and a class, found none");
  REFUSED("\xEF\xBB\xBF" "1,2,a\n2,b\n", ":2:4: expected 3 fields, found 2, separated by commas");
  REFUSED("\xEF\xBB\xBF" "1,0x,a\n2,1,a\n", ":1:3: " NUMBER "'0x'");
  REFUSED("1,a\n\xEF\xBB\xBF" "2,b\n", ":2:1: " NUMBER "'\xEF\xBB\xBF" "2'");
}

TEST(other_encodings)
{
  REFUSED("1,a\n2,\0b\n", ":2:3: expected text in ASCII or UTF-8, found a byte that is zero");
  REFUSED("1,a\n2,b\n\0", ":3:1: expected text in ASCII or UTF-8, found a byte that is zero");
  REFUSED("1,a\n# \0\n2,b\n", ":2:3: expected text in ASCII or UTF-8, found a byte that is zero");
  REFUSED("1,a\n2,\"\0\"\n", ":2:4: expected text in ASCII or UTF-8, found a byte that is zero");
  REFUSED("\xFF\xFE" "1\0,\0a\0\n\0", ":1:4: expected text in ASCII or UTF-8, found a byte that is zero");
  REFUSED("\xFE\xFF\0001\0,\0a\0\n", ":1:3: expected text in ASCII or UTF-8, found a byte that is zero");
  REFUSED("1\0,\0a\0\n\0", ":1:2: expected text in ASCII or UTF-8, found a byte that is zero");
  REFUSED("\0001\0,\0a\0\n", ":1:1: expected text in ASCII or UTF-8, found a byte that is zero");
}

/* a line feed, a carriage return, or both; numbers of lines count each of them once */
TEST(ends_of_lines)
{
  READ("1,a\r2,b\r", "a b: 1 0; 2 1;");
  READ("x,y\r1,a\r2,b", "a b: 1 0; 2 1;");
  READ("1,a\n2,b\r3,a\r\n4,b\n\r5,a", "a b: 1 0; 2 1; 3 0; 4 1; 5 0;");
  REFUSED("1,a\r\r2,\r3,b\r", ":3:3: expected a class, found '': a missing value; --missing drop leaves out such rows");
  REFUSED("1,a\r\n\r\n2,\r\n3,b\r\n", ":3:3: expected a class, found '': a missing value; --missing drop leaves out such rows");
  REFUSED("1,a\n\n2,b,\n", ":3:5: expected 2 fields, found 3, separated by commas");
  REFUSED("1,a\n\r\n2,b,\n", ":3:5: expected 2 fields, found 3, separated by commas");
  REFUSED_AS({.leave_out = "2,3"}, "1,\"\r\n\"\"\r\n\",x,a\r\n2,b,\r\n", ":4:5: expected 4 fields, found 3, separated by commas");
}

TEST(quotation_marks)
{
  READ("1,\"a \"\"q\"\" b\"\n2,\"\"\"\"\n", "\" a \"q\" b: 1 1; 2 0;");
  READ("\"x\n1\",\"c\r\n\"\n\"1\",a\n2 , \"b\" \n", "a b: 1 0; 2 1;");

  REFUSED("1,\"a\n2,b\n", ":1:4: expected another quotation mark");
  REFUSED("1,a\n2,\"\n", ":2:4: expected another quotation mark");
  REFUSED("1,a\n2,\"\n\n\n", ":2:4: expected another quotation mark");
  REFUSED("1,a\n\"2\"x,b\n", ":2:4: expected the end of the field after its quotation mark");
  REFUSED("1,a\n\"2\" x,b\n", ":2:5: expected the end of the field after its quotation mark");
  REFUSED("1,a\n\"2\" \"\",b\n", ":2:5: expected the end of the field after its quotation mark");
  REFUSED("1\ta\n\"2\",\tb\n", ":2:4: expected the end of the field after its quotation mark");
  REFUSED("1,\"a\nb\"\n2,b\n", ":1:4: expected the name of a class, of 1 to 63 characters, not beginning with #, found 'a?b'");
  REFUSED("x,\"\n\n\",c\n1,2,a\n3,b\n", ":5:4: expected 3 fields, found 2, separated by commas");
  READ("1,a\"\n2,b\"c\"\n", "a\" b\"c\": 1 0; 2 1;"); /* not at the beginning it's a character like others */
}

TEST(number_of_fields)
{
  REFUSED("1,2,a\n1,b\n", ":2:4: expected 3 fields, found 2, separated by commas");
  REFUSED("1,2,a\n1,2,3,b\n", ":2:7: expected 3 fields, found 4, separated by commas");
  REFUSED("1,2,a\n1,2,3, b,c,d\n", ":2:8: expected 3 fields, found 6, separated by commas");
  REFUSED("1,2,a\r\n1,b\r\n", ":2:4: expected 3 fields, found 2, separated by commas"); /* the carriage return isn't counted */
  REFUSED("1,2,a\n1,2\n", ":2:4: expected 3 fields, found 2, separated by commas");
  REFUSED("1,2,a\n# c\n\n1,2,3,b\n", ":4:7: expected 3 fields, found 4, separated by commas");
  REFUSED("1,2,a\n1 2 b\n", ":2:6: expected 3 fields, found 1, separated by commas");
  REFUSED("1,2,a\n1,2,\"b\",\"c\"\n", ":2:10: expected 3 fields, found 4, separated by commas");
  REFUSED("1;2;a\n1;b\n", ":2:4: expected 3 fields, found 2, separated by semicolons");
  REFUSED("1\t2\ta\n1\tb\n", ":2:4: expected 3 fields, found 2, separated by tabs");
  REFUSED("1 2 a\n1 b\n", ":2:4: expected 3 fields, found 2, separated by blanks");
  const char *const one[] = {"1\n2\n", "a\n2\n", "a\nb\n"};
  for (int j = 0; j < 3; j++)
    check_refused(one[j], 4, (reading) {.D = 0}, &(class_list) {.C = 0},
      ":1:1: expected 1 to 1024 numbers and a class, separated by commas, tabs, semicolons, or blanks, found 1 field", __FILE__, __LINE__);
  class_list two = {2, {"a", "b"}};
  const char text[] = "1,2,a\n3,4,b\n";
  check_read(text, sizeof text - 1, (reading) {.D = 2}, &two, "a b: 1 2 0; 3 4 1;", "", __FILE__, __LINE__);
  check_refused(text, sizeof text - 1, (reading) {.D = 1}, &two, ":1:5: expected 2 fields, found 3, separated by commas", __FILE__, __LINE__);
  check_refused(text, sizeof text - 1, (reading) {.D = 3}, &two, ":1:6: expected 4 fields, found 3, separated by commas", __FILE__, __LINE__);
  const char headed[] = "x,y\n1,a\n"; /* headings are counted, too */
  check_refused(headed, sizeof headed - 1, (reading) {.D = 2}, &two, ":1:4: expected 3 fields, found 2, separated by commas", __FILE__, __LINE__);
}

/* the greatest number of inputs, and more */
TEST(many_fields)
{
  static char text[40000], expected[40000];
  const int counts[] = {99, 100, 101, 102, 1023, 1024, 1025, 1026, 2000};
  for (int n = 0; n < LENGTH(counts); n++)
    for (int headed = 0; headed < 2; headed++) {
      const int count = counts[n];
      char *t = text, *e = expected + sprintf(expected, "a b:");
      for (int j = 1; headed && j <= count; j++) t += sprintf(t, "x%d%s", j, j < count ? "," : "\n");
      for (int row = 0; row < 2; row++) {
        for (int j = 1; j < count; j++) {
          t += sprintf(t, "%d,", j + row);
          e += sprintf(e, " %d", j + row);
        }
        t += sprintf(t, "%c\n", 'a' + row);
        e += sprintf(e, " %d;", row);
      }
      class_list classes = {.C = 0};
      if (count <= MOST_INPUTS + 1) check_read(text, strlen(text), (reading) {.D = 0}, &classes, expected, "", __FILE__, __LINE__);
      else {
        sprintf(expected, ":1:1: expected 1 to 1024 numbers and a class, separated by commas, tabs, semicolons, or blanks, "
          "found %d fields", count);
        check_refused(text, strlen(text), (reading) {.D = 0}, &classes, expected, __FILE__, __LINE__);
      }
    }
}

/* --- long lines: a buffer with a line of so many bytes, made of a beginning, a filling, and an end */

static char *long_text(const char *begin, char filling, size_t bytes, const char *end, const char *rest, size_t *size)
{
  char *text = malloc(bytes + strlen(rest) + 1);
  assert_non_null(text);
  memset(text, filling, bytes);
  memcpy(text, begin, strlen(begin));
  memcpy(text + bytes - strlen(end), end, strlen(end));
  strcpy(text + bytes, rest);
  *size = bytes + strlen(rest);
  return text;
}

TEST(long_lines)
{
  const char *const two = "a b: 1 0; 2 1;", *const too_long = ":1:1048577: expected a row of at most 1048576 bytes";
  const struct { const char *begin; char filling; size_t bytes; const char *end, *rest, *expected; } cases[] = {
    {"#", '#', LINE_SIZE, "#", "\n1,a\n2,b\n", two}, {"1,a", ' ', LINE_SIZE, " ", "\n2,b\n", two},
    {"1,", ' ', LINE_SIZE, "a", "\n2,b", two}, {"", ' ', LINE_SIZE, "", "\n1,a\n2,b\n", two},
    {"#", '#', LINE_SIZE, "\r", "\n1,a\n2,b\n", two},
    {"\xEF\xBB\xBF#", '#', LINE_SIZE + 3, "#", "\n1,a\n2,b\n", two}, /* the mark is no part of the line */
    {"#", '#', 3*LINE_SIZE, "#", "\n1,a\n2,b\n", two}, {"", ' ', 3*LINE_SIZE, "", "\n1,a\n2,b\n", two}, /* of any length, if no row */
    {"1,", '1', LINE_SIZE + 1, ",a", "\n", too_long}, {"", '1', 3*LINE_SIZE, "", "", too_long},
    {"1,a\n", '1', 2*LINE_SIZE, "", "", ":2:1048577: expected a row of at most 1048576 bytes"}, /* from the middle of one block to that of another */
    {"1,", 'a', LINE_SIZE, "a", "\n2,b\n",
      ":1:3: expected the name of a class, of 1 to 63 characters, not beginning with #, found 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'"},
    {"1", ',', LINE_SIZE, "a", "\n2,b\n", ":1:1: expected 1 to 1024 numbers and a class, separated by commas, tabs, semicolons, or blanks, found 1048575 fields"}
  };
  for (int j = 0; j < LENGTH(cases); j++) {
    size_t size;
    char *text = long_text(cases[j].begin, cases[j].filling, cases[j].bytes, cases[j].end, cases[j].rest, &size);
    if (cases[j].expected[0] == ':')
      check_refused(text, size, (reading) {.D = 0}, &(class_list) {.C = 0}, cases[j].expected, __FILE__, __LINE__);
    else check_read(text, size, (reading) {.header = "no"}, &(class_list) {.C = 0}, cases[j].expected, "", __FILE__, __LINE__);
    free(text);
  }
  /* a number with a megabyte of digits is a number; and of 1/3 in that many only the first seventeen matter */
  size_t size;
  char *text = long_text("0.", '3', LINE_SIZE, ",a", "\n2,b\n", &size);
  check_read(text, size, (reading) {.header = "no"}, &(class_list) {.C = 0}, "a b: 0.33333333333333331 0; 2 1;", "", __FILE__, __LINE__);
  free(text);
}

/* --- classes */

TEST(names_of_classes)
{
#define N63 "abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghij123"
  READ("1," N63 "\n2,b\n", N63 " b: 1 0; 2 1;");
  REFUSED("1," N63 "4\n2,b\n",
    ":1:3: expected the name of a class, of 1 to 63 characters, not beginning with #, found 'abcdefghijabcdefghijabcdefghijabcdefghij'");
  REFUSED("1," N63 N63 "\n",
    ":1:3: expected the name of a class, of 1 to 63 characters, not beginning with #, found 'abcdefghijabcdefghijabcdefghijabcdefghij'");
  REFUSED("1,a\n2,\n", ":2:3: expected a class, found '': a missing value; --missing drop leaves out such rows");
  REFUSED("1,a\n2,  \n", ":2:5: expected a class, found '': a missing value; --missing drop leaves out such rows");
  REFUSED("1,a\n2,\"\"\n", ":2:4: expected a class, found '': a missing value; --missing drop leaves out such rows");
  REFUSED("1,a\n2,#b\n", ":2:3: expected the name of a class, of 1 to 63 characters, not beginning with #, found '#b'");
  REFUSED("1,a\n2,b\x1b[31m\n", ":2:3: expected the name of a class, of 1 to 63 characters, not beginning with #, found 'b?[31m'");
  REFUSED("1,a\n2,b\x7f\n", ":2:3: expected the name of a class, of 1 to 63 characters, not beginning with #, found 'b?'");
  REFUSED("1,a\n2,\x01\n", ":2:3: expected the name of a class, of 1 to 63 characters, not beginning with #, found '?'");
  REFUSED("1,a\n2,b\tc\n", ":2:3: expected the name of a class, of 1 to 63 characters, not beginning with #, found 'b?c'");
  REFUSED("1,a\n2,a\n", ": expected points of at least two classes, found one class only");
  REFUSED("1,a\n", ": expected points of at least two classes, found one class only");
}

TEST(given_classes)
{
  const class_list given = {3, {"b", "a", "10"}}; /* in an order of its own, which stays */
  class_list classes = given;
  const char text[] = "1,a\n2,b\n3,a\n", unknown[] = "1,a\n2,c\n", spelt[] = "1,a\n2,B\n", one[] = "1,10\n", empty[] = "1,a\n2,\n",
    wide[] = "1,a\n2,0123456789012345678901234567890123456789012345678901234567890123456789\n", none[] = "# a\n";
  check_read(text, sizeof text - 1, (reading) {.D = 1}, &classes, "b a 10: 1 1; 2 0; 3 1;", "", __FILE__, __LINE__);
  check_read(one, sizeof one - 1, (reading) {.D = 1}, &classes, "b a 10: 1 2;", "", __FILE__, __LINE__);
  check_refused(unknown, sizeof unknown - 1, (reading) {.D = 1}, &classes,
    ":2:3: expected one of the classes trained with, found 'c'; they are b, a, 10", __FILE__, __LINE__);
  check_refused(spelt, sizeof spelt - 1, (reading) {.D = 1}, &classes,
    ":2:3: expected one of the classes trained with, found 'B'; they are b, a, 10", __FILE__, __LINE__);
  check_refused(empty, sizeof empty - 1, (reading) {.D = 1}, &classes,
    ":2:3: expected a class, found '': a missing value; --missing drop leaves out such rows", __FILE__, __LINE__);
  check_refused(wide, sizeof wide - 1, (reading) {.D = 1}, &classes,
    ":2:3: expected one of the classes trained with, found '0123456789012345678901234567890123456789'; they are b, a, 10", __FILE__, __LINE__);
  check_refused(none, sizeof none - 1, (reading) {.D = 1}, &classes, ": expected rows of numbers and a class, found none", __FILE__, __LINE__);
  assert_same_bits(&classes, &given, sizeof given);
  /* many names: the message has the first ones, and is a whole one */
  class_list many = {MOST_CLASSES, {""}};
  for (int c = 0; c < MOST_CLASSES; c++) sprintf(many.name[c], "%063d", c);
  put_file(in_scratch("many.csv"), unknown);
  reading how = {.D = 1};
  char message[MESSAGE_SIZE];
  assert_null(read_points(in_scratch("many.csv"), &how, &many, message));
  assert_true(proper(message));
  const char *list = strstr(message, "; they are 0");
  assert_non_null(list);
  assert_int_equal(strlen(list), 11 + 199);
  assert_string_equal(list + strlen(list) - 4, "0...");
}

TEST(order_of_classes)
{
  READ_AS({.header = "no"}, "1,10\n2,9\n3,-1\n4,-10\n5,0\n", "-10 -1 0 9 10: 1 4; 2 3; 3 1; 4 0; 5 2;",
    "the 5 classes are numbers, perhaps a measurement; they are learned as names without an order");
  READ_AS({.header = "no"}, "1,10\n2,9\n3,x\n", "10 9 x: 1 0; 2 1; 3 2;", ""); /* one word, and all are words */
  READ_AS({.header = "no"}, "1,10\n2,9\n3,1.5\n", "1.5 10 9: 1 1; 2 2; 3 0;",
    "the 3 classes are numbers, perhaps a measurement; they are learned as names without an order");
  READ_AS({.header = "no"}, "1,10\n2,9\n3,+1\n", "1 9 10: 1 2; 2 1; 3 0;", "the 3 classes are numbers, perhaps a measurement; they are learned as names without an order");
  READ_AS({.header = "no"}, "1,10\n2,9\n3,-\n", "- 10 9: 1 1; 2 2; 3 0;", "");
  READ_AS({.header = "no"}, "1,10\n2,9\n3,--5\n", "--5 10 9: 1 1; 2 2; 3 0;", "");
  READ_AS({.header = "no"}, "1,1\n2,01\n3,+1.0\n4,0\n5,-0\n6,1e0\n", "0 1: 1 1; 2 1; 3 1; 4 0; 5 0; 6 1;", ""); /* six names, two numbers */
  READ_AS({.header = "no"}, "1,1.0\n2,2.0\n3,1\n", "1 2: 1 0; 2 1; 3 0;", "");
  READ_AS({.header = "no"}, "1,1e14\n2,1e15\n3,100000000000000\n", "100000000000000 1e15: 1 0; 2 1; 3 0;", ""); /* beyond, they are words */
  READ_AS({.header = "no"}, "1,b\n2,a\n3,B\n4,ab\n5,a b\n", "B a a b ab b: 1 4; 2 1; 3 0; 4 3; 5 2;", "");
  READ_AS({.header = "no"}, "1,\xC3\xA4\n2,z\n3,\xE2\x82\xAC\n", "z \xC3\xA4 \xE2\x82\xAC: 1 1; 2 0; 3 2;", ""); /* bytes without a sign */
  READ_AS({.header = "no"}, "1,999999999999999999\n2,-999999999999999999\n3,5\n",
    "-999999999999999999 5 999999999999999999: 1 2; 2 0; 3 1;", "the 3 classes are numbers, perhaps a measurement; they are learned as names without an order");
  /* numbers too long to be compared as such are words */
  READ_AS({.header = "no"}, "1,100000000000000000000\n2,99999999999999999999\n3,-7\n",
    "-7 100000000000000000000 99999999999999999999: 1 1; 2 2; 3 0;", "the 3 classes are numbers, perhaps a measurement; they are learned as names without an order");
  READ_AS({.header = "no"}, "1,1000000000000000000\n2,999999999999999999\n", "1000000000000000000 999999999999999999: 1 0; 2 1;", "");
}

TEST(number_of_classes)
{
  for (int C = 1; C <= 70; C++) {
    char text[2000] = "", expected[3000] = "", *t = text, *e = expected;
    for (int c = C; c > 0; c--) t += sprintf(t, "%d,%d\n", c, c); /* backwards */
    if (C == 1) strcpy(expected, ": expected points of at least two classes, found one class only");
    else if (C > MOST_CLASSES) sprintf(expected, ":65:%d: expected at most 64 classes, found another one, '%d', in column 2, the last; "
      "is the class in another one? --class says so", C - 64 < 10 ? 3 : 4, C - 64);
    else {
      for (int c = 1; c <= C; c++) e += sprintf(e, "%d%s", c, c < C ? " " : ":");
      for (int c = C; c > 0; c--) e += sprintf(e, " %d %d;", c, c - 1);
    }
    if (C == 1 || C > MOST_CLASSES) check_refused(text, strlen(text), (reading) {.D = 0}, &(class_list) {.C = 0}, expected, __FILE__, __LINE__);
    else check_read(text, strlen(text), (reading) {.header = "no"}, &(class_list) {.C = 0}, expected, "", __FILE__, __LINE__);
  }
}

/* the classes get the same numbers in whichever order the points come */
TEST(order_of_rows)
{
  const char *const name[] = {"7", "-3", "12", "0", "100", "-20", "x", "Y"};
  uint64_t seed = 3;
  for (int words = 0; words < 2; words++) {
    const int C = words ? 8 : 6;
    class_list first = {.C = 0};
    for (int trial = 0; trial < 100; trial++) {
      int order[8];
      char text[200] = "", *t = text, message[MESSAGE_SIZE];
      for (int i = 0; i < C; i++) { /* insert each at a random place */
        int place = (int) between(&seed, 0, i + 1);
        order[i] = order[place];
        order[place] = i;
      }
      for (int i = 0; i < C; i++) t += sprintf(t, "%d,%s\n", order[i], name[order[i]]);
      write_file(text, strlen(text));
      class_list classes = {.C = 0};
      dataset *data = read_points(path(), &(reading) {.D = 0}, &classes, message);
      assert_non_null(data);
      if (trial == 0) first = classes;
      assert_same_bits(&classes, &first, sizeof classes);
      for (int i = 0; i < C; i++) {
        assert_within(data->x[0][i], order[i], 0);
        assert_string_equal(classes.name[data->y[0][i]], name[order[i]]);
      }
      free_dataset(data);
    }
  }
}

/* --- files */

TEST(empty_files)
{
  const char *const none = ": expected rows of numbers and a class, found none";
  REFUSED("", none);
  REFUSED("\n", none);
  REFUSED("\r\n\r\n", none);
  REFUSED("  \n\t", none);
  REFUSED("# only\n# comments", none);
  REFUSED("x1,x2,y", none);
  REFUSED("# c\n\nx1,x2,y\n# c\n", none);
}

TEST(files_that_cannot_be_read)
{
  char message[MESSAGE_SIZE], expected[MESSAGE_SIZE + 8192], name[6000];
  class_list classes = {.C = 0};
  const char *missing = in_scratch("missing.csv");
  assert_null(read_points(missing, &(reading) {.D = 0}, &classes, message));
  snprintf(expected, sizeof expected, "%s: No such file or directory", missing);
  assert_string_equal(message, expected);
  assert_null(read_points(scratch(), &(reading) {.D = 0}, &classes, message));
  snprintf(expected, sizeof expected, "%s: Is a directory", scratch());
  assert_string_equal(message, expected);
  assert_null(read_points("", &(reading) {.D = 0}, &classes, message));
  assert_string_equal(message, ": No such file or directory");
  /* a name with other lines in it */
  assert_null(read_points("no\nsuch\tfile\x1b", &(reading) {.D = 0}, &classes, message));
  assert_string_equal(message, "no?such?file?: No such file or directory");
  /* and one that is too long for the message */
  memset(name, 'n', sizeof name);
  name[sizeof name - 1] = 0;
  assert_null(read_points(name, &(reading) {.D = 0}, &classes, message));
  snprintf(expected, sizeof expected, "%.400s: File name too long", name);
  assert_string_equal(message, expected);
  assert_int_equal(classes.C, 0);
}

/* However long the name, the place and the reason are in the message. */
TEST(long_names)
{
  char message[MESSAGE_SIZE], expected[MESSAGE_SIZE + 8192], name[8192];
  for (int length = 100; length <= 900; length += 50) {
    size_t end = (size_t) snprintf(name, sizeof name, "%s", scratch());
    for (int j = 0; j < length; j++) name[end++] = j%100 == 0 ? '/' : 'n';
    strcpy(name + end, "/");
    assert_true(make_folder(name));
    strcat(name, "file\n.csv");
    for (int broken = 0; broken < 2; broken++) {
      FILE *f = fopen(name, "w");
      assert_non_null(f);
      fputs(broken ? "1,a\n2,a,9999999999999999999999999999999999999999x\n" : "1,a\n", f);
      fclose(f);
      class_list classes = {.C = 0};
      assert_null(read_points(name, &(reading) {.D = 0}, &classes, message));
      snprintf(expected, sizeof expected, broken ? "%.250s:2:5: expected 2 fields, found 3, separated by commas"
        : "%.400s: expected points of at least two classes, found one class only", name);
      for (char *c = expected; *c != 0; c++) if (*c == '\n') *c = '?';
      assert_true(proper(message));
      assert_string_equal(message, expected);
    }
  }
}

/* --- data sets: what write_data writes is read back to the bit; all shapes; sizes beyond a panel and beyond the first room */

TEST(all_shapes)
{
  const long sizes[] = {16, 127, 128, 129, 999, 1000, 1001, 2999, 3000, 3001, 8000};
  uint64_t seed = 4;
  int n = 0;
  for (int D = 1; D <= MOST_INPUTS; D = D < 16 ? D + 1 : 8*D)
    for (int C = 2; C <= MOST_CLASSES; C = C < 16 ? C + 1 : 4*C) {
      long N = sizes[n++%LENGTH(sizes)];
      if (D > 16 || N < C) N = 200;
      dataset *data = random_dataset(&seed, N, D, C);
      for (int c = 0; c < C; c++) data->y[0][c] = C - 1 - c; /* each of them occurs */
      data->x[0][0] = -0.;
      data->x[0][1] = DBL_TRUE_MIN;
      data->x[0][2] = -DBL_MAX;
      FILE *f = fopen(path(), "w");
      assert_non_null(f);
      write_data(f, data);
      assert_int_equal(fclose(f), 0);
      class_list classes = {.C = 0};
      char message[MESSAGE_SIZE];
      dataset *again = read_points(path(), &(reading) {.D = n%2 == 0 ? 0 : D}, &classes, message);
      if (again == NULL) fail_msg("%s", message);
      assert_int_equal(again->N, N);
      assert_int_equal(again->D, D);
      assert_int_equal(again->C, C);
      assert_int_equal(classes.C, C);
      for (int c = 0; c < C; c++) assert_int_equal(atoi(classes.name[c]), c);
      for (long i = 0; i < N; i++) {
        for (int d = 0; d < D; d++)
          assert_same_bits(&again->x[i/PANEL*D + d][i%PANEL], &data->x[i/PANEL*D + d][i%PANEL], sizeof(real));
        assert_int_equal(again->y[i/PANEL][i%PANEL], data->y[i/PANEL][i%PANEL]);
      }
      assert_true(data_checksum(again) == data_checksum(data));
      free_dataset(again);
      free_dataset(data);
    }
}

/* How many there are needn't be known: in a pipe, or where lines end as they did on old Macintoshes. Sizes around those where the
   points move to a larger room. */
TEST(unknown_numbers)
{
  const long sizes[] = {2, 999, 1000, 1001, 2500, 2501, 4750, 4751, 20000};
  uint64_t seed = 14;
  for (int n = 0; n < LENGTH(sizes); n++)
    for (int piped = 0; piped < 2; piped++) {
      char message[MESSAGE_SIZE], command[9000], name[100];
      dataset *data = random_dataset(&seed, sizes[n], 3, 2);
      data->y[0][0] = 0;
      data->y[0][1] = 1;
      FILE *f = fopen(path(), "w");
      assert_non_null(f);
      write_data(f, data);
      assert_int_equal(fclose(f), 0);
      snprintf(command, sizeof command, "%s '%s'", piped ? "cat" : "tr '\\n' '\\r' <", path());
      FILE *pipe = popen(command, "r");
      assert_non_null(pipe);
      if (piped) snprintf(name, sizeof name, "/dev/fd/%d", fileno(pipe));
      else {
        snprintf(name, sizeof name, "%s", in_scratch("cr.csv"));
        f = fopen(name, "w");
        for (int c; (c = getc(pipe)) != EOF; ) putc(c, f);
        fclose(f);
      }
      class_list classes = {.C = 0};
      reading how = {.D = 0};
      dataset *again = read_points(name, &how, &classes, message);
      if (again == NULL) fail_msg("%s", message);
      assert_int_equal(pclose(pipe), 0);
      assert_int_equal(again->N, data->N);
      assert_int_equal(again->D, 3);
      assert_int_equal(again->C, 2);
      assert_true(data_checksum(again) == data_checksum(data));
      const long places = panel_count(again)*PANEL;
      for (long i = again->N; i < places; i++)
        for (int d = 0; d < 3; d++) assert_within(again->x[i/PANEL*3 + d][i%PANEL], 0, 0);
      free(how.inputs);
      free_dataset(again);
      free_dataset(data);
    }
}

static volatile bool enough;

static void *append(void *file)
{
  while (!enough) {
    fputs("\n", file);
    fflush(file);
  }
  return NULL;
}

/* A file to which something is added while it is read, if only empty lines: it may be seen before or after, but not between. */
TEST(changing_file)
{
  char message[MESSAGE_SIZE], expected[8300];
  pthread_t other;
  FILE *f = fopen(path(), "w");
  for (int i = 0; i < 300000; i++) fprintf(f, "%d.5,%d\n", i, i%2);
  fflush(f);
  enough = false;
  assert_int_equal(pthread_create(&other, NULL, append, f), 0);
  dataset *data = read_points(path(), &(reading) {.D = 1}, &(class_list) {.C = 0}, message);
  enough = true;
  pthread_join(other, NULL);
  fclose(f);
  snprintf(expected, sizeof expected, "%s: the file has changed while it was being read", path());
  assert_null(data);
  assert_string_equal(message, expected);
  data = read_points(path(), &(reading) {.D = 1}, &(class_list) {.C = 0}, message);
  assert_non_null(data);
  assert_int_equal(data->N, 300000);
  free_dataset(data);
}

/* --- the reader by itself */

TEST(reader)
{
  reader r;
  double x[2];
  write_file("# c\n 1, \"2\" \r\n\n3,4", 18);
  assert_true(open_reader(&r, path(), &(reading) {.D = 2}, NULL));
  assert_string_equal(r.name, path());
  assert_true(next_row(&r));
  assert_int_equal(r.row[0].line, 2);
  assert_int_equal(r.fields, 2);
  assert_string_equal(r.row[0].text, "1");
  assert_string_equal(r.row[1].text, "2");
  assert_true(read_inputs(&r, x));
  assert_within(x[0], 1, 0);
  assert_within(x[1], 2, 0);
  assert_true(next_row(&r));
  assert_int_equal(r.row[0].line, 4);
  assert_true(read_inputs(&r, x));
  assert_within(x[0], 3, 0);
  assert_within(x[1], 4, 0);
  assert_false(next_row(&r));
  assert_string_equal(r.message, "");
  close_reader(&r);
  assert_false(open_reader(&r, "/no/such", &(reading) {.D = 2}, NULL));
  assert_string_equal(r.message, "/no/such: No such file or directory");
  close_reader(&r);
}

TEST(standard_input)
{
  reader r;
  double x;
  write_file("1\n2,\n", 5);
  assert_non_null(freopen(path(), "r", stdin));
  assert_true(open_reader(&r, NULL, &(reading) {.D = 1}, NULL));
  assert_true(next_row(&r));
  assert_true(read_inputs(&r, &x));
  assert_within(x, 1, 0);
  assert_false(next_row(&r));
  assert_string_equal(r.message, "standard input:2:3: expected 1 field, found 2, separated by commas");
  close_reader(&r);
  assert_int_equal(getc(stdin), EOF); /* it's still open */
  assert_false(ferror(stdin));
}

/* An error in the middle of a line: the master of a terminal whose other side has been closed. The number that was begun
   may not be all of it. */
TEST(read_error)
{
  reader r;
  int master, slave;
  assert_terminal(openpty(&master, &slave, NULL, NULL, NULL) == 0);
  assert_int_equal(write(slave, "1,2", 3), 3);
  close(slave);
  assert_true(dup2(master, fileno(stdin)) >= 0);
  close(master);
  clearerr(stdin);
  assert_true(open_reader(&r, NULL, &(reading) {.D = 2}, NULL));
  assert_false(next_row(&r));
  assert_string_equal(r.message, "standard input: Input/output error");
  close_reader(&r);
}

/* Any text whatever: points with finite inputs and classes in the list, or a proper message that begins with the name. */
TEST(any_text)
{
  const char *const pieces[] = {
    "1", "2", "-.5", "e", "x", "a", "b", "NA", "nan", "1e999", ",", ",", ",", "\t", " ", "\"", "\n", "\n", "\r\n", "\r", "#",
    "\xEF\xBB\xBF", "\x01", ";", "0,1,2,", "3,2,a,b\n", "1,5;", "\"\"", "x y\n", "\xFF", "1,2,a\n", "\n", "#,\n", "1,a\n", "2,b\n", "\"3\" , c\r\n"
  };
  uint64_t seed = 5;
  int read = 0, refused = 0;
  for (int trial = 0; trial < 5000; trial++) {
    char text[400] = "", message[MESSAGE_SIZE];
    int count = (int) between(&seed, 0, 14);
    for (int j = 0; j < count; j++) strcat(text, pieces[(int) between(&seed, trial%2 == 0 ? 0 : 30, LENGTH(pieces))]);
    write_file(text, strlen(text));
    class_list classes = {.C = 0};
    reading how = {.drop = trial%3 == 0};
    dataset *data = read_points(path(), &how, &classes, message);
    free(how.inputs);
    if (data == NULL) {
      refused++;
      assert_true(proper(message));
      assert_int_equal(strncmp(message, path(), strlen(path())), 0);
      assert_int_equal(message[strlen(path())], ':');
      continue;
    }
    read++;
    assert_string_equal(message, "");
    assert_true(data->N > 0 && data->D >= 1 && data->D <= MOST_INPUTS && data->C >= 2 && data->C == classes.C);
    bool found[MOST_CLASSES] = {false};
    for (long i = 0; i < data->N; i++) {
      for (int d = 0; d < data->D; d++) assert_true(isfinite(data->x[d][i]));
      assert_true(data->y[0][i] >= 0 && data->y[0][i] < data->C);
      found[data->y[0][i]] = true;
    }
    for (int c = 0; c < data->C; c++) assert_true(found[c] && classes.name[c][0] != 0);
    free_dataset(data);
  }
  assert_true(read > 100 && refused > 100);
}

int main(void)
{
  return run_all("points", NULL, remove_scratch);
}
