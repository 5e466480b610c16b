/* The answers of back-propagation and of the gradient check. */
#include "exercise.h"

/* --- downhill */

static number parabola(number x) { return 3*x*x - 12*x; }

EXERCISE(steplimit)
{
  number at = 0;
  for (int step = 1; step <= 3; step++) {
    at -= .3L*slope(parabola, at);
    put_nth("steplimit.", step, "%.5Lg", creall(at));
  }
  assert_within(at, 2 + 2*.8L*.8L*.8L, 1e-17);
  at = 0;
  at -= slope(parabola, at)/6;
  assert_within(at, 2, 1e-18);
  for (int sign = -1; sign <= 1; sign += 2) { /* just below the limit, and just above */
    at = 0;
    for (int step = 0; step < 1000; step++) at -= (1 + sign*.01L)/3*slope(parabola, at);
    assert_true(sign < 0 ? cabsl(at - 2) < 1e-6L : cabsl(at - 2) > 1e6L);
  }
}

EXERCISE(ballsteps)
{
  double plain[2] = {5, 1}, ball[2] = {5, 1}, none[2] = {0}, M[2] = {0};
  for (int step = 1; step <= 2; step++) {
    double g[] = {plain[0], 25*plain[1]}, h[] = {ball[0], 25*ball[1]};
    momentum_step(2, plain, none, g, 1/13., 0);
    momentum_step(2, ball, M, h, 1/13., .5);
    if (step == 1) put("ballsteps.1x", "%.4f", ball[0]), put("ballsteps.1y", "%.4f", ball[1]);
  }
  assert_within(plain[0], 5*(12./13)*(12/13.), 1e-15);
  assert_within(ball[1], -12/13. - 25/26. + 25*12/169., 1e-15);
  put("ballsteps.px", "%.4f", plain[0]);
  put("ballsteps.py", "%.4f", plain[1]);
  put("ballsteps.bx", "%.4f", ball[0]);
  put("ballsteps.by", "%.4f", ball[1]);
}

EXERCISE(rising)
{
  for_points (500) { /* when all factors are below the limit it falls */
    double lambda[3], theta[3], eta, before = 0, after = 0;
    for (int j = 0; j < 3; j++) lambda[j] = uniform(.1, 5), theta[j] = uniform(-1, 1), before += lambda[j]/2*theta[j]*theta[j];
    eta = uniform(.01, 1.999)/fmax(lambda[0], fmax(lambda[1], lambda[2]));
    for (int j = 0; j < 3; j++) theta[j] -= eta*lambda[j]*theta[j], after += lambda[j]/2*theta[j]*theta[j];
    assert_true(after < before);
  }
  double a = 5, b = .01, J = a*a/2 + 25*b*b/2;
  int falls = 0, rises = 0;
  for (int step = 0; step < 1000; step++) {
    a -= .09*a, b -= .09*25*b;
    double next = a*a/2 + 25*b*b/2;
    if (next < J && rises == 0) falls++; else if (next > J) rises++; else fail_msg("it falls again");
    J = next;
  }
  put("rising", "%d", falls);
}

EXERCISE(rescale)
{
  for_points (200) {
    double eta = uniform(0, 1), theta2 = uniform(-3, 3), theta1 = uniform(-3, 3);
    number phi = 5*theta2, one = theta1, two = theta2;
    long double step = eta*derivative((one*one + 25*(phi/5)*(phi/5))/2, phi), slope = derivative((one*one + 25*two*two)/2, two);
    assert_within((phi - step)/5, theta2 - eta/25*slope, 1e-15); /* eta/25 is a double's */
    step = derivative((one*one + phi*phi)/2, phi);
    phi -= step;
    assert_within(phi, 0, 1e-18);
  }
}

/* --- back-propagation */

EXERCISE(softlabels)
{
  for_points (50) {
    matrix z = random_matrix(1, 4, 3), y = distribution(4), y_hat = softmax_of(z);
    matrices_within(derivatives(cross_entropy(y, softmax_of(z)), z), minus(y_hat, y), 1e-18);
  }
  matrix y = make(1, 2), other = make(1, 2);
  AT(y, 0, 0) = .2L, AT(y, 0, 1) = .8L;
  long double least = creall(cross_entropy(y, y));
  for (long double q = .01L; q < 1; q += .01L) {
    AT(other, 0, 0) = q, AT(other, 0, 1) = 1 - q;
    assert_true(creall(cross_entropy(y, other)) >= least - 1e-18L);
  }
  put("softlabels", "%.4Lf", least);
}

/* A network with any number of layers, hidden units with f, whose derivative is slope_from(f(z)); U leads from the inputs straight to
   the logits. */
enum {MOST_LAYERS = 3};
typedef struct {
  int layers;
  matrix W[MOST_LAYERS], b[MOST_LAYERS], U;
  function *f, *slope_from;
} deep;

/* the logits; the inputs of each layer go to V if that isn't NULL */
static matrix logits(const deep *d, matrix X, matrix *V)
{
  matrix Z = X;
  for (int j = 0; j < d->layers; j++) {
    matrix in = j == 0 ? X : apply(d->f, Z);
    if (V != NULL) V[j] = in;
    Z = affine_map(in, d->W[j], d->b[j]);
  }
  return plus(Z, times(X, d->U));
}

static number deep_loss(const deep *d, matrix X, matrix Y)
{
  return cross_entropy(Y, softmax_of(logits(d, X, NULL)));
}

/* back-propagation by the answers' formulas, against the complex step */
static void check_layers(int layers, const int *size, bool skip, function *f, function *slope_from)
{
  for_points (20) {
    int N = whole(1, 3), C = size[layers];
    deep d = {.layers = layers, .U = skip ? random_matrix(size[0], C, 1.5) : make(size[0], C), .f = f, .slope_from = slope_from};
    matrix X = random_matrix(N, size[0], 2), Y = make(N, C), V[MOST_LAYERS], delta;
    for (int i = 0; i < N; i++) AT(Y, i, whole(0, C - 1)) = 1;
    for (int j = 0; j < layers; j++) {
      d.W[j] = random_matrix(size[j], size[j+1], 1.5);
      d.b[j] = random_matrix(1, size[j+1], 1.5);
    }
    delta = minus(softmax_of(logits(&d, X, V)), Y);
    matrices_within(derivatives(deep_loss(&d, X, Y), d.U), times(transpose(X), delta), 1e-16);
    for (int j = layers - 1; j >= 0; j--) {
      matrices_within(derivatives(deep_loss(&d, X, Y), d.W[j]), times(transpose(V[j]), delta), 1e-16);
      matrices_within(derivatives(deep_loss(&d, X, Y), d.b[j]), times(ones(1, N), delta), 1e-16);
      if (j > 0) delta = circ(times(delta, transpose(d.W[j])), apply(slope_from, V[j]));
    }
  }
}

static number sigma_slope(number h) { return h*(1 - h); }
static number tanh_slope(number h) { return 1 - h*h; }
static number relu(number z) { return creall(z) > 0 ? z : 0; }
static number relu_slope(number h) { return creall(h) > 0; }

EXERCISE(otherunits)
{
  const int size[] = {2, 3, 2};
  check_layers(2, size, false, sigma, sigma_slope);
  check_layers(2, size, false, ctanhl, tanh_slope);
  check_layers(2, size, false, relu, relu_slope);
}

EXERCISE(skip)
{
  const int size[] = {2, 3, 3};
  check_layers(2, size, true, sigma, sigma_slope);
}

EXERCISE(twolayers)
{
  const int size[] = {2, 3, 4, 2};
  check_layers(3, size, false, sigma, sigma_slope);
  /* and with one hidden layer it is the library's network */
  for_points (20) {
    problem p = make_problem(20, 2, 3, 2);
    deep d = {2, {p.Wh, p.Wo}, {p.bh, p.bo}, make(2, 2), sigma, sigma_slope};
    double g[17];
    gradient(crew_of(&p), theta_of(&p), g);
    for (int j = 0; j < 17; j++) {
      long double exact = derivative(deep_loss(&d, p.X, p.Y), *parameter(&p, j));
      assert_within(g[j], exact, 1e-13);
    }
  }
}

EXERCISE(backwards)
{
  problem p = by_hand();
  double exact[12], h1 = 1/(1 + exp(-1)), h2 = 1/(1 + exp(-.5)), a = 1/(1 + exp(-2*h1 + .5*h2 + .5));
  double s1 = h1*(1 - h1), s2 = h2*(1 - h2), d1 = 2*a*s1, d2 = -.5*a*s2;
  const double hand[] = {d1, d2, 2*d1, 2*d2, d1, d2, h1*a, -h1*a, h2*a, -h2*a, a, -a};
  static const char *names[] = {"Wh11", "Wh12", "Wh21", "Wh22", "dh1", "dh2", "Wo11", "Wo12", "Wo21", "Wo22", "do1", "do2"};
  for (int j = 0; j < 12; j++) {
    char name[40];
    exact[j] = (double) derivative(J_of(&p), *parameter(&p, j));
    assert_within(hand[j], exact[j], 1e-15);
    snprintf(name, sizeof name, "backwards.%s", names[j]);
    put(name, "%.4f", exact[j]);
  }
  put("backwards.s1", "%.4f", s1);
  put("backwards.s2", "%.4f", s2);
}

static number squares(matrix A)
{
  return sum(circ(A, A));
}

EXERCISE(penalty)
{
  for_points (20) {
    problem p = random_problem(20);
    int count = parameter_count(net_of(&p)), first = p.D*p.K + p.K;
    double gamma = uniform(.1, 1), eta = .01, *theta = theta_of(&p), g[count], before[p.K];
    gradient(crew_of(&p), theta, g);
    for (int j = 0; j < count; j++) {
      bool weight = j < p.D*p.K || (j >= first && j < first + p.K*p.C);
      long double exact = derivative(J_of(&p) + gamma/2*(squares(p.Wh) + squares(p.Wo)), *parameter(&p, j));
      g[j] += weight ? gamma*theta[j] : 0;
      assert_within(g[j], exact, 1e-13);
    }
    /* a step makes the sums of the rows of Wo smaller by a factor */
    for (int after = 0; after <= 1; after++) {
      for (int k = 0; k < p.K; k++) {
        double total = 0;
        for (int c = 0; c < p.C; c++) total += theta[first + k*p.C + c];
        if (after) assert_within(total, (1 - eta*gamma)*before[k], 1e-13);
        before[k] = total;
      }
      for (int j = 0; j < count; j++) theta[j] -= eta*g[j];
    }
  }
}

/* the loss with one logit, from the weights w and the bias b */
static number one_logit_loss(const problem *p, matrix w, matrix b)
{
  matrix z = affine_map(sigma_of(affine_map(p->X, p->Wh, p->bh)), w, b);
  number J = 0;
  for (int i = 0; i < p->N; i++) J -= clogl(p->y[i] == 1 ? sigma(AT(z, i, 0)) : 1 - sigma(AT(z, i, 0)));
  return J;
}

EXERCISE(onelogit)
{
  for (long double at = -9; at <= 9; at += .37L)
    for (int y = 0; y <= 1; y++) {
      number z = at;
      long double left = derivative(-y*clogl(sigma(z)) - (1 - y)*clogl(1 - sigma(z)), z);
      assert_within(left, sigma(z) - y, 1e-15);
    }
  /* two networks, side by side, with momentum: that of the library, and one with a single logit, whose rate there is twice as large */
  problem p = make_problem(50, 2, 3, 2);
  team *crew = crew_of(&p);
  double *theta = theta_of(&p), M[17] = {0}, g[17], eta = .01, mu = .5;
  matrix w = make(3, 1), b = make(1, 1), part[] = {p.Wh, p.bh, w, b}, velocity[4], slopes[4];
  for (int k = 0; k < 3; k++) AT(w, k, 0) = AT(p.Wo, k, 1) - AT(p.Wo, k, 0);
  AT(b, 0, 0) = AT(p.bo, 0, 1) - AT(p.bo, 0, 0);
  for (int j = 0; j < 4; j++) velocity[j] = make(part[j].rows, part[j].columns);
  for (int step = 0; step < 50; step++) {
    gradient(crew, theta, g);
    momentum_step(17, theta, M, g, eta, mu);
    for (int j = 0; j < 4; j++) slopes[j] = derivatives(one_logit_loss(&p, w, b), part[j]);
    for (int j = 0; j < 4; j++) for_elements (part[j], row, k) {
      AT(velocity[j], row, k) = mu*AT(velocity[j], row, k) - (j < 2 ? eta : 2*eta)*AT(slopes[j], row, k);
      AT(part[j], row, k) += AT(velocity[j], row, k);
    }
    for (int j = 0; j < 9; j++) assert_within(theta[j], *parameter(&p, j), 1e-11);
    for (int k = 0; k < 4; k++) assert_within(theta[10 + 2*k] - theta[9 + 2*k], k < 3 ? AT(w, k, 0) : AT(b, 0, 0), 1e-12);
  }
  assert_true(fabs(M[0]) > 1e-6); /* they did move */
}

EXERCISE(variance)
{
  for_points (500) {
    int C = 2 + point%4;
    matrix z = random_matrix(1, C, 4), p = softmax_of(z), v = random_matrix(1, C, 1), P = make(C, C), mean = times(p, transpose(v));
    for (int c = 0; c < C; c++) {
      matrix row = derivatives(AT(softmax_of(z), 0, c), z);
      for (int j = 0; j < C; j++) AT(P, c, j) = AT(row, 0, j);
    }
    matrix away = minus(v, times(mean, ones(1, C)));
    number form = sum(times(v, times(P, transpose(v)))), variance = sum(circ(p, circ(away, away)));
    matrices_within(times(ones(1, C), P), make(1, C), 1e-18);
    assert_within(form, variance, 1e-18);
    assert_true(creall(form) >= -1e-18L && creall(form) <= creall(squares(v))/2);
    if (C == 2) { /* (1,-1) is an eigenvector */
      number p1 = AT(p, 0, 0), p2 = AT(p, 0, 1);
      assert_within(AT(P, 0, 0) - AT(P, 0, 1), 2*p1*p2, 1e-18);
      assert_within(AT(P, 1, 0) - AT(P, 1, 1), -2*p1*p2, 1e-18);
    }
  }
}

EXERCISE(convex)
{
  /* along lines in the output layer, J(a)+J(b) >= 2J((a+b)/2) */
  for_points (20) {
    parameters a = random_small(2), b = a, middle;
    fill(&seed, b.theta + 9, 8, 2);
    for (int j = 0; j < 17; j++) middle.theta[j] = (a.theta[j] + b.theta[j])/2;
    assert_true(total_loss(a.theta, NULL) + total_loss(b.theta, NULL) >= 2*total_loss(middle.theta, NULL));
  }
  /* and the middle between the trained network and the one with all three units turned */
  parameters p = trained(), turned = equal_network(7, p);
  double mean[17], J = total_loss(p.theta, NULL);
  assert_close(total_loss(turned.theta, NULL), J, 1e-12);
  for (int j = 0; j < 17; j++) mean[j] = (p.theta[j] + turned.theta[j])/2;
  for (int j = 0; j < 15; j++) assert_within(mean[j], 0, 1e-14);
  double at_mean = total_loss(mean, NULL);
  assert_true(at_mean >= 50000*log(2) && J < 50000*log(2));
  put("convex", "%.0f", at_mean);
  put("convex.value", "%.2f", J);
}

EXERCISE(squared)
{
  for_points (100) {
    int C = 2 + point%4, y = point%C;
    matrix z = random_matrix(1, C, 3), p = softmax_of(z), target = make(1, C);
    AT(target, 0, y) = 1;
    matrix slopes = derivatives(squares(minus(softmax_of(z), target))/2, z);
    number weighted = sum(circ(minus(p, target), p)), t = AT(p, 0, y);
    for (int j = 0; j < C; j++) assert_within(AT(slopes, 0, j), AT(p, 0, j)*(AT(p, 0, j) - (j == y) - weighted), 1e-18);
    if (C == 2) assert_within(AT(slopes, 0, y), -2*t*(1 - t)*(1 - t), 1e-18);
  }
  double most = 0;
  for (double p = 0; p < 1; p += 1e-4) most = fmax(most, 2*p*(1 - p)*(1 - p));
  assert_within(most, 8./27, 1e-8);
}

EXERCISE(saturated)
{
  for (long double z = 20; z < 40; z += .5L) {
    long double slope = creall(sigma(z)*sigma(-z));
    assert_true(slope < expl(-z) && slope > .99L*expl(-z));
  }
  /* the library's gradient obeys the bound for one such unit */
  parameters p = random_small(1), g;
  double slope_bound = 50000*1.5*2*exp(-20);
  p.bh[0] = 24; /* |z| >= 24 - 2*1.5 */
  p.Wo[0][0] = -1, p.Wo[0][1] = 1;
  total_loss(p.theta, g.theta);
  assert_true(fabs(g.Wh[0][0]) < slope_bound && fabs(g.Wh[1][0]) < slope_bound);
  /* the velocity with a constant gradient of that size */
  double at = 0, M = 0, step = 1e-4/(1 - .5)*slope_bound;
  for (int t = 0; t < 200; t++) {
    momentum_step(1, &at, &M, &slope_bound, 1e-4, .5);
    assert_true(fabs(M) <= step);
  }
  put("saturated.slope", "%.1e", slope_bound);
  put("saturated.step", "%.1e", step);
  put("saturated", "%.0f", floor(1/step/1e6)*1e6);
}

/* The gradient of a problem, part by part, and its derivative in the direction v, as the answer has them. */
static void dotted(const problem *p, const problem *v, matrix g[4], matrix g_dot[4])
{
  matrix one = ones(p->N, 1), rows = transpose(one), H = sigma_of(affine_map(p->X, p->Wh, p->bh));
  matrix slopes = apply(sigma_slope, H), Zh_dot = affine_map(p->X, v->Wh, v->bh), H_dot = circ(slopes, Zh_dot);
  matrix Zo_dot = plus(times(H_dot, p->Wo), affine_map(H, v->Wo, v->bo)), Y_hat = softmax_of(affine_map(H, p->Wo, p->bo));
  matrix mean = times(circ(Y_hat, Zo_dot), ones(p->C, p->C));
  matrix delta_o = minus(Y_hat, p->Y), delta_o_dot = circ(Y_hat, minus(Zo_dot, mean));
  matrix B = times(delta_o, transpose(p->Wo)), B_dot = plus(times(delta_o_dot, transpose(p->Wo)), times(delta_o, transpose(v->Wo)));
  matrix delta_h = circ(B, slopes), curved = minus(ones(p->N, p->K), scaled(2, H));
  matrix delta_h_dot = plus(circ(B_dot, slopes), circ(B, circ(curved, H_dot)));
  g[0] = times(transpose(p->X), delta_h), g_dot[0] = times(transpose(p->X), delta_h_dot);
  g[1] = times(rows, delta_h), g_dot[1] = times(rows, delta_h_dot);
  g[2] = times(transpose(H), delta_o), g_dot[2] = plus(times(transpose(H_dot), delta_o), times(transpose(H), delta_o_dot));
  g[3] = times(rows, delta_o), g_dot[3] = times(rows, delta_o_dot);
}

EXERCISE(pearlmutter)
{
  for_points (20) {
    problem p = make_problem(1, 2, 3, 3), v = make_problem(1, 2, 3, 3);
    matrix g[4], g_dot[4], g_moved[4], unused[4], *part[] = {&p.Wh, &p.bh, &p.Wo, &p.bo}, *along[] = {&v.Wh, &v.bh, &v.Wo, &v.bo};
    dotted(&p, &v, g, g_dot);
    for (int j = 0; j < 4; j++) matrices_within(derivatives(J_of(&p), *part[j]), g[j], 1e-17); /* it is the gradient */
    for (int j = 0; j < 4; j++) *part[j] = plus(*part[j], scaled(STEP*I, *along[j]));
    dotted(&p, &v, g_moved, unused);
    for (int j = 0; j < 4; j++) for_elements (g_dot[j], row, k)
      assert_within(cimagl(AT(g_moved[j], row, k))/STEP, AT(g_dot[j], row, k), 1e-17);
  }
}

EXERCISE(graphs)
{
  number w = 0;
  long double s = .5L, exact = derivative(sigma(w)*(w + 1), w);
  assert_within(s*(1 - s)*1 + s, exact, 1e-18);
  put("graphs", "%.2Lf", exact);
}

/* what section "One sample, by hand" prints: the parameters and the sample to four places, and the derivatives to four digits */
static const double START[] = {.5431, 1.2328, .2775, -.6549, -1.3027, -.4404, .1540, -1.4055, -.8479,
  -1.0770, .0412, -.3912, -.2782, -.1798, -.6760, -.3920, -.0111}, SAMPLE[] = {.0100, .1375};
static const double SEVENTEEN[] = {-.0008443, -4.864e-5, .0003076, -.01161, -.0006688, .004230, -.08443, -.004864, .03076,
  .1564, -.1564, .05198, -.05198, .08705, -.08705, .3024, -.3024};

EXERCISE(ownlanguage)
{
  const double *start = must_find(notebook(), "init_params")->value;
  for (int j = 0; j < 17; j++) assert_within(START[j], round(1e4*start[j])/1e4, 1e-15);
  for (int d = 0; d < 2; d++) assert_within(SAMPLE[d], round(1e4*points()->x[d][0])/1e4, 1e-15);
  assert_int_equal(points()->y[0][0], 1);
  problem p = make_problem(1, 2, 3, 2);
  for (int d = 0; d < 2; d++) AT(p.X, 0, d) = SAMPLE[d];
  for (int j = 0; j < 17; j++) *parameter(&p, j) = START[j];
  for (int c = 0; c < 2; c++) AT(p.Y, 0, c) = c;
  p.y[0] = 1;
  double g[17];
  gradient(crew_of(&p), theta_of(&p), g);
  for (int j = 0; j < 17; j++) {
    assert_within(derivative(J_of(&p), *parameter(&p, j)), g[j], 1e-15);
    assert_close(g[j], SEVENTEEN[j], 5.1e-4); /* relative to it: half a unit of the fourth digit */
  }
  /* and with a second one */
  problem q = make_problem(2, 2, 3, 2);
  for (int i = 0; i < 2; i++) {
    for (int d = 0; d < 2; d++) AT(q.X, i, d) = i == 0 ? SAMPLE[d] : -SAMPLE[d];
    for (int c = 0; c < 2; c++) AT(q.Y, i, c) = c != i;
    q.y[i] = 1 - i;
  }
  for (int j = 0; j < 17; j++) *parameter(&q, j) = START[j];
  double J = gradient(crew_of(&q), theta_of(&q), g);
  assert_within(derivative(J_of(&q), *parameter(&q, 0)), g[0], 1e-15);
  put("ownlanguage.J", "%.4f", J);
  put("ownlanguage.g", "%#.4g", g[0]);
}

EXERCISE(operations)
{
  for (int L = 1; L <= 6; L++)
    for (int m = 1; m <= 5; m++) {
      long forward = 0, backward = 0;
      for (int layer = 1; layer <= L; layer++)
        for (int j = 0; j < m; j++)
          for (int k = 0; k < m; k++) forward++, backward += layer > 1 ? 2 : 1;
      assert_within((double) backward/forward, 2 - 1./L, 1e-15);
    }
}

EXERCISE(regression)
{
  for_points (50) {
    problem p = make_problem(4, 2, 3, 1);
    matrix a = random_matrix(4, 1, 2), z = make(4, 1);
    for_elements (z, i, c) AT(z, i, c) = AT(p.Zo, i, c);
    matrix slopes = derivatives(squares(minus(z, a))/2, z), delta = minus(z, a);
    matrices_within(slopes, delta, 1e-17);
    /* the hidden weights, with the other three equations as they are */
    matrix delta_h = circ(times(delta, transpose(p.Wo)), circ(p.H, minus(ones(4, 3), p.H)));
    matrix exact = derivatives(squares(minus(affine_map(sigma_of(affine_map(p.X, p.Wh, p.bh)), p.Wo, p.bo), a))/2, p.Wh);
    matrices_within(exact, times(transpose(p.X), delta_h), 1e-17);
  }
}

EXERCISE(tied)
{
  for_points (50) {
    problem p = make_problem(6, 2, 3, 2);
    number w = uniform(-1, 1);
    AT(p.Wh, 0, 0) = AT(p.Wh, 0, 1) = w;
    long double apart = derivative(J_of(&p), AT(p.Wh, 0, 0));
    apart += derivative(J_of(&p), AT(p.Wh, 0, 1));
    w += STEP*I;
    AT(p.Wh, 0, 0) = AT(p.Wh, 0, 1) = w;
    assert_within(cimagl(J_of(&p))/STEP, apart, 1e-17);
  }
}

/* --- the gradient check */

EXERCISE(byhand)
{
  problem p = by_hand();
  number *w = parameter(&p, 0);
  long double exact = derivative(J_of(&p), *w), e = .01L, plus_, minus_;
  *w = .51L, plus_ = creall(J_of(&p));
  *w = .49L, minus_ = creall(J_of(&p));
  long double quotient = (plus_ - minus_)/(2*e), rounded = 0.5e-4L*2/(2*e);
  assert_within(quotient, exact, 1e-5);
  put("byhand.plus", "%.7Lf", plus_);
  put("byhand.minus", "%.7Lf", minus_);
  put("byhand.quotient", "%.5Lf", quotient);
  put("byhand.exact", "%.5Lf", exact);
  put("byhand.error", "%.0Le", fabsl(quotient - exact));
  put("byhand.four", "%.3Lf", rounded);
}

/* A gradient and a loss with one of the faults (a) to (f) of the exercise, made of the library's functions; '0' is without. */
static double faulty(const dataset *data, const double *theta, char fault, double *g)
{
  const double (*Wh)[3] = (const void *) theta, *bh = theta + 6, (*Wo)[2] = (const void *)(theta + 9), *bo = theta + 15;
  total sums[17] = {{0}}, (*dWh)[3] = (void *) sums, (*dWo)[2] = (void *)(sums + 9);
  double J = 0;
  for (long q = 0; q < data->N/PANEL; q++) {
    column *x = data->x + 2*q, zh[3], h[3], z[2], s, y_hat[2], delta_o[2], delta_h[3];
    const int *y = data->y[q];
    affine(2, 3, x, Wh, bh, zh);
    logistic(3, zh, h);
    output_layer(3, 2, h, Wo, bo, z, s, y_hat);
    if (fault == 'f') { /* softmax without the shift */
      double product = 1, true_z = 0;
      affine(3, 2, h, Wo, bo, z);
      for (int i = 0; i < PANEL; i++) {
        double e[] = {exponential(z[0][i]), exponential(z[1][i])};
        s[i] = e[0] + e[1];
        for (int c = 0; c < 2; c++) y_hat[c][i] = e[c]/s[i];
        product *= s[i];
        true_z += z[y[i]][i];
      }
      J += log(product) - true_z;
    } else {
      J += loss(2, z, s, y);
      for (int i = 0; i < PANEL && fault == 'e'; i++) J += z[y[i]][i];
    }
    output_delta(2, y_hat, y, delta_o);
    for (int i = 0; i < PANEL && fault == 'b'; i++)
      for (int c = 0; c < 2; c++) delta_o[c][i] = -delta_o[c][i];
    hidden_delta(3, 2, delta_o, Wo, h, delta_h);
    for (int k = 0; k < 3; k++)
      for (int i = 0; i < PANEL; i++) {
        if (fault == 'a') delta_h[k][i] = delta_o[1][i]*Wo[k][1]*h[k][i]*(1 - h[k][i]);
        if (fault == 'd') delta_h[k][i] = (delta_o[0][i]*Wo[k][0] + delta_o[1][i]*Wo[k][1])*zh[k][i]*(1 - zh[k][i]);
      }
    weight_gradient(3, 2, h, delta_o, dWo);
    bias_gradient(2, delta_o, sums + 15);
    weight_gradient(2, 3, x, delta_h, dWh);
    bias_gradient(3, delta_h, sums + 6);
  }
  for (int j = 0; j < 17; j++) {
    g[j] = 0;
    for (int l = 0; l < LANES; l++) g[j] += sums[j][l];
  }
  return J;
}

static void put_fault(char fault, const char *what, const char *format, double value)
{
  char name[32], digits[32];
  snprintf(name, sizeof name, "faults.%c.%s", fault, what);
  snprintf(digits, sizeof digits, format, value);
  put(name, "%s", digits);
}

EXERCISE(faults)
{
  enum {N = 39*PANEL, T = 10000};
  generator r;
  double check_at[17], start[17];
  seed_generator(&r, 42);
  dataset *data = make_circles(N, .1, .1, &r);
  random_parameters(&r, 17, check_at);
  random_parameters(&r, 17, start);
  put("faults.N", "%d", N);
  put("faults.T", "%d", T);
  for (const char *fault = "0abcdef"; *fault != 0; fault++) {
    double g[17], unused[17], worst = 0, worst_output = 0, theta[17], M[17] = {0}, J = 0;
    faulty(data, check_at, *fault, g);
    for (int j = 0; j < 17; j++) {
      double here = check_at[j], J_plus, J_minus, error;
      check_at[j] = here + 1e-4, J_plus = faulty(data, check_at, *fault, unused);
      check_at[j] = here - 1e-4, J_minus = faulty(data, check_at, *fault, unused);
      check_at[j] = here;
      error = relative_error(g[j], (J_plus - J_minus)/2e-4);
      worst = fmax(worst, error);
      if (j >= 9) worst_output = fmax(worst_output, error);
    }
    put_fault(*fault, "worst", worst > 1e-3 ? "%.2g" : "%.0e", worst);
    memcpy(theta, start, sizeof theta);
    int t = 0;
    for (; t < T; t++) {
      J = faulty(data, theta, *fault, g);
      if (!isfinite(J)) break;
      for (int j = 0; j < 17; j++) {
        M[j] = .5*M[j] + (*fault == 'c' ? 1 : -1)*5./N*g[j];
        theta[j] += M[j];
      }
    }
    J = faulty(data, theta, '0', g);
    long wrong = misclassified(NET, theta, data);
    put_fault(*fault, "J", isfinite(J) ? J > 100 ? "%.0f" : "%.3g" : "\\hbox{not a number}", J);
    put_fault(*fault, "wrong", "%.0f", (double) wrong);
    put_fault(*fault, "t", "%.0f", t);
    /* what the answer says of them in words */
    assert_true((strchr("0cf", *fault) != NULL) == (worst < 1e-6));
    if (strchr("ad", *fault) != NULL) assert_true(worst_output < 1e-6);
    if (*fault == 'b') assert_within(worst, 2, 1e-6);
    if (strchr("0e", *fault) != NULL) assert_true(wrong == 0 && t == T);
    if (*fault == 'f') assert_true(t < T);
  }
  free_dataset(data);
}

static bool keep_on(void *context, long t, double J)
{
  (void) context; (void) t; (void) J;
  return true;
}

/* The book's own program with one thing changed, for a thousand iterations. */
EXERCISE(predict)
{
  const struct {char name; int K, seed, zero; double eta, mu;} change[] = {{'0', 3, 42, 0, 1e-4, .5}, {'a', 3, 42, 0, 1e-3, .5},
    {'b', 3, 42, 0, 1e-4, 0}, {'c', 1, 42, 0, 1e-4, .5}, {'d', 3, 42, 1, 1e-4, .5}, {'e', 3, 43, 0, 1e-4, .5}};
  for (int k = 0; k < 6; k++) {
    network net = {2, change[k].K, 2};
    int count = parameter_count(net);
    double theta[17], M[17] = {0}, unused[17];
    generator r;
    seed_generator(&r, (uint32_t) change[k].seed);
    dataset *data = make_circles(50000, .1, .1, &r);
    team *crew = make_team(2, net, data);
    random_parameters(&r, count, unused);
    random_parameters(&r, count, theta);
    if (change[k].zero) memset(theta, 0, sizeof theta);
    double J = train(crew, theta, M, 1000, change[k].eta, change[k].mu, keep_on, NULL);
    long wrong = misclassified(net, theta, data);
    char name[32];
    snprintf(name, sizeof name, "predict.%c.J", change[k].name);
    put(name, isfinite(J) ? J > 100 ? "%.0f" : "%.3g" : "\\hbox{not a number}", J);
    snprintf(name, sizeof name, "predict.%c.wrong", change[k].name);
    put(name, "%ld", wrong);
    if (change[k].name == 'a') { /* all hidden units are off, everywhere; only the output biases still move */
      double bias = fmax(theta[6], fmax(theta[7], theta[8]));
      assert_true(bias < -40);
      gradient(crew, theta, unused);
      for (int j = 0; j < 15; j++) assert_true(fabs(unused[j]) < 1e-10);
      assert_true(fabs(unused[15]) > 1000);
      put("predict.a.bias", "%.0f", bias);
    }
    free_team(crew);
    free_dataset(data);
  }
}

EXERCISE(fivepoint)
{
  for (long double a = .5L; a <= 2; a *= 2) {
    long double e = 1e-2L;
    long double quotient = (expl(-2*a*e) - 8*expl(-a*e) + 8*expl(a*e) - expl(2*a*e))/(12*e);
    assert_close(quotient - a, -powl(e, 4)/30*powl(a, 5), 1e-3);
    long double best = 0, least = INFINITY;
    for (long double x = 1e-5L; x < 1e-1L; x *= 1.001L) {
      long double bound = powl(x, 4)/30*powl(a, 5) + 3*U/(2*x);
      if (bound < least) least = bound, best = x;
    }
    assert_close(best, powl(45*U/(4*powl(a, 5)), .2L), 2e-3);
    if (a == 1) {
      put("fivepoint.step", "%.1e", (double) best);
      put("fivepoint.error", "%.1e", (double) least);
      assert_within(log10l(least)/log10l(U), .8L, .03);
    }
  }
}

EXERCISE(dual)
{
  for_points (100) {
    long double a = uniform(-2, 2), b = uniform(1, 2), a1 = uniform(-2, 2), b1 = uniform(-2, 2);
    number A = a + STEP*I*a1, B = b + STEP*I*b1;
    assert_within(cimagl(A*B)/STEP, a1*b + a*b1, 1e-17);
    assert_within(cimagl(A/B)/STEP, (a1*b - a*b1)/(b*b), 1e-17);
    assert_true(cimagl(cabsl(A)) == 0); /* the derivative is lost */
    long double e = .1L; /* and the exact formulas, with a large step */
    A = a + e*I*a1, B = b + e*I*b1;
    assert_within(creall(A*B), a*b - e*e*a1*b1, 1e-17);
    assert_within(creall(A/B), (a*b + e*e*a1*b1)/(b*b + e*e*b1*b1), 1e-17);
  }
}
