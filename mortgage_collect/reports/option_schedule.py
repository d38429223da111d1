"""The schedule of a changed note in the workbook of the options, worked by formulas of its own."""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from mortgage_collect.core.money import Money
from mortgage_collect.loanmath.counted import Counting, counted_schedule
from mortgage_collect.reports.note_formulas import days_share
from mortgage_collect.reports.working_block import Formats, plain_number
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.evaluate import Result
from mortgage_collect.workout.option import Offer

HEADS: Final = ("Payment", "Interest", "Principal", "Principal and interest", "Due", "Balance")


def write_schedule(
    page: Any,
    row: int,
    result: Result,
    case: CaseFacts,
    rows: dict[str, int],
    style: Formats,
    bold: Any,
) -> None:
    """The new note's schedule from `row` on, where its rate stays one.

    `rows` are those of the working above it. The values beside the formulas are the program's own,
    for viewers that work nothing.
    """
    offer = result.offer
    level = offer is not None and all(run.rate in (None, offer.rate) for run in offer.stretches)
    if offer is None or not level or not {"balance", "new_rate", "principal_interest"} <= set(rows):
        return
    page.write_string(row, 0, "Schedule of the new note", bold)
    _schedule(page, row + 1, offer, case, rows, style)


def _schedule(
    page: Any, row: int, offer: Offer, case: CaseFacts, rows: dict[str, int], style: Formats
) -> None:
    begins = offer.cures_on
    if begins is None or offer.balance is None or offer.rate is None:
        return
    counting = case.counting(begins)
    for at, head in enumerate((*HEADS, "Days") if counting.by_days else HEADS):
        page.write_string(row, at, head, style.head)
    months = sum(run.months for run in offer.stretches if run.first_due >= begins)
    pays = offer.stretches[-1].principal_interest
    own = counted_schedule(offer.balance, offer.rate, months, pays, counting)
    rate, payment = f"$B${rows['new_rate'] + 1}", f"$B${rows['principal_interest'] + 1}"
    before, since = f"$B${rows['balance'] + 1}", counting.since or counting.from_day
    from_cell = f"DATE({since.year},{since.month},{since.day})"
    for line in own.lines:
        row += 1
        at, due = row + 1, counting.due(line.number)
        page.write_number(row, 0, line.number, style.count)
        share = _share(page, row, counting, from_cell, since, due, style)
        _amount(page, row, 1, f"=ROUND({before}*{rate}{share},2)", line.interest, style)
        last = line.number == months
        part = f"={before}" if last else f"=MIN({payment}-B{at},{before})"
        _amount(page, row, 2, part, line.principal, style)
        _amount(page, row, 3, f"=B{at}+C{at}", line.amount, style)
        page.write_datetime(row, 4, due, style.day)
        _amount(page, row, 5, f"={before}-C{at}", line.balance, style)
        before, from_cell, since = f"F{at}", f"E{at}", due


def _share(
    page: Any, row: int, counting: Counting, from_cell: str, since: date, due: date, style: Formats
) -> str:
    """A month of the rate as the end of a formula; by days they stand in a column of their own."""
    if not counting.by_days:
        return "/12"
    at = row + 1
    days = max((due - since).days, 0)
    page.write_formula(row, 6, f"=E{at}-{from_cell}", style.count, days)
    return f"*({days_share(counting.day_count, f'G{at}', from_cell, f'E{at}')})"


def _amount(page: Any, row: int, column: int, formula: str, own: Money, style: Formats) -> None:
    page.write_formula(row, column, formula, style.money, plain_number(own))
