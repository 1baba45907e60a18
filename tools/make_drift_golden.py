#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Golden values of tests and distances between two columns: tests/table/golden_drift.h, by SciPy and NumPy.

χ² and G are scipy.stats.chi2_contingency without correction; Kolmogorov–Smirnov is ks_2samp, exact, and with ties a
count of all labellings; W₁ is wasserstein_distance; edges are numpy.histogram_bin_edges.
"""

import itertools
import math
import pathlib

import numpy as np
from scipy import stats

OUT = pathlib.Path(__file__).resolve().parents[1] / "tests" / "table" / "golden_drift.h"


def number(x):
    return float(x).hex() if math.isfinite(x) else "INFINITY"


def numbers(values):
    return "{" + ", ".join(number(x) for x in values) + "}"


def homogeneity():
    """No cell is rare, so that none is put together with another."""
    for a, b in [([30, 20, 50], [25, 35, 40]), ([1000, 2000], [70, 130]), ([19, 18, 17, 26], [40, 30, 20, 90]),
                 ([100, 200, 300, 400, 500], [110, 190, 310, 390, 505])]:
        pearson = stats.chi2_contingency([a, b], correction=False)
        deviance = stats.chi2_contingency([a, b], correction=False, lambda_="log-likelihood")
        yield (f"{{{len(a)}, {{{', '.join(map(str, a))}}}, {{{', '.join(map(str, b))}}}, "
               f"{number(pearson[0])}, {number(deviance[0])}, {number(max(pearson[1], deviance[1]))}}}")


def all_labellings(a, b):
    """P(max |F − G| ≥ what it is) over every choice of the places of `a` among all values."""
    pooled = sorted(a + b)
    n, m = len(a), len(b)

    def statistic(places):
        below, most = 0, 0
        for i, value in enumerate(pooled):
            below += i in places
            if i + 1 == len(pooled) or pooled[i + 1] != value:
                most = max(most, abs(below * m - (i + 1 - below) * n))
        return most

    def counts(values):
        return [values.count(v) for v in sorted(set(pooled))]

    ca, cb = counts(a), counts(b)
    observed = max(abs(x * m - y * n) for x, y in zip(itertools.accumulate(ca), itertools.accumulate(cb)))
    deals = [statistic(set(p)) for p in itertools.combinations(range(n + m), n)]
    return ca, cb, observed / (n * m), sum(d >= observed for d in deals) / len(deals)


def kolmogorov():
    for a, b in [([1, 1, 2, 3, 3, 3], [2, 3, 4, 4, 4, 5, 5]), ([0, 0, 1], [0, 1, 1, 1, 1]), ([1, 2], [1, 2, 2])]:
        ca, cb, d, p = all_labellings(a, b)
        yield (f"{{{len(ca)}, {{{', '.join(map(str, ca))}}}, {{{', '.join(map(str, cb))}}}, "
               f"{number(d)}, {number(p)}}}")


def limits():
    """Two numbers, which came n/2 + k and n/2 − k times against n/2 each: max |F − G| is k/n."""
    for n, k in [(2000, 5), (2000, 15), (2000, 31), (3000, 60), (5000, 400)]:
        yield f"{{{n}, {k}, {number(stats.kstwobign.sf(k / n * math.sqrt(n / 2)))}}}"


def columns():
    draw = np.random.default_rng(9)
    for name, n, m, shift, scale, decimals in [("normal", 40, 25, 0.3, 1, 6), ("rounded", 60, 50, 0.5, 1.5, 0),
                                               ("far", 12, 30, 8, 1, 3)]:
        a = np.round(draw.normal(size=n) * 2, decimals) + 0.0
        b = np.round(draw.normal(size=m) * 2 * scale + shift, decimals) + 0.0
        ks = stats.ks_2samp(a, b, method="exact")
        distinct = len(set(a) | set(b)) == n + m
        edges = [np.histogram_bin_edges(a, rule)[1:-1] for rule in ("doane", "sturges")]
        yield (f'{{"{name}", {n}, {m}, {numbers(np.concatenate([a, b]))},\n     '
               f"{number(stats.wasserstein_distance(a, b))}, {number(np.std(a))}, {number(ks.statistic)}, "
               f"{number(ks.pvalue) if distinct else 'NAN'},\n     {{{len(edges[0])}, {len(edges[1])}}}, "
               f"{{{numbers(edges[0])}, {numbers(edges[1])}}}}}")


def main():
    lines = ["/* SPDX-License-Identifier: Apache-2.0 */", "/* Made by tools/make_drift_golden.py. */",
             "// clang-format off", "#ifndef TESTS_TABLE_GOLDEN_DRIFT_H", "#define TESTS_TABLE_GOLDEN_DRIFT_H", "",
             "#include <math.h>", "#include <stddef.h>", "#include <stdint.h>", "",
             "static const struct golden_homogeneity {", "    size_t n;", "    uint64_t a[8], b[8];",
             "    double pearson, deviance, p; /* the larger p of the two */", "} golden_homogeneities[] = {",
             *(f"    {row}," for row in homogeneity()), "};", "",
             "static const struct golden_kolmogorov {", "    size_t n;", "    uint64_t a[8], b[8];",
             "    double statistic, p;", "} golden_kolmogorovs[] = {", *(f"    {row}," for row in kolmogorov()), "};",
             "", "/* Of n draws a side with max |F − G| = k/n. */", "static const struct golden_limit {",
             "    uint64_t n, k;", "    double p;", "} golden_limits[] = {", *(f"    {row}," for row in limits()), "};",
             "", "static const struct golden_column {", "    const char *name;", "    size_t n, m;",
             "    double values[120]; /* those of the reference, then the others */",
             "    double wasserstein, spread, kolmogorov_smirnov, p; /* NAN: ties, of which SciPy knows nothing */",
             "    size_t edges[2];", "    double edge[2][12]; /* by Doane's rule, by Sturges' */",
             "} golden_columns[] = {", *(f"    {row}," for row in columns()), "};", "", "#endif", ""]
    OUT.write_text("\n".join(lines))


if __name__ == "__main__":
    main()
