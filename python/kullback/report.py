# SPDX-License-Identifier: Apache-2.0
"""A document of estimates, series, curves, matrices, spans and sentences; and its writers.

    >>> import kullback
    >>> document = kullback.compare({"a": 1, "b": 1}, {"a": 9, "b": 1})
    >>> document["divergence"]
    <Estimate 0.7369655941662062 bits>
    >>> document.check("divergence", 0.5).verdict
    'exceeded'

compare() and kullback.evaluate make documents; print(document) shows one as the command does, a notebook as a page.
Everything that comes out of a document is in its unit, bits if not asked otherwise; what goes in says its own.
"""

from __future__ import annotations

import html
import json
import os
import typing
from collections.abc import Iterator, Sequence

from kullback import _kullback, _load

if typing.TYPE_CHECKING:
    from array import array
    from typing import Any

    from kullback._kullback import Estimate, _Numbers, _Unit

__all__ = ["Curve", "Document", "EstimateRow", "InputRow", "Matrix", "Moves", "Sentence", "Series", "Span", "Tolerance",
           "safe_text", "subject_letter"]


class InputRow(typing.NamedTuple):
    """An input: its subject ("A", "base"), name, kind ("text", "weights") and detail."""

    subject: str
    name: str
    kind: str
    detail: str


class EstimateRow(typing.NamedTuple):
    """An estimate: what it is (id; label for people), of which inputs (subject, "A|B"), what one unit is counted per
    (None: nothing). headline: 1 stands first, −1 is a detail."""

    id: str
    label: str
    subject: str
    per: str | None
    headline: int
    estimate: Estimate


class Series(typing.NamedTuple):
    """Labelled values. style: "distribution", "contribution", "histogram", "passage". left_out: how many more there
    are, and what they add up to."""

    id: str
    title: str
    subject: str
    per: str | None
    style: str
    unit: str
    labels: list[str]
    values: array[float]
    left_out: int
    left_out_sum: float


class Curve(typing.NamedTuple):
    """Values over x, NaN in gaps, perhaps with a band around them."""

    id: str
    title: str
    subject: str
    per: str | None
    x_title: str
    unit: str
    x: array[float]
    values: array[float]
    low: array[float] | None
    high: array[float] | None


class Moves(typing.NamedTuple):
    """What goes where in a plane: so much mass from one place to another."""

    id: str
    title: str
    subject: str
    from_x: array[float]
    from_y: array[float]
    to_x: array[float]
    to_y: array[float]
    mass: array[float]


class Matrix(typing.NamedTuple):
    """n × n values, row (truth) after row against column (model), perhaps with the cells' intervals."""

    id: str
    title: str
    per: str | None
    unit: str
    subjects: list[str]
    labels: list[str]
    values: array[float]
    low: array[float] | None
    high: array[float] | None
    metric: bool


class Span(typing.NamedTuple):
    """A stretch of an input, bytes begin to end (which is not in it)."""

    subject: str
    begin: int
    end: int
    label: str
    status: str | None
    value: float


class Sentence(typing.NamedTuple):
    """One plain sentence; role: "so_what", "noise", "where", "note"."""

    role: str
    text: str


class Tolerance(typing.NamedTuple):
    """What a tolerance found.

    verdict   "within": nothing is above the limit beyond what the sample leaves open; "exceeded"; "undecided":
              something has neither an interval nor an exact value
    tested    rows and cells; exceeded, undecided: how many of them are that
    subject   what the verdict is about: the one farthest above, or the first undecided
    low       what can be stood for of it, in `unit`; NaN where undecided; exact: whether it is the value itself
    """

    verdict: str
    tested: int
    exceeded: int
    undecided: int
    subject: str
    low: float
    unit: str
    exact: bool


_ROWS = {"inputs": InputRow, "estimates": EstimateRow, "series": Series, "curves": Curve, "moves": Moves,
         "matrices": Matrix, "spans": Span, "sentences": Sentence}


def _restored(text: str, unit: _Unit) -> Document:
    return Document.from_json(text).to(unit)


class Document:
    """A document: Document("compare") is an empty one, which add_…() fill.

    unit: "bits" (default) or "nats", in which all of it comes out. Strings may hold anything. A NaN is an Error where
    nothing else is said; what fails leaves the document as it was.
    """

    __slots__ = ("_handle", "_speaks")

    _speaks: _Unit

    def __init__(self, verb: str, *, title: str | None = None, noun: str | None = None, unit: _Unit = "bits") -> None:
        self._keep(_kullback.document_new(verb), unit)
        _kullback.document_set(self._handle, title, noun)

    @classmethod
    def _of(cls, handle: Any, unit: _Unit) -> Document:
        made = cls.__new__(cls)
        made._keep(handle, unit)
        return made

    def _keep(self, handle: Any, unit: _Unit) -> None:
        if unit not in ("nats", "bits"):
            raise ValueError(f"unit is {unit!r}: it must be 'nats' or 'bits'")
        self._handle, self._speaks = handle, unit

    @property
    def unit(self) -> _Unit:
        """In which all of it comes out: "bits" or "nats"."""
        return self._speaks

    def to(self, unit: _Unit) -> Document:
        """The same document in "bits" or "nats". Its sentences stay as they were written."""
        return Document._of(self._handle, unit)

    # ── What it holds ───────────────────────────────────────────────────────────────────────────

    @property
    def verb(self) -> str:
        """ "compare", "code", "eval", …"""
        return typing.cast(str, _kullback.document_head(self._handle)[0])

    @property
    def title(self) -> str | None:
        """The line above everything."""
        return typing.cast("str | None", _kullback.document_head(self._handle)[1])

    @property
    def noun(self) -> str | None:
        """What the flags of the estimates count: "letter", "token"; None: "symbol"."""
        return typing.cast("str | None", _kullback.document_head(self._handle)[2])

    def _rows(self, part: str) -> Any:
        return [_ROWS[part](*row) for row in _kullback.document_part(self._handle, part)]

    def _factor(self, unit: str) -> float:
        """What a number in this unit is multiplied by."""
        return typing.cast(float, _kullback.convert(1.0, unit, self.unit))

    def _numbers(self, numbers: array[float] | None, unit: str) -> array[float] | None:
        factor = self._factor(unit)
        return numbers if numbers is None or factor == 1 else type(numbers)("d", (x * factor for x in numbers))

    def _unit(self, unit: str) -> str:
        return {"nats": self.unit, "bits": self.unit, "sqrt(nats)": f"sqrt({self.unit})",
                "sqrt(bits)": f"sqrt({self.unit})"}.get(unit, unit)

    @property
    def inputs(self) -> list[InputRow]:
        """What the document speaks of, an InputRow each."""
        return typing.cast("list[InputRow]", self._rows("inputs"))

    @property
    def estimates(self) -> list[EstimateRow]:
        """Its numbers, an EstimateRow each."""
        return [row._replace(estimate=row.estimate.to(self.unit)) for row in self._rows("estimates")]

    @property
    def series(self) -> list[Series]:
        """Labelled values: distributions, contributions, histograms."""
        return [row._replace(values=self._numbers(row.values, row.unit), unit=self._unit(row.unit),
                             left_out_sum=row.left_out_sum * self._factor(row.unit)) for row in self._rows("series")]

    @property
    def curves(self) -> list[Curve]:
        """Values over a number."""
        return [row._replace(unit=self._unit(row.unit), **{name: self._numbers(getattr(row, name), row.unit)
                                                           for name in ("values", "low", "high")})
                for row in self._rows("curves")]

    @property
    def moves(self) -> list[Moves]:
        """What goes where, as pages draw it."""
        return typing.cast("list[Moves]", self._rows("moves"))

    @property
    def matrices(self) -> list[Matrix]:
        """Values of each input against each."""
        return [row._replace(unit=self._unit(row.unit), **{name: self._numbers(getattr(row, name), row.unit)
                                                           for name in ("values", "low", "high")})
                for row in self._rows("matrices")]

    @property
    def spans(self) -> list[Span]:
        """Stretches of an input."""
        return typing.cast("list[Span]", self._rows("spans"))

    @property
    def sentences(self) -> list[Sentence]:
        """What it says in words."""
        return typing.cast("list[Sentence]", self._rows("sentences"))

    def get(self, id: str, subject: str | None = None) -> Estimate | None:
        """The estimate with this id and subject ("A|B"; None: the first with the id), or None."""
        found = _kullback.document_find(self._handle, id, subject)
        return None if found is None else found.to(self.unit)

    def __getitem__(self, key: str | tuple[str, str]) -> Estimate:
        """document["divergence"], or document["entropy", "B"]. Raises KeyError with what there is."""
        found = self.get(*((key,) if isinstance(key, str) else key))
        if found is None:
            there = sorted({(row.id, row.subject) for row in self.estimates})
            raise KeyError(f"no estimate is {key!r}: there are {there}")
        return found

    def __contains__(self, key: str | tuple[str, str]) -> bool:
        return self.get(*((key,) if isinstance(key, str) else key)) is not None

    def __iter__(self) -> Iterator[EstimateRow]:
        return iter(self.estimates)

    def check(self, id: str, limit: float, subject: str | None = None) -> Tolerance:
        """Is anything called `id` above a limit, in the document's unit? Every estimate with the id is tested, and
        every cell off the diagonal of its matrices; with subject only those of that. Each is decided by what can be
        stood for from below (Estimate.floor). Raises Error for an id or a subject that the document does not hold.
        """
        return Tolerance(*_kullback.document_check(self._handle, id, subject, limit, self.unit))

    @classmethod
    def from_json(cls, text: str | bytes) -> Document:
        """What to_json() wrote, or `kl --json`: in its unit. Which rows are details it does not say.

        A document is pickled and copied in this way. Raises ValueError for what is no such document.
        """
        return _load.document(cls, text)

    # ── How it is written ───────────────────────────────────────────────────────────────────────

    def _render(self, format: str, width: int = 80, colour: bool = False, most: int = 12) -> str:
        return typing.cast(str, _kullback.document_render(self._handle, format, self.unit, width, colour, most))

    def text(self, *, width: int = 80, colour: bool = False, most: int = 12) -> str:
        """As on a terminal of `width` columns, at most `most` rows of a series."""
        return self._render("terminal", width, colour, most)

    def markdown(self, *, most: int = 12) -> str:
        """As Markdown, at most `most` rows of a series."""
        return self._render("markdown", most=most)

    def html(self) -> str:
        """One self-contained page."""
        return self._render("html")

    def to_json(self) -> str:
        """docs/schema/kullback-1.schema.json says what it holds."""
        return self._render("json")

    def to_dict(self) -> dict[str, Any]:
        """The same as Python's own lists and numbers."""
        return typing.cast("dict[str, Any]", json.loads(self.to_json()))

    def _repr_html_(self) -> str:
        # A frame of its own: the styles of the page are not those of the notebook.
        return (f'<iframe srcdoc="{html.escape(self.html())}" style="width:100%;height:40rem;border:0" '
                'title="Kullback"></iframe>')

    def __str__(self) -> str:
        return self.text()

    def __reduce__(self) -> tuple[Any, ...]:
        return _restored, (self.to_json(), self.unit)

    def __repr__(self) -> str:
        return f"<Document {self.verb}: {len(self.estimates)} estimates of {len(self.inputs)} inputs>"

    # ── Filling it ──────────────────────────────────────────────────────────────────────────────

    def add_input(self, name: str, kind: str, detail: str = "", *, subject: str | None = None) -> None:
        """An input in order; subject None: its letter."""
        _kullback.document_add_input(self._handle, subject, os.fsencode(name), kind, detail)

    def add_estimate(self, id: str, estimate: Estimate, subject: str, *, label: str | None = None,
                     per: str | None = None, headline: int = 0) -> None:
        """An Estimate under an id of the catalogue ("divergence"; ".reverse" at its end for the other direction), of
        the inputs that subject names ("A", "A|B"). per: what one unit is counted per; headline: see EstimateRow."""
        _kullback.document_add_estimate(self._handle, id, id if label is None else label, subject, per, estimate,
                                        headline)

    def add_series(self, id: str, labels: Sequence[str], values: _Numbers, subject: str, *, title: str = "",
                   style: str = "distribution", unit: str = "1", per: str | None = None, left_out: int = 0,
                   left_out_sum: float = 0.0) -> None:
        """Labelled values; style: "distribution", "contribution", "histogram", "passage"."""
        _kullback.document_add_series(self._handle, id, title, subject, style, unit, per, labels, values, left_out,
                                      left_out_sum)

    def add_curve(self, id: str, x: _Numbers, values: _Numbers, subject: str, *, title: str = "", x_title: str = "",
                  unit: str = "1", per: str | None = None, low: _Numbers | None = None,
                  high: _Numbers | None = None) -> None:
        """Values over x, which ascends; NaN is a gap. low, high: a band around them."""
        _kullback.document_add_curve(self._handle, id, title, subject, unit, per, x_title, x, values, low, high)

    def add_moves(self, id: str, from_x: _Numbers, from_y: _Numbers, to_x: _Numbers, to_y: _Numbers, mass: _Numbers,
                  subject: str, *, title: str = "") -> None:
        """So much mass from (from_x, from_y) to (to_x, to_y) of a plane, which a page draws as lines."""
        _kullback.document_add_moves(self._handle, id, title, subject, from_x, from_y, to_x, to_y, mass)

    def add_matrix(self, id: str, labels: Sequence[str], values: _Numbers, *, title: str = "", unit: str = "1",
                   per: str | None = None, subjects: Sequence[str] = (), low: _Numbers | None = None,
                   high: _Numbers | None = None, metric: bool = False) -> None:
        """n × n values in one dimension, row (truth) after row. metric: a tree may be drawn of it."""
        _kullback.document_add_matrix(self._handle, id, title, unit, per, subjects, labels, values, low, high, metric)

    def add_span(self, subject: str, begin: int, end: int, label: str, value: float,
                 status: str | None = None) -> None:
        """A stretch of an input, bytes begin to end (which is not in it). status: what the label is worth,
        in a word."""
        _kullback.document_add_span(self._handle, subject, begin, end, label, status, value)

    def add_sentence(self, role: str, text: str) -> None:
        """One plain sentence; role: "so_what", "noise", "where", "note"."""
        _kullback.document_add_sentence(self._handle, role, text)


def safe_text(text: str | bytes) -> str:
    """Text that somebody else wrote, as it can be shown anywhere.

    What is no UTF-8, controls, separators of lines and marks that turn directions become escapes, as in "\\x1b".
    """
    given = _encoded(text) if isinstance(text, str) else text
    return "\\x00".join(_kullback.safe_text(part) for part in given.split(b"\0"))


def _encoded(text: str) -> bytes:
    """Surrogates that stand for bytes are these, others what they would be in UTF-8."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")


def subject_letter(index: int) -> str:
    """The subject of an input where nobody gave it another: A … Z, AA, AB, …"""
    return typing.cast(str, _kullback.subject_letter(index))
