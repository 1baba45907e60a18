#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Errors of the cross-entropy and of its gradient against 200 bits, PyTorch's beside ours.

    bench/loss_errors.py BUILD_DIRECTORY

Prints the table of docs/losses.md. Of a loss and of the gradient's component at the target the errors are relative, of
all components absolute; each is the largest of so many rows. Where PyTorch's loss or component is 0 its error is 1.
"""
import ctypes
import pathlib
import subprocess
import sys
import tempfile

import numpy
import torch
import torch.nn.functional as F
from mpmath import exp, fsum, log, mp, mpf

mp.prec = 200
HERE = pathlib.Path(__file__).resolve().parent
DTYPES = {"f32": (1, torch.float32), "bf16": (3, torch.bfloat16)}
# What is added to the target's logit, and to all.
CASES = [("f32", 10, 0, 0, 200), ("f32", 1000, 0, 0, 20), ("f32", 50257, 0, 0, 2), ("f32", 1000, 15, 0, 20),
         ("f32", 1000, 30, 0, 20), ("f32", 1000, 60, 0, 20), ("f32", 10, 0, 5000, 200), ("f32", 10, 60, 0, 200),
         ("bf16", 1000, 0, 0, 20), ("bf16", 1000, 15, 0, 20)]


def build(directory):
    """The helper of bench_loss.py, linked with the static rooms so that it needs no installed library."""
    rooms = [str(directory / f"libkl_room_{room}.a") for room in ("loss", "sample", "measure", "kernels", "io", "base")]
    out = pathlib.Path(tempfile.mkdtemp()) / "helper.so"
    subprocess.run(["cc", "-O2", "-shared", "-fPIC", f"-I{HERE.parent}/include",
                    str(HERE / "bench_loss_helper.c"), *rooms, "-lm", "-lpthread", "-o", str(out)], check=True)
    return ctypes.CDLL(str(out))


def truth(logits, target):
    """The loss and its gradient, of logits that are floats."""
    z = [mpf(float(x)) for x in logits]
    e = [exp(x - z[target]) for x in z]
    others = fsum(e[:target] + e[target + 1:])
    total = 1 + others
    return log(total), [-others / total if j == target else v / total for j, v in enumerate(e)]


def ours(library, row, target, dtype):
    bits = row.view(torch.int16 if dtype == "bf16" else torch.int32).numpy().copy()
    gradient, loss, index = numpy.empty_like(bits), ctypes.c_double(), numpy.array([target])
    library.bench_cross_entropy(
        bits.ctypes.data_as(ctypes.c_void_p), index.ctypes.data_as(ctypes.c_void_p), ctypes.c_size_t(1),
        ctypes.c_size_t(len(bits)), DTYPES[dtype][0], gradient.ctypes.data_as(ctypes.c_void_p), None,
        ctypes.byref(loss))
    return loss.value, torch.from_numpy(gradient).view(DTYPES[dtype][1]).double().tolist()


def theirs(row, target):
    leaf = row.clone().reshape(1, -1).requires_grad_()
    loss = F.cross_entropy(leaf, torch.tensor([target]))
    loss.backward()
    return loss.item(), leaf.grad[0].double().tolist()


def errors(got, expected, target):
    loss, gradient = got
    right, slopes = expected
    return (abs(mpf(loss) - right) / right, max(abs(mpf(g) - s) for g, s in zip(gradient, slopes)),
            abs(mpf(gradient[target]) - slopes[target]) / abs(slopes[target]))


def main():
    library = build(pathlib.Path(sys.argv[1]).resolve())
    random = torch.Generator().manual_seed(7)
    print("| type | V | target raised by | all by | rows | loss: Kullback | PyTorch | gradient: Kullback | PyTorch "
          "| at the target: Kullback | PyTorch |")
    print("|" + "---|" * 11)
    for dtype, columns, raised, moved, rows in CASES:
        worst = [[mpf(0)] * 3, [mpf(0)] * 3]
        for _ in range(rows):
            logits = 2 * torch.randn(columns, generator=random) + moved
            target = int(torch.randint(columns, (1,), generator=random))
            logits[target] += raised
            row = logits.to(DTYPES[dtype][1])
            expected = truth(row.double().tolist(), target)
            for who, got in enumerate((ours(library, row, target, dtype), theirs(row, target))):
                worst[who] = [max(pair) for pair in zip(worst[who], errors(got, expected, target))]
        cells = [f"{float(worst[who][k]):.0e}" for k in range(3) for who in range(2)]
        print(f"| {dtype} | {columns:,} | {raised} | {moved} | {rows} | " + " | ".join(cells) + " |", flush=True)


main()
