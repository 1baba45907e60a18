# SPDX-License-Identifier: Apache-2.0
"""How far two samples of numbers or points are apart, without a density."""

from __future__ import annotations

import math
import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from kullback._kullback import Estimate, _Matrix, _Numbers


class TwoSample(typing.NamedTuple):
    """A statistic of two samples: a row of two_sample_statistics()."""

    name: str
    title: str
    formula: str
    unit: str
    one_dimension: bool
    source: str


class TwoSampleResult(typing.NamedTuple):
    """What two_sample() found.

    value             the Estimate, with its interval
    plugin            of the samples as if they were all there is (the V-statistic); None: there is none
    p_value           of "both are from one distribution": (1 + b)/(1 + n) for n permutations; 1 with n = 0: no test
    more_data         how many times as much of both the test would need to tell them apart: 1, it does already;
                      math.inf, nothing here promises that it would
    place             Kolmogorov–Smirnov: the least number at which |F − G| is largest; else None
    bandwidth         σ of the kernel; None without one
    bandwidth_points  of how many points its median was taken; 0: it was given, or there is none
    """

    value: Estimate
    plugin: float | None
    p_value: Estimate
    more_data: float
    place: float | None
    bandwidth: float | None
    bandwidth_points: int


_rows = tuple(TwoSample(*row) for row in _kullback.two_sample_rows())


def two_sample_statistics() -> tuple[TwoSample, ...]:
    """The statistics that two_sample() knows: a TwoSample for each.

    name           what two_sample() calls it; title: for people; source: paper
    formula        F, G: distribution functions; X, X' and Y, Y': independent draws of either;
                   k(x, y) = exp(−‖x − y‖²/2σ²)
    unit           "data" for the unit of the data, or "1" for a pure number
    one_dimension  whether it is only for numbers, that is points of one coordinate
    """
    return _rows


def _known(number: float) -> float | None:
    return None if math.isnan(number) else number


def two_sample(x: _Matrix | _Numbers, y: _Matrix | _Numbers, statistic: str = "energy", *, permutations: int = 999,
               seed: int = 0, bandwidth: float = 0.0, confidence: float = 0.95, threads: int = 1) -> TwoSampleResult:
    """How far two samples are apart and whether chance would do as much, as a TwoSampleResult.

    x, y          independent draws of two distributions, two or more each: points of as many coordinates, a row each;
                  or numbers
    statistic     "kolmogorov_smirnov"  max |F − G|, numbers only; exact to rounding, biased up
                  "cramer"              ∫ (F − G)² dx, numbers only; in the unit of the data
                  "energy"              2E‖X − Y‖ − E‖X − X'‖ − E‖Y − Y'‖, in the unit of the data; of numbers twice
                                        Cramér's
                  "mmd"                 E k(X, X') + E k(Y, Y') − 2E k(X, Y), from all pairs
                  "mmd_linear"          the same from disjoint pairs, which the seed draws
                  with k(x, y) = exp(−‖x − y‖²/2σ²). All but the first are unbiased: below zero they become 0, with
                  flag "clipped"
    permutations  of the test that both are of one distribution, 0: no test. On large samples fewer are made, at least
                  99: p_value.n says how many
    seed          of all that is drawn
    bandwidth     σ of the kernel; 0: the median distance of two points of both samples together
    confidence    of the interval, which is from 0 up with flag "near_equal" where the test does not tell them apart
    threads       how many may work on it, 0 for all; the bits of the result do not depend on it

    The p-value is exact whatever the sizes and the distributions. docs/coverage-samples.md has simulated coverages of
    the intervals. Of numbers it costs O(N log N) for N of them in all, then O(N) for each permutation; "mmd" and
    energy of points O(N²) for each; "mmd_linear" O(N).

    Raises Error for fewer than two points of a side and for what is not finite, with its row in index and its side in
    input; for coordinates that are not as many, with code "mismatch"; ValueError for an unknown statistic.

    Source: Székely, Rizzo, 2013 (energy); Gretton et al., 2012 (MMD; linear: section 6); Wei, Dudley, 2012 (interval
    of Kolmogorov–Smirnov); Phipson, Smyth, 2010 (p-value).
    """
    value, plugin, p_value, more_data, place, width, width_points = _kullback.two_sample(
        statistic, x, y, (permutations, seed, bandwidth, confidence), threads)
    return TwoSampleResult(value, _known(plugin), p_value, more_data, _known(place), _known(width), width_points)
