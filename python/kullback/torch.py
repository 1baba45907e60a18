# SPDX-License-Identifier: Apache-2.0
"""Losses for PyTorch: those of kullback.losses as autograd functions and modules, with the names, arguments and
defaults of torch.nn and torch.nn.functional; those of preference and policy tuning with TRL's.

    from kullback.torch import CrossEntropyLoss     # instead of: from torch.nn import CrossEntropyLoss

Tensors are read where they lie, on the CPU; the gradient is written by the same pass that computes the loss, and
backward hands it on, multiplied by what comes from above if that is not 1. Threads: torch.get_num_threads().

Different from torch.nn: a loss of float16 and bfloat16 is float32. What torch answers with NaN or not at all raises
kullback.Error: nothing to average, targets that are no probabilities, a logit that is NaN. A gradient has no gradient
itself.

Each names the function of kullback.losses or kullback.transport that computes it, whose source is its source and whose
errors it raises; ValueError for shapes and types that do not fit and for what is not on the CPU.
"""

from __future__ import annotations

import typing

from kullback import _kullback
from kullback._autograd import (Later, Loss, check, check_constant, check_current, flat, loss_of, pack, packed,
                                room_for, row_factors, rows_along, shaped, side_by_side, times)
from kullback._torch_adversarial import (DiscriminatorLoss, GeneratorLoss, GradientPenalty, clip_weights,
                                         gradient_penalty)
from kullback._torch_divergence import DistillationLoss, distillation, divergence
from kullback._torch_latent import (ELBOLoss, LatentGaussianLoss, gumbel_softmax, importance_weighted,
                                    latent_categorical, latent_full, latent_gaussian, latent_sample, reconstruction)
from kullback._torch_policy import GRPOLoss, PPOLoss, advantages, policy_divergence
from kullback._torch_preference import CPOLoss, DPOLoss, KTOLoss, ORPOLoss, sequence_log_probabilities
from kullback._torch_transport import sinkhorn_divergence, sliced_wasserstein, wasserstein

import torch

__all__ = ["CPOLoss", "CrossEntropyLoss", "DPOLoss", "DiscriminatorLoss", "DistillationLoss", "ELBOLoss", "GRPOLoss",
           "GeneratorLoss", "GradientPenalty", "KLDivLoss", "KTOLoss", "LatentGaussianLoss", "LinearCrossEntropyLoss",
           "ORPOLoss", "PPOLoss", "advantages", "clip_weights", "cross_entropy", "distillation", "divergence",
           "gradient_penalty", "gumbel_softmax", "importance_weighted", "kl_div", "latent_categorical", "latent_full",
           "latent_gaussian", "latent_sample", "linear_cross_entropy", "policy_divergence", "reconstruction",
           "sequence_log_probabilities", "sinkhorn_divergence", "sliced_wasserstein", "wasserstein"]

# ── Cross-entropy ────────────────────────────────────────────────────────────────────────────────────────────────────

def _counted(input: torch.Tensor, target: torch.Tensor, axis: int) -> typing.Sequence[int]:
    """The shape of what is predicted, which that of the target must fit."""
    shape = input.shape
    if axis < 0 or not input.is_floating_point():
        raise ValueError(f"input has {len(shape)} dimensions of {input.dtype}: logits (C), (N, C) or (N, C, d1, …) of "
                         "a floating type are needed")
    counted: typing.Sequence[int] = shape[:axis] + shape[axis + 1:]
    if target.shape != (shape if target.is_floating_point() else counted):
        raise ValueError(f"target has the shape {tuple(target.shape)} of {target.dtype}: class indices for input of "
                         f"{tuple(shape)} are integers of {tuple(counted)}, probabilities floating and of its shape")
    return counted


def cross_entropy(input: torch.Tensor, target: torch.Tensor, weight: torch.Tensor | None = None,
                  size_average: bool | None = None, ignore_index: int = -100, reduce: bool | None = None,
                  reduction: str = "mean", label_smoothing: float = 0.0, *, row_weights: torch.Tensor | None = None,
                  z_loss: float = 0.0, focus: float = 0.0, softcap: float = 0.0, temperature: float = 1.0,
                  inplace: bool = False) -> torch.Tensor:
    """torch.nn.functional.cross_entropy, with what kullback.losses.cross_entropy has beyond it.

    input        logits (C), (N, C) or (N, C, d1, …), of float64, float32, float16 or bfloat16
    target       class indices of any integer type, of input's shape without the C; or probabilities, of its shape
    weight       of the classes (C); row_weights: as class indices are shaped, what each prediction counts
    z_loss, focus, softcap, temperature: as in kullback.losses.cross_entropy
    inplace      write the gradient over input, which is then of no more use: no memory is taken for it

    Two dimensions, with the numbers of a row side by side, are read where they are, and so are more in
    torch.channels_last; others are copied once.
    """
    check_current(size_average, reduce)
    check(input, "input")
    check_constant(target, "target")
    shape, soft = input.shape, target.is_floating_point()
    axis = min(1, len(shape) - 1)
    counted = _counted(input, target, axis)
    if soft and ignore_index >= 0:
        raise ValueError("ignore_index is for class indices, target has probabilities: a row of weight 0 in "
                         "row_weights does not count")
    factors = row_factors(row_weights, counted)
    rows = rows_along(input, axis)
    gradient = room_for(input, rows, inplace)
    value, *_ = _kullback.cross_entropy(soft, pack(rows), pack(rows_along(target, axis) if soft else flat(target)),
                                        packed(weight, "weight"), factors,
                                        (ignore_index, label_smoothing, z_loss, focus, softcap, temperature), reduction,
                                        gradient is not None and pack(gradient), False, torch.get_num_threads())
    loss = loss_of(value, rows.dtype, counted)
    if gradient is None:
        return loss

    def scaled(gradient: torch.Tensor, upstream: torch.Tensor) -> torch.Tensor:
        factor = upstream.reshape(-1, 1) if upstream.dim() else upstream
        return shaped(times(gradient, factor, inplace), shape, axis)

    return typing.cast(torch.Tensor, Loss.apply((loss, (gradient,), scaled), input))


class CrossEntropyLoss(torch.nn.CrossEntropyLoss):
    """torch.nn.CrossEntropyLoss by kullback.losses.cross_entropy, whose further options it takes by name."""

    def __init__(self, weight: torch.Tensor | None = None, size_average: bool | None = None, ignore_index: int = -100,
                 reduce: bool | None = None, reduction: str = "mean", label_smoothing: float = 0.0, *,
                 z_loss: float = 0.0, focus: float = 0.0, softcap: float = 0.0, temperature: float = 1.0,
                 inplace: bool = False) -> None:
        check_current(size_average, reduce)
        super().__init__(weight, None, ignore_index, None, reduction, label_smoothing)
        self.z_loss, self.focus, self.softcap, self.temperature = z_loss, focus, softcap, temperature
        self.inplace = inplace

    def forward(self, input: torch.Tensor, target: torch.Tensor, *,
                row_weights: torch.Tensor | None = None) -> torch.Tensor:
        return cross_entropy(input, target, self.weight, ignore_index=self.ignore_index, reduction=self.reduction,
                             label_smoothing=self.label_smoothing, row_weights=row_weights, z_loss=self.z_loss,
                             focus=self.focus, softcap=self.softcap, temperature=self.temperature,
                             inplace=self.inplace)


# ── Divergence, term by term ─────────────────────────────────────────────────────────────────────────────────────────

def _lines(tensor: torch.Tensor) -> torch.Tensor:
    """A row for each element of the first dimension, as batchmean counts them."""
    if tensor.dim() != 2:
        tensor = tensor.detach()
        tensor = tensor.flatten(1) if tensor.dim() > 1 else tensor.reshape(-1, 1)
    return side_by_side(tensor)


def kl_div(input: torch.Tensor, target: torch.Tensor, size_average: bool | None = None, reduce: bool | None = None,
           reduction: str = "mean", log_target: bool = False) -> torch.Tensor:
    """torch.nn.functional.kl_div by kullback.losses.kl_div: Σ t (ln t − x), or of log targets Σ eᵗ (t − x).

    Over a row that is KL(T‖eˣ), from target to input.

    input        log-probabilities x of any shape and floating type; target: probabilities t, or their logarithms, of
                 the same shape, also of another type
    reduction    "batchmean": divided by the length of the first dimension, which is the divergence; "mean": by the
                 number of elements, which is none; "sum"; "none": the terms, in input's type

    Both may require a gradient. Matrices with the numbers of a row side by side are read where they are.
    """
    check_current(size_average, reduce)
    check(input, "input")
    check(target, "target")
    if input.shape != target.shape:
        raise ValueError(f"target has the shape {tuple(target.shape)}, input {tuple(input.shape)}: both must have one")
    rows, targets = _lines(input), _lines(target)
    gradients = room_for(input, rows), room_for(target, targets)
    terms = torch.empty(rows.shape, dtype=rows.dtype) if reduction == "none" else None
    value, *_ = _kullback.kl_div(pack(rows), pack(targets), log_target, reduction,
                                 *(None if room is None else pack(room) for room in (terms, *gradients)),
                                 torch.get_num_threads())
    shape = input.shape
    if terms is None:
        loss = loss_of(value, torch.promote_types(rows.dtype, targets.dtype), ())
    else:
        loss = terms.view(shape)
    if gradients == (None, None):
        return loss

    def scaled(gradient: torch.Tensor, upstream: torch.Tensor) -> torch.Tensor:
        return times(gradient.view(shape), upstream)

    return typing.cast(torch.Tensor, Loss.apply((loss, gradients, scaled), input, target))


class KLDivLoss(torch.nn.KLDivLoss):
    """torch.nn.KLDivLoss by kullback.losses.kl_div."""

    def __init__(self, size_average: bool | None = None, reduce: bool | None = None, reduction: str = "mean",
                 log_target: bool = False) -> None:
        check_current(size_average, reduce)
        super().__init__(None, None, reduction, log_target)

    def forward(self, input: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
        return kl_div(input, target, reduction=self.reduction, log_target=self.log_target)


# ── Cross-entropy behind a linear layer ──────────────────────────────────────────────────────────────────────────────

def _hidden(input: torch.Tensor, linear_weight: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """The rows that go into the layer."""
    if linear_weight.dim() != 2 or input.dim() == 0 or input.shape[-1] != linear_weight.shape[1]:
        raise ValueError(f"linear_weight has the shape {tuple(linear_weight.shape)}, input {tuple(input.shape)}: "
                         "(C, H) and (…, H) are needed")
    if target.is_floating_point() or target.shape != input.shape[:-1]:
        raise ValueError(f"target has the shape {tuple(target.shape)} of {target.dtype}: class indices of "
                         f"{tuple(input.shape[:-1])} are needed")
    if input.dim() != 2:
        input = input.detach()
        input = input.reshape(-1, input.shape[-1])
    return side_by_side(input)


def linear_cross_entropy(input: torch.Tensor, linear_weight: torch.Tensor, target: torch.Tensor, *,
                         linear_bias: torch.Tensor | None = None, weight: torch.Tensor | None = None,
                         reduction: str = "mean", ignore_index: int | None = None, label_smoothing: float = 0.0,
                         row_weights: torch.Tensor | None = None, z_loss: float = 0.0, focus: float = 0.0,
                         softcap: float = 0.0, temperature: float = 1.0) -> torch.Tensor:
    """cross_entropy(input @ linear_weight.T + linear_bias, target), of whose logits only 80 rows are ever in memory.

    input         (…, H); linear_weight: (C, H); both of float64, or each of float32, float16 or bfloat16
    linear_bias   (C), of any floating type
    target        class indices of any integer type, of input's shape without the H; row_weights likewise
    weight        of the classes (C); the others are those of cross_entropy, and ignore_index is −100 where it is None

    The names are those of torch.nn.functional.linear_cross_entropy, which newer versions of PyTorch have; the numbers
    are those of kullback.losses.linear_cross_entropy. Gradients by input, linear_weight and linear_bias come of the
    forward pass; without reduction of backward, for which the logits are computed once more. Sums are of float32
    (float64), also for halves.
    """
    check(input, "input")
    check(linear_weight, "linear_weight")
    check_constant(target, "target")
    inputs = input, linear_weight, linear_bias
    rows, matrix = _hidden(input, linear_weight, target), side_by_side(linear_weight)
    if linear_bias is not None:
        check(linear_bias, "linear_bias")
    constants = (pack(flat(target)), None if linear_bias is None else pack(linear_bias), packed(weight, "weight"),
                 row_factors(row_weights, target.shape))
    dtype = torch.float64 if rows.dtype == torch.float64 else torch.float32
    numbers = (-100 if ignore_index is None else ignore_index, label_smoothing, z_loss, focus, softcap, temperature)
    wanted = [one is not None and one.requires_grad and torch.is_grad_enabled() for one in inputs]

    def compute(wanted: list[bool], upstream: torch.Tensor | None) -> tuple[typing.Any, list[torch.Tensor | None]]:
        shapes = rows.shape, matrix.shape, (1, matrix.shape[0])
        rooms = [torch.empty(shape, dtype=dtype) if asked else None for asked, shape in zip(wanted, shapes)]
        value, *_ = _kullback.linear_cross_entropy(
            pack(rows), pack(matrix), *constants, numbers, reduction,
            *(None if one is None else pack(one) for one in (*rooms, upstream)), False, torch.get_num_threads())
        return value, [None if room is None or one is None else room.view(one.shape).to(one.dtype)
                       for room, one in zip(rooms, inputs)]

    later = reduction == "none"
    value, gradients = compute([False] * 3 if later else wanted, None)
    loss = loss_of(value, rows.dtype, target.shape)
    if not any(wanted):
        return loss
    if later:
        known = loss, lambda upstream: compute(wanted, upstream.detach().reshape(-1))[1]
        return typing.cast(torch.Tensor, Later.apply(known, *inputs))
    return typing.cast(torch.Tensor, Loss.apply((loss, gradients, times), *inputs))


class LinearCrossEntropyLoss(torch.nn.Module):
    """A linear layer, in .linear, and the cross-entropy of its logits, by kullback.losses.linear_cross_entropy."""

    weight: torch.Tensor | None

    def __init__(self, in_features: int, num_classes: int, *, bias: bool = False, device: typing.Any = None,
                 dtype: torch.dtype | None = None, reduction: str = "mean", weight: torch.Tensor | None = None,
                 ignore_index: int | None = None, label_smoothing: float = 0.0, z_loss: float = 0.0,
                 focus: float = 0.0, softcap: float = 0.0, temperature: float = 1.0) -> None:
        super().__init__()
        self.linear = torch.nn.Linear(in_features, num_classes, bias=bias, device=device, dtype=dtype)
        self.register_buffer("weight", weight)
        self.reduction, self.ignore_index, self.label_smoothing = reduction, ignore_index, label_smoothing
        self.z_loss, self.focus, self.softcap, self.temperature = z_loss, focus, softcap, temperature

    def forward(self, input: torch.Tensor, target: torch.Tensor, *,
                row_weights: torch.Tensor | None = None) -> torch.Tensor:
        return linear_cross_entropy(
            input, self.linear.weight, target, linear_bias=self.linear.bias, weight=self.weight,
            reduction=self.reduction, ignore_index=self.ignore_index, label_smoothing=self.label_smoothing,
            row_weights=row_weights, z_loss=self.z_loss, focus=self.focus, softcap=self.softcap,
            temperature=self.temperature)
