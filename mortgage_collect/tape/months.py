"""A file with a row for each loan and month: told by its as-of column, read for one month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from mortgage_collect.core.calendar import last_of_month
from mortgage_collect.core.text import day as day_in_words
from mortgage_collect.tape.cells import Cell, Row
from mortgage_collect.tape.dates import DateRule, read_date
from mortgage_collect.tape.recognition import Question
from mortgage_collect.tape.values import YearMonth, is_blank

FIELD: Final = "as_of_date"
OFFERED: Final = 24  # months a person may pick from; others are entered as a day


def months_of(rows: Sequence[Row], at: int, rule: DateRule) -> tuple[date, ...]:
    """The days the as-of column speaks of, in order: one a month, its latest."""
    latest: dict[tuple[int, int], date] = {}
    for day in {cell: _day(cell, rule) for cell in {row.at(at) for row in rows}}.values():
        if day is not None:
            key = (day.year, day.month)
            latest[key] = max(day, latest.get(key, day))
    return tuple(latest[key] for key in sorted(latest))


def of_month(rows: Sequence[Row], at: int, rule: DateRule, as_of: date) -> list[Row]:
    """The rows of the month of `as_of`, and those that name none."""
    known: dict[Cell, bool] = {}
    kept = []
    for row in rows:
        cell = row.at(at)
        if cell not in known:
            day = _day(cell, rule)
            known[cell] = day is None or (day.year, day.month) == (as_of.year, as_of.month)
        if known[cell]:
            kept.append(row)
    return kept


def which_month(months: Sequence[date]) -> Question:
    """Asks which of the months is to be read."""
    first, last = day_in_words(months[0]), day_in_words(months[-1])
    text = f"The file has rows of {len(months)} months, {first} to {last}: which one is to be read?"
    days = tuple(reversed(months[-OFFERED:]))
    return Question(text, None, (FIELD,), None, blocking=True, days=days)


def _day(cell: Cell, rule: DateRule) -> date | None:
    read = None if is_blank(cell) else read_date(cell, rule)
    if isinstance(read, YearMonth):
        return date(read.year, read.month, last_of_month(read.year, read.month))
    return read if isinstance(read, date) else None
