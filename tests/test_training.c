/* Training to the end: the notebook's run, 50,000 samples and as many iterations; and shorter ones, for which NumPy has said every loss. */
#include "test.h"

typedef struct {
  const record *next; /* the next loss to come */
  int compared;
} comparison;

static bool compare_notebook(void *context, long t, double J)
{
  comparison *c = context;
  if (c->next != NULL && t == (long) c->next->value[0]) {
    assert_close(J, c->next->value[1], 1e-9);
    c->next = find(c->next + 1, "loss");
    c->compared++;
  }
  return true;
}

TEST(notebook)
{
  beginning b = begin_notebook();
  long processors = sysconf(_SC_NPROCESSORS_ONLN);
  team *t = make_team(processors < 1 ? 1 : (int) processors, b.net, b.data);
  assert_non_null(t);
  comparison c = {.next = must_find(notebook(), "loss")};
  const record *final = must_find(notebook(), "final_params");
  double M[17] = {0}, backprop[17], numerical[17];
  gradient(t, b.check, backprop); /* the notebook's gradient check, numpy.allclose with its default bounds */
  central_differences(t, b.check, 1e-4, numerical);
  for (int j = 0; j < 17; j++) assert_within(numerical[j], backprop[j], 1e-8 + 1e-5*fabs(backprop[j]));
  train(t, b.start, M, 50000, 1e-4, .5, compare_notebook, &c);
  assert_null(c.next); /* all of them have come */
  assert_in_range(c.compared, 100, 1000);
  assert_int_equal(final->count, 17);
  for (int j = 0; j < 17; j++) assert_close(b.start[j], final->value[j], 1e-6);
  assert_int_equal(misclassified(b.net, b.start, b.data), (int) must_find(notebook(), "wrong")->value[0]);
  free_team(t);
  free_dataset(b.data);
}

static bool compare_golden(void *context, long t, double J)
{
  const record *expected = context;
  assert_true(t < expected->count);
  assert_close(J, expected->value[t], 1e-11);
  return true;
}

TEST(golden)
{
  for_cases (name) {
    beginning b = begin_case(name);
    team *t = make_team(2, b.net, b.data);
    const record *J = case_record(name, "J"), *final = case_record(name, "final");
    double M[MOST_PARAMETERS] = {0}, largest = 0;
    assert_int_equal(J->count, b.T + 1);
    assert_int_equal(final->count, parameter_count(b.net));
    train(t, b.start, M, b.T, b.eta, b.mu, compare_golden, (void *)(uintptr_t) J);
    for (int j = 0; j < final->count; j++) largest = fmax(largest, fabs(final->value[j]));
    for (int j = 0; j < final->count; j++) assert_within(b.start[j], final->value[j], 1e-11*largest);
    free_team(t);
    free_dataset(b.data);
  }
}

int main(void)
{
  return run_all("training", NULL, NULL);
}
