"""Shift+F7: the loan's note run forward, and a year of its escrow account."""

from __future__ import annotations

from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QTabBar, QWidget

from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.schedule.escrow_view import EscrowView
from mortgage_collect.ui.schedule.note_view import NoteView

SCHEDULE, ESCROW = 0, 1


class SchedulePanel(Sheet):
    """Two pages: rows of the note, and the escrow analysis. Alt+P turns from one to the other."""

    roomy = alone = True

    def __init__(
        self, desk: Desk, loan_id: int, parent: QWidget | None = None, *, at: int = SCHEDULE
    ) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Schedule"))
        self._desk, self._loan_id = desk, loan_id
        self.pages = QTabBar()
        self.pages.setAccessibleName(self.tr("Schedule or escrow analysis"))
        self.pages.setDrawBase(False)
        self.pages.setExpanding(False)
        for words in (self.tr("Schedule"), self.tr("Escrow analysis")):
            self.pages.addTab(words)
        self.add_pages(self.pages)
        self.note = NoteView(desk, loan_id)
        self.body.addWidget(self.note)
        self.body.addStretch(1)
        self.listed = Actions(
            self,
            [
                Action("copy", self.tr("Copy as text"), self.copy, "Ctrl+Shift+C", "copy"),
                Action("xlsx", self.tr("Workbook"), self.workbook, "Alt+X", "file-spreadsheet"),
                Action("rows", self.tr("Rows"), self.go_rows, "Alt+R"),
                Action("first", self.tr("Questions"), self.go_first, "Alt+Q"),
                Action("turn", self.tr("Schedule or escrow analysis"), self.turn, "Alt+P"),
            ],
        )
        for name in ("copy", "xlsx"):
            self.add_foot(self.listed.button(name))
        self.pages.currentChanged.connect(self._on_page)
        self.note.model.named.connect(self.who.say)
        self.starts_at(self.note.form.way)
        self.note.model.start()
        self.pages.setCurrentIndex(at)

    @cached_property
    def escrow(self) -> EscrowView:
        """Made when it is first looked at."""
        made = EscrowView(self._desk, self._loan_id)
        self.body.insertWidget(self.body.count() - 1, made)
        self.note.model.found.connect(made.show_file)
        if self.note.model.on_file is not None:
            made.show_file(self.note.model.on_file)
        return made

    def turn(self) -> None:
        """The other page."""
        self.pages.setCurrentIndex(1 - self.pages.currentIndex())

    def go_rows(self) -> None:
        """The rows, with their section at the top."""
        rows, part = self._page.rows_and_section
        if not part.isHidden():
            if rows.row() is None:
                rows.choose(0)
            rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.bring_up(part)

    def go_first(self) -> None:
        """Back to what is asked."""
        self.go_to(self.escrow.first if self.on_escrow else self.note.form.way)
        self.bring_up(self._page)

    def copy(self) -> None:
        """What the page shows, as text."""
        if said := self._page.as_text():
            QGuiApplication.clipboard().setText(said)
            self._desk.say(self.tr("It is copied."), "done")

    def workbook(self) -> None:
        if self.on_escrow:
            self.escrow.model.workbook()
        else:
            self.note.model.workbook()

    @property
    def on_escrow(self) -> bool:
        return self.pages.currentIndex() == ESCROW

    @property
    def _page(self) -> NoteView | EscrowView:
        return self.escrow if self.on_escrow else self.note

    def put_away(self) -> None:
        if "escrow" in self.__dict__:
            self.escrow.keep()

    def _on_page(self, at: int) -> None:
        self.note.setVisible(at == SCHEDULE)
        if at == ESCROW or "escrow" in self.__dict__:
            self.escrow.setVisible(at == ESCROW)
        self.set_title(self.pages.tabText(at))
        first = self.escrow.first if at == ESCROW else self.note.form.way
        self.starts_at(first)
        if self.isVisible():
            self.go_to(first)
