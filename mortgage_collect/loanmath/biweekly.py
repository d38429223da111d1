"""Half a payment every two weeks: three arrangements that look alike and are not.

1. A true biweekly note: 26 periods a year, each with its own interest.
2. A monthly note whose halves are held until they make a whole installment. Nothing is saved except
   through the thirteenth installment of a year, and only when it is designated as principal.
3. Halves credited on receipt ("accelerated"): the monthly payment's half, 26 times a year.

UNVERIFIED: the day count of biweekly notes. Fannie Mae's Servicing Guide F-1-09 (secondary copy)
says 14 days of interest and not on which basis, so the basis is handed in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from mortgage_collect.core.calendar import monthly
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.rate import Rate, month_of_interest
from mortgage_collect.loanmath.amortize import Schedule, pay_until_clear, schedule
from mortgage_collect.loanmath.due_dates import biweekly as fortnights
from mortgage_collect.loanmath.scheduled import Lines

A_YEAR: Final = 26
LONGEST_MONTHS: Final = 600


@dataclass(frozen=True, slots=True)
class HeldHalves:
    """A monthly note paid in halves: its monthly lines, and the principal paid beside them.

    `extra` holds (due date, amount) for each thirteenth installment credited as principal. A line's
    principal includes it. `waiting` is what is left of the halves when the loan is paid.
    """

    half: Money
    lines: Lines
    extra: tuple[tuple[date, Money], ...]
    waiting: Money

    @property
    def total_interest(self) -> Money:
        return self.lines.total_interest


def true_biweekly(
    principal: Money,
    rate: Rate,
    periods: int,
    payment: Money | None = None,
    basis: int | None = None,
) -> Schedule:
    """The schedule of a biweekly note; 26 periods are a year.

    Interest of a period is rate / 26, or 14 days over a `basis` of 365, 360 or 366 when the note
    counts days. Raises UserError as a monthly schedule does.
    """
    per_year = A_YEAR if basis is None else Fraction(basis, 14)
    return schedule(principal, rate, periods, payment, per_year=per_year)


def credited_on_receipt(principal: Money, rate: Rate, half: Money) -> Schedule:
    """Half the monthly payment every two weeks, each credited on the day it comes."""
    return pay_until_clear(principal, rate, half, per_year=A_YEAR)


def held_halves(
    principal: Money,
    rate: Rate,
    payment: Money,
    first_due: date,
    first_half: date,
    *,
    extra_to_principal: bool,
    anchor: int | None = None,
) -> HeldHalves:
    """A monthly note whose halves wait in suspense until a whole installment has gathered.

    On each due date one installment is paid out of what has come by then; when another whole one is
    still there it is credited as principal if it was so designated; otherwise it waits for good.
    A half is half the payment, rounded up to the cent. Raises UserError when the halves begin too
    late to make the first installments, or when the payment does not exceed the interest.
    """
    if payment <= month_of_interest(principal, rate):
        raise UserError(
            f"{payment} never pays the loan off: the interest alone is "
            f"{month_of_interest(principal, rate)}.",
            do="Raise the payment or lower the rate.",
        )
    half = Money(-(-payment.cents // 2))
    coming, due_dates = fortnights(first_half), monthly(first_due, anchor)
    next_half, waiting, balance = next(coming), ZERO, principal
    amounts, balances, extra = list[int](), list[int](), list[tuple[date, Money]]()
    while balance:
        if len(amounts) == LONGEST_MONTHS:
            raise UserError(f"{payment} a month would need more than {LONGEST_MONTHS} months.")
        due = next(due_dates)
        while next_half <= due:
            waiting, next_half = waiting + half, next(coming)
        owed = balance + month_of_interest(balance, rate)
        paid = min(payment, owed)
        if waiting < paid:
            raise UserError(
                f"By {due:%Y-%m-%d} the halves do not yet make an installment.",
                do="Begin with the halves two weeks and more before the first due date.",
            )
        waiting -= paid
        left = owed - paid
        if extra_to_principal and waiting >= payment and left:
            more = min(payment, left)
            extra.append((due, more))
            waiting, left, paid = waiting - more, left - more, paid + more
        amounts.append(paid.cents)
        balances.append(left.cents)
        balance = left
    return HeldHalves(
        half, Lines(principal.cents, tuple(amounts), tuple(balances)), tuple(extra), waiting
    )
