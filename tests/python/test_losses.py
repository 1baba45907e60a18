# SPDX-License-Identifier: Apache-2.0
"""Cross-entropy against its definition, differences for its gradient, and what is refused."""

import array
import math

import pytest

import conftest  # noqa: F401  (the package's path)
import kullback
from kullback import losses

LOGITS = [[1.0, -2.0, 0.5], [0.25, 3.0, -1.0], [2.0, 2.0, -math.inf]]
TARGETS = [0, 2, 1]


def log_softmax(row):
    top = max(row)
    total = top + math.log(math.fsum(math.exp(x - top) for x in row))
    return [x - total for x in row]


def each(logits, targets):
    return [-log_softmax(row)[target] for row, target in zip(logits, targets)]


def test_values():
    truth = each(LOGITS, TARGETS)
    assert losses.cross_entropy(LOGITS, TARGETS) == pytest.approx(sum(truth) / 3, rel=1e-12)
    assert losses.cross_entropy(LOGITS, TARGETS, reduction="sum") == pytest.approx(sum(truth), rel=1e-12)
    assert list(losses.cross_entropy(LOGITS, TARGETS, reduction="none")) == pytest.approx(truth, rel=1e-12)
    weight = [1.0, 2.0, 0.5]
    mean = (truth[0] + 0.5 * truth[1] + 2 * truth[2]) / 3.5
    assert losses.cross_entropy(LOGITS, TARGETS, weight=weight) == pytest.approx(mean, rel=1e-12)
    assert losses.cross_entropy(LOGITS, [0, -100, 1]) == pytest.approx((truth[0] + truth[2]) / 2, rel=1e-12)
    one_hot = [[float(c == target) for c in range(3)] for target in TARGETS]
    assert losses.cross_entropy(LOGITS, one_hot) == pytest.approx(sum(truth) / 3, rel=1e-12)
    smooth = losses.cross_entropy(LOGITS[:2], TARGETS[:2], label_smoothing=0.3, reduction="none")
    spread = [-math.fsum(log_softmax(row)) / 3 for row in LOGITS[:2]]
    assert list(smooth) == pytest.approx([0.7 * a + 0.3 * b for a, b in zip(truth, spread)], rel=1e-12)
    hot = losses.cross_entropy(LOGITS, TARGETS, temperature=2.0, reduction="none")
    assert list(hot) == pytest.approx(each([[x / 2 for x in row] for row in LOGITS], TARGETS), rel=1e-12)


def test_is_the_divergence_up_to_the_entropy():
    logits, p = [[0.5, -1.0, 2.0]], [[0.2, 0.5, 0.3]]
    q = [math.exp(x) for x in log_softmax(logits[0])]
    loss = losses.cross_entropy(logits, p)
    assert loss == pytest.approx(kullback.cross_entropy(p[0], q).value, rel=1e-12)


def test_gradient():
    loss, slopes = losses.cross_entropy(LOGITS, TARGETS, label_smoothing=0.0, z_loss=0.1, gradient=True)
    assert slopes.typecode == "d" and len(slopes) == 9
    step = 1e-6
    for i in range(3):
        for j in range(3):
            if LOGITS[i][j] == -math.inf:
                assert slopes[3 * i + j] == 0
                continue
            moved = [[x + sign * step * ((r, c) == (i, j)) for c, x in enumerate(row)]
                     for sign in (1, -1) for r, row in enumerate(LOGITS)]
            above = losses.cross_entropy(moved[:3], TARGETS, z_loss=0.1)
            below = losses.cross_entropy(moved[3:], TARGETS, z_loss=0.1)
            assert slopes[3 * i + j] == pytest.approx((above - below) / (2 * step), abs=1e-8)


def test_types(numpy):
    logits = numpy.array(LOGITS[:2], dtype="float32")
    loss, slopes = losses.cross_entropy(logits, numpy.array(TARGETS[:2]), gradient=True, threads=2)
    assert loss == pytest.approx(sum(each(LOGITS[:2], TARGETS[:2])) / 2, rel=1e-6)
    assert slopes.typecode == "f"
    assert losses.cross_entropy(logits[:, ::1], array.array("i", TARGETS[:2])) == loss
    halves = losses.cross_entropy(logits.astype("float16"), numpy.array(TARGETS[:2]), gradient=True)[1]
    assert numpy.frombuffer(halves, dtype="float16") == pytest.approx(numpy.frombuffer(slopes, dtype="float32"),
                                                                       abs=1e-3)


def test_refused():
    with pytest.raises(kullback.Error) as caught:
        losses.cross_entropy(LOGITS, [0, 3, 1])
    assert caught.value.index == 1
    with pytest.raises(kullback.Error):
        losses.cross_entropy([[math.nan, 0.0]], [0])
    with pytest.raises(kullback.Error):
        losses.cross_entropy(LOGITS, [-100, -100, -100])
    with pytest.raises(kullback.Error):
        losses.cross_entropy(LOGITS, TARGETS, label_smoothing=1.5)
    with pytest.raises(kullback.Error):
        losses.cross_entropy(LOGITS, [0, 1])
    with pytest.raises(ValueError, match="reduction is 'batch'"):
        losses.cross_entropy(LOGITS, TARGETS, reduction="batch")
    with pytest.raises(TypeError):
        losses.cross_entropy(LOGITS, [0.5, 1, 1])
