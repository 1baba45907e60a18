# SPDX-License-Identifier: Apache-2.0
"""The information bottleneck: what must be kept of X to still know Y."""

from __future__ import annotations

import array
import math
import typing

from kullback import _kullback
from kullback.report import Document
from kullback.table import Table, _bytes

if typing.TYPE_CHECKING:
    from collections.abc import Sequence

    from kullback._kullback import Estimate, _Matrix, _Numbers, _Unit
    from kullback.table import _Columns

METHODS = ("soft", "deterministic", "sequential", "agglomerative")


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
    """A point of the curve; `converged` False: it ran out of iterations."""

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
    """The whole curve.

    points       by ascending β
    changes      likewise
    information  I(X;Y)
    entropy_x, entropy_y
    onset        1/ρ², ρ the maximal correlation: above this β one cluster for all is not even locally the best
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
    """Clusters left < right become one: 0, 1, … are the rows, and behind them the merges in their order. loss is what it
    costs of relevance; relevance and entropy are I(T;Y) and H(T) after it."""

    left: int
    right: int
    loss: float
    relevance: float
    entropy: float


class GaussianBottleneck(typing.NamedTuple):
    """The bottleneck of normal x and y: both Estimates, I(X;Y), how many directions are kept, λ = 1 − ρ² of the canonical
    correlations, the β above which each direction is kept, and A of the optimal T = A x + ξ, row by row."""

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

    Sources: Tishby, Pereira, Bialek 1999; Strouse, Schwab 2017.
    """
    options = (beta, alpha, clusters, restarts, iterations, tolerance, seed)
    return Clusters(*_kullback.bottleneck_compute(joint, options, False, threads))


def bottleneck_sequential(joint: _Matrix | typing.Any, clusters: int, beta: float = math.inf, *, restarts: int = 8,
                          iterations: int = 100, seed: int = 0, threads: int = 1) -> Clusters:
    """Hard clusters, for which H(T) − β I(T;Y) is least; of an infinite β I(T;Y) is the largest. As Clusters.

    joint  weights, a row for each x; or what has indptr, indices, data and shape, as the CSR matrices of SciPy, which may
           be large
    iterations  passes of a start at most

    Source: Slonim, Friedman, Tishby 2002.
    """
    options = (beta, 0.0, clusters, restarts, iterations, 1e-10, seed)
    if hasattr(joint, "indptr"):
        return Clusters(*_kullback.bottleneck_sparse(joint.indptr, joint.indices, joint.data, joint.shape[1], options,
                                                     threads))
    return Clusters(*_kullback.bottleneck_compute(joint, options, True, threads))


def bottleneck_curve(joint: _Matrix, low: float = math.nan, high: float = math.nan, points: int = 40, *,
                     clusters: int = 0, restarts: int = 8, iterations: int = 10000, tolerance: float = 1e-10,
                     seed: int = 0, threads: int = 1) -> BottleneckCurve:
    """The bottleneck at `points` β between low and high (NaN: from nothing to all but a thousandth of I(X;Y)), each from
    the next larger one, and where the number of clusters changes. As a BottleneckCurve.

    Its straight lines have an inside that no β finds: points there are both ends in turn. Where Y is a function of X
    all of it is one line (Kolchinsky, Tracey, Van Kuyk 2019).
    """
    options = (1.0, 1.0, clusters, restarts, iterations, tolerance, seed)
    points_, changes, *rest = _kullback.bottleneck_curve(joint, options, (low, high, points), threads)
    return BottleneckCurve([Point(*p) for p in points_],
                           [Change(beta, Point(*below), Point(*above)) for beta, below, above in changes], *rest)


def agglomerate(joint: _Matrix, *, threads: int = 1) -> list[Merge]:
    """The tree of hard clusters, from one for each row to one for all: each time the two whose merger loses the least
    relevance. Source: Slonim, Tishby 1999."""
    return [Merge(*merge) for merge in _kullback.bottleneck_agglomerate(joint, threads)]


def cut(merges: Sequence[Merge], clusters: int) -> array.array[int]:
    """The tree cut where it has so many clusters: of each row its cluster, numbered by their first rows."""
    left, right = [merge.left for merge in merges], [merge.right for merge in merges]
    return typing.cast("array.array[int]", _kullback.bottleneck_cut(left, right, len(left) + 1, clusters))


def bottleneck_gaussian(x: _Matrix, y: _Matrix, between: _Matrix, beta: float) -> GaussianBottleneck:
    """The bottleneck of jointly normal x and y by their covariances, n × n, m × m and n × m, in closed form.
    Source: Chechik, Globerson, Tishby, Weiss 2005."""
    return GaussianBottleneck(*_kullback.bottleneck_gaussian(x, y, between, beta))


def _rows(flat: Sequence[float], columns: int) -> list[list[float]]:
    return [list(flat[i:i + columns]) for i in range(0, len(flat), columns)] if columns else []


class Bottleneck:
    """The bottleneck as an estimator with fit and transform, in the manner of scikit-learn.

    beta        nats of rate that a nat of relevance is worth; None: not set, for "sequential" and "agglomerative"
    n_clusters  how many clusters there may be; None: as many as rows
    method      "soft", "deterministic" (needs beta), "sequential" and "agglomerative" (need n_clusters)
    alpha       of "soft"
    n_init, max_iter, tol, random_state   restarts, iterations, tolerance, seed

    After fit(joint), joint of weights with a row for each x: labels_, encoder_ (rows of p(t|x)), decoder_ (rows of
    p(y|t)), prior_, relevance_, rate_, information_ (nats), n_clusters_, n_iter_, converged_.
    """

    def __init__(self, beta: float | None = None, n_clusters: int | None = None, method: str = "soft", *,
                 alpha: float = 1.0, n_init: int = 8, max_iter: int = 10000, tol: float = 1e-10,
                 random_state: int = 0, n_jobs: int = 1) -> None:
        self.beta, self.n_clusters, self.method, self.alpha = beta, n_clusters, method, alpha
        self.n_init, self.max_iter, self.tol = n_init, max_iter, tol
        self.random_state, self.n_jobs = random_state, n_jobs

    def get_params(self, deep: bool = True) -> dict[str, typing.Any]:
        """The arguments it was made with."""
        return dict(vars(self)) if not hasattr(self, "labels_") else {
            name: value for name, value in vars(self).items() if not name.endswith("_")}

    def set_params(self, **parameters: typing.Any) -> Bottleneck:
        """Change some of them."""
        for name, value in parameters.items():
            if name not in self.get_params():
                raise ValueError(f"there is no parameter {name!r}")
            setattr(self, name, value)
        return self

    def _check(self) -> None:
        if self.method not in METHODS:
            raise ValueError(f"method is {self.method!r}, expected one of: {', '.join(METHODS)}")
        if self.method in ("soft", "deterministic") and self.beta is None:
            raise ValueError(f"method {self.method!r} needs a beta")
        if self.method in ("sequential", "agglomerative") and self.n_clusters is None:
            raise ValueError(f"method {self.method!r} needs n_clusters")
        if self.method == "agglomerative" and self.beta is not None:
            raise ValueError("method 'agglomerative' has no use for a beta")

    def _solve(self, joint: _Matrix) -> Clusters:
        beta = math.inf if self.beta is None else self.beta
        if self.method == "sequential":
            return bottleneck_sequential(joint, self.n_clusters or 0, beta, restarts=self.n_init,
                                         iterations=self.max_iter, seed=self.random_state, threads=self.n_jobs)
        alpha = self.alpha if self.method == "soft" else 0.0
        return bottleneck(joint, beta, alpha=alpha, clusters=self.n_clusters or 0, restarts=self.n_init,
                          iterations=self.max_iter, tolerance=self.tol, seed=self.random_state, threads=self.n_jobs)

    def _take(self, found: Clusters) -> None:
        clusters = len(found.prior)
        rows, columns = len(found.labels), len(found.decoder) // clusters
        if found.encoder is not None:
            encoder = _rows(found.encoder, clusters)
        else:
            encoder = [[float(t == label) for t in range(clusters)] for label in found.labels]
        self.labels_, self.prior_, self.n_iter_ = list(found.labels), list(found.prior), found.iterations
        self.encoder_, self.decoder_ = encoder[:rows], _rows(found.decoder, columns)
        self.relevance_, self.rate_ = found.relevance.value, found.rate.value
        self.information_, self.n_clusters_ = found.information, found.used
        self.converged_ = "not_converged" not in found.rate.flags

    def _agglomerate(self, joint: _Matrix) -> None:
        merges = agglomerate(joint, threads=self.n_jobs)
        labels = list(cut(merges, self.n_clusters or 0))
        weights = [[float(cell) for cell in row] for row in joint]
        total = sum(map(sum, weights))
        clusters, columns = self.n_clusters or 0, len(weights[0])
        mass = [[0.0] * columns for _ in range(clusters)]
        for label, row in zip(labels, weights):
            for y, weight in enumerate(row):
                mass[label][y] += weight / total
        self.merges_, self.labels_, self.n_iter_, self.converged_ = merges, labels, len(merges), True
        self.prior_ = [sum(row) for row in mass]
        self.encoder_ = [[float(t == label) for t in range(clusters)] for label in labels]
        self.decoder_ = [[cell / prior if prior > 0 else 0.0 for cell in row] for row, prior in zip(mass, self.prior_)]
        self.information_ = math.fsum(merge.loss for merge in merges)
        made = len(merges) + 1 - clusters
        self.relevance_ = merges[made - 1].relevance if made > 0 else self.information_
        self.rate_ = -math.fsum(p * math.log(p) for p in self.prior_ if p > 0)
        self.n_clusters_ = sum(p > 0 for p in self.prior_)

    def fit(self, joint: _Matrix, y: object = None) -> Bottleneck:
        """Find the clusters of the rows of a joint table of weights. y is not looked at."""
        self._check()
        if self.method == "agglomerative":
            self._agglomerate(joint)
        else:
            self._take(self._solve(joint))
        return self

    def transform(self, rows: _Matrix) -> list[list[float]]:
        """p(t|x) of rows of weights p(x, y) or p(y|x), also of new ones: as the encoder that was fitted has it, soft with
        its β and α, hard ones to the cluster that costs least."""
        return [self._encode([float(cell) for cell in row]) for row in rows]

    def fit_transform(self, joint: _Matrix, y: object = None) -> list[list[float]]:
        """fit(joint), and p(t|x) of its rows."""
        return self.fit(joint).encoder_

    def fit_predict(self, joint: _Matrix, y: object = None) -> list[int]:
        """fit(joint), and the cluster of each row."""
        return self.fit(joint).labels_

    def predict(self, rows: _Matrix) -> list[int]:
        """The most probable cluster of each row, as transform() has it."""
        return [max(range(len(row)), key=row.__getitem__) for row in self.transform(rows)]

    def _apart(self, row: Sequence[float]) -> list[float]:
        """KL(p(y|x) ‖ p(y|t)) of each cluster."""
        total = math.fsum(row)
        if not total > 0:
            raise ValueError("a row without weights says nothing of its x")
        return [math.inf if prior == 0 else
                math.fsum(p / total * (math.log(p / total / q) if q > 0 else math.inf) for p, q in zip(row, decoder) if p > 0)
                for prior, decoder in zip(self.prior_, self.decoder_)]

    def _encode(self, row: Sequence[float]) -> list[float]:
        apart = self._apart(row)
        if self.method == "soft":
            exponents = [(math.log(p) - self.beta * d) / self.alpha if p > 0 else -math.inf  # type: ignore[operator]
                         for p, d in zip(self.prior_, apart)]
        elif self.method == "deterministic":
            exponents = [math.log(p) - self.beta * d if p > 0 else -math.inf  # type: ignore[operator]
                         for p, d in zip(self.prior_, apart)]
        else:
            exponents = [-d for d in apart]
        most = max(exponents)
        if most == -math.inf:
            return list(self.prior_)
        if self.method != "soft":
            best = exponents.index(most)
            return [float(t == best) for t in range(len(exponents))]
        weights = [math.exp(e - most) for e in exponents]
        total = math.fsum(weights)
        return [weight / total for weight in weights]


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
    options = (method, math.nan if beta is None else beta, alpha, clusters, seed, unit)
    return Document._of(_kullback.ib_document(table._handle, _bytes(x), _bytes(y), options, threads), unit)


def describe_bottleneck_ids() -> list[str]:
    """The ids of estimates that describe_bottleneck() may give."""
    return typing.cast("list[str]", _kullback.ib_ids())
