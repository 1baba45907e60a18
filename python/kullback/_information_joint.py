# SPDX-License-Identifier: Apache-2.0
"""Mutual information of discrete variables: of a table that is known, of rows that were counted."""

from __future__ import annotations

import math
import numbers
import typing
from array import array
from collections.abc import Hashable, Sequence

from kullback import _kullback
from kullback._sources import _has_stream
from kullback._table import Table

if typing.TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any, Literal

    from kullback._kullback import Estimate, _Numbers, _Stream

    _Set = int | Iterable[int]
    _Table = Any
    _Column = _Numbers | Sequence[Hashable]
    _Normaliser = Literal["min", "max", "arithmetic", "geometric", "joint"]


class Association(typing.NamedTuple):
    """How much two variables have to do with each other, in nats; shares in [0, 1], 0/0 is 1 where both are constant,
    else 0.

    entropy_x, entropy_y, entropy_joint   H(X), H(Y), H(X,Y)
    entropy_x_given_y, entropy_y_given_x  H(X|Y), H(Y|X)
    mutual_information                    I(X;Y) = D_KL(P(X,Y) ‖ P(X)P(Y))
    mutual_information_of_entropies       H(X) + H(Y) − H(X,Y): the same but for rounding
    variation_of_information              H(X|Y) + H(Y|X), a metric (Meilă 2003)
    normalised                            I over "min", "max", "arithmetic", "geometric" of H(X) and H(Y), or "joint"
    uncertainty_x, uncertainty_y          Theil's uncertainty coefficient: I/H(X), what Y tells of X, and I/H(Y)
    """

    entropy_x: float
    entropy_y: float
    entropy_joint: float
    entropy_x_given_y: float
    entropy_y_given_x: float
    mutual_information: float
    mutual_information_of_entropies: float
    variation_of_information: float
    normalised: dict[str, float]
    uncertainty_x: float
    uncertainty_y: float


class GTest(typing.NamedTuple):
    """The likelihood-ratio test of independence: G = 2nI in nats, its degrees of freedom, P(χ² ≥ G)."""

    statistic: float
    freedom: float
    p_value: float


class JointResult(typing.NamedTuple):
    """What rows say of the mutual information of their source.

    value    the Estimate, in nats, with its interval
    plugin   of the counts as if they were the truth, biased up by about freedom/2n
    p_value  of "independent": (1 + b)/(1 + n) for n permutations; 1 with n = 0: no test
    """

    value: Estimate
    plugin: float
    p_value: Estimate


def _mask(of: _Set) -> int:
    return typing.cast(int, _kullback.joint_set(of))


def _flatten(table: _Table) -> tuple[Any, list[int] | None]:
    """Numbers row by row, and how many there are in each dimension: None where the table itself says so."""
    if hasattr(table, "ravel") and not hasattr(table, "keys"):
        return table.ravel(), list(table.shape)
    if isinstance(table, (str, bytes)) or not (hasattr(table, "__iter__") or _has_stream(table)):
        raise TypeError(f"the table is a {type(table).__name__}: weights are needed, as an array or lists in lists")
    if not isinstance(table, Sequence):
        return table, None
    sizes = []
    while isinstance(table, Sequence) and table and isinstance(table[0], Sequence):
        sizes.append(len(table[0]))
        if any(len(row) != sizes[-1] for row in table):
            raise ValueError("the rows of the table are not of one length")
        table = [number for row in table for number in row]
    flat = array("d", table)
    return flat, [len(flat) // max(1, math.prod(sizes)), *sizes]


def _stream_codes(column: Any) -> Any:
    try:
        table = Table(column)
    except ImportError:  # pandas without pyarrow
        return _codes(list(column))
    if len(table.columns) != 1:
        raise ValueError(f"a column has {len(table.columns)} columns: one is needed")
    return _table_codes(table)[0]


def _table_codes(table: Table) -> list[Any]:
    """A column each; the code of what is missing is -1 as a signed number."""
    return [column.values if column.type in ("number", "time") else memoryview(column.values).cast("B").cast("i")
            for column in map(table.column, table.columns)]


def _listed(column: Any) -> Any:
    """Labels of a NumPy array as a list; what has a mask without it: missing."""
    kind = getattr(getattr(column, "dtype", None), "kind", "f")
    if hasattr(column, "filled") and kind in "iuf":
        return column.tolist() if kind == "u" else column.filled(-1)
    return column.tolist() if kind in "OSUb" and column.ndim == 1 else column


def _is_missing(label: object) -> bool:
    """None, NaN, and what cannot say whether it is itself, as pandas.NA."""
    try:
        return label is None or bool(label != label)
    except TypeError:
        return True


def _codes(column: _Column) -> Any:
    """Labels that are no numbers are numbered in the order in which they come; None, null and NaN are missing."""
    if _has_stream(column):
        return _stream_codes(column)
    column = _listed(column)
    if not isinstance(column, (list, tuple, str)):
        return column
    for i, label in enumerate(column):
        if not isinstance(label, Hashable):
            raise TypeError(f"label {i} of a column is a {type(label).__name__}, which cannot be told from others")
    labels = [None if _is_missing(label) else label for label in column]
    if all(label is None or isinstance(label, numbers.Real) for label in labels):
        return [-1 if label is None else label for label in labels]
    number: dict[Hashable, int] = {}
    return array("q", (-1 if label is None else number.setdefault(label, len(number)) for label in labels))


def _columns(columns: Any) -> Iterable[Any]:
    """The columns of a table, a frame or a mapping, and not what they are called."""
    if hasattr(columns, "items"):
        return [column for _, column in columns.items()]
    if _has_stream(columns):
        return _table_codes(Table(columns))
    return typing.cast("Iterable[Any]", columns)


class Joint:
    """The joint distribution of discrete variables, numbered from 0 in the order of dimensions or columns.

    Joint(table)                  of weights or counts: an array of as many dimensions as there are variables (lists in
                                  lists, or what has .ravel() and .shape), or the numbers of a data frame; divided by
                                  its total wherever it matters
    Joint.of(x, y, …, weights=…)  of rows of category codes, which are counted

    A set of variables is the number of one, or several numbers: H(X,Y|Z) is entropy((0, 1), given=2). All values are in
    nats, ≥ 0, exact but for rounding. docs/information.md is the guide. Raises Error for weights that are negative or
    not finite (with its index), all 0, or none; for variables there are not (below 0 and above 63: IndexError).

        >>> from kullback import information
        >>> joint = information.Joint([[30, 10], [10, 50]])
        >>> round(joint.mutual_information(), 6), round(joint.entropy(0, given=1), 6)
        (0.177741, 0.495271)
    """

    __slots__ = ("_counted", "_handle", "_missing", "_total", "_values")

    def __init__(self, table: _Table) -> None:
        weights, sizes = _flatten(table)
        self._set(_kullback.joint_from_frame(weights) if sizes is None else
                  _kullback.joint_from_table(weights, sizes))

    def _set(self, handle: object) -> None:
        self._handle = handle
        self._total, self._missing, self._counted, self._values = _kullback.joint_about(handle)

    @property
    def total(self) -> float:
        """Of the weights."""
        return typing.cast(float, self._total)

    @property
    def missing(self) -> int:
        """Rows that were left out because a value was missing."""
        return typing.cast(int, self._missing)

    @property
    def counted(self) -> bool:
        """Whether all weights are whole numbers: counts."""
        return typing.cast(bool, self._counted)

    @property
    def values(self) -> tuple[int, ...]:
        """How many values each variable has with weight."""
        return tuple(self._values)

    @classmethod
    def of(cls, *columns: _Column, weights: _Numbers | None = None, threads: int = 1) -> Joint:
        """Of rows: a column of whole numbers for each variable, or a list, tuple, str or NumPy array of labels that are
        no numbers, or one of either that has an Arrow C stream.

        A negative number, NaN, null or None, and what an array masks, is a missing value; rows with one in any column
        are left out and counted in `missing`. weights: how often each row counts, e.g. of the triplets of a sparse
        table. Raises Error with the column in input for what is no code, with its index, and for columns of unequal
        length.
        """
        joint = cls.__new__(cls)
        joint._set(_kullback.joint_from_codes([_codes(column) for column in columns], weights, threads))
        return joint

    def cells(self) -> tuple[list[array[int]], array[float]]:
        """The combinations that have weight: a list of codes for each variable, and the weights, by order of codes."""
        codes, weights = _kullback.joint_cells(self._handle)
        return codes, weights

    def entropy(self, of: _Set, given: _Set = ()) -> float:
        """H(of | given) = −Σ p ln p of both less that of `given`. Source: Shannon 1948."""
        return typing.cast(float, _kullback.joint_entropy(self._handle, _mask(of), _mask(given)))

    def mutual_information(self, x: _Set = 0, y: _Set = 1, given: _Set = ()) -> float:
        """I(X;Y|Z) = Σ p(x,y,z) ln [p(x,y,z) p(z) / (p(x,z) p(y,z))], with nothing given D_KL(P(X,Y) ‖ P(X)P(Y)).

        From terms that are not negative; the same bits for (y, x); to 16·2⁻⁵³ of it, and where combinations are missing
        that have both margins 2⁻⁹⁶ absolute. At most min(H(X|Z), H(Y|Z)). Source: Shannon 1948; Cover, Thomas 2006,
        chapter 2.
        """
        return typing.cast(float, _kullback.joint_mutual_information(self._handle, _mask(x), _mask(y), _mask(given)))

    def multi_information(self, of: _Set | None = None, given: _Set = ()) -> float:
        """D_KL of the joint distribution from the product of its variables', also total correlation. Source: Watanabe
        1960."""
        variables = range(len(self.values)) if of is None else of
        return typing.cast(float, _kullback.joint_multi_information(self._handle, _mask(variables), _mask(given)))

    def pointwise(self, x: _Set = 0, y: _Set = 1, given: _Set = ()) -> array[float]:
        """ln [p(x,y,z) p(z) / (p(x,z) p(y,z))] of every combination of cells(); of others it is −∞. Source: Fano
        1961."""
        return typing.cast("array[float]", _kullback.joint_pointwise(self._handle, _mask(x), _mask(y), _mask(given)))

    def association(self, x: _Set = 0, y: _Set = 1) -> Association:
        """Mutual information beside what it is a share of, as an Association. Source: Theil 1970 (uncertainty
        coefficient); Meilă 2003 (variation of information); Vinh, Epps, Bailey 2010 (normalised)."""
        return Association(*_kullback.joint_associate(self._handle, _mask(x), _mask(y)))

    def adjusted(self, x: _Set = 0, y: _Set = 1, *, normaliser: _Normaliser = "arithmetic", threads: int = 1) -> float:
        """(I − E)/(M − E): E the mean of I over all tables with the same margins, M "min", "max", "arithmetic" or
        "geometric".

        0 on average without dependence, 1 for equal partitions, may be negative. Counts only. E is exact to 1e-12 at
        any size, for a logarithm per likely count in each pair of different margins. Raises Error, with a cell, for
        weights that are no counts. Source: Vinh, Epps, Bailey 2010.
        """
        return typing.cast(float, _kullback.joint_adjusted(self._handle, _mask(x), _mask(y), normaliser, threads)[0])

    def expected(self, x: _Set = 0, y: _Set = 1, *, threads: int = 1) -> float:
        """The mean of I(X;Y) over all tables of counts with the same margins, nats: what chance makes of it. Source and
        errors: as of Joint.adjusted()."""
        return typing.cast(float, _kullback.joint_adjusted(self._handle, _mask(x), _mask(y), "max", threads)[1])

    def g_test(self, x: _Set = 0, y: _Set = 1, given: _Set = ()) -> GTest:
        """The likelihood-ratio test of independence of counts, in every stratum of `given`, as a GTest. Raises Error,
        with a cell, for weights that are no counts. Source: Wilks 1938 (the limit); Woolf 1957."""
        return GTest(*_kullback.joint_g_test(self._handle, _mask(x), _mask(y), _mask(given)))

    def estimate(self, x: _Set = 0, y: _Set = 1, given: _Set = (), *, estimator: str = "jackknife",
                 permutations: int = 999, seed: int = 0, confidence: float = 0.95, alphabet: Sequence[int] = (),
                 threads: int = 1) -> JointResult:
        """I(X;Y|Z) of what counts are a sample of, as a JointResult: value, interval, test of independence.

        estimator     "plugin"; "jackknife", a row left out at a time; entropies by "miller_madow", "chao_shen",
                      "grassberger", "zhang", "nsb"; of shares by "shrinkage", "dirichlet_jeffreys",
                      "dirichlet_laplace", "dirichlet_perks", "dirichlet_minimax"
        permutations  of the test of independence, which deals y anew to the rows of each value of `given` and is exact
                      whatever the counts; 0: none. On large tables fewer are made, at least 99
        alphabet      how many values each variable has; empty: those that were seen
        threads       how many may work on it, 0 for all; the bits of the result do not depend on it

        Rows are taken for independent draws. The interval is [0, high] with flag "near_equal" where the test does not
        tell x and y from independent; None with flag "biased" where cells seen once hold more than a tenth of the rows,
        and "few_units" below 4. "biased" also where the value is above ln n − 1, near the most that n rows can show.

        Raises Error for weights that are no counts, ValueError for an unknown estimator. Source: Miller 1955; Roulston
        1999 (errors); Hausser, Strimmer 2009 (shares); Phipson, Smyth 2010 (test); those of the other estimators as of
        kullback.sample.Counts.entropy().
        """
        return JointResult(*_kullback.joint_estimate(self._handle, _mask(x), _mask(y), _mask(given),
                                                     (estimator, confidence, permutations, seed, list(alphabet)), threads))


def mutual_information(table: _Table) -> float:
    """I(X;Y) = D_KL(P(X,Y) ‖ P(X)P(Y)) in nats of a table of weights, rows X, columns Y.

    Joint(table) tells more of it; of rows that were drawn: mutual_information_codes(). Raises what Joint raises.
    Source: as of Joint.mutual_information().
    """
    return Joint(table).mutual_information()


def mutual_information_codes(x: _Column, y: _Column, given: _Column | None = None, *, estimator: str = "jackknife",
                             permutations: int = 999, seed: int = 0, confidence: float = 0.95,
                             threads: int = 1) -> JointResult:
    """I(X;Y) of columns of category codes or labels, I(X;Y|Z) with a third, as a JointResult: see Joint.estimate().

    Rows with a missing value (negative, NaN, None) are left out. Raises what Joint.of() raises, ValueError for an
    unknown estimator. Source: as of Joint.estimate().
    """
    columns = (x, y) if given is None else (x, y, given)
    return Joint.of(*columns, threads=threads).estimate(0, 1, () if given is None else 2, estimator=estimator,
                                                        permutations=permutations, seed=seed, confidence=confidence,
                                                        threads=threads)


def normalised_mutual_information(x: _Column, y: _Column, normaliser: _Normaliser = "arithmetic") -> float:
    """I(X;Y) of columns of codes or labels as they are, over a mean of their entropies: in [0, 1]. Raises what
    Joint.of() raises, ValueError for an unknown normaliser. Source: as of Joint.association()."""
    shares = Joint.of(x, y).association().normalised
    if normaliser not in shares:
        raise ValueError(f"normaliser is {normaliser!r}: it must be one of {list(shares)}")
    return shares[normaliser]


def adjusted_mutual_information(x: _Column, y: _Column, normaliser: _Normaliser = "arithmetic", *,
                                threads: int = 1) -> float:
    """The same adjusted for chance: Joint.adjusted() of columns of codes or labels. Raises what Joint.of() raises,
    Error for the normaliser "joint", ValueError for an unknown one. Source: as of Joint.adjusted()."""
    return Joint.of(x, y, threads=threads).adjusted(normaliser=normaliser, threads=threads)


class InformationMatrix(typing.NamedTuple):
    """Mutual information of every two columns in nats, on the diagonal entropies, and how many rows had both."""

    values: list[array[float]]
    rows: list[array[int]]


def mutual_information_matrix(columns: Iterable[_Column] | Mapping[str, _Column] | _Stream, *,
                              estimator: str = "jackknife", alphabet: Sequence[int] = (),
                              progress: Callable[[int, int], object] | None = None,
                              threads: int = 1) -> InformationMatrix:
    """I of every two of some columns of codes or labels, as an InformationMatrix; NaN for a pair that no row has.

    columns    a sequence of them, or a data frame or a mapping, whose columns are taken in their order
    estimator  and alphabet are as in Joint.estimate(); without intervals
    progress   progress(done, total) is told pairs; an exception that it raises stops the call

    Rows missing in either of two columns are left out of that pair. O(rows) for each pair. Raises what Joint.of()
    raises, ValueError for an unknown estimator. Source: as of Joint.estimate().
    """
    codes = [_codes(column) for column in _columns(columns)]
    k = len(codes)
    values, rows = _kullback.information_matrix(codes, (estimator, 0.95, 0, 0, list(alphabet)), progress, threads)
    return InformationMatrix([values[i * k:(i + 1) * k] for i in range(k)], [rows[i * k:(i + 1) * k] for i in range(k)])
