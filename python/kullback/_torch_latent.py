# SPDX-License-Identifier: Apache-2.0
"""Losses of models with latent variables for PyTorch."""

from __future__ import annotations

import array
import typing

from kullback import _kullback
from kullback._autograd import attach, check_constant, described, lines, pack, series, widened
from kullback._losses_latent import options_of

import torch

_Scale = typing.Union[torch.Tensor, float, None]


def _packed(tensor: torch.Tensor | None, name: str, begin: int = -1) -> typing.Any:
    rows = lines(tensor, name, begin)
    return None if rows is None else pack(widened(rows))


def _loss(loss: typing.Any, losses: typing.Any, reduction: str, gradients: typing.Sequence[typing.Any],
          inputs: typing.Sequence[torch.Tensor | None]) -> torch.Tensor:
    """The library's answer in the graph; of "none" a number for each row of the first input, all but its last
    dimension."""
    first = inputs[0]
    assert first is not None
    return attach(losses if reduction == "none" else loss, first.shape[:-1], gradients, inputs)


# ── From posterior to prior ──────────────────────────────────────────────────────────────────────────────────────────

def latent_gaussian(q_mean: torch.Tensor, q_log_variance: torch.Tensor, p_mean: torch.Tensor | None = None,
                    p_log_variance: torch.Tensor | None = None, *, beta: float = 1.0, free_bits: float = 0.0,
                    group: int = 1, balance: float | None = None, reduction: str = "mean") -> torch.Tensor:
    """kullback.losses.latent_gaussian: KL(q‖p) of independent normal latents (…, D), without p to N(0, I), in nats a
    row. Differentiable by all four."""
    inputs = q_mean, q_log_variance, p_mean, p_log_variance
    names = "q_mean", "q_log_variance", "p_mean", "p_log_variance"
    arrays = tuple(_packed(one, name) for one, name in zip(inputs, names))
    loss, losses, _, *gradients = _kullback.latent_gaussian(False, arrays, options_of(beta, free_bits, group, balance),
                                                            reduction, True)
    return _loss(loss, losses, reduction, gradients, inputs)


def latent_full(q_mean: torch.Tensor, q_factor: torch.Tensor, p_mean: torch.Tensor | None = None,
                p_factor: torch.Tensor | None = None, *, beta: float = 1.0, free_bits: float = 0.0,
                balance: float | None = None, reduction: str = "mean") -> torch.Tensor:
    """kullback.losses.latent_full: as latent_gaussian, of any covariance LLᵀ by its factors L (…, D, D)."""
    inputs = q_mean, q_factor, p_mean, p_factor
    arrays = (_packed(q_mean, "q_mean"), _packed(q_factor, "q_factor", -2), _packed(p_mean, "p_mean"),
              _packed(p_factor, "p_factor", -2))
    loss, losses, _, *gradients = _kullback.latent_gaussian(True, arrays, options_of(beta, free_bits, 1, balance),
                                                            reduction, True)
    return _loss(loss, losses, reduction, gradients, inputs)


def latent_categorical(q_logits: torch.Tensor, p_logits: torch.Tensor | None = None, *, beta: float = 1.0,
                       free_bits: float = 0.0, group: int = 1, balance: float | None = None,
                       reduction: str = "mean") -> torch.Tensor:
    """kullback.losses.latent_categorical: KL(q‖p) of categorical latents by their logits (…, D, C), without p to the
    uniform distribution, in nats a row of D latents."""
    inputs = q_logits, p_logits
    if q_logits.dim() < 2:
        raise ValueError(f"q_logits have the shape {tuple(q_logits.shape)}: (…, D, C) is needed")
    arrays = tuple(_packed(one, name, -2) for one, name in zip(inputs, ("q_logits", "p_logits")))
    loss, losses, _, *gradients = _kullback.latent_categorical(
        arrays, q_logits.shape[-1], options_of(beta, free_bits, group, balance), reduction, True)
    return attach(losses if reduction == "none" else loss, q_logits.shape[:-2], gradients, inputs)


class LatentGaussianLoss(torch.nn.Module):
    """kullback.losses.latent_gaussian, with its options as attributes; called with q's mean and ln σ², and those of p
    if it is none of N(0, I)."""

    def __init__(self, beta: float = 1.0, free_bits: float = 0.0, group: int = 1, balance: float | None = None, *,
                 reduction: str = "mean") -> None:
        super().__init__()
        self.beta, self.free_bits, self.group, self.balance = beta, free_bits, group, balance
        self.reduction = reduction

    def forward(self, q_mean: torch.Tensor, q_log_variance: torch.Tensor, p_mean: torch.Tensor | None = None,
                p_log_variance: torch.Tensor | None = None) -> torch.Tensor:
        return latent_gaussian(q_mean, q_log_variance, p_mean, p_log_variance, beta=self.beta,
                               free_bits=self.free_bits, group=self.group, balance=self.balance,
                               reduction=self.reduction)

    def extra_repr(self) -> str:
        return described(self)


# ── Draws ────────────────────────────────────────────────────────────────────────────────────────────────────────────

def latent_sample(mean: torch.Tensor, log_variance: torch.Tensor, *, seed: int) -> torch.Tensor:
    """kullback.losses.latent_sample: z = μ + σ ε of latents (…, D), differentiable by both. A row's ε depends on the
    seed and its number alone."""
    arrays = _packed(mean.detach(), "mean"), _packed(log_variance.detach(), "log_variance")
    _, _, noise = _kullback.latent_sample(arrays, seed)
    drawn: torch.Tensor = mean + torch.exp(log_variance.mul(0.5)) * series(noise, mean.shape, mean.dtype)
    return drawn


def gumbel_softmax(logits: torch.Tensor, tau: float = 1.0, hard: bool = False, dim: int = -1, *,
                   seed: int) -> torch.Tensor:
    """torch.nn.functional.gumbel_softmax with an explicit seed, by kullback.losses.latent_categorical_sample:
    softmax((l + g)/τ) of categorical latents along `dim`, differentiable; hard: the chosen class as 0 and 1, an exact
    draw, with the gradient of the soft one."""
    if logits.dim() == 0:
        raise ValueError("logits have the shape (): a dimension of classes is needed")
    moved = logits.movedim(dim, -1)
    classes = moved.shape[-1]
    _, _, noise, chosen = _kullback.latent_categorical_sample((_packed(moved.detach(), "logits"),), classes, tau, seed)
    soft = torch.softmax((moved + series(noise, moved.shape, moved.dtype)) / tau, -1)
    if hard:
        index = torch.tensor(chosen, dtype=torch.int64).view(*moved.shape[:-1], 1)
        soft = torch.zeros_like(soft).scatter_(-1, index, 1.0) - soft.detach() + soft
    drawn: torch.Tensor = soft.movedim(-1, dim)
    return drawn


# ── Decoders and bounds ──────────────────────────────────────────────────────────────────────────────────────────────

def _scale(log_scale: _Scale, like: torch.Tensor) -> torch.Tensor | None:
    """A number is the scale of all."""
    return torch.full((1, 1), log_scale, dtype=like.dtype) if isinstance(log_scale, (int, float)) else log_scale


def _target(target: torch.Tensor) -> typing.Any:
    check_constant(target, "target")
    return pack(target.detach().reshape(-1, target.shape[-1] if target.dim() else 1))


def _decoded(kind: str, prediction: torch.Tensor) -> typing.Any:
    """Predictions in rows of one dimension: of "categorical" (…, D, C)."""
    return _packed(prediction, "prediction", -2 if kind == "categorical" and prediction.dim() > 1 else -1)


def reconstruction(kind: str, prediction: torch.Tensor, target: torch.Tensor, log_scale: _Scale = None, *,
                   levels: int = 256, low: float = -1.0, high: float = 1.0, reduction: str = "mean") -> torch.Tensor:
    """kullback.losses.reconstruction: −ln p(x|z) in nats a row, "bernoulli", "gaussian", "logistic" or "categorical".

    prediction (…, D), of "categorical" logits (…, D, C); target (…, D); log_scale of target's shape, (1, 1), or a
    number. Differentiable by prediction and log_scale.
    """
    scale = _scale(log_scale, prediction)
    if scale is not None and scale.numel() == 1 and scale.requires_grad and reduction == "none":
        scale = scale.expand(target.shape)  # so that each row has its own gradient
    arrays = _decoded(kind, prediction), _packed(scale, "log_scale"), _target(target)
    loss, losses, *gradients = _kullback.reconstruction(kind, arrays, (levels, low, high), reduction, True)
    return attach(losses if reduction == "none" else loss, target.shape[:-1], gradients, [prediction, scale])


class ELBOLoss(torch.nn.Module):
    """The loss of a VAE, kullback.losses.elbo: −ln p(x|z) + β KL(q(z|x)‖p(z)), from one draw of z for each row.

    Called with the encoder's mean and ln σ², the decoder's prediction and the target (as of reconstruction), for some
    kinds a log_scale, and the prior if it is not N(0, I). What the prediction does to the encoder goes through z, of
    latent_sample. After a call .terms has what it was made of: (reconstruction, divergence, elbo).
    """

    def __init__(self, kind: str = "bernoulli", beta: float = 1.0, free_bits: float = 0.0, group: int = 1,
                 balance: float | None = None, *, levels: int = 256, low: float = -1.0, high: float = 1.0,
                 reduction: str = "mean") -> None:
        super().__init__()
        self.kind, self.beta, self.free_bits, self.group, self.balance = kind, beta, free_bits, group, balance
        self.levels, self.low, self.high, self.reduction = levels, low, high, reduction
        self.terms: tuple[float, float, float] | None = None

    def forward(self, q_mean: torch.Tensor, q_log_variance: torch.Tensor, prediction: torch.Tensor,
                target: torch.Tensor, log_scale: _Scale = None, *, p_mean: torch.Tensor | None = None,
                p_log_variance: torch.Tensor | None = None) -> torch.Tensor:
        scale = _scale(log_scale, prediction)
        inputs = q_mean, q_log_variance, p_mean, p_log_variance, prediction, scale
        names = "q_mean", "q_log_variance", "p_mean", "p_log_variance"
        arrays = (*(_packed(one, name) for one, name in zip(inputs, names)), _decoded(self.kind, prediction),
                  _packed(scale, "log_scale"), _target(target))
        loss, terms, *gradients = _kullback.elbo(
            self.kind, arrays, options_of(self.beta, self.free_bits, self.group, self.balance),
            (self.levels, self.low, self.high), self.reduction, True)
        reconstructed, divergence, elbo = terms
        self.terms = reconstructed, divergence, elbo
        return attach(loss, (), gradients, inputs)

    def extra_repr(self) -> str:
        return described(self)


def importance_weighted(log_weights: torch.Tensor, *, reduction: str = "mean") -> torch.Tensor:
    """kullback.losses.importance_weighted: −ln 1/K Σ e^w of log-weights (…, K)."""
    loss, bounds, _, gradient = _kullback.importance_weighted((_packed(log_weights, "log_weights"),), reduction, True)
    losses = array.array("d", (-bound for bound in bounds))
    return attach(losses if reduction == "none" else loss, log_weights.shape[:-1], [gradient], [log_weights])
