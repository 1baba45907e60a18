#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Write tests/transport/golden.h: costs of transport by other programs.

Points and masses come from a congruence that the test repeats. Assignments are solved by
scipy.optimize.linear_sum_assignment, masses by POT (ot.emd2), lines by scipy.stats.wasserstein_distance:

    tools/make_transport_golden.py > tests/transport/golden.h
"""

import numpy as np
import ot
import scipy
from scipy.optimize import linear_sum_assignment
from scipy.spatial.distance import cdist
from scipy.stats import wasserstein_distance

GROUNDS = {"EUCLIDEAN": "euclidean", "SQUARED_EUCLIDEAN": "sqeuclidean", "L1": "cityblock", "COSINE": "cosine"}
SHAPES = [(150, 150, 1), (150, 150, 2), (150, 150, 7), (60, 130, 2), (130, 60, 3)]


def numbers(n, seed):
    """(48271 · state) mod (2³¹ − 1), over 2³¹: the same in C."""
    out = np.empty(n)
    state = seed
    for k in range(n):
        state = 48271 * state % 2147483647
        out[k] = state / 2147483648
    return out


def points(n, dimension, seed):
    return numbers(n * dimension, seed).reshape(n, dimension) + 0.25


def masses(n, seed):
    out = numbers(n, seed)
    out[:: 7] = 0
    return out / out.sum()


def rows():
    for at, (n, m, dimension) in enumerate(SHAPES):
        x, y = points(n, dimension, 11 + at), points(m, dimension, 101 + at)
        for name, metric in GROUNDS.items():
            if dimension == 1 and name == "COSINE":
                continue
            for power in (1, 3) if name == "EUCLIDEAN" else (1,):
                cost = cdist(x, y, metric) ** power
                uniform = ot.emd2(np.full(n, 1 / n), np.full(m, 1 / m), cost, numItermax=10**7)
                if n == m:
                    assigned = cost[linear_sum_assignment(cost)].mean()
                    assert abs(assigned - uniform) < 1e-12
                    uniform = assigned
                weighted = ot.emd2(masses(n, 201 + at), masses(m, 301 + at), cost, numItermax=10**7)
                if dimension == 1 and power == 1 and name == "EUCLIDEAN":
                    line = wasserstein_distance(x[:, 0], y[:, 0], masses(n, 201 + at), masses(m, 301 + at))
                    assert abs(line - weighted) < 1e-12
                yield f"    {{{n}, {m}, {dimension}, {at}, KL_GROUND_{name}, {power}, {uniform!r}, {weighted!r}}},"


print("/* SPDX-License-Identifier: Apache-2.0 */")
print(f"/* Written by tools/make_transport_golden.py with SciPy {scipy.__version__} and POT {ot.__version__}. */")
print("""/* clang-format off */
static const struct golden {
    size_t n, m, dimension;
    unsigned at;
    kl_ground ground;
    double power, uniform, weighted;
} golden[] = {""")
print("\n".join(rows()))
print("};")
print("/* clang-format on */")
