# SPDX-License-Identifier: Apache-2.0
"""The models that profiles of languages are made of (tools/languages/model.py), beside their definition."""
import collections
import itertools
import sys

import pytest

from tree import ROOT

np = pytest.importorskip("numpy")
sys.path.insert(0, str(ROOT / "tools"))
from languages import model  # noqa: E402

WORDS = {"ab": 3.0, "abba": 0.5, "b": 2.0, "bab": 1.0, "aab": 0.25}
ORDER = 3
LETTERS = model.Alphabet(["a", "b"], 8)
NUMBER = {"#": model.BOUNDARY, **LETTERS.number}


def key(gram):
    out = 0
    for letter in gram:
        out = out << LETTERS.bits | NUMBER[letter]
    return out


def grams(k):
    """{n-gram: how often} of the words with a boundary around each, the first boundary no n-gram of its own."""
    found = collections.Counter()
    for word, weight in WORDS.items():
        text = f"#{word}#"
        for end in range(max(2, k), len(text) + 1):
            found[text[end - k:end]] += weight
    return found


def as_counts(found):
    return {key(gram): n for gram, n in found.items()}


@pytest.fixture
def counted():
    return model.count(LETTERS, list(WORDS), list(WORDS.values()), ORDER)


def test_counts(counted):
    for k, (keys, n) in enumerate(counted, 1):
        assert dict(zip(keys.tolist(), n.tolist())) == pytest.approx(as_counts(grams(k)))


def test_continuations(counted):
    for k, (keys, n) in enumerate(model.continuations(LETTERS, counted), 1):
        expected = grams(k)
        if k < ORDER:
            longer = grams(k + 1)
            for gram in expected:
                before = [min(m, 1) for other, m in longer.items() if other[1:] == gram]
                expected[gram] = sum(before) if before else expected[gram]
        assert dict(zip(keys.tolist(), n.tolist())) == pytest.approx(as_counts(expected))


@pytest.mark.parametrize("change", [lambda letters, c: c, model.continuations])
def test_chain_is_a_distribution(counted, change):
    symbols = [model.BOUNDARY, model.UNKNOWN, *LETTERS.number.values()]
    everything = []
    for k in range(1, ORDER + 1):
        contexts = [c for c in itertools.product(symbols, repeat=k - 1)]
        everything.append(np.array(sorted(sum(s << LETTERS.bits * i for i, s in enumerate(reversed((*c, last))))
                                          for c in contexts for last in symbols), dtype=np.uint64))
    rows = model.chain(LETTERS, [change(LETTERS, counted)], everything, [1, 2, 3])
    for gram, row in zip(everything, rows):
        _, context = np.unique(gram >> np.uint64(LETTERS.bits), return_inverse=True)
        total = np.bincount(context, weights=np.exp(row[:, 0]))
        # One symbol of LETTERS.size() is 0, which no text has: it has the rest,
        # one part in the size of the first order.
        assert (total < 1 + 1e-6).all() and (total > 1 - 1 / LETTERS.size()).all()
