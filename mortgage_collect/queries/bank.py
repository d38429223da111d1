"""The bank as the screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from mortgage_collect.core.words import Capacity, Counting
from mortgage_collect.queries.facts import known_through, the_bank


@dataclass(frozen=True, slots=True)
class BankRow:
    """`practice` banks hold invented borrowers; `known_through` is the last day with payments."""

    name: str
    zone: str
    counting: Counting
    capacity: Capacity
    practice: bool
    known_through: date | None


def bank(session: Session) -> BankRow:
    """The one bank; raises UserError until it has been set up."""
    row = the_bank(session)
    return BankRow(
        row.name, row.zone, row.counting, row.capacity, row.practice, known_through(session)
    )
