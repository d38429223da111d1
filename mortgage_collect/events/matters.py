"""Matters: opened, their steps, and what was late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import FlagKind
from mortgage_collect.events.event import Change, Event


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterOpened(Event):
    """Its first step is an event of its own."""

    NEEDS = Permission.WORK

    matter_id: int
    kind: MatterKind
    person_id: int | None
    reference: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTaken(Event):
    """`faults` are the sentences under which it was saved all the same: it happened that way.
    `checks`: those that were not green on its day, and `reason`: why it was taken in spite of them.
    """

    NEEDS = Permission.WORK

    matter_id: int
    step_id: int
    kind: MatterKind
    key: str
    on: date
    details: dict[str, str]
    document_id: int | None
    faults: tuple[str, ...] = ()
    checks: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepTakenBack(Event):
    NEEDS = Permission.WORK

    matter_id: int
    step_id: int
    kind: MatterKind
    key: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagFollowed(Event):
    """A flag was brought up to the steps of its matter; `by_itself`: none bears on it any more, and
    it stands as somebody raised it by hand."""

    NEEDS = Permission.FOLLOW

    flag_id: int
    kind: FlagKind
    matter_id: int
    changes: tuple[Change, ...]
    by_itself: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineExplained(Event):
    NEEDS = Permission.NOTE

    duty: str
    occasion: str
    matter_id: int | None
    due: date
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlinesRenewed(Event):
    """The deadlines of many loans were worked out anew; nothing else changed."""

    NEEDS = Permission.FOLLOW

    loans: int
    through: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LoanAssigned(Event):
    """Who is the borrower's contact for the loan; None: nobody any more."""

    NEEDS = Permission.WORK

    loan_id: int
    user_id: int | None
    on: date
