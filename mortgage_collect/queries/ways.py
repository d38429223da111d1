"""Every way of reaching everybody on a loan, each with the guard's answer."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import PointKind, Role
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.queries.bank_facts import BankFacts, bank_facts
from mortgage_collect.queries.calling import begun
from mortgage_collect.queries.contact_facts import facts_by_point
from mortgage_collect.rules.guard import Assessment, assess
from mortgage_collect.rules.question import EVERY_ACT, Question


@dataclass(frozen=True, slots=True)
class Way:
    """One act by one number or address of one person, and the guard's answer to it.

    `point_id`: the number or e-mail address; None where none is needed, or none is on file.
    `by` names it without giving it away: "cell, ends in 0123".
    """

    person_id: int
    question: Question
    point_id: int | None
    assessment: Assessment
    by: str = ""


@dataclass(frozen=True, slots=True)
class PersonWays:
    person_id: int
    name: str
    role: Role
    ways: tuple[Way, ...]


def loan_ways(
    session: Session,
    loan_id: int,
    at: datetime,
    questions: Collection[Question] = EVERY_ACT,
    by_number: Collection[Question] = (),
) -> tuple[PersonWays, ...]:
    """Everybody on the loan, in the order of the card; as `ways`."""
    bank = bank_facts(session, at)
    rows = session.execute(
        select(LoanPerson.role, Person)
        .join(Person, Person.id == LoanPerson.person_id)
        .where(LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None))
        .order_by(LoanPerson.position, LoanPerson.id)
    ).all()
    return tuple(
        PersonWays(
            person.id,
            person.shown,
            role,
            ways(session, loan_id, person.id, at, questions, bank, by_number),
        )
        for role, person in rows
    )


BY_NUMBER = (Question.MAY_LEAVE_MESSAGE, Question.MAY_ASK_THIRD_PARTY)
"""What a call may turn into once something, or somebody else, has answered it. Who answers goes by
the number: both are asked for each by itself."""


def ways(
    session: Session,
    loan_id: int,
    person_id: int,
    at: datetime,
    questions: Collection[Question] = EVERY_ACT,
    bank: BankFacts | None = None,
    by_number: Collection[Question] = (),
) -> tuple[Way, ...]:
    """Every act by every number and address of one person, in the order of the acts.

    `by_number` are asked besides, for each of their telephone numbers.
    """
    points = session.scalars(
        select(ContactPoint)
        .where(ContactPoint.person_id == person_id)
        .order_by(ContactPoint.preferred.desc(), ContactPoint.id)
    ).all()
    named: dict[int | None, str] = {
        point.id: f"{point.label.label.lower()}, ends in {point.value[-4:]}" for point in points
    }
    told = facts_by_point(session, loan_id, person_id, [*named, None], at, bank)
    numbers = _used_for(Question.MAY_CALL, points)
    asked = [(each, point_id) for each in questions for point_id in _used_for(each, points)]
    asked += [(each, point_id) for each in by_number for point_id in numbers]
    return tuple(
        Way(
            person_id,
            question,
            point_id,
            assess(question, begun(question, told[point_id])),
            named.get(point_id, ""),
        )
        for question, point_id in asked
    )


def _used_for(question: Question, points: Iterable[ContactPoint]) -> list[int | None]:
    """What an act goes by; nothing where it needs none, or nothing is on file."""
    if not (question.electronic or question.rings) or question is Question.MAY_ASK_THIRD_PARTY:
        return [None]
    kind = PointKind.EMAIL if question is Question.MAY_EMAIL else PointKind.PHONE
    return [point.id for point in points if point.kind is kind] or [None]
