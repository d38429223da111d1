"""Interest between two days, by the note's own way of counting.

The first day counts, the last does not: money that arrives on the 15th stops that day's interest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from mortgage_collect.core.calendar import add_months, last_of_month
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import DayCount, Rate, month_of_interest, year_fraction


@dataclass(frozen=True, slots=True)
class RateChange:
    """From `on`, interest accrues at `rate`."""

    on: date
    rate: Rate


def interest_between(
    balance: Money, rate: Rate, start: date, end: date, count: DayCount = DayCount.ACTUAL_365
) -> Money:
    """Simple interest from `start` (counted) to `end` (not counted), rounded once, half up."""
    return balance.times(rate.exact * year_fraction(start, end, count))


def unchanged_balance_interest(balance: Money, rate: Rate, months: int) -> Money:
    """Interest of `months` unpaid months on a balance nobody reduced: each rounded by itself.

    This is the figure that is capitalized. No interest runs on interest.
    """
    return month_of_interest(balance, rate) * months


def days_30_360(start: date, end: date, *, european: bool = False) -> int:
    """Days between two dates when every month has thirty.

    The US way treats the last day of February as a 30th when it starts the period, and a 31st end
    as the 30th only after such a start; the European way turns every 31st into a 30th and leaves
    February alone. Whole-month accrual needs neither.
    """
    if not european:
        return int(year_fraction(start, end, DayCount.THIRTY_360) * 360)
    months = (end.year - start.year) * 12 + end.month - start.month
    return months * 30 + min(end.day, 30) - min(start.day, 30)


@dataclass(frozen=True, slots=True)
class Accrual:
    """Interest up to a day, in whole months and the days left over.

    `days` are those of the broken month, or all of them where every day counts; `per_diem` is one
    more day at the rate in force at the end.
    """

    whole_months: int
    month_interest: Money
    days: int
    day_interest: Money
    per_diem: Money

    @property
    def interest(self) -> Money:
        return self.month_interest + self.day_interest


def accrue(
    balance: Money,
    rate: Rate,
    start: date,
    end: date,
    *,
    count: DayCount = DayCount.THIRTY_360,
    basis: int = 365,
    changes: Sequence[RateChange] = (),
    anchor: int | None = None,
) -> Accrual:
    """Interest from `start` (counted) to `end` (not counted), split where the rate changes.

    A 30/360 loan pays a twelfth of the year for each whole month and rate/basis for each day of
    the broken one, the way a payoff is counted (Fannie Mae Servicing Guide F-1-09, secondary
    copy). Other loans count every day by their own convention. A whole month or a run of days is
    rounded once. An `end` before `start` gives no interest: the borrower has paid ahead.
    """
    at_end = rate_on(rate, changes, end)
    if count is not DayCount.THIRTY_360:
        exact = sum(
            (
                part.rate.exact * year_fraction(part.start, part.end, count)
                for part in _parts(rate, changes, start, end)
            ),
            Fraction(0),
        )
        divisor = 360 if count is DayCount.ACTUAL_360 else _days_of_year(end, count)
        days = max((end - start).days, 0)
        day = balance.times(at_end.exact / divisor)
        return Accrual(0, ZERO, days, balance.times(exact), day)
    months, of_months = 0, ZERO
    here = start
    while (following := add_months(start, months + 1, anchor)) <= end:
        of_months += balance.times(_month_share(rate, changes, here, following))
        here, months = following, months + 1
    broken = sum(
        (
            part.rate.exact * Fraction((part.end - part.start).days, basis)
            for part in _parts(rate, changes, here, end)
        ),
        Fraction(0),
    )
    return Accrual(
        months,
        of_months,
        max((end - here).days, 0),
        balance.times(broken),
        balance.times(at_end.exact / basis),
    )


@dataclass(frozen=True, slots=True)
class _Part:
    start: date
    end: date
    rate: Rate


def _parts(rate: Rate, changes: Sequence[RateChange], start: date, end: date) -> list[_Part]:
    """The days from start to end, cut where the rate changes; none when end is not later."""
    cuts = sorted({change.on for change in changes if start < change.on < end})
    edges = [start, *cuts, end]
    return [
        _Part(first, last, rate_on(rate, changes, first))
        for first, last in pairwise(edges)
        if first < last
    ]


def rate_on(rate: Rate, changes: Sequence[RateChange], day: date) -> Rate:
    """The rate in force on a day: of the newest change on or before it, `rate` before them all."""
    for change in sorted(changes, key=lambda each: each.on):
        if change.on <= day:
            rate = change.rate
    return rate


def _month_share(rate: Rate, changes: Sequence[RateChange], start: date, end: date) -> Fraction:
    """One month of the yearly rate; a month with a change in it is shared by its own days."""
    whole = (end - start).days
    return sum(
        (
            part.rate.monthly * Fraction((part.end - part.start).days, whole)
            for part in _parts(rate, changes, start, end)
        ),
        Fraction(0),
    )


def _days_of_year(day: date, count: DayCount) -> int:
    leap = last_of_month(day.year, 2) == 29
    return 366 if leap and count in (DayCount.ACTUAL_ACTUAL, DayCount.ACTUAL_366) else 365
