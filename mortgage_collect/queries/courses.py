"""The matters of a loan with the deadlines that hang on each, for the screen that works on them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.models.person import LoanPerson, Person
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.heading import heading
from mortgage_collect.queries.life import life_of
from mortgage_collect.queries.matters import MatterView, matters_of
from mortgage_collect.rules.duties.clocks import clocks
from mortgage_collect.rules.duties.deadline import Deadline
from mortgage_collect.rules.duties.foreclosure.check import ForeclosureStep
from mortgage_collect.rules.duties.foreclosure_gate import Gate, foreclosure_gate
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.standing import (
    ApplicationStanding,
    standings,
)
from mortgage_collect.rules.duties.retention import Keep, keeps
from mortgage_collect.rules.matters.foreclosure import FIRST_FILING, JUDGMENT_MOVED, SALE_SCHEDULED


@dataclass(frozen=True, slots=True)
class Course:
    """One matter, and what must happen in it by when.

    `keeps`: why its records are kept, and until when; what keeps the whole loan keeps them too.
    `application`: how one stands, where it is one; `gate`: of a foreclosure that is open, what must
    be green before its next step.
    """

    view: MatterView
    deadlines: tuple[Deadline, ...]
    keeps: tuple[Keep, ...] = ()
    application: ApplicationStanding | None = None
    gate: Gate | None = None

    @property
    def next(self) -> Deadline | None:
        """The nearest day on which something is still owed."""
        owed = [each for each in self.deadlines if each.progress.owed]
        return min(owed, key=lambda each: each.due or date.max, default=None)


@dataclass(frozen=True, slots=True)
class LoanCourses:
    """`people` on the loan, by id and name: a matter may be about one of them. `state`: the home's,
    "" where it is not known."""

    loan_id: int
    heading: str
    people: tuple[tuple[int, str], ...]
    state: str
    courses: tuple[Course, ...]


def people_on(session: Session, loan_id: int) -> tuple[tuple[int, str], ...]:
    """Who is on the loan, by id and name, in the order of the card."""
    people = session.scalars(
        select(Person)
        .join(LoanPerson, LoanPerson.person_id == Person.id)
        .where(LoanPerson.loan_id == loan_id, LoanPerson.until.is_(None))
        .order_by(LoanPerson.position)
    )
    return tuple((person.id, person.shown) for person in people)


def courses_of(session: Session, loan_id: int, now: datetime) -> LoanCourses:
    life, day = life_of(session, loan_id, now), today(session, now)
    found = clocks(life, day).deadlines
    kept = keeps(life, day)
    standing = {one.id: one for one in standings(life, day)}
    return LoanCourses(
        loan_id,
        heading(session, loan_id).shown,
        people_on(session, loan_id),
        life.state,
        tuple(
            Course(
                view,
                tuple(each for each in found if each.about == view.matter_id),
                _keeps(kept, view.matter_id),
                standing.get(view.matter_id),
                _gate(life, day, view),
            )
            for view in matters_of(session, loan_id)
        ),
    )


def _keeps(kept: tuple[Keep, ...], matter_id: int) -> tuple[Keep, ...]:
    """Its own reasons first."""
    here = [each for each in kept if each.about in (matter_id, None)]
    return tuple(sorted(here, key=lambda each: each.about is None))


def _gate(life: LoanLife, day: date, view: MatterView) -> Gate | None:
    if view.kind is not MatterKind.FORECLOSURE or view.closed_on is not None:
        return None
    taken = {step.key for step in view.steps if step.back_at is None}
    step = ForeclosureStep.FIRST_FILING
    if taken & {SALE_SCHEDULED, JUDGMENT_MOVED}:
        step = ForeclosureStep.SALE
    elif FIRST_FILING in taken:
        step = ForeclosureStep.JUDGMENT
    return foreclosure_gate(life, day, step)
