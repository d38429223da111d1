"""The payments of a plan, month by month, with what is still behind after each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.money import Money, total
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.workout.option import PlanInstallment

MOST_ROWS = 12


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    number: int
    due_on: date
    regular: Money
    arrears: Money
    total: Money
    behind: Money


def schedule_rows(installments: Sequence[PlanInstallment]) -> list[ScheduleRow]:
    """The rows, each with the arrears left after its payment."""
    behind = total(each.arrears for each in installments)
    rows = []
    for each in installments:
        behind -= each.arrears
        rows.append(
            ScheduleRow(each.number, each.due_on, each.regular, each.arrears, each.total, behind)
        )
    return rows


class Schedule(Table[ScheduleRow]):
    """As high as its rows, up to a year of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        self._rows = RowsModel[ScheduleRow](
            [
                Column(_tr("No."), lambda row: row.number, kind="figures", width=4),
                Column(_tr("Due"), lambda row: row.due_on, text.day, width=13, stretch=True),
                Column(_tr("Regular"), lambda row: row.regular, kind="money", width=12),
                Column(_tr("Arrears"), lambda row: row.arrears, kind="money", width=11),
                Column(_tr("They pay"), lambda row: row.total, kind="money", width=12, bold=True),
                Column(_tr("Still behind"), lambda row: row.behind, kind="money", width=12),
            ],
            summary=lambda row: _tr("Payment {0}, {1}: {2}").format(
                row.number, text.day(row.due_on), row.total
            ),
            key=lambda row: row.number,
        )
        super().__init__(self._rows, parent, name=_tr("Plan payments"), flat=True)
        self._rows.setParent(self)
        self.show_plan(())

    def show_plan(self, installments: Sequence[PlanInstallment]) -> None:
        self._rows.show_rows(schedule_rows(installments))
        self.fit_rows(MOST_ROWS)

    @property
    def rows(self) -> tuple[ScheduleRow, ...]:
        return self._rows.rows


def _tr(words: str) -> str:
    return QCoreApplication.translate("Schedule", words)
