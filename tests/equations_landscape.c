/* The equations of the chapter of experiments; test_equations.c says how to add one. */
#include "equation.h"

static long double dot(const long double *a, const long double *b)
{
  return a[0]*b[0] + a[1]*b[1];
}

/* two inputs and two samples, the second the mirror image of the first in the line along u; or any two samples */
static problem two_samples(const long double *u, bool mirrored)
{
  problem p = random_problem(1);
  p.N = 2;
  p.D = 2;
  p.X = random_matrix(2, 2, 1.5);
  p.Y = make(2, p.C);
  p.y[1] = p.y[0];
  for (int i = 0; i < 2; i++) AT(p.Y, i, p.y[i]) = 1;
  p.Wh = make(2, p.K);
  for (int k = 0; k < p.K; k++) {
    number length = uniform(-3, 3);
    for (int d = 0; d < 2; d++) AT(p.Wh, d, k) = length*u[d];
  }
  const long double x[2] = {creall(AT(p.X, 0, 0)), creall(AT(p.X, 0, 1))};
  if (mirrored)
    for (int d = 0; d < 2; d++) AT(p.X, 1, d) = 2*dot(x, u)*u[d] - x[d];
  p.H = sigma_of(p.Zh = affine_map(p.X, p.Wh, p.bh));
  p.Y_hat = softmax_of(p.Zo = affine_map(p.H, p.Wo, p.bo));
  return p;
}

static matrix delta_h(const problem *p)
{
  return circ(times(minus(p->Y_hat, p->Y), transpose(p->Wo)), circ(p->H, minus(ones(p->N, p->K), p->H)));
}

/* The terms of each problem are the samples and their images, so that it is enough to have one of each. */
EQUATION(invariant, PROGRAM)
{
  for_points (1000) {
    long double angle = uniform(0, 7), u[2] = {cosl(angle), sinl(angle)}, v[2] = {-u[1], u[0]};
    problem p = two_samples(u, point%2 == 0);
    matrix delta = delta_h(&p), slopes = derivatives(J_of(&p), p.Wh);
    double *g = take((size_t) parameter_count(net_of(&p))*sizeof(double));
    gradient(crew_of(&p), theta_of(&p), g);
    for (int k = 0; k < p.K; k++) {
      number sum = 0, images = 0;
      long double size = 0;
      for (int i = 0; i < 2; i++) {
        const long double x[2] = {creall(AT(p.X, i, 0)), creall(AT(p.X, i, 1))};
        const long double image[2] = {2*dot(x, u)*u[0] - x[0], 2*dot(x, u)*u[1] - x[1]};
        sum += dot(v, x)*AT(delta, i, k);
        images += (dot(v, x) + dot(v, image))*AT(delta, i, k)/2;
        size += (fabsl(x[0]) + fabsl(x[1]))*cabsl(AT(delta, i, k));
      }
      equal(v[0]*AT(slopes, 0, k) + v[1]*AT(slopes, 1, k), sum, size);
      equal(images, 0, size);
      if (point%2 == 0) {
        equal(sum, images, size);
        equal(v[0]*g[k] + v[1]*g[p.K + k], 0, 100*size); /* delta itself is a difference, of terms of size one */
      }
    }
  }
}

/* the derivative of J by a parameter, from the formulas, so that it can be differentiated once more by the complex step */
static number slope_by(problem p, int j)
{
  p.H = sigma_of(p.Zh = affine_map(p.X, p.Wh, p.bh));
  p.Y_hat = softmax_of(p.Zo = affine_map(p.H, p.Wo, p.bo));
  matrix delta = delta_h(&p), delta_o = minus(p.Y_hat, p.Y), row = ones(1, p.N);
  const matrix part[] = {times(transpose(p.X), delta), times(row, delta), times(transpose(p.H), delta_o), times(row, delta_o)};
  int k = 0;
  for (; j >= part[k].rows*part[k].columns; k++) j -= part[k].rows*part[k].columns;
  return part[k].at[j];
}

EQUATION(hessian, 1e-9) /* the error of the quotient itself, of the order of the square of the step */
{
  const long double step = 1e-5L;
  for_points (1000) {
    problem p = random_problem(2);
    int count = parameter_count(net_of(&p)), j = whole(0, count - 1), k = whole(0, count - 1);
    number *theta_k = parameter(&p, k), here = *theta_k;
    number exact = derivative(slope_by(p, j), *theta_k);
    *theta_k = here + step;
    number up = slope_by(p, j);
    *theta_k = here - step;
    number down = slope_by(p, j);
    *theta_k = here;
    equal(exact, (up - down)/(2*step), 1);
    if (point < 100) equal(exact, derivative(slope_by(p, k), *parameter(&p, j)), 1); /* and it is symmetric */
  }
}

/* the slope of J if column k is moved by phi in the direction d, for two classes: the chain rule once */
static number slope_along(const problem *p, int k, const number *d, number phi)
{
  number slope = 0, lead = AT(p->Wo, k, 1) - AT(p->Wo, k, 0);
  matrix Wh = plus(p->Wh, make(p->D, p->K));
  for (int j = 0; j < p->D; j++) AT(Wh, j, k) += phi*d[j];
  matrix H = sigma_of(affine_map(p->X, Wh, p->bh)), Y_hat = softmax_of(affine_map(H, p->Wo, p->bo));
  for (int i = 0; i < p->N; i++) {
    number along = 0;
    for (int j = 0; j < p->D; j++) along += d[j]*AT(p->X, i, j);
    slope += (AT(Y_hat, i, 1) - AT(p->Y, i, 1))*lead*AT(H, i, k)*(1 - AT(H, i, k))*along;
  }
  return slope;
}

static number J_along(problem p, int k, const number *d, number phi)
{
  p.Wh = plus(p.Wh, make(p.D, p.K));
  for (int j = 0; j < p.D; j++) AT(p.Wh, j, k) += phi*d[j];
  return J_of(&p);
}

EQUATION(turning, EXACT)
{
  for_points (1000) {
    problem p = make_problem(whole(1, 5), 2, whole(1, 4), 2);
    int k = whole(0, p.K - 1);
    long double angle = uniform(0, 7), size = 0;
    number d[2] = {cosl(angle), sinl(angle)}, phi = 0, first = 0, second = 0, lead = AT(p.Wo, k, 1) - AT(p.Wo, k, 0);
    equal(derivative(J_along(p, k, d, phi), phi), slope_along(&p, k, d, 0), p.N);
    for (int i = 0; i < p.N; i++) {
      number h = AT(p.H, i, k), along = d[0]*AT(p.X, i, 0) + d[1]*AT(p.X, i, 1);
      number slope = h*(1 - h), bend = slope*(1 - 2*h), delta = AT(p.Y_hat, i, 1) - AT(p.Y, i, 1);
      first += delta*bend*along*along;
      second += AT(p.Y_hat, i, 0)*AT(p.Y_hat, i, 1)*slope*slope*along*along;
      size += cabsl(lead*along*along) + cabsl(lead*lead*along*along);
    }
    equal(derivative(slope_along(&p, k, d, phi), phi), lead*first + lead*lead*second, size);
  }
}

EQUATION(ray, EXACT)
{
  for_points (3000) {
    long double a = uniform(-9, 9), w[2][2], lead[2] = {a, a}, size = fabsl(a), factor[2], b[2], e[2];
    for (int k = 0; k < 2; k++) { /* any two columns, parallel ones, and 0 */
      factor[k] = uniform(-30, 30);
      b[k] = uniform(-5, 5);
      long double length = point%3 == 1 && point >> k & 1 ? 0 : uniform(-2, 2);
      for (int d = 0; d < 2; d++)
        w[k][d] = point%3 == 2 && k == 1 ? length*w[0][d] : point%3 == 1 && length == 0 ? 0 : uniform(-5, 5);
    }
    long double determinant = w[0][0]*w[1][1] - w[0][1]*w[1][0];
    if (fabsl(determinant) > 1e-9L) { /* w_k e = 1 or -1, with the sign of a_k */
      long double right[2] = {factor[0] < 0 ? -1 : 1, factor[1] < 0 ? -1 : 1};
      e[0] = (right[0]*w[1][1] - right[1]*w[0][1])/determinant;
      e[1] = (w[0][0]*right[1] - w[1][0]*right[0])/determinant;
    } else { /* perpendicular to both */
      int k = dot(w[0], w[0]) > 0 ? 0 : 1;
      e[0] = dot(w[k], w[k]) > 0 ? -w[k][1] : 1;
      e[1] = w[k][0];
    }
    assert_true(dot(e, e) > 0);
    const long double x[2] = {uniform(-2, 2), uniform(-2, 2)}, s = uniform(0, 5);
    const long double there[2] = {x[0] + s*e[0], x[1] + s*e[1]};
    for (int k = 0; k < 2; k++) {
      lead[0] += factor[k]*creall(sigma(dot(w[k], x) + b[k]));
      lead[1] += factor[k]*creall(sigma(dot(w[k], there) + b[k]));
      size += fabsl(factor[k]);
    }
    equal(fminl(lead[1] - lead[0], 0), 0, size);
  }
}
