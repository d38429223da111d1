"""Deadlines: today's list, the board of loans and milestones, and the month."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QTabBar, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.text import LONG_MONTHS
from mortgage_collect.ui.deadlines.board_page import BoardPage
from mortgage_collect.ui.deadlines.due_page import DuePage
from mortgage_collect.ui.deadlines.month_page import MonthPage
from mortgage_collect.ui.deadlines.view_model import WEEK, DeadlinesModel, Shown
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import TIGHT, WIDE

if TYPE_CHECKING:
    from mortgage_collect.queries.clocks import DeadlineView

Page = DuePage | BoardPage | MonthPage
TODAY, BOARD, MONTH = range(3)


class DeadlinesPlace(Sheet):
    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Deadlines"))
        self._desk = desk
        self.model = DeadlinesModel(desk, self)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(self.tr("Today, the board, or a month"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        for title in (self.tr("Today and this week"), self.tr("Board"), self.tr("Month")):
            self.tabs.addTab(title)
        self.today = DuePage(
            desk,
            self.model,
            self.tr("Due today and in the next seven days"),
            self.tr("Nothing is late, and nothing is due in the next seven days."),
        )
        self.board = BoardPage(desk, self.model)
        self.month = MonthPage(desk, self.model)
        self.pages: tuple[Page, ...] = (self.today, self.board, self.month)
        self.mine = QCheckBox(self.tr("Only mine"))
        self.mine.setToolTip(self.tr("Only loans assigned to me"))
        self.mine.setChecked(self.model.mine)
        theme = theme_of(self)
        self.above.setContentsMargins(theme.px(WIDE), theme.px(TIGHT), theme.px(WIDE), 0)
        self.above.addWidget(self.tabs)
        for page in self.pages:
            self.body.addWidget(page, 1)
        self.listed = Actions(
            self,
            [
                Action("next", self.tr("Next part"), lambda: self.turn(1), "Ctrl+PgDown"),
                Action("previous", self.tr("Part before"), lambda: self.turn(-1), "Ctrl+PgUp"),
                Action("why", self.tr("Why late"), self.ask_why, "Alt+W", "pencil"),
                Action("earlier", self.tr("Month before"), lambda: self.model.show_month(-1),
                       "Alt+Left", "chevron-left"),
                Action("later", self.tr("Next month"), lambda: self.model.show_month(1),
                       "Alt+Right", "chevron-right"),
                Action("ics", self.tr("Calendar"), self.to_calendar, "Alt+C", "calendar"),
                Action("xlsx", self.tr("Excel"), self.to_excel, "Alt+X", "file-spreadsheet"),
            ],
        )  # fmt: skip
        self.foot.insertWidget(0, self.mine)
        self.buttons = {key: self.listed.button(key) for key in ("why", "ics", "xlsx")}
        for made in self.buttons.values():
            self.add_foot(made)
        for form in (self.today.why, self.month.day.why):
            self.hold(form)
        self.mine.toggled.connect(self.model.only_mine)
        self.tabs.currentChanged.connect(self._on_turned)
        self.model.listed.connect(self._show_today)
        self.model.dated.connect(self._show_month)
        self.month.grid.chosen.connect(lambda _: self._see_the_day())
        self.month.grid.entered.connect(lambda: self.go_to(self.month.day.table))
        self.model.exported.connect(self._on_exported)
        self.model.failed.connect(lambda words: desk.say(words, "warning"))
        self.tabs.setCurrentIndex(int(desk.recall("deadlines.tab", TODAY)))
        self._on_turned(self.tabs.currentIndex())
        self.model.refresh()

    @property
    def page(self) -> Page:
        return self.pages[self.tabs.currentIndex()]

    def enter(self) -> None:
        self.page.enter()

    def turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % len(self.pages))
        self.page.enter()

    def ask_why(self) -> None:
        if not isinstance(self.page, BoardPage):
            self.page.ask_why()

    def to_excel(self) -> None:
        name = f"deadlines-{self._desk.today().isoformat()}.xlsx"
        if (path := self._desk.ask_where(name)) is not None:
            self.model.to_workbook(path, self._in_sight())

    def to_calendar(self) -> None:
        name = f"deadlines-{self._desk.today().isoformat()}.ics"
        if (path := self._desk.ask_where(name)) is not None:
            self.model.to_calendar(path, self._in_sight())

    def _in_sight(self) -> Shown:
        """This week, what the board is narrowed to, or the month that is looked at."""
        month = self.model.month
        if self.tabs.currentIndex() == TODAY:
            return Shown(WEEK)
        if self.tabs.currentIndex() == BOARD:
            return Shown(self.model.within, None, self.model.milestone)
        return Shown((add_months(month, 1) - self._desk.today()).days - 1, month)

    def _on_turned(self, at: int) -> None:
        for number, page in enumerate(self.pages):
            page.setVisible(number == at)
        self.buttons["why"].setVisible(at != BOARD)
        self.starts_at(self.page.first)
        self._desk.remember("deadlines.tab", at)

    def _show_today(self, rows: tuple[DeadlineView, ...]) -> None:
        self.today.show_rows(rows)
        self.tabs.setTabText(TODAY, self.tr("Today and this week ({0})").format(len(rows)))
        self.who.say(text.long_day(self._desk.today()))

    def _show_month(self, rows: tuple[DeadlineView, ...]) -> None:
        self.month.show_rows(rows)
        month = self.model.month
        self.tabs.setTabText(MONTH, f"{LONG_MONTHS[month.month - 1]} {month.year} ({len(rows)})")

    def _see_the_day(self) -> None:
        """In a low window the weeks of a month do not all have room."""
        grid = self.month.grid
        if self.area is not None and (inside := self.area.widget()) and grid.hasFocus():
            cell = grid.visualRect(grid.currentIndex())
            at = grid.viewport().mapTo(inside, cell.center())
            self.area.ensureVisible(at.x(), at.y(), 0, cell.height())

    def _on_exported(self, path: Path) -> None:
        self._desk.say(self.tr("Saved as {0}.").format(path.name), "done")

    def submit(self) -> None:
        """Ctrl+Enter keeps a reason that is being given."""
        for form in (self.today.why, self.month.day.why):
            if form.isVisible():
                form.answer()

    def go_on(self) -> None:
        """Enter in a list belongs to the list."""
        if not self.page.has_list_focus():
            super().go_on()
