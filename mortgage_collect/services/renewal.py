"""Keeps the deadlines of loans beside them.

What is kept is derived: it serves lists of many loans. A service that changes what a deadline hangs
on asks for it with `renew_later`; it is then worked out once, as the last thing of the same
transaction. What changes for many loans at once (a tape, an answer of the bank interview) marks
them, and the background works them out in runs (services/clocks.py).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, update

from mortgage_collect.core.matter_words import Progress
from mortgage_collect.models.all import METADATA
from mortgage_collect.models.matter import DeadlineRecord, DeadlineRenewal
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.life import lives
from mortgage_collect.rules.book import EDITION
from mortgage_collect.rules.duties.clocks import Clocks, clocks
from mortgage_collect.rules.duties.deadline import Deadline
from mortgage_collect.store.bulk import insert_rows, stored
from mortgage_collect.store.unit_of_work import UnitOfWork

KEPT_DAYS = 366  # how long what is done or fell away stays in the lists
RECORDS, RENEWALS = METADATA.tables["deadline"], METADATA.tables["deadline_renewal"]
COLUMNS = (
    "loan_id",
    "duty",
    "occasion",
    "matter_id",
    "says",
    "due",
    "not_before",
    "progress",
    "closed_on",
    "act",
)
FEW = 50  # more loans than this in one change are left to the background


def renew_later(unit: UnitOfWork, loan_id: int) -> None:
    """The loan's deadlines are worked out anew before this change is committed."""
    unit.before_leaving(_renew, loan_id)


def mark_stale(unit: UnitOfWork, loan_ids: Collection[int] | None = None) -> None:
    """Something bore on these loans (on every one), and their deadlines wait to be renewed."""
    query = update(DeadlineRenewal).values(through=None)
    if loan_ids is not None:
        query = query.where(DeadlineRenewal.loan_id.in_(loan_ids))
    unit.session.execute(query)


def _renew(unit: UnitOfWork, loan_ids: frozenset[int]) -> None:
    unit.session.flush()
    if len(loan_ids) > FEW:
        mark_stale(unit, loan_ids)
    else:
        renew(unit, sorted(loan_ids))


def renew(unit: UnitOfWork, loan_ids: Collection[int]) -> date:
    """Replaces what is kept of these loans, now; returns the day it is worked out to."""
    session, day = unit.session, today(unit.session, unit.now)
    records, renewals = [], []
    for loan_id, life in lives(session, loan_ids, unit.now):
        found = clocks(life, day)
        records += [_record(loan_id, each) for each in found.deadlines if _kept(each, day)]
        renewals.append((loan_id, day.isoformat(), EDITION, stored(_exempt(found))))
    for table in (DeadlineRecord, DeadlineRenewal):
        session.execute(delete(table).where(table.loan_id.in_(loan_ids)))
    insert_rows(session, RECORDS, COLUMNS, records)
    insert_rows(session, RENEWALS, ("loan_id", "through", "edition", "exempt"), renewals)
    return day


def _kept(deadline: Deadline, day: date) -> bool:
    closed = deadline.closed_on
    return closed is None or closed >= day - timedelta(days=KEPT_DAYS)


def _exempt(found: Clocks) -> list[str]:
    return [each.duty.id for each in found.exempt]


def _record(loan_id: int, deadline: Deadline) -> tuple[Any, ...]:
    """The values of COLUMNS as they are stored."""
    late = deadline.progress is Progress.LATE
    act = deadline.act
    return (
        loan_id,
        deadline.duty,
        deadline.occasion,
        deadline.about,
        deadline.says,
        _day(deadline.due),
        _day(deadline.not_before),
        (Progress.OPEN if late else deadline.progress).value,
        _day(deadline.closed_on),
        f"{act.kind.value} {act.name}".strip() if act else "",
    )


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
