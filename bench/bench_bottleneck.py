#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of the self-consistent bottleneck beside the matrix products that it is made of.

    bench/bench_bottleneck.py BUILD [RUNS]      (BUILD: a build directory with the Python package)

A table of 1000 × 1000 and 50 clusters: the time of an iteration (both products, exponentials, logarithms and all), from
the difference of a long and a short run; and NumPy's products of the same shapes, which its BLAS does. In turn, with
one thread each and with two; medians are compared. Appends what it prints to bench/RESULTS.md.
"""
import datetime
import os
import pathlib
import statistics
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
RUNS = int(sys.argv[2]) if len(sys.argv) > 2 else 7
ROWS, COLUMNS, CLUSTERS = 1000, 1000, 50
SHORT, LONG = 5, 25


def measure(threads):
    sys.path.insert(0, str(pathlib.Path(sys.argv[1]).resolve() / "python"))
    import numpy

    from kullback import information

    rng = numpy.random.default_rng(3)
    joint = rng.exponential(size=(ROWS, COLUMNS)) ** 2
    encoder, logs = rng.random((ROWS, CLUSTERS)), rng.random((COLUMNS, CLUSTERS))

    # Of one thread the time that it ran, which others on the machine do not lengthen.
    clock = time.process_time if threads == 1 else time.perf_counter

    def ours(iterations):
        start = clock()
        found = information.bottleneck(joint, 4.0, clusters=CLUSTERS, restarts=0, iterations=iterations,
                                       tolerance=1e-300, threads=threads)
        return clock() - start, found.iterations

    def theirs(times=20):
        start = clock()
        for _ in range(times):
            joint @ logs
            joint.T @ encoder
        return (clock() - start) / times

    theirs(3)
    rows = []
    for _ in range(RUNS):
        (short, few), (long, many), blas = ours(SHORT), ours(LONG), theirs()
        rows.append(((long - short) / (many - few), blas))
    print(*(statistics.median(column) for column in zip(*rows)), numpy.__version__)


def main():
    lines = []
    version = ""
    for threads in 1, 2:
        environment = {**os.environ, "OPENBLAS_NUM_THREADS": str(threads), "OMP_NUM_THREADS": str(threads)}
        out = subprocess.run([sys.executable, __file__, sys.argv[1], str(RUNS), str(threads)], env=environment,
                             capture_output=True, text=True, check=True).stdout.split()
        iteration, products, version = float(out[0]), float(out[1]), out[2]
        flops = 4 * ROWS * COLUMNS * CLUSTERS / 1e9
        lines.append(f"| {threads} | {1e3 * iteration:.2f} | {flops / iteration:.0f} | {1e3 * products:.2f} | "
                     f"{flops / products:.0f} | {products / iteration:.2f} |")
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    load = open("/proc/loadavg").read().split()[0]
    text = "\n".join([
        f"## Information bottleneck, {datetime.date.today()}, {cpu}, NumPy {version}", "",
        f"{ROWS} × {COLUMNS} and {CLUSTERS} clusters: an iteration, and NumPy's two products of its shapes alone; medians of "
        f"{RUNS} runs in turn, of processor time with one thread and of the clock with two; load average of the machine {load}.", "",
        "| threads | iteration, ms | GFLOP/s of its products | products alone, ms | GFLOP/s | rate / BLAS's |",
        "|---|---|---|---|---|---|", *lines]) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a") as file:
        file.write("\n" + text)


if len(sys.argv) > 3:
    measure(int(sys.argv[3]))
else:
    main()
