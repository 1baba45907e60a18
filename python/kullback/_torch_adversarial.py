# SPDX-License-Identifier: Apache-2.0
"""Losses of discriminators, generators and critics for PyTorch."""

from __future__ import annotations

import typing

from kullback import _kullback
from kullback._autograd import attach, check, described, lines, pack, tell_changed, widened

import torch


def _scores(scores: torch.Tensor, name: str) -> typing.Any:
    check(scores, name)
    if not scores.is_floating_point():
        raise ValueError(f"{name} is of {scores.dtype}: floating scores are needed")
    return pack(widened(scores).reshape(-1))


class DiscriminatorLoss(torch.nn.Module):
    """kullback.losses.discriminator of scores of data and of what was generated, of any shape: "gan", "least_squares",
    "hinge", "wasserstein", or an f-GAN by its measure ("divergence", "jensen_shannon", …). Differentiable by both."""

    def __init__(self, loss_type: str = "gan") -> None:
        super().__init__()
        self.loss_type = loss_type

    def forward(self, real: torch.Tensor, fake: torch.Tensor) -> torch.Tensor:
        arrays = _scores(real, "real"), _scores(fake, "fake")
        (loss, *slopes), _ = _kullback.discriminator(self.loss_type, arrays, 0.95)
        return attach(loss, (), slopes, [real, fake])

    def extra_repr(self) -> str:
        return described(self)


class GeneratorLoss(torch.nn.Module):
    """kullback.losses.generator of the scores of what was generated; saturating: the game itself,
    of "gan" and f-GANs."""

    def __init__(self, loss_type: str = "gan", saturating: bool = False) -> None:
        super().__init__()
        self.loss_type, self.saturating = loss_type, saturating

    def forward(self, fake: torch.Tensor) -> torch.Tensor:
        loss, slopes = _kullback.generator(self.loss_type, (_scores(fake, "fake"),), self.saturating)
        return attach(loss, (), [slopes], [fake])

    def extra_repr(self) -> str:
        return described(self)


def gradient_penalty(slopes: torch.Tensor, *, weight: float = 10.0, target: float = 1.0, one_sided: bool = False,
                     reduction: str = "mean") -> torch.Tensor:
    """kullback.losses.gradient_penalty of a critic's gradients by its input, (N, …), a row each: λ E (‖∇‖ − t)².

    Differentiable by them, and so by the critic's weights, if they were made with
    torch.autograd.grad(…, create_graph=True)."""
    if slopes.dim() < 2:
        raise ValueError(f"slopes have the shape {tuple(slopes.shape)}: a row for each input is needed, (N, …)")
    rows = lines(slopes, "slopes", 1)
    assert rows is not None
    loss, losses, _, gradient = _kullback.gradient_penalty((pack(widened(rows)),), (weight, target, one_sided),
                                                           reduction, True)
    return attach(losses if reduction == "none" else loss, slopes.shape[:1], [gradient], [slopes])


class GradientPenalty(torch.nn.Module):
    """kullback.losses.gradient_penalty of a critic at points drawn evenly between data and what was generated, as
    WGAN-GP has it: called with the critic, real and fake inputs of one shape (N, …). The draw is PyTorch's, or `mix`, N
    numbers in [0, 1]."""

    def __init__(self, weight: float = 10.0, target: float = 1.0, one_sided: bool = False, *,
                 reduction: str = "mean") -> None:
        super().__init__()
        self.weight, self.target, self.one_sided, self.reduction = weight, target, one_sided, reduction

    def forward(self, critic: typing.Callable[[torch.Tensor], torch.Tensor], real: torch.Tensor, fake: torch.Tensor, *,
                mix: torch.Tensor | None = None) -> torch.Tensor:
        if real.shape != fake.shape:
            raise ValueError(f"real has the shape {tuple(real.shape)}, fake {tuple(fake.shape)}: both must have one")
        check(real, "real")
        check(fake, "fake")
        if mix is None:
            mix = torch.rand(real.shape[0], dtype=real.dtype)
        check(mix, "mix")
        mix = mix.reshape(-1, *[1] * (real.dim() - 1))
        between = (mix * real.detach() + (1 - mix) * fake.detach()).requires_grad_()
        slopes, = torch.autograd.grad(critic(between).sum(), between, create_graph=True)
        return gradient_penalty(slopes, weight=self.weight, target=self.target, one_sided=self.one_sided,
                                reduction=self.reduction)

    def extra_repr(self) -> str:
        return described(self)


def clip_weights(parameters: typing.Iterable[torch.Tensor], limit: float = 0.01) -> int:
    """kullback.losses.clip_weights of tensors (critic.parameters()): every number moves into [−limit, limit], in place;
    how many were moved."""
    moved = 0
    for one in parameters:
        check(one, "parameters")
        if not one.is_contiguous():
            raise ValueError("parameters: the numbers of each tensor have to lie one after the other")
        numbers = one.detach().reshape(-1)
        tell_changed(numbers)
        moved += _kullback.clip_weights(pack(numbers), limit)
    return moved
