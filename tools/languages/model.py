# SPDX-License-Identifier: Apache-2.0
"""Character models of words: for each n-gram one row of costs, -log p(last letter | those before), a language each.

p is a chain of Dirichlet smoothed models: p_k(c|h) = (n(hc) + a_k p_{k-1}(c|h')) / (n(h) + a_k), h' without its first
letter; it starts at one over the number of symbols. A word stands between two boundaries, one before it as
context, one behind it to be predicted (MacKay & Peto 1995). n counts occurrences, or below the highest order
continuations.
"""
import numpy as np

BOUNDARY = 1
UNKNOWN = 2
FIRST_LETTER = 3


class Alphabet:
    """Letters of a script as small numbers; `bits` wide each in a key, the last letter lowest."""

    def __init__(self, letters, bits):
        self.letters = letters
        self.bits = bits
        self.number = {letter: FIRST_LETTER + i for i, letter in enumerate(letters)}

    def size(self):
        return FIRST_LETTER + len(self.letters)

    def stream(self, words):
        """Symbols of the words with boundaries around, and the distance of each from the one before its word."""
        number = self.number
        flat = [BOUNDARY]
        for word in words:
            flat.extend([number.get(letter, UNKNOWN) for letter in word])
            flat.append(BOUNDARY)
        symbols = np.array(flat, dtype=np.uint64)
        starts = np.flatnonzero(symbols == BOUNDARY)
        distance = np.arange(len(flat)) - np.repeat(starts, np.diff(np.append(starts, len(flat))))
        distance[starts[1:]] = np.diff(starts)
        return symbols, distance


def keys(alphabet, symbols, distance, order):
    """The key of the n-gram that ends at each place; 0 where the word is too short for it."""
    key = np.zeros(len(symbols), dtype=np.uint64)
    for back in range(order):
        moved = np.zeros(len(symbols), dtype=np.uint64)
        moved[back:] = symbols[:len(symbols) - back] if back else symbols
        key |= moved << np.uint64(alphabet.bits * back)
    key[distance < max(order - 1, 1)] = 0
    key[0] = 0
    return key


def count(alphabet, words, weights, order):
    """[(keys, counts)] of the n-grams of orders 1 … order, sorted by key."""
    symbols, distance = alphabet.stream(words)
    weight = np.repeat(np.asarray(weights, dtype=np.float64), [len(word) + 1 for word in words])
    weight = np.concatenate([[0.0], weight])
    found = []
    for k in range(1, order + 1):
        key = keys(alphabet, symbols, distance, k)
        there = key != 0
        unique, inverse = np.unique(key[there], return_inverse=True)
        found.append((unique, np.bincount(inverse, weights=weight[there], minlength=len(unique))))
    return found


def continuations(alphabet, counted):
    """What count() found; but below the highest order an n-gram counts once for each letter that came before it, and
    less where that was met less than once. One that begins a word keeps its count. A shorter context speaks where the
    longer one is new (Kneser & Ney 1995)."""
    found = []
    for k, (key, n) in enumerate(counted):
        if k + 1 < len(counted):
            longer, m = counted[k + 1]
            suffix = longer & np.uint64((1 << (alphabet.bits * (k + 1))) - 1)
            ways = np.bincount(np.searchsorted(key, suffix), weights=np.minimum(m, 1), minlength=len(key))
            n = np.where(ways > 0, ways, n)
        found.append((key, n))
    return found


def look_up(table, values, wanted):
    """The value beside each wanted key of a sorted table, 0 where it has none."""
    if len(table) == 0:
        return np.zeros(len(wanted))
    at = np.minimum(np.searchsorted(table, wanted), len(table) - 1)
    return np.where(table[at] == wanted, values[at], 0)


def chain(alphabet, counted, grams, strength):
    """[rows of log p] for sorted grams of each order (all suffixes among them), from the counts of each label.

    counted: for each label what count() found.
    """
    rows = []
    shift = np.uint64(alphabet.bits)
    for k, gram in enumerate(grams):
        out = np.empty((len(gram), len(counted)), dtype=np.float32)
        history, of = np.unique(gram >> shift, return_inverse=True)
        if k:
            mask = np.uint64((1 << (alphabet.bits * k)) - 1)
            lower_at = np.searchsorted(grams[k - 1], gram & mask)
        for label, orders in enumerate(counted):
            table, values = orders[k]
            n = look_up(table, values, gram)
            contexts, at = np.unique(table >> shift, return_inverse=True)
            total = look_up(contexts, np.bincount(at, weights=values, minlength=len(contexts)), history)[of]
            lower = np.exp(rows[k - 1][lower_at, label]) if k else 1.0 / alphabet.size()
            out[:, label] = np.log((n + strength[k] * lower) / (total + strength[k]))
        rows.append(out)
    return rows
