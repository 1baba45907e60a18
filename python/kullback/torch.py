# SPDX-License-Identifier: Apache-2.0
"""Losses for PyTorch: those of kullback.losses as autograd functions and modules, with the names, arguments and
defaults of torch.nn and torch.nn.functional; those of preference and policy tuning with TRL's.

    from kullback.torch import CrossEntropyLoss     # instead of: from torch.nn import CrossEntropyLoss

Tensors are read where they lie, on the CPU; the gradient is written by the same pass that computes the loss, and
backward hands it on, multiplied by what comes from above if that is not 1. One of float16 is rounded once, with all
factors in it, so that the scale of a loss (torch.cuda.amp.GradScaler) keeps it in range: of logits it is computed by
backward, in a pass of its own, and refused there where it does not exist. Threads: torch.get_num_threads().

Different from torch.nn: a loss of float16 and bfloat16 is float32. What torch answers with NaN or not at all raises
kullback.Error: nothing to average, targets that are no probabilities, a logit that is NaN. A gradient has no gradient
itself, and a tensor with a tangent of forward mode is refused (RuntimeError), but by latent_sample and gumbel_softmax.

Each names the function of kullback.losses or kullback.transport that computes it, whose source is its source and whose
errors it raises; ValueError for shapes and types that do not fit and for what is not on the CPU.
"""

from __future__ import annotations

import typing

from kullback import _kullback
from kullback._autograd import (Later, Loss, blocks, check, check_constant, check_current, flat, is_narrow, loss_of,
                                over, pack, packed, room_for, row_factors, row_shares, rows_along, shaped,
                                side_by_side, times, wide, widened)
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


def _divisor(target: torch.Tensor, weight: torch.Tensor | None, row_weights: torch.Tensor | None, ignore_index: int,
             count: int) -> float:
    """Of a mean of so many rows: the weights of the classes of those that count, times the rows' own; of probabilities
    the latter alone."""
    own = torch.ones(count, dtype=torch.float64) if row_weights is None else flat(row_weights).double()
    if target.is_floating_point():
        return float(own.sum())
    classes = flat(target).long()
    counts = classes != ignore_index
    of_classes = 1 if weight is None else weight.double()[classes[counts]]
    return float((own[counts] * of_classes).sum())


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
    torch.channels_last; others are copied once. Of float16, inplace leaves the logits where they are until backward,
    of which there can be one.
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
    numbers = ignore_index, label_smoothing, z_loss, focus, softcap, temperature

    def compute(rows: torch.Tensor, target: torch.Tensor, weight: torch.Tensor | None, factors: typing.Any,
                reduction: str, gradient: torch.Tensor | None) -> typing.Any:
        value, *_ = _kullback.cross_entropy(
            soft, pack(rows), pack(rows_along(target, axis) if soft else flat(target)), packed(weight, "weight"),
            factors, numbers, reduction, gradient is not None and pack(gradient), False, torch.get_num_threads())
        return value

    def gradients(kept: typing.Any, upstream: torch.Tensor) -> tuple[torch.Tensor]:
        input, target, weight, row_weights = kept
        rows = rows_along(input, axis)
        divisor = _divisor(target, weight, row_weights, ignore_index, len(rows)) if reduction == "mean" else 1.0
        shares, left = row_shares(upstream, divisor, row_weights, len(rows))
        slopes = over(input, rows) if inplace else torch.empty(rows.shape, dtype=rows.dtype)
        compute(rows, target, weight, pack(shares), "sum", slopes)
        return (shaped(slopes if left is None else slopes.mul_(left.to(slopes.dtype)), shape, axis),)

    rows, factors = rows_along(input, axis), row_factors(row_weights, counted)
    later = is_narrow(input)
    if later and inplace:
        over(input, rows)
    gradient = None if later else room_for(input, rows, inplace)
    value = compute(rows, target, weight, factors, reduction, gradient)
    loss = loss_of(value, rows.dtype, counted)
    if later:
        return typing.cast(torch.Tensor, Later.apply((loss, gradients, (target, weight, row_weights)), input))
    if gradient is None:
        return loss

    def scaled(gradient: torch.Tensor, upstream: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
        factor = upstream.reshape(-1, 1) if upstream.dim() else upstream
        return shaped(times(gradient, factor, dtype, inplace), shape, axis)

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


def _kl_div_slopes(input: torch.Tensor, target: torch.Tensor, log_target: bool, factor: torch.Tensor,
                   wanted: tuple[bool, bool]) -> list[torch.Tensor | None]:
    """Gradients times a factor, one or one for each term, by blocks: halves go to the library as float32."""
    rows, shape = (_lines(input), _lines(target)), input.shape
    rooms = [torch.empty(one.shape, dtype=one.dtype) if asked else None for one, asked in zip(rows, wanted)]
    factor = factor.reshape(rows[0].shape) if factor.dim() > 0 else factor
    for block in blocks(rows[0]):
        parts = [widened(one[block]) for one in rows]
        made = [None if room is None else torch.empty(part.shape, dtype=part.dtype)
                for room, part in zip(rooms, parts)]
        _kullback.kl_div(*map(pack, parts), log_target, "sum", None,
                         *(None if one is None else pack(one) for one in made), torch.get_num_threads())
        for room, slopes in zip(rooms, made):
            if room is not None and slopes is not None:
                room[block] = slopes.mul_(factor[block] if factor.dim() > 0 else factor)
    return [None if room is None else room.view(shape) for room in rooms]


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
    later = is_narrow(input, target)
    rooms = (None, None) if later else (room_for(input, rows), room_for(target, targets))
    terms = torch.empty(rows.shape, dtype=rows.dtype) if reduction == "none" else None
    value, *_ = _kullback.kl_div(pack(rows), pack(targets), log_target, reduction,
                                 *(None if room is None else pack(room) for room in (terms, *rooms)),
                                 torch.get_num_threads())
    shape = input.shape
    if terms is None:
        loss = loss_of(value, torch.promote_types(rows.dtype, targets.dtype), ())
    else:
        loss = terms.view(shape)
    if later:
        divisor = {"mean": rows.numel(), "batchmean": len(rows)}.get(reduction, 1)
        wanted = input.requires_grad, target.requires_grad

        def gradients(kept: typing.Any, upstream: torch.Tensor) -> list[torch.Tensor | None]:
            input, target = kept
            return _kl_div_slopes(input, target, log_target, upstream.double() / divisor, wanted)

        return typing.cast(torch.Tensor, Later.apply((loss, gradients, ()), input, target))
    if rooms == (None, None):
        return loss

    def scaled(gradient: torch.Tensor, upstream: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
        return times(gradient.view(shape), upstream, dtype)

    return typing.cast(torch.Tensor, Loss.apply((loss, rooms, scaled), input, target))


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
    inputs, constants = (input, linear_weight, linear_bias), (target, weight, row_weights)
    if linear_bias is not None:
        check(linear_bias, "linear_bias")
    numbers = (-100 if ignore_index is None else ignore_index, label_smoothing, z_loss, focus, softcap, temperature)
    wanted = [one is not None and one.requires_grad and torch.is_grad_enabled() for one in inputs]

    def compute(tensors: typing.Any, wanted: list[bool],
                upstream: torch.Tensor | None) -> tuple[typing.Any, list[torch.Tensor | None]]:
        """The loss, and gradients of float32 (float64)."""
        input, linear_weight, linear_bias, target, weight, row_weights = tensors
        rows, matrix = _hidden(input, linear_weight, target), side_by_side(linear_weight)
        shapes = rows.shape, matrix.shape, (1, matrix.shape[0])
        rooms = [torch.empty(shape, dtype=wide(rows.dtype)) if asked else None
                 for asked, shape in zip(wanted, shapes)]
        value, *_ = _kullback.linear_cross_entropy(
            pack(rows), pack(matrix), pack(flat(target)), None if linear_bias is None else pack(linear_bias),
            packed(weight, "weight"), row_factors(row_weights, target.shape), numbers, reduction,
            *(None if one is None else pack(one) for one in (*rooms, upstream)), False, torch.get_num_threads())
        return value, [None if room is None else room.view(one.shape) for room, one in zip(rooms, tensors)]

    def gradients(kept: typing.Any, upstream: torch.Tensor) -> list[torch.Tensor | None]:
        made = compute(kept, wanted, upstream.reshape(-1))[1]
        return [None if one is None else one.to(of.dtype) for one, of in zip(made, kept)]

    later = reduction == "none"
    value, made = compute((*inputs, *constants), [False] * 3 if later else wanted, None)
    loss = loss_of(value, input.dtype, target.shape)
    if not any(wanted):
        return loss
    if later:
        return typing.cast(torch.Tensor, Later.apply((loss, gradients, constants), *inputs))
    return typing.cast(torch.Tensor, Loss.apply((loss, made, times), *inputs))


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
