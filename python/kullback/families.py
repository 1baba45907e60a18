# SPDX-License-Identifier: Apache-2.0
"""Divergences of parametric families, in closed form.

    >>> from kullback import families
    >>> families.normal(0, 1).divergence(families.normal(1, 2))
    <Estimate 0.4431471805599453 nats>

A distribution is a family called with its parameters. p is the truth, q the model. Within a family the error of a
divergence is 64·2⁻⁵³ at most, relatively (of Gumbel and Weibull (64 + 8 ln KL)·2⁻⁵³); more was seen where the
divergence is far below the rounding of the parameters: 170·2⁻⁵³ of gamma and inverse gamma distributions of large
parameters an ulp apart, 110·2⁻⁵³ of Dirichlet's 1e-8 apart, 2100·2⁻⁵³ of a categorical one with a faint symbol, an
ulp apart. Between two families it is cross-entropy less entropy, good to (64 + 8 ln T)·2⁻⁵³ of their largest term T ≥
1, were the parameters moved by 8·2⁻⁵³ of themselves; sums over symbols to 64·2⁻⁵³ of the larger of 1 and their value.
An infinite one is an answer, with the reason in its flags. gaussian() is the normal distribution of several
dimensions, which has Rényi's divergence, Hellinger's and Bhattacharyya's too.
"""

from __future__ import annotations

import typing

from kullback import _kullback
from kullback._fits import Fit, count_cells, fit, fit_file, fit_ids
from kullback._privacy import (Mechanism, privacy_account, privacy_convert, privacy_delta, privacy_epsilon, privacy_noise,
                               privacy_renyi)

if typing.TYPE_CHECKING:
    from array import array
    from typing import Any

    from kullback._kullback import Estimate, _Matrix, _Numbers, _Unit

__all__ = ["Distribution", "Family", "Fit", "Gaussian", "Mechanism", "Parameter", "bernoulli", "beta", "binomial", "categorical", "cauchy",
           "count_cells", "dirichlet", "exponential", "families", "family", "fit", "fit_file", "fit_ids", "gamma", "gaussian", "geometric", "gumbel", "half_normal",
           "inverse_gamma", "laplace", "log_normal", "negative_binomial", "normal", "pareto", "poisson", "privacy_account",
           "privacy_convert", "privacy_delta", "privacy_epsilon", "privacy_noise", "privacy_renyi", "uniform",
           "weibull"]


class Parameter(typing.NamedTuple):
    """A parameter and its range: low < value where low_open, low ≤ value elsewhere; value ≤ high; always finite."""

    name: str
    low: float
    high: float
    low_open: bool
    whole: bool


def _check_kind(q: object, kind: type) -> None:
    """A divergence is between two of a kind."""
    if not isinstance(q, kind):
        alike = isinstance(q, (Distribution, Gaussian))
        raise TypeError(f"q is {q!r}: a {kind.__name__} is needed"
                        f"{'; normal(mean, scale) is gaussian([mean], [scale ** 2])' if alike else ''}")


class Distribution:
    """A distribution of a family, with its parameters."""

    __slots__ = ("_family", "_parameters")

    def __init__(self, family: Family, parameters: _Numbers) -> None:
        if not isinstance(family, Family):
            raise TypeError(f"family is {family!r}: a Family is needed")
        self._family, self._parameters = family, parameters
        # What is no distribution of the family is refused here, and not when it is first used.
        self.divergence(self)

    @property
    def family(self) -> Family:
        """The family it is of."""
        return self._family

    @property
    def parameters(self) -> _Numbers:
        """Its parameters in the order of the family's; one array where they are weights or concentrations."""
        return self._parameters

    def divergence(self, q: Distribution, *, unit: _Unit = "nats") -> Estimate:
        """KL(P‖Q) of this distribution from q, of the same or of another family, as an Estimate.

        Infinite, with flag "infinite", where q has no mass on part of p; with flag "heavy_tail" where the tail of q
        falls too fast for that of p; with flag "overflow" where it is above the largest double. Raises Error with code
        "unsupported" where two families have no closed form, "mismatch" for two lengths of weights; TypeError for what
        is no Distribution, as a gaussian().

        Cost: O(1); O(n) for categorical and Dirichlet; O(σ) for sums over the symbols of a binomial. Source: the
        family's row of families().
        """
        _check_kind(q, Distribution)
        return _kullback.family_divergence(self._family.name, self._parameters, q._family.name,
                                           q._parameters).to(unit)

    def entropy(self, *, unit: _Unit = "nats") -> Estimate:
        """Its entropy; of a density the differential one, which may be negative.

        Raises Error with code "unsupported" where it has no closed form: binomial, Poisson, negative binomial. Source:
        Shannon 1948; of densities Lazo, Rathie 1978.
        """
        return _kullback.family_entropy(self._family.name, self._parameters).to(unit)

    def __repr__(self) -> str:
        given = (self._parameters,) if self._family.vector else tuple(self._parameters)  # type: ignore[arg-type]
        return f"{self._family.name}({', '.join(map(repr, given))})"


class Family(typing.NamedTuple):
    """A row of the table of families. Called with its parameters, by position or by name, it is a Distribution.

    name        "negative_binomial"; title: "negative binomial"
    support     on what it lives; density: probability of one symbol, or density
    formula     of the divergence, parameters of q with a prime; source: paper or book
    parameters  a Parameter for each
    vector      True: the one parameter is an array of any length
    discrete    True: probabilities of whole numbers; False: a density
    """

    name: str
    title: str
    support: str
    density: str
    formula: str
    source: str
    parameters: tuple[Parameter, ...]
    vector: bool
    discrete: bool

    def __call__(self, *values: Any, **named: Any) -> Distribution:
        """The distribution with these parameters. Raises Error for one out of its range, with its index."""
        names = [parameter.name for parameter in self.parameters]
        given = dict(zip(names, values))
        if len(values) + len(named) != len(names) or {**given, **named}.keys() != set(names):
            raise TypeError(f"{self.name}() takes {', '.join(names)}")
        given.update(named)
        if self.vector:
            return Distribution(self, given[names[0]])
        return Distribution(self, tuple([float(given[name]) for name in names]))


_table = {row[0]: Family(*row[:6], tuple(Parameter(*p) for p in row[6]), *row[7:])  # type: ignore[call-arg]
          for row in _kullback.families()}


def families() -> tuple[Family, ...]:
    """The table of families: a Family for each that there is."""
    return tuple(_table.values())


def family(name: str) -> Family:
    """The family with this name. Raises ValueError for an unknown one."""
    if name not in _table:
        raise ValueError(f"no family is called {name!r}: kullback.families.families() has them all")
    return _table[name]


bernoulli = family("bernoulli")
binomial = family("binomial")
categorical = family("categorical")
poisson = family("poisson")
geometric = family("geometric")
negative_binomial = family("negative_binomial")
normal = family("normal")
log_normal = family("log_normal")
half_normal = family("half_normal")
exponential = family("exponential")
gamma = family("gamma")
inverse_gamma = family("inverse_gamma")
beta = family("beta")
dirichlet = family("dirichlet")
laplace = family("laplace")
cauchy = family("cauchy")
gumbel = family("gumbel")
weibull = family("weibull")
pareto = family("pareto")
uniform = family("uniform")


class Gaussian:
    """A normal distribution of several dimensions: see gaussian()."""

    __slots__ = ("_parts",)

    def __init__(self, mean: _Numbers, variance: _Numbers | None = None, factor: _Matrix | None = None,
                 covariance: _Matrix | None = None) -> None:
        self._parts = (mean, variance, factor, covariance)
        self.entropy()

    @property
    def mean(self) -> _Numbers:
        """As it was given."""
        return self._parts[0]

    @property
    def variance(self) -> _Numbers | None:
        """As it was given, or None."""
        return self._parts[1]

    @property
    def factor(self) -> _Matrix | None:
        """As it was given, or None."""
        return self._parts[2]

    @property
    def covariance(self) -> _Matrix | None:
        """As it was given, or None."""
        return self._parts[3]

    def divergence(self, q: Gaussian, *, unit: _Unit = "nats") -> Estimate:
        """KL(P‖Q) = ½ [tr(Σ′⁻¹Σ) − n − ln det(Σ′⁻¹Σ) + (μ − μ′)ᵀΣ′⁻¹(μ − μ′)].

        Error: both diagonal, 64·2⁻⁵³ relatively; else n·κ·2⁻⁴⁸, κ the larger of the condition numbers of the two
        correlation matrices; <kullback/family.h> says more of low rank. Cost: O(n) for two diagonals, O(n·rank²) with
        factors, O(n³) with a full covariance. Raises Error with code "mismatch" for other dimensions, TypeError for
        what is no gaussian(). Source: Kullback, Information Theory and Statistics, 1959.
        """
        _check_kind(q, Gaussian)
        return _kullback.gaussian_divergence(self._parts, q._parts).to(unit)

    def renyi(self, q: Gaussian, alpha: float, *, unit: _Unit = "nats") -> Estimate:
        """Rényi's divergence of order alpha > 0, 1/(α − 1) · ln ∫ p^α q^(1−α); KL for 1.

        Infinite, with flag "heavy_tail", where αΣ′ + (1 − α)Σ is not positive definite (only for α > 1). Raises Error
        for an α that is not above 0 and finite, and for other dimensions.
        Source: Gil, Alajaji, Linder, Rényi Divergence Measures, 2013.
        """
        _check_kind(q, Gaussian)
        return _kullback.gaussian_renyi(self._parts, q._parts, alpha).to(unit)

    def bhattacharyya(self, q: Gaussian, *, unit: _Unit = "nats") -> Estimate:
        """−ln ∫ √(p q): half of Rényi's divergence of order ½. Raises what divergence() raises. Source: Bhattacharyya
        1943."""
        _check_kind(q, Gaussian)
        return _kullback.gaussian_bhattacharyya(self._parts, q._parts).to(unit)

    def hellinger_squared(self, q: Gaussian) -> Estimate:
        """½ ∫ (√p − √q)² = 1 − ∫ √(p q), a pure number between 0 and 1. Raises what divergence() raises. Source:
        Hellinger 1909."""
        _check_kind(q, Gaussian)
        return _kullback.gaussian_hellinger_squared(self._parts, q._parts)

    def wasserstein(self, q: Gaussian) -> Estimate:
        """The Wasserstein distance W_2, in the unit of the coordinates: √(|μ − μ′|² + tr(Σ + Σ′ − 2(Σ^½ Σ′ Σ^½)^½)).

        Nothing cancels where the two are near. kullback.transport.bures_wasserstein() takes singular covariances too.
        Raises what divergence() raises. Source: Dowson, Landau 1982.
        """
        _check_kind(q, Gaussian)
        return _kullback.gaussian_wasserstein(self._parts, q._parts)

    def map(self, q: Gaussian) -> tuple[array[float], array[float]]:
        """The map that moves this onto q at that cost, x → K x + offset: K row by row, symmetric, and the offset.
        Raises what divergence() raises. Source: Knott, Smith 1984."""
        _check_kind(q, Gaussian)
        return _kullback.gaussian_map(self._parts, q._parts)

    def entropy(self, *, unit: _Unit = "nats") -> Estimate:
        """Differential entropy ½ ln det(2πe Σ), in nats. Source: Shannon 1948."""
        return _kullback.gaussian_entropy(self._parts).to(unit)

    def __repr__(self) -> str:
        names = ("variance", "factor", "covariance")
        given = [f", {name}={part!r}" for name, part in zip(names, self._parts[1:]) if part is not None]
        return f"gaussian({self.mean!r}{''.join(given)})"


def gaussian(mean: _Numbers, variance: _Numbers | None = None, *, factor: _Matrix | None = None,
             covariance: _Matrix | None = None) -> Gaussian:
    """The normal distribution with this mean, n numbers, and a covariance that is one of

    variance              n numbers (not their roots): diagonal
    variance and factor   n × rank: Σ = diag(variance) + factor·factorᵀ, of low rank
    covariance            n × n, symmetric to 2⁻³⁰ and positive definite

    Arrays of two dimensions are buffers whose rows are contiguous (others are copied), or sequences of rows.
    Raises Error for a variance that is not positive, numbers that are not finite, a covariance that is not symmetric
    or not positive definite (index: row·n + column), and for shapes that do not fit.
    """
    return Gaussian(mean, variance, factor, covariance)
