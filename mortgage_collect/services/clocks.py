"""Keeps the deadlines of loans beside them, and the reasons why one was late.

What is kept is derived: it serves lists of many loans, and decides nothing. A service that changes
what a deadline hangs on asks for it with `renew_later`; it is then worked out once, as the last
thing of the same transaction. What changes for many loans at once (a tape, an answer of the bank
interview) marks them, and the background works them out in runs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, insert, update

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.matter_words import Progress
from mortgage_collect.events.matters import DeadlineExplained, DeadlinesRenewed
from mortgage_collect.models.matter import DeadlineRecord, DeadlineRenewal, LatenessReason
from mortgage_collect.queries.clocks import loan_clocks, stale_loans
from mortgage_collect.queries.facts import MANY, today
from mortgage_collect.queries.life import lives
from mortgage_collect.rules.book import EDITION
from mortgage_collect.rules.duties.clocks import Clocks, clocks
from mortgage_collect.rules.duties.deadline import Deadline
from mortgage_collect.store.unit_of_work import UnitOfWork

KEPT_DAYS = 366  # how long what is done or fell away stays in the lists
FEW = 50  # more loans than this in one change are left to the background

Step = Callable[[int, int, str], None]


def renew_later(unit: UnitOfWork, loan_id: int) -> None:
    """The loan's deadlines are worked out anew before this change is committed."""
    unit.before_leaving(_renew, loan_id)


def mark_stale(unit: UnitOfWork, loan_ids: Collection[int] | None = None) -> None:
    """Something bore on these loans (on every one), and their deadlines wait to be renewed."""
    query = update(DeadlineRenewal).values(through=None)
    if loan_ids is not None:
        query = query.where(DeadlineRenewal.loan_id.in_(loan_ids))
    unit.session.execute(query)


def renew_some(unit: UnitOfWork, limit: int = MANY) -> int:
    """Works out the deadlines of some loans that wait for it; returns how many still wait."""
    waiting = stale_loans(unit.session, today(unit.session, unit.now))
    some = waiting[:limit]
    if some:
        day = _write(unit, some)
        unit.record(
            DeadlinesRenewed(about="deadlines", also=("queue",), loans=len(some), through=day)
        )
    return len(waiting) - len(some)


def renew_all(opened: Callable[[], AbstractContextManager[Any]], step: Step) -> int:
    """All that wait, each run in a change of its own, so that nobody waits long; how many.

    `opened` opens a unit of work. `step` hears how many of how many are done, and may stop it by
    raising between two runs: what is done stays done.
    """
    done, left = 0, 1
    while left:
        with opened() as unit:
            before = len(stale_loans(unit.session, today(unit.session, unit.now)))
            left = renew_some(unit)
        done += before - left
        step(done, done + left, "Working out deadlines")
    return done


def explain_lateness(
    unit: UnitOfWork,
    loan_id: int,
    duty: str,
    occasion: str,
    reason: str,
    *,
    matter_id: int | None = None,
) -> int:
    """Keeps why a duty was not done by its day; returns the reason's id. The newest one is shown.

    Raises UserError without a reason, or where nothing of the kind is or was late.
    """
    if not reason.strip():
        raise UserError("Why was it late?", do="Say in a sentence what held it up.")
    found = next(
        (
            each
            for each in loan_clocks(unit.session, loan_id, unit.now).clocks.deadlines
            if (each.duty, each.occasion, each.about) == (duty, occasion, matter_id)
        ),
        None,
    )
    if found is None:
        raise UserError("There is no such deadline on this loan.", do="Look at the loan again.")
    if not found.progress.failed or found.due is None:
        raise UserError(
            f"{found.title} is not late"
            + (f": its day is {text.day(found.due)}." if found.due else ".")
        )
    row = LatenessReason(
        loan_id=loan_id,
        duty=duty,
        occasion=occasion,
        matter_id=matter_id,
        due=found.due,
        reason=reason.strip(),
        at=unit.now,
        by=unit.actor,
    )
    unit.session.add(row)
    unit.session.flush()
    unit.record(
        DeadlineExplained(
            about=f"loan:{loan_id}",
            also=("queue",),
            duty=duty,
            occasion=occasion,
            matter_id=matter_id,
            due=found.due,
            reason=reason.strip(),
        )
    )
    return row.id


def _renew(unit: UnitOfWork, loan_ids: frozenset[int]) -> None:
    unit.session.flush()
    if len(loan_ids) > FEW:
        mark_stale(unit, loan_ids)
    else:
        _write(unit, sorted(loan_ids))


def _write(unit: UnitOfWork, loan_ids: Collection[int]) -> date:
    """Replaces what is kept of these loans; returns the day it is worked out to."""
    session, day = unit.session, today(unit.session, unit.now)
    records, renewals = [], []
    for loan_id, life in lives(session, loan_ids, unit.now):
        found = clocks(life, day)
        records += [_record(loan_id, each) for each in found.deadlines if _kept(each, day)]
        renewals.append(
            {"loan_id": loan_id, "through": day, "edition": EDITION, "exempt": _exempt(found)}
        )
    for table in (DeadlineRecord, DeadlineRenewal):
        session.execute(delete(table).where(table.loan_id.in_(loan_ids)))
    if records:
        session.execute(insert(DeadlineRecord), records)
    if renewals:
        session.execute(insert(DeadlineRenewal), renewals)
    return day


def _kept(deadline: Deadline, day: date) -> bool:
    closed = deadline.closed_on
    return closed is None or closed >= day - timedelta(days=KEPT_DAYS)


def _exempt(found: Clocks) -> list[str]:
    return [each.duty.id for each in found.exempt]


def _record(loan_id: int, deadline: Deadline) -> dict[str, Any]:
    progress = Progress.OPEN if deadline.progress is Progress.LATE else deadline.progress
    act = deadline.act
    return {
        "loan_id": loan_id,
        "duty": deadline.duty,
        "occasion": deadline.occasion,
        "matter_id": deadline.about,
        "says": deadline.says,
        "due": deadline.due,
        "not_before": deadline.not_before,
        "progress": progress,
        "closed_on": deadline.closed_on,
        "act": f"{act.kind.value} {act.name}".strip() if act else "",
    }
