"""Annual interest rates, exact to the millionth, and how days of interest are counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from mortgage_collect.core.money import Money, Rounding

MILLION = 1_000_000


class DayCount(StrEnum):
    """How interest accrues between two dates, as the note says it."""

    THIRTY_360 = "30/360"
    ACTUAL_365 = "actual/365"
    ACTUAL_360 = "actual/360"
    ACTUAL_ACTUAL = "actual/actual"
    ACTUAL_366 = "actual/366"


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """A yearly rate in millionths: 6.125 % is 61 250."""

    millionths: int

    def __post_init__(self) -> None:
        if type(self.millionths) is not int:
            raise TypeError(f"Rate holds whole millionths, not {self.millionths!r}")

    @classmethod
    def percent(cls, written: str | int | Decimal) -> Rate:
        """ "6.125" means 6.125 % a year. More than four decimals of a percent raises."""
        scaled = Decimal(str(written).strip().removesuffix("%")) * 10_000
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{written} % has more than four decimals")
        return cls(int(scaled))

    @property
    def exact(self) -> Fraction:
        """The rate as a fraction of one: 6 % is 3/50."""
        return Fraction(self.millionths, MILLION)

    @property
    def monthly(self) -> Fraction:
        """One twelfth of the yearly rate."""
        return self.exact / 12

    @property
    def plain(self) -> str:
        """Percent without the sign and without idle zeros: "6.125"."""
        text = f"{Decimal(self.millionths).scaleb(-4):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def __bool__(self) -> bool:
        return self.millionths != 0

    def __str__(self) -> str:
        whole, _, part = self.plain.partition(".")
        return f"{whole}.{part.ljust(3, '0')}%"


def per_diem(balance: Money, rate: Rate, basis: int = 365) -> Money:
    """One day of interest to the cent: balance x rate / basis (365, 360 or 366 by the note)."""
    return balance.times(rate.exact / basis)


def month_of_interest(balance: Money, rate: Rate, how: Rounding = Rounding.HALF_UP) -> Money:
    """One month of interest on 30/360: balance x rate / 12, whatever the month's length."""
    return balance.times(rate.monthly, how)


def year_fraction(start: date, end: date, count: DayCount) -> Fraction:
    """The share of a year from `start` (counted) to `end` (not counted), by the note's convention.

    30/360 here is the US rule between two days: a start on the 31st or on the last of February
    counts as the 30th, and after such a start so does an end on the 31st (or, from February to
    February, on its last day). Whole-month accrual does not need it. Actual/actual splits at
    31 December: days of a leap year over 366, others over 365. Actual/366 divides by 366 in leap
    years only, when the note says so.
    """
    if end < start:
        raise ValueError(f"interest cannot run from {start} back to {end}")
    days = (end - start).days
    match count:
        case DayCount.ACTUAL_365:
            return Fraction(days, 365)
        case DayCount.ACTUAL_360:
            return Fraction(days, 360)
        case DayCount.ACTUAL_ACTUAL | DayCount.ACTUAL_366:
            return _split_at_year_end(start, end)
        case DayCount.THIRTY_360:
            ends_february = _ends_february(start)
            first = 30 if start.day == 31 or ends_february else start.day
            to_month_end = end.day == 31 or (ends_february and _ends_february(end))
            last = 30 if to_month_end and first == 30 else end.day
            months = (end.year - start.year) * 12 + end.month - start.month
            return Fraction(months * 30 + last - first, 360)


def _ends_february(day: date) -> bool:
    return day.month == 2 and (day + timedelta(days=1)).month == 3


def _split_at_year_end(start: date, end: date) -> Fraction:
    share = Fraction(0)
    while start < end:
        new_year = date(start.year + 1, 1, 1)
        stop = min(end, new_year)
        share += Fraction((stop - start).days, (new_year - date(start.year, 1, 1)).days)
        start = stop
    return share
