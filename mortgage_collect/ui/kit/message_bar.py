"""One line that says what happened: never a window, never in the way of typing.

A success offers Undo for ten seconds; the clock stands still while the pointer or the focus is on
the bar. Errors stay until they are closed or replaced.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QWidget

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.buttons import button, icon_button
from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, ROOMY, SNUG

Weight = Literal["information", "success", "warning", "error"]

UNDO_FOR = 10_000  # milliseconds
_TONES = {"information": "info", "success": "clear", "warning": "caution", "error": "stop"}
_ICONS = {
    "information": "info",
    "success": "circle-check",
    "warning": "triangle-alert",
    "error": "octagon-x",
}


class MessageBar(QFrame):
    """`information`, `success`, `warning`, `error`, or `tell(exception)`."""

    said = Signal(str, str)  # weight, words

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.weight: Weight = "information"
        self._run: Callable[[], object] | None = None
        self._details = ""
        self.mark = Mark("info", "info")
        self.words = label(wrap=True)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.act = button("", self._on_act, kind="link")
        self.copy = button(self.tr("Copy details"), self._on_copy, kind="link")
        self.shut = icon_button("x", self.tr("Close message"), self.clear)
        row = QHBoxLayout(self)
        theme = theme_of(self)
        row.setContentsMargins(theme.px(ROOMY), theme.px(HAIR), theme.px(HAIR * 2), theme.px(HAIR))
        row.setSpacing(theme.px(SNUG))
        row.addWidget(self.mark)
        row.addWidget(self.words, 1)
        for part in (self.act, self.copy, self.shut):
            row.addWidget(part)
        self._clock = QTimer(self, singleShot=True, interval=UNDO_FOR)
        self._clock.timeout.connect(self.clear)
        self.hide()

    def information(
        self, words: str, *, act: str = "", run: Callable[[], object] | None = None
    ) -> None:
        self._show("information", words, act=act, run=run)

    def success(self, words: str, *, undo: Callable[[], object] | None = None) -> None:
        """Goes by itself after ten seconds."""
        self._show("success", words, act=self.tr("Undo") if undo else "", run=undo)
        self._clock.start()

    def warning(
        self, words: str, *, act: str = "", run: Callable[[], object] | None = None
    ) -> None:
        self._show("warning", words, act=act, run=run)

    def error(
        self, words: str, *, details: str = "", again: Callable[[], object] | None = None
    ) -> None:
        """Stays; `again` offers to try once more, `details` may be copied for IT."""
        self._show(
            "error", words, act=self.tr("Try again") if again else "", run=again, details=details
        )

    def tell(self, error: Exception, *, again: Callable[[], object] | None = None) -> None:
        """An error in the words it brought: what was found, and what to do next."""
        match error:
            case UserError():
                self.warning(str(error))
            case Trouble():
                self.error(str(error), details=error.details, again=again)
            case _:
                self.error(self.tr("Something went wrong."), details=type(error).__name__)

    def clear(self) -> None:
        """Say nothing; the focus goes on, not lost."""
        self._clock.stop()
        self._run = None
        focused = QApplication.focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            self.focusNextChild()
        self.hide()

    @property
    def text(self) -> str:
        """What is being said, "" when nothing is."""
        return "" if self.isHidden() else self.words.text()

    def undo(self) -> None:
        """What the button does, for a key."""
        if self._run is not None:
            self._on_act()

    def _show(
        self,
        weight: Weight,
        words: str,
        *,
        act: str = "",
        run: Callable[[], object] | None = None,
        details: str = "",
    ) -> None:
        self._clock.stop()
        self.weight, self._run, self._details = weight, run, details
        self.mark.set_mark(_ICONS[weight], _TONES[weight])
        self.words.setText(words)
        self.act.setText(act)
        self.act.setVisible(bool(act and run))
        self.copy.setVisible(bool(details))
        dress(self, tone=_TONES[weight])
        for part in (self.words, self.act):
            dress(part)
        self.show()
        announce(self, words, urgent=weight in ("warning", "error"))
        self.said.emit(weight, words)

    def _on_act(self) -> None:
        run = self._run
        self.clear()
        if run is not None:
            run()

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.words.text()}\n\n{self._details}")

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.weight == "success" and not self.isHidden():
            self._clock.start()
