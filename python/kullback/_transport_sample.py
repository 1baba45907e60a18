# SPDX-License-Identifier: Apache-2.0
"""What a Wasserstein distance of two samples says of their sources."""

from __future__ import annotations

import math
import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from kullback._kullback import Estimate, _Matrix, _Numbers


class WassersteinSample(typing.NamedTuple):
    """What wasserstein_sample() found.

    value     W_p of the samples, an Estimate whose interval is for W_p of their sources
    held_out  what a critic sees between draws that it has not learnt from, an Estimate: at most W_1 of the sources in
              the mean, where value is at least W_p; None below 4 draws of a side
    p_value   of "one source": (1 + b)/(1 + n) for n permutations; 1 with n = 0: no test
    chance    how far two samples of one source of these sizes are apart in the mean; None: no test, or one of fewer
              draws, and for p = ∞
    tested    how many draws of x and of y the test looked at
    """

    value: Estimate
    held_out: Estimate | None
    p_value: Estimate
    chance: float | None
    tested: tuple[int, int]


def wasserstein_sample(x: _Matrix | _Numbers, y: _Matrix | _Numbers, *, cost: str = "euclidean", p: float = 1.0,
                       permutations: int = 999, seed: int = 0, confidence: float = 0.95,
                       threads: int = 1) -> WassersteinSample:
    """The Wasserstein distance of two samples, with an interval for their sources and a test, as a WassersteinSample.

    x, y          independent draws of two distributions: numbers, or points of as many coordinates, a row each
    cost, p       as in points(); math.inf is for numbers
    permutations  of the test that both are of one source, 0: no test; of large samples fewer are made, at least 99, and
                  of points with more than 10⁶ pairs up to 1000 of a side are tested
    seed          of all that is drawn
    confidence    of the interval
    threads       how many may work on it, 0 for all; the bits of the result do not depend on it

    The interval is conservative in all dimensions: its high end takes the value's bias, which is upwards, for real; its
    low end is what a function of slope 1 sees, which is made of other draws than those it looks at, and of W_1. From 0
    with flag "near_equal" where the test does not tell the samples apart. Draws must be many enough for the normal
    error of a mean; docs/coverage-transport.md has simulated coverages.

    Raises Error, with the side in input and the index, for what is not finite; for coordinates that are not as many, no
    draws and a p that is below 1.

    Source: del Barrio, Loubes 2019 and del Barrio, González-Sanz, Loubes 2024 (high end); Kantorovich, Rubinstein 1958
    (low end); Phipson, Smyth 2010 (p-value).
    """
    value, held_out, p_value, chance, tested = _kullback.wasserstein_sample(
        x, y, (cost, p), (permutations, seed, confidence), threads)
    return WassersteinSample(value, held_out, p_value, None if math.isnan(chance) else chance, tested)
