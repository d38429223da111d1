"""Contacts made against the guard that somebody is still to look at again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import Channel, Outcome
from mortgage_collect.models.contact import Contact
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import Person
from mortgage_collect.queries.accounts import works_alone
from mortgage_collect.rules.book import BOOK


@dataclass(frozen=True, slots=True)
class ToReview:
    """One such contact. `against` are the rules that stood in the way; `taken_back`: it was a
    mistake, and the look at it is owed all the same. `own`: whoever asks made it themselves, and
    there is somebody else who can look."""

    contact_id: int
    loan_id: int
    number: str
    person: str
    at: datetime
    channel: Channel
    outcome: Outcome
    against: tuple[str, ...]
    reason: str
    by: str
    due: date
    taken_back: bool
    own: bool


def to_review(session: Session, caller: str) -> tuple[ToReview, ...]:
    """Every contact that waits for a later look, the first due first; `caller` is a login."""
    titles = {rule.id: rule.title for rule in BOOK}
    alone = works_alone(session, caller, Permission.AGREE)
    rows = session.execute(
        select(Contact, Contact.review_due, Loan.number, Person)
        .join(Loan, Loan.id == Contact.loan_id)
        .outerjoin(Person, Person.id == Contact.person_id)
        .where(Contact.review_due.is_not(None))
        .order_by(Contact.review_due, Contact.id)
    ).all()
    return tuple(
        ToReview(
            contact.id,
            contact.loan_id,
            number,
            person.shown if person else "",
            contact.at,
            contact.channel,
            contact.outcome,
            tuple(titles.get(str(each), str(each)) for each in contact.rules),
            contact.against_reason,
            contact.by,
            due,
            contact.reversed_at is not None,
            contact.by == caller and not alone,
        )
        for contact, due, number, person in rows
        if due is not None
    )


def review_due_of(session: Session) -> dict[int, date]:
    """The first day on which a contact of a loan must have been looked at again, by loan."""
    rows = session.execute(
        select(Contact.loan_id, func.min(Contact.review_due))
        .where(Contact.review_due.is_not(None))
        .group_by(Contact.loan_id)
    )
    return {loan_id: due for loan_id, due in rows if due is not None}
