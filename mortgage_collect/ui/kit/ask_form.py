"""A few questions in the page itself, for one act: answered with Enter, left with Esc."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.field_grid import FieldGrid
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AskForm(Section):
    """Its questions are rows of `form`. `answered()` when all of them can be read; hidden until it
    is opened; `left()` when it is put away, so that the focus can go back."""

    answered = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.says = label("", "muted", wrap=True)
        self.form = FieldGrid()
        self.wrong = label("", "error", wrap=True)
        self.do = button("", self.answer, kind="primary")
        self.away = button(self.tr("Leave it"), self.leave)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme_of(self).px(SNUG))
        line.addWidget(self.do)
        line.addWidget(self.away)
        line.addStretch(1)
        for part in (self.says, self.form, self.wrong, row):
            self.add(part)
        self.says.hide()
        self.wrong.hide()
        self.hide()

    def open(self, heading: str, do: str, says: str = "") -> None:
        """Ask; whoever opens it has set the fields."""
        self.heading.say(heading)
        self.setAccessibleName(heading)
        self.do.setText(do)
        self.says.setText(says)
        self.says.setVisible(bool(says))
        self.say("")
        self.show()
        first = next(iter(self.form.fields.values()))
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def answer(self) -> None:
        if self.form.check():
            self.say("")
            self.answered.emit()

    def say(self, wrong: str) -> None:
        """What was refused, in words."""
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))

    def leave(self) -> None:
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        fields = [each for each in self.form.fields.values() if not each.isHidden()]
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in _ENTER and (
            held == Qt.KeyboardModifier.ControlModifier
            or (not held and QApplication.focusWidget() is fields[-1])
        ):
            self.answer()
        else:
            super().keyPressEvent(event)
