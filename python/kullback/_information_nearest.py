# SPDX-License-Identifier: Apache-2.0
"""Mutual information of continuous samples: from nearest neighbours, from a Gaussian copula, and as a bound from what a
critic says."""

from __future__ import annotations

import math
import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from array import array

    from kullback._kullback import Estimate, _Matrix, _Numbers, _Unit


class NearestResult(typing.NamedTuple):
    """What the functions of samples found.

    information  the Estimate of mutual information, with its interval
    p_value      of "independent" (given z): (1 + b)/(1 + n) for n permutations; 1 with n = 0: no test was made
    """

    information: Estimate
    p_value: Estimate


def _result(found: tuple[Estimate, Estimate], unit: _Unit) -> NearestResult:
    return NearestResult(found[0].to(unit), found[1])


_SAMPLES = """\
neighbours    k, 1 to 128
normalise     in which unit differences of different columns are compared: "deviation", every column over its standard
              deviation; "ranks", the normal quantile of its rank; "none". Information does not depend on it, an
              estimate does
ties          "refuse", or "jitter": uniform noise on every column, half of `resolution` up and down (0: the smallest
              gap between different values of it)
confidence    of the interval; 0: none, in half of the time
permutations  of the test of independence, each of which costs what the value costs; 0: no test
seed          of groups, noise and permutations
threads       how many may work on it, 0 for all; the bits of the result do not depend on it

Neighbours and counts are exact. Without an honest interval the flags say why: "few_units", "biased" from four columns
on. "near_limit": so many points can hardly show more, and it may be far more. Raises Error for what is not finite, with
its place, for k points or fewer, a column of one value, and refused ties."""


def mutual_information_nearest(x: _Matrix | _Numbers, y: _Matrix | _Numbers, *, neighbours: int = 3,
                               estimator: str = "ksg1", normalise: str = "deviation", ties: str = "refuse",
                               resolution: float = 0.0, confidence: float = 0.95, permutations: int = 0, seed: int = 0,
                               threads: int = 1, unit: _Unit = "nats") -> NearestResult:
    options = (neighbours, estimator, normalise, ties, resolution, confidence, permutations, 5, seed)
    return _result(_kullback.nearest_information(x, y, options, threads), unit)


mutual_information_nearest.__doc__ = f"""I(X;Y) of pairs from nearest neighbours, as a NearestResult.

x, y          n observations each, a row of numbers or a number; up to 64 columns in all
estimator     "ksg1" and "ksg2" (Kraskov, Stögbauer, Grassberger 2004, eq. 8 and 9), for continuous draws; "mixed" (Gao,
              Kannan, Oh, Viswanath 2017), for any mixture of continuous and discrete, also with ties
{_SAMPLES}

Source: Kraskov, Stögbauer, Grassberger, Estimating Mutual Information, 2004.
"""


def conditional_mutual_information_nearest(x: _Matrix | _Numbers, y: _Matrix | _Numbers, z: _Matrix | _Numbers, *,
                                           neighbours: int = 3, estimator: str = "ksg1",
                                           normalise: str = "deviation", ties: str = "refuse",
                                           resolution: float = 0.0, confidence: float = 0.95, permutations: int = 0,
                                           local: int = 5, seed: int = 0, threads: int = 1,
                                           unit: _Unit = "nats") -> NearestResult:
    options = (neighbours, estimator, normalise, ties, resolution, confidence, permutations, local, seed)
    return _result(_kullback.nearest_conditional(x, y, z, options, threads), unit)


conditional_mutual_information_nearest.__doc__ = f"""I(X;Y|Z) from nearest neighbours, as a NearestResult.

x, y, z       n observations each, a row of numbers or a number; up to 64 columns in all
estimator     "ksg1" (Frenzel, Pompe 2007), or "mixed" (Mesner, Shalizi 2021), also with ties
local         of the test: every x is dealt anew among so many neighbours in z, so that it keeps what it shares with z
{_SAMPLES}

The bias is towards 0. Source: Frenzel, Pompe, Partial Mutual Information for Coupling Analysis of Multivariate Time
Series, 2007; the test: Runge, 2018.
"""


def mutual_information_labels(labels: _Numbers, y: _Matrix | _Numbers, *, neighbours: int = 3, estimator: str = "ksg1",
                              normalise: str = "deviation", ties: str = "refuse", resolution: float = 0.0,
                              confidence: float = 0.95, permutations: int = 0, seed: int = 0, threads: int = 1,
                              unit: _Unit = "nats") -> NearestResult:
    options = (neighbours, estimator, normalise, ties, resolution, confidence, permutations, 5, seed)
    return _result(_kullback.nearest_discrete(labels, y, options, threads), unit)


mutual_information_labels.__doc__ = f"""I(C;Y) of labels and points from nearest neighbours, as a NearestResult.

labels        n numbers that are equal or not; points with a label of their own are left out
y             n observations, a row of up to 64 numbers or a number
estimator     "ksg1", or "mixed" where points may tie
{_SAMPLES}

Source: Ross, Mutual Information between Discrete and Continuous Data Sets, 2014.
"""


def mutual_information_copula(x: _Matrix | _Numbers, y: _Matrix | _Numbers, *, ties: str = "refuse",
                              resolution: float = 0.0, confidence: float = 0.95, permutations: int = 0, seed: int = 0,
                              threads: int = 1, unit: _Unit = "nats") -> NearestResult:
    """I(X;Y) as if the ranks of all columns were those of a joint normal law, as a NearestResult.

    ½ (ln det R_x + ln det R_y − ln det R_xy) with R the correlations of normal scores, less the bias that it has for
    normal draws. It needs few points in many columns, and does not see what has no correlation (a circle).

    x, y: n observations each, a row of numbers or a number; up to 64 columns in all, n at least two more. The other
    arguments are those of mutual_information_nearest(). Raises Error for a column whose ranks others of its side tell.

    Source: Ince et al., A Statistical Framework for Neuroimaging Data Analysis Based on Mutual Information Estimated
    via a Gaussian Copula, 2017.
    """
    options = (3, "mixed", "none", ties, resolution, confidence, permutations, 5, seed)
    return _result(_kullback.copula_information(x, y, options, threads), unit)


# ── Bounds ──────────────────────────────────────────────────────────────────────────────────────

class CriticBound(typing.NamedTuple):
    """What critic_bound() and critic_bound_matrix() found, in nats.

    bound     the Estimate, which may be below 0; standard error and interval are of the bound, not of the information
    bias      of a Donsker–Varadhan bound to first order, upwards; 0 of NWJ; None of InfoNCE: downwards, nobody knows
              how much
    log_mean  ln of the mean of exp(score) over the product, for a moving average; None of InfoNCE
    gradient  ∂bound/∂score, what an ascent adds: of the matrix row after row, or of (joint, product)
    """

    bound: Estimate
    bias: float | None
    log_mean: float | None
    gradient: array[float] | tuple[array[float], array[float]]


def _bound(found: tuple[Estimate, float, float],
           gradient: array[float] | tuple[array[float], array[float]]) -> CriticBound:
    known = [None if math.isnan(number) else number for number in found[1:]]
    return CriticBound(found[0], known[0], known[1], gradient)


def critic_bound(name: str, joint: _Numbers, product: _Numbers, *, confidence: float = 0.95,
                 log_mean: float | None = None) -> CriticBound:
    """A lower bound of mutual information from what a critic f says of pairs, with its gradient, as a CriticBound.

    name        "donsker_varadhan"  E f − ln E′ exp(f), the bound of MINE; biased up, as is its gradient by a mini-batch
                "nwj"               E f − E′ exp(f − 1) (Nguyen, Wainwright, Jordan 2010); unbiased, of large variance
    joint       scores f(x, y) of pairs that were drawn together (E)
    product     of others whose x and y were drawn apart (E′)
    log_mean    what the gradient of "donsker_varadhan" takes for ln E′ exp(f), e.g. a moving average of the log_mean of
                batches, which takes its bias away; None: that of these scores

    Flags: "biased" where the bias is more than a quarter of the standard error, "near_limit" within a nat of
    ln(len(product)). Raises Error with the index for a score that is not finite.

    Source: Donsker, Varadhan, 1983; Belghazi et al., Mutual Information Neural Estimation, 2018.
    """
    found, of_joint, of_product = _kullback.critic_of_scores(name, joint, product, (confidence, log_mean))
    return _bound(found, (of_joint, of_product))


def critic_bound_matrix(name: str, scores: _Matrix, *, confidence: float = 0.95,
                        log_mean: float | None = None) -> CriticBound:
    """The same from a square matrix of scores f(x_i, y_j) of n pairs: the diagonal was drawn together, all else apart.

    name: also "info_nce", ln n + mean of (f_ii − ln Σ_j exp(f_ij)): never above ln n, and biased down, heavily where
    the mutual information is near ln n or above. Raises Error for scores that are not square, and with the index for
    one that is not finite.

    Source: van den Oord, Li, Vinyals, Representation Learning with Contrastive Predictive Coding, 2018.
    """
    found, gradient = _kullback.critic_of_matrix(name, scores, (confidence, log_mean))
    return _bound(found, gradient)
