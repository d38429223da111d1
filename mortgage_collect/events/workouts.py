"""Financial reviews, workouts and the papers made from them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.money import Money
from mortgage_collect.core.permissions import Permission
from mortgage_collect.events.event import Change, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewStarted(Event):
    NEEDS = Permission.WORK

    review_id: int
    person_id: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewCopied(Event):
    """A review began with the answers of another, of the same loan or of the same people."""

    NEEDS = Permission.WORK

    review_id: int
    from_review_id: int
    from_loan_id: int
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewLineSaved(Event):
    NEEDS = Permission.WORK

    review_id: int
    line: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFinished(Event):
    NEEDS = Permission.WORK

    review_id: int
    surplus: Money | None
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutSaved(Event):
    """A version of a workout with its terms; `inputs` is the digest of what it was made from."""

    NEEDS = Permission.WORK

    workout_id: int
    kind: str
    version: int
    months: int
    arrears: Money
    cures_on: date | None
    inputs: str
    edition: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutApproved(Event):
    """`limits` are what a second person answers for; `solo`: the only person there is did."""

    NEEDS = Permission.APPROVE

    workout_id: int
    note: str
    solo: bool
    review_due: date | None
    limits: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutMoveReversed(Event):
    """The last step in a workout's life was taken back."""

    NEEDS = Permission.WORK

    workout_id: int
    was: str
    now: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutRedefaulted(Event):
    """A loan is sixty days late again after a workout that was completed."""

    NEEDS = Permission.FOLLOW

    workout_id: int
    kind: str
    completed_on: date | None
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionsEvaluated(Event):
    """Every option was worked out anew because a payment was missed: what came of the best.

    `best` holds key and verdict, best first; `editions` are those of program and assumptions.
    """

    NEEDS = Permission.FOLLOW

    workout_id: int
    as_of: date
    editions: tuple[str, str]
    best: tuple[tuple[str, str], ...]
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutMissForgiven(Event):
    NEEDS = Permission.WORK

    workout_id: int
    installment: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkoutChanged(Event):
    NEEDS = Permission.WORK

    workout_id: int
    was: str
    now: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMade(Event):
    NEEDS = Permission.WORK

    document_id: int
    workout_id: int | None
    template: str
    template_version: str
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMarked(Event):
    NEEDS = Permission.WORK

    document_id: int
    was: str
    now: str
    how: str = ""
