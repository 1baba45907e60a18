# SPDX-License-Identifier: Apache-2.0
"""What mechanisms that add noise to an answer give away."""

from __future__ import annotations

import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from collections.abc import Iterable

    from kullback._kullback import Estimate

    _Mechanisms = typing.Union["Mechanism", Iterable["Mechanism"]]


class Mechanism(typing.NamedTuple):
    """A mechanism that adds noise to an answer which one record can move by at most `sensitivity`.

    kind         "gaussian" (noise: standard deviation; sensitivity: Euclidean) or "laplace" (scale; sum of absolutes)
    sampling     the share of the records that a run draws, each on its own (Poisson); 0 or 1: all
    times        how many runs
    """

    kind: str
    noise: float
    sensitivity: float = 1.0
    sampling: float = 1.0
    times: int = 1


def _all(mechanisms: _Mechanisms) -> tuple[Mechanism, ...]:
    return (mechanisms,) if isinstance(mechanisms, Mechanism) else tuple(mechanisms)


def privacy_delta(mechanisms: _Mechanisms, epsilon: float) -> Estimate:
    """The least δ for which mechanisms, run together, are (ε, δ)-private; at ε = 0 the total variation.

    One Mechanism or several: any number of Gaussian ones that draw all records, or one run of one. Raises Error with
    code "unsupported" for others: privacy_account() bounds them. Source: Balle, Wang 2018.
    """
    return _kullback.privacy_delta(_all(mechanisms), epsilon)  # type: ignore[no-any-return]


def privacy_epsilon(mechanisms: _Mechanisms, delta: float) -> Estimate:
    """The least ε ≥ 0 (in nats) whose δ is at most `delta`; infinite where none is."""
    return _kullback.privacy_epsilon(_all(mechanisms), delta)  # type: ignore[no-any-return]


def privacy_noise(mechanism: Mechanism, epsilon: float, delta: float) -> Estimate:
    """The least noise that makes a mechanism (ε, δ)-private; its own noise is not read."""
    return _kullback.privacy_noise(mechanism, epsilon, delta)  # type: ignore[no-any-return]


def privacy_renyi(mechanisms: _Mechanisms, alpha: float) -> Estimate:
    """Rényi divergence of order alpha ≥ 1 of mechanisms run together, in nats: the sum of theirs.

    With sampling the orders are 2, 3, … 65536 and infinity. Source: Mironov 2017; Mironov, Talwar, Zhang 2019.
    """
    return _kullback.privacy_renyi(_all(mechanisms), alpha)  # type: ignore[no-any-return]


def privacy_convert(alpha: float, renyi: float, delta: float, *, conversion: str = "tight") -> Estimate:
    """The ε for a δ of a Rényi divergence of order alpha > 1.

    conversion: "tight" (Canonne, Kamath, Steinke 2020) or "mironov" (2017), which is never less.
    """
    return _kullback.privacy_convert(alpha, renyi, delta, conversion)  # type: ignore[no-any-return]


def privacy_account(mechanisms: _Mechanisms, delta: float, *, conversion: str = "tight") -> tuple[Estimate, float]:
    """(ε, alpha): an ε for which mechanisms, run together, are (ε, δ)-private, and the order that gave it.

    The least that privacy_convert() gives for any order; with sampling for 2, 3, … 65536 (flag "not_converged" at the
    last one).
    """
    return _kullback.privacy_account(_all(mechanisms), delta, conversion)  # type: ignore[no-any-return]
