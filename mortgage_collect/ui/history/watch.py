"""When the program starts: do the newest entries hold, and is what this computer saw still there?

The chain alone cannot show that its newest entries are gone. So each computer remembers the head it
saw last, outside the database, and looks for it in the history when it opens it again.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.services.history import Newest
    from mortgage_collect.ui.kit.runner import Progress

REST: Final = 3_000
AFTER_CHANGES: Final = 10_000
"""Milliseconds: before the look at the start, and between a change and the head remembered."""


class HistoryWatch(QObject):
    """Says nothing while all is well."""

    def __init__(self, desk: Desk, parent: QObject | None = None, *, rest: int = REST) -> None:
        super().__init__(parent)
        self._desk = desk
        self.newest: Newest | None = None
        self._soon = QTimer(self, singleShot=True, interval=AFTER_CHANGES)
        self._soon.timeout.connect(self.remember)
        desk.runner.changed.connect(lambda _: self._soon.start())
        QTimer.singleShot(rest, self, self.look)

    def look(self) -> None:
        """Beside the window."""
        seen: dict[str, str] = self._desk.recall("history.seen", {})
        self._desk.runner.walk(
            partial(_newest, seen=seen), done=self._take, what=self.tr("Checking the history")
        )

    def remember(self) -> None:
        self._desk.runner.look(_head, done=self._keep, newest="history head")

    def _take(self, found: Newest) -> None:
        self.newest = found
        if found.wrong:
            self._desk.runner.change(
                partial(_record, found=found), failed=lambda _: None
            )  # what is said below matters more than that it could not be written down
            self._desk.say(
                self.tr("The history does not hold: {0}. Open History (Ctrl+H) and check all of "
                        "it; tell the person in charge of security.").format(found.wrong),
                "error",
            )  # fmt: skip
        self._keep((found.database, str(found.chain.head)))

    def _keep(self, seen: tuple[str, str]) -> None:
        database, head = seen
        heads: dict[str, str] = self._desk.recall("history.seen", {})
        self._desk.remember("history.seen", {**heads, database: head})


def _newest(session: Any, _progress: Progress, seen: dict[str, str]) -> Newest:
    with waking:
        from mortgage_collect.services.history import newest
    return newest(session, seen)


def _head(session: Any) -> tuple[str, str]:
    with waking:
        from mortgage_collect.services.history import database_and_head
    return database_and_head(session)


def _record(unit: Any, found: Newest) -> None:
    with waking:
        from mortgage_collect.services.history import record_newest
    record_newest(unit, found)
