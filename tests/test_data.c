/* data.c against NumPy and scikit-learn: golden.tsv, and the notebook's own numbers. Words, uniforms, normals, and labels
   must be equal to the last bit. So must the points, but for the C library's sine and cosine: one that is off by two
   units in the last place of 1 is still good. */
#include "test.h"

static const double POINT = 4.5e-16;

static double x_of(const dataset *data, long i, int d)
{
  return data->x[i/PANEL*data->D + d][i%PANEL];
}

static int y_of(const dataset *data, long i)
{
  return data->y[i/PANEL][i%PANEL];
}

static generator seeded(char name)
{
  generator g;
  seed_generator(&g, (uint32_t) case_record(name, "options")->value[0]);
  return g;
}

TEST(words)
{
  for_cases (name) {
    const record *r = case_record(name, "words");
    generator g = seeded(name);
    assert_int_equal(r->count, 18);
    for (int i = 0, j = 0; i < 2000; i++) {
      uint32_t word = random_word(&g);
      if (i < 5 || (i >= 620 && i < 628) || i >= 1995)
        assert_int_equal(word, (uint32_t) r->value[j++]);
    }
  }
}

/* The value for which MT19937 is known: the 10000th word after the seed 5489, from the C++ standard, [rand.predef]. */
TEST(word_10000)
{
  generator g;
  seed_generator(&g, 5489);
  for (int i = 1; i < 10000; i++) random_word(&g);
  assert_int_equal(random_word(&g), 4123659995u);
}

TEST(uniforms)
{
  for_cases (name) {
    const record *r = case_record(name, "uniforms");
    generator g = seeded(name);
    assert_int_equal(r->count, 7);
    for (int j = 0; j < r->count; j++) assert_true(random_uniform(&g) == r->value[j]);
    for (int j = 0; j < 1000; j++) {
      double u = random_uniform(&g);
      assert_true(u >= 0 && u < 1);
    }
  }
}

TEST(normals)
{
  for_cases (name) {
    const record *r = case_record(name, "normals");
    generator g = seeded(name);
    assert_int_equal(r->count, 8);
    for (int j = 0; j < r->count; j++) assert_true(random_normal(&g) == r->value[j]);
  }
}

/* the word of the state that comes out as w: the steps of the tempering, undone last to first */
static uint32_t untempered(uint32_t w)
{
  uint32_t y;
  w ^= w >> 18;
  w ^= (w << 15) & 0xefc60000;
  y = w;
  for (int i = 0; i < 5; i++) y = w ^ ((y << 7) & 0x9d2c5680); /* seven bits more become right every time */
  w = y;
  for (int i = 0; i < 3; i++) y = w ^ (y >> 11);
  return y;
}

/* The middle of the circle has no direction, and points on its rim have no normal deviates either: both are drawn again.
   Chance won't come by them; so the uniforms are made, 1/2 and 1/2, then 1/2 and 0, by putting their words into the state. */
TEST(rejected)
{
  const uint32_t middle[] = {0x80000000, 0, 0x80000000, 0}, rim[] = {0x80000000, 0, 0, 0};
  const uint32_t *const words[] = {middle, rim};
  for (int m = 0; m < 2; m++) {
    generator g, after;
    seed_generator(&g, 9);
    random_word(&g); /* makes the next 624 */
    for (int i = 0; i < 4; i++) g.state[g.used + i] = untempered(words[m][i]);
    after = g;
    assert_true(random_uniform(&after) == .5);
    assert_true(random_uniform(&after) == (m == 0 ? .5 : 0));
    double x = random_normal(&g);
    assert_true(isfinite(x));
    assert_true(x == random_normal(&after));
    assert_true(random_normal(&g) == random_normal(&after));
    assert_int_equal(g.used, after.used);
  }
}

/* The deviate left over from a pair survives uniforms drawn meanwhile, but not a new seed. */
TEST(kept_normal)
{
  for_cases (name) {
    const double *v = case_record(name, "mixed")->value;
    generator g = seeded(name);
    for (int j = 0; j < 8; j++)
      assert_true((j < 3 || j == 5 || j == 6 ? random_normal(&g) : random_uniform(&g)) == v[j]);
    g = seeded(name);
    random_normal(&g);
    seed_generator(&g, (uint32_t) case_record(name, "options")->value[0]);
    assert_true(random_normal(&g) == v[0]);
  }
}

TEST(below)
{
  const uint32_t limits[] = {0, 1, 2, 3, 6, 99, 255, 256, 65535, 0x80000000, 0xfffffffe, 0xffffffff};
  for_cases (name) {
    const record *r = case_record(name, "below");
    generator g = seeded(name);
    assert_int_equal(r->count, LENGTH(limits));
    for (int j = 0; j < r->count; j++)
      assert_int_equal(random_below(&g, limits[j]), (uint32_t) r->value[j]);
  }
}

/* Every value from 0 to the limit occurs, none above it; a limit of 0 draws nothing. */
TEST(below_range)
{
  generator g, same;
  seed_generator(&g, 3);
  for (uint32_t limit = 1; limit <= 9; limit++) {
    int seen[10] = {0};
    for (int j = 0; j < 1000; j++) {
      uint32_t value = random_below(&g, limit);
      assert_true(value <= limit);
      seen[value]++;
    }
    for (uint32_t value = 0; value <= limit; value++) assert_true(seen[value] > 1000/(int)(limit + 1)/2);
  }
  same = g;
  assert_int_equal(random_below(&g, 0), 0);
  assert_int_equal(random_word(&g), random_word(&same));
}

TEST(circles)
{
  for_cases (name) {
    beginning b = begin_case(name);
    const record *x = case_record(name, "x"), *labels = case_record(name, "labels");
    const double *sums = case_record(name, "sums")->value;
    long N = (long) case_record(name, "options")->value[1];
    char full[32];
    snprintf(full, sizeof full, "%c.x", name);
    assert_int_equal(b.data->N, N);
    assert_int_equal(b.data->D, 2);
    assert_int_equal(b.data->C, 2);
    for (int d = 0; d < 2; d++) {
      long double sum = 0;
      for (long i = 0; i < N; i++) sum += x_of(b.data, i, d);
      assert_within(sum, sums[d], (double) N*POINT);
    }
    for (; x != NULL; x = find(x + 1, full)) {
      long i = (long) x->value[0];
      for (int d = 0; d < 2; d++) assert_within(x_of(b.data, i, d), x->value[1 + d], POINT);
      assert_int_equal(y_of(b.data, i), (int) x->value[3]);
    }
    int ones = 0;
    for (long i = 0; i < N; i++) {
      assert_true(y_of(b.data, i) == 0 || y_of(b.data, i) == 1);
      ones += y_of(b.data, i);
    }
    assert_int_equal(ones, (int) sums[2]);
    assert_int_equal(ones, (N + 1)/2);
    for (int i = 0; i < labels->count; i++) assert_int_equal(y_of(b.data, i), (int) labels->value[i]);
    free_dataset(b.data);
  }
}

/* Without noise each point tells by its angle and its circle which one it was before the shuffle. */
TEST(shuffle)
{
  int cases = 0;
  for_cases (name) {
    const record *order = case_record(name, "order");
    if (order == NULL) continue;
    cases++;
    beginning b = begin_case(name);
    long N = b.data->N, outer = N/2;
    double factor = case_record(name, "options")->value[2];
    assert_int_equal(order->count, N);
    for (long i = 0; i < N; i++) {
      long number = (long) order->value[i];
      bool inner = number >= outer;
      double angle = 2*M_PI*(double)(inner ? number - outer : number)/(double)(inner ? N - outer : outer);
      assert_int_equal(y_of(b.data, i), inner);
      assert_within(x_of(b.data, i, 0), (inner ? factor : 1)*cos(angle), 4*POINT); /* the angle is rounded, too */
      assert_within(x_of(b.data, i, 1), (inner ? factor : 1)*sin(angle), 4*POINT);
    }
    free_dataset(b.data);
  }
  assert_true(cases >= 2);
}

TEST(parameters)
{
  for_cases (name) {
    beginning b = begin_case(name);
    const record *check = case_record(name, "check"), *start = case_record(name, "start");
    assert_int_equal(check->count, 5*b.net.K + 2);
    assert_same_bits(b.check, check->value, (size_t) check->count*sizeof(double));
    assert_same_bits(b.start, start->value, (size_t) start->count*sizeof(double));
    free_dataset(b.data);
  }
}

TEST(notebook)
{
  beginning b = begin_notebook();
  const double *sums = must_find(notebook(), "sum_x")->value;
  for (int d = 0; d < 2; d++) {
    long double sum = 0;
    for (long i = 0; i < 50000; i++) sum += x_of(b.data, i, d);
    assert_within(sum, sums[d], 50000*POINT);
  }
  int points = 0;
  for (const record *x = find(notebook(), "x"); x != NULL; x = find(x + 1, "x")) {
    long i = (long) x->value[0];
    for (int d = 0; d < 2; d++) assert_within(x_of(b.data, i, d), x->value[1 + d], POINT);
    assert_int_equal(y_of(b.data, i), (int) x->value[3]);
    points++;
  }
  assert_true(points >= 14);
  assert_same_bits(b.check, must_find(notebook(), "check_params")->value, 17*sizeof(double));
  assert_same_bits(b.start, must_find(notebook(), "init_params")->value, 17*sizeof(double));
  free_dataset(b.data);
}

TEST(dataset)
{
  const long sizes[] = {1, 2, 127, 128, 129, 255, 256, 257, 50000};
  for (int j = 0; j < LENGTH(sizes); j++) {
    long N = sizes[j], total = 0;
    dataset *data = make_dataset(N, 3, 4);
    assert_non_null(data);
    assert_int_equal(data->N, N);
    assert_int_equal(data->D, 3);
    assert_int_equal(data->C, 4);
    assert_int_equal(panel_count(data), N%128 == 0 ? N/128 : N/128 + 1);
    for (long p = 0; p < panel_count(data); p++) {
      total += panel_size(data, p);
      assert_int_equal(panel_size(data, p), p + 1 < panel_count(data) || N%128 == 0 ? 128 : N%128);
      for (int i = 0; i < PANEL; i++) { /* the places beyond the last sample are zero, too */
        for (int d = 0; d < 3; d++) assert_true(data->x[p*3 + d][i] == 0);
        assert_int_equal(data->y[p][i], 0);
      }
    }
    assert_int_equal(total, N);
    free_dataset(data);
  }
  free_dataset(NULL);
}

TEST(no_memory)
{
  generator g;
  seed_generator(&g, 0);
  assert_null(make_dataset(1L << 50, 2, 2));
  assert_null(make_circles(1L << 50, .1, .1, &g));
}

int main(void)
{
  return run_all("data", NULL, NULL);
}
