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

EQUATION(ray, EXACT)
{
  for_points (3000) {
    long double a = uniform(-9, 9), v[2][2], w[2][2], lead[2] = {a, a}, size = fabsl(a), factor[2], b[2], length[2], u[2] = {0, 0};
    for (int k = 0; k < 2; k++) { /* the vectors v_k: any two, opposite ones, and 0 */
      factor[k] = point%3 == 1 && point >> k & 1 ? 0 : uniform(-30, 30);
      b[k] = uniform(-5, 5);
      for (int d = 0; d < 2; d++) w[k][d] = k == 1 && point%3 == 2 ? -w[0][d]*factor[0]/factor[1] : uniform(-5, 5);
      for (int d = 0; d < 2; d++) v[k][d] = factor[k]*w[k][d];
      length[k] = sqrtl(dot(v[k], v[k]));
    }
    for (int k = 0; k < 2; k++) /* the sum of their unit vectors */
      for (int d = 0; d < 2; d++) u[d] += length[k] == 0 ? 0 : v[k][d]/length[k];
    if (length[0] == 0 && length[1] == 0) u[0] = 1;
    else if (dot(u, u) < 1e-20L) { /* opposite vectors */
      u[0] = -v[0][1]/length[0];
      u[1] = v[0][0]/length[0];
    }
    assert_true(dot(u, u) > 0);
    const long double x[2] = {uniform(-2, 2), uniform(-2, 2)}, s = uniform(0, 5);
    const long double there[2] = {x[0] + s*u[0], x[1] + s*u[1]};
    for (int k = 0; k < 2; k++) {
      lead[0] += factor[k]*creall(sigma(dot(w[k], x) + b[k]));
      lead[1] += factor[k]*creall(sigma(dot(w[k], there) + b[k]));
      size += fabsl(factor[k]);
    }
    equal(fminl(lead[1] - lead[0], 0), 0, size);
  }
}
