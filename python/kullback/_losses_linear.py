# SPDX-License-Identifier: Apache-2.0
"""Cross-entropy behind a linear layer, whose logits are never stored."""

from __future__ import annotations

import array
import typing

from kullback import _kullback
from kullback._losses_rows import cross_entropy_result

if typing.TYPE_CHECKING:
    from kullback._kullback import _Matrix, _Numbers, _Output

    _Place = bool | _Output | None
    _Places = tuple[_Place, _Place, _Place]


def linear_cross_entropy(hidden: _Matrix, weight: _Matrix, targets: _Numbers, *, bias: _Numbers | None = None,
                         class_weight: _Numbers | None = None, row_weights: _Numbers | None = None,
                         ignore_index: int = -100, reduction: str = "mean", label_smoothing: float = 0.0,
                         z_loss: float = 0.0, focus: float = 0.0, softcap: float = 0.0, temperature: float = 1.0,
                         gradient: bool | _Places = False, details: bool = False, threads: int = 1) -> typing.Any:
    """cross_entropy of the logits hidden·weightᵀ + bias, of which only 80 rows are ever in memory.

    hidden           N rows of H numbers
    weight           V rows of H numbers: a row for each class. Both are f64, or each is f32, f16 or bf16
    targets          N whole numbers from 0 to V − 1, or ignore_index: such rows cost no time
    bias             V numbers
    class_weight     V numbers; it and all others are as weight and the others of cross_entropy
    gradient         True: (loss, (by hidden, by weight, by bias)), array.arrays of N·H, V·H and V numbers of f64
                     or else f32, the last None without a bias; or a triple that says for each of them True, False, or
                     where it goes: an array or tensor of its shape (1 × V for the bias), which is written and given
                     back. That by hidden may go over hidden if that is f32 or f64
    details          True: a CrossEntropy, as of cross_entropy, the gradient in it the triple or None
    threads          how many may work on it, 0 for all; the bits of the result do not depend on it

    Both gradients come of the forward pass: 6NHV operations, as without fusing, and none is done twice.

    It estimates what cross_entropy does, H(Y|X) + KL(P(Y|X)‖Q(Y|X)), and gives and raises the same; Error also for
    shapes that do not fit. Error of the numbers: that of sums of H products of f32 (f64), in the logits.

    Source: Wijmans et al. 2024, Cut Your Losses; Hsu et al. 2024, Liger Kernel, §3.2.
    """
    if isinstance(targets, (list, tuple)):
        targets = array.array("q", targets)
    numbers = (ignore_index, label_smoothing, z_loss, focus, softcap, temperature)
    places = (gradient, gradient, gradient and bias is not None) if isinstance(gradient, bool) else tuple(gradient)
    if len(places) != 3:
        raise ValueError(f"gradient has {len(places)} places: it needs those by hidden, by weight and by bias")
    loss, *slopes, rows = _kullback.linear_cross_entropy(hidden, weight, targets, bias, class_weight, row_weights,
                                                         numbers, reduction, *places, None, details, threads)
    return cross_entropy_result(loss, rows, tuple(slopes) if gradient else None, reduction)
