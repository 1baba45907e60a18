#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Write tests/family/golden_bures.h: W_2 of normal distributions and its map, from the textbook formula with mpmath at 80
digits, and with scipy.linalg.sqrtm where that is good to see.

    tools/make_bures_golden.py > tests/family/golden_bures.h
"""
import random

import mpmath
import numpy
from mpmath import mp
from scipy import linalg

mp.dps = 80


def root(a):
    values, vectors = mp.eigsy(a)
    return vectors * mpmath.diag([mp.sqrt(max(v, 0)) for v in values]) * vectors.T


def case(name, mean, covariance, other_mean, other, with_map=True, with_scipy=True):
    n = len(mean)
    s, t = mpmath.matrix(covariance), mpmath.matrix(other)
    half = root(s)
    middle = root(half * t * half)
    square = sum((mpmath.mpf(a) - mpmath.mpf(b)) ** 2 for a, b in zip(mean, other_mean))
    square += sum(s[i, i] + t[i, i] - 2 * middle[i, i] for i in range(n))
    value = mp.sqrt(max(square, 0))
    if with_scipy:
        h = linalg.sqrtm(numpy.array(covariance))
        bures = numpy.trace(numpy.array(covariance) + numpy.array(other)
                            - 2 * linalg.sqrtm(h @ numpy.array(other) @ h)).real
        bures += sum((a - b) ** 2 for a, b in zip(mean, other_mean))
        assert abs(bures - square) < 1e-10 * (1 + abs(square)), name
    if with_map:
        inverse = half ** -1
        k = inverse * middle * inverse
        numbers = [k[i, j] for i in range(n) for j in range(n)]
    else:
        numbers = [0]
    hexes = lambda rows: ", ".join(float(x).hex() for x in rows)
    flat = lambda rows: [x for row in rows for x in row]
    print(f'    {{"{name}", {n}, {{{hexes(mean)}}}, {{{hexes(flat(covariance))}}},')
    print(f"     {{{hexes(other_mean)}}}, {{{hexes(flat(other))}}},")
    print(f"     {mp.nstr(value, 20)}, {int(with_map)}, {{{', '.join(mp.nstr(x, 20) for x in numbers)}}}}},")


def draw(n, rank=None):
    """What the test reads is what was rounded here, and symmetric."""
    f = numpy.array([[random.gauss(0, 1) for _ in range(rank or n)] for _ in range(n)])
    if rank:
        f = numpy.round(f * 4) / 4  # products are exact: singular to the last bit
    s = f @ f.T
    return ((s + s.T) / 2).tolist()


random.seed(6)
print("""/* SPDX-License-Identifier: Apache-2.0 */
/* Made by tools/make_bures_golden.py. */
// clang-format off
#ifndef TESTS_FAMILY_GOLDEN_BURES_H
#define TESTS_FAMILY_GOLDEN_BURES_H

#include <stddef.h>

static const struct golden_bures {
    const char *name;
    size_t n;
    double mean[4], covariance[16], other_mean[4], other[16];
    double distance;
    int has_map;
    double map[16];
} golden_bures[] = {""")
for n in (1, 2, 3, 4):
    case(f"drawn, {n}", [random.gauss(0, 1) for _ in range(n)], draw(n), [random.gauss(0, 1) for _ in range(n)], draw(n))
s = draw(3)
near = [[x * (1 + 2.0 ** -40 * (i + j)) for j, x in enumerate(row)] for i, row in enumerate(s)]
case("near", [0.0] * 3, s, [0.0] * 3, near)
case("equal", [1.0, 2.0, 3.0], s, [1.0, 2.0, 3.0], s)
scale = [2.0 ** 60, 1.0, 2.0 ** -60]
case("of different units", [0.0] * 3, s, [0.0] * 3, [[x * p * q for x, q in zip(row, scale)] for row, p in zip(s, scale)],
     with_scipy=False)
case("onto a line", [0.0] * 3, s, [0.0] * 3, draw(3, 1), with_scipy=False)
case("a line onto a line", [0.0] * 3, draw(3, 1), [0.5] * 3, draw(3, 1), with_map=False, with_scipy=False)
one = draw(4, 2)
case("equal planes", [0.0] * 4, one, [0.0] * 4, one, with_map=False, with_scipy=False)
case("a point", [1.0, 2.0], [[0.0, 0.0], [0.0, 0.0]], [4.0, 6.0], [[0.0, 0.0], [0.0, 0.0]], with_map=False,
     with_scipy=False)
print("""};

#endif""")
