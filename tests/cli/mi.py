# SPDX-License-Identifier: Apache-2.0
"""Mutual information by its definitions, and tables for the tests of kl mi."""

import collections
import csv
import math

import mpmath

from conftest import DATA

PENGUINS = DATA / "penguins" / "penguins.csv"
ROWS = list(csv.DictReader(PENGUINS.open()))
BITS = math.log(2)


def write(path, columns):
    """A table of columns; None is missing."""
    with path.open("w", newline="") as file:
        out = csv.writer(file)
        out.writerow(columns)
        out.writerows(["" if x is None else x for x in row] for row in zip(*columns.values()))
    return path


def column(name):
    return [row[name] for row in ROWS]


def plugin(pairs):
    """Mutual information of counted pairs, nats."""
    n, both = len(pairs), collections.Counter(pairs)
    x, y = (collections.Counter(side) for side in zip(*pairs))
    return math.fsum(c / n * math.log(c * n / (x[a] * y[b])) for (a, b), c in both.items())


def jackknife(pairs):
    """Of which the bias is removed by leaving out one row at a time."""
    n, full = len(pairs), plugin(pairs)
    without = {}
    for pair in set(pairs):
        rest = list(pairs)
        rest.remove(pair)
        without[pair] = plugin(rest)
    return n * full - (n - 1) * math.fsum(without[pair] for pair in pairs) / n


def psi(n):
    return float(mpmath.digamma(n))


def scaled(numbers):
    mean = math.fsum(numbers) / len(numbers)
    deviation = math.sqrt(math.fsum((x - mean) ** 2 for x in numbers) / len(numbers))
    return [x / deviation for x in numbers]


def ksg(x, y, k=3):
    """Kraskov, Stögbauer and Grassberger 2004, eq. (8), by looking at every pair."""
    x, y, n, terms = scaled(x), scaled(y), len(x), []
    for i in range(n):
        far = [(abs(x[j] - x[i]), abs(y[j] - y[i])) for j in range(n) if j != i]
        radius = sorted(map(max, far))[k - 1]
        terms.append(psi(1 + sum(a < radius for a, _ in far)) + psi(1 + sum(b < radius for _, b in far)))
    return psi(k) + psi(n) - math.fsum(terms) / n


def ross(labels, y, k=3):
    """Ross 2014, by looking at every pair."""
    n, terms = len(y), []
    for i in range(n):
        own = sorted(abs(y[j] - y[i]) for j in range(n) if j != i and labels[j] == labels[i])
        near = min(k, len(own))
        m = sum(abs(y[j] - y[i]) < own[near - 1] for j in range(n) if j != i)
        terms.append(psi(near) - psi(len(own) + 1) - psi(m + 1))
    return psi(n) + math.fsum(terms) / n


def sentences(document, role):
    return [sentence["text"] for sentence in document["sentences"] if sentence["role"] == role]


def names(document):
    """The name of each column by its letter."""
    return {row["subject"]: row["name"] for row in document["inputs"]}
