#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes tests/measure/scipy_golden.h: what SciPy and mpmath (60 digits) say of fixed inputs, so that the
tests can hold Kullback to both without either being there."""
import pathlib
import random

import numpy
import scipy
from mpmath import log, mp, mpf, sqrt
from scipy.spatial.distance import jensenshannon
from scipy.stats import entropy

mp.dps = 60
N = 12


def truth(p, q):
    p, q = [mpf(float(v)) for v in p], [mpf(float(v)) for v in q]
    s, t = sum(p), sum(q)
    p, q = [v / s for v in p], [v / t for v in q]

    def kl(a, b):
        return sum(x * log(x / y) for x, y in zip(a, b))

    m = [(x + y) / 2 for x, y in zip(p, q)]
    return [-sum(x * log(x) for x in p), kl(p, q), sqrt(abs(kl(p, m) + kl(q, m)) / 2)]


def cases():
    rng = random.Random(1951)
    p = numpy.array([rng.random() for _ in range(N)])
    yield "random", p, numpy.array([rng.random() for _ in range(N)])
    yield "skewed", p**8, numpy.array([rng.random() for _ in range(N)]) ** 8
    for distance in (1e-3, 1e-6, 1e-9, 1e-12):
        yield f"near {distance:g}", p, p * (1 + distance * numpy.array(
            [rng.random() - 0.5 for _ in range(N)]))


def row(name, p, q):
    ours = truth(p, q)
    scipy_says = [entropy(p), entropy(p, q), jensenshannon(p, q)]
    numbers = lambda values: ", ".join(float(v).hex() if v == v else "NAN" for v in values)
    return (f'    {{"{name}",\n     {{{numbers(p)}}},\n     {{{numbers(q)}}},\n'
            f"     {{{numbers(scipy_says)}}},\n     {{{numbers(ours)}}}}},\n")


out = pathlib.Path(__file__).parents[1] / "tests/measure/scipy_golden.h"
out.write_text(
    "/* SPDX-License-Identifier: Apache-2.0 */\n"
    f"/* Written by tools/make_scipy_golden.py with SciPy {scipy.__version__}; the truth is mpmath's. */\n"
    "/* clang-format off */\n"
    "#include <math.h>\n\n"
    f"enum {{ GOLDEN_N = {N} }};\n\n"
    "static const struct golden {\n    const char *name;\n    double p[GOLDEN_N], q[GOLDEN_N];\n"
    "    double scipy[3], truth[3]; /* entropy, KL, Jensen-Shannon distance; NaN where SciPy says so */\n"
    "} golden_rows[] = {\n" + "".join(row(*case) for case in cases()) + "};\n")
