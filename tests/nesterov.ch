Gradient descent with Nesterov's momentum.

@x
    theta[j] += M[j];
@y
    theta[j] += mu*M[j] - eta*g[j];
@z
