# SPDX-License-Identifier: Apache-2.0
"""The information bottleneck as an estimator with fit and transform."""

from __future__ import annotations

import math
import operator
import typing

from kullback import _kullback
from kullback._information_bottleneck import Clusters, agglomerate, bottleneck, bottleneck_sequential, cut

if typing.TYPE_CHECKING:
    from collections.abc import Sequence

    from kullback._kullback import _Matrix

METHODS = ("soft", "deterministic", "sequential", "agglomerative")


def _rows(flat: Sequence[float], columns: int) -> list[list[float]]:
    return [list(flat[i:i + columns]) for i in range(0, len(flat), columns)]


class Bottleneck:
    """The bottleneck as an estimator with fit and transform, in the manner of scikit-learn.

    beta        nats of rate that a nat of relevance is worth; None: not set, for "sequential" and "agglomerative"
    n_clusters  how many clusters there may be; None: as many as rows
    method      "soft", "deterministic" (needs beta), "sequential" and "agglomerative" (need n_clusters)
    alpha       of "soft"
    n_init, max_iter, tol, random_state   restarts, iterations, tolerance, seed (None: 0)
    n_jobs      threads; -1: all

    After fit(joint), joint of weights with a row for each x: labels_, encoder_ (rows of p(t|x)), decoder_ (rows of
    p(y|t)), prior_, relevance_, rate_, information_ (nats), n_clusters_, n_iter_, converged_.

    fit() raises ValueError for an unknown method and for one without what it needs, and what bottleneck() raises.

    Sources: Tishby, Pereira, Bialek 1999; Slonim, Tishby 1999 (agglomerative); Slonim, Friedman, Tishby 2002
    (sequential); Strouse, Schwab 2017 (deterministic).
    """

    def __init__(self, beta: float | None = None, n_clusters: int | None = None, method: str = "soft", *,
                 alpha: float = 1.0, n_init: int = 8, max_iter: int = 10000, tol: float = 1e-10,
                 random_state: typing.SupportsIndex | None = 0, n_jobs: int = 1) -> None:
        self.beta, self.n_clusters, self.method, self.alpha = beta, n_clusters, method, alpha
        self.n_init, self.max_iter, self.tol = n_init, max_iter, tol
        self.random_state, self.n_jobs = random_state, n_jobs

    def get_params(self, deep: bool = True) -> dict[str, typing.Any]:
        """The arguments it was made with."""
        return {name: value for name, value in vars(self).items() if not name.endswith("_")}

    def set_params(self, **parameters: typing.Any) -> Bottleneck:
        """Change some of them."""
        for name, value in parameters.items():
            if name not in self.get_params():
                raise ValueError(f"there is no parameter {name!r}")
            setattr(self, name, value)
        return self

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in self.get_params().items())})"

    @property
    def _threads(self) -> int:
        return 0 if self.n_jobs == -1 else self.n_jobs

    @property
    def _seed(self) -> int:
        return 0 if self.random_state is None else operator.index(self.random_state)

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
                                         iterations=self.max_iter, seed=self._seed, threads=self._threads)
        alpha = self.alpha if self.method == "soft" else 0.0
        return bottleneck(joint, beta, alpha=alpha, clusters=self.n_clusters or 0, restarts=self.n_init,
                          iterations=self.max_iter, tolerance=self.tol, seed=self._seed, threads=self._threads)

    def _take(self, found: Clusters) -> None:
        clusters = len(found.prior)
        if found.encoder is not None:
            encoder = _rows(found.encoder, clusters)
        else:
            encoder = [[float(t == label) for t in range(clusters)] for label in found.labels]
        self.labels_, self.prior_, self.n_iter_ = list(found.labels), list(found.prior), found.iterations
        self.encoder_, self.decoder_ = encoder, _rows(found.decoder, len(found.decoder) // clusters)
        self.relevance_, self.rate_ = found.relevance.value, found.rate.value
        self.information_, self.n_clusters_ = found.information, found.used
        self.converged_ = "not_converged" not in found.rate.flags

    def _agglomerate(self, joint: _Matrix) -> None:
        merges = agglomerate(joint, threads=self._threads)
        labels = list(cut(merges, self.n_clusters or 0))
        weights = _kullback.matrix_rows(joint)
        largest = max(max(row) for row in weights)
        total = math.fsum(weight / largest for row in weights for weight in row)
        clusters, columns = self.n_clusters or 0, len(weights[0])
        mass = [[0.0] * columns for _ in range(clusters)]
        for label, row in zip(labels, weights):
            for y, weight in enumerate(row):
                mass[label][y] += weight / largest / total
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
        """p(t|x) of rows of weights p(x, y) or p(y|x), also of new ones: by the equation of the encoder that was
        fitted; of "sequential" and "agglomerative", and where beta is infinite, the cluster whose p(y|t) is nearest by
        KL. A row that belongs to no cluster, since it has a y that none of them has, is given prior_. Raises ValueError
        for a row that has not a weight for each y of the table that was fitted, or whose weights are negative, not
        finite, or all zero."""
        if isinstance(rows, (list, tuple)) and not rows:
            return []
        return [self._encode(row) for row in _kullback.matrix_rows(rows)]

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
        columns = len(self.decoder_[0])
        if len(row) != columns:
            raise ValueError(f"a row has {len(row)} weights, of the table that was fitted {columns}")
        for y, weight in enumerate(row):
            if not 0 <= weight < math.inf:
                raise ValueError(f"weight {y} of a row is {weight!r}: it must be finite and not negative")
        total = math.fsum(row)
        if not total > 0:
            raise ValueError("a row without weights says nothing of its x")
        shares = [weight / total for weight in row]
        return [math.inf if prior == 0 else
                math.fsum(p * (math.log(p / q) if q > 0 else math.inf) for p, q in zip(shares, decoder) if p > 0)
                for prior, decoder in zip(self.prior_, self.decoder_)]

    def _merit(self, prior: float, apart: float) -> float:
        """Of a cluster; its encoder is proportional to exp(merit / alpha)."""
        if apart == math.inf:
            return -math.inf
        if self.method in ("sequential", "agglomerative") or self.beta == math.inf:
            return -apart
        return math.log(prior) - self.beta * apart  # type: ignore[operator]

    def _encode(self, row: Sequence[float]) -> list[float]:
        merits = [self._merit(prior, apart) for prior, apart in zip(self.prior_, self._apart(row))]
        most = max(merits)
        if most == -math.inf:
            return list(self.prior_)
        if self.method != "soft" or self.alpha == 0:
            best = merits.index(most)
            return [float(t == best) for t in range(len(merits))]
        weights = [math.exp((merit - most) / self.alpha) for merit in merits]
        total = math.fsum(weights)
        return [weight / total for weight in weights]
