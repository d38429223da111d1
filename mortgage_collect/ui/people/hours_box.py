"""Hours in which somebody agreed to be reached: where a state lets that pass its own hours."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.queries.corrections import Corrections, HoursOn
from mortgage_collect.services import wishes
from mortgage_collect.ui.kit.buttons import at_right, button
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.people.field_specs import yes_or_no
from mortgage_collect.ui.people.hour_edit import HourEdit
from mortgage_collect.ui.people.view_model import PeopleModel


class HoursBox(Section):
    """What stands is told for whom is chosen; a new agreement takes its place."""

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("They agreed to be reached"), parent)
        self._model = model
        self._hours: tuple[HoursOn, ...] = ()
        self.stands = label("", "body", wrap=True)
        self.add(self.stands)
        self.grid = FieldGrid()
        self.who = self.grid.ask("who", self.tr("Who"), ChoiceEdit(required=True), letters=28)
        self.first = self.grid.ask("first", self.tr("From"), HourEdit(required=True), letters=12)
        self.last = self.grid.ask("last", self.tr("To"), HourEdit(required=True), letters=12)
        self.written = self.grid.ask(
            "written",
            self.tr("In writing"),
            ChoiceEdit(yes_or_no(unknown=self.tr("Not known"))),
            self.tr("Some states count only what they wrote."),
            letters=20,
        )
        self.add(self.grid)
        self.add(at_right(button(self.tr("Keep these hours"), self.keep)))
        self.end_grid = FieldGrid()
        self.why = self.end_grid.ask(
            "why", self.tr("No longer, because"), TextEdit(required=True), letters=WHOLE
        )
        self.end_button = at_right(button(self.tr("End the agreement"), self.end))
        self.add(self.end_grid)
        self.add(self.end_button)
        self.who.entered.connect(lambda _: self._show())

    def show_hours(self, seen: Corrections) -> None:
        self._hours = seen.hours
        self.who.set_choices([Choice(row.person_id, row.name) for row in seen.people])
        if self.who.value() is None and seen.people:
            self.who.set_value(seen.people[0].person_id)
        self._show()

    @property
    def standing(self) -> HoursOn | None:
        """What the person chosen has agreed to."""
        who = self.who.value()
        return next((row for row in self._hours if row.person_id == who), None)

    def _show(self) -> None:
        row = self.standing
        for part in (self.end_grid, self.end_button):
            part.setVisible(row is not None)
        if row is None:
            self.stands.setText(self.tr("Nothing is agreed: the hours of the law hold."))
            return
        how = {True: self.tr("in writing"), False: self.tr("spoken")}
        self.stands.setText(
            self.tr("{0}: from {1} to {2}, {3}.").format(
                row.person,
                text.clock(row.first),
                text.clock(row.last),
                how.get(row.in_writing, self.tr("it is not known how")),  # type: ignore[arg-type]
            )
        )

    def keep(self) -> None:
        if not self.grid.check():
            return
        who, first, last = self.who.value(), self.first.value(), self.last.value()
        assert first is not None
        assert last is not None
        written = self.written.value()
        self._model.change(
            lambda unit: wishes.agree_hours(unit, who, first, last, written),
            said=self.tr("The hours are kept."),
            refused=lambda words: self.grid.wrong("last", words),
            done=self._empty,
        )

    def _empty(self) -> None:
        for field in (self.first, self.last, self.written):
            field.set_value(None)

    def end(self) -> None:
        row = self.standing
        if row is None or not self.end_grid.check():
            return
        reason = self.why.value() or ""
        self._model.change(
            lambda unit: wishes.end_hours(unit, row.hours_id, reason),
            said=self.tr("The hours are no longer agreed."),
            refused=lambda words: self.end_grid.wrong("why", words),
            done=lambda: self.why.set_value(None),
        )
