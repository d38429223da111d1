"""A figure one can type, step with the arrow keys, or drag: what-if on one term.

Up and Down change it by a step, Page Up and Page Down by ten. An empty field stays empty until
somebody steps or drags.
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.ui.kit.fields import CountEdit, MoneyEdit, RateEdit
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG

_STEPS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: 10,
    Qt.Key.Key_PageDown: -10,
}

LETTERS = 12
"""What a field has room for beside its slider."""


class Track(QSlider):
    """Follows the mouse and the arrow keys, never the wheel: a form scrolls under it."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class Slide(QWidget):
    """`edited` at every change of the value, however it came about.

    `low`, `high` and `step` are in the field's own smallest unit: a count, cents, or millionths.
    """

    edited = Signal()

    def __init__(
        self,
        field: CountEdit | MoneyEdit | RateEdit,
        *,
        low: int,
        high: int,
        step: int,
        name: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.field, self.low, self.step = field, low, max(step, 1)
        self.track = Track(Qt.Orientation.Horizontal)
        self.track.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the field has the same keys
        self.track.setAccessibleName(name)
        self.track.setMinimumHeight(theme_of(self).px(24))
        self.track.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_high(high)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme_of(self).px(SNUG))
        field.setFixedWidth(
            LETTERS * field.fontMetrics().averageCharWidth() + theme_of(self).px(30)
        )
        row.addWidget(field)
        row.addWidget(self.track, 1)
        self.setFocusProxy(field)
        field.setAccessibleName(name)
        field.installEventFilter(self)
        field.textEdited.connect(self._on_typed)
        field.entered.connect(lambda _: self._follow())
        self.track.valueChanged.connect(self._on_dragged)

    def value(self) -> Any:
        return self.field.value()

    def set_value(self, value: Any) -> None:
        """Show a value; nobody is told."""
        self.field.set_value(value)
        self._follow()

    def set_high(self, high: int) -> None:
        """How far the slider reaches; the field may say more."""
        with QSignalBlocker(self.track):
            self.track.setRange(0, max((high - self.low) // self.step, 1))
        self._follow()

    def move_by(self, steps: int) -> None:
        """So many steps up, or down when negative, within what the field takes."""
        now = self._number(self.field.value())
        base = self.low if now is None else now
        most = self.field.high
        wanted = max(base + steps * self.step, self.low)
        if most is not None:
            wanted = min(wanted, self._number(most) or 0)
        self._put(wanted)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            steps = _STEPS.get(Qt.Key(event.key()))
            if steps is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.move_by(steps)
                return True
        return super().eventFilter(watched, event)

    def _on_typed(self) -> None:
        self._follow()
        self.edited.emit()

    def _on_dragged(self, at: int) -> None:
        self._put(self.low + at * self.step)

    def _put(self, number: int) -> None:
        self.field.set_value(self._made(number))
        self._follow()
        self.edited.emit()

    def _follow(self) -> None:
        number = self._number(self.field.value())
        with QSignalBlocker(self.track):
            self.track.setValue(0 if number is None else round((number - self.low) / self.step))

    def _number(self, value: Any) -> int | None:
        match value:
            case None:
                return None
            case Money():
                return value.cents
            case Rate():
                return value.millionths
        return int(value)

    def _made(self, number: int) -> Any:
        match self.field:
            case MoneyEdit():
                return Money(number)
            case RateEdit():
                return Rate(number)
        return number
