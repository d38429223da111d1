"""The interest periods inside a due period: cut wherever the rate or the balance changes.

A due period runs from one due date to the next. Its interest is the sum of its pieces, exact, and
is rounded once. Under 30/360 a whole due period is a twelfth of a year whatever its length, and a
piece of it is its share of the days; a first or last stretch that is not a whole month counts its
days over the note's basis. All other conventions count the days themselves, so cutting a period
where nothing changes never changes the interest.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import pairwise

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount, Rate, year_fraction
from mortgage_collect.loanmath.interest import RateChange, rate_on


@dataclass(frozen=True, slots=True)
class PrincipalChange:
    """From `on`, the balance is less by `amount` (a curtailment), or more when it is negative."""

    on: date
    amount: Money


@dataclass(frozen=True, slots=True)
class InterestPeriod:
    """Days from `start` (counted) to `end` (not counted) at one rate on one balance.

    `share` is the part of a year they are by the note's convention; `interest` is exact dollars.
    """

    start: date
    end: date
    rate: Rate
    balance: Money
    share: Fraction

    @property
    def days(self) -> int:
        return (self.end - self.start).days

    @property
    def interest(self) -> Fraction:
        return Fraction(self.balance.cents, 100) * self.rate.exact * self.share


def interest_periods(
    start: date,
    end: date,
    balance: Money,
    rate: Rate,
    count: DayCount,
    *,
    rate_changes: Sequence[RateChange] = (),
    principal_changes: Sequence[PrincipalChange] = (),
    anchor: int | None = None,
    basis: int = 365,
) -> tuple[InterestPeriod, ...]:
    """The pieces of one due period that ends on the due date `end`.

    `balance` and `rate` are those of `start`; changes on or before it are taken to be in them,
    changes on or after `end` belong to a later period. `anchor` is the note's due day, so that a
    period from 28 February to 31 March is a whole month. None when `end` is not after `start`.
    """
    if end <= start:
        return ()
    months = _months(start, end, anchor) if count is DayCount.THIRTY_360 else []
    cuts = {each.on for each in rate_changes} | {each.on for each in principal_changes}
    cuts |= {first for first, _, _ in months}
    edges = sorted({start, end, *(day for day in cuts if start < day < end)})
    found = list[InterestPeriod]()
    inside = [each for each in rate_changes if each.on > start]
    for first, last in pairwise(edges):
        balance -= Money(
            sum(
                each.amount.cents
                for each in principal_changes
                if each.on == first and first > start
            )
        )
        if count is DayCount.THIRTY_360:
            box, close, whole = next(month for month in months if month[0] <= first < month[1])
            days = (last - first).days
            share = Fraction(days, 12 * (close - box).days) if whole else Fraction(days, basis)
        else:
            share = year_fraction(first, last, count)
        in_force = rate_on(rate, inside, first)
        found.append(InterestPeriod(first, last, in_force, balance, share))
    return tuple(found)


def interest_of(periods: Sequence[InterestPeriod]) -> Money:
    """The interest of a due period: its pieces together, rounded once, half up."""
    return Money.rounded(sum((each.interest for each in periods), Fraction(0)))


def _months(start: date, end: date, anchor: int | None) -> list[tuple[date, date, bool]]:
    """Whole months counted back from `end`, and what is left at the start."""
    found = list[tuple[date, date, bool]]()
    close, back = end, 0
    while close > start:
        back += 1
        box = add_months(end, -back, anchor)
        if box < start:
            found.append((start, close, False))
            break
        found.append((box, close, True))
        close = box
    return found[::-1]
