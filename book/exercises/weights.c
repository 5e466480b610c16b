/* exercise 06, the gradients of weights and biases */
#include "exercise.h"

enum {X, DELTA, DJ_DW, DJ_DB};
const block blocks[] = {
  {"x", GIVEN, "DN", -1, 1},
  {"delta", GIVEN, "KN", -1, 1},
  {"dJ_dW", SUM, "DK", -5, 5},
  {"dJ_db", SUM, "K", -5, 5},
  {NULL}
};
const special specials[] = {{NULL}};

#ifdef DRIVER
/* columns, with some more after the last one, the same again, for programs that exchange D and K */
static column *longer(sizes n, int block, double *const b[])
{
  int rows = extent(n, blocks[block].shape, 0), most = n.D + n.K;
  column *a = malloc((size_t) most*sizeof *a);
  for (int r = 0; r < most; r++) memcpy(a[r], COLUMNS(block)[r%rows], sizeof *a);
  return a;
}

void call(sizes n, double *const b[])
{
  column *x = longer(n, X, b), *delta = longer(n, DELTA, b);
  total *dJ_dW = spread(b[DJ_DW], n.D*n.K), *dJ_db = spread(b[DJ_DB], n.K);
  weight_gradient(n.D, n.K, x, delta, (void *) dJ_dW);
  bias_gradient(n.K, delta, dJ_db);
  gather(dJ_dW, b[DJ_DW], n.D*n.K);
  gather(dJ_db, b[DJ_DB], n.K);
  memcpy(b[X], x, (size_t) n.D*sizeof *x); /* they mustn't have been changed */
  memcpy(b[DELTA], delta, (size_t) n.K*sizeof *delta);
  free(x);
  free(delta);
}
#endif

#ifdef JUDGE
enum {TRUTH, TRANSPOSED, STORED_TRANSPOSED, FIRST_SAMPLE, LAST_SAMPLE, FIRST_LEFT_OUT, LAST_LEFT_OUT, ONE_TRAY, EVERY_LANE, NO_INPUT, NO_DELTA, BIAS_INPUT,
  SUMS_MULTIPLIED, SLOPE, ALL_UNITS, ALL_INPUTS, ADDED, SQUARED};
const mistake mistakes[] = {{"", ""},
  {"transposed", "input and delta are exchanged: the first index of dJ_dW belongs to what went in, the second to the unit where it came out"},
  {"stored-transposed", "dJ_dW is filled transposed: the first index of dJ_dW belongs to what went in, the second to the unit where it came out"},
  {"first-sample-only", "only the first sample counts: there must be a sum over all of them"},
  {"last-sample-only", "only the last sample counts: each sample must be added to those before, not replace them"},
  {"first-sample-left-out", "the first sample is left out: samples are numbered from 0"},
  {"last-sample-left-out", "the last sample is left out"},
  {"sixteen-samples", "only the first sixteen samples count: a total has as many subtotals, but a panel has 128 samples"},
  {"every-subtotal", "everything is added to each of the sixteen subtotals of a total, but these will be added up: one of them is enough"},
  {"input-missing", "dJ_dW lacks the factor x: a weight acts on z through the input that it multiplies"},
  {"delta-missing", "the factor delta is missing: this is dz/dW, summed, not yet dJ/dW"},
  {"bias-times-input", "dJ_db has the factor x, but a bias is multiplied by nothing, so that dz/db = 1"},
  {"sums-multiplied", "the sum of the inputs is multiplied by the sum of the deltas, but each sample's input belongs to the same sample's delta: first "
    "multiply, then add up"},
  {"slope", "the factor x(1-x) is a slope of the logistic function, which is in delta already: the factor should be x"},
  {"all-units", "the deltas of all the units are added up, but a weight acts on a single unit"},
  {"all-inputs", "all the inputs are added up, but a weight multiplies a single one"},
  {"added", "input and delta are added, not multiplied"},
  {"squared", "the factor delta is there twice"},
  {NULL}
};

/* a loss whose derivatives with respect to the pre-activations are delta, and which is linear: at (d, k) of W, or of b if d is D, there's a step */
static double slope(sizes n, double *const b[], int d, int k)
{
  double complex J = 0;
  for (int unit = 0; unit < n.K; unit++)
    for (int i = 0; i < PANEL; i++) {
      double complex z = unit == k && d == n.D ? STEP*I : 0;
      for (int input = 0; input < n.D; input++) z += (unit == k && input == d ? STEP*I : 0)*AT(X, input, i);
      J += AT(DELTA, unit, i)*z;
    }
  return cimag(J)/STEP;
}

void answer(int wrong, sizes n, double *const b[])
{
  for (int k = 0; k < n.K; k++)
    for (int d = 0; d < n.D; d++) {
      double weight = 0, bias = 0, inputs = 0;
      int last = wrong == ONE_TRAY ? LANES : wrong == FIRST_SAMPLE ? 1 : wrong == LAST_LEFT_OUT ? PANEL - 1 : PANEL;
      for (int i = wrong == FIRST_LEFT_OUT ? 1 : wrong == LAST_SAMPLE ? PANEL - 1 : 0; i < last; i++) {
        double in = AT(X, d, i), out = AT(DELTA, k, i), out_b = out;
        switch (wrong) {
        case TRANSPOSED: in = AT(X, k%n.D, i), out = AT(DELTA, d%n.K, i); break;
        case NO_INPUT: in = 1; break;
        case NO_DELTA: out = out_b = 1; break;
        case BIAS_INPUT: out_b *= AT(X, 0, i); break;
        case SLOPE: in -= in*in; break;
        case ALL_UNITS: for (int j = 0; j < n.K; j++) if (j != k) out += AT(DELTA, j, i); break;
        case ALL_INPUTS: for (int j = 0; j < n.D; j++) if (j != d) in += AT(X, j, i); break;
        case SQUARED: out *= out, out_b *= out_b; break;
        }
        weight += wrong == ADDED ? in + out : in*out;
        bias += out_b;
        inputs += in;
      }
      if (wrong == SUMS_MULTIPLIED) weight = inputs*bias;
      if (wrong == EVERY_LANE) weight *= LANES, bias *= LANES;
      int at = wrong == STORED_TRANSPOSED ? k*n.K + d : d*n.K + k;
      if (at < n.D*n.K) b[DJ_DW][at] += wrong == TRUTH ? slope(n, b, d, k) : weight;
      if (d == 0) b[DJ_DB][k] += wrong == TRUTH ? slope(n, b, n.D, k) : bias;
    }
}
#endif

/* words: d k i x W b z delta dJ_dz dz_dW dz_db dJ_dW dJ_db sum_i sum_d */
#if defined(LINES) || defined(JUDGE)
enum {D = 2, K = 3, N = 4}; /* the arrays have K rows, lest a wrong index go too far */
static double x[K][N], W[K][K], b[K], z[K][N], delta[K][N], dJ_dz[K][N], dz_dW[K][K][N], dz_db[K][N], dJ_dW[K][K], dJ_db[K];
static int d, k, i;

/* the loss, some function of the pre-activations of all samples; one number has the step added, that at `at', which may be W[d][k], b[k], or z[k][i] */
static double complex loss_at(const double *at, double complex z_at[K][N])
{
  double complex J = 0;
  for (int i = 0; i < N; i++) {
    double complex sum = 0;
    for (int k = 0; k < K; k++) {
      double complex *to = &z_at[k][i];
      *to = b[k] + (at == &b[k] ? STEP*I : 0) + (at == &z[k][i] ? STEP*I : 0);
      for (int d = 0; d < D; d++) *to += x[d][i]*(W[d][k] + (at == &W[d][k] ? STEP*I : 0));
      sum += (k + 1)*cexp(*to);
    }
    J += clog(sum) - z_at[i%K][i];
  }
  return J;
}

void draw(void)
{
  double complex changed[K][N];
  d = below(D), k = below(K), i = below(N);
  for (int d = 0; d < K; d++) {
    for (int i = 0; i < N; i++) x[d][i] = between(-2, 2);
    for (int k = 0; k < K; k++) W[d][k] = between(-2, 2);
  }
  for (int k = 0; k < K; k++) b[k] = between(-1, 1);
  for (int k = 0; k < K; k++) {
    dJ_db[k] = cimag(loss_at(&b[k], changed))/STEP;
    for (int i = 0; i < N; i++) dz_db[k][i] = cimag(changed[k][i])/STEP;
    for (int d = 0; d < D; d++) {
      dJ_dW[d][k] = cimag(loss_at(&W[d][k], changed))/STEP;
      for (int i = 0; i < N; i++) dz_dW[d][k][i] = cimag(changed[k][i])/STEP;
    }
    for (int i = 0; i < N; i++) {
      delta[k][i] = dJ_dz[k][i] = cimag(loss_at(&z[k][i], changed))/STEP;
      z[k][i] = creal(changed[k][i]);
    }
  }
}
#endif

#ifdef JUDGE
static double value_dJ_dW(void) { return dJ_dW[d][k]; }
static double value_dJ_db(void) { return dJ_db[k]; }
const milestone milestones[] = {
  {"dJ/dW[d][k] by the chain rule, over all the samples", value_dJ_dW, "sum_i dz_dW", "dJ_dW"},
  {"dJ/dW[d][k] in numbers that the program has", value_dJ_dW, "sum_i x$ delta$", "dJ_ dz_"},
  {"dJ/db[k] in numbers that the program has", value_dJ_db, "sum_i delta$", "dJ_ dz_"},
  {NULL}
};
static double value_x(void) { return x[d][i]; }
static double value_delta(void) { return delta[k][i]; }
static double value_N(void) { return N; }
const factor factors[] = {{"x[d][i]", value_x}, {"delta[k][i]", value_delta}, {"N", value_N}, {NULL}};

static double gradient_with(int wrong, bool of_weight)
{
  double x_of[D*PANEL] = {0}, delta_of[K*PANEL] = {0}, weights[D*K] = {0}, biases[K] = {0};
  double *blocks_of[] = {x_of, delta_of, weights, biases};
  for (int i = 0; i < N; i++) {
    for (int r = 0; r < D; r++) x_of[r*PANEL + i] = x[(d + r)%D][i]; /* that of the line comes first */
    for (int k = 0; k < K; k++) delta_of[k*PANEL + i] = delta[k][i];
  }
  answer(wrong, (sizes){D, K, 1}, blocks_of);
  return of_weight ? weights[k] : biases[k];
}

double claimed(int wrong) { return gradient_with(wrong, false); }
double claimed_too(int wrong) { return gradient_with(wrong, true); }
#endif
