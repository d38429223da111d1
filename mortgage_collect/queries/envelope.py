"""Who a paper is from and who it goes to: the bank, the living borrowers, the home."""

from __future__ import annotations

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import FlagKind, Role
from mortgage_collect.documents.letterhead import Sender
from mortgage_collect.models.bank import Bank
from mortgage_collect.models.loan import Property
from mortgage_collect.models.person import Flag, LoanPerson, Person

# A guarantor need not sign: the note is not changed. An authorized person may not.
SIGNING = (Role.BORROWER, Role.CO_BORROWER, Role.SUCCESSOR)


def living_borrowers(session: Session, loan_id: int, on: date) -> list[tuple[Person, Role]]:
    """The living borrowers, first the first. Raises UserError when there is none."""
    dead = select(Flag.person_id).where(
        Flag.kind == FlagKind.DECEASED, Flag.until.is_(None), Flag.person_id.is_not(None)
    )
    rows = session.execute(
        select(Person, LoanPerson.role)
        .join(LoanPerson, LoanPerson.person_id == Person.id)
        .where(
            LoanPerson.loan_id == loan_id,
            LoanPerson.role.in_(SIGNING),
            or_(LoanPerson.until.is_(None), LoanPerson.until > on),
            Person.id.not_in(dead),
        )
        .order_by(LoanPerson.position, LoanPerson.id)
    )
    people = sorted(
        ((person, role) for person, role in rows), key=lambda one: SIGNING.index(one[1])
    )
    if not people:
        raise UserError(
            "There is nobody on file who could sign.", do="Add the borrower on the card."
        )
    return people


def name_of(person: Person) -> str:
    parts = (person.first, person.middle, person.last, person.suffix)
    return " ".join(part for part in parts if part) if person.last else person.written


def sender_of(bank: Bank) -> Sender:
    place = ", ".join(part for part in (bank.city, bank.state) if part)
    address = (bank.line_1, bank.line_2, f"{place} {bank.zip}".strip())
    return Sender(
        name=bank.name,
        address=tuple(part for part in address if part),
        phone=bank.phone,
        email=bank.email,
        nmls=bank.nmls,
    )


def on_one_line(home: Property) -> str:
    parts = (home.line_1, home.line_2, home.city, f"{home.state} {home.zip}".strip())
    return ", ".join(part for part in parts if part)
