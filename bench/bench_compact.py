# SPDX-License-Identifier: Apache-2.0
"""Compact files beside llama.cpp's: bytes, error and speed of reading.

    bench_compact.py [BUILD [FOLDER]]    (BUILD: a build directory with the static rooms; else $KL_BUILD)

FOLDER has a model's true logits base.npy and what llama.cpp wrote of them, base.kld; without it only made rows are
measured: logits -1.1 ln(rank) times a sharpness of the row, plus noise, the largest raised by up to 8 nats, at
V = 128256. In "flat" and "own order" every row has its own ranks, in "one order" all rows share them, as tokens'
frequencies make a model's rows do. "Flat" rows have nearly all their tokens likely, the hardest case; where llama.cpp
clips nothing of them, its 16 bits are better than our 8. Rows of llama.cpp are made by its formula. Errors are means
over rows from the true distribution p to the stored q. Speeds are those of one thread. Appends what it prints to
bench/RESULTS.md.
"""
import datetime
import os
import pathlib
import struct
import subprocess
import sys
import tempfile

import numpy

HERE = pathlib.Path(__file__).resolve().parent
ROOMS = ("evaluate", "sample", "measure", "kernels", "report", "io", "base")
VOCABULARY, ROWS = 128256, 32


def build(directory):
    rooms = [str(directory / f"libkl_room_{room}.a") for room in ROOMS]
    out = pathlib.Path(tempfile.mkdtemp()) / "bench_compact"
    subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", f"-I{HERE.parent}/include",
                    str(HERE / "bench_compact_helper.c"), *rooms, "-ljansson", "-lz", "-lm", "-lpthread",
                    "-o", str(out)], check=True)
    return out


def make_rows(draw, own_order, sharpness, raised):
    shape = (ROWS, VOCABULARY)
    one = -1.1 * numpy.log(draw.permutation(VOCABULARY) + 1)
    rows = numpy.empty(shape, numpy.float32)
    for row in rows:
        order = -1.1 * numpy.log(draw.permutation(VOCABULARY) + 1) if own_order else one
        row[:] = draw.uniform(*sharpness) * order + draw.normal(0, 0.7, VOCABULARY)
        row[row.argmax()] += draw.uniform(0, raised)
    return rows


def write_llama(path, rows):
    """One chunk: n_ctx - 1 - n_ctx // 2 rows."""
    count, vocabulary = rows.shape
    context = 2 * count + 1
    with open(path, "wb") as out:
        out.write(b"_logits_" + struct.pack("<3i", context, vocabulary, 1) + bytes(4 * context))
        for row in rows:
            most = row.max()
            least = max(row.min(), numpy.float32(most - 16))
            log_sum = numpy.log(numpy.exp(row.astype(numpy.float64) - most).sum())
            scale = numpy.float32((most - least) / numpy.float32(65535))
            levels = numpy.where(row > least, numpy.rint((row - least) / scale), 0).astype("<u2")
            out.write(struct.pack("<2f", scale, least - most - log_sum) + levels.tobytes() +
                      bytes(2 * (vocabulary % 2)))


def measure(helper, name, truth, peer, place):
    rows, vocabulary = numpy.load(truth, mmap_mode="r").reshape(-1, numpy.load(truth, mmap_mode="r").shape[-1]).shape
    tokens = rows * vocabulary
    ours = place / "rows.klq"
    spent = float(subprocess.run([helper, truth, "-o", ours], check=True, capture_output=True, text=True).stdout)
    for kind, path in (("llama.cpp", peer), ("compact", ours)):
        out = subprocess.run([helper, truth, path], check=True, capture_output=True, text=True).stdout
        variation, forward, reverse, claim, seconds = (float(number) for number in out.split())
        size = path.stat().st_size
        yield (f"| {name} | {kind} | {size / tokens:.3f} | {variation:.2e} | {f'{claim:.2e}' if claim else ''} | "
               f"{forward:.2e} | {reverse:.2e} | {1e-6 * size / seconds:.0f} | {1e-6 * tokens / seconds:.0f} | "
               f"{f'{1e-6 * tokens / spent:.0f}' if kind == 'compact' else ''} |")


def main():
    directory = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["KL_BUILD"]).resolve()
    helper = build(directory)
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    load = open("/proc/loadavg").read().split()[0]
    lines = [f"## Files of predictions, {datetime.date.today()}, {cpu}", "",
             f"One thread, best of 5; load average of the machine {load}.", "",
             "| rows | format | bytes a token | TV | TV claimed | KL(p, q) | KL(q, p) | reading, file MB/s "
             "| M tokens/s | writing, M tokens/s |", "|---|---|---|---|---|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        if len(sys.argv) > 2:
            given = pathlib.Path(sys.argv[2])
            lines += measure(helper, given.name, given / "base.npy", given / "base.kld", place)
        draw = numpy.random.default_rng(1951)
        for name, own_order, sharpness, raised in (("flat, nothing clipped", True, (0.8, 0.9), 0),
                                                   ("flat", True, (0.9, 1.1), 8), ("own order", True, (1, 3), 8),
                                                   ("one order", False, (1, 3), 8)):
            rows = make_rows(draw, own_order, sharpness, raised)
            numpy.save(place / "rows.npy", rows)
            write_llama(place / "rows.kld", rows)
            lines += measure(helper, f"V = {VOCABULARY}, {name}", place / "rows.npy", place / "rows.kld", place)
    text = "\n".join(lines) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as results:
        results.write(text + "\n")


main()
