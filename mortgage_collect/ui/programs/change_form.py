"""Changing what holds: a new value, or several, from one day on and for one reason.

What was typed for a value stays when another one is looked at, until it is decided or left.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QWidget

from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.programs.entry_form import EntryForm, Typed, trouble
from mortgage_collect.ui.programs.held_list import HeldList
from mortgage_collect.ui.programs.rows import ValueRow
from mortgage_collect.workout.value.assumptions import THE_BANK

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChangeForm(Section):
    """`decided(changes, since, why)` with what was typed, None for what is to be as it ships;
    `another()` to go back to the list; `wanted(name)` when a value has to be looked at again;
    `grew()` when it needs more room.
    """

    decided = Signal(object, object, str)
    another = Signal()
    grew = Signal()
    wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, origin: bool = False) -> None:
        super().__init__(" ", parent)
        self.row: ValueRow | None = None
        self._by_name: Mapping[str, ValueRow] = {}
        self.held: dict[str, Typed | None] = {}
        self.says = label("", wrap=True)
        self.stands = label("", "muted", wrap=True)
        self.source = label("", "caption", wrap=True)
        self.form = EntryForm(desk, origin=origin)
        self.since, self.why = self.form.since, self.form.why
        self.also = HeldList()
        self.wrong = label("", "error", wrap=True)
        self.decide = button(self.tr("Decide"), self.go, kind="primary")
        self.ships = button(self.tr("As it ships"), self.as_it_ships, icon="undo-2")
        self.more = button(self.tr("Another value"), self.another.emit, icon="plus")
        self.clear = button(self.tr("Leave it"), self.leave)
        self._lay_out()
        self.form.edited.connect(self._on_edited)
        self.form.table.submitted.connect(self.go)
        self.also.dropped.connect(self.drop)
        self.show_row(None)

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
        for part in (self.says, self.stands, self.source, self.form, self.also, self.wrong, row):
            self.add(part)
        self.wrong.hide()
        self.also.hide()

    def be_narrow(self, narrow: bool) -> None:
        """The buttons in two lines where one does not hold them."""
        sides = QBoxLayout.Direction
        self._buttons.setDirection(sides.TopToBottom if narrow else sides.LeftToRight)

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
        # Of an assumption it is one of the fields.
        self.source.setVisible(row is not None and bool(row.source) and not row.origin)
        if row is None:
            self.heading.say(self.tr("No value picked"))
            self.stands.setText(self.tr("Pick one in the list to read about it and to change it."))
            return
        self.heading.say(row.full_label)
        self.setAccessibleName(row.full_label)
        self.says.setText(row.says)
        self.stands.setText(self._stands(row))
        self.source.setText(self.tr("Source: {0}").format(row.source))
        self.form.show_row(row)
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
        ships = {"entry": row.ships_entry, **dict(row.ships_origin)}
        self.form.fill(ships if typed is None else shown | typed)
        self.ships.setEnabled(row.own and typed is not None)
        self.say("")

    def _list_held(self) -> None:
        known = {name: typed for name, typed in self.held.items() if name in self._by_name}
        self.also.show_held(known, self._by_name)
        self.decide.setEnabled(bool(self.held))
        self.grew.emit()

    @property
    def busy(self) -> bool:
        """True while the keyboard is in it."""
        here = QApplication.focusWidget()
        return here is not None and self.isAncestorOf(here)

    def enter(self) -> None:
        """The keyboard goes to the new value."""
        if self.row is not None:
            self.form.entry.setFocus(Qt.FocusReason.TabFocusReason)

    def say(self, wrong: str) -> None:
        """What the bank's rules refused."""
        self.wrong.setText(wrong)
        self.wrong.setVisible(bool(wrong))

    # -- typing -------------------------------------------------------------------------------

    def _on_edited(self) -> None:
        row = self.row
        if row is None:
            return
        own, typed = {"entry": row.entry, **dict(row.origin)}, self.form.typed()
        if row.name in self.held and self.held[row.name] is None:
            if typed["entry"] == row.ships_entry:
                return  # it is to be as it ships, and the day or the reason was typed
        elif row.name not in self.held and typed["entry"] != row.entry and row.origin:
            # Another figure has another origin.
            typed |= {"source": THE_BANK, "as_of": "", "reviewed_on": "", "verified": "no"}
            self.form.fill_origin(typed)
        self.held.pop(row.name, None)
        if typed != own:
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
        self.done()
        self.show_row(self.row)
        self.another.emit()

    # -- deciding -----------------------------------------------------------------------------

    def go(self) -> None:
        """Decide, when every entry can be read; else the focus goes to the first that cannot."""
        for name, typed in self.held.items():
            if typed is not None and (wrong := trouble(self._by_name[name], typed["entry"])):
                if self.row is None or self.row.name != name:
                    self.wanted.emit(name)
                self.form.refuse(wrong)
                self.form.entry.setFocus(Qt.FocusReason.OtherFocusReason)
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
        self.form.again()
        self._list_held()

    def changes(self) -> dict[str, str | None]:
        """As a service takes it."""
        found = dict[str, str | None]()
        for name, typed in self.held.items():
            found[name] = None if typed is None else typed["entry"]
            origin = {} if typed is None else typed
            found |= {f"{name}.{part}": origin[part] for part in origin if part != "entry"}
        return found

    def draft(self) -> dict[str, Any]:
        """What is typed and not decided; nothing where no value is."""
        if not self.held:
            return {}
        return {"held": dict(self.held), "since": self.since.text(), "why": self.why.text()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what `draft` gave."""
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
        elif enter and not held and here is self.form.entry:
            if self._checked():
                self.since.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _checked(self) -> bool:
        """The entry one leaves says at once what is wrong with it."""
        wrong = trouble(self.row, self.form.typed()["entry"]) if self.row is not None else ""
        self.form.refuse(wrong)
        return not wrong
