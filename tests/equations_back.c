/* The equations of the chapter Downhill, and that two uses add. */
#include "equation.h"

EQUATION(overshoot, PROGRAM)
{
  for_points (1000) {
    double lambda = uniform(0, 5), eta = uniform(0, 1), theta = uniform(-3, 3), after = theta, M = 0, slope;
    number at = theta;
    slope = (double) derivative(lambda/2*at*at, at);
    momentum_step(1, &after, &M, &slope, eta, 0);
    equal(after, (1 - eta*lambda)*theta, fabs(theta) + fabs(eta*lambda*theta));
  }
}

/* the loss after a walk of length s in the direction v */
static number J_along(const problem *p, const double *v, number s)
{
  problem q = *p;
  matrix *part[] = {&q.Wh, &q.bh, &q.Wo, &q.bo};
  for (int k = 0, j = 0; k < 4; k++) {
    matrix moved = make(part[k]->rows, part[k]->columns);
    for_elements (moved, row, column) AT(moved, row, column) = AT(*part[k], row, column) + s*v[j++];
    *part[k] = moved;
  }
  return J_of(&q);
}

EQUATION(directional, EXACT)
{
  for_points (1000) {
    problem p = random_problem(5);
    int count = parameter_count(net_of(&p));
    double v[count];
    number s = 0, sum = 0;
    long double size = 0;
    fill(&seed, v, count, 1);
    for (int j = 0; j < count; j++) {
      number term = v[j]*derivative(J_of(&p), *parameter(&p, j));
      sum += term;
      size += cabsl(term);
    }
    equal(derivative(J_along(&p, v, s), s), sum, 10*size); /* J's own derivatives are sums, of larger terms */
  }
}

EQUATION(steepest, EXACT)
{
  for_points (1000) {
    int n = whole(1, 17);
    matrix g = random_matrix(1, n, 5), v = random_matrix(1, n, 1);
    v = scaled(1/csqrtl(sum(circ(v, v))), v);
    number across = sum(circ(v, g)), length = sum(circ(g, g));
    matrix left = minus(g, scaled(across, v));
    equal(sum(circ(left, left)), length - across*across, cabsl(length));
    assert_true(cabsl(across*across) <= cabsl(length)*(1 + 1e-15L));
  }
}

EQUATION(series, EXACT)
{
  for_points (1000) {
    long double mu = uniform(0, .95), power = 1, same = 0, opposite = 0;
    for (int j = 0; j < 2000; j++, power *= mu) {
      same += power;
      opposite += j%2 == 0 ? power : -power;
    }
    equal(same, 1/(1 - mu), 10/(1 - mu)); /* a running sum of many terms */
    equal(opposite, 1/(1 + mu), 10/(1 - mu));
  }
}

/* an F with two arguments, which both come from a */
static number outer_function(number u, number v) { return csinl(u*v) + u*u*v; }
static number first_use(number a) { return a*a - 2*a; }
static number second_use(number a) { return cexpl(-a) + a; }

EQUATION(twouses, EXACT)
{
  for_points (1000) {
    number a = uniform(-2, 2), u = first_use(a), v = second_use(a);
    number by_u = derivative(outer_function(u, v), u), by_v = derivative(outer_function(u, v), v);
    by_u *= derivative(first_use(a), a);
    by_v *= derivative(second_use(a), a);
    long double size = (1 + cabsl(u) + cabsl(v))*(1 + cabsl(u) + cabsl(v))*10;
    equal(derivative(outer_function(first_use(a), second_use(a)), a), by_u + by_v, size);
  }
}
