"""Make golden.tsv: what NumPy and scikit-learn themselves say. Run by hand, from the top:

    /usr/bin/python3 tests/golden.py

needs NumPy 1.24 and scikit-learn 1.2, as in Debian 12. Every line of the table is
CASE.WHAT, then numbers of 17 digits, which determine a double."""
import itertools
import math
import os
import platform

# With AVX-512, NumPy has a sine and a cosine of its own, whose last digit can differ from the C
# library's. Without it NumPy calls the C library, as data.c does. To be said before the import.
OFF = "AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL"
os.environ["NPY_DISABLE_CPU_FEATURES"] = OFF

import numpy as np  # noqa: E402
import sklearn  # noqa: E402
from sklearn.datasets import make_circles  # noqa: E402

#        seed        N   factor noise K  eta   mu   T
CASES = {
    "a": (0,          1000, .5, .05,  3, 1e-3, .9,  40),  # many
    "b": (42,         1001, .1, .1,   3, 1e-3, .5,  60),  # an odd number of points
    "c": (4294967295, 4097, .3, .2,  16, 1e-4, 0.,  30),  # greatest seed; one point more than two blocks
    "d": (7,          2049, .8, .1,   1, 1e-3, .95, 30),  # a single hidden unit
    "e": (1,             2, .5, .3,   2, .1,   .5,  30),  # as few points as possible
    "f": (42,            3, .1, 0.,   3, .1,   .5,  30),  # odd, and no noise
    "g": (2147483648,  257, .9, 0.,   5, 1e-2, .5,  30),
}
# sizes of mini-batches; each is trained with until the third epoch has begun
BATCHES = {"b": [7, 130, 500], "c": [130, 2049, 4096], "e": [1], "f": [1, 2], "g": [1, 7, 128, 130, 256]}
LIMITS = [0, 1, 2, 3, 6, 99, 255, 256, 65535, 2**31, 2**32 - 2, 2**32 - 1]


def softmax(z):
    return np.exp(z)/np.sum(np.exp(z), axis=1, keepdims=True)


def forward(X, Wh, bh, Wo, bo):
    H = 1/(1 + np.exp(-(X @ Wh + bh)))
    return H, softmax(H @ Wo + bo)


def loss(X, Y, theta):
    return -(Y*np.log(forward(X, *theta)[1])).sum()


def gradients(X, Y, Wh, bh, Wo, bo):
    H, Y_hat = forward(X, Wh, bh, Wo, bo)
    delta_o = Y_hat - Y
    delta_h = (delta_o @ Wo.T)*H*(1 - H)
    return [X.T @ delta_h, delta_h.sum(axis=0, keepdims=True),
            H.T @ delta_o, delta_o.sum(axis=0, keepdims=True)]


def full_batch(N):
    return itertools.repeat(np.arange(N))


def mini_batches(N, B):
    while True:
        order = np.arange(N)
        np.random.shuffle(order)
        for i in range(0, N, B):
            yield order[i:i + B]


def train(X, Y, theta, eta, mu, T, batches):
    M = [np.zeros_like(p) for p in theta]
    J = []
    for t, b in zip(range(T + 1), batches):
        J.append(len(X)/len(b)*loss(X[b], Y[b], theta))
        if t < T:
            M = [mu*m - eta*g for m, g in zip(M, gradients(X[b], Y[b], *theta))]
            theta = [p + m for p, m in zip(theta, M)]
    return J, theta


def draw(K):
    return [np.random.randn(*shape) for shape in ((2, K), (1, K), (K, 2), (1, 2))]


def flat(theta):
    return np.concatenate([p.ravel() for p in theta])


def make(put, case, seed, N, factor, noise, K, eta, mu, T):
    put("options", seed, N, factor, noise, K, eta, mu, T)
    words = np.random.RandomState(seed)._bit_generator.random_raw(2000)
    put("words", *words[:5], *words[620:628], *words[-5:])
    put("uniforms", *np.random.RandomState(seed).random_sample(7))
    put("normals", *np.random.RandomState(seed).standard_normal(8))
    r = np.random.RandomState(seed)  # three normals, so that one is kept while others are drawn
    put("mixed", *r.randn(3), *r.random_sample(2), *r.randn(2), r.random_sample())
    r = np.random.RandomState(seed)
    put("below", *[r.randint(0, limit + 1, dtype=np.int64) for limit in LIMITS])
    order = np.arange(N)
    np.random.RandomState(seed).shuffle(order)
    if noise == 0:  # then the order can be told from the points
        put("order", *order)

    np.random.seed(seed)
    X, y = make_circles(n_samples=N, shuffle=True, noise=noise, factor=factor)
    for i in sorted({0, 1, 2, N//3, N//2, N - 2, N - 1} & set(range(N))):
        put("x", i, *X[i], y[i])
    put("sums", math.fsum(X[:, 0]), math.fsum(X[:, 1]), sum(y))
    put("labels", *y[:200])
    put("check", *flat(draw(K)))
    theta = draw(K)
    put("start", *flat(theta))
    Y = np.eye(2)[y]
    J, last = train(X, Y, theta, eta, mu, T, full_batch(N))
    put("J", *J)
    put("final", *flat(last))
    state = np.random.get_state()
    if N < 1000:
        order = np.arange(N)
        for _ in range(2):
            np.random.shuffle(order)
            put("epoch", *order)
    for B in BATCHES.get(case, []):
        np.random.set_state(state)
        J, last = train(X, Y, theta, eta, mu, 2*math.ceil(N/B) + 3, mini_batches(N, B))
        put("batch", B, *J)
        put("batch_final", *flat(last))


with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "golden.tsv"), "w") as f:
    f.write(f"# Made by golden.py with NumPy {np.__version__}, scikit-learn {sklearn.__version__}, "
            f"{' '.join(platform.libc_ver())}; NPY_DISABLE_CPU_FEATURES='{OFF}'.\n"
            "# options: seed N factor noise K eta mu T. words: numbers 0-4, 620-627, 1995-1999 after seeding.\n"
            "# uniforms, normals: the first ones. mixed: 3 normals, 2 uniforms, 2 normals, 1 uniform.\n"
            f"# below: a number up to, and including, each of {LIMITS}, one after the other.\n"
            "# order: where the shuffle takes the sample at each place from. x: I X1 X2 Y. sums: of X1, X2, Y.\n"
            "# labels: the first 200. check, start: the parameters drawn first and second, after the points.\n"
            "# J: J(0) to J(T) from start, and final the parameters then.\n"
            "# epoch: the numbers 0 to N-1, shuffled after start was drawn; and, next, shuffled once more.\n"
            "# batch: B, then the estimates of J at each step with mini-batches of B, and batch_final the parameters.\n")
    for case, options in CASES.items():
        make(lambda what, *numbers: f.write("\t".join(
            [f"{case}.{what}"] + ["%.17g" % n for n in numbers]) + "\n"), case, *options)
