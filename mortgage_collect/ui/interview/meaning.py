"""What the answers mean: small servicer, debt collector, and what states leave to small lenders."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.citation import Citation
from mortgage_collect.queries.interview import Interview
from mortgage_collect.rules.coverage.bank_profile import BankProfile
from mortgage_collect.rules.coverage.ruling import Known, Ruling
from mortgage_collect.rules.states.law.reading import state
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.kit.badges import Light
from mortgage_collect.ui.kit.labels import label, rule
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG, TIGHT


def cites_label(cites: Iterable[Citation]) -> QLabel:
    """Citations with their links, in one line that wraps."""
    made = QLabel(
        ", ".join(f'<a href="{cite.url}">{cite}</a>' if cite.url else str(cite) for cite in cites)
    )
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setOpenExternalLinks(True)
    made.setWordWrap(True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    dress(made, type="caption")
    return made


def bullets(lines: Iterable[str]) -> QWidget:
    """One a line, and what wraps stands under its words and not under its bullet."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme_of(made).px(TIGHT))
    grid.setVerticalSpacing(theme_of(made).px(TIGHT) // 2)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(lines):
        grid.addWidget(label("\u2022", "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(line, "muted", wrap=True), row, 1)
    return made


class RulingLine(QWidget):
    """A heading, the answer by mark and word, the sentence, the paragraph, what is missing."""

    def __init__(
        self, heading: str, found: Ruling, word: str, tone: Tone, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(TIGHT) // 2)
        self.heading, self.light = label(heading, "strong", wrap=True), Light(tone, word)
        self.says = label(found.says, wrap=True)
        self.says.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        for part in (self.heading, self.light, self.says):
            column.addWidget(part)
        if found.unknowns:
            column.addWidget(bullets(found.unknowns))
        column.addWidget(cites_label(found.cites))
        self.setAccessibleName(f"{heading}: {word}. {found.says}")


class Meaning(QWidget):
    """Filled anew with every answer."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = label(self.tr("What this means"), "heading")
        self.day = label("", "caption", wrap=True)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(theme_of(self).px(SNUG))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(SNUG))
        column.addWidget(self.heading)
        column.addWidget(self.day)
        column.addLayout(self.lines)
        column.addStretch(1)

    def show_meaning(self, made: BankProfile, seen: Interview) -> None:
        """The rulings of a bank, with the loans of the book they are about."""
        empty(self.lines)
        self.day.setText(self.tr("On {0}").format(text.day(made.on)))
        parts: list[QWidget] = [self._small(made), *self._collector(made, seen)]
        parts += self._states(made, seen)
        for at, part in enumerate(parts):
            if at:
                self.lines.addWidget(rule())
            self.lines.addWidget(part)

    def summary(self, made: BankProfile) -> str:
        """The first of it in a line."""
        word, _ = self._answer(made.small_servicer.answer, "clear")
        return self.tr("Small servicer: {0}").format(word.casefold())

    def _small(self, made: BankProfile) -> RulingLine:
        found = made.small_servicer
        word, tone = self._answer(found.answer, "clear")
        return RulingLine(self.tr("Small servicer"), found, word, tone)

    def _collector(self, made: BankProfile, seen: Interview) -> list[QWidget]:
        """One line a kind of loan; where the book is empty there is nothing to say."""
        lines: list[QWidget] = []
        for own in seen.loans:
            found = made.fdcpa(own.capacity, own.default_when_obtained)
            word = self.tr("Binds us") if found.answer else self.tr("Not known, so it binds us")
            if found.answer is False:
                word = self.tr("Does not bind us")
            heading = self.tr("Debt collection law: {0}, {1}").format(
                own.capacity.label.casefold(), text.count(own.loans, "loan")
            )
            tone: Tone = "neutral" if found.answer is False else "caution"
            lines.append(RulingLine(heading, found, word, tone))
        return lines

    def _states(self, made: BankProfile, seen: Interview) -> list[QWidget]:
        lines: list[QWidget] = []
        told = made.states
        strangers = [
            (state, loans)
            for state, loans in seen.book_states
            if state and told is not None and state not in told
        ]
        if strangers:
            listed = text.listed([f"{state} ({loans:,})" for state, loans in strangers])
            lines.append(
                label(self.tr("The book has homes in {0} as well.").format(listed), wrap=True)
            )
        elif told is None and seen.book_states:
            listed = text.listed([state for state, _ in seen.book_states if state])
            lines.append(label(self.tr("The book has homes in {0}.").format(listed), wrap=True))
        for row, found in made.carve_outs():
            word, tone = self._answer(found.answer, "clear")
            place = state(row.state)
            name = place.name if place is not None else row.state
            heading = self.tr("{0}: what it leaves to small lenders").format(name)
            lines.append(RulingLine(heading, found, word, tone))
        return lines

    def _answer(self, answer: Known, yes: Tone) -> tuple[str, Tone]:
        match answer:
            case True:
                return self.tr("Yes"), yes
            case False:
                return self.tr("No"), "neutral"
            case None:
                return self.tr("Not known"), "caution"
