"""The form of a step, made from what its kind asks: the day it happened, then its details."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QCheckBox, QLabel, QVBoxLayout, QWidget

from mortgage_collect.core.money import Money
from mortgage_collect.rules.matters.matter import LISTED, FieldKind, StepField, StepSpec
from mortgage_collect.ui.kit.ask_form import AskForm
from mortgage_collect.ui.kit.field_grid import WHOLE
from mortgage_collect.ui.kit.fields import (
    Choice,
    ChoiceEdit,
    CountEdit,
    DateEdit,
    MoneyEdit,
    NoteEdit,
    TextEdit,
)
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR

LABEL_LETTERS = 20
ON = "on"
REFERENCE, PERSON = "reference", "person"
_LETTERS = {
    FieldKind.DAY: 22,
    FieldKind.MONEY: 16,
    FieldKind.NUMBER: 14,
    FieldKind.YES_NO: 14,
    FieldKind.CHOICE: 34,
}


class StepForm(AskForm):
    """Asks for one step. `details()` are as they are kept: what was left empty is not in them.

    What does not fit the other steps is refused once; ticked as having happened that way, it is
    kept all the same. `people`: whom a matter that is opened may be about, where its kind is about
    a person. `opens`: asks what others call it too.
    """

    def __init__(
        self,
        spec: StepSpec,
        today: date,
        *,
        opens: bool = False,
        people: Sequence[tuple[int, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        # What a kind asks may be called as one of our own rows is.
        self._asked: dict[str, StepField] = {f"step.{field.key}": field for field in spec.fields}
        ask = self.form.ask
        self.on = ask(
            ON,
            self.tr("When it happened"),
            DateEdit(today, toward="last", high=today, required=True),
            letters=22,
        )
        self.on.set_value(today)
        self.person: ChoiceEdit | None = None
        if people:
            choices = [Choice(person_id, name) for person_id, name in people]
            self.person = ask(PERSON, self.tr("About"), ChoiceEdit(choices, required=True))
            if len(choices) == 1:
                self.person.set_value(choices[0].value)
        for row, field in self._asked.items():
            ask(
                row,
                field.label,
                field_for(field, today),
                self._hint(field),
                letters=_LETTERS.get(field.kind, WHOLE),
            )
        self.reference: TextEdit | None = None
        if opens:
            self.reference = ask(
                REFERENCE, self.tr("Reference"), TextEdit(), self.tr("A case or file number."),
                letters=34,
            )  # fmt: skip
        self._fold_labels()
        self.as_it_happened = QCheckBox(self.tr("It happened this way all the same"))
        self.as_it_happened.hide()
        self.add(self.as_it_happened)
        self.reason = TextEdit(required=True)
        self.reason.setPlaceholderText(self.tr("Why it was done all the same"))
        self.reason.setAccessibleName(self.reason.placeholderText())
        self.reason.hide()
        self.add(self.reason)

    def _fold_labels(self) -> None:
        """A long question takes two lines, and leaves its answer the room."""
        widest = LABEL_LETTERS * QFontMetrics(theme_of(self).font()).averageCharWidth()
        for caption in self.form.findChildren(QLabel):
            if caption.buddy() is not None:
                caption.setWordWrap(True)
                caption.setMaximumWidth(widest)

    def refuse(self, words: str, may_stand: bool, asks_why: bool = False) -> None:
        """What was refused; `may_stand`: it can be kept as it happened; `asks_why`: with a reason.

        The focus goes to what is asked next.
        """
        self.say(words)
        self.as_it_happened.setVisible(may_stand)
        self.reason.setVisible(asks_why)
        if may_stand:
            ticked = self.as_it_happened.isChecked()
            field = self.reason if asks_why and ticked else self.as_it_happened
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            self.stopped.emit(field)

    def details(self) -> dict[str, str]:
        found = {}
        for row, field in self._asked.items():
            value = kept(field, self.form.fields[row])
            if value:
                found[field.key] = value
        return found

    def fill(self, details: Mapping[str, str]) -> None:
        """Put what is known already into its fields."""
        for row, field in self._asked.items():
            if field.key in details:
                show(field, self.form.fields[row], details[field.key])

    def draft(self) -> dict[str, Any]:
        """What stands in it beyond the day of today, as typed; what is ticked by its values."""
        typed = self.form.draft()
        for row, field in self.form.fields.items():
            if isinstance(field, SeveralEdit):
                typed[row] = field.value() or None
        return {} if not any(typed[row] for row in typed if row not in (ON, PERSON)) else typed

    def restore(self, draft: Mapping[str, Any]) -> None:
        self.form.restore(draft)
        for row, field in self.form.fields.items():
            if isinstance(field, SeveralEdit):
                field.set_value(draft.get(row))

    def _hint(self, field: StepField) -> str:
        listed = self.tr("Several with a semicolon between.")
        if field.kind is FieldKind.SEVERAL and not field.choices:
            return f"{field.help} {listed}".strip()
        return field.help


class SeveralEdit(QWidget):
    """Any of a few, ticked."""

    entered = Signal(object)
    troubled = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str]], *, required: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.required, self.error = required, ""
        self.boxes = {value: QCheckBox(words) for value, words in choices}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme_of(self).px(HAIR), 0, 0)
        column.setSpacing(theme_of(self).px(HAIR))
        for box in self.boxes.values():
            column.addWidget(box)
            box.toggled.connect(self._on_ticked)
        if self.boxes:
            self.setFocusProxy(next(iter(self.boxes.values())))

    def value(self) -> tuple[str, ...]:
        return tuple(value for value, box in self.boxes.items() if box.isChecked())

    def set_value(self, values: Sequence[str] | None) -> None:
        for value, box in self.boxes.items():
            box.setChecked(value in (values or ()))

    def set_error(self, words: str) -> None:
        if words != self.error:
            self.error = words
            self.troubled.emit(words)

    def check(self) -> bool:
        wrong = self.required and not self.value()
        self.set_error(self.tr("Tick at least one.") if wrong else "")
        return not wrong

    def _on_ticked(self) -> None:
        self.set_error("")
        self.entered.emit(self.value())


def field_for(field: StepField, today: date) -> QWidget:
    match field.kind:
        case FieldKind.DAY:
            return DateEdit(today, required=field.required)
        case FieldKind.MONEY:
            return MoneyEdit(required=field.required)
        case FieldKind.NUMBER:
            return CountEdit(low=0, required=field.required)
        case FieldKind.YES_NO:
            said = [Choice("yes", "Yes", "Y"), Choice("no", "No", "N")]
            return ChoiceEdit(said, required=field.required, placeholder="Not told")
        case FieldKind.CHOICE:
            picked = [Choice(value, words) for value, words in field.choices]
            return ChoiceEdit(picked, required=field.required, placeholder="Not told")
        case FieldKind.SEVERAL if field.choices:
            return SeveralEdit(field.choices, required=field.required)
        case FieldKind.LONG_TEXT:
            return NoteEdit(required=field.required)
    return TextEdit(required=field.required)


def kept(field: StepField, widget: Any) -> str:
    """What stands in a field, as a step keeps it; "" is not told."""
    value = widget.value()
    if value is None:
        return ""
    match field.kind:
        case FieldKind.DAY:
            return str(value.isoformat())
        case FieldKind.MONEY:
            return str(value.plain)
        case FieldKind.SEVERAL if field.choices:
            return f"{LISTED} ".join(value)
    return str(value)


def show(field: StepField, widget: Any, value: str) -> None:
    """Put a kept detail back into its field."""
    if isinstance(widget, SeveralEdit):
        widget.set_value([part.strip() for part in value.split(LISTED)])
    elif field.kind is FieldKind.DAY:
        widget.set_value(date.fromisoformat(value))
    elif field.kind is FieldKind.MONEY:
        widget.set_value(Money.of(value))
    elif field.kind is FieldKind.NUMBER:
        widget.set_value(int(value))
    else:
        widget.set_value(value)
