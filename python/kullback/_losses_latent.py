# SPDX-License-Identifier: Apache-2.0
"""Losses of models with latent variables."""

from __future__ import annotations

import array
import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from kullback._kullback import _Matrix

_Gradient = typing.Optional["array.array[float]"]


class Latent(typing.NamedTuple):
    """A divergence of latents with what comes of it. Gradients are those of `loss` by the arguments, numbers of their
    type row after row (f16 and bf16 as two bytes, code "H"), or None."""

    loss: float | None
    losses: array.array[float]  # of rows
    groups: array.array[float]  # the mean over rows of each group's divergence
    q_gradient: tuple[_Gradient, ...]
    p_gradient: tuple[_Gradient, ...]


class Reconstruction(typing.NamedTuple):
    """What a decoder loses, with gradients of `loss` by its arguments as in Latent."""

    loss: float | None
    losses: array.array[float]
    prediction_gradient: _Gradient
    log_scale_gradient: _Gradient


class Elbo(typing.NamedTuple):
    """An evidence lower bound: loss = reconstruction + β·divergence (with free bits), elbo = −reconstruction −
    divergence, gradients of the loss by the arguments as in Latent."""

    loss: float
    reconstruction: float
    divergence: float
    elbo: float
    q_gradient: tuple[_Gradient, ...]
    p_gradient: tuple[_Gradient, ...]
    prediction_gradient: _Gradient
    log_scale_gradient: _Gradient


class VariationalBottleneck(typing.NamedTuple):
    """The loss of a variational information bottleneck, cross_entropy + β·rate (with free bits), gradients as in
    Latent. I(Z;Y) is at least H(Y) less the mean of cross_entropy, I(Z;X) at most that of rate."""

    loss: float
    cross_entropy: float
    rate: float
    q_gradient: tuple[_Gradient, ...]
    p_gradient: tuple[_Gradient, ...]
    logits_gradient: _Gradient


class Importance(typing.NamedTuple):
    """The importance-weighted bound, with that of each row, 1/Σ w² of its normalised weights, and the gradient by the
    log-weights or None."""

    loss: float | None
    bounds: array.array[float]
    effective_samples: array.array[float]
    gradient: _Gradient


def _latent(made: typing.Any, sides: int, reduction: str, gradient: bool) -> typing.Any:
    loss, losses, groups, *slopes = made
    out = Latent(loss, losses, groups, tuple(slopes[:sides]), tuple(slopes[sides:]))
    return out if gradient else losses if reduction == "none" else loss


def options_of(beta: float, free_bits: float, group: int, balance: float | None) -> tuple[float, float, int, float | None]:
    """As the library takes them."""
    return beta, free_bits, group, balance


def latent_gaussian(q_mean: _Matrix, q_log_variance: _Matrix, p_mean: _Matrix | None = None,
                    p_log_variance: _Matrix | None = None, *, beta: float = 1.0, free_bits: float = 0.0,
                    group: int = 1, balance: float | None = None, reduction: str = "mean",
                    gradient: bool = False) -> typing.Any:
    """KL(q‖p) of independent normal latents, in nats a row: ½ Σ [σ²/σ′² − 1 − ln(σ²/σ′²) + (μ − μ′)²/σ′²].

    q_…, p_…   μ and ln σ², N rows of D latents; without p: N(0, 1)
    beta       β, what the divergence is multiplied by
    free_bits  λ nats that each group of `group` latents has for nothing: β Σ max(λ, mean of its KL over rows)
    balance    α: gradients by p times α, by q times 1 − α
    reduction  "mean" over rows, "sum" or "none"
    gradient   True: a Latent, with gradients and the mean KL of each group

    The divergence itself, from the encoder q to the prior p, with no constant left over; its mean over the data
    estimates I(X;Z) + KL(q(z)‖p), the rate of the latents and how far all of them together are from the prior (with
    β: that times β; with free bits: at least those).

    Source: Kingma, Welling 2014; Higgins et al. 2017 (β); Kingma et al. 2016 (free bits); Hafner et al. 2021 (balance).
    Raises Error, with the row in `index`, for numbers that are not finite; for shapes that differ and options out of
    range.
    """
    arrays = (q_mean, q_log_variance, p_mean, p_log_variance)
    made = _kullback.latent_gaussian(False, arrays, options_of(beta, free_bits, group, balance), reduction, gradient)
    return _latent(made, 2, reduction, gradient)


def latent_full(q_mean: _Matrix, q_factor: _Matrix, p_mean: _Matrix | None = None, p_factor: _Matrix | None = None, *,
                beta: float = 1.0, free_bits: float = 0.0, balance: float | None = None, reduction: str = "mean",
                gradient: bool = False) -> typing.Any:
    """KL(q‖p) of normal distributions with any covariance Σ = LLᵀ, in nats a row; as latent_gaussian(), but with
    factors: N rows of the D·D numbers of L, row after row, positive on the diagonal; what is above it is not read.
    A row is one group. It estimates what latent_gaussian() does. Raises Error also for a diagonal that is not positive.
    Source: Kullback 1959; options as of latent_gaussian().
    """
    arrays = (q_mean, q_factor, p_mean, p_factor)
    made = _kullback.latent_gaussian(True, arrays, options_of(beta, free_bits, 1, balance), reduction, gradient)
    return _latent(made, 2, reduction, gradient)


def latent_categorical(q_logits: _Matrix, p_logits: _Matrix | None = None, *, classes: int, beta: float = 1.0,
                       free_bits: float = 0.0, group: int = 1, balance: float | None = None, reduction: str = "mean",
                       gradient: bool = False) -> typing.Any:
    """KL(q‖p) of categorical latents, in nats a row: N rows of `classes` logits for each latent, −∞ for a class that is
    masked; without p: uniform. As latent_gaussian(), of which it estimates the same. Raises Error also where p masks a
    class that q does not. Source: Kullback, Leibler 1951; options as of latent_gaussian().
    """
    made = _kullback.latent_categorical((q_logits, p_logits), classes, options_of(beta, free_bits, group, balance),
                                        reduction, gradient)
    return _latent(made, 1, reduction, gradient)


def latent_sample(mean: _Matrix, log_variance: _Matrix, *, seed: int) -> tuple[array.array[float], array.array[float]]:
    """z = μ + σ ε and ε, standard normal: two arrays of N·D numbers, row after row. ∂z/∂μ = 1 and ∂z/∂ln σ² = ½ σ ε
    carry a gradient by z back. A row's ε depends on the seed and the row's number alone. Raises Error for numbers as
    latent_gaussian() does. Source: Kingma, Welling 2014; Marsaglia, Bray 1964 (the polar method).
    """
    _, z, noise = _kullback.latent_sample((mean, log_variance), seed)
    return z, noise


class CategoricalDraw(typing.NamedTuple):
    """Draws of categorical latents: the class of each, then numbers of the logits' shape, row after row: the relaxed
    draws, which sum to 1 over the classes of a latent, and the noise."""

    chosen: array.array[int]
    relaxed: array.array[float]
    noise: array.array[float]


def latent_categorical_sample(logits: _Matrix, *, classes: int, temperature: float = 1.0, seed: int) -> CategoricalDraw:
    """Draws by Gumbel's noise g: the class argmax(l + g) of each latent, an exact draw of softmax(l), and
    z = softmax((l + g)/T), which has a gradient: ∂z_i/∂l_j = z_i (δ_ij − z_j)/T. Logits as of latent_categorical(). A
    row's g depends on the seed and the row's number alone. Raises Error, with the row in `index`, for logits that are
    NaN or +∞ and a latent of −∞ alone; for classes that do not divide them and a temperature that is not above 0.
    Source: Maddison et al. 2017; Jang et al. 2017.
    """
    _, relaxed, noise, chosen = _kullback.latent_categorical_sample((logits,), classes, temperature, seed)
    return CategoricalDraw(array.array("q", map(int, chosen)), relaxed, noise)


def _scale(log_scale: typing.Any) -> typing.Any:
    return [[log_scale]] if isinstance(log_scale, (int, float)) else log_scale


def _target(kind: str, target: typing.Any) -> typing.Any:
    """Classes in lists are whole numbers."""
    if kind != "categorical" or not isinstance(target, (list, tuple)) or not target:
        return target
    flat = array.array("q", [c for row in target for c in row])
    return memoryview(flat).cast("B").cast("q", [len(target), len(target[0])])


def reconstruction(kind: str, prediction: _Matrix, target: _Matrix, log_scale: _Matrix | float | None = None, *,
                   levels: int = 256, low: float = -1.0, high: float = 1.0, reduction: str = "mean",
                   gradient: bool = False) -> typing.Any:
    """−ln p(x|z), in nats a row; x the target, N rows of D numbers.

    kind  "bernoulli"    predictions are logits l of x in [0, 1]: −x ln σ(l) − (1 − x) ln σ(−l)
          "gaussian"     means m, with log_scale ln s: ½ (x − m)²/s² + ln s + ½ ln 2π
          "logistic"     means, with ln s: −ln of what a logistic distribution has around x, one of `levels` from low
                         to high
          "categorical"  D·C logits, targets are classes 0 … C − 1

    log_scale is a matrix like x, or one number for all. gradient=True: a Reconstruction. The mean estimates
    H(X|Z) + KL(P(X|Z)‖p(X|Z)), from the data to the decoder p, up to the entropy, which no decoder gets below (of
    "gaussian" that of densities, which may be negative).

    Raises Error, with the row in `index`, for a target outside of [0, 1], the levels or the classes and for a loss that
    is not finite; for shapes that differ; ValueError for an unknown kind. Source: Kingma, Welling 2014, appendix C;
    Salimans et al. 2017 (logistic).
    """
    made = _kullback.reconstruction(kind, (prediction, _scale(log_scale), _target(kind, target)),
                                    (levels, low, high), reduction, gradient)
    out = Reconstruction(*made)
    return out if gradient else out.losses if reduction == "none" else out.loss


def elbo(kind: str, q_mean: _Matrix, q_log_variance: _Matrix, prediction: _Matrix, target: _Matrix,
         log_scale: _Matrix | float | None = None, *, p_mean: _Matrix | None = None,
         p_log_variance: _Matrix | None = None, beta: float = 1.0, free_bits: float = 0.0, group: int = 1,
         balance: float | None = None, levels: int = 256, low: float = -1.0, high: float = 1.0,
         reduction: str = "mean", gradient: bool = False) -> Elbo:
    """The evidence lower bound E ln p(x|z) − KL(q(z|x)‖p(z)) from one draw of z for each row (latent_sample()), and the
    loss of a VAE: an Elbo. Arguments as of latent_gaussian() and reconstruction(), and so is what it raises, and Error
    for the reduction "none". The mean of −elbo estimates H(X) + KL(P(X)‖p(X)) + E KL(q(z|x)‖p(z|x)): the divergence
    from the data to the model, up to H(X), and that from q to the model's own posterior. Source: Kingma, Welling 2014.
    """
    arrays = (q_mean, q_log_variance, p_mean, p_log_variance, prediction, _scale(log_scale), _target(kind, target))
    loss, parts, *slopes = _kullback.elbo(kind, arrays, options_of(beta, free_bits, group, balance), (levels, low, high),
                                          reduction, gradient)
    return Elbo._make([loss, *parts, tuple(slopes[:2]), tuple(slopes[2:4]), *slopes[4:]])


def bottleneck(q_mean: _Matrix, q_log_variance: _Matrix, logits: _Matrix, targets: typing.Any, *,
               p_mean: _Matrix | None = None, p_log_variance: _Matrix | None = None, beta: float = 1e-3,
               free_bits: float = 0.0, group: int = 1, balance: float | None = None, reduction: str = "mean",
               gradient: bool = False) -> VariationalBottleneck:
    """The loss of a variational information bottleneck, −ln q(y|z) + β KL(p(z|x)‖r(z)), each row's z drawn by
    latent_sample(): a VariationalBottleneck.

    q_mean, q_log_variance  of the encoder p(z|x)
    logits, targets         of the decoder q(y|z), N × C, and the classes y
    p_mean, p_log_variance  of r(z); None: N(0, I)
    beta                    one over that of kullback.information.bottleneck

    The mean of cross_entropy estimates H(Y|Z) + KL(P(Y|Z)‖q(Y|Z)), from the data to the decoder; that of rate
    I(X;Z) + KL(p(z)‖r(z)), from the latents to r.

    Raises Error, with the row in `index`, for numbers that are not finite and a class that there is not, and as elbo()
    does. Source: Alemi, Fischer, Dillon, Murphy 2017.
    """
    if isinstance(targets, (list, tuple)):
        targets = array.array("q", targets)
    arrays = (q_mean, q_log_variance, p_mean, p_log_variance, logits, targets)
    loss, (cross_entropy, rate), *slopes = _kullback.bottleneck_loss(
        arrays, options_of(beta, free_bits, group, balance), reduction, gradient)
    return VariationalBottleneck(loss, cross_entropy, rate, tuple(slopes[:2]), tuple(slopes[2:4]), slopes[4])


def importance_weighted(log_weights: _Matrix, *, reduction: str = "mean", gradient: bool = False) -> typing.Any:
    """The importance-weighted bound −ln 1/K Σ e^w of rows of K log-weights w = ln p(x, z) − ln q(z|x), z drawn from q:
    with K = 1 the negative ELBO, with more it falls to −ln p(x), whose mean is H(X) + KL(P(X)‖p(X)). gradient=True: an
    Importance. Raises Error, with the row in `index`, for a log-weight that is NaN or +∞ and a row of −∞ alone. Source:
    Burda et al. 2016.
    """
    out = Importance(*_kullback.importance_weighted((log_weights,), reduction, gradient))
    if gradient:
        return out
    return array.array("d", [-bound for bound in out.bounds]) if reduction == "none" else out.loss
