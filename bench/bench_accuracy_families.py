#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How far the divergences of every family of distributions are from the truth.

    bench/bench_accuracy_families.py BUILD_DIRECTORY

Within a family the truth is the textbook formula at 150 digits, so that parameters that differ in their last bit leave
a hundred; of ordinary parameters it is held to the sum or integral of p ln(p/q) at 50, which is the truth of pairs of
two families. Errors are relative, in units of 2⁻⁵³. What is infinite must come out infinite, which is counted: where q
has no mass or its tail is too light, judged by the densities. "of the bound" is the largest share that an error has of
what <kullback/family.h> promises, between two families as if no term of either were above the divergence and 1. A
family of the package that has no definition here stops the script. Normal distributions of several dimensions, which
are no row of the package's table, come last (gaussian_errors.py). Appends what it prints to bench/RESULTS.md.
"""
import datetime
import math
import sys
import typing

import numpy
from bench_accuracy import LARGEST, UNIT, Tally, package, processor, tell
from gaussian_errors import gaussian_lines
from mpmath import binomial, digamma, euler, exp, fabs, fsum, inf, log, log1p, loggamma, mp, mpf, pi, quad, sqrt

FORMULA_DIGITS, INTEGRAL_DIGITS = 150, 50
# Where integrals are cut besides at the first parameters, which are corners of some densities.
CUTS = [mpf(2)**k for k in range(-8, 9, 2)]


# ── ln of a density or probability, where it lives, and the divergence within it ──


class Oracle(typing.NamedTuple):
    """Functions of the parameters as mpf; a vector of parameters is passed as so many."""

    log_density: typing.Callable
    support: typing.Callable
    divergence: typing.Callable


def everywhere(*_):
    return -inf, inf


def positive(*_):
    return mpf(0), inf


def log_beta(*a):
    return fsum(map(loggamma, a)) - loggamma(fsum(a))


def x_ln(x, y, z):
    """x ln(y/z), 0 for x = 0."""
    return (log(y / z) * x if z else inf) if x else mpf(0)


def coin(p, q):
    return x_ln(p, p, q) + x_ln(1 - p, 1 - p, 1 - q)


def log_binomial(n, p):
    return lambda k: log(binomial(n, k)) + k * log(p) + (n - k) * log(1 - p)


def log_negative_binomial(r, p):
    constant, log_failure = r * log(p) - loggamma(r), log(1 - p)
    return lambda k: loggamma(k + r) - loggamma(k + 1) + constant + k * log_failure


def log_categorical(*weights):
    total = fsum(weights)
    return lambda k: log(weights[int(k)] / total)


def log_poisson(rate):
    log_rate = log(rate)
    return lambda k: k * log_rate - rate - loggamma(k + 1)


def log_normal(mean, scale, share=1):
    """`share`: of the plane that it lives on."""
    constant = log(scale * sqrt(2 * pi) * share)
    return lambda x: -((x - mean) / scale)**2 / 2 - constant


def log_log_normal(mean, scale):
    of_log = log_normal(mean, scale)

    def log_density(x):
        log_x = log(x)
        return of_log(log_x) - log_x
    return log_density


def log_gamma(a, b):
    constant = a * log(b) - loggamma(a)
    return lambda x: constant + (a - 1) * log(x) - b * x


def log_inverse_gamma(a, b):
    constant = a * log(b) - loggamma(a)
    return lambda x: constant - (a + 1) * log(x) - b / x


def log_beta_density(a, b):
    constant = log_beta(a, b)
    return lambda x: (a - 1) * log(x) + (b - 1) * log1p(-x) - constant


def log_laplace(place, scale):
    constant = log(2 * scale)
    return lambda x: -fabs(x - place) / scale - constant


def log_cauchy(place, scale):
    constant = log(pi * scale)
    return lambda x: -log1p(((x - place) / scale)**2) - constant


def log_gumbel(place, scale):
    constant = log(scale)

    def log_density(x):
        z = (x - place) / scale
        return -z - exp(-z) - constant
    return log_density


def log_weibull(shape, scale):
    constant = log(shape / scale)

    def log_density(x):
        log_x = log(x / scale)
        return constant + (shape - 1) * log_x - exp(shape * log_x)
    return log_density


def log_pareto(minimum, shape):
    constant = log(shape) + shape * log(minimum)
    return lambda x: constant - (shape + 1) * log(x)


def of_categorical(p, q):
    s, t = fsum(p), fsum(q)
    return fsum(x_ln(a / s, a / s, b / t) for a, b in zip(p, q))


def of_normal(p, q):
    (mean, scale), (other, width) = p, q
    return log(width / scale) + (scale**2 + (mean - other)**2) / (2 * width**2) - mpf(1) / 2


def of_gamma(p, q):
    (a, b), (c, d) = p, q
    return (a - c) * digamma(a) - loggamma(a) + loggamma(c) + c * log(b / d) + a * (d - b) / b


def of_dirichlet(p, q):
    total = digamma(fsum(p))
    return log_beta(*q) - log_beta(*p) + fsum((a - b) * (digamma(a) - total) for a, b in zip(p, q))


def of_laplace(p, q):
    apart = fabs(p[0] - q[0])
    return log(q[1] / p[1]) + apart / q[1] + p[1] / q[1] * exp(-apart / p[1]) - 1


def of_cauchy(p, q):
    return log(((p[1] + q[1])**2 + (p[0] - q[0])**2) / (4 * p[1] * q[1]))


def of_gumbel(p, q):
    (m, b), (n, c) = p, q
    return log(c / b) + euler * (b / c - 1) + (m - n) / c + exp((n - m) / c + loggamma(1 + b / c)) - 1


def of_weibull(p, q):
    (k, s), (l, t) = p, q
    return log(k / l) - k * log(s) + l * log(t) + (k - l) * (log(s) - euler / k) + exp(
        l * log(s / t) + loggamma(l / k + 1)) - 1


def of_pareto(p, q):
    return log(p[1] / q[1]) + q[1] / p[1] - 1 + q[1] * log(p[0] / q[0]) if p[0] >= q[0] else inf


def of_uniform(p, q):
    return log((q[1] - q[0]) / (p[1] - p[0])) if q[0] <= p[0] and p[1] <= q[1] else inf


ORACLES = {
    "bernoulli": Oracle(lambda p: log_binomial(1, p), lambda _: (0, 1), lambda p, q: coin(*p, *q)),
    "binomial": Oracle(log_binomial, lambda n, _: (0, n), lambda p, q: p[0] * coin(p[1], q[1])),
    "categorical": Oracle(log_categorical, lambda *w: (0, len(w) - 1), of_categorical),
    "poisson": Oracle(log_poisson, positive, lambda p, q: x_ln(p[0], p[0], q[0]) - p[0] + q[0]),
    "geometric": Oracle(lambda p: log_negative_binomial(1, p), positive, lambda p, q: coin(*p, *q) / p[0]),
    "negative_binomial": Oracle(log_negative_binomial, positive, lambda p, q: p[0] * coin(p[1], q[1]) / p[1]),
    "normal": Oracle(log_normal, everywhere, of_normal),
    "log_normal": Oracle(log_log_normal, positive, of_normal),
    "half_normal": Oracle(lambda s: log_normal(0, s, mpf(1) / 2), positive, lambda p, q: of_normal((0, *p), (0, *q))),
    "exponential": Oracle(lambda r: log_gamma(1, r), positive, lambda p, q: of_gamma((1, *p), (1, *q))),
    "gamma": Oracle(log_gamma, positive, of_gamma),
    "inverse_gamma": Oracle(log_inverse_gamma, positive, of_gamma),
    "beta": Oracle(log_beta_density, lambda *_: (mpf(0), mpf(1)), of_dirichlet),
    "dirichlet": Oracle(log_beta_density, lambda *_: (mpf(0), mpf(1)), of_dirichlet),
    "laplace": Oracle(log_laplace, everywhere, of_laplace),
    "cauchy": Oracle(log_cauchy, everywhere, of_cauchy),
    "gumbel": Oracle(log_gumbel, everywhere, of_gumbel),
    "weibull": Oracle(log_weibull, positive, of_weibull),
    "pareto": Oracle(log_pareto, lambda minimum, _: (minimum, inf), of_pareto),
    "uniform": Oracle(lambda low, high: lambda x: -log(high - low), lambda *ends: ends, of_uniform),
}


# ── Sums and integrals of p ln(p/q) ──


def summed(term, low, high):
    parts = []
    while low + len(parts) <= high:
        parts.append(term(low + len(parts)))
        if len(parts) > 50 and fabs(parts[-1]) < mpf(10)**-(INTEGRAL_DIGITS + 10):
            break
    return fsum(parts)


def integrated(term, low, high, cuts):
    """Of a term with corners at some of the cuts; an integral that is not good enough stops the script."""
    inside = sorted({cut for cut in cuts if low < cut < high})
    value, error = quad(term, [low, *inside, high], error=True)
    if error > mpf(10)**-20 * fabs(value):
        raise ArithmeticError(f"the integral {value} is known to {error} only")
    return value


def by_definition(discrete, p_oracle, p, q_oracle, q):
    """The divergence of distributions, q's support around that of p."""
    log_p, log_q = p_oracle.log_density(*p), q_oracle.log_density(*q)

    def term(x):
        height = log_p(x)
        return exp(height) * (height - log_q(x)) if height > -1000 else mpf(0)

    low, high = p_oracle.support(*p)
    return summed(term, low, high) if discrete else integrated(term, low, high, [p[0], q[0], *CUTS])


# ── Pairs of parameters ──


class Pair(typing.NamedTuple):
    """Parameters of two distributions; `checked`: ordinary ones, whose formula is held to the integral."""

    name: str
    p: list
    q: list
    faint: bool = False
    checked: bool = False


def drawn_value(parameter, reach, rng):
    size = 2**rng.uniform(-reach, reach)
    if parameter.whole:
        return 1 + math.floor(20 * size)
    if parameter.low == -math.inf:
        return rng.normal() * size
    return size / (1 + size) if parameter.high <= 1 else size


def drawn(row, reach, rng, length):
    if row.name == "uniform":
        return sorted(drawn_value(parameter, reach, rng) for parameter in row.parameters)
    return [drawn_value(parameter, reach, rng) for parameter in row.parameters * (length if row.vector else 1)]


def moved_value(parameter, value, step, rng):
    """By that share of itself at most, or by its last bit; what is a whole number stays."""
    if parameter.whole:
        return value
    if step:
        return min(value * (1 + step * rng.uniform(-1, 1)), parameter.high)
    return min(math.nextafter(value, rng.choice([-math.inf, math.inf])), parameter.high)


def moved(row, values, step, rng):
    parameters = row.parameters * len(values) if row.vector else row.parameters
    return [moved_value(parameter, value, step, rng) for parameter, value in zip(parameters, values)]


def comparable(row, p, q):
    """q with the p's trials or successes, without which there is no closed form; uniform around p for once."""
    if row.name in ("binomial", "negative_binomial"):
        return [p[0], *q[1:]]
    if row.name == "uniform":
        return [min(p[0], q[0]), max(p[1], q[1])]
    return q


def pairs_within(row, rng):
    for reach, faint, rounds in ((0.75, False, 2), (3, False, 10), (40, True, 40)):
        for length in (2, 5, 8) * rounds:
            p, q = (drawn(row, reach, rng, length) for _ in range(2))
            yield Pair("far" if faint else "ordinary", p, comparable(row, p, q), faint, reach < 1)
            for step in (1e-3, 1e-8, 0):
                near = comparable(row, p, moved(row, p, step, rng))
                yield Pair(f"{step:g} apart" if step else "an ulp apart", p, near, faint)


# Of these p has a finite divergence from q wherever the two families have a finite one.
SPREAD = {
    "bernoulli": ([0.3], [0.6]), "binomial": ([7, 0.4], [9, 0.3]), "categorical": ([1, 2, 3], range(1, 10)),
    "poisson": ([3.5], [2]), "geometric": ([0.25], [0.4]), "negative_binomial": ([2.5, 0.5], [1, 0.3]),
    "normal": ([0.5, 2], [1, 3]), "log_normal": ([0.5, 0.75], [0.25, 1.25]), "half_normal": ([1.5], [2]),
    "exponential": ([0.5], [1.25]), "gamma": ([2.5, 1.5], [2, 0.75]), "inverse_gamma": ([3.5, 1.5], [2, 0.5]),
    "beta": ([2.5, 1.75], [0.5, 2]), "laplace": ([0.25, 0.7], [1, 2]), "cauchy": ([0.25, 1.5], [1, 2]),
    "gumbel": ([0.25, 1.5], [1, 2]), "weibull": ([2, 1.5], [1.25, 1.5]), "pareto": ([2, 3.5], [0.2, 0.5]),
    "uniform": ([0.25, 0.5], [-4, 6]), "dirichlet": ([0.5, 2, 3.5], [1, 2, 3]),
}
ROUNDS = 4


def pairs_between(p_row, q_row, rng):
    """As they stand there, and with parameters up to a fifth away. One success has a closed form for its own."""
    p, q = SPREAD[p_row.name][0], list(SPREAD[q_row.name][1])
    yield p, q
    for _ in range(ROUNDS):
        other = moved(q_row, q, 0.2, rng)
        yield moved(p_row, p, 0.2, rng), [1, *other[1:]] if q_row.name == "negative_binomial" else other


# ── The table ──


def oracle_of(row):
    if row.name not in ORACLES or row.name not in SPREAD:
        raise KeyError(f"no definition of the family {row.name} in {__file__}")
    return ORACLES[row.name]


def distribution(row, parameters):
    return row(parameters) if row.vector else row(*parameters)


def exact(parameters):
    return [mpf(value) for value in parameters]


def check_formula(row, oracle, pair, truth):
    if row.name == "dirichlet" and len(pair.p) > 2 or truth > LARGEST:
        return
    with mp.workdps(INTEGRAL_DIGITS):
        integral = by_definition(row.discrete, oracle, exact(pair.p), oracle, exact(pair.q))
    if fabs(integral - truth) > mpf(10)**-20 * truth:
        raise ArithmeticError(f"{row.name} {pair}: formula {truth}, integral {integral}")


def tally_within(row, rng):
    oracle, tally = oracle_of(row), Tally()
    for pair in pairs_within(row, rng):
        with mp.workdps(FORMULA_DIGITS):
            truth = oracle.divergence(exact(pair.p), exact(pair.q))
            if pair.checked:
                check_formula(row, oracle, pair, truth)
            units = 64 + (8 * max(log(truth), 0) if row.name in ("gumbel", "weibull") and truth else 0)
            value = distribution(row, pair.p).divergence(distribution(row, pair.q)).value
            tally.add(value, truth, pair, units * UNIT * truth or mpf(1))
    return tally


def diverges(p_oracle, p, q_oracle, q):
    """Does p ln q fail to fall to 0 faster than the distance from an end of p?"""
    def heavy(x, distance):
        height = p_oracle.log_density(*p)(x)
        return height > -mpf(10)**150 and exp(height) * fabs(q_oracle.log_density(*q)(x)) * distance > mpf(10)**-20

    far = mpf(10)**100
    low, high = p_oracle.support(*p)
    return heavy(-far if low == -inf else low + 1 / far, far if low == -inf else 1 / far) or heavy(
        far if high == inf else high - 1 / far, far if high == inf else 1 / far)


def infinite(p_row, p, q_row, q):
    if p_row.discrete != q_row.discrete:
        return True
    p_oracle, q_oracle = ORACLES[p_row.name], ORACLES[q_row.name]
    (low, high), (q_low, q_high) = p_oracle.support(*p), q_oracle.support(*q)
    return low < q_low or high > q_high or (not p_row.discrete and diverges(p_oracle, p, q_oracle, q))


def truth_between(p_row, p, q_row, q):
    with mp.workdps(3 * INTEGRAL_DIGITS):
        if infinite(p_row, p, q_row, q):
            return inf
    with mp.workdps(INTEGRAL_DIGITS):
        return by_definition(p_row.discrete, ORACLES[p_row.name], p, ORACLES[q_row.name], q)


def tally_between(kullback, p_row, rng):
    """Beside every other family; how many pairs were refused, for want of a closed form."""
    tally, refused = Tally(), 0
    for q_row in kullback.families.families():
        if "dirichlet" in (p_row.name, q_row.name) or p_row is q_row:
            continue
        for p, q in pairs_between(p_row, q_row, rng):
            try:
                value = distribution(p_row, p).divergence(distribution(q_row, q)).value
            except kullback.Error as error:
                if error.code != "unsupported":
                    raise
                refused += 1
                continue
            truth = truth_between(p_row, exact(p), q_row, exact(q))
            tally.add(value, truth, Pair(q_row.name, p, q), 64 * UNIT * max(truth, 1))
    return tally, refused


def family_lines(kullback):
    yield from ("| p | pairs within | ∞ | 0 | error | far apart | wrong | of the bound | pairs with others | ∞ | "
                "refused | error | wrong | of the bound |", "|" + "---|" * 14)
    rng = numpy.random.default_rng(1951)
    for row in kullback.families.families():
        within, (between, refused) = tally_within(row, rng), tally_between(kullback, row, rng)
        others = (f"{between.compared + refused} | {between.infinite} | {refused} | {between.worst[False]:.3g} | "
                  f"{between.wrong} | {between.of_bound()}")
        yield (f"| {row.name} | {within.compared} | {within.infinite} | {within.zero} | {within.cells()} | "
               f"{within.of_bound()} | {others} |")
    yield from gaussian_lines(kullback, rng)


def main():
    kullback = package(sys.argv[1])
    tell([f"## Accuracy of the families, {datetime.date.today()}, {processor()}", "",
          "Worst relative errors of divergences in units of 2⁻⁵³. Within a family: against the formula at 150 digits, "
          "itself held to the integral; also an ulp apart. With others: against the integral; the bound as if no term "
          "were above the divergence and 1. Gaussians are of 2, 5 and 8 dimensions; of low rank Σ is rounded, so that an "
          "ulp apart no digit is promised.", "", *family_lines(kullback)])


main()
