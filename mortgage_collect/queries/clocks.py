"""Deadlines: of one loan worked out anew, of many from what was kept when they last changed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.matter_words import Progress
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.matter import DeadlineRecord, DeadlineRenewal, LatenessReason, Matter
from mortgage_collect.models.person import Flag
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.life import life_of
from mortgage_collect.rules.book import EDITION
from mortgage_collect.rules.coverage.ruling import Ruling
from mortgage_collect.rules.duties.book import DUTIES
from mortgage_collect.rules.duties.clocks import Clocks, clocks
from mortgage_collect.rules.duties.deadline import Act, ActKind, Deadline
from mortgage_collect.rules.duties.milestones import Milestone, milestone_of

_TITLES = {each.id: each.title for each in DUTIES}


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """A deadline in a list of many loans. `days` are left until its day, below zero once past.

    `reason`: why it was late, as somebody said it last.
    """

    loan_id: int
    number: str
    borrower: str
    duty: str
    title: str
    occasion: str
    says: str
    due: date | None
    not_before: date | None
    progress: Progress
    closed_on: date | None
    matter_id: int | None
    act: Act | None
    days: int | None
    reason: str = ""

    @property
    def late(self) -> bool:
        return self.progress is Progress.LATE

    @property
    def unexplained(self) -> bool:
        """Late, or done late, and nobody has said why."""
        return self.progress.failed and not self.reason


@dataclass(frozen=True, slots=True)
class Sight:
    """Which of what is owed a list shows: due from `first` on, in so many days from today or late,
    on the loans of one person, under one milestone; None: all of it."""

    within: int | None = None
    first: date | None = None
    user_id: int | None = None
    milestone: Milestone | None = None


@dataclass(frozen=True, slots=True)
class LoanClocks:
    """One loan's deadlines as its card shows them, with the reasons given for late ones."""

    loan_id: int
    clocks: Clocks
    reasons: tuple[tuple[Deadline, str], ...]

    @property
    def owed(self) -> tuple[Deadline, ...]:
        return self.clocks.owed

    @property
    def exempt(self) -> tuple[tuple[str, Ruling], ...]:
        """What does not bind on this loan, by its title, and why."""
        return tuple((each.duty.title, each.ruling) for each in self.clocks.exempt)

    @property
    def unexplained(self) -> tuple[Deadline, ...]:
        """Late, done late or missed, and nobody has said why."""
        return tuple(
            each for each in self.clocks.deadlines if each.progress.failed and not self.reason(each)
        )

    def reason(self, deadline: Deadline) -> str:
        return next((why for each, why in self.reasons if each == deadline), "")


@dataclass(frozen=True, slots=True)
class DeadlineCounts:
    """What the window's head shows. `stale`: loans whose deadlines are still worked out."""

    late: int
    today: int
    next_days: int
    stale: int


def loan_clocks(
    session: Session, loan_id: int, now: datetime, on: date | None = None
) -> LoanClocks:
    """What is due on one loan, worked out from its facts as of the end of a day (today)."""
    found = clocks(life_of(session, loan_id, now), on or today(session, now))
    why = _reasons(session, (loan_id,))
    said = (
        (each, why.get((loan_id, each.duty, each.occasion, each.about), ""))
        for each in found.deadlines
    )
    return LoanClocks(loan_id, found, tuple((each, words) for each, words in said if words))


def deadlines(
    session: Session,
    now: datetime,
    *,
    within: int | None = None,
    loan_ids: Collection[int] | None = None,
    closed_too: bool = False,
    assigned_to: int | None = None,
    limit: int = 50_000,
) -> tuple[DeadlineView, ...]:
    """Kept deadlines, the earliest day first, late ones among them; a loan that was paid off or
    transferred has some left.

    `within`: only those due in so many days from today. `closed_too`: what was done or fell away
    as well. Loans whose deadlines were not worked out to today: `stale_loans`.
    """
    day = today(session, now)
    query = _listed().order_by(
        DeadlineRecord.due.is_(None), DeadlineRecord.due, Loan.number, DeadlineRecord.id
    )
    if not closed_too:
        query = query.where(DeadlineRecord.progress == Progress.OPEN)
    if within is not None:
        query = query.where(DeadlineRecord.due <= day + timedelta(days=within))
    if loan_ids is not None:
        query = query.where(DeadlineRecord.loan_id.in_(loan_ids))
    if assigned_to is not None:
        query = query.where(Loan.assigned_to == assigned_to)
    views = [_view(row, day) for row in session.execute(query.limit(limit))]
    why = _reasons(session, None if loan_ids is None else tuple(loan_ids))
    return tuple(
        replace(each, reason=why.get((each.loan_id, each.duty, each.occasion, each.matter_id), ""))
        for each in views
    )


def in_sight(
    session: Session, now: datetime, sight: Sight, limit: int = 50_000
) -> tuple[DeadlineView, ...]:
    """What a list shows of what is owed, the earliest day first; from a day on only dated ones."""
    rows = deadlines(session, now, within=sight.within, assigned_to=sight.user_id, limit=limit)
    return tuple(
        row
        for row in rows
        if (sight.first is None or (row.due is not None and row.due >= sight.first))
        and (sight.milestone is None or milestone_of(row.duty) is sight.milestone)
    )


def done_late(
    session: Session, now: datetime, days: int, *, assigned_to: int | None = None
) -> tuple[DeadlineView, ...]:
    """What was done late in the last so many days and has no reason yet, the newest first."""
    day = today(session, now)
    explained = select(LatenessReason.id).where(
        LatenessReason.loan_id == DeadlineRecord.loan_id,
        LatenessReason.duty == DeadlineRecord.duty,
        LatenessReason.occasion == DeadlineRecord.occasion,
        LatenessReason.matter_id.is_not_distinct_from(DeadlineRecord.matter_id),
    )
    query = (
        _listed()
        .where(
            DeadlineRecord.progress == Progress.MET_LATE,
            DeadlineRecord.closed_on > day - timedelta(days=days),
            ~explained.exists(),
        )
        .order_by(DeadlineRecord.closed_on.desc(), Loan.number, DeadlineRecord.id)
    )
    if assigned_to is not None:
        query = query.where(Loan.assigned_to == assigned_to)
    return tuple(_view(row, day) for row in session.execute(query))


def nearest(session: Session, day: date, within: timedelta) -> dict[int, DeadlineView]:
    """Of each loan the deadline whose day comes first, where it is late or due within a time."""
    first = (
        select(DeadlineRecord.loan_id, func.min(DeadlineRecord.due).label("due"))
        .where(DeadlineRecord.progress == Progress.OPEN, DeadlineRecord.due <= day + within)
        .group_by(DeadlineRecord.loan_id)
        .subquery()
    )
    query = (
        _listed()
        .join(
            first,
            and_(
                first.c.loan_id == DeadlineRecord.loan_id,
                first.c.due == DeadlineRecord.due,
            ),
        )
        .where(DeadlineRecord.progress == Progress.OPEN)
        .order_by(DeadlineRecord.id.desc())
    )
    return {row.loan_id: _view(row, day) for row in session.execute(query)}


def deadline_counts(session: Session, now: datetime, days: int = 7) -> DeadlineCounts:
    """How many are late, due today, and due within the days after."""
    day = today(session, now)
    due = DeadlineRecord.due
    row = session.execute(
        select(
            func.count(case((due < day, 1))),
            func.count(case((due == day, 1))),
            func.count(case((and_(due > day, due <= day + timedelta(days=days)), 1))),
        )
        .select_from(DeadlineRecord)
        .where(DeadlineRecord.progress == Progress.OPEN)
    ).one()
    late, now_due, ahead = row
    return DeadlineCounts(late, now_due, ahead, len(stale_loans(session, day)))


def stale_loans(session: Session, day: date) -> tuple[int, ...]:
    """Loans whose deadlines were not worked out to this day yet, by id.

    Looked at are loans past due, those with a flag, and whatever their status those with a matter
    that is open or a deadline that is still owed.
    """
    fresh = select(DeadlineRenewal.loan_id).where(
        DeadlineRenewal.through >= day, DeadlineRenewal.edition == EDITION
    )
    owed = select(DeadlineRecord.loan_id).where(DeadlineRecord.progress == Progress.OPEN)
    query = (
        select(Loan.id)
        .where(
            or_(
                and_(
                    Loan.status.in_((LoanStatus.ACTIVE, LoanStatus.MISSING)),
                    or_(
                        Loan.oldest_unpaid_on <= day,
                        Loan.id.in_(select(Flag.loan_id).where(Flag.loan_id.is_not(None))),
                        Loan.id.in_(select(DeadlineRenewal.loan_id)),
                    ),
                ),
                Loan.id.in_(select(Matter.loan_id).where(Matter.closed_on.is_(None))),
                Loan.id.in_(owed),
            ),
            Loan.id.not_in(fresh),
        )
        .order_by(Loan.id)
    )
    return tuple(session.scalars(query))


def act_of(written: str) -> Act | None:
    """The act as it is kept: "step sent", "contact"."""
    if not written:
        return None
    kind, _, name = written.partition(" ")
    return Act(ActKind(kind), name)


def _listed() -> Select[*tuple[Any, ...]]:
    return select(
        DeadlineRecord.loan_id,
        Loan.number,
        Loan.borrower,
        DeadlineRecord.duty,
        DeadlineRecord.occasion,
        DeadlineRecord.says,
        DeadlineRecord.due,
        DeadlineRecord.not_before,
        DeadlineRecord.progress,
        DeadlineRecord.closed_on,
        DeadlineRecord.matter_id,
        DeadlineRecord.act,
    ).join(Loan, Loan.id == DeadlineRecord.loan_id)


def _view(row: Row[*tuple[Any, ...]], day: date) -> DeadlineView:
    past = row.due is not None and row.due < day
    late = row.progress is Progress.OPEN and past
    return DeadlineView(
        loan_id=row.loan_id,
        number=row.number,
        borrower=row.borrower,
        duty=row.duty,
        title=_TITLES.get(row.duty, row.duty),
        occasion=row.occasion,
        says=row.says,
        due=row.due,
        not_before=row.not_before,
        progress=Progress.LATE if late else row.progress,
        closed_on=row.closed_on,
        matter_id=row.matter_id,
        act=act_of(row.act),
        days=(row.due - day).days if row.due is not None else None,
    )


def _reasons(
    session: Session, loan_ids: Sequence[int] | None
) -> dict[tuple[int, str, str, int | None], str]:
    """The newest reason by loan, duty, occasion and matter."""
    query = select(LatenessReason).order_by(LatenessReason.id)
    if loan_ids is not None:
        query = query.where(LatenessReason.loan_id.in_(loan_ids))
    return {
        (row.loan_id, row.duty, row.occasion, row.matter_id): row.reason
        for row in session.scalars(query)
    }
