# SPDX-License-Identifier: Apache-2.0
"""entropy and jensenshannon are SciPy's, but for what they say is different."""

import json
import math

import hypothesis
import hypothesis.strategies as st
import pytest

from conftest import ACCURATE, ROOT, exact

import kullback

few = hypothesis.settings(max_examples=60, deadline=None, database=None, derandomize=True)
pairs = st.lists(st.tuples(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3)), min_size=1, max_size=20).map(
    lambda rows: tuple(zip(*rows)))
bases = st.sampled_from([None, 2, math.e, 10])


@pytest.fixture(scope="module")
def scipy_stats():
    return pytest.importorskip("scipy.stats", reason="SciPy is not installed (Debian: python3-scipy)")


@pytest.fixture(scope="module")
def scipy_distance():
    return pytest.importorskip("scipy.spatial.distance",
                               reason="SciPy is not installed (Debian: python3-scipy)")


def test_they_are_floats():
    assert type(kullback.entropy([1, 1])) is type(kullback.entropy([1, 1], [1, 2])) is float
    assert type(kullback.jensenshannon([1, 1], [1, 2], 2)) is float


@few
@hypothesis.given(pairs, bases)
def test_entropy_as_scipy(scipy_stats, pair, base):
    p, q = pair
    # SciPy's sums of n terms lose up to n·2⁻⁵² of what they cancel from.
    assert math.isclose(kullback.entropy(p, base=base), scipy_stats.entropy(p, base=base),
                        rel_tol=1e-13, abs_tol=1e-14)
    assert math.isclose(kullback.entropy(p, q, base), scipy_stats.entropy(p, q, base),
                        rel_tol=1e-13, abs_tol=1e-14)


@few
@hypothesis.given(pairs, bases)
def test_jensenshannon_as_scipy(scipy_distance, pair, base):
    p, q = pair
    ours, theirs = kullback.jensenshannon(p, q, base), scipy_distance.jensenshannon(p, q, base)
    # The square is what SciPy rounds; near p = q it may be below zero, and the root NaN.
    assert math.isnan(theirs) or math.isclose(ours**2, theirs**2, rel_tol=1e-13, abs_tol=1e-14)


def test_where_scipy_is_infinite(scipy_stats):
    assert kullback.entropy([1, 1], [1, 0]) == scipy_stats.entropy([1, 1], [1, 0]) == math.inf


def test_better_than_scipy_near_equal():
    p = [1 / (i + 1) for i in range(100)]
    q = [x * (1 + 1e-12 * math.sin(i)) for i, x in enumerate(p)]
    assert math.isclose(kullback.entropy(p, q), exact("divergence", p, q), rel_tol=ACCURATE)
    assert math.isclose(kullback.jensenshannon(p, q), exact("jensen_shannon.distance", p, q), rel_tol=ACCURATE)


def test_bases():
    assert kullback.entropy([1, 1, 1, 1], base=2) == 2
    assert kullback.jensenshannon([1, 0], [0, 1], 2) == 1
    for bad in (1, 0.5, 0, -2, math.inf, math.nan):
        with pytest.raises(ValueError, match="base"):
            kullback.entropy([1, 1], base=bad)


def test_no_distribution():
    for bad in ([], [0, 0], [1, -1], [1, math.nan]):
        with pytest.raises(kullback.Error):
            kullback.entropy(bad)
        with pytest.raises(kullback.Error):
            kullback.jensenshannon([1, 1], bad)


DIT = json.loads((ROOT / "tests" / "python" / "dit_golden.json").read_text())["rows"]


@pytest.mark.parametrize("row", DIT, ids=lambda row: row["name"])
def test_dit_says_the_same(row):
    """Its values are sums of terms up to 1 in size, in bits; a square root of one near 0 has half the digits."""
    for name, value in row["values"].items():
        if name == "bhattacharyya_coefficient":
            found = math.exp(-kullback.bhattacharyya(row["p"], row["q"]).value)
        else:
            found = kullback.measure(name, row["p"], row["q"], unit="bits").value
        assert math.isclose(found, value, rel_tol=1e-13, abs_tol=1e-15 if name != "hellinger" else 1e-11), name
