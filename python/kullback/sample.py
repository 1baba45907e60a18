# SPDX-License-Identifier: Apache-2.0
"""From what was counted to what can be said of its source: counts, bias, intervals, p-values.

    >>> from kullback import sample
    >>> a = sample.Counts({"head": 60, "tail": 40})
    >>> a.entropy("miller_madow").flags
    ('independent_draws',)
    >>> sample.Pair(a, {"head": 45, "tail": 55}).p_value.value < 0.1
    True

Counts are what one pass over data leaves behind: how often each symbol (or n-gram of symbols) occurred, kept apart in
64 bags, so that leaving out one at a time shows how much an answer depends on which data were seen. They are integers
in a canonical order: merging is the same to the bit in any order, and equal data give equal files. kullback.text counts
texts.
"""

from __future__ import annotations

import bisect
import collections
import os
import pathlib
import tempfile
import typing
from collections.abc import Iterable, Iterator, Mapping

from kullback import _kullback
from kullback._two_sample import TwoSample, TwoSampleResult, two_sample, two_sample_statistics

if typing.TYPE_CHECKING:
    from typing import Any

    from kullback._kullback import Estimate, _Matrix, _Numbers, _Path, _Unit

    _Gram = str | bytes | tuple[str | bytes, ...]

__all__ = ["Counts", "Known", "Pair", "Symbol", "TwoSample", "TwoSampleResult", "mean", "merge_files", "points_divergence",
           "points_entropy", "two_sample", "two_sample_statistics", "variational_bound"]

_OPTIONS = """\
smoothing     "kt": the model gets 1/2 added to every count (Krichevsky–Trofimov), n-grams escape to shorter ones; for
              chi-square, Rényi and Cressie–Read, which divide by its shares, 1 (Laplace's rule of succession);
              "none": plug-in values, infinite where the model has not seen what p has
confidence    of the intervals
seed          of the permutations; permutations: how many of the test that both come from one source, 0: no test
estimator     what estimates entropies and the divergences made of them: a method of Counts.entropy() but "plugin".
              Intervals stay those of the jackknife, stretched to hold the value
alphabet      how many symbols there are, for estimators that ask; 0: those that either side has
threads       how many may work on it, 0 for all; the bits of the result do not depend on it"""


class Counts(Mapping["_Gram", int]):
    """What was counted: a mapping from each n-gram to how often it occurred. It cannot be changed.

    Counts(names) of a mapping from names to whole numbers, or of names, which are counted. Every count is taken for
    an independent draw, which `seed` puts in one of the 64 bags. Names that are not distinct and counts that are all
    0 are an Error.

    A key is a symbol where order is 1, else a tuple of symbols: str, or bytes where symbols are "bytes".
    Counts can be pickled; bytes(counts) is the content of a state file (.kls).
    """

    __slots__ = ("_handle", "_known", "_symbols")

    def __init__(self, names: Mapping[str, int] | Iterable[str], *, seed: int = 0) -> None:
        counted = names if isinstance(names, Mapping) else collections.Counter(names)
        self._keep(_kullback.counts_from_names(tuple(counted), tuple(counted.values()), seed))

    def _keep(self, handle: Any) -> None:
        self._handle, self._symbols = handle, None
        self._known = _kullback.counts_describe(handle)

    @classmethod
    def _of(cls, handle: Any) -> Counts:
        made = cls.__new__(cls)
        made._keep(handle)
        return made

    @classmethod
    def load(cls, path: _Path) -> Counts:
        """Of a state file, which `kl count` and save() write. Raises FileError, or Error with the byte in offset."""
        return cls._of(_kullback.counts_load(path))

    @classmethod
    def parse(cls, data: Any) -> Counts:
        """Of the content of a state file: bytes, or any buffer of them. Raises Error with the byte in offset."""
        return cls._of(_kullback.counts_parse(data))

    @classmethod
    def merge(cls, parts: Iterable[Counts]) -> Counts:
        """Add up counts of the same symbols and order; others are an Error with code "mismatch"."""
        return cls._of(_kullback.counts_merge([part._handle for part in parts]))

    def __add__(self, other: Counts) -> Counts:
        return Counts.merge([self, other]) if isinstance(other, Counts) else NotImplemented

    def save(self, path: _Path) -> None:
        """Write a state file, which appears whole or not at all. Equal counts give equal bytes."""
        _kullback.counts_save(self._handle, path)

    def __bytes__(self) -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "counts.kls")
            self.save(path)
            return path.read_bytes()

    def __reduce__(self) -> tuple[Any, ...]:
        return Counts.parse, (bytes(self),)

    @property
    def symbols(self) -> str:
        """What the symbols are: "names", "bytes", "letters", "words", "tokens"."""
        return typing.cast(str, self._known[0])

    @property
    def noun(self) -> str:
        """One of them: "name", "byte", "letter", "word"."""
        return typing.cast(str, self._known[1])

    @property
    def order(self) -> int:
        """How many symbols an n-gram has, 1 to 5."""
        return typing.cast(int, self._known[2])

    @property
    def total(self) -> int:
        """n-grams in all."""
        return typing.cast(int, self._known[4])

    @property
    def bad_bytes(self) -> int:
        """Bytes that were not UTF-8, which were passed over."""
        return typing.cast(int, self._known[6])

    @property
    def units(self) -> int:
        """How many of the 64 bags hold something."""
        return typing.cast(int, self._known[7])

    @property
    def alphabet(self) -> list[str] | list[bytes]:
        """The distinct symbols, in the order of their bytes."""
        if self.symbols == "bytes":
            return self._raw_alphabet()
        return [symbol.decode("utf-8", "surrogateescape") for symbol in self._raw_alphabet()]

    def _raw_alphabet(self) -> list[bytes]:
        if self._symbols is None:
            self._symbols = _kullback.counts_alphabet(self._handle)
        return typing.cast("list[bytes]", self._symbols)

    def entropy(self, method: str = "jackknife", *, alphabet: int = 0, confidence: float = 0.95, threads: int = 1,
                unit: _Unit = "nats") -> Estimate:
        """Entropy of the source per symbol (order N: H(N-gram) − H((N−1)-gram)), as an Estimate with an interval.

        method: "plugin" (counts as if they were the truth), "jackknife" (a bag left out at a time), "miller_madow",
        "dirichlet_jeffreys", "dirichlet_laplace", "dirichlet_perks", "dirichlet_minimax", "shrinkage", "chao_shen",
        "grassberger", "zhang", "nsb".
        alphabet: how many symbols there are, for the Dirichlet ones, shrinkage and NSB; 0: those that were seen.

        The interval is the jackknife's, whatever the method (Student's t), stretched to hold the value; it is absent
        with flag "few_units" below 4 bags, and has only its lower end with "undersampled" where n-grams seen once
        hold more than a tenth. Raises Error for an alphabet of fewer than were seen, ValueError for an unknown method.

        Source: Busing, Meijer, van der Leeden 1999 (jackknife); Miller 1955; Krichevsky, Trofimov 1981, Holste, Große,
        Herzel 1998, Schürmann, Grassberger 1996, Trybula 1958 (the Dirichlet ones in this order); Hausser, Strimmer
        2009 (shrinkage); Chao, Shen 2003; Grassberger 2003; Zhang 2012; Nemenman, Shafee, Bialek 2002 (NSB).
        """
        return typing.cast("Estimate", _kullback.counts_entropy(
            self._handle, method, ("kt", confidence, 0, 0, alphabet, "jackknife"), threads).to(unit))

    def _gram(self, index: int) -> tuple[tuple[int, ...], int]:
        return typing.cast("tuple[tuple[int, ...], int]", _kullback.counts_gram(self._handle, index))

    def __len__(self) -> int:
        return typing.cast(int, self._known[3])

    def __iter__(self) -> Iterator[_Gram]:
        alphabet = self.alphabet
        for index in range(len(self)):
            numbers = self._gram(index)[0]
            yield alphabet[numbers[0]] if self.order == 1 else tuple(alphabet[number] for number in numbers)

    def __getitem__(self, gram: _Gram) -> int:
        symbols: Any = (gram,) if self.order == 1 else gram
        alphabet = self._raw_alphabet()
        try:
            raw = [s if isinstance(s, bytes) else s.encode("utf-8", "surrogateescape") for s in symbols]
        except (TypeError, AttributeError, UnicodeEncodeError):
            raise KeyError(gram) from None
        numbers = tuple(bisect.bisect_left(alphabet, symbol) for symbol in raw)
        at = bisect.bisect_left(range(len(self)), numbers, key=lambda index: self._gram(index)[0])
        if at < len(self) and [alphabet[number] for number in self._gram(at)[0]] == raw:
            return self._gram(at)[1]
        raise KeyError(gram)

    def __repr__(self) -> str:
        return f"<Counts of {self.total} {self.symbols}, order {self.order}, {len(self)} different>"


def merge_files(paths: Iterable[_Path], out: _Path) -> None:
    """Merge state files without holding them in memory, from disk to disk.

    Raises Error for other symbols or another order, and for a file twice; a copy of a file counts again."""
    _kullback.counts_merge_files([os.fspath(path) for path in paths], out)


class Symbol(typing.NamedTuple):
    """An n-gram of two sources: its text (words joined by a blank), its counts and shares, and what it contributes to
    the KL divergence in the direction that was asked for, in nats."""

    text: str
    count_a: int
    count_b: int
    p: float
    q: float
    contribution: float


class _Sides:
    """What two sources tell."""

    __slots__ = ("_handle",)

    _handle: Any

    def estimate(self, measure: str, direction: str = "A|B", *, unit: _Unit = "nats") -> Estimate:
        """The estimate of a measure, with its interval; of the entropy in direction "A|B" that of A, in "B|A" of B.

        Per symbol for entropy, cross-entropy, KL, Jeffreys and perplexity; of the joint n-gram for the others. The
        bias is removed by leaving out one bag at a time; where an interval would not be honest it is one-sided or
        absent, with the reason in the flags. docs/coverage.md has simulated coverages. Raises ValueError for an unknown
        measure or direction.
        """
        return typing.cast("Estimate", _kullback.pair_estimate(self._handle, measure, direction).to(unit))

    @property
    def p_value(self) -> Estimate:
        """Of "both are from one source": (1 + b)/(1 + n) for n permutations. n is 0 where no test was made. Source:
        Phipson, Smyth 2010."""
        return typing.cast("Estimate", _kullback.pair_p_value(self._handle))

    @property
    def more_data(self) -> float:
        """How many times as much data would put the Jensen–Shannon divergence clear of zero; 1 if it is already,
        math.inf if the estimate gives no hope."""
        return typing.cast(float, _kullback.pair_more_data(self._handle))

    def symbols(self, direction: str = "A|B") -> list[Symbol]:
        """Where it comes from: every n-gram that either has. Raises ValueError for an unknown direction."""
        return [Symbol(*row) for row in _kullback.pair_symbols(self._handle, direction)]


def _counts(source: Counts | Mapping[str, int]) -> Counts:
    return source if isinstance(source, Counts) else Counts(source)


class Pair(_Sides):
    __slots__ = ()

    def __init__(self, a: Counts | Mapping[str, int], b: Counts | Mapping[str, int], *, smoothing: str = "kt",
                 confidence: float = 0.95, seed: int = 0, permutations: int = 999, estimator: str = "jackknife",
                 alphabet: int = 0, threads: int = 1) -> None:
        options = (smoothing, confidence, seed, permutations, alphabet, estimator)
        self._handle = _kullback.pair_new(_counts(a)._handle, _counts(b)._handle, options, threads)

    def plugin(self, direction: str = "A|B", *, unit: _Unit = "nats") -> Estimate:
        """KL with counts as if they were the truth; infinite where the model has not seen what p has."""
        return typing.cast("Estimate", _kullback.pair_plugin(self._handle, direction).to(unit))

    def unseen(self, direction: str = "A|B") -> Estimate:
        """Share of A's n-grams (of B's for "B|A") that never occur in the other; its note says how many."""
        return typing.cast("Estimate", _kullback.pair_unseen(self._handle, direction))


Pair.__doc__ = f"""Two counted sources, a as A and b as B: Counts, or mappings from names to how often they occurred.

{_OPTIONS}

Raises Error with code "mismatch" for other symbols or another order, with "argument" for options out of range and an
alphabet of fewer than were seen; ValueError for an unknown smoothing or estimator.

Source: Krichevsky, Trofimov 1981 and Howard 1993 (the model of B), Chao, Strawderman 1972 (where it is divided by);
Busing, Meijer, van der Leeden 1999 (bias, intervals); Phipson, Smyth 2010 and, of very unequal sides, Wu 1986 (the
test). Measures: each row of kullback.measures().
"""


class Known(_Sides):
    __slots__ = ()

    def __init__(self, counts: Counts | Mapping[str, int], weights: Mapping[str, float], *, smoothing: str = "kt",
                 confidence: float = 0.95, seed: int = 0, permutations: int = 999, estimator: str = "jackknife",
                 alphabet: int = 0, threads: int = 1) -> None:
        options = (smoothing, confidence, seed, permutations, alphabet, estimator)
        self._handle = _kullback.known_new(_counts(counts)._handle, tuple(weights), tuple(weights.values()), options,
                                           threads)

    def plugin(self, *, unit: _Unit = "nats") -> Estimate:
        """KL of B from A with A's counts as if they were the truth; infinite where A has not seen what B has."""
        return typing.cast("Estimate", _kullback.pair_plugin(self._handle, "B|A").to(unit))

    def unseen(self) -> Estimate:
        """Share of B that never occurs in A: exact for these counts; its note says how many symbols."""
        return typing.cast("Estimate", _kullback.pair_unseen(self._handle, "B|A"))


Known.__doc__ = f"""A counted source (A) beside a known distribution (B): only A has a sampling error.

counts   Counts of order 1, or a mapping from names to how often they occurred
weights  from names to weights; what is not named has weight 0, which means impossible

{_OPTIONS}

Raises Error with the index for a weight that is negative or not finite, or where all are 0; with code "mismatch" for
counts of another order; else as Pair does.

Source: Krichevsky, Trofimov 1981 (A as the model); Busing, Meijer, van der Leeden 1999 (bias, intervals); Wu 1986 (the
test). Measures: each row of kullback.measures().
"""


# ── Points ──────────────────────────────────────────────────────────────────────────────────────

_POINTS = """\
neighbours  k, 1 to 128; norm: "euclidean" or "max", the largest difference of a coordinate
ties        what to do where more than k points lie in one place: "refuse", or "jitter": add uniform noise, half of
            `resolution` up and down (0: the smallest gap between different values of a column)
confidence  of the interval; 0: none, in half of the time; seed: of its groups and of the noise
threads     how many may work on it, 0 for all; the bits of the result do not depend on it

Neighbours are exact. Without an honest interval the flags say why: "few_units", "biased" from four dimensions on.
Raises Error for what is not finite, with its place, for too few points, a column of one value and refused ties."""


def points_entropy(x: _Matrix | _Numbers, *, neighbours: int = 4, norm: str = "euclidean", ties: str = "refuse",
                   resolution: float = 0.0, confidence: float = 0.95, seed: int = 0, threads: int = 1,
                   unit: _Unit = "nats") -> Estimate:
    return typing.cast("Estimate", _kullback.points_entropy(
        x, (neighbours, norm, ties, resolution, confidence, seed), threads).to(unit))


points_entropy.__doc__ = f"""Differential entropy of the source of points, as an Estimate; it may be negative.

H = d/n Σ ln ρ + ln V + ln(n − 1) − ψ(k), with ρ the distance of each to its k-th nearest neighbour and V the volume of
the unit ball.

x           n points of d ≤ 64 coordinates, a row each, n > k; or n numbers
{_POINTS}

Source: Kozachenko, Leonenko, 1987; Goria, Leonenko, Mergel, Novi Inverardi, 2005.
"""


def points_divergence(x: _Matrix | _Numbers, y: _Matrix | _Numbers, *, neighbours: int = 4, norm: str = "euclidean",
                      ties: str = "refuse", resolution: float = 0.0, confidence: float = 0.95, seed: int = 0,
                      threads: int = 1, unit: _Unit = "nats") -> Estimate:
    return typing.cast("Estimate", _kullback.points_divergence(
        x, y, (neighbours, norm, ties, resolution, confidence, seed), threads).to(unit))


points_divergence.__doc__ = f"""KL(P‖Q) of n points x drawn from P and m points y drawn from Q, as an Estimate.

D = d/n Σ ln(ν/ρ) + ln(m/(n − 1)), with ρ the distance of each of x to its k-th nearest neighbour in x and ν that in y.

x, y        points of as many coordinates, a row each; or numbers
{_POINTS}

It is finite even where KL is not: what P has where Q has nothing shows in no finite sample.

Source: Wang, Kulkarni, Verdú, Divergence Estimation for Multidimensional Densities via k-Nearest-Neighbor Distances,
2009.
"""


# ── Variational bounds ──────────────────────────────────────────────────────────────────────────

def variational_bound(name: str, critic_p: _Numbers, critic_q: _Numbers, *, parameter: float | None = None,
                      confidence: float = 0.95) -> Estimate:
    """The variational lower bound of an f-divergence, E_P[T] − E_Q[f*(T)], as an Estimate.

    critic_p, critic_q: what a critic T says of draws from P, and of others from Q. The value is unbiased whatever T
    is, and never above the divergence but by chance; it reaches it for T = f′(p/q). For KL it is
    E_P[T] − E_Q[exp(T) − 1]. Standard error and interval take draws for independent, of each other and of how T was
    found.

    name is that of an f-divergence (kind "f_divergence" in kullback.measures()), parameter the value of its own. Or of
    an increasing function g of one, which is bounded by g of that one's bound, from a critic for that one: "renyi" by
    "tsallis" of the same order, "hellinger" and "bhattacharyya" by "hellinger.squared", "jensen_shannon.distance" by
    "jensen_shannon". Their bounds are not below 0 (flag "clipped" where chance would have them there), and biased by
    how g bends: downwards for roots and Rényi above order 1, upwards else. Rényi of order 0 and ∞ has none. Raises
    Error with the index for a score that is not finite, or one of critic_q where f* is infinite.

    Source: Nguyen, Wainwright, Jordan, Estimating Divergence Functionals by Convex Risk Minimization, 2010
    """
    return typing.cast("Estimate", _kullback.variational_bound(name, parameter, critic_p, critic_q, confidence))


# ── Means ───────────────────────────────────────────────────────────────────────────────────────

def mean(values: _Numbers, *, unit: str = "nats", confidence: float = 0.95) -> Estimate:
    """The mean of numbers that are independent of each other, e.g. of the losses of rows, as an Estimate with an
    interval by Student's t. Raises Error with the index for a number that is not finite, and for none. Source:
    Student 1908.
    """
    return typing.cast("Estimate", _kullback.sample_mean(values, unit, confidence))
