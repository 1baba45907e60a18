# SPDX-License-Identifier: Apache-2.0
"""Losses of preference tuning, from the log-probabilities of whole answers."""

from __future__ import annotations

import array
import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from kullback._kullback import _Numbers, _Output

_Lengths = typing.Union["_Numbers", float, None]


class Preference(typing.NamedTuple):
    """A loss of pairs of answers with what comes of it; arrays have a number a pair, the gradients are those of `loss`
    by the policy's log-probabilities (of reduction "none" those of the sum, and `loss` is None)."""

    loss: float | None
    losses: array.array[float]
    chosen_rewards: array.array[float]
    rejected_rewards: array.array[float]
    margins: array.array[float]
    chosen_gradient: array.array[float]
    rejected_gradient: array.array[float]


class Kto(typing.NamedTuple):
    """A loss of single answers with what comes of it; arrays have a number an answer, the gradient is that of `loss` by
    the policy's log-probabilities (of reduction "none" that of the sum, and `loss` is None)."""

    loss: float | None
    losses: array.array[float]
    rewards: array.array[float]
    gradient: array.array[float]
    reference_point: float


def _lengths(given: _Lengths) -> typing.Any:
    return [given] if isinstance(given, (int, float)) else given


def _pairs(loss_type: str, arrays: tuple[typing.Any, ...], numbers: tuple[float, ...], f_divergence: str,
           reduction: str, details: bool) -> typing.Any:
    made = Preference(*_kullback.preference(loss_type, arrays, numbers, f_divergence, reduction))
    return made if details else made.losses if reduction == "none" else made.loss


def dpo(policy_chosen: _Numbers, policy_rejected: _Numbers, reference_chosen: _Numbers | None = None,
        reference_rejected: _Numbers | None = None, *, beta: float = 0.1, loss_type: str = "sigmoid",
        label_smoothing: float = 0.0, f_divergence: str = "reverse_kl", f_alpha: float = 1.0,
        reference_point: float = 0.0, chosen_lengths: _Lengths = None, rejected_lengths: _Lengths = None,
        reduction: str = "mean", details: bool = False) -> typing.Any:
    """Direct preference optimisation and what came of it: the loss of pairs of answers, a float.

    policy_…, reference_…  log-probabilities of the answers that were chosen and rejected, a number a pair; without
                           a reference: against the constant 1
    beta                   how dear it is to leave the reference, above 0
    loss_type              with a, b the log-ratios of both, Δ = a − b, σ(x) = 1/(1 + e^−x):
                           "sigmoid"    −(1 − ε) ln σ(βΔ) − ε ln σ(−βΔ)
                           "hinge"      max(0, 1 − βΔ)
                           "ipo"        (Δ − 1/2β)², needs lengths
                           "exo_pair"   KL(σ(βΔ) ‖ 1 − ε) of two outcomes, ε above 0
                           "nca_pair"   −ln σ(βa) − ½ ln σ(−βa) − ½ ln σ(−βb)
                           "robust"     [−(1 − ε) ln σ(βΔ) + ε ln σ(−βΔ)]/(1 − 2ε)
                           "bco_pair"   −ln σ(βa − δ) − ln σ(δ − βb), δ the reference_point
                           "sppo_hard"  (a − 1/2β)² + (b + 1/2β)²
                           "apo_zero"   1 − σ(βa) + σ(βb);  "apo_down"  σ(βa) + 1 − σ(βΔ)
    label_smoothing        ε, the share of pairs that are taken for labelled the wrong way round
    f_divergence           what holds the policy near the reference: "reverse_kl" (log-ratio r), "forward_kl"
                           (1 − e^−r), "js_divergence" (ln 2 + ln σ(r)), "alpha_divergence" ((1 − e^−αr)/α, α the
                           f_alpha in (0, 1]); of sigmoid, hinge, exo_pair, robust
    …_lengths              tokens of the answers, by which log-probabilities are divided; 1: they are averages
    details                True: a Preference, with rewards βa, βb, margins and gradients

    Names and defaults are TRL's; but an ε of 0 is refused by exo_pair, and by what has no ε all others are.
    Source: Rafailov et al. 2023; those of the types stand in <kullback/loss_preference.h>. Raises Error, with the
    pair in `index`, for log-probabilities that are not finite and lengths that are not above 0; for no pairs, other
    numbers of both and options that a type has not; ValueError for an unknown type.
    """
    numbers = (beta, label_smoothing, f_alpha, reference_point, 0.0, 0.0)
    arrays = (policy_chosen, policy_rejected, reference_chosen, reference_rejected, _lengths(chosen_lengths),
              _lengths(rejected_lengths))
    if loss_type in ("cpo", "simpo", "orpo"):
        raise ValueError(f"loss_type is '{loss_type}': that has no reference, and a function of its own")
    return _pairs(loss_type, arrays, numbers, f_divergence, reduction, details)


def cpo(policy_chosen: _Numbers, policy_rejected: _Numbers, *, beta: float = 0.1, label_smoothing: float = 0.0,
        nll_weight: float = 1.0, chosen_lengths: _Lengths = None, rejected_lengths: _Lengths = None,
        reduction: str = "mean", details: bool = False) -> typing.Any:
    """Contrastive preference optimisation: −(1 − ε) ln σ(βΔ) − ε ln σ(−βΔ) − λ ln π(chosen), Δ the difference of the
    policy's log-probabilities, λ the nll_weight; as dpo() without a reference, and raises what that
    raises. Source: Xu et al. 2024.
    """
    arrays = (policy_chosen, policy_rejected, None, None, _lengths(chosen_lengths), _lengths(rejected_lengths))
    numbers = (beta, label_smoothing, 1.0, 0.0, 0.0, nll_weight)
    return _pairs("cpo", arrays, numbers, "reverse_kl", reduction, details)


def simpo(policy_chosen: _Numbers, policy_rejected: _Numbers, chosen_lengths: _Lengths, rejected_lengths: _Lengths, *,
          beta: float = 2.0, gamma: float = 1.0, label_smoothing: float = 0.0, nll_weight: float = 0.0,
          reduction: str = "mean", details: bool = False) -> typing.Any:
    """SimPO: −(1 − ε) ln σ(βΔ − γ) − ε ln σ(γ − βΔ), Δ the difference of the policy's log-probabilities a token; and
    −λ times that of the chosen answer, λ the nll_weight. Lengths of 1: they are averages already. As dpo() without a
    reference, and raises what that raises. Defaults are those of the paper. Source: Meng et al. 2024.
    """
    arrays = (policy_chosen, policy_rejected, None, None, _lengths(chosen_lengths), _lengths(rejected_lengths))
    numbers = (beta, label_smoothing, 1.0, 0.0, gamma, nll_weight)
    return _pairs("simpo", arrays, numbers, "reverse_kl", reduction, details)


def orpo(policy_chosen: _Numbers, policy_rejected: _Numbers, chosen_lengths: _Lengths, rejected_lengths: _Lengths, *,
         beta: float = 0.1, nll_weight: float = 1.0, reduction: str = "mean", details: bool = False) -> typing.Any:
    """ORPO: −λa − β ln σ(ln odds(a) − ln odds(b)), a and b the policy's log-probabilities a token of the answers that
    were chosen and rejected, odds(a) = e^a/(1 − e^a), λ the nll_weight. Lengths of 1: they are averages already. As
    dpo() without a reference, and raises what that raises, and Error for a log-probability above 0 (or 0 of a rejected
    answer). Source: Hong et al. 2024.
    """
    arrays = (policy_chosen, policy_rejected, None, None, _lengths(chosen_lengths), _lengths(rejected_lengths))
    numbers = (beta, 0.0, 1.0, 0.0, 0.0, nll_weight)
    return _pairs("orpo", arrays, numbers, "reverse_kl", reduction, details)


def kto(policy: _Numbers, reference: _Numbers | None, desirable: _Numbers, *,
        policy_mismatched: _Numbers | None = None, reference_mismatched: _Numbers | None = None, beta: float = 0.1,
        desirable_weight: float = 1.0, undesirable_weight: float = 1.0, reference_point: float = 0.0,
        reduction: str = "mean", details: bool = False) -> typing.Any:
    """KTO: the loss of single answers that were liked or not, a float: λ_D σ(β(z − r)) or λ_U σ(β(r − z)).

    policy, reference  log-probabilities of the answers, whose difference is r
    desirable          not 0: it was liked
    …_mismatched       those of answers to other prompts: z = max(0, the mean of their r), held constant; without
                       them z is the reference_point
    details            True: a Kto, with rewards βr, the gradient and z

    Names and defaults are TRL's. Raises Error, with the answer in `index`, for log-probabilities that are not finite;
    for no answers, other numbers of them and options out of range. Source: Ethayarajh et al. 2024.
    """
    arrays = (policy, reference, desirable, policy_mismatched, reference_mismatched)
    numbers = (beta, desirable_weight, undesirable_weight, reference_point)
    loss, losses, rewards, gradient, point = _kullback.kto(arrays, numbers, reduction)
    out = Kto(loss, losses, rewards, gradient, point[0])
    return out if details else out.losses if reduction == "none" else out.loss


def _flat(numbers: typing.Any, dimensions: int) -> typing.Any:
    """Without the first of so many dimensions."""
    shape = getattr(numbers, "shape", None)
    if shape is None:
        nested = len(numbers) > 0 and hasattr(numbers[0], "__len__") and (
            dimensions == 2 or len(numbers[0]) > 0 and hasattr(numbers[0][0], "__len__"))
        return [row for sequence in numbers for row in sequence] if nested else numbers
    return numbers.reshape(-1, *shape[2:]) if len(shape) == dimensions else numbers


def sequence_log_probabilities(logits: typing.Any, targets: typing.Any, *, sequences: int | None = None,
                               average: bool = False, ignore_index: int = -100, softcap: float = 0.0,
                               temperature: float = 1.0, gradient: bool | _Output = False,
                               upstream: _Numbers | None = None, threads: int = 1) -> typing.Any:
    """Log-probabilities of whole answers, Σ ln softmax(z)[target], a number a sequence.

    logits        B × T × V numbers, or B·T rows of V: f32, f16, bf16 or f64; −∞ masks a class
    targets       B × T whole numbers, or B·T: the token that each position predicts, ignore_index for what does not
                  count (prompt, padding, the last position)
    sequences     B, where logits have two dimensions
    average       True: the mean over what counts in place of the sum
    gradient      True: (log-probabilities, gradient), the latter by the logits in their type; or what it is written to,
                  B·T rows of V, which may be the logits: as in cross_entropy()
    upstream      what a sequence's gradient is multiplied by, as dpo()'s chosen_gradient
    threads       how many may work on it, 0 for all

    Raises Error, with the sequence in `index`, where nothing of one counts, and what cross_entropy() raises. Source:
    Bridle 1990 (softmax).
    """
    if sequences is None:
        shape = getattr(logits, "shape", None)
        if shape is not None and len(shape) != 3:
            raise ValueError(f"logits have {len(shape)} dimensions: sequences must say how many there are")
        sequences = len(logits) if shape is None else int(shape[0])
    flat_targets = _flat(targets, 2)
    if isinstance(flat_targets, (list, tuple)):
        flat_targets = array.array("q", flat_targets)
    _, made, slopes = _kullback.sequences((_flat(logits, 3), flat_targets, upstream), sequences,
                                       (ignore_index, average, softcap, temperature), gradient, threads)
    return made if slopes is None else (made, slopes)
