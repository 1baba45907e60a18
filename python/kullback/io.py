# SPDX-License-Identifier: Apache-2.0
"""Files in, files out: whole and checked, or an error that names the place.

    >>> from kullback import io
    >>> io.parse_weights("head\\t0.5\\ntail\\t0.5\\n")
    {'head': 0.5, 'tail': 0.5}
    >>> io.format_number(0.1)
    '0.1'
"""

from __future__ import annotations

import typing

from kullback import _kullback
from kullback._single import Gate, Single

if typing.TYPE_CHECKING:
    from array import array
    from types import TracebackType
    from typing import Any

    from _typeshed import ReadableBuffer

    from kullback._kullback import _Matrix, _Numbers, _Path

__all__ = ["File", "Tensor", "are_counts", "format_number", "open_bytes", "parse_number", "parse_weights",
           "write_array", "write_matrix"]


def open_bytes(path: _Path, *, text: bool = False) -> memoryview:
    """The bytes of a file: mapped where it is a regular one, read where it is a pipe ("-": standard input).

    Raises FileError for what cannot be read; with text=True a state is an Error with code "format". While a file is
    mapped it must not be cut off.
    """
    return memoryview(_kullback.bytes_open(path, text))


class File(Single):
    """A file that appears whole or not at all: written under a temporary name, flushed to the disk and renamed when
    the `with` block ends; given up where it ends with an exception.

        with io.File("out.bin") as file:
            file.write(b"…")

    Raises FileError. "-" (standard output) and what is no regular file are written directly.
    """

    __slots__ = ("_handle", "_lock")

    def __init__(self, path: _Path) -> None:
        self._handle: Any = _kullback.file_create(path)
        self._lock = Gate()

    def write(self, data: ReadableBuffer) -> None:
        """Write bytes, or any other contiguous buffer."""
        with self._lock:
            self._check()
            _kullback.file_write(self._handle, data)

    def commit(self) -> None:
        """Let it appear; nothing can be written afterwards."""
        with self._lock:
            self._check()
            handle, self._handle = self._handle, None
            _kullback.file_commit(handle)

    def close(self) -> None:
        """Give it up, if it was not committed."""
        with self._lock:
            self._handle = None

    def _check(self) -> None:
        if self._handle is None:
            raise ValueError("the file is closed")

    def __enter__(self) -> File:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        if kind is None and self._handle is not None:
            self.commit()
        self.close()


def parse_weights(data: str | ReadableBuffer) -> dict[str, float]:
    """A list of known weights: `symbol<TAB>number` lines or `symbol,number` CSV, or bare numbers (named 1, 2, 3, …).

    A first line with a word where the number is due is a header; blank lines and lines that begin with # are passed
    over. Raises Error, with the line in index, for a symbol twice, a number that is negative, NaN, infinite or no
    number, and for no line at all.
    """
    return dict(_kullback.weights_parse(data)[0])


def are_counts(data: str | ReadableBuffer) -> bool:
    """Whether every weight of such a list is a whole number below 2⁵³: they may have been counted."""
    return typing.cast(bool, _kullback.weights_parse(data)[1])


def parse_number(text: str | ReadableBuffer) -> float:
    """A float from all of a text, whatever the locale. Raises Error."""
    return typing.cast(float, _kullback.number_parse(text))


def format_number(value: float) -> str:
    """The shortest text that reads back as the same float: also "inf", "-inf", "nan"."""
    return typing.cast(str, _kullback.number_format(value))


class Tensor:
    """One array of numbers out of a .npy, .npz or safetensors file; the content says which it is.

    source      a path (str or os.PathLike), or bytes: what a file would hold
    name        of the array in a .npz or safetensors file; None: the only one, or the only one of two or more
                dimensions
    memory_max  bytes that a deflated member may take, beyond which it is a MemoryError; 0: as many as its archive says
    check_sums  whether the sum of a stored .npz member is checked too, which reads all of it

    The file is mapped: opening costs a few pages however large it is, and it must not be cut off meanwhile.
    memoryview(tensor.view) and numpy.asarray(tensor.view) look at the numbers where they lie.

    Raises FileError for what cannot be read; Error with code "argument" where no array is called so or there are
    several (the message lists them), "format" with the byte for what is damaged or is none of these, "unsupported".
    """

    __slots__ = ("_handle", "_known")

    def __init__(self, source: _Path | bytes, name: str | None = None, *, memory_max: int = 0,
                 check_sums: bool = False) -> None:
        make = _kullback.tensor_parse if isinstance(source, bytes) else _kullback.tensor_open
        self._handle = make(source, name, memory_max, check_sums)
        self._known: tuple[Any, ...] = _kullback.tensor_describe(self._handle)

    @property
    def format(self) -> str:
        """ "npy", "npz" or "safetensors"."""
        return typing.cast(str, self._known[0])

    @property
    def dtype(self) -> str:
        """Of the numbers: "float64", "float32", "float16", "bfloat16", "uint8" … "int64"."""
        return typing.cast(str, self._known[1])

    @property
    def shape(self) -> tuple[int, ...]:
        """Dimensions as the file has them: up to 32, none for one single number."""
        return tuple(self._known[2])

    @property
    def names(self) -> list[str]:
        """The arrays that the file holds."""
        return typing.cast("list[str]", self._known[3])

    @property
    def name(self) -> str:
        """Which of them this is; "" for a .npy."""
        return self.names[int(self._known[4])]

    @property
    def view(self) -> ReadableBuffer:
        """A buffer of the numbers where they lie. bfloat16, which has no name there, is "E": this package reads it."""
        return typing.cast("ReadableBuffer", self._known[5])

    def numbers(self) -> array[float]:
        """All numbers one after another, the last dimension fastest, as floats."""
        return typing.cast("array[float]", _kullback.tensor_read(self._handle, -1))

    def row(self, index: int) -> array[float]:
        """One row, as floats: the last dimension; all before it are folded into rows. Raises IndexError."""
        if index < 0:
            raise IndexError(f"there is no row {index}")
        return typing.cast("array[float]", _kullback.tensor_read(self._handle, index))

    def __repr__(self) -> str:
        return f"<Tensor {self.name!r}: {self.dtype} {list(self.shape)}, {self.format}>"


def write_array(path: _Path, numbers: _Numbers) -> None:
    """Write numbers of one dimension as a .npy file, of their own type. It appears whole or not at all."""
    _kullback.npy_write_array(path, numbers)


def write_matrix(path: _Path, rows: _Matrix) -> None:
    """Write numbers of two dimensions as a .npy file, of their own type. It appears whole or not at all."""
    _kullback.npy_write_matrix(path, rows)
