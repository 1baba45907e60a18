#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The fused loss of a linear layer beside its three products by OpenBLAS, and beside PyTorch without fusing.

    bench/bench_linear.py BUILD_DIRECTORY

Forward and backward, f32. The products are done whole and alone: z = h·Wᵀ, dᵀ·h, d·W. Memory is what the process has at
most during the call, above what it had before it (the gradients are there already). Everything is run in turn, RUNS
times. Appends what it prints to bench/RESULTS.md.
"""
import ctypes
import datetime
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import numpy
import torch
import torch.nn.functional as F

RUNS = 5
SHAPES = [(2048, 1024, 50257)]
HERE = pathlib.Path(__file__).resolve().parent
SIZE = ctypes.c_size_t


def build(directory):
    """The helper, linked with the static rooms so that it needs no installed library."""
    rooms = [str(directory / f"libkl_room_{room}.a") for room in ("loss", "sample", "measure", "kernels", "io", "base")]
    out = pathlib.Path(tempfile.mkdtemp()) / "helper.so"
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "openblas"], check=True, stdout=subprocess.PIPE,
                           text=True).stdout.split()
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", f"-I{HERE.parent}/include", str(HERE / "bench_linear_helper.c"),
                    *rooms, *flags, "-lm", "-lpthread", "-o", str(out)], check=True)
    library = ctypes.CDLL(str(out))
    library.bench_linear.restype = library.bench_products.restype = ctypes.c_double
    library.bench_pool.restype = ctypes.c_void_p
    return library


PRODUCTS = """
import time, numpy
h, w = (numpy.ones((n, 1024), dtype="f") for n in (2048, 50257))
times = []
for _ in range(2):
    start = time.perf_counter()
    z = h @ w.T
    z.T @ h, z @ w
    times.append(time.perf_counter() - start)
print(min(times))"""


def choose_blas():
    """OpenBLAS's fastest kernels for these products: it takes some processors with AVX-512 for one whose kernels are
    slower there than those of SkylakeX, up to five times."""
    def seconds(core):
        return float(subprocess.run([sys.executable, "-c", PRODUCTS], env=os.environ | {"OPENBLAS_CORETYPE": core},
                                    check=True, stdout=subprocess.PIPE, text=True).stdout)
    if "OPENBLAS_CORETYPE" not in os.environ and "avx512f" in pathlib.Path("/proc/cpuinfo").read_text():
        best = min(("", "SkylakeX"), key=seconds)
        os.execve(sys.executable, [sys.executable, *sys.argv], os.environ | {"OPENBLAS_CORETYPE": best})


def pointer(array):
    return array.ctypes.data_as(ctypes.c_void_p)


class Layer:
    """One shape: its numbers, and the jobs over them."""

    def __init__(self, library, rows, width, classes, threads):
        rng = numpy.random.default_rng(7)
        self.library, self.threads = library, threads
        self.shape = SIZE(rows), SIZE(width), SIZE(classes)
        self.pool = ctypes.c_void_p(library.bench_pool(threads))
        self.hidden = rng.standard_normal((rows, width), dtype=numpy.float32)
        self.weight = rng.standard_normal((classes, width), dtype=numpy.float32) / width**0.5
        self.targets = rng.integers(0, classes, rows)
        self.by_hidden, self.by_weight = numpy.ones_like(self.hidden), numpy.ones_like(self.weight)
        self.logits = numpy.ones((rows, classes), dtype=numpy.float32)
        self.loss, self.taken = {}, 0

    def ours(self):
        loss, taken = ctypes.c_double(), ctypes.c_double()
        spent = self.library.bench_linear(
            pointer(self.hidden), pointer(self.weight), pointer(self.targets), *self.shape, pointer(self.by_hidden),
            pointer(self.by_weight), self.pool, ctypes.byref(loss), ctypes.byref(taken))
        self.loss["ours"], self.taken = loss.value, max(self.taken, taken.value)
        return spent

    def products(self):
        return self.library.bench_products(pointer(self.hidden), pointer(self.weight), pointer(self.logits),
                                           *self.shape, pointer(self.by_hidden), pointer(self.by_weight), self.threads)

    def torch(self):
        torch.set_num_threads(self.threads)
        hidden = torch.from_numpy(self.hidden).requires_grad_()
        weight = torch.from_numpy(self.weight).requires_grad_()
        start = time.perf_counter()
        loss = F.cross_entropy(F.linear(hidden, weight), torch.from_numpy(self.targets))
        loss.backward()
        stop = time.perf_counter()
        self.loss["torch"] = loss.item()
        return stop - start


def main():
    choose_blas()
    library = build(pathlib.Path(sys.argv[1]).resolve())
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    lines = []
    for rows, width, classes in SHAPES:
        for threads in (1, 2):
            layer = Layer(library, rows, width, classes, threads)
            jobs = {"ours": layer.ours, "products": layer.products, "torch": layer.torch}
            times = {key: [] for key in jobs}
            for _ in range(RUNS):
                for key, job in jobs.items():
                    times[key].append(job())
            middle = {key: statistics.median(values) for key, values in times.items()}
            best = {key: min(values) for key, values in times.items()}
            stored = 4e-6 * rows * classes
            lines.append(
                f"| {rows:,} × {width:,} × {classes:,} | {threads} | {middle['ours']:.2f} ({best['ours']:.2f}) | "
                f"{middle['products']:.2f} ({best['products']:.2f}) | "
                f"{middle['ours'] / middle['products']:.2f} ({best['ours'] / best['products']:.2f}) | "
                f"{1e-6 * layer.taken:.1f} | {stored:.0f} | {1e-4 * layer.taken / stored:.1f} % | "
                f"{middle['torch']:.2f} ({best['torch']:.2f}) | {middle['torch'] / middle['ours']:.2f} "
                f"({best['torch'] / best['ours']:.2f}) | {abs(layer.loss['ours'] - layer.loss['torch']):.0e} |")
    core = f" ({os.environ['OPENBLAS_CORETYPE']})" if os.environ.get("OPENBLAS_CORETYPE") else ""
    load = open("/proc/loadavg").read().split()[0]
    text = "\n".join([
        f"## Cross-entropy behind a linear layer, {datetime.date.today()}, {cpu}, PyTorch {torch.__version__}", "",
        f"Loss and gradients by h and W, f32; medians (best) of {RUNS} runs in turn, s; load average of the machine "
        f"{load}.", f"The three products are OpenBLAS's{core}, whole and alone. Memory is what the call takes beside its "
        "results.",
        "",
        "| N × H × V | threads | fused | three products | fused / products | memory, MB | logits, MB | share | "
        "PyTorch | PyTorch / fused | difference of values |",
        "|---|---|---|---|---|---|---|---|---|---|---|", *lines]) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as results:
        results.write(text + "\n")


main()
