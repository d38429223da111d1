"""Loans against the milestones of a loan in trouble: page by page, sorted in SQL."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import Progress
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.matter import DeadlineRecord, DeadlineRenewal
from mortgage_collect.models.user import User
from mortgage_collect.queries.clocks import act_of
from mortgage_collect.queries.facts import today
from mortgage_collect.rules.duties.book import DUTIES
from mortgage_collect.rules.duties.deadline import Act
from mortgage_collect.rules.duties.foreclosure.days import first_filing_day
from mortgage_collect.rules.duties.milestones import Milestone, milestone_of

_DUTIES: Mapping[Milestone, frozenset[str]] = {
    milestone: frozenset(each.id for each in DUTIES if milestone_of(each.id) is milestone)
    for milestone in Milestone
}


@dataclass(frozen=True, slots=True)
class Cell:
    """The duty that matters most under one milestone: what is owed before what is over.

    `others`: what else is owed there, in sentences, the next day first. `not_owed`: no duty of the
    column binds on the loan. `first_day`: where nothing is owed, the first day on which it may be
    done.
    """

    progress: Progress | None = None
    due: date | None = None
    closed_on: date | None = None
    says: str = ""
    act: Act | None = None
    matter_id: int | None = None
    others: tuple[str, ...] = ()
    not_owed: bool = False
    first_day: date | None = None


@dataclass(frozen=True, slots=True)
class BoardRow:
    loan_id: int
    number: str
    borrower: str
    oldest_unpaid_on: date | None
    cells: Mapping[Milestone, Cell]


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """`user_id`: only loans assigned to this person. `milestone`: only loans on which something of
    it is owed. `within`: only loans on which something is due in so many days, or late."""

    user_id: int | None = None
    milestone: Milestone | None = None
    within: int | None = None


def user_id(session: Session, login: str) -> int | None:
    """Who works under this name; None: nobody was ever entered with it."""
    return session.scalar(select(User.id).where(User.login == login))


def users(session: Session) -> tuple[tuple[int, str], ...]:
    """Who works here, by id and name."""
    query = select(User.id, User.name).where(User.active).order_by(User.name)
    return tuple((row.id, row.name) for row in session.execute(query))


def named_contact(session: Session, loan_id: int) -> int | None:
    """Who is the borrower's contact for a loan; None: nobody is named."""
    return session.scalar(select(Loan.assigned_to).where(Loan.id == loan_id))


def board_count(session: Session, now: datetime, only: BoardFilter) -> int:
    """How many loans the board has."""
    rows = _loans(session, now, only).subquery()
    return session.scalar(select(func.count()).select_from(rows)) or 0


def board_page(
    session: Session, now: datetime, only: BoardFilter, offset: int, limit: int
) -> tuple[BoardRow, ...]:
    """The loans on which something is due first, and those with nothing to do last."""
    day = today(session, now)
    found = session.execute(_loans(session, now, only).offset(offset).limit(limit)).all()
    ids = [row.id for row in found]
    records: dict[int, list[DeadlineRecord]] = {loan_id: [] for loan_id in ids}
    for record in session.scalars(
        select(DeadlineRecord).where(DeadlineRecord.loan_id.in_(ids)).order_by(DeadlineRecord.id)
    ):
        records[record.loan_id].append(record)
    exempt = {
        row.loan_id: frozenset(map(str, row.exempt))
        for row in session.scalars(select(DeadlineRenewal).where(DeadlineRenewal.loan_id.in_(ids)))
    }
    return tuple(
        BoardRow(
            row.id,
            row.number,
            row.borrower,
            row.oldest_unpaid_on,
            cells(records[row.id], exempt.get(row.id, frozenset()), day, row.oldest_unpaid_on),
        )
        for row in found
    )


def cells(
    records: Sequence[DeadlineRecord],
    exempt: frozenset[str],
    day: date,
    oldest_unpaid_on: date | None = None,
) -> dict[Milestone, Cell]:
    """One cell a milestone. Under foreclosure, where nothing is owed, stands the first day of a
    filing by the days alone; the other checks stand with the matter."""
    made = {}
    for milestone, duties in _DUTIES.items():
        here = [record for record in records if record.duty in duties]
        made[milestone] = _cell(here, day) if here else Cell(not_owed=_off(duties, exempt))
    filing = made[Milestone.FORECLOSURE]
    if filing.progress is None and oldest_unpaid_on is not None:
        first = first_filing_day(oldest_unpaid_on, day)
        says = f"No first notice or filing before {text.day(first)} where 12 CFR 1024.41(f) binds."
        made[Milestone.FORECLOSURE] = Cell(says=says, first_day=first)
    return made


def _off(duties: Iterable[str], exempt: frozenset[str]) -> bool:
    return bool(duties) and exempt.issuperset(duties)


def _cell(records: Sequence[DeadlineRecord], day: date) -> Cell:
    owed = [each for each in records if each.progress is Progress.OPEN]
    owed.sort(key=lambda each: each.due or date.max)
    held = [each for each in records if each.progress is Progress.HELD]
    if owed:
        first = owed[0]
    elif held:
        first = held[-1]
    else:
        first = max(records, key=lambda each: each.closed_on or date.min)
    late = first.progress is Progress.OPEN and first.due is not None and first.due < day
    return Cell(
        Progress.LATE if late else first.progress,
        first.due,
        first.closed_on,
        first.says,
        act_of(first.act),
        first.matter_id,
        tuple(_told(each) for each in owed[1:]),
    )


def _told(record: DeadlineRecord) -> str:
    due = f"{text.short_day(record.due)}: " if record.due is not None else ""
    return f"{due}{record.says}"


def _loans(
    session: Session, now: datetime, only: BoardFilter
) -> Select[int, str, str, date | None]:
    is_open: ColumnElement[bool] = DeadlineRecord.progress == Progress.OPEN
    first = func.min(case((is_open, DeadlineRecord.due)))
    query = (
        select(Loan.id, Loan.number, Loan.borrower, Loan.oldest_unpaid_on)
        .join(DeadlineRecord, DeadlineRecord.loan_id == Loan.id)
        .where(Loan.status == LoanStatus.ACTIVE)
        .group_by(Loan.id, Loan.number, Loan.borrower, Loan.oldest_unpaid_on)
        .order_by(first.is_(None), first, Loan.number)
    )
    if only.user_id is not None:
        query = query.where(Loan.assigned_to == only.user_id)
    if only.milestone is not None:
        query = query.where(is_open, DeadlineRecord.duty.in_(_DUTIES[only.milestone]))
    if only.within is not None:
        by = today(session, now) + timedelta(days=only.within)
        query = query.where(is_open, DeadlineRecord.due <= by)
    return query
