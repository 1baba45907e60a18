# SPDX-License-Identifier: Apache-2.0
"""Optimal transport: what it costs to move one distribution onto another, also where their supports do not meet.

    >>> from kullback import transport
    >>> transport.wasserstein([0, 1, 3], [5, 6, 8])
    5.0
    >>> found = transport.points([[0, 0], [0, 1]], [[3, 4], [3, 5]])
    >>> found.distance, found.duality_gap
    (5.0, 0.0)
"""

from __future__ import annotations

import math
import os
import typing

from kullback import _kullback
from kullback._compare import _read
from kullback._transport_entropic import (Gradient, Sinkhorn, bures_wasserstein, max_sliced_wasserstein, sinkhorn,
                                          sinkhorn_costs, sinkhorn_divergence, sliced_gradient, sliced_wasserstein)
from kullback._transport_sample import WassersteinSample, wasserstein_sample
from kullback.report import Document

if typing.TYPE_CHECKING:
    from array import array

    from kullback._compare import _Source
    from kullback._kullback import _Matrix, _Numbers

__all__ = ["Gradient", "Plan", "Sinkhorn", "Transport", "WassersteinSample", "bures_wasserstein", "costs", "describe",
           "describe_ids", "gradient", "histograms", "line", "max_sliced_wasserstein", "points", "sinkhorn",
           "sinkhorn_costs", "sinkhorn_divergence", "sliced_gradient", "sliced_wasserstein", "wasserstein",
           "wasserstein_sample"]


class Plan(typing.NamedTuple):
    """So much mass from here to there: three arrays of as many elements, by origin, then by target."""

    origin: array[int]
    target: array[int]
    mass: array[float]


class Transport(typing.NamedTuple):
    """A solved problem of transport.

    distance     (cost / mass)^(1/p): W_p; cost / mass of a matrix of costs
    cost         Σ mass · cost over the plan, and what unmatched mass costs
    mass         the total of a
    unmatched    mass of a and of b that is not matched
    duality_gap  how far the cost may be above the optimum, relative to the largest |cost| times mass; None: no
                 potentials
    pivots       of the simplex
    plan         the Plan: at most rows + columns − 1 arcs
    u, v         potentials: u_i + v_j ≤ C_ij, with equality on the plan; the gradients of the cost by a and by b up to
                 one constant. None on a circle, for p = ∞ and where powers of distances leave the doubles
    """

    distance: float
    cost: float
    mass: float
    unmatched: tuple[float, float]
    duality_gap: float | None
    pivots: int
    plan: Plan
    u: array[float] | None
    v: array[float] | None


def _transport(found: tuple[typing.Any, ...]) -> Transport:
    distance, cost, mass, unmatched, gap, pivots, plan, u, v = found
    return Transport(distance, cost, mass, unmatched, None if math.isnan(gap) else gap, pivots, Plan(*plan), u, v)


def wasserstein(x: _Numbers, y: _Numbers, a: _Numbers | None = None, b: _Numbers | None = None, *, p: float = 1.0,
                period: float = 0.0, threads: int = 1) -> float:
    """The Wasserstein distance W_p of two distributions of numbers, in their unit.

    x, y     the numbers
    a, b     their masses, each divided by its total; None: all equal
    p        from 1 to math.inf
    period   0: a line; else a circle of that circumference
    threads  how many may work on it, 0 for all; the bits of the result do not depend on it

    Exact but for rounding; a radix sort, O(n + m). scipy.stats.wasserstein_distance is p = 1. Raises Error, with the
    side in input and the index, for what is not finite and for negative masses; for no numbers, and options out of
    range.

    Source: Vallender 1974 (p = 1); Villani, Topics in Optimal Transportation, 2003, chapter 2; Delon, Salomon,
    Sobolevski 2010 (circle).
    """
    return typing.cast(float, _kullback.wasserstein_line(x, y, a, b, (p, period), threads))


def line(x: _Numbers, y: _Numbers, a: _Numbers | None = None, b: _Numbers | None = None, *, p: float = 1.0,
         period: float = 0.0, threads: int = 1) -> Transport:
    """The same with its monotone plan, and on a line with potentials, as a Transport. Masses are shares of 1. Source
    and errors: as of wasserstein()."""
    return _transport(_kullback.transport_line(x, y, a, b, (p, period), threads))


def _ends(edges: typing.Any) -> tuple[typing.Any, typing.Any]:
    """Where bins begin, and where they end."""
    return edges[:-1], edges[1:]


def histograms(a: _Numbers, x_edges: _Numbers, b: _Numbers, y_edges: _Numbers, *, p: float = 1.0,
               threads: int = 1) -> Transport:
    """Transport of two densities that are constant within bins, exact, as a Transport whose plan goes from bin to bin.

    a, x_edges  masses of bins and their edges, one more, as numpy.histogram gives them; b and y_edges likewise
    p           from 1 to math.inf

    Raises Error, with the side in input, for edges that fall or are not finite, for masses as wasserstein() does, and
    where edges are not one more than masses. Source: Villani, Topics in Optimal Transportation, 2003, chapter 2.
    """
    return _transport(_kullback.transport_bins(*_ends(x_edges), a, *_ends(y_edges), b, (p, 0.0), threads))


def costs(costs: _Matrix, a: _Numbers | None = None, b: _Numbers | None = None, *, unmatched: float = math.inf,
          solver: str = "auto", threads: int = 1) -> Transport:
    """The cheapest way to move masses a of the rows to masses b of the columns, exact and proved, as a Transport.

    costs      what a unit of mass costs from row to column: finite, of any sign
    a, b       masses of equal totals; None: all equal, 1 together
    unmatched  what a unit of mass costs that is not matched, on either side: then totals may differ
    solver     "auto", or "simplex" for the network simplex without the auction before it
    threads    how many may work on it, 0 for all; the bits of the result do not depend on it

    Raises Error for totals that differ, a negative mass or a cost that is not finite, and says which.

    Source: Kantorovich 1942; Dantzig 1951 and Cunningham 1976 (simplex); Bertsekas 1988 (auction); Schmitzer 2016
    (coarse to fine).
    """
    return _transport(_kullback.transport_costs(costs, a, b, (unmatched, solver), threads))


def points(x: _Matrix | _Numbers, y: _Matrix | _Numbers, a: _Numbers | None = None, b: _Numbers | None = None, *,
           cost: str = "euclidean", p: float = 1.0, unmatched: float = math.inf, solver: str = "auto",
           threads: int = 1) -> Transport:
    """The same between points, a row each, without a matrix of costs: memory is O(n + m).

    cost  "euclidean", "squared_euclidean", "l1" or "cosine" (1 − x·y/(‖x‖ ‖y‖))
    p     the cost to this power; distance is the root at the end. squared_euclidean with p = 1 is W_2

    Raises what costs() raises, Error for coordinates that are not finite or not as many and for a p that is not above
    0. Source: as of costs().
    """
    return _transport(_kullback.transport_points(x, y, a, b, (cost, p), (unmatched, solver), threads))


def gradient(x: _Matrix | _Numbers, y: _Matrix | _Numbers, a: _Numbers | None = None, b: _Numbers | None = None, *,
             cost: str = "euclidean", p: float = 1.0, unmatched: float = math.inf, threads: int = 1) -> Gradient:
    """The cost of points() and its gradients by the coordinates of x and of y and by the masses, as a Gradient.

    The plan stays optimal to first order, so that it is the gradient of the costs on it. Where several plans are
    optimal it is a subgradient. Raises what points() raises. Source: Danskin 1967.
    """
    return Gradient(*_kullback.transport_gradient(x, y, a, b, (cost, p), (unmatched, "auto"), threads))


def describe(a: _Source, b: _Source, *, cost: str = "euclidean", p: float = 1.0, method: str = "auto",
             epsilon: float = 0.05, confidence: float = 0.95, permutations: int = 999, seed: int = 0,
             costs: str | os.PathLike[str] | None = None, column: str | None = None, threads: int = 1) -> Document:
    """What `kl ot A B` tells, as a Document.

    a, b    samples, points, images, known weights whose names are numbers or bins, as kullback.compare() takes them;
            the rows of a table of several columns are points
    costs   a file of lines symbol, symbol, cost: then a and b are texts or weights, and their symbols move
    cost    as in points(); p likewise
    method  "auto", "exact", "sinkhorn" or "sliced"
    epsilon of sinkhorn, in units of the mean cost
    confidence, permutations, seed  of two samples and an exact method, as in wasserstein_sample()
    column  of tables and arrays, as in kullback.compare()
    """
    inputs = _read([a, b], None, None, None, column, threads, rows_are_points=True)
    prices = None if costs is None else os.fspath(costs)
    options = method, cost, p, epsilon, confidence, permutations, seed, prices
    return Document._of(_kullback.ot_describe(inputs[0]._handle, inputs[1]._handle, options, threads), "bits")


def describe_ids() -> list[str]:
    """The ids of estimates that describe() may give."""
    return typing.cast("list[str]", _kullback.ot_ids())
