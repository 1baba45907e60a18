# SPDX-License-Identifier: Apache-2.0
"""Text to counts (bytes, letters, words or tokens, n-grams of order 1 to 5, in one pass on all cores), to its language,
to what it says if it is enciphered, and to language models.

    >>> from kullback import text
    >>> dict(text.count("Hello!"))
    {'e': 1, 'h': 1, 'l': 2, 'o': 1}

"bytes"    every byte is a symbol
"letters"  the text is normalised (NFC) and case-folded; a letter is a code point of category L or M; everything else is
           passed over, so that n-grams run over the stream of letters
"words"    maximal runs of L, M and N (an apostrophe between two of them belongs to the word), NFC and case-folded

"tokens"   maximal runs of bytes that are no ASCII white space nor NUL, as they are

The unit of resampling is a block of 512 bytes. Of letters and words what is not UTF-8 is counted and passed over.
"""

from __future__ import annotations

import array
import typing
from collections.abc import Callable

from kullback import _kullback
from kullback._ciphers import Ciphers, Decipherment, Reading, decipher
from kullback._language_model import (Counted, LanguageModel, Level, Mixture, Score, Token, counted,
                                      describe_interpolation, describe_interpolation_ids, describe_score, interpolate,
                                      score_ids, state_of)
from kullback._languages import Divergences, Language, Languages, Span, identify
from kullback._single import Gate, Single
from kullback.sample import Counts

if typing.TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from kullback._kullback import _Path

    _Text = str | ReadableBuffer
    _Progress = Callable[[int, int], object]

__all__ = ["Ciphers", "Counted", "Counter", "Decipherment", "Divergences", "Language", "LanguageModel", "Languages",
           "Level", "Mixture", "Reading", "Score", "Span", "Token", "Visited", "count", "count_files", "counted", "decipher",
           "describe_interpolation", "describe_interpolation_ids", "describe_score", "identify", "interpolate", "score_ids",
           "state_of", "visit"]

_OPTIONS = """\
symbols   "bytes", "letters", "words", "tokens"; order: how many make an n-gram, 1 to 5
memory    bytes that the tables may take before they spill into the folder `spill`; without one that is a MemoryError
part      count only part `part` (from 1) of `parts` of every text; merged, the parts are the whole to the bit
threads   how many may work on it, 0 for all; the counts do not depend on it
progress  is called now and then with bytes done and in all (0: not known); an exception it raises ends the count"""


class Counter(Single):
    __slots__ = ("_handle", "_lock")

    def __init__(self, *, symbols: str = "letters", order: int = 1, memory: int = 2**30, spill: _Path | None = None,
                 part: int = 1, parts: int = 1, threads: int = 1, progress: _Progress | None = None) -> None:
        self._handle = _kullback.counter_new(symbols, order, memory, spill, part, parts, threads, progress)
        self._lock = Gate()

    def add(self, text: _Text) -> None:
        """Add a text: a str, or UTF-8 in bytes or any buffer. n-grams do not run from one text into the next."""
        with self._lock:
            _kullback.counter_add(self._handle, text)

    def add_file(self, path: _Path) -> None:
        """Add a file ("-": standard input)."""
        with self._lock:
            _kullback.counter_add_file(self._handle, path)

    def finish(self) -> Counts:
        """What was counted. The counter is empty afterwards."""
        with self._lock:
            return Counts._of(_kullback.counter_finish(self._handle))

    def save(self, path: _Path) -> None:
        """The same, straight to a state file: memory stays bounded however many n-grams there are."""
        with self._lock:
            _kullback.counter_save(self._handle, path)


Counter.__doc__ = f"""A counter that texts are added to.

{_OPTIONS}
"""


def count(*texts: _Text, symbols: str = "letters", order: int = 1, memory: int = 2**30, spill: _Path | None = None,
          part: int = 1, parts: int = 1, threads: int = 1, progress: _Progress | None = None) -> Counts:
    counter = Counter(symbols=symbols, order=order, memory=memory, spill=spill, part=part, parts=parts,
                      threads=threads, progress=progress)
    for text in texts:
        counter.add(text)
    return counter.finish()


def count_files(*paths: _Path, symbols: str = "letters", order: int = 1, memory: int = 2**30,
                spill: _Path | None = None, part: int = 1, parts: int = 1, threads: int = 1,
                progress: _Progress | None = None) -> Counts:
    counter = Counter(symbols=symbols, order=order, memory=memory, spill=spill, part=part, parts=parts,
                      threads=threads, progress=progress)
    for path in paths:
        counter.add_file(path)
    return counter.finish()


count.__doc__ = f"""Counts of the n-grams of texts: str, or UTF-8 in bytes or any buffer.

{_OPTIONS}

Raises ValueError for unknown symbols, Error for an order out of range.
"""
count_files.__doc__ = f"""Counts of the n-grams of files ("-": standard input).

{_OPTIONS}

Raises FileError for a file that cannot be read, and what count() raises.
"""


class Visited(typing.NamedTuple):
    """The symbols of a text one after the other, where each begins (a byte of its UTF-8), and how many bytes were not
    UTF-8."""

    symbols: list[str] | list[bytes]
    offsets: array.array[int]
    bad_bytes: int


def visit(text: _Text, symbols: str = "letters") -> Visited:
    """What counters count, symbol by symbol: str, or bytes where symbols are "bytes"."""
    rows, bad_bytes = _kullback.text_visit(text, symbols)
    raw = [row[0] for row in rows]
    found = raw if symbols == "bytes" else [symbol.decode("utf-8", "surrogateescape") for symbol in raw]
    return Visited(found, array.array("Q", (row[1] for row in rows)), bad_bytes)
