#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Write tests/sample/golden_two_samples.h: statistics of two small samples by SciPy and, for the kernels, by their
definition with mpmath at 40 digits.

    tools/make_two_sample_golden.py > tests/sample/golden_two_samples.h
"""
import random

import mpmath
from scipy import stats

mpmath.mp.dps = 40


def distance(x, y):
    return mpmath.sqrt(sum((mpmath.mpf(a) - mpmath.mpf(b)) ** 2 for a, b in zip(x, y)))


def mean(kernel, left, right, distinct):
    values = [kernel(x, y) for i, x in enumerate(left) for j, y in enumerate(right) if not distinct or i != j]
    return mpmath.fsum(values) / len(values)


def contrast(kernel, a, b, distinct):
    return mean(kernel, a, a, distinct) + mean(kernel, b, b, distinct) - 2 * mean(kernel, a, b, False)


def median(values):
    values = sorted(values)
    return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2


def case(name, a, b):
    columns = len(a[0])
    both = a + b
    pairs = [distance(both[i], both[j]) for i in range(len(both)) for j in range(i)]
    sigma = median([d for d in pairs if d > 0])
    minus_distance = lambda x, y: -distance(x, y)
    gauss = lambda x, y: mpmath.exp(-distance(x, y) ** 2 / (2 * sigma ** 2))
    ks, place = -1, 0
    if columns == 1:
        numbers = [[x for x, in side] for side in (a, b)]
        found = stats.ks_2samp(*numbers)
        ks, place = found.statistic, found.statistic_location
        root = stats.energy_distance(*numbers)
        assert abs(root ** 2 - contrast(minus_distance, a, b, False)) < 1e-12
    flat = [x for row in both for x in row]
    values = [contrast(k, a, b, d) for k in (minus_distance, gauss) for d in (False, True)] + [sigma]
    numbers = ", ".join(float(x).hex() for x in flat)
    print(f'    {{"{name}", {len(a)}, {len(b)}, {columns}, {{{numbers}}}, {float(ks).hex()}, {float(place).hex()},')
    print("     " + ", ".join(mpmath.nstr(v, 20) for v in values) + "},")


def gauss(n, columns, shift, digits=17):
    return [[round(random.gauss(shift, 1), digits) for _ in range(columns)] for _ in range(n)]


random.seed(4)
print("""/* SPDX-License-Identifier: Apache-2.0 */
/* Made by tools/make_two_sample_golden.py. */
// clang-format off
#ifndef TESTS_SAMPLE_GOLDEN_TWO_SAMPLES_H
#define TESTS_SAMPLE_GOLDEN_TWO_SAMPLES_H

#include <stddef.h>

static const struct golden_two_sample {
    const char *name;
    size_t n, m, columns;
    double points[60]; /* those of A, then those of B */
    double kolmogorov_smirnov, place; /* -1: not of one dimension */
    double energy_plugin, energy, mmd_plugin, mmd, bandwidth;
} golden_two_samples[] = {""")
case("normal", gauss(12, 1, 0), gauss(9, 1, 0.8))
case("ties", gauss(10, 1, 0, 0), gauss(16, 1, 1, 0))
case("apart", [[float(i)] for i in range(5)], [[100.0 + i] for i in range(4)])
case("large and small", [[1e15 + i] for i in range(6)], [[1e15 + 0.5 * i] for i in range(5)])
case("equal", [[1.0], [2.0], [2.0]], [[2.0], [1.0], [2.0]])
case("a plane", gauss(11, 2, 0), gauss(8, 2, 0.7))
case("ties in space", gauss(7, 3, 0, 0), gauss(9, 3, 0.5, 0))
print("""};

#endif""")
