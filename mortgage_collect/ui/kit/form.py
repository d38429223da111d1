"""Rows of label and field, with what is wrong beside the field and never in a window.

`DataForm` builds the rows from a dataclass: labels, limits and units stand in the metadata of its
fields (`label`, `low`, `high`, `unit`, `hint`, `lines`), so they live with what they describe.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any, Generic, TypeVar, Union, get_args, get_origin, get_type_hints

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Word
from mortgage_collect.ui.kit.fields import (
    Choice,
    ChoiceEdit,
    CountEdit,
    DateEdit,
    MoneyEdit,
    NoteEdit,
    RateEdit,
    TextEdit,
)
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, ROOMY, SNUG

D = TypeVar("D")


class Rows(QWidget):
    """Label at the left, field at the right; its hint or its error below the field."""

    changed = Signal(str)  # the name of the field that was entered

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.fields: dict[str, QWidget] = {}
        self._said: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(ROOMY))
        self._grid.setVerticalSpacing(theme.px(SNUG))
        self._grid.setColumnStretch(1, 1)

    def add(self, name: str, words: str, field: QWidget, hint: str = "") -> QWidget:
        """One row; the label carries the field's name to screen readers and its Alt key."""
        at = len(self.fields)
        caption = label(words)
        caption.setTextFormat(Qt.TextFormat.AutoText)
        caption.setBuddy(field)
        if not field.accessibleName():
            field.setAccessibleName(words.replace("&", ""))
        said = label(hint, "hint", wrap=True)
        cell = QVBoxLayout()
        cell.setSpacing(theme_of(self).px(HAIR))
        cell.addWidget(field)
        cell.addWidget(said)
        top = Qt.AlignmentFlag.AlignTop
        caption.setContentsMargins(0, theme_of(self).px(6), 0, 0)
        self._grid.addWidget(caption, at, 0, top)
        self._grid.addLayout(cell, at, 1)
        # Not before it has a place: shown alone it would be a window, and take the keyboard.
        said.setVisible(bool(hint))
        self.fields[name], self._said[name], self._labels[name] = field, said, caption
        if (troubled := getattr(field, "troubled", None)) is not None:
            troubled.connect(lambda text: self._say(name, text, hint))
        if (entered := getattr(field, "entered", None)) is not None:
            entered.connect(lambda _: self.changed.emit(name))
        elif isinstance(field, QCheckBox):
            field.toggled.connect(lambda _: self.changed.emit(name))
        return field

    def check(self) -> bool:
        """Every field says what is wrong with it; the focus goes to the first."""
        wrong = [f for f in self.fields.values() if not getattr(f, "check", lambda: True)()]
        if wrong:
            wrong[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Errors only the program could find, beside their fields."""
        for name, text in errors.items():
            if (set_error := getattr(self.fields.get(name), "set_error", None)) is not None:
                set_error(text)

    def set_row_visible(self, name: str, shown: bool) -> None:
        """A question that does not apply is not asked."""
        field, said = self.fields[name], self._said[name]
        self._labels[name].setVisible(shown)
        field.setVisible(shown)
        said.setVisible(shown and bool(said.text()))

    def _say(self, name: str, error: str, hint: str) -> None:
        said = self._said[name]
        said.setText(error or hint)
        said.setProperty("type", "error" if error else "hint")
        said.style().unpolish(said)
        said.style().polish(said)
        said.setVisible(bool(error or hint))


class DataForm(Rows, Generic[D]):
    """A form for one dataclass. `value()` is an instance, or None while something is wrong."""

    def __init__(self, kind: type[D], today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if not is_dataclass(kind):
            raise TypeError(f"{kind!r} is not a dataclass")
        self.kind: Any = kind
        hints = get_type_hints(kind)
        for described in fields(kind):
            if described.init:
                field = _field_for(described, hints[described.name], today)
                words = described.metadata.get("label") or described.name.replace("_", " ")
                hint = str(described.metadata.get("hint", ""))
                self.add(
                    described.name,
                    str(words).capitalize() if "label" not in described.metadata else str(words),
                    field,
                    hint,
                )
                if described.default is not MISSING:
                    _set(field, described.default)
                elif described.default_factory is not MISSING:
                    _set(field, described.default_factory())

    def set_value(self, value: D) -> None:
        for name, field in self.fields.items():
            _set(field, getattr(value, name))

    def value(self) -> D | None:
        """What is in the form; shows errors where there are any."""
        if not self.check():
            return None
        made: D = self.kind(**{name: _get(field) for name, field in self.fields.items()})
        return made


def _field_for(described: Field[Any], hint: Any, today: date) -> QWidget:
    kind, optional = _kind(hint)
    about = described.metadata
    limits: dict[str, Any] = {
        "low": about.get("low"),
        "high": about.get("high"),
        "required": not optional,
    }
    if kind is bool:
        return QCheckBox()
    if kind is int:
        return CountEdit(unit=str(about.get("unit", "")), **limits)
    if kind is Money:
        return MoneyEdit(**(limits | {"low": about.get("low", ZERO)}))
    if kind is Rate:
        return RateEdit(**limits)
    if kind is date:
        return DateEdit(today, toward=about.get("toward", "next"), **limits)
    if isinstance(kind, type) and issubclass(kind, Enum):
        choices = [
            Choice(word, word.label if isinstance(word, Word) else word.name.capitalize())
            for word in kind
        ]
        return ChoiceEdit(choices, required=not optional)
    if kind is str:
        required = not optional and described.default is MISSING
        if lines := about.get("lines"):
            return NoteEdit(least=int(lines), required=required)
        return TextEdit(required=required)
    raise TypeError(f"no field for {described.name}: {hint!r}")


def _kind(hint: Any) -> tuple[Any, bool]:
    """The type itself, and whether it may be left out."""
    if get_origin(hint) in (Union, types.UnionType):
        inner = [kind for kind in get_args(hint) if kind is not type(None)]
        return inner[0], len(inner) < len(get_args(hint))
    return hint, False


def _set(field: QWidget, value: Any) -> None:
    if isinstance(field, QCheckBox):
        field.setChecked(bool(value))
    else:
        field.set_value(value)  # type: ignore[attr-defined]


def _get(field: QWidget) -> Any:
    if isinstance(field, QCheckBox):
        return field.isChecked()
    value = field.value()  # type: ignore[attr-defined]
    return "" if value is None and isinstance(field, TextEdit) else value
