/* The programs that the change files of the exercises make: to be compiled with -DNAME_change and linked with the
   changed data.o and network.o. */
#include "exercise.h"

#ifdef tanh_change

/* hidden units with tanh, and the gradient by central differences of a loss that is computed here */
EXERCISE(tanhchange)
{
  column z, h;
  for (int i = 0; i < PANEL; i++) z[i] = -30 + 60.*i/(PANEL - 1);
  logistic(1, &z, &h);
  for (int i = 0; i < PANEL; i++) assert_within(h[i], tanhl(z[i]), 4e-16);
  beginning b = begin(7, 100, .1, .1, 3);
  team *t = make_team(1, b.net, b.data);
  double g[17];
  double J = gradient(t, b.start, g);
  for (int j = -1; j < 17; j++) { /* -1: nothing is moved */
    long double sum[2] = {0, 0}, e = 1e-5L;
    for (int side = 0; side < 2; side++)
      for (int i = 0; i < 100; i++) {
        long double a[17], lead;
        for (int k = 0; k < 17; k++) a[k] = b.start[k] + (k == j ? (side ? e : -e) : 0);
        lead = a[16] - a[15];
        for (int k = 0; k < 3; k++)
          lead += (a[10 + 2*k] - a[9 + 2*k])*tanhl(b.data->x[0][i]*a[k] + b.data->x[1][i]*a[3 + k] + a[6 + k]);
        sum[side] += log1pl(expl(b.data->y[0][i] ? -lead : lead));
      }
    if (j < 0) assert_close(J, sum[0], 1e-13);
    else assert_within(g[j], (sum[1] - sum[0])/(2*e), 1e-7);
  }
  free_team(t);
  free_dataset(b.data);
}

#else

/* the textbook's form, in two points, beside the program's in one */
EXERCISE(nesterovchange)
{
  beginning b = begin(5, 300, .1, .1, 3);
  team *t = make_team(1, b.net, b.data);
  double theta[17], M[17] = {0}, phi[17], M_phi[17] = {0}, g[17], eta = 1e-3, mu = .8;
  memcpy(theta, b.start, sizeof theta);
  memcpy(phi, b.start, sizeof phi);
  for (int step = 0; step < 50; step++) {
    double ahead[17];
    for (int j = 0; j < 17; j++) assert_within(ahead[j] = theta[j] + mu*M[j], phi[j], 1e-11);
    gradient(t, ahead, g);
    for (int j = 0; j < 17; j++) theta[j] += M[j] = mu*M[j] - eta*g[j];
    gradient(t, phi, g);
    momentum_step(17, phi, M_phi, g, eta, mu);
  }
  free_team(t);
  free_dataset(b.data);
}

#endif

int main(void)
{
  return run_all("change", NULL, NULL);
}
