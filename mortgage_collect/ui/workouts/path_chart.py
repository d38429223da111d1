"""The picked option against the note as written: what is owed and what is paid, over time."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.ui.kit.chart import Chart, Curve, Panel
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.evaluate import Result
from mortgage_collect.workout.path import PathPoint, path_of_note, path_of_offer

YEARS = 5
"""Between two marks under the chart."""


class PathChart(Chart):
    """Hidden where nothing can be drawn: a sale, or a loan without a rate or an end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Balance and payment over time"))

    def show_result(self, case: CaseFacts, result: Result) -> None:
        offered = path_of_offer(case, result.offer) if result.offer is not None else ()
        self.setVisible(bool(offered))
        if not offered:
            return
        note = path_of_note(case)
        named = ((result.label, offered, False), (self.tr("Note as written"), note, True))
        drawn = [each for each in named if each[1]]
        owed = tuple(
            Curve(name, tuple((each.month, _dollars(each.owed)) for each in points), dashed)
            for name, points, dashed in drawn
        )
        paid = tuple(
            Curve(
                name,
                tuple((each.month, _dollars(each.payment)) for each in points[1:]),
                dashed,
                stepped=True,
            )
            for name, points, dashed in drawn
        )
        self.show_panels(
            (
                Panel(self.tr("Owed"), owed, _thousands, share=3),
                Panel(self.tr("Paid a month"), paid, _whole, share=2),
            ),
            self._years(case, max(points[-1].month for _, points, _ in drawn)),
            self._described(case, result.label, offered, note),
        )

    def _years(self, case: CaseFacts, last: int) -> list[tuple[int, str]]:
        """January of every fifth year, and the end."""
        start, end = case.as_of, add_months(case.as_of, last)
        first = -(-(start.year + 1) // YEARS) * YEARS
        marks = [
            ((year - start.year) * 12 + 1 - start.month, str(year))
            for year in range(first, end.year, YEARS)
        ]
        return [(0, str(start.year)), *marks, (last, str(end.year))]

    def _described(
        self,
        case: CaseFacts,
        name: str,
        offered: tuple[PathPoint, ...],
        note: tuple[PathPoint, ...],
    ) -> str:
        said = [self._told(case, name, offered)]
        if note:
            said.append(self._told(case, self.tr("Note as written"), note))
        return " ".join(said)

    def _told(self, case: CaseFacts, name: str, points: tuple[PathPoint, ...]) -> str:
        paid = [each.payment for each in points[1:]] or [ZERO]
        owed = max(each.owed for each in points)
        return self.tr("{0}: from {1} to {2} a month, {3} owed at most, paid off {4}.").format(
            name, min(paid), max(paid), owed, text.day(add_months(case.as_of, points[-1].month))
        )


def _dollars(amount: Money) -> float:
    return amount.cents / 100


def _thousands(dollars: float) -> str:
    return f"${dollars / 1000:,.0f}k" if dollars else "$0"


def _whole(dollars: float) -> str:
    return f"${dollars:,.0f}"
