# SPDX-License-Identifier: Apache-2.0
"""What a cross-entropy says of each row, against NumPy and SciPy on the exact values of the logits."""

import array
import math

import pytest

import conftest  # noqa: F401  (the package's path)
import kullback
from kullback import losses

IGNORED = (0.0, 0.0, -1)
# loss.h: losses are right to 1e-6 where logits are of 32 bits or less, else to 2⁻⁴⁵; what else a row has comes of the
# same sums, and all of it is a sum of numbers of one sign. The truth here is rounded where numbers near 60 are.
TOLERANCES = {"float64": 1e-13, "float32": 1e-6, "float16": 1e-6, "bfloat16": 1e-6}


def rows(numpy, columns):
    """Random, with the largest twice, with masked classes and all but one of them masked, sure, and far from 0."""
    logits = 2 * numpy.random.default_rng(columns).standard_normal((8, columns))
    logits[1, [2, columns - 1]] = 9
    logits[2, 1::2] = -math.inf
    logits[3, :3] = -math.inf
    logits[3, 4:] = -math.inf
    logits[4, 2] += 30
    logits[5] += 60
    logits[6] = 0.25
    return logits


def typed(numpy, logits, dtype):
    """As the type has them, to be given and as doubles."""
    if dtype == "bfloat16":
        torch = pytest.importorskip("torch", reason="torch is not installed (Debian: python3-torch)")
        given = torch.from_numpy(logits).bfloat16()
        return given, given.double().numpy()
    given = logits.astype(dtype)
    return given, given.astype(float)


@pytest.mark.parametrize("dtype", sorted(TOLERANCES))
def test_a_focus_on_rows_that_are_sure(numpy, dtype):
    """Of others below e⁻⁷⁰⁰ nothing is left, in any type; below e⁻⁷⁰⁹ one over them is no double."""
    for gap in (704.0, 712.0, 720.0, 740.0, 752.0):
        logits, _ = typed(numpy, numpy.array([[gap, 0.0]]), dtype)
        for focus in (0.5, 1.0, 1.5, 2.0):
            slopes = numpy.full((1, 2), math.nan)
            found, _ = losses.cross_entropy(logits.tolist(), [0], focus=focus, gradient=slopes)
            assert (found, slopes.tolist()) == (0, [[0, 0]])
            found, slopes = losses.cross_entropy(logits, [0], focus=focus, gradient=True)
            assert (found, bytes(slopes)) == (0, bytes(len(bytes(slopes))))


def test_weights_beyond_single(numpy):
    """Gradients that f32 has, of factors that it has not."""
    logits = numpy.array([[50, 0], [0, 0]], "float32")
    _, slopes = losses.cross_entropy(logits, [0, 1], row_weights=[1e45, 1], reduction="sum", gradient=True)
    assert list(slopes) == pytest.approx([-1e45 * math.exp(-50), 1e45 * math.exp(-50), 0.5, -0.5], rel=1e-6)


def test_indices_beyond_double(numpy):
    """2⁵³ + 1 is not 2⁵³, though it is as a double."""
    targets = numpy.array([0, 2**53 + 1])
    for loss in (losses.cross_entropy, losses.brier):
        with pytest.raises(kullback.Error, match="row 1 has class 9007199254740993 of 2"):
            loss([[0.0, 1.0]] * 2, targets, ignore_index=2**53)
        assert loss([[0.0, 1.0]] * 2, targets, ignore_index=2**53 + 1) == loss([[0.0, 1.0]], [0])


def truth(numpy, z):
    """(ln Σ e^z, entropy, argmax) of each row."""
    logsumexp = pytest.importorskip("scipy.special", reason="SciPy is not installed").logsumexp
    log_sums, found = logsumexp(z, axis=1), z.argmax(axis=1)
    entropies = []
    for row, log_sum, first in zip(z, log_sums, found):
        others = numpy.delete(row, first)
        below = others - row[first]
        weights = numpy.exp(below)
        above = numpy.log1p(weights.sum())  # ln Σ e^z less the largest logit: all of its digits where the row is sure
        spread = numpy.where(weights > 0, weights * numpy.where(weights > 0, below, 0), 0).sum()
        entropies.append(above - spread / (1 + weights.sum()))
    return list(zip(log_sums, entropies, found))


def check(made, expected, tolerance):
    found = list(zip(made.log_sum_exp, made.entropy, made.argmax))
    assert len(found) == len(expected) == len(made.losses)
    for row, (mine, its) in enumerate(zip(found, expected)):
        assert mine[0] == pytest.approx(its[0], rel=tolerance, abs=tolerance), row
        assert mine[1] == pytest.approx(its[1], rel=4 * tolerance, abs=1e-30), row
        assert mine[2] == its[2], row


@pytest.mark.parametrize("columns", [5, 700])
@pytest.mark.parametrize("dtype", TOLERANCES)
def test_of_each_type(numpy, dtype, columns):
    logits, z = typed(numpy, rows(numpy, columns), dtype)
    targets = [0, 2, -100, 3, 2, 1, 4, -100]
    expected = [IGNORED if target == -100 else one for one, target in zip(truth(numpy, z), targets)]
    made = losses.cross_entropy(logits, targets, details=True)
    assert isinstance(made, losses.CrossEntropy) and made.gradient is None
    check(made, expected, TOLERANCES[dtype])
    assert made.argmax.typecode == "q" and made.argmax[1] == 2 and made.argmax[6] == 0
    for row, target in enumerate(targets):
        loss = 0 if target == -100 else expected[row][0] - z[row, target]
        # A difference of numbers near 60, and of the type's sums.
        assert made.losses[row] == pytest.approx(loss, rel=1e-6, abs=60 * 2.0**-50)
    # With the entropy the sums of narrow rows are other ones.
    assert made.loss == pytest.approx(losses.cross_entropy(logits, targets), rel=TOLERANCES[dtype])


def test_with_probabilities_for_targets(numpy):
    z = rows(numpy, 5)
    targets = numpy.where(numpy.isinf(z), 0, 1.0)
    targets /= targets.sum(axis=1, keepdims=True)
    weights = [1, 1, 0, 1, 1, 2, 1, 1]
    made = losses.cross_entropy(z, targets, row_weights=weights, details=True)
    expected = truth(numpy, z)
    expected[2] = IGNORED
    check(made, expected, 1e-13)
    assert made.loss == losses.cross_entropy(z, targets, row_weights=weights)
    assert list(made.losses) == list(losses.cross_entropy(z, targets, row_weights=weights, reduction="none"))


def test_after_softcap_and_temperature(numpy):
    x = rows(numpy, 5)
    made = losses.cross_entropy(x, [3] * 8, softcap=1.0, temperature=0.5, details=True)
    z = numpy.where(numpy.isinf(x), -numpy.inf, numpy.tanh(x) / 0.5)
    # tanh is 1 to the last bit where the logits are near 60, and the first of what is alike then is the largest.
    assert (z[5] == 2).all() and made.argmax[5] == 0
    check(made, truth(numpy, z), 1e-12)


@pytest.mark.parametrize("reduction", ["mean", "sum", "none"])
def test_beside_a_gradient(numpy, reduction):
    z, targets = rows(numpy, 5), [3] * 8
    loss, slopes = losses.cross_entropy(z, targets, reduction=reduction, gradient=True)
    made = losses.cross_entropy(z, targets, reduction=reduction, gradient=True, details=True)
    assert made.gradient == slopes
    assert (made.loss, made.losses) == (None, loss) if reduction == "none" else made.loss == loss
    check(made, truth(numpy, z), 1e-13)
    over = z.copy()
    again = losses.cross_entropy(over, targets, reduction=reduction, gradient=over, details=True, threads=2)
    assert again.gradient is over and again[:5] == made[:5] and over.ravel().tolist() == list(slopes)


def test_behind_a_layer(numpy):
    rng = numpy.random.default_rng(7)
    hidden, weight = rng.standard_normal((100, 3)), rng.standard_normal((6, 3))
    targets = numpy.where(numpy.arange(100) % 5 == 1, -100, 2)
    made = losses.linear_cross_entropy(hidden, weight, targets, details=True)
    expected = [IGNORED if target == -100 else one for one, target in zip(truth(numpy, hidden @ weight.T), targets)]
    check(made, expected, 1e-13)
    assert made.gradient is None and made.loss == losses.linear_cross_entropy(hidden, weight, targets)
    loss, slopes = losses.linear_cross_entropy(hidden, weight, targets, gradient=True, reduction="none")
    made = losses.linear_cross_entropy(hidden, weight, targets, gradient=True, reduction="none", details=True)
    assert (made.loss, made.losses, made.gradient) == (None, loss, slopes)


def test_nothing_of_it_where_nobody_asked():
    logits, targets = [[1.0, 2.0]], array.array("q", [0])
    numbers = (-100, 0.0, 0.0, 0.0, 0.0, 1.0)
    made = kullback._kullback.cross_entropy(False, logits, targets, None, None, numbers, "mean", False, False, 1)
    assert made[1:] == (None, None)
    assert isinstance(losses.cross_entropy(logits, targets), float)
    assert losses.cross_entropy([[0.0] * 3], [-100], reduction="none", details=True)[1:5] == (
        array.array("d", [0]), array.array("d", [0]), array.array("d", [0]), array.array("q", [-1]))
