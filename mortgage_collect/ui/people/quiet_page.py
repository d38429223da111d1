"""When a person does not want to be called, in their words and in hours the guard can keep."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.queries.corrections import Corrections, QuietOn
from mortgage_collect.services import wishes
from mortgage_collect.ui.kit.buttons import at_right, button
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, DateEdit, TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.people.hour_edit import HourEdit
from mortgage_collect.ui.people.hours_box import HoursBox
from mortgage_collect.ui.people.view_model import PeopleModel


class QuietPage(QWidget):
    """What is kept, and a new wish."""

    def __init__(self, model: PeopleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.rows = RowsModel[QuietOn](
            [
                Column(self.tr("In their words"), lambda row: row.says, width=24, stretch=True),
                Column(self.tr("Who"), lambda row: row.person, width=16),
                Column(self.tr("Days"), lambda row: _days(row.weekdays), width=12),
                Column(self.tr("Hours"), self._hours, key="hours", width=24),
            ],
            key=lambda row: row.quiet_id,
        )
        self.table = Table(
            self.rows,
            name=self.tr("Quiet times"),
            empty=self.tr("Nobody has asked not to be called at certain times."),
            flat=True,
        )
        self.table.setFixedHeight(theme_of(self).px(140))
        held = Section(self.tr("Do not call"))
        held.add(self.table)
        self.end_grid = FieldGrid()
        self.why = self.end_grid.ask(
            "why", self.tr("No longer, because"), TextEdit(required=True), letters=WHOLE
        )
        held.add(self.end_grid)
        held.add(at_right(button(self.tr("End the wish"), self.end)))
        self.table.chosen.connect(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(8))
        column.addWidget(held)
        column.addWidget(self._build_new())
        column.addWidget(self._build_call_back())
        self.hours = HoursBox(model)
        column.addWidget(self.hours)
        column.addStretch(1)
        self._held = held
        self._choose(None)
        model.shown.connect(self.show_quiet)

    def _build_new(self) -> Section:
        self.grid = FieldGrid()
        self.who = self.grid.ask("who", self.tr("Who"), ChoiceEdit(required=True), letters=28)
        self.says = self.grid.ask(
            "says", self.tr("In their words"), TextEdit(required=True), letters=WHOLE
        )
        self.start = self.grid.ask(
            "start", self.tr("From"), HourEdit(), self.tr("empty: all day"), letters=12
        )
        self.end_at = self.grid.ask(
            "end",
            self.tr("To"),
            HourEdit(),
            self.tr("earlier than From: over midnight, 8 PM to 9 AM"),
            letters=12,
        )
        today = self._model.today()
        self.until = self.grid.ask(
            "until",
            self.tr("Through"),
            DateEdit(today, low=today),
            self.tr("empty: until they say otherwise"),
            letters=22,
        )
        self.days = [QCheckBox(name) for name in text.WEEKDAYS]
        week = QWidget()
        row = QHBoxLayout(week)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label(self.tr("On")))
        for day in self.days:
            day.setChecked(True)
            row.addWidget(day)
        row.addStretch(1)
        made = Section(self.tr("A new wish"))
        made.add(self.grid)
        made.add(week)
        made.add(at_right(button(self.tr("Keep it"), self.keep, kind="primary")))
        return made

    def _build_call_back(self) -> Section:
        """Consent to be called: seven days, beyond the count (12 CFR 1006.14(b)(3)(i))."""
        self.back_grid = FieldGrid()
        self.callee = self.back_grid.ask(
            "callee",
            self.tr("Who"),
            ChoiceEdit(required=True),
            self.tr("For seven days, or until the next talk, such a call is not counted."),
            letters=28,
        )
        today = self._model.today()
        self.call_until = self.back_grid.ask(
            "until",
            self.tr("Through"),
            DateEdit(today, low=today, high=today + timedelta(days=7)),
            self.tr("empty: the whole seven days"),
            letters=22,
        )
        made = Section(self.tr("They asked us to call"))
        made.add(self.back_grid)
        made.add(at_right(button(self.tr("They agreed today"), self.agree)))
        return made

    @property
    def first(self) -> QWidget:
        return self.says

    def show_quiet(self, seen: Corrections) -> None:
        self.who.set_choices([Choice(row.person_id, row.name) for row in seen.people])
        self.callee.set_choices([Choice(row.person_id, row.name) for row in seen.people])
        for field in (self.who, self.callee):
            if field.value() is None and seen.people:
                field.set_value(seen.people[0].person_id)
        self.rows.show_rows(seen.quiet)
        self.hours.show_hours(seen)

    def _hours(self, row: QuietOn) -> str:
        last = self.tr(", through {0}").format(text.short_day(row.until)) if row.until else ""
        if row.start is None and row.end is None:
            return self.tr("all day") + last
        start = text.clock(row.start) if row.start else self.tr("midnight")
        end = text.clock(row.end) if row.end else self.tr("midnight")
        return f"{start} \u2013 {end}{last}"

    def _choose(self, row: QuietOn | None) -> None:
        self.end_grid.setVisible(row is not None)

    def keep(self) -> None:
        if not self.grid.check():
            return
        person, says = self.who.value(), self.says.value() or ""
        start, end = self.start.value(), self.end_at.value()
        if start is not None and end == start:
            self.grid.wrong("end", self.tr("It begins and ends at one hour: leave both empty."))
            return
        until = self.until.value()
        days = frozenset(at for at, day in enumerate(self.days) if day.isChecked())
        if not days:
            self.grid.wrong("says", self.tr("Choose at least one day."))
            return
        self._model.change(
            lambda unit: wishes.set_quiet_time(
                unit, person, says, weekdays=days, start=start, end=end, until=until
            ),
            said=self.tr("It is kept, and the guard will hold to it."),
            refused=lambda words: self.grid.wrong("says", words),
            done=self._empty,
        )

    def _empty(self) -> None:
        for field in (self.says, self.start, self.end_at, self.until):
            field.set_value(None)

    def agree(self) -> None:
        if not self.back_grid.check():
            return
        person, loan_id = self.callee.value(), self._model.loan_id
        until = self.call_until.value()
        self._model.change(
            lambda unit: wishes.agree_call_back(unit, loan_id, person, until=until),
            said=self.tr("Kept: they agreed today to be called."),
            refused=lambda words: self.back_grid.wrong("callee", words),
        )

    def end(self) -> None:
        row = self.table.row()
        if row is None:
            self.table.setFocus()
            return
        if not self.end_grid.check():
            return
        reason = self.why.value() or ""
        self._model.change(
            lambda unit: wishes.end_quiet_time(unit, row.quiet_id, reason),
            said=self.tr("The wish no longer holds."),
            refused=lambda words: self.end_grid.wrong("why", words),
            done=lambda: self.why.set_value(None),
        )


def _days(days: frozenset[int]) -> str:
    if len(days) == 7:
        return "every day"
    if days == frozenset(range(5)):
        return "Mon\u2013Fri"
    return ", ".join(text.WEEKDAYS[day] for day in sorted(days))
