/* The answers of the introduction, of the units and the network, and of the loss. */
#include "exercise.h"

/* --- introduction */

EXERCISE(stored)
{
  column y_hat[2], delta[2];
  int y[PANEL];
  for (int i = 0; i < PANEL; i++) y_hat[0][i] = .3, y_hat[1][i] = .7, y[i] = 1;
  output_delta(2, y_hat, y, delta);
  assert_within(delta[0][5], .3, 1e-15);
  assert_within(delta[1][5], -.3, 1e-15);
}

EXERCISE(count)
{
  int count = parameter_count((network) {784, 30, 10});
  assert_int_equal(count, 23520 + 30 + 300 + 10);
  put("count", "%d", count);
}

/* --- units and network */

EXERCISE(bias)
{
  matrix V = random_matrix(PANEL, 3, 2), W = random_matrix(3, 3, 2), b = random_matrix(1, 3, 2);
  matrix more = ones(PANEL, 4), W_b = make(4, 3);
  for_elements (V, i, d) AT(more, i, d) = AT(V, i, d);
  for_elements (W_b, d, k) AT(W_b, d, k) = d < 3 ? AT(W, d, k) : AT(b, 0, k);
  column *z = make_rows(3), *joined = make_rows(3);
  affine(3, 3, rows(V), doubles(W), doubles(b), z);
  affine(4, 3, rows(more), doubles(W_b), doubles(make(1, 3)), joined);
  matrices_within(from_rows(PANEL, 3, z), from_rows(PANEL, 3, joined), 1e-14);
}

EXERCISE(logit)
{
  for (long double z = -20; z <= 20; z += .37L)
    assert_within(clogl(sigma(z)/sigma(-z)), z, 1e-16L*fabsl(z) + 1e-17L);
  assert_within(sigma(logl(9)), .9L, 1e-18);
  assert_within(sigma(-logl(9)), .1L, 1e-18);
  put("logit", "%.3Lf", logl(9));
}

EXERCISE(unit)
{
  const double b = log(9), W[2][1] = {{-b}, {-b/2}}, far = 2/sqrt(5);
  column x[2], h;
  for (int i = 0; i < PANEL; i++) { /* along the line; then, from the same points, away from the origin */
    double t = .05*(i/2) - 1, away = i%2 == 0 ? 0 : far;
    x[0][i] = 1 - t + away*2/sqrt(5);
    x[1][i] = 2*t + away/sqrt(5);
  }
  hidden_layer(2, 1, x, W, &b, &h);
  for (int i = 0; i < PANEL; i++) assert_within(h[i], i%2 == 0 ? .5 : .1, 1e-14);
  x[0][0] = x[1][0] = 0;
  hidden_layer(2, 1, x, W, &b, &h);
  assert_within(h[0], .9, 1e-14);
  put("unit.w1", "%.2f", W[0][0]);
  put("unit.w2", "%.2f", W[1][0]);
  put("unit.b", "%.2f", b);
  put("unit.distance", "%.2f", far);
}

static const double DIRECTION[3] = {-30, 90, 210};

/* the least of the three e_k x for the point with these polar coordinates, and the sum of the units of the chapter's figure */
static double least_part(double r, double angle, double *sum)
{
  double least = INFINITY;
  *sum = 0;
  for (int k = 0; k < 3; k++) {
    double part = r*cos(angle - DIRECTION[k]*(double) PI/180);
    least = fmin(least, part);
    *sum += 1/(1 + exp(-(4*part + 2)));
  }
  return least;
}

EXERCISE(halfplanes)
{
  const dataset *data = points();
  double disc = 0, ring = INFINITY, sum, far = 0, most = 0, least = INFINITY;
  long caught = 0, N[2] = {0, 0};
  for (long i = 0; i < data->N; i++) {
    double x1 = data->x[i/PANEL*2][i%PANEL], x2 = data->x[i/PANEL*2 + 1][i%PANEL], r = hypot(x1, x2);
    int c = data->y[i/PANEL][i%PANEL];
    N[c]++;
    if (c == 1) disc = fmax(disc, r);
    else ring = fmin(ring, r);
  }
  for (long i = 0; i < data->N; i++) { /* the figure says: all of the disc, nothing of the ring; the switches don't */
    double x1 = data->x[i/PANEL*2][i%PANEL], x2 = data->x[i/PANEL*2 + 1][i%PANEL];
    bool on = least_part(hypot(x1, x2), atan2(x2, x1), &sum) > -disc;
    int c = data->y[i/PANEL][i%PANEL];
    assert_true((sum > 2.4) == c);
    if (c == 1) assert_true(on);
    else caught += on;
  }
  for (double degree = 0; degree < 360; degree += .5) { /* how far out are the triangle and the border? */
    double angle = degree*(double) PI/180, low = 0, high = 2;
    while (high - low > 1e-9) {
      double r = (low + high)/2;
      if (least_part(r, angle, &sum) > -disc) low = r;
      else high = r;
    }
    far = fmax(far, low);
    for (low = 0, high = 2; high - low > 1e-9; ) {
      double r = (low + high)/2;
      least_part(r, angle, &sum);
      if (sum > 2.4) low = r;
      else high = r;
    }
    most = fmax(most, low);
    least = fmin(least, low);
  }
  assert_within(far, 2*disc, 1e-6);
  assert_true(disc < least && most < ring && caught > 0);
  double theta[17] = {2*sqrt(3), 0, -2*sqrt(3), -2, 4, -2, 2, 2, 2, 0, 50, 0, 50, 0, 50, 0, -120}; /* as the chapter has them */
  least_part(.5, atan2(4, 3), &sum);
  assert_within(lead(theta, .3, .4), 50*(sum - 2.4), 1e-12);
  put("halfplanes.wrong", "%ld", misclassified(NET, theta, data));
  put("halfplanes", "%.2f", far);
  put("halfplanes.caught", "%ld", caught);
  put("halfplanes.least", "%.2f", least);
  put("halfplanes.most", "%.2f", most);
}

EXERCISE(tanh)
{
  for (long double z = -9; z <= 9; z += .31L) {
    number t = tanhl(z);
    assert_within(slope(ctanhl, z), 1 - t*t, 1e-18);
    t = tanhl(z/2);
    assert_within(sigma(z), (1 + t)/2, 1e-18);
    assert_within(slope(sigma, z), (1 - t*t)/4, 1e-18);
  }
}

/* the first three derivatives of sigma, by the answer's formulas */
static number first(number z) { number h = sigma(z); return h*(1 - h); }
static number second(number z) { number h = sigma(z); return h*(1 - h)*(1 - 2*h); }
static number third(number z) { number h = sigma(z); return h*(1 - h)*(1 - 6*h + 6*h*h); }

EXERCISE(inflection)
{
  for (long double z = -9; z <= 9; z += .31L) {
    assert_within(slope(sigma, z), first(z), 1e-18);
    assert_within(slope(first, z), second(z), 1e-18);
    assert_within(slope(second, z), third(z), 1e-18);
    assert_true(creall(second(z))*z <= 0);
  }
  long double steepest = logl(2 + sqrtl(3));
  assert_within(sigma(steepest), .5L + sqrtl(3)/6, 1e-18);
  assert_within(logl((3 + sqrtl(3))/(3 - sqrtl(3))), steepest, 1e-18);
  assert_within(third(steepest), 0, 1e-18);
  for (long double z = -9; z <= 9; z += .01L)
    assert_true(cabsl(second(z)) <= cabsl(second(steepest)));
  put("inflection", "%.3Lf", steepest);
}

EXERCISE(tanhnet)
{
  for_points (50) {
    problem p = make_problem(4, 2, 3, 2);
    matrix by_tanh = affine_map(apply(ctanhl, affine_map(p.X, p.Wh, p.bh)), p.Wo, p.bo);
    matrix same = affine_map(sigma_of(affine_map(p.X, scaled(2, p.Wh), scaled(2, p.bh))), scaled(2, p.Wo),
      minus(p.bo, times(ones(1, 3), p.Wo)));
    matrices_within(by_tanh, same, 1e-17);
  }
}

EXERCISE(temperature)
{
  matrix z = make(1, 3), p;
  AT(z, 0, 0) = 1, AT(z, 0, 1) = 2.5L, AT(z, 0, 2) = 2.4L;
  assert_within(AT(softmax_of(scaled(1000, z)), 0, 1), 1, 1e-18);
  p = softmax_of(scaled(1e-9L, z));
  for (int c = 0; c < 3; c++) assert_within(AT(p, 0, c), 1/3.L, 1e-8);
  long double tau = 1/logl(9);
  matrix leading = make(1, 2);
  AT(leading, 0, 1) = 1/tau;
  assert_within(AT(softmax_of(leading), 0, 1), .9L, 1e-18);
  put("temperature", "%.3Lf", tau);
}

/* --- the loss */

/* as the answer has it */
static long double softplus(long double z)
{
  return fmaxl(z, 0) + log1pl(expl(-fabsl(z)));
}

static number log_one_exp(number z) { return clogl(1 + cexpl(z)); }

EXERCISE(softplus)
{
  for (long double z = -40; z <= 40; z += .61L) {
    assert_within(slope(log_one_exp, z), sigma(z), 1e-18);
    assert_close(softplus(z), log1pl(expl(z)), 1e-17);
    assert_within(-clogl(sigma(z)), softplus(-z), 1e-17L*fmaxl(1, fabsl(z)));
  }
  assert_true(softplus(20000) == 20000 && softplus(-20000) <= 1e-4000L);
}

EXERCISE(lse)
{
  for_points (500) {
    int C = 1 + point%5, size = point/5;
    matrix z = random_matrix(1, C, size), one = ones(1, C);
    long double a = uniform(-9, 9), m = -INFINITY, value = creall(lse(z));
    for (int c = 0; c < C; c++) m = fmaxl(m, creall(AT(z, 0, c)));
    assert_within(lse(plus(z, scaled(a, one))), value + a, 2e-17L*(1 + size));
    assert_true(value >= m - 1e-17L*size && value <= m + logl(C) + 1e-17L*(1 + size));
    assert_within(lse(scaled(a, one)), a + logl(C), 1e-17);
  }
}

EXERCISE(gibbs)
{
  for_points (1000) {
    matrix p = distribution(4), q = distribution(4);
    if (point%2) AT(p, 0, 0) = AT(p, 0, 1) = 0, AT(p, 0, 2) = 1 - AT(p, 0, 3);
    assert_true(creall(cross_entropy(p, q)) > creall(cross_entropy(p, p)));
  }
  /* the best constant answer for 30 and 10 samples, by trying */
  long double best = 0, least = INFINITY;
  for (long double q = .001L; q < 1; q += .001L) {
    long double J = -30*logl(q) - 10*logl(1 - q);
    if (J < least) least = J, best = q;
  }
  assert_within(best, .75L, 1e-6);
}

EXERCISE(brier)
{
  for (double p = .05; p < 1; p += .1) { /* the best q, by trying */
    double least = INFINITY, best = 0, other = INFINITY, exaggerated = 0;
    for (int j = 0; j <= 1000; j++) {
      double q = j/1000., cost = p*(1 - q)*(1 - q) + (1 - p)*q*q, plain = p*(1 - q) + (1 - p)*q;
      if (cost < least) least = cost, best = q;
      if (plain < other) other = plain, exaggerated = q;
    }
    assert_within(best, p, 1e-9);
    if (fabs(p - .5) > .01) assert_true(exaggerated == (p > .5));
  }
}

EXERCISE(boast)
{
  const double q[] = {.9, .99, .999, .9999, 1 - 1e-9};
  double J[5];
  for (int j = 0; j < 5; j++) { /* a thousand samples with the lead that makes q, and one of them is wrong */
    J[j] = 0;
    for (int i = 0; i < 1000; i++) {
      long double lead = logl(q[j]/(1 - (long double) q[j]));
      J[j] += (double) softplus(i == 0 ? lead : -lead);
    }
    assert_within(J[j], -999*log(q[j]) - log(1 - q[j]), 1e-9);
    assert_true(J[j] >= J[2]);
  }
  put("boast.1", "%.1f", J[0]);
  put("boast.2", "%.1f", J[1]);
  put("boast.3", "%.1f", J[2]);
  put("boast.4", "%.1f", J[3]);
  put("boast.9", "%.1f", J[4]);
}

static long double smooth_r;
static number smoothed(number lead) { return -(1 - smooth_r)*clogl(sigma(lead)) - smooth_r*clogl(sigma(-lead)); }

EXERCISE(smoothing)
{
  for (smooth_r = .01L; smooth_r < .5L; smooth_r += .07L) {
    long double rest = logl((1 - smooth_r)/smooth_r);
    for (long double lead = -9; lead <= 9; lead += .31L) {
      assert_within(slope(smoothed, lead), sigma(lead) - (1 - smooth_r), 1e-17);
      assert_true(creall(smoothed(lead)) >= creall(smoothed(rest)) - 1e-18L);
    }
  }
  put("smoothing", "%.1f", log(99));
}

static double round4(double a)
{
  char text[40];
  snprintf(text, sizeof text, "%.4f", a);
  return strtod(text, NULL);
}

EXERCISE(forwards)
{
  problem p = by_hand();
  column *h = make_rows(2), *z = make_rows(2), *y_hat = make_rows(2), s;
  forward(net_of(&p), theta_of(&p), rows(p.X), h, z, s, y_hat);
  for (int i = 1; i < PANEL; i++) z[0][i] = z[1][i] = 0, s[i] = 1;
  double J = loss(2, z, s, p.y);
  /* by hand, rounding to four digits on the way */
  double h1 = round4(1/(1 + exp(-1))), h2 = round4(1/(1 + exp(-.5)));
  double z1 = h1 + .5*h2, z2 = -h1 + h2 + .5, y2 = 1/(1 + exp(z1 - z2));
  assert_within(h[0][0], h1, 6e-5);
  assert_within(h[1][0], h2, 6e-5);
  assert_within(z[1][0] - z[0][0], z2 - z1, 3e-4); /* the shift has changed both */
  assert_within(y_hat[1][0], y2, 6e-5);
  assert_within(J, -log(y2), 1.5e-4);
  assert_within(J, -log(y_hat[1][0]), 1e-14);
  put("forwards.h1", "%.4f", h[0][0]);
  put("forwards.h2", "%.4f", h[1][0]);
  put("forwards.z1", "%.4f", h[0][0] + .5*h[1][0]);
  put("forwards.z2", "%.4f", -h[0][0] + h[1][0] + .5);
  put("forwards.lead", "%.4f", z[1][0] - z[0][0]);
  put("forwards.y1", "%.4f", y_hat[0][0]);
  put("forwards.y2", "%.4f", y_hat[1][0]);
  put("forwards.J", "%.4f", J);
}
