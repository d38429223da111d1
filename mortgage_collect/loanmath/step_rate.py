"""A rate that rises in steps: the payment is worked out anew at each one.

Source: the exhibits of the FDIC's single-family loss-share agreements (2009) and HAMP's rule of one
point a year up to a cap; the payment of each step clears the balance of that day over the months
that remain.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money, Rounding
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.amortize import schedule
from mortgage_collect.loanmath.scheduled import Lines

POINT = Rate(10_000)


@dataclass(frozen=True, slots=True)
class RateStep:
    """From payment number `first` (counted from 1), interest is at `rate`."""

    first: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class StepPayment:
    """What is paid from payment number `first` until the next step; `balance` is what it clears."""

    first: int
    rate: Rate
    payment: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class StepSchedule:
    """The steps and every payment. The very last payment differs from its step's: print it."""

    steps: tuple[StepPayment, ...]
    lines: Lines

    @property
    def final_payment(self) -> Money:
        return Money(self.lines.amounts[-1] if self.lines else 0)

    def payment_at(self, number: int) -> Money:
        """The payment with this number, counted from 1."""
        return self.lines[number - 1].amount

    def balance_after(self, payments: int) -> Money:
        """What is owed after so many payments; zero once the loan is paid."""
        if payments < 1:
            raise ValueError("count payments from 1")
        left = self.lines.balances
        return Money(left[payments - 1] if payments <= len(left) else 0)


def rising_steps(
    start: Rate, cap: Rate, hold: int = 60, every: int = 12, by: Rate = POINT
) -> tuple[RateStep, ...]:
    """`start` for `hold` payments, then `by` more each `every`, the last step cut short at the cap.

    2.159 % to a cap of 5.530 % is 2.159, 3.159, 4.159, 5.159, 5.530. A cap at or below the start
    makes no step. Raises ValueError for a step of nothing.
    """
    if by.millionths < 1 or hold < 1 or every < 1:
        raise ValueError("a step rises by something, after at least one payment")
    steps, rate, first = [RateStep(1, start)], start, 1 + hold
    while rate < cap:
        rate = min(Rate(rate.millionths + by.millionths), cap)
        steps.append(RateStep(first, rate))
        first += every
    return tuple(steps)


def step_schedule(
    principal: Money,
    steps: Sequence[RateStep],
    periods: int,
    how: Rounding = Rounding.HALF_UP,
) -> StepSchedule:
    """Pay `principal` off in `periods` months, the payment recast at each step.

    Each step's payment is the level one on the balance then, over the months that remain then.
    Steps after the last payment do nothing. Raises UserError when no month is left, or when the
    steps do not begin with payment 1 and go on in order.
    """
    require_steps(steps)
    numbers = [step.first for step in steps]
    balance, told = principal, list[StepPayment]()
    amounts, balances = list[int](), list[int]()
    for step, following in zip(steps, [*numbers[1:], periods + 1], strict=True):
        left = periods - step.first + 1
        if told and (left < 1 or not balance):
            break
        plan = schedule(balance, step.rate, left, how=how)
        told.append(StepPayment(step.first, step.rate, plan.payment, balance))
        keep = min(following, periods + 1) - step.first
        amounts += plan.lines.amounts[:keep]
        balances += plan.lines.balances[:keep]
        balance = Money(balances[-1] if balances else 0)
    return StepSchedule(tuple(told), Lines(principal.cents, tuple(amounts), tuple(balances)))


def require_steps(steps: Sequence[RateStep]) -> None:
    """Raise UserError for steps that do not begin with payment 1 and go on in order."""
    numbers = [step.first for step in steps]
    if not numbers or numbers[0] != 1 or any(b <= a for a, b in pairwise(numbers)):
        raise UserError(
            "The steps of the rate must begin with the first payment and follow one another.",
            do="Say from which payment each rate holds.",
        )
