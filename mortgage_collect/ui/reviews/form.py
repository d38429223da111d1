"""All lines of the review under their headings; a line is made when it is first asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.review.line import LineSpec
from mortgage_collect.review.line import Section as Part
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.reviews.line_row import LineRow
from mortgage_collect.ui.reviews.section_index import heading


class ReviewForm(QWidget):
    """`made(LineRow)` for every new line, so that whoever owns the form can fill and hear it."""

    made = Signal(object)

    def __init__(self, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.rows: dict[str, LineRow] = {}
        self._stacked = False
        self.parts: dict[Part, Section] = {}
        self._lines: dict[Part, QVBoxLayout] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(8))
        for part in Part:
            card = Section(heading(part))
            inside = QWidget()
            lines = QVBoxLayout(inside)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(0)
            card.add(inside)
            self.parts[part], self._lines[part] = card, lines
            column.addWidget(card)
        column.addStretch(1)

    def build(
        self, part: Part, lines: Sequence[LineSpec], asks: Callable[[LineSpec], bool]
    ) -> None:
        """Make and show the lines of one part that are asked, hide the others.

        `lines` are all of the review, in its order.
        """
        before: LineRow | None = None
        place = 0
        for line in lines:
            row = self.rows.get(line.key)
            if line.section is part:
                asked = asks(line)
                if row is None and asked:
                    row = self._make(line, place, before)
                if row is not None:
                    row.setVisible(asked)
                    place += 1
            elif place:
                return  # past the part
            before = row or before

    def set_stacked(self, stacked: bool) -> None:
        """Questions above their fields, or beside them."""
        if stacked != self._stacked:
            self._stacked = stacked
            for row in self.rows.values():
                row.set_stacked(stacked)

    def _make(self, line: LineSpec, place: int, before: LineRow | None) -> LineRow:
        row = LineRow(line, self._today)
        self.rows[line.key] = row
        if self._stacked:
            row.set_stacked(True)
        self._lines[line.section].insertWidget(place, row)
        if before is not None:
            QWidget.setTabOrder(before.last_field, row.field)
        if row.hours is not None:
            QWidget.setTabOrder(row.field, row.hours)
        self.made.emit(row)
        return row
