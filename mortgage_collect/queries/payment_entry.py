"""What posting a payment by hand needs to see: the loan's facts and the payments on file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from mortgage_collect.core.errors import UserError
from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.card import card
from mortgage_collect.queries.card_rows import PaymentRow
from mortgage_collect.queries.facts import LoanFacts, facts_of
from mortgage_collect.queries.heading import LoanHeading, heading


@dataclass(frozen=True, slots=True)
class PaymentSight:
    """`facts` is None with `trouble` set when the file lacks what the arithmetic needs."""

    who: LoanHeading
    facts: LoanFacts | None
    payments: tuple[PaymentRow, ...]
    trouble: str


def payment_sight(session: Session, loan_id: int, now: datetime) -> PaymentSight:
    """One loan, ready for a payment."""
    facts, trouble = None, ""
    try:
        facts = facts_of(session, session.get_one(Loan, loan_id), now)
    except UserError as error:
        trouble = str(error)
    payments = card(session, loan_id, now).payments
    return PaymentSight(heading(session, loan_id), facts, payments, trouble)
