/* exercise 14, the squared error behind a softmax */
#include "exercise.h"

enum {LOGITS, Y, LOSS, DELTA_O};
const block blocks[] = {
  {"logits", GIVEN, "CN", -2, 2},
  {"y", CLASSES, "N", 0, 0},
  {"loss", RESULT, "", 0, 0},
  {"delta_o", RESULT, "CN", 0, 0},
  {NULL}
};
const special specials[] = {{NULL}};

#ifdef DRIVER
void call(sizes n, double *const b[])
{
  column z[n.C], s, p[n.C]; /* what softmax leaves */
  int classes[PANEL];
  for (int i = 0; i < PANEL; i++) {
    double m = AT(LOGITS, 0, i);
    classes[i] = (int) b[Y][i];
    for (int c = 1; c < n.C; c++) m = fmax(m, AT(LOGITS, c, i));
    s[i] = 0;
    for (int c = 0; c < n.C; c++) {
      z[c][i] = AT(LOGITS, c, i) - m;
      s[i] += exp(z[c][i]);
    }
    for (int c = 0; c < n.C; c++) p[c][i] = pow(s[i], -1)*exp(z[c][i]);
  }
  *b[LOSS] = loss(n.C, z, s, classes);
  output_delta(n.C, p, classes, COLUMNS(DELTA_O));
}
#endif

#if defined(LINES) || defined(JUDGE)
static double complex half_square(double complex x) { return x*x/2; }
#endif

#ifdef JUDGE
enum {TRUTH, UNCHANGED, LOSS_UNCHANGED, TRUE_CLASS_LOSS, NUMERATORS, Z_FOR_Y_HAT, SQUARES_APART, NOT_SQUARED, SQUARED_SUM,
  JACOBIAN_FORGOTTEN, DIAGONAL, DENOMINATOR, OUTER_FACTOR, PLUS, TRUE_CLASS, LAST_CLASS};
const mistake mistakes[] = {{"", ""},
  {"unchanged", "both places still have the cross-entropy"},
  {"loss-unchanged", "this is still the cross-entropy; only the delta has been changed"},
  {"loss-of-true-class", "only the true class is counted: the error of each class is to be squared and added"},
  {"not-divided", "the probabilities are exp(z) divided by s; the division is missing"},
  {"logits-for-probabilities", "the logits stand where the probabilities should: exp(z), divided by s"},
  {"squares-apart", "the difference is to be squared, not the probability and the target each by itself"},
  {"not-squared", "the differences aren't squared: their absolute values are added"},
  {"square-of-sum", "the differences of all samples are added, and then squared; square each of them"},
  {"jacobian-forgotten", "this is dE/dy_hat (and the delta of the cross-entropy); for dE/dz the Jacobian of softmax is missing"},
  {"diagonal-only", "only the diagonal of the Jacobian is there: every probability depends on every logit, through the denominator"},
  {"denominator", "the second term of the Jacobian, -y_hat[c] y_hat[j], has no effect: the denominator depends on the logit, too, and in the sum over the "
    "classes each error must be multiplied by its probability (the errors alone have the sum 0)"},
  {"outer-factor", "the factor y_hat[j] in front is missing"},
  {"jacobian-sign", "the second term of the Jacobian has the wrong sign"},
  {"true-class-only", "in the sum over the classes only the true one is counted; with the squared error the others count, too"},
  {"last-class-only", "in the sum over the classes only the last one counts: add each to those before"},
  {NULL}
};

/* probabilities from logits, one of which grows by a step */
static void probabilities(int C, const double *z, int growing, double complex *p)
{
  double complex sum = 0;
  for (int c = 0; c < C; c++) sum += p[c] = cexp(z[c] + (c == growing ? STEP*I : 0));
  for (int c = 0; c < C; c++) p[c] /= sum;
}

static double complex error(int C, const double complex *p, int y)
{
  double complex E = 0;
  for (int c = 0; c < C; c++) E += half_square(p[c] - (c == y));
  return E;
}

void answer(int wrong, sizes n, double *const b[])
{
  double J = 0, sum = 0;
  for (int i = 0; i < PANEL; i++) {
    double z[n.C], e[n.C], mean = 0, m = AT(LOGITS, 0, i);
    double complex p[n.C];
    int y = (int) b[Y][i];
    for (int c = 0; c < n.C; c++) {
      z[c] = AT(LOGITS, c, i);
      m = fmax(m, z[c]);
    }
    probabilities(n.C, z, -1, p);
    for (int c = 0; c < n.C; c++) {
      e[c] = creal(p[c]) - (c == y);
      mean += e[c]*creal(p[c]);
      if (wrong == SQUARES_APART) J += (pow(creal(p[c]), 2) - (c == y))/2;
      if (wrong == NOT_SQUARED) J += fabs(e[c])/2;
      if (wrong == NUMERATORS) J += pow(exp(z[c] - m) - (c == y), 2)/2;
      if (wrong == Z_FOR_Y_HAT) J += pow(z[c] - m - (c == y), 2)/2;
      if (wrong == SQUARED_SUM) sum += fabs(e[c]);
    }
    if (wrong == UNCHANGED || wrong == LOSS_UNCHANGED) J -= log(creal(p[y]));
    if (wrong == TRUE_CLASS_LOSS) J += pow(e[y], 2)/2;
    for (int j = 0; j < n.C; j++) {
      double complex moved[n.C];
      probabilities(n.C, z, j, moved);
      double pj = creal(p[j]), *to = &AT(DELTA_O, j, i);
      double truth = cimag(error(n.C, moved, y))/STEP;
      switch (wrong) {
      case UNCHANGED: case JACOBIAN_FORGOTTEN: *to = e[j]; break;
      case DIAGONAL: *to = e[j]*cimag(moved[j])/STEP; break;
      case DENOMINATOR: *to = truth + pj*mean; break;
      case OUTER_FACTOR: *to = truth/pj; break;
      case PLUS: *to = truth + 2*pj*mean; break;
      case TRUE_CLASS: *to = e[y]*cimag(moved[y])/STEP; break;
      case LAST_CLASS: *to = e[n.C - 1]*cimag(moved[n.C - 1])/STEP; break;
      default: *to = truth;
      }
    }
    if (wrong == TRUTH || wrong >= JACOBIAN_FORGOTTEN) J += creal(error(n.C, p, y));
  }
  *b[LOSS] = wrong == SQUARED_SUM ? sum*sum/2 : J;
}
#endif

/* words: c j y y_hat dE_dy_hat dy_hat_dz dE_dz sum_c */
#if defined(LINES) || defined(JUDGE)
enum {C = 4};
static double z[C], y[C], y_hat[C], dE_dy_hat[C], dy_hat_dz[C][C], dE_dz[C];
static int c, j;

void draw(void)
{
  int true_class = below(C);
  c = below(C);
  j = below(C);
  for (int c = 0; c < C; c++) {
    z[c] = between(-2, 2);
    y[c] = c == true_class;
  }
  for (int j = 0; j < C; j++) { /* a step of z[j], and one of y_hat[j] */
    double complex p[C], sum = 0, E = 0;
    for (int c = 0; c < C; c++) sum += p[c] = cexp(z[c] + (c == j ? STEP*I : 0));
    for (int c = 0; c < C; c++) {
      p[c] /= sum;
      y_hat[c] = creal(p[c]);
      dy_hat_dz[c][j] = cimag(p[c])/STEP;
      E += half_square(p[c] - y[c]);
    }
    dE_dz[j] = cimag(E)/STEP;
    dE_dy_hat[j] = cimag(half_square(y_hat[j] + STEP*I - y[j]))/STEP;
  }
}
#endif

#ifdef JUDGE
static double value_dE_dz(void) { return dE_dz[j]; }
const milestone milestones[] = {
  {"dE/dz[j] by the chain rule, through all the probabilities", value_dE_dz, "sum_c dE_dy_hat dy_hat_dz", "dE_dz$"},
  {"dE/dz[j] in numbers that the program has", value_dE_dz, "sum_c y_hat$ y$", "dE_ dy_hat_dz"},
  {NULL}
};
static double value_y_hat_c(void) { return y_hat[c]; }
static double value_y_hat_j(void) { return y_hat[j]; }
const factor factors[] = {{"y_hat[c]", value_y_hat_c}, {"y_hat[j]", value_y_hat_j}, {NULL}};

double claimed(int wrong)
{
  double logits[C*PANEL] = {0}, class[PANEL] = {0}, J, delta_o[C*PANEL];
  double *b[] = {logits, class, &J, delta_o};
  if (wrong != TRUTH && wrong < JACOBIAN_FORGOTTEN) return NAN;
  for (int c = 0; c < C; c++) {
    logits[c*PANEL] = z[c];
    if (y[c] == 1) class[0] = c;
  }
  answer(wrong, (sizes){1, 1, C}, b);
  return delta_o[j*PANEL];
}
#endif
