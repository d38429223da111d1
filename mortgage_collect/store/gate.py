"""Who is inside the database, thread by thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from mortgage_collect.core.errors import Bug


class Gate:
    """Refuses at once what could only end in waiting for oneself.

    A unit inside a unit of the same thread would wait for its own lock. A database in memory has
    one connection, so there threads take turns, and nothing opens inside anything else.
    """

    def __init__(self, *, one_connection: bool) -> None:
        self._turn = threading.Lock() if one_connection else None
        self._here = threading.local()
        self._closed = False

    def close(self) -> None:
        self._closed = True

    @contextmanager
    def changing(self) -> Iterator[None]:
        with self._inside():
            if getattr(self._here, "changes", False):
                raise Bug("a unit of work is open already in this thread: hand it on")
            self._here.changes = True
            try:
                yield
            finally:
                self._here.changes = False

    @contextmanager
    def looking(self) -> Iterator[None]:
        with self._inside():
            yield

    @contextmanager
    def _inside(self) -> Iterator[None]:
        if self._closed:
            raise Bug("the store is closed")
        if self._turn is None:
            yield
            return
        if getattr(self._here, "inside", False):
            raise Bug("a database in memory has one connection: hand its session on")
        with self._turn:
            self._here.inside = True
            try:
                yield
            finally:
                self._here.inside = False
