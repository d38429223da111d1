"""Which entries of the history are wanted: by whom, of what kind, about whom, from when to when."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mortgage_collect.queries.history import KIND_TITLES, HistoryAsked
from mortgage_collect.ui.kit.choice import Choice, ChoiceEdit
from mortgage_collect.ui.kit.fields import DateEdit, TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, SNUG, TIGHT

ONE_ROW, TWO_ROWS = 900, 460


class HistoryFilters(QWidget):
    """`asked(HistoryAsked)` whenever a field was answered. As many fields stand in a row as fit."""

    asked = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        everybody, everything = self.tr("Everybody"), self.tr("Everything")
        self.by = ChoiceEdit([Choice("", everybody)])
        self.kind = ChoiceEdit(
            [Choice("", everything), *(Choice(key, title) for key, title in KIND_TITLES.items())]
        )
        self.about = TextEdit()
        self.about.setPlaceholderText(self.tr("Name, number, last four"))
        self.words = TextEdit()
        self.since, self.until = DateEdit(today, toward="last"), DateEdit(today, toward="last")
        self.by.set_value("")
        self.kind.set_value("")
        self._cells: list[QWidget] = []
        self._grid = QGridLayout(self)
        theme = theme_of(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(SNUG))
        self._grid.setVerticalSpacing(theme.px(TIGHT))
        for title, field in (
            (self.tr("Who"), self.by),
            (self.tr("What kind"), self.kind),
            (self.tr("Loan or person"), self.about),
            (self.tr("Words in it"), self.words),
            (self.tr("From"), self.since),
            (self.tr("To"), self.until),
        ):
            self._cell(title, field)
            field.entered.connect(lambda _: self._say())
        self._in_row = 0
        self._lay_out(len(self._cells))

    def show_people(self, people: tuple[str, ...]) -> None:
        everybody = Choice("", self.tr("Everybody"))
        self.by.set_choices([everybody, *(Choice(name, name) for name in people)])
        if self.by.value() is None:
            self.by.set_value("")

    def show_about(self, words: str) -> None:
        """Begin with one loan's entries."""
        self.about.set_value(words)

    def value(self) -> HistoryAsked:
        return HistoryAsked(
            by=self.by.value() or "",
            kind=self.kind.value() or "",
            about=self.about.value() or "",
            words=self.words.value() or "",
            since=self.since.value(),
            until=self.until.value(),
        )

    def empty(self) -> None:
        """Everything again."""
        for choice in (self.by, self.kind):
            choice.set_value("")
        for field in (self.about, self.words, self.since, self.until):
            field.set_value(None)
        self._say()

    def check(self) -> bool:
        """Both days can be read, and the first does not come after the last."""
        if not all(field.check() for field in (self.since, self.until)):
            return False
        since, until = self.since.value(), self.until.value()
        if since and until and since > until:
            self.until.set_error(self.tr("This is before the first day. Enter a later one."))
            return False
        return True

    def _say(self) -> None:
        if self.check():
            self.asked.emit(self.value())

    def _cell(self, title: str, field: QWidget) -> None:
        field.setAccessibleName(title)
        cell = QWidget()
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(HAIR))
        column.addWidget(label(title, "label"))
        column.addWidget(field)
        self._cells.append(cell)

    def _lay_out(self, in_row: int) -> None:
        if in_row == self._in_row:
            return
        self._in_row = in_row
        for cell in self._cells:
            self._grid.removeWidget(cell)
        for at, cell in enumerate(self._cells):
            self._grid.addWidget(cell, at // in_row, at % in_row)
        for column in range(len(self._cells)):
            self._grid.setColumnStretch(column, 1 if column < in_row else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = theme_of(self)
        wide, high = self.width() >= theme.px(ONE_ROW), self.width() >= theme.px(TWO_ROWS)
        self._lay_out(6 if wide else 3 if high else 2)
