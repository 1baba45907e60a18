# SPDX-License-Identifier: Apache-2.0
"""Transport that is not exact: entropic (Sinkhorn), along lines (sliced), and of normal distributions (Bures)."""

from __future__ import annotations

import math
import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from array import array

    from kullback._kullback import Estimate, _Matrix, _Numbers


class Sinkhorn(typing.NamedTuple):
    """What sinkhorn() and sinkhorn_divergence() found. Arrays are row by row; None: not asked for.

    value           OT_ε or the divergence, as an Estimate. Flag "not_converged": the marginal error is above the
                    tolerance; "may_be_negative": of this cost no theorem says that the divergence is not
    cost            Σ P C of the plan; None of a divergence
    marginal_error  Σ |column sums − b| / Σ b; row sums are met. The largest of the three of a divergence
    epsilon         ε in the units of the cost
    penalty         ρ in the units of the cost; math.inf: balanced
    iterations      passes over all pairs
    f, g            potentials; of a divergence those across less those within
    plan            P
    gradient_x, gradient_y  by the coordinates of points
    gradient_a, gradient_b  by the masses; balanced, with mean 0
    """

    value: Estimate
    cost: float | None
    marginal_error: float
    epsilon: float
    penalty: float
    iterations: int
    f: array[float]
    g: array[float]
    plan: array[float] | None
    gradient_x: array[float] | None
    gradient_y: array[float] | None
    gradient_a: array[float] | None
    gradient_b: array[float] | None


def _sinkhorn(found: tuple[typing.Any, ...]) -> Sinkhorn:
    value, cost, *rest = found
    return Sinkhorn(value, None if math.isnan(cost) else cost, *rest)


_OPTIONS = """\
a, b        masses of equal totals; None: all equal, 1 together
epsilon     ε, the price of a nat of dependence, in units of the mean cost of independent pairs; absolute: in those of
            the cost
penalty     ρ, the price of a nat by which the plan misses the masses, in the units of epsilon; below math.inf totals
            may differ
tolerance   of the marginal error; iterations: at most
memory      earlier steps that a next one is mixed from (Anderson), 0: none; scaling: ε comes down in steps
gradients   whether they are wanted, at this ε
threads     how many may work on it, 0 for all; the bits of the result do not depend on it

Costs of points are made anew in each pass: O(n + m) memory. Raises Error for totals that differ, a negative mass or
what is not finite, and says which."""


def sinkhorn(x: _Matrix | _Numbers, y: _Matrix | _Numbers, a: _Numbers | None = None, b: _Numbers | None = None, *,
             cost: str = "euclidean", p: float = 1.0, epsilon: float = 0.05, absolute: bool = False,
             penalty: float = math.inf, tolerance: float = 1e-6, iterations: int = 10000, memory: int = 20,
             scaling: bool = True, start: _Numbers | None = None, plan: bool = False, gradients: bool = False,
             threads: int = 1) -> Sinkhorn:
    return _sinkhorn(_kullback.sinkhorn_points(
        x, y, a, b, start, (cost, p), (epsilon, absolute, penalty, tolerance, iterations, memory, scaling),
        (False, plan, gradients), threads))


sinkhorn.__doc__ = f"""Entropic transport between points, a row each, as a Sinkhorn:

OT_ε = min_P Σ P C + ε KL(P ‖ a⊗b) [+ ρ KL(P1 ‖ a) + ρ KL(Pᵀ1 ‖ b)]

cost, p     as in points()
start       g of an earlier answer, where to begin
plan        whether it is wanted: n × m numbers
{_OPTIONS}

Source: Cuturi, 2013; Schmitzer, 2019; Chizat, Peyré, Schmitzer, Vialard, 2018.
"""


def sinkhorn_costs(costs: _Matrix, a: _Numbers | None = None, b: _Numbers | None = None, *, epsilon: float = 0.05,
                   absolute: bool = False, penalty: float = math.inf, tolerance: float = 1e-6, iterations: int = 10000,
                   memory: int = 20, scaling: bool = True, start: _Numbers | None = None, plan: bool = False,
                   threads: int = 1) -> Sinkhorn:
    """The same of a matrix of costs, of any sign. Source and errors: as of sinkhorn()."""
    return _sinkhorn(_kullback.sinkhorn_costs(
        costs, None, None, a, b, start, (epsilon, absolute, penalty, tolerance, iterations, memory, scaling),
        (False, plan, False), threads))


def sinkhorn_divergence(x: _Matrix | _Numbers, y: _Matrix | _Numbers, a: _Numbers | None = None,
                        b: _Numbers | None = None, *, cost: str = "euclidean", p: float = 1.0, epsilon: float = 0.05,
                        absolute: bool = False, penalty: float = math.inf, tolerance: float = 1e-6,
                        iterations: int = 10000, memory: int = 20, scaling: bool = True, gradients: bool = False,
                        threads: int = 1) -> Sinkhorn:
    return _sinkhorn(_kullback.sinkhorn_points(
        x, y, a, b, None, (cost, p), (epsilon, absolute, penalty, tolerance, iterations, memory, scaling),
        (True, False, gradients), threads))


sinkhorn_divergence.__doc__ = f"""The Sinkhorn divergence of points, a row each, as a Sinkhorn:

S_ε(a, b) = OT_ε(a, b) − ½ OT_ε(a, a) − ½ OT_ε(b, b) [+ ½ ε (Σa − Σb)²]

0 for equal inputs, and never negative for Euclidean distance to a power up to 2, L1 and cosine up to 1; of other costs
it has flag "may_be_negative".

cost, p     as in points()
{_OPTIONS}

Source: Genevay, Peyré, Cuturi, 2018; Feydy et al., 2019; Séjourné et al., 2019.
"""


def sliced_wasserstein(x: _Matrix | _Numbers, y: _Matrix | _Numbers, a: _Numbers | None = None,
                       b: _Numbers | None = None, *, p: float = 1.0, projections: int = 500, seed: int = 0,
                       confidence: float = 0.95, threads: int = 1) -> Estimate:
    """The sliced Wasserstein distance (E_θ W_p^p(θ·x, θ·y))^(1/p) of points, a row each, in their unit, as an Estimate.

    a, b         masses, each divided by its total; None: all equal
    p            1 or more, finite
    projections  directions that the seed draws: standard error and interval are theirs, not those of x and y as samples
    threads      how many may work on it, 0 for all; the bits of the result do not depend on it

    Raises Error, with the side in input and the index, for what is not finite and for negative masses; for coordinates
    that are not as many, and options out of range.

    Source: Rabin, Peyré, Delon, Bernot, 2012; Bonneel, Rabin, Peyré, Pfister, 2015.
    """
    return typing.cast("Estimate", _kullback.sliced_wasserstein(
        x, y, a, b, (p, projections, seed, confidence, 0), threads))


class Gradient(typing.NamedTuple):
    """A cost and how it changes with the coordinates of the points, row by row, and with the masses, up to one constant
    that u has more and v less; None of what is sliced."""

    cost: float
    x: array[float]
    y: array[float]
    u: array[float] | None = None
    v: array[float] | None = None


def sliced_gradient(x: _Matrix | _Numbers, y: _Matrix | _Numbers, a: _Numbers | None = None,
                    b: _Numbers | None = None, *, p: float = 1.0, projections: int = 500, seed: int = 0,
                    threads: int = 1) -> Gradient:
    """SW_p^p over the same directions and its gradients by the coordinates of x and of y, as a Gradient. Source and
    errors: as of sliced_wasserstein()."""
    return Gradient(*_kullback.sliced_gradient(x, y, a, b, (p, projections, seed, 0.95, 1), threads))


def max_sliced_wasserstein(x: _Matrix | _Numbers, y: _Matrix | _Numbers, a: _Numbers | None = None,
                           b: _Numbers | None = None, *, p: float = 1.0, projections: int = 500, seed: int = 0,
                           steps: int = 200, threads: int = 1) -> tuple[Estimate, array[float]]:
    """The largest W_p along any direction that was found, as an Estimate, and the direction.

    From the best of the drawn directions by at most `steps` steps up the gradient: a lower bound of the largest, and of
    W_p (flag "one_sided"). Arguments as in sliced_wasserstein(); raises what that raises.

    Source: Deshpande et al., Max-Sliced Wasserstein Distance, 2019.
    """
    return typing.cast("tuple[Estimate, array[float]]", _kullback.max_sliced_wasserstein(
        x, y, a, b, (p, projections, seed, 0.95, steps), threads))


def bures_wasserstein(mean: _Numbers, covariance: _Matrix, other_mean: _Numbers, other_covariance: _Matrix) -> Estimate:
    """W_2 of two normal distributions, √(|μ − μ′|² + tr(Σ + Σ′ − 2(Σ^½ Σ′ Σ^½)^½)), as an Estimate.

    Covariances may be singular. Nothing cancels where the two are near. kullback.families.gaussian() has the same for
    diagonal and low-rank ones, and the map.

    Raises Error for a covariance that is not symmetric or not positive semidefinite, with code "mismatch" for other
    dimensions. Source: Dowson, Landau, 1982; Bhatia, Jain, Lim, 2019.
    """
    return _kullback.gaussian_wasserstein((mean, None, None, covariance), (other_mean, None, None, other_covariance))
