# SPDX-License-Identifier: Apache-2.0
"""What the library changes in place."""

from __future__ import annotations

import threading
import typing


class Single:
    """An object with a state in the library: a copy would be the same state under another name."""

    __slots__ = ()

    def __reduce_ex__(self, protocol: typing.SupportsIndex) -> typing.NoReturn:
        raise TypeError(f"a {type(self).__name__} cannot be copied or pickled: its state is inside the library")


class Gate:
    """One call at a time. Who calls again from within, as a callback may, would wait for himself, and is refused."""

    __slots__ = ("_lock", "_thread")

    def __init__(self) -> None:
        self._lock, self._thread = threading.Lock(), 0

    def __enter__(self) -> None:
        if self._thread == threading.get_ident():
            raise RuntimeError("called from within a call of the same object, which has to end first")
        self._lock.acquire()
        self._thread = threading.get_ident()

    def __exit__(self, *exception: object) -> None:
        self._thread = 0
        self._lock.release()
