"""People of the book and of a customer file: who is who, and what a row tells of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import PointKind, PointLabel, Role
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.tape.customers import CustomerRow
from mortgage_collect.tape.customers import Person as FilePerson


class Book:
    """People and numbers of the book, found without a query a row."""

    def __init__(self, session: Session, day: date = date.min) -> None:
        self.day = day
        self.ids: Iterator[int] = iter(())  # of people to be made
        self.later: list[LoanPerson | ContactPoint] = []  # rows that need a person on file first
        self.persons: dict[int, Person] = {p.id: p for p in session.scalars(select(Person))}
        self.on_loan: dict[int, list[Person]] = {}
        self._off: set[tuple[int, int]] = set()
        self._once_on: dict[int, list[Person]] = {}
        for link in session.scalars(select(LoanPerson).order_by(LoanPerson.position)):
            person = self.persons[link.person_id]
            if link.until is None:
                self.on_loan.setdefault(link.loan_id, []).append(person)
            else:
                self._off.add((link.loan_id, person.id))
                self._once_on.setdefault(link.loan_id, []).append(person)
        self.by_customer: dict[tuple[str, str], Person] = {
            (p.customer_number, p.written.casefold()): p
            for p in self.persons.values()
            if p.customer_number
        }
        self.points = {
            (point.person_id, point.value): point for point in session.scalars(select(ContactPoint))
        }

    def person(
        self, loan_id: int, given: FilePerson, customer: str, but: Collection[int] = ()
    ) -> Person | None:
        """The same name on the same loan, or the same customer number with the same name.

        `but` are those whom the same row has named already: two people of one name are two.
        """
        name = given.name.written.casefold()
        there = [*self.on_loan.get(loan_id, ()), *self._once_on.get(loan_id, ())]
        near: list[Person] = [person for person in there if person.id not in but]
        for person in near:
            if person.written.casefold() == name:
                return person
        for person in near:
            if _same_name(person, given):
                return person
        return self.by_customer.get((customer, name)) if customer else None

    def taken_off(self, loan_id: int, person: Person) -> bool:
        """Staff took this person off the loan: a file does not put them back."""
        return (loan_id, person.id) in self._off

    def point(self, person: Person | None, value: str) -> ContactPoint | None:
        return self.points.get((person.id, value)) if person is not None else None

    def first(self, loan_id: int) -> Person | None:
        people = self.on_loan.get(loan_id)
        return people[0] if people else None


def _same_name(person: Person, given: FilePerson) -> bool:
    """First and last name agree; a father and his son differ by what follows."""
    name = given.name
    suffixes = {_plain(person.suffix), _plain(name.suffix)}
    return bool(person.last) and (
        (person.first.casefold(), person.last.casefold())
        == (name.first.casefold(), name.last.casefold())
        and (len(suffixes) == 1 or not {"jr", "sr", "ii", "iii", "iv"} & suffixes)
    )


def _plain(suffix: str) -> str:
    return suffix.casefold().strip(". ")


def told(row: CustomerRow, given: FilePerson) -> dict[str, object]:
    mail = row.mailing
    found: dict[str, object] = {
        "first": given.name.first[:60],
        "middle": given.name.middle[:60],
        "last": given.name.last[:80],
        "suffix": given.name.suffix[:12],
        "ssn_last4": given.ssn_last_four[-4:],
        "customer_number": row.customer_number[:40] if given.role is Role.BORROWER else "",
    }
    if mail:
        found |= {
            "line_1": mail.line1[:80],
            "line_2": mail.line2[:80],
            "city": mail.city[:60],
            "state": mail.state[:2],
            "zip": mail.zip[:10],
        }
    if row.language is not None:
        found["language"] = row.language
    return found


def points_of(given: FilePerson) -> list[tuple[PointKind, PointLabel, str, str]]:
    found = [
        (PointKind.PHONE, phone.label, phone.digits, phone.written)
        for phone in given.phones
        if phone.digits
    ]
    found += [(PointKind.EMAIL, PointLabel.OTHER, email[:120], email) for email in given.emails]
    return found
