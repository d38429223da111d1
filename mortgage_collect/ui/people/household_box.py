"""The household of the person chosen: who is in it, who may belong to it, in and out by hand."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.queries.corrections import PersonOn
from mortgage_collect.queries.households import HouseholdRow
from mortgage_collect.services import households
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import TextEdit
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.people.view_model import PeopleModel


class HouseholdBox(Section):
    """Enter puts a suggested person in; of one who is in it asks why they are taken out.

    `wanted(QWidget)` asks the panel to bring a field into sight.
    """

    wanted = Signal(object)

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._model = model
        self._person: PersonOn | None = None
        self._leaving: HouseholdRow | None = None
        self.rows = RowsModel[HouseholdRow](
            [
                Column(self.tr("Name"), lambda row: row.name, width=14, stretch=True),
                Column(
                    self.tr("Household"),
                    self._standing,
                    kind="chip",
                    width=12,
                    tone=lambda row: "clear" if row.inside else "neutral",
                ),
                Column(self.tr("On loan"), self._loans, width=8),
                Column(self.tr("What they share"), lambda row: row.why, width=20),
            ],
            key=lambda row: row.person_id,
        )
        self.table = Table(
            self.rows,
            name=self.tr("Household"),
            empty=self.tr("Nobody on file shares a loan, or a last name and address, with them."),
            flat=True,
        )
        self.table.setFixedHeight(theme_of(self).px(130))
        self.put = button(self.tr("Put in"), self.put_in, kind="quiet")
        self.take = button(self.tr("Take out"), self.ask_why, kind="quiet")
        self.add_action(self.put)
        self.add_action(self.take)
        self.add(self.table)
        self.grid = FieldGrid()
        self.why = self.grid.ask(
            "reason",
            self.tr("Taken out because"),
            TextEdit(required=True),
            self.tr("They keep their loans; the history keeps that they lived together."),
            letters=WHOLE,
        )
        self.leave = button(self.tr("Take out of the household"), self.take_out, kind="danger")
        self.add(self.grid)
        self.add(self.leave)
        self._ask(None)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda row: self.ask_why() if row.inside else self.put_in())
        model.together.connect(self.show_rows)
        self._choose(None)

    def show_person(self, person: PersonOn | None) -> None:
        """Whose household it is; None while nobody is on the loan."""
        if person is None or self._person is None or person.person_id != self._person.person_id:
            self.rows.show_rows(())
            self._ask(None)
        self._person = person
        self.setVisible(person is not None)
        if person is not None:
            self.heading.say(self.tr("Household of {0}").format(person.name))
            self.heading.setVisible(True)
            self._model.look_together(person.person_id)

    def show_rows(self, person_id: int, rows: tuple[HouseholdRow, ...]) -> None:
        if self._person is not None and person_id == self._person.person_id:
            self.rows.show_rows(rows)
            if self.table.row() is None:
                self.table.choose(0)
            self._choose(self.table.row())

    def put_in(self) -> None:
        """Only the one chosen; nobody comes along by themselves."""
        person, row = self._person, self.table.row()
        if person is None or row is None or row.inside:
            return
        self._model.change(
            lambda unit: households.put_together(unit, person.person_id, row.person_id),
            said=self.tr("{0} is in the household of {1}.").format(row.name, person.name),
            refused=self._model.say_trouble,
            done=self.table.setFocus,
        )

    def ask_why(self) -> None:
        row = self.table.row()
        if row is not None and row.inside:
            self._ask(row)
            self.why.setFocus()
            # Once it has its place.
            QTimer.singleShot(0, self, lambda: self.wanted.emit(self.why))

    def take_out(self) -> None:
        row = self._leaving
        if row is None or not self.grid.check():
            return
        reason = self.why.value() or ""
        self._model.change(
            lambda unit: households.take_out(unit, row.person_id, reason),
            said=self.tr("{0} is out of the household.").format(row.name),
            refused=lambda words: self.grid.wrong("reason", words),
            done=lambda: self._ask(None),
        )

    def _ask(self, row: HouseholdRow | None) -> None:
        self._leaving = row
        self.grid.empty()
        self.grid.setVisible(row is not None)
        self.leave.setVisible(row is not None)

    def _choose(self, row: HouseholdRow | None) -> None:
        self.put.setEnabled(row is not None and not row.inside)
        self.take.setEnabled(row is not None and row.inside)

    def _loans(self, row: HouseholdRow) -> str:
        return ", ".join(text.last_four(number) for number in row.on)

    def _standing(self, row: HouseholdRow) -> str:
        return self.tr("In it") if row.inside else self.tr("May belong")
