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
    assert found.cost == transport.points(x, y, p=1.5).cost
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
