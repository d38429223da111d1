"""One line of the review on the screen: the question, the right field for it, and its standing."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from mortgage_collect.core.words import PayFrequency, Standing
from mortgage_collect.review.line import Entry, LineSpec
from mortgage_collect.ui.kit.fields import DateEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.reviews.amount_field import (
    AmountField,
    FrequencyMark,
    HoursField,
    StandingMark,
)
from mortgage_collect.ui.reviews.line_field import NOTES, field_of, proven

_DATED, _WRONG, _DOUBT = 3, 4, 5  # rows of the grid below the field and its hours
_WIDE = ("text", "email", "choice", "phone")


class LineRow(QWidget):
    """`answered(key, Entry)` when an answer was given or changed; `entered(key)` with the focus."""

    answered = Signal(str, object)
    entered = Signal(str)

    def __init__(self, line: LineSpec, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = line
        theme = theme_of(self)
        letter = QFontMetrics(theme.font()).averageCharWidth()
        self.field: Any = field_of(line, today)
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
        narrow, after, gap = 13 * letter + theme.px(20), 14 * letter + theme.px(8), theme.px(6)
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
        grid.addWidget(self.wrong, _WRONG, 0, 1, 4)
        self._grid, self._wide, self._today = grid, wide, today
        self.doubt: QLabel | None = None
        self.dated: DateEdit | None = None
        self._stacked = False
        self._listen()

    def set_stacked(self, stacked: bool) -> None:
        """The question above its field, where a column is too narrow for both."""
        self._stacked = stacked
        at = 1 if stacked else 0
        # A wrapped question above it must not take its height.
        self.field.ensurePolished()
        self.field.setMinimumHeight(self.field.sizeHint().height() if stacked else 0)
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
            paper_on=self.dated.value() if self.dated else None,
        )

    def show_entry(self, entry: Entry | None) -> None:
        entry = entry or Entry(None)
        self.field.set_value(entry.value)
        if self.frequency is not None and self.hours is not None:
            self.frequency.set_value(entry.frequency)
            self.hours.set_value(entry.hours)
            self.hours.setVisible(self._hourly)
        if entry.paper_on is not None or self.dated is not None:
            self.ask_date().set_value(entry.paper_on)
        self.standing.set_value(entry.standing)
        self._show_standing()

    def ask_date(self) -> DateEdit:
        """The field for the date of the paper the answer was seen on; made when first wanted."""
        if self.dated is None:
            before = self.last_field
            self.dated = DateEdit(self._today, toward="last", high=self._today)
            self.dated.setPlaceholderText(self.tr("date of the paper"))
            self.dated.setAccessibleName(self.tr("{0}: date of the paper").format(self.line.label))
            self._grid.addWidget(self.dated, _DATED, 1, 1, 2)
            QWidget.setTabOrder(before, self.dated)
            self.dated.entered.connect(lambda _: self._tell())
            self.dated.troubled.connect(self._show_error)
            self.dated.installEventFilter(self)
        return self.dated

    @property
    def last_field(self) -> QWidget:
        """The one after which the next line begins."""
        found: QWidget = self.dated or self.hours or self.field
        return found

    def show_doubt(self, words: str) -> None:
        """What is odd about the answer; it is saved all the same."""
        if self.doubt is None:
            if not words:
                return
            self.doubt = label("", wrap=True)
            self.doubt.setAlignment(Qt.AlignmentFlag.AlignRight)
            dress(self.doubt, word="caution")
            self._grid.addWidget(self.doubt, _DOUBT, 0, 1, 4)
        self.doubt.setText(words)
        self.doubt.setVisible(bool(words))
        self.field.setAccessibleDescription(words)

    def _show_standing(self) -> None:
        self.standing.setVisible(proven(self.line) and self.field.value() not in (None, ""))

    def show_before(self, said: str) -> None:
        """What the file or the last review says, grayed until something is typed."""
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

    def go_date(self) -> None:
        """To the date of the paper, where papers can prove the answer."""
        if proven(self.line):
            dated = self.ask_date()
            dated.show()
            dated.setFocus(Qt.FocusReason.TabFocusReason)

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
            field.date_asked.connect(self.go_date)
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
