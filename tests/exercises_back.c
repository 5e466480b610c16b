/* The answers of back-propagation and the gradient check. */
#include "exercise_old.h"

/* --- back-propagation */


EXERCISE(softlabels)
{
  uint64_t seed = 8;
  for (int trial = 0; trial < 50; trial++) {
    cx z[4], p[4];
    real_l y[4];
    random_cx(&seed, z, 4, 3);
    random_distribution(&seed, 4, y);
    csoftmax(4, z, p);
    for (int j = 0; j < 4; j++) {
      cx J = 0;
      z[j] += EPSILON*I;
      for (int c = 0; c < 4; c++) J += y[c]*(old_lse(4, z) - z[c]);
      z[j] = creall(z[j]);
      assert_within(slope_of(J), creall(p[j]) - y[j], 1e-18);
    }
  }
  real_l y[2] = {.2L, .8L}, least = old_cross_entropy(2, y, y);
  for (real_l q = .01L; q < 1; q += .01L) {
    real_l other[2] = {q, 1 - q};
    assert_true(old_cross_entropy(2, y, other) >= least - 1e-18L);
  }
  put("softlabels", "%.4Lf", least);
}

EXERCISE(otherunits)
{
  const int size[] = {2, 3, 2};
  check_layers(2, size, false, csigma, old_sigma, sigma_slope);
  check_layers(2, size, false, ctanhl, tanhl, tanh_slope);
  check_layers(2, size, false, crelu, relu, relu_slope);
}

EXERCISE(backwards)
{
  const int size[] = {2, 2, 2};
  cx theta[12];
  double y[2] = {0, 1}, exact[12];
  for (int j = 0; j < 12; j++) theta[j] = HAND[j];
  for (int j = 0; j < 12; j++) {
    theta[j] += EPSILON*I;
    exact[j] = (double) slope_of(net_loss(2, size, csigma, theta, NULL, HAND_X, y, NULL));
    theta[j] = HAND[j];
  }
  /* by hand */
  double h1 = 1/(1 + exp(-1)), h2 = 1/(1 + exp(-.5)), a = 1/(1 + exp(-2*h1 + .5*h2 + .5));
  double s1 = h1*(1 - h1), s2 = h2*(1 - h2), d1 = 2*a*s1, d2 = -.5*a*s2;
  const double hand[] = {d1, d2, 2*d1, 2*d2, d1, d2, h1*a, -h1*a, h2*a, -h2*a, a, -a};
  for (int j = 0; j < 12; j++) assert_within(hand[j], exact[j], 1e-15);
  const char *names[] = {"Wh11", "Wh12", "Wh21", "Wh22", "dh1", "dh2", "Wo11", "Wo12", "Wo21", "Wo22", "do1", "do2"};
  for (int j = 0; j < 12; j++) {
    char name[40];
    snprintf(name, sizeof name, "backwards.%s", names[j]);
    put(name, "%.4f", exact[j]);
  }
  put("backwards.s1", "%.4f", s1);
  put("backwards.s2", "%.4f", s2);
}

/* the notebook's loss with the penalty, and steps without momentum */
EXERCISE(penalty)
{
  uint64_t seed = 9;
  double lambda = .7, eta = 1e-4, theta[17], g[17];
  fill(&seed, theta, 17, 1);
  for (int step = 0; step < 3; step++) {
    double before[3];
    total_loss(NET, theta, g);
    for (int j = 0; j < 17; j++)
      if (j < 6 || (j >= 9 && j < 15)) { /* the weights */
        g[j] += lambda*theta[j];
        cx w = theta[j] + EPSILON*I;
        assert_within(slope_of(lambda/2*w*w), lambda*theta[j], 1e-16);
      }
    for (int k = 0; k < 3; k++) before[k] = theta[9 + 2*k] + theta[10 + 2*k];
    for (int j = 0; j < 17; j++) theta[j] -= eta*g[j];
    for (int k = 0; k < 3; k++)
      assert_within(theta[9 + 2*k] + theta[10 + 2*k], (1 - eta*lambda)*before[k], 1e-13);
  }
}

EXERCISE(onelogit)
{
  for (real_l z = -9; z <= 9; z += .37L)
    for (int y = 0; y <= 1; y++) {
      cx p = csigma(z + EPSILON*I);
      assert_within(slope_of(-y*clogl(p) - (1 - y)*clogl(1 - p)), old_sigma(z) - y, 1e-15);
    }
  /* two networks, side by side, with momentum: that of the library, and one with a single logit */
  uint64_t seed = 10;
  dataset *data = random_dataset(&seed, 50, 2, 2);
  team *t = make_team(1, NET, data);
  double theta[17], M[17], g[17], eta = .01, mu = .5;
  double one[13], M_one[13] = {0}; /* Wh, bh, w, b */
  fill(&seed, theta, 17, 1);
  for (int j = 0; j < 17; j++) M[j] = 0;
  for (int j = 0; j < 9; j++) one[j] = theta[j];
  for (int k = 0; k < 4; k++) one[9 + k] = theta[10 + 2*k] - theta[9 + 2*k];
  for (int step = 0; step < 50; step++) {
    double G[13] = {0};
    for (int i = 0; i < 50; i++) {
      double h[3], z = one[12];
      for (int k = 0; k < 3; k++) {
        h[k] = 1/(1 + exp(-data->x[0][i]*one[k] - data->x[1][i]*one[3 + k] - one[6 + k]));
        z += h[k]*one[9 + k];
      }
      double delta = 1/(1 + exp(-z)) - data->y[0][i];
      for (int k = 0; k < 3; k++) {
        double dh = delta*one[9 + k]*h[k]*(1 - h[k]);
        G[k] += data->x[0][i]*dh;
        G[3 + k] += data->x[1][i]*dh;
        G[6 + k] += dh;
        G[9 + k] += h[k]*delta;
      }
      G[12] += delta;
    }
    momentum_step(9, one, M_one, G, eta, mu);
    momentum_step(4, one + 9, M_one + 9, G + 9, 2*eta, mu);
    gradient(t, theta, g);
    momentum_step(17, theta, M, g, eta, mu);
    for (int j = 0; j < 9; j++) assert_within(theta[j], one[j], 1e-11);
    for (int k = 0; k < 4; k++) assert_within(theta[10 + 2*k] - theta[9 + 2*k], one[9 + k], 1e-12);
  }
  assert_true(fabs(M[0]) > 1e-6); /* they did move */
  free_team(t);
  free_dataset(data);
}

EXERCISE(variance)
{
  uint64_t seed = 12;
  for (int trial = 0; trial < 500; trial++) {
    int C = 2 + trial%4;
    cx z[5], p[5], q[5];
    real_l v[5], form = 0, mean = 0, variance = 0, size = 0;
    random_cx(&seed, z, C, 4);
    csoftmax(C, z, p);
    for (int c = 0; c < C; c++) v[c] = between(&seed, -1, 1), size += v[c]*v[c], mean += creall(p[c])*v[c];
    /* the quadratic form, with the Jacobian by the complex step */
    for (int j = 0; j < C; j++) {
      real_l column = 0;
      z[j] += EPSILON*I;
      csoftmax(C, z, q);
      z[j] = creall(z[j]);
      for (int c = 0; c < C; c++) form += v[c]*v[j]*slope_of(q[c]), column += slope_of(q[c]);
      assert_within(column, 0, 1e-18);
    }
    for (int c = 0; c < C; c++) variance += creall(p[c])*(v[c] - mean)*(v[c] - mean);
    assert_within(form, variance, 1e-18);
    assert_true(form >= -1e-18L && form <= size/2);
    if (C == 2) { /* (1,-1) is an eigenvector */
      real_l p1 = creall(p[0]), p2 = creall(p[1]);
      assert_within(p1*(1 - p1) + p1*p2, 2*p1*p2, 1e-18);
    }
  }
}

EXERCISE(convex)
{
  uint64_t seed = 13;
  /* along lines in the output layer, J(a)+J(b) >= 2J((a+b)/2) */
  for (int trial = 0; trial < 20; trial++) {
    double a[17], b[17], middle[17];
    fill(&seed, a, 17, 2);
    memcpy(b, a, sizeof a);
    fill(&seed, b + 9, 8, 2);
    for (int j = 0; j < 17; j++) middle[j] = (a[j] + b[j])/2;
    assert_true(total_loss(NET, a, NULL) + total_loss(NET, b, NULL) >= 2*total_loss(NET, middle, NULL));
  }
  /* and the mean of the eight networks that come from the trained one by turning units */
  double mean[17] = {0}, J = 0;
  for (int e = 0; e < 8; e++) {
    double other[17];
    equal_network(e, trained(), other);
    J += total_loss(NET, other, NULL)/8;
    for (int j = 0; j < 17; j++) mean[j] += other[j]/8;
  }
  for (int j = 0; j < 15; j++) assert_within(mean[j], 0, 1e-14);
  double at_mean = total_loss(NET, mean, NULL);
  assert_true(at_mean >= 50000*log(2) && J < 50000*log(2));
  put("convex", "%.0f", at_mean);
  put("convex.value", "%.2f", J);
}

EXERCISE(squared)
{
  uint64_t seed = 14;
  for (int trial = 0; trial < 100; trial++) {
    int C = 2 + trial%4;
    cx z[5], p[5], q[5];
    double y[5];
    random_cx(&seed, z, C, 3);
    one_hot(C, trial%C, y);
    csoftmax(C, z, p);
    real_l weighted = 0;
    for (int c = 0; c < C; c++) weighted += (creall(p[c]) - y[c])*creall(p[c]);
    for (int j = 0; j < C; j++) {
      cx E = 0;
      z[j] += EPSILON*I;
      csoftmax(C, z, q);
      z[j] = creall(z[j]);
      for (int c = 0; c < C; c++) E += (q[c] - y[c])*(q[c] - y[c])/2;
      assert_within(slope_of(E), creall(p[j])*(creall(p[j]) - y[j] - weighted), 1e-18);
      if (C == 2 && y[j] == 1) {
        real_l t = creall(p[j]);
        assert_within(slope_of(E), -2*t*(1 - t)*(1 - t), 1e-18);
      }
    }
  }
  double most = 0;
  for (double p = 0; p < 1; p += 1e-4) most = fmax(most, 2*p*(1 - p)*(1 - p));
  assert_within(most, 8./27, 1e-8);
  put("squared", "%.6f", -2*.001*.999*.999);
}

EXERCISE(saturated)
{
  for (real_l z = 20; z < 40; z += .5L)
    assert_true(old_sigma(z)*old_sigma(-z) < expl(-z) && old_sigma(z)*old_sigma(-z) > .99L*expl(-z));
  /* the library's gradient obeys the bound for one such unit */
  double theta[17], g[17], slope_bound = 50000*1.5*2*exp(-20);
  uint64_t seed = 15;
  fill(&seed, theta, 17, 1);
  theta[6] = 24; /* |z| >= 24 - 2*1.5 */
  theta[9] = -1, theta[10] = 1;
  total_loss(NET, theta, g);
  assert_true(fabs(g[0]) < slope_bound && fabs(g[3]) < slope_bound);
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

EXERCISE(skip)
{
  const int size[] = {2, 3, 3};
  check_layers(2, size, true, csigma, old_sigma, sigma_slope);
}

EXERCISE(twolayers)
{
  const int size[] = {2, 3, 4, 2};
  check_layers(3, size, false, csigma, old_sigma, sigma_slope);
  /* the same function is the library's where it has only one hidden layer */
  const int small[] = {2, 3, 2};
  beginning b = begin(1, 20, .1, .1, 3);
  real_l theta[17], g[17], sum[17] = {0};
  double exact[17];
  for (int j = 0; j < 17; j++) theta[j] = b.start[j];
  for (int i = 0; i < 20; i++) {
    double x[] = {b.data->x[0][i], b.data->x[1][i]}, y[2];
    one_hot(2, b.data->y[0][i], y);
    net_gradient(2, small, old_sigma, sigma_slope, theta, NULL, x, y, g, NULL);
    for (int j = 0; j < 17; j++) sum[j] += g[j];
  }
  team *t = make_team(1, b.net, b.data);
  gradient(t, b.start, exact);
  for (int j = 0; j < 17; j++) assert_within(exact[j], sum[j], 1e-13);
  free_team(t);
  free_dataset(b.data);
}

/* the gradient and its dotted companion, for one sample, as the answer has it; the type complex so that the complex step
   can differentiate the gradient */
static void dotted(int D, int K, int C, const cx *theta, const cx *v, const double *x, const double *y, cx *g, cx *g_dot)
{
  const cx *Wh = theta, *bh = Wh + D*K, *Wo = bh + K, *bo = Wo + K*C;
  const cx *vWh = v, *vbh = vWh + D*K, *vWo = vbh + K, *vbo = vWo + K*C;
  cx h[8], h_dot[8], z[8], z_dot[8], p[8], d[8], d_dot[8], mean = 0;
  for (int k = 0; k < K; k++) {
    cx zh = bh[k], zh_dot = vbh[k];
    for (int i = 0; i < D; i++) zh += x[i]*Wh[i*K + k], zh_dot += x[i]*vWh[i*K + k];
    h[k] = csigma(zh);
    h_dot[k] = h[k]*(1 - h[k])*zh_dot;
  }
  for (int c = 0; c < C; c++) {
    z[c] = bo[c], z_dot[c] = vbo[c];
    for (int k = 0; k < K; k++) z[c] += h[k]*Wo[k*C + c], z_dot[c] += h_dot[k]*Wo[k*C + c] + h[k]*vWo[k*C + c];
  }
  csoftmax(C, z, p);
  for (int c = 0; c < C; c++) mean += p[c]*z_dot[c];
  for (int c = 0; c < C; c++) d[c] = p[c] - y[c], d_dot[c] = p[c]*(z_dot[c] - mean);
  for (int k = 0; k < K; k++) {
    cx B = 0, B_dot = 0;
    for (int c = 0; c < C; c++) B += d[c]*Wo[k*C + c], B_dot += d_dot[c]*Wo[k*C + c] + d[c]*vWo[k*C + c];
    cx dh = B*h[k]*(1 - h[k]), dh_dot = B_dot*h[k]*(1 - h[k]) + B*(1 - 2*h[k])*h_dot[k];
    for (int i = 0; i < D; i++) g[i*K + k] = x[i]*dh, g_dot[i*K + k] = x[i]*dh_dot;
    g[D*K + k] = dh, g_dot[D*K + k] = dh_dot;
    for (int c = 0; c < C; c++) {
      g[D*K + K + k*C + c] = h[k]*d[c];
      g_dot[D*K + K + k*C + c] = h_dot[k]*d[c] + h[k]*d_dot[c];
    }
  }
  for (int c = 0; c < C; c++) g[D*K + K + K*C + c] = d[c], g_dot[D*K + K + K*C + c] = d_dot[c];
}

EXERCISE(pearlmutter)
{
  uint64_t seed = 16;
  const int size[] = {2, 3, 3};
  for (int trial = 0; trial < 20; trial++) {
    cx theta[21], v[21], moved[21], g[21], g_dot[21], g_moved[21], unused[21];
    double x[2] = {between(&seed, -2, 2), between(&seed, -2, 2)}, y[3];
    random_cx(&seed, theta, 21, 2);
    random_cx(&seed, v, 21, 1);
    one_hot(3, trial%3, y);
    dotted(2, 3, 3, theta, v, x, y, g, g_dot);
    for (int j = 0; j < 21; j++) moved[j] = theta[j] + EPSILON*I*v[j];
    dotted(2, 3, 3, moved, v, x, y, g_moved, unused);
    for (int j = 0; j < 21; j++) {
      assert_within(slope_of(g_moved[j]), creall(g_dot[j]), 1e-17);
      /* and what was differentiated is the gradient */
      moved[j] = theta[j] + EPSILON*I;
      for (int i = 0; i < 21; i++) if (i != j) moved[i] = theta[i];
      assert_within(slope_of(net_loss(2, size, csigma, moved, NULL, x, y, NULL)), creall(g[j]), 1e-17);
      for (int i = 0; i < 21; i++) moved[i] = theta[i] + EPSILON*I*v[i];
    }
  }
}

/* --- the gradient check */

/* an example for the difference quotients: J = e^(a theta) at 0, whose n-th derivative is a^n */
EXERCISE(onesided)
{
  for (real_l a = .5L; a <= 2; a *= 2) {
    real_l e = 1e-6L, off = (expm1l(a*e))/e - a;
    assert_close(off, e/2*a*a, 1e-5);
    /* the best step for the bound e|J''|/2 + 2u|J|/e, by trying */
    real_l best = 0, least = INFINITY;
    for (real_l x = 1e-10L; x < 1e-6L; x *= 1.001L) {
      real_l bound = x/2*a*a + 2*U/x;
      if (bound < least) least = bound, best = x;
    }
    assert_close(best, 2*sqrtl(U/(a*a)), 2e-3);
    assert_close(least, 2*sqrtl(U*a*a), 1e-5);
  }
  put("onesided.step", "%.1e", 2*sqrt(U));
}

EXERCISE(fivepoint)
{
  for (real_l a = .5L; a <= 2; a *= 2) {
    real_l e = 1e-2L;
    real_l quotient = (expl(-2*a*e) - 8*expl(-a*e) + 8*expl(a*e) - expl(2*a*e))/(12*e);
    assert_close(quotient - a, -powl(e, 4)/30*powl(a, 5), 1e-3);
    real_l best = 0, least = INFINITY;
    for (real_l x = 1e-5L; x < 1e-1L; x *= 1.001L) {
      real_l bound = powl(x, 4)/30*powl(a, 5) + 3*U/(2*x);
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
  uint64_t seed = 18;
  for (int trial = 0; trial < 100; trial++) {
    real_l a = between(&seed, -2, 2), b = between(&seed, 1, 2), a1 = between(&seed, -2, 2), b1 = between(&seed, -2, 2);
    cx A = a + EPSILON*I*a1, B = b + EPSILON*I*b1;
    assert_within(slope_of(A*B), a1*b + a*b1, 1e-17);
    assert_within(slope_of(A/B), (a1*b - a*b1)/(b*b), 1e-17);
    assert_true(cimagl(cabsl(A)) == 0); /* the derivative is lost */
    real_l e = .1L; /* and the exact formulas, with a large step */
    A = a + e*I*a1, B = b + e*I*b1;
    assert_within(creall(A*B), a*b - e*e*a1*b1, 1e-17);
    assert_within(creall(A/B), (a*b + e*e*a1*b1)/(b*b + e*e*b1*b1), 1e-17);
  }
}
