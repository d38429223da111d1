"""Income of every rhythm, turned into a month, exactly and rounded once.

Source: the customary conversions of mortgage underwriting (52 weeks over 12 months, not 4 or 4.33).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money, total
from mortgage_collect.core.words import PayFrequency
from mortgage_collect.review.income_rules import RULES

PER_MONTH: Final[dict[PayFrequency, Fraction]] = {
    PayFrequency.WEEKLY: Fraction(52, 12),
    PayFrequency.BIWEEKLY: Fraction(26, 12),
    PayFrequency.SEMIMONTHLY: Fraction(2),
    PayFrequency.MONTHLY: Fraction(1),
    PayFrequency.QUARTERLY: Fraction(1, 3),
    PayFrequency.ANNUAL: Fraction(1, 12),
}

GROSS_UP_PERCENT: Final = RULES.gross_up_percent
RENTAL_PERCENT: Final = RULES.rental_percent


def monthly(
    amount: Money, frequency: PayFrequency, hours_per_week: Decimal | int | None = None
) -> Money:
    """An amount per pay period as an amount per month.

    Hourly pay needs the hours of a week: rate x hours x 52 / 12. Raises UserError without them.
    """
    if frequency is not PayFrequency.HOURLY:
        return amount.times(PER_MONTH[frequency])
    if hours_per_week is None:
        raise UserError("Hourly pay needs the hours of a week.", do="Ask how many, on average.")
    return amount.times(Fraction(hours_per_week) * PER_MONTH[PayFrequency.WEEKLY])


@dataclass(frozen=True, slots=True)
class YearToDate:
    """Earnings since the year began, by the month: two customs, and they differ."""

    months: Fraction
    by_half_months: Money
    by_days: Money


def ytd_monthly(earned: Money, through: date, since: date | None = None) -> YearToDate:
    """A pay stub's year-to-date figure as a month.

    By half months: a half begun counts, so through the 15th is half a month and through any later
    day a whole one. By days: both ends counted, over the days of that year. `since` is the first
    day of the job when it began this year. Raises UserError when `through` is before `since`.
    """
    start = since or date(through.year, 1, 1)
    if start > through or start.year != through.year:
        raise UserError(
            "The earnings must run from a day of the same year to a later one.",
            do="Check the date on the pay stub.",
        )
    months = Fraction(_half(through) - _half(start) + 1, 2)
    days = (through - start).days + 1
    year = (date(through.year + 1, 1, 1) - date(through.year, 1, 1)).days
    return YearToDate(months, earned.times(1 / months), earned.times(Fraction(year, days) / 12))


def _half(day: date) -> int:
    return day.month * 2 + (day.day > 15)


@dataclass(frozen=True, slots=True)
class Period:
    """What was earned over a number of months, as one paper tells it."""

    says: str
    months: Fraction
    earned: Money

    @property
    def monthly(self) -> Money:
        return self.earned.times(1 / self.months)


@dataclass(frozen=True, slots=True)
class SelfEmployed:
    """Business income by the month over `months`; `usable` is the lower figure when it declines."""

    average: Money
    recent: Money
    declining: bool
    months: Fraction = Fraction(24)

    @property
    def usable(self) -> Money:
        return self.recent if self.declining else self.average


def averaged(periods: Sequence[Period]) -> SelfEmployed:
    """The average over the months of the papers, oldest first.

    When the latest period earned less a month than the one before it, only the latest may be
    relied on. Raises ValueError without a period.
    """
    if not periods:
        raise ValueError("an average needs at least one period")
    months = sum((each.months for each in periods), Fraction(0))
    last = periods[-1]
    before = periods[-2] if len(periods) > 1 else last
    declining = last.earned.cents * before.months < before.earned.cents * last.months
    average = total(each.earned for each in periods).times(1 / months)
    return SelfEmployed(average, last.monthly, declining, months)


def self_employed(earlier_year: Sequence[Money], recent_year: Sequence[Money]) -> SelfEmployed:
    """The 24-month average of two years; each year is its net profit and what is added back.

    Depreciation, depletion and the like are added back by listing them beside the profit.
    """
    year = Fraction(12)
    return averaged(
        (
            Period("year before", year, total(earlier_year)),
            Period("last full year", year, total(recent_year)),
        )
    )


def overtime(earned: Money, months: int = 24) -> Money:
    """Overtime, bonus or commission: the average of 24 months.

    Twelve are taken in workouts when it is likely to go on. Raises ValueError without months.
    """
    if months < 1:
        raise ValueError("an average needs at least one month")
    return earned.times(Fraction(1, months))


@dataclass(frozen=True, slots=True)
class RentalNet:
    """Rent after its allowance and mortgage; below zero it is a debt, never negative income."""

    net: Money

    @property
    def income(self) -> Money:
        return max(self.net, Money(0))

    @property
    def debt(self) -> Money:
        return max(-self.net, Money(0))


def rental_net(rent: Money, mortgage: Money, percent: int = RENTAL_PERCENT) -> RentalNet:
    """Three quarters of the gross monthly rent, less the mortgage payment on that property."""
    return RentalNet(rent.times(Fraction(percent, 100)) - mortgage)


def gross_up(nontaxable: Money, percent: int = GROSS_UP_PERCENT) -> Money:
    """Income that bears no tax, raised to stand beside income that does (25 % unless told)."""
    return nontaxable.times(Fraction(100 + percent, 100))
