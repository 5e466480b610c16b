/* exercise 00, by hand: once forward and backward through a network with D = K = C = 2 and round numbers, others for each seed.
     by_hand --stub SEED                    prints the file that is to be filled in
     by_hand [--verdict FILE] SEED FILE     judges it
   Each number is compared with the true one, and with what follows from the student's own earlier numbers. To FILE, or descriptor 3 if it is open,
   goes a line `value NAME NUMBER STATE' for each, and at the end `program KEY SENTENCE', with tabs between.
   Status: 0 right, 1 wrong, 2 can't be read, 5 not begun, 6 a fault of this program. */
#include <ctype.h>
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct { double x[2], Wh[2][2], bh[2], Wo[2][2], bo[2]; int y; } task;

/* the numbers that are asked for, in their order; a matrix by rows */
enum {Z = 0, H = 2, ZO = 4, Y_HAT = 6, J = 8, DELTA_O = 9, DELTA_H = 11, D_WH = 13, D_BH = 17, D_WO = 19, D_BO = 23, VALUES = 25};
enum {GROUPS = 11};
static const struct { const char *name, *is; int first, rows, columns; } groups[GROUPS] = {
  {"z", "the hidden pre-activations", Z, 1, 2},
  {"h", "the activations", H, 1, 2},
  {"zo", "the logits, of class 1 and class 2", ZO, 1, 2},
  {"y_hat", "the probabilities", Y_HAT, 1, 2},
  {"J", "the loss of the sample", J, 1, 1},
  {"delta_o", "the output deltas, the derivatives of J with respect to the logits", DELTA_O, 1, 2},
  {"delta_h", "the hidden deltas, the derivatives of J with respect to the hidden pre-activations", DELTA_H, 1, 2},
  {"dWh", "the derivatives of J with respect to the hidden weights: dWh_12 belongs to the one in row 1, column 2", D_WH, 2, 2},
  {"dbh", "the derivatives with respect to the hidden biases", D_BH, 1, 2},
  {"dWo", "the derivatives with respect to the output weights", D_WO, 2, 2},
  {"dbo", "the derivatives with respect to the output biases", D_BO, 1, 2},
};

static int group_of(int q)
{
  int g = GROUPS - 1;
  while (groups[g].first > q) g--;
  return g;
}

static const char *name_of(int q)
{
  static char name[VALUES][12];
  int g = group_of(q), j = q - groups[g].first;
  if (groups[g].columns == 1) return groups[g].name;
  if (groups[g].rows == 1) sprintf(name[q], "%s_%d", groups[g].name, j + 1);
  else sprintf(name[q], "%s_%d%d", groups[g].name, j/2 + 1, j%2 + 1);
  return name[q];
}

/* --- what is right, and what is wrong */

enum {RIGHT, OTHER_WAY, /* right, too: from another of the student's numbers */
  NO_BIAS, BIAS_SIGN, TRANSPOSED, FIRST_ONLY, SECOND_ONLY, CROSSED, EXCHANGED, SIGN, /* of the layers; the last two of most */
  EXPONENT_SIGN, BASE_10, TANH, DENOMINATOR, GROWTH, SLOPE, Z_FOR_H,
  NOT_NORMALISED, SIGMA_PER_CLASS, NO_EXPONENTIAL,
  LOG_10, LOG_2, OTHER_CLASS, BOTH_CLASSES, NO_LOGARITHM, ONE_MINUS, SQUARE, LOGIT,
  Y_MINUS_Y_HAT, NO_TARGET, OUTPUT_SLOPE, BY_Y_HAT,
  NO_SLOPE, FACTOR_1_H, FACTOR_H, SLOPE_OF_TANH, SIGMA_OF_H, SLOPE_OF_Z, SLOPE_TWICE, WH_FOR_WO,
  NO_INPUT, H_FOR_X, X_FOR_H, OTHER_DELTA, WEIGHT_FOR_INPUT, TIMES_BIAS, TIMES_INPUT, KINDS};
static const struct { int group, kind; const char *key, *says; } mistakes[] = {
  {Z, NO_BIAS, "no-bias", "the bias is missing"},
  {Z, BIAS_SIGN, "bias-sign", "the bias is subtracted; it must be added"},
  {Z, TRANSPOSED, "transposed", "Wh is read transposed: the weights of unit k are in its column k"},
  {Z, FIRST_ONLY, "one-input", "the second input is left out"},
  {Z, SECOND_ONLY, "one-input", "the first input is left out"},
  {Z, CROSSED, "crossed", "the weights of x_1 and x_2 are exchanged"},
  {Z, EXCHANGED, "exchanged", "this is the other unit's"},
  {Z, SIGN, "sign", "the sign is wrong"},
  {H, EXPONENT_SIGN, "exponent-sign", "the exponent has the wrong sign: in sigma(z) the exponential is that of -z"},
  {H, BASE_10, "base-10", "this is with powers of 10; the base is e"},
  {H, TANH, "tanh", "this is tanh(z); these units are logistic"},
  {H, DENOMINATOR, "not-divided", "this is the denominator; 1 must be divided by it"},
  {H, GROWTH, "one-missing", "the 1 in the denominator is missing"},
  {H, SLOPE, "slope", "this is the slope of sigma, not its value"},
  {H, EXCHANGED, "exchanged", "this is the other unit's"},
  {ZO, NO_BIAS, "no-bias", "the bias is missing"},
  {ZO, BIAS_SIGN, "bias-sign", "the bias is subtracted; it must be added"},
  {ZO, TRANSPOSED, "transposed", "Wo is read transposed: the weights that lead to class c are in its column c"},
  {ZO, FIRST_ONLY, "one-unit", "the second hidden unit is left out"},
  {ZO, SECOND_ONLY, "one-unit", "the first hidden unit is left out"},
  {ZO, CROSSED, "crossed", "the weights of h_1 and h_2 are exchanged"},
  {ZO, Z_FOR_H, "z-for-h", "the pre-activations are used where the activations must be"},
  {ZO, EXCHANGED, "exchanged", "this is the other class's"},
  {ZO, SIGN, "sign", "the sign is wrong"},
  {Y_HAT, EXCHANGED, "exchanged", "this is the other class's probability"},
  {Y_HAT, NOT_NORMALISED, "not-normalised", "this is the exponential of the logit; it must be divided by the sum of both"},
  {Y_HAT, SIGMA_PER_CLASS, "sigma-per-class", "this is sigma of the logit; softmax divides by the sum over the classes"},
  {Y_HAT, BASE_10, "base-10", "this is with powers of 10; the base is e"},
  {Y_HAT, NO_EXPONENTIAL, "no-exponential", "the exponentials are missing: logits are no shares yet"},
  {J, SIGN, "sign", "the sign is wrong: a loss is never negative"},
  {J, LOG_10, "other-logarithm", "this is with the logarithm to the base 10; the loss has the natural one"},
  {J, LOG_2, "other-logarithm", "this is with the logarithm to the base 2; the loss has the natural one"},
  {J, OTHER_CLASS, "other-class", "this is for the probability of the wrong class; the true one counts"},
  {J, BOTH_CLASSES, "both-classes", "both classes are summed; only the true one counts"},
  {J, NO_LOGARITHM, "no-logarithm", "this is the probability; the loss is minus its logarithm"},
  {J, ONE_MINUS, "one-minus", "this is 1 minus the probability; the loss is minus its logarithm"},
  {J, SQUARE, "square", "this is a squared error; the loss is minus the logarithm of the probability"},
  {J, LOGIT, "logit", "this is minus the logit of the true class; what normalises it is missing"},
  {DELTA_O, Y_MINUS_Y_HAT, "y-minus-y_hat", "this is y - y_hat; the derivative is y_hat - y"},
  {DELTA_O, NO_TARGET, "no-target", "1 is not subtracted; it must be, for the true class"},
  {DELTA_O, OTHER_CLASS, "other-class", "1 is subtracted for the wrong class"},
  {DELTA_O, OUTPUT_SLOPE, "slope-at-output", "a slope y_hat(1-y_hat) is multiplied in; with softmax and cross-entropy it is in y_hat - y already"},
  {DELTA_O, BY_Y_HAT, "by-y_hat", "this is dJ/dy_hat; the derivative with respect to the logit is asked for"},
  {DELTA_H, NO_SLOPE, "no-slope", "the slope h(1-h) of the unit is missing: this is dJ/dh, not yet dJ/dz"},
  {DELTA_H, TRANSPOSED, "transposed", "Wo is read transposed: the weights that begin at unit k are in its row k"},
  {DELTA_H, FACTOR_1_H, "factor-1-h-missing", "the factor 1-h is missing"},
  {DELTA_H, FACTOR_H, "factor-h-missing", "the factor h is missing"},
  {DELTA_H, SLOPE_OF_TANH, "slope-of-tanh", "the slope 1-h^2 is that of tanh; these units are logistic"},
  {DELTA_H, SIGMA_OF_H, "sigma-of-h", "the slope takes sigma of h, but h is sigma(z) already"},
  {DELTA_H, SLOPE_OF_Z, "slope-of-z", "the slope is z(1-z) here; it must be h(1-h)"},
  {DELTA_H, SLOPE_TWICE, "slope-twice", "the slope is there twice"},
  {DELTA_H, FIRST_ONLY, "one-class", "the second class is left out of the sum"},
  {DELTA_H, SECOND_ONLY, "one-class", "the first class is left out of the sum"},
  {DELTA_H, WH_FOR_WO, "Wh-for-Wo", "the weights are those of the hidden layer; the way back leads over Wo"},
  {DELTA_H, EXCHANGED, "exchanged", "this is the other unit's"},
  {DELTA_H, SIGN, "sign", "the sign is wrong"},
  {D_WH, NO_INPUT, "no-input", "this is the delta alone; the input x of the weight must be multiplied in"},
  {D_WH, TRANSPOSED, "transposed", "the indices are exchanged: row d, column k has the input d and the unit k"},
  {D_WH, H_FOR_X, "h-for-x", "h is multiplied in; the input of a hidden weight is x"},
  {D_WH, OTHER_DELTA, "other-delta", "this is with delta_o; a hidden weight leads to a hidden unit, with delta_h"},
  {D_WH, WEIGHT_FOR_INPUT, "weight-for-input", "the delta is multiplied by the weight; it must be by the weight's input"},
  {D_WH, SIGN, "sign", "the sign is wrong: this leads downhill, the derivative uphill"},
  {D_BH, TIMES_BIAS, "times-bias", "the delta is multiplied by the bias; the derivative is the delta itself"},
  {D_BH, TIMES_INPUT, "times-input", "the delta is multiplied by an input; a bias has the input 1"},
  {D_BH, H_FOR_X, "times-input", "the delta is multiplied by h; a bias has the input 1"},
  {D_BH, OTHER_DELTA, "other-delta", "this is delta_o; a hidden bias leads to a hidden unit, with delta_h"},
  {D_BH, EXCHANGED, "exchanged", "this is the other unit's"},
  {D_BH, SIGN, "sign", "the sign is wrong: this leads downhill, the derivative uphill"},
  {D_WO, NO_INPUT, "no-input", "this is the delta alone; the input h of the weight must be multiplied in"},
  {D_WO, TRANSPOSED, "transposed", "the indices are exchanged: row k, column c has the unit k and the class c"},
  {D_WO, X_FOR_H, "x-for-h", "x is multiplied in; the input of an output weight is h"},
  {D_WO, Z_FOR_H, "z-for-h", "z is multiplied in; the input of an output weight is h"},
  {D_WO, SLOPE, "slope", "the slope h(1-h) is multiplied in; the weight's input is h"},
  {D_WO, OTHER_DELTA, "other-delta", "this is with delta_h; an output weight leads to a class, with delta_o"},
  {D_WO, WEIGHT_FOR_INPUT, "weight-for-input", "the delta is multiplied by the weight; it must be by the weight's input"},
  {D_WO, SIGN, "sign", "the sign is wrong: this leads downhill, the derivative uphill"},
  {D_BO, TIMES_BIAS, "times-bias", "the delta is multiplied by the bias; the derivative is the delta itself"},
  {D_BO, H_FOR_X, "times-input", "the delta is multiplied by h; a bias has the input 1"},
  {D_BO, OTHER_DELTA, "other-delta", "this is delta_h; an output bias leads to a class, with delta_o"},
  {D_BO, SIGN, "sign", "the sign is wrong: this leads downhill, the derivative uphill"},
};
enum {MISTAKES = sizeof mistakes/sizeof mistakes[0]};

static double sigma(double z) { return .5 + .5*tanh(z/2); }

/* the weighted sum of two inputs, for the column of a unit */
static double layer(int kind, const double in[2], const double (*W)[2], const double bias[2], int unit)
{
  int swap = kind == CROSSED;
  double first = kind == TRANSPOSED ? W[unit][0] : W[swap][unit], second = kind == TRANSPOSED ? W[unit][1] : W[1 - swap][unit];
  double b = kind == NO_BIAS ? 0 : kind == BIAS_SIGN ? -bias[unit] : bias[unit];
  return b + (kind != SECOND_ONLY ? first*in[0] : 0) + (kind != FIRST_ONLY ? second*in[1] : 0);
}

static double softmax_of(double base, const double logit[2], int c) { return 1/(1 + pow(base, logit[1 - c] - logit[c])); }

/* Number q, computed from the numbers v before it; NAN if this kind of mistake makes no difference there. */
static double value(const task *t, int q, int kind, const double v[])
{
  const double *z = v + Z, *h = v + H, *zo = v + ZO, *y_hat = v + Y_HAT, *delta_o = v + DELTA_O, *delta_h = v + DELTA_H;
  int g = groups[group_of(q)].first, j = q - g, row = j/2, other = 1 - j%2, y = t->y;
  if (kind == SIGN) return -value(t, q, RIGHT, v);
  if (kind == EXCHANGED) return value(t, g + other, RIGHT, v);
  if (kind == OTHER_WAY && g != J && (j%2 == 0 || (g != Y_HAT && g != DELTA_O && g != D_WO && g != D_BO))) return NAN;
  if (kind == OTHER_WAY && g != J) return (g == Y_HAT) - v[q - 1]; /* two classes: the other one settles it */
  switch (g) {
  case Z: return layer(kind, t->x, t->Wh, t->bh, j);
  case ZO: return layer(kind, kind == Z_FOR_H ? z : h, t->Wo, t->bo, j);
  case H:
    switch (kind) {
    case EXPONENT_SIGN: return sigma(-z[j]);
    case BASE_10: return sigma(z[j]*log(10));
    case TANH: return tanh(z[j]);
    case DENOMINATOR: return 1/sigma(z[j]);
    case GROWTH: return exp(z[j]);
    case SLOPE: return sigma(z[j])*sigma(-z[j]);
    default: return sigma(z[j]);
    }
  case Y_HAT:
    switch (kind) {
    case NOT_NORMALISED: return exp(zo[j]);
    case SIGMA_PER_CLASS: return sigma(zo[j]);
    case BASE_10: return softmax_of(10, zo, j);
    case NO_EXPONENTIAL: return zo[j]/(zo[0] + zo[1]);
    default: return softmax_of(exp(1), zo, j);
    }
  case J:
    switch (kind) {
    case OTHER_WAY: return log1p(exp(zo[1 - y] - zo[y]));
    case LOG_10: return -log10(y_hat[y]);
    case LOG_2: return -log2(y_hat[y]);
    case OTHER_CLASS: return -log(y_hat[1 - y]);
    case BOTH_CLASSES: return -log(y_hat[0]*y_hat[1]);
    case NO_LOGARITHM: return y_hat[y];
    case ONE_MINUS: return 1 - y_hat[y];
    case SQUARE: return pow(1 - y_hat[y], 2);
    case LOGIT: return -zo[y];
    default: return -log(y_hat[y]);
    }
  case DELTA_O:
    switch (kind) {
    case Y_MINUS_Y_HAT: return (j == y) - y_hat[j];
    case NO_TARGET: return j == y ? y_hat[j] : NAN;
    case OTHER_CLASS: return j == y ? NAN : y_hat[j] - 1;
    case OUTPUT_SLOPE: return y_hat[0]*y_hat[1]*(y_hat[j] - (j == y));
    case BY_Y_HAT: return j == y ? -1/y_hat[j] : NAN;
    default: return y_hat[j] - (j == y);
    }
  case DELTA_H: {
    double slope = h[j] - pow(h[j], 2), first = delta_o[0]*t->Wo[j][0], second = delta_o[1]*t->Wo[j][1];
    switch (kind) {
    case NO_SLOPE: slope = 1; break;
    case FACTOR_1_H: slope = h[j]; break;
    case FACTOR_H: slope = 1 - h[j]; break;
    case SLOPE_OF_TANH: slope = 1 - pow(h[j], 2); break;
    case SIGMA_OF_H: slope = sigma(h[j])*sigma(-h[j]); break;
    case SLOPE_OF_Z: slope = z[j] - pow(z[j], 2); break;
    case SLOPE_TWICE: slope *= slope; break;
    case TRANSPOSED: first = delta_o[0]*t->Wo[0][j], second = delta_o[1]*t->Wo[1][j]; break;
    case WH_FOR_WO: first = delta_o[0]*t->Wh[j][0], second = delta_o[1]*t->Wh[j][1]; break;
    case FIRST_ONLY: second = 0; break;
    case SECOND_ONLY: first = 0; break;
    }
    return slope*(first + second);
  }
  case D_WH:
    switch (kind) {
    case NO_INPUT: return delta_h[j%2];
    case TRANSPOSED: return row == j%2 ? NAN : t->x[j%2]*delta_h[row];
    case H_FOR_X: return h[row]*delta_h[j%2];
    case OTHER_DELTA: return t->x[row]*delta_o[j%2];
    case WEIGHT_FOR_INPUT: return t->Wh[row][j%2]*delta_h[j%2];
    default: return t->x[row]*delta_h[j%2];
    }
  case D_WO:
    switch (kind) {
    case NO_INPUT: return delta_o[j%2];
    case TRANSPOSED: return row == j%2 ? NAN : h[j%2]*delta_o[row];
    case X_FOR_H: return t->x[row]*delta_o[j%2];
    case Z_FOR_H: return z[row]*delta_o[j%2];
    case SLOPE: return (h[row] - pow(h[row], 2))*delta_o[j%2];
    case OTHER_DELTA: return h[row]*delta_h[j%2];
    case WEIGHT_FOR_INPUT: return t->Wo[row][j%2]*delta_o[j%2];
    default: return h[row]*delta_o[j%2];
    }
  default: { /* biases */
    const double *own = g == D_BH ? delta_h : delta_o, *others = g == D_BH ? delta_o : delta_h;
    switch (kind) {
    case TIMES_BIAS: return own[j]*(g == D_BH ? t->bh : t->bo)[j];
    case TIMES_INPUT: return own[j]*t->x[j];
    case H_FOR_X: return own[j]*h[j];
    case OTHER_DELTA: return others[j];
    default: return own[j];
    }
  }
  }
}

/* One in the last digit of four, by which a number may differ. */
static double unit(double v) { return fabs(v) < 1 ? 1e-4 : .5*pow(10, floor(log10(fabs(v))) - 3); }

/* How far a number that is computed so may be from value(...), if it and those before it are exact to some units. */
static double tolerance(const task *t, int q, int kind, const double v[], double units)
{
  double exact = value(t, q, kind, v), sum = units*unit(exact), w[VALUES];
  memcpy(w, v, sizeof w);
  for (int j = 0; j < q; j++) {
    w[j] = v[j] + units*unit(v[j]);
    sum += fabs(value(t, q, kind, w) - exact);
    w[j] = v[j];
  }
  return sum;
}

static bool agrees(const task *t, int q, int kind, const double v[], double given, double units)
{
  double x = value(t, q, kind, v);
  return fabs(given - x) < unit(x)*units || fabs(given - x) <= tolerance(t, q, kind, v, units);
}

/* --- the student's numbers */

static uint64_t state;

static double pick(int count, const double *from)
{
  state = state*6364136223846793005u + 1442695040888963407u;
  return from[(state >> 33)%(uint64_t) count];
}

static void solve(const task *t, double truth[VALUES])
{
  for (int q = 0; q < VALUES; q++) truth[q] = value(t, q, RIGHT, truth);
}

/* Are the numbers neither too large nor too small, and are right and wrong, and each wrong from the other, far enough apart? */
static bool is_suitable(const task *t)
{
  double v[VALUES];
  solve(t, v);
  for (int j = 0; j < 2; j++)
    if (fabs(v[Z + j]) < .2 || fabs(v[Z + j]) > 2.5 || fabs(v[DELTA_H + j]) < .02 || v[Y_HAT + j] < .15 || fabs(v[Y_HAT + j] - .5) < .03) return false;
  for (int q = 0; q < VALUES; q++) {
    double x[MISTAKES + 1], tol[MISTAKES + 1];
    int n = 0, g = groups[group_of(q)].first;
    for (int m = -1; m < MISTAKES; m++) {
      if (m >= 0 && mistakes[m].group != g) continue;
      int kind = m < 0 ? RIGHT : mistakes[m].kind;
      x[n] = value(t, q, kind, v);
      if (isnan(x[n])) continue;
      tol[n] = tolerance(t, q, kind, v, 1);
      for (int j = 0; j < n; j++) if (fabs(x[n] - x[j]) < 1.2*(tol[n] + tol[j])) return false;
      n++;
    }
  }
  return true;
}

static task make_task(uint64_t seed)
{
  static const double inputs[] = {-3, -2, -1.5, -.5, .5, 1.5, 2, 3}, biases[] = {-1, -.75, -.5, -.25, .25, .5, .75, 1},
    weights[] = {-2, -1.5, -1.25, -1, -.75, -.5, -.25, .25, .5, .75, 1, 1.25, 1.5, 2}, classes[] = {0, 1};
  task t;
  state = seed*0x9e3779b97f4a7c15u + 0xbf58476d1ce4e5b9u;
  for (int tries = 0; tries < 1000000; tries++) {
    for (int j = 0; j < 2; j++) {
      t.x[j] = pick(8, inputs);
      t.bh[j] = pick(8, biases);
      t.bo[j] = pick(8, biases);
      for (int k = 0; k < 2; k++) t.Wh[j][k] = pick(14, weights), t.Wo[j][k] = pick(14, weights);
    }
    t.y = (int) pick(2, classes);
    if (is_suitable(&t)) return t;
  }
  fprintf(stderr, "by_hand: no numbers for the seed %llu\n", (unsigned long long) seed);
  exit(6);
}

static void print_stub(uint64_t seed)
{
  task t = make_task(seed);
  printf("# Exercise 00, by hand: once forward and backward through a network.\n#\n"
    "# It has two inputs, two hidden units, and two classes, D = K = C = 2, and these parameters (yours, from the seed %llu):\n#\n"
    "#   Wh = ( %5g  %5g )    bh = ( %5g  %5g )    Wo = ( %5g  %5g )    bo = ( %5g  %5g )\n"
    "#        ( %5g  %5g )                             ( %5g  %5g )\n#\n"
    "# The sample is x = (%g, %g), of class %d; the classes are 1 and 2. Compute with pencil and calculator what is asked for\n"
    "# below, and write it behind the = signs, with four digits after the point, as in 0.1234 or -0.0567. Go on with more digits\n"
    "# than you write. What begins with # is not read. To have it checked, as often as you like:  make exercise N=00\n",
    (unsigned long long) seed, t.Wh[0][0], t.Wh[0][1], t.bh[0], t.bh[1], t.Wo[0][0], t.Wo[0][1], t.bo[0], t.bo[1],
    t.Wh[1][0], t.Wh[1][1], t.Wo[1][0], t.Wo[1][1], t.x[0], t.x[1], t.y + 1);
  for (int g = 0; g < GROUPS; g++) {
    printf("\n# %s\n", groups[g].is);
    for (int j = 0; j < groups[g].rows*groups[g].columns; j++) printf("%s =\n", name_of(groups[g].first + j));
  }
}

/* --- the file */

typedef struct { double given; int decimals; } entry; /* NAN: not given */

static const char *file;
static FILE *verdict;

static int end(int status, const char *key, const char *sentence)
{
  if (verdict != NULL) fprintf(verdict, "program\t%s\t%s\n", key, sentence);
  if (verdict != NULL && fclose(verdict) != 0) status = 6;
  return status;
}

static void refuse(int line, const char *why, const char *what)
{
  char sentence[200], shown[40];
  int n = 0;
  for (; *what && n < 30; what++) shown[n++] = isprint((unsigned char) *what) ? *what : '?';
  shown[n] = 0;
  if (line > 0) snprintf(sentence, sizeof sentence, "%s:%d: %s%s%s%s", file, line, why, n ? ": `" : "", shown, n ? "'" : "");
  else snprintf(sentence, sizeof sentence, "%s: %s", file, why);
  printf("exercise 00: %s\n", sentence);
  exit(end(2, "not-readable", sentence));
}

static char *trim(char *s)
{
  while (isspace((unsigned char) *s)) s++;
  for (char *last = s + strlen(s); last > s && isspace((unsigned char) last[-1]); ) *--last = 0;
  return s;
}

static double number(int line, const char *text, int *decimals)
{
  if (strchr(text, ',') != NULL) refuse(line, "write a decimal point, not a comma", text);
  char plain[64], *rest;
  size_t n = 0;
  for (const char *s = text; *s && n < sizeof plain - 1; s++)
    if (strncmp(s, "\xe2\x88\x92", 3) == 0) plain[n++] = '-', s += 2; /* a minus sign from a word processor */
    else plain[n++] = *s;
  plain[n] = 0;
  double x = strtod(plain, &rest);
  if (rest == plain || *rest != 0 || !isfinite(x) || strpbrk(plain, "xXnN") != NULL) refuse(line, "this is not a number", text);
  const char *point = strchr(plain, '.');
  *decimals = strpbrk(plain, "eE") != NULL ? 99 : point == NULL ? 0 : (int) strspn(point + 1, "0123456789");
  return x;
}

static int read_file(uint64_t seed, entry e[VALUES])
{
  struct stat about;
  FILE *in = stat(file, &about) == 0 && S_ISREG(about.st_mode) ? fopen(file, "r") : NULL;
  if (in == NULL) refuse(0, "can't be read", "");
  char text[1000];
  int count = 0, at[VALUES] = {0};
  for (int q = 0; q < VALUES; q++) e[q] = (entry) {NAN, 0};
  for (int line = 1; fgets(text, sizeof text, in) != NULL; line++) {
    unsigned long long of;
    if (strchr(text, '\n') == NULL && !feof(in)) refuse(line, "this line is too long", text);
    char *from = strstr(text, "from the seed "), *s = text;
    if (text[0] == '#' && from != NULL && sscanf(from, "from the seed %llu", &of) == 1 && of != seed)
      refuse(line, "these are another student's numbers; make reset N=00 begins with yours", "");
    if (line == 1 && strncmp(s, "\xef\xbb\xbf", 3) == 0) s += 3;
    s[strcspn(s, "#")] = 0;
    s = trim(s);
    if (*s == 0) continue;
    char *equals = strchr(s, '=');
    if (equals == NULL) refuse(line, "this is not of the form NAME = NUMBER", s);
    *equals = 0;
    s = trim(s);
    int q = 0;
    while (q < VALUES && strcmp(name_of(q), s) != 0) q++;
    if (q == VALUES) refuse(line, "there is no number of this name", s);
    if (at[q] != 0) refuse(line, "this number is here for the second time", s);
    at[q] = line;
    s = trim(equals + 1);
    if (*s == 0) continue;
    e[q].given = number(line, s, &e[q].decimals);
    count++;
  }
  fclose(in);
  return count;
}

/* --- the verdict */

enum {TRUE, FOLLOWS, WRONG, MISSING};
typedef struct { int state, mistake; const char *key, *says; } finding;

/* the mistake that makes this number out of v, or -1; a neighbour's (prefer) first */
static int find_mistake(const task *t, int q, const double v[], double given, int prefer)
{
  if (prefer >= 0 && agrees(t, q, mistakes[prefer].kind, v, given, 1)) return prefer;
  for (int m = 0; m < MISTAKES; m++)
    if (mistakes[m].group == groups[group_of(q)].first && agrees(t, q, mistakes[m].kind, v, given, 1)) return m;
  return -1;
}

/* Does number q, computed in this way, depend on one that is not right? */
static bool is_led_astray(const task *t, int q, int kind, const double v[], const finding f[])
{
  double w[VALUES], x = value(t, q, kind, v);
  memcpy(w, v, sizeof w);
  for (int j = 0; j < q; j++) {
    if (f[j].state == TRUE || f[j].state == MISSING) continue;
    w[j] = v[j] + .01;
    bool depends = fabs(value(t, q, kind, w) - x) > 1e-9;
    w[j] = v[j];
    if (depends) return true;
  }
  return false;
}

static void judge(const task *t, const entry e[VALUES], finding f[VALUES])
{
  double truth[VALUES], own[VALUES];
  solve(t, truth);
  for (int q = 0; q < VALUES; q++) own[q] = isnan(e[q].given) ? truth[q] : e[q].given;
  for (int q = 0; q < VALUES; q++) {
    double given = e[q].given;
    int neighbour = -1;
    for (int j = groups[group_of(q)].first; j < q; j++) if (f[j].state == WRONG && f[j].mistake >= 0) neighbour = f[j].mistake;
    f[q] = (finding) {.state = WRONG, .mistake = -1};
    if (isnan(given)) { f[q].state = MISSING; continue; }
    if (agrees(t, q, RIGHT, truth, given, 0) || fabs(given - truth[q]) <= unit(truth[q])) { f[q].state = TRUE; continue; }
    if (agrees(t, q, RIGHT, own, given, 1)) { f[q].state = is_led_astray(t, q, RIGHT, own, f) ? FOLLOWS : TRUE; continue; }
    if (neighbour < 0 || !agrees(t, q, mistakes[neighbour].kind, own, given, 1))
      if (agrees(t, q, OTHER_WAY, own, given, 1)) { f[q].state = is_led_astray(t, q, OTHER_WAY, own, f) ? FOLLOWS : TRUE; continue; }
    f[q].key = "wrong"; f[q].says = "wrong";
    double near = fmin(fabs(given - value(t, q, RIGHT, own)), fabs(given - truth[q]));
    bool few = e[q].decimals < 4 && near <= .5001*pow(10, -e[q].decimals) && e[q].decimals > 0;
    if (!few && (f[q].mistake = find_mistake(t, q, own, given, neighbour)) < 0) f[q].mistake = find_mistake(t, q, truth, given, neighbour);
    if (f[q].mistake >= 0) f[q].key = mistakes[f[q].mistake].key, f[q].says = mistakes[f[q].mistake].says;
    else if (few) f[q].key = "rounded-too-early", f[q].says = "four digits after the point are asked for";
    else if (agrees(t, q, RIGHT, own, given, 50) || agrees(t, q, RIGHT, truth, given, 50))
      f[q].key = "rounded-too-early", f[q].says = "right in its first digits only: something was rounded too early";
  }
}

/* a list of names, in lines */
static void print_names(const char *title, const finding f[VALUES], int which)
{
  int width = 0;
  for (int q = 0; q < VALUES; q++) {
    if (f[q].state != which) continue;
    if (width == 0 || width > 70) width = printf("%s  %-11s", width == 0 ? "" : "\n", width == 0 ? title : "");
    width += printf(" %s", name_of(q));
  }
  if (width > 0) printf("\n");
}

static int report(const entry e[VALUES], const finding f[VALUES])
{
  static const char *const states[] = {"right", "follows", "wrong", "not-given"};
  int n[4] = {0}, first = -1;
  for (int q = 0; q < VALUES; q++) {
    n[f[q].state]++;
    if (f[q].state == WRONG && first < 0) first = q;
    if (verdict != NULL && f[q].state == MISSING) fprintf(verdict, "value\t%s\t\tnot-given\n", name_of(q));
    else if (verdict != NULL) fprintf(verdict, "value\t%s\t%.10g\t%s\n", name_of(q), e[q].given, f[q].state == WRONG ? f[q].key : states[f[q].state]);
  }
  char sentence[400], *s = sentence, *const stop = sentence + sizeof sentence;
  if (first >= 0) s += snprintf(s, (size_t)(stop - s), "%s: %s; ", name_of(first), f[first].says);
  s += snprintf(s, (size_t)(stop - s), "%d of %d numbers are right", n[TRUE], VALUES);
  if (n[FOLLOWS] > 0) s += snprintf(s, (size_t)(stop - s), ", %d follow%s rightly from a wrong one", n[FOLLOWS], n[FOLLOWS] == 1 ? "s" : "");
  if (n[MISSING] > 0) s += snprintf(s, (size_t)(stop - s), ", %d %s not given", n[MISSING], n[MISSING] == 1 ? "is" : "are");
  printf("exercise 00, by hand: %s\n", file);
  if (n[MISSING] == VALUES) {
    printf("  not begun: no number is given yet\n");
    return end(5, "not-begun", "not begun: no number is given");
  }
  print_names("right", f, TRUE);
  for (int q = 0; q < VALUES; q++)
    if (f[q].state == WRONG && strcmp(f[q].key, "wrong") == 0) printf("  %-11s %g is wrong\n", name_of(q), e[q].given);
    else if (f[q].state == WRONG) printf("  %-11s %g is wrong: %s\n", name_of(q), e[q].given, f[q].says);
  print_names("follow", f, FOLLOWS);
  if (n[FOLLOWS] > 0) printf("  %-11s (computed rightly, from a number that is wrong: compute %s once more when that is mended)\n", "", n[FOLLOWS] == 1 ? "it" : "them");
  print_names("not given", f, MISSING);
  if (n[TRUE] == VALUES) { printf("  right.\n"); return end(0, "right", sentence); }
  printf("  make hint N=00 says more.\n");
  return end(1, first >= 0 ? f[first].key : "not-given", sentence);
}

#ifndef TEST
int main(int argc, char **argv)
{
  if (argc == 3 && strcmp(argv[1], "--stub") == 0) { print_stub(strtoull(argv[2], NULL, 10)); return 0; }
  const char *to = NULL;
  if (argc == 5 && strcmp(argv[1], "--verdict") == 0) to = argv[2], argv += 2, argc -= 2;
  if (argc != 3) { fprintf(stderr, "by_hand --stub SEED, or by_hand [--verdict FILE] SEED FILE\n"); return 6; }
  verdict = to != NULL ? fopen(to, "w") : fdopen(3, "w");
  if (to != NULL && verdict == NULL) { fprintf(stderr, "by_hand: can't write %s\n", to); return 6; }
  uint64_t seed = strtoull(argv[1], NULL, 10);
  file = argv[2];
  entry e[VALUES];
  finding f[VALUES];
  read_file(seed, e);
  task t = make_task(seed);
  judge(&t, e, f);
  return report(e, f);
}
#endif
