"""F9: the book by lateness on the screen, down to the loan, and out to Excel and PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QTabBar, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Counting
from mortgage_collect.queries.portfolio import DelinquencyTable, LoanBehind
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import RowsModel
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.reports.tables import BucketLine, BucketTable, loans_table
from mortgage_collect.ui.reports.view_model import LATE, ReportsModel, sums

WAYS = tuple(Counting)
NARROW = 620


class ReportsPlace(Sheet):
    """How it is counted is said above every figure; the totals tie or there is no report."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("Delinquency by bucket"))
        self._desk = desk
        self.model = ReportsModel(desk, self)
        self.ways = QTabBar()
        self.ways.setAccessibleName(self.tr("How lateness is counted"))
        self.ways.setExpanding(False)
        self.ways.setDrawBase(False)
        for way in WAYS:
            self.ways.addTab(way.label if way is not Counting.DAYS else self.tr("Days past due"))
        self.top.insertWidget(2, self.ways, 0, Qt.AlignmentFlag.AlignVCenter)
        self.method = label("", "caption", wrap=True)
        self.buckets = BucketTable()
        self.heading = label("", "heading")
        self.loans = loans_table()
        self.loans.setMinimumHeight(theme_of(self).px(180))
        self.body.addWidget(self.method)
        self.body.addWidget(self.buckets)
        self.body.addSpacing(theme_of(self).px(SNUG))
        self.body.addWidget(self.heading)
        self.body.addWidget(self.loans, 1)
        self.listed = Actions(
            self,
            [
                Action(
                    "xlsx", self.tr("Export to Excel"), self.to_excel, "Alt+X", "file-spreadsheet"
                ),
                Action("pdf", self.tr("Export to PDF"), self.to_pdf, "Alt+P", "file-text"),
                Action(
                    "options",
                    self.tr("Options for all past due"),
                    self.options_of_all,
                    "Alt+O",
                    "scale",
                ),
            ],
        )
        self.notes = label("", "caption", wrap=True)
        self.add_foot(self.notes, 1)
        self._outs = {key: self.listed.button(key) for key in ("options", "xlsx", "pdf")}
        for made in self._outs.values():
            self.add_foot(made)
        self.starts_at(self.buckets)
        self.ways.currentChanged.connect(lambda at: self.model.choose(WAYS[at]))
        self.buckets.opened.connect(self.open_bucket)
        self.loans.opened.connect(lambda loan: desk.open_loan(loan.loan_id))
        self.model.shown.connect(self.show_table)
        self.model.listed.connect(self.show_loans)
        self.model.exported.connect(self._on_exported)
        self.model.failed.connect(lambda words: desk.say(words, "warning"))
        self._opened: BucketLine | None = None
        self.model.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A word each for what can be made, where there is no room for a sentence."""
        super().resizeEvent(event)
        short = {"options": self.tr("Options"), "xlsx": self.tr("Excel"), "pdf": self.tr("PDF")}
        narrow = self.width() < theme_of(self).px(NARROW)
        for key, made in self._outs.items():
            whole = self.listed[key].text()
            made.setText(short[key] if narrow else whole)
            made.setAccessibleName(whole)
        days = self.tr("Days") if narrow else self.tr("Days past due")
        self.ways.setTabText(WAYS.index(Counting.DAYS), days)

    def show_table(self, table: DelinquencyTable) -> None:
        self.ways.blockSignals(True)
        self.ways.setCurrentIndex(WAYS.index(table.counting))
        self.ways.blockSignals(False)
        self.method.setText(f"{self._as_of(table)}. {self._method(table.counting)}")
        self.buckets.show_table(table)
        if self.buckets.row() is None:
            self.buckets.choose(0)
        notes = []
        if table.no_balance:
            notes.append(self.tr("{0} without a balance.").format(_loans(table.no_balance)))
        if table.not_on_tape:
            words = self.tr("{0} no longer on the newest tape, left out.")
            notes.append(words.format(_loans(table.not_on_tape)))
        self.notes.setText(" ".join(notes))

    def _as_of(self, table: DelinquencyTable) -> str:
        when = text.day(table.as_of)
        if not table.known:
            return self.tr("As of {0}; no tape is on file").format(when)
        return self.tr("As of {0}, the last day with payments on file").format(when)

    def _method(self, counting: Counting) -> str:
        return {
            Counting.MBA: self.tr(
                "MBA: 30 days are reached at the close of the day before the next due date."
            ),
            Counting.OTS: self.tr(
                "OTS: 30 days are reached on the same day of the next month, so a month-end shows "
                "a loan one bucket lower than MBA."
            ),
            Counting.DAYS: self.tr("Days: calendar days since the oldest unpaid due date."),
        }[counting]

    def open_bucket(self, line: BucketLine) -> None:
        """The loans of a bucket; those of the total are all that are late."""
        self._opened = line
        self.model.open(LATE if line.total else (line.bucket,))
        self.loans.setFocus(Qt.FocusReason.TabFocusReason)

    def show_loans(self, loans: tuple[LoanBehind, ...]) -> None:
        model = self.loans.source
        assert isinstance(model, RowsModel)
        model.show_rows(loans)
        line = self._opened
        words = self.tr("Past due") if line is None or line.total else line.words
        total = Money(sums(loans))
        self.heading.setText(f"{words}: {_loans(len(loans))}, {total}")
        self.loans.set_empty(self.tr("No loan is in this bucket."))
        if loans and self.loans.row() is None:
            self.loans.choose(0)

    def go_on(self) -> None:
        """Enter belongs to the tables."""

    # -- out ----------------------------------------------------------------------------------

    def to_excel(self) -> None:
        self._export("xlsx")

    def to_pdf(self) -> None:
        self._export("pdf")

    def options_of_all(self) -> None:
        """Every loan past due evaluated, to a workbook; it goes on beside the window."""
        name = f"options-{self._desk.today().isoformat()}.xlsx"
        if (path := self._desk.ask_where(name)) is not None:
            self.model.evaluate_book(path)

    def _export(self, kind: str) -> None:
        table = self.model.table
        if table is None:
            return
        name = f"delinquency-{table.counting.value}-{table.as_of.isoformat()}.{kind}"
        if (path := self._desk.ask_where(name)) is not None:
            self.model.export(path, kind)

    def _on_exported(self, path: Path) -> None:
        self._desk.say(self.tr("Saved as {0}.").format(path.name), "done")


def _loans(count: int) -> str:
    return text.count(count, "loan")
