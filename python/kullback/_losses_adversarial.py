# SPDX-License-Identifier: Apache-2.0
"""Losses of discriminators, generators and critics."""

from __future__ import annotations

import array
import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from _typeshed import WriteableBuffer

    from kullback._kullback import _Matrix, _Numbers, _Output


class Discriminator(typing.NamedTuple):
    """A discriminator's loss, what the divergence from data to generator is at least (an Estimate with an interval),
    the name of that divergence (None: W₁, times the critic's steepest slope), and gradients by the scores."""

    loss: float
    bound: _kullback.Estimate
    measure: str | None
    real_gradient: array.array[float]
    fake_gradient: array.array[float]


class Generator(typing.NamedTuple):
    """A generator's loss and its gradient by the scores."""

    loss: float
    gradient: array.array[float]


class Penalty(typing.NamedTuple):
    """A gradient penalty, that of each row, each row's slope, and the gradient by what was given, in its type."""

    loss: float | None
    losses: array.array[float]
    slopes: array.array[float]
    gradient: array.array[float]


def discriminator(real: _Numbers, fake: _Numbers, *, loss_type: str = "gan", confidence: float = 0.95,
                  details: bool = False) -> typing.Any:
    """The loss of a discriminator (or critic) from its scores of data and of what was generated, a float.

    loss_type  with s the softplus, d a score, E_P over real and E_Q over fake ones:
               "gan"            E_P s(−d) + E_Q s(d); Jensen–Shannon ≥ ln 2 − ½ loss
               "least_squares"  ½ E_P (d − 1)² + ½ E_Q d²; Le Cam ≥ 1 − 4 loss
               "hinge"          E_P max(0, 1 − d) + E_Q max(0, 1 + d); total variation ≥ 1 − ½ loss
               "wasserstein"    E_Q d − E_P d; W₁ ≥ −loss, of a critic of slope ≤ 1
               an f-GAN, −E_P g(d) + E_Q f*(g(d)), by its measure: "divergence" (KL(P‖Q)), "divergence.reverse"
               (KL(Q‖P)), "chi_square", "hellinger.squared", "jensen_shannon", "total_variation"; measure ≥ −loss
    details    True: a Discriminator, with the bound as an estimate at `confidence` and the gradients

    A loss is no estimate of the divergence from P (data) to Q (generated) but a bound, which is reached by the best
    discriminator there is. Raises Error, with the score in `index` and its side in `input`, where one is not finite,
    for no scores and a confidence out of range; ValueError for an unknown loss_type.

    Source: Goodfellow et al. 2014; Mao et al. 2017 (least squares); Lim and Ye 2017 (hinge); Arjovsky et al. 2017
    (Wasserstein); Nowozin et al. 2016 (f-GAN).
    """
    (loss, *slopes), bound = _kullback.discriminator(loss_type, (real, fake), confidence)
    return Discriminator(loss, bound, _kullback.adversarial_measure(loss_type), *slopes) if details else loss


def generator(fake: _Numbers, *, loss_type: str = "gan", saturating: bool = False, details: bool = False) -> typing.Any:
    """The loss of a generator from the scores of what it made, a float; loss_type as of discriminator().

    "gan" s(−d), "least_squares" ½ (d − 1)², "hinge" and "wasserstein" −d, f-GANs −g(d). saturating: the discriminator's
    own loss the other way round, −s(d) or −f*(g(d)), which has little gradient where it is sure. details: a Generator.
    Raises what discriminator() raises, and Error where others than "gan" and f-GANs are saturating. Source: as of
    discriminator().
    """
    made = Generator(*_kullback.generator(loss_type, (fake,), saturating))
    return made if details else made.loss


def clip_weights(weights: WriteableBuffer | _Output, limit: float = 0.01) -> int:
    """Move every weight into [−limit, limit], in place; how many were moved. A writable buffer or tensor of one
    dimension (of a NumPy array w.reshape(−1), where that is a view). Raises Error for a limit that is not above 0 and,
    with the index, a NaN. Source: Arjovsky et al. 2017."""
    moved: int = _kullback.clip_weights(weights, limit)
    return moved


def gradient_penalty(slopes: _Matrix, *, weight: float = 10.0, target: float = 1.0, one_sided: bool = False,
                     reduction: str = "mean", details: bool = False) -> typing.Any:
    """λ E (‖∇‖ − t)² of a critic's gradients by its input, a row each: λ the weight, t the target. one_sided: only what
    is above t costs; weight=γ/2, target=0: R₁. details: a Penalty. Raises Error, with the row in `index`, for a number
    that is not finite, and for options below 0. Source: Gulrajani et al. 2017; Mescheder et al. 2018 (R₁).
    """
    made = Penalty(*_kullback.gradient_penalty((slopes,), (weight, target, one_sided), reduction, True))
    return made if details else made.losses if reduction == "none" else made.loss
