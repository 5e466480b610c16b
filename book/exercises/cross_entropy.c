/* exercise 04, the cross-entropy from logits */
#include "exercise.h"

enum {Z, S, Y, J};
const block blocks[] = {
  {"z", GIVEN, "CN", -3, 3},
  {"s", GIVEN, "N", 0, 0},
  {"y", CLASSES, "N", 0, 0},
  {"J", RESULT, "", 0, 0}, /* what the function returns */
  {NULL}
};

static void sum_up(sizes n, double *const b[]) /* shifted logits, and the denominators that belong to them */
{
  for (int i = 0; i < PANEL; i++) {
    double top = -INFINITY;
    AT(S, 0, i) = 0;
    for (int c = 0; c < n.C; c++) top = fmax(top, AT(Z, c, i));
    for (int c = 0; c < n.C; c++) AT(S, 0, i) += exp(AT(Z, c, i) -= top);
  }
}
void adjust(sizes n, double *const b[]) { sum_up(n, b); }
static void set_sure(sizes n, double *const b[])
{
  for (int i = 0; i < PANEL; i++) AT(Z, (int) b[Y][i], i) -= 800;
  sum_up(n, b);
}
const special specials[] = {{"when the logit of a true class is 800 below the largest", set_sure}, {NULL}};

#ifdef DRIVER
void call(sizes n, double *const b[])
{
  int y[PANEL];
  for (int i = 0; i < PANEL; i++) y[i] = (int) b[Y][i];
  b[J][0] = loss(n.C, COLUMNS(Z), b[S], y);
}
#endif

#ifdef JUDGE
enum {TRUTH, LOG_OF_P, ALL_CLASSES, S_PLAIN, NO_LOG, NO_LOGIT, NO_S, BASE_2, LOG_OF_SUM, OTHER_CLASSES, PROBABILITY, SQUARED, ONE_SAMPLE, LOGIT_ADDED,
  NEXT_CLASS, LAST_SAMPLE, DIVIDED, LIMITED};
const mistake mistakes[] = {{"", ""},
  {"logarithm-of-probability", "right, but where the probability has become 0: its logarithm is infinite; take the logit and the logarithm of s instead"},
  {"all-classes", "the logits of all classes are subtracted; only that of the true class belongs to the loss of a sample"},
  {"s-for-log-s", "s itself stands where its logarithm should"},
  {"no-logarithm", "these are the probabilities of the wrong classes, 1 - y_hat; the loss is minus the logarithm of the true one's"},
  {"logit-missing", "the logit of the true class is missing (the largest logit, after the shift, is 0)"},
  {"s-missing", "the logarithm of s is missing"},
  {"base-2", "this is the length in bits, with logarithms to the base 2; the book has natural ones"},
  {"logarithm-of-sum", "the samples are added up before the logarithm is taken; each sample has a logarithm of its own"},
  {"wrong-classes", "the logits of the wrong classes are taken; it should be that of the true one"},
  {"probability", "the probabilities of the true classes are added up; their logarithms are wanted"},
  {"squared-error", "this is the squared error; the book's loss is the cross-entropy"},
  {"one-sample", "only the first sample is counted"},
  {"logit-added", "the logit of the true class is added; it should be subtracted"},
  {"next-class", "the logit of another class is taken: classes are numbered from 0 in the program"},
  {"last-sample", "only the last sample counts: each must be added to those before"},
  {"logit-divided", "the logit of the true class is divided by s; the logarithm of a quotient is a difference"},
  {"limited-logarithm", "right, but where the probability is too small for exponential, which takes what is below -340 for -340: take the logit and the logarithm of s instead"},
  {NULL}
};

void answer(int wrong, sizes n, double *const b[])
{
  double sum = 0, all_s = 0, all_z = 0;
  for (int i = 0; i < PANEL; i++) {
    int y = (int) b[Y][i];
    double s = AT(S, 0, i), own = AT(Z, y, i), rest = 0, square = 0, xi = 0;
    for (int c = 0; c < n.C; c++) {
      if (c != y) rest += AT(Z, c, i);
      square += pow(exp(AT(Z, c, i))/s - (c == y ? 1 : 0), 2)/2;
    }
    all_s += s;
    all_z += own;
    switch (wrong) {
    case TRUTH: xi = log(s) - own; break;
    case LOG_OF_P: xi = -log(exp(own)/s); break;
    case LIMITED: xi = -log(exp(fmax(own, -340))/s); break;
    case ALL_CLASSES: xi = log(s) - own - rest; break;
    case S_PLAIN: xi = s - own; break;
    case NO_LOG: xi = 1 - exp(own)/s; break;
    case NO_LOGIT: xi = log(s); break;
    case NO_S: xi = 0 - own; break;
    case BASE_2: xi = (log(s) - own)/log(2); break;
    case OTHER_CLASSES: xi = log(s) - rest; break;
    case PROBABILITY: xi = exp(own)/s; break;
    case SQUARED: xi = square; break;
    case LOGIT_ADDED: xi = log(s) + own; break;
    case NEXT_CLASS: xi = log(s) - (y > 0 ? AT(Z, y - 1, i) : 0); break;
    case DIVIDED: xi = log(s) - own/s; break;
    case ONE_SAMPLE: xi = i == 0 ? log(s) - own : 0; break;
    case LAST_SAMPLE: xi = i == PANEL - 1 ? log(s) - own : 0; break;
    }
    sum += xi;
  }
  b[J][0] = wrong == LOG_OF_SUM ? log(all_s) - all_z : sum;
}
#endif

/* words: z y y_hat xi m c j sum_c sum_j */
#if defined(LINES) || defined(JUDGE)
enum {C = 4};
static double z[C], y[C], y_hat[C], xi, m;
static int c, j;

void draw(void)
{
  int true_class = below(C);
  c = below(C);
  j = below(C);
  m = -INFINITY;
  for (int k = 0; k < C; k++) {
    z[k] = between(-2, 2);
    y[k] = k == true_class;
    m = fmax(m, z[k]);
  }
  for (int k = 0; k < C; k++) {
    y_hat[k] = 0;
    for (int l = 0; l < C; l++) y_hat[k] += exp(z[l] - z[k]);
    y_hat[k] = 1/y_hat[k];
  }
  xi = -log(y_hat[true_class]);
}
#endif

#ifdef JUDGE
static double value_xi(void) { return xi; }
static double value_m(void) { return m; }
static double value_ratio(void) { double sum = 0; for (int k = 0; k < C; k++) sum += exp(z[k]); return sum; }
const milestone milestones[] = {
  {"the loss in terms of the logits, without probabilities", value_xi, "y$ z$ log exp sum_j", "xi y_hat m$"},
  {"the same with the largest logit subtracted from each", value_xi, "y$ z$ m$ log exp sum_j", "xi y_hat"},
  {NULL}
};
const factor factors[] = {{"m", value_m}, {"the sum of the exponentials", value_ratio}, {NULL}};
double claimed(int wrong) { (void) wrong; return NAN; }
#endif
