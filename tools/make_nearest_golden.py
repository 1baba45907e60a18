#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Mutual information of fixed numbers by scikit-learn's own functions, without the noise that it adds.

    pip install --target PEERS scikit-learn
    PYTHONPATH=PEERS /usr/bin/python3 tools/make_nearest_golden.py > tests/information/golden_nearest.h
"""
import numpy
import sklearn
from sklearn.feature_selection._mutual_info import _compute_mi_cc, _compute_mi_cd

N = 300


def numbers(count, state):
    """Squares of what a linear congruential generator gives, the same doubles in any language."""
    out = []
    for _ in range(count):
        state = (1103515245 * state + 12345) % 2**31
        out.append((state / 2**31) ** 2)
    return numpy.array(out)


def main():
    x = numbers(N, 1)
    y = x + numbers(N, 2) / 2
    labels = numpy.floor(4 * x)
    print("/* SPDX-License-Identifier: Apache-2.0 */")
    print(f"/* Written by tools/make_nearest_golden.py: values of scikit-learn {sklearn.__version__}. */")
    print(f"enum {{ GOLDEN_N = {N} }};")
    print("static const struct {\n    unsigned k;\n    double pairs, labels;\n} golden_nearest[] = {")
    for k in (1, 3, 10):
        pairs, classes = _compute_mi_cc(x, y, k), _compute_mi_cd(y, labels, k)
        print(f"    {{{k}, {float(pairs)!r}, {float(classes)!r}}},")
    print("};")


main()
