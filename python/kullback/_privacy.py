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
    code "unsupported" for others: privacy_account() bounds them; with its index for a mechanism without noise or with a
    number out of its range; for an ε below 0. Source: Balle, Wang 2018.
    """
    return _kullback.privacy_delta(_all(mechanisms), epsilon)  # type: ignore[no-any-return]


def privacy_epsilon(mechanisms: _Mechanisms, delta: float) -> Estimate:
    """The least ε ≥ 0 (in nats) whose δ is at most `delta`; infinite where none is. Raises what privacy_delta() raises,
    and Error for a δ outside 0 … 1. Source: as of privacy_delta()."""
    return _kullback.privacy_epsilon(_all(mechanisms), delta)  # type: ignore[no-any-return]


def privacy_noise(mechanism: Mechanism, epsilon: float, delta: float) -> Estimate:
    """The least noise that makes a mechanism (ε, δ)-private; its own noise is not read. Raises what privacy_epsilon()
    raises. Source: as of privacy_delta()."""
    return _kullback.privacy_noise(mechanism, epsilon, delta)  # type: ignore[no-any-return]


def privacy_renyi(mechanisms: _Mechanisms, alpha: float) -> Estimate:
    """Rényi divergence of order alpha ≥ 1 of mechanisms run together, in nats: the sum of theirs.

    With sampling the orders are 2, 3, … 65536 and infinity; others raise Error with code "unsupported", and an alpha
    below 1 and mechanisms as in privacy_delta() raise it too. Source: Mironov 2017; Mironov, Talwar, Zhang 2019.
    """
    return _kullback.privacy_renyi(_all(mechanisms), alpha)  # type: ignore[no-any-return]


def privacy_convert(alpha: float, renyi: float, delta: float, *, conversion: str = "tight") -> Estimate:
    """The ε (in nats) for a δ of a Rényi divergence of order alpha > 1.

    conversion: "tight" or "mironov", which is never less. Raises Error for an alpha that is not above 1 and finite, a
    divergence below 0 and a δ outside 0 … 1, ValueError for another conversion.

    Source: Canonne, Kamath, Steinke 2020 ("tight"); Mironov 2017.
    """
    return _kullback.privacy_convert(alpha, renyi, delta, conversion)  # type: ignore[no-any-return]


def privacy_account(mechanisms: _Mechanisms, delta: float, *, conversion: str = "tight") -> tuple[Estimate, float]:
    """(ε, alpha): an ε for which mechanisms, run together, are (ε, δ)-private, and the order that gave it.

    The least that privacy_convert() gives for any order; with sampling for 2, 3, … 65536 (flag "not_converged" at the
    last one). Raises Error for a δ outside 0 … 1 and for mechanisms as in privacy_delta(). Sources: as of
    privacy_renyi() and privacy_convert().
    """
    return _kullback.privacy_account(_all(mechanisms), delta, conversion)  # type: ignore[no-any-return]
