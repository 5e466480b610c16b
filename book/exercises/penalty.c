/* exercise 13, a penalty on the weights */
#include "exercise.h"

enum {THETA, J_, G_, J_RESULT, G_RESULT, ALL_N = 700};
const block blocks[] = {
  {"theta", GIVEN, "P", -2, 2},
  {"the samples' loss", GIVEN, "", 1, 3},
  {"the samples' gradient", GIVEN, "P", -1, 1},
  {"the loss that is returned", RESULT, "", 0, 0},
  {"g", RESULT, "P", 0, 0},
  {NULL}
};
const special specials[] = {{NULL}};

#ifdef DRIVER
#include "penalty.h"
void call(sizes n, double *const b[])
{
  int count = extent(n, "P", 1);
  double found[1 + count], sums[1 + count];
  dataset data = {.D = n.D, .C = n.C, .N = ALL_N};
  team crew = {.net = {n.D, n.K, n.C}, .data = &data, .count = count, .sums = sums, .threads = 1, .found = found};
  found[0] = b[J_][0];
  memcpy(found + 1, b[G_], sizeof(double)*(size_t) count);
  b[J_RESULT][0] = gradient(&crew, b[THETA], b[G_RESULT]);
}
#endif

#ifdef JUDGE
static const double strength = .01;

enum {TRUTH, BIASES, BIASES_IN_J, BIASES_IN_G, ONLY_LOSS, ONLY_GRADIENT, NO_HALF, TWICE, HALF_SLOPE, SLOPE_TWICE, REWARD, REWARD_IN_G, ONLY_WO, ONLY_WH, ONLY_BIASES, MEAN,
  EVERY_SAMPLE, EVERY_PANEL, ROOT, ABSOLUTE, IN_A_ROW, REPLACED, NO_GAMMA};
const mistake mistakes[] = {{"", ""},
  {"biases-too", "the biases are penalised, too; only the weights are to be"},
  {"biases-in-loss", "the penalty has the biases in it, though its gradient hasn't"},
  {"biases-in-gradient", "the gradient has a penalty's part for the biases, too, though the penalty is one on the weights"},
  {"gradient-forgotten", "the penalty is added to the loss, but the gradient is still that of the loss without it"},
  {"loss-forgotten", "the gradient has the penalty's part, but the loss that is returned is still without the penalty"},
  {"half-missing", "the factor 1/2 of the penalty is missing, though its gradient is right"},
  {"factor-2", "everything that comes of the penalty is twice as large as it should be: the factor 1/2 is missing"},
  {"slope-halved", "the 1/2 has gone into the gradient, too; it cancels the 2 that comes of the square's derivative"},
  {"slope-doubled", "the gradient of the penalty is twice as large as it should be: the 2 that comes of the square's derivative is cancelled by the 1/2"},
  {"sign-of-penalty", "the penalty is subtracted: it rewards large weights"},
  {"sign-in-gradient", "the penalty's part of the gradient has the wrong sign; the derivative is added, and the step downhill has the minus"},
  {"only-output-weights", "the weights of the hidden layer are left out"},
  {"only-hidden-weights", "the weights of the output layer are left out"},
  {"biases-for-weights", "the biases are penalised, and the weights aren't"},
  {"per-sample", "the penalty is divided by the number of samples: right if the loss were their mean, but it is their sum"},
  {"for-every-sample", "the penalty is counted for every sample; it belongs to the sum of all, once"},
  {"for-every-panel", "the penalty is counted for every panel; it belongs to the sum of all samples, once"},
  {"not-squared", "the penalty has the norm of the weights, not its square"},
  {"absolute-values", "the penalty has the absolute values of the weights, not their squares"},
  {"weights-in-a-row", "theta isn't first all weights, then all biases: the hidden layer's biases stand between the weights of the two layers"},
  {"gradient-replaced", "the samples' derivatives with respect to the weights are replaced, not added to: = for +="},
  {"gamma-missing", "the factor gamma is missing"},
  {NULL}
};

/* Everything follows from the penalty as a function of the parameters, by the complex step. */
static double complex penalty(int wrong, sizes n, const double complex *theta)
{
  int hidden = n.K*n.D, output = n.C*n.K, from = hidden + n.K, count = from + output + n.C;
  double complex sum = 0;
  for (int j = 0; j < count; j++) {
    bool in_hidden = j < hidden, in_output = j >= from && j < from + output, counts = in_hidden || in_output;
    switch (wrong) {
    case BIASES: counts = true; break;
    case ONLY_WO: counts = in_output; break;
    case ONLY_WH: counts = in_hidden; break;
    case ONLY_BIASES: counts = !counts; break;
    case IN_A_ROW: counts = j < hidden + output; break;
    }
    double complex w = theta[j];
    if (counts) sum += wrong == ABSOLUTE ? 2*(creal(w) < 0 ? -w : w) : w*w;
  }
  if (wrong == ROOT) sum = csqrt(sum);
  double factor = strength/2;
  switch (wrong) {
  case TWICE: factor = strength; break;
  case REWARD: factor = -factor; break;
  case MEAN: factor /= ALL_N; break;
  case EVERY_SAMPLE: factor *= ALL_N; break;
  case EVERY_PANEL: factor *= (ALL_N + PANEL - 1)/PANEL; break;
  case NO_GAMMA: factor = .5; break;
  }
  return factor*sum;
}

void answer(int wrong, sizes n, double *const b[])
{
  int count = extent(n, "P", 1);
  double complex theta[count];
  for (int j = 0; j < count; j++) theta[j] = b[THETA][j];
  double more = creal(penalty(wrong == BIASES_IN_J ? BIASES : wrong, n, theta));
  if (wrong == ONLY_GRADIENT) more = 0;
  if (wrong == NO_HALF) more *= 2;
  b[J_RESULT][0] = b[J_][0] + more;
  for (int j = 0; j < count; j++) {
    theta[j] += STEP*I;
    double slope = cimag(penalty(wrong == BIASES_IN_G ? BIASES : wrong, n, theta))/STEP;
    theta[j] = b[THETA][j];
    switch (wrong) {
    case ONLY_LOSS: slope = 0; break;
    case HALF_SLOPE: slope /= 2; break;
    case SLOPE_TWICE: slope *= 2; break;
    case REWARD_IN_G: slope = -slope; break;
    }
    b[G_RESULT][j] = wrong == REPLACED && slope != 0 ? slope : b[G_][j] + slope;
  }
}
#endif

/* words: k c Wo gamma eta dJ_dWo dL_dWo sum_c */
#if defined(LINES) || defined(JUDGE)
enum {K = 3, C = 4};
#define gamma of_penalty /* math.h has a function of this name */
static double Wo[K][C], dJ_dWo[K][C], dL_dWo[K][C], gamma, eta;
static int k, c;

/* the loss, with the penalty or without it: any function that doesn't change if all weights of a unit do, by the same amount */
static double complex loss_of(const double complex (*w)[C], double part)
{
  double complex J = 0;
  for (int k = 0; k < K; k++) {
    double complex sum = 0;
    for (int c = 0; c < C; c++) sum += cexp(w[k][c]);
    J += clog(sum)*(k + 1) - w[k][k]*(k + 1);
    for (int c = 0; c < C; c++) J += part*w[k][c]*w[k][c]/2;
  }
  return J;
}

void draw(void)
{
  double complex w[K][C];
  k = below(K), c = below(C);
  gamma = between(.2, 1.5);
  eta = between(.1, .5);
  for (int k = 0; k < K; k++) for (int c = 0; c < C; c++) w[k][c] = Wo[k][c] = between(-2, 2);
  for (int k = 0; k < K; k++)
    for (int c = 0; c < C; c++) {
      w[k][c] += STEP*I;
      dJ_dWo[k][c] = cimag(loss_of((const void *) w, 0))/STEP;
      dL_dWo[k][c] = cimag(loss_of((const void *) w, gamma))/STEP;
      w[k][c] = Wo[k][c];
    }
}
#endif

#ifdef JUDGE
static double value_slope(void) { return dL_dWo[k][c]; }
static double value_step(void) { return Wo[k][c] - eta*dL_dWo[k][c]; }
static double value_sum(void)
{
  double left = 0;
  for (int c = 0; c < C; c++) left -= eta*dL_dWo[k][c] - Wo[k][c];
  return left;
}
const milestone milestones[] = {
  {"dL/dWo", value_slope, "dJ_dWo gamma Wo", "dL_dWo"},
  {"the new weight, with what becomes of the old one as a factor", value_step, "dJ_dWo gamma Wo eta", "dL_dWo"},
  {"the new row sum as a multiple of the old one", value_sum, "sum_c gamma Wo eta", "dL_dWo dJ_dWo"},
  {NULL}
};
static double value_gamma(void) { return gamma; }
static double value_eta(void) { return eta; }
static double value_weight(void) { return Wo[k][c]; }
const factor factors[] = {{"gamma", value_gamma}, {"eta", value_eta}, {"Wo[k][c]", value_weight}, {NULL}};

double claimed(int wrong)
{
  (void) wrong; /* the last line is about a step */
  return NAN;
}
#endif
