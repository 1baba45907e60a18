# SPDX-License-Identifier: Apache-2.0
"""How far divergences of normal distributions of several dimensions are from the truth: of bench_accuracy_families.py.

The truth is the textbook formula at 150 digits, of ordinary distributions held to the integral of p ln(p/q), which is a
sum: in the coordinates in which p is round its logarithm is of degree 2, and one point at ±1 of each coordinate does.
"""
import math
import typing

import numpy
from bench_accuracy import UNIT, Tally
from mpmath import cholesky, det, fabs, fsum, log, lu_solve, matrix, mp, mpf, pi, sqrt

FORMULA_DIGITS, INTEGRAL_DIGITS = 150, 50


class Side(typing.NamedTuple):
    """A distribution as it is given: what is not used is None. Lists of doubles, a matrix by rows."""

    mean: list
    variance: typing.Optional[list] = None
    factor: typing.Optional[list] = None
    covariance: typing.Optional[list] = None


class Pair(typing.NamedTuple):
    """Of two, as Tally takes it."""

    name: str
    p: Side
    q: Side
    faint: bool = False
    checked: bool = False


# ── The definition ──


def exact_covariance(side):
    if side.covariance is not None:
        return matrix(side.covariance)
    diagonal = matrix(len(side.mean), len(side.mean))
    for i, variance in enumerate(side.variance):
        diagonal[i, i] = mpf(variance)
    return diagonal if side.factor is None else diagonal + matrix(side.factor) * matrix(side.factor).T


def by_formula(p, q):
    s, t = exact_covariance(p), exact_covariance(q)
    apart, product = matrix(p.mean) - matrix(q.mean), t**-1 * s
    trace = fsum(product[i, i] for i in range(s.rows))
    return (trace - s.rows - log(det(product)) + (apart.T * lu_solve(t, apart))[0]) / 2


def log_density(side):
    covariance = exact_covariance(side)
    constant = log(det(2 * pi * covariance)) / 2
    return lambda x: -((x - matrix(side.mean)).T * lu_solve(covariance, x - matrix(side.mean)))[0] / 2 - constant


def by_integral(p, q):
    n, root = len(p.mean), cholesky(exact_covariance(p))
    log_p, log_q = log_density(p), log_density(q)
    corners = [matrix(p.mean) + root * matrix([1 - 2 * (c >> i & 1) for i in range(n)]) for c in range(2**n)]
    return fsum(log_p(x) - log_q(x) for x in corners) / 2**n


def condition(side):
    """Of the correlation matrix."""
    covariance = exact_covariance(side)
    scale = [sqrt(covariance[i, i]) for i in range(covariance.rows)]
    return float(numpy.linalg.cond([[float(covariance[i, j] / scale[i] / scale[j]) for j in range(covariance.rows)]
                                    for i in range(covariance.rows)]))


def promised(p, q, truth):
    """The largest error of <kullback/family.h>."""
    if all(side.factor is None and side.covariance is None for side in (p, q)):
        return 64 * UNIT * truth
    of_conditions = len(p.mean) * max(condition(p), condition(q)) * mpf(2)**-48
    return of_conditions * (truth if p.factor is None and q.factor is None else truth + sqrt(truth))


# ── Pairs: units up to 2^reach apart, and others by a share of each number, or by its last bit ──


def drawn_diagonal(n, reach, rng):
    scale = 2**rng.uniform(-reach, reach, n)
    return Side(list(rng.normal(size=n) * scale), list(scale**2 * rng.uniform(0.5, 2, n)))


def drawn_low_rank(n, reach, rng):
    side = drawn_diagonal(n, reach, rng)
    scale = numpy.sqrt(side.variance)
    return side._replace(factor=[list(s * rng.normal(size=(n + 1) // 2)) for s in scale])


def drawn_full(n, reach, rng):
    side = drawn_diagonal(n, reach, rng)
    rows = numpy.sqrt(side.variance)[:, None] * numpy.c_[rng.normal(size=(n, n)), numpy.eye(n)]
    return Side(side.mean, covariance=symmetric(rows @ rows.T))


def symmetric(rows):
    return [[float(rows[max(i, j)][min(i, j)]) for j in range(len(rows))] for i in range(len(rows))]


def moved_value(value, step, rng):
    if step:
        return value * (1 + step * rng.uniform(-1, 1))
    return math.nextafter(value, rng.choice([-math.inf, math.inf]))


def moved(side, step, rng):
    def of_row(row):
        return [moved_value(value, step, rng) for value in row]

    return Side(of_row(side.mean), side.variance and of_row(side.variance),
                side.factor and [of_row(row) for row in side.factor],
                side.covariance and symmetric([of_row(row) for row in side.covariance]))


def pairs(drawn, rng):
    for reach, faint, rounds in ((0.75, False, 2), (3, False, 10), (40, True, 40)):
        for n in (2, 5, 8) * rounds:
            p, q = (drawn(n, reach, rng) for _ in range(2))
            yield Pair("far" if faint else "ordinary", p, q, faint, reach < 1)
            for step in (1e-3, 1e-8, 0):
                yield Pair(f"{step:g} apart" if step else "an ulp apart", p, moved(p, step, rng), faint)


# ── The rows of the table ──


def check_formula(pair, truth):
    with mp.workdps(INTEGRAL_DIGITS):
        integral = by_integral(pair.p, pair.q)
    if fabs(integral - truth) > mpf(10)**-20 * truth:
        raise ArithmeticError(f"{pair}: formula {truth}, integral {integral}")


def tally_of(gaussian, drawn, rng):
    tally = Tally()
    for pair in pairs(drawn, rng):
        p, q = (gaussian(side.mean, side.variance, factor=side.factor, covariance=side.covariance)
                for side in (pair.p, pair.q))
        with mp.workdps(FORMULA_DIGITS):
            truth = by_formula(pair.p, pair.q)
            if pair.checked:
                check_formula(pair, truth)
            tally.add(p.divergence(q).value, truth, pair, promised(pair.p, pair.q, truth))
    return tally


def gaussian_lines(kullback, rng):
    """Rows of the table of families, which has no other family beside these."""
    for form, drawn in (("diagonal", drawn_diagonal), ("low rank", drawn_low_rank), ("full", drawn_full)):
        tally = tally_of(kullback.families.gaussian, drawn, rng)
        yield (f"| gaussian, {form} | {tally.compared} | {tally.infinite} | {tally.zero} | {tally.cells()} | "
               f"{tally.of_bound()} |{' - |' * 6}")
