"""What stands beside a list of the law: the words, the papers, the cases, and what may be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.citation import Citation
from mortgage_collect.queries.decisions import Decision
from mortgage_collect.rules.decided_cases import DecidedCase
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.interview.meaning import cites_label
from mortgage_collect.ui.kit.ask_form import AskForm
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.fact_list import FactList
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG, TIGHT

MOST_CASES = 12
MOST_DECISIONS = 6


class Detail(QWidget):
    """Filled anew for every row. `form` asks the questions of an act, `acts` its buttons."""

    left = Signal()

    def __init__(self, names: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.title = label("", "heading", wrap=True)
        self.standing = label("", "strong", wrap=True)
        self.says = label("", wrap=True)
        self.says.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.facts = FactList(names)
        self.form = AskForm()
        self.form.left.connect(self.left)
        self._row = QWidget()
        self._buttons = QHBoxLayout(self._row)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.setSpacing(theme.px(SNUG))
        self._buttons.addStretch(1)
        self.acts: list[QPushButton] = []
        self.more = QVBoxLayout()
        self.more.setSpacing(theme.px(TIGHT))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(SNUG))
        for part in (self.title, self.standing, self._row, self.form, self.says):
            column.addWidget(part)
        self.cites = QVBoxLayout()
        column.addLayout(self.cites)
        column.addWidget(self.facts)
        column.addLayout(self.more)
        column.addStretch(1)

    def add_act(self, words: str, run: Callable[[], object]) -> QPushButton:
        made = button(words, run)
        self.acts.append(made)
        self._buttons.insertWidget(self._buttons.count() - 1, made)
        return made

    def show_papers(self, title: str, standing: str, says: str, cites: Sequence[Citation]) -> None:
        self.title.setText(title)
        self.standing.setText(standing)
        self.standing.setVisible(bool(standing))
        self.says.setText(says)
        empty(self.cites)
        if cites:
            self.cites.addWidget(cites_label(cites))
        empty(self.more)

    def show_cases(self, cases: Sequence[DecidedCase]) -> None:
        """Cases that were decided, the first of them; the page of the law counts them all."""
        if not cases:
            return
        self.more.addWidget(label(self.tr("Decided cases"), "strong"))
        for case in cases[:MOST_CASES]:
            source = f" ({case.source})" if case.source else ""
            words = f"{self._decided(case.answer)} \u2013 {case.name}{source}"
            self.more.addWidget(label(words, "muted", wrap=True))
        if len(cases) > MOST_CASES:
            left = self.tr("and {0} more").format(len(cases) - MOST_CASES)
            self.more.addWidget(label(left, "caption"))

    def _decided(self, answer: str) -> str:
        """The guard's answer as a person says it."""
        return {
            "clear": self.tr("You may"),
            "caution": self.tr("With care"),
            "stop": self.tr("Do not"),
            "none": self.tr("Not touched by it"),
        }.get(answer.lower(), answer.capitalize())

    def show_decisions(
        self, decisions: Sequence[Decision], word: Callable[[str | None], str]
    ) -> None:
        """What the bank decided, the newest first, with who entered it."""
        if not decisions:
            return
        self.more.addWidget(label(self.tr("Decided by the bank"), "strong"))
        for one in decisions[:MOST_DECISIONS]:
            [(_, was, now)] = one.changes[:1] or [("", None, None)]
            words = self.tr("From {0}: {1} becomes {2}").format(
                text.day(one.since), word(was), word(now)
            )
            about = ", ".join(part for part in (one.why, one.by or "") if part)
            self.more.addWidget(
                label(f"{words}. {about}" if about else f"{words}.", "muted", wrap=True)
            )
