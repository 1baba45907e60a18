# SPDX-License-Identifier: Apache-2.0
"""Entropic, sliced and Gaussian transport from Python: against definitions, exact transport and SciPy."""

import math
import random

import pytest

import kullback
from kullback import families, transport


def cloud(seed, n, dimension=2, shift=0.0):
    draw = random.Random(seed)
    return [[draw.random() + shift for _ in range(dimension)] for _ in range(n)]


def test_a_plan_has_its_masses_and_its_cost():
    x, y, a = cloud(1, 5), cloud(2, 4, shift=0.5), [0.1, 0.2, 0.3, 0.2, 0.2]
    found = transport.sinkhorn(x, y, a, cost="squared_euclidean", epsilon=0.1, tolerance=1e-8,
                              plan=True)
    rows = [found.plan[4 * i:4 * i + 4] for i in range(5)]
    assert [math.fsum(row) for row in rows] == pytest.approx(a, rel=1e-12)
    assert [math.fsum(column) for column in zip(*rows)] == pytest.approx([0.25] * 4, rel=1e-7)
    assert found.marginal_error <= 1e-8 and found.value.flags == ()
    costs = [[math.dist(p, q) ** 2 for q in y] for p in x]
    assert found.cost == pytest.approx(math.fsum(p * c for r, s in zip(rows, costs) for p, c in zip(r, s)), rel=1e-12)
    for i, row in enumerate(rows):
        for j, mass in enumerate(row):
            assert mass == pytest.approx(
                a[i] * 0.25 * math.exp((found.f[i] + found.g[j] - costs[i][j]) / found.epsilon), rel=1e-10)
    same = transport.sinkhorn_costs(costs, a, epsilon=found.epsilon, absolute=True, tolerance=1e-8)
    assert same.value.value == pytest.approx(found.value.value, rel=1e-13)
    warm = transport.sinkhorn(x, y, a, cost="squared_euclidean", epsilon=0.1, tolerance=1e-8,
                             start=found.g)
    assert warm.iterations == 1 and warm.plan is None
    with pytest.raises(ValueError, match="start"):
        transport.sinkhorn(x, y, a, start=[0.0])


def test_exact_transport_is_the_limit():
    x, y = cloud(3, 30), cloud(4, 40, shift=0.5)
    exact = transport.points(x, y).cost
    for epsilon in (1e-2, 1e-3):
        found = transport.sinkhorn_divergence(x, y, epsilon=epsilon, absolute=True)
        assert found.value.value == pytest.approx(exact, abs=20 * epsilon) and found.cost is None
    assert transport.sinkhorn_divergence(x, x).value.value == pytest.approx(0, abs=1e-12)


def test_gradients_are_differences():
    x, y = cloud(5, 6), cloud(6, 5, shift=0.5)
    options = {"epsilon": 0.1, "absolute": True, "tolerance": 1e-12}
    found = transport.sinkhorn_divergence(x, y, gradients=True, **options)
    for k in range(4):
        ends = []
        for h in (1e-5, -1e-5):
            moved = [list(row) for row in x]
            moved[k // 2][k % 2] += h
            ends.append(transport.sinkhorn_divergence(moved, y, **options).value.value)
        assert found.gradient_x[k] == pytest.approx((ends[0] - ends[1]) / 2e-5, abs=1e-7)
    assert len(found.gradient_y) == 10 and math.fsum(found.gradient_a) == pytest.approx(0, abs=1e-10)


def test_flags_and_errors():
    x, y = cloud(7, 6), cloud(8, 5)
    assert "may_be_negative" in transport.sinkhorn_divergence(x, y, p=3).value.flags
    assert "not_converged" in transport.sinkhorn(x, y, epsilon=1e-3, iterations=3).value.flags
    with pytest.raises(kullback.Error, match="a has a mass of 6.*penalty"):
        transport.sinkhorn(x, y, [1.0] * 6, [1.0] * 5)
    unbalanced = transport.sinkhorn(x, y, [1.0] * 6, [1.0] * 5, penalty=1.0)
    assert unbalanced.value.flags == ()
    heavy = transport.sinkhorn(x, y, [600.0] * 6, [600.0] * 5, penalty=1.0)  # ε is a matter of costs, not of masses
    assert heavy.epsilon == pytest.approx(unbalanced.epsilon, rel=1e-14)


def test_the_penalty_is_told_in_the_units_of_the_cost():
    x, y = [[0.0], [1.0]], [[0.0], [4.0], [5.0]]
    mean = sum(abs(a[0] - b[0]) for a in x for b in y) / 6
    found = transport.sinkhorn(x, y, [1, 1], [1, 1, 1], epsilon=0.1, penalty=2)
    assert found.penalty == pytest.approx(2 * mean, rel=1e-14)
    assert found.epsilon == pytest.approx(0.1 * mean, rel=1e-14)
    assert transport.sinkhorn(x, y).penalty == math.inf


def test_totals_far_from_1_are_priced_or_refused():
    x, y = [[0.0], [1.0]], [[2.0], [3.0]]
    # There is nothing to move: b misses all of its mass, at the mean cost of 2 a nat.
    assert transport.sinkhorn(x, y, [1e-170, 1e-170], [1, 1], penalty=1).value.value == pytest.approx(4, rel=1e-12)
    for solve in (transport.sinkhorn, transport.sinkhorn_divergence):
        with pytest.raises(kullback.Error, match="beyond the doubles: masses, costs or epsilon are too far from 1"):
            solve(x, y, [1e160, 1e160], [1e160, 1e160], penalty=1)


@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_masses_that_were_rounded(numpy, dtype):
    """Divided by a sum of their own type, as the message for totals that differ says;
    it is not far from the exact one."""
    for seed in range(20):
        draw = numpy.random.default_rng(seed)
        x, y = draw.normal(size=(7, 2)), draw.normal(size=(9, 2))
        a, b = draw.random(7).astype(dtype), draw.random(9).astype(dtype)
        a, b = a / a.sum(), b / b.sum()
        wide = [mass.astype(float) / mass.astype(float).sum() for mass in (a, b)]
        for solve, value in ((transport.points, lambda found: found.cost),
                             (transport.sinkhorn_divergence, lambda found: found.value.value)):
            assert value(solve(x, y, a, b)) == pytest.approx(value(solve(x, y, *wide)), rel=4e-3)
    for apart, fits in ((5e-2, False), (2e-5, dtype == "float16")):
        given = x, y, a.astype(dtype), (b.astype("float32") * (1 + apart)).astype(dtype)
        if not fits:
            with pytest.raises(kullback.Error, match="divide both by their totals"):
                transport.points(*given)


def test_sliced_of_one_dimension_and_of_moved_points():
    stats = pytest.importorskip("scipy.stats")
    x, y = [r for r, in cloud(9, 50, 1)], [r for r, in cloud(10, 40, 1, shift=0.3)]
    a = [1.0 + i % 3 for i in range(50)]
    assert transport.sliced_wasserstein(x, y, a).value == pytest.approx(stats.wasserstein_distance(x, y, a), rel=1e-12)
    points = cloud(11, 50, 3)
    moved = [[p + 0.7, q, r] for p, q, r in points]
    found = transport.sliced_wasserstein(points, moved, p=2, projections=2000, threads=0)
    assert abs(found.value - 0.7 / math.sqrt(3)) < 5 * found.standard_error
    largest, direction = transport.max_sliced_wasserstein(points, moved, p=2)
    assert largest.value == pytest.approx(0.7, rel=1e-9) and abs(direction[0]) == pytest.approx(1, abs=1e-8)
    assert largest.flags == ("one_sided",)


def test_bures_against_scipy():
    numpy = pytest.importorskip("numpy")
    linalg = pytest.importorskip("scipy.linalg")
    draw = numpy.random.default_rng(12)
    s, t = (f @ f.T for f in draw.normal(size=(2, 4, 4)))
    mean, other = draw.normal(size=(2, 4))
    root = linalg.sqrtm(s)
    expected = ((mean - other) ** 2).sum() + numpy.trace(s + t - 2 * linalg.sqrtm(root @ t @ root)).real
    assert transport.bures_wasserstein(mean, s, other, t).value == pytest.approx(math.sqrt(expected), rel=1e-10)
    p, q = families.gaussian(mean, covariance=s), families.gaussian(other, covariance=t)
    assert p.wasserstein(q).value == transport.bures_wasserstein(mean, s, other, t).value
    matrix, offset = p.map(q)
    k = numpy.array(matrix).reshape(4, 4)
    assert k @ s @ k == pytest.approx(t, rel=1e-8, abs=1e-8)
    assert k @ mean + numpy.array(offset) == pytest.approx(other, rel=1e-9, abs=1e-9)
