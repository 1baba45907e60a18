# SPDX-License-Identifier: Apache-2.0
"""Points, by a second algorithm: all distances, sorted."""

import math
import random

import mpmath
import pytest

from conftest import doubles

import kullback
from kullback import sample

RANDOM = random.Random(1987)
K = 3
X = [[RANDOM.gauss(0, 1), RANDOM.gauss(0, 2)] for _ in range(60)]
Y = [[RANDOM.gauss(0.5, 1), RANDOM.gauss(0, 1)] for _ in range(50)]


def nearest(point, others, norm):
    return sorted(norm(a - b for a, b in zip(point, other)) for other in others)[K - 1]


def euclidean(differences):
    return math.sqrt(math.fsum(x * x for x in differences))


NORMS = {"euclidean": (euclidean, lambda d: math.pi**(d / 2) / math.gamma(d / 2 + 1)),
         "max": (lambda differences: max(map(abs, differences)), lambda d: 2**d)}


@pytest.mark.parametrize("norm", NORMS)
@pytest.mark.parametrize("columns", [1, 2])
def test_by_all_distances(norm, columns):
    x, y = ([row[:columns] for row in points] for points in (X, Y))
    distance, volume = NORMS[norm]
    own = [nearest(p, x[:i] + x[i + 1:], distance) for i, p in enumerate(x)]
    other = [nearest(p, y, distance) for p in x]
    entropy = columns / len(x) * math.fsum(map(math.log, own)) + math.log(volume(columns)) + \
        math.log(len(x) - 1) - float(mpmath.digamma(K))
    divergence = columns / len(x) * math.fsum(math.log(b / a) for a, b in zip(own, other)) + \
        math.log(len(y) / (len(x) - 1))
    found = sample.points_entropy(x, neighbours=K, norm=norm, threads=2)
    assert math.isclose(found, entropy, rel_tol=1e-12) and found.method == "neighbours" and found.n == len(x)
    found = sample.points_divergence(x, y, neighbours=K, norm=norm)
    assert math.isclose(found, max(divergence, 0), rel_tol=1e-12)
    assert sample.points_divergence(x, y, neighbours=K, norm=norm, unit="bits") == found.to("bits")


def test_numbers_are_points_of_one_coordinate(numpy):
    column = [row[0] for row in X]
    expected = sample.points_entropy([[x] for x in column])
    wide = numpy.array(X)
    for given in (column, doubles(column), wide[:, 0], wide[:, :1], tuple(column), [[x] for x in column]):
        assert sample.points_entropy(given) == expected
    assert sample.points_entropy(wide[:, ::-1].T.T) == sample.points_entropy([row[::-1] for row in X])


def test_rounded_points():
    rounded = [round(row[0], 1) for row in X] * 3
    with pytest.raises(kullback.Error) as caught:
        sample.points_entropy(rounded, neighbours=1)
    assert caught.value.code == "value"
    jittered = sample.points_entropy(rounded, neighbours=1, ties="jitter", seed=3)
    assert jittered == sample.points_entropy(rounded, neighbours=1, ties="jitter", seed=3)
    assert jittered != sample.points_entropy(rounded, neighbours=1, ties="jitter", seed=4)
    assert sample.points_entropy(X, confidence=0).low is None


def bad_calls():
    yield lambda: sample.points_entropy([]), kullback.Error, ""
    yield lambda: sample.points_entropy([1.0, math.nan, 2.0] * 4), kullback.Error, "nan"
    yield lambda: sample.points_entropy([[1.0, 2.0], [1.0]]), ValueError, r"x\[1\] has 1 numbers"
    yield lambda: sample.points_entropy(["a"]), TypeError, "x"
    yield lambda: sample.points_entropy(memoryview(bytes(8)).cast("B", (2, 2, 2))), ValueError, "one or two are needed"
    yield lambda: sample.points_entropy(X, norm="city"), ValueError, "norm is 'city'"
    yield lambda: sample.points_entropy(X, ties="keep"), ValueError, "ties is 'keep'"
    yield lambda: sample.points_entropy(X, neighbours=0), kullback.Error, ""
    yield lambda: sample.points_entropy(X, neighbours=-1), ValueError, "neighbours is -1: it must be from 0 to 2..32 - 1"
    yield lambda: sample.points_divergence(X, [row[:1] for row in Y]), kullback.Error, ""


@pytest.mark.parametrize("call, kind, words", bad_calls())
def test_refusals(call, kind, words):
    with pytest.raises(kind, match=words):
        call()
