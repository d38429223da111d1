"""The day a tape speaks of, found where people leave it: titles, sheet names, file names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from mortgage_collect.core.calendar import last_of_month
from mortgage_collect.tape.cells import Cell, Row, shown
from mortgage_collect.tape.dates import date_rule, month_named, read_date
from mortgage_collect.tape.fields import tidy
from mortgage_collect.tape.values import YearMonth, is_blank


@dataclass(frozen=True, slots=True)
class AsOf:
    """One place that names a day. `sure` is False where only a month was written."""

    day: date
    where: str
    text: str
    sure: bool


_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})(?!\d)")
_ISO = re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])(?!\d)")
_US_DIGITS = re.compile(r"(?<!\d)(0[1-9]|1[0-2])[-_.]?([0-2]\d|3[01])[-_.]?(20\d{2})(?!\d)")
_LONG = re.compile(r"(?<![A-Za-z])([A-Za-z]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})(?!\d)")
_MONTH = re.compile(r"(?<![A-Za-z])([A-Za-z]{3,9})[.\-_ ]*(20\d{2}|'\d{2})(?!\d)")
_YEAR_MONTH = re.compile(r"(?<!\d)(20\d{2})[-_.]?(0[1-9]|1[0-2])(?!\d)")
_WORDS: Final = re.compile(r"as[ -]?of|cut[ -]?off|period end|month end|data date", re.IGNORECASE)


def days_in(text: str) -> list[tuple[date, bool]]:
    """Days a title names; False beside a month's last day where only the month was written."""
    found: list[tuple[date, bool]] = []
    for pattern, order in (
        (_SLASHED, (3, 1, 2)),
        (_ISO, (1, 2, 3)),
        (_US_DIGITS, (3, 1, 2)),
    ):
        for match in pattern.finditer(text):
            day = _day(*(int(match[at]) for at in order))
            if day and (day, True) not in found:
                found.append((day, True))
    for match in _LONG.finditer(text):
        month = month_named(match[1])
        day = _day(int(match[3]), month, int(match[2])) if month else None
        if day:
            found.append((day, True))
    if found:
        return found
    for match in _MONTH.finditer(text):
        if month := month_named(match[1]):
            year = int(match[2].replace("'", "20"))
            found.append((date(year, month, last_of_month(year, month)), False))
    for match in _YEAR_MONTH.finditer(text):
        year, month = int(match[1]), int(match[2])
        found.append((date(year, month, last_of_month(year, month)), False))
    return found


def as_of_candidates(
    above: Iterable[Row], sheet: str, file: str, column: Iterable[Cell] = ()
) -> tuple[AsOf, ...]:
    """Every place that names the day, the most trusted first."""
    found: list[AsOf] = []
    written = [cell for cell in column if not is_blank(cell)]
    rule = date_rule(written, future=False)
    days = {read_date(cell, rule) for cell in written}
    if len(days) == 1:
        day = days.pop()
        if isinstance(day, YearMonth):
            last = date(day.year, day.month, last_of_month(day.year, day.month))
            found.append(AsOf(last, "a column", str(day), sure=False))
        elif isinstance(day, date):
            found.append(AsOf(day, "a column", day.isoformat(), sure=True))
    titles: list[AsOf] = []
    for row in above:
        for at, cell in enumerate(row.cells):
            if isinstance(cell, date):
                label = " ".join(shown(c) for c in row.cells[:at] if c)
                if _WORDS.search(label):
                    day = date(cell.year, cell.month, cell.day)
                    titles.append(AsOf(day, f"row {row.number}", day.isoformat(), True))
            elif isinstance(cell, str):
                text = tidy(cell)
                marked = _WORDS.search(text)
                named = days_in(text[marked.end() :] if marked else text)
                for day, sure in named[:1]:
                    titles.append(AsOf(day, f"row {row.number}", text, sure and bool(marked)))
    found += sorted(titles, key=lambda one: not one.sure)
    for text, where in ((sheet, "the sheet's name"), (file.rpartition(".")[0], "the file's name")):
        named = days_in(text)
        if named:
            found.append(AsOf(named[-1][0], where, text, named[-1][1]))
    return tuple(found)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        made = date(year, month, day)
    except ValueError:
        return None
    return made if 1990 <= made.year <= 2100 else None
