/* exercise 05, the output delta */
#include "exercise.h"

enum {Y_HAT, Y, DELTA_O};
const block blocks[] = {
  {"y_hat", GIVEN, "CN", .05, 1},
  {"y", CLASSES, "N", 0, 0},
  {"delta_o", RESULT, "CN", 0, 0},
  {NULL}
};
const special specials[] = {{NULL}};

void adjust(sizes n, double *const b[]) /* probabilities have the sum 1 */
{
  for (int i = 0; i < PANEL; i++) {
    double sum = 0;
    for (int c = 0; c < n.C; c++) sum += AT(Y_HAT, c, i);
    for (int c = 0; c < n.C; c++) AT(Y_HAT, c, i) /= sum;
  }
}

#ifdef DRIVER
void call(sizes n, double *const b[])
{
  int y[PANEL];
  for (int i = 0; i < PANEL; i++) y[i] = (int) b[Y][i];
  output_delta(n.C, COLUMNS(Y_HAT), y, COLUMNS(DELTA_O));
}
#endif

#ifdef JUDGE
enum {TRUTH, TRUE_CLASS, PROBABILITY, NUMBER, BACKWARDS, FROM_ONE, BY_Y_HAT, LOGISTIC, SQUARED_ERROR, SQUARED, PARENTHESES, ANOTHER_SAMPLE,
  ANSWER, OPPOSITE, TARGET_ONLY, PRODUCT};
const mistake mistakes[] = {{"", ""},
  {"true-class-only", "only the true class has a delta: the other logits act on the loss, too, through the sum in the denominator (the Jacobian is no "
    "diagonal matrix)"},
  {"target-missing", "the target is never subtracted: these are just the probabilities"},
  {"class-number", "the number of the class is subtracted, where it should be a target, 1 for the true class and 0 for the others"},
  {"classes-backwards", "the classes are taken in the opposite order on one side"},
  {"classes-from-one", "classes are numbered from 0 in the program: the target is off by one class"},
  {"by-y_hat", "this is dJ/dy_hat; it has still to be multiplied by the Jacobian of softmax to be dJ/dz"},
  {"slope-of-logistic", "the factor y_hat(1-y_hat) has no place here: softmax has cancelled against the logarithm already"},
  {"squared-error", "this is the delta of the squared error; the loss of this network is the cross-entropy"},
  {"squared", "the difference is squared"},
  {"parentheses", "a pair of parentheses is missing: == binds less than -, so that the difference is compared, and gives 0 or 1"},
  {"another-sample", "the class is read from y[c]: the target of sample i is a matter of y[i]"},
  {"answer-minus-truth", "the answer, 1 for the greatest probability, stands where the probability itself should"},
  {"target-inverted", "the target is 0 for the true class and 1 for the others; it should be the other way round"},
  {"target-alone", "the true class gets only -1, without its probability"},
  {"product", "the probability is multiplied by the target, not diminished by it"},
  {NULL}
};

/* The loss of a sample of class y is log-sum-exp minus the logit of y. With the probabilities p, to the first order in the growth of
   one logit: */
static double slope(const double *p, int C, int c, int y)
{
  double complex xi = c == y ? -STEP*I : 0;
  for (int j = 0; j < C; j++) xi += p[j]*cexp(j == c ? STEP*I : 0);
  return cimag(xi)/STEP;
}

void answer(int wrong, sizes n, double *const b[])
{
  for (int i = 0; i < PANEL; i++) {
    int y = (int) b[Y][i], best = 0;
    double p[n.C], mean = 0; /* by the probabilities, of the slopes */
    for (int c = 0; c < n.C; c++) p[c] = AT(Y_HAT, c, i);
    for (int c = 0; c < n.C; c++) {
      if (p[c] > p[best]) best = c;
      mean += p[c]*slope(p, n.C, c, y);
    }
    for (int c = 0; c < n.C; c++) {
      double truth = slope(p, n.C, c, y), *to = &AT(DELTA_O, c, i);
      switch (wrong) {
      case TRUTH: *to = truth; break;
      case TRUE_CLASS: *to = c == y ? truth : 0; break;
      case PROBABILITY: *to = p[c]; break;
      case NUMBER: *to = p[c] - y; break;
      case BACKWARDS: *to = slope(p, n.C, c, n.C - 1 - y); break;
      case FROM_ONE: *to = slope(p, n.C, c, y - 1); break;
      case BY_Y_HAT: *to = c == y ? -1/p[c] : 0; break;
      case LOGISTIC: *to = truth*p[c]*(1 - p[c]); break;
      case SQUARED_ERROR: *to = p[c]*(truth - mean); break;
      case SQUARED: *to = truth*truth; break;
      case PARENTHESES: *to = p[c] - y == c; break;
      case ANOTHER_SAMPLE: *to = slope(p, n.C, c, (int) b[Y][c]); break;
      case ANSWER: *to = (c == best) - (c == y); break;
      case OPPOSITE: *to = c == y ? p[c] : p[c] - 1; break;
      case TARGET_ONLY: *to = c == y ? -1 : p[c]; break;
      case PRODUCT: *to = c == y ? p[c] : 0; break;
      }
    }
  }
}
#endif

/* words: c j z y y_hat S dJ_dy_hat dy_hat_dz dJ_dz sum_c */
#if defined(LINES) || defined(JUDGE)
enum {C = 4};
static double z[C], y[C], y_hat[C], S, dJ_dy_hat[C], dy_hat_dz[C][C], dJ_dz[C];
static int c, j;

void draw(void)
{
  int true_class = below(C);
  c = below(C);
  j = below(C);
  S = 0;
  for (int c = 0; c < C; c++) {
    z[c] = between(-2, 2);
    y[c] = c == true_class;
    S += exp(z[c]);
  }
  for (int c = 0; c < C; c++) {
    y_hat[c] = exp(z[c] - log(S));
    dJ_dy_hat[c] = cimag(-y[c]*clog(y_hat[c] + STEP*I))/STEP;
  }
  for (int j = 0; j < C; j++) { /* a step of z[j] */
    double complex sum = 0, power[C];
    for (int c = 0; c < C; c++) sum += power[c] = cexp(z[c] + (c == j ? STEP*I : 0));
    for (int c = 0; c < C; c++) dy_hat_dz[c][j] = cimag(power[c]/sum)/STEP;
    dJ_dz[j] = -cimag(clog(power[true_class]/sum))/STEP;
  }
}
#endif

#ifdef JUDGE
static double value_jacobian(void) { return dy_hat_dz[c][j]; }
static double value_dJ_dz(void) { return dJ_dz[j]; }
const milestone milestones[] = {
  {"dy_hat/dz, the Jacobian of softmax, in terms of the probabilities", value_jacobian, "y_hat$", "dy_hat_dz z$ S$"},
  {"dJ/dz[j] by the chain rule, through all the probabilities", value_dJ_dz, "sum_c", "dJ_dz$"},
  {"dJ/dz[j] in numbers that the program has", value_dJ_dz, "y_hat$ y$", "sum_c dJ_ dy_hat_dz exp z$ S$"},
  {NULL}
};
static double value_y_hat_c(void) { return y_hat[c]; }
static double value_y_hat_j(void) { return y_hat[j]; }
static double value_S(void) { return S; }
const factor factors[] = {{"y_hat[c]", value_y_hat_c}, {"y_hat[j]", value_y_hat_j}, {"S", value_S}, {NULL}};

double claimed(int wrong)
{
  double probability[C*PANEL] = {0}, class[PANEL] = {0}, delta_o[C*PANEL];
  double *b[] = {probability, class, delta_o};
  for (int c = 0; c < C; c++) {
    probability[c*PANEL] = y_hat[c];
    if (y[c] == 1) class[0] = c;
  }
  answer(wrong, (sizes){1, 1, C}, b);
  return delta_o[j*PANEL];
}
#endif
