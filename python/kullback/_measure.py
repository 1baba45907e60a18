# SPDX-License-Identifier: Apache-2.0
"""The measure room: how far apart two known distributions are."""

from __future__ import annotations

import inspect
import keyword
import math
import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Sequence
    from typing import Any, Literal, TypeAlias

    from kullback._kullback import Estimate, _Matrix, _Numbers, _Unit

    _Zeros: TypeAlias = "Literal['exact', 'kt', 'common'] | tuple[Literal['add', 'mix'], float]"


class Parameter(typing.NamedTuple):
    """What a measure can be tuned by."""

    name: str
    symbol: str
    default: float
    low: float
    high: float


class Counterexample(typing.NamedTuple):
    """Distributions that break a property which a measure lacks.

    r is None unless the triangle is broken; of joint convexity p and q are two distributions each, one after the
    other, which mixed half and half are further apart than the pairs are on average.
    """

    breaks: str
    p: tuple[float, ...]
    q: tuple[float, ...]
    r: tuple[float, ...] | None


class Adversarial(typing.NamedTuple):
    """Weights on which a measure's formula, as it is written and in floating point, goes wrong."""

    breaks: str
    p: tuple[float, ...]
    q: tuple[float, ...]


class Measure(typing.NamedTuple):
    """A row of the catalogue of measures."""

    name: str
    title: str
    also: str
    formula: str
    meaning: str
    source: str
    kind: str
    unit: str
    upper: float
    properties: tuple[str, ...]
    counterexamples: tuple[Counterexample, ...]
    adversarial: tuple[Adversarial, ...]
    parameter: Parameter | None

    def generator(self, t: float, *, parameter: float | None = None) -> float:
        """f(t) of an f-divergence Σ q f(p/q): convex, with f(1) = 0, of a finite t ≥ 0; f(0) may be math.inf.

        parameter   the value of the measure's; None: its default

        Raises ValueError for a row of another kind, and for a t or a parameter out of its range. Source: the row's.
        """
        return typing.cast(float, _kullback.generator_at(self.name, parameter, t))

    def slope_at_infinity(self, *, parameter: float | None = None) -> float:
        """lim f(t)/t for t → ∞, which may be math.inf: what a symbol of p costs where q is 0. Else as generator()."""
        return typing.cast(float, _kullback.slope_at_infinity(self.name, parameter))

    def conjugate(self, u: float, *, parameter: float | None = None) -> float:
        """f*(u) = sup_t (t·u − f(t)) of a finite u, math.inf outside its domain: what sample.variational_bound() takes
        of a critic. Else as generator()."""
        return typing.cast(float, _kullback.conjugate_at(self.name, parameter, u))


def _row(fields: tuple[Any, ...]) -> Measure:
    *known, counterexamples, adversarial, parameter = fields
    return Measure._make([*known, tuple(Counterexample(*c) for c in counterexamples),
                          tuple(Adversarial(*a) for a in adversarial), Parameter(*parameter) if parameter else None])


_catalogue = tuple(map(_row, _kullback.catalogue()))


def measures() -> tuple[Measure, ...]:
    """The catalogue: a Measure for each measure there is.

    name        what measure() and the command call it, e.g. "divergence.reverse"
    title       for people; also: its other names, comma separated, which measure() knows too
    formula     in natural logarithms; meaning: one sentence; source: paper or book
    kind        "entropy", "f_divergence", "renyi_like", "integral_metric", "transport"
    unit        "nats", "sqrt(nats)", or "1" for a pure number
    upper       its least upper bound in that unit, math.inf if it has none
    properties  which of "non_negative", "zero_only_if_equal", "symmetric", "triangle", "finite" (also where
                supports differ), "data_processing", "jointly_convex" hold for all p and q
    counterexamples  a Counterexample or two for each property that it lacks, where it could have held at all
    adversarial      what breaks the formula in floating point: an Adversarial each
    parameter   what it can be tuned by: name, symbol in the formula, default, least and largest value; None: nothing.
                upper, properties and counterexamples are those of the default

    A row of the kind "f_divergence" has its generator(t), with its slope_at_infinity(), and its conjugate(u).
    """
    return _catalogue


_PAIR = """\
p, q: weights, of the same length: non-negative, finite, of any total above 0, by which they are divided. One
dimension; a buffer (NumPy array, array.array, memoryview) is not copied, a sequence of numbers is."""

_OPTIONS = """\
unit        "nats" or "bits"; a pure number stays one
normalised  True asserts that totals are 1: one pass instead of two
threads     how many may work on it, 0 for all that the machine lets this process use; the bits of the result
            do not depend on it"""

_PARAMETER = """\
parameter   of a measure that has one (see measures()); None: its default"""

_ZEROS = """\
zeros       what becomes of weights that are 0: "exact", zero is impossible and may make a measure infinite;
            ("add", x), x is added to every weight; "kt", 1/2 is; ("mix", x), each side becomes (1 − x) of itself and
            x of the other; "common", only what both have. Notes of the flag "zeros" tell how much that was,
            or where no symbol is 0 on one side alone (count 0) how much of a side is elsewhere by it"""

_ERRORS = """\
Raises Error (a ValueError) for what is no distribution, with the index, and for lengths that differ; TypeError for
elements that are no numbers."""

_ACCURACY = """\
A value is at most 16·2⁻⁵³ from the exact one, relatively, also where p and q are nearly equal (perplexity
(16·H + 4)·2⁻⁵³; of powers, as in Rényi, Tsallis, α and Cressie–Read, 4·|a − 1|·|ln(p/q)|·2⁻⁵³ of the farthest symbol
more); where totals differ, as if they were known to 2⁻¹⁰⁰."""


def measure(name: str, p: _Numbers, q: _Numbers | None = None, *, unit: _Unit = "nats", parameter: float | None = None,
            normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> Estimate:
    return _kullback.compute(name, p, q, unit, parameter, normalised, threads, zeros)


measure.__doc__ = f"""The measure of the catalogue with this name, as an Estimate.

{_PAIR}
q may be absent for entropy, which does not read it, and for perplexity.

{_OPTIONS}
{_PARAMETER}
{_ZEROS}

Where p has mass and q has none, a measure that is infinite says so: value math.inf, flag "infinite", and in
notes how many symbols that are and which share of p they hold. A finite one above the largest double is math.inf
with flag "overflow".

{_ACCURACY}

{_ERRORS} An unknown name is a ValueError.

Source: the row of measures() of each.
"""


def terms(name: str, p: _Numbers, q: _Numbers | None = None, *, unit: _Unit = "nats", parameter: float | None = None,
          normalised: bool = False, threads: int = 1, zeros: _Zeros = "exact") -> array[float]:
    return _kullback.terms(name, p, q, unit, parameter, normalised, threads, zeros)


terms.__doc__ = f"""Where a measure comes from: an array.array with the term of every symbol.

They add up to the value of measure(name, p, q), for square roots to its square. A term of a KL divergence is
p ln(p/q), which may be negative.

{_PAIR}

{_OPTIONS}
{_PARAMETER}
{_ZEROS}

{_ERRORS} Bhattacharyya distance and perplexity are no sums: Error.

Source: the row of measures() of each.
"""


def measure_logits(name: str, x: _Numbers, y: _Numbers | None = None, *, unit: _Unit = "nats") -> Estimate:
    """The measure of two distributions given by their logits, as an Estimate.

    p = exp(x)/Σ exp(x), q = exp(y)/Σ exp(y), without forming what would lose digits. Log-probabilities are logits,
    also where they do not quite add up; −∞ is a weight of zero. x and y are of one dimension and the same length;
    y may be absent for entropy and perplexity.

    name is that of an entropy, cross_entropy, perplexity, divergence, divergence.reverse, jeffreys,
    jensen_shannon, jensen_shannon.distance or total_variation; any other is an Error.

    Error of the result: 2⁻⁴⁸, relatively; of all but the entropy an absolute 2⁻⁴⁷ besides, unless both divergences
    are below 2⁻²⁰ (of the distance that of its square over itself; of a perplexity, relative to it, 2⁻⁴⁸·(1 + H)
    and the 2⁻⁴⁷). Raises Error for a logit that is NaN or above 1e300, with the index, where none is
    above −∞, and for lengths that differ.

    Source: the row of measures() of each.
    """
    return _kullback.compute_logits(name, x, y, unit)


def gradient(name: str, p: _Numbers, q: _Numbers, *, of: Literal["weights", "logits"] = "weights", unit: _Unit = "nats",
             parameter: float | None = None, normalised: bool = False, threads: int = 1,
             zeros: _Zeros = "exact") -> array[float]:
    if of not in ("weights", "logits"):
        raise ValueError(f"of is {of!r}: it must be 'weights' or 'logits'")
    find = _kullback.gradient if of == "weights" else _kullback.logit_gradient
    return find(name, p, q, unit, parameter, normalised, threads, zeros)


gradient.__doc__ = f"""The gradient of a measure with respect to q: an array.array with a number for every symbol.

of = "weights": with respect to the weights q, which are divided by their total T: (g − Σ q g)/T with
g = f(t) − t f′(t) at t = p/q. of = "logits": to z with q = exp(z)/Σ exp(z): q (g − Σ q g), for KL q − p.
At a corner it is one from between both sides; −∞ with respect to a weight of 0 where mass would help without bound.

{_PAIR}

{_OPTIONS}
{_PARAMETER}
{_ZEROS}

It stays that with respect to the q that was given: with logits what is added does not move (q = T exp(z)/Σ exp(z), T
the total that q has); with "common" it is 0 where a symbol is left out, though any mass where only p has some would
bring it back. "mix" moves p with q, and is refused.

{_ERRORS}
So is a measure that is infinite there, entropy, which does not depend on q, and Rényi of order ∞.

Source: the row of measures() of each.
"""


def f_divergence(p: _Numbers, q: _Numbers, f: Callable[[float, float], float], *, at_zero: float,
                 slope_at_infinity: float, zeros: _Zeros = "exact") -> Estimate:
    return typing.cast("Estimate", _kullback.f_divergence(f, at_zero, slope_at_infinity, p, q, zeros))


f_divergence.__doc__ = f"""The f-divergence of your own generator, Σ q f(p/q), as an Estimate: a pure number.

{_PAIR}

f           f(t, less_one): a convex function of t > 0 with f(1) = 0. less_one is t − 1 to its own last digit, for
            those who want theirs where p and q are nearly equal: lambda t, d: d * d is χ²
at_zero     f(0), where p is 0 and q is not; may be math.inf
slope_at_infinity  lim f(t)/t, where q is 0 and p is not; may be math.inf
{_ZEROS}

{_ERRORS}
So is f(1) that is not 0, a NaN of f, and a sum below 0, which no convex f has.

Source: Csiszár, Information-Type Measures of Difference of Probability Distributions, 1967
"""


def jensen_shannon_many(distributions: Sequence[_Numbers] | _Matrix, weights: _Numbers | None = None, *,
                        zeros: _Zeros = "exact") -> Estimate:
    return typing.cast("Estimate", _kullback.jensen_shannon_many(distributions, weights, zeros))


jensen_shannon_many.__doc__ = f"""The Jensen–Shannon divergence of any number of distributions: Σ w KL(P‖M), M = Σ w P.

It is the mutual information of a symbol and where it came from, in nats, between 0 and the entropy of the weights.

distributions  a sequence of distributions, or a matrix with one in each row; of the same length
weights        of the distributions, above 0; they are divided by their total; None: all alike
zeros          as in measure(), where the other is the mean of the others, and common is what all have. The note of the
               flag counts what some have and others lack, with its mass in M: describe("the mixture|some of them")

{_ERRORS}

Source: Lin, Divergence Measures Based on the Shannon Entropy, 1991
"""


def jensen_shannon_many_gradient(distributions: Sequence[_Numbers] | _Matrix, index: int,
                                 weights: _Numbers | None = None, *, of: Literal["weights", "logits"] = "weights",
                                 zeros: _Zeros = "exact") -> array[float]:
    if of not in ("weights", "logits"):
        raise ValueError(f"of is {of!r}: it must be 'weights' or 'logits'")
    return typing.cast("array[float]", _kullback.jensen_shannon_many_gradient(
        distributions, weights, index, of == "logits", zeros))


jensen_shannon_many_gradient.__doc__ = f"""The gradient of jensen_shannon_many with respect to distributions[index].

It is an array.array with a number for every symbol, in nats. g of a symbol is w ln(p/M), with p that distribution and
w its share of the weights; of = "weights" and "logits" make of it what they do in gradient(), as do zeros. −∞ with
respect to a weight of 0 where others have mass.

distributions, weights, zeros  as in jensen_shannon_many(); "mix", which moves the others, is refused
index          of the distribution, from 0 on

{_ERRORS}
So is an index that is none.

Source: Lin, Divergence Measures Based on the Shannon Entropy, 1991
"""


# ── A function for each row ─────────────────────────────────────────────────────────────────────

def _of_pair(row: Measure) -> Callable[..., Estimate]:
    def function(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats", normalised: bool = False,
                 threads: int = 1, zeros: _Zeros = "exact") -> Estimate:
        return _kullback.compute(row.name, p, q, unit, None, normalised, threads, zeros)
    return function


def _of_one_or_pair(row: Measure) -> Callable[..., Estimate]:
    def function(p: _Numbers, q: _Numbers | None = None, *, unit: _Unit = "nats", normalised: bool = False,
                 threads: int = 1, zeros: _Zeros = "exact") -> Estimate:
        return _kullback.compute(row.name, p, q, unit, None, normalised, threads, zeros)
    return function


def _keyword(parameter: Parameter) -> str:
    """What it is called in Python, where lambda is taken."""
    return parameter.name + "_" * keyword.iskeyword(parameter.name)


def _of_tuned(row: Measure, tuned_by: Parameter) -> Callable[..., Estimate]:
    name = _keyword(tuned_by)

    def function(p: _Numbers, q: _Numbers, *, unit: _Unit = "nats", normalised: bool = False, threads: int = 1,
                 zeros: _Zeros = "exact", **tuned: Any) -> Estimate:
        parameter = tuned.pop(name, None)
        for other in tuned:
            raise TypeError(f"{function.__name__}() got an unexpected keyword argument {other!r}")
        return _kullback.compute(row.name, p, q, unit, parameter, normalised, threads, zeros)
    *known, _ = inspect.signature(function).parameters.values()
    known.append(inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=tuned_by.default))
    setattr(function, "__signature__", inspect.Signature(known))
    return function


def _needs_no_q(row: Measure) -> bool:
    return row.name == "perplexity"


def _manual(row: Measure) -> str:
    also = f"\nAlso called {row.also}.\n" if row.also else ""
    pair = _PAIR + ("\nWithout q it is that of p alone." if _needs_no_q(row) else "")
    options = f"{_OPTIONS}\n{_ZEROS}"
    if row.parameter:
        tuned = row.parameter
        options += (f"\n{_keyword(tuned):11} {tuned.symbol} of the formula, from {tuned.low:g} to {tuned.high:g}, "
                    f"{tuned.default!r} by default")
    unit = "a pure number" if row.unit == "1" else f"in {row.unit}"
    upper = f", at most {row.upper!r}" if row.upper < math.inf else "; it has no upper bound"
    return f"""{row.title}: {row.formula}

{row.meaning}
{also}
{pair}

{options}

Gives an Estimate, {unit}{upper}{" at that default" if row.parameter else ""}.

{_ERRORS}

Source: {row.source}
"""


def _function(row: Measure) -> Callable[..., Estimate]:
    made = (_of_tuned(row, row.parameter) if row.parameter else
            _of_one_or_pair(row) if _needs_no_q(row) else _of_pair(row))
    made.__name__ = made.__qualname__ = row.name.replace(".", "_")
    made.__module__ = "kullback"
    made.__doc__ = _manual(row)
    return made


def functions() -> dict[str, Callable[..., Estimate]]:
    """By name, the function of every measure but entropy, which is SciPy's (kullback.entropy)."""
    made = [_function(row) for row in _catalogue if row.name != "entropy"]
    return {function.__name__: function for function in made}
