"""A call now, and the last one later: what is typed or dragged, shown without a queue of work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QTimer


class Throttle(QObject):
    """The first call goes through at once; of those that follow, the last one after `interval` ms.

    With `first=False` nothing goes through at once: only the last call, when it grows quiet.
    """

    def __init__(
        self,
        call: Callable[..., object],
        interval: int = 120,
        parent: QObject | None = None,
        *,
        first: bool = True,
    ) -> None:
        super().__init__(parent)
        self._call, self._first = call, first
        self._waiting: tuple[Any, ...] | None = None
        self._timer = QTimer(self, singleShot=True, interval=interval)
        self._timer.timeout.connect(self._later)

    def __call__(self, *arguments: Any) -> None:
        if self._first and not self._timer.isActive():
            self._timer.start()
            self._call(*arguments)
            return
        self._waiting = arguments
        if not self._first or not self._timer.isActive():
            self._timer.start()

    def flush(self) -> None:
        """What waits, now."""
        self._timer.stop()
        self._later()

    def _later(self) -> None:
        if (arguments := self._waiting) is not None:
            self._waiting = None
            if self._first:
                self._timer.start()
            self._call(*arguments)
