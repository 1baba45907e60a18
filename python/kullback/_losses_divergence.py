# SPDX-License-Identifier: Apache-2.0
"""Divergences of two models as losses."""

from __future__ import annotations

import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from kullback._kullback import _Matrix, _Numbers, _Output


def _result(loss: typing.Any, *slopes: typing.Any) -> typing.Any:
    asked = [one for one in slopes if one is not None]
    return (loss, *asked) if asked else loss


def kl_div(input: _Matrix, target: _Matrix, *, log_target: bool = False, reduction: str = "mean",
           gradient: bool | _Output = False, target_gradient: bool | _Output = False, threads: int = 1) -> typing.Any:
    """The divergence of targets from log-probabilities, term by term: t (ln t − x), or of log targets eᵗ (t − x).

    input            N rows of V log-probabilities x, of f32, f16, bf16 or f64; they need not be normalised
    target           the probabilities t, or with log_target their logarithms
    reduction        "batchmean": Σ/N, the mean of KL(T‖eˣ) over the rows; "mean": Σ/(N·V), 1/V of that, which is the
                     default because it is PyTorch's; "sum"; "none": the terms, an array.array of N·V numbers of the
                     input's type
    gradient         True: after the loss comes the gradient by the input, −t, an array.array; or where it goes, as in
                     cross_entropy
    target_gradient  likewise: after that comes the gradient by the target, ln t + 1 − x, or eᵗ (t + 1 − x); 0 where t
                     is 0
    threads          how many may work on it, 0 for all; the bits of the result do not depend on it

    The sum over a row is KL(T‖eˣ), from the data T to the model eˣ: the nats that coding a draw from T with eˣ loses,
    with no constant left over; by the input it has the gradient of their cross-entropy. That is so where both sum to 1:
    where T sums to A and eˣ to B it is A KL − A ln(B/A), which may be negative.

    Names and defaults are those of torch.nn.functional.kl_div. For logits take divergence or distillation: faster, and
    right where the two are nearly equal. Raises Error, with the row in `index`, for what is no (log-)probability, and
    for a mean of nothing. Source: Kullback, Leibler 1951.
    """
    return _result(*_kullback.kl_div(input, target, log_target, reduction, reduction == "none", gradient,
                                     target_gradient, threads))


def divergence(p: _Matrix, q: _Matrix, *, kind: str = "forward", beta: float = 0.5, temperature: float = 1.0,
               row_weights: _Numbers | None = None, reduction: str = "mean",
               p_gradient: bool | _Output = False, q_gradient: bool | _Output = False, threads: int = 1) -> typing.Any:
    """The divergence between the softmaxes P and Q of two matrices of logits, in nats.

    p, q         N rows of V logits (or log-probabilities): f32, f16, bf16 or f64; −∞ masks a class. p is the data, the
                 teacher or the reference, q the model
    kind         "forward": KL(P‖Q), "reverse": KL(Q‖P), "jensen_shannon": β KL(P‖M) + (1 − β) KL(Q‖M) with
                 M = βP + (1 − β)Q, which is 0 at β = 0 and 1; "total_variation": ½ Σ |p − q|
    temperature  logits are divided by it
    row_weights  N numbers; rows of weight 0 are not read
    reduction    "mean": divided by the sum of the weights of rows; "batchmean": by their number; "sum"; "none"
    p_gradient   True: after the loss comes the gradient by p, an array.array; or where it goes, as in cross_entropy;
                 q_gradient: by q
    threads      how many may work on it, 0 for all; the bits of the result do not depend on it

    Each is the divergence itself, with no constant left over: 0 where P = Q, and nowhere else (but of a mixture with
    β = 0 or 1). KL(P‖Q), from the data to the model, is what is lost in a draw from P by coding it with Q: Q is to have
    all that P has; by q it has the gradient of the cross-entropy with the targets P. KL(Q‖P) is that of draws from the
    model: Q is to have nothing that P has not. The Jensen–Shannon divergence is what a draw tells about the side it
    is from, P with probability β; the total variation by how much the probability of an event can differ.

    An infinite divergence is an answer; it has no gradient by the side in front, which raises Error. So do, with the
    row in `index`, a logit that is NaN or +∞ and a row of −∞ alone, and shapes that differ and options out of range.

    Source: Kullback, Leibler 1951; Lin 1991 (Jensen–Shannon); Agarwal et al. 2024, GKD, eq. (1).
    """
    return _result(*_kullback.divergence_loss(p, q, kind, beta, temperature, False, row_weights, reduction, p_gradient,
                                              q_gradient, threads))


def distillation(student: _Matrix, teacher: _Matrix, *, temperature: float = 1.0, kind: str = "forward",
                 beta: float = 0.5, row_weights: _Numbers | None = None, reduction: str = "mean",
                 gradient: bool | _Output = False, threads: int = 1) -> typing.Any:
    """The divergence from a teacher to a student at a temperature T, times T².

    That is divergence(teacher, student) with the gradient by the student; T² keeps that of one size for all T. It says
    how far the student is from the teacher, not from the data: with "forward" T² KL(teacher‖student) of both softmaxes
    at the temperature T, 0 where they agree; by the student T² times the gradient of the cross-entropy with the
    teacher's probabilities for targets. "reverse" is KL(student‖teacher). Raises what divergence() raises.

    Source: Hinton, Vinyals, Dean 2015.
    """
    loss, _, slopes = _kullback.divergence_loss(teacher, student, kind, beta, temperature, True, row_weights,
                                                reduction, False, gradient, threads)
    return _result(loss, slopes)
