# SPDX-License-Identifier: Apache-2.0
"""Divergences of logits for PyTorch."""

from __future__ import annotations

import typing

from kullback import _kullback
from kullback._autograd import (Later, Loss, check, described, is_narrow, loss_of, pack, room_for, row_factors,
                                row_shares, rows_along, shaped, Tensors, times)

import torch


def _divergence(p: torch.Tensor, q: torch.Tensor, kind: str, beta: float, temperature: float, is_distillation: bool,
                row_weights: torch.Tensor | None, reduction: str) -> torch.Tensor:
    names = ("teacher", "student") if is_distillation else ("p", "q")
    check(p, names[0])
    check(q, names[1])
    if p.shape != q.shape or p.dim() == 0:
        raise ValueError(f"{names[0]} has the shape {tuple(p.shape)}, {names[1]} {tuple(q.shape)}: both must have one, "
                         "(…, V)")
    shape, counted = p.shape, p.shape[:-1]

    def compute(rows: tuple[torch.Tensor, torch.Tensor], factors: typing.Any, reduction: str,
                rooms: Tensors) -> typing.Any:
        value, *_ = _kullback.divergence_loss(
            pack(rows[0].detach()), pack(rows[1].detach()), kind, beta, temperature, is_distillation, factors,
            reduction, *(room is not None and pack(room) for room in rooms), torch.get_num_threads())
        return value

    def gradients(kept: typing.Any, upstream: torch.Tensor) -> Tensors:
        p, q, row_weights = kept
        rows = rows_along(p, -1), rows_along(q, -1)
        count = len(rows[0])
        divisor = {"mean": count if row_weights is None else float(row_weights.double().sum()),
                   "batchmean": count}.get(reduction, 1)
        shares, left = row_shares(upstream, divisor, row_weights, count)
        rooms = [torch.empty(one.shape, dtype=one.dtype) if asked else None for one, asked in zip(rows, wanted)]
        compute(rows, pack(shares), "sum", rooms)
        for room in rooms:
            if room is not None and left is not None:
                room.mul_(left.to(room.dtype))
        return [None if room is None else shaped(room, shape, len(shape) - 1) for room in rooms]

    wanted = p.requires_grad, q.requires_grad
    later = is_narrow(p, q)
    rows = rows_along(p, -1), rows_along(q, -1)
    rooms = (None, None) if later else (room_for(p, rows[0]), room_for(q, rows[1]))
    value = compute(rows, row_factors(row_weights, counted), reduction, rooms)
    loss = loss_of(value, torch.promote_types(p.dtype, q.dtype), counted)
    if later:
        return typing.cast(torch.Tensor, Later.apply((loss, gradients, (row_weights,)), p, q))
    if rooms == (None, None):
        return loss

    def scaled(gradient: torch.Tensor, upstream: torch.Tensor, dtype: torch.dtype) -> torch.Tensor:
        factor = upstream.reshape(-1, 1) if upstream.dim() else upstream
        return shaped(times(gradient, factor, dtype), shape, len(shape) - 1)

    return typing.cast(torch.Tensor, Loss.apply((loss, rooms, scaled), p, q))


def divergence(p: torch.Tensor, q: torch.Tensor, *, kind: str = "forward", beta: float = 0.5, temperature: float = 1.0,
               row_weights: torch.Tensor | None = None, reduction: str = "mean") -> torch.Tensor:
    """kullback.losses.divergence between the softmaxes P, Q of two tensors of logits (…, V), differentiable by either.

    "forward" is KL(P‖Q), from the data or teacher p to the model q, "reverse" KL(Q‖P), with no constant left over.
    row_weights is of their shape without the V: 0 where a token does not count. Of a policy's logits q and those of a
    reference p, kind="reverse" is the exact KL(π‖π₀) of a token, without the noise of policy_divergence.
    """
    return _divergence(p, q, kind, beta, temperature, False, row_weights, reduction)


def distillation(student: torch.Tensor, teacher: torch.Tensor, *, temperature: float = 1.0, kind: str = "forward",
                 beta: float = 0.5, row_weights: torch.Tensor | None = None, reduction: str = "mean") -> torch.Tensor:
    """kullback.losses.distillation: T² times divergence(teacher, student) at the temperature T, by the student.

    "forward" is KL(teacher‖student), with no constant left over.
    """
    check(teacher, "teacher")
    return _divergence(teacher.detach(), student, kind, beta, temperature, True, row_weights, reduction)


class DistillationLoss(torch.nn.Module):
    """kullback.losses.distillation, with its options as attributes; called with the logits of student and teacher."""

    def __init__(self, temperature: float = 1.0, kind: str = "forward", beta: float = 0.5, *,
                 reduction: str = "mean") -> None:
        super().__init__()
        self.temperature, self.kind, self.beta, self.reduction = temperature, kind, beta, reduction

    def forward(self, student: torch.Tensor, teacher: torch.Tensor, *,
                row_weights: torch.Tensor | None = None) -> torch.Tensor:
        return distillation(student, teacher, temperature=self.temperature, kind=self.kind, beta=self.beta,
                            row_weights=row_weights, reduction=self.reduction)

    def extra_repr(self) -> str:
        return described(self)
