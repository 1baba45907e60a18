#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of log-probabilities of whole answers, as a fraction of what memory gives, and of the DPO loss on top.

    bench/bench_sequences.py BUILD_DIRECTORY

64 answers of 512 tokens over 50,257 words, of bf16: the time beside that of a loop that only reads the same logits on
as many threads. Everything is run in turn, RUNS times. Appends what it prints to bench/RESULTS.md.
"""
import ctypes
import datetime
import pathlib
import statistics
import subprocess
import sys
import tempfile

import numpy

RUNS = 7
SEQUENCES, POSITIONS, COLUMNS = 64, 512, 50257
BF16 = 3
HERE = pathlib.Path(__file__).resolve().parent
SIZE = ctypes.c_size_t


def build(directory, name):
    """A helper, linked with the static rooms so that it needs no installed library."""
    rooms = [str(directory / f"libkl_room_{room}.a") for room in ("loss", "sample", "measure", "kernels", "io", "base")]
    out = pathlib.Path(tempfile.mkdtemp()) / "helper.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", f"-I{HERE.parent}/include", str(HERE / name), *rooms, "-lm",
                    "-lpthread", "-o", str(out)], check=True)
    return ctypes.CDLL(str(out))


def pointer(array):
    return array.ctypes.data_as(ctypes.c_void_p)


def main():
    directory = pathlib.Path(sys.argv[1]).resolve()
    base, library = build(directory, "bench_loss_helper.c"), build(directory, "bench_sequences_helper.c")
    for function in (base.bench_reading, library.bench_sequences, library.bench_dpo):
        function.restype = ctypes.c_double
    library.bench_pool.restype = base.bench_pool.restype = ctypes.c_void_p
    rng = numpy.random.default_rng(7)
    rows = SEQUENCES * POSITIONS
    some = rng.standard_normal((64, COLUMNS), dtype=numpy.float32).view(numpy.uint32) >> 16
    logits = numpy.tile(some.astype(numpy.uint16), (rows // 64, 1))
    targets = rng.integers(0, COLUMNS, rows)
    out, slopes = numpy.empty(SEQUENCES), numpy.empty(SEQUENCES)
    total = ctypes.c_uint64()
    lines = []
    for threads in (1, 2):
        pool, other = (ctypes.c_void_p(of.bench_pool(threads)) for of in (library, base))

        def sequences(pool=pool):
            return library.bench_sequences(pointer(logits), pointer(targets), SIZE(SEQUENCES), SIZE(POSITIONS),
                                           SIZE(COLUMNS), BF16, pool, pointer(out))

        jobs = {"reading": lambda other=other: base.bench_reading(pointer(logits), SIZE(logits.nbytes), other,
                                                                  ctypes.byref(total)),
                "forward": sequences,
                "dpo": lambda: library.bench_dpo(pointer(out), SIZE(SEQUENCES), pointer(slopes))}
        times = {key: [] for key in jobs}
        for _ in range(RUNS):
            for key, job in jobs.items():
                times[key].append(job())
        middle = {key: statistics.median(values) for key, values in times.items()}
        best = {key: min(values) for key, values in times.items()}
        lines.append(f"| {threads} | {1e3 * middle['reading']:.0f} ({1e3 * best['reading']:.0f}) | "
                     f"{1e3 * middle['forward']:.0f} ({1e3 * best['forward']:.0f}) | "
                     f"{middle['reading'] / middle['forward']:.2f} ({best['reading'] / best['forward']:.2f}) | "
                     f"{1e6 * middle['dpo']:.0f} ({1e6 * best['dpo']:.0f}) | "
                     f"{middle['dpo'] / middle['forward']:.0e} |")
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    load = open("/proc/loadavg").read().split()[0]
    text = "\n".join([
        f"## Log-probabilities of {SEQUENCES} × {POSITIONS} × {COLUMNS:,} bf16, {datetime.date.today()}, {cpu}", "",
        f"Medians (best) of {RUNS} runs in turn; load average of the machine {load}.", "",
        "| threads | reading, ms | forward, ms | fraction of reading | DPO on top with gradients, µs | its share of forward |",
        "|---|---|---|---|---|---|", *lines]) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as results:
        results.write(text + "\n")


main()
