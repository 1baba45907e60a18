#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of exact transport and of W_1 beside POT and SciPy.

    PYTHONPATH=BUILD_DIRECTORY/python bench/bench_transport.py [N ...]

Ours and theirs in turn on one thread, from points to the value, theirs without the matrix of costs (which it is given);
medians of processor time, so that a busy machine favours nobody. Appends what it prints to bench/RESULTS.md.
"""
import datetime
import pathlib
import statistics
import sys
import time

import numpy
import ot
import scipy
from scipy.spatial.distance import cdist
from scipy.stats import wasserstein_distance

from kullback import transport

RUNS = 3
RESULTS = pathlib.Path(__file__).resolve().parent / "RESULTS.md"


def clouds(kind, n, rng):
    """Two clouds of points and their masses, None where they are equal."""
    if kind == "uniform square":
        return rng.random((n, 2)), rng.random((n, 2)), None, None
    if kind == "clustered":
        centres = 10 * rng.random((20, 2))
        return (*(centres[first + rng.integers(0, 10, n)] + 0.1 * rng.normal(size=(n, 2)) for first in (0, 10)), None, None)
    dimension = 10 if kind == "Gaussians, 10-D" else 2
    x, y = rng.normal(size=(n, dimension)), 0.5 + rng.normal(size=(n, dimension))
    if kind != "non-uniform masses":
        return x, y, None, None
    a, b = rng.random(n) + 0.01, rng.random(n) + 0.01
    return x, y, a / a.sum(), b / b.sum()


def timed(work):
    start = time.process_time()
    value = work()
    return time.process_time() - start, value


def compared(ours, theirs):
    """Medians in ms of both in turn, their ratio, and the relative difference of the values."""
    spent = ([], [])
    for _ in range(RUNS):
        for times, work in zip(spent, (ours, theirs)):
            seconds, value = timed(work)
            times.append(seconds)
            if times is spent[0]:
                mine = value
    left, right = (1e3 * statistics.median(times) for times in spent)
    return f"{left:.1f} | {right:.1f} | {right / left:.1f} | {abs(mine - value) / value:.1e}"


def rows(sizes):
    for n in sizes:
        for kind in ("Gaussians, 2-D", "uniform square", "Gaussians, 10-D", "clustered", "non-uniform masses"):
            x, y, a, b = clouds(kind, n, numpy.random.default_rng(1))
            matrix = cdist(x, y, "sqeuclidean")
            flat = numpy.full(n, 1 / n)
            yield f"| {kind} | {n} | " + compared(
                lambda: transport.points(x, y, a, b, cost="squared_euclidean").cost,
                lambda: ot.emd2(flat if a is None else a, flat if b is None else b, matrix, numItermax=10**8)) + " |"
    x, y = numpy.random.default_rng(2).normal(size=(2, 10**6))
    yield "| W_1 of numbers | 1,000,000 | " + compared(
        lambda: transport.wasserstein(x, y), lambda: wasserstein_distance(x, y)) + " |"


def main():
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    lines = [f"## Transport, {datetime.date.today()}, {cpu}, POT {ot.__version__}, SciPy {scipy.__version__}", "",
             f"Medians of {RUNS} runs in turn, ms of processor time, one thread; load average of the machine "
             f"{open('/proc/loadavg').read().split()[0]}.", "",
             "| | n = m | Kullback | POT, SciPy | ratio | difference of values |", "|---|---|---|---|---|---|"]
    for row in rows([int(size) for size in sys.argv[1:]] or [1000, 4000]):
        print(row, flush=True)
        lines.append(row)
    with RESULTS.open("a") as out:
        out.write("\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
