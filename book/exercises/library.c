/* The rest of the library, in its simplest form, for a student's part that is compiled alone. Weak: the student's function, or the driver's, comes first.
   missing.c has the functions that only have to be there. */
#include "part.h"
#define WEAK __attribute__((weak))

WEAK real exponential(real z) { return exp(fmin(fmax(z, -340), 340)); }

WEAK void add_inner_product(const real *a, const real *b, real *sum)
{
  for (int i = 0; i < PANEL; i++) sum[i%LANES] += a[i]*b[i];
}

WEAK void add_sum(const real *a, real *sum)
{
  for (int i = 0; i < PANEL; i++) sum[i%LANES] += a[i];
}

WEAK real log_of_product(const real *s)
{
  real sum = 0;
  for (int i = 0; i < PANEL; i++) sum += log(s[i]);
  return sum;
}

WEAK real sum_where(const int *y, int c, const real *a)
{
  real sum = 0;
  for (int i = 0; i < PANEL; i++) sum += (y[i] == c)*a[i]; /* all are read, so that a wrong column is noticed */
  return sum;
}

WEAK int parameter_count(network net) { return net.D*net.K + net.K + net.K*net.C + net.C; }

