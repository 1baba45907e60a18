#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Speed of the losses beside PyTorch, and as a fraction of what memory gives: bench_accuracy_losses.py has errors.

    bench/bench_loss.py BUILD_DIRECTORY [cross_entropy|transformed|divergence]

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
F64, F32, BF16 = 0, 1, 3
TEMPERATURE, SOFTCAP = 2, 30
HERE = pathlib.Path(__file__).resolve().parent


def build(directory):
    """The helper, linked with the static rooms so that it needs no installed library."""
    rooms = [str(directory / f"libkl_room_{room}.a") for room in ("loss", "sample", "measure", "kernels", "io", "base")]
    out = pathlib.Path(tempfile.mkdtemp()) / "helper.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", f"-I{HERE.parent}/include",
                    str(HERE / "bench_loss_helper.c"), *rooms, "-lm", "-lpthread", "-o", str(out)], check=True)
    library = ctypes.CDLL(str(out))
    library.bench_cross_entropy.restype = library.bench_divergence.restype = ctypes.c_double
    library.bench_reading.restype = ctypes.c_double
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

    def ours(self, logits, dtype, backward, temperature=1, softcap=0):
        loss = ctypes.c_double()
        x = logits.copy() if backward else logits
        spent = self.library.bench_cross_entropy(
            pointer(x), pointer(self.targets), ctypes.c_size_t(x.shape[0]), ctypes.c_size_t(x.shape[1]), dtype,
            ctypes.c_double(temperature), ctypes.c_double(softcap), pointer(x) if backward else None, self.pool,
            ctypes.byref(loss))
        self.loss[dtype, temperature, softcap] = loss.value
        return spent

    def torch(self, backward, leaf, change=lambda x: x):
        torch.set_num_threads(self.threads)
        start = time.perf_counter()
        with torch.set_grad_enabled(backward):
            loss = F.cross_entropy(change(leaf), self.torch_targets)
            if backward:
                loss.backward()
        stop = time.perf_counter()
        leaf.grad = None
        self.loss["torch"] = loss.item()
        return stop - start

    def jobs(self):
        return {"reading": self.reading,
                **{(what, backward): run for backward in (False, True) for what, run in (
                    ("f32", lambda b=backward: self.ours(self.logits, F32, b)),
                    ("bf16", lambda b=backward: self.ours(self.half, BF16, b)),
                    ("torch", lambda b=backward: self.torch(b, self.leaf)))}}

    def transformed_jobs(self, backward):
        """With a temperature, with a softcap, of f64, and without any of these; PyTorch's as one writes them."""
        wide = self.logits.astype(numpy.float64)
        leaf = torch.from_numpy(wide).requires_grad_()
        return {"plain": lambda: self.ours(self.logits, F32, backward),
                "temperature": lambda: self.ours(self.logits, F32, backward, temperature=TEMPERATURE),
                "softcap": lambda: self.ours(self.logits, F32, backward, softcap=SOFTCAP),
                "f64": lambda: self.ours(wide, F64, backward),
                "temperature peer": lambda: self.torch(backward, self.leaf, lambda x: x / TEMPERATURE),
                "softcap peer": lambda: self.torch(backward, self.leaf, lambda x: SOFTCAP * torch.tanh(x / SOFTCAP)),
                "f64 peer": lambda: self.torch(backward, leaf)}


class Pair:
    """KL(P‖Q) of two matrices of logits, far apart and close; PyTorch's from log_softmax, as one writes it."""

    def __init__(self, library, rows, columns, threads):
        rng = numpy.random.default_rng(7)
        self.library, self.threads = library, threads
        self.pool = ctypes.c_void_p(library.bench_pool(threads))
        self.p = rng.standard_normal((rows, columns), dtype=numpy.float32)
        self.q = rng.standard_normal((rows, columns), dtype=numpy.float32)
        self.close = self.p + self.q / 10
        self.teacher, self.student = torch.from_numpy(self.p), torch.from_numpy(self.q).requires_grad_()
        self.loss = {}

    def reading(self):
        total = ctypes.c_uint64()
        return sum(self.library.bench_reading(pointer(x), ctypes.c_size_t(x.nbytes), self.pool, ctypes.byref(total))
                   for x in (self.p, self.q))

    def ours(self, q, backward):
        loss = ctypes.c_double()
        q = q.copy() if backward else q
        spent = self.library.bench_divergence(
            pointer(self.p), pointer(q), ctypes.c_size_t(q.shape[0]), ctypes.c_size_t(q.shape[1]), F32,
            pointer(q) if backward else None, self.pool, ctypes.byref(loss))
        self.loss["ours"] = self.loss.get("ours", loss.value)
        return spent

    def torch(self, backward):
        torch.set_num_threads(self.threads)
        start = time.perf_counter()
        with torch.set_grad_enabled(backward):
            loss = F.kl_div(F.log_softmax(self.student, 1), F.log_softmax(self.teacher, 1), log_target=True,
                            reduction="batchmean")
            if backward:
                loss.backward()
        stop = time.perf_counter()
        self.student.grad = None
        self.loss["torch"] = loss.item()
        return stop - start

    def jobs(self):
        return {"reading": self.reading, "forward": lambda: self.ours(self.q, False),
                "close": lambda: self.ours(self.close, False), "backward": lambda: self.ours(self.q, True),
                "torch": lambda: self.torch(False), "torch backward": lambda: self.torch(True)}


def measured(jobs):
    """Medians and bests, in ms."""
    times = {key: [] for key in jobs}
    for _ in range(RUNS):
        for key, job in jobs.items():
            times[key].append(job())
    return [{key: 1e3 * of(values) for key, values in times.items()} for of in (statistics.median, min)]


def heading(title, what, cpu):
    load = open("/proc/loadavg").read().split()[0]
    return [f"## {title}, {datetime.date.today()}, {cpu}, PyTorch {torch.__version__}", "",
            f"Medians (best) of {RUNS} runs in turn, ms; load average of the machine {load}. {what}", ""]


def divergence(library, cpu):
    lines = heading("KL of two matrices of logits", "The mean over rows; the gradient is by the second matrix and over "
                    "it. What is necessary: both matrices read once, and for the gradient one written.", cpu)
    lines += ["| shape | | threads | f32 | fraction of reading | PyTorch f32 | PyTorch / f32 | difference of values |",
              "|---|---|---|---|---|---|---|---|"]
    for rows, columns in SHAPES[:2]:
        for threads in (1, 2):
            pair = Pair(library, rows, columns, threads)
            middle, best = measured(pair.jobs())
            for key, what, peer, factor in (("forward", "forward", "torch", 1), ("close", "forward, close", "torch", 1),
                                            ("backward", "forward + backward", "torch backward", 1.5)):
                lines.append(
                    f"| {rows:,} × {columns:,} | {what} | {threads} | {middle[key]:.1f} ({best[key]:.1f}) | "
                    f"{factor * middle['reading'] / middle[key]:.2f} ({factor * best['reading'] / best[key]:.2f}) | "
                    f"{middle[peer]:.0f} ({best[peer]:.0f}) | {middle[peer] / middle[key]:.1f} "
                    f"({best[peer] / best[key]:.1f}) | {abs(pair.loss['ours'] - pair.loss['torch']):.0e} |")
    return lines


def cross_entropy(library, cpu):
    lines = heading("Cross-entropy", "Targets are indices, the reduction is the mean.", cpu)
    lines += ["| shape | | threads | f32 | fraction of reading | bf16 | PyTorch f32 | PyTorch / f32 | difference of "
              "values |", "|---|---|---|---|---|---|---|---|---|"]
    for rows, columns in SHAPES:
        for threads in (1, 2):
            shape = Shape(library, rows, columns, threads)
            middle, best = measured(shape.jobs())
            for backward in (False, True):
                f32, half, peer = ("f32", backward), ("bf16", backward), ("torch", backward)
                factor = 2 if backward else 1
                lines.append(
                    f"| {rows:,} × {columns:,} | {'forward + backward' if backward else 'forward'} | {threads} | "
                    f"{middle[f32]:.1f} ({best[f32]:.1f}) | {factor * middle['reading'] / middle[f32]:.2f} "
                    f"({factor * best['reading'] / best[f32]:.2f}) | {middle[half]:.1f} ({best[half]:.1f}) | "
                    f"{middle[peer]:.0f} ({best[peer]:.0f}) | {middle[peer] / middle[f32]:.1f} "
                    f"({best[peer] / best[f32]:.1f}) | {abs(shape.loss[F32, 1, 0] - shape.loss['torch']):.0e} |")
    return lines


def transformed(library, cpu):
    lines = heading("Cross-entropy with a temperature, with a softcap, and of f64", "As above, two threads; PyTorch's "
                    "are x / 2 and 30 tanh(x / 30) before the loss. \"× plain\": beside f32 with neither.", cpu)
    lines += ["| shape | | plain f32 | temperature | × plain | PyTorch / ours | softcap | × plain | PyTorch / ours | "
              "f64 | × plain | PyTorch / ours |", "|---|---|---|---|---|---|---|---|---|---|---|---|"]
    for rows, columns in SHAPES:
        for backward in (False, True):
            middle, _ = measured(Shape(library, rows, columns, 2).transformed_jobs(backward))
            cells = " | ".join(f"{middle[key]:.1f} | {middle[key] / middle['plain']:.1f} | "
                               f"{middle[key + ' peer'] / middle[key]:.1f}"
                               for key in ("temperature", "softcap", "f64"))
            lines.append(f"| {rows:,} × {columns:,} | {'forward + backward' if backward else 'forward'} | "
                         f"{middle['plain']:.1f} | {cells} |")
    return lines


def main():
    library = build(pathlib.Path(sys.argv[1]).resolve())
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    for part in (cross_entropy, transformed, divergence):
        if part.__name__ in (sys.argv[2:] or [part.__name__]):
            text = "\n".join(part(library, cpu)) + "\n"
            print(text)
            with open(HERE / "RESULTS.md", "a", encoding="utf-8") as results:
                results.write(text + "\n")


main()
