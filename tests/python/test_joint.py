# SPDX-License-Identifier: Apache-2.0
"""Joint distributions: what scikit-learn and dit say of the same data (joint_golden.json), what holds of any table."""

import array
import json
import math
import random

import pytest

from conftest import ROOT

from kullback import Error, information

GOLDEN = json.loads((ROOT / "tests" / "python" / "joint_golden.json").read_text())


def close(found, expected):
    # Both sides are sums of some dozens of logarithms in doubles, theirs without care.
    return math.isclose(found, expected, rel_tol=1e-11, abs_tol=1e-13)


@pytest.mark.parametrize("row", GOLDEN["labels"], ids=lambda row: row["name"])
def test_sklearn_says_the_same(row):
    x, y = row["x"], row["y"]
    joint = information.Joint.of(x, y)
    assert close(joint.mutual_information(), row["mutual_info_score"])
    for normaliser in ("min", "max", "arithmetic", "geometric"):
        assert close(information.normalised_mutual_information(x, y, normaliser), row["normalized"][normaliser])
        assert close(information.adjusted_mutual_information(x, y, normaliser), row["adjusted"][normaliser])
    assert close(joint.expected(), row["expected"])
    found = joint.association()
    assert close(found.uncertainty_x, row["homogeneity"]) and close(found.uncertainty_y, row["completeness"])


@pytest.mark.parametrize("row", GOLDEN["tables"], ids=lambda row: row["name"])
def test_dit_says_the_same(row):
    joint = information.Joint(row["table"])
    for name, sets in (("I(X;Y)", (0, 1)), ("I(X;YZ)", (0, (1, 2))), ("I(X;Y|Z)", (0, 1, 2))):
        assert close(joint.mutual_information(*sets) / math.log(2), row["values"][name])
    assert close(joint.multi_information() / math.log(2), row["values"]["total_correlation"])
    assert close(joint.entropy((0, 1, 2)) / math.log(2), row["values"]["H(XYZ)"])
    assert close(joint.entropy(0, given=(1, 2)) / math.log(2), row["values"]["H(X|YZ)"])


def test_g_test_is_scipys():
    for row in GOLDEN["contingency"]:
        found = information.Joint(row["table"]).g_test()
        assert close(found.statistic, row["statistic"]) and found.freedom == row["freedom"]
        assert math.isclose(found.p_value, row["p_value"], rel_tol=1e-9)


def test_ways_in():
    table = [[3, 0, 2], [1, 4, 0]]
    x = [i for i, row in enumerate(table) for c in row for _ in range(c)]
    y = [j for row in table for j, c in enumerate(row) for _ in range(c)]
    dense, rows = information.Joint(table), information.Joint.of(x, y)
    names = information.Joint.of(["ab"[i] for i in x], ["cde"[j] for j in y], threads=2)
    triplets = information.Joint.of([0, 0, 1, 1], array.array("q", [0, 2, 0, 1]), weights=[3, 2, 1, 4])
    for joint in (dense, rows, names, triplets):
        assert joint.mutual_information() == dense.mutual_information()
        assert (joint.total, joint.missing, joint.counted, joint.values) == (10, 0, True, (2, 3))
    codes, weights = dense.cells()
    assert [list(column) for column in codes] == [[0, 0, 1, 1], [0, 2, 0, 1]] and list(weights) == [3, 2, 1, 4]
    assert math.isclose(math.fsum(w / 10 * p for w, p in zip(weights, dense.pointwise())), dense.mutual_information(),
                        rel_tol=1e-15)
    assert information.mutual_information(table) == dense.mutual_information()


def test_missing_values():
    joint = information.Joint.of([0, -1, 1, 1], [1.0, 0.0, math.nan, 0.0])
    assert (joint.total, joint.missing) == (2, 2)
    assert information.Joint.of(["a", None, "b"], ["c", "d", "d"]).missing == 1
    assert information.Joint.of(["a", math.nan, "b"], ["c", "d", "d"]).missing == 1
    class NotAvailable:
        """pandas.NA: it does not know whether it is itself."""

        def __ne__(self, other):
            return self

        def __bool__(self):
            raise TypeError("boolean value of NA is ambiguous")

        __hash__ = object.__hash__
    assert information.Joint.of(["a", NotAvailable(), "b"], ["c", "d", "d"]).missing == 1
    assert information.Joint.of([-1, NotAvailable(), 2], [1, 1, 0]).missing == 2
    joint = information.Joint.of([-1, None, 2, 2], [1, 1, 0, 1])  # a number beside None is one
    assert (joint.missing, joint.values) == (2, (1, 2))


def test_estimates():
    rng = random.Random(3)
    x = [rng.randrange(4) for _ in range(400)]
    y = [a if rng.random() < 0.5 else rng.randrange(4) for a in x]
    z = [rng.randrange(2) for _ in x]
    one, two = (information.mutual_information_codes(x, y, threads=threads) for threads in (1, 2))
    assert one.value.low <= 0.3128 <= one.value.high  # of this source: see tests/information/test_joint_counts.c
    assert one.p_value.value == 1 / 1000 and one.plugin > one.value.value
    assert (one.value.low, one.value.high, one.p_value.value) == (two.value.low, two.value.high, two.p_value.value)
    assert one.value.flags == ("independent_draws",) and one.value.method == "jackknife"
    given = information.mutual_information_codes(x, z, y, permutations=99)
    assert "near_equal" in given.value.flags and given.value.low == 0
    for estimator in ("plugin", "miller_madow", "chao_shen", "grassberger", "zhang", "nsb", "shrinkage",
                      "dirichlet_perks"):
        found = information.mutual_information_codes(x, y, estimator=estimator, permutations=0)
        assert math.isclose(found.value.value, one.value.value, abs_tol=3 * one.value.standard_error)
        assert found.p_value.n == 0
    wide = information.Joint.of(x, y).estimate(alphabet=(50, 60), estimator="dirichlet_laplace", permutations=0)
    assert wide.value.value < one.value.value / 2


def test_matrix():
    rng = random.Random(4)
    columns = [[rng.randrange(2 + i) for _ in range(200)] for i in range(4)]
    columns.append(["ab"[value % 2] for value in columns[3]])
    told = []
    found = information.mutual_information_matrix(columns, estimator="plugin", threads=2,
                                                  progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (10, 10)
    for i, x in enumerate(columns):
        for j, y in enumerate(columns):
            joint = information.Joint.of(x, y)
            expected = joint.entropy(0) if i == j else joint.mutual_information()
            assert math.isclose(found.values[i][j], expected, rel_tol=1e-12, abs_tol=1e-14)
            assert found.rows[i][j] == 200

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        information.mutual_information_matrix(columns, progress=stop)


def test_refusals():
    with pytest.raises(Error, match=r"weights\[2\] is -3") as refused:
        information.Joint([[1, 2], [-3, 4]])
    assert refused.value.index == 2 and refused.value.code == "value"
    for table in ([[0, 0], [0, 0]], [[1, math.nan]], [[]]):
        with pytest.raises(Error):
            information.Joint(table)
    with pytest.raises(ValueError, match="not of one length"):
        information.Joint([[1, 2], [3]])
    with pytest.raises(Error, match="column 1 has 1") as refused:
        information.Joint.of([0, 1], [0])
    assert refused.value.input == 1
    with pytest.raises(Error, match="column 1\\[0\\] is 0.5"):
        information.Joint.of([0, 1], [0.5, 1])
    joint = information.Joint([[1, 2], [3, 4.5]])
    with pytest.raises(Error, match="4.5"):
        joint.adjusted()
    with pytest.raises(Error, match="there are 2 variables"):
        joint.entropy(2)
    with pytest.raises(Error):
        joint.entropy(())
    with pytest.raises(ValueError, match="estimator"):
        information.mutual_information_codes([0, 1], [0, 1], estimator="best")
    with pytest.raises(ValueError, match="normaliser"):
        joint.adjusted(normaliser="sum")
    with pytest.raises(ValueError, match="normaliser is 'sum'"):
        information.normalised_mutual_information([0, 1], [0, 1], "sum")
    with pytest.raises(Error, match="column 0 has 1 values, but 2") as refused:
        information.mutual_information_matrix([[0, 1], [0, 1]], alphabet=[1, 2])
    assert refused.value.index == 0
    with pytest.raises(ValueError, match="alphabet has 1"):
        information.Joint([[1, 2], [3, 4]]).estimate(alphabet=[3])


def test_properties():
    hypothesis = pytest.importorskip("hypothesis")
    numbers = hypothesis.strategies.one_of(hypothesis.strategies.just(0.0),
                                           hypothesis.strategies.floats(1e-300, 1e300, allow_subnormal=False))
    tables = hypothesis.strategies.integers(1, 5).flatmap(lambda n: hypothesis.strategies.lists(
        hypothesis.strategies.lists(numbers, min_size=n, max_size=n), min_size=1, max_size=5))

    @hypothesis.given(tables)
    @hypothesis.settings(max_examples=300, deadline=None)
    def holds(table):
        hypothesis.assume(any(map(any, table)))
        joint = information.Joint(table)
        found = joint.association()
        shared = found.mutual_information
        # Of a few numbers up to ln 25, each rounded some times.
        slack = 1e-14 * max(1, found.entropy_joint)
        assert 0 <= shared <= min(found.entropy_x, found.entropy_y) + slack
        assert shared == joint.mutual_information(1, 0)
        assert abs(shared - found.mutual_information_of_entropies) <= slack
        assert abs(found.entropy_x - shared - found.entropy_x_given_y) <= slack
        assert all(0 <= share <= 1 for share in found.normalised.values())
        assert found.entropy_x <= math.log(len(table)) + slack
        turned = information.Joint([list(column) for column in zip(*table)])
        assert abs(turned.mutual_information() - shared) <= 2 * math.ulp(shared) + 2.0**-96

    holds()
