# SPDX-License-Identifier: Apache-2.0
"""n-gram language models: kullback.text has all of it."""

from __future__ import annotations

import os
import typing

from kullback import _kullback
from kullback.report import Document

if typing.TYPE_CHECKING:
    from array import array
    from collections.abc import Sequence

    from kullback._kullback import Estimate, _Path, _Unit
    from kullback.text import _Progress, _Text


class Level(typing.NamedTuple):
    """The n-grams of one order: how many, the discounts D₁, D₂, D₃ of Kneser–Ney, and whether these are stand-ins."""

    count: int  # type: ignore[assignment]  # a tuple has one of its own
    discounts: tuple[float, float, float]
    fallback: bool


class Counted(typing.NamedTuple):
    """What a state of count_files() was counted of: the lines that begin in `taken` of the `bytes` of its texts, fewer
    where parts are missing."""

    symbols: str
    order: int
    lines: int
    taken: int
    bytes: int


class Token(typing.NamedTuple):
    """One symbol of a text: as the model would name it ("</s>" at the end of a line), its number, and
    ln p(symbol | what stands before it in the line)."""

    text: str
    symbol: int
    log_p: float


class Score(typing.NamedTuple):
    """What a model makes of a text. Estimates are in nats: a symbol (ends of lines count as symbols), a symbol that the
    model knows, a byte, a character, a word; perplexity is exp(cross_entropy.value). `impossible` symbols and ends of
    lines have probability 0, which makes means over all of them infinite; `bad_bytes` are not UTF-8, and letters and
    words pass over them."""

    lines: int
    symbols: int
    unknown: int
    impossible: int
    bytes: int
    characters: int
    words: int
    bad_bytes: int
    cross_entropy: Estimate
    cross_entropy_known: Estimate
    per_byte: Estimate
    per_character: Estimate
    per_word: Estimate


class Mixture(typing.NamedTuple):
    """The weights with which models together predict a text best, how many of its symbols each model does not know,
    what the mixture then costs in nats a symbol, and how the iteration ended."""

    weights: array[float]
    unknown: array[int]
    cross_entropy: Estimate
    iterations: int
    converged: bool


def _train(items: list[typing.Any], symbols: str, order: int, smoothing: str, memory: int, spill: _Path | None,
           threads: int, progress: _Progress | None) -> LanguageModel:
    options = (symbols, order, smoothing, memory)
    return LanguageModel._of(_kullback.lm_train(items, options, spill, threads, progress, None, 1, 1))


class LanguageModel:
    """An n-gram language model with backoff. Lines are sentences; the end of a line is a symbol of its own.

        >>> from kullback import text
        >>> lm = text.LanguageModel.train("a rose is\\na rose is\\na rose\\n", order=2)
        >>> [(token.text, round(token.log_p, 3)) for token in lm.tokens("a rose")]
        [('a', -0.511), ('rose', -0.511), ('</s>', -1.15)]

    Raises FileError for a file that cannot be read, Error with the byte in offset or the line in index for one that is
    damaged.

    Source: Katz 1987 (backoff); Chen, Goodman 1998 (Kneser–Ney, interpolated and modified); Witten, Bell 1991 (method
    C); Jelinek, Mercer, Bahl, Baker 1977 (perplexity).
    """

    __slots__ = ("_about", "_handle")

    def __init__(self, path: _Path) -> None:
        """Open a model: a file of save(), which is mapped, or an ARPA file."""
        self._set(_kullback.lm_open(path))

    def _set(self, handle: typing.Any) -> None:
        self._handle = handle
        self._about = _kullback.lm_about(handle)

    @classmethod
    def _of(cls, handle: typing.Any) -> LanguageModel:
        made = cls.__new__(cls)
        made._set(handle)
        return made

    @classmethod
    def train(cls, *texts: _Text, symbols: str = "tokens", order: int = 5, smoothing: str = "kneser_ney",
              memory: int = 2**30, spill: _Path | None = None, threads: int = 1,
              progress: _Progress | None = None) -> LanguageModel:
        """A model of the lines of texts: str, or UTF-8 in bytes or any buffer.

        symbols    "tokens" (as white space parts them), "words", "letters", "bytes"
        order      of the longest n-grams, 1 to 10
        smoothing  "kneser_ney" (interpolated, modified) or "witten_bell"
        memory     bytes that n-grams may take before they spill into the folder `spill`; a MemoryError without one
        threads    how many may work on it, 0 for all; the model does not depend on it
        progress   is called now and then with bytes done and in all; an exception it raises ends the training

        Kneser–Ney is what KenLM computes with --discount_fallback. Raises Error for texts without a line or a symbol.
        """
        return _train(list(texts), symbols, order, smoothing, memory, spill, threads, progress)

    @classmethod
    def train_files(cls, *paths: _Path, symbols: str = "tokens", order: int = 5, smoothing: str = "kneser_ney",
                    memory: int = 2**30, spill: _Path | None = None, threads: int = 1,
                    progress: _Progress | None = None) -> LanguageModel:
        """A model of the lines of files ("-": standard input), as train()."""
        return _train([(path,) for path in paths], symbols, order, smoothing, memory, spill, threads, progress)

    @staticmethod
    def count_files(out: _Path, *paths: _Path, part: int = 1, parts: int = 1, symbols: str = "tokens", order: int = 5,
                    memory: int = 2**30, spill: _Path | None = None, threads: int = 1) -> None:
        """What a model of the lines of files is trained from, as a state in the file out: of the lines that begin in
        part `part` (from 1) of `parts` of every file. kullback.merge_states() puts the states of all parts together;
        of_counts() makes the model of them that train_files() makes of the files."""
        _kullback.lm_train([(path,) for path in paths], (symbols, order, "kneser_ney", memory), spill, threads, None,
                           os.fsencode(out), part, parts)

    @classmethod
    def of_counts(cls, path: _Path, *, smoothing: str = "kneser_ney", memory: int = 2**30, spill: _Path | None = None,
                  threads: int = 1) -> LanguageModel:
        """The model of a state of count_files(), whose symbols and order it has; counted() says whether all parts are
        in it."""
        return cls._of(_kullback.lm_of_counts(os.fsencode(path), smoothing, memory,
                                              None if spill is None else os.fsencode(spill), threads))

    @classmethod
    def parse(cls, data: bytes) -> LanguageModel:
        """A model from the bytes of such a file."""
        return cls._of(_kullback.lm_parse(data))

    def save(self, path: _Path) -> None:
        """Write it as an image that is mapped when it is opened."""
        _kullback.lm_save(self._handle, path)

    def write_arpa(self, path: _Path) -> None:
        """Write it as ARPA text, which other toolkits read."""
        _kullback.lm_write_arpa(self._handle, path)

    @property
    def symbols(self) -> str:
        """What its symbols are: "tokens", "words", "letters", "bytes"."""
        return typing.cast(str, self._about[0])

    @property
    def order(self) -> int:
        """Of the longest n-grams."""
        return typing.cast(int, self._about[1])

    @property
    def smoothing(self) -> str:
        """"kneser_ney", "witten_bell", or "backoff" of an ARPA file, which does not say."""
        return typing.cast(str, self._about[2])

    @property
    def levels(self) -> list[Level]:
        """Of orders 1, 2, …"""
        return [Level(row[0], row[1:4], row[4]) for row in self._about[3]]

    def __len__(self) -> int:
        """How many symbols it has, "<unk>", "<s>" and "</s>" (0, 1 and 2) included."""
        return typing.cast(int, self._about[3][0][0])

    def __repr__(self) -> str:
        return f"<LanguageModel: order {self.order}, {len(self)} {self.symbols}, {self.smoothing}>"

    def symbol(self, name: _Text) -> int:
        """The number of a symbol; 0 if the model has it not."""
        return typing.cast(int, _kullback.lm_symbol(self._handle, name))

    def name(self, symbol: int) -> str:
        """The symbol of a number; IndexError if there is none."""
        found = _kullback.lm_name(self._handle, symbol)
        if found is None:
            raise IndexError(f"symbol {symbol} of {len(self)}")
        return typing.cast(str, found)

    @property
    def begin(self) -> int:
        """The state at the begin of a line: what step() and distribution() go on from."""
        return typing.cast(int, _kullback.lm_states(self._handle)[0])

    @property
    def nowhere(self) -> int:
        """The state with nothing known of what came before."""
        return typing.cast(int, _kullback.lm_states(self._handle)[1])

    def step(self, state: int, symbol: int) -> tuple[float, int]:
        """ln p(symbol | state), and the state after it; good to 2⁻²⁴ of each of at most `order` logarithms.

        Raises IndexError for a number that is no symbol, ValueError for a state that the model never gave."""
        return typing.cast("tuple[float, int]", _kullback.lm_step(self._handle, state, symbol))

    def distribution(self, state: int) -> array[float]:
        """p(· | state) of all symbols: what a coder needs. Raises Error for a state that the model never gave."""
        return typing.cast("array[float]", _kullback.lm_distribution(self._handle, state))

    def score(self, text: _Text, *, confidence: float = 0.95, threads: int = 1) -> Score:
        """What it makes of a text: str, or UTF-8 in bytes or any buffer.

        Intervals are from the delete-a-group jackknife over 64 bags of lines; they are about text like this one under
        this model. Raises Error for a text without a line. Source: Busing, Meijer, van der Leeden 1999
        (intervals).
        """
        return Score(*_kullback.lm_score(self._handle, text, confidence, threads))

    def describe(self, text: _Text, *, model: str = "model", name: str = "text", confidence: float = 0.95,
                 unit: _Unit = "bits", surprisal: bool = False, threads: int = 1) -> Document:
        """The score as a document, with surprisal=True also the text coloured by what each symbol costs."""
        return Document._of(_kullback.lm_describe(self._handle, text, model, name, confidence, unit, surprisal,
                                                  threads, None, 1, 1), unit)

    def save_score(self, out: _Path, text: _Text, *, part: int = 1, parts: int = 1, model: str = "model",
                   name: str = "text", threads: int = 1) -> None:
        """The score as a state in the file out: of the lines that begin in part `part` (from 1) of `parts` of the text.

        kullback.merge_states() puts the states of all parts together; describe_score() then tells what describe() does.
        """
        _kullback.lm_describe(self._handle, text, model, name, 0.95, "bits", False, threads, os.fsencode(out), part,
                              parts)

    def tokens(self, text: _Text) -> list[Token]:
        """A text symbol by symbol, each with its ln p."""
        return [Token(row[0].decode("utf-8", "surrogateescape"), row[1], row[2])
                for row in _kullback.lm_visit(self._handle, text)]

    def sample(self, lines: int = 1, *, seed: int = 0, most: int = 10_000) -> list[str]:
        """Lines drawn from it, each until it ends or has `most` symbols."""
        return typing.cast("list[str]", _kullback.lm_sample(self._handle, seed, lines, most))


def interpolate(models: Sequence[LanguageModel], text: _Text, *, confidence: float = 0.95, threads: int = 1) -> Mixture:
    """The weights λ with which Σ λ_i p_i(w | h) predicts a held-out text best, by expectation maximisation. All models
    have the symbols of the first; where they know different ones the loss is too low. Raises Error for a text without a
    line or that no model can explain, and with code "mismatch" for models of other symbols. Source: Jelinek, Mercer
    1980."""
    return Mixture(*_kullback.lm_interpolate([model._handle for model in models], text, confidence, threads))


def describe_interpolation(models: Sequence[LanguageModel], text: _Text, *, names: Sequence[str] | None = None,
                           name: str = "text", confidence: float = 0.95, unit: _Unit = "bits",
                           threads: int = 1) -> Document:
    """What interpolate() finds, as `kl lm interpolate` tells it; names: what the models are called."""
    called = [f"model {i + 1}" for i in range(len(models))] if names is None else list(names)
    return Document._of(_kullback.lm_interpolate_describe([model._handle for model in models], called, name, text,
                                                          confidence, unit, threads), unit)


def describe_interpolation_ids() -> list[str]:
    """The ids that describe_interpolation() tells with."""
    return typing.cast("list[str]", _kullback.lm_interpolate_ids())


def describe_score(path: _Path, *, confidence: float = 0.95, unit: _Unit = "bits") -> Document:
    """What a state of LanguageModel.save_score() tells."""
    return Document._of(_kullback.lm_score_describe(os.fsencode(path), confidence, unit), unit)


def state_of(path: _Path) -> str | None:
    """Of what a file is a state: "counts" (of LanguageModel.count_files), "score" (of save_score), or None."""
    return typing.cast("str | None", _kullback.lm_state_of(os.fsencode(path)))


def counted(path: _Path) -> Counted:
    """What a state of LanguageModel.count_files() was counted of; its n-grams are not read."""
    return Counted(*_kullback.lm_counted(os.fsencode(path)))


def score_ids() -> list[str]:
    """The ids that LanguageModel.describe() tells a score with."""
    return typing.cast("list[str]", _kullback.lm_score_ids())
