"""Who is on the loan and how to reach them: a light for each number, and a click to copy it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.core import text
from mortgage_collect.core.words import Consent, Language, PointKind
from mortgage_collect.ui.card.guard_words import barred, tone, word
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.card.view_model import CardModel, Sight
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.badges import MARKS
from mortgage_collect.ui.kit.buttons import button, icon_button
from mortgage_collect.ui.kit.chips import Chip
from mortgage_collect.ui.kit.labels import Elided, Mark, label, rule
from mortgage_collect.ui.kit.section import SourceMark
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import tabular, theme_of

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight
    from mortgage_collect.queries.card import LoanCard, PersonRow, PointRow


class NumberLine(QFrame):
    """One number or address: light, number, what it is, what was agreed, copy."""

    picked = Signal(int, int)  # person, point
    copied = Signal(str)

    def __init__(self, person: PersonRow, point: PointRow, light: NumberLight | None) -> None:
        super().__init__()
        theme = theme_of(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(2), 0, theme.px(2), 0)
        row.setSpacing(theme.px(8))
        hidden = light is not None and barred(light.assessment)
        shown = text.phone(point.value) if point.kind is PointKind.PHONE else point.value
        if light is not None:
            mark = Mark(MARKS[tone(light)], tone(light))
            mark.setToolTip(light.assessment.says)
            mark.setAccessibleName(word(light))
        else:
            mark = Mark("mail" if point.kind is PointKind.EMAIL else "phone")
        row.addWidget(mark)
        said = self.tr("number not shown") if hidden else shown
        number = self._number = button(said, kind="quiet")
        number.setFont(tabular(number.font()))
        number.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        number.setCheckable(True)
        dress(number, number=True)
        answer = f", {word(light)}" if light else ""
        number.setAccessibleName(f"{person.name}, {point.label.label}, {said}{answer}")
        number.setToolTip(self.tr("Call this number next"))
        number.clicked.connect(lambda: self.picked.emit(person.person_id, point.point_id))
        row.addWidget(number)
        kind = point.label.label if point.kind is PointKind.PHONE else ""
        about = " ".join(p for p in (kind, point.extension and f"ext. {point.extension}") if p)
        row.addWidget(label(about, "muted"))
        row.addWidget(SourceMark(point.source))
        for chip in self._chips(point):
            row.addWidget(chip)
        row.addStretch(1)
        if not hidden:
            copy = icon_button("copy", self.tr("Copy {0}").format(shown))
            copy.clicked.connect(lambda: self.copied.emit(shown))
            row.addWidget(copy)

    def mark_chosen(self, chosen: bool) -> None:
        """The next call goes to this number."""
        self._number.setChecked(chosen)

    def _chips(self, point: PointRow) -> list[Chip]:
        chips = []
        if point.preferred:
            chips.append(Chip(self.tr("preferred"), "info", "check"))
        if point.bad:
            chips.append(Chip(point.bad_reason or self.tr("bad"), "neutral", "phone-off"))
        if point.opted_out:
            chips.append(Chip(self.tr("opted out"), "caution"))
        agreed = {
            self.tr("texts"): point.consent_text,
            self.tr("auto-dialer"): point.consent_autodial,
            self.tr("e-mail"): point.consent_email,
        }
        for what, consent in agreed.items():
            if consent is Consent.GIVEN:
                chips.append(Chip(self.tr("{0} agreed").format(what), "clear"))
            elif consent is Consent.REVOKED:
                chips.append(Chip(self.tr("no {0}").format(what), "caution"))
        return chips


class PeopleList(QWidget):
    """Everybody on the loan, in the order of the note; rebuilt from each sight."""

    def __init__(self, desk: Desk, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._model = desk, model
        theme = theme_of(self)
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(theme.px(16), theme.px(6), theme.px(12), theme.px(6))
        self._rows.setSpacing(theme.px(2))
        model.shown.connect(self._show)
        model.chosen.connect(lambda _: self._mark())
        self._lines: dict[int, NumberLine] = {}

    def _show(self, seen: Sight) -> None:
        empty(self._rows)
        self._lines.clear()
        for at, person in enumerate(seen.card.people):
            if at:
                self._rows.addWidget(rule())
            self._rows.addWidget(self._head(person))
            self._add_points(person, seen)
        if not seen.card.people:
            self._rows.addWidget(label(self.tr("Nobody on file for this loan."), "muted"))
            add = button(self.tr("Add a person"), kind="link")
            add.clicked.connect(lambda: self._desk.open_panel("people"))
            self._rows.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        self._others(seen.card)
        self._rows.addStretch(1)

    def _head(self, person: PersonRow) -> QWidget:
        theme, head = theme_of(self), QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, theme.px(3), 0, 0)
        row.setSpacing(theme.px(8))
        name = Elided(person.name, "strong")
        name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(name)
        row.addWidget(label(person.role.label, "muted"))
        if person.ssn_last4:
            row.addWidget(label(self.tr("SSN \u2025{0}").format(person.ssn_last4), "muted"))
        if person.language is not Language.ENGLISH:
            row.addWidget(Chip(person.language.label, "info", "message-square"))
        for flag in person.flags:
            row.addWidget(Chip(flag.label, "caution", "flag"))
        row.addStretch(1)
        return head

    def _add_points(self, person: PersonRow, seen: Sight) -> None:
        for point in person.points:
            light = seen.light_of(point.point_id)
            line = NumberLine(person, point, light)
            line.picked.connect(self._model.choose)
            line.copied.connect(self._copy)
            self._lines[point.point_id] = line
            self._rows.addWidget(line)
        if not any(point.kind is PointKind.PHONE for point in person.points):
            self._rows.addWidget(label(self.tr("No phone on file."), "muted"))
        if person.mail:
            self._rows.addWidget(
                label(self.tr("Mail: {0}").format(person.mail), "muted", wrap=True)
            )

    def _others(self, card: LoanCard) -> None:
        for other in card.other_loans:
            due = (
                self.tr("due since {0}").format(text.day(other.oldest_unpaid_on))
                if other.oldest_unpaid_on
                else other.status.label
            )
            words = (
                self.tr("Loan {0} in the household: {1}, {2}")
                if other.household
                else self.tr("Other loan {0} with {1}, {2}")
            )
            link = button(
                words.format(text.last_four(other.number), other.shared_by, due),
                kind="link",
                icon="landmark",
            )
            link.clicked.connect(lambda _=False, to=other.loan_id: self._desk.open_loan(to))
            self._rows.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    def _mark(self) -> None:
        """Show which number the next call goes to."""
        light = self._model.light
        for point_id, line in self._lines.items():
            line.mark_chosen(light is not None and light.point_id == point_id)

    def _copy(self, shown: str) -> None:
        QApplication.clipboard().setText(shown)
        self._desk.say(self.tr("{0} copied.").format(shown), "done")
