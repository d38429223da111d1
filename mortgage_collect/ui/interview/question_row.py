"""One question with its field, why it matters, and from which day its answer holds."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.rules.coverage.answers import Told, shown
from mortgage_collect.rules.coverage.questions import Question, Takes
from mortgage_collect.ui.interview.answer_field import field_for, text_of, value_of
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, WIDE

LETTERS = {Takes.COUNT: 16, Takes.YES_NO: 16, Takes.DAY: 20}
WIDE_LETTERS = 30


class QuestionRow(QWidget):
    """`answered(key, text)` when something else stands in the field."""

    answered = Signal(str, str)
    troubled = Signal()  # what stands in it can be read again, or cannot

    def __init__(self, question: Question, today: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.question = question
        self.asks = label(question.asks, "strong", wrap=True)
        self.why = label(
            f"{question.why} {self.tr('Changes:')} {question.changes}", "hint", wrap=True
        )
        self.field = field_for(question, today)
        self.field.setAccessibleName(question.asks)
        self.field.setAccessibleDescription(question.why)
        self.state = label("", "caption", wrap=True)
        letters = QFontMetrics(theme.font()).averageCharWidth()
        self.field.setFixedWidth(LETTERS.get(question.takes, WIDE_LETTERS) * letters + theme.px(28))
        words, cell = QVBoxLayout(), QVBoxLayout()
        for column in (words, cell):
            column.setSpacing(theme.px(HAIR))
        words.addWidget(self.asks)
        words.addWidget(self.why)
        words.addStretch(1)
        cell.addWidget(self.field)
        cell.addWidget(self.state)
        cell.addStretch(1)
        self.state.setMinimumWidth(WIDE_LETTERS * letters + theme.px(28))
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(theme.px(WIDE))
        self._row.addLayout(words, 1)
        self._row.addLayout(cell)
        self.field.entered.connect(self._on_entered)
        self.field.troubled.connect(self._on_troubled)

    def be_narrow(self, narrow: bool) -> None:
        """The field below the question, where there is no room beside it."""
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if narrow else beside)
        self._row.setSpacing(theme_of(self).px(HAIR if narrow else WIDE))

    def show_answer(self, written: str) -> None:
        """Put an answer in, unless somebody is typing another one just now."""
        if not (self.field.hasFocus() and self.field.error):
            self.field.set_value(value_of(self.question, written))

    def show_state(
        self, held: Told | None, begins: Any, coming: Told | None, changed: bool
    ) -> None:
        """Since when the answer holds, or from when it would; and what comes after it."""
        said = []
        if changed:
            said.append(self.tr("would hold from {0}").format(text.day(begins)))
        elif held is not None:
            counted = self.tr("counted on {0}") if self.question.counted else self.tr("since {0}")
            said.append(counted.format(text.day(held.since)))
        if coming is not None:
            words = self.tr("from {0}: {1}")
            value = shown(self.question, coming.value)
            said.append(words.format(text.day(coming.since), value))
        self.state.setText("; ".join(said))
        self.state.setVisible(bool(said))
        self._dress("strong" if changed else "caption")

    def check(self) -> bool:
        return self.isHidden() or bool(self.field.check())

    def _on_entered(self, value: Any) -> None:
        self.answered.emit(self.question.key, text_of(self.question, value))

    def _on_troubled(self, wrong: str) -> None:
        self.troubled.emit()
        if wrong:
            self.state.setText(wrong)
            self.state.show()
            self._dress("error")

    def _dress(self, kind: str) -> None:
        dress(self.state, type=kind)
        self.state.setAlignment(Qt.AlignmentFlag.AlignLeft)
