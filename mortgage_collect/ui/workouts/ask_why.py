"""One question, asked in the sheet and answered in a line: why it is approved, broken, cancelled.

Never a window of its own. Enter does it, Esc or its cross leaves everything as it was.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.ui.kit.buttons import button, icon_button
from mortgage_collect.ui.kit.fields import TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import ROOMY, SNUG, TIGHT


class AskWhy(QFrame):
    """`ask` shows it; what was typed goes to `then` and it is gone."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        dress(self, tone="caution")
        self._then: Callable[[str], None] | None = None
        self.question = label("", "strong")
        self.why = TextEdit(required=True)
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.do = button("", self.answer)
        row = QHBoxLayout()
        row.setSpacing(theme.px(SNUG))
        row.addWidget(self.question)
        row.addWidget(self.why, 1)
        row.addWidget(self.do)
        row.addWidget(icon_button("x", self.tr("Leave it"), self.leave))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(ROOMY), theme.px(TIGHT), theme.px(SNUG), theme.px(TIGHT))
        column.addLayout(row)
        column.addWidget(self.wrong)
        self.why.troubled.connect(self._say)
        self.hide()

    def ask(self, question: str, do: str, then: Callable[[str], None]) -> None:
        """`do` is what the button says."""
        self._then = then
        self.question.setText(question)
        self.do.setText(do)
        self.why.set_value(None)
        self.why.setAccessibleName(question)
        self.show()
        self.why.setFocus(Qt.FocusReason.TabFocusReason)

    def answer(self) -> None:
        if not self.why.check():
            self.why.setFocus()
            return
        then, self._then = self._then, None
        self.hide()
        if then is not None:
            then(self.why.value() or "")

    def leave(self) -> None:
        self._then = None
        self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.answer()
        else:
            super().keyPressEvent(event)

    def _say(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))
