"""How many payments a balance still needs; "never" is an answer, not a number.

Source: n = ln(PMT / (PMT - P i)) / ln(1 + i), defined only while the payment is above the
interest.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_CEILING, Context, Decimal
from fractions import Fraction

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.text import count

_CONTEXT = Context(prec=50)
_SAME = Decimal("0.01")
"""Rounding the payment to the cent moves the exact number by less: 309.0001 is 309 payments."""


@dataclass(frozen=True, slots=True)
class RemainingTerm:
    """`payments` is None when the payment never clears the balance; then `exact` is None too."""

    payments: int | None
    exact: Decimal | None

    @property
    def never(self) -> bool:
        return self.payments is None

    def __str__(self) -> str:
        return "never amortizes" if self.payments is None else count(self.payments, "payment")


def remaining_term(balance: Money, rate: Rate, payment: Money) -> RemainingTerm:
    """The monthly payments `balance` needs at `payment`, the last one included.

    Within a hundredth of a whole number it is that number, since the payment itself was rounded;
    otherwise the next whole one.
    """
    if balance.cents <= 0:
        return RemainingTerm(0, Decimal(0))
    if payment.cents <= balance.cents * rate.monthly:
        return RemainingTerm(None, None)
    exact = _exact(balance, rate, payment)
    nearest = exact.to_integral_value(context=_CONTEXT)
    whole = max(nearest, Decimal(1))
    if abs(exact - nearest) > _SAME:
        whole = exact.to_integral_value(ROUND_CEILING)
    return RemainingTerm(int(whole), exact)


def _exact(balance: Money, rate: Rate, payment: Money) -> Decimal:
    each = rate.monthly
    if not each:
        return _decimal(Fraction(balance.cents, payment.cents))
    left = 1 - Fraction(balance.cents, payment.cents) * each
    shrink, growth = _CONTEXT.ln(_decimal(left)), _CONTEXT.ln(_decimal(1 + each))
    return _CONTEXT.divide(-shrink, growth)


def _decimal(value: Fraction) -> Decimal:
    return _CONTEXT.divide(Decimal(value.numerator), Decimal(value.denominator))
