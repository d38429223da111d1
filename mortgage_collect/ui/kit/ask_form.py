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
    is opened; `left()` when it is put away, so that the focus can go back.

    `buttons` stand below its questions, or at the foot of a sheet that holds the form.
    """

    opened = Signal()
    answered = Signal()
    stopped = Signal(QWidget)  # the field that has the focus now: it is to be seen
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(" ", parent)
        self.says = label("", "muted", wrap=True)
        self.form = FieldGrid()
        self.wrong = label("", "error", wrap=True)
        self.do = button("", self.answer, kind="primary")
        self.away = button(self.tr("Leave it"), self.leave)
        self.buttons = QWidget()
        self._line = QHBoxLayout(self.buttons)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme_of(self).px(SNUG))
        self._line.addWidget(self.do)
        self._line.addWidget(self.away)
        self._line.addStretch(1)
        for part in (self.says, self.form, self.wrong, self.buttons):
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
        self.opened.emit()
        first = next(iter(self.form.fields.values()))
        first.setFocus(Qt.FocusReason.TabFocusReason)

    def answer(self) -> None:
        if self.form.check():
            self.say("")
            self.answered.emit()
        elif (here := QApplication.focusWidget()) is not None and self.isAncestorOf(here):
            self.stopped.emit(here)

    def say(self, wrong: str) -> None:
        """What was refused, in words."""
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))

    def leave(self) -> None:
        if not self.isHidden():
            self.hide()
            self.left.emit()

    def lend(self, foot: QHBoxLayout) -> None:
        """The buttons go to a foot that never scrolls, the main one at its end."""
        self.buttons.hide()
        for each in (self.away, self.do):
            foot.addWidget(each)

    def take_home(self) -> None:
        """The buttons stand below the questions again."""
        for at, each in enumerate((self.do, self.away)):
            self._line.insertWidget(at, each)
        self.buttons.show()

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
