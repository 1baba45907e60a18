#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Train a profile of languages (docs/lang.md): tools/train_languages.py DATA -o FILE

DATA is a folder that tools/fetch_languages.py fills from sources with names and licences. The numbers that say how
far a cost is to be believed come from a model trained without every fifth row; the profile itself from all rows.
"""
import argparse
import pathlib
import sys
import time

import numpy as np

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from languages import calibrate, model, profile, select, sources, symbols  # noqa: E402

ORDER = 5
# Of each list the most frequent words, which count as count^damping; n-grams that are at least so frequent somewhere;
# how strongly a shorter context smooths a longer one, in observations; how far off a cost may be (profile.pack).
# Continuations are better where nearly all n-grams are kept, and worse where a short one stands for many longer ones.
TIERS = {"small": {"bytes": 2_050_000, "words": 60_000, "damping": 0.6, "least": 3e-6,
                   "strength": [1, 50, 100, 100, 100], "continuations": False, "tolerance": profile.TOLERANCE},
         "large": {"bytes": 24_000_000, "words": 10**9, "damping": 0.4, "least": 5e-7,
                   "strength": [1, 50, 20, 20, 20], "continuations": True, "tolerance": (2, 8)}}
# A list of words counts as a text of so many words.
LIST_TOKENS = 5e4
WEIGHT = {"gnome": 0.5}
RICH = {"sentences", "freqwords", "wordfreq"}


def mix(counts, words, damping):
    """One count of words from those of all sources."""
    total = {}
    for source, found in counts.items():
        is_list = source in ("freqwords", "wordfreq")
        items = sorted(found.items(), key=lambda x: (-x[1], x[0]))[:words]
        values = np.array([count for _, count in items], dtype=np.float64)
        if is_list:
            values = values ** damping
            values *= min(1.0, LIST_TOKENS / values.sum())
        for (word, _), value in zip(items, values * WEIGHT.get(source, 1)):
            total[word] = total.get(word, 0.0) + value
    return total


def alphabet(mixed, bits):
    """The letters of a script, most frequent first."""
    share = {}
    for counts in mixed:
        letters = {}
        for word, count in counts.items():
            for letter in word:
                letters[letter] = letters.get(letter, 0) + count
        n = sum(letters.values())
        for letter, count in letters.items():
            share[letter] = share.get(letter, 0) + count / n
    most = (1 << bits) - model.FIRST_LETTER
    kept = [letter for letter, x in sorted(share.items(), key=lambda x: (-x[1], x[0])) if x > 1e-6]
    return model.Alphabet(kept[:most], bits)


def candidates(data, tier):
    """The n-grams of every script, with all their rows."""
    def chain(letters, counted, grams):
        if tier["continuations"]:
            counted = [model.continuations(letters, c) for c in counted]
        return model.chain(letters, counted, grams, tier["strength"])

    found, least = [], tier["least"]
    for name, _ in symbols.SCRIPTS:
        labels = [label[:4] for label in sources.labels() if label[1] == name]
        mixed = [mix(data[code, name], tier["words"], tier["damping"]) for code, *_ in labels]
        bits, order = (16, 1) if name in ("Hani", "Hang") else (8, ORDER if len(labels) > 1 else 3)
        letters = alphabet(mixed, bits)
        counted = [model.count(letters, list(m), list(m.values()), order) for m in mixed]
        lean = [not RICH & set(data[code, name]) for code, *_ in labels]
        weights = [select.POOR_WEIGHT if x else 1.0 for x in lean]
        found.append(select.Candidates(name, labels, letters, counted, weights, chain,
                                       least if len(labels) > 12 else 5 * least))
        print(f"{name}: {len(labels)} languages, {letters.size()} symbols, "
              f"{sum(len(k) for k in found[-1].keys)} n-grams", file=sys.stderr)
    return found


def threshold(found, size):
    """The least gain at which the n-grams of a profile take about so many bytes."""
    low, high = 1e-7, 1e-3
    while high / low > 1.05:
        middle = (low * high) ** 0.5
        if sum(c.size(c.thin(middle)) for c in found) > size:
            low = middle
        else:
            high = middle
    return high


def pack(found, least_gain, tolerance):
    scripts = []
    for c in found:
        kept = c.thin(least_gain)
        scripts.append(profile.pack(c.name, c.labels, c.alphabet, [k[x] for k, x in zip(c.keys, kept)],
                                    [r[x] for r, x in zip(c.rows, kept)], [s[x] for s, x in zip(c.seen, kept)],
                                    tolerance))
    return scripts


def train(data, tier):
    found = candidates(data, tier)
    least_gain = threshold(found, tier["bytes"])
    scripts = pack(found, least_gain, tier["tolerance"])
    # The size is about the threshold to the power of -0.55; one step with what it really was.
    size = sum(len(script.packed) for script in scripts)
    print(f"a gain of {least_gain:.2e} makes {size} bytes", file=sys.stderr)
    return pack(found, least_gain * (size / tier["bytes"]) ** 1.8, tier["tolerance"])


def measure(folder, scripts):
    """The numbers of the profile, from what was held out."""
    kinds = [calibrate.Scores(scripts, sources.split(sources.tsv(folder, name), True)).rows for name in sources.ROWS]
    spare = calibrate.Scores(scripts, sources.spare_texts(folder)).rows
    sharpness, flattening = calibrate.temper([row for rows in kinds for row in rows])
    numbers = calibrate.typical(kinds, scripts, spare)
    price = calibrate.odd_price(kinds[0])
    head = {"sharpness": sharpness, "flattening": flattening, "odd": price,
            "limit": calibrate.limit(kinds[0], numbers, price)}
    priors = {(code, script): prior for code, script, _, prior, _ in sources.labels()}
    labels = {key: (priors[key], *values) for key, values in numbers.items()}
    return head, labels


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("-o", "--output", type=pathlib.Path, required=True)
    parser.add_argument("--tier", choices=TIERS, default="small")
    parser.add_argument("--held-out", choices=("own", "everywhere"),
                        help="to measure: train without every fifth row, and without its words in the data of its own "
                             "language or of all")
    parser.add_argument("--check", action="store_true", help="write nothing: is FILE what would be written?")
    options = parser.parse_args()
    tier, start = TIERS[options.tier], time.time()
    scripts = train(sources.load(options.data, options.held_out or "own"), tier)
    head, labels = measure(options.data, scripts)
    print(head, file=sys.stderr)
    if not options.held_out:
        scripts = train(sources.load(options.data), tier)
    names = {code: name for code, _, name, *_ in sources.labels()}
    data = profile.write(scripts, names, head, labels)
    if options.check:
        same = options.output.read_bytes() == data
        print(f"{options.output} is {'' if same else 'not '}what is made of {options.data}", file=sys.stderr)
        return 0 if same else 1
    options.output.write_bytes(data)
    print(f"{options.output}: {len(data)} bytes, {sum(len(k) for s in scripts for k in s.keys)} n-grams, "
          f"{time.time() - start:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
