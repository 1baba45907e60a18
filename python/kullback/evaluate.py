# SPDX-License-Identifier: Apache-2.0
"""Language models: how good is one on a text, and how far is another from it.

    >>> from kullback import evaluate
    >>> seen = evaluate.Evaluation(vocabulary=3, has_model=True)
    >>> seen.feed([[0.0, 1.0, 2.0], [2.0, 1.0, 0.0]], [[0.0, 1.0, 2.5], [2.0, 1.0, 0.0]], targets=[2, 0])
    >>> seen.estimate("same_top").value
    1.0

evaluate() tells what `kl eval` tells of files, as a document; Evaluation is fed rows of logits as an engine makes them.
Both end in the same numbers. p is what the base predicts for a token, q what the model does.
"""

from __future__ import annotations

import builtins
import os
import typing
from collections.abc import Sequence

from kullback import _kullback
from kullback._single import Gate, Single
from kullback.report import Document

if typing.TYPE_CHECKING:
    from array import array

    from kullback._kullback import Estimate, _Matrix, _Numbers, _Path, _Unit

__all__ = ["Evaluation", "Fed", "Logits", "Row", "Shape", "Storage", "Vocabulary", "evaluate", "ids", "inputs", "is_logits",
           "llama_report", "save", "write_compact", "write_llama"]


def _bytes(path: _Path | None) -> bytes | None:
    return None if path is None else os.fsencode(path)


def _list(measures: typing.Iterable[str] | None) -> str | None:
    if isinstance(measures, str):
        raise TypeError(f"measures is the text {measures!r}: a list of ids is needed")
    return None if measures is None else ",".join(measures)


def evaluate(base: _Path, *models: _Path, targets: _Path | None = None, tensor: str | None = None,
             vocabulary: _Path | None = None, text: _Path | None = None, bad_rows: str = "refuse",
             clustering: str = "units", confidence: float = 0.95, resolve: float = 0.0, unit: _Unit = "bits",
             measures: typing.Iterable[str] | None = None, precision: str = "single", threads: int = 1) -> Document:
    """One file of predictions (how good is it), or a base and models (how far is each from it), as a Document.

    base, models  what llama-perplexity writes with --kl-divergence-base, a compact file, logits [rows, vocabulary] or
                  [chunks, rows, vocabulary] in .npy, .npz or safetensors; or log-probabilities as JSON, as engines
                  answer them
    targets       the tokens that came, for files that have none: an integer .npy, or ids as text
    tensor        which array of a .npz or safetensors file
    vocabulary    the text of tokens: tokenizer.json, vocab.json, tokenizer.bin, or one token a line
    text          the text that was scored, whole: bits per byte without a vocabulary
    bad_rows      "refuse" or "skip" rows with a NaN, a +∞ or no finite logit
    clustering    "units": intervals from whole documents or chunks; "none": as if tokens were independent
    resolve       a difference of cross-entropies in nats: how many tokens would show it; 0: the one that was found
    measures      ids of estimates: only these are told, and no more is computed than they need; ids() has all
    precision     "single": exponentials of logits that are no f64 are made in f32, and what a row says is good to one
                  part in a million; "double": in f64, two to three times as long
    unit          of the document; threads: how many may work on it, the bits of the result do not depend on it

    base may be a state of save() as well, alone and without targets, tensor, vocabulary, text and measures.

    Raises Error with code "mismatch" for what differs between files, for rows as bad_rows says, and FileError. Source:
    as of Evaluation.
    """
    handle = _kullback.evaluate((base, *models), _bytes(targets), tensor, _bytes(vocabulary), _bytes(text), bad_rows,
                                clustering, confidence, resolve, unit, _list(measures), precision, threads, None, 1, 1)
    return Document._of(handle, unit)


def save(out: _Path, base: _Path, *models: _Path, part: int = 1, parts: int = 1, targets: _Path | None = None,
         tensor: str | None = None, vocabulary: _Path | None = None, text: _Path | None = None,
         bad_rows: str = "refuse", measures: typing.Iterable[str] | None = None, precision: str = "single",
         threads: int = 1) -> None:
    """What evaluate() tells, as a state in the file out: of part `part` (from 1) of `parts` of the rows.

    kullback.merge_states() puts the states of all parts together, and evaluate(out) makes the document: the same as of
    the files themselves. The other arguments are those of evaluate(). Source and errors: as of evaluate().
    """
    _kullback.evaluate((base, *models), _bytes(targets), tensor, _bytes(vocabulary), _bytes(text), bad_rows, "units", 0.95,
                       0.0, "bits", _list(measures), precision, threads, os.fsencode(out), part, parts)


def inputs(path: _Path) -> int:
    """Of how many files a state of save() speaks; 0: it is none, or damaged."""
    return typing.cast(int, _kullback.evaluate_inputs(path))


def ids(files: int) -> list[str]:
    """The ids of estimates that evaluate() may give for so many files."""
    return typing.cast("list[str]", _kullback.evaluate_ids(files))


# ── Files of predictions ────────────────────────────────────────────────────────────────────────

class Shape(typing.NamedTuple):
    """What a file of predictions is.

    format           "llama.cpp", "npy", …
    rows, vocabulary
    context          tokens of a chunk; 0: not known; unit_rows: rows of a chunk; first_position: of its first row
    has_targets      whether it says which token came
    is_clipped       what lies 16 nats or more below a row's maximum was raised to that
    is_rounded       a compact file
    text_hash, vocabulary_hash  of a compact file; 0: not known
    """

    format: str
    rows: int
    vocabulary: int
    context: int
    unit_rows: int
    first_position: int
    has_targets: bool
    is_clipped: bool
    is_rounded: bool
    text_hash: int
    vocabulary_hash: int


class Storage(typing.NamedTuple):
    """What a file did to a row when it was written: is_log, log-probabilities good to slack; what is at or below floor
    is only known not to be above it. Where is_exact: target_clipped, loss and entropy of the row itself, and how far
    at most (total_variation, reach) what is read is from it."""

    is_log: bool
    floor: float
    slack: float
    is_exact: bool
    target_clipped: bool
    loss: float
    entropy: float
    total_variation: float
    reach: float


class Row(typing.NamedTuple):
    """A row: its numbers (logits, or log-probabilities where the file has those), the token that came (−1: not known),
    how it was stored."""

    numbers: array[float]
    target: int
    storage: Storage


class Logits(Sequence["Row"]):
    """The predictions of one model, row by row. The file is mapped; several names with commas between count as one.

    targets: the token that follows each row, an integer .npy or ids as text; tensor: which array of a .npz or
    safetensors file. Raises FileError, and Error with the place for what is damaged.
    """

    __slots__ = ("_handle",)

    def __init__(self, path: _Path, *, targets: _Path | None = None, tensor: str | None = None) -> None:
        self._handle = _kullback.logits_open(path, _bytes(targets), tensor)

    @property
    def shape(self) -> Shape:
        """What the file is."""
        return Shape(*_kullback.logits_shape(self._handle))

    def __len__(self) -> int:
        return self.shape.rows

    @typing.overload
    def __getitem__(self, index: int) -> Row: ...
    @typing.overload
    def __getitem__(self, index: slice) -> list[Row]: ...

    def __getitem__(self, index: int | slice) -> Row | list[Row]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(len(self)))]
        if not -len(self) <= index < len(self):
            raise IndexError(f"there are {len(self)} rows: none is number {index}")
        numbers, target, storage = _kullback.logits_row(self._handle, index % len(self))
        return Row(numbers, target, Storage(*storage))

    def __repr__(self) -> str:
        shape = self.shape
        return f"<Logits {shape.format}: {shape.rows} rows of {shape.vocabulary}>"


def is_logits(path: _Path) -> bool:
    """Whether the first bytes of a file say that it holds predictions and nothing else."""
    return typing.cast(bool, _kullback.logits_seen(path))


class Vocabulary:
    """The text of each token, from a tokenizer.json or vocab.json, a tokenizer.bin of llama2.c, or one token a line.

    size: how many tokens; Error with code "mismatch" if the file has others (fewer are fine in JSON).
    """

    __slots__ = ("_handle",)

    def __init__(self, path: _Path, size: int) -> None:
        self._handle = _kullback.vocabulary_open(path, size)

    def __getitem__(self, token: int) -> bytes:
        """The bytes of a token; empty where none are known."""
        return typing.cast(bytes, _kullback.vocabulary_text(self._handle, token))

    def hash(self, tokens: int) -> int:
        """CRC-64/XZ of the texts of the first tokens: the same for the same tokens, whatever file they came from."""
        return typing.cast(int, _kullback.vocabulary_hash(self._handle, tokens))


def write_llama(path: _Path, rows: _Matrix, tokens: Sequence[int], *, context: int, chunks: int) -> None:
    """Write a llama.cpp file: logits of context − 1 − context/2 rows a chunk, and all tokens, chunks · context.

    Lossy: what lies 16 nats or more below a row's maximum is raised to that, the rest is off by half of 16/65535 at
    most. Raises Error for sizes that make no file, a token outside the vocabulary, a row that is no distribution.
    Source: llama.cpp #5076, 2024.
    """
    _kullback.llama_write(path, rows, tokens, context, chunks)


def write_compact(path: _Path, logits: Logits, *, total_variation: float = 2.0**-17, bits: float = 7.9,
                  vocabulary: Vocabulary | None = None, documents: Sequence[int] = (), threads: int = 1) -> None:
    """Write predictions as a compact file: some 5 to 8 bits a token where logits have 32.

    total_variation  that a row may be off by on average; bits: a token at most, and the first to hold, unless
                     a small vocabulary cannot have so few
    vocabulary       whose hash is kept; documents: rows of each document, none: the chunks of the logits

    Each row keeps, exact, the loss of its target and its entropy, and bounds on what the rounding did (Row.storage).
    Raises Error for a row that is no distribution, for logits that are a compact file, and with code "mismatch" for
    documents of other rows. Source: Duda 2013 (the coder).
    """
    _kullback.compact_write(path, logits._handle, total_variation, bits,
                            None if vocabulary is None else vocabulary._handle, documents, threads)


def llama_report(base: Logits, model: Logits, *, threads: int = 1) -> str:
    """What llama-perplexity prints of a model beside a base file of its own, in its layout, units and definitions.
    Raises Error where the base is another kind of file. Source: llama.cpp #5076 and #5081, 2024."""
    return typing.cast(str, _kullback.llama_report(base._handle, model._handle, threads))


# ── The evaluation ──────────────────────────────────────────────────────────────────────────────

class Fed(typing.NamedTuple):
    """How many rows were fed, how many had a target, how many were skipped, and how many targets were at the floor of
    a file that clips, of base and of model."""

    rows: int
    targets: int
    skipped: int
    clipped_targets: tuple[int, int]


class Evaluation(Single):
    """A state that rows of logits are fed to: the same bits for any split into parts that are merged.

    vocabulary  tokens in a row; has_model: whether there are rows of a model beside those of the base
    bad_rows, clustering, confidence, measures, precision, threads: as in evaluate()

    It gives estimates; curves over position and the worst tokens are in what evaluate() tells of files.

    Where a row of several is refused that only its computation shows to be bad, or a file fails, what came before it
    is counted already: such an evaluation is of no more use, and says so. bad_rows="skip" leaves bad rows out. Raises
    Error for options out of range and ids that there are not.

    Source: Jelinek, Mercer, Bahl, Baker 1977 (perplexity); Naeini, Cooper, Hauskrecht 2015 (calibration error, of 15
    bins); Busing, Meijer, van der Leeden 1999 (intervals) and Woodruff 1952 (those of percentiles). Divergences: each
    row of kullback.measures().
    """

    __slots__ = ("_handle", "_has_model", "_is_torn", "_lock")

    def __init__(self, vocabulary: int, *, has_model: bool = True, bad_rows: str = "refuse",
                 clustering: str = "units", confidence: float = 0.95, measures: typing.Iterable[str] | None = None,
                 precision: str = "single", threads: int = 1) -> None:
        self._handle = _kullback.eval_new(vocabulary, has_model, bad_rows, clustering, confidence, _list(measures),
                                          precision, threads)
        self._lock = Gate()
        self._has_model, self._is_torn = bool(has_model), False

    def _check(self) -> None:
        if self._is_torn:
            raise ValueError("some of the rows that were fed last are counted, and one was refused: start anew")

    def _take(self, function: typing.Callable[..., None], model: object, *arguments: object) -> None:
        if self._has_model != (model is not None):
            raise ValueError(f"has_model is {self._has_model}, and the model is {'missing' if model is None else 'given'}")
        self._check()
        before = self.fed
        try:
            function(self._handle, *arguments)
        except BaseException:
            self._is_torn = self.fed != before
            raise

    def feed(self, base: _Matrix, model: _Matrix | None = None, *, targets: _Numbers | None = None,
             sizes: _Matrix | None = None, base_levels: tuple[float, float] | None = None,
             model_levels: tuple[float, float] | None = None, unit: int = 0) -> None:
        """Rows of logits, rows × vocabulary, of consecutive tokens; they need not be normalised, −∞ is impossible.

        model     likewise, of the same shape; targets: the token that came for each row, −1: not known
        sizes     rows × 3, for bits per byte: bytes, characters and words of each target's text
        base_levels, model_levels
                  (scale, offset) where a logit is scale · number + offset; the scale is above 0
        unit      the document or chunk that they are of, for intervals

        A buffer whose rows are contiguous is read where it is. Raises Error that names the row.
        """
        with self._lock:
            self._take(_kullback.eval_feed, model, base, model, targets, sizes, base_levels, model_levels,
                       self.fed.rows + self.fed.skipped, unit)

    def feed_files(self, base: Logits, model: Logits | None = None, *, vocabulary: Vocabulary | None = None,
                   units_before: int = 0) -> None:
        """All rows of a file, or of two with the same rows. Raises Error with code "mismatch" for what differs.

        units_before: how many documents or chunks other files before this one hold.
        """
        with self._lock:
            self._take(_kullback.eval_files, model, base._handle, None if model is None else model._handle,
                       None if vocabulary is None else vocabulary._handle, units_before)

    def merge(self, other: Evaluation) -> None:
        """Add what another one was fed. Raises Error with code "mismatch" where it was not made with the same
        options."""
        if other is self:
            raise ValueError("an evaluation cannot be merged into itself")
        first, second = sorted((self, other), key=builtins.id)
        with first._lock, second._lock:
            self._check()
            other._check()
            _kullback.eval_merge(self._handle, other._handle)

    @property
    def fed(self) -> Fed:
        """How much it was fed so far."""
        return Fed(*_kullback.eval_counts(self._handle))

    def estimate(self, id: str, subject: str = "base|model", *, unit: _Unit = "nats") -> Estimate:
        """One estimate, with its interval.

        subject "base", "model": cross_entropy, perplexity, bits_per_byte, bits_per_character, byte_perplexity,
        word_perplexity, entropy, top1, top5, calibration_error
        "base|model": divergence, divergence.bounds, divergence.reverse, jensen_shannon, total_variation,
        total_variation.bounds, same_top, top5_overlap, delta_p, delta_p.rms, cross_entropy.difference,
        perplexity.ratio, divergence.max, .p999, .p99, …, .p001, .min, and delta_p. with the same

        Raises Error with code "argument" for any other, "value" for one that no row says.
        """
        with self._lock:
            self._check()
            return typing.cast("Estimate", _kullback.eval_estimate(self._handle, id, subject).to(unit))
