/* The equations of the second half of the chapter of experiments; test_equations.c says how to add one. */
#include "equation.h"

/* left <= right, but for rounding */
#define at_most(left, right, size) equal(fmaxl(left, right), right, size)

/* --- momentum on a quadratic */

/* the roots of r^2 - br + c */
static void roots_of(long double b, long double c, number r[2])
{
  number root = csqrtl((number)(b*b - 4*c));
  r[0] = (b + root)/2;
  r[1] = (b - root)/2;
}

/* the greatest |r| for the eigenvalue lambda */
static long double rate(long double eta_lambda, long double mu)
{
  number r[2];
  roots_of(1 + mu - eta_lambda, mu, r);
  return fmaxl(cabsl(r[0]), cabsl(r[1]));
}

EQUATION(diagonal, PROGRAM)
{
  for_points (500) {
    enum {MOST = 5};
    int n = whole(1, MOST);
    double Q[MOST][MOST], lambda[MOST], theta[MOST], M[MOST], g[MOST], eta = uniform(0, 1), mu = uniform(0, 1);
    long double phi[MOST], P[MOST], size = 0;
    for (int i = 0; i < n; i++) { /* the rows of Q are made orthonormal one by one, and are the eigenvectors */
      long double v[MOST], length = 0;
      for (int j = 0; j < n; j++) v[j] = uniform(-1, 1) + 2*(i == j);
      for (int pass = 0; pass < 2; pass++)
        for (int k = 0; k < i; k++) {
          long double inner = 0;
          for (int j = 0; j < n; j++) inner += v[j]*Q[k][j];
          for (int j = 0; j < n; j++) v[j] -= inner*Q[k][j];
        }
      for (int j = 0; j < n; j++) length += v[j]*v[j];
      for (int j = 0; j < n; j++) Q[i][j] = (double)(v[j]/sqrtl(length));
      lambda[i] = uniform(-1, 3);
      theta[i] = uniform(-1, 1); /* from the minimum */
      M[i] = uniform(-1, 1);
    }
    for (int i = 0; i < n; i++) {
      phi[i] = P[i] = 0;
      for (int j = 0; j < n; j++) phi[i] += Q[i][j]*(long double) theta[j], P[i] += Q[i][j]*(long double) M[j];
      size += fabsl(phi[i]) + fabsl(P[i]);
    }
    for (int j = 0; j < n; j++) {
      long double slope = 0;
      for (int i = 0; i < n; i++) slope += Q[i][j]*lambda[i]*phi[i];
      g[j] = (double) slope;
    }
    momentum_step(n, theta, M, g, eta, mu);
    for (int i = 0; i < n; i++) {
      long double new_P = mu*P[i] - eta*lambda[i]*phi[i], left_phi = 0, left_P = 0;
      for (int j = 0; j < n; j++) left_phi += Q[i][j]*(long double) theta[j], left_P += Q[i][j]*(long double) M[j];
      equal(left_P, new_P, 3*size);
      equal(left_phi, phi[i] + new_P, 3*size);
    }
  }
}

EQUATION(recurrence, PROGRAM)
{
  for_points (1000) {
    double lambda = uniform(-1, 5), eta = uniform(0, 1), mu = uniform(0, 1), M = uniform(-1, 1), g, theta[3] = {uniform(-1, 1)};
    for (int t = 0; t < 2; t++) {
      g = lambda*theta[t];
      theta[t + 1] = theta[t];
      momentum_step(1, &theta[t + 1], &M, &g, eta, mu);
    }
    equal(theta[2], (1 + mu - eta*lambda)*theta[1] - mu*theta[0],
      (1 + mu + fabs(eta*lambda))*fabs(theta[1]) + mu*fabs(theta[0]));
  }
}

EQUATION(characteristic, 1000*EXACT)
{
  for_points (1000) {
    long double mu = uniform(0, 1), b = 1 + mu - uniform(-1, 5), theta[12] = {uniform(-1, 1), uniform(-1, 1)}, size = 0;
    number r[2], alpha, beta;
    roots_of(b, mu, r);
    for (int k = 0; k < 2; k++)
      equal(r[k]*r[k] - b*r[k] + mu, 0, cabsl(r[k]*r[k]) + cabsl(b*r[k]) + mu);
    if (cabsl(r[0] - r[1]) < .1L) continue; /* nearly equal roots lose digits */
    alpha = (theta[1] - r[1]*theta[0])/(r[0] - r[1]);
    beta = theta[0] - alpha;
    for (int t = 1; t < 11; t++) {
      theta[t + 1] = b*theta[t] - mu*theta[t - 1];
      size = cabsl(alpha*cpowl(r[0], t + 1)) + cabsl(beta*cpowl(r[1], t + 1)) + fabsl(theta[t + 1]);
      equal(theta[t + 1], alpha*cpowl(r[0], t + 1) + beta*cpowl(r[1], t + 1), size + 1);
    }
  }
}

/* does the program's iteration, from a random point, come down, and if not, go up? */
static bool converges(double eta_lambda, double mu)
{
  double theta = uniform(.5, 1), M = uniform(-1, 1), g;
  for (int t = 0; t < 5000 && fabs(theta) + fabs(M) < 1e9; t++) {
    g = theta;
    momentum_step(1, &theta, &M, &g, eta_lambda, mu);
  }
  return fabs(theta) + fabs(M) < 1e-6;
}

EQUATION(stability, EXACT)
{
  for_points (10000) {
    double b = uniform(-3, 3), c = uniform(-1.5, 1.5), mu = uniform(0, 1), eta_lambda = uniform(-1, 5);
    number r[2];
    roots_of(b, c, r);
    equal(cabsl(r[0]) < 1 && cabsl(r[1]) < 1, fabs(c) < 1 && fabs(b) < 1 + c, 0);
    equal(rate(eta_lambda, mu) < 1, 0 < eta_lambda && eta_lambda < 2*(1 + mu), 0);
  }
  for_points (200) {
    double mu = uniform(0, .95), x = uniform(-.5, 4.5);
    if (fabs(x) < .01 || fabs(x - 2*(1 + mu)) < .01) continue;
    equal(converges(x, mu), 0 < x && x < 2*(1 + mu), 0);
  }
}

EQUATION(modulus, EXACT)
{
  for_points (1000) {
    long double mu = uniform(0, 1), least = powl(1 - sqrtl(mu), 2), most = powl(1 + sqrtl(mu), 2), x = uniform(0, 4);
    number r[2];
    roots_of(1 + mu - x, mu, r);
    equal(least < x && x < most, cimagl(r[0]) != 0, 0);
    x = least + uniform(.001, .999)*(most - least);
    equal(rate(x, mu), sqrtl(mu), 0);
  }
}

EQUATION(bestmomentum, EXACT)
{
  for_points (1000) {
    long double L = uniform(.1, 10), kappa = expl(uniform(.1, 7)), m = L/kappa;
    long double root = (sqrtl(kappa) - 1)/(sqrtl(kappa) + 1), mu = root*root, eta = powl(1 + root, 2)/L;
    equal(eta*m, powl(1 - root, 2), 1);
    equal(powl(1 + mu - eta*m, 2), 4*mu, 4);
    equal(powl(1 + mu - eta*L, 2), 4*mu, 4);
    equal(rate(eta*(m + uniform(.01, .99)*(L - m)), mu), root, 0);
    for (int other = 0; other < 10; other++) { /* no other does better */
      long double e = uniform(0, 4)/L, v = uniform(0, 1);
      at_most(root, fmaxl(rate(e*m, v), rate(e*L, v)), 0);
      at_most((kappa - 1)/(kappa + 1), fmaxl(fabsl(1 - e*m), fabsl(1 - e*L)), 0);
    }
    equal(fmaxl(fabsl(1 - 2/(m + L)*m), fabsl(1 - 2/(m + L)*L)), (kappa - 1)/(kappa + 1), 1);
  }
}

/* a pair of eigenvalues, rate and momentum such that the greatest |r| is less than 1 */
static long double stable_case(long double *m, long double *L, long double *eta, long double *mu)
{
  for (;;) {
    *L = uniform(.1, 10), *m = *L*uniform(.01, 1), *mu = uniform(0, 1), *eta = uniform(0, 4)/ *L;
    long double rho = fmaxl(rate(*eta * *m, *mu), rate(*eta * *L, *mu));
    if (rho < .9999L) return rho;
  }
}

EQUATION(squeeze, EXACT)
{
  for_points (1000) {
    long double m, L, eta, mu, rho = stable_case(&m, &L, &eta, &mu);
    at_most((1 - rho)*(1 - mu/rho), eta*m, 1);
    equal((1 - rho)*(1 - mu/rho), 1 + mu - rho - mu/rho, 4);
    at_most(eta*L, (1 + rho)*(1 + mu/rho), 1);
    equal((1 + rho)*(1 + mu/rho), 1 + mu + rho + mu/rho, 4);
  }
}

EQUATION(conditionbound, 1000*EXACT)
{
  for_points (1000) {
    long double m, L, eta, mu, rho = stable_case(&m, &L, &eta, &mu);
    if (1 - mu/rho < .001L) continue;
    at_most(L/m, (1 + rho)/(1 - rho)*(1 + mu/rho)/(1 - mu/rho), 0);
  }
}

EQUATION(effectiverate, EXACT)
{
  for_points (400) { /* the coefficients of the power series, by sums over points of a small circle */
    enum {POINTS = 64};
    long double mu = uniform(0, .9), radius = .3L*powl(1 - sqrtl(mu), 2), largest = 0;
    number coefficient[3] = {0};
    for (int j = 0; j < POINTS; j++) {
      number a = radius*cexpl(2*I*acosl(-1)*j/POINTS), d = 1 - mu;
      number s = (d + a - csqrtl((d + a)*(d + a) - 4*a))/2, r = 1 - s;
      largest = fmaxl(largest, cabsl(s));
      equal(r*r - (1 + mu - a)*r + mu, 0, 4);
      equal(s*s - (1 - mu + a)*s + a, 0, 4);
      for (int k = 0; k < 3; k++) coefficient[k] += s/cpowl(a, k)/POINTS;
    }
    equal(coefficient[0], 0, largest);
    equal(coefficient[1], 1/(1 - mu), largest/radius);
    equal(coefficient[2], mu/powl(1 - mu, 3), largest/(radius*radius));
  }
}

/* --- the tail */

EQUATION(nominimiser, PROGRAM)
{
  for_points (100) {
    int n = whole(1, PANEL), y[PANEL];
    double a = uniform(1, 4);
    long double J = 0, least = INFINITY, sizes = 0;
    column z[2], y_hat[2], s;
    for (int i = 0; i < PANEL; i++) {
      long double margin = uniform(.01, 5), base = uniform(-3, 3);
      y[i] = i%2;
      z[y[i]][i] = i < n ? a*(double)(base + margin) : 0;
      z[1-y[i]][i] = i < n ? a*(double) base : 0;
      margin = ((long double) z[y[i]][i] - z[1-y[i]][i])/a;
      if (i < n) {
        J += log1pl(expl(-a*margin));
        least = fminl(least, margin);
        sizes += fabs(z[0][i]) + fabs(z[1][i]);
        at_most(log1pl(expl(-(a + 1)*margin)), log1pl(expl(-a*margin)), 0);
      }
    }
    softmax(2, z, s, y_hat);
    for (int i = n; i < PANEL; i++) {
      s[i] = 1;
      z[0][i] = z[1][i] = 0;
    }
    equal(loss(2, z, s, y), J, sizes + n);
    at_most(J, n*expl(-a*least), 0);
  }
}

EQUATION(tail, EXACT)
{
  for_points (1000) {
    const long double h = 1e-30L;
    long double eta = uniform(.01, 2), t = uniform(0, 1000), theta = logl(1 + eta*t);
    equal(cimagl(clogl(1 + eta*(t + I*h)))/h, eta*expl(-theta), 0);
    equal(-eta*cimagl(cexpl(-(theta + I*h)))/h, eta*expl(-theta), 0);
    equal(expl(theta), 1 + eta*t, 0);
    equal(expl(-theta), 1/(1 + eta*t), 0);
    equal(cimagl(cexpl(clogl(1 + eta*(t + I*h))))/h, eta, 0);
  }
}

/* --- any function at all */

static long double bump(int j, int n, long double s, long double x)
{
  return creall((j == 1 ? 1 : sigma(s*(x - (j - 1.0L)/n))) - (j == n ? 0 : sigma(s*(x - (long double) j/n))));
}

EQUATION(bumps, PROGRAM)
{
  for_points (200) { /* the sum of bumps is what the program's layers compute from the steps */
    enum {MOST = 20};
    int n = whole(2, MOST), K = n - 1;
    double s = uniform(1, 10)*n, f[MOST + 1], Wh[1][MOST], bh[MOST], Wo[MOST][1], bo[1];
    column x[1], h[MOST], z[1];
    for (int j = 1; j <= n; j++) f[j] = uniform(-1, 1);
    for (int k = 0; k < K; k++) {
      Wh[0][k] = s;
      bh[k] = -s*(k + 1)/n;
      Wo[k][0] = f[k + 2] - f[k + 1];
    }
    bo[0] = f[1];
    for (int i = 0; i < PANEL; i++) x[0][i] = uniform(0, 1);
    hidden_layer(1, K, (const column *) x, Wh, bh, h);
    affine(K, 1, (const column *) h, (const double (*)[1]) Wo, bo, z);
    for (int i = 0; i < PANEL; i++) {
      long double g = 0, total = 0;
      for (int j = 1; j <= n; j++) {
        long double B = bump(j, n, s, x[0][i]);
        assert_true(B >= 0);
        g += f[j]*B;
        total += B;
      }
      equal(total, 1, n);
      equal(z[0][i], g, 2*n + s);
    }
  }
}

/* f is needed at x and in the middles of the cells only. It is 0 at x, and away from there it rises by one at each multiple of a certain distance:
   so the differences are as great as those near by allow, where it matters most. */
EQUATION(bumpbound, EXACT)
{
  for_points (3000) {
    enum {MOST = 12};
    int n = whole(1, MOST), cell = whole(1, n);
    long double w = 1.0L/n, s = uniform(.3, 8)*n, inside = point%3 == 0 ? 1e-6L : point%3 == 1 ? .5L + 1e-6L : uniform(0, 1);
    long double at[MOST + 1] = {(cell - 1 + inside)*w}, f[MOST + 1] = {0}, x = at[0], g = 0, others = 0, omega = 0, Omega = 0;
    const long double distance = w*(point%2 ? uniform(.4, 2) : 1 + .5L*(point/2%2)), far = 2*expl(-s*w);
    for (int j = 1; j <= n; j++) {
      at[j] = (j - .5L)*w;
      f[j] = ceill(fabsl(at[j] - x)/distance - 1e-9L);
      g += f[j]*bump(j, n, s, x);
      if (abs(j - cell) > 1) others += bump(j, n, s, x);
    }
    for (int i = 0; i <= n; i++)
      for (int j = 0; j < i; j++) {
        Omega = fmaxl(Omega, fabsl(f[i] - f[j]));
        if (fabsl(at[i] - at[j]) <= 1.5L*w + 1e-12L) omega = fmaxl(omega, fabsl(f[i] - f[j]));
      }
    at_most(others, far, 1);
    at_most(fabsl(f[0] - g), omega + far*Omega, Omega);
  }
}

/* --- rounding */

static struct { int multiplications, additions, divisions, exponentials; } counted;
static double mul(double a, double b) { counted.multiplications++; return a*b; }
static double add(double a, double b) { counted.additions++; return a + b; }
static double divide(double a, double b) { counted.divisions++; return a/b; }
static double power(double a) { counted.exponentials++; return exp(a); }

/* sum + a[0]b[0] + a[1]b[1] + ... */
static double add_products(double sum, int n, const double *a, const double *b, int step)
{
  for (int j = 0; j < n; j++) sum = add(sum, mul(a[j], b[j*step]));
  return sum;
}

EQUATION(operations, PROGRAM)
{
  for_points (500) { /* one sample, formula by formula, added to sums; each operation is counted */
    enum {MOST = 5, ROOM = 2*MOST*MOST + 2*MOST};
    network net = {whole(1, MOST), whole(1, MOST), whole(1, MOST)};
    const int D = net.D, K = net.K, C = net.C, y = whole(0, C - 1), all = parameter_count(net);
    double theta[ROOM], sums[ROOM], *Wh = theta, *bh = Wh + D*K, *Wo = bh + K, *bo = Wo + K*C, x[MOST], h[MOST], z[MOST] = {0}, y_hat[MOST] = {0};
    double S, m, J, product = uniform(1, 2), logits = uniform(0, 1), before = log(product) - logits, delta_h;
    fill(&seed, theta, all, 2);
    fill(&seed, x, D, 2);
    for (int j = 0; j < all; j++) sums[j] = 0;
    memset(&counted, 0, sizeof counted);
    for (int k = 0; k < K; k++) h[k] = divide(1, add(1, power(-add_products(bh[k], D, x, Wh + k, K))));
    for (int c = 0; c < C; c++) z[c] = add_products(bo[c], K, h, Wo + c, C);
    m = z[0];
    for (int c = 1; c < C; c++) m = fmax(m, z[c]);
    for (int c = 0; c < C; c++) y_hat[c] = power(z[c] = add(z[c], -m));
    S = y_hat[0];
    for (int c = 1; c < C; c++) S = add(S, y_hat[c]);
    product = mul(product, S);
    logits = add(logits, z[y]);
    for (int c = 0; c < C; c++) {
      double delta = add(divide(y_hat[c], S), -(y == c));
      y_hat[c] = delta;
      for (int k = 0; k < K; k++) sums[D*K + K + k*C + c] = add(sums[D*K + K + k*C + c], mul(h[k], delta));
      sums[D*K + K + K*C + c] = add(sums[D*K + K + K*C + c], delta);
    }
    for (int k = 0; k < K; k++) {
      delta_h = add_products(mul(y_hat[0], Wo[k*C]), C - 1, y_hat + 1, Wo + k*C + 1, 1);
      delta_h = mul(delta_h, mul(h[k], add(1, -h[k])));
      for (int d = 0; d < D; d++) sums[d*K + k] = add(sums[d*K + k], mul(x[d], delta_h));
      sums[D*K + k] = add(sums[D*K + k], delta_h);
    }
    equal(counted.multiplications, 2*D*K + 3*K*C + 2*K + 1, 0);
    equal(counted.additions, 2*D*K + 3*K*C + 2*K + 4*C, 0);
    equal(counted.divisions, K + C, 0);
    equal(counted.exponentials, K + C, 0);
    column xs[MOST] = {{0}};
    int ys[PANEL] = {y};
    total program[ROOM];
    memset(program, 0, sizeof program);
    for (int d = 0; d < D; d++) xs[d][0] = x[d];
    J = panel_gradient(1, net, theta, (const column *) xs, ys, program);
    equal(J, log(product) - logits - before, 10*K);
    for (int j = 0; j < all; j++) equal(program[j][0], sums[j], 10);
  }
}

static double halves(const double *x, int N)
{
  return N == 1 ? x[0] : halves(x, N/2) + halves(x + N/2, N - N/2);
}

/* Terms of any size; and a 1 beside which each sum that is added to it is a little more than half a unit in its last place, so that every
   rounding goes up, and the error comes near the bound. */
EQUATION(pairwise, EXACT)
{
  const double u = DBL_EPSILON/2, tiny = u*1.001;
  for_points (500) {
    enum {MOST = 2000};
    int N = whole(1, MOST), depth = 0, last = 0;
    double x[2][MOST] = {{1}};
    while (1 << depth < N) depth++;
    for (int i = 1; i < N; i++) x[0][i] = tiny;
    for (int n = N; n > 1; n -= n/2) x[1][last] = tiny, last += n/2; /* for sums in pairs the 1 is the last */
    x[1][last] = 1;
    for (int worst = 1; worst >= 0; worst--) {
      for (int pairs = 0; pairs <= 1; pairs++) {
        double computed = 0;
        long double exact = 0, size = 0, bound;
        for (int i = 0; i < N; i++) {
          if (!worst) x[pairs][i] = uniform(-1, point%2 == 0 ? 0 : 1);
          computed += x[pairs][i];
          exact += x[pairs][i];
          size += fabs(x[pairs][i]);
        }
        if (pairs) computed = halves(x[1], N);
        bound = expm1l((pairs ? depth : N - 1)*log1pl(u))*size;
        at_most(fabsl(computed - exact), bound, 0);
        if (worst) at_most(.99L*bound, fabsl(computed - exact), 0);
      }
    }
  }
}
