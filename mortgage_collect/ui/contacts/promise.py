"""F4: a promise by itself: an amount by a day, and what comes of it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import total
from mortgage_collect.core.words import FlagKind, Pace, PromiseStatus
from mortgage_collect.loanmath.quote import Quote
from mortgage_collect.queries.card import LoanCard, PromiseRow, card
from mortgage_collect.services.next_step import promised
from mortgage_collect.services.promises import cancel_promise, make_promises
from mortgage_collect.services.quotes import reinstatement_quote
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.contacts.draft import PACE_KEYS
from mortgage_collect.ui.contacts.further_edit import FurtherEdit
from mortgage_collect.ui.contacts.strip_fields import lettered
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.chips import Chip
from mortgage_collect.ui.kit.fields import (
    Choice,
    ChoiceEdit,
    CountEdit,
    DateEdit,
    MoneyEdit,
    TextEdit,
)
from mortgage_collect.ui.kit.labels import label, rule
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import tabular, theme_of

TONES: dict[PromiseStatus, Tone] = {
    PromiseStatus.OPEN: "info",
    PromiseStatus.KEPT: "clear",
    PromiseStatus.PARTLY_KEPT: "caution",
    PromiseStatus.BROKEN: "caution",
    PromiseStatus.CANCELLED: "neutral",
}


class PromiseLine(QWidget):
    """One promise made, or the installment of one at its place among them; an open one can be taken
    back, with a reason."""

    def __init__(
        self,
        desk: Desk,
        promise: PromiseRow,
        place: tuple[int, int] = (1, 1),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._promise = desk, promise
        theme = theme_of(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        grid.setHorizontalSpacing(theme.px(12))
        grid.setColumnStretch(3, 1)
        amount = label(str(promise.amount), "strong")
        amount.setFont(tabular(amount.font()))
        amount.setMinimumWidth(theme.px(90))
        grid.addWidget(amount, 0, 0, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(label(self.tr("by {0}").format(text.day(promise.due_on))), 0, 1)
        grid.addWidget(Chip(promise.status.label.lower(), TONES[promise.status]), 0, 2)
        made = self.tr("made {0} with {1}").format(text.day(promise.made_on), promise.by)
        if place[1] > 1:
            made = self.tr("installment {0} of {1}, {2}").format(*place, made)
        if promise.status is PromiseStatus.PARTLY_KEPT and promise.received is not None:
            made = self.tr("{0} came in, {1}").format(promise.received, made)
        grid.addWidget(label(made, "caption"), 0, 3)
        self.back = button(self.tr("Take back"), self._ask, kind="link")
        self.back.setVisible(promise.status is PromiseStatus.OPEN)
        grid.addWidget(self.back, 0, 4)
        self.why = TextEdit()
        self.why.setPlaceholderText(self.tr("Why is it taken back?"))
        self.why.setAccessibleName(self.tr("Why is it taken back?"))
        self.why.required = True
        self.why.returnPressed.connect(self._cancel)
        self.why.hide()
        grid.addWidget(self.why, 1, 0, 1, 5)

    def _ask(self) -> None:
        self.why.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cancel(self) -> None:
        if not self.why.check():
            return
        work = partial(
            cancel_promise, promise_id=self._promise.promise_id, reason=self.why.text().strip()
        )
        self._desk.runner.change(work, failed=lambda error: self.why.set_error(str(error)))


def _sight(session: Any, loan_id: int, now: datetime) -> tuple[LoanCard, Quote | None]:
    found = card(session, loan_id, now)
    return found, None if found.trouble else reinstatement_quote(session, loan_id, now)


def _place(promise: PromiseRow, promises: tuple[PromiseRow, ...]) -> tuple[int, int]:
    """Which installment it is, of how many."""
    days = sorted(row.due_on for row in promises if row.series == promise.series)
    return days.index(promise.due_on) + 1, len(days)


class PromisePanel(Sheet):
    """Amount, Tab, day, Enter."""

    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Promise to pay"))
        self._desk, self._loan_id = desk, loan_id
        theme = theme_of(self)
        self.amount = MoneyEdit(required=True)
        self.by = DateEdit(desk.today(), low=desk.today(), required=True)
        self.whose = ChoiceEdit(placeholder=self.tr("Who promised"))
        self.amount.setAccessibleName(self.tr("Amount promised"))
        self.by.setAccessibleName(self.tr("Promised by"))
        self.times = CountEdit(low=1, high=6)
        self.times.setPlaceholderText("1")
        self.times.setAccessibleName(self.tr("How many installments"))
        self.pace = ChoiceEdit(lettered(PACE_KEYS), placeholder=self.tr("how often"))
        self.pace.setAccessibleName(self.tr("How often"))
        self.whose.setAccessibleName(self.tr("Who promised"))
        self.further = FurtherEdit(desk.today())
        self.further.setAccessibleName(self.tr("Further installments, each with its day"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(6))
        rows: tuple[tuple[str, QWidget], ...] = (
            (self.tr("Amount"), self.amount),
            (self.tr("By"), self.by),
            (self.tr("Installments"), self.times),
            (self.tr("How often"), self.pace),
            (self.tr("Or then"), self.further),
            (self.tr("Who promised"), self.whose),
        )
        for row, (words, field) in enumerate(rows):
            name = label(words, "muted")
            name.setBuddy(field)
            field.setMaximumWidth(theme.px(280))
            grid.addWidget(name, row, 0)
            grid.addWidget(field, row, 1)
        grid.setColumnStretch(2, 1)
        self.due = label("", "muted", wrap=True)
        self.trouble = label("", "error", wrap=True)
        self.trouble.hide()
        self.stay = label("", "strong", wrap=True)
        dress(self.stay, word="caution")
        self.stay.hide()
        self.made = QVBoxLayout()
        self.body.addWidget(self.stay)
        self.body.addWidget(self.due)
        self.body.addLayout(grid)
        self.body.addWidget(self.trouble)
        self.body.addSpacing(theme.px(8))
        self.body.addWidget(label(self.tr("Promises so far"), "label"))
        self.body.addLayout(self.made)
        self.body.addStretch(1)
        self.save_button = self.add_button(
            self.tr("Save promise"), self.save, kind="primary", icon="handshake"
        )
        self.starts_at(self.amount)
        for dated in (self.amount, self.by, self.times, self.further):
            dated.troubled.connect(self._say_trouble)
        desk.runner.changed.connect(self._on_changed)
        self._ask()

    def _ask(self) -> None:
        ask = partial(_sight, loan_id=self._loan_id, now=self._desk.clock.now())
        self._desk.runner.look(ask, done=self._take)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if f"loan:{self._loan_id}" in touched:
            self._ask()

    def _take(self, sight: tuple[LoanCard, Quote | None]) -> None:
        found, quote = sight
        self.who.say(f"{found.borrower}  {text.last_four(found.number)}")
        self.whose.set_choices([Choice(row.person_id, row.name) for row in found.people])
        if self.whose.value() is None and found.people:
            self.whose.set_value(found.people[0].person_id)
        self._say_stay(found)
        self.due.setText(found.trouble if quote is None else self._due(quote))
        empty(self.made)
        for at, promise in enumerate(found.promises):
            if at:
                self.made.addWidget(rule())
            self.made.addWidget(PromiseLine(self._desk, promise, _place(promise, found.promises)))
        if not found.promises:
            self.made.addWidget(label(self.tr("None made."), "muted"))

    def _say_stay(self, found: LoanCard) -> None:
        """Under a stay nobody asks for a promise; one made all the same is written down."""
        stands = any(f.kind is FlagKind.BANKRUPTCY and f.until is None for f in found.flags)
        self.stay.setText(
            self.tr(
                "A bankruptcy is on file: do not ask for a promise. Write one down only if it was"
                " made of their own accord, and tell the bank's counsel."
            )
            if stands
            else ""
        )
        self.stay.setVisible(stands)

    def _due(self, quote: Quote) -> str:
        """The figure of F7 and of the card's head, with its day."""
        least = self.tr("at least {0}") if quote.at_least else "{0}"
        day = text.day(quote.good_through)
        return self.tr("To be current on {0}: {1}.").format(day, least.format(quote.total))

    def save(self) -> None:
        """Keep it; the loan comes back the day after."""
        for field in (self.amount, self.by, self.times, self.further):
            if not field.check():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        amount, by = self.amount.value(), self.by.value()
        assert amount is not None
        assert by is not None
        times, pace = self.times.value() or 1, self.pace.value() or Pace.MONTH
        try:
            said_so = promised(amount, by, times, pace, self.further.value() or ())
        except UserError as error:
            self._say_trouble(str(error))
            return
        work = partial(
            make_promises,
            loan_id=self._loan_id,
            promised=said_so,
            person_id=self.whose.value(),
        )

        def done(made: tuple[int, ...]) -> None:
            for field in (self.amount, self.by, self.times, self.pace, self.further):
                field.set_value(None)
            said = self.tr("Promise of {0} by {1} saved.").format(amount, text.day(by))
            if len(made) > 1:
                said = self.tr("Promise of {0} in {1} installments, first by {2}, saved.").format(
                    total(each.amount for each in said_so), len(made), text.day(by)
                )
            self._desk.say(said, "done")
            self.leave()

        self._desk.runner.change(work, done=done, failed=lambda e: self._say_trouble(str(e)))

    def _say_trouble(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ends = (self.by, self.times, self.pace, self.further, self.whose)
        if enter and any(field.hasFocus() for field in ends):
            self.save()
            return
        super().keyPressEvent(event)
