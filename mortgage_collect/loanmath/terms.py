"""What the note says and what the loan system said last: the facts all loan arithmetic starts from.

None means nobody knows. It never means zero.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount, Rate


@dataclass(frozen=True, slots=True)
class LateChargeTerms:
    """The note's late charge: a percentage of the overdue principal and interest, after grace.

    `grace_days` are calendar days after the due date; a payment on the last of them is on time.
    `minimum` and `maximum` hold the computed charge; a `flat` charge replaces the percentage.
    Escrow never bears a late charge here (uniform note, section on late payments).
    """

    percent: Rate
    grace_days: int
    minimum: Money | None = None
    maximum: Money | None = None
    flat: Money | None = None

    def __post_init__(self) -> None:
        if self.grace_days < 0:
            raise ValueError("days of grace cannot be negative")


@dataclass(frozen=True, slots=True)
class LoanTerms:
    """The contract: the monthly installment, its due day, and how interest is counted.

    `due_day` is the day the note names, 1 to 31; in a shorter month the last day stands in.
    `partial_month_basis` divides the days of a broken month in a 30/360 payoff (365, 360 or 366).
    Where `escrow_known` is False nobody knows the escrow part of the payment: it counts as nothing.
    """

    principal_interest: Money
    escrow: Money
    due_day: int
    rate: Rate | None = None
    day_count: DayCount = DayCount.THIRTY_360
    maturity_on: date | None = None
    late_charge: LateChargeTerms | None = None
    partial_month_basis: int = 365
    escrow_known: bool = True

    def __post_init__(self) -> None:
        if not 1 <= self.due_day <= 31:
            raise ValueError(f"a due day is 1 to 31, not {self.due_day}")
        if self.partial_month_basis <= 0:
            raise ValueError("the basis of a broken month must be a number of days")

    @property
    def full_payment(self) -> Money:
        """One periodic payment: principal, interest and escrow (12 CFR 1026.36(c)(1)(i))."""
        return self.principal_interest + self.escrow


@dataclass(frozen=True, slots=True)
class Installment:
    """One contractual payment with its due date, split as it is billed."""

    due_on: date
    principal_interest: Money
    escrow: Money

    @property
    def amount(self) -> Money:
        return self.principal_interest + self.escrow


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the core system said at the close of its as-of date; None where it said nothing.

    `upb` is the interest-bearing balance; `deferred_principal` stands beside it and bears none.
    `escrow_advance` is what the bank paid out for the borrower and has not got back;
    `escrow_balance` is the escrow account itself and may be negative.
    """

    as_of: date
    upb: Money
    next_due: date
    suspense: Money | None = None
    late_charges: Money | None = None
    other_fees: Money | None = None
    escrow_advance: Money | None = None
    corporate_advance: Money | None = None
    deferred_principal: Money | None = None
    escrow_balance: Money | None = None


@dataclass(frozen=True, slots=True)
class Received:
    """Money that came in after the snapshot; a negative amount takes back an earlier one."""

    on: date
    amount: Money
