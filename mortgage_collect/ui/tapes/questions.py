"""What the file leaves open, asked on top and answered by picking."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.tape.recognition import Confidence, Question, Recognition
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import ROOMY, SNUG
from mortgage_collect.ui.tapes import words
from mortgage_collect.ui.tapes.reading_words import reading
from mortgage_collect.ui.tapes.view_model import ImportModel

SHOWN = 3


class Questions(QFrame):
    """Blocking ones first; the rest may stay open."""

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._model = model
        self.edits: list[ChoiceEdit] = []
        self._inside: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(
            theme.px(ROOMY), theme.px(SNUG), theme.px(ROOMY), theme.px(SNUG)
        )
        dress(self, card=True)
        self.hide()

    def show_questions(self) -> None:
        found = self._model.recognition
        if self._inside is not None:
            self._inside.hide()
            self._inside.deleteLater()
        self.edits = []
        self._inside = inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme_of(self).px(ROOMY))
        grid.setVerticalSpacing(theme_of(self).px(SNUG))
        grid.setColumnStretch(0, 1)
        asked = self._asked(found) if found else []
        for at, question in enumerate(asked[:SHOWN]):
            said = label(question.text, "strong" if question.blocking else "body", wrap=True)
            grid.addWidget(said, at, 0)
            edit = self._edit(question, found) if found else None
            if edit is not None:
                edit.setAccessibleName(question.text)
                edit.setMinimumWidth(theme_of(self).px(230))
                grid.addWidget(edit, at, 1)
                self.edits.append(edit)
        if len(asked) > SHOWN:
            more = text.count(len(asked) - SHOWN, self.tr("more question"))
            grid.addWidget(
                label(self.tr("and {0}, under Columns").format(more), "caption"), SHOWN, 0
            )
        self._column.addWidget(inside)
        self.setVisible(bool(asked))

    def first(self) -> QWidget | None:
        return self.edits[0] if self.edits else None

    def _asked(self, found: Recognition) -> list[Question]:
        """The grave ones first; of a layout settled before only those."""
        settled = all(
            c.confidence in (Confidence.SAVED, Confidence.NONE) for c in found.columns
        ) and any(c.confidence is Confidence.SAVED for c in found.columns)
        asked = [q for q in found.questions if q.blocking or not settled]
        return sorted(asked, key=lambda question: not question.blocking)

    def _edit(self, question: Question, found: Recognition) -> ChoiceEdit | None:
        """Which field a column is, which column a field, or how columns are read; a day is entered
        in its own field."""
        made = ChoiceEdit(placeholder=self.tr("Choose"))
        if question.days:
            made.set_choices([Choice(day, text.day(day)) for day in question.days])
            made.entered.connect(self._model.choose_as_of)
            return made
        if question.layout:
            made.set_choices(
                [
                    Choice(True, self.tr("Yes, read it so")),
                    Choice(False, self.tr("No, I name the columns")),
                ]
            )
            made.entered.connect(self._model.settle_layout)
            return made
        if question.candidates in ((), ("as_of_date",)):
            return None
        if question.readings:
            fields = question.candidates
            made.set_choices([Choice(each, reading(each)) for each in question.readings])
            made.entered.connect(lambda how: self._model.choose_reading(fields, str(how)))
            return made
        if question.position is not None:
            at = question.position
            made.set_choices(
                [
                    *(Choice(name, words.label(name)) for name in question.candidates),
                    Choice("", self.tr("None of these: leave it aside")),
                ]
            )
            made.set_value(question.suggested)
            made.entered.connect(lambda name: self._model.choose_field(at, str(name)))
            return made
        made.set_choices(
            [
                Choice(
                    (column.position, name),
                    f"{column.letter}: {column.header or ', '.join(column.samples[:2])}"
                    + (f" \u2013 {words.label(name)}" if len(question.candidates) > 1 else ""),
                )
                for column in found.columns
                if column.field is None
                and (not question.columns or column.position in question.columns)
                for name in question.candidates[:4]
            ]
        )
        made.entered.connect(lambda both: self._model.choose_field(both[0], both[1]))
        return made
