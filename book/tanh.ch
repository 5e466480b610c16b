Hidden units that have the hyperbolic tangent: their outputs lie between
-1 and 1, not between 0 and 1. Two lines of the program are different, the
function and its derivative. Nothing else need know: whatever the hidden
units are, the layers above and below them meet only h and delta_h.

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
