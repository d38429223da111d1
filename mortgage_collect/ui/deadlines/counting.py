"""How many deadlines are late or due today; what was not worked out today yet is, behind it all."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.clocks import DeadlineCounts

SOON = 1_500
"""Milliseconds after the first count; the window has come to rest by then."""
SOME = 200
"""Loans in one change, so that a save in between never waits long."""
_HOUR = 3_600_000


class DeadlineCounter(QObject):
    """`counted(DeadlineCounts)`. Looks again when something bore on them, and every hour: a new
    day opens deadlines by itself."""

    counted = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._working = False
        self._soon = QTimer(self, singleShot=True, interval=SOON)
        self._soon.timeout.connect(self._renew)
        self._hour = QTimer(self, interval=_HOUR)
        self._hour.timeout.connect(self.refresh)
        self._hour.start()
        desk.runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        self._desk.runner.look(
            partial(_count, now=self._desk.clock.now()), done=self._take, newest="deadline counts"
        )

    def _take(self, found: DeadlineCounts) -> None:
        self.counted.emit(found)
        if found.stale and not self._working:
            self._soon.start()

    def _renew(self) -> None:
        """A few loans at a time, until none wait."""
        self._working = True
        self._desk.runner.change(_renew_some, done=self._renewed, failed=self._failed)

    def _renewed(self, waiting: int) -> None:
        if waiting:
            self._renew()
        else:
            self._working = False
            self.refresh()

    def _failed(self, error: Exception) -> None:
        # Tried again once something changes: at once the same loans would fail again.
        self._working = False
        self._desk.runner.failed.emit(error)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if not self._working and touched & {"queue", "bank", "book", "database", "deadlines"}:
            self.refresh()


def _count(session: Any, now: datetime) -> DeadlineCounts:
    with waking:
        from mortgage_collect.queries.clocks import deadline_counts

    return deadline_counts(session, now)


def _renew_some(unit: Any) -> int:
    with waking:
        from mortgage_collect.services.clocks import renew_some

    return renew_some(unit, SOME)
