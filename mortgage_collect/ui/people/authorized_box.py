"""Whether somebody who does not owe the loan may hear of it, and how the bank knows."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mortgage_collect.core.words import Role
from mortgage_collect.queries.corrections import PersonOn
from mortgage_collect.services import loans
from mortgage_collect.ui.kit.buttons import at_right, button
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import ChoiceEdit, TextEdit
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.people.field_specs import yes_or_no
from mortgage_collect.ui.people.view_model import PeopleModel


class AuthorizedBox(Section):
    """Shown for an authorized person and for a successor; everybody else owes the loan."""

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._model = model
        self._person: PersonOn | None = None
        self.grid = FieldGrid(label_letters=20)
        unknown = self.tr("Nobody noted it")
        self.answer = self.grid.ask(
            "answer", self.tr("May hear of the loan"), ChoiceEdit(yes_or_no(unknown=unknown))
        )
        self.how = self.grid.ask(
            "how", self.tr("How we know"), TextEdit(required=True), letters=WHOLE
        )
        self.add(self.grid)
        self.add(at_right(button(self.tr("Note it"), self.save)))
        self.hide()

    def show_person(self, person: PersonOn | None) -> None:
        other = person is None or self._person is None or person.person_id != self._person.person_id
        was = self._person.authorized if self._person else None
        self._person = person
        asked = person is not None and person.role in (Role.AUTHORIZED, Role.SUCCESSOR)
        self.setVisible(asked)
        if person is None or not asked:
            return
        if other or person.authorized != was:
            self.grid.empty()
            self.answer.set_value(person.authorized)
        follows = person.role is Role.SUCCESSOR
        self.heading.say(
            self.tr("Is {0} confirmed as the successor?").format(person.name)
            if follows
            else self.tr("Did the borrower agree that we speak with {0}?").format(person.name)
        )
        self.heading.setVisible(True)
        self.grid.hint(
            "how",
            self.tr("Which papers showed it, and when.")
            if follows
            else self.tr("Who said so, when, and in which words."),
        )

    def save(self) -> None:
        person = self._person
        if person is None or not self.grid.check():
            return
        loan_id, now, how = self._model.loan_id, self.answer.value(), self.how.value() or ""
        self._model.change(
            lambda unit: loans.note_authorization(unit, loan_id, person.person_id, now, how),
            said=self.tr("It is noted for {0}.").format(person.name),
            refused=lambda words: self.grid.wrong("how", words),
            done=lambda: self.how.set_value(None),
        )
