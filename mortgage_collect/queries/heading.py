"""Whose loan it is, in one line: repeated wherever a wrong loan would do harm."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.models.loan import Loan, Property


@dataclass(frozen=True, slots=True)
class LoanHeading:
    """`ends_in` is all of the number that a shared screen needs."""

    borrower: str
    ends_in: str
    place: str
    tape_as_of: date | None

    @property
    def shown(self) -> str:
        parts = (self.borrower, f"loan {self.ends_in}", self.place)
        return " \u00b7 ".join(part for part in parts if part)


def heading(session: Session, loan_id: int) -> LoanHeading:
    """The borrower, the last four of the number, and the home."""
    loan, home = session.execute(
        select(Loan, Property)
        .outerjoin(Property, Property.id == Loan.property_id)
        .where(Loan.id == loan_id)
    ).one()
    place = ", ".join(part for part in (home.line_1, home.city) if part) if home else ""
    return LoanHeading(loan.borrower, text.last_four(loan.number), place, loan.as_of)
