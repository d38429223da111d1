"""After an import: what it did, what comes next, and the loans that were not on the tape."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.queries.tapes import MissingRow
from mortgage_collect.services.imports import Preview
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import AIRY, ROOMY, SNUG, WIDE
from mortgage_collect.ui.tapes import words
from mortgage_collect.ui.tapes.view_model import ImportModel


class DonePage(QWidget):
    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._model = model
        self._kept = False
        self.mark = Mark("circle-check", "clear", 22)
        self.says = label("", "heading", wrap=True)
        self.queue = button(
            self.tr("Go to the queue"), model.desk.close_panel, kind="primary", icon="arrow-right"
        )
        self.back = button(self.tr("Rows to correct"), model.send_back, icon="file-spreadsheet")
        self.back.setToolTip(
            self.tr("The file itself, with the cells marked that keep rows out: for who made it")
        )
        top = QHBoxLayout()
        top.setSpacing(theme.px(ROOMY))
        top.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.says, 1)
        top.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        top.addWidget(self.queue, 0, Qt.AlignmentFlag.AlignTop)

        self.rows = RowsModel[MissingRow](
            [
                Column(self.tr("Loan"), lambda r: r.number, width=14, bold=True),
                Column(self.tr("Borrower"), lambda r: r.borrower, width=18, stretch=True),
                Column(self.tr("UPB"), lambda r: r.upb, kind="money", width=14),
                Column(self.tr("Last seen"), lambda r: r.as_of, _day, width=13),
            ],
            key=lambda row: row.loan_id,
        )
        self.table = Table(self.rows, name=self.tr("Loans that are not on the tape"))
        self.rows.setParent(self.table)
        self.table.setMinimumHeight(theme.px(170))
        self.table.opened.connect(lambda row: model.desk.open_loan(row.loan_id))
        self.table.chosen.connect(lambda _: self._name_one())
        self.section = Section("")
        self.section.add(
            label(
                self.tr(
                    "Paid off, sold, or a bad export? Say it once; what you do not know stays in "
                    "the queue as missing."
                ),
                "muted",
                wrap=True,
            )
        )
        self.section.add(self.table, 1)
        self._answers = answers = QGridLayout()
        answers.setSpacing(theme.px(SNUG))
        answers.setColumnStretch(2, 1)
        self.one_paid = button("", lambda: self._settle(LoanStatus.PAID_OFF, every=False))
        self.one_sold = button("", lambda: self._settle(LoanStatus.TRANSFERRED, every=False))
        self.all_paid = button("", lambda: self._settle(LoanStatus.PAID_OFF, every=True))
        self.keep = button(self.tr("Keep as missing"), self._keep)
        self._place(narrow=False)
        self.section.body.addLayout(answers)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(AIRY), theme.px(WIDE)) * 2)
        column.setSpacing(theme.px(WIDE))
        column.addLayout(top)
        column.addWidget(self.section, 1)
        column.addStretch(0)
        self._end = QWidget()
        column.addWidget(self._end, 1)
        model.asked.connect(self._show_missing)
        self._show_missing(())

    def _place(self, *, narrow: bool) -> None:
        """One row of answers, or two where there is no room."""
        for at, made in enumerate((self.one_paid, self.one_sold, self.all_paid, self.keep)):
            self._answers.removeWidget(made)
            row = at // 2 if narrow else 0
            self._answers.addWidget(made, row, at % 2 if narrow or at < 2 else at + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place(narrow=self.width() < theme_of(self).px(600))

    def show_done(self, preview: Preview | None) -> None:
        """After an import; without one only the question about the missing loans."""
        self._kept = False
        self.mark.setVisible(preview is not None)
        self.says.setText(words.done(preview) if preview is not None else "")
        self.back.setVisible(preview is not None and self._model.to_correct > 0)
        self._show_missing(self._model.missing)

    def first(self) -> QWidget:
        return self.table if self.section.isVisibleTo(self) else self.queue

    def _show_missing(self, found: tuple[MissingRow, ...]) -> None:
        asked = bool(found) and not self._kept
        self.section.setVisible(asked)
        self._end.setVisible(not asked)
        counted = text.count(len(found), self.tr("loan is"), self.tr("loans are"))
        money = Money(sum(row.upb.cents for row in found if row.upb is not None))
        self.section.heading.say(self.tr("{0} not on this tape ({1})").format(counted, money))
        self.section.heading.setVisible(True)
        self.rows.show_rows(found)
        self.all_paid.setText(self.tr("All {0} paid off").format(f"{len(found):,}"))
        if found and self.table.row() is None:
            self.table.choose(0)
        self._name_one()

    def _name_one(self) -> None:
        row = self.table.row()
        ends = text.last_four(row.number) if row is not None else ""
        self.one_paid.setText(self.tr("{0} is paid off").format(ends))
        self.one_sold.setText(self.tr("{0} was sold").format(ends))
        for made in (self.one_paid, self.one_sold):
            made.setEnabled(row is not None)

    def _settle(self, became: LoanStatus, *, every: bool) -> None:
        row = self.table.row()
        rows = self._model.missing if every else (row,) if row is not None else ()
        if rows:
            self._model.settle(rows, became)

    def _keep(self) -> None:
        self._kept = True
        self._show_missing(self._model.missing)
        self.queue.setFocus(Qt.FocusReason.OtherFocusReason)


def _day(value: object) -> str:
    return text.day(value) if hasattr(value, "year") else "\u2013"  # type: ignore[arg-type]
