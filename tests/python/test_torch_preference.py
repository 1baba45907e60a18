# SPDX-License-Identifier: Apache-2.0
"""The preference losses of kullback.torch beside TRL's formulas written in PyTorch: values, gradients,
from logits on."""

import math

import pytest

import conftest  # noqa: F401  (the package's path)
from kullback import Error

torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")

import kullback.torch as ours  # noqa: E402  (after it is known to be there)

F = torch.nn.functional
PAIRS = 6
LENGTHS = torch.tensor([3, 8, 2, 5, 1, 4]), torch.tensor([5, 5, 4, 2, 2, 9])


def draw(seed, *shape):
    return -5 * torch.rand(shape or (PAIRS,), generator=torch.Generator().manual_seed(seed), dtype=torch.float64) - 0.1


REFERENCES = draw(3), draw(4)


def smooth(x, eps):
    return -F.logsigmoid(x) * (1 - eps) - F.logsigmoid(-x) * eps


def dpo(kind, chosen, rejected, beta, eps):
    a, b = chosen - REFERENCES[0], rejected - REFERENCES[1]
    x = beta * (a - b)
    return {
        "sigmoid": lambda: smooth(x, eps),
        "hinge": lambda: torch.relu(1 - x),
        "ipo": lambda: (a / LENGTHS[0] - b / LENGTHS[1] - 1 / (2 * beta)) ** 2,
        "exo_pair": lambda: x.sigmoid() * (F.logsigmoid(x) - math.log(1 - eps)) + (-x).sigmoid() * (
            F.logsigmoid(-x) - math.log(eps)),
        "nca_pair": lambda: -F.logsigmoid(beta * a) - 0.5 * F.logsigmoid(-beta * a) - 0.5 * F.logsigmoid(-beta * b),
        "robust": lambda: (-F.logsigmoid(x) * (1 - eps) + F.logsigmoid(-x) * eps) / (1 - 2 * eps),
        "bco_pair": lambda: -F.logsigmoid(beta * a) - F.logsigmoid(-beta * b),
        "sppo_hard": lambda: (a - 0.5 / beta) ** 2 + (b + 0.5 / beta) ** 2,
        "apo_zero": lambda: 1 - (beta * a).sigmoid() + (beta * b).sigmoid(),
        "apo_down": lambda: (beta * a).sigmoid() + 1 - x.sigmoid(),
    }[kind]()


def compare(module, formula, tolerance=1e-12, dtype=torch.float64):
    """Value and gradients of either, with a factor from above; formula gives a loss for each pair."""
    sides = [[draw(1).to(dtype).requires_grad_(), draw(2).to(dtype).requires_grad_()] for _ in range(2)]
    mine, other = module(*sides[0]), formula(*(side.double() for side in sides[1]))
    factor = torch.linspace(-1, 2, PAIRS, dtype=torch.float64) if mine.dim() else torch.tensor(3.0)
    other = other if mine.dim() else other.mean()
    assert mine.dtype == (torch.float64 if dtype is torch.float64 else torch.float32)
    torch.testing.assert_close(mine.double(), other, rtol=tolerance, atol=tolerance)
    (mine * factor).sum().backward()
    (other * factor).sum().backward()
    for a, b in zip(*sides):
        assert a.grad.dtype == dtype
        torch.testing.assert_close(a.grad.double(), b.grad.double(), rtol=tolerance, atol=tolerance)


@pytest.mark.parametrize("reduction", ["mean", "none"])
@pytest.mark.parametrize("kind, eps", [("sigmoid", 0.0), ("sigmoid", 0.2), ("hinge", 0.0), ("ipo", 0.0),
                                       ("exo_pair", 0.1), ("nca_pair", 0.0), ("robust", 0.2), ("bco_pair", 0.0),
                                       ("sppo_hard", 0.0), ("apo_zero", 0.0), ("apo_down", 0.0)])
def test_dpo(kind, eps, reduction):
    loss = ours.DPOLoss(beta=0.3, loss_type=kind, label_smoothing=eps, reduction=reduction)
    lengths = {"chosen_lengths": LENGTHS[0], "rejected_lengths": LENGTHS[1]} if kind == "ipo" else {}
    compare(lambda c, r: loss(c, r, *REFERENCES, **lengths), lambda c, r: dpo(kind, c, r, 0.3, eps))


def test_defaults_types_and_names():
    loss = ours.DPOLoss()
    assert (loss.beta, loss.loss_type, loss.label_smoothing) == (0.1, "sigmoid", 0.0) and "beta=0.1" in repr(loss)
    compare(lambda c, r: loss(c, r, *REFERENCES), lambda c, r: dpo("sigmoid", c, r, 0.1, 0.0), 1e-6, torch.float32)
    compare(lambda c, r: ours.DPOLoss(reference_free=True)(c, r), lambda c, r: smooth(0.1 * (c - r), 0))
    forward = ours.DPOLoss(f_divergence_type="forward_kl")
    compare(lambda c, r: forward(c, r, *REFERENCES), lambda c, r: smooth(
        0.1 * (torch.exp(REFERENCES[1] - r) - torch.exp(REFERENCES[0] - c)), 0))


def test_without_a_reference():
    def averages(c, r):
        return c / LENGTHS[0], r / LENGTHS[1]

    def simpo(c, r):
        a, b = averages(c, r)
        return smooth(0.1 * (a - b) - 0.5, 0) - 0.7 * a

    def orpo(c, r):
        a, b = averages(c, r)
        odds = (a - torch.log1p(-torch.exp(a))) - (b - torch.log1p(-torch.exp(b)))
        return -a - 0.1 * F.logsigmoid(odds)

    lengths = {"chosen_lengths": LENGTHS[0], "rejected_lengths": LENGTHS[1]}
    compare(ours.CPOLoss(label_smoothing=0.1), lambda c, r: smooth(0.1 * (c - r), 0.1) - c)
    compare(lambda c, r: ours.CPOLoss(loss_type="simpo", cpo_alpha=0.7)(c, r, **lengths), simpo)
    compare(lambda c, r: ours.ORPOLoss()(c, r, **lengths), orpo)


@pytest.mark.parametrize("reduction", ["mean", "none"])
def test_kto(reduction):
    liked = torch.tensor([True, False, True, True, False, False])
    z = (draw(5) - draw(6)).mean().clamp(min=0)
    loss = ours.KTOLoss(desirable_weight=1.5, reduction=reduction)

    def formula(c, r):
        ratio = c - REFERENCES[0]
        return torch.where(liked, 1.5 * (1 - (0.1 * (ratio - z)).sigmoid()), 1 - (0.1 * (z - ratio)).sigmoid()) + 0 * r

    compare(lambda c, r: loss(c, REFERENCES[0], liked, policy_KL_logps=draw(5), reference_KL_logps=draw(6)) + 0 * r.sum(),
            formula)


@pytest.mark.parametrize("dtype, tolerance", [(torch.float64, 1e-12), (torch.float32, 1e-5), (torch.bfloat16, 1e-2)])
@pytest.mark.parametrize("average", [False, True])
def test_from_logits(average, dtype, tolerance):
    logits = (draw(7, 4, 5, 11) * 2).to(dtype)
    labels = torch.randint(11, (4, 5), generator=torch.Generator().manual_seed(8))
    labels[0, 3:] = labels[2, 0] = -100

    def theirs(x):
        kept = labels != -100
        each = x.double().log_softmax(-1).gather(-1, labels.clamp(min=0).unsqueeze(-1)).squeeze(-1) * kept
        return each.sum(-1) / (kept.sum(-1) if average else 1)

    grads = []
    for function in (lambda x: ours.sequence_log_probabilities(x, labels, average=average), theirs):
        x = logits.clone().requires_grad_()
        p = function(x)
        if grads:
            torch.testing.assert_close(values.double(), p.detach(), rtol=tolerance, atol=tolerance)
        values = p.detach()
        ours.DPOLoss(beta=0.5, reference_free=True)(p[:2], p[2:]).backward()
        grads.append(x.grad.double())
    torch.testing.assert_close(*grads, rtol=tolerance, atol=tolerance * 0.1)
    assert grads[0][0, 3:].abs().max() == 0
    with torch.no_grad():
        assert not ours.sequence_log_probabilities(logits, labels).requires_grad


@pytest.mark.parametrize("call, error, message", [
    (lambda x: ours.DPOLoss()(x, x), ValueError, "reference_free=True"),
    (lambda x: ours.DPOLoss(loss_type="simpo"), ValueError, "CPOLoss"),
    (lambda x: ours.CPOLoss(loss_type="ipo"), ValueError, "'sigmoid' and 'simpo'"),
    (lambda x: ours.DPOLoss(reference_free=True)(x.view(2, 3), x.view(2, 3)), ValueError, "one floating number"),
    (lambda x: ours.DPOLoss(reference_free=True, beta=0)(x, x), Error, "beta is 0"),
    (lambda x: ours.DPOLoss(reference_free=True)(x * math.inf, x), Error, "must be finite"),
    (lambda x: ours.DPOLoss()(x, x, x.clone().requires_grad_(), x), RuntimeError, "ref_chosen_logps requires"),
    (lambda x: ours.sequence_log_probabilities(x.view(2, 3), torch.zeros(2).long()), ValueError, r"\(B, T, V\)"),
])
def test_what_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call(draw(1))
