"""The field a question is answered in, by what it takes; every one speaks the answers' own text."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from mortgage_collect.core.errors import UserError
from mortgage_collect.rules.coverage.answers import MOST, entered
from mortgage_collect.rules.coverage.questions import Question, Takes
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, CountEdit, DateEdit
from mortgage_collect.ui.kit.reading import ReadingEdit


class StatesEdit(ReadingEdit[str]):
    """Postal codes with spaces, or none."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._question = question
        self.setPlaceholderText(_tr("VT NH, or none"))

    def read(self, text: str) -> str:
        try:
            return entered(self._question, text)
        except UserError as error:
            raise UserError(str(error).removeprefix(f"{self._question.asks} ")) from None


def field_for(question: Question, today: date) -> Any:
    """A field of the kit: `value()`, `set_value()`, `entered`."""
    match question.takes:
        case Takes.COUNT:
            return CountEdit(low=0, high=MOST)
        case Takes.YES_NO:
            return ChoiceEdit(
                [
                    Choice("yes", _tr("Yes"), "y"),
                    Choice("no", _tr("No"), "n"),
                    Choice("", _tr("Not answered"), "-"),
                ],
                placeholder=_tr("Not answered"),
            )
        case Takes.CHOICE:
            options = [Choice(option.value, option.label) for option in question.options]
            return ChoiceEdit(
                [*options, Choice("", _tr("Not answered"))], placeholder=_tr("Not answered")
            )
        case Takes.STATES:
            return StatesEdit(question)
        case Takes.DAY:
            return DateEdit(today, toward="last", high=today)


def text_of(question: Question, value: Any) -> str:
    """A field's value as an answer."""
    match question.takes:
        case _ if value is None or value == "":
            return ""
        case Takes.DAY:
            return str(value.isoformat())
        case _:
            return str(value)


def value_of(question: Question, written: str) -> Any:
    """An answer as its field holds it."""
    match question.takes:
        case _ if not written:
            return None
        case Takes.COUNT:
            return int(written)
        case Takes.DAY:
            return date.fromisoformat(written)
        case _:
            return written


def _tr(words: str) -> str:
    return QCoreApplication.translate("Interview", words)
