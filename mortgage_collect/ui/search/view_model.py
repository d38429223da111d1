"""What was typed, and the loans it may mean; of looks in a hurry only the newest lands."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.search import Found


def _find(session: Any, typed: str) -> tuple[Found, ...]:
    with waking:
        from mortgage_collect.queries.search import find
    return find(session, typed)


class SearchModel(QObject):
    """`found(rows)` for what is typed now. `settle` waits for that answer, then opens its first."""

    found = Signal(tuple)
    settled = Signal(object)  # the first row, or None

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.typed = ""
        self.rows: tuple[Found, ...] = ()
        self.waiting = False
        self._settle = False

    def type(self, typed: str) -> None:
        self.typed, self._settle = typed.strip(), False
        self.waiting = bool(self.typed)
        if not self.typed:
            self._take("", ())
            return
        ask = partial(_find, typed=self.typed)
        self._desk.runner.look(ask, done=partial(self._take, self.typed), newest="search")

    @property
    def settling(self) -> bool:
        """Enter was pressed and its answer is not here yet."""
        return self._settle

    def give_up(self) -> None:
        """Whatever comes home now opens nothing."""
        self._settle = False

    def settle(self) -> bool:
        """True when the answer is here; else `settled` follows with its first row."""
        self._settle = self.waiting
        return not self.waiting

    def _take(self, typed: str, rows: tuple[Found, ...]) -> None:
        if typed != self.typed:
            return
        self.rows, self.waiting = rows, False
        self.found.emit(rows)
        if self._settle:
            self._settle = False
            self.settled.emit(rows[0] if rows else None)
