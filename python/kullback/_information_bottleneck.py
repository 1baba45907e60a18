# SPDX-License-Identifier: Apache-2.0
"""The information bottleneck: what must be kept of X to still know Y."""

from __future__ import annotations

import array
import math
import typing

from kullback import _kullback
from kullback.report import Document
from kullback._table import Table, _bytes

if typing.TYPE_CHECKING:
    from collections.abc import Sequence

    from kullback._kullback import Estimate, _Matrix, _Sparse, _Unit
    from kullback._table import _Columns


class Clusters(typing.NamedTuple):
    """An encoder and what it tells; informations are in nats.

    relevance    I(T;Y), an Estimate
    rate         I(T;X), an Estimate; flag "not_converged" on both: the best start ran out of iterations
    entropy      H(T)
    objective    H(T) − α H(T|X) − β I(T;Y), or −I(T;Y) of an infinite β
    information  I(X;Y), which no relevance is above
    used         how many clusters have mass
    iterations   of all starts
    best         which start won
    encoder      p(t|x), row by row; None of a sparse table
    prior        p(t), the heaviest cluster first
    decoder      p(y|t), cluster by cluster
    labels       of each x its most probable cluster
    """

    relevance: Estimate
    rate: Estimate
    entropy: float
    objective: float
    information: float
    used: int
    iterations: int
    best: int
    encoder: array.array[float] | None
    prior: array.array[float]
    decoder: array.array[float]
    labels: array.array[int]


class Point(typing.NamedTuple):
    """A point of the curve, informations in nats; `converged` False: it ran out of iterations."""

    beta: float
    rate: float
    relevance: float
    entropy: float
    clusters: int
    converged: bool


class Change(typing.NamedTuple):
    """A β, to a thousandth, at which the number of clusters changes, and the points on both sides. Where their rates
    differ the curve between them is a straight line; where they agree clusters split little by little."""

    beta: float
    below: Point
    above: Point


class BottleneckCurve(typing.NamedTuple):
    """The whole curve, informations in nats.

    points       by ascending β
    changes      likewise
    information  I(X;Y)
    entropy_x, entropy_y
    onset        1/ρ², ρ the maximal correlation: above this β one cluster for all is not even locally the best;
                 NaN: it was not found
    is_function  Y = f(X): the curve is the line min(I(T;X), H(Y)), and no β finds its inside
    """

    points: list[Point]
    changes: list[Change]
    information: float
    entropy_x: float
    entropy_y: float
    onset: float
    is_function: bool


class Merge(typing.NamedTuple):
    """Clusters left < right become one: 0, 1, … are the rows, and behind them the merges in their order. loss is what
    it costs of relevance; relevance and entropy are I(T;Y) and H(T) after it; all in nats."""

    left: int
    right: int
    loss: float
    relevance: float
    entropy: float


class GaussianBottleneck(typing.NamedTuple):
    """The bottleneck of normal x and y: both Estimates, I(X;Y), how many directions are kept, λ = 1 − ρ² of the
    canonical correlations, the β above which each direction is kept, and A of the optimal T = A x + ξ, row by row."""

    relevance: Estimate
    rate: Estimate
    information: float
    active: int
    eigenvalues: array.array[float]
    critical: array.array[float]
    projection: array.array[float]


def bottleneck(joint: _Matrix, beta: float = 10.0, *, alpha: float = 1.0, clusters: int = 0, restarts: int = 8,
               iterations: int = 10000, tolerance: float = 1e-10, seed: int = 0, threads: int = 1) -> Clusters:
    """The encoder p(t|x) for which H(T) − α H(T|X) − β I(T;Y) is least, as Clusters.

    joint     weights, a row for each x and a column for each y
    alpha     1: the information bottleneck; 0: the deterministic one, of hard clusters; or between
    clusters  at most so many; 0: as many as rows, which is enough
    restarts  random starts, beside the one that comes down from a larger β
    threads   how many may work on it, 0 for all; the bits of the result do not depend on it

    Raises Error for a weight that is negative or not finite, with the index row · columns + column, for weights that
    are all 0, and for options out of range.

    Sources: Tishby, Pereira, Bialek 1999; Strouse, Schwab 2017.
    """
    options = (beta, alpha, clusters, restarts, iterations, tolerance, seed)
    return Clusters(*_kullback.bottleneck_compute(joint, options, False, threads))


def bottleneck_sequential(joint: _Matrix | _Sparse, clusters: int, beta: float = math.inf, *, restarts: int = 8,
                          iterations: int = 100, seed: int = 0, threads: int = 1) -> Clusters:
    """Hard clusters, for which H(T) − β I(T;Y) is least; of an infinite β I(T;Y) is the largest. As Clusters.

    joint  weights, a row for each x; or what has indptr, indices, data and shape, as the CSR matrices of SciPy, which
           may be large
    iterations  passes of a start at most

    Raises what bottleneck() raises, and Error for 0 clusters. Source: Slonim, Friedman, Tishby 2002.
    """
    options = (beta, 0.0, clusters, restarts, iterations, 1e-10, seed)
    if hasattr(joint, "indptr"):
        sparse = typing.cast("_Sparse", joint)
        return Clusters(*_kullback.bottleneck_sparse(sparse.indptr, sparse.indices, sparse.data, sparse.shape[1],
                                                     options, threads))
    return Clusters(*_kullback.bottleneck_compute(joint, options, True, threads))


def bottleneck_curve(joint: _Matrix, low: float | None = None, high: float | None = None, points: int = 40,
                     *, clusters: int = 0, restarts: int = 8, iterations: int = 10000, tolerance: float = 1e-10,
                     seed: int = 0, threads: int = 1) -> BottleneckCurve:
    """The bottleneck at `points` β between low and high (None: from nothing to all but a thousandth of I(X;Y)), each
    from the next larger one, and where the number of clusters changes. As a BottleneckCurve.

    Its straight lines have an inside that no β finds: points there are both ends in turn. Where Y is a function of X
    all of it is one line. Raises what bottleneck() raises, and Error for a low that is not below high.

    Sources: Tishby, Pereira, Bialek 1999; Kolchinsky, Tracey, Van Kuyk 2019 (the line).
    """
    options = (1.0, 1.0, clusters, restarts, iterations, tolerance, seed)
    points_, changes, *rest = _kullback.bottleneck_curve(joint, options, (low, high, points), threads)
    return BottleneckCurve([Point(*p) for p in points_],
                           [Change(beta, Point(*below), Point(*above)) for beta, below, above in changes], *rest)


def agglomerate(joint: _Matrix, *, threads: int = 1) -> list[Merge]:
    """The tree of hard clusters, from one for each row to one for all: each time the two whose merger loses the least
    relevance. Raises Error for weights as bottleneck() does. Source: Slonim, Tishby 1999."""
    return [Merge(*merge) for merge in _kullback.bottleneck_agglomerate(joint, threads)]


def cut(merges: Sequence[Merge], clusters: int) -> array.array[int]:
    """The tree cut where it has so many clusters: of each row its cluster, numbered by their first rows. Raises Error
    for none, or more than rows. Source: Slonim, Tishby 1999."""
    left, right = [merge.left for merge in merges], [merge.right for merge in merges]
    return typing.cast("array.array[int]", _kullback.bottleneck_cut(left, right, len(left) + 1, clusters))


def bottleneck_gaussian(x: _Matrix, y: _Matrix, between: _Matrix, beta: float) -> GaussianBottleneck:
    """The bottleneck of jointly normal x and y by their covariances, n × n, m × m and n × m, in closed form.

    Raises Error for a covariance of x or of y that is not symmetric or not positive definite (index: row · columns +
    column), a joint one that is not positive semidefinite, shapes that do not fit, and a beta below 0.

    Source: Chechik, Globerson, Tishby, Weiss 2005.
    """
    return GaussianBottleneck(*_kullback.bottleneck_gaussian(x, y, between, beta))


def describe_bottleneck(table: Table | _Columns, x: str | None = None, y: str | None = None, *,
                        beta: float | None = None, clusters: int = 0, method: str = "auto", alpha: float = 1.0,
                        seed: int = 0, unit: _Unit = "bits", threads: int = 1) -> Document:
    """What `kl ib` tells, as a Document.

    table   a Table, or what makes one: a weight in every cell, perhaps with a column of names before them; with x and y
            these two columns of it are counted
    beta    one point; None: all of the curve, or with clusters so many hard ones
    method  "auto", "soft", "deterministic", "sequential" or "agglomerative"
    """
    if not isinstance(table, Table):
        table = Table(table, types={name: "category" for name in (x, y) if name is not None})
    options = (method, beta, alpha, clusters, seed, unit)
    return Document._of(_kullback.ib_document(table._handle, _bytes(x), _bytes(y), options, threads), unit)


def describe_bottleneck_ids() -> list[str]:
    """The ids of estimates that describe_bottleneck() may give."""
    return typing.cast("list[str]", _kullback.ib_ids())
