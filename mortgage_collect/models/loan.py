"""A loan, the home behind it, what fell due, what was paid, and what was quoted.

The loan row holds the note's terms and what the core system last said (`as_of`). What is owed
today is never stored: it is derived from these and from `payment` (services/facts.py). Only
`oldest_unpaid_on` and `arrears` are kept beside it, so that the queue sorts in SQL; the service
that posts a payment or a tape writes them anew.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.core.words import (
    Capacity,
    LoanStatus,
    Occupancy,
    PaymentKind,
    RateType,
    Source,
)
from mortgage_collect.models.base import Base, Key, Versioned, refers
from mortgage_collect.models.types import AWord


class Property(Versioned, Base):
    """The home that secures one or more loans."""

    __tablename__ = "property"

    id: Mapped[Key]
    line_1: Mapped[str] = mapped_column(String(80), default="")
    line_2: Mapped[str] = mapped_column(String(80), default="")
    city: Mapped[str] = mapped_column(String(60), default="")
    state: Mapped[str] = mapped_column(String(2), default="", index=True)
    zip: Mapped[str] = mapped_column(String(10), default="")
    county: Mapped[str] = mapped_column(String(60), default="")
    property_type: Mapped[str] = mapped_column(String(40), default="")
    occupancy: Mapped[Occupancy] = mapped_column(AWord(Occupancy), default=Occupancy.UNKNOWN)
    value: Mapped[Money | None]
    value_on: Mapped[date | None]


class Loan(Versioned, Base):
    __tablename__ = "loan"
    __table_args__ = (
        Index("ix_loan_queue", "status", "oldest_unpaid_on"),
        Index("ix_loan_next_action", "status", "next_action_on"),
    )

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(String(40), unique=True)
    status: Mapped[LoanStatus] = mapped_column(AWord(LoanStatus), default=LoanStatus.ACTIVE)
    # The day somebody here wrote that status down; None: it came with a tape.
    status_on: Mapped[date | None]
    property_id: Mapped[int | None] = refers("property.id")
    source: Mapped[Source] = mapped_column(AWord(Source), default=Source.TAPE)

    # Whose loan, in which legal role. None: as the bank's own setting says.
    capacity: Mapped[Capacity | None] = mapped_column(AWord(Capacity))
    default_when_obtained: Mapped[bool | None]
    # The bank's collection procedures have begun on it. None: nobody said.
    in_collections: Mapped[bool | None]
    investor_code: Mapped[str] = mapped_column(String(40), default="")
    loan_type: Mapped[str] = mapped_column(String(40), default="")
    purpose: Mapped[str] = mapped_column(String(40), default="")
    branch_code: Mapped[str] = mapped_column(String(20), default="")
    officer_code: Mapped[str] = mapped_column(String(40), default="")
    lien_position: Mapped[int | None]

    # The note.
    originated_on: Mapped[date | None]
    first_payment_on: Mapped[date | None]
    maturity_on: Mapped[date | None]
    original_amount: Mapped[Money | None]
    term_months: Mapped[int | None]
    rate: Mapped[Rate | None]
    rate_type: Mapped[RateType | None] = mapped_column(AWord(RateType))
    day_count: Mapped[str] = mapped_column(String(16), default=DayCount.THIRTY_360.value)
    due_day: Mapped[int | None]
    late_charge_percent: Mapped[Rate | None]
    late_charge_grace_days: Mapped[int | None]
    late_charge_flat: Mapped[Money | None]

    # What the core said on `as_of`. None: the tape does not say.
    as_of: Mapped[date | None]
    tape_id: Mapped[int | None] = refers("tape.id", index=False)
    upb: Mapped[Money | None]
    next_due_on: Mapped[date | None]
    principal_interest: Mapped[Money | None]
    escrow_payment: Mapped[Money | None]
    suspense: Mapped[Money | None]
    late_charges: Mapped[Money | None]
    other_fees: Mapped[Money | None]
    escrow_balance: Mapped[Money | None]
    escrow_advance: Mapped[Money | None]
    corporate_advance: Mapped[Money | None]
    deferred_principal: Mapped[Money | None]
    last_payment_on: Mapped[date | None]
    last_payment_amount: Mapped[Money | None]
    tape_status: Mapped[str] = mapped_column(String(40), default="")
    tape_days_past_due: Mapped[int | None]
    pay_string: Mapped[str] = mapped_column(String(60), default="")
    # Canonical fields without a column here under "fields", columns we do not know under "other",
    # those among them whose cell was a number under "numbers".
    more: Mapped[dict[str, Any] | None]

    # Kept for the queue; see the top of this file.
    oldest_unpaid_on: Mapped[date | None]
    arrears: Mapped[Money | None]
    borrower: Mapped[str] = mapped_column(String(160), default="")

    # The desk.
    assigned_to: Mapped[int | None] = refers("user_account.id")
    assigned_on: Mapped[date | None]
    next_action_on: Mapped[date | None]
    next_action: Mapped[str] = mapped_column(String(160), default="")
    last_contact_at: Mapped[datetime | None]


class Installment(Base):
    """A payment the bank billed, with the amounts of its own month."""

    __tablename__ = "installment"
    __table_args__ = (UniqueConstraint("loan_id", "due_on"),)

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id", index=False)
    due_on: Mapped[date]
    principal_interest: Mapped[Money]
    escrow: Mapped[Money]
    source: Mapped[Source] = mapped_column(AWord(Source))


class Payment(Base):
    """Money received, or the reversal of it (negative). Never edited: a mistake is reversed."""

    __tablename__ = "payment"

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id")
    received_on: Mapped[date]
    amount: Mapped[Money]
    kind: Mapped[PaymentKind] = mapped_column(AWord(PaymentKind))
    reference: Mapped[str] = mapped_column(String(60), default="")
    source: Mapped[Source] = mapped_column(AWord(Source))
    posted_at: Mapped[datetime]
    posted_by: Mapped[str] = mapped_column(String(60))
    reverses_id: Mapped[int | None] = refers("payment.id", index=False)
    tape_id: Mapped[int | None] = refers("tape.id", index=False)
    # Received by the tape's as-of date, yet known not to be in its balances.
    missing_from_tape: Mapped[bool] = mapped_column(default=False)
    # Of a reversal: the day the money went back, whatever day it counts on.
    returned_on: Mapped[date | None]


class QuoteRecord(Base):
    """A reinstatement or payoff figure as it was told to somebody."""

    __tablename__ = "quote"

    id: Mapped[Key]
    loan_id: Mapped[int] = refers("loan.id")
    kind: Mapped[str] = mapped_column(String(20))
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(60))
    as_of: Mapped[date]
    good_through: Mapped[date]
    total: Mapped[Money]
    at_least: Mapped[bool]
    lines: Mapped[list[Any]]
