"""What they can pay, and what is known beside it: the one question the options screen asks."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core.money import Money
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.fields import MoneyEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import tabular, theme_of
from mortgage_collect.ui.kit.tokens import HAIR, ROOMY, SNUG
from mortgage_collect.workout.case import CaseFacts

LETTERS = 12
NARROW = 560


class PayBar(QFrame):
    """`edited(Money | None)` at every key that can be read."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.pay = MoneyEdit()
        self.pay.setFixedWidth(LETTERS * self.fontMetrics().averageCharWidth() + theme.px(40))
        self.pay.setAccessibleName(self.tr("They can pay"))
        self.pay.setToolTip(
            self.tr(
                "What they can pay each month in all, escrow included. Every option fits itself to "
                "it; empty, the program chooses."
            )
        )
        words = label(self.tr("They can pay"), "strong")
        words.setBuddy(self.pay)
        self.said = label("", "error", wrap=True)
        self.said.hide()
        self.facts = label("", wrap=True)
        self.facts.setFont(tabular(self.facts.font()))
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.program = label("", "caption", wrap=True)
        self.limits = button(self.tr("Its limits"), kind="link")
        self.limits.setToolTip(self.tr("The program's values, source and dates (Alt+L)"))
        self.limits.hide()
        self.answer = label("", "strong", wrap=True)
        self.review = button(self.tr("Open the review"), kind="link")
        self.review.hide()
        asked = QHBoxLayout()
        asked.setSpacing(theme.px(SNUG))
        asked.addWidget(words)
        asked.addWidget(self.pay)
        asked.addStretch(1)
        told = QVBoxLayout()
        told.setSpacing(theme.px(HAIR))
        told.addWidget(self.facts)
        under = QHBoxLayout()
        under.setSpacing(theme.px(SNUG))
        under.addWidget(self.program, 1)
        under.addWidget(self.limits)
        under.addWidget(self.review)
        told.addLayout(under)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(theme.px(ROOMY))
        self._row.addLayout(asked)
        self._row.addLayout(told, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(theme.px(HAIR))
        whole.addLayout(self._row)
        whole.addWidget(self.said)
        whole.addWidget(self.answer)
        self.pay.textEdited.connect(self._on_edited)
        self.pay.troubled.connect(self._say_wrong)

    def show_case(self, case: CaseFacts, most: Money | None, under: str, *, verified: bool) -> None:
        """What the file tells, and the program and edition everything is worked out under."""
        said = [
            self.tr("regular {0}").format(case.terms.full_payment),
            self.tr("{0} past due").format(case.position.arrears),
            self.tr("surplus not known")
            if most is None
            else self.tr("surplus allows {0}").format(most),
        ]
        self.facts.setText(" \u00b7 ".join(said))
        self.program.setText(under)
        self.limits.show()
        dress(self.program, word="muted" if verified else "caution")
        self.review.setVisible(most is None)

    def say(self, words: str, tone: Tone | None = None) -> None:
        """What works for the money, or the shortfall."""
        self.answer.setText(words)
        self.answer.setVisible(bool(words))
        dress(self.answer, word=tone or "")

    def be_narrow(self, narrow: bool) -> None:
        """Field over facts where there is no room beside it."""
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)

    def _on_edited(self) -> None:
        if self.pay.value() is not None or not self.pay.text().strip():
            self.edited.emit(self.pay.value())

    def _say_wrong(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))
