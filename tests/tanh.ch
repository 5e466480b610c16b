The hidden units have the hyperbolic tangent.

@x
      h[k][i] = 1/(1 + exponential(-z[k][i]));
@y
      h[k][i] = 2/(1 + exponential(-2*z[k][i])) - 1;
@z

@x
    for_samples (i) delta_h[k][i] *= h[k][i]*(1 - h[k][i]);
@y
    for_samples (i) delta_h[k][i] *= 1 - h[k][i]*h[k][i];
@z
