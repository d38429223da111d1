"""Which program the loans of each investor are evaluated under, and everybody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.ask_form import AskForm
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.field_grid import WHOLE
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, DateEdit, TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.programs.page import Page
from mortgage_collect.ui.programs.rows import DecidedRow, decided_rows
from mortgage_collect.ui.programs.tables import DecisionsList, hide
from mortgage_collect.ui.programs.view_model import ProgramsModel, Seen

if TYPE_CHECKING:
    from mortgage_collect.queries.programs import InvestorProgram

PREFIX, OTHERS = "program_for.", "plan_program"


class InvestorsPage(Page):
    """One row an investor; Enter chooses another program for it."""

    def __init__(self, desk: Desk, model: ProgramsModel, parent: QWidget | None = None) -> None:
        super().__init__(desk, model, parent)
        says = self.tr(
            "Each investor's loans are evaluated under one program; where none is chosen, under "
            "the one for all other loans. A program that is off binds nobody."
        )
        self.says = label(says, "muted", wrap=True)
        self._rows = RowsModel["InvestorProgram"](
            [
                Column(self.tr("Investor"), self._called, width=16, stretch=True),
                Column(self.tr("Loans"), lambda row: row.loans, kind="figures", width=6),
                Column(
                    self.tr("Evaluated under"), lambda row: row.program.title, width=18, bold=True
                ),
                Column(self.tr("Chosen"), self._chosen, key="chosen", width=14),
                Column(
                    self.tr("Why"),
                    lambda row: row.why,
                    key="why",
                    width=14,
                    hint=lambda row: row.why,
                ),
            ],
            key=lambda row: row.code,
        )
        self.table: Table[InvestorProgram] = Table(self._rows, name=self.tr("Investors"))
        self._rows.setParent(self.table)
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(5 * row)
        self.form = self._form()
        self.heading = label(self.tr("Decisions"), "heading")
        self.decisions = DecisionsList()
        self.column.addWidget(self.says)
        self.column.addWidget(self.table, 1)
        choose = button(self.tr("Choose its program"), self.ask, icon="pencil", hint="Alt+N")
        self.column.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        self.acts = {
            "values": self.enter,
            "decisions": self.decisions.enter,
            "first": self.ask,
        }
        for part in (self.form, self.heading):
            self.column.addWidget(part)
        self.column.addWidget(self.decisions, 1)
        self.table.opened.connect(lambda _: self.ask())

    def _form(self) -> AskForm:
        made = AskForm()
        made.form.ask("program", self.tr("Program"), ChoiceEdit(required=True), letters=30)
        made.form.ask("since", self.tr("From"), DateEdit(self.today(), required=True))
        made.form.ask("why", self.tr("Why"), TextEdit(required=True), letters=WHOLE)
        made.answered.connect(self._choose)
        made.left.connect(self.enter)
        return made

    def show_seen(self, key: str, found: Seen) -> None:
        self._rows.show_rows(found.investors)
        if self.table.row() is None:
            self.table.choose(0)
        named = [
            each
            for kept, rows in found.decided.items()
            if kept == OTHERS or kept.startswith(PREFIX)
            for each in rows
        ]
        told = list[DecidedRow]()
        for each in sorted(named, key=lambda one: one.id, reverse=True):
            code = each.key.removeprefix(PREFIX) if each.key != OTHERS else ""
            who = code or self.tr("All other loans")
            rows = decided_rows((each,), found.on, str, self._desk.local, self._title)
            told += [replace(row, label=who) for row in rows]
        self.decisions.show_rows(told)

    def _called(self, row: InvestorProgram) -> str:
        return row.code or self.tr("All other loans")

    def _chosen(self, row: InvestorProgram) -> str:
        if not row.chosen:
            return self.tr("not chosen")
        if row.off:
            return self.tr("{0} is off").format(self._title(row.chosen))
        return self.tr("since {0}").format(text.day(row.since)) if row.since else ""

    def _title(self, key: str | None) -> str:
        if not key:
            return self.tr("not chosen")
        view = self.model.seen.program(key) if self.model.seen is not None else None
        return view.program.title if view is not None else key

    def be_narrow(self, narrow: bool) -> None:
        hide(self.table, ("chosen", "why"), hidden=narrow)
        self.decisions.be_narrow(narrow)

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)
        self.bring(self.table)

    def ask(self) -> None:
        row, found = self.table.row(), self.model.seen
        if row is None or found is None:
            return
        fields: Any = self.form.form.fields
        choices = [
            Choice(
                each.program.key,
                each.program.title
                if each.program.on
                else self.tr("{0} (off)").format(each.program.title),
            )
            for each in found.programs
        ]
        nothing = self.tr("As for all other loans") if row.code else self.tr("As it ships: our own")
        fields["program"].set_choices([Choice("", nothing), *choices])
        fields["program"].set_value(row.chosen)
        fields["since"].set_value(self.today())
        fields["why"].set_value(None)
        words = self.tr("Program of {0}").format(self._called(row))
        self.form.open(words, self.tr("Choose it"))
        self.bring(self.form)

    def _choose(self) -> None:
        row = self.table.row()
        if row is None:
            return
        fields: Any = self.form.form.fields
        self.model.choose_program(
            row.code,
            fields["program"].value(),
            fields["since"].value(),
            fields["why"].value() or "",
            done=self.form.leave,
            refused=self.form.say,
        )
