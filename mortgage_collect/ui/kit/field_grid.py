"""Rows of fields as wide as what is typed in them, whose half-finished entries can be kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.ui.kit.choice import ChoiceEdit
from mortgage_collect.ui.kit.form import Rows
from mortgage_collect.ui.kit.theme import theme_of

W = TypeVar("W", bound=QWidget)

WHOLE = 0  # a field as wide as there is room


class FieldGrid(Rows):
    """Rows which say `edited` at every key, and keep and restore what stands in them."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None, *, label_letters: int = 17) -> None:
        super().__init__(parent)
        self._hints: dict[str, str] = {}
        self._letters = QFontMetrics(theme_of(self).font()).averageCharWidth()
        self._grid.setColumnMinimumWidth(0, label_letters * self._letters)

    def ask(self, name: str, words: str, field: W, hint: str = "", *, letters: int = 24) -> W:
        """A row with its field, `letters` wide at the most; WHOLE takes all there is."""
        self.add(name, words, field, hint)
        found = self._grid.itemAtPosition(self._grid.rowCount() - 1, 1)
        cell = found.layout() if found is not None else None
        if letters and isinstance(cell, QVBoxLayout):
            field.setMaximumWidth(letters * self._letters + theme_of(self).px(28))
            _narrow(cell, field)
        self._listen(field)
        return field

    def check(self) -> bool:
        """Every question that is asked says what is wrong; the focus goes to the first."""
        wrong = [
            field
            for field in self.fields.values()
            if not field.isHidden() and not getattr(field, "check", lambda: True)()
        ]
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def hint(self, name: str, words: str) -> None:
        """What stands under a field while nothing is wrong with it."""
        self._hints[name] = words
        self._say(name, getattr(self.fields[name], "error", ""), words)

    def _say(self, name: str, error: str, hint: str) -> None:
        super()._say(name, error, self._hints.get(name, hint))

    def wrong(self, name: str, words: str) -> None:
        """What only the program could find, beside the field; the focus goes there."""
        self.set_errors({name: words})
        self.fields[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def draft(self) -> dict[str, Any]:
        """What stands in the fields, as typed."""
        return {name: _typed(field) for name, field in self.fields.items()}

    def restore(self, draft: Mapping[str, Any]) -> None:
        """Put back what `draft` gave."""
        for name, typed in draft.items():
            if (field := self.fields.get(name)) is not None:
                _type(field, typed)

    def empty(self) -> None:
        """Nothing in any field, and nothing wrong."""
        for field in self.fields.values():
            _type(field, None)
            if hasattr(field, "set_error"):
                field.set_error("")

    def _listen(self, field: QWidget) -> None:
        match field:
            case QCheckBox():
                field.toggled.connect(lambda _: self.edited.emit())
            case ChoiceEdit():
                field.entered.connect(lambda _: self.edited.emit())
            case QPlainTextEdit():
                field.textChanged.connect(self.edited)
            case QLineEdit():
                field.textEdited.connect(lambda _: self.edited.emit())


def _narrow(cell: QVBoxLayout, field: QWidget) -> None:
    """At the left of its cell: a box alone would center what does not fill it."""
    cell.removeWidget(field)
    row = QHBoxLayout()
    row.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
    row.addWidget(field, 1000)
    row.addStretch(1)
    cell.insertLayout(0, row)


def _typed(field: QWidget) -> Any:
    match field:
        case QCheckBox():
            return field.isChecked()
        case ChoiceEdit():
            return field.value()
        case QPlainTextEdit():
            return field.toPlainText()
        case QLineEdit():
            return field.text()
    return None


def _type(field: QWidget, typed: Any) -> None:
    match field:
        case QCheckBox():
            field.setChecked(bool(typed))
        case ChoiceEdit():
            field.set_value(typed)
        case QPlainTextEdit():
            field.setPlainText(str(typed or ""))
        case QLineEdit():
            field.setText(str(typed or ""))
