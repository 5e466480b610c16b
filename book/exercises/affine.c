/* exercise 01, the affine map */
#include "exercise.h"

enum {X, W, B, Z};
const block blocks[] = {
  {"x", GIVEN, "DN", -1, 1},
  {"W", GIVEN, "DK", -2, 2},
  {"b", GIVEN, "K", -1, 1},
  {"z", RESULT, "KN", 0, 0},
  {NULL}
};
const special specials[] = {{NULL}};

#ifdef DRIVER
void call(sizes n, double *const b[])
{
  affine(n.D, n.K, COLUMNS(X), (const void *) b[W], b[B], COLUMNS(Z));
}
#endif

#ifdef JUDGE
enum {TRUTH, NO_BIAS, BIAS_OFTEN, LAST_ONLY, LAST_LEFT_OUT, FIRST_LEFT_OUT, TRANSPOSED, ANOTHER_BIAS, BIAS_OF_INPUT, FIRST_SAMPLE, BIAS_TIMES, ALL_EQUAL,
  BIAS_SUBTRACTED, NO_INPUT, SQUASHED};
const mistake mistakes[] = {{"", ""},
  {"bias-missing", "the bias is missing"},
  {"bias-with-every-input", "the bias is added once for every input; it belongs to the unit, and is added once"},
  {"last-input-only", "only the last input counts: each product must be added to those before, not replace them"},
  {"last-input-left-out", "the last input is left out of the sum"},
  {"first-input-left-out", "the first input is left out of the sum: in C, indices begin with 0"},
  {"transposed", "W is read transposed: its first index is the input, its second the unit"},
  {"bias-of-another-unit", "every unit gets the bias b[0]; unit k has its own, b[k]"},
  {"bias-by-input", "the bias is looked up by the number of an input; it belongs to the unit"},
  {"first-sample", "every sample gets the inputs of sample 0"},
  {"bias-multiplied", "the bias is multiplied into the sum; it should be added"},
  {"first-input-everywhere", "the first input stands in for all of them: x[0] for x[d]"},
  {"bias-subtracted", "the bias is subtracted; it should be added"},
  {"weights-without-inputs", "the weights are added up without their inputs"},
  {"logistic-applied", "the logistic function has been applied; here only the pre-activation is wanted"},
  {NULL}
};

void answer(int wrong, sizes n, double *const b[])
{
  for (int i = 0; i < PANEL; i++)
    for (int k = 0; k < n.K; k++) {
      double bias = b[B][wrong == ANOTHER_BIAS ? 0 : wrong == BIAS_OF_INPUT ? (n.D - 1)%n.K : k], sum = 0;
      for (int d = n.D - 1; d >= 0; d--) {
        double from = AT(X, wrong == ALL_EQUAL ? 0 : d, wrong == FIRST_SAMPLE ? 0 : i);
        double weight = wrong == TRANSPOSED ? b[W][(k*n.D + d)%(n.D*n.K)] : AT(W, d, k);
        if ((wrong == LAST_ONLY && d < n.D - 1) || (wrong == LAST_LEFT_OUT && d == n.D - 1) || (wrong == FIRST_LEFT_OUT && d == 0)) continue;
        sum += wrong == NO_INPUT ? weight : weight*from;
      }
      switch (wrong) {
      case NO_BIAS: bias = 0; break;
      case BIAS_OFTEN: bias *= n.D; break;
      case BIAS_SUBTRACTED: bias = -bias; break;
      case LAST_ONLY: bias = 0; break;
      case BIAS_TIMES: sum *= bias; bias = 0; break;
      }
      sum += bias;
      AT(Z, k, i) = wrong == SQUASHED ? 1/(1 + exp(-sum)) : sum;
    }
}

const milestone milestones[] = {{NULL}};
const factor factors[] = {{NULL}};
void draw(void) {}
double claimed(int wrong) { return wrong ? NAN : NAN; }
#endif

#ifdef LINES
void draw(void) {}
#endif
