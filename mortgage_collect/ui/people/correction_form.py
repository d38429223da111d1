"""Fields with what is on file in them; what differs is shown as was and now before it is saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from mortgage_collect.ui.kit.amount_list import Amount, AmountList
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.field_grid import WHOLE, FieldGrid
from mortgage_collect.ui.kit.fields import TextEdit
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.people.field_specs import FieldSpec, field_for, read, shown

LISTED = 5
NOTHING = {None, ""}


class CorrectionForm(QWidget):
    """`corrected(changes, reason)` with only what differs.

    `change_box` is for whoever owns the form: it stays in sight while the fields scroll.
    """

    corrected = Signal(dict, str)

    def __init__(
        self,
        specs: Sequence[FieldSpec],
        today: date,
        parent: QWidget | None = None,
        *,
        with_reason: bool = False,
        heading: str = "",
    ) -> None:
        super().__init__(parent)
        self._specs = {spec.key: spec for spec in specs}
        self._values: Mapping[str, Any] = {}
        self.grids: dict[str, FieldGrid] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(8))
        for spec in specs:
            if spec.part not in self.grids:
                words = QCoreApplication.translate("FieldSpecs", spec.part) or heading
                card, grid = Section(words), FieldGrid(label_letters=20)
                card.add(grid)
                column.addWidget(card)
                self.grids[spec.part] = grid
                grid.edited.connect(self._on_edited)
            self.grids[spec.part].ask(
                spec.key,
                spec.question,
                field_for(spec, today),
                QCoreApplication.translate("FieldSpecs", spec.hint) if spec.hint else "",
                letters=spec.letters,
            )
        self.changes = AmountList(self.tr("What changes"))
        self.change_box = Section(self.tr("Was and now"))
        self.change_box.add(self.changes)
        self.reason_grid = FieldGrid(label_letters=20)
        self.reason = self.reason_grid.ask(
            "reason", self.tr("Because"), TextEdit(required=with_reason), letters=WHOLE
        )
        if not with_reason:
            self.reason_grid.hide()
        self.change_box.add(self.reason_grid)
        self.save_button = button(self.tr("Save correction"), self.save, kind="primary")
        self.undo_button = button(self.tr("As it was"), self.as_it_was, kind="quiet")
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.undo_button)
        row.addWidget(self.save_button)
        around = QWidget()
        around.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self.change_box.add(around)
        self.change_box.hide()
        self._with_reason, self._in_front = with_reason, True

    @property
    def first(self) -> QWidget:
        return next(iter(self.fields.values()))

    @property
    def fields(self) -> dict[str, QWidget]:
        return {key: field for grid in self.grids.values() for key, field in grid.fields.items()}

    def show_values(self, values: Mapping[str, Any]) -> None:
        """What is on file. Half-made changes to fields that did not change on file stay."""
        kept = {
            key: value
            for key, value in self.differences().items()
            if values.get(key) == self._values.get(key)
        }
        self._values = values
        for key, field in self.fields.items():
            field.set_value(kept.get(key, values.get(key)))  # type: ignore[attr-defined]
            if values.get(key) is None and isinstance(field, QLineEdit):
                field.setPlaceholderText(self.tr("not on file"))
        self._on_edited()

    def come_to_front(self, front: bool) -> None:
        """What changes is only shown beside the fields it is about."""
        self._in_front = front
        self._on_edited()

    def differences(self) -> dict[str, Any]:
        """What stands in the fields and not on file. A field that cannot be read does not count."""
        if not self._values:
            return {}
        found = {}
        for key, field in self.fields.items():
            if getattr(field, "text", str)().strip() and read(self._specs[key], field) is None:
                continue
            value = read(self._specs[key], field)
            was = self._values.get(key)
            if value != was and not {value, was} <= NOTHING:
                found[key] = value
        return found

    def save(self) -> None:
        fine = [grid.check() for grid in self.grids.values()]
        if not all(fine) or (self._with_reason and not self.reason_grid.check()):
            return
        if changes := self.differences():
            self.corrected.emit(changes, self.reason.value() or "")

    def as_it_was(self) -> None:
        """Put back what is on file."""
        for key, field in self.fields.items():
            field.set_value(self._values.get(key))  # type: ignore[attr-defined]
        self._on_edited()
        self.first.setFocus()

    def saved(self) -> None:
        """The file has it now."""
        self._values = {**self._values, **self.differences()}
        self.reason.set_value(None)
        self._on_edited()

    def wrong(self, key: str, words: str) -> None:
        """Trouble beside the field it is about; beside the reason when no field is known."""
        for grid in self.grids.values():
            if key in grid.fields:
                grid.wrong(key, words)
                return
        self.reason_grid.show()
        self.reason_grid.set_errors({"reason": words})

    def _on_edited(self) -> None:
        changes = self.differences()
        lines = [
            Amount(
                self._specs[key].question,
                shown(value),
                self.tr("was {0}").format(shown(self._values.get(key))),
            )
            for key, value in changes.items()
        ]
        if len(lines) > LISTED:
            more = self.tr("and {0} more").format(len(lines) - LISTED + 1)
            lines = [*lines[: LISTED - 1], Amount(more)]
        self.changes.show_amounts(lines)
        self.change_box.setVisible(bool(changes) and self._in_front)
