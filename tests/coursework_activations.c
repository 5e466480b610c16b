/* Exercise 12: for the seeds of every activation with every scale, the slope by the value, as a student would say it, against the complex step; and the
   inverse, which some of the mistakes need. Compiled with -DJUDGE, linked with cases.o. */
#include "../book/exercises/activation.c"

static double by_value(double h, double a)
{
  switch (which()) {
  case TANH_OF_A: return a*(1 - h*h);
  case ARCTAN: return 2*a/pi*pow(cos(pi/2*h), 2);
  case ROOT: return a*pow(1 - h*h, 1.5);
  case SOFTPLUS: return 1 - exp(-a*h);
  case ARSINH: return 1/cosh(a*h);
  case GUDERMANN: return a*cos(h);
  case LOGISTIC: return a*h*(1 - h);
  default: return 1 - h*h/(a*a);
  }
}

int main(void)
{
  double slopes = 0, inverses = 0, ones = 0;
  int same = 0;
  struct { int which; double a; } of[ACTIVATIONS*SCALES];
  for (seed = 0; seed < 1000; seed++) {
    double a = scale();
    if (seed < ACTIVATIONS*SCALES) {
      of[seed].which = which(), of[seed].a = a;
      for (uint64_t s = 0; s < seed; s++) same += of[s].which == which() && of[s].a == a;
    }
    for (double z = -3; z <= 3; z += .0371) {
      double complex h = activation(z, a);
      double slope = slope_at(z), at_one = creal(activation(z, 1));
      slopes = fmax(slopes, fabs(by_value(creal(h), a) - slope)/slope);
      inverses = fmax(inverses, cabs(inverse(creal(h), a) - z));
      ones = fmax(ones, fabs(slope_of_scale_one(at_one) - by_value(at_one, 1)));
    }
  }
  bool good = slopes < 1e-10 && inverses < 1e-10 && ones < 1e-10 && same == 0;
  printf("activations: slope by the value and complex step differ by %.1e at most%s\n", slopes, good ? "" : ": too much");
  if (!good) printf("inverse %.1e, slope with scale 1 %.1e, %d pairs of seeds with the same activation and scale\n", inverses, ones, same);
  return !good;
}
