# SPDX-License-Identifier: Apache-2.0
"""Channels: how much gets through one at most, and how little of a source is enough."""

from __future__ import annotations

import array
import typing

from kullback import _kullback
from kullback.report import Document
from kullback._table import Table

if typing.TYPE_CHECKING:
    from kullback._kullback import Estimate, _Matrix, _Numbers, _Unit
    from kullback._table import _Columns


class Capacity(typing.NamedTuple):
    """The capacity in nats a use, an Estimate whose low and high are proved, and an input that reaches it."""

    value: Estimate
    input: array.array[float]


class RateDistortion(typing.NamedTuple):
    """A point of the rate–distortion function: the rate in nats a symbol, an Estimate whose low and high are proved,
    the mean distortion, p(x̂), and p(x̂|x) row by row."""

    rate: Estimate
    distortion: float
    reproduction: array.array[float]
    encoder: array.array[float]


def capacity(channel: _Matrix, *, tolerance: float = 1e-12, iterations: int = 1000, threads: int = 1) -> Capacity:
    """The most information that any input gets through a channel p(y|x), a row for each x, each divided by its total.

    tolerance   of the gap between both bounds, nats
    iterations  of Blahut and Arimoto at most, before Newton's

        >>> from kullback import information
        >>> round(information.capacity([[0.9, 0.1], [0.1, 0.9]]).value.to("bits").value, 12)
        0.531004406411

    Raises Error for a weight that is negative or not finite, with the index row · columns + column, for a row that is
    all 0, and for no row.

    Sources: Blahut 1972; Arimoto 1972; Gallager 1968, theorem 4.5.1 (the upper bound).
    """
    return Capacity(*_kullback.channel_capacity(channel, (tolerance, iterations), threads))


def rate_distortion(source: _Numbers, distortion: _Matrix, slope: float, *, tolerance: float = 1e-12,
                    iterations: int = 1000, threads: int = 1) -> RateDistortion:
    """The point of the rate–distortion function whose slope is −slope: the least of rate + slope · mean distortion.

    source      weights of the symbols
    distortion  d(x, x̂) ≥ 0, a row for each symbol, a column for each reproduction
    slope       nats that a unit of distortion is worth; math.inf: the least distortion there is

    Raises Error for a weight or a distortion that is negative or not finite, with its index, for a slope below 0, and
    where rows are not as many as weights. Source: Blahut 1972.
    """
    return RateDistortion(*_kullback.rate_distortion(source, distortion, slope, (tolerance, iterations), threads))


def describe_channel(channel: Table | _Columns, *, unit: _Unit = "bits", threads: int = 1) -> Document:
    """What `kl channel` tells of a channel, as a Document: its capacity. A Table, or what makes one, of p(y|x)."""
    if not isinstance(channel, Table):
        channel = Table(channel)
    return Document._of(_kullback.channel_document(channel._handle, False, None, None, unit, threads), unit)


def describe_distortion(source: Table | _Columns, distortion: Table | _Columns | None = None, *,
                        beta: float | None = None, unit: _Unit = "bits", threads: int = 1) -> Document:
    """What `kl channel --distortion` tells, as a Document: the rate–distortion function of a source.

    source      a column of weights, perhaps with one of names before it
    distortion  a row for each of them and a column for each reproduction; None: 1 where symbols differ
    beta        the slope of one point; None: the curve
    """
    if not isinstance(source, Table):
        source = Table(source)
    if distortion is not None and not isinstance(distortion, Table):
        distortion = Table(distortion)
    handle = None if distortion is None else distortion._handle
    return Document._of(_kullback.channel_document(source._handle, True, handle,
                                                   beta, unit, threads), unit)


def describe_channel_ids() -> list[str]:
    """The ids of estimates that both may give."""
    return typing.cast("list[str]", _kullback.channel_ids())
