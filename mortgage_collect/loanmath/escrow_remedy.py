"""Surplus, shortage and deficiency of an escrow account, and what may be done about each.

Source: 12 CFR 1024.17(f), paraphrased from memory and a secondary copy: UNVERIFIED until a person
has read the paragraph. The borrower is "current" when the payment came within 30 days of its due
date; for one who is not, the loan documents decide.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import Word
from mortgage_collect.loanmath.escrow_spread import YEAR, EscrowSpread, spread_escrow

REFUND_FROM: Final = Money.of(50)
"""A surplus of this much must be given back, 12 CFR 1024.17(f)(2)(i)."""
FEWEST_FOR_SHORTAGE: Final = 12
FEWEST_FOR_DEFICIENCY: Final = 2

Kind = Literal["surplus", "shortage", "deficiency"]


class Remedy(Word):
    """What the servicer may do about a difference. The values go into letters' choices."""

    NOTHING = "nothing"
    WITHIN_30_DAYS = "within 30 days"
    INSTALLMENTS_2 = "at least 2 monthly payments"
    INSTALLMENTS_12 = "at least 12 monthly payments"
    REFUND = "refund within 30 days"
    CREDIT = "credit to next year's payments"
    LOAN_DOCUMENTS = "as the loan documents say"


@dataclass(frozen=True, slots=True)
class EscrowDifference:
    """The account against its target: a surplus, or a shortage with or without a deficiency.

    A `deficiency` is an overdrawn account; a `shortage` is what it lacks from zero, or from the
    positive balance it has, up to the target. `month` is one month's escrow payment.
    """

    surplus: Money
    shortage: Money
    deficiency: Money
    month: Money

    def remedies(self, kind: Kind, *, current: bool | None) -> tuple[Remedy, ...]:
        """What is allowed for this kind of difference; nothing when there is none of it.

        Raises UserError when it is not known whether the borrower is current: unknown means
        neither yes nor no. "Less than one month" excludes a difference of exactly a month.
        """
        amount = {
            "surplus": self.surplus,
            "shortage": self.shortage,
            "deficiency": self.deficiency,
        }[kind]
        if not amount:
            return ()
        if current is None:
            raise UserError(
                f"Whether the borrower is current is not known, so the {kind} cannot be settled.",
                do="Bring in the payments first.",
            )
        if not current:
            return (Remedy.LOAN_DOCUMENTS,)
        if kind == "surplus":
            return (Remedy.REFUND,) if amount >= REFUND_FROM else (Remedy.REFUND, Remedy.CREDIT)
        spread = Remedy.INSTALLMENTS_12 if kind == "shortage" else Remedy.INSTALLMENTS_2
        if amount < self.month:
            return (Remedy.NOTHING, Remedy.WITHIN_30_DAYS, spread)
        return (Remedy.NOTHING, spread)


def difference(target: Money, projected: Money, month: Money) -> EscrowDifference:
    """What the projected balance is above or below its target; `month` is the base payment."""
    return EscrowDifference(
        surplus=max(projected - target, ZERO),
        shortage=max(target - max(projected, ZERO), ZERO),
        deficiency=max(-projected, ZERO),
        month=month,
    )


@dataclass(frozen=True, slots=True)
class EscrowPayment:
    """The new escrow payment: the base, and the parts that are added or taken off.

    `parts` are added, `credit` is taken off.
    """

    base: Money
    parts: tuple[EscrowSpread, ...] = ()
    credit: EscrowSpread | None = None

    def in_month(self, number: int) -> Money:
        """The whole escrow payment of a month, counted from 1."""
        added = sum(part.in_month(number).cents for part in self.parts)
        off = self.credit.in_month(number).cents if self.credit else 0
        return Money(self.base.cents + added - off)

    @property
    def usual(self) -> Money:
        """The payment of an ordinary month: without odd cents, before a part runs out."""
        added = sum(part.each.cents for part in self.parts)
        return Money(self.base.cents + added - (self.credit.each.cents if self.credit else 0))


def escrow_payment(
    found: EscrowDifference,
    *,
    shortage_months: int = YEAR,
    deficiency_months: int = YEAR,
    credit_surplus: bool = False,
) -> EscrowPayment:
    """The base payment with the shortage and the deficiency spread, or the surplus credited.

    Raises UserError when a spread is shorter than the rule allows a current borrower: 12 months
    for a shortage, 2 for a deficiency.
    """
    _require(shortage_months, FEWEST_FOR_SHORTAGE, "shortage", found.shortage)
    _require(deficiency_months, FEWEST_FOR_DEFICIENCY, "deficiency", found.deficiency)
    spreads: Sequence[tuple[Money, int]] = (
        (found.deficiency, deficiency_months),
        (found.shortage, shortage_months),
    )
    parts = tuple(spread_escrow(amount, months) for amount, months in spreads if amount)
    credit = spread_escrow(found.surplus, YEAR, odd_first=True) if found.surplus else None
    return EscrowPayment(found.month, parts, credit if credit_surplus else None)


def _require(months: int, fewest: int, kind: str, amount: Money) -> None:
    if amount and months < fewest:
        raise UserError(
            f"A {kind} of {amount} may be spread over {fewest} months or more, not {months}.",
            do=f"Choose {fewest} or more.",
        )
