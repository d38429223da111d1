"""Changing what holds: a new value, or several, from one day on and for one reason.

What was typed for a value stays when another one is looked at, until it is decided or left.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core.errors import UserError
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import button, icon_button
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, DateEdit, NoteEdit, TextEdit
from mortgage_collect.ui.kit.labels import Elided, label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, SNUG
from mortgage_collect.ui.programs.rows import ValueRow
from mortgage_collect.workout.value.assumptions import THE_BANK

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_ENTRIES = ("entry", "choice", "table")


class ChangeForm(Section):
    """`decided(changes, since, why)` with what was typed, None for what is to be as it ships;
    `another()` to go back to the list; `wanted(name)` when a value has to be looked at again.

    With `origin` every value has its source, dates and mark beside it, as the assumptions do.
    """

    decided = Signal(object, object, str)
    another = Signal()
    grew = Signal()
    wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, origin: bool = False) -> None:
        super().__init__(" ", parent)
        self._origin, self._today = origin, desk.today
        self.row: ValueRow | None = None
        self._by_name: Mapping[str, ValueRow] = {}
        self.held: dict[str, dict[str, str] | None] = {}
        self.says = label("", wrap=True)
        self.stands = label("", "muted", wrap=True)
        self.form = FieldGrid()
        ask = self.form.ask
        ask("entry", self.tr("New value"), TextEdit(), letters=WHOLE if not origin else 24)
        ask("choice", self.tr("New value"), ChoiceEdit(), letters=24)
        ask("table", self.tr("New value"), NoteEdit(least=3, most=10))
        if origin:
            self._ask_origin(desk)
        ask("since", self.tr("Holds from"), DateEdit(desk.today(), required=True), letters=24)
        ask("why", self.tr("Why"), TextEdit(required=True), letters=WHOLE)
        self.since: DateEdit = self.form.fields["since"]  # type: ignore[assignment]
        self.why: TextEdit = self.form.fields["why"]  # type: ignore[assignment]
        self.since.set_value(desk.today())
        self.also = QWidget()
        self._also = QVBoxLayout(self.also)
        self._also.setContentsMargins(0, 0, 0, 0)
        self._also.setSpacing(theme_of(self).px(HAIR))
        self.wrong = label("", "error", wrap=True)
        self.decide = button(self.tr("Decide"), self.go, kind="primary")
        self.ships = button(self.tr("As it ships"), self.as_it_ships, icon="undo-2")
        self.more = button(self.tr("Another value"), self.another.emit, icon="plus")
        self.clear = button(self.tr("Leave it"), self.leave)
        self._lay_out()
        self.form.edited.connect(self._on_edited)
        table: Any = self.form.fields["table"]
        table.submitted.connect(self.go)
        self.show_row(None)

    def _ask_origin(self, desk: Desk) -> None:
        today = desk.today()
        ask = self.form.ask
        ask("source", self.tr("Source"), TextEdit(required=True), letters=WHOLE)
        ask("as_of", self.tr("Figure is as of"), DateEdit(today, toward="last"), letters=24)
        ask("reviewed_on", self.tr("Reviewed on"), DateEdit(today, toward="last"), letters=24)
        ask("verified", "", QCheckBox(self.tr("Compared with its source and found right")))

    def _lay_out(self) -> None:
        row = QWidget()
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight, row)
        self._buttons.setContentsMargins(0, 0, 0, 0)
        gap = theme_of(self).px(SNUG)
        self._buttons.setSpacing(gap)
        for pair in ((self.decide, self.more), (self.ships, self.clear)):
            line = QHBoxLayout()
            line.setSpacing(gap)
            for each in pair:
                line.addWidget(each)
            line.addStretch(0)
            self._buttons.addLayout(line)
        self._buttons.addStretch(1)
        for part in (self.says, self.stands, self.form, self.also, self.wrong, row):
            self.add(part)
        self.wrong.hide()
        self.also.hide()

    # -- showing ------------------------------------------------------------------------------

    def show_rows(self, rows: Mapping[str, ValueRow]) -> None:
        """What there is to change, read anew."""
        self._by_name = rows
        self.held = {name: typed for name, typed in self.held.items() if name in rows}
        self._list_held()

    def show_row(self, row: ValueRow | None) -> None:
        """Another value; what is typed for it already is in the fields."""
        self.row = row
        for part in (self.form, self.decide, self.more, self.ships, self.clear):
            part.setVisible(row is not None)
        self.says.setVisible(row is not None and bool(row.says))
        if row is None:
            self.heading.say(self.tr("No value picked"))
            self.stands.setText(self.tr("Pick one in the list to read about it and to change it."))
            return
        self.heading.say(row.full_label)
        self.setAccessibleName(row.full_label)
        self.says.setText(row.says)
        self.stands.setText(self._stands(row))
        kind = "table" if row.table else "choice" if row.choices else "entry"
        choice: Any = self.form.fields["choice"]
        choice.set_choices([Choice(one, read, one[:1]) for one, read in row.choices])
        for name in _ENTRIES:
            self.form.set_row_visible(name, name == kind)
        self.form.hint(kind, row.hint)
        self._fill(row)
        self._list_held()

    def _stands(self, row: ValueRow) -> str:
        made = row.decided
        if made is None:
            return self.tr("{0}, as it ships.").format(row.value)
        said = self.tr("{0} since {1}").format(row.value, row.since)
        why = f" ({made.why})" if made.why else ""
        ships = self.tr("It ships as {0}.").format(row.ships) if row.own else ""
        return f"{said}{why}. {ships}".strip()

    def _fill(self, row: ValueRow) -> None:
        typed = self.held.get(row.name, {})
        shown = {"entry": row.entry, **dict(row.origin)}
        if typed is None:
            shown["entry"] = row.ships_entry
        else:
            shown |= typed
        field: Any = self._entry()
        field.set_value(shown["entry"])
        if self._origin:
            self._fill_origin(shown)
        self.ships.setEnabled(row.own and typed is not None)
        self.say("")

    def _fill_origin(self, shown: Mapping[str, str]) -> None:
        fields: Mapping[str, Any] = self.form.fields
        fields["source"].set_value(shown["source"])
        for name in ("as_of", "reviewed_on"):
            fields[name].setText("")
            fields[name].set_value(_day(fields[name], shown[name]))
        fields["verified"].blockSignals(True)
        fields["verified"].setChecked(shown["verified"] == "yes")
        fields["verified"].blockSignals(False)

    @property
    def busy(self) -> bool:
        """True while the keyboard is in it."""
        here = QApplication.focusWidget()
        return here is not None and self.isAncestorOf(here)

    def enter(self) -> None:
        """The keyboard goes to the new value."""
        if self.row is not None:
            self._entry().setFocus(Qt.FocusReason.TabFocusReason)

    def be_narrow(self, narrow: bool) -> None:
        """The buttons in two lines where one does not hold them."""
        sides = QBoxLayout.Direction
        self._buttons.setDirection(sides.TopToBottom if narrow else sides.LeftToRight)

    def say(self, wrong: str) -> None:
        """What the bank's rules refused."""
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))

    # -- typing -------------------------------------------------------------------------------

    def _entry(self) -> QWidget:
        row = self.row
        kind = "table" if row and row.table else "choice" if row and row.choices else "entry"
        return self.form.fields[kind]

    def _typed(self) -> dict[str, str]:
        field = self._entry()
        entry = (
            field.toPlainText()
            if isinstance(field, NoteEdit)
            else field.value() or ""
            if isinstance(field, ChoiceEdit)
            else field.text()  # type: ignore[attr-defined]
        )
        found = {"entry": entry.strip()}
        if self._origin:
            fields: Mapping[str, Any] = self.form.fields
            found["source"] = fields["source"].text().strip()
            for name in ("as_of", "reviewed_on"):
                day = fields[name].value()
                found[name] = day.isoformat() if day else fields[name].text().strip()
            found["verified"] = "yes" if fields["verified"].isChecked() else "no"
        return found

    def _on_edited(self) -> None:
        row = self.row
        if row is None:
            return
        own = {"entry": row.entry, **dict(row.origin)}
        before = self.held.get(row.name)
        typed = self._typed()
        at_origin = {name: typed[name] for name in typed if name != "entry"}
        untouched = before is None and at_origin == dict(row.origin)
        if self._origin and typed["entry"] != row.entry and untouched:
            # Another figure has another origin.
            typed |= {"source": THE_BANK, "as_of": "", "reviewed_on": "", "verified": "no"}
            self._fill_origin(typed)
        if row.name in self.held and before is None and typed["entry"] == row.ships_entry:
            pass  # it is to be as it ships, and something else was typed
        elif typed == own:
            self.held.pop(row.name, None)
        else:
            self.held[row.name] = typed
        self.ships.setEnabled(row.own)
        self.say("")
        self._list_held()

    def as_it_ships(self) -> None:
        if self.row is not None and self.row.own:
            self.held[self.row.name] = None
            self._fill(self.row)
            self._list_held()
            self.since.setFocus(Qt.FocusReason.TabFocusReason)

    def drop(self, name: str) -> None:
        """A value is not part of the decision after all."""
        self.held.pop(name, None)
        if self.row is not None and self.row.name == name:
            self._fill(self.row)
        self._list_held()

    def leave(self) -> None:
        """Nothing is changed; back to the list."""
        self.held.clear()
        self.why.set_value(None)
        self.since.set_value(self._today())
        self.show_row(self.row)
        self.another.emit()

    def _list_held(self) -> None:
        empty(self._also)
        for name, typed in self.held.items():
            row = self._by_name.get(name)
            if row is None:
                continue
            now = self.tr("as it ships") if typed is None else " ".join(typed["entry"].split())
            words = self.tr("{0}: {1} becomes {2}").format(
                row.full_label,
                row.entry if not row.table else row.value,
                now or self.tr("not known"),
            )
            self._also.addWidget(self._held_line(name, words))
        self.also.setVisible(bool(self.held))
        self.decide.setEnabled(bool(self.held))
        self.grew.emit()

    def _held_line(self, name: str, words: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(
            icon_button("x", self.tr("Leave out: {0}").format(words), lambda: self.drop(name))
        )
        row.addWidget(Elided(words, "strong"), 1)
        return line

    # -- deciding -----------------------------------------------------------------------------

    def go(self) -> None:
        """Decide, when every entry can be read; else the focus goes to the first that cannot."""
        for name, typed in self.held.items():
            if typed is not None and (wrong := self._wrong(self._by_name[name], typed["entry"])):
                if self.row is None or self.row.name != name:
                    self.wanted.emit(name)
                field: Any = self._entry()
                field.set_error(wrong)
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if not self.held:
            self.say(self.tr("Nothing is changed yet. Enter a new value first."))
            self.enter()
        elif self.form.check():
            self.say("")
            self.decided.emit(self.changes(), self.since.value(), self.why.value() or "")

    def done(self) -> None:
        """It was decided: the fields are free for the next decision."""
        self.held.clear()
        self.why.set_value(None)
        self.since.set_value(self._today())
        self._list_held()

    def changes(self) -> dict[str, str | None]:
        """As a service takes it."""
        found = dict[str, str | None]()
        for name, typed in self.held.items():
            found[name] = None if typed is None else typed["entry"]
            if typed is not None and self._origin:
                found |= {f"{name}.{part}": typed[part] for part in typed if part != "entry"}
        return found

    @staticmethod
    def _wrong(row: ValueRow, entry: str) -> str:
        try:
            row.check(entry)
        except UserError as error:
            return str(error)
        return ""

    def draft(self) -> dict[str, Any]:
        """What is typed and not decided."""
        return {"held": dict(self.held), "since": self.since.text(), "why": self.why.text()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        self.held = dict(draft.get("held", {}))
        self.since.setText(draft.get("since", self.since.text()))
        self.why.setText(draft.get("why", ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        here, enter = QApplication.focusWidget(), event.key() in _ENTER
        if event.key() == Qt.Key.Key_Escape:
            self.another.emit()
        elif enter and (
            held == Qt.KeyboardModifier.ControlModifier or (not held and here is self.why)
        ):
            self.go()
        elif enter and not held and here is self._entry():
            if self._checked():
                self.since.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _checked(self) -> bool:
        """The entry one leaves says at once what is wrong with it."""
        if self.row is None:
            return False
        field: Any = self._entry()
        field.set_error(self._wrong(self.row, self._typed()["entry"]))
        return not field.error


def _day(field: DateEdit, written: str) -> date | None:
    """What was kept as text, a day or not, back in its field."""
    if not written:
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        field.setText(written)
        return field.value()
