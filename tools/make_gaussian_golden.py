#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Golden values for normal distributions of several dimensions, by mpmath's determinants and inverses.

    /usr/bin/python3 tools/make_gaussian_golden.py > tests/family/golden_gaussian.h

A pair is written out with both covariances: what the test needs as a factor stands beside them.
"""
import random

import mpmath as mp

mp.mp.dps = 500
ORDERS = [0.01, 0.3, 0.5, 0.9, 0.999, 1.5, 3.0]


def covariance(variance, factor):
    n = len(variance)
    return mp.matrix(n, n) + mp.matrix([[(variance[i] if i == j else 0) + sum(
        mp.mpf(a) * b for a, b in zip(factor[i], factor[j])) for j in range(n)] for i in range(n)])


def divergence(d, s, t):
    inverse = t**-1
    product = inverse * s
    return (sum(product[i, i] for i in range(s.rows)) - s.rows - mp.log(mp.det(product)) +
            (d.T * inverse * d)[0]) / 2


def renyi(d, s, t, alpha):
    mixed = alpha * t + (1 - alpha) * s
    if min(mp.eigsy(mixed, eigvals_only=True)) <= 0:
        return mp.inf
    logs = mp.log(mp.det(mixed)) - (1 - alpha) * mp.log(mp.det(s)) - alpha * mp.log(mp.det(t))
    return alpha / 2 * (d.T * mixed**-1 * d)[0] + logs / (2 * (1 - alpha))


def numbers(values):
    return "{" + ", ".join("INFINITY" if v == mp.inf else float(v).hex() for v in values) + "}"


def draw(n, rank, spread):
    variance = [random.uniform(0.5, 2) * spread**random.uniform(-1, 1) for _ in range(n)]
    return variance, [[random.gauss(0, 1) for _ in range(rank)] for _ in range(n)]


def near(values, by):
    return [v * (1 + by * random.uniform(-1, 1)) for v in values]


def pairs():
    for n in (1, 2, 3, 5):
        for rank in (0, 1, 2):
            for by in (None, 1e-2, 1e-6, 1e-10):
                p = draw(n, rank, 10)
                q = draw(n, rank, 10) if by is None else (near(p[0], by), [near(row, by) for row in p[1]])
                mean = [random.gauss(0, 1) for _ in range(n)]
                other = [random.gauss(0, 1) for _ in range(n)] if by is None else near(mean, by)
                yield n, rank, mean, p, other, q
    for spread in (1e4, 1e8):  # one nearly flat in some direction of the other
        yield 3, 1, [0, 0, 0], draw(3, 1, spread), [1, 1, 1], draw(3, 1, spread)
    for n, rank in ((2, 1), (3, 2), (5, 1)):  # of other units in every dimension
        for reach in (10, 50, 100):
            p, q = draw(n, rank, 10), draw(n, rank, 10)
            units = [10.0**random.uniform(-reach, reach) for _ in range(n)]
            units[0] = 10.0**reach
            scaled = [v * u * u for v, u in zip(p[0], units)], [[f * u for f in row] for row, u in zip(p[1], units)]
            mean = [random.gauss(0, 1) for _ in range(n)]
            yield n, rank, mean, scaled, [0] * n, q
            yield n, rank, mean, q, [0] * n, scaled
    for n, rank in ((2, 1), (3, 1), (5, 2)):  # ill-conditioned p, q, both
        for flat in (1e-4, 1e-8, 1e-12):
            p, q = draw(n, rank, 2), draw(n, rank, 2)
            thin = [[v * flat for v in one[0]] for one in (p, q)]
            mean = [random.gauss(0, 1) for _ in range(n)]
            yield n, rank, mean, (thin[0], p[1]), [0] * n, q
            yield n, rank, mean, p, [0] * n, (thin[1], q[1])
            yield n, rank, mean, (thin[0], p[1]), [0] * n, (thin[1], [near(row, 1e-3) for row in p[1]])


random.seed(1)
print("/* SPDX-License-Identifier: Apache-2.0 */")
print("/* Written by tools/make_gaussian_golden.py; do not edit. */")
print("// clang-format off")
print(f"enum {{ ORDERS = {len(ORDERS)} }};")
print("static const double golden_orders[ORDERS] = " + numbers(ORDERS) + ";")
print("typedef struct golden_side { double mean[5], variance[5], factor[10], covariance[25]; } golden_side;")
print("typedef struct golden_pair { size_t n, rank; golden_side p, q; "
      "double low_rank, divergence, renyi[ORDERS]; } golden_pair;")
print("static const golden_pair golden_pairs[] = {")
for n, rank, mean, p, other, q in pairs():
    sides, full = [], []
    for m, (variance, factor) in ((mean, p), (other, q)):
        # The covariance that the test sees is the rounded one, and so are its values.
        exact = covariance(variance, factor)
        rounded = mp.matrix(n, n)
        for i in range(n):
            for j in range(n):
                rounded[i, j] = mp.mpf(float(exact[i, j]))
        full.append((exact, rounded))
        sides.append("{" + ", ".join([
            numbers(m), numbers(variance), numbers(v for row in factor for v in row) if rank else "{0}",
            numbers(rounded[i, j] for i in range(n) for j in range(n))]) + "}")
    gap = mp.matrix([mp.mpf(a) - mp.mpf(b) for a, b in zip(mean, other)])
    values = [renyi(gap, full[0][1], full[1][1], mp.mpf(a)) for a in ORDERS]
    print(f"    {{{n}, {rank}, {sides[0]}, {sides[1]}, "
          f"{float(divergence(gap, full[0][0], full[1][0])).hex()}, "
          f"{float(divergence(gap, full[0][1], full[1][1])).hex()}, {numbers(values)}}},")
print("};")


def one_dimension(d, v, w, alpha):
    """Rényi's divergence, KL for α = 1; all mpf."""
    if alpha == 1:
        return (v / w - 1 - mp.log(v / w) + d * d / w) / 2
    mixed = alpha * w + (1 - alpha) * v
    if mixed <= 0:
        return mp.inf
    logs = mp.log(mixed) - (1 - alpha) * mp.log(v) - alpha * mp.log(w)
    return alpha / 2 * d * d / mixed + logs / (2 * (1 - alpha))


def extremes():
    yield 0.0, 1e300, 1e308, 3.0
    for ratio in (1.002, 0.998, 1 + 2**-30, 2.1, 3, 3.2, 0.17, 0.15, 0.1, 10, 1e3, 1e10, 1e-10):
        for alpha in (0.01, 0.3, 0.5, 0.7, 0.999):
            yield 0.0, ratio, 1.0, alpha
    for _ in range(200):
        v, w = (10**random.uniform(-307, 307) for _ in range(2))
        alpha = random.choice((1e-10, 0.01, 0.5, 0.7, 1 - 2**-30, 1.0, 1.5, 3.0, 1e10, 1e300))
        yield random.choice((0.0, 10**random.uniform(-150, 150))), v, w, alpha
    for _ in range(100):
        w = 10**random.uniform(-300, 300)
        v = w * 10**random.choice((random.uniform(-1, 1), random.uniform(-4, 4)))
        alpha = random.choice((1e-10, 0.1, 0.4, 0.5, 0.6, 0.9, 1.0))
        yield random.choice((0.0, w**0.5 * 10**random.uniform(-2, 2))), v, w, alpha


mp.mp.dps = 700
print("/* One dimension: distance of the means, variances of p and q, order, value. */")
print("static const double golden_extremes[][5] = {")
for row in extremes():
    value = one_dimension(*map(mp.mpf, row))
    if value == mp.inf or 1e-290 < value:
        print("    " + numbers([*row, value if value < 2**1024 else mp.inf]) + ",")
print("};")
