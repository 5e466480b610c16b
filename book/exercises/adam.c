/* exercise 16, Adam */
#include "exercise.h"

enum {STEPS = 3, THETA = 0, NUMBERS, ETA, BETA};
const block blocks[] = {
  {"theta", CHANGED, "P", -1, 1},
  {"the gradients", GIVEN, "3P", -1, 1},
  {"eta", GIVEN, "", .1, .4},
  {"mu", GIVEN, "", .6, .9},
  {NULL}
};
static void no_slope(sizes n, double *const b[]) { memset(b[NUMBERS], 0, sizeof(double)*(size_t)(STEPS*extent(n, "3P", 1))); }
const special specials[] = {{"when all derivatives are zero", no_slope}, {NULL}};

/* The gradient of iteration t: some derivatives are so small that epsilon counts. */
#define DERIVATIVE(t, j) pow(AT(NUMBERS, t, j), 9)

#ifdef DRIVER
#include "adam.h"
static double *const *numbers;
static sizes size;
static int asked;

real next_gradient(team *crew, const real *theta, real *g)
{
  double own[crew->count];
  (void) theta;
  for (int j = 0; j < crew->count; j++) {
    double *const *b = numbers;
    sizes n = size;
    own[j] = DERIVATIVE(asked < STEPS ? asked : STEPS - 1, j);
  }
  asked++;
  memcpy(g, own, sizeof own);
  return 1;
}

static bool go_on(void *context, long t, real J)
{
  (void) context, (void) t, (void) J;
  return true;
}

void call(sizes n, double *const b[])
{
  team crew = {extent(n, "P", 1)};
  double M[crew.count];
  memset(M, 0, sizeof M);
  numbers = b;
  size = n;
  asked = 0;
  train(&crew, b[THETA], M, STEPS, b[ETA][0], b[BETA][0], go_on, NULL);
}
#endif

#ifdef JUDGE
enum {TRUTH, NO_CORRECTION, M_UNCORRECTED, V_UNCORRECTED, T_FROM_0, T_LATE, EPSILON_INSIDE, NO_EPSILON, EPSILON_FIRST, SWAPPED, NOT_SQUARED, NO_ROOT,
  NO_ROOT_OF_CORRECTION, UPHILL, SHARE_OF_M, SHARE_OF_V, STORED, RMSPROP, V_FORGOTTEN, M_FORGOTTEN, ETA_INSIDE, ONE_BETA, CORRECTION_FIXED, CORRECTION_INVERTED};
const mistake mistakes[] = {{"", ""},
  {"no-correction", "the two averages aren't corrected: they begin at zero, and are too small at first"},
  {"m-not-corrected", "the average of the gradients isn't corrected for its beginning at zero; that of the squares is"},
  {"v-not-corrected", "the average of the squares isn't corrected for its beginning at zero; that of the gradients is"},
  {"t-from-0", "in the first step t is 0, and the correction divides by 1 - 1: the steps count from 1"},
  {"t-late", "the correction is that of the step after: the first step has t = 1"},
  {"epsilon-inside", "epsilon is added under the root, not to the root: where all derivatives are tiny the step is too small"},
  {"epsilon-missing", "epsilon is missing: where a derivative has been zero so far, this divides zero by zero"},
  {"epsilon-first", "epsilon is added to the root before the correction, which then makes it larger"},
  {"betas-swapped", "mu and 0.999 have changed places: the squares are to be averaged over the longer time"},
  {"not-squared", "the second average is one of the derivatives, not of their squares"},
  {"no-root", "the root is missing: the step isn't independent of the scale of the derivatives"},
  {"correction-not-rooted", "the correction of the squares' average must go under the root with it"},
  {"uphill", "the step is added, not subtracted: this goes uphill"},
  {"share-of-m-missing", "a new derivative enters its average with the full weight; its share is 1 - mu"},
  {"share-of-v-missing", "a new square enters its average with the full weight; its share is 1 - 0.999"},
  {"correction-stored", "the corrected averages are stored, and corrected again in the next step; keep the uncorrected ones"},
  {"no-average", "the step has the derivative itself, not the average of the derivatives"},
  {"v-forgotten", "the average of the squares begins anew with every step; it must outlast them"},
  {"m-forgotten", "the average of the derivatives begins anew with every step; it must outlast them"},
  {"eta-inside", "eta is under the fraction's line, too, where it cancels itself"},
  {"one-beta", "both averages have the factor mu; the squares' has 0.999"},
  {"correction-fixed", "the correction is 1 - beta in every step; it must be a power, since what is missing of the average fades"},
  {"correction-inverted", "the averages are multiplied by the correction; they are too small and must be divided by it"},
  {NULL}
};

/* A corrected average is a weighted mean: of the numbers x[0] to x[t], each counts by beta less than the next. */
static double average(int wrong, double beta, int t, const double *x, int uncorrected, int share, int forgotten)
{
  double weight[STEPS], all = 0, sum = 0, lost = 1; /* of the start, at zero, this is left */
  for (int s = 0; s <= t; s++) {
    double scale = wrong == STORED ? 1/(1 - pow(beta, s + 1)) : 1;
    for (int r = 0; r < s; r++) weight[r] *= wrong == forgotten ? 0 : beta*scale;
    weight[s] = scale;
    lost *= beta;
  }
  for (int s = 0; s <= t; s++) all += pow(beta, s), sum += weight[s]*x[s];
  double mean = sum/all, part = 1 - lost;
  if (wrong == STORED) return sum*(1 - beta);
  if (wrong == NO_CORRECTION || wrong == uncorrected) return mean*part;
  if (wrong == share) return mean/(1 - beta);
  switch (wrong) {
  case T_FROM_0: return mean*part/(1 - lost/beta);
  case T_LATE: return mean*part/(1 - lost*beta);
  case CORRECTION_FIXED: return mean*part/(1 - beta);
  case CORRECTION_INVERTED: return mean*part*part;
  }
  return mean;
}

void answer(int wrong, sizes n, double *const b[])
{
  const double eta = b[ETA][0], longer = .999, tiny = 1e-8;
  for (int j = 0; j < extent(n, "P", 1); j++)
    for (int t = 0; t < STEPS; t++) {
      double g[STEPS], square[STEPS], first = b[BETA][0], second = longer;
      for (int s = 0; s <= t; s++) {
        g[s] = DERIVATIVE(s, j);
        square[s] = wrong == NOT_SQUARED ? g[s] : g[s]*g[s];
      }
      if (wrong == SWAPPED) second = first, first = longer;
      if (wrong == ONE_BETA) second = first;
      double above = average(wrong, first, t, g, M_UNCORRECTED, SHARE_OF_M, M_FORGOTTEN);
      double under = average(wrong, second, t, square, V_UNCORRECTED, SHARE_OF_V, V_FORGOTTEN), below = sqrt(under) + tiny;
      double part = 1 - pow(second, t + 1);
      switch (wrong) {
      case EPSILON_INSIDE: below = sqrt(under + tiny); break;
      case NO_EPSILON: below = sqrt(under); break;
      case EPSILON_FIRST: below += tiny/sqrt(part) - tiny; break;
      case NO_ROOT: below = under + tiny; break;
      case NO_ROOT_OF_CORRECTION: below = sqrt(under*part)/part + tiny; break;
      case RMSPROP: above = g[t]; break;
      case ETA_INSIDE: below *= eta; break;
      }
      b[THETA][j] += (wrong == UPHILL ? eta : -eta)*above/below;
    }
}
#endif

/* words: t s m m_hat g G Em beta sum_s */
#if defined(LINES) || defined(JUDGE)
enum {LAST = 8};
static double m[LAST], m_hat[LAST], g[LAST], Em[LAST], G, beta;
static int t;
#define sum_s(e) ({ double sum_ = 0; for (int s = 1; s <= t; s++) sum_ += (e); sum_; })

void draw(void)
{
  t = 3 + below(LAST - 3);
  beta = between(.2, .9);
  G = between(-2, 2);
  for (int u = 0; u < LAST; u++) m[u] = Em[u] = g[u] = 0;
  for (int u = 1; u < LAST; u++) { /* what each derivative brings, and what is left of it in all the later averages */
    double share = 1 - beta;
    g[u] = between(-2, 2);
    for (int later = u; later < LAST; later++) {
      m[later] += g[u]*share;
      Em[later] += G*share;
      share *= beta;
    }
  }
  for (int u = 1; u < LAST; u++) m_hat[u] = m[u]*G/Em[u];
}
#endif

#ifdef JUDGE
static double value_m(void) { return m[t]; }
static double value_Em(void) { return Em[t]; }
static double value_m_hat(void) { return m_hat[t]; }
const milestone milestones[] = {
  {"m[t] in terms of the average one step earlier", value_m, "m beta g", "sum_s"},
  {"m[t] as a sum over all gradients", value_m, "sum_s g beta", "m$"},
  {"Em[t], the expected value of m[t], without a sum", value_Em, "G beta", "Em sum_s m$"},
  {"m_hat[t], whose expected value is G", value_m_hat, "m$ beta", "m_hat Em G"},
  {NULL}
};
static double value_beta(void) { return beta; }
static double value_1_beta(void) { return 1 - beta; }
static double value_part(void) { return Em[t]/G; }
const factor factors[] = {{"beta", value_beta}, {"1-beta", value_1_beta}, {"1-beta^t", value_part}, {NULL}};

double claimed(int wrong)
{
  (void) wrong; /* the last line is one of several that the program needs */
  return NAN;
}
#endif
