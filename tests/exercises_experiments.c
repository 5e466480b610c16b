/* The answers of the experiments; the change files are tested by test_changes.c. */
#include "exercise_old.h"

EXERCISE(rings)
{
  const int n = 600, T = 2000, starts = 20;
  int last = 0;
  const double radius[3] = {2, 1, .1}, eta = 1.;
  generator g;
  seed_generator(&g, 42);
  dataset *data = make_dataset(3*n, 2, 3);
  for (int i = 0; i < 3*n; i++) {
    double angle = 2*(double) PI*(i/3)/n;
    data->x[i/PANEL*2][i%PANEL] = radius[i%3]*cos(angle) + .1*random_normal(&g);
    data->x[i/PANEL*2 + 1][i%PANEL] = radius[i%3]*sin(angle) + .1*random_normal(&g);
    data->y[i/PANEL][i%PANEL] = i%3;
  }
  const int sizes[] = {3, 4, 6};
  for (int s = 0; s < 3; s++) {
    network net = {2, sizes[s], 3};
    team *t = make_team(1, net, data);
    int count = parameter_count(net), good = 0;
    for (int start = 0; start < starts; start++) {
      double theta[MOST_PARAMETERS] = {0}, M[MOST_PARAMETERS] = {0}, grad[MOST_PARAMETERS];
      assert_close(gradient(t, theta, grad), 3*n*log(3), 1e-12);
      random_parameters(&g, count, theta);
      for (int step = 0; step < T; step++) {
        gradient(t, theta, grad);
        momentum_step(count, theta, M, grad, eta/(3*n), .5);
      }
      long wrong = misclassified(net, theta, data);
      good += wrong <= 3*n/100;
    }
    char name[20];
    snprintf(name, sizeof name, "rings.k%d", sizes[s]);
    put(name, "%d", good);
    free_team(t);
    assert_true(good > starts/3 && (s == 0 ? good < starts : good >= last)); /* the answer says: not always, and easier with more */
    last = good;
  }
  put("rings.starts", "%d", starts);
  put("rings.eta", "%g", eta);
  put("rings.T", "%d", T);
  free_dataset(data);
}
