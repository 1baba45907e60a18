# SPDX-License-Identifier: Apache-2.0
"""Losses of preference tuning: formulas written out, differences for gradients, and what is refused."""

import array
import math

import pytest

import conftest  # noqa: F401  (the package's path)
from kullback import Error, losses

CHOSEN, REJECTED = [-3.0, -7.5, -1.0], [-4.0, -5.0, -2.5]
REF_CHOSEN, REF_REJECTED = [-3.5, -6.0, -2.0], [-3.0, -5.5, -2.0]
LENGTHS = [3, 8, 2], [5, 5, 4]
FOUR = CHOSEN, REJECTED, REF_CHOSEN, REF_REJECTED


def sigma(x):
    return 1 / (1 + math.exp(-x))


def rows(of):
    return sum(of(c - rc, r - rr) for c, r, rc, rr in zip(*FOUR)) / 3


@pytest.mark.parametrize("loss_type, formula, more", [
    ("sigmoid", lambda a, b: -math.log(sigma(0.1 * (a - b))), {}),
    ("sigmoid", lambda a, b: -0.8 * math.log(sigma(0.1 * (a - b))) - 0.2 * math.log(sigma(0.1 * (b - a))),
     {"label_smoothing": 0.2}),
    ("hinge", lambda a, b: max(0, 1 - 0.1 * (a - b)), {}),
    ("ipo", lambda a, b: (a - b - 5) ** 2, {"chosen_lengths": 1, "rejected_lengths": 1}),
    ("bco_pair", lambda a, b: -math.log(sigma(0.1 * a - 0.3)) - math.log(sigma(0.3 - 0.1 * b)), {"reference_point": 0.3}),
    ("exo_pair", lambda a, b: sum(p * math.log(p / q) for p, q in ((sigma(0.1 * (a - b)), 0.8), (sigma(0.1 * (b - a)), 0.2))),
     {"label_smoothing": 0.2}),
    ("nca_pair", lambda a, b: -math.log(sigma(0.1 * a)) - 0.5 * math.log(sigma(-0.1 * a) * sigma(-0.1 * b)), {}),
    ("robust", lambda a, b: (-0.8 * math.log(sigma(0.1 * (a - b))) + 0.2 * math.log(sigma(0.1 * (b - a)))) / 0.6,
     {"label_smoothing": 0.2}),
    ("sppo_hard", lambda a, b: (a - 5) ** 2 + (b + 5) ** 2, {}),
    ("apo_zero", lambda a, b: 1 - sigma(0.1 * a) + sigma(0.1 * b), {}),
    ("apo_down", lambda a, b: sigma(0.1 * a) + 1 - sigma(0.1 * (a - b)), {}),
    ("sigmoid", lambda a, b: -math.log(sigma(0.1 * (math.exp(-b) - math.exp(-a)))), {"f_divergence": "forward_kl"}),
    ("sigmoid", lambda a, b: -math.log(sigma(0.1 * (math.log(sigma(a)) - math.log(sigma(b))))),
     {"f_divergence": "js_divergence"}),
    ("sigmoid", lambda a, b: -math.log(sigma(0.2 * (math.exp(-b / 2) - math.exp(-a / 2)))),
     {"f_divergence": "alpha_divergence", "f_alpha": 0.5}),
])
def test_dpo(loss_type, formula, more):
    assert losses.dpo(*FOUR, loss_type=loss_type, **more) == pytest.approx(rows(formula), rel=1e-13)


def test_details_and_reductions():
    made = losses.dpo(*FOUR, beta=0.5, details=True)
    assert isinstance(made, losses.Preference)
    assert list(made.chosen_rewards) == [0.5 * (c - r) for c, r in zip(CHOSEN, REF_CHOSEN)]
    assert list(made.margins) == pytest.approx([c - r for c, r in zip(made.chosen_rewards, made.rejected_rewards)])
    assert made.loss == pytest.approx(sum(made.losses) / 3, rel=1e-15)
    assert list(losses.dpo(*FOUR, beta=0.5, reduction="none")) == list(made.losses)
    assert losses.dpo(*FOUR, beta=0.5, reduction="sum") == pytest.approx(3 * made.loss, rel=1e-15)
    none = losses.dpo(*FOUR, beta=0.5, reduction="none", details=True)
    assert none.loss is None and list(none.chosen_gradient) == pytest.approx([3 * g for g in made.chosen_gradient])
    halves = [array.array("f", values) for values in FOUR]
    assert losses.dpo(*halves, beta=0.5) == made.loss  # these numbers are exact in f32


@pytest.mark.parametrize("function", [
    lambda c, r, **k: losses.dpo(c, r, REF_CHOSEN, REF_REJECTED, **k),
    lambda c, r, **k: losses.dpo(c, r, **k),
    lambda c, r, **k: losses.dpo(c, r, REF_CHOSEN, REF_REJECTED, loss_type="exo_pair", label_smoothing=0.1, **k),
    *(lambda c, r, kind=kind, **k: losses.dpo(c, r, REF_CHOSEN, REF_REJECTED, loss_type=kind, **k)
      for kind in ("hinge", "nca_pair", "bco_pair", "sppo_hard", "apo_zero", "apo_down")),
    lambda c, r, **k: losses.dpo(c, r, REF_CHOSEN, REF_REJECTED, loss_type="ipo", chosen_lengths=LENGTHS[0],
                                     rejected_lengths=LENGTHS[1], **k),
    lambda c, r, **k: losses.dpo(c, r, REF_CHOSEN, REF_REJECTED, loss_type="robust", label_smoothing=0.1, **k),
    lambda c, r, **k: losses.cpo(c, r, label_smoothing=0.1, **k),
    lambda c, r, **k: losses.simpo(c, r, *LENGTHS, **k),
    lambda c, r, **k: losses.orpo(c, r, *LENGTHS, **k),
])
def test_gradients(function):
    made = function(CHOSEN, REJECTED, details=True)
    step = 1e-5
    for i in range(3):
        for which, slopes in ((0, made.chosen_gradient), (1, made.rejected_gradient)):
            moved = []
            for sign in (1, -1):
                pair = [list(CHOSEN), list(REJECTED)]
                pair[which][i] += sign * step
                moved.append(function(*pair))
            assert slopes[i] == pytest.approx((moved[0] - moved[1]) / (2 * step), rel=1e-6, abs=1e-10)


def test_without_a_reference():
    d = [c - r for c, r in zip(CHOSEN, REJECTED)]
    nll = -sum(CHOSEN) / 3
    logistic = sum(-math.log(sigma(0.1 * x)) for x in d) / 3
    assert losses.cpo(CHOSEN, REJECTED) == pytest.approx(logistic + nll, rel=1e-14)
    assert losses.cpo(CHOSEN, REJECTED, nll_weight=0) == pytest.approx(losses.dpo(CHOSEN, REJECTED), rel=1e-15)
    averages = [[x / n for x, n in zip(side, length)] for side, length in zip((CHOSEN, REJECTED), LENGTHS)]
    assert losses.simpo(*averages, 1, 1) == pytest.approx(losses.simpo(CHOSEN, REJECTED, *LENGTHS), rel=1e-14)
    simpo = sum(-math.log(sigma(2 * (c - r) - 1)) for c, r in zip(*averages)) / 3
    assert losses.simpo(*averages, 1, 1) == pytest.approx(simpo, rel=1e-14)
    odds = [[math.exp(x) / (1 - math.exp(x)) for x in side] for side in averages]
    orpo = sum(-a - 0.1 * math.log(c / (c + r)) for a, c, r in zip(averages[0], *odds)) / 3
    assert losses.orpo(CHOSEN, REJECTED, *LENGTHS) == pytest.approx(orpo, rel=1e-14)


def test_kto():
    liked, z = [1, 0, 1], 0.75
    made = losses.kto(CHOSEN, REF_CHOSEN, liked, policy_mismatched=[-1, -2], reference_mismatched=[-2, -2.5],
                      undesirable_weight=2.0, details=True)
    truth = [sigma(0.1 * (z - c + r)) if like else 2 * sigma(0.1 * (c - r - z))
             for c, r, like in zip(CHOSEN, REF_CHOSEN, liked)]
    assert made.reference_point == z and made.loss == pytest.approx(sum(truth) / 3, rel=1e-14)
    assert list(made.losses) == pytest.approx(truth, rel=1e-14)
    assert losses.kto(CHOSEN, REF_CHOSEN, liked, reference_point=z, undesirable_weight=2.0) == made.loss
    step = 1e-5
    up, down = (losses.kto([CHOSEN[0] + s, *CHOSEN[1:]], REF_CHOSEN, liked, reference_point=z) for s in (step, -step))
    assert made.gradient[0] == pytest.approx((up - down) / (2 * step), rel=1e-8)


def log_softmax(row):
    return [x - math.log(sum(map(math.exp, row))) for x in row]


def test_sequences():
    logits = [[[1.0, 2.0, 0.0], [0.5, -1.0, 3.0]], [[0.0, 0.0, 1.0], [2.0, 2.0, 2.0]]]
    targets = [[1, 2], [0, -100]]
    truth = [log_softmax(logits[0][0])[1] + log_softmax(logits[0][1])[2], log_softmax(logits[1][0])[0]]
    assert list(losses.sequence_log_probabilities(logits, targets)) == pytest.approx(truth, rel=1e-14)
    mean = losses.sequence_log_probabilities(logits, targets, average=True)
    assert list(mean) == pytest.approx([truth[0] / 2, truth[1]], rel=1e-14)
    flat = [row for sequence in logits for row in sequence]
    made, slopes = losses.sequence_log_probabilities(flat, [1, 2, 0, -100], sequences=2, gradient=True, upstream=[2, -1])
    assert list(made) == pytest.approx(truth, rel=1e-14)
    p = [math.exp(x) for x in log_softmax(logits[0][0])]
    assert list(slopes[:3]) == pytest.approx([-2 * p[0], 2 - 2 * p[1], -2 * p[2]], rel=1e-13)
    assert list(slopes[9:]) == [0, 0, 0]
    numpy = pytest.importorskip("numpy")
    given = numpy.array(logits, dtype="float32"), numpy.array(targets)
    assert list(losses.sequence_log_probabilities(*given)) == pytest.approx(truth, rel=1e-6)
    rows, expected = given[0].reshape(4, 3), slopes
    _, over = losses.sequence_log_probabilities(rows, given[1], sequences=2, gradient=rows, upstream=[2, -1])
    assert over is rows and list(rows.reshape(-1)) == pytest.approx(list(expected), abs=1e-6)
    with pytest.raises(ValueError, match="sequences must say"):
        losses.sequence_log_probabilities(given[0].reshape(4, 3), given[1])


@pytest.mark.parametrize("call, message", [
    (lambda: losses.dpo([-math.inf], [-1]), "policy_chosen: the one of pair 0 is -inf"),
    (lambda: losses.dpo([-1], [-1], beta=0), "beta is 0"),
    (lambda: losses.dpo([-1], [-1], loss_type="ipo"), "needs the lengths"),
    (lambda: losses.dpo([-1], [-1], loss_type="exo_pair"), "label_smoothing of exo_pair is 0"),
    (lambda: losses.dpo([-1], [-1], loss_type="simpo"), "function of its own"),
    (lambda: losses.dpo([-1], [-1], loss_type="aot"), "must be one of"),
    (lambda: losses.dpo([-1], [-1], f_divergence="kl"), "must be one of"),
    (lambda: losses.dpo([], []), "no mean"),
    (lambda: losses.orpo([-1], [0], 1, 1), "odds need one below 0"),
    (lambda: losses.simpo([-1], [-1], [2], [0]), "a length is above 0"),
    (lambda: losses.kto([-1], [math.nan], [1]), "must be finite"),
    (lambda: losses.sequence_log_probabilities([[[1.0, 2.0]]], [[-100]]), "sequence 0 are ignored"),
])
def test_what_is_refused(call, message):
    with pytest.raises((Error, ValueError), match=message):
        call()
