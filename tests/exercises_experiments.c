/* The answers of the experiments; the change files are tested by test_changes.c. */
#include "exercise.h"

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
