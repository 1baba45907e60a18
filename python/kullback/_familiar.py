# SPDX-License-Identifier: Apache-2.0
"""Functions that SciPy's users know, under the same names."""

from __future__ import annotations

import math
import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from kullback._kullback import _Numbers


def _nats_in(base: float | None) -> float:
    """Nats in a unit of this base; 1 where none is given."""
    if base is None:
        return 1.0
    if not 1 < base < math.inf:
        raise ValueError(f"base is {base!r}: it must be above 1 and finite, or None for nats")
    return math.log(base)


def entropy(p: _Numbers, q: _Numbers | None = None, base: float | None = None) -> float:
    """Shannon entropy of p, or with q the KL divergence from p to q, as scipy.stats.entropy gives them: a float.

    H(P) = −Σ p ln p,  KL(P‖Q) = Σ p ln(p/q), divided by ln(base) if one is given.

    p, q: weights of one dimension; they are divided by their totals.

    Otherwise than in SciPy: the names are p and q, not pk and qk; base is above 1; there is one dimension and no
    axis; q is not broadcast; a negative, NaN or infinite
    weight, and a total of 0, is an Error and not a NaN; a divergence is right to the last digits also where p and q
    are nearly equal, and never negative. measure() says more than a float.

    Raises that Error (a ValueError) also for lengths that differ; ValueError for another base; TypeError for elements
    that are no numbers.

    Source: Shannon, A Mathematical Theory of Communication, 1948; Kullback, Leibler, On Information and Sufficiency,
    1951.
    """
    name = "entropy" if q is None else "divergence"
    return float(_kullback.compute(name, p, q, "nats", None, False, 1)) / _nats_in(base)


def jensenshannon(p: _Numbers, q: _Numbers, base: float | None = None) -> float:
    """Jensen–Shannon distance, the square root of the divergence, as scipy.spatial.distance.jensenshannon gives it:
    a float.

    √(½ KL(P‖M) + ½ KL(Q‖M)), M = ½ P + ½ Q, divided by √(ln(base)) if one is given.

    p, q: weights of one dimension; they are divided by their totals.

    Otherwise than in SciPy: base is above 1; there is one dimension and no axis; a negative, NaN or infinite weight,
    and a total of 0, is an Error and not a NaN; a distance is right to the last digits also where p and q are nearly
    equal, and never NaN. Raises what entropy() raises.

    Source: Lin, Divergence Measures Based on the Shannon Entropy, 1991; Endres, Schindelin, A New Metric for
    Probability Distributions, 2003.
    """
    distance = float(_kullback.compute("jensen_shannon.distance", p, q, "nats", None, False, 1))
    return distance / math.sqrt(_nats_in(base))
