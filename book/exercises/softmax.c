/* exercise 03, a softmax that doesn't overflow */
#include "exercise.h"

enum {Z, S, Y_HAT};
const block blocks[] = {
  {"z", CHANGED, "CN", -3, 3},
  {"s", RESULT, "N", 0, 0},
  {"y_hat", RESULT, "CN", 0, 0},
  {NULL}
};
static void set_high(sizes n, double *const b[]) { for (int c = 0; c < n.C; c++) for (int i = 0; i < PANEL; i++) AT(Z, c, i) += 1000; }
static void set_low(sizes n, double *const b[]) { for (int c = 0; c < n.C; c++) for (int i = 0; i < PANEL; i++) AT(Z, c, i) -= 1000; }
static void set_apart(sizes n, double *const b[]) { for (int i = 0; i < PANEL; i++) AT(Z, i%n.C, i) += 700; }
const special specials[] = {
  {"when the logits are about 1000", set_high},
  {"when the logits are about -1000", set_low},
  {"when one logit leads by 700", set_apart},
  {NULL}
};

#ifdef DRIVER
void call(sizes n, double *const b[])
{
  softmax(n.C, COLUMNS(Z), b[S], COLUMNS(Y_HAT));
}
#endif

#ifdef JUDGE
enum {TRUTH, UNSHIFTED, NOT_LEFT, BY_MEAN, BY_FIRST, BY_LEAST, BY_PANEL, OVER_SAMPLES, WHILE_SUMMING, LOGISTIC, UNDIVIDED, LOG_S, LEADING_ONE, S_UNSHIFTED,
  ADDED, LAST_SUM, LINEAR, FROM_ZERO};
const mistake mistakes[] = {{"", ""},
  {"not-shifted", "the largest logit is never subtracted: right while the logits are small, but e^z overflows above 709, and is 0 far below"},
  {"shift-not-left", "y_hat and s are right, but z should be left shifted, with 0 as the largest logit: the loss will need that"},
  {"shift-by-mean", "the mean of the logits is subtracted, where it should be the largest: an exponential can still overflow"},
  {"shift-by-first", "the first logit is subtracted, where it should be the largest: another may be far above it"},
  {"shift-by-least", "the least logit is subtracted, where it should be the largest"},
  {"shift-by-panel", "the largest logit of all samples is subtracted, where it should be that of each sample: with another sample far above, all exponentials of a sample become 0"},
  {"sum-over-samples", "the sum goes over the samples; it should go over the classes of one sample"},
  {"divided-while-summing", "a class is divided by what has been summed so far; the sum must be complete first"},
  {"logistic", "each logit goes through the logistic function by itself; the probabilities of a sample must have the sum 1"},
  {"not-divided", "the exponentials are not divided by their sum yet"},
  {"logarithm-in-s", "the logarithm of the sum is in s; the sum itself belongs there"},
  {"largest-is-one", "the class with the largest logit gets 1 and the others 0; softmax is softer than that"},
  {"s-unshifted", "s is the sum of the unshifted exponentials; it should be that of the shifted ones, between 1 and C"},
  {"shift-added", "the largest logit is added, not subtracted"},
  {"last-class-in-sum", "s has the last class only: each exponential must be added to those before"},
  {"no-exponential", "the logits themselves are divided by their sum; first they must be made positive, by exponentiation"},
  {"largest-from-0", "the search for the largest logit begins with 0: where all logits are negative, nothing is subtracted; begin with that of class 0"},
  {NULL}
};

void answer(int wrong, sizes n, double *const b[])
{
  double panel = -INFINITY, all[n.C];
  for (int c = 0; c < n.C; c++) all[c] = 0;
  for (int i = 0; i < PANEL; i++) for (int c = 0; c < n.C; c++) panel = fmax(panel, AT(Z, c, i));
  for (int i = 0; i < PANEL; i++) {
    double top = -INFINITY, least = INFINITY, mean = 0, plain = 0, shift, sum = 0, e[n.C];
    int leader = 0;
    for (int c = 0; c < n.C; c++) {
      double logit = AT(Z, c, i);
      if (logit > top) { top = logit; leader = c; }
      least = fmin(least, logit);
      mean += logit/n.C;
      plain += exp(logit);
    }
    shift = wrong == UNSHIFTED ? 0 : wrong == BY_MEAN ? mean : wrong == BY_FIRST ? AT(Z, 0, i) : wrong == BY_LEAST ? least : wrong == BY_PANEL ? panel : wrong == ADDED ? -top : wrong == FROM_ZERO ? fmax(top, 0) : top;
    for (int c = 0; c < n.C; c++) {
      e[c] = wrong == LOGISTIC ? 1/(1 + exp(-AT(Z, c, i))) : exp(AT(Z, c, i) - shift);
      all[c] += e[c];
      sum = wrong == LAST_SUM ? e[c] : sum + e[c];
    }
    for (int c = 0; c < n.C; c++) {
      double partial = 0;
      for (int j = 0; j <= c; j++) partial += e[j];
      AT(Y_HAT, c, i) = wrong == WHILE_SUMMING ? e[c]/partial : wrong == UNDIVIDED ? e[c]
        : wrong == LEADING_ONE ? c == leader : wrong == LINEAR ? AT(Z, c, i)/(mean*n.C) : e[c]/sum;
      if (wrong != NOT_LEFT && wrong != LOGISTIC && wrong != LINEAR) AT(Z, c, i) -= shift;
    }
    AT(S, 0, i) = wrong == LOG_S ? log(sum) : wrong == S_UNSHIFTED ? plain : sum;
  }
  if (wrong == OVER_SAMPLES)
    for (int c = 0; c < n.C; c++) for (int i = 0; i < PANEL; i++) {
      AT(Y_HAT, c, i) = exp(AT(Z, c, i))/all[c];
      AT(S, 0, i) = all[n.C - 1];
    }
}
#endif

/* words: z y_hat c a sum_j j */
#if defined(LINES) || defined(JUDGE)
enum {C = 4};
static double z[C], y_hat[C], a;
static int c, j;

void draw(void)
{
  c = below(C);
  j = below(C);
  a = between(-2, 2);
  for (int k = 0; k < C; k++) z[k] = between(-2, 2);
  for (int k = 0; k < C; k++) {
    y_hat[k] = 0;
    for (int l = 0; l < C; l++) y_hat[k] += exp(z[l] - z[k]);
    y_hat[k] = 1/y_hat[k];
  }
}
#endif

#ifdef JUDGE
static double value_y_hat(void) { return y_hat[c]; }
static double value_a(void) { return exp(a); }
const milestone milestones[] = {
  {"the softmax of logits to which a has been added, or from which it has been subtracted", value_y_hat, "z$ a$ exp sum_j", "y_hat"},
  {"the softmax of the logits as they were, without a", value_y_hat, "z$ exp sum_j", "y_hat a$"},
  {NULL}
};
const factor factors[] = {{"e^a", value_a}, {NULL}};
double claimed(int wrong) { (void) wrong; return NAN; }
#endif
