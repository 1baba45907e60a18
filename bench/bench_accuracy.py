#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How far every measure of the catalogue is from the truth, and SciPy's beside it where SciPy has it.

    bench/bench_accuracy.py BUILD_DIRECTORY

The truth is the definition, written down here once more in mpmath, on the exact values of the doubles. Errors are
relative, in units of 2⁻⁵³; of a result below 2⁻¹⁰²² in units of 2⁻¹⁰⁷⁴, the last bit that it has. What is infinite
must come out infinite and what is 0 as 0: these are counted, and so is what is wrongly NaN, ∞, 0 or not 0. "faint" are
the errors where weights are subnormal or 1e-300 beside 1, and where that of a mixture is as faint, which are not in the
column before it. "of the bound" is the largest share that an error has of what <kullback/measure.h> promises. A row of
the catalogue that has no definition here stops the script. Appends what it prints to bench/RESULTS.md.
"""
import datetime
import importlib
import math
import pathlib
import sys
import typing
import warnings

import numpy
import scipy
from mpmath import exp, expm1, fabs, fsum, inf, log, log1p, mp, mpf, sqrt
from scipy.spatial.distance import jensenshannon
from scipy.special import rel_entr
from scipy.stats import entropy, power_divergence

HERE = pathlib.Path(__file__).resolve().parent
# Two that differ in their last bits have a divergence of 1e-35, which an order 1e-12 from 1 divides once more; beside
# 1e-300 nothing less than all bits of the doubles will do.
DIGITS, DEEP = 100, 800
UNIT, LAST_BIT, LARGEST = mpf(2)**-53, mpf(2)**-1074, mpf(sys.float_info.max)


class Tally:
    """What was compared, and the worst of it."""

    def __init__(self):
        self.compared = self.infinite = self.zero = self.wrong = 0
        self.worst = {False: 0.0, True: 0.0}
        self.share, self.at = 0.0, ""

    def add(self, value, truth, case, bound=None):
        """`bound`: the largest error that is promised, absolutely."""
        self.compared += 1
        self.infinite += truth > LARGEST
        self.zero += truth == 0
        if not math.isfinite(value) or truth > LARGEST or truth == 0:
            self.wrong += value != (math.inf if truth > LARGEST else truth)
            return
        self.wrong += value == 0 and truth > max(bound or 0, LAST_BIT)
        off = fabs(mpf(value) - truth)
        self.worst[case.faint] = max(self.worst[case.faint], float(off / max(truth * UNIT, LAST_BIT)))
        if bound is not None and off > self.share * bound:
            self.share, self.at = float(off / bound), case.name

    def cells(self):
        """The errors and how many are wrong."""
        if not self.compared:
            return "- | - | -"
        return f"{self.worst[False]:.3g} | {self.worst[True]:.3g} | {self.wrong}"

    def of_bound(self):
        """The largest share, and where that is more than all."""
        return f"{self.share:.2g}" + (f" ({self.at})" if self.share > 1 else "")


# ── The definitions: symbols are (p, q, ln p, ln q) ──


def symbols_of(p, q):
    """Divided by the totals, such that what is proportional comes out equal."""
    p, q = [mpf(float(v)) for v in p], [mpf(float(v)) for v in q]
    s, t = fsum(p), fsum(q)
    pairs = [(a * t / (s * t), b * s / (s * t)) for a, b in zip(p, q)]
    return [(x, y, log(x), log(y)) for x, y in pairs]


def mirrored(symbols):
    return [(y, x, ln_y, ln_x) for x, y, ln_x, ln_y in symbols]


def mixed(symbols, w):
    """(1 − w) P + w Q for Q."""
    mixtures = [(x, x + w * (y - x), ln_x) for x, y, ln_x, _ in symbols]
    return [(x, m, ln_x, log(m)) for x, m, ln_x in mixtures]


def shared(symbols):
    return any(x and y for x, y, _, _ in symbols)


def cross_entropy(symbols):
    return fsum(-x * ln_y for x, _, _, ln_y in symbols if x)


def divergence(symbols):
    return fsum(x * (ln_x - ln_y) for x, _, ln_x, ln_y in symbols if x)


def jensen_shannon(symbols, w):
    return w * divergence(mixed(symbols, 1 - w)) + (1 - w) * divergence(mixed(mirrored(symbols), w))


def hellinger_squared(symbols):
    return fsum((sqrt(x) - sqrt(y))**2 for x, y, _, _ in symbols) / 2


def chi_square(symbols):
    return fsum((x - y)**2 / y if y else inf for x, y, _, _ in symbols if x != y)


def triangular(symbols):
    return fsum((x - y)**2 / (x + y) for x, y, _, _ in symbols if x != y)


def power_less_one(symbols, a):
    """Σ p^a q^(1 − a) − 1, a not 0, as Σ p ((p/q)^(a − 1) − 1), which leaves 0 where p = q."""
    if a < 0:
        return power_less_one(mirrored(symbols), 1 - a)
    return fsum(x * expm1((a - 1) * (ln_x - ln_y)) if y else (inf if a > 1 else -x)
                for x, y, ln_x, ln_y in symbols if x)


def renyi(symbols, a):
    if a == 1:
        return divergence(symbols)
    if a == inf:
        return max(ln_x - ln_y for x, _, ln_x, ln_y in symbols if x)
    if not shared(symbols):
        return inf
    if a == 0:
        return -log1p(-fsum(y for x, y, _, _ in symbols if not x))
    return log1p(power_less_one(symbols, a)) / (a - 1)


def tsallis(symbols, a):
    return divergence(symbols) if a == 1 else power_less_one(symbols, a) / (a - 1)


def alpha_divergence(symbols, alpha):
    if abs(alpha) == 1:
        return divergence(symbols if alpha < 0 else mirrored(symbols))
    return -4 * power_less_one(symbols, (1 - alpha) / 2) / (1 - alpha**2)


def cressie_read(symbols, lam):
    if lam in (0, -1):
        return 2 * divergence(mirrored(symbols) if lam else symbols)
    return 2 * power_less_one(symbols, lam + 1) / (lam * (lam + 1))


TRUTHS = {
    "entropy": lambda s: cross_entropy(mixed(s, 0)),
    "cross_entropy": cross_entropy,
    "divergence": divergence,
    "divergence.reverse": lambda s: divergence(mirrored(s)),
    "jeffreys": lambda s: divergence(s) + divergence(mirrored(s)),
    "jensen_shannon": jensen_shannon,
    "jensen_shannon.distance": lambda s, w: sqrt(jensen_shannon(s, w)),
    "total_variation": lambda s: fsum(fabs(x - y) for x, y, _, _ in s) / 2,
    "hellinger": lambda s: sqrt(hellinger_squared(s)),
    "hellinger.squared": hellinger_squared,
    "bhattacharyya": lambda s: renyi(s, mpf(1) / 2) / 2,
    "chi_square": chi_square,
    "chi_square.neyman": lambda s: chi_square(mirrored(s)),
    "perplexity": lambda s: exp(cross_entropy(s)),
    "triangular": triangular,
    "le_cam": lambda s: triangular(s) / 2,
    "chi_square.symmetric": lambda s: chi_square(s) + chi_square(mirrored(s)),
    "renyi": renyi,
    "tsallis": tsallis,
    "alpha": alpha_divergence,
    "cressie_read": cressie_read,
    "hockey_stick": lambda s, g: fsum(x - g * y for x, y, _, _ in s if x > g * y),
    "skew": lambda s, w: divergence(mixed(s, w)),
}
# Of a mixture: a square of them is no double, and what is next to 1 of it takes all digits.
FAINT_WEIGHTS = (1e-300, 1e-160, 1e-100)
# Beside the default.
PARAMETERS = {
    "jensen_shannon": (*FAINT_WEIGHTS, 0.01, 0.3, 0.999, 1 - 2**-53),
    "jensen_shannon.distance": (*FAINT_WEIGHTS, 0.01, 0.3, 0.999, 1 - 2**-53),
    "renyi": (0, 0.3, 0.5, 1 - 1e-9, 1, 1 + 1e-12, 50, math.inf), "tsallis": (0.1, 1 - 1e-10, 1, 1 + 1e-12, 3),
    "alpha": (-3, -1, -1 + 1e-12, 1 - 1e-9, 1, 2), "cressie_read": (-2, -1, -1 + 1e-12, -0.5, 0, 1e-15, 1, 5),
    "hockey_stick": (1, 1 + 1e-7, 2, 1000), "skew": (*FAINT_WEIGHTS, 0.01, 0.5, 1 - 2**-53),
}
# The order of the powers that a measure is made of.
ORDERS = {"renyi": lambda a: a, "tsallis": lambda a: a, "alpha": lambda alpha: (1 - alpha) / 2,
          "cressie_read": lambda lam: lam + 1}


# ── What is promised ──


def widest(symbols):
    return max((fabs(ln_x - ln_y) for x, y, ln_x, ln_y in symbols if x and y), default=mpf(0))


def relative_bound(name, parameter, symbols):
    if name == "perplexity":
        return (16 * cross_entropy(symbols) + 4) * UNIT
    if name not in ORDERS:
        return 16 * UNIT
    order = ORDERS[name](mpf(parameter))
    reflected = 1 - order if order < mpf(1) / 2 else order
    return 16 * UNIT + (4 * fabs(reflected - 1) * widest(symbols) * UNIT if reflected != inf else 0)


def absolute_bound(name, parameter, symbols, truth):
    """Weights are compared to 2⁻¹⁰⁰, which a root divides by what it is; next to a faint weight that is as faint."""
    if name in ("entropy", "cross_entropy", "perplexity"):
        return 0
    if name in ("total_variation", "hockey_stick"):
        return mpf(2)**-101
    floor = mpf(2)**-100 * TRUTHS["total_variation"](symbols)
    if parameter in FAINT_WEIGHTS:  # a term of each symbol may be as small as the last bit
        floor = floor * mpf(parameter)**(2 if name == "skew" else 1) + len(symbols) * LAST_BIT
    if name in ("hellinger", "jensen_shannon.distance"):
        return (floor + 16 * LAST_BIT) / (2 * truth)
    return floor


def bound_of(name, parameter, symbols, truth):
    if truth == 0 or truth > LARGEST:
        return mpf(1)
    # Below 2⁻¹⁰²² there are as many last bits.
    relative = relative_bound(name, parameter, symbols) * max(truth, mpf(2)**-1021)
    return relative + absolute_bound(name, parameter, symbols, truth)


# ── SciPy's: of weights with totals of 1 ──


def of_powers(parameter):
    """SciPy refuses totals that its own sums find too far apart."""
    def peer(p, q):
        try:
            return power_divergence(p, q, lambda_=parameter).statistic
        except ValueError:
            return math.nan
    return peer


def peer_of(name, parameter):
    """SciPy's function of p and q, or None."""
    if name.startswith("jensen_shannon"):
        power = 1 if name.endswith("distance") else 2
        return (lambda p, q: jensenshannon(p, q)**power) if parameter == 0.5 else None
    return {"entropy": lambda p, q: entropy(p), "divergence": lambda p, q: rel_entr(p, q).sum(),
            "divergence.reverse": lambda p, q: rel_entr(q, p).sum(), "chi_square": of_powers(1),
            "chi_square.neyman": of_powers(-2), "cressie_read": of_powers(parameter)}.get(name)


def normalised(weights):
    return weights / weights.sum()


# ── The weights ──


class Case(typing.NamedTuple):
    """Weights, and the digits that their truth needs."""

    name: str
    p: numpy.ndarray
    q: numpy.ndarray
    digits: int = DIGITS
    faint: bool = False


def dense_cases(n, rng):
    p = rng.random(n)
    yield Case("random", p, rng.random(n))
    for distance in (1e-4, 1e-6, 1e-8):
        yield Case(f"{distance:g} apart", p, 3 * p * (1 + distance * (rng.random(n) - 0.5)))
    yield Case("an ulp apart", p, numpy.nextafter(p, numpy.where(rng.random(n) < 0.5, 0, 2)))


def sparse_cases(n, rng):
    p, q, at = rng.random(n), rng.random(n), numpy.arange(n)
    yield Case("zeros in p", numpy.where(at % 3 == 1, 0, p), q)
    yield Case("zeros in q", p, numpy.where(at % 3 == 1, 0, q))
    yield Case("zeros in both", numpy.where(at % 3 == 1, 0, p), numpy.where(at % 3 == 2, 0, q))
    yield Case("disjoint", numpy.where(at % 2, 0, p), numpy.where(at % 2, q, 0))
    yield Case("one symbol in p", numpy.where(at == 2, 5.0, 0), q)
    yield Case("one symbol in q", p, numpy.where(at == 2, 5.0, 0))
    yield Case("one symbol in both", numpy.where(at == 2, 5.0, 0), numpy.where(at == 2, 0.1, 0))
    yield Case("equal", p, p)
    whole = rng.integers(1, 1000, n).astype(float)
    yield Case("proportional", whole, 3 * whole)


def faint_cases(n, rng):
    for name, size, digits in (("subnormal", lambda: 5e-324 * rng.integers(1, 100_000, n), DIGITS),
                               ("1e-300", lambda: 1e-300 * rng.random(n), DEEP)):
        p, q, first, last = size(), size(), numpy.arange(n) == 0, numpy.arange(n) == n - 1
        yield Case(name, p, q, digits, True)
        yield Case(f"{name} beside 1", numpy.where(first, 1, p), numpy.where(first, 1, q), DEEP, True)
        yield Case(f"{name} beside 1 elsewhere", numpy.where(first, 1, p), numpy.where(last, 1, q), DEEP, True)
        yield Case(f"{name} beside 1 in p", numpy.where(first, 1, p), rng.random(n), DEEP, True)
        yield Case(f"{name} beside 1 in q", rng.random(n), numpy.where(first, 1, q), DEEP, True)


def cases(rng):
    for n in (7, 8, 9):
        for kind in (dense_cases, sparse_cases, faint_cases):
            yield from kind(n, rng)
    yield from dense_cases(1000, rng)


# ── The tables ──


def variants_of(row):
    """The values of a measure's parameter that it is tried at."""
    if row.name not in TRUTHS:
        raise KeyError(f"no definition of the measure {row.name} in {__file__}")
    return [row.parameter.default, *PARAMETERS[row.name]] if row.parameter else [None]


def compare(kullback, name, parameter, case, symbols, tallies):
    arguments = () if parameter is None else (mpf(parameter),)
    truth = TRUTHS[name](symbols, *arguments)
    value = kullback.measure(name, case.p, case.q, parameter=parameter).value
    ours, theirs = tallies
    ours.add(value, truth, case, bound_of(name, parameter, symbols, truth))
    peer = peer_of(name, parameter)
    if peer:
        theirs.add(float(peer(normalised(case.p), normalised(case.q))), truth, case)


def compare_all(kullback, case, rows, found):
    variants = [(row.name, parameter) for row in rows for parameter in variants_of(row)]
    for faint in (False, True):
        if faint:
            case = case._replace(digits=DEEP, faint=True)
        with mp.workdps(case.digits):
            symbols = symbols_of(case.p, case.q)
            for name, parameter in variants:
                if (parameter in FAINT_WEIGHTS) == faint:
                    compare(kullback, name, parameter, case, symbols, found[name, parameter])


def measure_tallies(kullback):
    """By measure and parameter, ours and SciPy's."""
    rows = kullback.measures()
    found = {(row.name, parameter): (Tally(), Tally()) for row in rows for parameter in variants_of(row)}
    for case in cases(numpy.random.default_rng(1951)):
        compare_all(kullback, case, rows, found)
    for row in rows:
        for hard in row.adversarial:
            case = Case(hard.breaks, numpy.array(hard.p), numpy.array(hard.q), DEEP)
            compare_all(kullback, case, [row], found)
    return found


def measure_lines(kullback):
    yield from ("| measure | parameter | pairs | ∞ | 0 | error | faint | wrong | of the bound | SciPy: error | faint | "
                "wrong |", "|" + "---|" * 12)
    for (name, parameter), (ours, theirs) in measure_tallies(kullback).items():
        yield (f"| {name} | {'' if parameter is None else f'{parameter:.13g}'} | {ours.compared} | {ours.infinite} | "
               f"{ours.zero} | {ours.cells()} | {ours.of_bound()} | {theirs.cells()} |")


def package(directory):
    """The package of a build directory."""
    sys.path.insert(0, str(pathlib.Path(directory).resolve() / "python"))
    return importlib.import_module("kullback")


def tell(lines):
    text = "\n".join(lines) + "\n"
    print(text)
    with open(HERE / "RESULTS.md", "a", encoding="utf-8") as results:
        results.write(text + "\n")


def processor():
    return next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if "model name" in line), "?")


def main():
    warnings.simplefilter("ignore")
    numpy.seterr(all="ignore")
    tell([f"## Accuracy of the measures, {datetime.date.today()}, {processor()}, SciPy {scipy.__version__}", "",
          "Against their definitions at 100 digits and more: worst relative errors in units of 2⁻⁵³, of lengths 7, 8, "
          "9 and 1000, unrelated to an ulp apart, disjoint in part, the catalogue's own hard cases; faint: subnormal, "
          "or 1e-300 beside 1.", "", *measure_lines(package(sys.argv[1]))])


if __name__ == "__main__":
    main()
