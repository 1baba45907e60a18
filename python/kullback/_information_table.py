# SPDX-License-Identifier: Apache-2.0
"""What columns of a table tell of each other: the documents of `kl mi`."""

from __future__ import annotations

import typing

from kullback import _kullback
from kullback.report import Document
from kullback._table import Table, _bytes

if typing.TYPE_CHECKING:
    from collections.abc import Callable

    from kullback._kullback import _Unit
    from kullback._table import _Columns


def table_mutual_information(table: Table | _Columns, x: str | None = None, y: str | None = None, *,
                             given: str | None = None, target: str | None = None, estimator: str = "auto",
                             confidence: float = 0.95, seed: int = 0, permutations: int = 0, unit: _Unit = "bits",
                             threads: int = 1, progress: Callable[[int, int], object] | None = None) -> Document:
    """What `kl mi` tells, as a Document: of two columns, of all columns and a target, or, with neither, of all pairs.

    table        a Table, or what makes one
    x, y         two columns; given: a third that is known
    target       the column of which all others are to tell
    estimator    "auto", by what the columns are; "counts", "ksg", "ross", "mixed", "copula"
    permutations of the tests; 0: 999, more for many columns, fewer for many rows
    progress     is called with pairs of columns done and in all; an exception it raises ends the work
    """
    if (x is None) != (y is None) or (given is not None and x is None) or (target is not None and x is not None):
        raise ValueError("expected x and y (and perhaps given), or target, or none of them")
    if not isinstance(table, Table):
        table = Table(table)
    options = (estimator, confidence, seed, permutations, unit)
    names = [_bytes(name) for name in (target, x, y, given)]
    return Document._of(_kullback.mi_document(table._handle, *names, options, threads, progress), unit)


def table_mutual_information_ids() -> list[str]:
    """The ids of estimates that table_mutual_information() may give."""
    return typing.cast("list[str]", _kullback.mi_ids())
