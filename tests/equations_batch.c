/* The equations on mini-batches and held-out samples; test_equations.c says how to add one. */
#include "equation.h"

/* The mean over all batches of B among N samples, which are equally likely: bit i of a number says whether sample i is in it. */
#define for_batches(N, B) for (int bits = 0; bits < 1 << (N); bits++) if (__builtin_popcount((unsigned) bits) == (B))

EQUATION(unbiased, PROGRAM)
{
  for_points (12) {
    problem p = random_problem(6);
    int count = parameter_count(net_of(&p)), N = p.N;
    team *crew = crew_of(&p);
    double *theta = theta_of(&p), *full = take((size_t) count*sizeof(double)), *g = take((size_t) count*sizeof(double));
    double J = gradient(crew, theta, full);
    for (int B = 1; B <= N; B++) {
      long double *mean = take((size_t) count*sizeof(long double)), *size = take((size_t) count*sizeof(long double)), J_mean = 0;
      int batches = 0, batch[6];
      for (int j = 0; j < count; j++) mean[j] = size[j] = 0;
      for_batches (N, B) {
        int n = 0;
        for (int i = 0; i < N; i++) if (bits >> i & 1) batch[n++] = i;
        J_mean += batch_gradient(crew, B, batch, theta, g)*(long double) N/B;
        for (int j = 0; j < count; j++) mean[j] += g[j]*(long double) N/B, size[j] += fabs(g[j])*N/B;
        batches++;
      }
      equal(J_mean/batches, J, 0);
      for (int j = 0; j < count; j++) equal(mean[j]/batches, full[j], fmaxl(size[j]/batches, .1L)); /* delta is a difference */
    }
  }
}

EQUATION(batchvariance, EXACT)
{
  for_points (200) {
    int N = whole(2, 9);
    long double a[9], sum = 0, S2 = 0, squares = 0;
    for (int i = 0; i < N; i++) sum += a[i] = uniform(-1, 3), squares += a[i]*a[i];
    for (int i = 0; i < N; i++) S2 += (a[i] - sum/N)*(a[i] - sum/N)/(N - 1);
    for (int B = 1; B <= N; B++) {
      long double mean = 0, variance = 0;
      int batches = 0;
      for_batches (N, B) {
        long double estimate = 0;
        for (int i = 0; i < N; i++) if (bits >> i & 1) estimate += a[i]*N/B;
        mean += estimate;
        variance += (estimate - sum)*(estimate - sum);
        batches++;
      }
      equal(mean/batches, sum, N*squares);
      equal(variance/batches, (long double) N*N*S2/B*(1 - (long double) B/N), N*squares);
    }
  }
}

EQUATION(wilson, PROGRAM)
{
  for_points (500) {
    long n = whole(1, point%2 == 0 ? 50 : 100000), k = whole(0, (int) n);
    double z = uniform(.5, 4), low, high;
    long double p = (long double) k/n, a = z*(long double) z/n, root = z*sqrtl(p*(1 - p)/n + a/(4*n));
    wilson(k, n, z, &low, &high);
    for (int upper = 0; upper < 2; upper++) {
      long double limit = (p + a/2 + (upper ? root : -root))/(1 + a);
      equal(upper ? high : low, limit, 1);
      equal((p - limit)*(p - limit), a*limit*(1 - limit), a + 1); /* there the inequality is an equation */
    }
  }
}
