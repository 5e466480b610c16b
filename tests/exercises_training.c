/* The answers of training, what the network learned, speed, and the data. */
#include "exercise_old.h"

/* --- training */


EXERCISE(mean)
{
  beginning b = begin(3, 500, .1, .1, 3);
  team *t = make_team(1, b.net, b.data);
  double sum[17], mean[17], M[17] = {0}, M_mean[17] = {0}, g[17], eta = 1e-3;
  memcpy(sum, b.start, sizeof sum);
  memcpy(mean, b.start, sizeof mean);
  for (int step = 0; step < 20; step++) {
    gradient(t, sum, g);
    momentum_step(17, sum, M, g, eta, .5);
    gradient(t, mean, g);
    for (int j = 0; j < 17; j++) g[j] /= 500;
    momentum_step(17, mean, M_mean, g, 500*eta, .5);
    for (int j = 0; j < 17; j++) assert_within(sum[j], mean[j], 1e-12);
  }
  free_team(t);
  free_dataset(b.data);
  put("mean", "%.0f", 50000*1e-4);
}

static int to_99_percent(double mu)
{
  double at = 0, M = 0, g = 1;
  for (int t = 1; ; t++) {
    momentum_step(1, &at, &M, &g, .1, mu);
    if (-M >= .99*.1/(1 - mu)) return t;
  }
}

EXERCISE(fading)
{
  uint64_t seed = 17;
  double at = 0, M = 0, g[30], eta = .1, mu = .7;
  for (int t = 0; t < 30; t++) {
    double sum = 0;
    g[t] = between(&seed, -1, 1);
    momentum_step(1, &at, &M, &g[t], eta, mu);
    for (int s = 0; s <= t; s++) sum -= eta*pow(mu, t - s)*g[s];
    assert_within(M, sum, 1e-15);
  }
  assert_int_equal(to_99_percent(.5), (int) ceil(log(.01)/log(.5)));
  assert_int_equal(to_99_percent(.9), (int) ceil(log(.01)/log(.9)));
  put("fading.half", "%d", to_99_percent(.5));
  put("fading.nine", "%d", to_99_percent(.9));
}

EXERCISE(symmetries)
{
  beginning b = begin(4, 200, .1, .1, 3);
  team *t = make_team(1, b.net, b.data);
  double unused[17], others[48][17], J = gradient(t, b.start, unused);
  for (int e = 0; e < 48; e++) {
    equal_network(e, b.start, others[e]);
    assert_close(gradient(t, others[e], unused), J, 1e-13);
    for (int f = 0; f < e; f++) assert_true(memcmp(others[e], others[f], sizeof others[e]) != 0);
  }
  free_team(t);
  free_dataset(b.data);
  long count = 1;
  for (int k = 1; k <= 10; k++) count *= 2*k;
  put("symmetries", "%ld", count - 1);
}

EXERCISE(conserved)
{
  uint64_t seed = 19;
  network net = {2, 4, 5};
  dataset *data = random_dataset(&seed, 300, 2, 5);
  team *t = make_team(1, net, data);
  int count = parameter_count(net), first_sum = 2*4 + 4;
  double theta[MOST_PARAMETERS], M[MOST_PARAMETERS], g[MOST_PARAMETERS], mu = .6;
  for (int with_velocity = 0; with_velocity <= 1; with_velocity++) {
    double before[5] = {0}, velocity[5] = {0};
    fill(&seed, theta, count, 1);
    fill(&seed, M, count, with_velocity);
    for (int r = 0; r < 5; r++) /* the rows of Wo, and bo */
      for (int c = 0; c < 5; c++) before[r] += theta[first_sum + 5*r + c], velocity[r] += M[first_sum + 5*r + c];
    for (int step = 0; step < 100; step++) {
      gradient(t, theta, g);
      momentum_step(count, theta, M, g, 1e-3, mu);
    }
    for (int r = 0; r < 5; r++) {
      double after = 0;
      for (int c = 0; c < 5; c++) after += theta[first_sum + 5*r + c];
      assert_within(after, before[r] + mu/(1 - mu)*velocity[r], 1e-12);
    }
  }
  free_team(t);
  free_dataset(data);
}

EXERCISE(nesterov)
{
  beginning b = begin(5, 300, .1, .1, 3);
  team *t = make_team(1, b.net, b.data);
  double theta[17], M[17] = {0}, phi[17], M_phi[17] = {0}, g[17], eta = 1e-3, mu = .8;
  memcpy(theta, b.start, sizeof theta);
  memcpy(phi, b.start, sizeof phi);
  for (int step = 0; step < 50; step++) {
    double ahead[17];
    for (int j = 0; j < 17; j++) ahead[j] = theta[j] + mu*M[j];
    for (int j = 0; j < 17; j++) assert_within(ahead[j], phi[j], 1e-11);
    gradient(t, ahead, g);
    momentum_step(17, theta, M, g, eta, mu);
    gradient(t, phi, g);
    for (int j = 0; j < 17; j++) {
      M_phi[j] = mu*M_phi[j] - eta*g[j];
      phi[j] += mu*M_phi[j] - eta*g[j];
    }
  }
  free_team(t);
  free_dataset(b.data);
}

EXERCISE(zerostart)
{
  double theta[17] = {0}, g[17], m[2] = {0, 0};
  double J = total_loss(NET, theta, g);
  assert_close(J, 50000*log(2), 1e-13);
  for (int j = 0; j < 17; j++) assert_true(g[j] == 0);
  /* the saddle: two opposite units along m, the signed sum of the points */
  const dataset *data = points();
  for (long i = 0; i < data->N; i++)
    for (int d = 0; d < 2; d++) m[d] += (data->y[i/PANEL][i%PANEL] ? 1 : -1)*data->x[i/PANEL*2 + d][i%PANEL];
  double size = sqrt(m[0]*m[0] + m[1]*m[1]), e = 1e-2, v[3] = {e, -e, 0}, w[3] = {1e-2, -1e-2, 0};
  assert_true(size > 1);
  for (int k = 0; k < 3; k++) {
    for (int d = 0; d < 2; d++) theta[3*d + k] = w[k]*m[d]/size;
    theta[9 + 2*k] = -v[k]/2, theta[10 + 2*k] = v[k]/2;
  }
  double predicted = -(v[0]*w[0] + v[1]*w[1])*size/8;
  assert_close(total_loss(NET, theta, NULL) - J, predicted, .03);
  /* the other term, with equal units */
  for (int j = 0; j < 17; j++) theta[j] = 0;
  for (int k = 0; k < 3; k++) theta[9 + 2*k] = -e/2, theta[10 + 2*k] = e/2;
  assert_close(total_loss(NET, theta, NULL) - J, 50000/32.*9*e*e, .01);
  /* classes of different sizes: the units move, and remain equal */
  beginning b = begin(6, 101, .1, .1, 3);
  team *t = make_team(1, b.net, b.data);
  double M[17] = {0};
  for (int j = 0; j < 17; j++) theta[j] = 0;
  for (int step = 0; step < 100; step++) {
    gradient(t, theta, g);
    if (step == 0) {
      for (int j = 0; j < 9; j++) assert_true(g[j] == 0);
      assert_within(g[16], -.5, 1e-15);
      for (int k = 0; k < 3; k++) assert_within(g[10 + 2*k], -.25, 1e-15);
    }
    momentum_step(17, theta, M, g, 1e-3, .5);
    for (int k = 1; k < 3; k++)
      for (int d = 0; d < 2; d++) {
        assert_true(theta[3*d] == theta[3*d + k] && theta[9 + d] == theta[9 + 2*k + d]);
        assert_true(step == 0 || theta[3*d] != 0);
      }
  }
  free_team(t);
  free_dataset(b.data);
}

/* how many steps halve the error in the long run: the larger root's absolute value */
static double halving(double x, double mu)
{
  double p = 1 + mu - x, disc = p*p - 4*mu;
  double r = disc < 0 ? sqrt(mu) : (fabs(p) + sqrt(disc))/2;
  return log(.5)/log(r);
}

EXERCISE(quadratic)
{
  for (double mu = 0; mu < .95; mu += .1)
    for (double x = .05; x < 4.5; x += .1) { /* eta lambda */
      double at = 1, M = 0, limit = 2*(1 + mu), largest = 0;
      if (fabs(x - limit) < .04) continue;
      for (int t = 0; t < 3000; t++) {
        double g = x*at;
        momentum_step(1, &at, &M, &g, 1, mu);
        if (!(fabs(at) < 1e100)) break;
        if (t >= 2900) largest = fmax(largest, fabs(at));
      }
      assert_true(x < limit ? largest < 1e-10 : !(fabs(at) < 1e9));
    }
  for (double x = .01; x < 1; x += .0917) {
    double best = 0, least = INFINITY;
    for (double mu = 0; mu < 1; mu += 1e-4)
      if (halving(x, mu) < least) least = halving(x, mu), best = mu;
    assert_within(best, (1 - sqrt(x))*(1 - sqrt(x)), 2e-4);
  }
  double best = log(.5)/log(1 - .1), plain = log(.5)/log(1 - .01);
  assert_close(plain, halving(.01, 0), 1e-9);
  put("quadratic.best", "%.1f", best);
  put("quadratic.plain", "%.0f", plain);
}

/* --- what the network learned */


static double lead(const double *theta, double x1, double x2)
{
  column x[2], h[3], z[2], s, y_hat[2];
  for (int i = 0; i < PANEL; i++) x[0][i] = x1, x[1][i] = x2;
  forward(NET, theta, x, h, z, s, y_hat);
  return z[1][0] - z[0][0];
}

EXERCISE(lines)
{
  double theta[17];
  equal_network(2, trained(), theta); /* unit 2 turned */
  double L = theta[16] - theta[15];
  for (int k = 0; k < 3; k++) L += theta[10 + 2*k] - theta[9 + 2*k];
  for (int k = 0; k < 3; k++) {
    double w1 = theta[k], w2 = theta[3 + k], b = theta[6 + k], size = sqrt(w1*w1 + w2*w2);
    double v = theta[10 + 2*k] - theta[9 + 2*k], q = L/v;
    double d = b/size, r = (b + log(q/(1 - q)))/size;
    assert_true(b > 0 && v > 0 && q > 0 && q < 1);
    /* the unit is one half there: towards -w */
    assert_within(-w1/size*d*w1 - w2/size*d*w2 + b, 0, 1e-13);
    /* the boundary on this perpendicular, by bisection */
    double inside = 0, outside = 1;
    while (outside - inside > 1e-12) {
      double middle = (inside + outside)/2;
      if (lead(theta, -w1/size*middle, -w2/size*middle) > 0) inside = middle; else outside = middle;
    }
    assert_within(inside, r, .005);
    char name[20];
    snprintf(name, sizeof name, "lines.d%d", k + 1);
    put(name, "%.3f", d);
    snprintf(name, sizeof name, "lines.r%d", k + 1);
    put(name, "%.2f", r);
    snprintf(name, sizeof name, "lines.h%d", k + 1);
    put(name, "%.2f", 1 - q);
    assert_true(r < .4896 && r > d);
  }
}

/* J with the output layer multiplied by beta; the derivative by beta at the same point */
static double stretched(const double *theta, double beta, double *by_beta)
{
  double other[17], g[17];
  for (int j = 0; j < 17; j++) other[j] = (j < 9 ? 1 : beta)*theta[j];
  double J = total_loss(NET, other, g);
  *by_beta = 0;
  for (int j = 9; j < 17; j++) *by_beta += g[j]*theta[j];
  return J;
}

static void circle_network(double v, double *theta);

EXERCISE(nominimum)
{
  double slope, last = INFINITY, theta[17];
  circle_network(50, theta);
  for (double beta = 1; beta < 1000; beta *= 2) {
    double J = stretched(theta, beta, &slope);
    assert_true(J < last && slope <= 0);
    last = J;
  }
  assert_true(last < 1e-9);
  /* ours: convex in beta, so the least is where the derivative is zero */
  double low = .1, high = 10, least = 0;
  stretched(trained(), 1, &slope);
  put("nominimum.slope", "%.1f", slope);
  while (high - low > 1e-10) {
    double beta = (low + high)/2;
    least = stretched(trained(), beta, &slope);
    if (slope > 0) high = beta; else low = beta;
  }
  put("nominimum.beta", "%.3f", low);
  put("nominimum.least", "%.3f", least);
  assert_true(stretched(trained(), low*1.05, &slope) > least);
  assert_true(stretched(trained(), low/1.05, &slope) > least);
  assert_true(stretched(trained(), 1000, &slope) > 100 && slope > 0);
}

EXERCISE(unseen)
{
  for (int n = 100; n <= 100000; n *= 10) {
    double p = 1 - pow(.05, 1./n), still = 1;
    for (int i = 0; i < n; i++) still *= 1 - p;
    assert_close(still, .05, 1e-9);
    assert_close(p, 3./n, .02);
  }
  put("unseen", "%.1e", 1 - pow(.05, 1./50000));
}

EXERCISE(normal)
{
  uint64_t seed = 20;
  const int size[] = {2, 3, 2};
  for (int trial = 0; trial < 50; trial++) {
    cx theta[17], z[2];
    double y[2] = {1, 0}, x[2] = {between(&seed, -1, 1), between(&seed, -1, 1)};
    random_cx(&seed, theta, 17, 2);
    net_loss(2, size, csigma, theta, NULL, x, y, z);
    real_l p = old_sigma(creall(z[1] - z[0]));
    for (int d = 0; d < 2; d++) {
      real_l formula = 0;
      for (int k = 0; k < 3; k++) {
        real_l h = old_sigma(creall(x[0]*theta[k] + x[1]*theta[3 + k] + theta[6 + k]));
        formula += creall(theta[10 + 2*k] - theta[9 + 2*k])*h*(1 - h)*creall(theta[3*d + k]);
      }
      /* an input moves by i epsilon: so do the hidden biases, each by its weight times that */
      cx moved[17];
      memcpy(moved, theta, sizeof moved);
      for (int k = 0; k < 3; k++) moved[6 + k] += EPSILON*I*theta[3*d + k];
      net_loss(2, size, csigma, moved, NULL, x, y, z);
      assert_within(slope_of(z[1] - z[0]), formula, 1e-17);
      assert_within(slope_of(csigma(z[1] - z[0])), p*(1 - p)*formula, 1e-17);
    }
  }
}

/* the answer's network: radius .55, epsilon one half, b = ln(2+sqrt 3) */
static const double RHO = .55;
static void circle_at(double epsilon, double v, double *theta)
{
  double b = log(2 + sqrt(3)), h = 1/(1 + exp(-b)), curve = h*(1 - h)*(1 - 2*h);
  for (int k = 0; k < 3; k++) {
    theta[k] = -epsilon*cos(2*(double) PI*k/3);
    theta[3 + k] = -epsilon*sin(2*(double) PI*k/3);
    theta[6 + k] = b;
    theta[9 + 2*k] = -v/2;
    theta[10 + 2*k] = v/2;
  }
  theta[16] = -v/2*(3*h + .75*curve*epsilon*epsilon*RHO*RHO);
  theta[15] = -theta[16];
}

static void circle_network(double v, double *theta)
{
  circle_at(.5, v, theta);
}

EXERCISE(circle)
{
  double theta[17], spread = INFINITY;
  /* the boundary's distance from the origin, by bisection, in many directions */
  for (double epsilon = .5; epsilon > .05; epsilon /= 2) {
    double nearest = INFINITY, farthest = 0;
    circle_at(epsilon, 1/(epsilon*epsilon), theta);
    for (int a = 0; a < 24; a++) {
      double inside = 0, outside = 2;
      while (outside - inside > 1e-12) {
        double r = (inside + outside)/2;
        if (lead(theta, r*cos(a*(double) PI/12), r*sin(a*(double) PI/12)) > 0) inside = r; else outside = r;
      }
      nearest = fmin(nearest, inside);
      farthest = fmax(farthest, inside);
    }
    assert_within(nearest, RHO, .1*epsilon*epsilon);
    assert_within(farthest, RHO, .1*epsilon*epsilon);
    assert_true(farthest - nearest < spread/7 && farthest - nearest < .01);
    spread = farthest - nearest;
  }
  /* the expansion, with its cubic term, for another b */
  double b = .7, h = 1/(1 + exp(-b)), s2 = h*(1 - h)*(1 - 2*h), s3 = h*(1 - h)*(1 - 6*h + 6*h*h);
  for (int a = 0; a < 24; a++) {
    double e = .01, r = .8, phi = a*(double) PI/12, sum = 0;
    for (int k = 1; k <= 3; k++) sum += 1/(1 + exp(-(b - e*r*cos(phi - 2*(double) PI*k/3))));
    assert_within(sum - 3*h - .75*s2*e*e*r*r, -s3/8*pow(e*r, 3)*cos(3*phi), 2e-10);
  }
  circle_network(10000, theta);
  long wrong = misclassified(NET, theta, points());
  double J = total_loss(NET, theta, NULL);
  assert_int_equal(wrong, 0);
  put("circle", "%s", wrong == 0 ? "\\hbox{no}" : "\\hbox{some}");
  put("circle.v", "%d", 10000);
  put("circle.J", "%.1e", J);
}

/* --- speed */


EXERCISE(factors)
{
  assert_true(isfinite(pow(255, 128)) && isinf(pow(256, 128)));
  double product = 1;
  int n = 0;
  while (isfinite(product*1000)) product *= 1000, n++;
  assert_int_equal(n, (int)(1024/log2(1000)));
  put("factors", "%d", n);
}

static const double LN2_HIGH = 0x1.62e42fefa38p-1;

EXERCISE(highbits)
{
  int exponent, most = (int) nearbyint(708/log(2));
  int64_t whole = (int64_t) ldexp(frexp(LN2_HIGH, &exponent), 53);
  int trailing = __builtin_ctzll((unsigned long long) whole);
  assert_int_equal(53 - trailing, 42);
  for (int m = -most; m <= most; m++) assert_true(fma(m, LN2_HIGH, -(m*LN2_HIGH)) == 0);
  assert_true(most < 1024);
  put("highbits", "%d", most);
}

/* the greatest relative error of the series cut off after r^n, for |r| <= (ln 2)/2 on either side, by summing its tail */
static real_l cut_off(int n, int sign)
{
  real_l worst = 0;
  for (int i = 1; i <= 1000; i++) {
    real_l r = sign*logl(2)/2*i/1000, term = 1, tail = 0;
    for (int k = 1; k < n + 40; k++) {
      term *= r/k;
      if (k > n) tail += term;
    }
    worst = fmaxl(worst, fabsl(tail)/expl(r));
  }
  return worst;
}

EXERCISE(terms)
{
  real_l half = logl(2)/2, first_left_out = powl(half, 14)/tgammal(15);
  real_l negative = sqrtl(2)*first_left_out, positive = first_left_out/(1 - half/15);
  assert_true(cut_off(13, -1) <= negative && cut_off(13, 1) <= positive);
  assert_true(half/15 < .024L && negative < 6e-18L);
  int n = 1;
  while (sqrtl(2)*powl(half, n + 1)/tgammal(n + 2) >= 0x1p-25L) n++;
  assert_true(cut_off(n, -1) < 0x1p-25L && cut_off(n, 1) < 0x1p-25L);
  assert_true(cut_off(n - 1, -1) > 0x1p-25L);
  put("terms.negative", "%.1e", (double) ceill(negative*1e19L)/1e19);
  put("terms.positive", "%.1e", (double) ceill(positive*1e19L)/1e19);
  put("terms.single", "%d", n);
}

EXERCISE(binarypoint)
{
  const double shifts[] = {0x1.8p52 + 1023, 0x1p52 + 1023};
  for (int j = 0; j < 2; j++)
    for (double z = -708; z <= 708; z += .01) {
      union { double number; uint64_t bits; } power;
      double t = z*1.4426950408889634;
      power.number = t + shifts[j];
      double m = power.number - shifts[j];
      assert_true(m == rint(m) && fabs(m - t) <= .5);
      assert_true((power.bits&0xfff) == (uint64_t)(1023 + (int) m));
      power.bits <<= 52;
      assert_true(power.number == ldexp(1, (int) m));
    }
  double halves = -2000.3 + (0x1p52 + 1023); /* below 2^52 */
  assert_true(halves != rint(halves));
}

/* how often the term of each sample has been rounded when it is in the sum: the depth of the additions, in the order of the
   library; adding to a zero is exact */
static int deepest(long N)
{
  enum {LANES_IN = LANES, PANELS = 16};
  long panels = (N + PANEL - 1)/PANEL, blocks = (panels + PANELS - 1)/PANELS;
  int depth[64];
  assert_true(blocks <= 64);
  for (long b = 0; b < blocks; b++) {
    long in_block = b < blocks - 1 ? PANELS : panels - b*PANELS;
    int lane = (int) in_block*(PANEL/LANES_IN) - 1; /* the first to a zero */
    depth[b] = lane + LANES_IN - 1;
  }
  for (long step = 1; step < blocks; step *= 2)
    for (long b = 0; b + step < blocks; b += 2*step)
      depth[b] = 1 + (depth[b] > depth[b + step] ? depth[b] : depth[b + step]);
  return depth[0];
}

EXERCISE(roundoff)
{
  int most = deepest(50000);
  assert_int_equal(most, 127 + 15 + 5);
  real_l bound = expm1l(most*log1pl(U)), naive = expm1l(49999*log1pl(U));
  /* the library's sums keep to it: the sum of delta over the samples, with half of the deltas known exactly. All parameters
     zero but the biases: each term is the same number p or p-1, and so is the exact sum */
  double theta[17] = {0}, g[17];
  theta[15] = .3;
  total_loss(NET, theta, g);
  real_l p = 1/(1 + exp(.3)), exact = 50000*p - 25000; /* the second class, with the doubles that the program has */
  assert_within(g[16], exact, (25000*p + 25000*(1 - p))*(bound + 8*U));
  put("roundoff", "%d", most);
  put("roundoff.bound", "%.1e", (double) bound);
  put("roundoff.naive", "%.1e", (double) naive);
}

/* --- the data */


EXERCISE(place)
{
  const dataset *data = points();
  assert_int_equal(panel_count(data), 391);
  assert_int_equal(panel_size(data, 390), 80);
  /* the samples in their order */
  long i = 0;
  for (long p = 0; p < panel_count(data); p++)
    for (int place = 0; place < panel_size(data, p); place++, i++)
      if (i == 1000) assert_ptr_equal(&data->x[p*2 + 1][place], &data->x[15][104]);
  assert_int_equal(i, 50000);
}

static int bits(uint32_t n)
{
  int b = 0;
  for (; n > 0; n >>= 1) b++;
  return b;
}

EXERCISE(trials)
{
  /* the mean of a trial's number, by summing t(1-p)^(t-1)p; at least 1, less than 2 */
  for (uint32_t n = 1; n < 300; n++) {
    int b = bits(n), good = 0;
    for (uint32_t w = 0; w < 1u << b; w++) good += w <= n;
    double p = good/ldexp(1, b), mean = 0, still = 1;
    for (int t = 1; t < 200; t++, still *= 1 - p) mean += t*still*p;
    assert_close(mean, ldexp(1, b)/(n + 1), 1e-13);
    assert_true(mean < 2 && mean >= 1);
  }
  double words = 0, variance = 0;
  for (uint32_t n = 1; n < 50000; n++) {
    double mean = ldexp(1, bits(n))/(n + 1);
    words += mean;
    variance += mean*(mean - 1);
  }
  generator g;
  seed_generator(&g, 42);
  long used = 0;
  for (uint32_t n = 49999; n > 0; n--) {
    generator before = g;
    uint32_t value = random_below(&g, n);
    do used++; while ((random_word(&before)&((1u << bits(n)) - 1)) != value);
  }
  assert_within(used, words, 5*sqrt(variance));
  double whole = 0;
  for (uint32_t n = 1 << 15; n < 1 << 16; n++) whole += 65536./(n + 1)/32768;
  assert_within(whole, 2*log(2), 1e-4);
  put("trials", "%.0f", words);
  put("trials.seed", "%ld", used);
  put("trials.average", "%.3f", 2*log(2));
}

EXERCISE(polar)
{
  long inside = 0, m = 2000;
  for (long a = 0; a < m; a++)
    for (long b = 0; b < m; b++) {
      double u = (2*a + 1.)/m - 1, v = (2*b + 1.)/m - 1;
      inside += u*u + v*v < 1;
    }
  double accepted = (double) inside/(double)(m*m);
  assert_within(accepted, PI/4, 1e-4);
  assert_within(1/accepted*2*2/2, 8/PI, 1e-3);
  /* the words that the generator hands out */
  generator g;
  seed_generator(&g, 1);
  long words = 0, n = 200000;
  for (long i = 0; i < n; i++) {
    int before = g.used;
    random_normal(&g);
    words += g.used - before + (g.used < before ? 624 : 0);
  }
  assert_within((double) words/(double) n, 8/PI, .02);
  put("polar", "%.3f", 8/(double) PI);
}

EXERCISE(orders)
{
  real_l bits_of = 0, thirteen = 1, below = 0, above = 0;
  for (int n = 2; n <= 13; n++) thirteen *= n;
  assert_true(thirteen > 4294967296.L && thirteen/13 < 4294967296.L);
  assert_within(thirteen, 6.2e9L, .05e9L);
  for (int n = 2; n <= 50000; n++) {
    bits_of += log2l(n);
    if (n == 2080) below = bits_of;
    if (n == 2081) above = bits_of;
  }
  assert_true(below < 19937 && above > 19937);
  assert_close(bits_of, lgammal(50001)/logl(2), 1e-15);
  put("orders.bits", "%.0Lf", ceill(bits_of));
  put("orders.below", "%.0Lf", ceill(below));
  put("orders.above", "%.0Lf", ceill(above));
}

EXERCISE(intruders)
{
  double bound = .5*erfc(5/sqrt(2)), disc = 0, area = 0, sd = .1;
  assert_true(25000*bound < .0072);
  /* the disc's own probability: the normal density around (1,0), summed over the disc in polar coordinates */
  for (int a = 0; a < 1000; a++)
    for (int b = 0; b < 1000; b++) {
      double r = .5*(a + .5)/1000, phi = 2*(double) PI*(b + .5)/1000;
      double dx = r*cos(phi) - 1, dy = r*sin(phi), dA = r*(.5/1000)*(2*(double) PI/1000);
      disc += exp(-(dx*dx + dy*dy)/(2*sd*sd))/(2*(double) PI*sd*sd)*dA;
      area += dA;
    }
  assert_close(area, PI/4, 1e-9);
  assert_true(disc < bound && disc > bound/3);
  put("intruders", "%.4f", 25000*bound);
  put("intruders.bound", "%.2e", bound);
  put("intruders.disc", "%.2e", disc);
}
