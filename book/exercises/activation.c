/* exercise 12, your own activation: which of eight it is, and its scale, the seed says */
#include "exercise.h"

enum {TANH_OF_A, ARCTAN, ROOT, SOFTPLUS, ARSINH, GUDERMANN, LOGISTIC, A_TANH, ACTIVATIONS, SCALES = 16};
static const double pi = 3.14159265358979323846;

static int which(void) { return (int)(seed%ACTIVATIONS); }

static double scale(void) /* not 1, 2 or 1/2, which would hide mistakes */
{
  static const double scales[SCALES] = {.6, .7, .75, .8, .9, 1.1, 1.2, 1.25, 1.3, 1.4, 1.5, 1.6, 1.7, 1.75, 1.8, 1.9};
  return scales[(seed/ACTIVATIONS + 3*(seed%ACTIVATIONS))%SCALES];
}

static double complex activation(double complex z, double a)
{
  double complex u = a*z;
  switch (which()) {
  case TANH_OF_A: return ctanh(u);
  case ARCTAN: return 2*catan(u)/pi;
  case ROOT: return u/csqrt(1 + u*u);
  case SOFTPLUS: return clog(1 + cexp(u))/a;
  case ARSINH: return casinh(u)/a;
  case GUDERMANN: return 2*catan(ctanh(u/2));
  case LOGISTIC: return 1/(1 + cexp(-u));
  default: return a*ctanh(z/a);
  }
}

enum {Z, DELTA_O, WO, H, IN_PLACE, DELTA_H};
const block blocks[] = {
  {"z", GIVEN, "KN", -3, 3},
  {"delta_o", GIVEN, "CN", -1, 1},
  {"Wo", GIVEN, "KC", -2, 2},
  {"h", RESULT, "KN", 0, 0},
  {"not-in-place", CONDITION, "", 0, 0},
  {"delta_h", RESULT, "KN", 0, 0},
  {NULL}
};
const special specials[] = {{NULL}};

#ifdef DRIVER
void call(sizes n, double *const b[])
{
  column same[n.K], h[n.K];
  memcpy(same, b[Z], sizeof same);
  logistic(n.K, COLUMNS(Z), COLUMNS(H));
  logistic(n.K, same, same);
  *b[IN_PLACE] = memcmp(same, b[H], sizeof same) == 0;
  /* hidden_delta is given the right h, whatever that of the student's function */
  for (int k = 0; k < n.K; k++) for (int i = 0; i < PANEL; i++) h[k][i] = creal(activation(AT(Z, k, i), scale()));
  hidden_delta(n.K, n.C, COLUMNS(DELTA_O), (const void *) b[WO], h, COLUMNS(DELTA_H));
}
#endif

#if defined(LINES) || defined(JUDGE)
static double slope_at(double z) { return cimag(activation(z + STEP*I, scale()))/STEP; }
#endif

#ifdef JUDGE
void task(void)
{
  static const char *const formulas[] = {"tanh(a z)", "(2/pi) arctan(a z)", "a z / sqrt(1 + a^2 z^2)", "ln(1 + exp(a z)) / a", "arsinh(a z) / a",
    "2 arctan(tanh(a z / 2))", "1 / (1 + exp(-a z))", "a tanh(z / a)"};
  printf("h = %s,  with a = %g\n", formulas[which()], scale());
}

enum {TRUTH, UNCHANGED, STILL_LOGISTIC, SCALE_LOST, SCALE_LOST_BEFORE, NOT_IN_PLACE, LOGISTIC_SLOPE, TANH_SLOPE, NO_SLOPE, OF_Z, INNER, TWICE_A,
  SCALE_LOST_AFTER, OF_INVERSE, NOT_SQUARED, SLOPE_TWICE};
const mistake mistakes[] = {{"", ""},
  {"unchanged", "both places still have the book's logistic function"},
  {"still-logistic", "h is still the book's logistic function; only the slope has been changed"},
  {"scale-lost", "the scale a is missing, in the activation and in its slope"},
  {"scale-lost-in-h", "the scale a is missing in the activation"},
  {"not-in-place", "h may be z itself, as in hidden_layer: once h[k][i] is stored, z[k][i] may be gone"},
  {"slope-still-logistic", "the slope is still h(1-h), that of the book's logistic function; only the activation has been changed"},
  {"slope-of-tanh", "the slope 1-h^2 is that of tanh(z), which isn't your activation"},
  {"no-slope", "the slope of the unit is missing: this is dJ/dh, not yet dJ/dz"},
  {"slope-of-z", "this formula gives the slope at z, but hidden_delta is given h: the slope must be said by the value"},
  {"inner-derivative", "a factor of the slope is missing: by the chain rule, the derivative of what is in the parentheses"},
  {"scale-twice", "the scale a is there once too often as a factor of the slope"},
  {"scale-lost-in-slope", "the scale a is missing in the slope"},
  {"slope-of-inverse", "this is dz/dh, the slope of the inverse function; dh/dz is one divided by it"},
  {"not-squared", "the cosine in the slope must be squared"},
  {"slope-twice", "the slope is there twice"},
  {NULL}
};

/* for a mistake that this activation can't have, or that has another name with it */
static double never(int wrong) { return 1e50*pow(7, wrong); }

static double complex inverse(double h, double a)
{
  switch (which()) {
  case TANH_OF_A: return catanh(h)/a;
  case ARCTAN: return ctan(pi/2*h)/a;
  case ROOT: return h/csqrt(1 - h*h)/a;
  case SOFTPLUS: return clog(-1 + cexp(a*h))/a;
  case ARSINH: return csinh(a*h)/a;
  case GUDERMANN: return 2*catanh(ctan(h/2))/a;
  case LOGISTIC: return clog(h/(1 - h))/a;
  default: return a*catanh(h/a);
  }
}

/* the slope of the activation with the scale 1 where it has the value h, be it at a complex place: from four points around that */
static double slope_of_scale_one(double h)
{
  double complex z = inverse(h, 1), step = 3e-4, sum = 0;
  for (int j = 0; j < 4; j++, step *= I) sum += activation(z + step, 1)/step;
  return creal(sum)/4;
}

static double slope_with(int wrong, double z)
{
  double a = scale(), h = creal(activation(z, a)), slope = slope_at(z);
  bool outside = which() == SOFTPLUS || which() == ARSINH || which() == A_TANH; /* is a or 1/a a factor of the whole? */
  double inner = which() == A_TANH ? 1/a : a;
  switch (wrong) {
  case UNCHANGED: case LOGISTIC_SLOPE: return which() == LOGISTIC ? never(wrong) : h*(1 - h);
  case SCALE_LOST: return slope_of_scale_one(h);
  case TANH_SLOPE: return which() == TANH_OF_A || which() == A_TANH ? never(wrong) : 1 - h*h;
  case NO_SLOPE: return 1;
  case OF_Z: return slope_at(h);
  case INNER: return slope/inner;
  case TWICE_A: return slope*inner;
  case SCALE_LOST_AFTER: return outside ? slope_of_scale_one(h) : never(wrong);
  case OF_INVERSE: return 1/slope;
  case NOT_SQUARED: return which() == ARCTAN ? sqrt(slope*slope_at(0)) : never(wrong);
  case SLOPE_TWICE: return slope*slope;
  default: return slope;
  }
}

void answer(int wrong, sizes n, double *const b[])
{
  for (int k = 0; k < n.K; k++)
    for (int i = 0; i < PANEL; i++) {
      double z = AT(Z, k, i), sum = 0;
      switch (wrong) {
      case UNCHANGED: case STILL_LOGISTIC: AT(H, k, i) = which() == LOGISTIC ? never(wrong) : 1/(1 + exp(-z)); break;
      case SCALE_LOST: case SCALE_LOST_BEFORE: AT(H, k, i) = creal(activation(z, 1)); break;
      default: AT(H, k, i) = creal(activation(z, scale()));
      }
      for (int c = 0; c < n.C; c++) sum += AT(DELTA_O, c, i)*AT(WO, k, c);
      AT(DELTA_H, k, i) = sum*slope_with(wrong, z);
    }
}
#endif

/* words: z h a pi dh_dz cos sin cosh sinh atan asinh */
#if defined(LINES) || defined(JUDGE)
static double z, h, a, dh_dz;

void draw(void)
{
  a = scale();
  z = between(-2, 2);
  h = creal(activation(z, a));
  dh_dz = slope_at(z);
}
#endif

#ifdef JUDGE
static double value_slope(void) { return dh_dz; }
const milestone milestones[] = {
  {"the slope dh/dz as a function of z", value_slope, "z$", "dh_dz"},
  {"the slope dh/dz by the value h alone, without z", value_slope, "h$", "dh_dz z$"},
  {NULL}
};
static double value_h(void) { return h; }
static double value_1_h(void) { return 1 - h; }
static double value_hh(void) { return 1 - h*h; }
const factor factors[] = {{"h", value_h}, {"1-h", value_1_h}, {"1-h^2", value_hh}, {"the slope", value_slope}, {NULL}};

double claimed(int wrong)
{
  return wrong == TRUTH || wrong >= LOGISTIC_SLOPE ? slope_with(wrong, z) : NAN;
}
#endif
