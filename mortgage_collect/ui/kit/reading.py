"""A line edit that reads what is typed: shows what it understood, tidies on leaving, says errors.

Every field of the kit, whatever it holds, answers the same questions: `value()`, `set_value()`,
`check()`, `error`, and the signals `entered(value)` and `troubled(text)`.
"""

from __future__ import annotations

from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QRect, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame, QWidget

from mortgage_collect.core.errors import UserError
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of

T = TypeVar("T")


class Field(Protocol):
    """What a form needs of a field."""

    @property
    def error(self) -> str: ...

    @property
    def entered(self) -> SignalInstance: ...

    @property
    def troubled(self) -> SignalInstance: ...

    def check(self) -> bool: ...


class ReadingEdit(QLineEdit, Generic[T]):
    """Base of the fields that turn writing into a value. Subclasses say `read` and `write`."""

    entered = Signal(object)  # the value, or None: after Enter or leaving, when it changed
    troubled = Signal(str)  # the error text, "" when it is put right

    def __init__(self, parent: QWidget | None = None, *, required: bool = False) -> None:
        super().__init__(parent)
        self.required = required
        self._error = ""
        self._last: T | None = None
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_finished)

    def read(self, text: str) -> T:
        """The value of what was typed, or `UserError`."""
        raise NotImplementedError

    def write(self, value: T) -> str:
        """The value as it stands in the field once it is left."""
        return str(value)

    def understood(self, value: T) -> str:
        """What is shown beside the text while it is typed, so that nobody has to guess."""
        return self.write(value)

    def value(self) -> T | None:
        """The value, or None while the field is empty or wrong."""
        try:
            return self.read(self.text()) if self.text().strip() else None
        except UserError:
            return None

    def set_value(self, value: T | None) -> None:
        self._last = value
        self.setText("" if value is None else self.write(value))
        self.setCursorPosition(0)
        self.set_error("")

    @property
    def error(self) -> str:
        """What is wrong and what is accepted; "" when all is well."""
        return self._error

    def set_error(self, text: str) -> None:
        """Also for limits only the screen knows."""
        if text == self._error:
            return
        self._error = text
        self.setAccessibleDescription(text)
        dress(self, wrong=bool(text))
        self.troubled.emit(text)

    def check(self) -> bool:
        """Read the field and show what is wrong with it; True when it may be saved."""
        typed = self.text().strip()
        try:
            if typed:
                self.read(typed)
            elif self.required:
                raise UserError(self.tr("This is needed."))
        except UserError as wrong:
            self.set_error(str(wrong))
            return False
        self.set_error("")
        return True

    def _on_edited(self) -> None:
        if self._error:
            self.set_error("")
        self.update()

    def _on_finished(self) -> None:
        if not self.text().strip():
            self.set_error("")
        elif not self.check():
            return
        value = self.value()
        if value is not None:
            self.setText(self.write(value))
        if value != self._last:
            self._last = value
            self.entered.emit(value)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def hint(self) -> str:
        """The understood value, when it says more than the text does."""
        value = self.value()
        said = "" if value is None else self.understood(value)
        return "" if said == self.text().strip() else said

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not (said := self.hint()):
            return
        theme = theme_of(self)
        option = QStyleOptionFrame()
        self.initStyleOption(option)
        inside = self.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, self)
        inside = inside.adjusted(theme.px(3), 0, -theme.px(3), 0)
        taken = self.fontMetrics().horizontalAdvance(self.text()) + theme.px(12)
        painter = QPainter(self)
        painter.setFont(theme.font("caption", figures=True))
        if painter.fontMetrics().horizontalAdvance(said) + taken > inside.width():
            painter.end()
            return
        painter.setPen(theme.color("muted"))
        right = bool(self.alignment() & Qt.AlignmentFlag.AlignRight)
        side = Qt.AlignmentFlag.AlignLeft if right else Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(inside), side | Qt.AlignmentFlag.AlignVCenter, said)
        painter.end()
