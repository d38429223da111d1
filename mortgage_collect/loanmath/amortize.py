"""Level payments and the schedule they make, exact to the cent.

Source: the annuity formula, PMT = P i / (1 - (1 + i)^-n) with i the yearly rate over the periods
in a year. It is worked in exact fractions, so the smallest rate and the longest term lose nothing.
What is printed and posted is the schedule, period by period; the closed forms are its check.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, Rounding, total
from mortgage_collect.core.rate import Rate

MONTHLY = 12
LONGEST = 2_000
"""Periods after which a schedule is given up: no mortgage is that long."""


@dataclass(frozen=True, slots=True)
class ScheduledPayment:
    """One line of a schedule; `balance` is what is still owed after it."""

    number: int
    interest: Money
    principal: Money
    balance: Money

    @property
    def amount(self) -> Money:
        return self.interest + self.principal


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every payment until nothing is owed. The last one differs from the others: print it."""

    payment: Money
    lines: tuple[ScheduledPayment, ...]

    @property
    def final_payment(self) -> Money:
        return self.lines[-1].amount if self.lines else ZERO

    @property
    def total_interest(self) -> Money:
        return total(line.interest for line in self.lines)

    @property
    def total_paid(self) -> Money:
        return total(line.amount for line in self.lines)

    def balance_after(self, payments: int) -> Money:
        """What is owed after so many payments; zero once the loan is paid."""
        if payments < 1:
            raise ValueError("count payments from 1")
        return self.lines[payments - 1].balance if payments <= len(self.lines) else ZERO


def level_payment(
    principal: Money,
    rate: Rate,
    periods: int,
    how: Rounding = Rounding.HALF_UP,
    per_year: int = MONTHLY,
) -> Money:
    """The equal payment that clears `principal` in `periods`, rounded once.

    Raises UserError when no period is left: a matured loan has no level payment.
    """
    return Money.rounded(exact_payment(principal, rate, periods, per_year), how)


def exact_payment(principal: Money, rate: Rate, periods: int, per_year: int = MONTHLY) -> Fraction:
    """The level payment in exact dollars, before any rounding. Raises UserError as above."""
    return Fraction(principal.cents, 100) / annuity(rate, periods, per_year)


def annuity(rate: Rate, periods: int, per_year: int = MONTHLY) -> Fraction:
    """What one dollar a period for `periods` is worth today."""
    if periods < 1:
        raise UserError(
            "The loan has matured: no payments are left to spread the balance over.",
            do="Quote a payoff, or extend the term first.",
        )
    each = rate.exact / per_year
    if not each:
        return Fraction(periods)
    return (1 - 1 / (1 + each) ** periods) / each


def principal_for(
    payment: Money, rate: Rate, periods: int, how: Rounding = Rounding.HALF_UP
) -> Money:
    """The balance a monthly payment clears in `periods`: P = PMT (1 - (1 + i)^-n) / i."""
    return payment.times(annuity(rate, periods), how)


def balance_after(principal: Money, rate: Rate, payment: Money, payments: int) -> Money:
    """The closed form B_k = P (1 + i)^k - PMT ((1 + i)^k - 1) / i, rounded once.

    A check, or an estimate for a loan without its history. The schedule is the record; the two
    differ by cents.
    """
    each = rate.monthly
    if not each:
        return principal - payment * payments
    growth = (1 + each) ** payments
    owed = principal.cents * growth - payment.cents * (growth - 1) / each
    return Money.rounded(owed / 100)


def schedule(
    principal: Money,
    rate: Rate,
    periods: int,
    payment: Money | None = None,
    how: Rounding = Rounding.HALF_UP,
    per_year: int = MONTHLY,
) -> Schedule:
    """Pay `principal` off in at most `periods`; the last payment is the balance and its interest.

    Without a `payment` the level one is worked out. A payment rounded up may finish early. A
    payment below the interest is refused with UserError: see negative_amortization for a note
    that allows it.
    """
    if payment is None:
        payment = level_payment(principal, rate, periods, how, per_year)
    elif _interest(principal, rate, per_year) > payment:
        raise UserError(
            f"{payment} does not cover the interest of {_interest(principal, rate, per_year)}.",
            do="Raise the payment or lower the rate.",
        )
    balance, lines = principal, list[ScheduledPayment]()
    while balance and len(lines) < periods:
        interest = _interest(balance, rate, per_year)
        # A level payment rounded down may fall a cent short of the interest; the last one pays.
        part = max(min(payment - interest, balance), ZERO)
        if len(lines) == periods - 1:
            part = balance
        balance -= part
        lines.append(ScheduledPayment(len(lines) + 1, interest, part, balance))
    return Schedule(payment, tuple(lines))


def pay_until_clear(
    principal: Money, rate: Rate, payment: Money, per_year: int = MONTHLY
) -> Schedule:
    """The schedule of a fixed payment for as long as it takes: 26 a year for biweekly halves.

    Accelerated biweekly holds only where each half is credited on receipt. Raises UserError when
    the payment never clears the balance.
    """
    if payment <= _interest(principal, rate, per_year):
        raise UserError(
            f"{payment} never pays the loan off: the interest alone is "
            f"{_interest(principal, rate, per_year)}.",
            do="Raise the payment or lower the rate.",
        )
    made = schedule(principal, rate, LONGEST, payment, per_year=per_year)
    if made.lines[-1].balance or len(made.lines) == LONGEST:
        raise UserError(f"{payment} would need more than {LONGEST:,} payments.")
    return made


def _interest(balance: Money, rate: Rate, per_year: int) -> Money:
    return balance.times(rate.exact / per_year)
