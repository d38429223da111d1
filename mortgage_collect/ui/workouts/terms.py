"""The terms of one option, each to be typed, stepped or dragged: what if it were otherwise?

The form is built from the fields of the option's answers (see `option.py`), so a new option needs
no line here. What they can pay is asked once, above the columns, and not again.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QWidget

from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.workouts.term_field import edited, field_for, put, typed
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.option import WorkoutOption

ASKED_ABOVE = "pay"


class Terms(QWidget):
    """`edited(answers)` at every change that can be read."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.fields: dict[str, QWidget] = {}
        self._answers: Any = None
        self._made: list[QWidget] = []
        self._key = ""
        self.none = label(self.tr("There is nothing to choose."), "muted")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(1, 1)
        self.setAccessibleName(self.tr("Terms"))

    def show_terms(self, option: WorkoutOption[Any], answers: Any, case: CaseFacts) -> None:
        """The questions of an option with these answers; its own defaults where there are none."""
        if answers is None:
            answers = option.answers()
        if option.key != self._key:
            self._build(option, answers, case)
        elif answers != self._answers:
            for name, field in self.fields.items():
                if typed(field) != getattr(answers, name):
                    put(field, getattr(answers, name))
        self._answers = answers

    @property
    def first(self) -> QWidget | None:
        """Where the focus goes."""
        return next(iter(self.fields.values()), None)

    def _build(self, option: WorkoutOption[Any], answers: Any, case: CaseFacts) -> None:
        for widget in self._made:
            widget.hide()
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._made.clear()
        self.fields.clear()
        self._key = option.key
        for described in fields(option.answers):
            if described.name == ASKED_ABOVE:
                continue
            field = field_for(described, getattr(answers, described.name), case)
            self.fields[described.name] = field
            self._place(str(described.metadata["label"]), field)
            edited(field).connect(lambda *_, name=described.name: self._on_edited(name))
        if not self.fields:
            self._grid.addWidget(self.none, 0, 0)
        self.none.setVisible(not self.fields)

    def _place(self, words: str, field: QWidget) -> None:
        at, theme = self._grid.rowCount(), theme_of(self)
        top = Qt.AlignmentFlag.AlignTop
        self._made.append(field)
        if isinstance(field, QCheckBox):  # says itself what it asks
            self._grid.addWidget(field, at, 0, 1, 2)
            return
        caption = QLabel(words)
        caption.setWordWrap(True)
        caption.setBuddy(field)
        caption.setContentsMargins(0, theme.px(6), 0, 0)
        self._made.append(caption)
        self._grid.addWidget(caption, at, 0, top)
        self._grid.addWidget(field, at, 1)
        if field.toolTip():
            hint = label(field.toolTip(), "hint", wrap=True)
            self._made.append(hint)
            self._grid.addWidget(hint, at + 1, 1)

    def _on_edited(self, name: str) -> None:
        value = typed(self.fields[name])
        text = getattr(getattr(self.fields[name], "field", self.fields[name]), "text", None)
        if value is None and text is not None and text().strip():
            return  # half typed, or wrong: the field says so when it is left
        described = next(each for each in fields(self._answers) if each.name == name)
        if value is None and described.default is not None:
            value = described.default  # an empty field is the option's own default, never nothing
        given = {name: value}
        if hasattr(self._answers, ASKED_ABOVE):
            given[ASKED_ABOVE] = None  # terms of one's own, no longer what fits the money
        self._answers = replace(self._answers, **given)
        self.edited.emit(self._answers)
