#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of mutual information from nearest neighbours beside scikit-learn and SciPy.

    PYTHONPATH=PEERS /usr/bin/python3 bench/bench_ksg.py BUILD_DIRECTORY [N]

1 + 1 columns: the kernel of sklearn.feature_selection.mutual_info_regression, _compute_mi_cc, which has one thread.
3 + 3: SciPy's cKDTree on as many threads as ours, that is the k-th neighbour of all (largest difference) and the counts
in both sides. Everything is run in turn; medians are compared, of wall time and of processor time. Appends what it
prints to bench/RESULTS.md.
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
import sklearn
from scipy.spatial import cKDTree
from scipy.special import digamma
from sklearn.feature_selection._mutual_info import _compute_mi_cc

RUNS = 5
SLOW_RUNS = 1
K = 3
HERE = pathlib.Path(__file__).resolve().parent


def build(directory):
    """The helper, linked with the static rooms so that it needs no installed library."""
    rooms = [str(directory / f"libkl_room_{room}.a")
             for room in ("information", "sample", "measure", "kernels", "report", "io", "base")]
    out = pathlib.Path(tempfile.mkdtemp()) / "helper.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", f"-I{HERE.parent}/include", str(HERE / "bench_ksg_helper.c"),
                    "-Wl,--start-group", *rooms, "-Wl,--end-group", "-lz", "-ljansson", "-lm", "-lpthread", "-o",
                    str(out)], check=True)
    library = ctypes.CDLL(str(out))
    library.bench_information.restype = ctypes.c_double
    library.bench_pool.restype = ctypes.c_void_p
    return library


def ours(library, pool, x, y, confidence):
    value = ctypes.c_double()
    library.bench_information(
        x.ctypes.data_as(ctypes.c_void_p), y.ctypes.data_as(ctypes.c_void_p), ctypes.c_size_t(len(x)),
        ctypes.c_size_t(x.shape[1]), K, ctypes.c_double(confidence), pool, ctypes.byref(value))
    return value.value


def by_trees(x, y, workers):
    both = numpy.hstack([x, y])
    radius = cKDTree(both).query(both, [K + 1], p=numpy.inf, workers=workers)[0][:, 0]
    radius = numpy.nextafter(radius, 0)
    counts = [cKDTree(side).query_ball_point(side, radius, p=numpy.inf, return_length=True, workers=workers)
              for side in (x, y)]
    return max(0, digamma(len(x)) + digamma(K) - sum(digamma(count).mean() for count in counts))


def pairs(law, n, rng):
    """Normal with correlation 0.6; a Cauchy number and it with Cauchy noise; small clumps at 20 x and 5 y."""
    x = rng.normal(size=(n, 1))
    y = 0.6 * x + 0.8 * rng.normal(size=(n, 1))
    if law == "Cauchy":
        x = rng.standard_cauchy(size=(n, 1))
        return x, x + rng.standard_cauchy(size=(n, 1))
    if law == "clumped":
        place = rng.integers(0, 20, size=(n, 1))
        return place + 1e-3 * x, place % 5 + 1e-3 * y
    return x, y


def timed(job):
    wall, processor = time.perf_counter(), time.process_time()
    value = job()
    return time.perf_counter() - wall, time.process_time() - processor, value


def run(jobs):
    """Medians of wall and processor time, ms, and the value, of each job; in turn."""
    seen = {key: [] for key in jobs}
    for turn in range(RUNS):
        for key, (job, is_slow) in jobs.items():
            if not is_slow or turn < SLOW_RUNS:
                seen[key].append(timed(job))
    return {key: (1e3 * statistics.median(r[0] for r in runs), 1e3 * statistics.median(r[1] for r in runs), runs[-1][2])
            for key, runs in seen.items()}


def table(library, n, pools, rng):
    jobs, peers = {}, {}
    for law in ("normal", "Cauchy", "clumped"):
        x, y = pairs(law, n, rng)
        peer = law, 1, 0
        jobs[peer] = (lambda x=x, y=y: _compute_mi_cc(x[:, 0], y[:, 0], K)), False
        for threads, pool in pools.items():
            for confidence in (0, 0.95) if law == "normal" else (0,):
                key = law, 1, threads, confidence
                jobs[key] = (lambda x=x, y=y, p=pool, c=confidence: ours(library, p, x, y, c)), False
                peers[key] = peer, "scikit-learn"
    x = rng.normal(size=(n, 3))
    y = 0.6 * x + 0.8 * rng.normal(size=(n, 3))
    for threads, pool in pools.items():
        peer, key = ("normal", 3, -threads), ("normal", 3, threads, 0)
        jobs[peer] = (lambda t=threads: by_trees(x, y, t)), True
        jobs[key] = (lambda p=pool: ours(library, p, x, y, 0)), False
        peers[key] = peer, "cKDTree"
    found = run(jobs)
    for key, (peer, name) in peers.items():
        mine, other = found[key], found[peer]
        what = f"{key[0]}{', with interval' if key[3] > 0 else ''}"
        yield (f"| {what} | {key[1]} + {key[1]} | {key[2]} | {mine[0]:.1f} | {mine[1]:.1f} | {name} | {other[0]:.0f} | "
               f"{other[1]:.0f} | {other[0] / mine[0]:.1f} | {other[1] / mine[1]:.1f} | "
               f"{abs(mine[2] - other[2]):.0e} |")


def main():
    library = build(pathlib.Path(sys.argv[1]).resolve())
    n = int(float(sys.argv[2])) if len(sys.argv) > 2 else 100_000
    pools = {threads: ctypes.c_void_p(library.bench_pool(threads)) for threads in (1, 2)}
    load = open("/proc/loadavg").read().split()[0]
    rows = list(table(library, n, pools, numpy.random.default_rng(9)))
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    lines = [f"## Mutual information from nearest neighbours, n = {n:,}, k = {K}, {datetime.date.today()}, {cpu}, "
             f"scikit-learn {sklearn.__version__}, SciPy {scipy.__version__}",
             "", f"Medians of {RUNS} runs in turn, ms, of cKDTree {SLOW_RUNS}; load average of the machine {load}. "
             "Ratios: of wall time and of processor time.", "",
             "| law | columns | threads | Kullback, wall | processor | peer | wall | processor | ratio, wall | "
             "processor | difference of values |", "|---|---|---|---|---|---|---|---|---|---|---|", *rows]
    text = "\n".join(lines) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as results:
        results.write(text + "\n")


main()
