"""Time the notebook's training in NumPy: print ns per sample and iteration.

The computation is the notebook's, operation by operation: the gradients with one forward
pass, the momentum and parameter updates, and the loss with a second forward pass."""
import time
import numpy as np

N, STEPS, ETA, MU = 50000, 20, 1e-4, .5
rng = np.random.RandomState(42)
y = rng.randint(0, 2, N)
angle = rng.uniform(0, 2*np.pi, N)
radius = np.where(y == 1, .1, 1.)
X = np.stack([radius*np.cos(angle), radius*np.sin(angle)], axis=1) + .1*rng.randn(N, 2)
Y = np.eye(2)[y]


def logistic(z):
    return 1/(1 + np.exp(-z))


def softmax(z):
    return np.exp(z)/np.sum(np.exp(z), axis=1, keepdims=True)


def forward(Wh, bh, Wo, bo):
    H = logistic(X @ Wh + bh)
    return H, softmax(H @ Wo + bo)


def gradients(Wh, bh, Wo, bo):
    H, Y_hat = forward(Wh, bh, Wo, bo)
    delta_o = Y_hat - Y
    delta_h = H*(1 - H)*(delta_o @ Wo.T)
    return [X.T @ delta_h, np.sum(delta_h, axis=0, keepdims=True),
            H.T @ delta_o, np.sum(delta_o, axis=0, keepdims=True)]


theta = [rng.randn(2, 3), rng.randn(1, 3), rng.randn(3, 2), rng.randn(1, 2)]
M = [np.zeros_like(p) for p in theta]
times = []
for step in range(STEPS + 2):
    begun = time.perf_counter()
    M = [MU*m - ETA*g for m, g in zip(M, gradients(*theta))]
    theta = [p + m for p, m in zip(theta, M)]
    J = -(Y*np.log(forward(*theta)[1])).sum()
    times.append(time.perf_counter() - begun)
print(1e9*sorted(times[2:])[STEPS//2]/N)
