# SPDX-License-Identifier: Apache-2.0
"""Which n-grams a profile of a given size keeps: those whose row tells the languages apart better than the row of
the longest shorter n-gram, weighted by how often a language has them."""
import numpy as np

from . import model

# Languages that are trained on a declaration alone are not worth as many rows.
POOR_WEIGHT = 0.3
# What a row is worth that only tells text from gibberish.
TYPICAL_WEIGHT = 0.05


def frequent(alphabet, counted, weights, least):
    """Keys of each order that are at least so frequent somewhere, with all their suffixes."""
    totals = [orders[0][1].sum() for orders in counted]
    kept = []
    for k in range(len(counted[0])):
        share = np.concatenate([o[k][1] * (w / n) for o, n, w in zip(counted, totals, weights)])
        key = np.concatenate([o[k][0] for o in counted])
        order = np.argsort(key, kind="stable")
        key, share = key[order], share[order]
        starts = np.flatnonzero(np.append(True, key[1:] != key[:-1]))
        top = np.maximum.reduceat(share, starts)
        kept.append(key[starts][top >= (least if k else 0)])
    kept[0] = np.arange(1, alphabet.size(), dtype=np.uint64)
    for k in range(len(kept) - 1, 0, -1):
        kept[k - 1] = np.union1d(kept[k - 1], kept[k] & np.uint64((1 << (alphabet.bits * k)) - 1))
    return kept


class Candidates:
    """The n-grams of a script with all their rows, to be thinned out."""

    def __init__(self, name, labels, alphabet, counted, weights, chain, least):
        """chain: the rows of log p for sorted n-grams of each order, from the alphabet, the counts and these."""
        self.name, self.labels, self.alphabet = name, labels, alphabet
        self.keys = frequent(alphabet, counted, weights, least)
        self.rows = chain(alphabet, counted, self.keys)
        totals = [orders[0][1].sum() for orders in counted]
        self.share, self.seen = [], []
        for k, key in enumerate(self.keys):
            n = np.stack([model.look_up(o[k][0], o[k][1], key) for o in counted], axis=1)
            self.seen.append(n > 0)
            self.share.append((n * (np.asarray(weights) / totals)).astype(np.float32))

    def thin(self, least_gain):
        """Which n-grams of each order are worth at least so much."""
        resolved = self.rows[0]
        kept = [np.ones(len(self.keys[0]), dtype=bool)]
        for k in range(1, len(self.keys)):
            suffix = self.keys[k] & np.uint64((1 << (self.alphabet.bits * k)) - 1)
            shorter = resolved[np.searchsorted(self.keys[k - 1], suffix)]
            change = self.rows[k] - shorter
            typical = np.einsum("ij,ij->i", self.share[k], np.abs(change))
            change -= change.mean(axis=1, keepdims=True)
            np.abs(change, out=change)
            gain = np.einsum("ij,ij->i", self.share[k], change) + TYPICAL_WEIGHT * typical
            kept.append(gain >= least_gain)
            resolved = shorter
            resolved[kept[k]] = self.rows[k][kept[k]]
        return kept

    def size(self, kept):
        """About how many bytes those take."""
        mask = (len(self.labels) + 7) // 8
        return sum(int((self.seen[k][keep].sum(axis=1) + mask + 4).sum()) for k, keep in enumerate(kept))
