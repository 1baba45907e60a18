# SPDX-License-Identifier: Apache-2.0
"""Optimal transport from Python: against SciPy where it is, against definitions where it is not."""

import itertools
import math
import random

import pytest

import kullback
from kullback import transport


def cloud(seed, n, dimension=2):
    draw = random.Random(seed)
    return [[draw.random() for _ in range(dimension)] for _ in range(n)]


def best(costs):
    return min(math.fsum(row[j] for row, j in zip(costs, order))
               for order in itertools.permutations(range(len(costs)))) / len(costs)


def test_costs_by_definition():
    costs = cloud(1, 6, 6)
    found = transport.costs(costs)
    assert found.cost == pytest.approx(best(costs), rel=1e-14) and found.distance == pytest.approx(found.cost)
    assert found.duality_gap <= 1e-12 and found.mass == 1 and found.unmatched == (0, 0)
    assert list(found.plan.origin) == list(range(6)) == sorted(found.plan.target)
    for i, row in enumerate(costs):
        assert all(found.u[i] + found.v[j] <= c + 1e-14 for j, c in enumerate(row))
    moved = math.fsum(m * costs[i][j] for i, j, m in zip(*found.plan))
    assert moved == pytest.approx(found.cost, rel=1e-14)
    assert transport.costs(costs, solver="simplex").cost == pytest.approx(found.cost, rel=1e-14)


def test_points_are_costs():
    x, y = cloud(2, 20, 3), cloud(3, 15, 3)
    a, b = [1 + i % 3 for i in range(20)], [1] * 15
    a[0] += sum(b) - sum(a) if sum(b) > sum(a) else 0
    b[0] += sum(a) - sum(b)
    for cost, ground in (("euclidean", math.dist), ("squared_euclidean", lambda p, q: math.dist(p, q) ** 2),
                         ("l1", lambda p, q: sum(abs(s - t) for s, t in zip(p, q)))):
        matrix = [[ground(p, q) for q in y] for p in x]
        found = transport.points(x, y, a, b, cost=cost, threads=2)
        assert found.cost == pytest.approx(transport.costs(matrix, a, b).cost, rel=1e-13)
        assert found == transport.points(x, y, a, b, cost=cost)
    assert transport.points(x, y, p=2).distance == pytest.approx(
        transport.points(x, y, cost="squared_euclidean").distance, rel=1e-14)


def test_columns_are_numbers():
    numpy = pytest.importorskip("numpy")
    x, y = numpy.array([1.0, 2.0, 4.0]), [1, 3, 8]
    expected = transport.wasserstein(x, y)
    for column in (x, x[:, None], list(x), x.tolist(), tuple(x[:, None])):
        assert transport.points(column, y).distance == pytest.approx(expected, rel=1e-15)


def test_unmatched():
    found = transport.costs([[1.0, 9.0]], [1], [1, 1], unmatched=2)
    assert found.cost == 3 and found.unmatched == (0, 1)
    with pytest.raises(kullback.Error, match="a has a mass of 1, b of 2, which is 1 more"):
        transport.costs([[1.0, 9.0]], [1], [1, 1])


def test_lines():
    numpy = pytest.importorskip("numpy")
    stats = pytest.importorskip("scipy.stats")
    draw = numpy.random.default_rng(4)
    x, y, a, b = draw.normal(size=300), draw.normal(1, 2, 200), draw.random(300), draw.random(200)
    assert transport.wasserstein(x, y) == pytest.approx(stats.wasserstein_distance(x, y), rel=1e-12)
    weighted = transport.wasserstein(x, y, a, b, threads=2)
    assert weighted == pytest.approx(stats.wasserstein_distance(x, y, a, b), rel=1e-12)
    found = transport.line(x, y, a, b)
    assert found.distance == weighted and found.duality_gap <= 1e-12
    points = transport.points(x, y, a / a.sum(), b / b.sum())
    assert points.distance == pytest.approx(weighted, rel=1e-12)
    around = transport.line([0.1], [0.9], period=1)
    assert around.distance == pytest.approx(0.2) and around.u is None and around.duality_gap is None
    assert transport.wasserstein([0.0, 1], [2, 5], p=math.inf) == 4


def test_assignments_of_scipy():
    numpy = pytest.importorskip("numpy")
    optimize = pytest.importorskip("scipy.optimize")
    draw = numpy.random.default_rng(5)
    for costs in (draw.random((80, 80)), draw.integers(0, 5, (60, 60)).astype(numpy.float32), draw.normal(size=(50, 50))):
        rows, columns = optimize.linear_sum_assignment(costs)
        found = transport.costs(costs)
        assert found.cost == pytest.approx(costs[rows, columns].mean(dtype=float), rel=1e-12)


def test_gradient():
    x, y = cloud(6, 5), cloud(7, 4)
    found = transport.gradient(x, y, cost="euclidean", p=1.5)
    solved = transport.points(x, y, p=1.5)
    assert (found.cost, found.u, found.v) == (solved.cost, solved.u, solved.v)
    for side, gradient in ((x, found.x), (y, found.y)):
        for i, j in itertools.product(range(len(side)), range(2)):
            was, step, costs = side[i][j], 1e-5, []
            for sign in (1, -1):
                side[i][j] = was + sign * step
                costs.append(transport.points(x, y, p=1.5).cost)
            side[i][j] = was
            assert gradient[2 * i + j] == pytest.approx((costs[0] - costs[1]) / (2 * step), abs=1e-8)


def test_describe():
    x, y = cloud(8, 30), cloud(9, 30)
    document = transport.describe(x, y, p=2)
    assert document["wasserstein"].value == transport.points(x, y, p=2).distance
    assert document["wasserstein"].method == "plugin" and document["duality_gap"].value <= 1e-12
    rows = {row.id for row in document}
    for method in ("sinkhorn", "sliced"):
        other = transport.describe(x, y, method=method)
        rows |= {row.id for row in other}
    assert set(transport.describe_ids()) == rows
    assert transport.describe({"1": 0.5, "3": 0.5}, {"2": 1})["wasserstein"].value == 1
    assert kullback.compare([1.0, 2, 3], [2.0, 3, 5])["wasserstein"].value == pytest.approx(4 / 3)


@pytest.mark.parametrize("call, message", [
    (lambda: transport.points([[1.0, 2]], [[1.0]]), "x has points of 2 coordinates, y of 1"),
    (lambda: transport.costs([[1.0, math.nan]]), "row 0, column 1 is nan"),
    (lambda: transport.costs([[1.0]], [-1], [1]), "mass 0 of a is -1"),
    (lambda: transport.costs([[1.0]], [1, 1], [1]), "a has 2 masses for 1 places"),
    (lambda: transport.wasserstein([1.0], []), "y has no numbers"),
    (lambda: transport.wasserstein([1.0], [2.0], p=0.5), "p is 0.5"),
    (lambda: transport.points([[0.0, 0]], [[1.0, 0]], cost="cosine"), "no direction"),
])
def test_refused(call, message):
    with pytest.raises(kullback.Error, match=message):
        call()
    with pytest.raises(ValueError, match="must be one of"):
        transport.points([[1.0]], [[2.0]], cost="manhattan")


def test_live_against_pot():
    ot = pytest.importorskip("ot", reason="POT is not installed (Debian: python3-pot)")
    numpy = pytest.importorskip("numpy")
    draw = numpy.random.default_rng(7)
    for n, m, d in ((30, 30, 2), (40, 25, 3), (60, 80, 10)):
        x, y = draw.normal(size=(n, d)), draw.normal(size=(m, d)) + 0.5
        a, b = (side / side.sum() for side in (draw.random(n), draw.random(m)))
        for cost, name, power in (("euclidean", "euclidean", 1), ("squared_euclidean", "sqeuclidean", 1),
                                  ("l1", "cityblock", 1)):
            expected = ot.emd2(a, b, ot.dist(x, y, name), numItermax=10**7)
            assert transport.points(x, y, a, b, cost=cost, p=power).cost == pytest.approx(expected, rel=1e-10)


def test_histograms():
    """Between t and 2 + 2t it is ∫ (2 + t)."""
    found = transport.histograms([3], [0, 1], [1], [2, 4])
    assert found.distance == 2.5 and list(found.u) == [2.5] and list(found.plan.mass) == [1]
    farthest = transport.histograms([3], [0, 1], [1], [2, 4], p=math.inf)
    assert farthest.distance == 3 and farthest.u is None
    with pytest.raises(kullback.Error, match="two numbers that rise"):
        transport.histograms([1, 1], [0, 2, 1], [1], [0, 1])


def test_samples():
    x, y = cloud(8, 30), cloud(9, 40)
    found = transport.wasserstein_sample(x, y, permutations=99, seed=3)
    assert found.value.value == transport.points(x, y).distance and found.tested == (30, 40)
    assert found.value.low <= found.value.value <= found.value.high
    assert found.p_value.n == 99 and 0 < found.chance
    assert found == transport.wasserstein_sample(x, y, permutations=99, seed=3, threads=2)
    far = transport.wasserstein_sample(x, [[u + 3, v + 4] for u, v in y], permutations=99)
    assert far.p_value.value == 0.01 and 4.5 < far.value.low < 5 < far.value.high and 4.5 < far.held_out.value < 5.1
    few = transport.wasserstein_sample([1, 2], [3, 5], permutations=0)
    assert few.held_out is None and few.chance is None and few.value.low is None and few.value.value == 2.5


def test_sliced_gradient():
    """Along the only line that there is it is that of W_p^p."""
    x, y = [[1.0], [4.0]], [[2.0], [7.0]]
    found = transport.sliced_gradient(x, y, p=2, projections=3)
    assert found.cost == 5 and list(found.x) == pytest.approx([-1, -3]) and list(found.y) == pytest.approx([1, 3])


def test_costs_of_a_file(tmp_path):
    prices = tmp_path / "prices"
    prices.write_text("a\tb\t4\n")
    told = transport.describe({"a": 1, "b": 1}, {"b": 1}, costs=prices)
    assert told["wasserstein"].value == 2 and told.matrices[0].labels == ["a", "b"]
    sampled = transport.describe([1.0, 2, 3, 4], [9.0, 8, 7, 6], permutations=19, seed=2, confidence=0.9)
    assert sampled["wasserstein"].confidence == 0.9 and sampled["p_value"].n == 19
