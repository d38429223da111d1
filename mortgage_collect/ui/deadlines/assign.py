"""Who is the borrower's contact for the loan: named here, or nobody any more."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.deadlines.late_form import ask_if_late
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.field_grid import FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.sheet import Sheet

NOBODY = 0
ME = -1
"""Whoever is at the desk, where they are not on the list of people who work here yet."""


class AssignPanel(Sheet):
    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Named contact"))
        self._desk, self._loan_id = desk, loan_id
        self.form = FieldGrid()
        self.who_is = self.form.ask(
            "who",
            self.tr("Contact"),
            ChoiceEdit(required=True),
            self.tr("The day of the first who was named without a break is kept."),
            letters=34,
        )
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.body.addWidget(self.form)
        self.body.addWidget(self.wrong)
        self.body.addStretch(1)
        self.add_button(self.tr("Save"), self.submit, kind="primary", hint="Ctrl+Enter")
        self.starts_at(self.who_is)

    def enter(self) -> None:
        self.who_is.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.runner.look(
            partial(_people, loan_id=self._loan_id, login=self._desk.user),
            done=self._take,
            newest=f"contacts:{id(self)}",
        )

    def _take(self, found: tuple[str, tuple[tuple[int, str], ...], int | None, bool]) -> None:
        heading, people, named, known = found
        self.who.say(heading)
        choices = [Choice(user_id, name) for user_id, name in people]
        if not known:
            choices.insert(0, Choice(ME, self.tr("Me ({0})").format(self._desk.user)))
        choices.append(Choice(NOBODY, self.tr("Nobody any more")))
        self.who_is.set_choices(choices)
        self.who_is.set_value(named if named is not None else choices[0].value)

    def submit(self) -> None:
        if not self.form.check():
            return
        self._desk.ask_for(
            partial(
                _assign,
                loan_id=self._loan_id,
                user_id=self.who_is.value(),
            ),
            said=self.tr("Kept: who the borrower's contact is."),
            refused=self._refuse,
            done=self._done,
        )

    def _done(self) -> None:
        self.closed.emit()
        ask_if_late(self._desk, self._loan_id, self._desk.today())

    def _refuse(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))


def _people(
    session: Any, loan_id: int, login: str
) -> tuple[str, tuple[tuple[int, str], ...], int | None, bool]:
    with waking:
        from mortgage_collect.queries.deadline_board import named_contact, user_id, users
        from mortgage_collect.queries.heading import heading

    known = user_id(session, login) is not None
    return (
        heading(session, loan_id).shown,
        users(session),
        named_contact(session, loan_id),
        known,
    )


def _assign(unit: Any, loan_id: int, user_id: int) -> None:
    with waking:
        from mortgage_collect.services.accounts import own_account
        from mortgage_collect.services.assignments import assign_loan

    if user_id == ME:
        user_id = own_account(unit)
    assign_loan(unit, loan_id, user_id or None)
