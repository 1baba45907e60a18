# SPDX-License-Identifier: Apache-2.0
"""Letters in a row: the models that ciphers are read with, q(letter | the three symbols before it).

A symbol is a letter of a small alphabet, or the blank between words, which is symbol 0. Letters that the alphabet has
not are folded to those that it has (é to e, ß to ss); an apostrophe inside a word is passed over.
"""
import collections
import unicodedata

import numpy as np

from . import sources, symbols

LATIN = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя", "uk": "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя",
    "bg": "абвгдежзийклмнопрстуфхцчшщъьюя", "be": "абвгдеёжзійклмнопрстуўфхцчшыьэюя",
    "mk": "абвгдѓежзѕијклљмнњопрстќуфхцчџш", "el": "αβγδεζηθικλμνξοπρστυφχψω",
}
FOLDED = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ŀ": "l",
          "ς": "σ", "ŋ": "n", "ə": "e", "ħ": "h"}
# How strongly a shorter context smooths a longer one, in observations.
STRENGTH = (1, 5, 12, 12)
# A list of words counts as a text of so many words, where a frequent word loses (count^damping).
LIST_TOKENS, LIST_DAMPING = 1.5e5, 0.7
ORDER, LEVELS = 4, 16


def alphabet(code):
    return ALPHABETS.get(code, LATIN)


def base(letters):
    """Letters in lower case without accents."""
    plain = unicodedata.normalize("NFD", "".join(FOLDED.get(x, x) for x in letters))
    return "".join(FOLDED.get(x, x) for x in plain if not unicodedata.combining(x))


class _Fold(dict):
    """Code point to letters of an alphabet, "" or a blank."""

    def __init__(self, letters):
        super().__init__()
        self.letters = set(letters)

    def __missing__(self, code):
        char = chr(code)
        if char in symbols.APOSTROPHES:
            value = ""
        else:
            folded = char.lower()
            value = folded if set(folded) <= self.letters else base(folded)
            if not set(value) <= self.letters:
                value = "" if unicodedata.combining(char) else " "
        self[code] = value
        return value


def fold(text, letters, table={}):
    """A text as words of the alphabet's letters with one blank between."""
    if letters not in table:
        table[letters] = _Fold(letters)
    return " ".join(unicodedata.normalize("NFC", text).translate(table[letters]).split())


def numbers(text, letters):
    """A folded text as symbols, a blank before and behind."""
    index = np.zeros(0x10000, dtype=np.int64)
    for i, letter in enumerate(letters):
        index[ord(letter)] = i + 1
    points = np.frombuffer(f" {text} ".encode("utf-16-le"), dtype="<u2")
    return index[points]


def _windows(stream, n, size):
    keys = np.zeros(len(stream) - n + 1, dtype=np.int64)
    for i in range(n):
        keys = keys * size + stream[i:len(stream) - n + 1 + i]
    return keys


def _add(counts, stream, weights, size, inside):
    """Add the windows of a stream; `inside`: only those that no blank divides, since its words come in no order."""
    for n in range(1, ORDER + 1):
        if len(stream) < n:
            continue
        keys = _windows(stream, n, size)
        w = np.broadcast_to(weights, len(stream))[n - 1:]
        if inside:
            whole = np.ones(len(keys), dtype=bool)
            for i in range(1, n - 1):
                whole &= stream[i:len(stream) - n + 1 + i] != 0
            if n > 1:
                whole &= (stream[:len(stream) - n + 1] != 0) | (stream[n - 1:] != 0)
            keys, w = keys[whole], w[whole]
        counts[n - 1] += np.bincount(keys, w, minlength=size**n)


def _texts(data, code, held_out):
    """Lines of sentences and handbooks. The Declaration is left out: it is what examples and tests are read from."""
    rows = sources.tsv(data, "sentences")
    kept = sources.split(rows, False) if held_out else rows
    lines = [text for row_code, text in kept if row_code == code]
    english = set((data / "gnome-user-docs" / "en.txt").read_text("utf-8").splitlines())
    for name in sources.GNOME.get(code, [code]):
        path = data / "gnome-user-docs" / f"{name}.txt"
        if path.exists():
            lines += [x for x in path.read_text("utf-8").splitlines() if code == "en" or x not in english]
    return lines


def _word_list(data, code, letters):
    """The folded words of the lists of frequencies, and how often each counts."""
    words = collections.Counter()
    for name in sources.FREQWORDS.get(code, [code]):
        path = data / "freqwords" / f"{name}.txt"
        if path.exists():
            for line in path.read_text("utf-8").splitlines():
                entry, _, count = line.rpartition(" ")
                folded = fold(entry, letters)
                if folded and " " not in folded:
                    words[folded] += int(count)
    values = np.array(list(words.values()), dtype=np.float64) ** LIST_DAMPING
    return list(words), values * (LIST_TOKENS / values.sum()) if len(values) else values


def count(data, code, held_out):
    """Counts of all windows of one to four symbols."""
    letters = alphabet(code)
    size = len(letters) + 1
    counts = [np.zeros(size**n) for n in range(1, ORDER + 1)]
    folded = [fold(line, letters) for line in _texts(data, code, held_out)]
    _add(counts, numbers(" ".join(x for x in folded if x), letters), 1.0, size, False)
    words, weights = _word_list(data, code, letters)
    if words:
        lengths = [len(word) + 1 for word in words]
        stream = numbers(" ".join(words), letters)
        # A window has the weight of the word in which it ends; the last blank ends the last word.
        each = np.concatenate([[0.0], np.repeat(weights, lengths)])[:len(stream)]
        _add(counts, stream, each, size, True)
    return counts


def smooth(counts, size):
    """q of each order, an array of contexts by symbols."""
    shorter = np.full((1, size), 1 / size)
    found = []
    for n in range(1, ORDER + 1):
        c = counts[n - 1].reshape(-1, size)
        s = STRENGTH[n - 1]
        q = (c + s * np.tile(shorter, (len(c) // len(shorter), 1))) / (c.sum(1, keepdims=True) + s)
        found.append(q)
        shorter = q
    return found


def stationary(q, size, rounds=24):
    """How often each context of three symbols occurs under a chain."""
    p = np.full(size**3, 1 / size**3)
    for _ in range(rounds):
        p = (p[:, None] * q).reshape(size, size**3).sum(0)
    return p


def running(q, size):
    """Joint probabilities of four letters in a row where the blanks have been left out."""
    p = stationary(q, size)
    joint = (p[:, None] * q).reshape((size,) * 4)
    q = q.reshape((size,) * 4)
    L = slice(1, None)
    abc = p.reshape((size,) * 3)[L, L, L]
    hbc = joint[L, 0, L, L]
    bhc = joint[L, L, 0, L] + joint[L, 0, L, 0][:, :, None] * q[0, L, 0, L][None]
    total = abc[..., None] * (q[L, L, L, L] + q[L, L, L, 0][..., None] * q[L, L, 0, L][None])
    total += hbc[..., None] * (q[0, L, L, L] + q[0, L, L, 0][..., None] * q[L, L, 0, L])[None]
    total += bhc[..., None] * (q[L, 0, L, L] + q[L, 0, L, 0][..., None] * q[0, L, 0, L][None])[None]
    return total / total.sum()


def running_conditional(q, size):
    joint = running(q, size)
    return joint / joint.sum(-1, keepdims=True)


# ── A model in few bytes ────────────────────────────────────────────────────────────────────────────────────────────

def _levels(values, weights):
    """Sixteen values that are near all others (Lloyd 1982)."""
    order = np.argsort(values, kind="stable")
    values, weights = values[order], weights[order]
    total = np.cumsum(weights)
    centres = values[np.searchsorted(total, total[-1] * (np.arange(LEVELS) + 0.5) / LEVELS)]
    for _ in range(30):
        edges = np.searchsorted(values, (centres[1:] + centres[:-1]) / 2)
        sums = np.add.reduceat(np.append(values * weights, 0), np.concatenate([[0], edges]))
        masses = np.add.reduceat(np.append(weights, 0), np.concatenate([[0], edges]))
        centres = np.where(masses > 0, sums / np.maximum(masses, 1e-300), centres)
        centres = np.sort(centres)
    return np.float32(centres)


def prune(q, shorter, joint, least):
    """Where q is told apart from the shorter context's: its cells, the level of each and what levels mean.

    A cell is kept whose divergence p·(r − 1 + e^−r), r = log q/shorter, is at least `least`;
    the others share what is left.
    """
    base = np.tile(shorter, (len(q) // len(shorter), 1))
    r = np.log(q / base)
    kept = joint.reshape(q.shape) * (r - 1 + np.exp(-r)) >= least
    others = np.where(kept, 0, base).sum(1)
    share = (1 - np.where(kept, q, 0).sum(1)) / np.maximum(others, 1e-12)
    lift = r - np.log(np.maximum(share, 1e-6))[:, None]
    cells = np.flatnonzero(kept)
    values = np.clip(lift.reshape(-1)[cells], -8, 12)
    meaning = _levels(values, joint[cells] ** 0.5)
    level = np.abs(values[:, None] - meaning[None]).argmin(1)
    return cells, level, meaning


def lifted(shorter, contexts, cells, level, meaning):
    """The model that is read back."""
    base = np.tile(shorter, (contexts // len(shorter), 1))
    base.reshape(-1)[cells] *= np.exp(meaning[level].astype(np.float64))
    return base / base.sum(1, keepdims=True)


def pack(cells, level, rank, n, size):
    """Cells in the order of frequent letters: a step to the next and its level, a nibble each; a large step has bytes.

    A step is the number of cells passed over. 14: a byte more says how far above 14; 15: two bytes how far above 270.
    """
    key, rest = np.zeros(len(cells), dtype=np.int64), cells
    for i in range(n):
        key += rank[rest % size] * size**i
        rest = rest // size
    order = np.argsort(key)
    key, level = key[order], level[order]
    out = bytearray()
    for step, what in zip((np.diff(np.concatenate([[-1], key])) - 1).tolist(), level.tolist()):
        if step < 14:
            out.append(step << 4 | what)
        elif step < 270:
            out += bytes([14 << 4 | what, step - 14])
        else:
            if step - 270 > 0xFFFF:
                raise ValueError("a step that is too large")
            out += bytes([15 << 4 | what]) + (step - 270).to_bytes(2, "little")
    return bytes(out)


# Costs of pairs are sixteenths of a nat.
PAIR_UNIT = 16


class Model:
    """What the file holds of a language, and what is read back of it."""

    def __init__(self, counts, size, least):
        q = smooth(counts, size)
        p = stationary(q[3], size)
        joint = (p[:, None] * q[3]).reshape(-1)
        share = joint.reshape(-1, size).sum(0)
        self.size = size
        self.ranking = np.lexsort((np.arange(size), -share))
        rank = np.empty(size, dtype=np.int64)
        rank[self.ranking] = np.arange(size)
        self.pairs = np.minimum(np.rint(-np.log(q[1]) * PAIR_UNIT), 255).astype(np.uint8)
        base = np.exp(-self.pairs / PAIR_UNIT)
        base /= base.sum(1, keepdims=True)
        self.parts = []
        for n in (3, 4):
            mass = joint if n == 4 else joint.reshape(size, -1).sum(0)
            cells, level, meaning = prune(q[n - 1], base, mass, least)
            base = lifted(base, size**(n - 1), cells, level, meaning)
            self.parts.append((len(cells), meaning, pack(cells, level, rank, n, size)))
        self.q = base


def cross_entropies(model, texts, letters):
    """(symbols, nats a symbol) with blanks, and without, of each text."""
    q = np.log(model.q).reshape(-1)
    r = np.log(running_conditional(model.q, model.size)).reshape(-1)
    found = ([], [])
    for text in texts:
        stream = numbers(text, letters)
        for out, table, values, size in ((found[0], q, stream, model.size),
                                         (found[1], r, stream[stream > 0] - 1, model.size - 1)):
            if len(values) > 8:
                keys = _windows(values, ORDER, size)
                out.append((len(keys), -table[keys].mean()))
    return found


def spread(found):
    """mean, between, within: the variance of a text's cross-entropy is between + within / symbols."""
    n, h = np.array([x[0] for x in found], dtype=float), np.array([x[1] for x in found])
    mean = np.average(h, weights=n)
    design = np.stack([np.ones_like(n), 1 / n], 1) * n[:, None]
    between, within = np.linalg.lstsq(design, (h - mean) ** 2 * n, rcond=None)[0]
    if between < 1e-4:
        between, within = 1e-4, np.average((h - mean) ** 2 * n)
    return mean, between, max(within, 0.0)
