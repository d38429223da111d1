"""What a state wants before the home of a loan is foreclosed, and what we are free of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from mortgage_collect.core.citation import Citation
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.queries.adoption import adopted
from mortgage_collect.queries.interview import profile
from mortgage_collect.rules.coverage.ruling import Ruling
from mortgage_collect.rules.states.law.reading import state


@dataclass(frozen=True, slots=True)
class StateNotice:
    """`spared`: whether we are free of it as a small or local lender; None: no state law says so.

    `unread`: nobody has compared its text, and the bank has not adopted it.
    """

    id: str
    name: str
    days: int | None
    before: str
    cite: Citation | None
    unread: bool
    spared: Ruling | None


@dataclass(frozen=True, slots=True)
class StateNotices:
    """Of the state where the home is; `state` is its name, "" where nobody knows it."""

    state: str
    notices: tuple[StateNotice, ...]


def state_notices(session: Session, loan_id: int, on: date) -> StateNotices:
    """In the order of the state's file; what a file does not hold was not found."""
    loan = session.get_one(Loan, loan_id)
    home = session.get(Property, loan.property_id) if loan.property_id else None
    place = state(home.state) if home and home.state else None
    if place is None:
        return StateNotices("", ())
    made, kept = profile(session, on), adopted(session, on)
    return StateNotices(
        place.name,
        tuple(
            StateNotice(
                notice.id,
                notice.name,
                notice.days,
                notice.before,
                notice.citation,
                notice.unread and not kept & {notice.id, "states"},
                made.spared(notice.id) if notice.carve_out else None,
            )
            for notice in place.notices
        ),
    )
