# SPDX-License-Identifier: Apache-2.0
"""n-gram language models beside KenLM: training and scoring.

    KENLM=DIR bench_lm.py [BUILD [MEGABYTES]]    (BUILD: a build directory with kl; else $KL_BUILD. DIR: lmplz,
                                                  build_binary and query of KenLM; without it kl stands alone)

The text is a chain of words: mostly the word that follows at some place of tiny Shakespeare after the last two, else
after the last, sometimes any word, so that new n-grams keep coming. Order 5, tokens. RUNS runs in turn, medians;
the largest resident set of any. Scoring is the whole command, the model opened and, by kl, its checksum verified:
the text is SHARE of the other one. Appends what it prints to bench/RESULTS.md.
"""
import collections
import datetime
import gzip
import os
import pathlib
import random
import statistics
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
RUNS = 3
ORDER = 5
SHARE = 0.2


def make_text(size, path, seed):
    lines = gzip.decompress((HERE.parent / "tests/text/shakespeare/train.txt.gz").read_bytes()).split(b"\n")
    after = collections.defaultdict(list)
    words = []
    for line in lines:
        line = line.split()
        words += line
        for i, word in enumerate([*line, b"\n"]):
            after[line[i - 1] if i > 0 else b"\n"].append(word)
            if i > 1:
                after[line[i - 2], line[i - 1]].append(word)
    draw = random.Random(seed)
    written, before, last = 0, b"\n", b"\n"
    with open(path, "wb") as out:
        while written < size:
            u = draw.random()
            choice = after.get((before, last)) if u < 0.6 else after.get(last) if u < 0.97 else None
            word = draw.choice(choice or words)
            written += out.write(word if word == b"\n" else word + b" ")
            before, last = last, word
        out.write(b"\n")


def run(words, source=None, to=os.devnull):
    """Seconds by the clock, seconds of processors, MiB."""
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.dup2(os.open(source or os.devnull, os.O_RDONLY), 0)
        os.dup2(os.open(to, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        os.execv(words[0], [str(word) for word in words])
    _, status, used = os.wait4(child, 0)
    if status:
        sys.exit(f"{' '.join(map(str, words))}: status {status}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def main():
    directory = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["KL_BUILD"]).resolve()
    size = int(1e6 * float(sys.argv[2] if len(sys.argv) > 2 else 100))
    kl, peer = directory / "kl", os.environ.get("KENLM")
    with tempfile.TemporaryDirectory() as place:
        place = pathlib.Path(place)
        train, test = place / "train", place / "test"
        make_text(size, train, 1)
        make_text(SHARE * size, test, 2)
        jobs = [(f"train, kl, {threads} thread{'s' * (threads > 1)}", size,
                 ([kl, "lm", "train", "--order", ORDER, "--threads", threads, train, "-o", place / "kl"],))
                for threads in (1, 2)]
        if peer:
            peer = pathlib.Path(peer)
            jobs.append(("train, KenLM's lmplz, ARPA", size,
                         ([peer / "lmplz", "-o", ORDER, "-S", "1G", "-T", place, "--discount_fallback",
                           "--skip_symbols"], train, place / "arpa")))
        jobs += [(f"score, kl, {threads} thread{'s' * (threads > 1)}", SHARE * size,
                  ([kl, "lm", "score", "--format", "kenlm", "--threads", threads, place / "kl", test],))
                 for threads in (1, 2)]
        if peer:
            for kind in ("probing", "trie"):
                jobs.append((f"score, KenLM's query, {kind}", SHARE * size,
                             ([peer / "query", "-v", "summary", place / kind], test)))
        seen = collections.defaultdict(list)
        for round_number in range(RUNS):
            for name, _, words in jobs:
                seen[name].append(run(*words))
                if "lmplz" in name and round_number == 0:
                    for kind in ("probing", "trie"):
                        run([peer / "build_binary", kind, place / "arpa", place / kind])
        tokens = [(len(path.read_bytes().split()) + path.read_bytes().count(b"\n")) / path.stat().st_size
                  for path in (train, test)]
    cpu = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")
    lines = [f"## Language models, order {ORDER}, {size / 1e6:.0f} MB, {datetime.date.today()}, {cpu}", "",
             f"Medians of {RUNS} runs in turn; load average of the machine {open('/proc/loadavg').read().split()[0]}.",
             "", "| | s | s of processors | MB/s | M tokens/s | MiB |", "|---|---|---|---|---|---|"]
    for name, volume, _ in jobs:
        wall, spent = (statistics.median(column) for column in list(zip(*seen[name]))[:2])
        lines.append(f"| {name} | {wall:.2f} | {spent:.2f} | {1e-6 * volume / wall:.1f} | "
                     f"{1e-6 * volume * tokens[name.startswith('score')] / wall:.2f} | "
                     f"{max(row[2] for row in seen[name]):.0f} |")
    text = "\n".join(lines) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as results:
        results.write(text + "\n")


main()
