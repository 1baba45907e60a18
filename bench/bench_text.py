# SPDX-License-Identifier: Apache-2.0
"""Counting n-grams: megabytes of text a second.

    bench_text.py [BUILD [MEGABYTES]]    (BUILD: a build directory with the static rooms; else $KL_BUILD)

The text is the Universal Declaration of Human Rights in examples/udhr, repeated as runs of 2 to 12 words
from places drawn with a fixed seed: real letters and words, but fewer distinct n-grams than as much prose would
have. Medians of RUNS runs in turn. "MB/s a core" divides by processor time, which says what a machine that does
nothing else would do; "MB/s" divides by the clock. Appends what it prints to bench/RESULTS.md.
"""
import datetime
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
RUNS = 3
ROOMS = ("text", "sample", "measure", "kernels", "io", "base")
JOBS = [("english", "letters", order) for order in (1, 2, 3, 5)] + \
       [("russian", "letters", 3), ("hindi", "letters", 3)] + \
       [("english", "words", order) for order in (1, 2)] + \
       [("english", "bytes", order) for order in (1, 2, 3, 4, 5)]


def build(directory):
    rooms = [str(directory / f"libkl_room_{room}.a") for room in ROOMS]
    out = pathlib.Path(tempfile.mkdtemp()) / "bench_text"
    subprocess.run(["cc", "-O2", "-D_GNU_SOURCE", f"-I{HERE.parent}/include", str(HERE / "bench_text_helper.c"),
                    *rooms, "-lutf8proc", "-lm", "-lpthread", "-o", str(out)], check=True)
    return out


def make_text(language, size, path):
    words = [word + b" " for word in (HERE.parent / f"examples/udhr/{language}.txt").read_bytes().split()]
    draw = random.Random(1951)
    with open(path, "wb") as out:
        written = 0
        while written < size:
            place, run = draw.randrange(len(words) - 12), draw.randrange(2, 13)
            written += out.write(b"".join(words[place:place + run]) + (b"\n" if draw.random() < 0.1 else b""))


def main():
    directory = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["KL_BUILD"]).resolve()
    size = int(1e6 * float(sys.argv[2] if len(sys.argv) > 2 else 100))
    helper = build(directory)
    with tempfile.TemporaryDirectory() as place:
        texts = {language: pathlib.Path(place) / language for language, _, _ in JOBS}
        for language, path in texts.items():
            make_text(language, size, path)
        seen = {}
        for _ in range(RUNS):
            for language, symbols, order in JOBS:
                for threads in (1, 2):
                    out = subprocess.run([helper, texts[language], symbols, str(order), str(threads)],
                                         check=True, capture_output=True, text=True).stdout
                    seen.setdefault((language, symbols, order, threads), []).append(
                        [float(number) for number in out.split()])
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    load = open("/proc/loadavg").read().split()[0]
    lines = [f"## Counting text, {size / 1e6:.0f} MB, {datetime.date.today()}, {cpu}", "",
             f"Medians of {RUNS} runs in turn; load average of the machine {load}.", "",
             "| text | symbols | order | threads | MB/s | MB/s a core | best MB/s a core | finish, s | n-grams |",
             "|---|---|---|---|---|---|---|---|---|"]
    for (language, symbols, order, threads), runs in seen.items():
        wall, spent, finish, grams = (statistics.median(column) for column in zip(*runs))
        best = min(run[1] for run in runs)
        lines.append(f"| {language} | {symbols} | {order} | {threads} | {1e-6 * size / wall:.0f} | "
                     f"{1e-6 * size / spent:.0f} | {1e-6 * size / best:.0f} | {finish:.2f} | {grams:.0f} |")
    text = "\n".join(lines) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as results:
        results.write(text + "\n")


main()
