"""The month: a calendar of days with the number of deadlines on each, and the list of one day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.text import LONG_MONTHS
from mortgage_collect.ui.deadlines.days_grid import DaysGrid
from mortgage_collect.ui.deadlines.due_page import DuePage
from mortgage_collect.ui.deadlines.view_model import DeadlinesModel
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import icon_button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from mortgage_collect.queries.clocks import DeadlineView

SIDE_BY_SIDE = 900
"""Pixels of width from which the list of the day stands beside the calendar."""


class MonthPage(QWidget):
    def __init__(self, desk: Desk, model: DeadlinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        theme = theme_of(self)
        self.grid = DaysGrid(desk.today)
        self.title = label("", "strong")
        self.day = DuePage(
            desk, model, self.tr("Due on the day"), self.tr("Nothing is due on this day.")
        )
        earlier = icon_button(
            "chevron-left", self.tr("Month before (Alt+Left)"), lambda: model.show_month(-1)
        )
        later = icon_button(
            "chevron-right", self.tr("Next month (Alt+Right)"), lambda: model.show_month(1)
        )
        self.day.sum.setMinimumHeight(earlier.sizeHint().height())
        head = QHBoxLayout()
        head.setSpacing(theme.px(TIGHT))
        for part in (earlier, later, self.title):
            head.addWidget(part)
        head.addStretch(1)
        month = QVBoxLayout()
        month.setSpacing(theme.px(TIGHT))
        month.addLayout(head)
        month.addWidget(self.grid, 1)
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(theme.px(WIDE))
        self._both.addLayout(month, 1)
        self._both.addWidget(self.day, 1)
        self._rows: tuple[DeadlineView, ...] = ()
        self.grid.chosen.connect(self._show_day)
        self.grid.wanted.connect(model.show_month_of)

    @property
    def first(self) -> QWidget:
        return self.grid

    @property
    def rows(self) -> tuple[DeadlineView, ...]:
        """Every deadline of the month, the earliest first."""
        return self._rows

    def enter(self) -> None:
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_list_focus(self) -> bool:
        return self.grid.hasFocus() or self.day.has_list_focus()

    def show_rows(self, rows: Sequence[DeadlineView]) -> None:
        """`rows` of the month that is looked at."""
        self._rows = tuple(rows)
        first = self.model.month
        month = f"{LONG_MONTHS[first.month - 1]} {first.year}"
        self.title.setText(f"{month} \u00b7 {text.count(len(rows), self.tr('deadline'))}")
        self.grid.show_month(first, (row.due for row in rows if row.due is not None))

    def ask_why(self) -> None:
        self.day.ask_why()

    def _show_day(self, day: date) -> None:
        here = tuple(row for row in self._rows if row.due == day)
        self.day.show_rows(here, text.weekday(day))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little width the list stands below the calendar."""
        super().resizeEvent(event)
        beside = self.width() >= theme_of(self).px(SIDE_BY_SIDE)
        along, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._both.setDirection(along if beside else down)
        self._both.setSpacing(theme_of(self).px(WIDE if beside else SNUG))
