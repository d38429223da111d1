"""Who lives with whom: the household of a person, and who else on file may belong to it.

What is found here is a suggestion and changes nothing: people are put together by hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from mortgage_collect.core.text import folded
from mortgage_collect.core.words import Role
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.person import LoanPerson, Person

SAME_LOAN = "on the same loan"
SAME_HOME = "same last name and address"
_OWES = tuple(role for role in Role if role.owes)
_MOST = 400  # people of one last name that are looked at

Home = tuple[str, str]


@dataclass(frozen=True, slots=True)
class HouseholdRow:
    """Somebody in the household (`inside`), or somebody who may belong to it, and why."""

    person_id: int
    name: str
    on: tuple[str, ...]  # the numbers of their loans
    inside: bool
    why: str


def household(session: Session, person_id: int) -> tuple[HouseholdRow, ...]:
    """The others in a person's household, then those who may belong to it, by name."""
    person = session.get_one(Person, person_id)
    inside: list[Person] = []
    if person.household_id is not None:
        inside = list(
            session.scalars(
                select(Person).where(
                    Person.household_id == person.household_id, Person.id != person_id
                )
            )
        )
    within = {each.id for each in inside} | {person_id}
    rows = [(each, True, "") for each in inside]
    rows += [(each, False, why) for each, why in _alike(session, person) if each.id not in within]
    on = _loans(session, [each.id for each, _, _ in rows])
    made = (
        HouseholdRow(each.id, each.shown, on.get(each.id, ()), here, why)
        for each, here, why in rows
    )
    return tuple(sorted(made, key=lambda row: (not row.inside, folded(row.name), row.person_id)))


def shared(session: Session, person_id: int, other_id: int) -> str:
    """What the file shows two people share; "" for nothing."""
    found = _alike(session, session.get_one(Person, person_id))
    return next((why for each, why in found if each.id == other_id), "")


def mates(session: Session, people: Iterable[int]) -> set[int]:
    """Everybody in the households of these people, without the people themselves."""
    ids = set(people)
    homes = select(Person.household_id).where(Person.id.in_(ids), Person.household_id.is_not(None))
    found = session.scalars(select(Person.id).where(Person.household_id.in_(homes)))
    return set(found) - ids


def _alike(session: Session, person: Person) -> list[tuple[Person, str]]:
    """People who owe a loan with this one, then people of the same name and address."""
    mine = select(LoanPerson.loan_id).where(
        LoanPerson.person_id == person.id,
        LoanPerson.until.is_(None),
        LoanPerson.role.in_(_OWES),
    )
    found: dict[int, tuple[Person, str]] = {}
    beside = session.scalars(
        select(Person)
        .join(LoanPerson, LoanPerson.person_id == Person.id)
        .where(
            LoanPerson.loan_id.in_(mine),
            LoanPerson.until.is_(None),
            LoanPerson.role.in_(_OWES),
            Person.id != person.id,
        )
    )
    for each in beside:
        found.setdefault(each.id, (each, SAME_LOAN))
    if person.last.strip():
        named = session.scalars(
            select(Person)
            .where(func.lower(Person.last) == person.last.lower(), Person.id != person.id)
            .order_by(Person.id)
            .limit(_MOST)
        ).all()
        homes = _homes(session, [person, *named])
        for each in named:
            if homes[each.id] & homes[person.id]:
                found.setdefault(each.id, (each, SAME_HOME))
    return list(found.values())


def _homes(session: Session, people: list[Person]) -> dict[int, set[Home]]:
    """Where each of them lives: the mailing address, where there is none the homes they owe on."""
    found: dict[int, set[Home]] = {person.id: set() for person in people}
    for person in people:
        _add(found[person.id], person.line_1, person.zip)
    by_loan = session.execute(
        select(LoanPerson.person_id, Property.line_1, Property.zip)
        .join(Loan, Loan.id == LoanPerson.loan_id)
        .join(Property, Property.id == Loan.property_id)
        .where(
            LoanPerson.person_id.in_([key for key, homes in found.items() if not homes]),
            LoanPerson.until.is_(None),
            LoanPerson.role.in_(_OWES),
        )
    )
    for person_id, line_1, code in by_loan:
        _add(found[person_id], line_1, code)
    return found


def _add(homes: set[Home], line_1: str, code: str) -> None:
    street = "".join(letter for letter in folded(line_1) if letter.isalnum())
    if street and code.strip():
        homes.add((street, code.strip()[:5]))


def _loans(session: Session, people: list[int]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = session.execute(
        select(LoanPerson.person_id, Loan.number)
        .join(Loan, Loan.id == LoanPerson.loan_id)
        .where(LoanPerson.person_id.in_(people), LoanPerson.until.is_(None))
        .order_by(Loan.number)
    )
    for person_id, number in rows:
        found[person_id] = (*found.get(person_id, ()), number)
    return found
