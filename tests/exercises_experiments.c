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
