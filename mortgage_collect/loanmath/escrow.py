"""The yearly escrow analysis: what to collect a month, and what the account should hold.

Source: 12 CFR 1024.17(c) and (d), aggregate analysis, as appendix E to part 1024 works it: deposits
of a twelfth, a trial running balance from zero, its lowest point lifted to zero, and a cushion of
a sixth of the year at most. UNVERIFIED except for the appendix's example, which is reproduced.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import lcm
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months, months_between
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money, Rounding, total
from mortgage_collect.loanmath.escrow_remedy import EscrowDifference, difference

CUSHION: Final = Fraction(1, 6)
"""The most that may be held beyond what is needed, as a share of a year's disbursements."""


@dataclass(frozen=True, slots=True)
class Disbursement:
    """A bill the account pays: in the month of `on`, then every `every_years` years.

    A bill paid several times a year is several of these. `amount` is None while nobody knows it.
    """

    name: str
    on: date
    amount: Money | None
    every_years: int = 1


@dataclass(frozen=True, slots=True)
class EscrowMonth:
    """One month of a projection; `balance` is at its end."""

    month: date
    deposit: Money
    paid_out: Money
    balance: Money


@dataclass(frozen=True, slots=True)
class EscrowAnalysis:
    """A year of escrow from `first_month`; what cannot be known is None, and `findings` say why.

    `trial` starts at zero, `projection` at the `target`, the balance the account should hold when
    the year begins: `required` to stay above zero, and the `cushion`. `projected` is what it is
    expected to hold. `difference` is None while the projected balance is not known.
    """

    first_month: date
    annual: Money | None
    payment: Money | None
    trial: tuple[EscrowMonth, ...]
    required: Money | None
    cushion: Money | None
    target: Money | None
    projection: tuple[EscrowMonth, ...]
    projected: Money | None
    difference: EscrowDifference | None
    findings: tuple[str, ...]

    @property
    def low_point(self) -> EscrowMonth | None:
        """The month of the projection with the least in the account; the first when several."""
        return min(self.projection, key=lambda each: each.balance) if self.projection else None


def analyze(
    first_month: date,
    disbursements: Sequence[Disbursement],
    projected: Money | None,
    cushion: Fraction = CUSHION,
) -> EscrowAnalysis:
    """Analyze the twelve months from `first_month`; `projected` is the balance just before them.

    A bill that comes every few years is collected in equal parts over its cycle, and the trial
    runs until all cycles have come round, so that the low point is found in the year it falls in
    (12 CFR 1024.17(c)(9)). A smaller cushion holds where the note or the state says so; it is
    rounded down to the cent. Raises UserError for a cushion above a sixth or below nothing.
    """
    if not 0 <= cushion <= CUSHION:
        raise UserError(
            "The cushion must lie between nothing and one sixth of a year's disbursements.",
            do="Enter two months of escrow at most.",
        )
    findings = [
        f"The amount of {each.name} in {text.MONTHS[each.on.month - 1]} {each.on.year} is not known"
        for each in disbursements
        if each.amount is None
    ]
    if not disbursements:
        findings.append("No bills are known, so nothing can be said about escrow")
    if projected is None:
        findings.append("The projected balance of the escrow account is not known")
    if not disbursements or any(each.amount is None for each in disbursements):
        return EscrowAnalysis(
            first_month, None, None, (), None, None, None, (), projected, None, tuple(findings)
        )
    exact = sum(
        (
            Fraction((each.amount or Money(0)).cents, 100 * each.every_years)
            for each in disbursements
        ),
        Fraction(0),
    )
    payment = Money.rounded(exact / 12)
    months = 12 * lcm(*(each.every_years for each in disbursements))
    trial = _run(Money(0), payment, first_month, months, disbursements)
    required = max(-min(each.balance for each in trial), Money(0))
    held = Money.rounded(exact * cushion, Rounding.DOWN)
    target = required + held
    return EscrowAnalysis(
        first_month=first_month,
        annual=Money.rounded(exact),
        payment=payment,
        trial=trial[:12],
        required=required,
        cushion=held,
        target=target,
        projection=_run(target, payment, first_month, 12, disbursements),
        projected=projected,
        difference=None if projected is None else difference(target, projected, payment),
        findings=tuple(findings),
    )


def _run(
    balance: Money, deposit: Money, first: date, months: int, disbursements: Sequence[Disbursement]
) -> tuple[EscrowMonth, ...]:
    lines = list[EscrowMonth]()
    for number in range(months):
        month = add_months(first.replace(day=1), number)
        paid_out = total(
            each.amount
            for each in disbursements
            if each.amount is not None
            and months_between(each.on, month) % (12 * each.every_years) == 0
        )
        balance += deposit - paid_out
        lines.append(EscrowMonth(month, deposit, paid_out, balance))
    return tuple(lines)
