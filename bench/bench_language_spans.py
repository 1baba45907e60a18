#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Where languages begin and end in mixed texts, beside CLD2's span vector: bench/bench_language_spans.py DATA PROFILE

DATA as for tools/train_languages.py, PROFILE one that it made with --held-out own. A text is three held-out sentences
of two languages, A B A, each cut after the word that ends so many letters, with blanks between. Every language may be
answered. F1 is of bytes: right ones over the mean of those that were given a language and all. Needs g++ and
libcld2-dev; CLD2's best effort is asked.
"""
import argparse
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))
from bench_language import MAIN, cut  # noqa: E402
from languages import sources  # noqa: E402

KL = os.environ.get("KL", str(ROOT / "build/kl"))
# Languages of one line are related; the others are related to none.
FAMILIES = ["da no sv is", "de nl en", "es pt ca it fr ro", "cs sk pl sl hr", "ru uk be bg sr", "hi mr", "fa ur ar",
            "ms tl", "et fi", "lt lv", "tr az", "zh ja"]
FAMILY = {code: number for number, line in enumerate(FAMILIES) for code in line.split()}
LENGTHS = [20, 40, 60, 80, 120]
CLOSE = ["da no", "cs sk", "es pt", "ru uk", "de nl", "hi mr", "fa ur"]
# What CLD2 calls otherwise.
THEIRS = {"iw": "he", "nb": "no", "zh-Hant": "zh", "fil": "tl", "jw": "jv", "un": "und"}


def shorten(code, text, letters):
    """The begin of a sentence, or None if it has fewer letters."""
    if code in ("zh", "ja", "th"):
        return text[:letters] if len(text) >= letters else None
    return cut(text, letters)


def texts_of(pairs, pool, letters, draw):
    """[(bytes, [(begin, end, code)])] of as many texts as pairs."""
    found = []
    for a, b in pairs:
        parts = []
        for code in (a, b, a):
            kept = [x for x in (shorten(code, text, letters) for text in draw.sample(pool[code], len(pool[code])))
                    if x]
            parts.append((code, kept[0]) if kept else None)
        if None in parts:
            continue
        data, truth = b"", []
        for code, part in parts:
            begin = len(data)
            data += part.encode() + b" "
            truth.append((begin, len(data), code))
        found.append((data, truth))
    return found


def score(truth, spans):
    """Right bytes, bytes that were given a language, and all."""
    right = sum(max(0, min(end, e) - max(begin, b)) for begin, end, code in truth for b, e, c in spans if c == code)
    return right, sum(e - b for b, e, c in spans if c != "und"), truth[-1][1]


def f1(rows):
    right, given, every = map(sum, zip(*rows))
    return 2 * right / (given + every)


def ours(paths, profile, more):
    words = [KL, "lang", "--spans", "--json", "--profile", str(profile), *more, *map(str, paths)]
    document = json.loads(subprocess.run(words, check=True, capture_output=True).stdout)
    found = {x["subject"]: [] for x in document["inputs"]}
    for span in document["spans"]:
        found[span["subject"]].append((span["begin"], span["end"], span["label"]))
    return list(found.values())


def theirs(paths, program):
    out = subprocess.run([program, *map(str, paths)], check=True, capture_output=True, text=True).stdout
    found = []
    for line in out.splitlines():
        rows = [row.split(",") for row in line.split()]
        found.append([(int(b), int(b) + int(n), THEIRS.get(code, code)) for b, n, code in rows])
    return found


def measure(texts, profile, program, more):
    """F1 of both."""
    with tempfile.TemporaryDirectory() as work:
        paths = [pathlib.Path(work) / str(i) for i in range(len(texts))]
        for path, (data, _) in zip(paths, texts):
            path.write_bytes(data)
        answers = [ours(paths, profile, more)] + ([theirs(paths, program)] if program else [])
    return [f1([score(truth, spans) for (_, truth), spans in zip(texts, found)]) for found in answers]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("profile", type=pathlib.Path)
    parser.add_argument("--texts", type=int, default=400)
    parser.add_argument("--price", help="another price of a change, in bits")
    options = parser.parse_args()
    draw = random.Random(7)
    pool = {}
    for code, text in sources.split(sources.tsv(options.data, "sentences"), True):
        if code in MAIN:
            pool.setdefault(code, []).append(text)
    more = ["--price", options.price] if options.price else []
    codes = sorted(pool)
    unrelated = [p for p in ((a, b) for a in codes for b in codes if a != b)
                 if FAMILY.get(p[0], p[0]) != FAMILY.get(p[1], p[1])]
    groups = {"unrelated": [draw.choice(unrelated) for _ in range(options.texts)],
              "related": [draw.choice([(a, b) for a in line.split() for b in line.split() if a != b])
                          for line in (draw.choice(FAMILIES) for _ in range(options.texts))]}
    groups.update({f"{a} {b}": [(a, b), (b, a)] * (options.texts // 8) for a, b in map(str.split, CLOSE)})
    with tempfile.TemporaryDirectory() as work:
        program = pathlib.Path(work) / "cld2"
        subprocess.run(["g++", "-O2", ROOT / "bench/bench_language_spans_helper.cc", "-o", program, "-lcld2"], check=True)
        print("| languages | " + " | ".join(f"{n} letters" for n in LENGTHS) + " |\n|---|" + "---|" * len(LENGTHS))
        for name, pairs in groups.items():
            cells = []
            for letters in LENGTHS:
                texts = texts_of(pairs, pool, letters, draw)
                both = measure(texts, options.profile, program, more) if len(texts) >= 20 else None
                cells.append(f"{both[0]:.3f} / {both[1]:.3f}" if both else "")
            print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


if __name__ == "__main__":
    main()
