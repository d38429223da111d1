"""A loan typed in by hand: its figures, its home, its borrower, in one go."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import PointKind, PointLabel, Role
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.field_grid import FieldGrid
from mortgage_collect.ui.kit.fields import DateEdit, MoneyEdit, PhoneEdit, RateEdit, TextEdit
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.sheet import Sheet

# Words of the service's refusals, and the field each is about.
ABOUT = (
    ("phone", "phone"),
    ("number", "number"),
    ("rate", "rate"),
    ("upb", "upb"),
    ("principal interest", "principal_interest"),
    ("escrow", "escrow"),
    ("next due", "next_due"),
)


class AddLoanPlace(Sheet):
    """Enter goes from field to field; the last one leads to the button."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Add a loan"))
        self.who.say(
            self.tr("What a tape would bring, typed in by hand; it can be corrected later.")
        )
        self._desk = desk
        today = desk.today()
        self.grids: list[FieldGrid] = []
        loan = self._part(self.tr("The loan"))
        self.number = loan.ask("number", self.tr("Loan number"), TextEdit(required=True))
        self.upb = loan.ask("upb", self.tr("Principal balance"), MoneyEdit(required=True))
        self.payment = loan.ask(
            "principal_interest", self.tr("Principal and interest"), MoneyEdit(required=True)
        )
        self.escrow = loan.ask("escrow", self.tr("Escrow payment"), MoneyEdit())
        self.next_due = loan.ask(
            "next_due",
            self.tr("Next due date"),
            DateEdit(today, toward="last", required=True),
            self.tr("The oldest payment that is not paid."),
        )
        self.rate = loan.ask("rate", self.tr("Rate"), RateEdit(), letters=12)
        self.as_of = loan.ask(
            "as_of",
            self.tr("Balances at the close of"),
            DateEdit(today, toward="last", high=today),
            self.tr("A payment received after this day is counted on top of them."),
        )
        self.late_charges = loan.ask(
            "late_charges",
            self.tr("Late charges due"),
            MoneyEdit(),
            self.tr("Empty is not known; type 0 when there are none."),
        )
        for field, words in (
            (self.escrow, self.tr("none")),
            (self.as_of, self.tr("yesterday")),
            (self.rate, self.tr("not known")),
            (self.late_charges, self.tr("not known")),
        ):
            field.setPlaceholderText(words)
        person = self._part(self.tr("The borrower"))
        self.written = person.ask(
            "written", self.tr("Name as on the note"), TextEdit(required=True), letters=36
        )
        self.first = person.ask("first", self.tr("First name"), TextEdit())
        self.last = person.ask("last", self.tr("Last name"), TextEdit())
        self.phone = person.ask("phone", self.tr("Cell phone"), PhoneEdit())
        home = self._part(self.tr("The home"))
        self.home = {
            name: home.ask(name, words, TextEdit(), letters=letters)
            for name, words, letters in (
                ("line_1", self.tr("Street"), 36),
                ("city", self.tr("City"), 24),
                ("state", self.tr("State"), 6),
                ("zip", self.tr("ZIP"), 12),
            )
        }
        self.body.addStretch(1)
        self.add_button(self.tr("Add loan"), self.save, kind="primary", icon="plus")
        self.starts_at(self.number)

    def _part(self, heading: str) -> FieldGrid:
        card, grid = Section(heading), FieldGrid(label_letters=20)
        card.add(grid)
        self.body.addWidget(card)
        self.grids.append(grid)
        return grid

    def submit(self) -> None:
        self.save()

    def save(self) -> None:
        """All of it, or none of it."""
        wrong = [grid for grid in self.grids if not grid.check()]
        if wrong:
            wrong[0].check()  # the focus goes to the first mistake, not to the last
            return
        work = _adding(
            loan={
                "number": self.number.value(),
                "upb": self.upb.value(),
                "principal_interest": self.payment.value(),
                "escrow_payment": self.escrow.value() or ZERO,
                "next_due_on": self.next_due.value(),
                "rate": self.rate.value(),
                "as_of": self.as_of.value(),
                "property": {key: field.value() or "" for key, field in self.home.items()},
                "more": {"late_charges": self.late_charges.value()},
            },
            person={
                "written": self.written.value() or "",
                "first": self.first.value() or "",
                "last": self.last.value() or "",
            },
            phone=self.phone.value(),
        )
        self._desk.runner.change(work, done=self._on_added, failed=self._on_failed)

    def _on_added(self, loan_id: int) -> None:
        number = self.number.text()
        for grid in self.grids:
            grid.empty()
        self._desk.say(self.tr("Loan {0} is on file.").format(number), "done")
        self.closed.emit()
        self._desk.open_loan(loan_id)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            self._desk.runner.failed.emit(error)
            return
        low = str(error).casefold()
        key = next((key for word, key in ABOUT if word in low), "number")
        for grid in self.grids:
            if key in grid.fields:
                grid.wrong(key, str(error))


def _adding(*, loan: dict[str, Any], person: dict[str, Any], phone: str | None) -> Any:
    def work(unit: Any) -> int:
        with waking:
            from mortgage_collect.services import loans, points

        loan_id = loans.add_loan(unit, loans.NewLoan(**loan))
        person_id = loans.add_person(unit, loan_id, Role.BORROWER, **person)
        if phone:
            points.add_point(unit, person_id, PointKind.PHONE, phone, label=PointLabel.CELL)
        return loan_id

    return work
