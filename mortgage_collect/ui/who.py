"""Who is at the desk, and what they may not do: asked once, and again when an account changes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from mortgage_collect.core.permissions import AtWork, Permission
from mortgage_collect.core.waking import waking

if TYPE_CHECKING:
    from datetime import datetime

    from mortgage_collect.ui.desk import Desk

REST: Final = 1_000
"""Milliseconds before it is asked at the start: what is shown first comes first."""


class WhoIsHere(QObject):
    """Until it is known everything seems permitted; the services refuse all the same."""

    known = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None, *, rest: int = REST) -> None:
        super().__init__(parent)
        self._desk = desk
        self.who = AtWork(desk.user)
        desk.runner.changed.connect(self._changed)
        QTimer.singleShot(rest, self, self.ask)

    def ask(self) -> None:
        work = partial(_who, login=self._desk.user, now=self._desk.clock.now())
        self._desk.runner.look(work, done=self._take, newest="who is here", failed=lambda _: None)

    def barred(self, permission: Permission) -> Callable[[], str]:
        """Asks why something may not be done; "" where it may."""
        return lambda: self.who.refused(permission)

    def _changed(self, touched: frozenset[str]) -> None:
        if any(subject.startswith("user:") for subject in touched):
            self.ask()

    def _take(self, who: AtWork) -> None:
        if who != self.who:
            self.who = who
            self.known.emit()


def _who(session: Any, login: str, now: datetime) -> AtWork:
    with waking:
        from mortgage_collect.store.at_work import at_work

    return at_work(session, login, now)
