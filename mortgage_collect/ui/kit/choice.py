"""One of a few, picked by arrow, letter or mouse."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from mortgage_collect.ui.kit.style_sheet import dress


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few: what is stored, what is read, and the single letter that picks it."""

    value: Hashable
    label: str
    key: str = ""


class ChoiceEdit(QComboBox):
    """One of a few. Letters pick, the wheel never does; nothing is picked until somebody picks."""

    entered = Signal(object)
    troubled = Signal(str)

    def __init__(
        self,
        choices: Sequence[Choice] = (),
        parent: QWidget | None = None,
        *,
        placeholder: str = "",
        prefix: str = "",
        required: bool = False,
    ) -> None:
        super().__init__(parent)
        self.required, self._error = required, ""
        self.prefix = prefix  # what was asked, beside the answer: "Wants: Keep the home"
        self._choices: tuple[Choice, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setPlaceholderText(placeholder or self.tr("Choose"))
        self.set_choices(choices)
        self.activated.connect(self._on_picked)
        self.currentIndexChanged.connect(lambda row: dress(self, empty=row < 0))
        dress(self, empty=True)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Show these; what was picked stays picked when it is still among them."""
        kept = self.value()
        self._choices = tuple(choices)
        self.clear()
        for choice in self._choices:
            self.addItem(choice.label)
        self.set_value(kept)

    @property
    def choices(self) -> tuple[Choice, ...]:
        """What may be picked, in the order shown."""
        return self._choices

    def value(self) -> Any:
        """The value picked, or None."""
        row = self.currentIndex()
        return self._choices[row].value if 0 <= row < len(self._choices) else None

    def set_value(self, value: Hashable | None) -> None:
        self.setCurrentIndex(next((i for i, c in enumerate(self._choices) if c.value == value), -1))
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
        wrong = self.required and self.value() is None
        self.set_error(self.tr("Choose one.") if wrong else "")
        return not wrong

    def _on_picked(self, _row: int) -> None:
        self.set_error("")
        self.entered.emit(self.value())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text().casefold()
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.ShiftModifier,
        )
        for row, choice in enumerate(self._choices):
            if plain and letter and choice.key.casefold() == letter:
                self.setCurrentIndex(row)
                self._on_picked(row)
                return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        row = self.currentIndex()
        if not self.prefix or row < 0:
            super().paintEvent(event)
            return
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        answer = self._choices[row].label.rpartition("  ")[2]
        room = self.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox,
            option,
            QStyle.SubControl.SC_ComboBoxEditField,
            self,
        )
        option.currentText = self.fontMetrics().elidedText(
            f"{self.prefix}: {answer}", Qt.TextElideMode.ElideRight, room.width() - 4
        )
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        painter.end()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()
