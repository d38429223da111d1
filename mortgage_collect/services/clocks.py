"""Works the deadlines of many loans out in runs, and keeps why one was late."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.permissions import Permission
from mortgage_collect.events.matters import DeadlineExplained, DeadlinesRenewed
from mortgage_collect.models.matter import LatenessReason
from mortgage_collect.queries.clocks import loan_clocks, stale_loans
from mortgage_collect.queries.facts import MANY, today
from mortgage_collect.services.matter_effects import settle_transfers
from mortgage_collect.services.renewal import renew
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.tape.cells import without_collecting

Step = Callable[[int, int, str], None]


def renew_some(unit: UnitOfWork, limit: int = MANY) -> int:
    """Works out the deadlines of some loans that wait for it; returns how many still wait.

    Loans whose transfer out takes effect by today leave the book before it. Whoever may only read
    is shown what was kept last.
    """
    if not unit.may(Permission.FOLLOW):
        return 0
    with unit.by_itself():
        settle_transfers(unit)
    waiting = stale_loans(unit.session, today(unit.session, unit.now))
    some = waiting[:limit]
    if some:
        day = renew(unit, some)
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
        with without_collecting(), opened() as unit:
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
