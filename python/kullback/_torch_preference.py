# SPDX-License-Identifier: Apache-2.0
"""Preference losses for PyTorch, with the options and defaults of TRL."""

from __future__ import annotations

import typing

from kullback import _kullback
from kullback._autograd import (Later, attach, check, check_constant, described, flat, loss_of, pack, packed,
                                rows_along, shaped, widened)

import torch

_Lengths = typing.Union[torch.Tensor, float, None]


# ── Log-probabilities of answers ─────────────────────────────────────────────────────────────────────────────────────

def sequence_log_probabilities(logits: torch.Tensor, labels: torch.Tensor, *, average: bool = False,
                               ignore_index: int = -100, softcap: float = 0.0,
                               temperature: float = 1.0) -> torch.Tensor:
    """kullback.losses.sequence_log_probabilities: Σ ln softmax(logits)[label] of each of B answers, logits (B, T, V),
    labels (B, T), of which the one of a position is the token that it predicts (moved up by one; ignore_index for
    prompt, padding and the last position). average: the mean over what counts. Differentiable by the logits; backward
    reads them again and takes memory for the gradient alone. float32, of float64 logits float64.
    """
    check(logits, "logits")
    check_constant(labels, "labels")
    if logits.dim() != 3 or labels.shape != logits.shape[:2]:
        raise ValueError(f"logits have the shape {tuple(logits.shape)} and labels {tuple(labels.shape)}: (B, T, V) and "
                         "(B, T) are needed")
    count = logits.shape[0]
    numbers = (ignore_index, average, softcap, temperature)
    threads = torch.get_num_threads()
    _, value, _ = _kullback.sequences((pack(rows_along(logits, 2).detach()), pack(flat(labels)), None), count, numbers,
                                      False, threads)
    found = loss_of(value, logits.dtype, (count,))
    if not (logits.requires_grad and torch.is_grad_enabled()):
        return found

    def gradients(kept: typing.Any, upstream: torch.Tensor) -> typing.Any:
        logits, labels = kept
        rows = rows_along(logits, 2).detach()
        slopes = torch.empty(rows.shape, dtype=rows.dtype)
        _kullback.sequences((pack(rows), pack(flat(labels)), pack(upstream.contiguous())), count, numbers, pack(slopes),
                            threads)
        return (shaped(slopes, logits.shape, 2),)

    return typing.cast(torch.Tensor, Later.apply((found, gradients, (labels,)), logits))


# ── What the losses share ────────────────────────────────────────────────────────────────────────────────────────────

def _check_side(tensor: torch.Tensor, name: str) -> None:
    check(tensor, name)
    if tensor.dim() != 1 or not tensor.is_floating_point():
        raise ValueError(f"{name} has the shape {tuple(tensor.shape)} of {tensor.dtype}: one floating number for each "
                         "answer is needed")


def _lengths(given: _Lengths, name: str) -> typing.Any:
    return [given] if isinstance(given, (int, float)) else packed(given, name)


def _attach(value: typing.Any, reduction: str, gradients: list[typing.Any], sides: list[torch.Tensor]) -> torch.Tensor:
    return attach(value, sides[0].shape if reduction == "none" else (), gradients, sides)


class _Pairs(torch.nn.Module):
    """A loss of pairs: options are attributes, a call takes log-probabilities."""

    def __init__(self, reduction: str) -> None:
        super().__init__()
        self.reduction = reduction

    def _run(self, loss_type: str, chosen: torch.Tensor, rejected: torch.Tensor, others: tuple[typing.Any, ...],
             numbers: tuple[float, ...], f_divergence: str = "reverse_kl") -> torch.Tensor:
        _check_side(chosen, "chosen_logps")
        _check_side(rejected, "rejected_logps")
        arrays = (pack(widened(chosen)), pack(widened(rejected)), *others)
        made = _kullback.preference(loss_type, arrays, numbers, f_divergence, self.reduction)
        value, losses, *_, up, down = made
        return _attach(losses if self.reduction == "none" else value, self.reduction, [up, down], [chosen, rejected])

    def extra_repr(self) -> str:
        return described(self)


# ── The losses ───────────────────────────────────────────────────────────────────────────────────────────────────────

class DPOLoss(_Pairs):
    """kullback.losses.dpo with the options of TRL's DPOConfig. Called with chosen_logps, rejected_logps,
    ref_chosen_logps and ref_rejected_logps, a number a pair, and the lengths of the answers where a loss_type needs
    them (1: they are averages already); the mean loss, differentiable by the first two.

    A loss_type that has no label_smoothing refuses one, and exo_pair refuses 0, which TRL makes into 0.001; the
    rewards' running mean of bco_pair is the caller's, as reference_point.
    """

    def __init__(self, beta: float = 0.1, loss_type: str = "sigmoid", label_smoothing: float = 0.0,
                 reference_free: bool = False, f_divergence_type: str = "reverse_kl",
                 f_alpha_divergence_coef: float = 1.0, *, reduction: str = "mean") -> None:
        super().__init__(reduction)
        if loss_type in ("cpo", "simpo", "orpo"):
            raise ValueError(f"loss_type is '{loss_type}': that is CPOLoss or ORPOLoss")
        self.beta, self.loss_type, self.label_smoothing = beta, loss_type, label_smoothing
        self.reference_free, self.f_divergence_type = reference_free, f_divergence_type
        self.f_alpha_divergence_coef = f_alpha_divergence_coef

    def forward(self, chosen_logps: torch.Tensor, rejected_logps: torch.Tensor,
                ref_chosen_logps: torch.Tensor | None = None, ref_rejected_logps: torch.Tensor | None = None, *,
                chosen_lengths: _Lengths = None, rejected_lengths: _Lengths = None,
                reference_point: float = 0.0) -> torch.Tensor:
        if self.reference_free:
            ref_chosen_logps = ref_rejected_logps = None
        elif ref_chosen_logps is None or ref_rejected_logps is None:
            raise ValueError("the reference's log-probabilities are missing: give them, or reference_free=True")
        others = (packed(ref_chosen_logps, "ref_chosen_logps"), packed(ref_rejected_logps, "ref_rejected_logps"),
                  _lengths(chosen_lengths, "chosen_lengths"), _lengths(rejected_lengths, "rejected_lengths"))
        numbers = (self.beta, self.label_smoothing, self.f_alpha_divergence_coef, reference_point, 0.0, 0.0)
        return self._run(self.loss_type, chosen_logps, rejected_logps, others, numbers, self.f_divergence_type)


class CPOLoss(_Pairs):
    """kullback.losses.cpo, or with loss_type="simpo" simpo, with the options of TRL's CPOConfig. The likelihood of the
    chosen answer, times cpo_alpha, is that of its log-probability as the loss takes it: of "simpo" over its length."""

    def __init__(self, beta: float = 0.1, loss_type: str = "sigmoid", label_smoothing: float = 0.0,
                 simpo_gamma: float = 0.5, cpo_alpha: float = 1.0, *, reduction: str = "mean") -> None:
        super().__init__(reduction)
        if loss_type not in ("sigmoid", "simpo"):
            raise ValueError(f"loss_type is '{loss_type}': 'sigmoid' and 'simpo' are there")
        self.beta, self.loss_type, self.label_smoothing = beta, loss_type, label_smoothing
        self.simpo_gamma, self.cpo_alpha = simpo_gamma, cpo_alpha

    def forward(self, chosen_logps: torch.Tensor, rejected_logps: torch.Tensor, *, chosen_lengths: _Lengths = None,
                rejected_lengths: _Lengths = None) -> torch.Tensor:
        margin = self.simpo_gamma if self.loss_type == "simpo" else 0.0
        others = (None, None, _lengths(chosen_lengths, "chosen_lengths"),
                  _lengths(rejected_lengths, "rejected_lengths"))
        numbers = (self.beta, self.label_smoothing, 1.0, 0.0, margin, self.cpo_alpha)
        return self._run("simpo" if self.loss_type == "simpo" else "cpo", chosen_logps, rejected_logps, others, numbers)


class ORPOLoss(_Pairs):
    """kullback.losses.orpo with the options of TRL's ORPOConfig, and the weight of the likelihood."""

    def __init__(self, beta: float = 0.1, *, nll_weight: float = 1.0, reduction: str = "mean") -> None:
        super().__init__(reduction)
        self.beta, self.nll_weight = beta, nll_weight

    def forward(self, chosen_logps: torch.Tensor, rejected_logps: torch.Tensor, *, chosen_lengths: _Lengths,
                rejected_lengths: _Lengths) -> torch.Tensor:
        others = (None, None, _lengths(chosen_lengths, "chosen_lengths"),
                  _lengths(rejected_lengths, "rejected_lengths"))
        return self._run("orpo", chosen_logps, rejected_logps, others, (self.beta, 0.0, 1.0, 0.0, 0.0, self.nll_weight))


class KTOLoss(torch.nn.Module):
    """kullback.losses.kto with the options of TRL's KTOConfig. Called with the log-probabilities of answers, those of
    the reference, which of them were liked (not 0), and those of both for mismatched answers, or with z itself."""

    def __init__(self, beta: float = 0.1, desirable_weight: float = 1.0, undesirable_weight: float = 1.0, *,
                 reduction: str = "mean") -> None:
        super().__init__()
        self.beta, self.desirable_weight, self.undesirable_weight = beta, desirable_weight, undesirable_weight
        self.reduction = reduction

    def forward(self, policy_logps: torch.Tensor, reference_logps: torch.Tensor, desirable: torch.Tensor, *,
                policy_KL_logps: torch.Tensor | None = None, reference_KL_logps: torch.Tensor | None = None,
                reference_point: float = 0.0) -> torch.Tensor:
        _check_side(policy_logps, "policy_logps")
        if desirable.dtype is torch.bool:
            desirable = desirable.to(torch.uint8)
        if policy_KL_logps is not None:
            check(policy_KL_logps, "policy_KL_logps")
            policy_KL_logps = policy_KL_logps.detach()
        arrays = (pack(widened(policy_logps)), packed(reference_logps, "reference_logps"),
                  packed(desirable, "desirable"), packed(policy_KL_logps, "policy_KL_logps"),
                  packed(reference_KL_logps, "reference_KL_logps"))
        numbers = (self.beta, self.desirable_weight, self.undesirable_weight, reference_point)
        value, losses, _, slopes, _ = _kullback.kto(arrays, numbers, self.reduction)
        return _attach(losses if self.reduction == "none" else value, self.reduction, [slopes], [policy_logps])

    def extra_repr(self) -> str:
        return described(self)
