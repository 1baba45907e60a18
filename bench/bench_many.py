# SPDX-License-Identifier: Apache-2.0
"""Past one machine: what a part, its state and a merge cost, one rank and two, and what follows for 1000 ranks.

    bench_many.py [BUILD [MEGABYTES [ROWS]]] [--update]    (BUILD: a build directory with kl; else $KL_BUILD)

The text is lines drawn by a trigram model of Shakespeare; the predictions are ROWS of 512 logits and the same with a
little noise. A part is done by one thread. RUNS runs in turn, medians. The model: r ranks work on a part of this size
each, and their states go up a binary tree of depth d = ⌈log₂ r⌉, level by level a message and a merge of two states,

    T(r) = T_part + Σ_(l < d) [latency + S(2^l)/bandwidth + m (S(2^l) + S(2^l))] + T_tell(S(r))

with S(k) the size of the state of k parts: a + b k^c, from what is measured of k ≤ 1 by the last two sizes above the
least, and m, T_tell the seconds a byte that merging and telling take. Efficiency is T_part/T(r). --update writes the
tables into docs/many-machines.md; else they are printed.
"""
import argparse
import math
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import numpy

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "many-machines.md"
SHAKESPEARE = HERE.parent / "examples" / "shakespeare"
RUNS = 3
RANKS = (2, 16, 128, 1024)
LATENCY, BANDWIDTH = 50e-6, 1.25e9  # assumed: a message of 50 µs over 10 Gbit/s
FRACTIONS = (64, 16, 4, 1)


def seconds(*words, **more):
    begin = time.perf_counter()
    subprocess.run(list(map(str, words)), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **more)
    return time.perf_counter() - begin


def median(*words, **more):
    return statistics.median(seconds(*words, **more) for _ in range(RUNS))


def make_text(kl, size, path, folder):
    seconds(kl, "lm", "train", "--order", 3, SHAKESPEARE / "train.txt", "-o", folder / "draw.klm")
    lines = subprocess.run([kl, "lm", "sample", "--count", "2000", "--seed", "1", folder / "draw.klm"],
                           stdout=subprocess.PIPE, check=True).stdout
    count = math.ceil(2000 * size / len(lines))
    with open(path, "wb") as out:
        subprocess.run([kl, "lm", "sample", "--count", str(count), "--seed", "2", folder / "draw.klm"], stdout=out,
                       check=True)


def make_logits(rows, folder):
    draw = numpy.random.default_rng(1)
    base = (3 * draw.standard_normal((rows, 512))).astype("f4")
    numpy.save(folder / "base.npy", base)
    numpy.save(folder / "model.npy", base + 0.1 * draw.standard_normal(base.shape).astype("f4"))
    (folder / "next.txt").write_text("".join(f"{token}\n" for token in base.argmax(1)))


class Verb:
    """A verb with parts: its words, how the whole is told of the state (None: it is the state), and by which power of
    its parts a state grows (None: as it is measured)."""

    def __init__(self, name, words, tell, growth=None):
        self.name, self.words, self.tell, self.growth = name, words, tell, growth

    def part(self, kl, state, part, parts):
        return [kl, *self.words, "--part", f"{part}/{parts}", "-o", state, "--threads", 1]

    def measure(self, kl, folder):
        state = folder / "state.kls"
        self.seconds = median(*self.part(kl, state, 1, 1))
        self.told = median(kl, *self.tell(state)) if self.tell else 0
        self.sizes = []
        for parts in FRACTIONS:
            seconds(*self.part(kl, state, 1, parts))
            self.sizes.append(state.stat().st_size)
        halves = [folder / "1.kls", folder / "2.kls"]
        for i, half in enumerate(halves, 1):
            seconds(*self.part(kl, half, i, 2))
        start = median(kl, "--version")
        taken = median(kl, "merge", *halves, "-o", folder / "both.kls") - start
        self.merge = max(taken, 0) / sum(half.stat().st_size for half in halves)
        least, (before, last) = self.sizes[0], self.sizes[-2:]
        if self.growth is None:
            growth = math.log((last - least) / (before - least)) / math.log(4) if before > least else 0
            self.growth = min(max(growth, 0), 1)
        self.growing = (last - before) / (1 - 4 ** -self.growth) if self.growth > 0 else 0

    def size(self, parts):
        return self.sizes[-1] + self.growing * (parts ** self.growth - 1)

    def reduction(self, ranks):
        levels = [self.size(2 ** level) for level in range(math.ceil(math.log2(ranks)))]
        return sum(LATENCY + size / BANDWIDTH + 2 * self.merge * size for size in levels)

    def total(self, ranks):
        return self.seconds + self.reduction(ranks) + self.told / self.sizes[-1] * self.size(ranks)


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def scaling(verb, kl, build, folder):
    """Seconds of kl with one thread, of one rank, of two ranks and of two threads."""
    launcher = [(shutil.which(f"mpirun.{mpi}"), build / f"kl-mpi.{mpi}") for mpi in ("openmpi", "mpich")
                if (build / f"kl-mpi.{mpi}").exists() and shutil.which(f"mpirun.{mpi}")]
    if not launcher:
        raise SystemExit("bench_many: kl-mpi was not built; install libopenmpi-dev and openmpi-bin (Debian)")
    environment = {**os.environ, "OMPI_ALLOW_RUN_AS_ROOT": "1", "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM": "1"}
    out = [] if verb.tell and "train" not in verb.words else ["-o", folder / "out"]
    ways = [[kl, *verb.words, *out, "--threads", 1], [kl, *verb.words, *out, "--threads", 2]]
    ways += [[launcher[0][0], "-n", ranks, launcher[0][1], *verb.words, *out, "--threads", 1] for ranks in (1, 2)]
    return [statistics.median(column) for column in
            zip(*[[seconds(*way, env=environment) for way in ways] for _ in range(RUNS)])]


def tables(verbs, kl, build, folder, megabytes, rows):
    lines = [f"Measured on one machine by `bench/bench_many.py {build.name} {megabytes:g} {rows}`: a text of "
             f"{megabytes:g} MB, {rows:,} predictions of 512 tokens by two models; one thread a rank, medians of {RUNS}. "
             "Starting mpirun is in the seconds of ranks.", "",
             "| | one thread, s | two threads | one rank | two ranks | 1 → 2 ranks |", "|---|---|---|---|---|---|"]
    for verb in verbs:
        one, two, rank, ranks = scaling(verb, kl, build, folder)
        lines.append(f"| `{verb.name}` | {number(one)} | {number(two)} | {number(rank)} | {number(ranks)} | "
                     f"{rank / ranks:.2f} times |")
    lines += ["", "What a rank's part costs that is as large as all of that, and what it leaves to merge:", "",
              "| | part, s | state, bytes | of 1/4 of it | of 1/64 | grows as | merging, ns a byte |",
              "|---|---|---|---|---|---|---|"]
    for verb in verbs:
        lines.append(f"| `{verb.name}` | {number(verb.seconds)} | {verb.sizes[-1]:,} | {verb.sizes[-2]:,} | "
                     f"{verb.sizes[0]:,} | parts^{verb.growth:.2f} | {number(1e9 * verb.merge)} |")
    lines += ["", f"From these, with a message of {1e6 * LATENCY:g} µs and {8e-9 * BANDWIDTH:g} Gbit/s, for ranks that "
              "each have such a part: the seconds that the tree takes (⌈log₂ ranks⌉ levels), the state that rank 0 ends "
              "with, and what share of the time is work on parts.", "",
              "| | " + " | ".join(f"{ranks} ranks" for ranks in RANKS) + " | state of 1024, MB |",
              "|---|" + "---|" * (len(RANKS) + 1)]
    for verb in verbs:
        cells = [f"{number(verb.reduction(ranks))} s, {100 * verb.seconds / verb.total(ranks):.0f} %" for ranks in RANKS]
        lines.append(f"| `{verb.name}` | " + " | ".join(cells) + f" | {number(verb.size(1024) / 1e6)} |")
    return lines + ["", "Counts and n-grams grow as the different ones of a text do; an evaluation keeps 16 bytes a row, which "
                    "its percentiles need, so that of very many rows the last merges are what takes time; a score stays "
                    "as small as it is."]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", nargs="?", default=os.environ.get("KL_BUILD", "build"))
    parser.add_argument("megabytes", nargs="?", type=float, default=32)
    parser.add_argument("rows", nargs="?", type=int, default=20000)
    parser.add_argument("--update", action="store_true")
    given = parser.parse_args()
    build = pathlib.Path(given.build).resolve()
    kl = build / "kl"
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        text = folder / "text.txt"
        make_text(kl, given.megabytes * 1e6, text, folder)
        make_logits(given.rows, folder)
        files = [folder / "base.npy", folder / "model.npy", "--targets", folder / "next.txt"]
        score = ["lm", "score", folder / "draw.klm", text]
        verbs = [Verb("kl count --order 3", ["count", "--order", 3, text], None),
                 Verb("kl eval", ["eval", *files], lambda state: ["eval", state], growth=1),
                 Verb("kl lm train --order 3", ["lm", "train", "--order", 3, text],
                      lambda state: ["lm", "train", state, "-o", folder / "out", "--threads", 1]),
                 Verb("kl lm score", score, lambda state: ["lm", "score", state])]
        for verb in verbs:
            verb.measure(kl, folder)
        told = "\n".join(tables(verbs, kl, build, folder, given.megabytes, given.rows))
    if not given.update:
        print(told)
        return
    page = PAGE.read_text()
    new = re.sub(r"(<!-- cost: .*? -->\n).*?(<!-- /cost -->)", lambda m: m[1] + told + "\n" + m[2], page, flags=re.S)
    PAGE.write_text(new)


if __name__ == "__main__":
    sys.exit(main())
