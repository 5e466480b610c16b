/* exercise 09, the gradient check */
#include "exercise.h"

enum {THETA, EPSILON, SLOPE};
const block blocks[] = {
  {"theta", GIVEN, "P", -1, 1},
  {"epsilon", GIVEN, "", .1, .3},
  {"slope", RESULT, "P", 0, 0},
  {NULL}
};
const special specials[] = {{NULL}};

#if defined(DRIVER) || defined(JUDGE)
/* in the place of the network's loss, a function whose third derivatives are constant */
static double complex height(int count, const double complex *theta)
{
  double complex J = 3;
  for (int j = 0; j < count; j++) {
    double complex x = theta[j];
    J += (x - 1)*(x + .1*j)*(2*x + 3) + x*theta[(j + 1)%count];
  }
  return J;
}

/* moved by a distance that may be complex, theta[j], or all of them if j is -1 */
static double complex moved(int count, const double *theta, int j, double complex distance)
{
  double complex shifted[count];
  for (int m = 0; m < count; m++) shifted[m] = theta[m] + (m == j || j < 0 ? distance : 0);
  return height(count, shifted);
}

static double tangent(int count, const double *theta, int j) { return cimag(moved(count, theta, j, STEP*I))/STEP; }
#endif

#ifdef DRIVER
#include "check.h"
real gradient(team *crew, const real *theta, real *g)
{
  double own[crew->count];
  for (int j = 0; j < crew->count; j++) own[j] = tangent(crew->count, theta, j);
  memcpy(g, own, sizeof own); /* this call is watched: has the caller room for it? */
  return creal(moved(crew->count, theta, -1, 0));
}

void call(sizes n, double *const b[])
{
  team crew = {extent(n, "P", 1)};
  central_differences(&crew, b[THETA], b[EPSILON][0], b[SLOPE]);
}
#endif

#ifdef JUDGE
enum {TRUTH, FORWARD, BACKWARD, PARENTHESES, NOT_DIVIDED, SECOND, RELATIVE, ONE_RELATIVE, ALL_MOVED, SAME_PLACE, BACKPROP, OVERWRITTEN, ADDED, LEFT, SQUARED};
const mistake mistakes[] = {{"", ""},
  {"forward-difference", "the difference is one-sided, from theta to theta + epsilon: its error shrinks with epsilon, that of the central one with its square"},
  {"backward-difference", "the difference is one-sided, from theta - epsilon to theta: its error shrinks with epsilon, that of the central one with its square"},
  {"parentheses", "a pair of parentheses is missing: /2*epsilon divides by 2 and then multiplies"},
  {"not-divided", "the difference of the losses isn't divided by the distance of the two places, which is twice epsilon"},
  {"second-difference", "this difference approximates the second derivative"},
  {"relative-step", "the parameter is moved by a distance in proportion to itself; epsilon is the distance"},
  {"relative-one-way", "the parameter is moved in proportion to itself, but the difference is divided as if it had been moved by epsilon"},
  {"all-moved", "all parameters are moved together; a partial derivative moves one and leaves the others alone"},
  {"same-place", "both losses are taken at the same place, so that their difference is zero"},
  {"back-propagation", "these are the derivatives that gradient stores, which the difference quotients are to be compared with"},
  {"slope-as-buffer", "gradient stores its derivatives in slope, and so replaces the quotients that are there already; it needs an array of its own"},
  {"losses-added", "the two losses are added, not subtracted"},
  {"left-there", "a parameter that has been dealt with isn't put back before the next one is moved"},
  {"divided-twice", "the difference is divided by epsilon once too often"},
  {NULL}
};

void answer(int wrong, sizes n, double *const b[])
{
  int count = extent(n, "P", 1), last = count - 1;
  double epsilon = b[EPSILON][0], theta[count];
  memcpy(theta, b[THETA], sizeof theta);
  for (int j = 0; j < count; j++) {
    double step = epsilon, factor = 1;
    if (wrong == RELATIVE || wrong == ONE_RELATIVE) step *= theta[j];
    if (wrong == ONE_RELATIVE) factor = theta[j];
    if (wrong == PARENTHESES) factor = step*step;
    if (wrong == NOT_DIVIDED) factor = 2*step;
    if (wrong == SQUARED) factor = 1/step;
    double here = creal(moved(count, theta, j, 0)), up = creal(moved(count, theta, j, step)), down = creal(moved(count, theta, j, -step));
    /* third derivatives being constant, an imaginary step is off by as much as a real one, the other way */
    int which = wrong == ALL_MOVED ? -1 : j;
    double value = 2*tangent(count, theta, which) - cimag(moved(count, theta, which, step*I))/step;
    switch (wrong) {
    case FORWARD: value = (up - here)/step; break;
    case BACKWARD: value = (here - down)/step; break;
    case SECOND: value = (up + down - 2*here)/(step*step); break;
    case SAME_PLACE: value = 0; break;
    case BACKPROP: value = tangent(count, theta, j); break;
    case OVERWRITTEN: if (j < last) {
      double there[count];
      memcpy(there, theta, sizeof there);
      there[last] -= epsilon;
      value = tangent(count, there, j);
    } break;
    case ADDED: value = (up + down)/2/step; break;
    case LEFT: theta[j] -= epsilon; break;
    }
    b[SLOPE][j] = value*factor;
  }
}
#endif

/* words: J J_plus J_minus dJ ddJ dddJ ddddJ epsilon u E dE best */
#if defined(LINES) || defined(JUDGE)
static double J, J_plus, J_minus, dJ, ddJ, dddJ, ddddJ, epsilon, u, E, dE, best;
static double coefficient[5];

static double complex polynomial(double complex x)
{
  double complex sum = 0;
  for (int m = 4; m >= 0; m--) sum = x*sum + coefficient[m];
  return sum;
}

/* what the quotient is off by, if the losses are off by +uJ and -uJ */
static double complex error(double complex x)
{
  double complex rounding = u*polynomial(0);
  return (polynomial(x) + rounding - (polynomial(-x) - rounding))/(x + x) - dJ;
}

void draw(void)
{
  for (int m = 0; m < 5; m++) coefficient[m] = between(.3, 1.5);
  epsilon = between(.2, 1);
  u = between(.1, .4);
  J = coefficient[0], dJ = coefficient[1], ddJ = 2*coefficient[2], dddJ = 6*coefficient[3], ddddJ = 24*coefficient[4];
  J_plus = creal(polynomial(epsilon));
  J_minus = creal(polynomial(-epsilon));
  E = creal(error(epsilon));
  dE = cimag(error(epsilon + STEP*I))/STEP;
  double least = .01, greatest = 10;
  for (int m = 0; m < 100; m++) {
    best = (least + greatest)/2;
    if (cimag(error(best + STEP*I)) < 0) least = best; else greatest = best;
  }
}
#endif

#ifdef JUDGE
static double value_plus(void) { return J_plus; }
static double value_quotient(void) { return creal(polynomial(epsilon) - polynomial(-epsilon))/(epsilon + epsilon); }
static double value_E(void) { return E; }
static double value_dE(void) { return dE; }
static double value_best(void) { return best; }
const milestone milestones[] = {
  {"the loss at theta + epsilon by Taylor's formula", value_plus, "J$ dJ$ ddJ$ dddJ$ epsilon", "J_"},
  {"the difference quotient by Taylor's formula", value_quotient, "dJ$ dddJ$ epsilon", "J_"},
  {"the sum E of the two errors", value_E, "dddJ$ u J$ epsilon", "J_ E$"},
  {"its derivative dE with respect to epsilon", value_dE, "dddJ$ u J$ epsilon", "E$ dE"},
  {"the best epsilon", value_best, "u J$ dddJ$", "best epsilon"},
  {NULL}
};
static double value_epsilon(void) { return epsilon; }
static double value_u(void) { return u; }
const factor factors[] = {{"epsilon", value_epsilon}, {"u", value_u}, {NULL}};

double claimed(int wrong)
{
  (void) wrong; /* no line says what the program computes */
  return NAN;
}
#endif
