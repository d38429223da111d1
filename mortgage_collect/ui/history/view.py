"""History: everything anybody changed, who, when and what; and the proof that it is whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.history.entry_box import EntryBox
from mortgage_collect.ui.history.filters import HistoryFilters
from mortgage_collect.ui.history.proof_box import ProofBox
from mortgage_collect.ui.history.view_model import HistoryModel
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.fields import TextEdit
from mortgage_collect.ui.kit.paged import PagedModel
from mortgage_collect.ui.kit.rows import Column
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of

if TYPE_CHECKING:
    from datetime import datetime

    from mortgage_collect.queries.history import HistoryRow
    from mortgage_collect.services.history import Checked

HEAD_LETTERS = 20
LOW = 480  # as high as filters, list and foot need at the least


class HistoryPlace(Sheet):
    """The newest first. Arrows read on, Enter opens the loan; `about` begins with one loan's."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, about: str = "") -> None:
        super().__init__("", parent)
        self.set_title(self.tr("History"))
        self._desk, self._told = desk, 0
        self.model = HistoryModel(desk, self)
        self.filters = HistoryFilters(desk.today())
        self.rows: PagedModel[HistoryRow] = PagedModel(
            [
                Column(self.tr("When"), lambda row: row.at, show=self._when, width=20),
                Column(
                    self.tr("What"),
                    lambda row: " \u2014 ".join(filter(None, (row.title, row.detail))),
                    width=30,
                    stretch=True,
                    hint=lambda row: row.detail,
                ),
                Column(self.tr("About"), lambda row: row.subject, width=20),
                Column(self.tr("Who"), lambda row: row.actor, width=12),
                Column(
                    self.tr("Correction"),
                    lambda row: self.tr("corrects") if row.correction else "",
                    show=str,
                    width=9,
                ),
                Column(self.tr("Entry"), lambda row: row.seq, kind="figures", width=7),
            ],
            self.model.page,
            summary=self._spoken,
        )
        self.table = Table(
            self.rows,
            name=self.tr("Entries of the history"),
            empty=self.tr("No entry is of this kind."),
            flat=True,
        )
        self.table.setMinimumHeight(theme_of(self).px(220))
        self.proof = ProofBox(desk.local)
        self.entry = EntryBox(desk.local)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.entry)
        self.body.addWidget(self.proof)
        self.head = TextEdit()
        self.head.setPlaceholderText(self.tr("1204-9f86d081884c"))
        self.head.setAccessibleName(self.tr("A head printed on a report or an agreement"))
        self.head.setToolTip(self.tr("A head printed on a report or an agreement"))
        self.head.setMaximumWidth(HEAD_LETTERS * self.head.fontMetrics().averageCharWidth())
        self.listed = Actions(
            self,
            [
                Action("find", self.tr("First filter"), self.filters.by.setFocus, "Alt+F"),
                Action("all", self.tr("Everything"), self.filters.empty, "Alt+A", "x"),
                Action("held", self.tr("Is it in the history?"), self.ask_head, "Alt+P", "search"),
                Action("head", self.tr("Keep the head"), self.keep_head, "Alt+K", "file-text"),
                Action("xlsx", self.tr("Excel"), self.to_excel, "Alt+X", "file-spreadsheet"),
                Action("check", self.tr("Check all of it"), self.check, "Alt+V", "circle-check"),
            ],
        )
        for key in ("all", "xlsx", "check"):
            self.add_foot(self.listed.button(key))
        self.proof.add_tools(self.head, self.listed.button("held"), self.listed.button("head"))
        self.filters.asked.connect(self.model.ask)
        self.head.entered.connect(lambda typed: self.model.is_in_it(typed) if typed else None)
        self.table.chosen.connect(self._choose)
        # A page comes into a row that is the current one already.
        self.rows.dataChanged.connect(lambda *_: self._choose(self.table.row()))
        self.table.opened.connect(self._open)
        self.model.people.connect(self.filters.show_people)
        self.model.counted.connect(self._show)
        self.model.told.connect(self.entry.show_entry)
        self.model.proven.connect(self._on_proven)
        self.model.tampered.connect(self.proof.show_tampered)
        self.model.stopped.connect(self.proof.show_stopped)
        self.model.held.connect(self.proof.show_held)
        self.model.exported.connect(self._on_exported)
        self.model.failed.connect(lambda words: desk.say(words, "warning"))
        desk.runner.changed.connect(self._on_changed)
        self.starts_at(self.table)
        if about:
            self.filters.show_about(about)
            self.model.asked = self.filters.value()
        self.model.begin()

    def enter(self) -> None:
        """At the list; on a low window the filters scroll out of its way."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if self.height() < theme_of(self).px(LOW):
            QTimer.singleShot(0, self, lambda: self.bring_up(self.table))

    def check(self) -> None:
        """The whole of it, beside the window; a second time stops it."""
        if not self.model.checking:
            self.proof.show_checking()
        self.bring_up(self.proof)
        self.model.check()

    def ask_head(self) -> None:
        self.go_to(self.head)
        if typed := self.head.text().strip():
            self.model.is_in_it(typed)

    def keep_head(self) -> None:
        name = f"history-head-{self._desk.today().isoformat()}.txt"
        if (path := self._desk.ask_where(name)) is not None:
            self.model.keep_head(path)

    def to_excel(self) -> None:
        name = f"history-{self._desk.today().isoformat()}.xlsx"
        if (path := self._desk.ask_where(name)) is not None:
            self.model.to_workbook(path)

    def go_on(self) -> None:
        """Enter in the list belongs to the list."""
        if not self.table.hasFocus():
            super().go_on()

    def _show(self, count: int) -> None:
        seen = self.table.row()
        self.rows.restart(count)
        self.who.say(text.count(count, "entry", "entries"))
        if seen is None:
            self.table.choose(0)
        if count == 0:
            self._told = 0
            self.entry.show_entry(None)

    def _choose(self, row: HistoryRow | None) -> None:
        if row is not None and row.seq != self._told:
            self._told = row.seq
            self.model.tell(row.seq)

    def _open(self, row: HistoryRow) -> None:
        if row.loan_id is not None:
            self._desk.open_loan(row.loan_id)

    def _on_proven(self, checked: Checked, at: datetime) -> None:
        self.proof.show_proven(checked, at)
        if checked.whole:
            self._desk.say(self.tr("The history is whole."), "done")
        else:
            self._desk.say(checked.says, "error")

    def _on_exported(self, path: Path) -> None:
        self._desk.say(self.tr("Saved as {0}.").format(path.name), "done")

    def _on_changed(self, _touched: frozenset[str]) -> None:
        if self.isVisible():
            self.model.ask(self.model.asked)

    def _when(self, at: datetime) -> str:
        here = self._desk.local(at)
        return f"{text.day(here)}, {text.clock(here)}"

    def _spoken(self, row: HistoryRow) -> str:
        mends = self.tr(", a correction") if row.correction else ""
        return f"{self._when(row.at)}, {row.actor}, {row.subject}: {row.title}{mends}"
