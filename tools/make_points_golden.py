#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Entropy and divergence of fixed points by SciPy's cKDTree.

    /usr/bin/python3 tools/make_points_golden.py > tests/sample/golden_points.h
"""
import numpy
from scipy.spatial import cKDTree
from scipy.special import digamma, gammaln

N, M, DIMENSION = 300, 200, 3


def numbers(count, state):
    """Squares of what a linear congruential generator gives, the same doubles in any language."""
    out = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        out.append((state / 2**31) ** 2)
    return numpy.array(out)


def main():
    x = numbers(N * DIMENSION, 1).reshape(N, DIMENSION)
    y = numbers(M * DIMENSION, 2).reshape(M, DIMENSION)
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print("/* Written by tools/make_points_golden.py: values of SciPy. */")
    print(f"enum {{ GOLDEN_N = {N}, GOLDEN_M = {M}, GOLDEN_DIMENSION = {DIMENSION} }};")
    print("static const struct {\n    unsigned k;\n    kl_norm norm;\n    double entropy, divergence;\n"
          "} golden_points[] = {")
    for k in (1, 4, 10):
        for norm, p, ball in (("EUCLIDEAN", 2, numpy.log(numpy.pi) * DIMENSION / 2 - gammaln(DIMENSION / 2 + 1)),
                              ("MAX", numpy.inf, DIMENSION * numpy.log(2))):
            rho = cKDTree(x).query(x, [k + 1], p=p)[0]
            nu = cKDTree(y).query(x, [k], p=p)[0]
            entropy = DIMENSION * numpy.log(rho).mean() + ball + numpy.log(N - 1) - digamma(k)
            divergence = DIMENSION * numpy.log(nu / rho).mean() + numpy.log(M / (N - 1))
            print(f"    {{{k}, KL_NORM_{norm}, {entropy!r}, {divergence!r}}},")
    print("};")


main()
