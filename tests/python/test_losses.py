# SPDX-License-Identifier: Apache-2.0
"""Cross-entropy against its definition, differences for its gradient, and what is refused."""

import array
import math
import re

import hypothesis
import hypothesis.strategies as st
import pytest

from conftest import ROOT, run

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


# ── Where the gradient goes ─────────────────────────────────────────────────────────────────────

def test_a_gradient_of_arrays():
    logits = array.array("d", [1, -2, 0.5, 0.25, 3, -1])
    matrix = memoryview(logits).cast("B").cast("d", (2, 3))
    loss, slopes = losses.cross_entropy(matrix, TARGETS[:2], gradient=True)
    room = memoryview(bytearray(48)).cast("d", (2, 3))
    assert losses.cross_entropy(matrix, TARGETS[:2], gradient=room)[1] is room
    assert [x for row in room.tolist() for x in row] == list(slopes)
    assert losses.cross_entropy(matrix, TARGETS[:2], gradient=matrix) == (loss, matrix)
    assert logits == slopes


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16"])
def test_a_gradient_of_numpy(numpy, dtype):
    whole = numpy.zeros((6, 8), dtype)
    logits, beside, below = whole[:3, :3], whole[:3, 4:7], whole[:2:-1, 2:5]
    logits[:] = LOGITS
    expected = numpy.frombuffer(losses.cross_entropy(logits, TARGETS, gradient=True)[1], dtype).reshape(3, 3)
    for room in (numpy.empty((3, 3), dtype), beside, below, logits):
        assert losses.cross_entropy(logits, TARGETS, gradient=room)[1] is room
        assert (room == expected).all()
    assert whole.sum(dtype=float) == pytest.approx(3 * expected.sum(dtype=float), abs=1e-2)


def test_a_gradient_of_the_brier_score(numpy):
    logits = numpy.array(LOGITS)
    score, slopes = losses.brier(LOGITS, TARGETS, gradient=True)
    assert losses.brier(logits, TARGETS, gradient=logits) == (score, logits)
    assert logits.ravel().tolist() == slopes.tolist()


def test_steps(numpy):
    """Rows are read where they are, also backwards; where the numbers of a row are apart, a copy of their type is."""
    straight = numpy.array(LOGITS, dtype="float32")
    loss, slopes = losses.cross_entropy(straight, TARGETS, gradient=True, reduction="none")
    for logits in (numpy.asfortranarray(straight), straight.repeat(2, 0)[::2], straight.repeat(2, 1)[:, ::2],
                   straight[::-1].copy()[::-1], straight[:, ::-1].copy()[:, ::-1]):
        found = losses.cross_entropy(logits, numpy.array(TARGETS).repeat(3)[::3], gradient=True, reduction="none")
        assert found == (loss, slopes)


def test_gradients_that_cannot_be_written(numpy):
    logits = numpy.array(LOGITS)
    probabilities = numpy.full((3, 3), 1 / 3)
    still = numpy.empty((3, 3))
    still.flags.writeable = False
    for room, kind, words in ((still, ValueError, "read-only"), (bytes(72), BufferError, "not writable"),
                              ([[0.0] * 3] * 3, TypeError, "gradient is a <class 'list'>.*can be written"),
                              (1, TypeError, "gradient is a <class 'int'>"),
                              (numpy.empty((3, 2)), ValueError,
                               "gradient is 3 x 2 of float64: it must be 3 x 3 of float64"),
                              (numpy.empty(9), ValueError, "gradient has 1 dimensions"),
                              (numpy.empty((3, 3), "float32"), ValueError,
                               "gradient is 3 x 3 of float32: it must be 3 x 3 of float64"),
                              (numpy.empty((3, 3), int), ValueError, "gradient is 3 x 3 of int64: it must be"),
                              (numpy.empty((3, 3), complex), TypeError, "'Zd'.: floats of 16, 32 or 64 bits are needed$"),
                              (numpy.empty((3, 6))[:, ::2], ValueError, "gradient cannot be written: .* side by side"),
                              (logits[::-1], ValueError, "gradient overlaps"),
                              (probabilities, ValueError, "gradient overlaps")):
        with pytest.raises(kind, match=words):
            losses.cross_entropy(logits, probabilities, gradient=room)
    assert (logits == LOGITS).all() and (probabilities == 1 / 3).all()


# ── As PyTorch ──────────────────────────────────────────────────────────────────────────────────

def golden(name):
    """The rows that tests/loss/golden.h has under the name; tools/make_loss_golden.py took them from PyTorch."""
    text = (ROOT / "tests" / "loss" / "golden.h").read_text()
    block = re.search(rf"\b{name}(?:\[[^]]*\])+ =\s*\{{(.*?)\}};", text, re.S)[1]
    between = r"\}\},\s*" if "}}" in block else r"\},\s*\{|\},\s*$"
    return [[word if word.startswith("KL_") else float(word) for word in re.findall(r"[\w.+-]+", row)]
            for row in re.split(between, block) if row.strip()]


GOLDEN_WEIGHTS, = golden("golden_weights")
GOLDEN_TARGETS = list(map(int, golden("golden_targets")[0]))


def golden_logits(masked):
    state, numbers, last = 1, [], golden("golden_masked" if masked else "golden_extremes")
    for _ in range(5 * (len(GOLDEN_TARGETS) - len(last))):
        state = (1103515245 * state + 12345) % 2**31
        numbers.append(state / 2**28 - 4)
    return [numbers[i:i + 5] for i in range(0, len(numbers), 5)] + last


def check_golden(row, targets, **options):
    masked, weighted, reduction, *results = row
    theirs, slopes = results[:-30], results[-30:]
    found, gradient = losses.cross_entropy(
        golden_logits(masked), targets, weight=GOLDEN_WEIGHTS if weighted else None, reduction=reduction[13:].lower(),
        gradient=True, **options)
    # As in tests/loss/test_torch.c.
    mine = list(found) if reduction == "KL_REDUCTION_NONE" else [found]
    assert mine == pytest.approx(theirs, rel=1e-13, abs=1e-13)
    assert list(gradient) == pytest.approx(slopes, rel=1e-13, abs=1e-13)


@pytest.mark.parametrize("row", golden("golden_cross_entropy"), ids=lambda row: " ".join(map(str, row[:5])))
def test_torch_of_indices(row):
    check_golden([*row[:2], *row[4:]], GOLDEN_TARGETS, ignore_index=int(row[2]), label_smoothing=row[3])


@pytest.mark.parametrize("row", golden("golden_soft_cross_entropy"), ids=lambda row: " ".join(map(str, row[:4])))
def test_torch_of_probabilities(row):
    flat, = golden("golden_soft_targets")
    check_golden([*row[:2], *row[3:]], [flat[i:i + 5] for i in range(0, len(flat), 5)], label_smoothing=row[2])


def test_without_torch():
    said = run("""
import sys
sys.modules["torch"] = None
try:
    import kullback.torch
except ModuleNotFoundError as error:
    print(error.name, error)
""")
    assert said.startswith("torch kullback.torch needs PyTorch, which is not installed")


# ── What holds for every loss ───────────────────────────────────────────────────────────────────

few = hypothesis.settings(max_examples=100, deadline=None, database=None, derandomize=True)
numbers = st.floats(-50, 50)


@st.composite
def batches(draw):
    classes = draw(st.integers(1, 7))
    logits = draw(st.lists(st.lists(numbers, min_size=classes, max_size=classes), min_size=1, max_size=6))
    targets = draw(st.lists(st.integers(0, classes - 1), min_size=len(logits), max_size=len(logits)))
    return logits, targets


# Numbers up to 50 are rounded by 2⁻⁴⁷ where something is added to them.
CLOSE = {"rel": 1e-12, "abs": 1e-12}


@few
@hypothesis.given(batches(), st.floats(0, 1), numbers)
def test_a_shift_of_a_row_changes_nothing(batch, smoothing, shift):
    logits, targets = batch
    moved = [[x + shift for x in row] for row in logits]
    loss, slopes = losses.cross_entropy(logits, targets, label_smoothing=smoothing, gradient=True)
    found, moved_slopes = losses.cross_entropy(moved, targets, label_smoothing=smoothing, gradient=True)
    assert found == pytest.approx(loss, **CLOSE)
    assert list(moved_slopes) == pytest.approx(list(slopes), **CLOSE)


@few
@hypothesis.given(batches(), st.floats(0, 1), st.sampled_from(["mean", "sum", "none"]))
def test_a_gradient_sums_to_zero_in_each_row(batch, smoothing, reduction):
    logits, targets = batch
    weight = [1 + c for c in range(len(logits[0]))]
    slopes = losses.cross_entropy(logits, targets, label_smoothing=smoothing, weight=weight, reduction=reduction,
                                  gradient=True)[1]
    for i in range(0, len(slopes), len(weight)):
        assert abs(math.fsum(slopes[i:i + len(weight)])) < 1e-12 * sum(weight)


@few
@hypothesis.given(batches(), st.floats(0, 1))
def test_smoothing_is_linear(batch, smoothing):
    """Between the loss of the targets and that of uniform ones."""
    logits, targets = batch
    sharp, flat, between = (losses.cross_entropy(logits, targets, label_smoothing=e) for e in (0.0, 1.0, smoothing))
    assert between == pytest.approx((1 - smoothing) * sharp + smoothing * flat, **CLOSE)
    uniform = [[1 / len(row)] * len(row) for row in logits]
    assert flat == pytest.approx(losses.cross_entropy(logits, uniform), **CLOSE)


@few
@hypothesis.given(batches(), st.randoms(use_true_random=False))
def test_rows_in_any_order(batch, random):
    logits, targets = batch
    order = random.sample(range(len(targets)), len(targets))
    loss, slopes = losses.cross_entropy(logits, targets, reduction="none", gradient=True)
    found, moved = losses.cross_entropy([logits[i] for i in order], [targets[i] for i in order], reduction="none",
                                        gradient=True)
    width = len(logits[0])
    assert list(found) == [loss[i] for i in order]
    assert list(moved) == [x for i in order for x in slopes[i * width:(i + 1) * width]]
    one = losses.cross_entropy(logits, targets)
    assert one == pytest.approx(math.fsum(loss) / len(loss), rel=1e-14)
    again = losses.cross_entropy([logits[i] for i in order], [targets[i] for i in order])
    assert again == pytest.approx(one, rel=1e-14)


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
    endless = {"row_weights": [1e308] * 3}  # each is finite
    for call in (lambda: losses.cross_entropy(LOGITS, TARGETS, **endless),
                 lambda: losses.cross_entropy(LOGITS, [[0.5, 0.25, 0.25]] * 3, **endless),
                 lambda: losses.brier(LOGITS, TARGETS, **endless), lambda: losses.divergence(LOGITS, LOGITS, **endless)):
        with pytest.raises(kullback.Error, match="weights of rows add up to inf"):
            call()
    with pytest.raises(ValueError, match="reduction is 'batch'"):
        losses.cross_entropy(LOGITS, TARGETS, reduction="batch")
    with pytest.raises(TypeError):
        losses.cross_entropy(LOGITS, [0.5, 1, 1])
