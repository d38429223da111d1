"""The rate that brings a payment down to what is wanted: in steps, or as near as a grid allows."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from mortgage_collect.core.money import Money, Rounding
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.annuity import level_payment

EIGHTH: Final = Rate(1_250)
"""An eighth of a percent, the grid of notes and of the programs' steps."""
THOUSANDTH: Final = Rate(10)
"""A thousandth of a percent, for a rate that need not lie on eighths."""


def stepped_down(
    principal: Money,
    periods: int,
    payment: Money,
    start: Rate,
    floor: Rate,
    step: Rate = EIGHTH,
    how: Rounding = Rounding.HALF_UP,
) -> Rate:
    """The first rate, going down from `start` by `step`, whose level payment is `payment` or less.

    The last step is cut short to land on `floor`; the floor is the answer too when even it does
    not reach the payment. A start at or below the floor is not raised. Raises UserError when the
    loan has matured.
    """
    if start <= floor or level_payment(principal, start, periods, how) <= payment:
        return start
    whole = (start.millionths - floor.millionths - 1) // step.millionths
    steps = range(1, whole + 1)

    def reaches(number: int) -> bool:
        there = Rate(start.millionths - number * step.millionths)
        return level_payment(principal, there, periods, how) <= payment

    found = bisect_left(steps, True, key=reaches)
    return floor if found == whole else Rate(start.millionths - steps[found] * step.millionths)


def highest_rate(
    principal: Money,
    periods: int,
    payment: Money,
    ceiling: Rate,
    grid: Rate = THOUSANDTH,
    how: Rounding = Rounding.HALF_UP,
) -> Rate | None:
    """The highest rate on the grid, up to `ceiling`, whose level payment is `payment` or less.

    None when not even a loan without interest would do.
    """
    below = range(ceiling.millionths // grid.millionths + 1)

    def too_high(number: int) -> bool:
        there = Rate(number * grid.millionths)
        return level_payment(principal, there, periods, how) > payment

    found = bisect_left(below, True, key=too_high)
    return Rate((found - 1) * grid.millionths) if found else None
