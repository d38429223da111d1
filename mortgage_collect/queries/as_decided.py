"""A saved version as it was decided: its figures and steps as kept, its program and limits then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.heading import LoanHeading, heading
from mortgage_collect.queries.programs import (
    ProgramView,
    assumptions_under,
    bank_assumptions,
    program_view,
    view_under,
)
from mortgage_collect.workout.archive import cells_of, how_kept, read_back
from mortgage_collect.workout.policy_text import shown
from mortgage_collect.workout.policy_words import SECTIONS, WORDS
from mortgage_collect.workout.program import flat
from mortgage_collect.workout.program_keys import KEYS
from mortgage_collect.workout.shelf import option

ASSUMED: Final = "Value to the bank"
"""The section under which changed assumptions stand."""
_NOT_LIMITS: Final = ("key", "changes", "title")


@dataclass(frozen=True, slots=True)
class Limit:
    """A value the version was decided under, as it is read, and what holds today."""

    section: str
    label: str
    then: str
    today: str

    @property
    def differs(self) -> bool:
        return self.then != self.today

    @property
    def full_label(self) -> str:
        return f"{self.section}: {self.label}" if self.section else self.label


@dataclass(frozen=True, slots=True)
class KeptLine:
    """A line of the working as it was kept; `found` by a formula, or given."""

    says: str
    value: str
    how: str
    found: bool


@dataclass(frozen=True, slots=True)
class AsDecided:
    """One version. `program` is the one it was decided under, None where nothing kept gives its
    edition any more: then `limits` are empty, and nothing is said of what changed.

    `against` are the limits it was decided in spite of, `figures` what the columns showed: title
    and words. `versions` are the ids of all versions of
    the loan, the first one first.
    """

    who: LoanHeading
    workout_id: int
    number: int
    label: str
    status: WorkoutStatus
    made_at: datetime
    made_by: str
    as_of: date
    reason: str
    against: tuple[str, ...]
    approved_by: str
    edition: str
    program: ProgramView | None
    now: ProgramView
    assumed: str
    assumed_now: str
    limits: tuple[Limit, ...]
    figures: tuple[tuple[str, str], ...]
    lines: tuple[KeptLine, ...]
    versions: tuple[int, ...]

    @property
    def changed(self) -> bool:
        """Whether the bank's program or its assumptions are others today."""
        return self.edition != self.now.program.edition or self.assumed != self.assumed_now

    @property
    def differing(self) -> tuple[Limit, ...]:
        return tuple(each for each in self.limits if each.differs)


def as_decided(session: Session, workout_id: int, now: datetime) -> AsDecided:
    """A version of a workout as it stood when it was saved."""
    row = session.get_one(Workout, workout_id)
    on = today(session, now)
    key = row.program if row.program in KEYS else KEYS[0]
    then, held = view_under(session, row.edition), program_view(session, key, on)
    assumed = str(row.facts.get("assumptions", ""))
    versions = session.scalars(
        select(Workout.id).where(Workout.loan_id == row.loan_id).order_by(Workout.number)
    )
    return AsDecided(
        who=heading(session, row.loan_id),
        workout_id=row.id,
        number=row.number,
        label=option(row.kind).label,
        status=row.status,
        made_at=row.made_at,
        made_by=row.made_by,
        as_of=row.as_of,
        reason=row.reason,
        against=tuple(row.facts.get("against", ())),
        approved_by=row.approved_by,
        edition=row.edition,
        program=then,
        now=held,
        assumed=assumed,
        assumed_now=bank_assumptions(session, on).edition,
        limits=(*_limits(then, held), *_assumptions(session, assumed, on)),
        figures=cells_of(row.figures),
        lines=tuple(_kept(each) for each in row.working),
        versions=tuple(versions),
    )


def _limits(then: ProgramView | None, held: ProgramView) -> Iterator[Limit]:
    if then is None:
        return
    today_has = flat(held.program)
    for name, value in flat(then.program).items():
        if name in _NOT_LIMITS:
            continue
        owner, _, part = name.rpartition(".")
        # What is said about the set is no limit: it is told where it is another today.
        if (owner and part != "source") or value != today_has[name]:
            told, now = shown(name, value), shown(name, today_has[name])
            yield Limit(SECTIONS.get(owner, ""), WORDS[name].label, told, now)


def _assumptions(session: Session, edition: str, on: date) -> Iterator[Limit]:
    """Those that are others today; all of them are not what somebody looks for here."""
    then, held = assumptions_under(session, edition), bank_assumptions(session, on)
    if then is None or then.edition == held.edition:
        return
    for entry in then:
        other = held.get(entry.key)
        told = other.shown if other is not None else "none"
        if told != entry.shown:
            yield Limit(ASSUMED, entry.label, entry.shown, told)


def _kept(line: Mapping[str, Any]) -> KeptLine:
    return KeptLine(
        line["says"],
        read_back(line),
        how_kept(line),
        bool(line["formula"]),
    )
