"""The queue's state: the ranked rows, what they are filtered by, and a light for each on demand."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight
    from mortgage_collect.queries.queue import Counters, Queue, QueueRow

SETTLE = 60  # milliseconds: rows scrolled past are not asked for
AT_ONCE, MOST_WANTED = 8, 60
STALE_AFTER = 5 * 60_000


def _queue(session: Any, now: datetime, only: str) -> Queue:
    with waking:
        from mortgage_collect.queries.queue import queue
    return queue(session, now, only=only)


class QueueModel(QObject):
    """`shown(rows)`, `counted(Counters)`, and `lit()` when lights came in."""

    shown = Signal(tuple)
    counted = Signal(object)
    lit = Signal()
    filtered = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows: tuple[QueueRow, ...] = ()
        self.counters: Counters | None = None
        self.only = str(desk.recall("queue.only", ""))
        self._lights: dict[int, NumberLight | None] = {}
        self._wanted: list[int] = []
        self._asking = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._ask)
        self._stale = QTimer(self, interval=STALE_AFTER)
        self._stale.timeout.connect(self.forget_lights)
        self._stale.start()
        desk.runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        """Rank anew."""
        ask = partial(_queue, now=self._desk.clock.now(), only=self.only)
        self._desk.runner.look(ask, done=self._take, newest="queue")

    def filter(self, only: str) -> None:
        """Show only these; the same one again shows all."""
        self.only = "" if only == self.only else only
        self._desk.remember("queue.only", self.only)
        self.filtered.emit(self.only)
        self.refresh()

    def next_after(self, loan_id: int) -> int | None:
        """The loan below this one; the first of the queue when it is not in it or is the last."""
        ids = [row.loan_id for row in self.rows]
        if not ids:
            return None
        at = ids.index(loan_id) + 1 if loan_id in ids else 0
        found = ids[at % len(ids)]
        return found if found != loan_id else None

    def light(self, loan_id: int) -> NumberLight | None:
        """The light, when it is known; else it is asked for and `lit` follows."""
        if loan_id not in self._lights and loan_id not in self._wanted:
            self._wanted.append(loan_id)
            if not self._asking:
                self._settle.start()
        return self._lights.get(loan_id)

    def forget_lights(self) -> None:
        self._lights.clear()
        self.lit.emit()

    def _ask(self) -> None:
        # The newest wishes are those on the screen now; a handful at a time, so that a card asked
        # for meanwhile does not wait.
        self._wanted = self._wanted[-MOST_WANTED:]
        wanted, self._wanted = self._wanted[:AT_ONCE], self._wanted[AT_ONCE:]
        if not wanted:
            return
        self._asking = True
        at = self._desk.clock.now()

        def look(session: Any) -> dict[int, NumberLight | None]:
            with waking:
                from mortgage_collect.queries.calling import best_lights
            return dict(best_lights(session, wanted, at))

        self._desk.runner.look(look, done=self._take_lights, failed=self._no_lights)

    def _take_lights(self, found: dict[int, NumberLight | None]) -> None:
        self._asking = False
        self._lights.update(found)
        self.lit.emit()
        if self._wanted:
            self._settle.start()

    def _no_lights(self, error: Exception) -> None:
        self._asking = False
        self._desk.runner.failed.emit(error)

    def _take(self, found: Queue) -> None:
        self.rows, self.counters = found.rows, found.counters
        self.counted.emit(found.counters)
        self.shown.emit(found.rows)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if "bank" in touched:
            self._lights.clear()
        for name in touched:
            kind, _, which = name.partition(":")
            if kind == "loan" and which.isdigit():
                self._lights.pop(int(which), None)
        if touched & {"queue", "bank"} or any(name.startswith("loan:") for name in touched):
            self.refresh()
