"""The trainer's work in Python: print ns per sample and iteration, and the loss after 20 steps; see bench.c.

Usage: bench.py LIBRARY FILE THREADS; exit 77 if the library isn't installed."""
import sys
import time

STEPS, ETA, MU, D, K, C = 20, 1e-4, .5, 2, 3, 2
library, name, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
try:
    import numpy as np
    if library == 'sklearn':
        from sklearn.neural_network import MLPClassifier
    elif library == 'torch':
        import torch
except ImportError:
    sys.exit(77)

numbers = np.fromfile(name)
count = D*K + K + K*C + C
rows = numbers[count:].reshape(-1, D + 1)
X, y, Y = np.ascontiguousarray(rows[:, :D]), rows[:, D].astype(int), np.eye(C)[rows[:, D].astype(int)]
theta = [part.reshape(shape).copy() for part, shape in zip(
    np.split(numbers[:count], [D*K, D*K + K, D*K + K + K*C]), [(D, K), (1, K), (K, C), (1, C)])]


def logistic(z):
    return 1/(1 + np.exp(-z))


def softmax(z):
    return np.exp(z)/np.sum(np.exp(z), axis=1, keepdims=True)


def forward(X, Wh, bh, Wo, bo):
    H = logistic(X @ Wh + bh)
    return H, softmax(H @ Wo + bo)


def gradients(X, Y, Wh, bh, Wo, bo):
    H, Y_hat = forward(X, Wh, bh, Wo, bo)
    delta_o = Y_hat - Y
    delta_h = H*(1 - H)*(delta_o @ Wo.T)
    return Y_hat, [X.T @ delta_h, np.sum(delta_h, axis=0, keepdims=True),
                   H.T @ delta_o, np.sum(delta_o, axis=0, keepdims=True)]


def numpy():
    """as the notebook does it: another forward pass for the loss"""
    M = [np.zeros_like(part) for part in theta]

    def steps(T):
        for _ in range(T):
            for part, m, g in zip(theta, M, gradients(X, Y, *theta)[1]):
                m[:] = MU*m - ETA*g
                part += m
            J = -(Y*np.log(forward(X, *theta)[1])).sum()
        return J
    return steps, STEPS


def numpy_blocks(size=2000):
    """the loss from the same forward pass; a block of samples at a time, so that its arrays stay in the cache"""
    M = [np.zeros_like(part) for part in theta]

    def steps(T):
        for _ in range(T):
            J, sums = 0, [np.zeros_like(part) for part in theta]
            for first in range(0, len(X), size):
                block = slice(first, first + size)
                Y_hat, g = gradients(X[block], Y[block], *theta)
                J -= np.log((Y[block]*Y_hat).sum(axis=1)).sum()
                for total, part in zip(sums, g):
                    total += part
            for part, m, g in zip(theta, M, sums):
                m[:] = MU*m - ETA*g
                part += m
        return J
    return steps, STEPS + 1


def sklearn():
    """its softmax is for three classes and more; we make it use it for two, by saying so"""
    net = MLPClassifier((K,), activation='logistic', solver='sgd', alpha=0, batch_size=len(X), learning_rate_init=len(X)*ETA,
                        momentum=MU, nesterovs_momentum=False, shuffle=False, tol=0, n_iter_no_change=10**9, max_iter=1, warm_start=True)
    net.fit(X, Y)
    net.coefs_, net.intercepts_ = [theta[0], theta[2]], [theta[1][0], theta[3][0]]
    net.out_activation_ = 'softmax'
    net.loss_curve_.clear()

    def steps(T):
        net.set_params(max_iter=T)
        net.fit(X, Y)
        return len(X)*net.loss_curve_[-1]
    return steps, STEPS + 1


def pytorch():
    torch.set_num_threads(threads)
    net = torch.nn.Sequential(torch.nn.Linear(D, K), torch.nn.Sigmoid(), torch.nn.Linear(K, C)).double()
    with torch.no_grad():
        for own, part in zip(net.parameters(), theta):
            own[:] = torch.tensor(part.T.squeeze())
    optimizer = torch.optim.SGD(net.parameters(), lr=ETA, momentum=MU)
    criterion = torch.nn.CrossEntropyLoss(reduction='sum')
    inputs, classes = torch.tensor(X), torch.tensor(y)

    def steps(T):
        for _ in range(T):
            optimizer.zero_grad()
            J = criterion(net(inputs), classes)
            J.backward()
            optimizer.step()
        return J.item()
    return steps, STEPS + 1


steps, needed = {'numpy': numpy, 'blocks': numpy_blocks, 'sklearn': sklearn, 'torch': pytorch}[library]()
with np.errstate(all='ignore'):
    J = steps(needed)
    clock = time.process_time if threads == 1 else time.perf_counter
    begun, done = clock(), 0
    while clock() < begun + .25:
        steps(30)
        done += 30
print(f'{1e9*(clock() - begun)/done/len(X):.4f} {J:.17g}')
