"""Reviews of the same people on other loans, and who sits where on each.

A review is one loan's. Those of the same household on other loans are seen from here, and may be
taken as a start; nothing is shared unasked.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.words import ReviewStatus, Role
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import LoanPerson, Person
from mortgage_collect.models.review import Review
from mortgage_collect.queries.reviews import entries_of
from mortgage_collect.review.carry import KEPT, Seat, carried, name_of, seating, seats_in
from mortgage_collect.review.line import Entry
from mortgage_collect.review.lines import lines_of


@dataclass(frozen=True, slots=True)
class ReviewElsewhere:
    """The newest finished review of another loan; `people` are those whom both know."""

    review_id: int
    loan_id: int
    ends_in: str
    number: int
    finished_at: datetime
    people: tuple[str, ...]


def reviews_elsewhere(session: Session, loan_id: int) -> tuple[ReviewElsewhere, ...]:
    """Finished reviews of loans that share a person or a household with this one, newest first."""
    shared = _shared(session, loan_id)
    if not shared:
        return ()
    rows = session.execute(
        select(Review, Loan.number)
        .join(Loan, Loan.id == Review.loan_id)
        .where(Review.loan_id.in_(shared), Review.status == ReviewStatus.FINISHED)
        .order_by(Review.id)
    )
    newest = {
        row.loan_id: ReviewElsewhere(
            row.id,
            row.loan_id,
            text.last_four(number),
            row.number,
            row.finished_at or row.started_at,
            tuple(shared[row.loan_id]),
        )
        for row, number in rows
    }
    return tuple(sorted(newest.values(), key=lambda each: each.finished_at, reverse=True))


def start_from(session: Session, loan_id: int, review_id: int) -> dict[str, Entry]:
    """The answers of a review as the start of one on this loan.

    Of the same loan all but the certification; of another what belongs to the people, each on
    their own lines. Somebody who did not sign here becomes a contributor, by name.
    """
    review = session.get_one(Review, review_id)
    entries = entries_of(session, review_id)
    told = seats_in(entries)
    if review.loan_id == loan_id:
        return carried(entries, {seat: seat for seat in told}, KEPT)
    there = seats_of(session, review.loan_id)
    seats = seating(there, seats_of(session, loan_id), told)
    found = carried(entries, seats)
    present = seats_in(found)
    for old, new in seats.items():
        if new[0] == "contributor" and new in present and old in there:
            written = session.get_one(Person, there[old]).written
            found.setdefault(name_of(new), Entry(written))
    return {spec.key: found[spec.key] for spec in lines_of(found) if spec.key in found}


def seats_of(session: Session, loan_id: int) -> dict[Seat, int]:
    """Who sits where in this loan's review: the first borrower, then everybody else who signed."""
    rows = session.execute(
        select(LoanPerson.person_id, LoanPerson.role)
        .where(LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None))
        .order_by(LoanPerson.position, LoanPerson.id)
    ).all()
    first = next((person for person, role in rows if role is Role.BORROWER), None)
    found: dict[Seat, int] = {} if first is None else {("borrower", 1): first}
    others = [
        person
        for person, role in rows
        if role in (Role.BORROWER, Role.CO_BORROWER) and person != first
    ]
    return found | {("co_borrower", at): person for at, person in enumerate(others[:9], 1)}


def _shared(session: Session, loan_id: int) -> dict[int, list[str]]:
    """Other loans with the names of those who are on this one too, or live with them."""
    mine = (
        select(LoanPerson.person_id)
        .where(LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None))
        .scalar_subquery()
    )
    homes = (
        select(Person.household_id)
        .where(Person.id.in_(mine), Person.household_id.is_not(None))
        .scalar_subquery()
    )
    rows = session.execute(
        select(LoanPerson.loan_id, Person.written)
        .join(Person, Person.id == LoanPerson.person_id)
        .where(
            LoanPerson.loan_id != loan_id,
            LoanPerson.until.is_(None),
            or_(Person.id.in_(mine), Person.household_id.in_(homes)),
        )
        .order_by(LoanPerson.loan_id, LoanPerson.position)
    )
    found: dict[int, list[str]] = {}
    for other, name in rows:
        found.setdefault(other, []).append(name)
    return found
