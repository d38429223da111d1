"""The payments of an offer as runs of equal ones, from the first to the last."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.workout.option import Offer

MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class RunRow:
    """`rate` is that of the run, or else of the whole offer; `escrow` is part of the payment."""

    first: date
    until: date
    months: int
    payment: Money
    escrow: Money
    rate: Rate | None


def run_rows(offer: Offer | None) -> list[RunRow]:
    if offer is None:
        return []
    return [
        RunRow(
            run.first_due, run.ends_on, run.months, run.payment, run.escrow, run.rate or offer.rate
        )
        for run in offer.stretches
    ]


class Runs(Table[RunRow]):
    """As high as its rows, up to eight of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows = RowsModel[RunRow](
            [
                Column(
                    _tr("From"),
                    lambda row: row.first,
                    text.day,
                    hint=lambda row: _tr("until {0}, {1} of each is escrow").format(
                        text.day(row.until), row.escrow
                    ),
                    width=9,
                    stretch=True,
                ),
                Column(_tr("Count"), lambda row: row.months, kind="figures", width=6),
                Column(_tr("Each"), lambda row: row.payment, kind="money", width=8, bold=True),
                Column(_tr("Rate"), lambda row: row.rate, kind="figures", width=6),
            ],
            summary=lambda row: _tr("{0} payments of {1} from {2} to {3}").format(
                row.months, row.payment, text.day(row.first), text.day(row.until)
            ),
            key=lambda row: row.first,
        )
        super().__init__(self._rows, parent, name=_tr("Payments to the end"), flat=True)
        self._rows.setParent(self)

    def show_offer(self, offer: Offer | None) -> None:
        rows = run_rows(offer)
        self._rows.show_rows(rows)
        self.fit_rows(MOST_ROWS)

    @property
    def rows(self) -> tuple[RunRow, ...]:
        return self._rows.rows


def _tr(words: str) -> str:
    return QCoreApplication.translate("Runs", words)
