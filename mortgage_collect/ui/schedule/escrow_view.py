"""A year of the escrow account: its bills, its target, what it lacks, and what may be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.step import Step
from mortgage_collect.loanmath.escrow_account import EscrowAccount, EscrowQuestion
from mortgage_collect.loanmath.escrow_spread import YEAR
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.amount_list import Amount, AmountList
from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.drafts import Drafts
from mortgage_collect.ui.kit.field_grid import FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, CountEdit, DateEdit, MoneyEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.schedule import words
from mortgage_collect.ui.schedule.bills_form import BillsForm
from mortgage_collect.ui.schedule.escrow_model import EscrowModel
from mortgage_collect.ui.schedule.rows_table import EscrowMonths
from mortgage_collect.ui.schedule.side_by_side import SideBySide

if TYPE_CHECKING:
    from mortgage_collect.queries.note import EscrowOnFile, NoteOnFile

KEY = "escrow"
BILLS = "bills"
LETTERS = 16
MOST_CUSHION = 2


class EscrowView(QWidget):
    """Bills and questions above, figures and months below."""

    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._loan_id = loan_id
        self._drafts = Drafts.of(desk.runner)
        self._on_file: EscrowOnFile | None = None
        self.model = EscrowModel(desk, loan_id, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(SNUG))
        self.bills = BillsForm()
        self.figure = label("\u2013", "heading", wrap=True)
        self.todo = label("", "muted", wrap=True)
        listed = Section()
        for part in (self.figure, self.todo, self.bills):
            listed.add(part)
        column.addWidget(listed)
        self._build_questions(desk)
        self._build_answer(column)
        self.bills.edited.connect(self.ask)
        for grid in (self.left, self.right):
            grid.edited.connect(self.ask)
        self.model.shown.connect(self.show_account)
        self.model.refused.connect(self.show_refusal)
        self._restore()

    @property
    def first(self) -> QWidget:
        return self.bills.first

    def _build_questions(self, desk: Desk) -> None:
        self.left, self.right = FieldGrid(label_letters=LETTERS), FieldGrid(label_letters=LETTERS)
        ask, wide = self.left.ask, 16
        self.first_month = ask("first_month", self.tr("Year begins"), DateEdit(desk.today()))
        self.projected = ask(
            "projected",
            self.tr("Balance before it"),
            MoneyEdit(low=None, empty=self.tr("unknown")),
            self.tr("projected; below zero when overdrawn"),
            letters=wide,
        )
        self.cushion = ask(
            "cushion",
            self.tr("Cushion"),
            CountEdit(low=0, high=MOST_CUSHION, unit=self.tr("months")),
            self.tr("less where note or state say so"),
            letters=wide,
        )
        self.cushion.set_value(MOST_CUSHION)
        ask = self.right.ask
        yes_no = [
            Choice(True, self.tr("within 30 days"), "w"),
            Choice(False, self.tr("later than that"), "l"),
        ]
        self.current = ask("current", self.tr("Payments come"), ChoiceEdit(yes_no), letters=20)
        months = self.tr("months")
        self.shortage = ask(
            "shortage",
            self.tr("Shortage over"),
            CountEdit(low=1, high=120, unit=months),
            letters=wide,
        )
        self.deficiency = ask(
            "deficiency",
            self.tr("Deficiency over"),
            CountEdit(low=1, high=120, unit=months),
            letters=wide,
        )
        for field in (self.shortage, self.deficiency):
            field.set_value(YEAR)
        self.credit = ask(
            "credit", "", QCheckBox(self.tr("Credit a surplus")), self.tr("where that is allowed")
        )

    def _build_answer(self, column: QVBoxLayout) -> None:
        asked = Section(self.tr("The account"))
        asked.add(SideBySide(self.left, self.right))
        column.addWidget(asked)
        self.answer = Section(self.tr("What it comes to"))
        self.remedies = AmountList(self.tr("What may be done"))
        self.steps = AmountList(self.tr("Steps"))
        self.findings = label("", "hint", wrap=True)
        for part in (self.findings, self.remedies, self.steps):
            self.answer.add(part)
        column.addWidget(self.answer)
        self.months = EscrowMonths()
        self.year = Section(self.tr("Month by month"))
        self.year.add(self.months)
        column.addWidget(self.year)

    # -- asking -------------------------------------------------------------------------------

    def show_file(self, found: NoteOnFile) -> None:
        """What the file knows; what somebody has typed over it stays."""
        before, self._on_file = self._on_file, found.escrow
        self.model.number = found.number
        if self.first_month.value() in (None, before and before.first_month):
            self.first_month.set_value(found.escrow.first_month)
        if self.current.value() in (None, before and before.current):
            self.current.set_value(found.escrow.current)
        if found.escrow.balance is not None and found.escrow.as_of is not None:
            held = self.tr("projected; on {0} it held {1}")
            as_of = text.day(found.escrow.as_of)
            self.left.hint("projected", held.format(as_of, found.escrow.balance))
        self.ask()

    def ask(self) -> None:
        """Work out what stands in the form."""
        first, cushion = self.first_month.value(), self.cushion.value()
        if first is None or cushion is None:
            message = self.tr("The first month of the year and the cushion are needed.")
            self.show_refusal(message, self.tr("Enter both."))
            return
        shortage, deficiency = self.shortage.value(), self.deficiency.value()
        on_file = self._on_file
        self.model.ask(
            EscrowQuestion(
                first_month=first.replace(day=1),
                bills=self.bills.bills(),
                projected=self.projected.value(),
                cushion_months=cushion,
                current=self.current.value(),
                shortage_months=YEAR if shortage is None else shortage,
                deficiency_months=YEAR if deficiency is None else deficiency,
                credit_surplus=self.credit.isChecked(),
                payment_now=on_file.payment if on_file else None,
                principal_interest=on_file.principal_interest if on_file else None,
            )
        )

    @property
    def rows_and_section(self) -> tuple[Table[Any], Section]:
        return self.months, self.year

    def as_text(self) -> str:
        return self.model.as_text()

    def keep(self) -> None:
        """Keep what was typed, for when the panel comes back."""
        draft = {**self.left.draft(), **self.right.draft(), BILLS: self.bills.draft() or None}
        self._drafts.keep(KEY, self._loan_id, draft)

    def _restore(self) -> None:
        draft = self._drafts.kept(KEY, self._loan_id)
        bills = draft.pop(BILLS, None)
        for grid in (self.left, self.right):
            grid.restore({name: typed for name, typed in draft.items() if name in grid.fields})
        if bills:
            self.bills.restore(bills)

    # -- showing ------------------------------------------------------------------------------

    def show_account(self, found: EscrowAccount) -> None:
        self.figure.setText(self._in_a_line(found))
        self.todo.hide()
        self._show_answer(shown=True)
        self.findings.setText("\n".join(found.findings))
        self.findings.setVisible(bool(found.findings))
        self.remedies.show_amounts(
            [
                Amount(
                    words.kind(kind),
                    str(amount),
                    text.listed([words.remedy(each) for each in allowed], self.tr("or")),
                    strong=True,
                )
                for kind, amount, allowed in found.remedies
            ]
        )
        self.remedies.setVisible(bool(found.remedies))
        self.steps.show_amounts([self._step(each) for each in found.steps])
        self.months.show_year(found.analysis.projection, found.analysis.trial)
        announce(self.figure, self.figure.text())

    def show_refusal(self, message: str, do: str) -> None:
        self.figure.setText(message)
        self.todo.setText(do)
        self.todo.setVisible(bool(do))
        self._show_answer(shown=False)
        announce(self.figure, message)

    def _show_answer(self, *, shown: bool) -> None:
        for part in (self.answer, self.year):
            part.setVisible(shown)

    def _in_a_line(self, found: EscrowAccount) -> str:
        monthly, low = found.monthly, found.analysis.low_point
        if monthly is None or low is None:
            return self.tr("The year cannot be worked out yet.")
        now = found.question.payment_now
        changed = "" if now is None else self.tr(", now {0}").format(now)
        lowest = f"{text.MONTHS[low.month.month - 1]} {low.month.year}"
        return self.tr("{0} a month{1}; lowest {2} at the end of {3}").format(
            monthly, changed, low.balance, lowest
        )

    def _step(self, step: Step) -> Amount:
        return Amount.of(step.says, step.amount, unknown=self.tr("unknown"))
