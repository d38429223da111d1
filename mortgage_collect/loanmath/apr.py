"""The annual percentage rate of a stream of payments, for information.

Source: appendix J to 12 CFR part 1026, the general equation: amounts are worth the same today when
each is divided by (1 + f i) (1 + i)^t, t whole unit-periods and the fraction f of one. The rate of
a unit-period times the unit-periods in a year is the APR. It is found in whole numbers, so the
answer is the nearest rate on the grid and not an estimate of it.

This is not a disclosure: what belongs into the amount financed is for counsel (12 CFR 1026.4).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from mortgage_collect.core.calendar import add_months, months_between
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import MILLION, Rate
from mortgage_collect.core.words import Word

HUNDREDTH: Final = Rate(100)
"""A hundredth of a percent, as an APR is printed."""
HIGHEST: Final = Rate(100 * MILLION)


class UnitPeriod(Word):
    """The common interval of the payments."""

    MONTH = "month"
    SEMIMONTH = "half month"
    TWO_WEEKS = "two weeks"
    WEEK = "week"
    QUARTER = "quarter"
    YEAR = "year"

    @property
    def per_year(self) -> int:
        return {"month": 12, "half month": 24, "two weeks": 26, "week": 52, "quarter": 4}.get(
            self.value, 1
        )


@dataclass(frozen=True, slots=True)
class Flow:
    """An amount `whole` unit-periods and the `fraction` of one after the first advance."""

    amount: Money
    whole: int
    fraction: Fraction = Fraction(0)


def apr(
    advances: Sequence[Flow], payments: Sequence[Flow], per_year: int, grid: Rate = HUNDREDTH
) -> Rate:
    """The APR nearest on the grid, halves up.

    Raises UserError when less is paid than was advanced, when nothing was advanced or paid, or
    when the rate is beyond all reason.
    """
    if not advances or not payments:
        raise UserError(
            "An APR needs an amount advanced and payments.", do="Enter the amount and the payments."
        )
    flows = [*payments, *(Flow(-each.amount, each.whole, each.fraction) for each in advances)]

    def worth(doubled: int) -> Fraction:
        """What payments less advances are worth at half of `doubled` grid steps a year."""
        return _worth(flows, Fraction(doubled * grid.millionths, 2 * MILLION * per_year))

    if worth(0) < 0:
        raise UserError(
            "The payments together are less than what was advanced: there is no rate.",
            do="Check the amount financed and the number of payments.",
        )
    low, high = 0, 2
    while worth(high) > 0:
        low, high = high, high * 2
        if high * grid.millionths > 2 * HIGHEST.millionths:
            raise UserError(
                "The payments ask for more than 10,000 % a year.",
                do="Check the amount financed and the payments.",
            )
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if worth(middle) > 0 else (low, middle)
    # The root is above `low` half steps and not above `high`, the next one.
    return Rate((high // 2) * grid.millionths)


def regular_apr(
    amount: Money,
    payments: Iterable[Money],
    unit: UnitPeriod = UnitPeriod.MONTH,
    first: tuple[int, Fraction] = (1, Fraction(0)),
    grid: Rate = HUNDREDTH,
) -> Rate:
    """The APR of one advance repaid in payments a unit-period apart, the `first` after so long."""
    whole, fraction = first
    flows = [Flow(each, whole + at, fraction) for at, each in enumerate(payments)]
    return apr([Flow(amount, 0)], flows, unit.per_year, grid)


def single_payment_apr(amount: Money, repaid: Money, days: int, grid: Rate = HUNDREDTH) -> Rate:
    """One advance and one payment within a year: the term is the unit-period, 365 days a year."""
    if not 0 < days < 365 or amount.cents <= 0 or repaid < amount:
        raise UserError(
            "A single payment within a year needs an amount, more back, and 1 to 364 days.",
            do="Enter a payment that is not less than the amount.",
        )
    exact = (repaid.over(amount) - 1) * Fraction(365, days)
    steps = exact * MILLION / grid.millionths
    return Rate(
        (2 * steps.numerator + steps.denominator) // (2 * steps.denominator) * grid.millionths
    )


def unit_periods_between(start: date, end: date, unit: UnitPeriod) -> tuple[int, Fraction]:
    """Whole unit-periods counted back from `end`, and the days left over as a fraction of one.

    Left-over days are over 30 for months, 15 for half months, 90 for quarters, 365 for years
    (appendix J (b)(5)). Raises UserError when `end` is before `start`.
    """
    if end < start:
        raise UserError("A payment cannot come before the advance.", do="Correct the dates.")
    if unit in (UnitPeriod.WEEK, UnitPeriod.TWO_WEEKS):
        length = 7 if unit is UnitPeriod.WEEK else 14
        whole, over = divmod((end - start).days, length)
        return whole, Fraction(over, length)
    months = {UnitPeriod.QUARTER: 3, UnitPeriod.YEAR: 12}.get(unit, 1)
    whole = max(months_between(start, end) // months, 0)
    while whole and add_months(end, -whole * months) < start:
        whole -= 1
    over = (add_months(end, -whole * months) - start).days
    if unit is UnitPeriod.SEMIMONTH:
        halves, over = divmod(over, 15)
        return 2 * whole + halves, Fraction(over, 15)
    return whole, Fraction(over, 365 if unit is UnitPeriod.YEAR else 30 * months)


def _worth(flows: Sequence[Flow], each: Fraction) -> Fraction:
    """The sum of A / ((1 + f i)(1 + i)^t), times (1 + i)^T: same sign, whole numbers inside."""
    by_fraction: dict[Fraction, list[Flow]] = defaultdict(list)
    for flow in flows:
        by_fraction[flow.fraction].append(flow)
    last = max(flow.whole for flow in flows)
    p, q = each.numerator, each.denominator
    more, found = q + p, Fraction(0)
    for fraction, some in by_fraction.items():
        some = sorted(some, key=lambda flow: flow.whole)
        sum_, scale, at = 0, 1, some[0].whole
        for flow in some:
            gap = flow.whole - at
            scale *= q**gap
            sum_ = sum_ * more**gap + flow.amount.cents * scale
            at = flow.whole
        sum_ *= more ** (last - at)
        scale *= q ** (last - at)
        # Scales differ by where a group begins; bring each to the span of the whole stream.
        found += Fraction(sum_, scale) / (1 + fraction * each)
    return found
