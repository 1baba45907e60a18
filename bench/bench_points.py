#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of the nearest-neighbour divergence beside SciPy's cKDTree doing the same.

    bench/bench_points.py BUILD_DIRECTORY [N]

The same: both trees, the k-th neighbour of every x in x and in y, and the value from them, on as many threads
(`workers` of cKDTree.query; it builds its trees in one). Everything is run in turn, RUNS times; medians and best
runs are compared. Appends what it prints to bench/RESULTS.md.
"""
import ctypes
import datetime
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import scipy
from scipy.spatial import cKDTree

RUNS = 7
HERE = pathlib.Path(__file__).resolve().parent


def build(directory):
    """The helper, linked with the static rooms so that it needs no installed library."""
    rooms = [str(directory / f"libkl_room_{room}.a") for room in ("sample", "measure", "kernels", "io", "base")]
    out = pathlib.Path(tempfile.mkdtemp()) / "helper.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", f"-I{HERE.parent}/include",
                    str(HERE / "bench_points_helper.c"), *rooms, "-lm", "-lpthread", "-o", str(out)], check=True)
    library = ctypes.CDLL(str(out))
    library.bench_divergence.restype = ctypes.c_double
    library.bench_pool.restype = ctypes.c_void_p
    return library


def ours(library, pool, x, y, k, confidence):
    value = ctypes.c_double()
    spent = library.bench_divergence(
        x.ctypes.data_as(ctypes.c_void_p), y.ctypes.data_as(ctypes.c_void_p), ctypes.c_size_t(len(x)),
        ctypes.c_size_t(x.shape[1]), k, ctypes.c_double(confidence), pool, ctypes.byref(value))
    return spent, value.value


def theirs(x, y, k, workers):
    start = time.perf_counter()
    rho = cKDTree(x).query(x, [k + 1], workers=workers)[0]
    nu = cKDTree(y).query(x, [k], workers=workers)[0]
    value = x.shape[1] * numpy.log(nu / rho).mean() + numpy.log(len(y) / (len(x) - 1))
    return time.perf_counter() - start, float(value)


def main():
    library = build(pathlib.Path(sys.argv[1]).resolve())
    n = int(float(sys.argv[2])) if len(sys.argv) > 2 else 100_000
    rng = numpy.random.default_rng(7)
    pools = {threads: ctypes.c_void_p(library.bench_pool(threads)) for threads in (1, 2)}
    jobs = {}
    for dimension in (1, 3):
        x, y = rng.normal(size=(n, dimension)), 0.5 + 1.3 * rng.normal(size=(n, dimension))
        for k in (1, 4) if dimension == 3 else (4,):
            for threads, pool in pools.items():
                key = dimension, k, threads
                jobs[key, "value"] = lambda x=x, y=y, k=k, p=pool: ours(library, p, x, y, k, 0)
                jobs[key, "interval"] = lambda x=x, y=y, k=k, p=pool: ours(library, p, x, y, k, 0.95)
                jobs[key, "scipy"] = lambda x=x, y=y, k=k, t=threads: theirs(x, y, k, t)
    times = {key: [] for key in jobs}
    values = {}
    for _ in range(RUNS):
        for key, job in jobs.items():
            spent, values[key] = job()
            times[key].append(spent)
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    load = open("/proc/loadavg").read().split()[0]
    lines = [f"## Nearest-neighbour divergence, n = m = {n:,}, {datetime.date.today()}, {cpu}, SciPy {scipy.__version__}",
             "", f"Medians (best) of {RUNS} runs in turn, ms; load average of the machine {load}.", "",
             "| d | k | threads | Kullback | with interval | cKDTree | cKDTree / Kullback | best / best | difference of values |",
             "|---|---|---|---|---|---|---|---|---|"]
    for key in dict.fromkeys(key for key, _ in jobs):
        middle = {what: 1e3 * statistics.median(times[key, what]) for what in ("value", "interval", "scipy")}
        best = {what: 1e3 * min(times[key, what]) for what in ("value", "interval", "scipy")}
        shown = " | ".join(f"{middle[what]:.0f} ({best[what]:.0f})" for what in ("value", "interval", "scipy"))
        lines.append(f"| {key[0]} | {key[1]} | {key[2]} | {shown} | {middle['scipy'] / middle['value']:.1f} | "
                     f"{best['scipy'] / best['value']:.1f} | {abs(values[key, 'value'] - values[key, 'scipy']):.0e} |")
    text = "\n".join(lines) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as results:
        results.write(text + "\n")


main()
