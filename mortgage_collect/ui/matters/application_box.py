"""How an application stands: complete or not, its rights, the offer, the appeal."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import TIGHT, WIDE


class ApplicationBox(Section):
    """`options_wanted()`: what the loan could be offered is looked at."""

    options_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        words = self.tr("How it stands")
        self.heading.say(words)
        self.heading.show()
        self.setAccessibleName(words)
        self.options = button(self.tr("Options (F6)"), self.options_wanted.emit, kind="link")
        self.add_action(self.options)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(theme_of(self).px(WIDE))
        self._facts.setVerticalSpacing(theme_of(self).px(TIGHT))
        self._facts.setColumnStretch(1, 1)
        self.body.addLayout(self._facts)
        self.told: tuple[tuple[str, str], ...] = ()

    def show_told(self, told: Sequence[tuple[str, str]]) -> None:
        self.told = tuple(told)
        empty(self._facts)
        for at, (name, words) in enumerate(told):
            said = label(words[:1].upper() + words[1:], wrap=True)
            said.setAccessibleName(f"{name}: {words}")
            said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(label(name, "muted"), at, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(said, at, 1)
