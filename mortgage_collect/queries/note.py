"""A loan's note as the file has it, ready to be run forward; what it does not hold is None."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.core.words import RateType
from mortgage_collect.loanmath.arm_forecast import ArmAnswers
from mortgage_collect.loanmath.note import Note
from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.book_values import read
from mortgage_collect.queries.facts import LoanFacts, facts_of, the_bank, today

CURRENT_WITHIN: Final = 30
"""Days after its due date a payment still leaves the borrower current, 12 CFR 1024.17(f)."""


@dataclass(frozen=True, slots=True)
class EscrowOnFile:
    """What the file knows of the escrow account; `balance` is the one of `as_of`.

    `current` says whether no payment was more than 30 days late on the day money is known through.
    `first_month` is the month after the business day.
    """

    balance: Money | None
    as_of: date | None
    payment: Money | None
    principal_interest: Money | None
    current: bool | None
    first_month: date


@dataclass(frozen=True, slots=True)
class NoteOnFile:
    """`said` are sentences about what else the file tells of the note."""

    number: str
    note: Note
    arm: ArmAnswers
    escrow: EscrowOnFile
    said: tuple[str, ...]


def note_on_file(session: Session, loan_id: int, now: datetime) -> NoteOnFile:
    """The note from the oldest unpaid installment on, with every payment on file counted.

    Never raises for what is missing: the fields stay unknown.
    """
    loan = session.get_one(Loan, loan_id)
    facts = _facts(session, loan, now)
    place = facts.position() if facts is not None else None
    first_due = place.next_due if place is not None else loan.next_due_on
    more: dict[str, Any] = (loan.more or {}).get("fields", {})
    note = Note(
        balance=place.upb if place is not None else loan.upb,
        rate=loan.rate,
        payment=loan.principal_interest,
        first_due=first_due,
        matures_on=loan.maturity_on,
        day_count=DayCount(loan.day_count),
        due_day=loan.due_day or (loan.next_due_on.day if loan.next_due_on else None),
        rate_type=loan.rate_type,
    )
    day = today(session, now)
    escrow = EscrowOnFile(
        balance=loan.escrow_balance,
        as_of=loan.as_of,
        payment=loan.escrow_payment,
        principal_interest=loan.principal_interest,
        current=_current(facts),
        first_month=add_months(day.replace(day=1), 1),
    )
    return NoteOnFile(loan.number, note, _arm(loan, more), escrow, tuple(_said(loan, more)))


def _facts(session: Session, loan: Loan, now: datetime) -> LoanFacts | None:
    """None where the file lacks the balance, the payment or the due date."""
    if None in (loan.upb, loan.principal_interest, loan.next_due_on):
        return None
    the_bank(session)
    return facts_of(session, loan, now)


def _current(facts: LoanFacts | None) -> bool | None:
    if facts is None:
        return None
    unpaid = facts.position().unpaid
    return not unpaid or (facts.as_of - unpaid[0].due_on).days <= CURRENT_WITHIN


def _arm(loan: Loan, more: Mapping[str, Any]) -> ArmAnswers:
    def field(name: str) -> Any:
        return read(name, more.get(name))

    if loan.rate_type is RateType.FIXED:
        return ArmAnswers()
    margin, original = field("arm_margin"), field("original_interest_rate")
    change_on = field("next_rate_change_date")
    return ArmAnswers(
        margin=margin if isinstance(margin, Rate) else None,
        change_on=change_on if isinstance(change_on, date) else None,
        original=original if isinstance(original, Rate) else None,
    )


def _said(loan: Loan, more: Mapping[str, Any]) -> list[str]:
    found = list[str]()
    balloon = read("balloon_date", more.get("balloon_date"))
    if isinstance(balloon, date) and balloon != loan.maturity_on:
        found.append(f"The tape names a balloon on {text.day(balloon)}")
    if read("interest_only_flag", more.get("interest_only_flag")) is True:
        found.append("The tape says that the note is interest-only")
    if loan.deferred_principal:
        found.append(
            f"Deferred principal of {loan.deferred_principal} bears no interest and is not in the "
            "rows"
        )
    return found
