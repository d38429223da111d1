"""The rows of a schedule, and the months of an escrow account."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.loanmath.escrow import EscrowMonth
from mortgage_collect.loanmath.note import NoteRow
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.table import Table

MOST_ROWS = 13
BESIDE = 7
"""The column of unpaid interest, shown where there is any."""


class NoteRows(Table[NoteRow]):
    """Every installment; as high as a year of them, then it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows = RowsModel[NoteRow](
            [
                Column(_tr("No."), lambda row: row.number, kind="figures", width=3),
                Column(_tr("Due"), lambda row: row.due_on, text.day, width=11, stretch=True),
                Column(_tr("Rate"), lambda row: row.rate, kind="figures", width=6),
                Column(_tr("Interest"), lambda row: row.interest, kind="money", width=9),
                Column(_tr("Principal"), lambda row: row.principal, kind="money", width=9),
                Column(_tr("Payment"), lambda row: row.payment, kind="money", width=9, bold=True),
                Column(_tr("Balance"), lambda row: row.balance, kind="money", width=10),
                Column(_tr("Unpaid"), lambda row: row.beside, kind="money", width=9),
            ],
            summary=lambda row: _tr("Payment {0}, {1}: {2}; {3} left").format(
                row.number, text.day(row.due_on), row.payment, row.balance
            ),
            key=lambda row: row.number,
        )
        super().__init__(
            self._rows, parent, name=_tr("Schedule"), empty=_tr("No rows yet."), flat=True
        )
        self._rows.setParent(self)
        self.show_rows(())

    def show_rows(self, rows: Sequence[NoteRow]) -> None:
        self._rows.show_rows(rows)
        self.setColumnHidden(BESIDE, not any(row.beside for row in rows))
        self.fit_rows(MOST_ROWS)

    @property
    def rows(self) -> tuple[NoteRow, ...]:
        return self._rows.rows


class EscrowMonths(Table[tuple[EscrowMonth, Money]]):
    """A year of the account from its target, beside the trial balance that begins at zero."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows = RowsModel[tuple[EscrowMonth, Money]](
            [
                Column(_tr("Month"), lambda row: row[0].month, _month, width=10, stretch=True),
                Column(_tr("Paid in"), lambda row: row[0].deposit, kind="money", width=10),
                Column(_tr("Paid out"), lambda row: row[0].paid_out, kind="money", width=11),
                Column(_tr("From zero"), lambda row: row[1], kind="money", width=11),
                Column(
                    _tr("From the target"),
                    lambda row: row[0].balance,
                    kind="money",
                    width=14,
                    bold=True,
                ),
            ],
            key=lambda row: row[0].month,
        )
        super().__init__(
            self._rows, parent, name=_tr("The year"), empty=_tr("No year yet."), flat=True
        )
        self._rows.setParent(self)
        self.show_year((), ())

    def show_year(self, projection: Sequence[EscrowMonth], trial: Sequence[EscrowMonth]) -> None:
        pairs = zip(projection, (each.balance for each in trial), strict=True)
        self._rows.show_rows(tuple(pairs))
        self.fit_rows(MOST_ROWS)

    @property
    def rows(self) -> tuple[tuple[EscrowMonth, Money], ...]:
        return self._rows.rows


def _month(value: date) -> str:
    return f"{text.MONTHS[value.month - 1]} {value.year}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Schedule", words)
