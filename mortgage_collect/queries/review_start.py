"""What a financial review begins with: the half-finished one, the last one, and what is on file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.clock import local_date
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PointKind, ReviewStatus, Role
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.models.review import Review
from mortgage_collect.queries.facts import facts_of, the_bank
from mortgage_collect.queries.heading import LoanHeading, heading
from mortgage_collect.queries.review_sharing import ReviewElsewhere, reviews_elsewhere, seats_of
from mortgage_collect.queries.reviews import entries_of, rules_of
from mortgage_collect.review.carry import name_of
from mortgage_collect.review.income_rules import IncomeRules
from mortgage_collect.review.keys import LineKey
from mortgage_collect.review.line import Entry


@dataclass(frozen=True, slots=True)
class ReviewStart:
    """`review_id` is None until the first answer; `before` are the answers of the last finished
    review; `on_file` tells, by line, what need not be asked again. `elsewhere` are reviews of the
    same people on other loans."""

    who: LoanHeading
    review_id: int | None
    entries: Mapping[str, Entry]
    before: Mapping[str, Entry]
    before_id: int | None
    before_number: int
    payment: Money | None
    co_borrowers: int
    on_file: Mapping[str, str]
    rules: IncomeRules
    elsewhere: tuple[ReviewElsewhere, ...]


def review_start(session: Session, loan_id: int, now: datetime) -> ReviewStart:
    """The newest review of a loan, ready to be gone on with."""
    loan = session.get_one(Loan, loan_id)
    draft = _newest(session, loan_id, ReviewStatus.DRAFT)
    last = _newest(session, loan_id, ReviewStatus.FINISHED)
    try:
        payment = facts_of(session, loan, now).terms.full_payment
    except UserError:
        payment = None
    people = session.execute(
        select(Person, LoanPerson.role)
        .join(LoanPerson, LoanPerson.person_id == Person.id)
        .where(LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None))
        .order_by(LoanPerson.position, LoanPerson.id)
    )
    on_file = {"loan_number": loan.number}
    on_loan = list(people)
    seats = seats_of(session, loan_id)
    names = {person.id: person for person, _ in on_loan}
    for (who, at), person_id in seats.items():
        on_file |= _told(session, names[person_id], who, at)
    guests = [person for person, role in on_loan if role is Role.AUTHORIZED]
    for at, person in enumerate(guests[:9], 1):
        on_file[name_of(("contributor", at))] = person.written
    home = session.get(Property, loan.property_id) if loan.property_id else None
    if home is not None:
        parts = (home.line_1, home.line_2, home.city, f"{home.state} {home.zip}".strip())
        on_file["property_address"] = ", ".join(part for part in parts if part)
    return ReviewStart(
        who=heading(session, loan_id),
        review_id=draft.id if draft else None,
        entries=entries_of(session, draft.id) if draft else {},
        before=entries_of(session, last.id) if last else {},
        before_id=last.id if last else None,
        before_number=last.number if last else 0,
        payment=payment,
        co_borrowers=sum(who == "co_borrower" for who, _ in seats),
        on_file={key: said for key, said in on_file.items() if said},
        rules=rules_of(session, local_date(now, the_bank(session).zone)),
        elsewhere=reviews_elsewhere(session, loan_id),
    )


def _newest(session: Session, loan_id: int, status: ReviewStatus) -> Review | None:
    return session.scalar(
        select(Review)
        .where(Review.loan_id == loan_id, Review.status == status)
        .order_by(Review.id.desc())
        .limit(1)
    )


def _told(session: Session, person: Person, who: str, at: int) -> dict[str, str]:
    """Name, last four, number and address of one person, by the keys of the review's lines."""
    found = {f"{who}_name": person.written, f"{who}_ssn_last4": person.ssn_last4}
    points = session.scalars(
        select(ContactPoint)
        .where(ContactPoint.person_id == person.id, ContactPoint.bad.is_(False))
        .order_by(ContactPoint.preferred.desc(), ContactPoint.id)
    )
    for point in points:
        if point.kind is PointKind.EMAIL:
            found.setdefault(f"{who}_email", point.value)
            continue
        number = f"{who}_phone" if f"{who}_phone" not in found else f"{who}_alternate_phone"
        found.setdefault(number, text.phone(point.value))
        found.setdefault(f"{number}_label", point.label.label)
    return {str(LineKey(key, at)): said for key, said in found.items()}
