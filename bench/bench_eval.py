#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of the evaluation of language models over mapped files.

    bench/bench_eval.py BUILD_DIRECTORY [ROWS]

Rows of logits like a language model's, V = 50,257, are written to a scratch folder: as f32 .npy for a base
and a model, and the base as a llama.cpp file. Each job runs RUNS times in turn with the others and the
medians are compared. "fraction" is the bytes of the files over the time, divided by the bandwidth of a loop
that only reads the same bytes on as many threads in the same run. The peer is what one would write in NumPy,
on one thread, in f64. Appends what it prints to bench/RESULTS.md.
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

RUNS = 15
PAIR = ("base.npy", "model.npy", "targets.txt")
JOBS = {"one model, f32": ("base.npy", None, "targets.txt", None, 0),
        "base and model, f32: cross-entropy and divergence": (*PAIR, b"cross_entropy,divergence", 0),
        "base and model, f32: all statistics": (*PAIR, None, 0),
        "base and model, f32: all statistics, in f64": (*PAIR, None, 1),
        "one model, llama.cpp": ("base.kld", None, None, None, 0),
        "llama.cpp base, f32 model: cross-entropy and divergence":
            ("base.kld", "model.npy", None, b"cross_entropy,divergence", 0),
        "llama.cpp base, f32 model: all statistics": ("base.kld", "model.npy", None, None, 0)}
VOCABULARY = 50257
HERE = pathlib.Path(__file__).resolve().parent



def build(directory):
    rooms = [str(directory / f"libkl_room_{room}.a")
             for room in ("evaluate", "text", "sample", "measure", "kernels", "report", "io", "base")]
    parts = subprocess.run(["pkg-config", "--libs", "zlib", "jansson", "libutf8proc"], capture_output=True, text=True)
    out = pathlib.Path(tempfile.mkdtemp()) / "helper.so"
    subprocess.run(["cc", "-O2", "-mavx2", "-shared", "-fPIC", f"-I{HERE.parent}/include",
                    str(HERE / "bench_eval_helper.c"), "-Wl,--start-group", *rooms, "-Wl,--end-group",
                    *parts.stdout.split(), "-lm", "-lpthread", "-o", str(out)], check=True)
    library = ctypes.CDLL(str(out))
    library.bench_eval.restype = library.bench_read_file.restype = ctypes.c_double
    library.bench_pool.restype = ctypes.c_void_p
    return library


def write_files(folder, rows):
    rng = numpy.random.default_rng(2017)
    base = numpy.lib.format.open_memmap(folder / "base.npy", "w+", numpy.float32, (rows, VOCABULARY))
    model = numpy.lib.format.open_memmap(folder / "model.npy", "w+", numpy.float32, (rows, VOCABULARY))
    for row in range(rows):
        logits = rng.normal(0, 2.5, VOCABULARY)
        logits[rng.integers(0, VOCABULARY, 20)] += 12
        base[row] = logits
        model[row] = logits + rng.normal(0, 0.3, VOCABULARY)
    base.flush()
    model.flush()
    context = 2 * rows + 1
    tokens = rng.integers(0, VOCABULARY, context).astype("<i4")
    tokens[:1] = 1
    (folder / "targets.txt").write_text("\n".join(str(t) for t in tokens[rows + 1:rows + 1 + rows]))
    return tokens, context


def write_llama(folder, tokens, context):
    """By the format's description; the library's own writer is not what is measured here."""
    base = numpy.load(folder / "base.npy", mmap_mode="r")
    rows = context - 1 - context // 2
    with open(folder / "base.kld", "wb") as out:
        out.write(b"_logits_" + numpy.array([context, VOCABULARY, 1], "<i4").tobytes() + tokens.tobytes())
        for row in base[:rows].astype(numpy.float64):
            top, low = row.max(), max(row.min(), row.max() - 16)
            lse = numpy.log(numpy.exp(row - top).sum())
            scale = (top - low) / 65535
            out.write(numpy.array([scale, low - top - lse], "<f4").tobytes())
            levels = numpy.clip(numpy.rint((row - low) / scale), 0, 65535).astype("<u2")
            out.write(levels.tobytes() + b"\0\0" * (VOCABULARY % 2))


def numpy_pair(folder, rows):
    """Cross-entropies and KL of a few rows, scaled to all."""
    some = min(rows, 20)
    base, model = (numpy.load(folder / name, mmap_mode="r") for name in ("base.npy", "model.npy"))
    start = time.perf_counter()
    for x, y in zip(base[:some].astype(numpy.float64), model[:some].astype(numpy.float64)):
        lp, lq = (v - v.max() - numpy.log(numpy.exp(v - v.max()).sum()) for v in (x, y))
        (numpy.exp(lp) * (lp - lq)).sum()
    return (time.perf_counter() - start) * rows / some


def main():
    directory = pathlib.Path(sys.argv[1]).resolve()
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 600
    library = build(directory)
    folder = pathlib.Path(tempfile.mkdtemp())
    tokens, context = write_files(folder, rows)
    write_llama(folder, tokens, context)
    path = {name: str(folder / name).encode() for name in ("base.npy", "model.npy", "base.kld", "targets.txt")}
    jobs = {}
    for threads in (1, 2):
        pool = ctypes.c_void_p(library.bench_pool(threads))
        for name, (first, second, targets, measures, double) in JOBS.items():
            arguments = (path[first], path.get(second), path.get(targets), measures, double)
            jobs[name, threads] = lambda a=arguments, p=pool: library.bench_eval(*a, p)
            jobs["read " + name, threads] = lambda a=arguments, p=pool: library.bench_read_file(a[0], a[1], p)
    jobs["base and model, f32: all statistics", "numpy"] = lambda: numpy_pair(folder, rows)
    times = {key: [] for key in jobs}
    for _ in range(RUNS):
        for key, job in jobs.items():
            times[key].append(job())
    median = {key: statistics.median(values) for key, values in times.items()}
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    lines = [f"## Evaluation, {rows} rows of V = {VOCABULARY:,}, {datetime.date.today()}, {cpu}", "",
             f"Medians of {RUNS} runs in turn; load average of the machine {open('/proc/loadavg').read().split()[0]}.",
             "", "| job | threads | ms | GB/s | reading GB/s | fraction of reading | best GB/s | best reading GB/s "
             "| NumPy ms (f64, KL and losses only) |",
             "|---|---|---|---|---|---|---|---|---|"]
    for name, files in JOBS.items():
        total = sum((folder / f).stat().st_size for f in files[:2] if f)
        for threads in (1, 2):
            spent, read = median[name, threads], median["read " + name, threads]
            best, best_read = min(times[name, threads]), min(times["read " + name, threads])
            peer = median.get((name, "numpy"))
            lines.append(f"| {name} | {threads} | {1e3 * spent:.0f} | {1e-9 * total / spent:.2f} | "
                         f"{1e-9 * total / read:.1f} | {read / spent:.2f} | {1e-9 * total / best:.2f} | "
                         f"{1e-9 * total / best_read:.1f} | {f'{1e3 * peer:.0f}' if peer else ''} |")
    text = "\n".join(lines) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as results:
        results.write(text + "\n")
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()


main()
