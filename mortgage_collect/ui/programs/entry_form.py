"""The fields of a change: the new value as it is written, its origin, the day and the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QWidget

from mortgage_collect.core.errors import UserError
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, DateEdit, NoteEdit, TextEdit
from mortgage_collect.ui.programs.rows import ValueRow

_ENTRIES = ("entry", "choice", "table")
Typed = dict[str, str]
"""What stands in the fields of a value: "entry", and of an assumption its origin, all as text."""


class EntryForm(FieldGrid):
    """One entry field for every kind of value, of which the one that fits is shown.

    With `origin` there are source, dates and mark as well, as the assumptions have them.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, origin: bool = False) -> None:
        super().__init__(parent)
        self.origin, self._today = origin, desk.today
        self._kind = "entry"
        ask = self.ask
        ask("entry", self.tr("New value"), TextEdit(), letters=WHOLE if not origin else 24)
        ask("choice", self.tr("New value"), ChoiceEdit(), letters=24)
        self.table = ask("table", self.tr("New value"), NoteEdit(least=3, most=10))
        if origin:
            self._ask_origin(desk.today())
        self.since = ask(
            "since", self.tr("Holds from"), DateEdit(desk.today(), required=True), letters=24
        )
        self.why = ask("why", self.tr("Why"), TextEdit(required=True), letters=WHOLE)
        self.again()

    def _ask_origin(self, today: date) -> None:
        ask = self.ask
        ask("source", self.tr("Source"), TextEdit(required=True), letters=WHOLE)
        ask("as_of", self.tr("Figure is as of"), DateEdit(today, toward="last"), letters=24)
        ask("reviewed_on", self.tr("Reviewed on"), DateEdit(today, toward="last"), letters=24)
        ask("verified", "", QCheckBox(self.tr("Compared with its source and found right")))

    @property
    def entry(self) -> QWidget:
        """The field the new value is typed in."""
        return self.fields[self._kind]

    def show_row(self, row: ValueRow) -> None:
        """The kind of field this value wants."""
        self._kind = "table" if row.table else "choice" if row.choices else "entry"
        choice: Any = self.fields["choice"]
        choice.set_choices([Choice(one, read, one[:1]) for one, read in row.choices])
        for name in _ENTRIES:
            self.set_row_visible(name, name == self._kind)
        self.hint(self._kind, row.hint)

    def fill(self, shown: Mapping[str, str]) -> None:
        """Put a value, and its origin where it has one, into the fields."""
        field: Any = self.entry
        field.set_value(shown["entry"])
        if self.origin:
            self.fill_origin(shown)

    def fill_origin(self, shown: Mapping[str, str]) -> None:
        """Only where the value comes from."""
        fields: Mapping[str, Any] = self.fields
        fields["source"].set_value(shown["source"])
        for name in ("as_of", "reviewed_on"):
            fields[name].setText("")
            fields[name].set_value(_day(fields[name], shown[name]))
        fields["verified"].blockSignals(True)
        fields["verified"].setChecked(shown["verified"] == "yes")
        fields["verified"].blockSignals(False)

    def typed(self) -> Typed:
        """What stands there, read or not."""
        field: Any = self.entry
        if isinstance(field, NoteEdit):
            entry = field.toPlainText()
        else:
            entry = (field.value() or "") if isinstance(field, ChoiceEdit) else field.text()
        found = {"entry": entry.strip()}
        if self.origin:
            fields: Mapping[str, Any] = self.fields
            found["source"] = fields["source"].text().strip()
            for name in ("as_of", "reviewed_on"):
                day = fields[name].value()
                found[name] = day.isoformat() if day else fields[name].text().strip()
            found["verified"] = "yes" if fields["verified"].isChecked() else "no"
        return found

    def refuse(self, words: str) -> None:
        """What is wrong with the new value, beside it."""
        field: Any = self.entry
        field.set_error(words)

    def again(self) -> None:
        """Day and reason as at the beginning."""
        self.why.set_value(None)
        self.since.set_value(self._today())


def trouble(row: ValueRow, entry: str) -> str:
    """Why an entry cannot be used; "" when it can."""
    try:
        row.check(entry)
    except UserError as error:
        return str(error)
    return ""


def _day(field: DateEdit, written: str) -> date | None:
    """What was kept as text, a day or not, back in its field."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        field.setText(written)
        return field.value()
