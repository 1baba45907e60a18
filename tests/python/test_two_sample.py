# SPDX-License-Identifier: Apache-2.0
"""Two samples: by all pairs, by all ways to deal the labels, and the golden numbers of the C tests."""

import array
import itertools
import json
import math
import os
import random
import re
import statistics
import subprocess

import pytest

from conftest import ROOT, doubles

import kullback
from kullback import sample

RANDOM = random.Random(1928)
X = [[RANDOM.gauss(0, 1), RANDOM.gauss(0, 2)] for _ in range(21)]
Y = [[RANDOM.gauss(0.5, 1), RANDOM.gauss(1, 1)] for _ in range(16)]
FIRST, FIFTH = (ROOT / "examples" / "michelson" / f"{name}.txt" for name in ("first", "fifth"))
ALL = [row.name for row in sample.two_sample_statistics()]


def numbers_of(path):
    return [float(line) for line in path.read_text().split()]


def mean_of_pairs(x, y, f, own):
    """(V, U): the mean of f over all pairs, and over those of two different points."""
    total = math.fsum(f(math.dist(a, b)) for a in x for b in y)
    return total / (len(x) * len(y)), (total - len(x) * f(0)) / (len(x) * (len(x) - 1)) if own else None


def by_all_pairs(x, y, f):
    """(plug-in, unbiased) E f(X, X') + E f(Y, Y') − 2E f(X, Y)."""
    own = [mean_of_pairs(side, side, f, True) for side in (x, y)]
    between = mean_of_pairs(x, y, f, False)[0]
    return tuple(own[0][i] + own[1][i] - 2 * between for i in (0, 1))


def kernel(width):
    return lambda distance: math.exp(-distance * distance / (2 * width * width))


def median_distance(points):
    return statistics.median(d for a, b in itertools.combinations(points, 2) if (d := math.dist(a, b)) > 0)


def near(found, expected, scale=1.0):
    # Rounding of sums of at most 37 ** 2 terms, added up without care: 2000 roundings of what `scale` bounds.
    return math.isclose(found, expected, rel_tol=0, abs_tol=2000 * 2.0**-53 * scale)


@pytest.mark.parametrize("columns", [1, 2])
def test_by_all_pairs(columns):
    x, y = ([row[:columns] for row in points] for points in (X, Y))
    plugin, unbiased = (-number for number in by_all_pairs(x, y, float))
    found = sample.two_sample(x, y, threads=2)
    assert near(found.value, max(unbiased, 0), 10) and near(found.plugin, plugin, 10)
    assert (found.value.unit, found.value.method, found.value.n) == ("data", "jackknife", len(x) + len(y))
    assert (found.place, found.bandwidth, found.bandwidth_points) == (None, None, 0)
    for given, width in ((0, median_distance(x + y)), (0.7, 0.7)):
        found = sample.two_sample(x, y, "mmd", bandwidth=given, permutations=0)
        plugin, unbiased = by_all_pairs(x, y, kernel(width))
        assert near(found.value, max(unbiased, 0), 4) and near(found.plugin, plugin, 4)
        assert math.isclose(found.bandwidth, width, rel_tol=1e-15)
        assert found.bandwidth_points == (0 if given else len(x) + len(y))


def test_distribution_functions():
    x, y = ([round(row[0], 1) for row in points] for points in (X, Y))
    places = sorted(x + y)
    gaps = [sum(a <= place for a in x) / len(x) - sum(b <= place for b in y) / len(y) for place in places]
    found = sample.two_sample(x, y, "kolmogorov_smirnov")
    largest = max(map(abs, gaps))
    assert near(found.value, largest) and found.value.method == "plugin"
    assert found.place == next(place for place, gap in zip(places, gaps) if near(abs(gap), largest))
    # The interval: Wei and Dudley 2012.
    reach = math.sqrt(math.log(2 / 0.05) / 2 * (1 / len(x) + 1 / len(y)))
    apart = sample.two_sample(x, [number + 9 for number in y], "kolmogorov_smirnov").value
    assert near(apart.low, 1 - reach) and apart.high == 1
    area = math.fsum(gap * gap * (b - a) for gap, a, b in zip(gaps, places, places[1:]))
    assert near(sample.two_sample(x, y, "cramer").plugin, area, 4)
    shifted = [number + 1 for number in y]
    twice = 2 * sample.two_sample(x, shifted, "cramer").value.value
    assert twice > 0 and near(sample.two_sample(x, shifted).value, twice, 4)


def golden_rows():
    text = (ROOT / "tests" / "sample" / "golden_two_samples.h").read_text()
    found = re.findall(r'\{"([^"]+)", (\d+), (\d+), (\d+), \{([^}]*)\}, ([^}]*)\}', text)
    assert len(found) == text.count('{"')
    for name, n, m, columns, points, numbers in found:
        all_points = [float.fromhex(number) for number in points.split(", ")]
        rows = [all_points[i:i + int(columns)] for i in range(0, len(all_points), int(columns))]
        assert len(rows) == int(n) + int(m)
        yield pytest.param(rows[:int(n)], rows[int(n):], [
            float.fromhex(number) if "0x" in number else float(number) for number in numbers.split(",")], id=name)


@pytest.mark.parametrize("x, y, numbers", golden_rows())
def test_golden(x, y, numbers):
    kolmogorov_smirnov, place, energy_plugin, energy, mmd_plugin, mmd, width = numbers
    scale = energy_plugin + 4 * width
    found = sample.two_sample(x, y, permutations=19)
    assert near(found.value, max(energy, 0), scale) and near(found.plugin, energy_plugin, scale)
    assert ("clipped" in found.value.flags) == (energy < 0) and found.p_value.n == 19
    found = sample.two_sample(x, y, "mmd", permutations=19)
    assert near(found.value, max(mmd, 0), 4) and near(found.plugin, mmd_plugin, 4)
    assert math.isclose(found.bandwidth, width, rel_tol=1e-15)
    if len(x[0]) == 1:
        found = sample.two_sample(x, y, "kolmogorov_smirnov")
        assert near(found.value, kolmogorov_smirnov) and (found.place == place or kolmogorov_smirnov == 0)


@pytest.mark.parametrize("name", ["kolmogorov_smirnov", "cramer", "energy", "mmd"])
def test_p_value_by_all_deals(name):
    """(1 + b)/(1 + n) is near the share of all deals that are as far apart."""
    x, y = [row[0] for row in X[:5]], [row[0] + 1 for row in Y[:5]]
    both, width = x + y, median_distance([[number] for number in x + y])

    def plugin(side):
        a, b = ([both[i] for i in range(10) if (i in side) == inside] for inside in (True, False))
        return sample.two_sample(a, b, name, permutations=0, bandwidth=width).plugin or \
            float(sample.two_sample(a, b, name, permutations=0).value)

    seen = plugin(range(5))
    deals = [plugin(side) for side in itertools.combinations(range(10), 5)]
    share = sum(deal >= seen - 1e-12 for deal in deals) / len(deals)
    found = sample.two_sample(x, y, name, permutations=9999, bandwidth=width, seed=1)
    assert found.p_value.n == 9999 and found.p_value.unit == "1" and found.p_value.method == "permutation"
    # Five standard errors of a share.
    assert abs(found.p_value.value - share) < 5 * math.sqrt(share * (1 - share) / 9999)


def test_disjoint_pairs_are_unbiased():
    """Over many seeds their mean is the value from all pairs; below zero it is cut, and so they are far apart here."""
    x, y = [row[0] for row in X], [row[0] + 2 for row in Y]
    every = sample.two_sample(x, y, "mmd", bandwidth=1, permutations=0).value
    found = [sample.two_sample(x, y, "mmd_linear", bandwidth=1, permutations=0, seed=seed) for seed in range(400)]
    values = [float(one.value) for one in found]
    # Four standard errors.
    assert min(values) > 0 and abs(statistics.mean(values) - every.value) < 4 * statistics.stdev(values) / 20
    assert found[0].value.method == "independent" and found[0].plugin is None and found[0].bandwidth == 1


def test_the_catalogue():
    rows = {row.name: row for row in sample.two_sample_statistics()}
    assert list(rows) == ["kolmogorov_smirnov", "cramer", "energy", "mmd", "mmd_linear"]
    assert [row.one_dimension for row in rows.values()] == [True, True, False, False, False]
    for name, row in rows.items():
        found = sample.two_sample([1.0, 2, 4, 8], [3.0, 5, 6, 9], name, permutations=0)
        assert found.value.unit == row.unit and row.title and row.formula and re.search(r"(19|20)\d\d", row.source)
        assert name in sample.two_sample.__doc__


@pytest.mark.parametrize("name", ALL)
def test_what_does_not_matter(name, numpy):
    """The order of rows, how numbers are held, and threads; a seed draws other deals."""
    x, y = [row[0] for row in X], [row[0] for row in Y]
    expected = sample.two_sample(x, y, name)
    wide = numpy.array(X)
    for given in (doubles(x), [[number] for number in x], wide[:, 0], wide[:, :1], x[::-1]):
        assert sample.two_sample(given, y, name, threads=3) == expected
    narrow = wide[:, 0].astype("f4")
    assert sample.two_sample(narrow, y, name) == sample.two_sample(narrow.tolist(), y, name)
    assert sample.two_sample(x, y, name, seed=1, permutations=99) != expected
    wider = sample.two_sample(x, [number + 3 for number in y], name, confidence=0.999).value
    tight = sample.two_sample(x, [number + 3 for number in y], name, confidence=0.8).value
    assert tight.confidence == 0.8 and tight.low > wider.low and tight.high <= wider.high


def test_without_a_test():
    found = sample.two_sample(X, Y, permutations=0)
    assert (found.p_value.value, found.p_value.n) == (1, 0)
    same = sample.two_sample(X, X)
    assert same.value == 0 and same.more_data == math.inf and same.p_value == 1
    assert "clipped" in same.value.flags and "near_equal" in same.value.flags
    assert sample.two_sample(numbers_of(FIRST), numbers_of(FIFTH)).more_data == 1


# ── Arrays beside each other ────────────────────────────────────────────────────────────────────


def test_arrays_are_inputs(numpy):
    column = [row[0] for row in X]
    wide = numpy.array(X)
    for given in (column, tuple(column), doubles(column), wide[:, 0], wide[:, :1], [[x] for x in column]):
        one = kullback.Input(given)
        assert (one.kind, one.counts, one.points.tolist()) == ("samples", None, column)
    for given in (X, wide, numpy.asfortranarray(wide)):
        one = kullback.Input(given, name="x")
        assert (one.kind, one.name, one.points.tolist(), one.points.shape) == ("points", "x", X, (21, 2))
    assert kullback.Input(array.array("h", [3, -1])).points.tolist() == [3, -1]
    assert kullback.Input(X, column="2").points.tolist() == [row[1] for row in X]
    kept = kullback.Input(X).points
    assert kept.tolist() == X and kept.readonly
    assert kullback.Input(b"1.5\n2\n3.5\n").points.tolist() == [1.5, 2, 3.5]
    assert kullback.Input(array.array("B", b"1.5\n2\n3.5\n")).kind == "samples"
    assert kullback.Input(FIRST).points.tolist() == numbers_of(FIRST)
    for none in (b"some text", {"a": 1}):
        assert kullback.Input(none).points is None


@pytest.mark.parametrize("columns", [1, 2])
def test_documents_say_the_same(columns):
    x, y = ([row[:columns] for row in points] for points in (X, Y))
    document = kullback.compare(x, y, seed=3)
    for name in ["energy", "mmd"] + ["kolmogorov_smirnov"] * (columns == 1):
        found = sample.two_sample(x, y, name, seed=3)
        assert document[name] == found.value
        assert document["p_value" if name == "energy" else f"{name}.p_value"] == found.p_value
    named = kullback.compare(x, kullback.Input(y, name="y"), names=["one", "two"])
    assert [row.name for row in named.inputs] == ["one", "y"]


@pytest.mark.skipif("KL" not in os.environ, reason="$KL is the command")
def test_they_tell_what_the_command_tells(tmp_path):
    def told(*words):
        done = subprocess.run([os.environ["KL"], "--json", *words], capture_output=True, text=True, check=True,
                              env={**os.environ, "LD_PRELOAD": ""})
        return json.loads(done.stdout)

    names = [str(FIRST), str(FIFTH)]
    assert kullback.compare(numbers_of(FIRST), numbers_of(FIFTH), names=names).to_dict() == told(*names)
    (tmp_path / "a.csv").write_text("series,speed\nfirst,850\nfirst,740\nfirst,900\n")
    (tmp_path / "b.csv").write_text("series;speed\nfifth;890\nfifth;840\nfifth;780\n")
    tables = [tmp_path / "a.csv", tmp_path / "b.csv"]
    assert kullback.compare(*tables, column="speed").to_dict() == told("--column", "speed", *map(str, tables))
    mixed = kullback.compare([850, 740, 900], kullback.Input(tables[1].read_bytes(), column="2", name=str(tables[1])),
                             names=list(map(str, tables)))
    assert mixed.to_dict() == told("--column", "2", *map(str, tables))


# ── What is refused ─────────────────────────────────────────────────────────────────────────────


def bad_calls():
    yield lambda: sample.two_sample(X, Y, "wasserstein"), ValueError, "statistic is 'wasserstein': it must be one of"
    yield lambda: sample.two_sample(X, Y, "cramer"), kullback.Error, "is of numbers, not of points of 2"
    yield lambda: sample.two_sample(X, [row[:1] for row in Y]), kullback.Error, ""
    yield lambda: sample.two_sample([1.0], [1.0, 2.0]), kullback.Error, "two"
    yield lambda: sample.two_sample([], [1.0, 2.0]), kullback.Error, ""
    yield lambda: sample.two_sample(["a"], [1.0]), TypeError, r"x\[0\]\[0\] is a <class 'str'>"
    yield lambda: sample.two_sample([1.0, 2.0], {"a": 1}), TypeError, "y is a <class 'dict'>"
    yield lambda: sample.two_sample(X, Y, confidence=1), kullback.Error, "confidence is 1"
    yield lambda: sample.two_sample(X, Y, "mmd", bandwidth=-1), kullback.Error, "bandwidth is -1"
    yield lambda: sample.two_sample(X, Y, permutations=-1), ValueError, "permutations is -1"
    yield lambda: sample.two_sample(X, Y, threads=-1), ValueError, "threads is -1"
    yield lambda: kullback.Input([1.0, math.nan]), kullback.Error, "row 2, column 1 is nan"
    yield lambda: kullback.compare([1.0], [1.0, 2.0]), kullback.Error, "at least two are needed"
    yield lambda: kullback.Input(["a", "b"]), TypeError, r"source\[0\]\[0\] is a <class 'str'>"
    yield lambda: kullback.Input(3), TypeError, "source is a <class 'int'>"
    yield lambda: kullback.Input(X, kind="samples"), kullback.Error, "points of 2 numbers"
    yield lambda: kullback.Input(X, column="3"), kullback.Error, "no column '3'"
    yield lambda: kullback.Input(X, kind="text"), TypeError, "bytes-like"
    yield lambda: kullback.compare(X, [row[:1] for row in Y]), kullback.Error, ""
    yield lambda: kullback.compare(X, {"a": 1}), kullback.Error, ""


@pytest.mark.parametrize("call, kind, words", bad_calls())
def test_refusals(call, kind, words):
    with pytest.raises(kind, match=words):
        call()


def test_places_of_errors():
    with pytest.raises(kullback.Error) as caught:
        sample.two_sample(X, Y[:3] + [[0, math.inf]])
    assert (caught.value.code, caught.value.index, caught.value.input) == ("value", 3, 1)
    with pytest.raises(kullback.Error) as caught:
        sample.two_sample(X, [[1, 2, 3]] * 4)
    assert caught.value.code == "mismatch"
    with pytest.raises(kullback.Error) as caught:
        kullback.compare(X, Y[:3] + [[0, math.inf]])
    assert (caught.value.code, caught.value.index, caught.value.input) == ("value", 3, 1)
