"""What went wrong with a file, in one sentence and what to do, where the person is looking."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import ROOMY, SNUG

_ICONS: dict[Tone, str] = {"caution": "triangle-alert", "info": "info", "stop": "octagon-x"}


class Trouble(QFrame):
    """Hidden while all is well."""

    def __init__(self, tone: Tone = "caution", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.words = label("", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(ROOMY), theme.px(SNUG), theme.px(ROOMY), theme.px(SNUG))
        row.setSpacing(theme.px(SNUG))
        row.addWidget(Mark(_ICONS[tone], tone))
        row.addWidget(self.words, 1)
        dress(self, tone=tone)
        self.hide()

    def say(self, said: str) -> None:
        self.words.setText(said)
        self.setAccessibleName(said)
        dress(self.words)
        self.setVisible(bool(said))
