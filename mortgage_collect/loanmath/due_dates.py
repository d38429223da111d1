"""Runs of due dates: by months with the note's own day, by years, or every fourteen days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core.calendar import add_months, monthly

FORTNIGHT = timedelta(days=14)


def first_dates(first: date, count: int, anchor: int | None = None) -> tuple[date, ...]:
    """`count` monthly due dates from `first`.

    The anchor day is kept through short months: after 29 February comes 31 March again, not the
    29th, when the note says the 31st.
    """
    run = monthly(first, anchor)
    return tuple(next(run) for _ in range(count))


def anniversaries(first: date, count: int) -> tuple[date, ...]:
    """`count` yearly dates from `first`; 29 February is kept on the 28th in common years."""
    return tuple(add_months(first, 12 * year) for year in range(count))


def every_months(first: date, step: int, count: int) -> tuple[date, ...]:
    """`count` dates `step` months apart: 3 for quarterly, 6 for half-yearly."""
    return tuple(add_months(first, step * each) for each in range(count))


def biweekly(first: date) -> Iterator[date]:
    """Every fourteen days from `first`, for ever: 26 a year, 27 in some."""
    day = first
    while True:
        yield day
        day += FORTNIGHT
