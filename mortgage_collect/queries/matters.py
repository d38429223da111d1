"""The matters of a loan: rows into what the rules look at, and what a screen shows of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.models.matter import STEP_STANDS, Matter, MatterStep
from mortgage_collect.models.person import Flag, LoanPerson, Person
from mortgage_collect.rules.facts import FlagFact
from mortgage_collect.rules.matters import matter as told
from mortgage_collect.rules.matters.flags import with_flag
from mortgage_collect.rules.matters.matter import MatterSpec, StepSpec
from mortgage_collect.rules.matters.shelf import SHELF, spec


@dataclass(frozen=True, slots=True)
class StepView:
    """A step as it was written down, one taken back too: `back_why` then says why."""

    step_id: int
    key: str
    label: str
    on: date
    details: dict[str, str]
    document_id: int | None
    entered_at: datetime
    by: str
    back_at: datetime | None = None
    back_by: str = ""
    back_why: str = ""


@dataclass(frozen=True, slots=True)
class MatterView:
    """A matter with its whole course. `steps` by day; `faults` in sentences, those of steps taken
    although a check was not green last."""

    matter_id: int
    loan_id: int
    kind: MatterKind
    title: str
    reference: str
    person_id: int | None
    person: str
    opened_on: date
    closed_on: date | None
    steps: tuple[StepView, ...]
    next_steps: tuple[StepSpec, ...]
    faults: tuple[str, ...]

    @property
    def standing(self) -> StepView | None:
        """The last step that counts."""
        return next((step for step in reversed(self.steps) if step.back_at is None), None)


def matters_of(session: Session, loan_id: int) -> tuple[MatterView, ...]:
    """The matters written on a loan, and those of its people; open ones first, newest first."""
    rows = _rows(session, (loan_id,))[loan_id]
    views = [matter_view(session, row) for row in rows]
    views.sort(key=lambda view: (view.closed_on is not None, -view.opened_on.toordinal()))
    return tuple(views)


def matter_view(session: Session, row: Matter) -> MatterView:
    kind = spec(row.kind)
    steps = session.scalars(
        select(MatterStep)
        .where(MatterStep.matter_id == row.id)
        .order_by(MatterStep.on, MatterStep.id)
    ).all()
    stands = [step for step in steps if step.taken_back_at is None]
    matter = as_told(row, stands)
    person = session.get(Person, row.person_id) if row.person_id else None
    return MatterView(
        matter_id=row.id,
        loan_id=row.loan_id,
        kind=row.kind,
        title=kind.title,
        reference=row.reference,
        person_id=row.person_id,
        person=person.shown if person else "",
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        steps=tuple(_step_view(kind, step) for step in steps),
        next_steps=kind.next_steps(matter.steps),
        faults=(*(kind.faults(matter) if matter.steps else ()), *_against(kind, stands)),
    )


def _against(kind: MatterSpec, stands: Sequence[MatterStep]) -> Iterator[str]:
    for step in stands:
        if step.against:
            label = kind.step(step.key).label
            checks = " ".join(map(str, step.against))
            yield f"{label} on {text.day(step.on)} although: {checks} The reason: {step.reason}"


def as_told(row: Matter, steps: Collection[MatterStep]) -> told.Matter:
    """What the rules look at: steps by day, and within a day as they were written down."""
    ordered = sorted(steps, key=lambda step: (step.on, step.id))
    return told.Matter(
        row.id,
        row.kind,
        tuple(told.Step(step.key, step.on, dict(step.details)) for step in ordered),
        row.person_id,
    )


def matters_by_loan(
    session: Session, loan_ids: Collection[int]
) -> dict[int, tuple[told.Matter, ...]]:
    """The matters each loan's duties look at, in few queries.

    Those written on it, and those of the people on it which follow a person to every loan (a
    bankruptcy, a service in the forces). One whose steps were all taken back is none. What began
    earlier by a flag it took over, begins then.
    """
    rows = _rows(session, loan_ids)
    wanted = {row.id: row for found in rows.values() for row in found}
    steps: dict[int, list[MatterStep]] = {}
    for step in session.scalars(
        select(MatterStep).where(MatterStep.matter_id.in_(wanted), STEP_STANDS)
    ):
        steps.setdefault(step.matter_id, []).append(step)
    made = {key: as_told(wanted[key], found) for key, found in steps.items()}
    for flag in session.scalars(
        select(Flag).where(Flag.matter_id.in_(made), Flag.before_matter.is_not(None))
    ):
        made[flag.matter_id or 0] = with_flag(made[flag.matter_id or 0], as_raised(flag))
    return {
        loan_id: tuple(made[row.id] for row in found if row.id in made)
        for loan_id, found in rows.items()
    }


def as_raised(flag: Flag) -> FlagFact:
    """What somebody told of a flag by hand, whether or not its matter took it over since."""
    kept = flag.before_matter
    if kept is None:
        return FlagFact(flag.kind, flag.since, flag.until, _words(flag.details))
    until = kept["until"] and date.fromisoformat(kept["until"])
    return FlagFact(flag.kind, date.fromisoformat(kept["since"]), until, _words(kept["details"]))


def _words(details: Mapping[str, object] | None) -> dict[str, str]:
    return {str(key): str(value) for key, value in (details or {}).items()}


def _rows(session: Session, loan_ids: Collection[int]) -> dict[int, list[Matter]]:
    found: dict[int, dict[int, Matter]] = {loan_id: {} for loan_id in loan_ids}
    for row in session.scalars(select(Matter).where(Matter.loan_id.in_(found)).order_by(Matter.id)):
        found[row.loan_id][row.id] = row
    personal = [each.kind for each in SHELF if each.of_person]
    theirs = session.execute(
        select(LoanPerson.loan_id, Matter)
        .join(Matter, Matter.person_id == LoanPerson.person_id)
        .where(
            LoanPerson.loan_id.in_(found),
            LoanPerson.until.is_(None),
            Matter.kind.in_(personal),
        )
        .order_by(Matter.id)
    )
    for loan_id, row in theirs:
        found[loan_id][row.id] = row
    return {loan_id: [rows[key] for key in sorted(rows)] for loan_id, rows in found.items()}


def _step_view(kind: MatterSpec, step: MatterStep) -> StepView:
    return StepView(
        step_id=step.id,
        key=step.key,
        label=kind.step(step.key).label,
        on=step.on,
        details={str(key): str(value) for key, value in step.details.items()},
        document_id=step.document_id,
        entered_at=step.entered_at,
        by=step.by,
        back_at=step.taken_back_at,
        back_by=step.taken_back_by,
        back_why=step.taken_back_why,
    )
