# SPDX-License-Identifier: Apache-2.0
"""The compare room: what `kl A B` tells, as a document."""

from __future__ import annotations

import csv
import io
import os
import typing
from collections.abc import Mapping, Sequence

from kullback import _kullback
from kullback._sources import _array, _has_stream, _is_content
from kullback._table import Table
from kullback.report import Document, subject_letter
from kullback.sample import Counts

if typing.TYPE_CHECKING:
    from _typeshed import ReadableBuffer
    from typing import Any, TypeAlias

    from kullback._kullback import _Matrix, _Numbers, _Path, _Unit
    from kullback._measure import _Zeros

    _Source: TypeAlias = "_Path | ReadableBuffer | Counts | Mapping[str, float] | _Numbers | _Matrix | Input"

_READING = """\
symbols      how texts are counted: "bytes", "letters", "words", "tokens"; order: how many symbols make an n-gram"""
_COLUMN = """\
column       which one of a table, a data frame or an array: its name, or its number from 1 as a str; None: there is one"""


class Input:
    __slots__ = ("_handle", "_known")

    def __init__(self, source: _Source, *, name: str | None = None, kind: str = "detect", symbols: str = "letters",
                 order: int = 1, memory: int = 2**30, spill: _Path | None = None, seed: int = 0,
                 column: str | None = None, threads: int = 1) -> None:
        place = None if spill is None else os.fsencode(spill)
        content: Any = source
        if isinstance(source, Counts):
            content, kind = bytes(source), "state"
        elif isinstance(source, Mapping):
            content, kind = _lines(content), "weights" if kind == "detect" else kind
        elif kind in ("detect", "samples", "points") and not _is_content(source):
            if column is not None and _has_stream(source):
                content, column = _column(source, column), None
            content, kind = _array(content), "points" if kind == "detect" else kind
        reading = (kind, symbols, order, memory, place, False, seed, column)
        if isinstance(source, (str, os.PathLike)):
            self._keep(_kullback.input_open(source, reading, threads))
        else:
            called = os.fsencode(kind if name is None else name)
            self._keep(_kullback.input_parse(called, content, reading, threads))

    def _keep(self, handle: Any) -> None:
        self._handle, self._known = handle, _kullback.input_describe(handle)

    @classmethod
    def _of(cls, handle: Any) -> Input:
        made = cls.__new__(cls)
        made._keep(handle)
        return made

    @property
    def kind(self) -> str:
        """What it was seen to be: "text", "weights", "counts", "state", "samples", "points"."""
        return typing.cast(str, self._known[0])

    @property
    def name(self) -> str:
        """Its path, or what it was called."""
        return typing.cast(str, self._known[1])

    @property
    def counts(self) -> Counts | None:
        """What was counted; None for known weights, samples and points."""
        return None if self._known[2] is None else Counts._of(self._known[2])

    @property
    def points(self) -> memoryview | None:
        """Its numbers as floats: of one dimension for samples, a row each for points; None if it is neither."""
        return None if self._known[3] is None else memoryview(self._known[3])

    def __repr__(self) -> str:
        return f"<Input {self.name!r}: {self.kind}>"


Input.__doc__ = f"""Something that compare() takes, read once.

source       a path (str or os.PathLike; "-": standard input); bytes or another buffer: what a file would hold;
             Counts; a mapping from symbols to known weights; or numbers that are independent draws: an array, a
             sequence or what has an Arrow C stream, of one dimension (samples) or of two, as a data frame is (points,
             a row each). An array of bytes is what a file would hold
name         what it is called where it has no path
kind         "text", "weights", "counts", "state", "samples", "points"; "detect": what the content says
{_READING}
{_COLUMN}
memory       bytes that the tables may take before they spill into the folder `spill`
seed         of bags, for kind "counts"; threads: how many may work on it

Raises FileError for a file that cannot be read, Error with line or byte for a damaged one, with the row in index for
a number that is not finite.
"""


def _column(source: Any, column: str) -> Any:
    """One of a data frame: by its number from 1, or its name."""
    table = Table(source)
    names = table.columns
    number = int(column) if column.isdecimal() else 0
    found = table.column(names[number - 1] if 0 < number <= len(names) else column)
    if found.type not in ("number", "time"):
        raise TypeError(f"column {found.name!r} is of type {found.type}: numbers are needed")
    return found.values


def _lines(weights: Mapping[str, float]) -> bytes:
    """Weights as a file that names any symbol."""
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n").writerows(
        (str(name), float(weight)) for name, weight in weights.items())
    return out.getvalue().encode()


def _counted(sources: Sequence[_Source]) -> Counts | None:
    """The first counts among them, as whose texts are counted."""
    for source in sources:
        counts = source.counts if isinstance(source, Input) else source
        if isinstance(counts, Counts) and counts.symbols != "names":
            return counts
    return None


def _read(sources: Sequence[_Source], names: Sequence[str] | None, symbols: str | None, order: int | None,
          column: str | None, threads: int, *, rows_are_points: bool = False) -> list[Input]:
    fixed = symbols is not None or order is not None
    like = None if fixed else _counted(sources)
    if like is not None:
        symbols, order = like.symbols, like.order
    symbols, order = symbols or "letters", 1 if order is None else order
    if all(isinstance(source, (str, os.PathLike)) for source in sources):
        reading = ("detect", symbols, order, 2**30, None, fixed, 0, column, rows_are_points)
        return [Input._of(handle) for handle in _kullback.inputs_open(sources, reading, threads)]
    called = names or [subject_letter(index) for index in range(len(sources))]
    if len(called) != len(sources):
        raise ValueError(f"there are {len(called)} names for {len(sources)} inputs")
    inputs = []
    for index, (source, name) in enumerate(zip(sources, called)):
        try:
            inputs.append(source if isinstance(source, Input) else Input(
                source, name=name, symbols=symbols, order=order, column=column, threads=threads))
        except _kullback.Error as error:
            error.input = index
            raise
    return inputs


def compare(*sources: _Source, names: Sequence[str] | None = None, symbols: str | None = None,
            order: int | None = None, column: str | None = None, smoothing: str = "kt", confidence: float = 0.95,
            seed: int = 0, permutations: int = 999, estimator: str = "jackknife", alphabet: int = 0,
            parameters: Mapping[str, float] | None = None, zeros: _Zeros = "exact", unit: _Unit = "bits",
            threads: int = 1) -> Document:
    inputs = _read(sources, names, symbols, order, column, threads)
    sample = (smoothing, confidence, seed, permutations, alphabet, estimator)
    settings = [(name, float(value)) for name, value in (parameters or {}).items()]
    handles = [one._handle for one in inputs]
    return Document._of(_kullback.compare(handles, sample, unit, settings, zeros, threads), unit)


compare.__doc__ = f"""What `kl A B` tells of two inputs, or of more (a matrix of divergences), as a Document.

sources      each a path (str or os.PathLike), bytes (what a file would hold), Counts, a mapping from symbols to known
             weights, an array, a sequence or a data frame of numbers or points, or an Input; p is the first, q the
             second
names        what those without a path are called; default: A, B, …
{_READING};
             default: those of Counts among the inputs, else letters one at a time
{_COLUMN}
smoothing, confidence, seed, permutations, estimator, alphabet
             as in kullback.sample.Pair; of numbers and points kullback.sample.two_sample() tells more
parameters   of measures between known weights, by name: {{"renyi": 0.5}}; default: those of the measures
zeros        of known weights, as in measure(), over the symbols that either of two names; default: they are exact.
             What was counted has smoothing instead
unit         of the document and of its sentences
threads      how many may work on it, 0 for all; the bits of the result do not depend on it

Raises Error, with the number of the input in `input`, for texts of other symbols or another order and for what cannot
be read.
"""


def merge_states(paths: typing.Iterable[str | os.PathLike[str]], out: str | os.PathLike[str]) -> None:
    """Put states in files together, whatever they are of: the same bytes as one state of everything, in any order."""
    _kullback.states_merge([os.fspath(path) for path in paths], out)


def compare_ids(inputs: int) -> list[str]:
    """The ids of estimates and matrices that compare() may give for so many inputs."""
    return typing.cast("list[str]", _kullback.compare_ids(inputs))
