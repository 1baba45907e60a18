# SPDX-License-Identifier: Apache-2.0
"""What a table holds, as a profile, and what has changed from one to another: `kl profile` and `kl drift`."""

from __future__ import annotations

import os
import typing
from collections.abc import Mapping

from kullback import _kullback
from kullback._sources import _has_stream
from kullback._table import Table, _bytes
from kullback.report import Document

if typing.TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any, TypeAlias

    from _typeshed import ReadableBuffer

    from kullback._kullback import Estimate, _Numbers, _Path, _Unit
    from kullback._table import _Columns

    _Progress: TypeAlias = Callable[[int, int], object]
    _Side: TypeAlias = "Profile | Table | _Columns"
    _Tolerances: TypeAlias = Mapping[str | tuple[str, str], float]

class ProfileColumn(typing.NamedTuple):
    """A column of a profile.

    name       what it is called
    type       "number", "time", "category", "boolean", "text", or "nothing" where no value is there
    missing    rows in which nothing is there
    infinite   rows in which the number is infinite
    different  how many numbers (as far as they are kept), names or, of texts, letters
    digits     of numbers and times how many binary digits are kept, 53: all; else 0
    """

    name: str
    type: str
    missing: int
    infinite: int
    different: int
    digits: int


class Profile:
    """What the columns of a table hold, in memory that does not grow with its rows: it stands for the table in drift().

    source    whatever Table takes, a Table, or the path of a profile that was saved. Files that DuckDB reads and Arrow
              streams go through in batches
    cluster   the column that says which rows belong together; None: rows are independent draws
    types     columns that are "number" or "category" whatever they hold, by their names
    threads   how many may work on it, 0 for all; the bytes of the result do not depend on it
    progress  is called with rows done and in all (0: unknown); an exception it raises ends the work

    It is the same for any order of the rows and any partition into parts whose profiles are merged. Numbers are kept to
    as many binary digits as make at most 16,384 different ones; of names all are; of texts (a column with a value of
    more than 128 bytes) the letters. Raises as Table does, Error where there is no such cluster.

        >>> from kullback import table
        >>> kept = table.Profile({"mass": [3.5, 3.5, None], "species": ["a", "b", "a"]})
        >>> kept.rows, [(column.name, column.type, column.different, column.missing) for column in kept.columns]
        (3, [('mass', 'number', 1, 1), ('species', 'category', 2, 0)])
    """

    __slots__ = ("_handle", "_known", "_name")

    def __init__(self, source: Table | _Columns, *, name: str = "table", cluster: str | None = None,
                 types: Mapping[str, str] | None = None, threads: int = 1, progress: _Progress | None = None) -> None:
        settings = tuple(types or {}), tuple((types or {}).values())
        taking = settings, _bytes(cluster), threads, progress
        if isinstance(source, (str, os.PathLike)):
            self._keep(_kullback.table_profile_open(taking, source), os.fsdecode(source))
        elif not isinstance(source, Table) and _has_stream(source):
            self._keep(_kullback.table_profile_from_arrow(taking, os.fsencode(name), source), name)
        else:
            table = source if isinstance(source, Table) else Table(source, name=name, types=types)
            self._keep(_kullback.table_profile_from_table(taking, table._handle), table.name)

    def _keep(self, handle: Any, name: str) -> None:
        self._handle, self._name = handle, name
        self._known = _kullback.table_profile_describe(handle)

    @classmethod
    def _of(cls, handle: Any, name: str) -> Profile:
        made = cls.__new__(cls)
        made._keep(handle, name)
        return made

    @classmethod
    def load(cls, path: _Path) -> Profile:
        """One that was saved; Error for a file that is none or is damaged."""
        return cls._of(_kullback.table_profile_load(path), os.fsdecode(path))

    @classmethod
    def parse(cls, data: ReadableBuffer, *, name: str = "profile") -> Profile:
        """One out of the bytes of such a file."""
        return cls._of(_kullback.table_profile_parse(data), name)

    @classmethod
    def merge(cls, parts: Iterable[Profile], *, name: str = "profile") -> Profile:
        """That of all rows of some; Error with the part in input for one of other columns or other clusters."""
        return cls._of(_kullback.table_profile_merge([part._handle for part in parts]), name)

    @staticmethod
    def is_saved(path: _Path) -> bool:
        """Whether a file is a profile, by its first bytes."""
        return typing.cast(bool, _kullback.table_profile_seen(path))

    def save(self, path: _Path) -> None:
        """Into a file that appears whole or not at all; equal profiles give equal bytes."""
        _kullback.table_profile_save(self._handle, path)

    @property
    def name(self) -> str:
        """Its path, or what it was called."""
        return self._name

    @property
    def rows(self) -> int:
        """How many rows were read."""
        return typing.cast(int, self._known[0])

    @property
    def cluster(self) -> str | None:
        """The column that says which rows belong together."""
        return typing.cast("str | None", self._known[1])

    @property
    def columns(self) -> list[ProfileColumn]:
        """All others, in the order of the table."""
        return [ProfileColumn(*column) for column in self._known[2]]

    def __repr__(self) -> str:
        return f"<Profile of {self.name!r}: {self.rows} rows, {len(self._known[2])} columns>"


def merge_profiles(paths: Iterable[_Path], out: _Path) -> None:
    """Files of profiles into one, as `kl merge` does."""
    _kullback.table_profile_merge_files(list(paths), out)


class DriftMeasure(typing.NamedTuple):
    """One measure of a column: the Estimate without bias, that of the counts as if they were the truth (None: not
    kept), and what people call it."""

    value: Estimate
    plugin: float | None
    label: str


class DriftColumn(typing.NamedTuple):
    """How a column has changed. Pairs are of the reference and of the current table.

    name                  what it is called
    verdict               "undecided": a side has no value; "same": not told from chance; "within": told from chance and
                          not certainly above the tolerance; "drifted": both; "added", "retyped", "dropped"
    types                 what it holds, as in ProfileColumn
    rows, missing, infinite  how many rows there are, have no value, have an infinite one
    counted               what is compared: how many rows have a finite value, of texts how many letters they have
    p_value, q_value      of its values: the test and its false discovery rate over all columns; None: no test
    p_missing, q_missing  of what is missing
    decides, limit        the id of the measure that the verdict is by, and the tolerance it was held to; None: by none
    measures              a DriftMeasure by each id
    changes               what changed most: (a category, a letter, or numbers from one edge to the next; how often it
                          came on each side, of what is counted there)
    bins, digits          of numbers: how many bins, how many binary digits were kept
    different             categories that only the current table has, and those that only the reference has
    spread                of numbers the reference's standard deviation, else None
    grouped               of more than 4096 categories, how many of the rarest were counted as one; unless this is 0 the
                          measures are lower bounds
    """

    name: str
    verdict: str
    types: tuple[str, str]
    rows: tuple[int, int]
    missing: tuple[int, int]
    infinite: tuple[int, int]
    counted: tuple[int, int]
    p_value: float | None
    q_value: float | None
    p_missing: float | None
    q_missing: float | None
    decides: str | None
    limit: float | None
    measures: dict[str, DriftMeasure]
    changes: list[tuple[str, int, int]]
    bins: int
    digits: int
    different: tuple[int, int]
    spread: float | None
    grouped: int


def _column(fields: tuple[Any, ...]) -> DriftColumn:
    column = DriftColumn(*fields)
    return column._replace(measures={id: DriftMeasure(*row) for id, row in column.measures.items()})


class Drift:
    """What drift() found. It is true if a column has drifted, been added, dropped or changed its type."""

    __slots__ = ("_handle", "_names", "_unit")

    def __init__(self, handle: Any, names: tuple[str, str], unit: _Unit) -> None:
        self._handle, self._names, self._unit = handle, names, unit

    @property
    def document(self) -> Document:
        """What `kl drift` tells, with all measures of all columns."""
        return self._described(False)

    @property
    def outline(self) -> Document:
        """What of it a page has: what can be looked at however many columns there are."""
        return self._described(True)

    def _described(self, outline: bool) -> Document:
        return Document._of(_kullback.drift_describe(self._handle, *self._sides(), self._unit, outline), self._unit)

    def _sides(self) -> list[bytes]:
        return [os.fsencode(name) for name in self._names]

    def junit(self) -> str:
        """As JUnit XML, which build servers show: a test for each column."""
        return typing.cast(str, _kullback.drift_junit(self._handle, *self._sides(), self._unit))

    @property
    def columns(self) -> list[DriftColumn]:
        """All of them, the most severe first."""
        return [_column(fields) for fields in _kullback.drift_columns(self._handle, self._unit)]

    def __iter__(self) -> Iterator[DriftColumn]:
        return iter(self.columns)

    def __getitem__(self, name: str) -> DriftColumn:
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def drifted(self) -> list[str]:
        """The columns because of which it is true, the most severe first."""
        return [column.name for column in self.columns[:_kullback.drift_exceeded(self._handle)]]

    def count(self, verdict: str) -> int:
        """How many columns have this verdict."""
        return typing.cast(int, _kullback.drift_count(self._handle, verdict))

    def __bool__(self) -> bool:
        return typing.cast(int, _kullback.drift_exceeded(self._handle)) > 0

    def __str__(self) -> str:
        return str(self.document)

    def _repr_html_(self) -> str:
        return self.outline._repr_html_()

    def __repr__(self) -> str:
        columns = self.columns
        return f"<Drift of {self._names[1]!r} from {self._names[0]!r}: {len(self.drifted)} of {len(columns)} columns>"


def _profile(source: _Side, name: str, cluster: str | None, types: Mapping[str, str] | None, threads: int,
             progress: _Progress | None) -> Profile:
    if isinstance(source, Profile):
        return source
    return Profile(source, name=name, cluster=cluster, types=types, threads=threads, progress=progress)


def _limits(tolerances: _Tolerances | None) -> tuple[tuple[bytes, bytes, float], ...]:
    rows = []
    for key, limit in (tolerances or {}).items():
        id, column = (key, None) if isinstance(key, str) else key
        rows.append((_bytes(id), _bytes(column), limit))
    return tuple(rows)


def _bins(rules: Mapping[str, str | tuple[str, int]] | None,
          edges: Mapping[str, _Numbers] | None) -> tuple[tuple[bytes, Any], ...]:
    rows: list[tuple[bytes, Any]] = []
    for column, rule in (rules or {}).items():
        rows.append((_bytes(column), (rule, 0) if isinstance(rule, str) else tuple(rule)))
    for column, numbers in (edges or {}).items():
        rows.append((_bytes(column), list(numbers) if isinstance(numbers, tuple) else numbers))
    return tuple(rows)


def drift(reference: _Side, current: _Side, *, tolerances: _Tolerances | None = None, binning: str = "quantile",
          bins: int = 0, column_binning: Mapping[str, str | tuple[str, int]] | None = None,
          edges: Mapping[str, _Numbers] | None = None, cluster: str | None = None,
          types: Mapping[str, str] | None = None, without: str | None = None, discovery: float = 0.05,
          confidence: float = 0.95, seed: int = 0, unit: _Unit = "bits", threads: int = 1,
          progress: _Progress | None = None) -> Drift:
    """Which columns of a table have drifted from a reference: what `kl drift` tells, as a Drift.

    reference, current  each a Profile, a Table, or what makes one: a path, a data frame, a mapping of columns, …
    tolerances          how far a column may be from the reference, in `unit` or the measure's own: {id: limit} for
                        every column that has the measure, {(id, column): limit} for one. Default: 0.01 bits of
                        Jensen–Shannon divergence for names, a Wasserstein distance of 0.1 of the reference's standard
                        deviation for numbers, and 0.01 bits for what is missing
    binning, bins       of numbers, for measures that need bins: "quantile", "equal_width" (so many, 0: 10), "doane",
                        "sturges", "freedman_diaconis", "exact"
    column_binning      that of single columns, by their names: a rule, or (rule, how many)
    edges               given ones, by the columns' names
    cluster, types      as in Profile
    without             a column that is not compared
    discovery           the false discovery rate that is significant; confidence, seed: of intervals and permutations
    threads, progress   as in Profile; then told columns

    A column has drifted where its change is significant and certainly above its tolerance. Raises Error if no column of
    the one is in the other, for columns and ids that there are not, and whatever reading raises.

    Source: Smirnov 1939, Pearson 1900, Cochran 1954, Fisher 1934 (the tests); Benjamini, Hochberg 1995 (discovery);
    Sturges 1926, Doane 1976, Freedman, Diaconis 1981 (bins). Measures: each row of kullback.measures().

        >>> import kullback
        >>> found = kullback.drift({"x": [1, 2, 3] * 100}, {"x": [2, 3, 4] * 100})
        >>> bool(found), found.drifted, found["x"].verdict
        (True, ['x'], 'drifted')
        >>> round(found["x"].measures["wasserstein_relative"].value.value, 3), found["x"].limit
        (1.225, 0.1)
    """
    reading = cluster, types, threads, progress
    sides = _profile(reference, "reference", *reading), _profile(current, "current", *reading)
    options = binning, bins, discovery, confidence, seed, unit, _bytes(without)
    handle = _kullback.drift_new(sides[0]._handle, sides[1]._handle, options, _bins(column_binning, edges),
                                 _limits(tolerances), threads, progress)
    return Drift(handle, (sides[0].name, sides[1].name), unit)


class DriftLine(typing.NamedTuple):
    """Groups of rows in order, each held to one reference.

    groups    the Drift of each, by its name: a value of the column, of times a day
    document  what `kl drift --by` tells
    """

    groups: dict[str, Drift]
    document: Document


def drift_by(reference: _Side, current: _Path, by: str, *, cluster: str | None = None,
             types: Mapping[str, str] | None = None, discovery: float = 0.05, threads: int = 1,
             progress: _Progress | None = None, **options: Any) -> DriftLine:
    """The rows of each value of the column `by` of a file, one group after the other: what `kl drift --by` tells.

    discovery  that of all groups together, so that of each it is this over their number
    options    the rest as in drift()

    Raises as drift() does; Error where there is no such column, no value in it, or more than 1000. Source: as of
    drift(); Bonferroni 1936 (the share of discovery).
    """
    taking = (tuple(types or {}), tuple((types or {}).values())), _bytes(cluster), threads, progress
    known = _profile(reference, "reference", cluster, types, threads, progress)
    found = _kullback.table_profile_groups(taking, current, _bytes(by))
    name = os.fsdecode(current)
    groups = {group: drift(known, Profile._of(handle, name), without=by, discovery=discovery / len(found),
                           threads=threads, **options) for group, handle in found}
    document = _kullback.drift_describe_line([one._handle for one in groups.values()], list(groups),
                                             os.fsencode(known.name), os.fsencode(name))
    return DriftLine(groups, Document._of(document, options.get("unit", "bits")))


def drift_ids() -> list[str]:
    """The ids of measures that columns may have."""
    return typing.cast("list[str]", _kullback.drift_ids())
