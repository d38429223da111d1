"""Plans, promises and contacts to Excel: what other people at the bank ask for by the list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.clock import local_date, local_time
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.models.contact import Contact, Promise
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import Person
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.facts import the_bank, today
from mortgage_collect.queries.plan_watch import progress_of_many
from mortgage_collect.services.exports import export_queue, export_tape
from mortgage_collect.services.tape_rows import masked
from mortgage_collect.store.bulk import Progress, ignore
from mortgage_collect.workout.progress import Kept
from mortgage_collect.workout.shelf import option

_PAGE: Final = 2_000
_WATCHED: Final = (WorkoutStatus.ACTIVE, WorkoutStatus.BROKEN, WorkoutStatus.COMPLETED)

PLANS: Final = (
    "Loan number", "Borrower", "Option", "Version", "Status", "Program", "Made on", "Made by",
    "Arrears in it", "Cures on", "Approved by", "Offered on", "Accepted on", "Started on",
    "Ended on", "Payments", "Kept", "Failed", "Received", "Left to pay",
)  # fmt: skip
PROMISES: Final = (
    "Loan number", "Borrower", "Promised on", "Amount", "Due on", "Status", "Decided on",
    "Received", "Taken by",
)  # fmt: skip
CONTACTS: Final = (
    "Loan number", "Borrower", "When", "Person", "Way", "Direction", "Outcome", "Reached",
    "Reason for default", "Note", "By", "What the rules said", "Reason given against them",
    "Taken back", "Why taken back",
)  # fmt: skip


def export_plans(session: Session, out: Path, now: datetime, *, progress: Progress = ignore) -> int:
    """Every workout, the newest first within its loan, with how it is kept; versions that were
    replaced are left out."""
    zone = the_bank(session).zone

    def rows() -> Iterator[Sequence[Any]]:
        query = (
            select(Workout, Loan.number, Loan.borrower)
            .join(Loan, Loan.id == Workout.loan_id)
            .where(Workout.status != WorkoutStatus.SUPERSEDED)
            .order_by(Loan.number, Workout.number.desc(), Workout.id.desc())
        )
        for page in session.execute(query).partitions(_PAGE):
            watched = [row[0] for row in page if row[0].status in _WATCHED]
            kept = progress_of_many(session, watched, now) if watched else {}
            for plan, number, borrower in page:
                how = kept.get(plan.id)
                yield (
                    number,
                    borrower,
                    option(plan.kind).label,
                    plan.number,
                    plan.status.label,
                    plan.program,
                    local_date(plan.made_at, zone),
                    plan.made_by,
                    plan.arrears,
                    plan.cures_on,
                    plan.approved_by,
                    plan.offered_on,
                    plan.accepted_on,
                    plan.started_on,
                    plan.ended_on,
                    len(how.rows) if how else None,
                    sum(row.status is Kept.KEPT for row in how.rows) if how else None,
                    len(how.failed) if how else None,
                    how.received if how else None,
                    how.left if how else None,
                )

    return _written(session, out, now, "plans", PLANS, rows(), progress)


def export_promises(
    session: Session, out: Path, now: datetime, *, progress: Progress = ignore
) -> int:
    """Every promise by the day it falls due; a promise in parts is a row for each part."""
    query = (
        select(Promise, Loan.number, Loan.borrower)
        .join(Loan, Loan.id == Promise.loan_id)
        .order_by(Promise.due_on, Loan.number, Promise.id)
    )
    rows = (
        (
            number,
            borrower,
            promise.made_on,
            promise.amount,
            promise.due_on,
            promise.status.label,
            promise.decided_on,
            promise.received,
            promise.by,
        )
        for promise, number, borrower in _paged(session, query)
    )
    return _written(session, out, now, "promises", PROMISES, rows, progress)


def export_contacts(
    session: Session, out: Path, now: datetime, *, progress: Progress = ignore
) -> int:
    """Every contact as it was logged, in the bank's time, those taken back marked as such."""
    zone = the_bank(session).zone
    query = (
        select(Contact, Loan.number, Loan.borrower, Person.written)
        .join(Loan, Loan.id == Contact.loan_id)
        .outerjoin(Person, Person.id == Contact.person_id)
        .order_by(Contact.at, Contact.id)
    )
    rows = (
        (
            number,
            borrower,
            local_time(contact.at, zone),
            written or "",
            contact.channel.label,
            contact.direction.label,
            contact.outcome.label,
            contact.reached,
            contact.reason_for_default,
            masked(contact.note),
            contact.by,
            contact.verdict,
            contact.against_reason,
            local_time(contact.reversed_at, zone) if contact.reversed_at else None,
            contact.reversed_why,
        )
        for contact, number, borrower, written in _paged(session, query)
    )
    return _written(session, out, now, "contacts", CONTACTS, rows, progress)


Write = Callable[[Session, Path, datetime], int]
WRITES: Final[dict[str, Write]] = {
    "tape": export_tape,
    "queue": export_queue,
    "plans": export_plans,
    "promises": export_promises,
    "contacts": export_contacts,
}


def written_to(what: str) -> Write:
    """What writes the book ("tape"), the queue, plans, promises or contacts."""
    return WRITES[what]


def _paged(session: Session, query: Any) -> Iterator[Any]:
    """Rows some at a time, each forgotten once it is written."""
    for page in session.execute(query.execution_options(yield_per=_PAGE)).partitions():
        yield from page


def _written(
    session: Session,
    out: Path,
    now: datetime,
    what: str,
    headers: Sequence[str],
    rows: Iterator[Sequence[Any]],
    progress: Progress,
) -> int:
    with waking:
        from mortgage_collect.tape.write import write_grid
    return write_grid(
        out,
        f"{the_bank(session).name} \u2014 {what}",
        headers,
        rows,
        below=f"As of {text.long_day(today(session, now))}",
        sheet=what.capitalize(),
        totals=True,
        progress=progress,
    )
