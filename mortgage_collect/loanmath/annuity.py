"""Level payments in whole numbers: exact, and far faster than fractions.

Source: PMT = P i / (1 - (1 + i)^-n), or P i g / (g - 1) with g = (1 + i)^n. First g is held between
two whole numbers of 2^-128; where both give the same cent, that is the cent. Where they do not, as
when the exact payment ends on half a cent, g is worked out whole: with i = p / q it is
(q + p)^n / q^n. Nothing is lost whatever the rate and the term.
"""

from __future__ import annotations

from decimal import Context, Decimal
from fractions import Fraction

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money, Rounding, divided
from mortgage_collect.core.rate import MILLION, Rate

MONTHLY = 12
LONGEST = 480
"""Months beyond which no mortgage is stretched: forty years."""

_CONTEXT = Context(prec=28)
_BITS = 128
_ONE = 1 << _BITS


def level_payment(
    principal: Money,
    rate: Rate,
    periods: int,
    how: Rounding = Rounding.HALF_UP,
    per_year: int | Fraction = MONTHLY,
) -> Money:
    """The equal payment that clears `principal` in `periods`, rounded once.

    Raises UserError when no period is left: a matured loan has no level payment.
    """
    require_periods(periods)
    each = periodic(rate, per_year)
    p, q = each.numerator, each.denominator
    if not p:
        return Money(divided(principal.cents, periods, how))
    # PMT falls as g rises: the low end of g gives the high end of the payment.
    low, high = _growth(p, q, periods)
    owed = principal.cents * p
    most = divided(owed * low, q * (low - _ONE), how)
    if most != divided(owed * high, q * (high - _ONE), how):
        grown, plain = (q + p) ** periods, q**periods
        most = divided(owed * grown, q * (grown - plain), how)
    return Money(most)


def exact_payment(
    principal: Money, rate: Rate, periods: int, per_year: int | Fraction = MONTHLY
) -> Fraction:
    """The level payment in exact dollars, before any rounding. Raises UserError as above."""
    return Fraction(principal.cents, 100) / annuity(rate, periods, per_year)


def annuity(rate: Rate, periods: int, per_year: int | Fraction = MONTHLY) -> Fraction:
    """What one dollar a period for `periods` is worth today."""
    require_periods(periods)
    each = periodic(rate, per_year)
    if not each:
        return Fraction(periods)
    return (1 - 1 / (1 + each) ** periods) / each


def principal_for(
    payment: Money, rate: Rate, periods: int, how: Rounding = Rounding.HALF_UP
) -> Money:
    """The balance a monthly payment clears in `periods`: P = PMT (1 - (1 + i)^-n) / i."""
    require_periods(periods)
    each = periodic(rate)
    p, q = each.numerator, each.denominator
    if not p:
        return payment * periods
    low, high = _growth(p, q, periods)
    paid = payment.cents * q
    least = divided(paid * (low - _ONE), p * low, how)
    if least != divided(paid * (high - _ONE), p * high, how):
        grown, plain = (q + p) ** periods, q**periods
        least = divided(paid * (grown - plain), p * grown, how)
    return Money(least)


def shortest_term(
    principal: Money,
    rate: Rate,
    payment: Money,
    longest: int = LONGEST,
    how: Rounding = Rounding.HALF_UP,
) -> int | None:
    """The fewest months whose level payment is `payment` or less; None beyond `longest`.

    A longer term never raises the payment, so the answer is exact: one month fewer costs more.
    """
    if principal.cents <= 0:
        return 0
    if longest < 1 or level_payment(principal, rate, longest, how) > payment:
        return None
    months = min(max(_about(principal, rate, payment), 1), longest)
    while months > 1 and level_payment(principal, rate, months - 1, how) <= payment:
        months -= 1
    while level_payment(principal, rate, months, how) > payment:
        months += 1
    return months


def periodic(rate: Rate, per_year: int | Fraction = MONTHLY) -> Fraction:
    """The rate of one period as a fraction of one; 365/14 a year are fourteen days each."""
    return Fraction(rate.millionths, MILLION * per_year)


def require_periods(periods: int) -> None:
    """Raise UserError when nothing is left to spread a balance over."""
    if periods < 1:
        raise UserError(
            "The loan has matured: no payments are left to spread the balance over.",
            do="Quote a payoff, or extend the term first.",
        )


def _growth(p: int, q: int, periods: int) -> tuple[int, int]:
    """(1 + p / q)^periods in 2^-128, from below and from above.

    Every step rounds down by less than one unit in at least 2^128, and squaring doubles what was
    lost before: together fewer than 2 n + 64 units in 2^128 of the result. Twice that is given.
    """
    power, grown, left = ((q + p) << _BITS) // q, _ONE, periods
    while left:
        if left & 1:
            grown = grown * power >> _BITS
        left >>= 1
        if left:
            power = power * power >> _BITS
    return grown, grown + (grown * (4 * periods + 128) >> _BITS) + 1


def _about(principal: Money, rate: Rate, payment: Money) -> int:
    """Close to the number of months: where the search begins. A cent above the payment suffices."""
    most = payment.cents + 1
    each = periodic(rate)
    left = 1 - Fraction(principal.cents, most) * each
    if not each or left <= 0:
        return principal.cents // most if not each else LONGEST
    shrink = _CONTEXT.ln(_CONTEXT.divide(Decimal(left.numerator), Decimal(left.denominator)))
    more = 1 + each
    growth = _CONTEXT.ln(_CONTEXT.divide(Decimal(more.numerator), Decimal(more.denominator)))
    return int(_CONTEXT.divide(-shrink, growth))
