# SPDX-License-Identifier: Apache-2.0
"""Which language a text is in; kullback.text has it for users."""

from __future__ import annotations

import functools
import typing
from collections.abc import Iterable

from kullback import _kullback
from kullback._single import Gate
from kullback.report import Document

if typing.TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from _typeshed import ReadableBuffer

    from kullback._kullback import _Path, _Unit

    _Text = str | ReadableBuffer

__all__ = ["Divergences", "Language", "Languages", "Span", "identify"]


class Language(typing.NamedTuple):
    """What a text is in.

    code           of the most probable language, also when that is open; "und" where there is no letter of a known
                   script
    name           in English
    status         "sure" (of the known languages, and of the text as a whole: spans() looks into it), "unsure" (short,
                   a close relative, in two scripts) or "unknown" (like no text of a known language)
    posterior      probability that it is this one of the possible languages, calibrated
    margin         log of its odds against the second, in nats
    cross_entropy  nats a letter under its model
    atypical       how many standard deviations that is above what texts of this length have
    symbols        letters and ends of words that were looked at
    bad_bytes      bytes that are not UTF-8
    """

    code: str
    name: str
    status: str
    posterior: float
    margin: float
    cross_entropy: float
    atypical: float
    symbols: int
    bad_bytes: int


class Span(typing.NamedTuple):
    """A stretch of a text that is in one language.

    begin, end  bytes of its UTF-8
    code        of the language; "und": gibberish, or no letter of a possible language
    status      "sure", "unsure" or "unknown", as of a text that is this stretch
    posterior   likewise
    bad_bytes   bytes that are not UTF-8
    """

    begin: int
    end: int
    code: str
    status: str
    posterior: float
    bad_bytes: int


class Divergences(typing.NamedTuple):
    """How far languages are apart: rows and columns in the order of `codes`, the row the truth.

    divergence  the divergence rate of their models as chains of letters, nats a letter
    distance    the Jensen–Shannon distance of pairs of letters, √nats: a metric
    """

    codes: list[str]
    divergence: list[list[float]]
    distance: list[list[float]]


class Languages:
    """The languages of a profile: that of a file, or with None the one that is built in; `only` some of them are
    possible (a code, or several); `price` is what going over to another language within a text costs spans(), in
    nats, 16 bits unless it is given. Threads may share one; they take turns.

    Raises FileError for a file that cannot be read, Error for one that is damaged (code "format"), for a code that the
    profile has not, and for an empty list of codes; ValueError for a price below 0.

    Source: Dunning 1994 (the decision); MacKay, Peto 1995 (the models); Viterbi 1967 (spans).
    """

    __slots__ = ("_lock", "_profile", "_detector", "_names")

    def __init__(self, path: _Path | None = None, *, data: ReadableBuffer | None = None,
                 only: str | Iterable[str] | None = None, price: float | None = None) -> None:
        self._begin(_kullback.profile_open(path) if data is None else _kullback.profile_parse(data), only, price)

    def _begin(self, profile: Any, only: str | Iterable[str] | None, price: float | None) -> Languages:
        if price is not None and not price >= 0:
            raise ValueError(f"price is {price}, expected a number of nats, 0 or more")
        self._profile = profile
        self._detector = _kullback.detector_new(self._profile, None if only is None else _codes(only),
                                                -1.0 if price is None else price)
        self._names = _kullback.profile_languages(self._profile)
        self._lock = Gate()
        return self

    @classmethod
    def _of(cls, profile: Any, only: str | Iterable[str] | None = None, price: float | None = None) -> Languages:
        return cls.__new__(cls)._begin(profile, only, price)

    @classmethod
    def train(cls, *texts: _Text, code: str, name: str | None = None, symbols: str = "letters", prior: float = 0.0,
              memory: int = 2**28) -> Languages:
        """A profile of one language, dialect or hand from texts in it: str, or UTF-8 in bytes or any buffer.

        code     what answers call it, at most 8 bytes ("nb" becomes "no"); name: for people
        symbols  "letters", or "bytes": files of any kind, where every byte is a symbol
        prior    log of how much rarer it is than others, in nats
        memory   bytes for counts; where they do not do, rare n-grams are left out

        Raises ValueError for fewer than 500 letters, Error for a code or memory out of range.
        """
        return cls._train(_kullback.trainer_add, texts, code, name, symbols, prior, memory)

    @classmethod
    def train_files(cls, *paths: _Path, code: str, name: str | None = None, symbols: str = "letters",
                    prior: float = 0.0, memory: int = 2**28) -> Languages:
        """The same from files ("-": standard input), in bounded memory."""
        return cls._train(_kullback.trainer_add_file, paths, code, name, symbols, prior, memory)

    @classmethod
    def _train(cls, add: Callable[[Any, Any], None], texts: Iterable[Any], code: str, name: str | None, symbols: str,
               prior: float, memory: int) -> Languages:
        if symbols not in ("letters", "bytes"):
            raise ValueError(f'symbols are "{symbols}", expected "letters" or "bytes"')
        trainer = _kullback.trainer_new(code, name, symbols == "bytes", prior, memory)
        for text in texts:
            add(trainer, text)
        return cls._of(_kullback.trainer_finish(trainer))

    def join(self, *others: Languages, only: str | Iterable[str] | None = None,
             price: float | None = None) -> Languages:
        """The languages of this profile and of others, each as in its own: own.join(other), Languages.join(own, other).

        Raises Error for a language that two of them have, and where letters are symbols here and bytes there.
        """
        return self._of(_kullback.profile_join(tuple(x._profile for x in (self, *others))), only, price)

    def save(self, path: _Path) -> None:
        """Write the profile to a file, which Languages(path) and kl lang --profile read."""
        _kullback.profile_save(self._profile, path)

    @property
    def names(self) -> dict[str, str]:
        """English names by code, of all languages of the profile."""
        return dict(self._names)

    def find(self, code: str) -> str | None:
        """The code under which the profile has this language ("nb" is "no"), or None."""
        found = _kullback.profile_find(self._profile, code)
        return self._names[found][0] if found >= 0 else None

    def _language(self, answer: tuple[typing.Any, ...]) -> Language:
        best, posterior, margin, status, *rest = answer
        code, name = self._names[best] if best >= 0 else ("und", "undetermined")
        return Language(code, name, status, posterior, margin, *rest)

    def identify(self, text: _Text) -> Language:
        """The language of a text: a str, or UTF-8 in bytes or any buffer."""
        with self._lock:
            _kullback.detector_add(self._detector, _encoded(text))
            return self._language(_kullback.detector_finish(self._detector))

    def identify_file(self, path: _Path) -> Language:
        """That of a file ("-": standard input), in bounded memory."""
        with self._lock:
            try:
                _kullback.detector_add_file(self._detector, path)
            finally:
                answer = _kullback.detector_finish(self._detector)
            return self._language(answer)

    def identify_lines(self, path: _Path) -> list[Language]:
        """Those of the lines of a file, each a text of its own."""
        with self._lock:
            return [self._language(answer) for answer in _kullback.detector_lines(self._detector, path)]

    def _numbers(self, codes: str | Iterable[str] | None) -> tuple[int, ...]:
        if codes is None:
            return tuple(range(len(self._names)))
        found = [(code, _kullback.profile_find(self._profile, code)) for code in _codes(codes)]
        for code, number in found:
            if number < 0:
                raise ValueError(f"the profile has no language {code}")
        return tuple(number for _, number in found)

    def divergences(self, codes: str | Iterable[str] | None = None) -> Divergences:
        """How far the models of languages are apart, of these or of all, as Divergences. Raises ValueError for a code
        that the profile has not. Source: Rached, Alajaji, Campbell 2004 (the rate); Endres, Schindelin 2003."""
        numbers = self._numbers(codes)
        n = len(numbers)
        tables = _kullback.profile_divergences(self._profile, numbers)
        return Divergences([self._names[i][0] for i in numbers],
                           *([list(table[i * n:(i + 1) * n]) for i in range(n)] for table in tables))

    def describe_divergences(self, codes: str | Iterable[str] | None = None, *, unit: _Unit = "bits") -> Document:
        """The same as a document, with the tree of the distances."""
        return Document._of(_kullback.profile_describe_divergences(self._profile, self._numbers(codes)), unit)

    def _span(self, row: tuple[typing.Any, ...]) -> Span:
        begin, end, language, *rest = row
        return Span(begin, end, self._names[language][0] if language >= 0 else "und", *rest)

    def spans(self, text: _Text) -> list[Span]:
        """Where in a text each language begins and ends; the spans cover the text."""
        with self._lock:
            return [self._span(row) for row in _kullback.detector_spans(self._detector, _encoded(text))]

    def spans_file(self, path: _Path) -> list[Span]:
        """The same of a file ("-": standard input), in bounded memory."""
        with self._lock:
            return [self._span(row) for row in _kullback.detector_spans_file(self._detector, path)]

    def describe(self, text: _Text, *, name: str = "text", spans: bool = False, top: int = 5,
                 unit: _Unit = "bits") -> Document:
        """The answer as a document: the language with the `top` most probable ones, or the spans."""
        with self._lock:
            made = (_kullback.detector_describe_spans(self._profile, self._detector, _encoded(text), name) if spans
                    else _kullback.detector_describe(self._detector, _encoded(text), name, top))
        return Document._of(made, unit)

    def probabilities(self, text: _Text) -> dict[str, float]:
        """The posterior of every possible language, most probable first; empty if there is none."""
        with self._lock:
            _kullback.detector_add(self._detector, _encoded(text))
            _kullback.detector_finish(self._detector)
            values = _kullback.detector_posterior(self._detector, len(self._names))
        found: dict[str, float] = {code: p for (code, _), p in zip(self._names, values) if p > 0}
        return dict(sorted(found.items(), key=lambda item: -item[1]))


def _codes(codes: str | Iterable[str]) -> tuple[str, ...]:
    return (codes,) if isinstance(codes, str) else tuple(codes)


def _encoded(text: _Text) -> _Text:
    return text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text


@functools.cache
def _built_in() -> Languages:
    return Languages()


def identify(text: _Text) -> Language:
    """The language of a text, of those that are built in. Raises TypeError for what is no text. Source: as of
    Languages.

    >>> from kullback import text
    >>> text.identify("Wer reitet so spät durch Nacht und Wind?").code
    'de'
    """
    return _built_in().identify(text)
