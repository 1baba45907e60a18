# SPDX-License-Identifier: Apache-2.0
"""The policy losses of kullback.torch beside TRL's formulas written in PyTorch,
and the gradients that penalties have."""

import math

import pytest

import conftest  # noqa: F401  (the package's path)
from kullback import Error

torch = pytest.importorskip("torch", reason="PyTorch is not installed (Debian: python3-torch)")

import kullback.torch as ours  # noqa: E402  (after it is known to be there)
from beside_torch import draw, same  # noqa: E402

B, T = 4, 6
POLICY, OLD, REFERENCE = (-2 + 0.3 * draw(seed, B, T) for seed in (1, 2, 3))
MASK = torch.arange(T) < torch.tensor([[6], [3], [1], [5]])
ADVANTAGES = draw(4, B)


def kind_of(kl, d):
    return {"k1": d, "k2": d * d / 2, "k3": torch.exp(-d) - 1 + d}[kl]


@pytest.mark.parametrize("kl", ["k1", "k2", "k3"])
@pytest.mark.parametrize("dtype, tolerance", [(torch.float64, 1e-12), (torch.float32, 1e-5)])
def test_estimators(kl, dtype, tolerance):
    same(lambda p: ours.policy_divergence(p, REFERENCE, kl_estimator=kl, mask=MASK),
         lambda p: torch.where(MASK, kind_of(kl, p - REFERENCE), torch.zeros(())), POLICY, dtype=dtype,
         tolerance=tolerance)


def grpo(p, old, advantages, loss_type, beta, low, high, length, kl):
    ratio = torch.exp(p - old)
    a = advantages.unsqueeze(1) if advantages.dim() == 1 else advantages
    each = -torch.min(ratio * a, ratio.clamp(1 - low, 1 + high) * a)
    each = (each + beta * kind_of(kl, p - REFERENCE)) * MASK
    if loss_type == "grpo":
        return (each.sum(-1) / MASK.sum(-1)).mean()
    return each.sum() / (MASK.sum() if loss_type in ("bnpo", "dapo") else B * length)


@pytest.mark.parametrize("loss_type", ["grpo", "bnpo", "dapo", "dr_grpo"])
@pytest.mark.parametrize("kl", ["k1", "k2", "k3"])
@pytest.mark.parametrize("advantages", [ADVANTAGES, draw(5, B, T)], ids=["answers", "tokens"])
def test_grpo(loss_type, kl, advantages):
    loss = ours.GRPOLoss(0.3, 0.1, 0.28, loss_type, max_completion_length=9, kl_estimator=kl)
    same(lambda p: loss(p, advantages, MASK, OLD, REFERENCE),
         lambda p: grpo(p, OLD, advantages, loss_type, 0.3, 0.1, 0.28, 9, kl), POLICY)


def test_defaults_and_ppo():
    loss = ours.GRPOLoss()
    assert (loss.beta, loss.epsilon, loss.epsilon_high, loss.loss_type) == (0, 0.2, None, "dapo")
    assert "epsilon=0.2" in repr(loss)
    same(lambda p: loss(p, ADVANTAGES, MASK), lambda p: grpo(p, p.detach(), ADVANTAGES, "dapo", 0, 0.2, 0.2, 0, "k3"),
         POLICY)
    assert ours.PPOLoss().cliprange == 0.2
    same(lambda p: ours.PPOLoss(0.1)(p, OLD, ADVANTAGES, MASK),
         lambda p: grpo(p, OLD, ADVANTAGES, "bnpo", 0, 0.1, 0.1, 0, "k3"), POLICY)


def test_advantages():
    rewards = draw(6, 6)
    groups = rewards.view(2, 3)
    centred = groups - groups.mean(1, keepdim=True)
    for scale, by in (("group", groups.std(1, keepdim=True)), ("batch", rewards.std())):
        torch.testing.assert_close(ours.advantages(rewards, 3, scale_rewards=scale), (centred / (by + 1e-4)).view(-1))
    torch.testing.assert_close(ours.advantages(rewards, 3, scale_rewards="none"), centred.view(-1))
    assert ours.advantages(torch.tensor([0, 1, 1, 0]), 2).dtype == torch.float32


def test_gradients_that_penalties_have():
    """Enumerated over a vocabulary: Σ π ∇k of each, which is no leash, KL(π‖π₀)'s and KL(π₀‖π)'s gradient; and the
    exact divergence, both ways."""
    logits, reference = draw(7, 5), draw(8, 5)

    def expected(kl):
        x = logits.clone().requires_grad_()
        logps = x.log_softmax(0)
        each = ours.policy_divergence(logps.unsqueeze(1), reference.log_softmax(0).unsqueeze(1), kl_estimator=kl)
        (each.squeeze(1) * logps.detach().exp()).sum().backward()
        return x.grad

    def exact(kind):
        x = logits.clone().requires_grad_()
        ours.divergence(reference, x, kind=kind, reduction="sum").backward()
        return x.grad

    torch.testing.assert_close(expected("k1"), torch.zeros(5).double())
    torch.testing.assert_close(expected("k2"), exact("reverse"))
    torch.testing.assert_close(expected("k3"), exact("forward"))


def test_exact_divergence():
    p, q, weights = draw(9, 2, 3, 7), draw(10, 2, 3, 7), torch.tensor([[1.0, 0, 2], [1, 1, 0]]).double()

    def theirs(p, q, kind, reduction):
        a, b = p.log_softmax(-1), q.log_softmax(-1)
        if kind == "reverse":
            a, b = b, a
        if kind == "jensen_shannon":
            m = torch.log(0.5 * a.exp() + 0.5 * b.exp())
            each = 0.5 * (a.exp() * (a - m) + b.exp() * (b - m)).sum(-1)
        else:
            each = (a.exp() * (a - b)).sum(-1)
        each = each * weights
        return each if reduction == "none" else each.sum() / (weights.sum() if reduction == "mean" else 1)

    for kind in ("forward", "reverse", "jensen_shannon"):
        for reduction in ("mean", "sum", "none"):
            same(lambda p, q: ours.divergence(p, q, kind=kind, reduction=reduction, row_weights=weights),
                 lambda p, q: theirs(p, q, kind, reduction), p, q)
    loss = ours.DistillationLoss(2.0)
    assert "temperature=2.0" in repr(loss)
    same(lambda s: loss(s, p, row_weights=weights), lambda s: 4 * theirs(p / 2, s / 2, "forward", "mean"), q)


@pytest.mark.parametrize("call, error, message", [
    (lambda x: ours.GRPOLoss(loss_type="what"), ValueError, "'dr_grpo'"),
    (lambda x: ours.GRPOLoss(beta=0.1)(x, x[:, 0]), Error, "reference"),
    (lambda x: ours.GRPOLoss()(x, x[:, 0], torch.zeros(4, 3)), Error, "count"),
    (lambda x: ours.PPOLoss(1.5)(x, x, x[:, 0]), Error, "clip"),
    (lambda x: ours.GRPOLoss()(x[0], x[0]), ValueError, r"\(B, T\)"),
    (lambda x: ours.GRPOLoss()(None, x), TypeError, "logps"),
    (lambda x: ours.GRPOLoss()(x, None), TypeError, "advantages"),
    (lambda x: ours.distillation(x, x[:2]), ValueError, r"teacher has the shape \(2, 3\), student \(4, 3\)"),
    (lambda x: ours.PPOLoss()(x, x * math.inf, x[:, 0]), Error, "finite"),
    (lambda x: ours.PPOLoss()(x, x.clone().requires_grad_(), x[:, 0]), RuntimeError, "old_logps requires"),
    (lambda x: ours.policy_divergence(x, x, kl_estimator="k4"), ValueError, "penalty"),
    (lambda x: ours.advantages(x, 2), ValueError, "one for each answer"),
    (lambda x: ours.divergence(x, x[:2]), ValueError, "both must have one"),
])
def test_what_is_refused(call, error, message):
    with pytest.raises(error, match=message):
        call(draw(1, 4, 3))
