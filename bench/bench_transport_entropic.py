#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of entropic and sliced transport beside POT (Python Optimal Transport).

    bench/bench_transport_entropic.py BUILD [RUNS]      (BUILD: a build directory with the Python package)

Sinkhorn in the logarithmic domain on one matrix of costs, n = 2000 points of two normal clouds, squared distance, ε a
share of the mean cost: time of a plain iteration, and time until the marginal error is 1e-5 as either does it (POT
iterates plainly, so it is given the number of plain iterations that this takes). Sliced: 20,000 points of 64
coordinates on both sides, 100 projections, W_2. Everything is run in turn, on all cores; medians are compared. Appends
what it prints to bench/RESULTS.md.
"""
import datetime
import pathlib
import statistics
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(pathlib.Path(sys.argv[1]).resolve() / "python"))

import numpy
import ot

from kullback import transport

RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 3
ERROR = 1e-5
SHARE = 0.03


def spent(job):
    start = time.perf_counter()
    job()
    return time.perf_counter() - start


def in_turn(ours, theirs):
    times = [(spent(ours), spent(theirs)) for _ in range(RUNS)]
    return [statistics.median(column) for column in zip(*times)]


def main():
    rng = numpy.random.default_rng(7)
    n = 2000
    x, y = rng.normal(size=(n, 2)), 0.5 + 0.8 * rng.normal(size=(n, 2))
    costs = ot.dist(x, y)
    masses = numpy.full(n, 1 / n)
    epsilon = SHARE * costs.mean()
    mine = lambda **more: transport.sinkhorn_costs(costs, epsilon=epsilon, absolute=True, threads=0, **more)
    pot = lambda iterations: ot.bregman.sinkhorn_log(masses, masses, costs, epsilon, numItermax=iterations, stopThr=0,
                                                     warn=False)
    plain = mine(memory=0, scaling=False, tolerance=ERROR, iterations=100000)
    mixed = mine(tolerance=ERROR)
    few = 20
    rows = [(f"{few} plain iterations, n = {n}", *in_turn(
        lambda: mine(memory=0, scaling=False, tolerance=1e-300, iterations=few), lambda: pot(few)))]
    rows.append((f"marginal error {ERROR:g}: {mixed.iterations} iterations, plainly {plain.iterations}", *in_turn(
        lambda: mine(tolerance=ERROR), lambda: pot(plain.iterations))))
    u, v = rng.random((20_000, 64)), 1.2 * rng.random((20_000, 64))
    rows.append(("sliced, 20,000 × 64, 100 projections", *in_turn(
        lambda: transport.sliced_wasserstein(u, v, p=2, projections=100, threads=0),
        lambda: ot.sliced_wasserstein_distance(u, v, n_projections=100, seed=1))))
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    load = open("/proc/loadavg").read().split()[0]
    lines = [f"## Entropic and sliced transport, {datetime.date.today()}, {cpu}, POT {ot.__version__}", "",
             f"Medians of {RUNS} runs in turn, ms; load average of the machine {load}. ε = {SHARE:g} of the mean cost.",
             "", "| job | Kullback | POT | POT / Kullback |", "|---|---|---|---|"]
    lines += [f"| {name} | {1e3 * a:,.1f} | {1e3 * b:,.0f} | {b / a:.0f} |" for name, a, b in rows]
    text = "\n".join(lines) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a") as file:
        file.write("\n" + text)


main()
