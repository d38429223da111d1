"""F3: the whole reasoning of the guard, every rule that spoke, with its words of law."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.queries.calling import NumberLight
from mortgage_collect.queries.card import LoanCard
from mortgage_collect.rules.book import BOOK
from mortgage_collect.rules.rule import Finding
from mortgage_collect.ui.card.guard_words import (
    barred,
    basis_word,
    call_words,
    finding_tone,
)
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.card.view_model import Sight, sight
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.badges import MARKS
from mortgage_collect.ui.kit.chips import Chip
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit
from mortgage_collect.ui.kit.labels import Elided, Mark, label, rule
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of

TITLES = {one.id: one.title for one in BOOK}


class FindingLine(QFrame):
    """One rule's answer: what it says, by what right, until when, and where that is written."""

    def __init__(self, finding: Finding, deciding: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        tone = finding_tone(finding)
        head = QHBoxLayout()
        head.setSpacing(theme.px(8))
        head.addWidget(Mark(MARKS[tone], tone))
        title = Elided(TITLES.get(finding.rule, finding.rule), "strong")
        title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        title.setMinimumWidth(theme.px(60))
        head.addWidget(title)
        head.addWidget(Chip(basis_word(finding.basis), "neutral", "scale"))
        if deciding:
            head.addWidget(Chip(self.tr("decides"), tone))
        head.addStretch(1)
        says = label(finding.says, wrap=True)
        says.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        cites = QLabel(
            ", ".join(
                f'<a href="{cite.url}">{cite}</a>' if cite.url else str(cite)
                for cite in finding.cites
            )
        )
        cites.setTextFormat(Qt.TextFormat.RichText)
        cites.setOpenExternalLinks(True)
        cites.setWordWrap(True)
        cites.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        dress(cites, type="caption")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(4), 0, theme.px(6))
        column.setSpacing(theme.px(2))
        column.addLayout(head)
        inset = QVBoxLayout()
        inset.setContentsMargins(theme.px(24), 0, 0, 0)
        inset.setSpacing(theme.px(2))
        inset.addWidget(says)
        inset.addWidget(cites)
        column.addLayout(inset)
        self.setAccessibleName(f"{TITLES.get(finding.rule, finding.rule)}: {finding.says}")


class WhyPanel(Sheet):
    """Asks again each time it is opened; the numbers of everybody on the loan can be compared."""

    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Why may I, or may I not, call?"))
        self._desk, self._loan_id = desk, loan_id
        self._seen: Sight | None = None
        self.number = ChoiceEdit()
        self.number.setAccessibleName(self.tr("Person and number"))
        self.number.entered.connect(lambda _: self._show())
        self.head = QFrame()
        theme = theme_of(self)
        row = QVBoxLayout(self.head)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self.word, self.says = label("", "heading"), label("", wrap=True)
        self.facts = label("", "caption", wrap=True)
        for part in (self.word, self.says, self.facts):
            row.addWidget(part)
        self.lines = QVBoxLayout()
        self.edition = label("", "caption")
        self.body.addWidget(self.number)
        self.body.addWidget(self.head)
        self.body.addLayout(self.lines)
        self.body.addWidget(self.edition)
        self.body.addStretch(1)
        self.starts_at(self.number)
        desk.runner.changed.connect(self._on_changed)

    def enter(self) -> None:
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _ask(self) -> None:
        at, loan_id = self._desk.clock.now(), self._loan_id
        self._desk.runner.look(
            lambda session: sight(session, loan_id, at), done=self._take, newest="why"
        )

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.isVisible() and f"loan:{self._loan_id}" in touched:
            self._ask()

    def _take(self, seen: Sight) -> None:
        self._seen = seen
        self.who.say(f"{seen.card.borrower}  {text.last_four(seen.card.number)}")
        self.number.set_choices(
            [Choice(at, self._named(seen.card, light)) for at, light in enumerate(seen.lights)]
        )
        if self.number.value() is None and seen.lights:
            first = min(range(len(seen.lights)), key=lambda at: seen.lights[at].assessment.verdict)
            self.number.set_value(first)
        self._show()

    def _named(self, card: LoanCard, light: NumberLight) -> str:
        assert self._seen is not None
        person, point = self._seen.person(light.person_id), self._seen.point(light.point_id)
        if point is None:
            said = self.tr("no phone on file")
        elif barred(light.assessment):
            said = self.tr("number not shown")
        else:
            said = f"{point.label.label.lower()} {text.phone(point.value)}"
        return f"{person.name if person else ''}, {said}"

    def _show(self) -> None:
        empty(self.lines)
        seen, at = self._seen, self.number.value()
        if seen is None or at is None:
            self.word.setText(self.tr("Nobody is on file for this loan."))
            return
        light = seen.lights[at]
        words, found = call_words(light), light.assessment
        dress(self.head, tone=words.tone)
        self.word.setText(words.word)
        self.says.setText(words.says)
        self.facts.setText(
            " \u00b7 ".join(
                (words.clock, words.used, self.tr("next allowed: {0}").format(words.next))
            )
        )
        for place, finding in enumerate(found.findings):
            if place:
                self.lines.addWidget(rule())
            self.lines.addWidget(FindingLine(finding, finding in found.deciding))
        self.edition.setText(self.tr("Rules, edition {0}").format(found.edition))
