#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of the measures of two f64 arrays beside SciPy's: bench_accuracy.py has their errors.

    bench/bench_measure.py BUILD_DIRECTORY [N]

Everything is run in turn, RUNS times, and the medians are compared. "fraction" is the bytes that must be
read (of a pair 16 an element in one pass, 32 in two; of entropy half of that) over the time, divided by the bandwidth
of a loop that only reads the same arrays on as many threads in the same run; the same for the best runs, which is what
counts if the machine was busy with something else (its load is printed). A call from Python is one of n = 10 arrays of
NumPy, with the package of the build directory, in processor time. Appends what it prints to bench/RESULTS.md.
"""
import ctypes
import datetime
import importlib
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time
import timeit

import numpy
import scipy
from scipy.spatial.distance import jensenshannon
from scipy.special import entr, rel_entr
from scipy.stats import entropy

RUNS = 11
HERE = pathlib.Path(__file__).resolve().parent
ENTROPY, DIVERGENCE, JENSEN_SHANNON_DISTANCE = 0, 2, 6
# Name, number, declared normalised, bytes an element that must be read, and SciPy's.
JOBS = [("divergence, normalised", DIVERGENCE, True, 16, lambda p, q: rel_entr(p, q).sum()),
        ("entropy, normalised", ENTROPY, True, 8, lambda p, q: entr(p).sum()),
        ("jensen_shannon.distance, normalised", JENSEN_SHANNON_DISTANCE, True, 16, jensenshannon),
        ("divergence", DIVERGENCE, False, 32, entropy),
        ("entropy", ENTROPY, False, 16, lambda p, q: entropy(p)),
        ("jensen_shannon.distance", JENSEN_SHANNON_DISTANCE, False, 32, jensenshannon)]
CALLS = 20000


def build(directory):
    """The helper, linked with the static rooms so that it needs no installed library."""
    rooms = [str(directory / f"libkl_room_{room}.a") for room in ("measure", "kernels", "base")]
    out = pathlib.Path(tempfile.mkdtemp()) / "helper.so"
    subprocess.run(["cc", "-O2", "-mavx2", "-shared", "-fPIC", f"-I{HERE.parent}/include",
                    str(HERE / "bench_measure_helper.c"), *rooms, "-lm", "-lpthread",
                    "-o", str(out)], check=True)
    library = ctypes.CDLL(str(out))
    library.bench_read.restype = library.bench_measure.restype = ctypes.c_double
    library.bench_pool.restype = ctypes.c_void_p
    return library


def pointer(array):
    return array.ctypes.data_as(ctypes.c_void_p)


class Kullback:
    def __init__(self, library, threads):
        self.library, self.pool = library, ctypes.c_void_p(library.bench_pool(threads))

    def read(self, p, q):
        return self.library.bench_read(pointer(p), pointer(q), ctypes.c_size_t(len(p)), self.pool)

    def measure(self, which, p, q, normalised):
        value = ctypes.c_double()
        return self.library.bench_measure(which, pointer(p), pointer(q), ctypes.c_size_t(len(p)), int(normalised),
                                          self.pool, ctypes.byref(value))


def timed(function, *arguments):
    start = time.perf_counter()
    function(*arguments)
    return time.perf_counter() - start


def call_lines(directory):
    """The best of RUNS loops of short calls, µs of processor time each."""
    sys.path.insert(0, str(directory / "python"))
    kullback = importlib.import_module("kullback")
    rng = numpy.random.default_rng(10)
    p, q = rng.random(10), rng.random(10)
    calls = {"entropy": (lambda: kullback.measure("entropy", p), lambda: entropy(p)),
             "divergence": (lambda: kullback.divergence(p, q), lambda: entropy(p, q)),
             "jensen_shannon_distance": (lambda: kullback.jensen_shannon_distance(p, q), lambda: jensenshannon(p, q))}
    yield from ("", "A call from Python, n = 10, µs:", "", "| measure | Kullback | SciPy |", "|---|---|---|")
    for name, pair in calls.items():
        us, them = (1e6 / number * min(timeit.repeat(call, timer=time.process_time, number=number, repeat=RUNS))
                    for call, number in zip(pair, (CALLS, CALLS // 20)))
        yield f"| {name} | {us:.1f} | {them:.0f} |"


def main():
    directory = pathlib.Path(sys.argv[1]).resolve()
    n = int(float(sys.argv[2])) if len(sys.argv) > 2 else 10_000_000
    library = build(directory)
    rng = numpy.random.default_rng(7)
    p, q = rng.random(n), rng.random(n)
    p /= p.sum()
    q /= q.sum()
    ours = {threads: Kullback(library, threads) for threads in (1, 2)}
    jobs = {}
    for threads, k in ours.items():
        jobs["read", threads] = lambda k=k: k.read(p, q)
        for name, which, one, _, _ in JOBS:
            jobs[name, threads] = lambda k=k, w=which, o=one: k.measure(w, p, q, o)
    for name, _, _, _, peer in JOBS:
        jobs[name, "scipy"] = lambda peer=peer: timed(peer, p, q)
    times = {key: [] for key in jobs}
    for _ in range(RUNS):
        for key, job in jobs.items():
            times[key].append(job())
    median = {key: statistics.median(values) for key, values in times.items()}
    best = {key: min(values) for key, values in times.items()}

    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    load = open("/proc/loadavg").read().split()[0]
    lines = [f"## Measures, n = {n:,} f64, {datetime.date.today()}, {cpu}, SciPy {scipy.__version__}", "",
             f"Medians of {RUNS} runs in turn; load average of the machine {load}. Reading alone: "
             + ", ".join(f"{16e-9 * n / median['read', t]:.1f} GB/s on {t} thread{'s' * (t > 1)}" for t in ours)
             + "; at best " + ", ".join(f"{16e-9 * n / best['read', t]:.1f}" for t in ours) + ".",
             "", "| measure | threads | ms | GB/s | fraction of reading | best GB/s | fraction of best reading | "
             "SciPy ms | SciPy / ours |", "|---|---|---|---|---|---|---|---|---|"]
    for (name, threads), spent in median.items():
        if name == "read" or threads == "scipy":
            continue
        elements = next(job[3] for job in JOBS if job[0] == name)
        rate, limit = 1e-9 * elements * n / spent, 16e-9 * n / median["read", threads]
        top, top_limit = 1e-9 * elements * n / best[name, threads], 16e-9 * n / best["read", threads]
        peer = median[name, "scipy"]
        lines.append(f"| {name} | {threads} | {1e3 * spent:.1f} | {rate:.1f} | {rate / limit:.2f} | "
                     f"{top:.1f} | {top / top_limit:.2f} | {1e3 * peer:.0f} | {peer / spent:.1f} |")
    lines += call_lines(directory)
    text = "\n".join(lines) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as results:
        results.write(text + "\n")


main()
