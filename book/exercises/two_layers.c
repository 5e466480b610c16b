/* exercise 19, a second hidden layer. There is no right answer: the student may choose the units. So the gradient is compared with the derivatives of the
   student's own loss, by the complex step: this file and the student's part are compiled and linked once more with -DCOMPLEX_STEP, and where that process
   writes a number, it is the truth (check.sh, judge.c). */
#include "exercise.h"
#include "cases.h"

enum {W1, B1, W2, B2, WO, BO, PARTS, X = PARTS, Y, FIRST_N, STEPS, N_COUNTS, X_COUNTS, Y_COUNTS, THETA_COUNTS, IS_LOG_C, LOSS, D_W1, LEARNS = D_W1 + PARTS};
const block blocks[] = {
  {"W1", GIVEN, "DK", -1.5, 1.5}, {"b1", GIVEN, "K", -1.5, 1.5},
  {"W2", GIVEN, "KK", -1.5, 1.5}, {"b2", GIVEN, "K", -1.5, 1.5},
  {"Wo", GIVEN, "KC", -1.5, 1.5}, {"bo", GIVEN, "C", -1.5, 1.5},
  {"x", GIVEN, "DN", -1, 1},
  {"y", CLASSES, "N", 0, 0},
  {"n", GIVEN, "", 1, PANEL},
  {"steps", GIVEN, "", 0, 0}, /* of training */
  {"counts-too-many", CONDITION, "", 0, 0}, {"idle-input", CONDITION, "", 0, 0}, {"idle-class", CONDITION, "", 0, 0}, {"idle-parameter", CONDITION, "", 0, 0},
  {"not-ln-C", CONDITION, "", 0, 0},
  {"the loss", RESULT, "", 0, 0},
  {"dJ_dW1", SUM, "DK", -1, 1}, {"dJ_db1", SUM, "K", -1, 1},
  {"dJ_dW2", SUM, "KK", -1, 1}, {"dJ_db2", SUM, "K", -1, 1},
  {"dJ_dWo", SUM, "KC", -1, 1}, {"dJ_dbo", SUM, "C", -1, 1},
  {"not-trained", CONDITION, "", 0, 0},
  {NULL}
};
const bool no_variants = true;

static void zero_output(sizes n, double *const b[])
{
  memset(b[WO], 0, sizeof(double)*(size_t)(n.K*n.C));
  memset(b[BO], 0, sizeof(double)*(size_t) n.C);
}

/* ring and disc, in the first two inputs; the others are noise */
static void circles(sizes n, double *const b[])
{
  *b[FIRST_N] = PANEL;
  *b[STEPS] = 1000;
  for (int i = 0; i < PANEL; i++) {
    double radius = i%2 ? between(0, .4) : 1, angle = between(0, 6.2831853);
    b[Y][i] = i%2;
    for (int d = 0; d < n.D; d++) AT(X, d, i) = between(-.1, .1) + (d == 0 ? radius*cos(angle) : d == 1 ? radius*sin(angle) : 0);
  }
}

const special specials[] = {
  {"when Wo and bo are zero (all classes are equally probable then, and the loss of a sample is ln C)", zero_output},
  {"in training", circles},
  {NULL}
};

#ifdef DRIVER
/* The book's functions, for both kinds of numbers. */
real exponential(real z) { return cexp(creal(z) > 340 ? 340 : creal(z) < -340 ? -340 : z); }

real log_of_product(const real *s)
{
  double complex sum = 0;
  for (int i = 0; i < PANEL; i++) sum += clog(s[i]);
  return sum;
}

void affine(int D, int K, const column *x, const real W[D][K], const real b[K], column *to)
{
  const real *w = W[0];
  for (int i = 0; i < PANEL; i++)
    for (int k = 0; k < K; k++) {
      real sum = 0;
      for (int j = k; j < D*K; j += K) sum += w[j]*x[j/K][i];
      to[k][i] = sum + b[k];
    }
}

void logistic(int K, const column *z, column *h)
{
  const real *from = z[0];
  real *to = h[0];
  for (int j = 0; j < K*PANEL; j++) to[j] = 1 - 1/(exponential(from[j]) + 1);
}

void hidden_layer(int D, int K, const column *x, const real W[D][K], const real b[K], column *h)
{
  column z[K];
  affine(D, K, x, W, b, z);
  logistic(K, z, h);
}

void softmax(int C, column *logits, real *sums, column *p)
{
  for (int i = 0; i < PANEL; i++) {
    real top = 0;
    for (int c = C; c-- > 0;) if (c == C - 1 || creal(logits[c][i]) > creal(top)) top = logits[c][i];
    sums[i] = 0;
    for (int c = C; c-- > 0;) sums[i] += exponential(logits[c][i] -= top);
    for (int c = C; c-- > 0;) p[c][i] = exponential(logits[c][i])/sums[i];
  }
}

void output_layer(int K, int C, const column *h, const real W[K][C], const real b[C], column *z, real *s, column *y_hat)
{
  affine(K, C, h, W, b, z);
  softmax(C, z, s, y_hat);
}

real loss(int C, const column *z, const real *sums, const int *y)
{
  const real *logit = z[0];
  real J = log_of_product(sums);
  for (int j = 0; j < C*PANEL; j++) if (j/PANEL == y[j%PANEL]) J -= logit[j];
  return J;
}

void output_delta(int C, const column *p, const int *y, column *delta)
{
  memcpy(delta, p, sizeof(column[C]));
  for (int i = 0; i < PANEL; i++) *(delta[0] + y[i]*PANEL + i) -= 1;
}

void weight_gradient(int D, int K, const column *v, const column *delta, total sums[D][K])
{
  for (int j = 0; j < D*K*PANEL; j++) sums[j/PANEL/K][j/PANEL%K][j%LANES] += delta[j/PANEL%K][j%PANEL]*v[j/PANEL/K][j%PANEL];
}

void bias_gradient(int K, const column *delta, total sums[K])
{
  for (int j = 0; j < K*PANEL; j++) sums[j/PANEL][j%LANES] += delta[j/PANEL][j%PANEL];
}

void hidden_delta(int K, int C, const column *delta, const real W[K][C], const column *h, column *to)
{
  const real *w = W[0];
  for (int j = 0; j < K*PANEL; j++) {
    real off = h[0][j] - .5, sum = 0;
    for (int c = 0; c < C; c++) sum += w[j/PANEL*C + c]*delta[c][j%PANEL];
    to[0][j] = sum*(.25 - off*off);
  }
}

/* Everything has a place of its own with nothing behind it, so that a sanitizer sees what is written there. */
typedef struct { network net; int n, count; real *theta; column *x; int *y; total *sums; } problem;

static problem load(sizes n, double *const b[])
{
  problem p = {.net = {n.D, n.K, n.C}, .n = (int) *b[FIRST_N]};
  for (int part = W1; part < PARTS; part++) p.count += length(n, part);
  p.theta = malloc(sizeof(real)*(size_t) p.count);
  p.sums = malloc(sizeof(total)*(size_t) p.count);
  p.x = aligned_alloc(64, sizeof(column[n.D]));
  p.y = malloc(sizeof(int[PANEL]));
  for (int part = W1, at = 0; part < PARTS; part++)
    for (int j = 0; j < length(n, part); j++) p.theta[at++] = b[part][j];
  for (int j = 0; j < n.D*PANEL; j++) p.x[j/PANEL][j%PANEL] = b[X][j];
  for (int i = 0; i < PANEL; i++) p.y[i] = (int) b[Y][i];
  return p;
}

static real evaluate(problem *p)
{
  memset(p->sums, 0, sizeof(total)*(size_t) p->count);
  return panel_gradient(p->n, p->net, p->theta, (const column *) p->x, p->y, p->sums);
}

static double *place(sizes n, double *const b[], int j) /* of derivative j in the blocks */
{
  int part = W1;
  while (j >= length(n, part)) j -= length(n, part++);
  return b[D_W1 + part] + j;
}

#ifdef COMPLEX_STEP
void call(sizes n, double *const b[])
{
  problem p = load(n, b);
  *b[LOSS] = creal(evaluate(&p));
  for (int j = 0; j < p.count; j++) {
    real at = p.theta[j];
    p.theta[j] += STEP*I;
    *place(n, b, j) += cimag(evaluate(&p))/STEP;
    p.theta[j] = at;
  }
}
#else
static bool output_is_zero(sizes n, double *const b[])
{
  for (int j = 0; j < n.K*n.C; j++) if (b[WO][j] != 0) return false;
  return true;
}

static double derivative(const problem *p, int j)
{
  double g = 0;
  for (int l = 0; l < LANES; l++) g += p->sums[j][l];
  return g;
}

static bool learns(problem *p, int steps) /* with one rate or another, from one start or another: not every pair suits every kind of unit */
{
  static const double rates[] = {.005, .0025, .0025, .00125};
  double start[p->count], step[p->count], J = INFINITY;
  memcpy(start, p->theta, sizeof start);
  for (int attempt = 0; attempt < 4 && !(J < .2*p->n); attempt++) {
    memset(step, 0, sizeof step);
    for (int j = 0; j < p->count; j++) p->theta[j] = start[attempt < 2 ? j : p->count - 1 - j];
    for (int t = 0; t < steps; t++) {
      evaluate(p);
      for (int j = 0; j < p->count; j++) p->theta[j] += step[j] = .9*step[j] - rates[attempt]*derivative(p, j);
    }
    J = evaluate(p);
  }
  return J < .2*p->n;
}

void call(sizes n, double *const b[])
{
  problem p = load(n, b);
  memset(p.sums, 0, sizeof(total)*(size_t) p.count);
  for (int j = 0; j < p.count; j++) p.sums[j][j%LANES] = *place(n, b, j);
  *b[LOSS] = panel_gradient(p.n, p.net, p.theta, (const column *) p.x, p.y, p.sums);
  for (int j = 0; j < p.count; j++) *place(n, b, j) = derivative(&p, j);

  /* On what does the loss depend? Not on samples that aren't there, but else on everything. */
  double J = evaluate(&p), g[p.count];
  for (int it = N_COUNTS; it <= IS_LOG_C; it++) *b[it] = 1;
  *b[LEARNS] = 1;
  for (int j = 0; j < p.count; j++) g[j] = derivative(&p, j);
  for (int i = p.n; i < PANEL; i++) {
    for (int d = 0; d < n.D; d++) p.x[d][i] += 1;
    p.y[i] = (p.y[i] + 1)%n.C;
  }
  if (evaluate(&p) != J) *b[N_COUNTS] = 0;
  for (int j = 0; j < p.count; j++) if (derivative(&p, j) != g[j]) *b[N_COUNTS] = 0;
  if (output_is_zero(n, b)) {
    *b[IS_LOG_C] = fabs(J - p.n*log(n.C)) < 1e-9*J;
    return;
  }
  for (int j = 0; j < p.count; j++) {
    double at = p.theta[j];
    p.theta[j] += .1;
    if (evaluate(&p) == J) *b[THETA_COUNTS] = 0;
    p.theta[j] = at;
  }
  for (int last = 0, i = 0; last < 2; last++, i = p.n - 1) { /* the first sample, and the last */
    for (int d = 0; d < n.D; d++) {
      p.x[d][i] += .1;
      if (evaluate(&p) == J) *b[X_COUNTS] = 0;
      p.x[d][i] -= .1;
    }
    int y = p.y[i];
    p.y[i] = (y + 1)%n.C;
    if (evaluate(&p) == J) *b[Y_COUNTS] = 0;
    p.y[i] = y;
  }
  int steps = (int) *b[STEPS];
  if (steps > 0 && !learns(&p, steps)) *b[LEARNS] = 0;
}
#endif
#endif

#ifdef JUDGE
enum {TRUTH, CONDITIONS = 6, MEAN_GRADIENT, FIRST_SLOPE, SECOND_SLOPE, NO_SLOPES, EXCHANGED, TANH, TRANSPOSED, SKIPPED, OWN_OUTPUT, OLD_INPUT, TRANSPOSED_SUMS};
const mistake mistakes[] = {{"", ""},
  {"counts-too-many", "the places from n on count, too: see to it that they don't before the deltas are used, as the book does with two layers"},
  {"idle-input", "there are inputs on which the loss doesn't depend"},
  {"idle-parameter", "there are parameters on which the loss doesn't depend at all; are all six parts of theta where the exercise has them, and in use?"},
  {"idle-class", "the loss doesn't depend on the classes of all n samples"},
  {"not-ln-C", "with Wo and bo zero all classes are equally probable, and the loss of n samples should be n ln C: is yours a mean, or is a factor missing?"},
  {"not-trained", "the gradient is that of the loss, but 1000 steps don't tell two noisy circles apart: can the network bend, and does the loss belong to the classes?"},
  {"mean-gradient", "the gradient is divided by n, but the loss is the sum over the samples"},
  {"first-slope-missing", "the delta of the first hidden layer has no slope h(1-h)"},
  {"second-slope-missing", "the delta of the second hidden layer has no slope g(1-g)"},
  {"slopes-missing", "the slopes of both hidden layers are missing"},
  {"slopes-exchanged", "each of the two deltas has the slope of the other layer: it is made with the activations of its own"},
  {"slopes-of-tanh", "the slopes 1-h^2 are those of tanh, but these units are logistic"},
  {"transposed", "on the way back W2 is used transposed: its rows belong to the first hidden layer, its columns to the second"},
  {"layer-skipped", "the first hidden delta is computed from delta_o, over Wo; it comes from the delta of the second layer, over W2"},
  {"own-output", "the gradient of W2 has the activations of the second layer, which come out of it; it must have what goes in, those of the first"},
  {"old-input", "the gradient of Wo still has the activations of the first hidden layer; what goes into the output layer is those of the second"},
  {"sums-transposed", "the gradient of W2 is stored transposed"},
  {NULL}
};

/* With logistic units: the loss of a sample, and in the imaginary part how it moves when one parameter of a part does. All this is forwards; a mistake of the
   way back is a mistake in how something moves. */
static double complex sample_loss(int wrong, sizes n, double *const b[], int part, int moving, const double *x, int y)
{
#define MOVES(of, row, column) (part == (of) && &AT(of, row, column) == b[of] + moving)
  double h[n.K], g[n.K], slope[2][n.K], dot_h[n.K], dot_g[n.K];
  double complex sum = 0, at = 0;
  for (int layer = 0; layer < 2; layer++)
    for (int k = 0; k < n.K; k++) {
      double z = AT(layer == 0 ? B1 : B2, 0, k);
      if (layer == 0) for (int d = 0; d < n.D; d++) z += AT(W1, d, k)*x[d];
      else for (int j = 0; j < n.K; j++) z += AT(W2, j, k)*h[j];
      double complex unit = 1/(1 + cexp(-z - STEP*I));
      double value = (layer == 0 ? h : g)[k] = creal(unit);
      slope[layer][k] = wrong == NO_SLOPES || wrong == (layer == 0 ? FIRST_SLOPE : SECOND_SLOPE) ? 1 : wrong == TANH ? 1 - value*value : cimag(unit)/STEP;
    }
  for (int k = 0; k < n.K; k++) {
    double dot = MOVES(B1, 0, k);
    for (int d = 0; d < n.D; d++) dot += MOVES(W1, d, k)*x[d];
    dot_h[k] = dot*slope[wrong == EXCHANGED][k];
  }
  for (int k = 0; k < n.K; k++) {
    double dot = MOVES(B2, 0, k);
    for (int j = 0; j < n.K; j++) {
      dot += MOVES(W2, j, k)*(wrong == OWN_OUTPUT ? g : h)[j];
      if (wrong != SKIPPED) dot += dot_h[j]*(wrong == TRANSPOSED ? AT(W2, k, j) : AT(W2, j, k));
    }
    dot_g[k] = dot*slope[wrong != EXCHANGED][k];
  }
  for (int c = 0; c < n.C; c++) {
    double complex z = AT(BO, 0, c) + STEP*I*MOVES(BO, 0, c);
    for (int k = 0; k < n.K; k++) {
      z += AT(WO, k, c)*(g[k] + STEP*I*dot_g[k]) + STEP*I*MOVES(WO, k, c)*(wrong == OLD_INPUT ? h : g)[k];
      if (wrong == SKIPPED) z += STEP*I*AT(WO, k, c)*dot_h[k];
    }
    sum += cexp(z);
    if (c == y) at = z;
  }
  return clog(sum) - at;
}

void answer(int wrong, sizes n, double *const b[])
{
  int samples = (int) *b[FIRST_N];
  double x[n.D], J = 0;
  for (int i = 0; i < samples; i++) {
    for (int d = 0; d < n.D; d++) x[d] = AT(X, d, i);
    for (int part = W1; part < PARTS; part++)
      for (int j = 0; j < length(n, part); j++) {
        double complex term = sample_loss(wrong, n, b, part, j, x, (int) b[Y][i]);
        int to = wrong == TRANSPOSED_SUMS && part == W2 ? j%n.K*n.K + j/n.K : j;
        if (part == W1 && j == 0) J += creal(term);
        b[D_W1 + part][to] += cimag(term)/STEP/(wrong == MEAN_GRADIENT ? samples : 1);
      }
  }
  *b[LOSS] = J;
}

const milestone milestones[] = {{NULL}};
const factor factors[] = {{NULL}};
void draw(void) {}
double claimed(int wrong) { (void) wrong; return NAN; }
#endif
