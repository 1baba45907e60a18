# SPDX-License-Identifier: Apache-2.0
"""What a ciphertext says, and in which language; kullback.text has it for users."""

from __future__ import annotations

import functools
import typing
from collections.abc import Iterable

from kullback import _kullback
from kullback._languages import _encoded
from kullback._single import Gate

if typing.TYPE_CHECKING:
    from _typeshed import ReadableBuffer

    from kullback._kullback import _Path

    _Text = str | ReadableBuffer

__all__ = ["Ciphers", "Decipherment", "Reading", "decipher"]


class Reading(typing.NamedTuple):
    """One way to read a ciphertext.

    kind           "none", "shift", "affine", "vigenere", "substitution" or "transposition"
    code, name     of the language
    key            "3"; "5 8" (cipher = 5 plain + 8); "LEMON"; the cipher's letters for a, b, c, … ("." where the text
                   does not tell); "3 1 2" (which column was read first, second, …)
    text           the plain text
    posterior      of this kind and language
    gain           nats that it saves over knowing nothing, the key paid for
    cross_entropy  nats a symbol that has three before it
    scored         how many such symbols there are
    atypical       how many standard deviations that is above what texts of this length have
    unicity        letters from which on only one key of such a cipher makes sense of a text
    """

    kind: str
    code: str
    name: str
    key: str
    text: str
    posterior: float
    gain: float
    cross_entropy: float
    scored: int
    atypical: float
    unicity: float


class Decipherment(typing.NamedTuple):
    """What a ciphertext says.

    status          "sure", "unsure" (another language or kind may be right) or "not determined"
    letters         that the cipher may have changed, of those that were searched
    cut             whether there are more, to which the key was applied as well
    different       how many different ones
    blanks          whether blanks were taken for those between words
    posterior       of the most probable language, over all kinds
    kind_posterior  of the kind of the first reading, over all languages
    margin          log-odds of the language against the next, over all kinds, in nats
    bad_bytes       bytes that are not UTF-8: each ends a word and stays as it is
    readings        the best one of the most probable language, then the others by their posterior
    """

    status: str
    letters: int
    cut: bool
    different: int
    blanks: bool
    posterior: float
    kind_posterior: float
    margin: float
    bad_bytes: int
    readings: list[Reading]

    @property
    def text(self) -> str | None:
        """The plain text by the best reading; None without one."""
        return self.readings[0].text if self.readings else None


class Ciphers:
    """Reads ciphertexts with the letter models of a file, or with None those that are built in. `only` some of its
    languages are possible (codes), and some kinds of cipher. The search for a substitution starts `restarts` times;
    the same seed gives the same answer. Threads may share one; they take turns.

    Raises FileError for a file that cannot be read, Error for one that is damaged (code "format"), for a code that it
    has not and for no or too many restarts, ValueError for an unknown kind.

    Source: Shannon 1949 (unicity); Kirkpatrick, Gelatt, Vecchi 1983 (the search for a substitution); Held, Karp 1962
    (the order of columns); Rabiner 1989 (blanks).
    """

    __slots__ = ("_lock", "_models", "_solver", "_codes")

    def __init__(self, path: _Path | None = None, *, data: ReadableBuffer | None = None,
                 only: Iterable[str] | None = None, kinds: Iterable[str] | None = None, restarts: int = 32,
                 seed: int = 0) -> None:
        self._models = _kullback.ciphers_open(path) if data is None else _kullback.ciphers_parse(data)
        self._solver = _kullback.solver_new(self._models, None if only is None else tuple(only),
                                            None if kinds is None else tuple(kinds), restarts, seed)
        self._codes = _kullback.ciphers_codes(self._models)
        self._lock = Gate()

    @property
    def codes(self) -> list[str]:
        """Codes of all languages that there are models of."""
        return list(self._codes)

    def decipher(self, text: _Text, *, threads: int = 0) -> Decipherment:
        """What a text says: a str, or UTF-8 in bytes or any buffer. threads: how many may work on it, 0 for all."""
        with self._lock:
            *rest, readings = _kullback.solver_solve(self._solver, _encoded(text), threads)
        return Decipherment._make([*rest, [Reading(*x) for x in readings]])


@functools.cache
def _built_in() -> Ciphers:
    return Ciphers()


def decipher(text: _Text) -> Decipherment:
    """What a ciphertext says, in one of the languages that are built in. Raises TypeError for what is no text. Source:
    as of Ciphers.

    >>> from kullback import text
    >>> text.decipher("Wkh txlfn eurzq ira mxpsv ryhu wkh odcb grj.").text
    'The quick brown fox jumps over the lazy dog.'
    """
    return _built_in().decipher(text)
