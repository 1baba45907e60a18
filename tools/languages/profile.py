# SPDX-License-Identifier: Apache-2.0
"""A profile as src/text/language_read.c reads it."""
import dataclasses
import unicodedata

import numpy as np

from . import model, symbols
from .container import container, f64, text, varint

KIND = 3
VERSION = 1
COST = 1 / 16
DIGIT, ODD, MARK, APOSTROPHE, FOREIGN, SKIP, BREAK = 0xF9, 0xFA, 0xFB, 0xFC, 0xFD, 0xFE, 0xFF
# What stands in programs and codes more often than in prose.
ODD_SIGNS = "{}[]<>=_\\|@#$^&*+~;/`"
# By how much a cost that is not in the file may be off, of an n-gram that the label has and of one that it has not: in
# what is built in.
TOLERANCE = 6, 24


@dataclasses.dataclass
class Script:
    """The models of one script: keys of each order, and costs under each label."""
    name: str
    labels: list  # (code, script, name, prior)
    alphabet: model.Alphabet
    keys: list
    costs: list  # uint8, as a reader will have them
    packed: bytes = b""


def _shorter(script, order, key):
    """The costs of the longest kept n-gram that ends each key, shorter than its order; and which there are."""
    out = np.zeros((len(key), len(script.labels)), dtype=np.int32)
    missing = np.ones(len(key), dtype=bool)
    for k in range(order - 1, 0, -1):
        table = script.keys[k - 1]
        suffix = key & np.uint64((1 << (script.alphabet.bits * k)) - 1)
        at = np.minimum(np.searchsorted(table, suffix), len(table) - 1)
        hit = missing & (table[at] == suffix)
        out[hit] = script.costs[k - 1][at[hit]]
        missing &= ~hit
    return out, missing


def pack(name, labels, alphabet, keys, rows, seen, tolerance):
    """A script from log-probabilities; seen: whether a label has the n-gram; tolerance: as TOLERANCE."""
    script = Script(name, labels, alphabet, [], [])
    packed = []
    for order, (key, row, there) in enumerate(zip(keys, rows, seen), 1):
        exact = np.clip(np.rint(-row / COST), 0, 255).astype(np.int32)
        shorter, missing = _shorter(script, order, key)
        gap = np.where(there, np.nan, exact - shorter).astype(np.float64)
        dearer = np.zeros(len(key))
        some = ~there.all(axis=1)
        dearer[some] = np.nanmedian(gap[some], axis=1)
        dearer = np.clip(np.rint(dearer), 0, 255).astype(np.int32)
        dearer[missing] = 0
        guess = np.minimum(shorter + dearer[:, None], 255)
        change = np.abs(exact - guess) > np.where(there, *tolerance)
        change[missing] = True
        script.keys.append(key)
        script.costs.append(np.where(change, exact, guess).astype(np.uint8))
        packed.append(pack_order(key, change, dearer, exact))
    script.packed = b"".join(packed)
    return script


def pack_order(key, change, dearer, exact):
    masks = np.packbits(change, axis=1, bitorder="little")
    out = [varint(len(key))]
    before = 0
    for i in range(len(key)):
        value = int(key[i])
        out.append(varint(value - before) + masks[i].tobytes() + bytes([dearer[i]])
                   + exact[i][change[i]].astype(np.uint8).tobytes())
        before = value
    return b"".join(out)


def _points(scripts):
    """(code point, kind, upper, symbol) of everything that is no plain break."""
    numbers = {symbols.NUMBER[script.name]: i for i, script in enumerate(scripts)}
    found = {}
    for code, what in symbols.all_letters():
        if code >= 0x10000:
            break
        char = chr(code)
        if what == "skip":
            combining = 0x300 <= code < 0x370
            found[code] = (MARK, 0, code - 0x300) if combining else (SKIP, 0, 0)
        elif what[0] in numbers:
            number = numbers[what[0]]
            symbol = scripts[number].alphabet.number.get(what[1], model.UNKNOWN)
            found[code] = (number, int(char != char.lower()), symbol)
        else:
            found[code] = (FOREIGN, 0, 0)
    for code in range(0x10000):
        if unicodedata.category(chr(code)) == "Nd":
            found[code] = (DIGIT, 0, 0)
    found.update({ord(char): (ODD, 0, 0) for char in ODD_SIGNS})
    found.update({ord(char): (APOSTROPHE, 0, 0) for char in symbols.APOSTROPHES})
    return sorted((code, *what) for code, what in found.items())


def pack_points(points):
    """(code point, kind, upper, symbol) in order, as ranges."""
    ranges = []
    for code, kind, upper, symbol in points:
        last = ranges[-1] if ranges else None
        if last and code == last[0] + last[1] and (kind, upper) == last[2:4]:
            step = symbol - (last[4] + last[5] * (last[1] - 1))
            if step in (0, 1) and last[1] == 1 or step == last[5]:
                last[5] = step
                last[1] += 1
                continue
        ranges.append([code, 1, kind, upper, symbol, 0])
    out = [varint(len(ranges))]
    after = 0
    for first, length, kind, upper, symbol, step in ranges:
        out.append(b"".join(varint(x) for x in (first - after, length, kind, upper, symbol, step)))
        after = first + length
    return b"".join(out)


def _pack_compositions(scripts):
    found = []
    for number, script in enumerate(scripts):
        for letter, symbol in script.alphabet.number.items():
            parts = unicodedata.decomposition(letter).split()
            if len(parts) == 2 and 0x300 <= int(parts[1], 16) < 0x370:
                base = script.alphabet.number.get(chr(int(parts[0], 16)))
                if base is not None:
                    found.append((number, base, int(parts[1], 16) - 0x300, symbol))
    return varint(len(found)) + b"".join(varint(x) for row in sorted(found) for x in row)


def write(scripts, names, numbers, label_numbers):
    """The file. names: {code: name}; numbers: of the head; label_numbers: {(code, script): (prior, mean,
    between, within)}."""
    codes = sorted(names)
    head = varint(VERSION) + b"".join(f64(numbers[key]) for key in ("sharpness", "flattening", "odd", "limit"))
    languages = varint(len(codes)) + b"".join(text(code) + text(names[code]) for code in codes)
    about = varint(len(scripts)) + b"".join(
        text(s.name) + varint(len(s.labels)) + varint(s.alphabet.bits) + varint(len(s.keys))
        + varint(s.alphabet.number.get("'", model.UNKNOWN)) for s in scripts)
    labels = b"".join(varint(codes.index(label[0])) + b"".join(f64(x) for x in label_numbers[label[0], s.name])
                      for s in scripts for label in s.labels)
    return container(KIND, [
        (b"HEAD", head), (b"LANG", languages), (b"SCRP", about), (b"LABL", labels),
        (b"PNTS", pack_points(_points(scripts))), (b"COMP", _pack_compositions(scripts)),
        (b"GRAM", b"".join(s.packed for s in scripts))])
