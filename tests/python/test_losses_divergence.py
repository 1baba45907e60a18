# SPDX-License-Identifier: Apache-2.0
"""Divergences of two models as losses: against their definitions, differences for gradients, and what is refused."""

import math

import pytest

import conftest  # noqa: F401  (the package's path)
import kullback
from kullback import losses

P = [[1.0, -2.0, 0.5], [0.25, 3.0, -1.0], [2.0, 2.0, -math.inf]]
Q = [[0.0, -1.0, 1.5], [0.5, 1.0, -0.75], [1.0, -2.0, 0.25]]
KINDS = {"forward": "divergence", "reverse": "divergence_reverse", "jensen_shannon": "jensen_shannon",
         "total_variation": "total_variation"}


def softmax(row, temperature=1.0):
    top = max(row)
    weights = [math.exp((x - top) / temperature) for x in row]
    return [w / math.fsum(weights) for w in weights]


def each(kind, p, q, temperature=1.0):
    return [kullback.measure(KINDS[kind], softmax(a, temperature), softmax(b, temperature)).value
            for a, b in zip(p, q)]


@pytest.mark.parametrize("kind", KINDS)
def test_values(kind):
    p, q = (P[:2], Q[:2]) if kind == "reverse" else (P, Q)
    truth = each(kind, p, q)
    assert losses.divergence(p, q, kind=kind) == pytest.approx(sum(truth) / len(p), rel=1e-12)
    assert losses.divergence(p, q, kind=kind, reduction="batchmean") == losses.divergence(p, q, kind=kind)
    assert losses.divergence(p, q, kind=kind, reduction="sum") == pytest.approx(sum(truth), rel=1e-12)
    assert list(losses.divergence(p, q, kind=kind, reduction="none")) == pytest.approx(truth, rel=1e-12)
    weighted = losses.divergence(p[:2], q[:2], kind=kind, row_weights=[1.0, 3.0])
    assert weighted == pytest.approx((truth[0] + 3 * truth[1]) / 4, rel=1e-12)
    hot = losses.distillation(q, p, kind=kind, temperature=2.0)
    assert hot == pytest.approx(4 * sum(each(kind, p, q, 2.0)) / len(p), rel=1e-12)


def test_the_limits_of_the_mixture_are_0():
    assert losses.divergence(P, Q, kind="jensen_shannon", beta=0.0) == 0
    assert losses.divergence(P, Q, kind="jensen_shannon", beta=1.0) == 0
    tiny = losses.divergence(P, Q, kind="jensen_shannon", beta=1e-12)
    assert tiny == pytest.approx(1e-12 * losses.divergence(P, Q), rel=1e-9)


@pytest.mark.parametrize("kind", KINDS)
def test_gradients(kind):
    p, q, step = P[:2], Q[:2], 1e-6
    loss, by_p, by_q = losses.divergence(p, q, kind=kind, temperature=1.5, p_gradient=True, q_gradient=True)
    assert loss == losses.divergence(p, q, kind=kind, temperature=1.5)
    for slopes, side in ((by_p, 0), (by_q, 1)):
        for k in range(6):
            pairs = []
            for sign in (1, -1):
                pair = [[list(row) for row in p], [list(row) for row in q]]
                pair[side][k // 3][k % 3] += sign * step
                pairs.append(losses.divergence(*pair, kind=kind, temperature=1.5))
            assert slopes[k] == pytest.approx((pairs[0] - pairs[1]) / (2 * step), abs=1e-9)
    student = losses.distillation(q, p, kind=kind, temperature=1.5, gradient=True)[1]
    assert list(student) == pytest.approx([2.25 * one for one in by_q], rel=1e-12)


def test_gradients_where_the_caller_says(numpy):
    p, q = numpy.array(P[:2]), numpy.array(Q[:2], dtype="float32")
    loss, by_p, by_q = losses.divergence(p, q, p_gradient=True, q_gradient=True)
    assert losses.divergence(p, q, q_gradient=numpy.empty_like(q))[1].ravel().tolist() == by_q.tolist()
    with pytest.raises(ValueError, match="p_gradient overlaps"):
        losses.divergence(p, p, p_gradient=p)
    with pytest.raises(ValueError, match="^p_gradient is 2 x 3 of float32: it must be 2 x 3 of float64$"):
        losses.divergence(p, q, p_gradient=q)
    with pytest.raises(ValueError, match="^q_gradient is 2 x 2 of float64: it must be 2 x 3 of float32$"):
        losses.divergence(p, q, q_gradient=p[:, :2])
    with pytest.raises(ValueError, match="^gradient is 2 x 3 of float64: it must be 2 x 3 of float32$"):
        losses.distillation(q, p, gradient=p)
    with pytest.raises(ValueError, match="^gradient has 1 dimensions: two are needed$"):
        losses.distillation(q, p, gradient=p[0])
    with pytest.raises(ValueError, match="^target_gradient is 2 x 3 of float32: it must be 2 x 3 of float64$"):
        losses.kl_div(p, p + 1, log_target=True, target_gradient=q)
    room = numpy.empty((3, 3))
    with pytest.raises(ValueError, match="p_gradient and q_gradient overlap"):
        losses.divergence(p, p + 1, p_gradient=room[:2], q_gradient=room[1:])
    assert losses.divergence(p, q, p_gradient=p, q_gradient=q) == (loss, p, q)
    assert p.ravel().tolist() == by_p.tolist() and q.ravel().tolist() == by_q.tolist()
    x, t = numpy.log([[0.5, 0.5]]), numpy.array([[0.25, 0.75]])
    assert losses.kl_div(x, t, reduction="sum", gradient=x, target_gradient=t)[1:] == (x, t)
    assert x.tolist() == [[-0.25, -0.75]]


def test_infinite():
    loss, slopes = losses.divergence(Q, P, q_gradient=True)
    assert loss == math.inf and all(math.isfinite(one) for one in slopes)
    with pytest.raises(kullback.Error, match="row 2: the divergence is infinite and has no gradient by p") as caught:
        losses.divergence(Q, P, p_gradient=True)
    assert caught.value.index == 2


@pytest.mark.parametrize("log_target", [False, True])
def test_terms(log_target):
    x = [[-1.0, -0.5, -2.0], [-0.25, -3.0, -math.inf]]
    t = [[0.25, 0.5, 0.25], [1.5, 0.5, 0.0]]
    given = [[math.log(one) if one else -math.inf for one in row] for row in t] if log_target else t
    truth = [b * (math.log(b) - a) if b else 0.0 for row, other in zip(x, t) for a, b in zip(row, other)]

    def loss(**options):
        return losses.kl_div(x, given, log_target=log_target, **options)

    assert list(loss(reduction="none")) == pytest.approx(truth, rel=1e-13)
    assert loss() == pytest.approx(sum(truth) / 6, rel=1e-13)
    assert loss(reduction="batchmean") == pytest.approx(sum(truth) / 2, rel=1e-13)
    total, by_input, by_target = loss(reduction="sum", gradient=True, target_gradient=True)
    assert total == pytest.approx(sum(truth), rel=1e-13)
    flat = [(a, b) for row, other in zip(x, t) for a, b in zip(row, other)]
    assert list(by_input) == pytest.approx([-b for _, b in flat], rel=1e-13)
    expected = [(b if log_target else 1) * (math.log(b) + 1 - a) if b else 0 for a, b in flat]
    assert list(by_target) == pytest.approx(expected, rel=1e-13)


def test_brier():
    p = [softmax(row) for row in P]
    truth = [sum((a - (j == target)) ** 2 for j, a in enumerate(row)) for row, target in zip(p, [0, 1, 1])]
    assert losses.brier(P, [0, 1, 1]) == pytest.approx(sum(truth) / 3, rel=1e-13)
    assert list(losses.brier(P, [0, 1, -100], reduction="none")) == pytest.approx([*truth[:2], 0], rel=1e-13)
    soft = [[0.5, 0.25, 0.25]] * 3
    truth = [sum((a - b) ** 2 for a, b in zip(row, t)) for row, t in zip(p, soft)]
    assert losses.brier(P, soft, row_weights=[1, 2, 0]) == pytest.approx((truth[0] + 2 * truth[1]) / 3, rel=1e-13)
    for targets in ([0, 1], soft[:2]):
        slopes, step = losses.brier(P[:2], targets, gradient=True)[1], 1e-6
        for k in range(6):
            moved = [[[x + sign * step * (3 * i + j == k) for j, x in enumerate(row)] for i, row in enumerate(P[:2])]
                     for sign in (1, -1)]
            difference = losses.brier(moved[0], targets) - losses.brier(moved[1], targets)
            assert slopes[k] == pytest.approx(difference / (2 * step), abs=1e-9)
    with pytest.raises(kullback.Error, match="row 0 has class 3 of 3"):
        losses.brier(P, [3, 0, 0])


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16"])
def test_brier_near_the_probabilities(numpy, dtype):
    """The value in 40 digits: of any type that has the logits exactly, the score is that of f64."""
    logits = numpy.array([[0, 1, 2]], dtype)
    score, _ = losses.brier(logits, [[0.09, 0.2447, 0.6653]], gradient=True)
    assert score == pytest.approx(5.2315402352873e-9, rel=1e-11)


def test_types(numpy):
    p, q = (numpy.array(rows[:2], dtype="float32") for rows in (P, Q))
    loss, slopes = losses.divergence(p, q, q_gradient=True, threads=2)
    assert loss == pytest.approx(sum(each("forward", P[:2], Q[:2])) / 2, rel=1e-6)
    assert slopes.typecode == "f"
    assert losses.divergence(p.astype("float16"), q) == pytest.approx(loss, rel=1e-6)
    x = losses.kl_div(p, q.astype("float64"), log_target=True, reduction="none")
    assert x.typecode == "f" and len(x) == 6


def test_refused():
    for bad in ({"kind": "backward"}, {"reduction": "batch"}):
        with pytest.raises(ValueError, match="it must be"):
            losses.divergence(P, Q, **bad)
    for bad in ({"beta": 1.5}, {"temperature": 0.0}, {"row_weights": [1.0, -1.0, 1.0]}, {"row_weights": [0.0] * 3}):
        with pytest.raises(kullback.Error):
            losses.divergence(P, Q, **bad)
    with pytest.raises(kullback.Error, match="q: row 0, column 1 is nan") as caught:
        losses.divergence(P[:1], [[0.0, math.nan, 0.0]])
    assert caught.value.index == 0
    with pytest.raises(kullback.Error, match="target: row 0, column 1 is -0.5"):
        losses.kl_div([[0.0, 0.0]], [[1.0, -0.5]])
    with pytest.raises(kullback.Error, match="2 x 3"):
        losses.kl_div(P, Q[:2])
