# SPDX-License-Identifier: Apache-2.0
"""What a cross-entropy says of each row."""

from __future__ import annotations

import array
import typing


class CrossEntropy(typing.NamedTuple):
    """A cross-entropy with what comes of its rows; of a row that is ignored 0, 0, 0 and −1. Of reduction "none" `loss`
    is None and the gradient that of the sum."""

    loss: float | None
    losses: array.array[float]  # not yet divided by anything
    log_sum_exp: array.array[float]  # ln Σ e^z: z − log_sum_exp are log-probabilities
    entropy: array.array[float]  # −Σ p ln p of the softmax: what the model itself thinks that it will lose, in nats
    argmax: array.array[int]  # the first of the largest logits
    gradient: typing.Any  # what asking for it gives, or None


def cross_entropy_result(loss: typing.Any, details: typing.Any, gradient: typing.Any, reduction: str) -> typing.Any:
    """What a caller is given of what the library says."""
    if details is None:
        return loss if gradient is None else (loss, gradient)
    losses, log_sum_exp, entropy, argmax = details
    return CrossEntropy(None if reduction == "none" else loss, losses, log_sum_exp, entropy, argmax, gradient)
