/* exercise 07, the hidden delta */
#include "exercise.h"

enum {DELTA_O, WO, H, DELTA_H};
const block blocks[] = {
  {"delta_o", GIVEN, "CN", -1, 1},
  {"Wo", GIVEN, "KC", -2, 2},
  {"h", GIVEN, "KN", .05, .95},
  {"delta_h", RESULT, "KN", 0, 0},
  {NULL}
};
const special specials[] = {{NULL}};

#ifdef DRIVER
void call(sizes n, double *const b[])
{
  int count = n.C*n.K;
  double *Wo = malloc((size_t)(count + n.C*n.C)*sizeof *Wo); /* goes on with the same again, for a program that exchanges the indices */
  for (int j = 0; j < count + n.C*n.C; j++) Wo[j] = b[WO][j%count];
  hidden_delta(n.K, n.C, COLUMNS(DELTA_O), (const void *) Wo, COLUMNS(H), COLUMNS(DELTA_H));
  memcpy(b[WO], Wo, (size_t) count*sizeof *Wo);
  free(Wo);
}
#endif

#ifdef JUDGE
enum {TRUTH, NO_SLOPE, FACTOR_1_H, FACTOR_H, TANH, SLOPE_TWICE, SIGMA_OF_H, TRANSPOSED, INDICES, LAST_CLASS, LAST_LEFT_OUT,
  SLOPE_INSIDE, ADDED, BACKWARDS, PARENTHESES};
const mistake mistakes[] = {{"", ""},
  {"no-slope", "the slope h(1-h) of the unit is missing: this is dJ/dh, not yet dJ/dz"},
  {"factor-1-h-missing", "the factor 1-h is missing"},
  {"factor-h-missing", "the factor h is missing"},
  {"slope-of-tanh", "the slope 1-h^2 is that of tanh; these units are logistic"},
  {"slope-twice", "the slope is there twice"},
  {"sigma-of-h", "the slope takes sigma of h, but h is sigma(z) already"},
  {"transposed", "Wo is read transposed: its first index is the hidden unit, its second the class"},
  {"transposed", "Wo is read transposed: its first index is the hidden unit, its second the class"},
  {"last-class-only", "only the last class counts: each class must be added to those before, not replace them"},
  {"last-class-left-out", "the last class is left out of the sum"},
  {"slope-inside", "the slope is inside the sum over the classes, and multiplies the earlier terms again with every class"},
  {"slope-added", "the slope is added, not multiplied"},
  {"classes-backwards", "the classes are taken in the opposite order on one side of the product"},
  {"parentheses", "a pair of parentheses is missing: h*1-h is not h*(1-h)"},
  {NULL}
};

void answer(int wrong, sizes n, double *const b[])
{
  for (int k = 0; k < n.K; k++)
    for (int i = 0; i < PANEL; i++) {
      /* the samples' loss is, to the first order, the sum of delta_o times the logits, and these depend on z through h */
      double h = AT(H, k, i);
      double complex step = 1/(1 + cexp(-(log(h/(1 - h)) + STEP*I)));
      double slope = cimag(step)/STEP, sum = 0, sigma = 1/(1 + exp(-h));
      switch (wrong) {
      case NO_SLOPE: slope = 1; break;
      case FACTOR_1_H: slope = h; break;
      case FACTOR_H: slope = 1 - h; break;
      case TANH: slope = 1 - h*h; break;
      case SLOPE_TWICE: slope *= slope; break;
      case SIGMA_OF_H: slope = sigma - sigma*sigma; break;
      }
      for (int c = 0; c < n.C; c++) {
        double w = AT(WO, k, c), from = AT(DELTA_O, c, i);
        if (wrong == TRANSPOSED) w = b[WO][(c*n.K + k)%(n.K*n.C)];
        if (wrong == INDICES) w = b[WO][(c*n.C + k)%(n.K*n.C)];
        if (wrong == BACKWARDS) from = AT(DELTA_O, n.C - 1 - c, i);
        if (wrong == LAST_CLASS) sum = 0;
        if (wrong == LAST_LEFT_OUT && c == n.C - 1) break;
        sum += from*w;
        if (wrong == SLOPE_INSIDE && c < n.C - 1) sum *= slope;
      }
      AT(DELTA_H, k, i) = wrong == ADDED ? sum + slope : wrong == PARENTHESES ? sum*h - h : sum*slope;
    }
}
#endif

/* words: k c h z Wo y y_hat dJ_dzo dJ_dh dh_dz dJ_dz sum_c */
#if defined(LINES) || defined(JUDGE)
enum {K = 3, C = 4}; /* the arrays have C rows, lest a wrong index go too far */
static double z[C], h[C], Wo[C][C], y[C], y_hat[C], dJ_dzo[C], dJ_dh[C], dh_dz[C], dJ_dz[C];
static int k, c;

/* the loss of the sample, with a complex part added to one of the z's, h's, or logits */
static double complex loss_at(double complex *dz, double complex *dh, double complex *dzo)
{
  double complex sum = 0, J = 0, logit[C];
  for (int c = 0; c < C; c++) logit[c] = .1*c + dzo[c];
  for (int k = 0; k < K; k++)
    for (int c = 0; c < C; c++) logit[c] += (1/(1 + cexp(-z[k] - dz[k])) + dh[k])*Wo[k][c];
  for (int c = 0; c < C; c++) sum += cexp(logit[c]);
  for (int c = 0; c < C; c++) {
    J -= y[c]*(logit[c] - clog(sum));
    y_hat[c] = creal(cexp(logit[c])/sum);
  }
  return J;
}

void draw(void)
{
  double complex d[C] = {0}, zero[C] = {0};
  int true_class = below(C);
  k = below(K), c = below(C);
  for (int k = 0; k < C; k++) {
    z[k] = between(-2, 2);
    h[k] = 1/(1 + exp(-z[k]));
    dh_dz[k] = cimag(1/(1 + cexp(-z[k] - STEP*I)))/STEP;
    for (int c = 0; c < C; c++) Wo[k][c] = between(-2, 2);
  }
  for (int c = 0; c < C; c++) y[c] = c == true_class;
  for (int c = 0; c < C; c++) {
    d[c] = STEP*I;
    dJ_dzo[c] = cimag(loss_at(zero, zero, d))/STEP;
    dJ_dh[c] = cimag(loss_at(zero, d, zero))/STEP;
    dJ_dz[c] = cimag(loss_at(d, zero, zero))/STEP;
    d[c] = 0;
  }
}
#endif

#ifdef JUDGE
static double value_dJ_dz(void) { return dJ_dz[k]; }
const milestone milestones[] = {
  {"dJ/dz by the chain rule", value_dJ_dz, "dh_dz", "dJ_dz$"},
  {"dJ/dz in numbers that the program has", value_dJ_dz, "Wo", "dJ_dz$ dJ_dh dh_dz exp"},
  {NULL}
};
static double value_h(void) { return h[k]; }
static double value_1_h(void) { return 1 - h[k]; }
static double value_slope(void) { return dh_dz[k]; }
const factor factors[] = {{"h", value_h}, {"1-h", value_1_h}, {"h(1-h)", value_slope}, {NULL}};

double claimed(int wrong)
{
  double delta_o[C*PANEL] = {0}, activation[K*PANEL] = {0}, delta_h[K*PANEL];
  double *b[] = {delta_o, Wo[0], activation, delta_h};
  for (int c = 0; c < C; c++) delta_o[c*PANEL] = dJ_dzo[c];
  for (int j = 0; j < K*PANEL; j++) activation[j] = h[j/PANEL];
  answer(wrong, (sizes){1, K, C}, b);
  return delta_h[k*PANEL];
}
#endif
