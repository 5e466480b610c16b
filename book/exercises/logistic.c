/* exercise 02, the logistic function and its slope */
#include "exercise.h"

enum {Z, H, IN_PLACE};
const block blocks[] = {
  {"z", GIVEN, "KN", -5, 5},
  {"h", RESULT, "KN", 0, 0},
  {"not-in-place", CONDITION, "", 0, 0}, /* h is the same where it replaces z */
  {NULL}
};
static void set_all(sizes n, double *const b[], double value)
{
  for (int k = 0; k < n.K; k++) for (int i = 0; i < PANEL; i++) AT(Z, k, i) = i%2 ? value : -value;
}
static void set_800(sizes n, double *const b[]) { set_all(n, b, 800); }
static void set_million(sizes n, double *const b[]) { set_all(n, b, 1e6); }
const special specials[] = {
  {"when z is 800 or -800", set_800},
  {"when z is a million or minus a million", set_million},
  {NULL}
};

#ifdef DRIVER
void call(sizes n, double *const b[])
{
  column same[n.K];
  memcpy(same, b[Z], sizeof same);
  logistic(n.K, COLUMNS(Z), COLUMNS(H));
  logistic(n.K, same, same);
  *b[IN_PLACE] = memcmp(same, b[H], sizeof same) == 0;
}
#endif

#ifdef JUDGE
enum {TRUTH, MIRRORED, TANH, SLOPE, PARENTHESES, HALF_ARGUMENT, TWICE, OVERFLOW, EXPONENTIAL, RECTIFIER, SOFTPLUS, NOT_IN_PLACE, MINUS, STEPPED,
  FIRST_UNIT, DOUBLE_ARGUMENT, ZERO};
const mistake mistakes[] = {{"", ""},
  {"sign-of-z", "the sign of z is wrong: this is sigma(-z), which falls as z grows"},
  {"tanh", "this is tanh(z), which lies between -1 and 1"},
  {"slope-for-value", "this is the slope of the logistic function; its value is wanted"},
  {"parentheses", "a pair of parentheses is missing: 1/1 + x is not 1/(1 + x)"},
  {"half-argument", "this is sigma(z/2)"},
  {"sigma-twice", "the logistic function has been applied twice"},
  {"overflow", "right, but where e^z overflows: infinity divided by infinity isn't a number"},
  {"exponential-only", "this is e^z; it has still to be brought between 0 and 1"},
  {"rectifier", "this is the rectifier, z where it is positive and 0 elsewhere"},
  {"softplus", "this is ln(1 + e^z), whose derivative is the logistic function"},
  {"not-in-place", "h may be z itself, as in hidden_layer: once h[k][i] is stored, z[k][i] may be gone"},
  {"minus-for-plus", "the denominator is 1 - e^-z, where it should be 1 + e^-z"},
  {"step", "this is a step, 0 or 1; the logistic function is a ramp (or is there a division of integers?)"},
  {"first-unit", "every unit gets the activation of unit 0"},
  {"double-argument", "this is sigma(2z)"},
  {"always-zero", "h is 0 everywhere: is there a division of integers? In C, 1/2 is 0, and 1.0/2 is a half"},
  {NULL}
};

void answer(int wrong, sizes n, double *const b[])
{
  for (int k = 0; k < n.K; k++)
    for (int i = 0; i < PANEL; i++) {
      double z = AT(Z, wrong == FIRST_UNIT ? 0 : k, i), h = (1 + tanh(z/2))/2;
      switch (wrong) {
      case MIRRORED: h = (1 - tanh(z/2))/2; break;
      case TANH: h = tanh(z); break;
      case SLOPE: h = 1/pow(2*cosh(z/2), 2); break;
      case PARENTHESES: h = 1 + exp(-z); break;
      case HALF_ARGUMENT: h = (1 + tanh(z/4))/2; break;
      case TWICE: h = (1 + tanh(h/2))/2; break;
      case OVERFLOW: h = exp(z), h /= h + 1; break;
      case EXPONENTIAL: h = exp(z); break;
      case RECTIFIER: h = fmax(z, 0); break;
      case SOFTPLUS: h = log(1 + exp(z)); break;
      case MINUS: h = 1/(1 - exp(-z)); break;
      case STEPPED: h = z > 0; break;
      case ZERO: h = 0; break;
      case DOUBLE_ARGUMENT: h = (1 + tanh(z))/2; break;
      }
      AT(H, k, i) = h;
    }
}
#endif

/* words: z h dh_dz */
#if defined(LINES) || defined(JUDGE)
static double z, h, dh_dz;

void draw(void)
{
  z = between(-2, 2);
  h = (1 + tanh(z/2))/2;
  dh_dz = cimag(ctanh((z + STEP*I)/2))/2/STEP;
}
#endif

#ifdef JUDGE
static double value_dh_dz(void) { return dh_dz; }
static double value_h(void) { return h; }
static double value_1_h(void) { return 1 - h; }
static double value_exp(void) { return exp(-z); }
const milestone milestones[] = {
  {"the derivative as it comes from the formula, with exponentials", value_dh_dz, "z$ exp", "dh_dz"},
  {"the derivative in terms of h alone", value_dh_dz, "h$", "dh_dz z$ exp"},
  {NULL}
};
const factor factors[] = {{"h", value_h}, {"1-h", value_1_h}, {"e^-z", value_exp}, {NULL}};
double claimed(int wrong) { (void) wrong; return NAN; } /* the program computes h, not its slope */
#endif
