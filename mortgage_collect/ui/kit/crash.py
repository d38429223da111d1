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
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from mortgage_collect.core.errors import Cancelled, Trouble, UserError
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import AIRY, ROOMY, SNUG

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


class CrashDialog(QDialog):
    """Says what happened, with the trace to copy. The program goes on."""

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Mortgage Collect"))
        theme = theme_of(self)
        self.report = report
        head = QHBoxLayout()
        head.setSpacing(theme.px(ROOMY))
        head.addWidget(Mark("triangle-alert", "caution", 24), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.addWidget(label(self.tr("Something went wrong in the program"), "heading"))
        words.addWidget(
            label(
                self.tr(
                    "What was saved is safe. You can go on working; if it happens again, start "
                    "the program anew. Please send the report below to whoever looks after the "
                    "program. It holds no borrower data."
                ),
                wrap=True,
            )
        )
        head.addLayout(words, 1)
        self.text = QPlainTextEdit(report)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.tr("Report"))
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(SNUG))
        foot.addStretch(1)
        foot.addWidget(button(self.tr("Copy report"), self.copy, icon="copy"))
        go_on = button(self.tr("Go on working"), self.accept, kind="primary")
        foot.addWidget(go_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(AIRY),) * 4)
        column.setSpacing(theme.px(ROOMY))
        column.addLayout(head)
        column.addWidget(self.text, 1)
        column.addLayout(foot)
        self.resize(theme.px(640), theme.px(420))
        go_on.setFocus()

    def copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report)


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
        self._shown = CrashDialog(report)
        self._shown.destroyed.connect(self._forget)
        self._shown.show()

    def _forget(self) -> None:
        self._shown = None
