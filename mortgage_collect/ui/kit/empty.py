"""What stands where nothing is yet: why it is empty, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import AIRY, SNUG, TIGHT


class Empty(QWidget):
    """An icon, a sentence, perhaps a second one, and the one action that helps."""

    def __init__(
        self,
        icon: str,
        sentence: str,
        *,
        more: str = "",
        act: str = "",
        run: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.sentence = label(sentence, "heading", wrap=True)
        self.more = label(more, "muted", wrap=True)
        self.act = button(act, run, kind="primary")
        if not more:  # never shown here: what has no parent yet would open a window
            self.more.hide()
        if not act:
            self.act.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(AIRY),) * 4)
        column.setSpacing(theme.px(TIGHT))
        column.addStretch(1)
        column.addWidget(Mark(icon, "muted", 32), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(theme.px(SNUG))
        for words in (self.sentence, self.more):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(words)
        column.addSpacing(theme.px(SNUG))
        column.addWidget(self.act, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def say(self, sentence: str, more: str = "") -> None:
        self.sentence.setText(sentence)
        self.more.setText(more)
        self.more.setVisible(bool(more))
