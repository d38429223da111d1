"""One line of the review on the screen: the question, the right field for it, and its standing."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PayFrequency, Standing
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
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.reviews.amount_field import (
    AmountField,
    FrequencyMark,
    HoursField,
    StandingMark,
)

NOTES = frozenset({"hardship_explanation"})
_WIDE = ("text", "email", "choice", "phone")


class Telling(NoteEdit):
    """A sentence or two: Enter goes on like everywhere else, Shift+Enter begins a new line."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)


class LineRow(QWidget):
    """`answered(key, Entry)` when an answer was given or changed; `entered(key)` with the focus."""

    answered = Signal(str, object)
    entered = Signal(str)

    def __init__(self, line: LineSpec, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        theme = theme_of(self)
        letter = QFontMetrics(theme.font()).averageCharWidth()
        self.field: Any = _field(line, today)
        self.field.setAccessibleName(line.label)
        self.field.setToolTip(line.help)
        self.words = label(line.label, wrap=True)
        self.words.setBuddy(self.field)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.wrong = label("", "error", wrap=True)
        self.wrong.hide()
        self.frequency = FrequencyMark() if line.frequencies else None
        self.hours = HoursField() if line.frequencies else None
        self.standing = StandingMark()
        wide = line.kind in _WIDE or line.key in NOTES
        narrow, after, gap = 13 * letter + theme.px(20), 11 * letter + theme.px(8), theme.px(6)
        self.field.setFixedWidth(narrow + gap + after if wide else narrow)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.px(2), 0, theme.px(2))
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(theme.px(2))
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.words, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(self.field, 0, 1, 1, 1 if not wide else 2)
        if self.frequency is not None:
            self.frequency.setFixedWidth(after)
            grid.addWidget(self.frequency, 0, 2)
        elif not wide:
            grid.setColumnMinimumWidth(2, after)
        self.standing.setFixedWidth(9 * letter)
        policy = self.standing.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.standing.setSizePolicy(policy)
        self.standing.hide()
        grid.addWidget(self.standing, 0, 3)
        if self.hours is not None:
            self.hours.setAccessibleName(self.tr("{0}: hours a week").format(line.label))
            self.hours.setFixedWidth(narrow + gap + after)
            self.hours.hide()
            grid.addWidget(self.hours, 1, 1, 1, 2)
        self.wrong.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.wrong, 3, 0, 1, 4)
        self._grid, self._wide = grid, wide
        self._listen()

    def set_stacked(self, stacked: bool) -> None:
        """The question above its field, where a column is too narrow for both."""
        at = 1 if stacked else 0
        middle = Qt.AlignmentFlag.AlignVCenter
        if stacked:
            self._grid.addWidget(self.words, 0, 0, 1, 4)
        else:
            self._grid.addWidget(self.words, 0, 0, middle)
        self._grid.addWidget(self.field, at, 1, 1, 2 if self._wide else 1)
        if self.frequency is not None and self.hours is not None:
            self._grid.addWidget(self.frequency, at, 2)
            self._grid.addWidget(self.hours, at + 1, 1, 1, 2)
        self._grid.addWidget(self.standing, at, 3)

    # -- what is in it ------------------------------------------------------------------------

    def entry(self) -> Entry:
        """The answer as it stands; an empty field is no answer."""
        value = self.field.value()
        if self.line.kind in ("text", "email", "phone") and not value:
            value = None
        return Entry(
            value=value,
            frequency=self.frequency.value if self.frequency else PayFrequency.MONTHLY,
            standing=self.standing.value,
            hours=self.hours.value() if self.hours and self._hourly else None,
        )

    def show_entry(self, entry: Entry | None) -> None:
        entry = entry or Entry(None)
        self.field.set_value(entry.value)
        if self.frequency is not None and self.hours is not None:
            self.frequency.set_value(entry.frequency)
            self.hours.set_value(entry.hours)
            self.hours.setVisible(self._hourly)
        self.standing.set_value(entry.standing)
        self._show_standing()

    def _show_standing(self) -> None:
        self.standing.setVisible(proven(self.line) and self.field.value() not in (None, ""))

    def show_before(self, said: str) -> None:
        """What the file or the last review says, greyed until something is typed."""
        if hasattr(self.field, "setPlaceholderText"):
            self.field.setPlaceholderText(said)

    def set_error(self, words: str) -> None:
        self.field.set_error(words)

    def commit(self) -> None:
        """Take what stands in the field, as if it were left."""
        if self.field.check():
            self._tell()

    def next_standing(self) -> None:
        self.set_standing(self.standing.next)

    def set_standing(self, standing: Standing) -> None:
        """Pressed again, it goes back to what was only said."""
        again = standing is self.standing.value
        self.standing.set_value(Standing.STATED if again else standing)
        self._tell_if_answered()

    def set_frequency(self, frequency: PayFrequency) -> None:
        if self.frequency is None or self.hours is None:
            return
        self.frequency.set_value(frequency)
        self.hours.setVisible(self._hourly)
        self._tell_if_answered()

    @property
    def _hourly(self) -> bool:
        return self.frequency is not None and self.frequency.value is PayFrequency.HOURLY

    # -- listening ----------------------------------------------------------------------------

    def _listen(self) -> None:
        field = self.field
        field.entered.connect(lambda _: self._tell())
        field.troubled.connect(self._show_error)
        field.installEventFilter(self)
        self.standing.picked.connect(self._pick_standing)
        if isinstance(field, AmountField):
            field.frequency_asked.connect(self.set_frequency)
            field.standing_asked.connect(self.set_standing)
        if self.frequency is not None and self.hours is not None:
            self.frequency.picked.connect(self.set_frequency)
            self.hours.entered.connect(lambda _: self._tell())
            self.hours.troubled.connect(self._show_error)
            self.hours.installEventFilter(self)

    def _pick_standing(self, standing: Standing) -> None:
        self.standing.set_value(standing)
        self._tell_if_answered()

    def _tell_if_answered(self) -> None:
        if self.field.value() is not None and self.field.check():
            self._tell()

    def _tell(self) -> None:
        self._show_standing()
        self.answered.emit(self.line.key, self.entry())

    def _show_error(self, words: str) -> None:
        self.wrong.setText(words)
        self.wrong.setVisible(bool(words))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusIn:
            self.entered.emit(self.line.key)
        return super().eventFilter(watched, event)


def proven(line: LineSpec) -> bool:
    """Whether papers can show the answer to be true."""
    told = line.section in (Section.OCCUPANCY, Section.HARDSHIP) and line.kind == "choice"
    return line.kind == "money" or told


def choices(line: LineSpec) -> list[Choice]:
    """The words of a choice, each with a letter of its own."""
    options = (("yes", "Yes"), ("no", "No")) if line.kind == "yes_no" else line.options
    taken = set[str]()
    made = []
    for value, words in options:
        letter = next((c for c in words.casefold() if c.isalpha() and c not in taken), "")
        taken.add(letter)
        made.append(Choice(value == "yes" if line.kind == "yes_no" else value, words, letter))
    return made


def said(entry: Entry, line: LineSpec) -> str:
    """An answer in words, for what was said before."""
    match entry.value:
        case None:
            return ""
        case Money():
            return str(entry.value)
        case bool():
            return "Yes" if entry.value else "No"
        case date():
            return text.day(entry.value)
        case str() if line.options:
            return dict(line.options).get(entry.value, entry.value)
    return str(entry.value)


def _field(line: LineSpec, today: date) -> QWidget:
    match line.kind:
        case "money":
            return AmountField(frequencies=line.frequencies)
        case "choice" | "yes_no":
            return ChoiceEdit(choices(line), placeholder=" ")
        case "date":
            return DateEdit(today, toward="last", high=today)
        case "number":
            return CountEdit(low=0, high=99)
        case "phone":
            return PhoneEdit()
    return Telling() if line.key in NOTES else TextEdit()
