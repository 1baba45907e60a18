#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Golden values for privacy, by mpmath: the textbook's formulas in enough digits, and integrals.

    /usr/bin/python3 tools/make_privacy_golden.py > tests/family/golden_privacy.h

Beside each value stands what its error may be: 64 roundings of it, and what 16 roundings of each argument make of it.
"""
import mpmath as mp

mp.mp.dps = 400
ROUNDING = mp.mpf(2)**-53


def delta_of(kind, apart, share, epsilon):
    """The hockey-stick divergence of a mechanism that draws a share of the records."""
    gamma = 1 + mp.expm1(epsilon) / share
    if kind == "LAPLACE":
        return share * max(0, 1 - mp.exp((mp.log(gamma) - apart) / 2))
    e = mp.log(gamma)
    phi = lambda x: mp.erfc(-x / mp.sqrt(2)) / 2
    return share * (phi(apart / 2 - e / apart) - gamma * phi(-apart / 2 - e / apart))


def slope(f, x):
    h = mp.mpf(10)**-60 * x
    return (f(x + h) - f(x - h)) / (2 * h)


def hexed(x):
    return float(x).hex() if mp.isfinite(x) else "INFINITY"


def row(kind, noise, sensitivity, share, epsilon, value, slack):
    print(f"    {{{{KL_MECHANISM_{kind}, {hexed(noise)}, {hexed(sensitivity)}, {hexed(share)}, 0}}, {hexed(epsilon)}, "
          f"{hexed(value)}, {float(slack):.2e}}},")


def cases():
    for noise, sensitivity in ((1, 1), (2.5, 1), (0.1, 1), (50.0, 1), (1e5, 1), (1e-3, 0.7), (0.3, 0.5)):
        for share in (1, 0.3, 1e-4):
            for epsilon in (0, 1e-8, 1e-3, 0.1, 1.0, 5.0, 36.0, 700.0):
                for kind in ("GAUSSIAN", "LAPLACE"):
                    yield kind, mp.mpf(noise), mp.mpf(sensitivity), mp.mpf(share), mp.mpf(epsilon)


print("/* SPDX-License-Identifier: Apache-2.0 */")
print("/* Written by tools/make_privacy_golden.py; do not edit. */")
print("// clang-format off")
print("typedef struct golden_privacy { kl_mechanism m; double at, value, slack; } golden_privacy;")
inverse, noises = [], []
print("static const golden_privacy golden_delta[] = {")
for number, (kind, noise, sensitivity, share, epsilon) in enumerate(cases()):
    apart = sensitivity / noise
    value = delta_of(kind, apart, share, epsilon)
    if value < mp.mpf(10)**-330:
        continue
    by_apart = abs(slope(lambda a: delta_of(kind, a, share, epsilon), apart) * apart)
    by_epsilon = abs(slope(lambda e: delta_of(kind, apart, share, e), epsilon) * epsilon) if epsilon else 0
    slack = ROUNDING * (64 * value + 16 * (by_apart + by_epsilon))
    if number % 3 == 0:
        row(kind, noise, sensitivity, share, epsilon, value, slack)
    # The same the other way round: δ as the double that a caller has.
    rounded = mp.mpf(float(value))
    if min(by_epsilon, by_apart) > 1e-300 and rounded < 1 and epsilon > 0 and number % 4 == 0 and rounded > 1e-300:
        fall = by_epsilon / epsilon
        there = epsilon + (value - rounded) / fall  # δ is linear over a rounding
        if there > epsilon / 2:
            inverse.append((kind, noise, sensitivity, share, rounded, there, slack / fall + 2 * ROUNDING * epsilon))
        there = noise * (1 + (value - rounded) / by_apart)
        if there > noise / 2:
            noises.append((kind, epsilon, sensitivity, share, rounded, there,
                           noise * slack / by_apart + 2 * ROUNDING * noise))
print("};")
print("/* at: δ; value: ε. */")
print("static const golden_privacy golden_epsilon[] = {")
for entry in inverse:
    row(*entry)
print("};")
print("/* noise: ε; at: δ; value: noise. */")
print("static const golden_privacy golden_noise[] = {")
for entry in noises:
    row(*entry)
print("};")


mp.mp.dps = 60


def renyi(kind, apart, share, alpha):
    """By the integral over the output, which has no closed form to be wrong in; both ways round."""
    if kind == "GAUSSIAN":
        p, q = (lambda x: mp.npdf(x, apart)), mp.npdf
        # e^(x·apart) moves a bell by `apart`, and the largest power is alpha.
        centre = apart * alpha
        cuts = [-40, -20, -10, -4, 0, 4, 10, 20] + [centre + c for c in (-20, -10, -4, 0, 4, 10, 20, 40)]
    else:
        p, q = (lambda x: mp.exp(-abs(x - apart)) / 2), (lambda x: mp.exp(-abs(x)) / 2)
        cuts = [-400, -40, 0, apart / 2, apart, apart + 40, apart + 400]
    mixed = lambda x: (1 - share) * q(x) + share * p(x)
    there = mp.quad(lambda x: q(x) * (mixed(x) / q(x))**alpha, sorted(set(cuts)))
    return mp.log(there) / (alpha - 1)


print("/* at: α. */")
print("static const golden_privacy golden_renyi[] = {")
for kind in ("GAUSSIAN", "LAPLACE"):
    for noise in (0.5, 1, 4):
        for share in (1, 0.25, 0.01, 1e-5):
            for alpha in (2, 3, 17) if share < 1 else (1.001, 1.5, 3, 17):
                value = renyi(kind, 1 / mp.mpf(noise), mp.mpf(share), mp.mpf(alpha))
                slack = ROUNDING * value * (64 if share == 1 else alpha * (64 + 4 * (alpha - 1) * value))
                row(kind, noise, 1, share, alpha, value, slack)
print("};")
