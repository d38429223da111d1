"""F3: the whole reasoning of the guard, every rule that spoke, with its words of law."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.waking import waking
from mortgage_collect.rules.book import BOOK
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Finding
from mortgage_collect.ui.card.guard_words import (
    act_word,
    barred,
    basis_word,
    call_words,
    finding_tone,
    needs_words,
    way_words,
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

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight
    from mortgage_collect.queries.ways import PersonWays
    from mortgage_collect.rules.guard import Assessment

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


@dataclass(frozen=True, slots=True)
class Seen:
    """The card, the lights of its numbers, and every other way of reaching everybody."""

    sight: Sight
    people: tuple[PersonWays, ...]

    def of(self, act: Question) -> tuple[Shown, ...]:
        """What there is to show of one act."""
        if act is Question.MAY_CALL:
            return tuple(
                Shown(light.person_id, light.point_id, light.assessment, light)
                for light in self.sight.lights
            )
        return tuple(
            Shown(way.person_id, way.point_id, way.assessment)
            for person in self.people
            for way in person.ways
            if way.question is act
        )


@dataclass(frozen=True, slots=True)
class Shown:
    person_id: int
    point_id: int | None
    found: Assessment
    light: NumberLight | None = None


def look(session: Any, loan_id: int, at: datetime) -> Seen:
    """Everything the panel can show, in one look."""
    with waking:
        from mortgage_collect.queries.ways import loan_ways
    return Seen(sight(session, loan_id, at), loan_ways(session, loan_id, at))


class WhyPanel(Sheet):
    """Asks again each time it is opened; acts, and the numbers of everybody, can be compared."""

    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Why may I, or may I not?"))
        self._desk, self._loan_id = desk, loan_id
        self._seen: Seen | None = None
        self.act = ChoiceEdit([Choice(each, act_word(each)) for each in Question])
        self.act.setAccessibleName(self.tr("What is to be done"))
        self.act.set_value(Question.MAY_CALL)
        self.act.entered.connect(lambda _: self._acted())
        self.number = ChoiceEdit()
        self.number.setAccessibleName(self.tr("Person and number"))
        self.number.entered.connect(lambda _: self._show())
        self.head = QFrame()
        theme = theme_of(self)
        row = QVBoxLayout(self.head)
        row.setContentsMargins(theme.px(12), theme.px(8), theme.px(12), theme.px(8))
        self.word, self.says = label("", "heading"), label("", wrap=True)
        self.facts = label("", "caption", wrap=True)
        self.instead = label("", wrap=True)
        for part in (self.word, self.says, self.instead, self.facts):
            row.addWidget(part)
        self.lines = QVBoxLayout()
        self.edition = label("", "caption")
        asked = QHBoxLayout()
        asked.setSpacing(theme.px(8))
        asked.addWidget(self.act, 1)
        asked.addWidget(self.number, 2)
        self.body.addLayout(asked)
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
            lambda session: look(session, loan_id, at), done=self._take, newest="why"
        )

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.isVisible() and f"loan:{self._loan_id}" in touched:
            self._ask()

    def _take(self, seen: Seen) -> None:
        self._seen = seen
        card = seen.sight.card
        self.who.say(f"{card.borrower}  {text.last_four(card.number)}")
        self._acted()

    def _acted(self) -> None:
        """Another act has other numbers; the mildest answer is shown first."""
        if self._seen is None:
            return
        ways = self._seen.of(self.act.value())
        self.number.set_choices([Choice(each, self._named(each)) for each in ways])
        if self.number.value() is None and ways:
            self.number.set_value(min(ways, key=lambda each: each.found.verdict))
        self._show()

    def _named(self, shown: Shown) -> str:
        assert self._seen is not None
        person = self._seen.sight.person(shown.person_id)
        point = self._seen.sight.point(shown.point_id)
        name = person.name if person else ""
        act = self.act.value()
        if act in (Question.MAY_WRITE, Question.MAY_VISIT, Question.MAY_ASK_THIRD_PARTY):
            return name
        if point is None:
            none = (
                self.tr("no e-mail address") if act is Question.MAY_EMAIL else self.tr("no phone")
            )
            return f"{name}, {none}"
        if barred(shown.found):
            return f"{name}, {self.tr('number not shown')}"
        written = point.value if act is Question.MAY_EMAIL else text.phone(point.value)
        return f"{name}, {point.label.label.lower()} {written}"

    def _show(self) -> None:
        empty(self.lines)
        shown: Shown | None = self.number.value()
        if shown is None:
            self.word.setText(self.tr("Nobody is on file for this loan."))
            return
        found = shown.found
        words = call_words(shown.light) if shown.light else way_words(found)
        dress(self.head, tone=words.tone)
        self.word.setText(words.word)
        self.says.setText(words.says)
        self.instead.setText(found.instead)
        self.instead.setVisible(bool(found.instead))
        self.facts.setText(
            " \u00b7 ".join(
                part
                for part in (
                    words.clock,
                    words.used,
                    self.tr("next allowed: {0}").format(words.next),
                    needs_words(found),
                )
                if part
            )
        )
        for place, finding in enumerate(found.findings):
            if place:
                self.lines.addWidget(rule())
            self.lines.addWidget(FindingLine(finding, finding in found.deciding))
        self.edition.setText(self.tr("Rules, edition {0}").format(found.edition))
