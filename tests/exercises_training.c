/* The answers of training, of what the network learned, of speed, and of the data. */
#include "exercise.h"

/* --- training */

EXERCISE(mean)
{
  beginning b = begin(3, 500, .1, .1, 3);
  team *crew = crew_for(b.net, b.data);
  double sum[17], mean[17], M[17] = {0}, M_mean[17] = {0}, g[17], eta = 1e-3;
  memcpy(sum, b.start, sizeof sum);
  memcpy(mean, b.start, sizeof mean);
  for (int step = 0; step < 20; step++) {
    gradient(crew, sum, g);
    momentum_step(17, sum, M, g, eta, .5);
    gradient(crew, mean, g);
    for (int j = 0; j < 17; j++) g[j] /= 500;
    momentum_step(17, mean, M_mean, g, 500*eta, .5);
    for (int j = 0; j < 17; j++) assert_within(sum[j], mean[j], 1e-12);
  }
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
  double at = 0, M = 0, g[30], eta = .1, mu = .7;
  for (int t = 0; t < 30; t++) {
    double sum = 0;
    g[t] = uniform(-1, 1);
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
  team *crew = crew_for(b.net, b.data);
  parameters start, others[48];
  double unused[17], J = gradient(crew, b.start, unused);
  memcpy(start.theta, b.start, sizeof start);
  for (int e = 0; e < 48; e++) {
    others[e] = equal_network(e, start);
    assert_close(gradient(crew, others[e].theta, unused), J, 1e-13);
    for (int f = 0; f < e; f++) assert_true(memcmp(&others[e], &others[f], sizeof start) != 0);
  }
  long count = 1;
  for (int k = 1; k <= 10; k++) count *= 2*k;
  put("symmetries", "%ld", count - 1);
}

EXERCISE(conserved)
{
  problem p = make_problem(PANEL, 2, 4, 5);
  team *crew = crew_of(&p);
  const int count = parameter_count(net_of(&p)), first = 2*4 + 4;
  double mu = .6;
  for (int with_velocity = 0; with_velocity <= 1; with_velocity++) {
    double *theta = doubles(random_matrix(1, count, 1)), *M = doubles(random_matrix(1, count, with_velocity));
    double before[5] = {0}, velocity[5] = {0}, g[count];
    for (int r = 0; r < 5; r++) /* the rows of Wo, and bo */
      for (int c = 0; c < 5; c++) before[r] += theta[first + 5*r + c], velocity[r] += M[first + 5*r + c];
    for (int step = 0; step < 100; step++) {
      gradient(crew, theta, g);
      momentum_step(count, theta, M, g, 1e-3, mu);
    }
    for (int r = 0; r < 5; r++) {
      double after = 0;
      for (int c = 0; c < 5; c++) after += theta[first + 5*r + c];
      assert_within(after, before[r] + mu/(1 - mu)*velocity[r], 1e-12);
    }
  }
}

EXERCISE(nesterov)
{
  beginning b = begin(5, 300, .1, .1, 3);
  team *crew = crew_for(b.net, b.data);
  double theta[17], M[17] = {0}, phi[17], M_phi[17] = {0}, g[17], eta = 1e-3, mu = .8;
  memcpy(theta, b.start, sizeof theta);
  memcpy(phi, b.start, sizeof phi);
  for (int step = 0; step < 50; step++) {
    double ahead[17];
    for (int j = 0; j < 17; j++) assert_within(ahead[j] = theta[j] + mu*M[j], phi[j], 1e-11);
    gradient(crew, ahead, g);
    momentum_step(17, theta, M, g, eta, mu);
    gradient(crew, phi, g);
    for (int j = 0; j < 17; j++) {
      M_phi[j] = mu*M_phi[j] - eta*g[j];
      phi[j] += mu*M_phi[j] - eta*g[j];
    }
  }
}

/* output weights v apart, and hidden weights w along m */
static parameters opposite(const double v[3], const double w[3], const double m[2])
{
  parameters p = {{0}};
  for (int k = 0; k < 3; k++) {
    for (int d = 0; d < 2; d++) p.Wh[d][k] = w[k]*m[d];
    p.Wo[k][0] = -v[k]/2, p.Wo[k][1] = v[k]/2;
  }
  return p;
}

EXERCISE(zerostart)
{
  parameters p = {{0}}, g;
  double J = total_loss(p.theta, g.theta), m[2] = {0, 0};
  assert_close(J, 50000*log(2), 1e-13);
  for (int j = 0; j < 17; j++) assert_true(g.theta[j] == 0);
  /* the saddle: two opposite units along m, the signed sum of the points */
  const dataset *data = points();
  for (long i = 0; i < data->N; i++)
    for (int d = 0; d < 2; d++) m[d] += (data->y[i/PANEL][i%PANEL] ? 1 : -1)*data->x[i/PANEL*2 + d][i%PANEL];
  double size = hypot(m[0], m[1]), e = 1e-2;
  assert_true(size > 1);
  m[0] /= size, m[1] /= size;
  p = opposite((double[]) {e, -e, 0}, (double[]) {e, -e, 0}, m);
  assert_close(total_loss(p.theta, NULL) - J, -(e*e + e*e)*size/8, .03);
  /* the other term, with equal units */
  p = opposite((double[]) {e, e, e}, (double[]) {0, 0, 0}, m);
  assert_close(total_loss(p.theta, NULL) - J, 50000/32.*9*e*e, .01);
  /* classes of different sizes: the units move, and remain equal */
  beginning b = begin(6, 101, .1, .1, 3);
  team *crew = crew_for(b.net, b.data);
  double M[17] = {0};
  p = (parameters) {{0}};
  for (int step = 0; step < 100; step++) {
    gradient(crew, p.theta, g.theta);
    if (step == 0) {
      for (int j = 0; j < 9; j++) assert_true(g.theta[j] == 0);
      assert_within(g.bo[1], -.5, 1e-15);
      for (int k = 0; k < 3; k++) assert_within(g.Wo[k][1], -.25, 1e-15);
    }
    momentum_step(17, p.theta, M, g.theta, 1e-3, .5);
    for (int k = 1; k < 3; k++)
      for (int d = 0; d < 2; d++) {
        assert_true(p.Wh[d][0] == p.Wh[d][k] && p.Wo[0][d] == p.Wo[k][d]);
        assert_true(step == 0 || p.Wh[d][0] != 0);
      }
  }
}

/* the factor by which the error shrinks in a step, in the long run, measured after many steps */
static double shrinking(double x, double mu)
{
  double at = 1, M = 0, growth = 0;
  for (int t = 0; t < 4000; t++) {
    double g = x*at;
    momentum_step(1, &at, &M, &g, 1, mu);
    double size = hypot(at, M);
    if (t >= 2000) growth += log(size);
    at /= size, M /= size;
  }
  return exp(growth/2000);
}

EXERCISE(critical)
{
  double x = .04, best = 0, least = INFINITY;
  for (double mu = 0; mu < 1; mu += .01)
    if (shrinking(x, mu) < least) least = shrinking(x, mu), best = mu;
  assert_within(best, (1 - sqrt(x))*(1 - sqrt(x)), 1e-9);
  assert_within(least, .8, 1e-3); /* the factor t fades slowly */
  assert_within(shrinking(x, 0), 1 - x, 1e-12);
  double half = (1.46 + sqrt(1.46*1.46 - 2))/2;
  assert_within(shrinking(x, .5), half, 1e-9);
  assert_within(shrinking(x, .9), sqrt(.9), 1e-3);
  put("critical.mu", "%.2f", best);
  put("critical.half", "%.3f", half);
  put("critical.nine", "%.3f", sqrt(.9));
  put("critical.best", "%.1f", log(2)/log(1/.8));
  put("critical.plain", "%.0f", log(2)/log(1/(1 - x)));
}

EXERCISE(doubleroot)
{
  for (double r = .1; r < .95; r += .1)
    for (int sign = -1; sign <= 1; sign += 2) { /* the root sign*r */
      double at = 1, M = 0, x = (1 - sign*r)*(1 - sign*r), last = 1;
      for (int t = 1; t < 40; t++) {
        double g = x*at;
        momentum_step(1, &at, &M, &g, 1, r*r);
        assert_within(at, (1 + (1 - sign*r)*t)*pow(sign*r, t), 1e-12);
        assert_true(sign < 0 || at < last);
        if (sign < 0 && t == 1) assert_true((fabs(at) > 1) == (r > sqrt(2) - 1));
        last = at;
      }
    }
  put("doubleroot.one", "%.2f", 2*2/3. + 4/9.);
  put("doubleroot.two", "%.2f", (1 + 5/3.*2)*4/9);
}

EXERCISE(wide)
{
  double five = erf(5/sqrt(1001)/sqrt(2)), sum = 0; /* and by adding up the density */
  for (int i = 0; i < 10000; i++) {
    double z = -5 + (i + .5)/1000;
    sum += exp(-z*z/2/1001)/sqrt(2*(double) PI*1001)/1000;
  }
  assert_close(sum, five, 1e-6);
  assert_true(exponential(-5)/(1 + exponential(-5)) < .007);
  put("wide.five", "%.1f\\%%", 100*five);
  put("wide.sigma", "%.4f", 1/(1 + exp(5)));
}

EXERCISE(leaving)
{
  beginning b = begin(7, 300, .1, .1, 3);
  team *crew = crew_for(b.net, b.data);
  for (int shifted = 0; shifted <= 1; shifted++) {
    parameters p, g;
    double M[17] = {0}, apart = 0;
    memcpy(p.theta, b.start, sizeof p);
    for (int d = 0; d < 2; d++) p.Wh[d][1] = p.Wh[d][0];
    p.bh[1] = p.bh[0];
    for (int c = 0; c < 2; c++) p.Wo[1][c] = p.Wo[0][c] + (shifted ? .7 : c ? .7 : .1);
    for (int step = 0; step < 100; step++) {
      gradient(crew, p.theta, g.theta);
      momentum_step(17, p.theta, M, g.theta, 1e-3, .5);
      for (int d = 0; d < 2; d++) apart = fmax(apart, fabs(p.Wh[d][0] - p.Wh[d][1]));
      if (step == 0) assert_true(shifted ? apart < 1e-14 : apart > 1e-5);
    }
    assert_true(shifted ? apart < 1e-9 : apart > 1e-3);
    if (shifted)
      for (int c = 0; c < 2; c++) assert_within(p.Wo[1][c] - p.Wo[0][c], .7, 1e-9);
  }
}

/* --- what the network learned */

/* how far the boundary is from the origin in a direction, by bisection: the disc is inside */
static double boundary(const double *theta, double cosine, double sine)
{
  double inside = 0, outside = 2;
  while (outside - inside > 1e-12) {
    double r = (inside + outside)/2;
    if (lead(theta, r*cosine, r*sine) > 0) inside = r; else outside = r;
  }
  return inside;
}

EXERCISE(lines)
{
  parameters p = equal_network(2, trained()); /* unit 2 turned */
  double L = p.bo[1] - p.bo[0];
  for (int k = 0; k < 3; k++) L += p.Wo[k][1] - p.Wo[k][0];
  for (int k = 0; k < 3; k++) {
    double w1 = p.Wh[0][k], w2 = p.Wh[1][k], b = p.bh[k], size = hypot(w1, w2), v = p.Wo[k][1] - p.Wo[k][0], q = L/v;
    double d = b/size, r = (b + log(q/(1 - q)))/size;
    assert_true(b > 0 && v > 0 && q > 0 && q < 1);
    /* the unit is one half there: towards -w */
    assert_within(-w1/size*d*w1 - w2/size*d*w2 + b, 0, 1e-13);
    assert_within(boundary(p.theta, -w1/size, -w2/size), r, .005);
    put_nth("lines.d", k + 1, "%.3f", d);
    put_nth("lines.r", k + 1, "%.2f", r);
    put_nth("lines.h", k + 1, "%.2f", 1 - q);
    assert_true(r < .4896 && r > d);
  }
}

/* J with the output layer multiplied by beta; the derivative by beta at the same point */
static double stretched(parameters p, double beta, double *by_beta)
{
  double g[17];
  parameters q = p;
  for (int j = 9; j < 17; j++) q.theta[j] *= beta;
  double J = total_loss(q.theta, g);
  *by_beta = 0;
  for (int j = 9; j < 17; j++) *by_beta += g[j]*p.theta[j];
  return J;
}

/* the network of the answer to circle: radius .55, b = ln(2+sqrt 3) */
static const double RHO = .55;
static parameters circle_network(double epsilon, double v)
{
  parameters p;
  double b = log(2 + sqrt(3)), h = 1/(1 + exp(-b)), curve = h*(1 - h)*(1 - 2*h);
  for (int k = 0; k < 3; k++) {
    p.Wh[0][k] = -epsilon*cos(2*(double) PI*k/3);
    p.Wh[1][k] = -epsilon*sin(2*(double) PI*k/3);
    p.bh[k] = b;
    p.Wo[k][0] = -v/2, p.Wo[k][1] = v/2;
  }
  p.bo[1] = -v/2*(3*h + .75*curve*epsilon*epsilon*RHO*RHO);
  p.bo[0] = -p.bo[1];
  return p;
}

EXERCISE(nominimum)
{
  double slope, last = INFINITY;
  for (double beta = 1; beta < 1000; beta *= 2) {
    double J = stretched(circle_network(.5, 50), beta, &slope);
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

/* the lead of a problem's only sample */
static number lead_of(const problem *p)
{
  matrix z = affine_map(sigma_of(affine_map(p->X, p->Wh, p->bh)), p->Wo, p->bo);
  return AT(z, 0, 1) - AT(z, 0, 0);
}

EXERCISE(normal)
{
  for_points (50) {
    problem p = make_problem(1, 2, 3, 2);
    number y_hat = sigma(lead_of(&p));
    for (int d = 0; d < 2; d++) {
      number formula = 0;
      for (int k = 0; k < 3; k++) {
        number h = AT(p.H, 0, k);
        formula += (AT(p.Wo, k, 1) - AT(p.Wo, k, 0))*h*(1 - h)*AT(p.Wh, d, k);
      }
      long double of_lead = derivative(lead_of(&p), AT(p.X, 0, d)), of_y_hat = derivative(sigma(lead_of(&p)), AT(p.X, 0, d));
      assert_within(of_lead, formula, 1e-17);
      assert_within(of_y_hat, y_hat*(1 - y_hat)*formula, 1e-17);
    }
  }
}

EXERCISE(circle)
{
  double spread = INFINITY;
  /* the boundary's distance from the origin in many directions */
  for (double epsilon = .5; epsilon > .05; epsilon /= 2) {
    double nearest = INFINITY, farthest = 0;
    parameters p = circle_network(epsilon, 1/(epsilon*epsilon));
    for (int a = 0; a < 24; a++) {
      double r = boundary(p.theta, cos(a*(double) PI/12), sin(a*(double) PI/12));
      nearest = fmin(nearest, r);
      farthest = fmax(farthest, r);
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
  parameters p = circle_network(.5, 10000);
  long wrong = misclassified(NET, p.theta, points());
  assert_int_equal(wrong, 0);
  put("circle", "%s", wrong == 0 ? "\\hbox{no}" : "\\hbox{some}");
  put("circle.v", "%d", 10000);
  put("circle.J", "%.1e", total_loss(p.theta, NULL));
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

/* a constant of the program, as ffnn.w defines it: a number, or the sum of two */
static double constant(const char *name)
{
  const char *folder = getenv("TESTS");
  char path[4096], begins[64], *rest;
  snprintf(path, sizeof path, "%s/../ffnn.w", folder != NULL ? folder : "tests");
  snprintf(begins, sizeof begins, " %s = ", name);
  char *text = read_all(path), *at = text != NULL ? strstr(text, begins) : NULL;
  if (at == NULL) fail_msg("%s doesn't define %s", path, name);
  double value = strtod(at + strlen(begins), &rest);
  if (strncmp(rest, " + ", 3) == 0) value += strtod(rest + 3, NULL);
  free(text);
  return value;
}

EXERCISE(highbits)
{
  const double ln2_high = constant("ln2_high"), ln2_low = constant("ln2_low");
  int exponent, most = (int) nearbyint(340/log(2));
  int64_t whole = (int64_t) ldexp(frexp(ln2_high, &exponent), 53);
  assert_int_equal(53 - __builtin_ctzll((unsigned long long) whole), 42);
  assert_within((long double) ln2_high + ln2_low, logl(2), LDBL_EPSILON);
  for (int m = -most; m <= most; m++) assert_true(fma(m, ln2_high, -(m*ln2_high)) == 0);
  assert_true(most < 512);
  /* so the function loses nothing, however large m is */
  for (double z = -340; z <= 340; z += .37) assert_close(exponential(z), expl(z), 4*U);
  put("highbits", "%d", most);
}

/* the greatest relative error of the series cut off after r^n, for |r| <= (ln 2)/2 on either side, by summing its tail */
static long double cut_off(int n, int sign)
{
  long double worst = 0;
  for (int i = 1; i <= 1000; i++) {
    long double r = sign*logl(2)/2*i/1000, term = 1, tail = 0;
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
  long double half = logl(2)/2, first_left_out = powl(half, 14)/tgammal(15);
  long double negative = sqrtl(2)*first_left_out, positive = first_left_out/(1 - half/15);
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
  const double shifts[] = {constant("shift"), 0x1p52 + 1023}, log2_e = constant("log2_e");
  assert_true(shifts[0] == 0x1.8p52 + 1023);
  assert_close(log2_e, 1/logl(2), U);
  for (int j = 0; j < 2; j++)
    for (double z = -340; z <= 340; z += .01) {
      union { double number; uint64_t bits; } power;
      double t = z*log2_e;
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

/* how often the term of a sample is rounded at most when it is in the sum: the depth of the additions, as the answer counts them */
static int deepest(long N)
{
  enum {PANELS = 16};
  int blocks = (int)((N + PANEL*PANELS - 1)/(PANEL*PANELS)), halvings = 0;
  while (1 << halvings < blocks) halvings++;
  return PANELS*(PANEL/LANES) - 1 + LANES - 1 + halvings;
}

/* The library is given a first term next to which every other is a little more than half a unit in the last place, wherever it is
   added: so each rounding goes up by nearly as much as it can, and the error tells how many there were. The terms are those of an
   output weight's derivative, h times 1/2. */
EXERCISE(roundoff)
{
  const long N = 50000, block = 16*PANEL;
  const network net = {1, 1, 2};
  int most = deepest(N);
  assert_int_equal(most, 127 + 15 + 5);
  long double bound = expm1l(most*log1pl(U)), naive = expm1l((N - 1)*log1pl(U)), exact = 0;
  double theta[6] = {1}, g[6];
  dataset *data = make_dataset(N, 1, 2);
  for (long i = 0; i < N; i++) {
    bool first_lane = i < block && i%LANES == 0, other_lane = i > 0 && i < LANES;
    bool other_block = i%block == 0 && ((i/block)&(i/block - 1)) == 0; /* number 1, 2, 4, 8, 16 */
    data->x[i/PANEL][i%PANEL] = i == 0 ? 1e-3 : first_lane || other_lane || other_block ? log(0x1.01p-54) : -700;
    data->y[i/PANEL][i%PANEL] = 1;
  }
  for (long p = 0; p < panel_count(data); p++) {
    column h;
    logistic(1, &data->x[p], &h);
    for (int i = 0; i < panel_size(data, p); i++) exact += h[i]/2.L;
  }
  gradient(crew_for(net, data), theta, g);
  long double error = (g[2] - exact)/exact;
  assert_true(error <= bound && error > .99L*bound);
  put("roundoff", "%d", most);
  put("roundoff.bound", "%.1e", (double) bound);
  put("roundoff.naive", "%.1e", (double) naive);
}

/* --- the data */

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
  long drawn = 0;
  for (uint32_t n = 49999; n > 0; n--) {
    generator before = g;
    uint32_t value = random_below(&g, n);
    do drawn++; while ((random_word(&before)&((1u << bits(n)) - 1)) != value);
  }
  assert_within(drawn, words, 5*sqrt(variance));
  double average = 0;
  for (uint32_t n = 1 << 15; n < 1 << 16; n++) average += 65536./(n + 1)/32768;
  assert_within(average, 2*log(2), 1e-4);
  put("trials", "%.0f", words);
  put("trials.seed", "%ld", drawn);
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
  long double bits_of = 0, thirteen = 1, below = 0, above = 0;
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
