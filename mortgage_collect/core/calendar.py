"""Months that keep their anchor day, holidays by the calendar's name, and four ways to count days.

Holidays: 5 USC 6103(a). The days "in lieu" of 6103(b) are for pay and leave only, so a Friday
before a Saturday holiday is an ordinary day here, as it is for the Federal Reserve Banks.
"""

from __future__ import annotations

import calendar as _std
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

DAY = timedelta(days=1)
JUNETEENTH_SINCE = 2021  # Pub. L. 117-17


@lru_cache(maxsize=4096)
def last_of_month(year: int, month: int) -> int:
    return _std.monthrange(year, month)[1]


def add_months(start: date, months: int, anchor: int | None = None) -> date:
    """The same day `months` later, held to its month's end; `anchor` is the day the note names.

    Without an anchor the start's own day is used, so step from the first date, not from the
    last one: 31 Jan + 1 = 28 Feb, and 31 Jan + 2 = 31 Mar.
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(anchor or start.day, last_of_month(year, month + 1)))


def monthly(first: date, anchor: int | None = None) -> Iterator[date]:
    """Due dates month by month from `first`, for ever."""
    months = 0
    while True:
        yield add_months(first, months, anchor or first.day)
        months += 1


def months_between(start: date, end: date) -> int:
    """Whole calendar months from start's month to end's month, days left aside."""
    return (end.year - start.year) * 12 + end.month - start.month


@lru_cache(maxsize=256)
def legal_public_holidays(year: int) -> frozenset[date]:
    """The days 5 USC 6103(a) names, on the day they fall; Inauguration Day is not among them."""
    days = {
        date(year, 1, 1),
        _nth(year, 1, _std.MONDAY, 3),
        _nth(year, 2, _std.MONDAY, 3),
        _last(year, 5, _std.MONDAY),
        date(year, 7, 4),
        _nth(year, 9, _std.MONDAY, 1),
        _nth(year, 10, _std.MONDAY, 2),
        date(year, 11, 11),
        _nth(year, 11, _std.THURSDAY, 4),
        date(year, 12, 25),
    }
    if year >= JUNETEENTH_SINCE:
        days.add(date(year, 6, 19))
    return frozenset(days)


@lru_cache(maxsize=256)
def federal_reserve_holidays(year: int) -> frozenset[date]:
    """Days the Reserve Banks are closed: a Sunday holiday moves to Monday, a Saturday one not."""
    return frozenset(
        day + DAY if day.weekday() == _std.SUNDAY else day for day in legal_public_holidays(year)
    )


def counts_as_day(day: date) -> bool:
    """A day that is counted when "legal public holidays, Saturdays, and Sundays" are excluded."""
    return day.weekday() < _std.SATURDAY and day not in legal_public_holidays(day.year)


def is_bank_day(day: date) -> bool:
    """A weekday on which the Reserve Banks are open."""
    return day.weekday() < _std.SATURDAY and day not in federal_reserve_holidays(day.year)


def add_counted_days(start: date, days: int) -> date:
    """`days` days after `start`, excluding legal public holidays, Saturdays and Sundays.

    The start day is not counted: 8 Oct 2024 + 10 across Columbus Day is 23 Oct
    (comment 41(k)(2)(ii)-1 to 12 CFR 1024.41).
    """
    day = start
    for _ in range(days):
        day += DAY
        while not counts_as_day(day):
            day += DAY
    return day


def add_bank_days(start: date, days: int) -> date:
    """`days` bank days after `start`; the start day is not counted."""
    day = start
    for _ in range(days):
        day += DAY
        while not is_bank_day(day):
            day += DAY
    return day


def _nth(year: int, month: int, weekday: int, nth: int) -> date:
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def _last(year: int, month: int, weekday: int) -> date:
    last = date(year, month, last_of_month(year, month))
    return last - timedelta(days=(last.weekday() - weekday) % 7)
