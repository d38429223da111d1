"""Imports the screens before anybody asks for them, a module at a time between two events.

It begins when the first card stands and the desk has come to rest. One module takes a few
milliseconds; all that a screen needs at once would hold the window up when it is opened.
"""

from __future__ import annotations

import logging
import sys
from collections import deque
from collections.abc import Callable, Iterable
from importlib import import_module
from pkgutil import walk_packages
from typing import Final

from PySide6.QtCore import QObject, QTimer

from mortgage_collect.core.waking import waking

log = logging.getLogger(__name__)

ROOMS: Final = ("loanmath", "rules", "review", "workout", "queries", "services", "ui")
"""In the order in which they lean on one another, so that no module brings many others."""
NEVER: Final = ("mortgage_collect.ui.kit.gallery", "mortgage_collect.ui.opening.")
REST: Final = 1500
PAUSE: Final = 25
"""Milliseconds: before the first module, and between two of them."""


def modules() -> Iterable[str]:
    """Every module of the rooms, those of a room in the order of their names."""
    for room in ROOMS:
        above = import_module(f"mortgage_collect.{room}")
        for found in walk_packages(above.__path__, f"{above.__name__}."):
            if not found.ispkg and not found.name.startswith(NEVER):
                yield found.name


class WakeAhead(QObject):
    """`begin` as often as one likes; it begins once."""

    def __init__(
        self,
        names: Callable[[], Iterable[str]] = modules,
        parent: QObject | None = None,
        *,
        rest: int = REST,
    ) -> None:
        super().__init__(parent)
        self._names, self._begun = names, False
        self.waiting: deque[str] = deque()
        self._rest = rest
        self._next = QTimer(self, singleShot=True, interval=PAUSE)
        self._next.timeout.connect(self._wake_one)

    def begin(self) -> None:
        if not self._begun:
            self._begun = True
            QTimer.singleShot(self._rest, self, self._list)

    def _list(self) -> None:
        self.waiting.extend(name for name in self._names() if name not in sys.modules)
        self._next.start()

    def _wake_one(self) -> None:
        if not self.waiting:
            return
        # A lane that is importing something goes first: the window never waits for it here.
        if waking.acquire(blocking=False):
            try:
                self._wake(self.waiting.popleft())
            finally:
                waking.release()
        self._next.start()

    def _wake(self, name: str) -> None:
        try:
            import_module(name)
        except ImportError as error:
            # Whoever opens that screen hears of it; the others are woken all the same.
            log.info("%s cannot be imported ahead: %s", name, error)
