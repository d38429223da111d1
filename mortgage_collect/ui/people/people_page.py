"""Who is on the loan: correct them, add somebody, put somebody on file on it, take one off."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.core.words import Role
from mortgage_collect.queries.corrections import Corrections, FoundPerson, PersonOn
from mortgage_collect.services import loans
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, SearchEdit, TextEdit
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.throttle import Throttle
from mortgage_collect.ui.people.authorized_box import AuthorizedBox
from mortgage_collect.ui.people.correction_form import CorrectionForm
from mortgage_collect.ui.people.field_specs import PERSON
from mortgage_collect.ui.people.household_box import HouseholdBox
from mortgage_collect.ui.people.view_model import PeopleModel

ROLES = [Choice(role, role.label, role.label[0]) for role in Role]


class PeoplePage(QWidget):
    """The list above, the person chosen below."""

    def __init__(self, desk: Desk, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._person: PersonOn | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(8))
        column.addWidget(self._build_list())
        column.addWidget(self._build_add())
        column.addWidget(self._build_link())
        column.addWidget(self._build_off())
        self.form = CorrectionForm(PERSON, desk.today())
        self.form.corrected.connect(self._correct)
        column.addWidget(self.form)
        self.authorized = AuthorizedBox(model)
        column.insertWidget(column.indexOf(self.form), self.authorized)
        self.household = HouseholdBox(model)
        column.addWidget(self.household)
        column.addStretch(1)
        model.shown.connect(self.show_people)
        model.found.connect(self._show_found)

    # -- building -----------------------------------------------------------------------------

    def _build_list(self) -> Section:
        self.rows = RowsModel[PersonOn](
            [
                Column(self.tr("Name"), lambda row: row.name, width=26, stretch=True),
                Column(self.tr("On the loan as"), lambda row: row.role.label, width=20),
                Column(self.tr("May hear of it"), self._may_hear, width=14),
            ],
            key=lambda row: row.person_id,
        )
        self.table = Table(
            self.rows, name=self.tr("People on the loan"), empty=self.tr("Nobody yet."), flat=True
        )
        self.table.setFixedHeight(theme_of(self).px(130))
        self.table.chosen.connect(self._choose)
        card = Section(self.tr("On the loan"))
        for words, run in (
            (self.tr("Add"), lambda: self._open(self.add_box, self.new_name)),
            (self.tr("Put on"), lambda: self._open(self.link_box, self.search)),
            (self.tr("Take off"), lambda: self._open(self.off_box, self.why)),
            (self.tr("Household"), lambda: self.household.wanted.emit(self.household.table)),
        ):
            card.add_action(button(words, run, kind="quiet"))
        card.add(self.table)
        return card

    def _build_add(self) -> Section:
        self.add_box = Section(self.tr("Add a person"))
        self.add_grid = FieldGrid()
        self.new_name = self.add_grid.ask(
            "written", self.tr("Name as on the note"), TextEdit(required=True), letters=36
        )
        self.new_first = self.add_grid.ask("first", self.tr("First name"), TextEdit())
        self.new_last = self.add_grid.ask("last", self.tr("Last name"), TextEdit())
        self.new_role = self.add_grid.ask(
            "role", self.tr("On the loan as"), ChoiceEdit(ROLES, required=True)
        )
        self.add_box.add(self.add_grid)
        self.add_box.add(button(self.tr("Add person"), self.add, kind="primary"))
        self.add_box.hide()
        return self.add_box

    def _build_link(self) -> Section:
        self.link_box = Section(self.tr("Put somebody on file on this loan"))
        self.search = SearchEdit(self.tr("Name, loan number or phone"))
        self.found = RowsModel[FoundPerson](
            [
                Column(self.tr("Name"), lambda row: row.name, width=26, stretch=True),
                Column(self.tr("On loan"), lambda row: row.on, width=16),
            ],
            key=lambda row: row.person_id,
        )
        self.found_table = Table(
            self.found,
            name=self.tr("People found"),
            empty=self.tr("Type a name, then choose with Enter."),
            flat=True,
        )
        self.found_table.setFixedHeight(theme_of(self).px(120))
        self.found_table.opened.connect(self.link)
        self.link_grid = FieldGrid()
        self.link_role = self.link_grid.ask(
            "role", self.tr("On the loan as"), ChoiceEdit(ROLES, required=True)
        )
        self._later = Throttle(self._model.search, 120, self)
        self.search.searched.connect(self._later)
        for part in (self.link_grid, self.search, self.found_table):
            self.link_box.add(part)
        self.link_box.hide()
        return self.link_box

    def _build_off(self) -> Section:
        self.off_box = Section(self.tr("Take the person off the loan"))
        self.off_grid = FieldGrid()
        self.why = self.off_grid.ask(
            "reason",
            self.tr("Because"),
            TextEdit(required=True),
            self.tr("From today. What happened with them stays in the history."),
            letters=WHOLE,
        )
        self.off_box.add(self.off_grid)
        self.off_box.add(button(self.tr("Take off"), self.take_off, kind="danger"))
        self.off_box.hide()
        return self.off_box

    # -- showing ------------------------------------------------------------------------------

    @property
    def first(self) -> QWidget:
        return self.table

    def show_people(self, seen: Corrections) -> None:
        self.rows.show_rows(seen.people)
        if self.table.row() is None:
            self.table.choose(0)
        self._choose(self.table.row())

    def _choose(self, person: PersonOn | None) -> None:
        other = person is None or self._person is None or person.person_id != self._person.person_id
        self._person = person
        self.form.setVisible(person is not None)
        if person is not None:
            if other:
                self.form.show_values({})
            self.form.show_values(person.values)
        self.authorized.show_person(person)
        self.household.show_person(person)

    def _may_hear(self, person: PersonOn) -> str:
        """Who does not owe the loan needs the borrower's word, or the papers of a successor."""
        if person.role not in (Role.AUTHORIZED, Role.SUCCESSOR):
            return self.tr("Yes")
        known = {True: self.tr("Yes, noted"), False: self.tr("No")}
        return known.get(person.authorized, self.tr("Nobody noted it"))  # type: ignore[arg-type]

    def _show_found(self, found: tuple[FoundPerson, ...]) -> None:
        self.found.show_rows(found)
        self.found_table.set_empty(self.tr("Nobody else on file matches."))
        self.found_table.choose(0)

    def _open(self, box: Section, first: QWidget) -> None:
        for each in (self.add_box, self.link_box, self.off_box):
            each.setVisible(each is box)
        first.setFocus()

    # -- doing --------------------------------------------------------------------------------

    def add(self) -> None:
        if not self.add_grid.check():
            return
        loan_id, role = self._model.loan_id, self.new_role.value()
        written = self.new_name.value() or ""
        first, last = self.new_first.value() or "", self.new_last.value() or ""
        self._model.change(
            lambda unit: loans.add_person(
                unit, loan_id, role, written=written, first=first, last=last
            ),
            said=self.tr("{0} is on the loan.").format(written),
            refused=lambda words: self.add_grid.wrong("written", words),
            done=lambda: self._close(self.add_box, self.add_grid),
        )

    def link(self, found: FoundPerson) -> None:
        if not self.link_grid.check():
            return
        loan_id, role = self._model.loan_id, self.link_role.value()
        self._model.change(
            lambda unit: loans.link_person(unit, loan_id, found.person_id, role),
            said=self.tr("{0} is on the loan.").format(found.name),
            refused=lambda words: self.link_grid.wrong("role", words),
            done=lambda: self._close(self.link_box, self.link_grid),
        )

    def take_off(self) -> None:
        person = self._person
        if person is None or not self.off_grid.check():
            return
        loan_id, reason = self._model.loan_id, self.why.value() or ""
        self._model.change(
            lambda unit: loans.unlink_person(unit, loan_id, person.person_id, reason),
            said=self.tr("{0} is off the loan.").format(person.name),
            refused=lambda words: self.off_grid.wrong("reason", words),
            done=lambda: self._close(self.off_box, self.off_grid),
        )

    def _correct(self, changes: dict[str, Any], _reason: str) -> None:
        person = self._person
        if person is None:
            return
        self._model.change(
            lambda unit: loans.correct_person(
                unit, person.person_id, expected=person.version, **changes
            ),
            said=self.tr("{0} is corrected.").format(person.name),
            refused=lambda words: self.form.wrong(
                "ssn_last4" if "four digits" in words else "", words
            ),
            done=self.form.saved,
        )

    def _close(self, box: Section, grid: FieldGrid) -> None:
        grid.empty()
        box.hide()
        self.table.setFocus()
