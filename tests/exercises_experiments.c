/* The answers of the experiments; the change files are tested by test_changes.c. */
#include "exercise.h"

/* --- the landscape */

EXERCISE(fewer)
{
  beginning b = begin(5, 50, .1, .1, 3); /* each point 25 times, or once */
  dataset *many = make_dataset(25*50, 2, 2);
  for (int i = 0; i < 25*50; i++) {
    for (int d = 0; d < 2; d++) many->x[i/PANEL*2 + d][i%PANEL] = b.data->x[d][i%50];
    many->y[i/PANEL][i%PANEL] = b.data->y[0][i%50];
  }
  double g[17], of_many[17], M[17] = {0}, M_many[17] = {0}, theta[17], theta_many[17];
  memcpy(theta, b.start, sizeof theta);
  memcpy(theta_many, b.start, sizeof theta);
  gradient(crew_for(b.net, b.data), theta, g);
  gradient(crew_for(b.net, many), theta_many, of_many);
  momentum_step(17, theta, M, g, 25*1e-4, .5);
  momentum_step(17, theta_many, M_many, of_many, 1e-4, .5);
  for (int j = 0; j < 17; j++) assert_within(theta[j], theta_many[j], 1e-14);
}

EXERCISE(waiting)
{
  const double eta = 1e-4, mu = .5, lambda = -1;
  double theta = 1e-3, M = 0;
  for (int t = 0; t < 1000; t++) { /* until the other root has faded */
    double g = lambda*theta;
    momentum_step(1, &theta, &M, &g, eta, mu);
  }
  double before = theta;
  const int T = 10000;
  for (int t = 0; t < T; t++) {
    double g = lambda*theta;
    momentum_step(1, &theta, &M, &g, eta, mu);
  }
  double steps = T/log(theta/before), b = 1 + mu - eta*lambda;
  assert_close(steps, 1/log((b + sqrt(b*b - 4*mu))/2), 1e-9);
  assert_close(steps, (1 - mu)/(eta*-lambda), 1e-3);
  put("waiting.exact", "%.1f", steps);
}

/* a network with its last unit split in two; its derivatives are those of the old one, wherever that is */
EXERCISE(copy)
{
  for_points (200) {
    problem p = make_problem(4, 2, whole(1, 3), whole(2, 4)), q = make_problem(4, 2, p.K + 1, p.C);
    long double c = uniform(-2, 2);
    double share[2] = {(double) (1 - c), (double) c};
    q.X = p.X;
    memcpy(q.y, p.y, sizeof q.y);
    for (int k = 0; k <= p.K; k++) {
      int old = k < p.K ? k : p.K - 1;
      double factor = k < p.K - 1 ? 1 : share[k - (p.K - 1)];
      for (int d = 0; d < 2; d++) AT(q.Wh, d, k) = AT(p.Wh, d, old);
      AT(q.bh, 0, k) = AT(p.bh, 0, old);
      for (int a = 0; a < p.C; a++) AT(q.Wo, k, a) = factor*AT(p.Wo, old, a);
    }
    q.bo = p.bo;
    network small = net_of(&p), large = net_of(&q);
    double g[MOST_PARAMETERS], g_large[MOST_PARAMETERS];
    double J = gradient(crew_of(&p), theta_of(&p), g);
    assert_close(gradient(crew_of(&q), theta_of(&q), g_large), J, 1e-13);
    for (int k = 0; k <= p.K; k++) {
      int old = k < p.K ? k : p.K - 1;
      double factor = k < p.K - 1 ? 1 : share[k - (p.K - 1)];
      for (int d = 0; d <= 2; d++) assert_within(g_large[d*large.K + k], factor*g[d*small.K + old], 1e-13); /* d=2: the bias */
      for (int a = 0; a < p.C; a++) assert_within(g_large[3*large.K + k*p.C + a], g[3*small.K + old*p.C + a], 1e-13);
    }
    for (int a = 0; a < p.C; a++) assert_within(g_large[(3 + p.C)*large.K + a], g[(3 + p.C)*small.K + a], 1e-13);
  }
}

static double strip_mistakes(double w)
{
  double s = sqrt(.1*.1/2 + .1*.1);
  return 25000*(2/(double) PI*asin(w) + erfc(w/s/sqrt(2)));
}

EXERCISE(beststrip)
{
  double best = .01, s = sqrt(.1*.1/2 + .1*.1), w = .2;
  for (double x = .01; x < .9; x += 1e-5) if (strip_mistakes(x) < strip_mistakes(best)) best = x;
  for (int j = 0; j < 50; j++) w = s*sqrt(-2*log(s*sqrt(2/(double) PI)/sqrt(1 - w*w)));
  assert_within(w, best, 2e-5);
  put("beststrip.w", "%.3f", w);
  put("beststrip.wrong", "%.0f", strip_mistakes(w));
  const dataset *data = points();
  long least = data->N, most = 0;
  for (int angle = 0; angle < 180; angle++) {
    double x = cos(angle*(double) PI/180), y = sin(angle*(double) PI/180);
    long wrong = 0;
    for (long i = 0; i < data->N; i++) {
      bool inside = fabs(x*data->x[i/PANEL*2][i%PANEL] + y*data->x[i/PANEL*2 + 1][i%PANEL]) < w;
      wrong += inside != (data->y[i/PANEL][i%PANEL] == 1);
    }
    if (wrong < least) least = wrong;
    if (wrong > most) most = wrong;
  }
  assert_close((double)(least + most)/2, strip_mistakes(w), .02);
  put("beststrip.least", "%ld", least);
  put("beststrip.most", "%ld", most);
}

EXERCISE(intwo)
{
  for (int n = 2; n <= 40; n += 2) {
    bool possible = false;
    for (int a = 0; a < 36000 && !possible; a++) { /* the direction of the strip, in hundredths of a degree */
      possible = true;
      for (int j = 0; j < n && possible; j++)
        possible = fabsl(cosl(2*PI*j/n - a*PI/18000)) > .3L;
    }
    assert_int_equal(possible, n <= 10);
  }
  put("intwo.arc", "%.1f", (double)(2*asinl(.3L)*180/PI));
}

/* --- for the computer */

EXERCISE(rings)
{
  enum {SIZE = 600, T = 2000, STARTS = 20}; /* samples of each class */
  const double radius[3] = {2, 1, .1}, eta = 1;
  const struct {int K, good;} expected[] = {{3, 14}, {4, 20}, {6, 20}};
  generator g;
  seed_generator(&g, 42);
  dataset *data = make_dataset(3*SIZE, 2, 3);
  for (int i = 0; i < 3*SIZE; i++) {
    double angle = 2*(double) PI*(i/3)/SIZE;
    data->x[i/PANEL*2][i%PANEL] = radius[i%3]*cos(angle) + .1*random_normal(&g);
    data->x[i/PANEL*2 + 1][i%PANEL] = radius[i%3]*sin(angle) + .1*random_normal(&g);
    data->y[i/PANEL][i%PANEL] = i%3;
  }
  for (int s = 0; s < LENGTH(expected); s++) {
    network net = {2, expected[s].K, 3};
    team *crew = make_team(1, net, data);
    int count = parameter_count(net), good = 0;
    for (int start = 0; start < STARTS; start++) {
      double theta[MOST_PARAMETERS] = {0}, M[MOST_PARAMETERS] = {0}, slopes[MOST_PARAMETERS];
      assert_close(gradient(crew, theta, slopes), 3*SIZE*log(3), 1e-12);
      random_parameters(&g, count, theta);
      for (int step = 0; step < T; step++) {
        gradient(crew, theta, slopes);
        momentum_step(count, theta, M, slopes, eta/(3*SIZE), .5);
      }
      good += misclassified(net, theta, data) <= 3*SIZE/100;
    }
    free_team(crew);
    assert_within(good, expected[s].good, 1); /* roundings may decide one */
    put_nth("rings.k", net.K, "%d", good);
  }
  free_dataset(data);
  put("rings.starts", "%d", STARTS);
  put("rings.eta", "%g", eta);
  put("rings.T", "%d", T);
}

/* the variance of N/B times a sum over a batch, for B=1 by definition; and for B=N there is one batch */
EXERCISE(batchends)
{
  for_points (200) {
    enum {MOST = 40};
    int N = whole(2, MOST);
    long double a[MOST], mean = 0, squares = 0, variance = 0, S2;
    for (int i = 0; i < N; i++) mean += (a[i] = uniform(-1, 1))/N;
    for (int i = 0; i < N; i++) {
      squares += (a[i] - mean)*(a[i] - mean);
      variance += (N*a[i] - N*mean)*(N*a[i] - N*mean)/N;
    }
    S2 = squares/(N - 1);
    equal(variance, (long double) N*N*S2/1*(1 - 1.0L/N), N*squares);
    equal(variance, N*squares, N*squares);
    equal((long double) N*N*S2/N*(1 - (long double) N/N), 0, 0);
  }
}

/* theta + e^theta - eta t doesn't change when time flows */
EXERCISE(softtail)
{
  for_points (200) {
    long double eta = uniform(.1, 2), theta = 0, t = 0;
    int steps = whole(1, 300);
    const long double h = .01L;
    for (int k = 0; k < steps; k++, t += h) { /* Runge's and Kutta's method */
      long double v[4], at = theta;
      for (int q = 0; q < 4; q++) {
        v[q] = -eta*(cimagl(clogl(1 + cexpl(-(at + 1e-30L*I))))/1e-30L);
        at = theta + h*v[q]*(q < 2 ? .5L : 1);
      }
      theta += h*(v[0] + 2*v[1] + 2*v[2] + v[3])/6;
    }
    assert_within((theta + expl(theta))/(1 + eta*t), 1, 1e-8);
    assert_true(theta <= logl(1 + eta*t) + 1e-8L);
  }
  long double theta = logl(1001);
  for (int k = 0; k < 100; k++) theta -= (theta + expl(theta) - 1001)/(1 + expl(theta));
  put("softtail", "%.3f", (double)(1000*log1pl(expl(-theta))));
}

static double interval_width(long right, long n)
{
  double low, high;
  wilson(right, n, 1.96, &low, &high);
  return high - low;
}

EXERCISE(width)
{
  long n = 1, m = 10;
  while (interval_width(n, n) > .01) n++;
  while (interval_width(m/10*9, m) > .01) m += 10;
  assert_within((double) n, 99*1.96*1.96, 1);
  assert_within((double) m, .36*1.96*1.96*1e4, 20);
  put("width.perfect", "%d", (int) n);
  put("width.nine", "%d", (int) m);
}

static double sum_in_pairs(const double *x, long n)
{
  return n == 1 ? x[0] : sum_in_pairs(x, n/2) + sum_in_pairs(x + n/2, n - n/2);
}

EXERCISE(tinyterms)
{
  static double x[1 << 14];
  const double u = DBL_EPSILON/2;
  for (int k = 1; k <= 14; k++) {
    const int n = 1 << k;
    double first = 0, last = 0;
    x[0] = 1;
    for (int i = 1; i < n; i++) x[i] = u;
    for (int i = 0; i < n; i++) first += x[i];
    for (int i = n - 1; i >= 0; i--) last += x[i];
    const long double exact = 1 + (n - 1)*(long double) u;
    assert_true(first == 1);
    assert_true(fabsl(last - exact) <= u);
    assert_true(sum_in_pairs(x, n) == 1 + (n - 2)*(long double) u);
    assert_true((n - 1)*(long double) u <= expm1l((n - 1)*log1pl(u))*exact && (n - 1)*(long double) u >= .99L*expm1l((n - 1)*log1pl(u)));
  }
}

EXERCISE(single)
{
  const long double u = 0x1p-24L, d = 0x1p-53L;
  long double best = 0, least = INFINITY, best_double = 0, least_double = INFINITY;
  for (int k = 0; k < 80000; k++) { /* by trying */
    long double epsilon = powl(10, -k/1e4L), error = epsilon*epsilon/6 + u/epsilon, other = epsilon*epsilon/6 + d/epsilon;
    if (error < least) least = error, best = epsilon;
    if (other < least_double) least_double = other, best_double = epsilon;
  }
  assert_within(best/best_double, powl(2, 29/3.L), .5);
  assert_within(least/least_double/powl(2, 58/3.L), 1, 1e-6);
  assert_within(cbrtl(3*u)/best, 1, 1e-3);
  assert_within(best*best/2/least, 1, 1e-3);
  put("single.step", "%.0f", (double) powl(2, 29/3.L));
  put("single.error", "%.1e", (double) powl(2, 58/3.L));
  put("single.best", "%.1e", (double) best);
  put("single.least", "%.1e", (double) least);
  put("single.notebook", "%.1e", (double)(1e-8L/6 + u/1e-4L));
}
