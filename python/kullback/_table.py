# SPDX-License-Identifier: Apache-2.0
"""Columns that were read once."""

from __future__ import annotations

import csv
import importlib
import io
import os
import typing
from collections.abc import Mapping, Sequence

from kullback import _kullback
from kullback._sources import _array, _has_stream, _is_content

if typing.TYPE_CHECKING:
    from array import array
    from typing import Any, TypeAlias

    from _typeshed import ReadableBuffer

    from kullback._kullback import _Matrix, _Path, _Stream

    _Columns: TypeAlias = "_Path | ReadableBuffer | Mapping[str, Sequence[object]] | _Matrix | _Stream"

MISSING = 2**32 - 1
"""The code of a missing value."""


class Column(typing.NamedTuple):
    """A column of a table.

    name        what it is called
    type        "number", "category", "boolean" or "time" (seconds since 1970 in UTC)
    values      a row each: numbers, NaN where one is missing; or codes, MISSING where one is
    categories  the names that the codes 0, 1, … stand for, in the order of their bytes; of numbers none
    missing     in how many rows nothing is there
    """

    name: str
    type: str
    values: array[float] | array[int]
    categories: list[str]
    missing: int


def is_table(path: _Path) -> bool:
    """Whether a file is a table of several columns, or a profile of one: what `kl A B` gives to `kl drift`."""
    return typing.cast(bool, _kullback.table_seen(path))


def _bytes(name: str | None) -> bytes:
    """As the library has it; none is empty."""
    return (name or "").encode("utf-8", "surrogateescape")


def _listed(column: typing.Any) -> Sequence[object]:
    """What a NumPy array masks is None in its list; other elements stay what they are."""
    if not hasattr(column, "filled"):
        return typing.cast("Sequence[object]", column)
    hidden = importlib.import_module("numpy").ma.getmaskarray(column)
    return [None if is_hidden else element for element, is_hidden in zip(column.data, hidden)]


def _lines(columns: Mapping[str, Sequence[object]]) -> bytes:
    """Columns as a file of them; None is missing, and what an array masks."""
    first = next(iter(columns), "")
    for name, column in columns.items():
        if not hasattr(column, "__len__"):
            raise TypeError(f"column {name!r} is a {type(column).__name__}: a sequence is needed")
        if len(column) != len(columns[first]):
            raise ValueError(f"column {first!r} has {len(columns[first])} rows, column {name!r} has {len(column)}")
    out = io.StringIO(newline="")
    # In quotes no separator is another one's, no blank is lost, and a row of one empty field is no blank line.
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(columns)
    writer.writerows(zip(*map(_listed, columns.values()), strict=True))
    return out.getvalue().encode("utf-8", "surrogateescape")


class Table:
    """Columns that were read once.

    source  a path (str or os.PathLike; "-": standard input) of CSV, of text separated by TAB or semicolon, or of a .npy
            of two dimensions; bytes: what such a file would hold; a data frame or a column that gives an Arrow C stream
            (pandas from 2.2 on, polars, pyarrow, the result of a query of DuckDB, …); a mapping from names to columns;
            or an array of two dimensions, whose columns are called "0", "1", …
    name    what it is called where it has no path
    types   columns that are "number" or "category" whatever they hold, by their names
    threads how many DuckDB may take where it reads, 0 for all

    In a file is missing what is empty, NA, N/A, #N/A, NaN, null or None in any case, or ?; in a mapping None
    likewise; in a stream what is null or NaN, and no text. The index of a pandas frame is no column. Raises FileError
    for a file that cannot be read, Error with line, column and value for a damaged one, with the column for a stream of
    lists, structs or the like.
    """

    __slots__ = ("_handle", "_known")

    def __init__(self, source: _Columns, *, name: str = "table", types: Mapping[str, str] | None = None,
                 threads: int = 1) -> None:
        settings = tuple(types or {}), tuple((types or {}).values())
        content: Any = source
        if isinstance(source, (str, os.PathLike)):
            self._handle = _kullback.table_open(settings, source, threads)
        elif _has_stream(source):
            self._handle = _kullback.table_from_arrow(settings, os.fsencode(name), source)
        else:
            if type(source).__module__.partition(".")[0] == "pandas":
                raise TypeError("this pandas gives no Arrow stream: it takes pandas 2.2 or later with pyarrow; "
                                "frame.to_dict('list') is a mapping of columns")
            if isinstance(source, Mapping):
                content = _lines(source)
            elif not _is_content(source):
                content = _array(source)
            named = isinstance(source, Mapping)
            self._handle = _kullback.table_parse(settings, os.fsencode(name), named, content)
        self._known = _kullback.table_describe(self._handle)

    @property
    def name(self) -> str:
        """Its path, or what it was called."""
        return typing.cast(str, self._known[0])

    @property
    def columns(self) -> list[str]:
        """What its columns are called, in their order."""
        return list(self._known[2])

    def __len__(self) -> int:
        """How many rows it has."""
        return typing.cast(int, self._known[1])

    def column(self, name: str) -> Column:
        """One of them; Error if none is called so, which says the nearest name."""
        return Column(*_kullback.table_column(self._handle, _bytes(name)))

    def __repr__(self) -> str:
        return f"<Table {self.name!r}: {len(self)} rows, {len(self.columns)} columns>"
