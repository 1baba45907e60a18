#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of the losses beside PyTorch, and as a fraction of what memory gives.

    bench/bench_loss.py BUILD_DIRECTORY

Forward; forward and backward with the gradient over the logits (which are put back before each run, outside the
time). The fraction is the necessary bytes (logits read once, and for the gradient written once) over the time, divided
by the bandwidth of a loop that only reads the same logits on as many threads. Everything is run in turn, RUNS times.
Appends what it prints to bench/RESULTS.md.
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
import torch
import torch.nn.functional as F

RUNS = 9
SHAPES = [(1024, 50257), (65536, 1000), (1048576, 10)]
F32, BF16 = 1, 3
HERE = pathlib.Path(__file__).resolve().parent


def build(directory):
    """The helper, linked with the static rooms so that it needs no installed library."""
    rooms = [str(directory / f"libkl_room_{room}.a") for room in ("loss", "sample", "measure", "kernels", "io", "base")]
    out = pathlib.Path(tempfile.mkdtemp()) / "helper.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", f"-I{HERE.parent}/include",
                    str(HERE / "bench_loss_helper.c"), *rooms, "-lm", "-lpthread", "-o", str(out)], check=True)
    library = ctypes.CDLL(str(out))
    library.bench_cross_entropy.restype = library.bench_reading.restype = ctypes.c_double
    library.bench_pool.restype = ctypes.c_void_p
    return library


def pointer(array):
    return None if array is None else array.ctypes.data_as(ctypes.c_void_p)


class Shape:
    """One shape: its logits, and the jobs over them."""

    def __init__(self, library, rows, columns, threads):
        rng = numpy.random.default_rng(7)
        self.library, self.threads = library, threads
        self.pool = ctypes.c_void_p(library.bench_pool(threads))
        self.logits = rng.standard_normal((rows, columns), dtype=numpy.float32)
        self.half = (self.logits.view(numpy.uint32) >> 16).astype(numpy.uint16)
        self.targets = rng.integers(0, columns, rows)
        self.leaf = torch.from_numpy(self.logits).requires_grad_()
        self.torch_targets = torch.from_numpy(self.targets)
        self.loss = {}

    def reading(self):
        total = ctypes.c_uint64()
        return self.library.bench_reading(pointer(self.logits), ctypes.c_size_t(self.logits.nbytes), self.pool,
                                          ctypes.byref(total))

    def ours(self, logits, dtype, backward):
        loss = ctypes.c_double()
        x = logits.copy() if backward else logits
        spent = self.library.bench_cross_entropy(
            pointer(x), pointer(self.targets), ctypes.c_size_t(x.shape[0]), ctypes.c_size_t(x.shape[1]), dtype,
            pointer(x) if backward else None, self.pool, ctypes.byref(loss))
        self.loss[dtype] = loss.value
        return spent

    def torch(self, backward):
        torch.set_num_threads(self.threads)
        start = time.perf_counter()
        if backward:
            loss = F.cross_entropy(self.leaf, self.torch_targets)
            loss.backward()
        else:
            with torch.no_grad():
                loss = F.cross_entropy(self.leaf, self.torch_targets)
        stop = time.perf_counter()
        self.leaf.grad = None
        self.loss["torch"] = loss.item()
        return stop - start

    def jobs(self):
        return {"reading": self.reading,
                **{(what, backward): run for backward in (False, True) for what, run in (
                    ("f32", lambda b=backward: self.ours(self.logits, F32, b)),
                    ("bf16", lambda b=backward: self.ours(self.half, BF16, b)),
                    ("torch", lambda b=backward: self.torch(b)))}}


def main():
    library = build(pathlib.Path(sys.argv[1]).resolve())
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    lines = []
    for rows, columns in SHAPES:
        for threads in (1, 2):
            shape = Shape(library, rows, columns, threads)
            jobs = shape.jobs()
            times = {key: [] for key in jobs}
            for _ in range(RUNS):
                for key, job in jobs.items():
                    times[key].append(job())
            middle = {key: 1e3 * statistics.median(values) for key, values in times.items()}
            best = {key: 1e3 * min(values) for key, values in times.items()}
            for backward in (False, True):
                f32, half, peer = ("f32", backward), ("bf16", backward), ("torch", backward)
                factor = 2 if backward else 1
                lines.append(
                    f"| {rows:,} × {columns:,} | {'forward + backward' if backward else 'forward'} | {threads} | "
                    f"{middle[f32]:.1f} ({best[f32]:.1f}) | {factor * middle['reading'] / middle[f32]:.2f} "
                    f"({factor * best['reading'] / best[f32]:.2f}) | {middle[half]:.1f} ({best[half]:.1f}) | "
                    f"{middle[peer]:.0f} ({best[peer]:.0f}) | {middle[peer] / middle[f32]:.1f} "
                    f"({best[peer] / best[f32]:.1f}) | {abs(shape.loss[F32] - shape.loss['torch']):.0e} |")
    load = open("/proc/loadavg").read().split()[0]
    text = "\n".join([
        f"## Cross-entropy, {datetime.date.today()}, {cpu}, PyTorch {torch.__version__}", "",
        f"Medians (best) of {RUNS} runs in turn, ms; load average of the machine {load}. Targets are indices, the "
        "reduction is the mean.", "",
        "| shape | | threads | f32 | fraction of reading | bf16 | PyTorch f32 | PyTorch / f32 | difference of values |",
        "|---|---|---|---|---|---|---|---|---|", *lines]) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as results:
        results.write(text + "\n")


main()
