#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Golden fits of one normal distribution to two modes on a grid: where the gradient is zero to 40 digits.

    /usr/bin/python3 tools/make_fit_golden.py > tests/family/golden_fit.h

The target is 0.7·N(−2, 0.8) + 0.3·N(2.5, 0.6) at the points −8, −7.96875, … 8. Each divergence is its textbook
sum Σ q f(p/q) over cells, q the normalised density, and each measure of the second list its textbook function of such
a sum; SciPy's Nelder–Mead from a few beginnings finds the place, mpmath's Newton on the numerical derivatives of the
measure itself the digits.
"""
import mpmath as mp
import numpy as np
from scipy.optimize import minimize

mp.mp.dps = 40
X = [mp.mpf(i) / 32 for i in range(-256, 257)]


def bell(x, mean, scale):
    return mp.exp(-((x - mean) / scale)**2 / 2) / scale


def normalised(weights):
    total = mp.fsum(weights)
    return [w / total for w in weights]


P = normalised([mp.mpf(7) / 10 * bell(x, -2, mp.mpf(8) / 10) + mp.mpf(3) / 10 * bell(x, mp.mpf(5) / 2, mp.mpf(6) / 10)
                for x in X])
F = {
    "KL_DIVERGENCE": lambda t: t * mp.log(t),
    "KL_DIVERGENCE_REVERSE": lambda t: -mp.log(t),
    "KL_JEFFREYS": lambda t: (t - 1) * mp.log(t),
    "KL_JENSEN_SHANNON": lambda t: (t * mp.log(t) - (t + 1) * mp.log((t + 1) / 2)) / 2,
    "KL_CHI_SQUARE": lambda t: (t - 1)**2,
    "KL_CHI_SQUARE_NEYMAN": lambda t: (t - 1)**2 / t,
    "KL_HELLINGER_SQUARED": lambda t: (mp.sqrt(t) - 1)**2 / 2,
    "KL_TRIANGULAR": lambda t: (t - 1)**2 / (t + 1),
    "KL_LE_CAM": lambda t: (t - 1)**2 / (t + 1) / 2,
}
ENTROPY = -mp.fsum(p * mp.log(p) for p in P)
OTHERS = {
    "KL_CROSS_ENTROPY": ("KL_DIVERGENCE", lambda s: ENTROPY + s),
    "KL_PERPLEXITY": ("KL_DIVERGENCE", lambda s: mp.exp(ENTROPY + s)),
    "KL_JENSEN_SHANNON_DISTANCE": ("KL_JENSEN_SHANNON", mp.sqrt),
    "KL_HELLINGER": ("KL_HELLINGER_SQUARED", mp.sqrt),
    "KL_BHATTACHARYYA": ("KL_HELLINGER_SQUARED", lambda s: -mp.log(1 - s)),
    "KL_RENYI": ("KL_CHI_SQUARE", lambda s: mp.log(1 + s)),
}


def measure(f, finish, mean, log_scale):
    q = normalised([bell(x, mean, mp.exp(log_scale)) for x in X])
    return finish(mp.fsum(b * f(a / b) for a, b in zip(P, q)))


def gradient(f, finish, mean, log_scale):
    h = mp.mpf(10)**-12
    return [(measure(f, finish, mean + h, log_scale) - measure(f, finish, mean - h, log_scale)) / (2 * h),
            (measure(f, finish, mean, log_scale + h) - measure(f, finish, mean, log_scale - h)) / (2 * h)]


def rough(name):
    """The best place by SciPy, in doubles."""
    x, p = np.array([float(v) for v in X]), np.array([float(v) for v in P])
    f = {"KL_DIVERGENCE": lambda p, q: p * np.log(p / q), "KL_DIVERGENCE_REVERSE": lambda p, q: q * np.log(q / p),
         "KL_JEFFREYS": lambda p, q: (p - q) * np.log(p / q),
         "KL_JENSEN_SHANNON": lambda p, q: (p * np.log(2 * p / (p + q)) + q * np.log(2 * q / (p + q))) / 2,
         "KL_CHI_SQUARE": lambda p, q: (p - q)**2 / q, "KL_CHI_SQUARE_NEYMAN": lambda p, q: (p - q)**2 / p,
         "KL_HELLINGER_SQUARED": lambda p, q: (np.sqrt(p) - np.sqrt(q))**2 / 2,
         "KL_TRIANGULAR": lambda p, q: (p - q)**2 / (p + q), "KL_LE_CAM": lambda p, q: (p - q)**2 / (p + q) / 2}[name]

    def value(v):
        q = np.exp(-((x - v[0]) / np.exp(v[1]))**2 / 2) + 1e-300
        return np.sum(f(p, q / q.sum()))

    with np.errstate(all="ignore"):
        ends = [minimize(value, b, method="Nelder-Mead", options={"xatol": 1e-9, "fatol": 1e-14, "maxiter": 4000})
                for b in ([-0.6, 0.8], [-2, -0.2], [2.5, -0.5], [0, 1.5])]
    return min((e for e in ends if np.isfinite(e.fun)), key=lambda e: e.fun).x


def line(name, of, finish):
    f = F[of]
    mean, log_scale = mp.findroot(lambda a, b: gradient(f, finish, a, b), [mp.mpf(v) for v in rough(of)], tol=1e-20)
    return (f"    {{{name}, {float(mean).hex()}, {float(mp.exp(log_scale)).hex()}, "
            f"{float(measure(f, finish, mean, log_scale)).hex()}}},")


print("/* SPDX-License-Identifier: Apache-2.0 */")
print("/* Written by tools/make_fit_golden.py; do not edit. */")
print("// clang-format off")
print("typedef struct golden_fit { kl_measure_id measure; double mean, scale, value; } golden_fit;")
print("static const golden_fit golden_fits[] = {")
for name in F:
    print(line(name, name, lambda s: s))
print("};")
print("/* Measures that are functions of those. */")
print("static const golden_fit golden_others[] = {")
for name, (of, finish) in OTHERS.items():
    print(line(name, of, finish))
print("};")
