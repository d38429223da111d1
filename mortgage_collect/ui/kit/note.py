"""A note field that grows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of


class NoteEdit(QPlainTextEdit):
    """A note that grows with its text, up to a number of lines. Tab leaves it, Ctrl+Enter saves."""

    entered = Signal(object)
    troubled = Signal(str)
    submitted = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        placeholder: str = "",
        least: int = 2,
        most: int = 8,
        required: bool = False,
    ) -> None:
        super().__init__(parent)
        self.required, self._error, self._last = required, "", ""
        self._least, self._most = least, most
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().documentLayout().documentSizeChanged.connect(self._on_grown)

    def value(self) -> str:
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        self._last = (value or "").strip()
        self.setPlainText(value or "")
        self.set_error("")

    @property
    def error(self) -> str:
        return self._error

    def set_error(self, text: str) -> None:
        if text != self._error:
            self._error = text
            self.setAccessibleDescription(text)
            dress(self, wrong=bool(text))
            self.troubled.emit(text)

    def check(self) -> bool:
        wrong = self.required and not self.value()
        self.set_error(self.tr("A note is needed.") if wrong else "")
        return not wrong

    def _on_grown(self) -> None:
        too_long = self.document().lineCount() > self._most
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if too_long
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        lines = min(max(round(self.document().size().height()), self._least), self._most)
        around = 2 * round(self.document().documentMargin()) + theme_of(self).px(10)
        height = lines * self.fontMetrics().lineSpacing() + around
        return QSize(super().sizeHint().width(), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme_of(self).px(120), self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._tell()
            self.submitted.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._tell()

    def _tell(self) -> None:
        if self.value() != self._last:
            self._last = self.value()
            self.entered.emit(self._last)
