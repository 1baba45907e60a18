# SPDX-License-Identifier: Apache-2.0
"""What somebody has handed over: what a file would hold, an array, or a stream of Arrow's."""

from __future__ import annotations

import os
import pathlib
import tempfile
import typing

from kullback import _kullback

if typing.TYPE_CHECKING:
    from typing import Any


def _is_content(source: Any) -> bool:
    """Whether it is a path, or bytes that a file would hold, and not numbers."""
    if isinstance(source, (str, os.PathLike)):
        return True
    try:
        view = memoryview(source)
    except (TypeError, ValueError, BufferError):
        return False
    return view.ndim == 1 and view.format in ("B", "b", "c")


def _array(numbers: Any) -> bytes:
    """Numbers or points as a file of them."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "points.npy")
        _kullback.npy_write_points(path, numbers)
        return path.read_bytes()


def _has_stream(source: object) -> bool:
    """Whether Arrow's C interface has it: a data frame, a column, the result of a query."""
    return hasattr(source, "__arrow_c_stream__") or hasattr(source, "__arrow_c_array__")
