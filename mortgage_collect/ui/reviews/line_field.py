"""The right field for a line of the review, and how its answers are written."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PayFrequency
from mortgage_collect.review.line import Entry, LineSpec, Section
from mortgage_collect.ui.kit.fields import (
    Choice,
    ChoiceEdit,
    CountEdit,
    DateEdit,
    NoteEdit,
    PhoneEdit,
    TextEdit,
)
from mortgage_collect.ui.reviews.amount_field import AmountField, frequency_words

NOTES = frozenset({"hardship_explanation"})


class Telling(NoteEdit):
    """A sentence or two: Enter goes on like everywhere else, Shift+Enter begins a new line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)


def proven(line: LineSpec) -> bool:
    """Whether papers can show the answer to be true."""
    told = line.section in (Section.OCCUPANCY, Section.HARDSHIP) and line.kind == "choice"
    return line.kind == "money" or told


def choices(line: LineSpec) -> list[Choice]:
    """The words of a choice, each with a letter of its own."""
    return lettered(((True, "Yes"), (False, "No")) if line.kind == "yes_no" else line.options)


def lettered(options: Iterable[tuple[Hashable, str]]) -> list[Choice]:
    """Each with the first letter or digit of its words that no other before it has."""
    taken = set[str]()
    made = []
    for value, words in options:
        letter = next((c for c in words.casefold() if c.isalnum() and c not in taken), "")
        taken.add(letter)
        made.append(Choice(value, words, letter))
    return made


def said(entry: Entry, line: LineSpec) -> str:
    """An answer in words, for what was said before."""
    match entry.value:
        case None:
            return ""
        case Money():
            if entry.frequency is PayFrequency.MONTHLY:
                return str(entry.value)
            return f"{entry.value} {frequency_words(entry.frequency)}"
        case bool():
            return "Yes" if entry.value else "No"
        case date():
            return text.day(entry.value)
        case str() if line.options:
            return dict(line.options).get(entry.value, entry.value)
    return str(entry.value)


def field_of(line: LineSpec, today: date) -> QWidget:
    match line.kind:
        case "money":
            return AmountField(frequencies=line.frequencies)
        case "choice" | "yes_no":
            return ChoiceEdit(choices(line), placeholder=" ")
        case "date":
            return DateEdit(today, toward="last", high=today)
        case "number":
            return CountEdit(low=0, high=line.most)
        case "phone":
            return PhoneEdit()
    return Telling() if line.key in NOTES else TextEdit()
