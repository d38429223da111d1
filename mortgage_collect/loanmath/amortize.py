"""Level payments and the schedule they make, exact to the cent.

What is printed and posted is the schedule, period by period; the closed forms are its check. It
is worked in whole cents: b' = b + round(b i) - PMT, the rounding folded into one division, which
gives the same cents as Money.times for every balance (decision 0010).
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from fractions import Fraction
from operator import neg

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money, Rounding, divided
from mortgage_collect.core.rate import Rate
from mortgage_collect.loanmath.annuity import MONTHLY as MONTHLY
from mortgage_collect.loanmath.annuity import annuity as annuity
from mortgage_collect.loanmath.annuity import exact_payment as exact_payment
from mortgage_collect.loanmath.annuity import level_payment as level_payment
from mortgage_collect.loanmath.annuity import periodic, require_periods
from mortgage_collect.loanmath.annuity import principal_for as principal_for
from mortgage_collect.loanmath.scheduled import Lines
from mortgage_collect.loanmath.scheduled import ScheduledPayment as ScheduledPayment

LIKELY = 512
"""Periods that suffice for most, tried first."""
LONGEST = 2_000
"""Periods after which a schedule is given up: no mortgage is that long."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every payment until nothing is owed. The last one differs from the others: print it."""

    payment: Money
    lines: Lines

    @property
    def final_payment(self) -> Money:
        return Money(self.lines.amounts[-1]) if self.lines else ZERO

    @property
    def total_interest(self) -> Money:
        return self.lines.total_interest

    @property
    def total_paid(self) -> Money:
        return self.lines.total_paid

    def balance_after(self, payments: int) -> Money:
        """What is owed after so many payments; zero once the loan is paid."""
        if payments < 1:
            raise ValueError("count payments from 1")
        left = self.lines.balances
        return Money(left[payments - 1]) if payments <= len(left) else ZERO


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
    per_year: int | Fraction = MONTHLY,
) -> Schedule:
    """Pay `principal` off in at most `periods`; the last payment is the balance and its interest.

    Without a `payment` the level one is worked out. A payment rounded up may finish early. A
    payment below the interest is refused with UserError, as are a matured loan and a balance below
    zero; see phase for a note that allows a payment below the interest.
    """
    if payment is None:
        require_payable(principal, None, ZERO, periods)
        payment = level_payment(principal, rate, periods, how, per_year)
    else:
        require_payable(principal, payment, _interest(principal, rate, per_year), periods)
    return Schedule(payment, _lines(principal, rate, periods, payment, per_year))


def require_payable(principal: Money, payment: Money | None, interest: Money, periods: int) -> None:
    """Raise UserError for a matured loan, a balance below zero, or a payment below its interest."""
    require_periods(periods)
    if principal < ZERO:
        raise UserError(
            f"A balance of {principal} cannot be paid off.", do="Check it: it is below zero."
        )
    if payment is not None and interest > payment:
        raise UserError(
            f"{payment} does not cover the interest of {interest}.",
            do="Raise the payment or lower the rate.",
        )


def pay_until_clear(
    principal: Money, rate: Rate, payment: Money, per_year: int | Fraction = MONTHLY
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
    for longest in (LIKELY, LONGEST):
        made = schedule(principal, rate, longest, payment, per_year=per_year)
        if len(made.lines) < longest:
            return made
    raise UserError(f"{payment} would need {LONGEST:,} payments or more.")


def _lines(
    principal: Money, rate: Rate, periods: int, payment: Money, per_year: int | Fraction
) -> Lines:
    """The loop of every schedule, in bare cents. The last payment is what is owed then."""
    owed, pays = principal.cents, payment.cents
    if not owed:
        return Lines(0, (), ())
    share = periodic(rate, per_year)
    numerator, denominator = share.numerator, share.denominator
    first = divided(owed * numerator, denominator)
    if pays <= first:
        # A level payment rounded down may fall a cent short of the interest; the last one pays.
        regular = periods - 1
        return Lines(owed, (first,) * regular + (owed + first,), (owed,) * regular + (0,))
    # round(b n / d) = (2 b n + d) // 2 d; b - PMT is whole, so it goes under the same division.
    double = 2 * denominator
    grow, less = double + 2 * numerator, denominator - pays * double
    balances = [owed := (owed * grow + less) // double for _ in range(periods - 1)]
    if owed <= 0:  # paid before the end: from there on the loop ran below zero, ever deeper
        del balances[bisect_left(balances, 0, key=neg) :]
    before = balances[-1] if balances else principal.cents
    amounts = [pays] * len(balances)
    amounts.append(before + divided(before * numerator, denominator))
    balances.append(0)
    return Lines(principal.cents, tuple(amounts), tuple(balances))


def _interest(balance: Money, rate: Rate, per_year: int | Fraction) -> Money:
    return balance.times(periodic(rate, per_year))
