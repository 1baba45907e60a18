#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Golden values for the room family, with mpmath.

    /usr/bin/python3 tools/make_family_golden.py > tests/family/golden.h

Within a family the value is the textbook formula at 150 digits, so that parameters that differ in the last
bit still leave a hundred; the formula itself is held to quadrature (or summation) of p ln(p/q) at 50 digits
for the first pairs of each family. Between families the value is that quadrature.
"""
import sys
from math import nextafter, inf

import mpmath as mp
from mpmath import mpf

mp.mp.dps = 150


# ── Densities: ln p(x), support, points where to cut the integral ──


def normal(m, s):
    return lambda x: -(x - m)**2 / (2 * s * s) - mp.log(s * mp.sqrt(2 * mp.pi))


def log_normal(m, s):
    return lambda x: normal(m, s)(mp.log(x)) - mp.log(x)


def half_normal(s):
    return lambda x: normal(0, s)(x) + mp.log(2)


def exponential(r):
    return lambda x: mp.log(r) - r * x


def gamma(a, b):
    return lambda x: a * mp.log(b) - mp.loggamma(a) + (a - 1) * mp.log(x) - b * x


def inverse_gamma(a, b):
    return lambda x: a * mp.log(b) - mp.loggamma(a) - (a + 1) * mp.log(x) - b / x


def log_beta(*a):
    return sum(mp.loggamma(v) for v in a) - mp.loggamma(sum(a))


def beta(a, b):
    return lambda x: (a - 1) * mp.log(x) + (b - 1) * mp.log1p(-x) - log_beta(a, b)


def laplace(m, b):
    return lambda x: -abs(x - m) / b - mp.log(2 * b)


def cauchy(m, g):
    return lambda x: -mp.log(mp.pi * g) - mp.log1p(((x - m) / g)**2)


def gumbel(m, b):
    def log_density(x):
        z = (x - m) / b
        return -z - mp.exp(-z) - mp.log(b) if z > -10000 else -mp.inf

    return log_density


def weibull(k, s):
    return lambda x: mp.log(k / s) + (k - 1) * mp.log(x / s) - (x / s)**k


def pareto(m, a):
    return lambda x: mp.log(a) + a * mp.log(m) - (a + 1) * mp.log(x)


def uniform(a, b):
    return lambda x: -mp.log(b - a)


def bernoulli(p):
    return binomial(1, p)


def binomial(n, p):
    return lambda k: (mp.log(mp.binomial(n, k)) + (k * mp.log(p) if k else 0) +
                      ((n - k) * mp.log1p(-p) if k < n else 0))


def poisson(r):
    return lambda k: (k * mp.log(r) if k else 0) - r - mp.loggamma(k + 1)


def negative_binomial(r, p):
    return lambda k: (mp.loggamma(k + r) - mp.loggamma(r) - mp.loggamma(k + 1) + r * mp.log(p) +
                      (k * mp.log1p(-p) if k else 0))


def geometric(p):
    return negative_binomial(1, p)


def categorical(*w):
    return lambda k: mp.log(w[k] / sum(w)) if k < len(w) else -mp.inf


def ends(family, t):
    """Support of a density, or the largest number of a discrete one."""
    if family in ("normal", "laplace", "cauchy", "gumbel"):
        return (-mp.inf, mp.inf)
    if family == "beta":
        return (mpf(0), mpf(1))
    if family == "pareto":
        return (t[0], mp.inf)
    if family == "uniform":
        return (t[0], t[1])
    if family == "bernoulli":
        return 1
    if family == "binomial":
        return int(t[0])
    if family == "categorical":
        return len(t) - 1
    if family in ("poisson", "geometric", "negative_binomial"):
        return mp.inf
    return (mpf(0), mp.inf)


def quadrature(p_family, p, q_family, q):
    lp, lq = globals()[p_family](*p), globals()[q_family](*q)

    def term(x):
        value = lp(x)
        return mp.exp(value) * (value - lq(x)) if value > -1000 else mpf(0)

    support = ends(p_family, p)
    with mp.workdps(50):
        if not isinstance(support, tuple):
            total, k = mpf(0), 0
            while k <= support:
                part = term(k)
                total += part
                if support == mp.inf and k > 50 and abs(part) < mpf(10)**-60:
                    break
                k += 1
            return total
        low, high = support
        cuts = [c for c in (-300, -100, -30, -10, -5, -2, -1, 0, mpf("0.01"), mpf("0.1"), mpf("0.5"), 1, 2,
                            3, 5, 8, 12, 20, 40, 100, 300, 1000) if low < c < high]
        for family, t in ((p_family, p), (q_family, q)):
            if family in ("laplace", "cauchy", "normal", "gumbel") and low < t[0] < high:
                cuts.append(t[0])
        return mp.quad(term, [low, *sorted(set(map(mpf, cuts))), high], maxdegree=10)


# ── Textbook formulas within a family ──


def coin(p, q):
    return ((p * mp.log(p / q) if p else 0) + ((1 - p) * mp.log((1 - p) / (1 - q)) if p < 1 else 0))


def kl_normal(m, s, n, t):
    return mp.log(t / s) + (s * s + (m - n)**2) / (2 * t * t) - mpf(1) / 2


def kl_gamma(a, b, c, d):
    return (a - c) * mp.digamma(a) - mp.loggamma(a) + mp.loggamma(c) + c * mp.log(b / d) + a * (d - b) / b


def kl_dirichlet(p, q):
    total = mp.digamma(sum(p))
    return log_beta(*q) - log_beta(*p) + sum((a - b) * (mp.digamma(a) - total) for a, b in zip(p, q))


def kl_gumbel(m, b, n, c):
    return (mp.log(c / b) + mp.euler * (b / c - 1) + (m - n) / c +
            mp.exp((n - m) / c) * mp.gamma(1 + b / c) - 1)


def kl_weibull(k, s, l, t):
    return (mp.log(k / s**k) - mp.log(l / t**l) + (k - l) * (mp.log(s) - mp.euler / k) +
            (s / t)**l * mp.gamma(l / k + 1) - 1)


def kl_categorical(p, q):
    return sum(a / sum(p) * mp.log(a / sum(p) / (b / sum(q))) for a, b in zip(p, q) if a)


FORMULA = {
    "bernoulli": lambda p, q: coin(p[0], q[0]),
    "binomial": lambda p, q: p[0] * coin(p[1], q[1]),
    "categorical": kl_categorical,
    "poisson": lambda p, q: (p[0] * mp.log(p[0] / q[0]) if p[0] else 0) - p[0] + q[0],
    "geometric": lambda p, q: coin(p[0], q[0]) / p[0],
    "negative_binomial": lambda p, q: p[0] * coin(p[1], q[1]) / p[1],
    "normal": lambda p, q: kl_normal(*p, *q),
    "log_normal": lambda p, q: kl_normal(*p, *q),
    "half_normal": lambda p, q: kl_normal(0, p[0], 0, q[0]),
    "exponential": lambda p, q: mp.log(p[0] / q[0]) + q[0] / p[0] - 1,
    "gamma": lambda p, q: kl_gamma(*p, *q),
    "inverse_gamma": lambda p, q: kl_gamma(*p, *q),
    "beta": kl_dirichlet,
    "dirichlet": kl_dirichlet,
    "laplace": lambda p, q: (mp.log(q[1] / p[1]) + abs(p[0] - q[0]) / q[1] +
                             p[1] / q[1] * mp.exp(-abs(p[0] - q[0]) / p[1]) - 1),
    "cauchy": lambda p, q: mp.log(((p[1] + q[1])**2 + (p[0] - q[0])**2) / (4 * p[1] * q[1])),
    "gumbel": lambda p, q: kl_gumbel(*p, *q),
    "weibull": lambda p, q: kl_weibull(*p, *q),
    "pareto": lambda p, q: mp.log(p[1] / q[1]) + q[1] / p[1] - 1 + q[1] * mp.log(p[0] / q[0]),
    "uniform": lambda p, q: mp.log((q[1] - q[0]) / (p[1] - p[0])),
}

# The first three pairs of each are held to quadrature; in all of them p is within the support of q.
WITHIN = {
    "bernoulli": [([.3], [.6]), ([.9], [.2]), ([.5], [.25]), ([0], [.25]), ([1], [.25]), ([1e-300], [1e-10]),
                  ([1e-10], [1e-300]), ([1 - 1e-15], [.5]), ([.5], [1 - 1e-15])],
    "binomial": [([10, .3], [10, .6]), ([25, .9], [25, .2]), ([3, .5], [3, .25]), ([1e9, .3], [1e9, .30001]),
                 ([7, 0], [7, .5])],
    "categorical": [([1, 2, 3], [3, 2, 1]), ([.5, .5], [.9, .1]), ([1, 0, 1], [1, 1, 1]),
                    ([1, 2, 4, 8], [8, 4, 2, 1])],
    "poisson": [([2], [3]), ([.5], [7]), ([30], [20]), ([0], [3]), ([1e-200], [1e-100]), ([1e15], [1.1e15]),
                ([1e100], [1])],
    "geometric": [([.3], [.6]), ([.9], [.2]), ([.5], [.25]), ([1], [.25]), ([1e-12], [1e-3]), ([1e-3], [1e-12])],
    "negative_binomial": [([2, .3], [2, .6]), ([.5, .9], [.5, .2]), ([7, .5], [7, .25]),
                          ([1e8, .1], [1e8, .2])],
    "normal": [([0, 1], [1, 2]), ([-1, 3], [2, .5]), ([0, 1], [0, 1.5]), ([1e8, 1e-3], [-1e8, 1e3]),
               ([0, 1e-100], [0, 1]), ([0, 1], [1, 1e-100]), ([1e-160, 1e-160], [0, 2e-160])],
    "log_normal": [([0, 1], [1, 2]), ([-1, 1.5], [.5, .7]), ([0, 1], [0, 1.5])],
    "half_normal": [([1], [2]), ([3], [.5]), ([1], [1.25]), ([1e-100], [1]), ([1], [1e-100])],
    "exponential": [([1], [2]), ([3], [.5]), ([1], [1.25]), ([1e-200], [1e100]), ([1e200], [1e-100])],
    "gamma": [([2, 1], [3, 2]), ([.5, 1], [1.5, .3]), ([7, 2], [2, 7]), ([1e8, 1e8], [1.0001e8, 1e8]),
              ([1e12, 1], [1.000001e12, 1.000001]), ([1e-3, 1], [2e-3, 1]), ([1e-100, 1], [2e-100, 3]),
              ([9, 3], [9.5, 3.1]), ([9.5, 1], [10.5, 1.1]), ([1e-5, 1e5], [1e5, 1e-5]), ([100, 1], [.1, 1]),
              ([9, 9], [9.001, 9.001])],
    "inverse_gamma": [([2, 1], [3, 2]), ([1.5, 1], [2.5, .3]), ([7, 2], [2, 7]), ([1e8, 1e8], [1.0001e8, 1e8]),
                      ([9, 3], [9.5, 3.1])],
    "beta": [([2, 3], [3, 2]), ([.5, .5], [1.5, 1]), ([7, 1], [2, 4]), ([1e6, 1], [1.1e6, 1]),
             ([1e8, 1e-8], [1.1e8, 1e-8]), ([1e-8, 1e-8], [1e-8, 2e-8]), ([1e12, 1e12], [1.000001e12, 1.000001e12]),
             ([9, 11], [9.001, 11]), ([9, 1e7], [9.5, 1.1e7]), ([1e-300, 1e-300], [2e-300, 1e-300]),
             ([.1, 1e5], [1e5, .1])],
    "dirichlet": [([1, 2, 3], [3, 2, 1]), ([.5, .5, .5, .5], [1, 2, 3, 4]), ([2, 2, 2], [2, 2, 3]),
                  ([1e6, 1, 1e-6], [1.1e6, 1, 1e-6]), ([30, 20, 10, 40], [30.01, 20.01, 10, 40]),
                  ([1e-8, 1e-8, 1e-8], [1e-8, 1e-8, 2e-8])],
    "laplace": [([0, 1], [1, 2]), ([-1, 3], [2, .5]), ([0, 1], [0, 1.5]), ([1e8, 1e-3], [-1e8, 1e3]),
                ([0, 1e-200], [1, 1e-200]), ([0, 1], [1e-9, 1])],
    "cauchy": [([0, 1], [1, 2]), ([-1, 3], [2, .5]), ([0, 1], [0, 1.5]), ([1e200, 1], [-1e200, 1]),
               ([0, 1e-200], [0, 1e200]), ([0, 1e-300], [1, 1e-300])],
    "gumbel": [([0, 1], [1, 2]), ([-1, 3], [2, 1.5]), ([0, 1], [0, 1.5]), ([0, 1e-6], [0, 1]), ([5, 1], [0, 1]),
               ([-5, 1], [0, 1]), ([0, 1], [0, 1e-2])],
    "weibull": [([1, 1], [2, 2]), ([1.5, 3], [2, 1.5]), ([2, 1], [1, 1.5]), ([3, 1e100], [3.01, 1e100]),
                ([1e-2, 1], [1e-2, 2]), ([50, 1], [1, 3])],
    "pareto": [([1, 1], [1, 2]), ([3, 2.5], [1.5, 2]), ([2, 3], [1, 1.5]), ([1e100, 3], [1e-100, 2]),
               ([1, 1e-6], [1, 1e6])],
    "uniform": [([0, 1], [0, 2]), ([-1, 3], [-2, 5]), ([0, 1], [-1, 1]), ([0, 1e-100], [0, 1e100]),
                ([-1e308, 1e308], [-1.7e308, 1.7e308]), ([0, 1e-300], [-1e300, 1e300])],
}

# Parameters to stand beside one another at every distance down to the last bit.
BESIDE = {
    "bernoulli": [[.3], [1e-9], [.999]], "binomial": [[40, .3]], "categorical": [[1, 2, 3]],
    "poisson": [[3], [1e9]], "geometric": [[.3], [1e-6]], "negative_binomial": [[2.5, .3]],
    "normal": [[1, 2]], "log_normal": [[1, 2]], "half_normal": [[2]], "exponential": [[2]],
    "gamma": [[2, 3], [.01, 1], [9.9, 1], [1e9, 1e9]], "inverse_gamma": [[3, 2]],
    "beta": [[2, 3], [.01, .02], [9.9, 30], [1e9, 1e7], [1e-9, 5]], "dirichlet": [[1, 2, 3], [50, .1, 20]],
    "laplace": [[1, 2]], "cauchy": [[1, 2]], "gumbel": [[1, 2]], "weibull": [[2, 3], [.1, 1]],
    "pareto": [[1, 2]], "uniform": [[1, 3]],
}


def beside(family, t):
    """t moved in one parameter or in all, by a thousandth, by 1e-8, by a bit; uniform and Pareto outwards."""
    first = 1 if family in ("binomial", "negative_binomial") else 0
    for step in (1e-3, 1e-8, 0):
        def moved(v, down):
            if step:
                return v * (1 - step if down else 1 + step)
            return nextafter(v, -inf if down else inf)

        for which in [*range(first, len(t)), None]:
            q = [moved(v, family in ("uniform", "pareto") and i == 0)
                 if i >= first and which in (None, i) else v for i, v in enumerate(t)]
            yield t, q


CROSS = [
    ("normal", [1, 2], "laplace", [0, 1]), ("normal", [1, 2], "gumbel", [0, 3]), ("normal", [0, 1], "laplace", [5, 2]),
    ("log_normal", [0, .5], "exponential", [2]), ("log_normal", [0, .5], "gamma", [2, 3]),
    ("log_normal", [0, .5], "inverse_gamma", [2, 3]), ("log_normal", [0, .5], "normal", [1, 2]),
    ("log_normal", [0, .5], "half_normal", [2]), ("log_normal", [.5, .5], "weibull", [1.5, 2]),
    ("half_normal", [2], "normal", [1, 2]), ("half_normal", [2], "exponential", [.5]),
    ("half_normal", [2], "gamma", [2, 3]), ("half_normal", [2], "weibull", [1.5, 2]),
    ("half_normal", [2], "log_normal", [0, 1]), ("half_normal", [2], "laplace", [1, 2]),
    ("half_normal", [2], "laplace", [-1, 2]), ("half_normal", [2], "gumbel", [1, 2]),
    ("exponential", [2], "normal", [1, 2]), ("exponential", [2], "gumbel", [1, 2]),
    ("exponential", [2], "laplace", [1, 2]), ("exponential", [2], "laplace", [-1, 2]),
    ("exponential", [2], "half_normal", [1]), ("exponential", [2], "log_normal", [0, 1]),
    ("exponential", [2], "gamma", [2, 3]), ("exponential", [2], "weibull", [2, 3]),
    ("gamma", [2, 3], "exponential", [.5]), ("gamma", [2, 3], "normal", [1, 2]), ("gamma", [2, 3], "gumbel", [1, 2]),
    ("gamma", [2, 3], "weibull", [1.5, 2]), ("gamma", [2, 3], "log_normal", [0, 1]),
    ("gamma", [3, 3], "inverse_gamma", [2, 1]), ("gamma", [2, 3], "half_normal", [1]),
    ("inverse_gamma", [3, 2], "exponential", [.5]), ("inverse_gamma", [3, 2], "gamma", [2, 1]),
    ("inverse_gamma", [3, 2], "log_normal", [0, 1]), ("inverse_gamma", [4, 2], "normal", [0, 1]),
    ("inverse_gamma", [3, 2], "weibull", [1.5, 2]), ("inverse_gamma", [4, 2], "half_normal", [1]),
    ("beta", [2, 3], "exponential", [.5]), ("beta", [2, 3], "gamma", [2, 1]), ("beta", [2, 3], "normal", [0, 1]),
    ("beta", [2, 3], "uniform", [-1, 2]), ("beta", [2, 3], "uniform", [0, 1]), ("beta", [2, 3], "half_normal", [1]),
    ("beta", [2, 3], "log_normal", [0, 1]), ("beta", [2, 3], "weibull", [1.5, 2]),
    ("beta", [3, 3], "inverse_gamma", [2, 1]),
    ("laplace", [1, 2], "normal", [0, 3]), ("laplace", [1, 1], "gumbel", [0, 2]),
    ("gumbel", [1, 2], "normal", [0, 3]),
    ("weibull", [2, 1.5], "exponential", [2]), ("weibull", [2, 1.5], "gamma", [2, 1]),
    ("weibull", [2, 1.5], "normal", [0, 1]), ("weibull", [2, 1.5], "log_normal", [0, 1]),
    ("weibull", [2, 1.5], "half_normal", [1]), ("weibull", [2, 1.5], "inverse_gamma", [2, 1]),
    ("pareto", [1, 3], "exponential", [.5]), ("pareto", [1, 3], "gamma", [2, 1]), ("pareto", [1, 3], "normal", [0, 1]),
    ("pareto", [1, 3], "log_normal", [0, 1]), ("pareto", [1, 3], "inverse_gamma", [2, 1]),
    ("pareto", [1, 3], "laplace", [0, 1]), ("pareto", [1, 3], "laplace", [2, 1]), ("pareto", [1, 3], "weibull", [1.5, 2]),
    ("pareto", [1, 3], "half_normal", [2]),
    ("uniform", [.25, .5], "beta", [2, 3]), ("uniform", [0, 1], "beta", [2, 3]), ("uniform", [1, 3], "exponential", [.5]),
    ("uniform", [1, 3], "gamma", [2, 1]), ("uniform", [-1, 3], "gumbel", [0, 1]), ("uniform", [-1, 3], "normal", [0, 1]),
    ("uniform", [2, 3], "pareto", [1, 2]), ("uniform", [-1, 3], "laplace", [0, 1]), ("uniform", [-1, 3], "laplace", [5, 1]),
    ("uniform", [0, 1], "cauchy", [0, 1]), ("uniform", [0, 1], "cauchy", [.5, 2]), ("uniform", [-3, 2], "cauchy", [1, .5]),
    ("uniform", [5, 5.25], "cauchy", [1, .5]), ("uniform", [-40, 3], "cauchy", [0, 1]),
    ("gamma", [2, 3], "laplace", [0, 2]), ("gamma", [2, 3], "laplace", [-1, 2]), ("gamma", [1, 3], "laplace", [.5, 2]),
    ("weibull", [2, 1.5], "laplace", [0, 2]), ("weibull", [2, 1.5], "laplace", [-1, 2]),
    ("weibull", [1, 1.5], "laplace", [.5, 2]), ("weibull", [1, 1.5], "gumbel", [.5, 2]),
    ("inverse_gamma", [3, 2], "laplace", [0, 2]), ("inverse_gamma", [3, 2], "laplace", [-1, 2]),
    ("beta", [2, 3], "laplace", [0, 2]), ("beta", [2, 3], "laplace", [-1, 2]), ("beta", [2, 3], "laplace", [1, 2]),
    ("beta", [2, 3], "laplace", [3, 2]), ("beta", [1, 1], "laplace", [.5, 2]),
    ("log_normal", [0, .5], "laplace", [0, 2]), ("log_normal", [0, .5], "laplace", [-1, 2]),
    ("log_normal", [0, .5], "laplace", [1, 2]), ("log_normal", [.5, .25], "laplace", [8, 2]),
    ("log_normal", [-1, 2], "laplace", [1, 3]),
    ("uniform", [1, 3], "log_normal", [0, 1]), ("uniform", [1, 3], "weibull", [1.5, 2]),
    ("uniform", [1, 3], "inverse_gamma", [2, 1]), ("uniform", [0, 3], "half_normal", [1]),
    ("uniform", [0, 3], "log_normal", [0, 1]), ("uniform", [1, 1.25], "log_normal", [0, 1]),
    ("bernoulli", [.3], "poisson", [2]), ("bernoulli", [.3], "geometric", [.4]), ("bernoulli", [.3], "binomial", [4, .5]),
    ("bernoulli", [.3], "categorical", [1, 2, 3]), ("bernoulli", [.3], "negative_binomial", [2.5, .5]),
    ("binomial", [9, .3], "binomial", [12, .25]), ("binomial", [9, .3], "poisson", [3]), ("binomial", [9, .3], "geometric", [.3]),
    ("binomial", [200, .3], "binomial", [240, .25]), ("categorical", [1, 2, 3], "binomial", [2, .5]),
    ("categorical", [1, 2, 3], "poisson", [1.5]), ("geometric", [.3], "negative_binomial", [1, .5]),
]

ENTROPIES = [
    ("bernoulli", [.3]), ("geometric", [.3]), ("categorical", [1, 2, 3]), ("normal", [1, 2]), ("log_normal", [1, .5]),
    ("half_normal", [2]), ("exponential", [2]), ("gamma", [2, 3]), ("inverse_gamma", [3, 2]), ("beta", [2, 3]),
    ("laplace", [1, 2]), ("cauchy", [1, 2]), ("gumbel", [1, 2]), ("weibull", [2, 1.5]), ("pareto", [1, 3]),
    ("uniform", [1, 4]),
]


def exact(t):
    return [mpf(v) for v in t]


def line(p_family, p, q_family, q, value):
    def numbers(t):
        return "{" + ", ".join(float(v).hex() for v in t) + "}"

    print(f"    {{KL_FAMILY_{p_family.upper()}, {len(p)}, {numbers(p)}, KL_FAMILY_{q_family.upper()}, {len(q)}, "
          f"{numbers(q)}, {float(value).hex()}}},")


def table(name):
    print(f"static const golden {name}[] = {{")


print("/* SPDX-License-Identifier: Apache-2.0 */")
print("/* Written by tools/make_family_golden.py; do not edit. */")
print("// clang-format off")
print("typedef struct golden { kl_family_id p_family; size_t p_count; double p[4]; kl_family_id q_family; "
      "size_t q_count; double q[4]; double value; } golden;")
table("golden_within")
for family, pairs in WITHIN.items():
    for number, (p, q) in enumerate(pairs):
        value = FORMULA[family](exact(p), exact(q))
        if number < 3 and family != "dirichlet":
            integral = quadrature(family, exact(p), family, exact(q))
            if abs(integral - value) > mpf(10)**-25 * value:
                sys.exit(f"{family} {p} {q}: formula {mp.nstr(value, 30)}, integral {mp.nstr(integral, 30)}")
        line(family, p, family, q, value)
    for t in BESIDE[family]:
        for p, q in beside(family, t):
            line(family, p, family, q, FORMULA[family](exact(p), exact(q)))
            if family not in ("uniform", "pareto"):
                line(family, q, family, p, FORMULA[family](exact(q), exact(p)))
print("};")
table("golden_between")
for p_family, p, q_family, q in CROSS:
    line(p_family, p, q_family, q, quadrature(p_family, exact(p), q_family, exact(q)))
print("};")
table("golden_entropies")
for family, t in ENTROPIES:
    # The cross-entropy with a density that is 1 everywhere.
    lp = globals()[family](*exact(t))
    globals()["one"] = lambda: lambda x: mpf(0)
    line(family, t, family, t, -quadrature(family, exact(t), "one", []))
print("};")
