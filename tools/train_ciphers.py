#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Train the models that ciphers are read with (docs/cipher.md): tools/train_ciphers.py DATA -o FILE

DATA is a folder that tools/fetch_languages.py fills from sources with names and licences. How far texts are from their
models comes from models trained without every fifth sentence; the profile itself from all, unless --held-out.
"""
import argparse
import pathlib
import sys
import unicodedata

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from languages import container, running, sources, symbols  # noqa: E402

CODES = ("cs da de en es fi fr hu it nl pl pt ro sv tr ca et hr id lt lv no sk sl ru uk bg be mk el").split()
STATE_CIPHERS, VERSION = 4, 1
LEAST = 1.2e-6


def model_of(data, code, held_out):
    size = len(running.alphabet(code)) + 1
    return running.Model(running.count(data, code, held_out), size, LEAST)


def spreads(data, code, model):
    """Of held-out sentences, alone and some in a row, with blanks and without."""
    letters = running.alphabet(code)
    lines = [text for row, text in sources.split(sources.tsv(data, "sentences"), True) if row == code]
    folded = [running.fold(line, letters) for line in lines]
    folded += [" ".join(folded[i:i + 4]) for i in range(0, len(folded) - 3, 4)]
    return [running.spread(found) for found in running.cross_entropies(model, folded, letters)]


def folds():
    """Letters of the three scripts in lower case and without accents, as letters of an alphabet."""
    known = set(running.LATIN).union(*running.ALPHABETS.values())
    rows = []
    for code in range(0x41, 0x2000):
        char = chr(code)
        if not unicodedata.category(char).startswith("L") or char in symbols.APOSTROPHES:
            continue
        lower = running.FOLDED.get(char.lower(), char.lower()) if char == "ς" else char.lower()[0]
        base = running.base(lower)
        if lower in known or (base and set(base) <= known):
            rows.append((code, ord(lower), [ord(x) for x in base if base != lower]))
    out, before = container.varint(len(rows)), 0
    for code, lower, base in rows:
        out += b"".join(container.varint(x) for x in (code - before, lower, *(base + [0, 0])[:2]))
        before = code
    return out


def encode(code, name, model, modes):
    out = container.text(code) + container.text(name) + container.text(running.alphabet(code))
    out += b"".join(container.f64(x) for mode in modes for x in mode)
    out += bytes(model.ranking.astype("u1")) + model.pairs.tobytes()
    for n, meaning, data in model.parts:
        out += b"".join(container.f64(float(x)) for x in meaning)
        out += container.varint(n) + container.varint(len(data)) + data
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True)
    parser.add_argument("--held-out", action="store_true", help="leave every fifth sentence out of the models")
    options = parser.parse_args()
    names = {row[0]: row[2] for row in sources.labels()}
    body = container.varint(VERSION) + container.varint(len(CODES))
    for code in CODES:
        without = model_of(options.data, code, True)
        found = spreads(options.data, code, without)
        model = without if options.held_out else model_of(options.data, code, False)
        encoded = encode(code, names[code], model, found)
        body += encoded
        print(f"{code}: {len(encoded)} bytes; nats a symbol, variance between and within: "
              + "; ".join(" ".join(f"{x:.4f}" for x in mode) for mode in found), file=sys.stderr)
    options.output.write_bytes(container.container(STATE_CIPHERS, [(b"FOLD", folds()), (b"CIPH", body)]))


if __name__ == "__main__":
    main()
