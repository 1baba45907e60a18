# SPDX-License-Identifier: Apache-2.0
"""Distances of transport for PyTorch, differentiable by the places and, where potentials are known, by the masses."""

from __future__ import annotations

import math
import typing

from kullback import _kullback, transport
from kullback._autograd import attach, check, check_constant, graft, pack, series, wide

import torch

if typing.TYPE_CHECKING:
    from array import array


def _packed(tensor: torch.Tensor | None, name: str) -> typing.Any:
    if tensor is None:
        return None
    check(tensor, name)
    return pack(tensor.detach())


def _scaled(numbers: array[float], like: torch.Tensor, factor: float) -> torch.Tensor:
    made: torch.Tensor = series(numbers, like.shape, torch.float64).mul(factor).to(wide(like.dtype))
    return made


def _root(cost: float, p: float) -> tuple[float, float]:
    """cost^(1/p) and its slope; at 0, where it has none, that of a corner."""
    value = cost ** (1 / p)
    return value, value / cost / p if cost > 0 else 0.0


def _shares(mass: torch.Tensor | None, name: str) -> typing.Any:
    if mass is None:
        return None
    check(mass, name)
    known = mass.detach().double()
    total = known.sum()
    return pack(known / total if total > 0 and known.min() >= 0 else known)


def _share_gradient(potential: array[float] | None, mass: torch.Tensor | None) -> torch.Tensor | None:
    """By a mass that is divided by the total."""
    if mass is None or potential is None:
        return None
    slope = torch.frombuffer(potential, dtype=torch.float64)
    total = mass.detach().double().sum()
    made: torch.Tensor = (slope - (mass.detach().double() * slope).sum() / total) / total
    return made


def _along_line(x: torch.Tensor, y: torch.Tensor, a: torch.Tensor | None, b: torch.Tensor | None,
                p: float) -> torch.Tensor:
    if p == math.inf:
        raise ValueError("p is inf: the longest way has no gradient, expected a finite p")
    found = transport.line(_packed(x, "x"), _packed(y, "y"), _packed(a, "a"), _packed(b, "b"), p=p,
                           threads=torch.get_num_threads())
    origin, target = (torch.frombuffer(ends, dtype=torch.int64) for ends in found.plan[:2])
    mass = torch.frombuffer(found.plan.mass, dtype=torch.float64)
    apart = x.detach().double()[origin] - y.detach().double()[target]
    moved = p * mass * apart.abs().pow(p - 1) * apart.sign()
    slopes = [torch.zeros(x.shape, dtype=torch.float64).index_add_(0, origin, moved),
              torch.zeros(y.shape, dtype=torch.float64).index_add_(0, target, -moved),
              _share_gradient(found.u, a), _share_gradient(found.v, b)]
    factor = _root(found.cost, p)[1]
    inputs = x, y, a, b
    return graft(found.distance, (), [None if one is None or to is None else (factor * one).to(wide(to.dtype))
                                      for one, to in zip(slopes, inputs)], inputs)


def wasserstein(x: torch.Tensor, y: torch.Tensor, a: torch.Tensor | None = None, b: torch.Tensor | None = None, *,
                cost: str = "euclidean", p: float = 1.0) -> torch.Tensor:
    """The Wasserstein distance W_p, exact, in the graph: kullback.transport.wasserstein() and points().

    x, y   numbers (n) and (m), by a sort; or points (n, d) and (m, d), by exact transport
    a, b   masses; None: all equal. Each is divided by its total, and both may require a gradient
    cost   of points, as in kullback.transport.points(); p finite

    The plan stays optimal to first order; where several are, and at W_p = 0, it is a subgradient.
    """
    check(x, "x")
    check(y, "y")
    if x.dim() == 1 and y.dim() == 1:
        return _along_line(x, y, a, b, p)
    paid, by_x, by_y, u, v = _kullback.transport_gradient(
        _packed(x, "x"), _packed(y, "y"), _shares(a, "a"), _shares(b, "b"), (cost, p), (math.inf, "auto"),
        torch.get_num_threads())
    value, slope = _root(paid, 2 * p if cost == "squared_euclidean" else p)
    by_masses = [None if made is None or of is None else made.mul(slope).to(wide(of.dtype))
                 for made, of in ((_share_gradient(u, a), a), (_share_gradient(v, b), b))]
    return graft(value, (), [_scaled(by_x, x, slope), _scaled(by_y, y, slope), *by_masses], [x, y, a, b])


def sinkhorn_divergence(x: torch.Tensor, y: torch.Tensor, a: torch.Tensor | None = None,
                        b: torch.Tensor | None = None, *, cost: str = "squared_euclidean", p: float = 1.0,
                        epsilon: float = 0.05, absolute: bool = False, penalty: float = math.inf,
                        tolerance: float = 1e-6, iterations: int = 10000) -> torch.Tensor:
    """kullback.transport.sinkhorn_divergence of points (n, d) and (m, d) in the graph, with its gradients by the points
    and by the masses: at the ε that it had, also where that is relative."""
    check(x, "x")
    check(y, "y")
    found = transport.sinkhorn_divergence(
        _packed(x, "x"), _packed(y, "y"), _packed(a, "a"), _packed(b, "b"), cost=cost, p=p, epsilon=epsilon,
        absolute=absolute, penalty=penalty, tolerance=tolerance, iterations=iterations, gradients=True,
        threads=torch.get_num_threads())
    inputs = x, y, a, b
    slopes = found.gradient_x, found.gradient_y, found.gradient_a, found.gradient_b
    return attach(found.value.value, (), slopes, inputs)


def sliced_wasserstein(x: torch.Tensor, y: torch.Tensor, a: torch.Tensor | None = None,
                       b: torch.Tensor | None = None, *, p: float = 1.0, projections: int = 500,
                       seed: int = 0) -> torch.Tensor:
    """kullback.transport.sliced_wasserstein of points (n, d) and (m, d) in the graph, differentiable by the points. The
    seed draws the directions: training takes another one for each step."""
    check(x, "x")
    check(y, "y")
    for masses, name in ((a, "a"), (b, "b")):
        if masses is not None:
            check_constant(masses, name)
    found = transport.sliced_gradient(_packed(x, "x"), _packed(y, "y"), _packed(a, "a"), _packed(b, "b"), p=p,
                                      projections=projections, seed=seed, threads=torch.get_num_threads())
    value, slope = _root(found.cost, p)
    return graft(value, (), [_scaled(found.x, x, slope), _scaled(found.y, y, slope)], [x, y])
