/* exercise 10, momentum */
#include "exercise.h"

enum {THETA, M_, G_, ETA, MU};
const block blocks[] = {
  {"theta", CHANGED, "P", -1, 1},
  {"M", CHANGED, "P", -1, 1},
  {"g", GIVEN, "P", -1, 1},
  {"eta", GIVEN, "", .1, .4},
  {"mu", GIVEN, "", .55, .9},
  {NULL}
};
const special specials[] = {{NULL}};

#ifdef DRIVER
void call(sizes n, double *const b[])
{
  momentum_step(extent(n, "P", 1), b[THETA], b[M_], b[G_], b[ETA][0], b[MU][0]);
}
#endif

#ifdef JUDGE
enum {TRUTH, UPHILL, OLD_VELOCITY, AVERAGED, FRICTION, NOT_STORED, NOT_MOVED, PLAIN, FORGOTTEN, NESTEROV, ETA_ON_VELOCITY, PYTORCH, SWAPPED, AGAINST,
  OTHER_SIGN, REPLACED, BOTH_DAMPED, VELOCITY_ADDED, NOT_DAMPED, PARENTHESES};
const mistake mistakes[] = {{"", ""},
  {"uphill", "the gradient is added to the velocity: this goes uphill"},
  {"old-velocity", "theta moves with the old velocity; M must be renewed first"},
  {"averaged", "the gradient has the factor 1-mu: that makes the velocity an average of gradients, and the steps shorter by 1-mu"},
  {"friction", "the velocity is multiplied by 1-mu; mu is what remains of it, not what is lost"},
  {"velocity-not-stored", "the new velocity moves theta, but isn't stored in M for the next step"},
  {"theta-not-moved", "the velocity is renewed, but theta doesn't move"},
  {"plain-descent", "this is a plain step: the velocity is neither used nor renewed"},
  {"velocity-forgotten", "the old velocity is forgotten: what mu leaves of M must be kept"},
  {"nesterov", "theta moves by the new M, damped once more, and the gradient's part a second time: that is Nesterov's method"},
  {"eta-on-velocity", "eta multiplies the whole velocity, not the gradient alone, so that M has other units than theta"},
  {"sum-of-gradients", "M collects plain gradients and eta comes with the step, as some libraries do; here M is the step itself, minus sign and eta included"},
  {"swapped", "eta and mu have changed places"},
  {"against-velocity", "theta moves against the velocity; the minus sign is in M already"},
  {"other-sign", "M has the opposite sign: here the velocity points where theta goes, and is added"},
  {"theta-replaced", "theta is replaced by the velocity, not moved by it: = for +="},
  {"gradient-damped", "mu multiplies the gradient's part, too; only the old velocity is damped"},
  {"velocity-added", "the new velocity is added to the old one, which is in it already: += for ="},
  {"not-damped", "the old velocity is not damped: mu is missing"},
  {"parentheses", "M is multiplied by everything: M *= a - b is M*(a - b)"},
  {NULL}
};

void answer(int wrong, sizes n, double *const b[])
{
  double eta = b[ETA][0], mu = b[MU][0];
  double keep = mu, push = -eta; /* of the old velocity, and of the gradient, in the new velocity */
  double part = 1, old = 0, more = 0; /* of the new velocity, of the old one, and of the gradient, in the way that theta goes */
  switch (wrong) {
  case UPHILL: push = eta; break;
  case OLD_VELOCITY: part = 0, old = 1; break;
  case AVERAGED: push *= 1 - mu; break;
  case FRICTION: keep = 1 - mu; break;
  case NOT_MOVED: part = 0; break;
  case PLAIN: part = 0, more = push, keep = 1, push = 0; break;
  case FORGOTTEN: keep = 0; break;
  case NESTEROV: part = mu, more = push; break;
  case ETA_ON_VELOCITY: push = -1, part = eta; break;
  case PYTORCH: push = 1, part = -eta; break;
  case SWAPPED: keep = eta, push = -mu; break;
  case AGAINST: part = -1; break;
  case OTHER_SIGN: push = eta, part = -1; break;
  case BOTH_DAMPED: push *= mu; break;
  case VELOCITY_ADDED: keep++; break;
  case NOT_DAMPED: keep = 1; break;
  }
  for (int j = 0; j < extent(n, "P", 1); j++) {
    double before = b[M_][j], slope = b[G_][j], now = before*keep + slope*push;
    if (wrong == PARENTHESES) now = before*(keep + slope*push);
    double way = part*now + old*before + more*slope;
    b[THETA][j] = wrong == REPLACED ? way : b[THETA][j] + way;
    if (wrong != NOT_STORED) b[M_][j] = now;
  }
}
#endif

/* words: t s M g V G mu eta sum_s */
#if defined(LINES) || defined(JUDGE)
enum {LAST = 8};
static double M[LAST], g[LAST], V[LAST], G, mu, eta;
static int t;
#define sum_s(e) ({ double sum_ = 0; for (int s = 1; s <= t; s++) sum_ += (e); sum_; })

void draw(void)
{
  t = 3 + below(LAST - 3);
  mu = between(.2, .9);
  eta = between(.1, .5);
  G = between(-2, 2);
  for (int u = 0; u < LAST; u++) M[u] = V[u] = g[u] = 0;
  for (int u = 1; u < LAST; u++) { /* the push of each iteration, and what is left of it in all the later ones */
    double push = eta, all = eta;
    g[u] = between(-2, 2);
    for (int later = u; later < LAST; later++) {
      M[later] -= g[u]*push;
      V[later] -= all*G;
      push *= mu, all *= mu;
    }
  }
}
#endif

#ifdef JUDGE
static double value_M(void) { return M[t]; }
static double value_V(void) { return V[t]; }
const milestone milestones[] = {
  {"M[t] in terms of the velocity one step earlier", value_M, "M mu eta g", "sum_s"},
  {"M[t] as a sum over all gradients", value_M, "sum_s g eta", "M$"},
  {"V[t], for equal gradients, without a sum", value_V, "G eta mu", "V$ M$ sum_s"},
  {NULL}
};
static double value_mu(void) { return mu; }
static double value_1_mu(void) { return 1 - mu; }
static double value_eta(void) { return eta; }
static double value_last(void) { return -expm1(t*log(mu)); }
const factor factors[] = {{"mu", value_mu}, {"1-mu", value_1_mu}, {"eta", value_eta}, {"1-mu^t", value_last}, {NULL}};

double claimed(int wrong)
{
  double theta[6] = {0}, velocity[6] = {0}, slope[6] = {G};
  double *b[] = {theta, velocity, slope, &eta, &mu};
  for (int u = 0; u < t; u++) answer(wrong, (sizes){1, 1, 2}, b);
  return velocity[0];
}
#endif
