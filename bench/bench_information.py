#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of mutual information of category codes beside scikit-learn's.

    PYTHONPATH=DIRECTORY_OF_SKLEARN bench/bench_information.py BUILD_DIRECTORY

Two columns of int64 codes, all pairs of many columns, and what chance makes of a table. Ours through the Python
package, so that both sides start from the same NumPy arrays; everything is run in turn, RUNS times, and medians are
compared. Of all pairs scikit-learn does the first few, and its time is scaled up. Appends what it prints to
bench/RESULTS.md.
"""
import datetime
import os
import pathlib
import statistics
import sys
import time

import numpy
import sklearn
from sklearn import metrics

sys.path.insert(0, str(pathlib.Path(sys.argv[1]).resolve() / "python"))
from kullback import information  # noqa: E402

RUNS = 7
COLUMNS, PAIRS = 200, 10
HERE = pathlib.Path(__file__).resolve().parent


def timed(function):
    start = time.perf_counter()
    value = function()
    return time.perf_counter() - start, value


def in_turn(functions):
    """Medians of the times of each, and what each said."""
    runs = [[timed(function) for function in functions] for _ in range(RUNS)]
    return ([statistics.median(run[i][0] for run in runs) for i in range(len(functions))],
            [runs[0][i][1] for i in range(len(functions))])


def row(job, threads, ours, theirs):
    return f"| {job} | {threads} | {1e3 * ours:,.1f} | {1e3 * theirs:,.1f} | {theirs / ours:,.0f} |"


def two_columns(rng, n, values):
    x = rng.integers(0, values, n)
    y = numpy.where(rng.random(n) < 0.2, x, rng.integers(0, values, n))
    (one, two, theirs), found = in_turn([
        lambda: information.Joint.of(x, y).mutual_information(),
        lambda: information.Joint.of(x, y, threads=2).mutual_information(),
        lambda: metrics.mutual_info_score(x, y)])
    assert abs(found[0] - found[2]) < 1e-10 and found[0] == found[1]
    job = f"{n:,} rows, {values:,} × {values:,} codes"
    return [row(job, 1, one, theirs), row(job, 2, two, theirs)]


def all_pairs(rng):
    columns = list(rng.integers(0, 12, (COLUMNS, 100_000)))
    total = COLUMNS * (COLUMNS - 1) // 2
    (one, two, theirs), found = in_turn([
        lambda: information.mutual_information_matrix(columns, estimator="plugin").values[0][1],
        lambda: information.mutual_information_matrix(columns, estimator="plugin", threads=2).values[0][1],
        lambda: [metrics.mutual_info_score(columns[0], columns[j]) for j in range(1, PAIRS + 1)][0]])
    assert abs(found[0] - found[2]) < 1e-10
    job = f"all {total:,} pairs of {COLUMNS} columns, 100,000 rows, 12 codes"
    return [row(job, 1, one, theirs * total / PAIRS), row(job, 2, two, theirs * total / PAIRS)]


def chance(rng):
    x, y = rng.integers(0, 50, 100_000), rng.integers(0, 50, 100_000)
    (ours, theirs), found = in_turn([lambda: information.adjusted_mutual_information(x, y),
                                     lambda: metrics.adjusted_mutual_info_score(x, y)])
    assert abs(found[0] - found[1]) < 1e-8
    return [row("adjusted for chance, 100,000 rows, 50 × 50 codes", 1, ours, theirs)]


def main():
    rng = numpy.random.default_rng(7)
    lines = two_columns(rng, 1_000_000, 100) + two_columns(rng, 1_000_000, 100_000) + all_pairs(rng) + chance(rng)
    text = (f"\n## Mutual information of category codes, {datetime.date.today()}, scikit-learn {sklearn.__version__}\n\n"
            f"Medians of {RUNS} runs in turn, ms; load average of the machine {os.getloadavg()[0]:.1f}.\n\n"
            "| job | threads | Kullback | scikit-learn | scikit-learn / Kullback |\n|---|---|---|---|---|\n"
            + "\n".join(lines) + "\n")
    print(text)
    with open(HERE / "RESULTS.md", "a") as results:
        results.write(text)


if __name__ == "__main__":
    main()
