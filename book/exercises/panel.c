/* exercise 08, the gradient of a panel */
#include "exercise.h"
#include "cases.h"

enum {N, X, Y, WH, BH, WO, BO, DJ_DWO, DJ_DBO, DJ_DWH, DJ_DBH, LOSS};
const block blocks[] = {
  {"n", GIVEN, "", 60, PANEL},
  {"x", GIVEN, "DN", -1, 1},
  {"y", CLASSES, "N", 0, 0},
  {"Wh", GIVEN, "DK", -2, 2},
  {"bh", GIVEN, "K", -1, 1},
  {"Wo", GIVEN, "KC", -2, 2},
  {"bo", GIVEN, "C", -1, 1},
  {"dJ_dWo", SUM, "KC", -5, 5},
  {"dJ_dbo", SUM, "C", -5, 5},
  {"dJ_dWh", SUM, "DK", -5, 5},
  {"dJ_dbh", SUM, "K", -5, 5},
  {"J", RESULT, "", 0, 0},
  {NULL}
};
const special specials[] = {{NULL}};

#if defined(DRIVER) || defined(JUDGE)
static const int theta_parts[] = {WH, BH, WO, BO}, gradient_parts[] = {DJ_DWH, DJ_DBH, DJ_DWO, DJ_DBO};

/* all four parts in one row, or back */
static void join(sizes n, double *const b[], const int parts[4], double *row, bool back)
{
  for (int p = 0; p < 4; p++) {
    double *part = b[parts[p]];
    int count = length(n, parts[p]);
    memcpy(back ? part : row, back ? row : part, (size_t) count*sizeof *row);
    row += count;
  }
}

/* The functions that the student's may call. Whatever can be a derivative is one, by the complex step. Where too many columns are asked for, as with
   x for h, those that are there are taken again; the address sanitizer knows how many they are. */
void *__asan_region_is_poisoned(void *begin, size_t size) __attribute__((weak));
static int readable(const column *a, int wanted)
{
  while (__asan_region_is_poisoned != NULL && wanted > 1 && __asan_region_is_poisoned((void *) a, (size_t) wanted*sizeof *a) != NULL) wanted--;
  return wanted;
}

static void map(int rows, int columns, const column *in, const real *weights, const real *biases, column *to)
{
  int there = readable(in, rows);
  for (int j = 0; j < columns; j++)
    for (int i = 0; i < PANEL; i++) {
      double a = biases[j];
      for (int r = 0; r < rows; r++) a = fma(weights[r*columns + j], in[r%there][i], a);
      to[j][i] = a;
    }
}

void hidden_layer(int D, int K, const column *x, const real Wh[D][K], const real bh[K], column *to)
{
  map(D, K, x, Wh[0], bh, to);
  for (int k = 0; k < K; k++) /* softplus has this derivative */
    for (int i = 0; i < PANEL; i++) to[k][i] = cimag(clog(1 + cexp(to[k][i] + STEP*I)))/STEP;
}

void output_layer(int K, int C, const column *in, const real Wo[K][C], const real bo[C], column *logits, real *sum, column *to)
{
  map(K, C, in, Wo[0], bo, logits);
  for (int i = 0; i < PANEL; i++) {
    double shift = -INFINITY;
    for (int c = 0; c < C; c++) shift = fmax(shift, logits[c][i]);
    sum[i] = 0;
    for (int c = 0; c < C; c++) sum[i] += exp(logits[c][i] -= shift);
    for (int c = 0; c < C; c++) { /* log-sum-exp has this one */
      double complex powers = 0;
      for (int j = 0; j < C; j++) powers += cexp(logits[j][i] + (j == c ? STEP*I : 0));
      to[c][i] = cimag(clog(powers))/STEP;
    }
  }
}

static bool has_delta, too_early; /* is there an output delta? was a hidden one wanted before? */

void output_delta(int C, const column *p, const int *class, column *to)
{
  for (int c = 0; c < C; c++)
    for (int i = 0; i < PANEL; i++) {
      double complex xi = c == class[i] ? -STEP*I : 0;
      for (int j = 0; j < C; j++) xi += p[j][i]*cexp(j == c ? STEP*I : 0);
      to[c][i] = cimag(xi)/STEP;
    }
  has_delta = true;
}

void hidden_delta(int K, int C, const column *from, const real weights[K][C], const column *activation, column *to)
{
  int there = readable(activation, K);
  for (int k = 0; k < K; k++)
    for (int i = 0; i < PANEL; i++) {
      double a = activation[k%there][i];
      double complex odds = a/(1 - a)*cexp(STEP*I), xi = 0;
      for (int c = 0; c < C; c++) xi += weights[k][c]*odds/(1 + odds)*from[c][i];
      to[k][i] = cimag(xi)/STEP;
    }
  if (!has_delta) too_early = true;
}

void weight_gradient(int D, int K, const column *in, const column *out, total to[D][K])
{
  int inputs = readable(in, D), units = readable(out, K);
  for (int d = 0; d < D; d++)
    for (int k = 0; k < K; k++)
      for (int i = 0; i < PANEL; i++) to[d][k][i%LANES] += cimag(out[k%units][i]*(in[d%inputs][i]*STEP*I))/STEP;
}

void bias_gradient(int K, const column *out, total to[K])
{
  int units = readable(out, K);
  for (int k = 0; k < K; k++)
    for (int i = 0; i < PANEL; i++) to[k][i%LANES] += cimag(out[k%units][i]*(1 + STEP*I))/STEP;
}

real loss(int C, const column *logits, const real *sum, const int *class)
{
  double J = 0;
  for (int i = 0; i < PANEL; i++)
    for (int c = 0; c < C; c++) if (c == class[i]) J -= log(exp(logits[c][i])/sum[i]);
  return J;
}
#endif

#ifdef DRIVER
void call(sizes n, double *const b[])
{
  int y[PANEL], count = extent(n, "P", 1), samples = (int) fmin(b[N][0], PANEL);
  double *theta = malloc((size_t) count*sizeof *theta), g[count];
  for (int i = 0; i < PANEL; i++) y[i] = (int) b[Y][i];
  join(n, b, theta_parts, theta, false);
  join(n, b, gradient_parts, g, false);
  total *sums = spread(g, count);
  has_delta = too_early = false;
  b[LOSS][0] = panel_gradient(samples, (network) {n.D, n.K, n.C}, theta, COLUMNS(X), y, sums);
  gather(sums, g, count);
  join(n, b, gradient_parts, g, true);
  for (int p = 0; too_early && has_delta && p < 2; p++) /* out of nothing: not by chance, then */
    for (int j = 0; j < length(n, gradient_parts[p]); j++) b[gradient_parts[p]][j] = NAN;
  free(theta);
}
#endif

#ifdef JUDGE
enum {TRUTH, X_FOR_H, H_FOR_X, OUTPUT_FOR_HIDDEN, HIDDEN_FOR_OUTPUT, WH_FOR_WO, X_FOR_SLOPE, SLOPE_AGAIN, SLOPE_AT_OUTPUT, TARGET_MISSING, LOGITS,
  WEIGHTS_SWAPPED, BIASES_SWAPPED, LAYERS_SWAPPED, PADDING, PADDING_GRADIENT, PADDING_LOSS, LOSS_MEAN, LOSS_OF_PROBABILITIES, TOO_EARLY};
const mistake mistakes[] = {{"", ""},
  {"x-for-h", "what went into the output layer is h, not x"},
  {"h-for-x", "what went into the hidden layer is x, not h"},
  {"delta_o-for-delta_h", "the hidden layer's gradient is made with delta_o; its delta is delta_h"},
  {"delta_h-for-delta_o", "the output layer's gradient is made with delta_h; its delta is delta_o"},
  {"Wh-for-Wo", "the deltas go back over Wh, but the connections between hidden and output units have the weights Wo"},
  {"x-for-slope", "hidden_delta is given x for h, so that the slopes are wrong: the slope of a hidden unit comes from its activation"},
  {"slope-again", "the hidden delta is multiplied by the slope h(1-h), which it has already"},
  {"slope-at-output", "the output delta is multiplied by y_hat(1-y_hat), but it is dJ/dz already: softmax has cancelled against the logarithm"},
  {"target-missing", "the probabilities themselves are taken for the output delta: the targets are never subtracted"},
  {"logits-for-probabilities", "the output delta is made with the logits z where it needs the probabilities"},
  {"weights-swapped", "what belongs to dJ_dWo is added to dJ_dWh, and the other way round"},
  {"biases-swapped", "what belongs to dJ_dbo is added to dJ_dbh, and the other way round"},
  {"layers-swapped", "the gradients of the two layers are added to each other's places"},
  {"padding-counted", "the places from n on count, but there are no samples there"},
  {"padding-in-gradient", "the gradient counts the places from n on, where there are no samples; only the loss is right: they must be cleared earlier"},
  {"padding-in-loss", "the loss counts the places from n on, where there are no samples: clear them first"},
  {"loss-mean", "the loss is divided by n, but it's to be the sum over the samples"},
  {"loss-of-probabilities", "the loss is given the probabilities; it wants the shifted logits z"},
  {"hidden-too-early", "delta_h is computed before delta_o is there"},
  {NULL}
};

/* the derivative of a sample's loss with respect to a logit, or the pre-activation of a hidden unit */
static double slope(sizes n, double *const b[], int i, bool at_output, int unit)
{
  double complex z[n.C], sum = 0;
  for (int c = 0; c < n.C; c++) z[c] = b[BO][c] + (at_output && c == unit ? STEP*I : 0);
  for (int k = 0; k < n.K; k++) {
    double complex a = b[BH][k] + (!at_output && k == unit ? STEP*I : 0);
    for (int d = 0; d < n.D; d++) a += AT(X, d, i)*AT(WH, d, k);
    for (int c = 0; c < n.C; c++) z[c] += AT(WO, k, c)/(1 + cexp(-a));
  }
  for (int c = 0; c < n.C; c++) sum += cexp(z[c]);
  return cimag(clog(sum) - z[(int) b[Y][i]])/STEP;
}

void answer(int wrong, sizes n, double *const b[])
{
  enum {HIDDEN, OUTPUT};
  int units[] = {n.K, n.C}, inputs[] = {n.D, n.K}, samples = (int) fmin(b[N][0], PANEL);
  double theta[extent(n, "P", 1)], g[extent(n, "P", 1) + 100], J = 0;
  column x[n.D + n.K], a[n.K], z[n.C], s, p[n.C], at_output[n.C], at_hidden[n.K]; /* x is there again and again */
  const column *in[] = {x, a}, *delta[] = {at_hidden, at_output};
  for (int r = 0; r < n.D + n.K; r++) memcpy(x[r], COLUMNS(X)[r%n.D], sizeof x[r]);
  join(n, b, theta_parts, theta, false);
  hidden_layer(n.D, n.K, x, (const void *) theta, b[BH], a);
  output_layer(n.K, n.C, a, (const void *) b[WO], b[BO], z, s, p);
  for (int i = 0; i < PANEL; i++) {
    for (int c = 0; c < n.C; c++) {
      double *to = &at_output[c][i];
      *to = slope(n, b, i, true, c);
      if (wrong == SLOPE_AT_OUTPUT) *to *= p[c][i] - pow(p[c][i], 2);
      if (wrong == TARGET_MISSING) *to = p[c][i];
      if (wrong == LOGITS) *to += z[c][i] - p[c][i];
    }
    for (int k = 0; k < n.K; k++) at_hidden[k][i] = slope(n, b, i, false, k);
  }
  if (wrong == WH_FOR_WO || wrong == X_FOR_SLOPE || (wrong >= SLOPE_AT_OUTPUT && wrong <= LOGITS))
    hidden_delta(n.K, n.C, at_output, (const void *)(wrong == WH_FOR_WO ? theta : b[WO]), wrong == X_FOR_SLOPE ? x : a, at_hidden);
  for (int i = 0; i < PANEL; i++) {
    bool is_sample = i < samples || wrong == PADDING;
    double probability = p[(int) b[Y][i]][i];
    if (is_sample || wrong == PADDING_LOSS) J -= log(probability);
    if (wrong == LOSS_OF_PROBABILITIES) J += (is_sample ? log(probability) + log(s[i]) : 0) - probability;
    for (int k = 0; k < n.K; k++) {
      double *to = &at_hidden[k][i];
      if (wrong == SLOPE_AGAIN) *to *= a[k][i] - pow(a[k][i], 2);
      if (!is_sample && wrong != PADDING_GRADIENT) *to = 0;
      if (wrong == TOO_EARLY) *to = NAN;
    }
    for (int c = 0; c < n.C; c++) if (!is_sample && wrong != PADDING_GRADIENT) at_output[c][i] = 0;
  }
  b[LOSS][0] = wrong == LOSS_MEAN ? J/samples : J;
  int first_input[] = {wrong == H_FOR_X ? n.K : n.D + n.K, wrong == X_FOR_H ? n.D : n.K}; /* how many there are: then comes the first again */
  int first_unit[] = {wrong == OUTPUT_FOR_HIDDEN ? n.C : n.K, wrong == HIDDEN_FOR_OUTPUT ? n.K : n.C};
  if (wrong == X_FOR_H) in[OUTPUT] = x;
  if (wrong == H_FOR_X) in[HIDDEN] = a;
  if (wrong == OUTPUT_FOR_HIDDEN) delta[HIDDEN] = at_output;
  if (wrong == HIDDEN_FOR_OUTPUT) delta[OUTPUT] = at_hidden;
  join(n, b, gradient_parts, g, false);
  for (int layer = HIDDEN; layer <= OUTPUT; layer++)
    for (int r = 0; r <= inputs[layer]; r++) { /* the last row is the biases' */
      bool bias = r == inputs[layer];
      int place = wrong == LAYERS_SWAPPED || wrong == (bias ? BIASES_SWAPPED : WEIGHTS_SWAPPED) ? !layer : layer;
      double *to = g + (place == OUTPUT ? n.D*n.K + n.K : 0) + (bias ? inputs[place]*units[place] : r*units[layer]);
      for (int j = 0; j < units[layer]; j++)
        for (int i = 0; i < PANEL; i++)
          to[j] += (bias ? 1 : in[layer][r%first_input[layer]][i])*delta[layer][j%first_unit[layer]][i];
    }
  join(n, b, gradient_parts, g, true);
}

void draw(void) {}
const milestone milestones[] = {{NULL}};
const factor factors[] = {{NULL}};
double claimed(int wrong) { (void) wrong; return NAN; }
#endif
