# SPDX-License-Identifier: Apache-2.0
"""Cross-entropy behind a linear layer against that of its logits, and where its gradients go."""

import array

import pytest

import conftest  # noqa: F401  (the package's path)
import kullback
from kullback import losses

HIDDEN = [[1.0, -2.0, 0.5], [0.25, 3.0, -1.0], [2.0, 0.5, 1.5], [-1.0, 0.0, 1.0]]
WEIGHT = [[0.5, 1.0, -1.0], [1.5, -0.5, 0.25]]
BIAS = [0.125, -0.5]
TARGETS = [0, 1, -100, 1]


def logits(hidden, weight, bias):
    return [[b + sum(h * w for h, w in zip(row, column)) for column, b in zip(weight, bias)] for row in hidden]


OPTIONS = [{}, {"reduction": "sum", "label_smoothing": 0.25}, {"row_weights": [1.0, 2.0, 3.0, 0.5], "z_loss": 0.125},
           {"softcap": 3.0, "temperature": 0.5, "focus": 1.0}]


@pytest.mark.parametrize("options", OPTIONS)
def test_is_that_of_the_logits(options):
    loss, (by_hidden, by_weight, by_bias) = losses.linear_cross_entropy(HIDDEN, WEIGHT, TARGETS, bias=BIAS,
                                                                        class_weight=[1.0, 0.5], gradient=True, **options)
    other, by_logits = losses.cross_entropy(logits(HIDDEN, WEIGHT, BIAS), TARGETS, weight=[1.0, 0.5], gradient=True,
                                            **options)
    assert loss == pytest.approx(other, rel=1e-12)
    d = [by_logits[2 * i:2 * i + 2] for i in range(4)]
    assert list(by_hidden) == pytest.approx([sum(d[i][c] * WEIGHT[c][k] for c in range(2))
                                             for i in range(4) for k in range(3)], abs=1e-12)
    assert list(by_weight) == pytest.approx([sum(d[i][c] * HIDDEN[i][k] for i in range(4))
                                             for c in range(2) for k in range(3)], abs=1e-12)
    assert list(by_bias) == pytest.approx([sum(row[c] for row in d) for c in range(2)], abs=1e-12)


def test_results():
    zero = losses.linear_cross_entropy(HIDDEN, WEIGHT, TARGETS, bias=[0.0, 0.0])
    assert losses.linear_cross_entropy(HIDDEN, WEIGHT, TARGETS, threads=2) == zero
    each = losses.linear_cross_entropy(HIDDEN, WEIGHT, TARGETS, reduction="none")
    assert isinstance(each, array.array) and each[2] == 0 and sum(each) / 3 == pytest.approx(zero, rel=1e-14)
    assert losses.linear_cross_entropy(HIDDEN, WEIGHT, TARGETS, gradient=True)[1][2] is None
    loss, (by_hidden, by_weight, by_bias) = losses.linear_cross_entropy(HIDDEN, WEIGHT, TARGETS, bias=BIAS,
                                                                        gradient=(False, True, None))
    assert by_hidden is None and by_bias is None and len(by_weight) == 6


def test_places(numpy):
    hidden, weight = (numpy.array(rows, dtype="float32") for rows in (HIDDEN, WEIGHT))
    expected = losses.linear_cross_entropy(hidden, weight, numpy.array(TARGETS), bias=BIAS, gradient=True)
    assert [slopes.typecode for slopes in expected[1]] == ["f"] * 3
    by_weight, by_bias = numpy.empty((2, 3), dtype="float32"), numpy.empty((1, 2), dtype="float32")
    loss, places = losses.linear_cross_entropy(hidden, weight, numpy.array(TARGETS), bias=BIAS,
                                               gradient=(hidden, by_weight, by_bias))
    assert loss == expected[0] and places[0] is hidden and places[1] is by_weight and places[2] is by_bias
    for place, slopes in zip(places, expected[1]):
        assert place.ravel().tolist() == list(slopes)


def test_halves(numpy):
    hidden, weight = (numpy.array(rows, dtype="float16") for rows in (HIDDEN, WEIGHT))
    loss, (by_hidden, by_weight, _) = losses.linear_cross_entropy(hidden, weight, TARGETS, gradient=True)
    expected = losses.linear_cross_entropy(hidden.astype("float32"), weight.astype("float32"), TARGETS, gradient=True)
    assert loss == expected[0] and (by_hidden, by_weight) == expected[1][:2] and by_hidden.typecode == "f"


def test_refused(numpy):
    with pytest.raises(kullback.Error) as caught:
        losses.linear_cross_entropy(HIDDEN, WEIGHT, [0, 1, 2, 0])
    assert caught.value.index == 2 and "row 2 has class 2 of 2" in str(caught.value)
    with pytest.raises(kullback.Error, match="hidden has 3 columns, weight 2"):
        losses.linear_cross_entropy(HIDDEN, [[1.0, 2.0]], TARGETS)
    with pytest.raises(kullback.Error, match="there is no bias"):
        losses.linear_cross_entropy(HIDDEN, WEIGHT, TARGETS, gradient=(False, False, True))
    with pytest.raises(ValueError, match="2 places"):
        losses.linear_cross_entropy(HIDDEN, WEIGHT, TARGETS, gradient=(True, True))
    with pytest.raises(kullback.Error, match="there is no bias"):
        losses.linear_cross_entropy(HIDDEN, WEIGHT, TARGETS, gradient=(None, None, numpy.empty((1, 2))))
    with pytest.raises(ValueError, match="the gradient by bias is 1 x 2 of float32: it must be 1 x 2 of float64"):
        losses.linear_cross_entropy(HIDDEN, WEIGHT, TARGETS, bias=BIAS,
                                    gradient=(None, None, numpy.empty((1, 2), "float32")))
    # Gradients of halves are f32.
    halves = numpy.array(HIDDEN, "float16")
    with pytest.raises(ValueError, match="the gradient by hidden is 4 x 3 of float16: it must be 4 x 3 of float32"):
        losses.linear_cross_entropy(halves, numpy.array(WEIGHT, "float16"), TARGETS, gradient=(halves, None, None))
    with pytest.raises(ValueError, match="the gradient by weight is 1 x 3 of float64: it must be 2 x 3 of float64"):
        losses.linear_cross_entropy(HIDDEN, WEIGHT, TARGETS, gradient=(None, numpy.zeros((1, 3)), None))
    weight = numpy.array(WEIGHT)
    with pytest.raises(kullback.Error, match="over weight"):
        losses.linear_cross_entropy(HIDDEN, weight, TARGETS, gradient=(None, weight, None))
    with pytest.raises(ValueError, match="reduction"):
        losses.linear_cross_entropy(HIDDEN, WEIGHT, TARGETS, reduction="average")
