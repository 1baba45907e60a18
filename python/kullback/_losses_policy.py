# SPDX-License-Identifier: Apache-2.0
"""Policy gradients with a leash."""

from __future__ import annotations

import array
import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from kullback._kullback import _Matrix, _Numbers


class Policy(typing.NamedTuple):
    """A policy's loss with its parts: surrogate + β·penalty, the share of tokens whose gradient the clip took away, an
    estimate of KL(π_old‖π), then numbers of the tokens, row after row (0 where the mask is), and the gradient by the
    policy's log-probabilities in their type."""

    loss: float
    surrogate: float
    penalty: float
    clipped: float
    old_divergence: float
    losses: array.array[float]
    ratios: array.array[float]
    penalties: array.array[float]
    gradient: array.array[float]


class PolicyDivergence(typing.NamedTuple):
    """The estimator of each token and its slope by ln π, row after row, and the divergence of whole answers."""

    values: array.array[float]
    slopes: array.array[float]
    divergence: _kullback.Estimate


class PolicyOptimum(typing.NamedTuple):
    """The policy that is best on a leash, its mean reward, and KL(π‖π₀) in nats."""

    policy: array.array[float]
    reward: float
    divergence: float


def policy_loss(policy: _Matrix, advantages: _Matrix, *, old: _Matrix | None = None, reference: _Matrix | None = None,
                mask: _Matrix | None = None, clip_low: float = 0.2, clip_high: float = 0.2, beta: float = 0.0,
                penalty: str = "k3", reduction: str = "sequences", max_length: float = 0.0,
                details: bool = False) -> typing.Any:
    """The clipped surrogate of PPO and GRPO with a penalty: −min(ρA, clip(ρ)A) + β k, ρ = π/π_old, a float.

    policy, old,  log-probabilities of the drawn tokens, a row for each sequence; without old: π itself, held
    reference     constant, so that ρ = 1; the reference is needed for β > 0
    advantages    a row of one number for each sequence (advantages()), or one for each token
    mask          not 0: the token counts
    penalty       "k1", "k2" or "k3", as a loss: what gradient that is in expectation says policy_divergence()
    reduction     "sequences": mean over sequences of the mean over their tokens (GRPO); "tokens": over the number of
                  tokens (DAPO); "constant": over sequences times max_length (Dr. GRPO; 0: the longest)
    details       True: a Policy

    Source: Schulman et al. 2017; Shao et al. 2024; Yu et al. 2025 (DAPO); Liu et al. 2025 (Dr. GRPO). Raises Error,
    with the sequence in `index`, for a log-probability that is not finite and a sequence in which nothing counts; for a
    beta above 0 without a reference, shapes that differ and options out of range; ValueError for an unknown penalty or
    reduction.
    """
    loss, parts, *rest = _kullback.policy((policy, old, reference, mask, advantages),
                                          (clip_low, clip_high, beta, max_length), penalty, reduction, details)
    return Policy._make([loss, *parts, *rest]) if details else loss


def policy_divergence(policy: _Matrix, reference: _Matrix, *, mask: _Matrix | None = None, penalty: str = "k3",
                      confidence: float = 0.95, details: bool = False) -> typing.Any:
    """KL(π‖π₀) of whole answers that π drew, from d = ln π − ln π₀ of their tokens: an Estimate, with the interval from
    the sequences; details: a PolicyDivergence, with the estimator of each token and its slope by ln π.

    penalty  "k1"  d             as a loss no gradient in expectation; as a reward that of KL(π‖π₀)
             "k2"  d²/2          as a loss that of KL(π‖π₀); no estimate of it
             "k3"  e^−d − 1 + d  as a loss that of KL(π₀‖π); as a reward the difference of both

    Raises Error, with the sequence in `index`, for a log-probability that is not finite, for shapes that differ and
    where nothing counts; ValueError for an unknown penalty.

    Source: Schulman, "Approximating KL Divergence", 2020; Tang, Munos 2025 (the gradients).
    """
    (_, values, slopes), divergence = _kullback.policy_divergence(penalty, (policy, reference, mask), confidence)
    return PolicyDivergence(values, slopes, divergence) if details else divergence


def policy_coefficient(coefficient: float, divergence: float, *, target: float, steps: float,
                       horizon: float = 10000.0) -> float:
    """The adaptive controller of a penalty's coefficient: c·(1 + min(0.2, max(−0.2, KL/target − 1))·steps/horizon).
    Raises Error for a number that is not finite and above 0 (the divergence: finite) and for steps of 5 horizons or
    more. Source: Ziegler et al. 2019, section 2.2."""
    adapted: float = _kullback.policy_coefficient(coefficient, divergence, target, steps, horizon)
    return adapted


def advantages(rewards: _Numbers, group: int, *, scale: str = "group", epsilon: float = 1e-4) -> array.array[float]:
    """What each reward has over the mean of its group, `group` answers to a prompt one after the other; scale: over
    (s + ε) with the deviation s in the "group" (GRPO) or the "batch", or "none" (Dr. GRPO). Raises Error for a group
    below 2, rewards that are no multiple of it, and with the index for one that is not finite or beyond ±1e150;
    ValueError for an unknown scale. Source: Shao et al. 2024; Liu et al. 2025 (Dr. GRPO).
    """
    _, out = _kullback.advantages((rewards,), group, scale, epsilon)
    made: array.array[float] = out
    return made


def policy_optimum(reference: _Numbers, rewards: _Numbers, beta: float) -> PolicyOptimum:
    """The best policy on a leash of β, max E r − β KL(π‖π₀): π ∝ π₀ e^(r/β) of the weights π₀ of each answer and its
    reward. β = inf: π₀; 0: π₀ among those of its answers that are worth the most. Raises Error, with the index, for
    weights that are negative or not finite and a reward that is not finite; for other numbers of both and a β below 0.
    Source: Peters, Mülling, Altün 2010; Rafailov et al. 2023, appendix A.1."""
    _, policy, parts = _kullback.policy_optimum((reference, rewards), beta)
    return PolicyOptimum(policy, parts[0], parts[1])
