"""When something that must never happen did: say so, offer the trace, and keep working.

The trace names files, lines and functions, and never values: messages of errors may hold what a
borrower said, so only those made of program names are kept.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, Signal

from mortgage_collect.core.errors import Cancelled, Trouble, UserError

if TYPE_CHECKING:
    from mortgage_collect.ui.kit.crash_dialog import CrashDialog

_log = logging.getLogger(__name__)
# Their messages name parts of the program.
_SAFE = (AttributeError, NameError, ImportError, NotImplementedError, RecursionError)

Tell = Callable[[Exception], None]


def trace(error: BaseException) -> str:
    """The way to the error: types, files, lines, functions. No values."""
    parts: list[str] = []
    chain: BaseException | None = error
    while chain is not None and len(parts) < 5:
        said = f": {chain}" if isinstance(chain, _SAFE) else ""
        steps = "".join(
            f"  {_short(step.filename)}:{step.lineno} in {step.name}\n"
            for step in traceback.extract_tb(chain.__traceback__)
        )
        parts.append(f"{type(chain).__module__}.{type(chain).__qualname__}{said}\n{steps}")
        chain = chain.__cause__ or (None if chain.__suppress_context__ else chain.__context__)
    return "caused by\n".join(parts)


def _short(path: str) -> str:
    """From the package on: a path may hold somebody's name."""
    return "/".join(path.replace("\\", "/").split("/")[-3:])


class CrashWatch(QObject):
    """Takes every error nobody caught, from any thread. Errors meant for people go to `tell`."""

    _caught = Signal(object)
    _told = Signal(object)

    def __init__(
        self,
        *,
        about: Callable[[], str] = lambda: "",
        tell: Tell | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._about, self._tell = about, tell
        self._shown: CrashDialog | None = None
        self._caught.connect(self._on_caught, Qt.ConnectionType.QueuedConnection)
        self._told.connect(self._on_told, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """From here on, nothing ends without a word."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def take(self, error: BaseException) -> None:
        """An error from anywhere."""
        if isinstance(error, Cancelled):
            return
        if isinstance(error, UserError | Trouble) and self._tell is not None:
            self._told.emit(error)
            return
        report = f"{self._about()}\n{trace(error)}".strip()
        _log.critical("unexpected error\n%s", report)
        self._caught.emit(report)

    def _hook(
        self, kind: type[BaseException], error: BaseException, way: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, way)
            return
        self.take(error)

    def _thread_hook(self, caught: Any) -> None:
        if caught.exc_value is not None:
            self.take(caught.exc_value)

    def _on_told(self, error: Exception) -> None:
        if self._tell is not None:
            self._tell(error)

    def _on_caught(self, report: str) -> None:
        if self._shown is not None:  # one is enough; the log has them all
            return
        from mortgage_collect.ui.kit.crash_dialog import CrashDialog

        self._shown = CrashDialog(report)
        self._shown.destroyed.connect(self._forget)
        self._shown.show()

    def _forget(self) -> None:
        self._shown = None
