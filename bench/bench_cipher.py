#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How well ciphers are read: bench/bench_cipher.py DATA PROFILE [what …]

DATA is a folder that tools/fetch_languages.py fills, PROFILE what tools/train_ciphers.py --held-out writes of it. Texts
are cut from every fifth sentence of each language, which that profile was not trained on, joined in their order; a key
is drawn for each. $KL is the command.
"""
import argparse
import os
import pathlib
import random
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "tools"))
from languages import running, sources  # noqa: E402

KL = os.environ.get("KL", "build/kl")
LATIN = "cs da de en es fi fr hu it nl pl pt ro sv tr".split()
CYRILLIC = "ru uk bg".split()


def held_out(data, code):
    letters = running.alphabet(code)
    lines = [text for row, text in sources.split(sources.tsv(data, "sentences"), True) if row == code]
    return [x for x in (running.fold(line, letters) for line in lines) if x]


def guide(data, code):
    path = data / "installation-guide" / f"{code}.txt"
    return [x for x in (running.fold(line, running.alphabet(code)) for line in path.read_text("utf-8").splitlines())
            if len(x) > 60] if path.exists() else []


def cut(lines, length, blanks, draw):
    """A text of so many letters that begins with a sentence."""
    at = draw.randrange(len(lines))
    text, n = [], 0
    for i in range(len(lines)):
        for char in lines[(at + i) % len(lines)] + " ":
            if char != " ":
                n += 1
            if blanks or char != " ":
                text.append(char)
            if n == length:
                return "".join(text)
    return "".join(text)


# ── Ciphers ─────────────────────────────────────────────────────────────────────────────────────────────────────────

def shift(text, letters, draw):
    k = draw.randrange(1, len(letters))
    return text.translate(str.maketrans(letters, letters[k:] + letters[:k]))


def affine(text, letters, draw):
    n = len(letters)
    a = draw.choice([a for a in range(2, n) if all(a % p or n % p for p in range(2, n))])
    b = draw.randrange(n)
    return text.translate(str.maketrans(letters, "".join(letters[(a * i + b) % n] for i in range(n))))


def vigenere(text, letters, draw):
    key = [draw.randrange(len(letters)) for _ in range(draw.randrange(3, 11))]
    out, i = [], 0
    for char in text:
        if char in letters:
            out.append(letters[(letters.index(char) + key[i % len(key)]) % len(letters)])
            i += 1
        else:
            out.append(char)
    return "".join(out)


def substitution(text, letters, draw):
    return text.translate(str.maketrans(letters, "".join(draw.sample(letters, len(letters)))))


def transposition(text, letters, draw):
    n = draw.randrange(3, 11)
    text = text.replace(" ", "")
    return "".join(text[column::n] for column in draw.sample(range(n), n))


def none(text, letters, draw):
    return text


def noise(text, letters, draw):
    """No cipher of a text: letters at random, as frequent as in the text."""
    chars = [x for x in text if x != " "]
    draw.shuffle(chars)
    return "".join(chars)


# ── Trials ──────────────────────────────────────────────────────────────────────────────────────────────────────────

def solve(texts, profile, only, options=()):
    """[(code, posterior, margin, status, kind, key, text)] of texts."""
    words = [KL, "lang", "--cipher", "--lines", "--profile", profile, *options, "-"]
    if only:
        words += ["--only", ",".join(only)]
    done = subprocess.run(words, input="".join(f"{x}\n" for x in texts), capture_output=True, text=True, check=True)
    return [line.split("\t") for line in done.stdout.rstrip("\n").split("\n")]


def same(a, b):
    a, b = a.replace(" ", ""), b.replace(" ", "")
    return sum(x == y for x, y in zip(a, b)) / max(len(a), len(b))


def trial(options, cipher, codes, only, length, blanks, n, texts):
    draw = random.Random(f"{cipher.__name__} {length} {blanks}")
    plain, coded, truth = [], [], []
    for code in codes:
        for _ in range(n):
            text = cut(texts[code], length, blanks, draw)
            plain.append(text)
            coded.append(cipher(text, running.alphabet(code), draw))
            truth.append(code)
    found = solve(coded, options.profile, only)
    total = len(found)
    kind = {"noise": "-"}.get(cipher.__name__, cipher.__name__)
    language = [f[0] == t for f, t in zip(found, truth)]
    kinds = [f[4] == kind for f in found]
    read = [same(p, f[6]) >= 0.95 for p, f in zip(plain, found)]
    sure = [f[3] == "sure" for f in found]
    false = sum(s and not (a and b and same(p, f[6]) >= 0.8)
                for s, a, b, p, f in zip(sure, language, kinds, plain, found))
    said = sum(s for s in sure)
    undetermined = sum(f[3] == "not determined" for f in found)
    per = lambda x: f"{100 * sum(x) / total:.1f}"  # noqa: E731
    wrong = sorted({f"{t}>{f[0]}" for f, t in zip(found, truth) if f[0] != t})
    print(f"| {cipher.__name__} | {'yes' if blanks else 'no'} | {length} | {total} | {per(language)} | {per(kinds)} | "
          f"{per(read)} | {100 * said / total:.1f} | {100 * undetermined / total:.1f} | {100 * false / total:.1f} |",
          flush=True)
    if options.verbose:
        print("   ", " ".join(wrong))
        for f, t, p, ok in zip(found, truth, plain, read):
            if options.verbose > 1 and not ok:
                print("   ", t, f, p)


HEAD = ("| cipher | blanks | letters | texts | language | kind | read | sure | not determined | falsely sure |\n"
        "|---|---|---|---|---|---|---|---|---|---|")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("profile", type=pathlib.Path)
    parser.add_argument("--cipher", action="append")
    parser.add_argument("--codes", default=",".join(LATIN))
    parser.add_argument("--only", help="languages in play; default: those of the trial; all: all")
    parser.add_argument("--lengths", default="50,100,200")
    parser.add_argument("--blanks", default="no,yes")
    parser.add_argument("--guide", action="store_true", help="cut texts from the installation guide")
    parser.add_argument("-n", type=int, default=10, help="texts of each language")
    parser.add_argument("-v", "--verbose", action="count", default=0)
    options = parser.parse_args()
    codes = options.codes.split(",")
    only = None if options.only == "all" else (options.only or options.codes).split(",")
    texts = {code: (guide if options.guide else held_out)(options.data, code) for code in codes}
    codes = [code for code in codes if texts[code]]
    print(HEAD)
    for name in options.cipher or ["substitution"]:
        for blanks in options.blanks.split(","):
            for length in options.lengths.split(","):
                trial(options, globals()[name], codes, only, int(length), blanks == "yes", options.n, texts)


if __name__ == "__main__":
    main()
