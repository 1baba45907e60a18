# SPDX-License-Identifier: Apache-2.0
"""What held-out texts say about the costs: how much to believe them, and how dear a language's own texts are."""
import collections
import re

import numpy as np

from . import model, symbols
from .profile import COST, ODD_SIGNS

ODD = re.compile("[" + re.escape(ODD_SIGNS) + r"]|(?<=[^\W\d_])(?=[\d(])|(?<=\d)(?=[^\W\d_])")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# The share of good sentences that may be called unknown.
REFUSED = 0.008


def word_costs(script, words):
    """Costs of words under every label, nats, and the symbols of each."""
    stream, distance = script.alphabet.stream(words)
    cost = np.full((len(stream), len(script.labels)), 255, dtype=np.float32)
    missing = np.ones(len(stream), dtype=bool)
    for k in range(len(script.keys), 0, -1):
        key = model.keys(script.alphabet, stream, distance, k)
        table = script.keys[k - 1]
        at = np.minimum(np.searchsorted(table, key), len(table) - 1)
        hit = missing & (table[at] == key) & (key != 0)
        cost[hit] = script.costs[k - 1][at[hit]]
        missing &= ~hit
    lengths = np.array([len(word) + 1 for word in words])
    starts = 1 + np.concatenate([[0], np.cumsum(lengths)[:-1]])
    return np.add.reduceat(cost, starts, axis=0) * COST, lengths


def main_words(text):
    """The number of the script that most bytes of a text are of, and the words in it."""
    found = [(word, symbols.script_of(word)) for word in symbols.words(text)]
    sizes = collections.Counter()
    for word, script in found:
        sizes[script] += len(word.encode("utf-8"))
    sizes.pop(None, None)
    if not sizes:
        return None, []
    script = max(sizes, key=sizes.get)
    return script, [word for word, of in found if of == script]


def odd(text):
    return len(ODD.findall(text)) + len(CAMEL.findall(text))


class Scores:
    """Costs of texts [(code, text)]: for each the script, a row of costs, symbols, odd signs."""

    def __init__(self, scripts, texts):
        by_number = {symbols.NUMBER[script.name]: script for script in scripts}
        found = [main_words(text) for _, text in texts]
        vocabulary = collections.defaultdict(set)
        for number, words in found:
            if number in by_number:
                vocabulary[number].update(words)
        known = {}
        for number, words in vocabulary.items():
            words = sorted(words)
            costs, lengths = word_costs(by_number[number], words)
            known[number] = ({word: i for i, word in enumerate(words)}, costs, lengths)
        self.rows = []
        for (code, text), (number, words) in zip(texts, found):
            if number not in known:
                self.rows.append((code, None, None, 0, 0))
                continue
            index, costs, lengths = known[number]
            at = [index[word] for word in words]
            self.rows.append((code, by_number[number], costs[at].sum(axis=0), int(lengths[at].sum()), odd(text)))


def priors(script):
    return np.array([prior for _, _, _, prior in script.labels])


def log_posterior(row, sharpness, flattening):
    _, script, costs, n, _ = row
    score = (priors(script) - costs) * sharpness * n ** -flattening
    score -= score.max()
    return score - np.log(np.exp(score).sum())


def temper(rows):
    """Sharpness and flattening that make the held-out labels most probable."""
    rows = [row for row in rows if row[1] is not None and len(row[1].labels) > 1
            and any(label[0] == row[0] for label in row[1].labels)]
    rows = rows[::max(1, len(rows) // 6000)]
    right = [[label[0] for label in row[1].labels].index(row[0]) for row in rows]
    best = None
    for flattening in np.arange(0, 0.8, 0.1):
        for sharpness in 2 ** np.arange(-1.5, 2.6, 0.25):
            loss = -sum(max(log_posterior(row, sharpness, flattening)[at], -12)
                        for row, at in zip(rows, right))
            if best is None or loss < best[0]:
                best = loss, float(sharpness), float(flattening)
    return best[1:]


def typical(rows_by_kind, scripts, spare):
    """{(code, script): (mean, between, within)} of the cross-entropy; spare rows serve labels without others."""
    found = {}
    for script in scripts:
        for at, (code, *_) in enumerate(script.labels):
            kinds = [np.array([(r[2][at] / r[3], r[3]) for r in rows if r[0] == code and r[1] is script])
                     for rows in rows_by_kind]
            if len(kinds[0]) < 50:
                kinds = [np.array([(r[2][at] / r[3], r[3]) for r in spare if r[0] == code and r[1] is script])]
            if len(kinds[0]) < 10:
                continue
            sentences = kinds[0][kinds[0][:, 1] >= 20]
            mean = sentences[:, 0].mean()
            short = np.concatenate([x for x in kinds[1:] if len(x)] or [kinds[0]])
            within = (short[:, 1] * (short[:, 0] - mean) ** 2).mean()
            between = max((sentences[:, 0] - mean).var() - (within / sentences[:, 1]).mean(), 0.002)
            found[code, script.name] = float(mean), float(between), float(within)
    middle = tuple(float(np.median([x[i] for x in found.values()])) for i in range(3))
    return {(code, s.name): found.get((code, s.name), middle) for s in scripts for code, *_ in s.labels}


def odd_price(rows):
    """Nats that a sign is worth which stands in prose once in so many symbols."""
    return float(np.log(sum(r[3] for r in rows) / max(1, sum(r[4] for r in rows))))


def limit(rows, numbers, price):
    """The standard deviations that all but a few good sentences keep under."""
    found = []
    for code, script, costs, n, signs in rows:
        if script is None or n < 10:
            continue
        at = int(costs.argmin())
        mean, between, within = numbers[script.labels[at][0], script.name]
        found.append(((costs[at] + price * signs) / n - mean) / np.sqrt(between + within / n))
    return float(np.quantile(found, 1 - REFUSED))
