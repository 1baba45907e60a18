# SPDX-License-Identifier: Apache-2.0
"""What every room shares: estimates of one's own, random numbers, the exact sum, what this machine can do.

    >>> from kullback import base
    >>> base.exact_sum([1e100, 1, -1e100])
    1.0
    >>> base.bounds(0.25, 0.5, "bits")
    <Estimate 0.25 bits (0.25 to 0.5)>
"""

from __future__ import annotations

import typing

from kullback import _kullback
from kullback._single import Single

if typing.TYPE_CHECKING:
    from kullback._kullback import Estimate, _Numbers

__all__ = ["ExactSum", "Random", "bounds", "exact", "exact_sum", "instruction_sets", "thread_count"]


def exact(value: float, unit: str = "1") -> Estimate:
    """An exact value as an Estimate; unit: "1", "nats", "bits", "sqrt(nats)", "sqrt(bits)", "data". Raises ValueError
    for a NaN."""
    return typing.cast("Estimate", _kullback.estimate_exact(value, unit))


def bounds(low: float, high: float, unit: str = "1") -> Estimate:
    """What is certainly between low and high: the value is the low end, the confidence 1. Raises
    ValueError where low is above high, or one of them NaN."""
    return typing.cast("Estimate", _kullback.estimate_bounds(low, high, unit))


class Random(Single):
    """Philox4x32-10: a stream is (seed, stream), so that parallel work draws the same numbers in any order.

    Both are from 0 to 2⁶⁴ − 1; raises ValueError for others.

    Source: Salmon, Moraes, Dror, Shaw, Parallel Random Numbers: As Easy as 1, 2, 3, 2011.
    """

    __slots__ = ("_handle",)

    def __init__(self, seed: int, stream: int = 0) -> None:
        self._handle = _kullback.random_new(seed, stream)

    def u64(self) -> int:
        """A whole number of 64 random bits."""
        return typing.cast(int, _kullback.random_u64(self._handle))

    def below(self, bound: int) -> int:
        """Uniform among 0 … bound − 1, without bias; bound 0 gives 0. Raises ValueError for one below 0 or from 2⁶⁴ on.
        Source: Lemire, Fast Random Integer Generation in an Interval, 2019."""
        return typing.cast(int, _kullback.random_below(self._handle, bound))

    def uniform(self) -> float:
        """Uniform in (0, 1), 53 bits, never 0 and never 1."""
        return typing.cast(float, _kullback.random_uniform(self._handle))


class ExactSum(Single):
    """A sum of doubles without rounding error: adding and merging are the same to the bit in any order.

    A NaN makes it NaN, as both infinities do. Raises TypeError for what is no number.

    Source: Neal, Fast Exact Summation Using Small and Large Superaccumulators, 2015.
    """

    __slots__ = ("_handle",)

    def __init__(self, terms: _Numbers = ()) -> None:
        self._handle = _kullback.sum_new()
        self.add(terms)

    def add(self, terms: _Numbers) -> None:
        """Add numbers of one dimension."""
        _kullback.sum_add(self._handle, terms)

    def merge(self, other: ExactSum) -> None:
        """Add what another sum holds."""
        _kullback.sum_merge(self._handle, other._handle)

    def __float__(self) -> float:
        """Correctly rounded: to nearest, ties to even."""
        return typing.cast(float, _kullback.sum_round(self._handle))


def exact_sum(terms: _Numbers) -> float:
    """The sum of numbers of one dimension, correctly rounded. Raises TypeError for what is no number. Source: Neal
    2015, as of ExactSum."""
    return float(ExactSum(terms))


def instruction_sets() -> list[str]:
    """For which instruction sets this build has inner loops that this machine can run; the first one is used. All
    give the same bits."""
    return typing.cast("list[str]", _kullback.instruction_sets())


def thread_count(threads: int = 0) -> int:
    """How many threads threads=… gives a call; 0: all that the machine lets this process use. Raises ValueError for one
    below 0."""
    return typing.cast(int, _kullback.thread_count(threads))
