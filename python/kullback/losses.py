# SPDX-License-Identifier: Apache-2.0
"""The loss room: training losses with their gradients.

    >>> from kullback import losses
    >>> losses.cross_entropy([[2.0, 1.0, 0.0], [0.0, 3.0, 0.0]], [0, 2])
    1.7512644604326706
    >>> loss, gradient = losses.cross_entropy([[1.0, 1.0]], [0], gradient=True)
    >>> list(gradient)
    [-0.5, 0.5]
    >>> made = losses.cross_entropy([[2.0, 1.0, 0.0], [0.0, 3.0, 0.0]], [0, 2], details=True)
    >>> made.loss, list(made.argmax), [round(h, 3) for h in made.entropy]
    (1.7512644604326706, [0, 1], [0.832, 0.367])
"""

from __future__ import annotations

import array
import typing

from kullback import _kullback
from kullback._losses_adversarial import (Discriminator, Generator, Penalty, clip_weights, discriminator, generator,
                                          gradient_penalty)
from kullback._losses_divergence import distillation, divergence, kl_div
from kullback._losses_latent import (CategoricalDraw, Elbo, Importance, Latent, Reconstruction, VariationalBottleneck,
                                      bottleneck, elbo,
                                     importance_weighted, latent_categorical, latent_categorical_sample, latent_full,
                                     latent_gaussian, latent_sample, reconstruction)
from kullback._losses_linear import linear_cross_entropy
from kullback._losses_policy import (Policy, PolicyDivergence, PolicyOptimum, advantages, policy_coefficient,
                                     policy_divergence, policy_loss, policy_optimum)
from kullback._losses_preference import Kto, Preference, cpo, dpo, kto, orpo, sequence_log_probabilities, simpo
from kullback._losses_rows import CrossEntropy, cross_entropy_result
from kullback._sources import _has_stream

if typing.TYPE_CHECKING:
    from kullback._kullback import _Matrix, _Numbers, _Output

__all__ = ["CategoricalDraw", "CrossEntropy", "Discriminator", "Elbo", "Generator", "Importance", "Kto", "Latent",
           "Penalty", "Policy", "PolicyDivergence", "PolicyOptimum", "Preference", "Reconstruction", "advantages",
           "bottleneck", "brier", "clip_weights", "cpo", "cross_entropy", "discriminator", "distillation", "divergence",
           "dpo", "elbo", "generator", "gradient_penalty", "importance_weighted", "kl_div", "kto", "latent_categorical",
           "latent_categorical_sample", "latent_full", "latent_gaussian", "latent_sample", "linear_cross_entropy",
           "orpo", "policy_coefficient", "policy_divergence", "policy_loss", "policy_optimum", "reconstruction",
           "sequence_log_probabilities", "simpo"]


def _is_matrix(targets: typing.Any) -> bool:
    shape = getattr(targets, "shape", None)
    if shape is not None:
        return len(shape) == 2
    try:
        return memoryview(targets).ndim == 2
    except TypeError:
        return not _has_stream(targets) and len(targets) > 0 and hasattr(targets[0], "__len__")


def cross_entropy(logits: _Matrix, targets: _Numbers | _Matrix, *, weight: _Numbers | None = None,
                  row_weights: _Numbers | None = None, ignore_index: int = -100, reduction: str = "mean",
                  label_smoothing: float = 0.0, z_loss: float = 0.0, focus: float = 0.0, softcap: float = 0.0,
                  temperature: float = 1.0, gradient: bool | _Output = False, details: bool = False,
                  threads: int = 1) -> typing.Any:
    """Cross-entropy of targets under the softmax of logits, in nats; with its gradient if that is asked for.

    logits           N rows of V numbers: f32, f16, bf16 or f64; −∞ masks a class
    targets          N whole numbers from 0 to V − 1 (or ignore_index), or N rows of V probabilities
    weight           of the classes, V numbers; row_weights: of the rows, N numbers; with
                     probabilities for targets, rows of weight 0 are not read
    ignore_index     rows with this target do not count
    reduction        "mean" (divided by the weights of the targets; of probabilities by the rows), "sum", "none"
    label_smoothing  ε: targets become (1 − ε) of themselves and ε/V of every class
    z_loss           λ of λ (ln Σ exp z)², added
    focus            γ of the focal loss: (1 − p)^γ (−ln p)
    softcap          c > 0: logits become c·tanh(x/c) first; temperature: then they are divided by it
    gradient         True: (loss, gradient), the gradient by the logits, an array.array of N·V numbers of their own
                     type (f16 and bf16 as two bytes, code "H"); or where it goes: an array or tensor of the logits'
                     shape and type, which is written and given back. It may be the logits, which are then gone
    details          True: a CrossEntropy, which also has of each row its loss, ln Σ eᶻ, the entropy of the softmax and
                     the first of the largest logits (after softcap and temperature): array.arrays of N numbers. Not
                     asked for, they are not computed; asked for, the loss may have other last bits
    threads          how many may work on it, 0 for all; the bits of the result do not depend on it

    The mean estimates H(Y|X) + KL(P(Y|X)‖Q(Y|X)): the divergence from the data to the model, up to a constant that
    no model gets below. With probabilities T for targets a row's loss is H(T) + KL(T‖Q), with H(T) for the constant.
    Smoothing puts (1 − ε)P + ε·uniform in the place of P; with a focus it is no estimate of a divergence, and its least
    value is not at P. Names and defaults are those of torch.nn.functional.cross_entropy, which has none of row_weights,
    z_loss, focus, softcap and temperature.

    Gives a float, or of "none" an array.array. Error: 1e-6 relatively (f64: 2⁻⁴⁵), also where p is nearly 1. Raises
    Error, with the row in `index`, for a target out of range, a logit that is NaN or +∞, a row of −∞ alone, targets
    that are no probabilities, and where nothing counts.

    Source: z-loss: Chowdhery et al. 2022, PaLM, §5; smoothing: Szegedy et al. 2016, §7; softcap: Gemma 2, 2024, §2;
    focal loss: Lin et al. 2017, eq. (5).
    """
    soft = _is_matrix(targets)
    if not soft and isinstance(targets, (list, tuple)):
        targets = array.array("q", targets)
    numbers = (ignore_index, label_smoothing, z_loss, focus, softcap, temperature)
    loss, slopes, rows = _kullback.cross_entropy(soft, logits, targets, weight, row_weights, numbers, reduction,
                                                 gradient, details, threads)
    return cross_entropy_result(loss, rows, slopes, reduction)


def brier(logits: _Matrix, targets: _Numbers | _Matrix, *, row_weights: _Numbers | None = None,
          ignore_index: int = -100, reduction: str = "mean", gradient: bool | _Output = False,
          threads: int = 1) -> typing.Any:
    """The Brier score Σ (p − t)² of targets under the softmax p of logits; with its gradient if that is asked for.

    Arguments are as of cross_entropy. Strictly proper, too, and from 0 to 2. The mean estimates a squared distance in
    the place of KL, E‖P(Y|X) − Q(Y|X)‖² + E[1 − Σ P²], of which the second is a constant that no model gets below; with
    probabilities T for targets a row's loss is ‖T − Q‖² itself. Raises what cross_entropy does.

    Source: Brier 1950; proper scores: Gneiting and Raftery 2007, §3.1; locality: Bernardo 1979.
    """
    soft = _is_matrix(targets)
    if not soft and isinstance(targets, (list, tuple)):
        targets = array.array("q", targets)
    loss, slopes, _ = _kullback.brier(soft, logits, targets, row_weights, ignore_index, reduction, gradient, threads)
    return loss if slopes is None else (loss, slopes)
