"""Putting people who share a home into one household, by hand, and taking them out again."""

from __future__ import annotations

from sqlalchemy import select

from mortgage_collect.core.errors import UserError
from mortgage_collect.events.event import Change
from mortgage_collect.events.households import HouseholdChanged
from mortgage_collect.models.person import Household, Person
from mortgage_collect.queries.households import shared
from mortgage_collect.services.edit import loans_of
from mortgage_collect.store.unit_of_work import UnitOfWork


def put_together(unit: UnitOfWork, person_id: int, other_id: int) -> int:
    """Puts `other_id` into the household of `person_id`, which is made when there is none yet.

    Only the one person moves: two households are never merged. Returns the household's id. Raises
    UserError when nothing on file shows that they belong together, or when they are together.
    """
    session = unit.session
    person, other = session.get_one(Person, person_id), session.get_one(Person, other_id)
    if person.household_id is not None and person.household_id == other.household_id:
        raise UserError(f"{other.shown} is in this household already.")
    why = shared(session, person_id, other_id)
    if not why:
        raise UserError(
            f"Nothing on file shows that {person.shown} and {other.shown} share a home.",
            do="Put both on one loan, or enter the same address, then put them together.",
        )
    if person.household_id is None:
        home = Household(name=(person.last or person.written)[:120])
        session.add(home)
        session.flush()
        _move(unit, person, home, why)
    home = session.get_one(Household, person.household_id)
    _move(unit, other, home, why)
    return home.id


def take_out(unit: UnitOfWork, person_id: int, reason: str) -> None:
    """Takes a person out of their household; raises UserError without a reason or a household."""
    person = unit.session.get_one(Person, person_id)
    if not reason.strip():
        raise UserError("Why do they no longer share a home?", do="Say what the bank was told.")
    if person.household_id is None:
        raise UserError(f"{person.shown} is in no household.")
    _move(unit, person, None, reason.strip())


def _move(unit: UnitOfWork, person: Person, home: Household | None, why: str) -> None:
    session, was = unit.session, person.household_id
    left = session.get(Household, was) if was is not None else None
    affected = {was, home.id if home else None} - {None}
    members = set(session.scalars(select(Person.id).where(Person.household_id.in_(affected))))
    members.add(person.id)
    person.household_id = home.id if home else None
    session.flush()
    loans = sorted({loan for each in members for loan in loans_of(unit, each)})
    unit.record(
        HouseholdChanged(
            about=f"person:{person.id}",
            also=(
                *(f"loan:{loan}" for loan in loans),
                *(f"person:{each}" for each in sorted(members - {person.id})),
            ),
            person_id=person.id,
            was=was,
            now=person.household_id,
            change=Change("household", left.name if left else None, home.name if home else None),
            why=why,
        )
    )
