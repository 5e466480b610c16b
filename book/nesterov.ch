Gradient descent with Nesterov's momentum, which takes its gradient where
the momentum alone would lead. The program's theta is that place, one part
of the step ahead; so a single line is different.

@x
    theta[j] += M[j];
@y
    theta[j] += mu*M[j] - eta*g[j];
@z
