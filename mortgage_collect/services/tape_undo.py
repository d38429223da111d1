"""A whole import taken back: what it made goes, what it changed stands as before it.

It is refused while anything was done since on the figures it brought. `version` alone moves on:
whoever still has a loan of that tape open must not save over the loan as it stands now.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, delete, func, select, update
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import TapeKind
from mortgage_collect.events.loans import FlagLifted
from mortgage_collect.events.tapes import TapeUndone, digest_of_changes
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan, Property
from mortgage_collect.models.matter import DeadlineRecord, DeadlineRenewal
from mortgage_collect.models.person import Flag
from mortgage_collect.models.tape import Tape, TapeChange
from mortgage_collect.models.tape_trace import LOAN_WAS, PROPERTY_WAS, TapeTrace
from mortgage_collect.models.workout import Workout, WorkoutMove
from mortgage_collect.queries.facts import known_through, today
from mortgage_collect.queries.search import forget, index_loans
from mortgage_collect.queries.spans import within
from mortgage_collect.queries.standing import last_standing
from mortgage_collect.queries.tape_dependents import BY_UNDOING, Dependent, what_depends
from mortgage_collect.services.plan_watch import watch_plans
from mortgage_collect.services.promises import decide_promises, reopen_decided
from mortgage_collect.services.renewal import mark_stale
from mortgage_collect.services.tape_apply import recount_late
from mortgage_collect.services.tape_trace import MADE, copied
from mortgage_collect.services.workout_moves import reverse
from mortgage_collect.store import history_chain
from mortgage_collect.store.bulk import Progress, ignore, roomy
from mortgage_collect.store.unit_of_work import UnitOfWork

NAMED: Final = 5  # loans that are told one by one when it is refused
_PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Undone:
    """Loans that are gone again, and loans that stand as before."""

    removed: int
    restored: int


def undo_tape(unit: UnitOfWork, tape_id: int, *, progress: Progress = ignore) -> Undone:
    """Takes a loan tape back in one piece.

    Raises UserError for what is no loan tape, was undone, came in before this was kept, or has
    something standing on it, loan by loan; Trouble when what it changed is not as written down.
    """
    unit.demand(Permission.IMPORT_TAPE)
    session = unit.session
    history_chain.hold(session)
    would_undo(session, tape_id)
    tape, trace = _found(session, tape_id)
    progress(0, 0, "Proving what it changed")
    digest = _proven(session, tape_id)
    made: dict[str, list[list[int]]] = trace.made
    _lift_flags(unit, made)
    _reopen(unit, tape, trace.head)
    session.flush()
    with roomy(session):
        progress(0, 0, "Putting back")
        found = _found_otherwise(session, tape_id)
        restored = _restore(session, tape_id)
        removed = _remove(session, tape_id, made)
        tape.undone_at, tape.undone_by = unit.now, unit.actor
        session.flush()
        session.expire_all()
        index_loans(session, found)
        day = known_through(session) or today(session, unit.now)
        recount_late(unit, day, progress)
    decide_promises(unit)
    watch_plans(unit)
    mark_stale(unit)
    unit.record(
        TapeUndone(
            about=f"tape:{tape_id}",
            also=("queue", "book"),
            tape_id=tape_id,
            as_of=tape.as_of,
            removed=removed,
            restored=restored,
            changes=digest,
        )
    )
    return Undone(removed, restored)


def would_undo(session: Session, tape_id: int) -> Undone:
    """What undoing it would do; raises as `undo_tape` where it cannot be. Changes nothing."""
    tape, trace = _found(session, tape_id)
    depends = what_depends(session, tape_id)
    if depends:
        raise UserError(refusal(tape, depends), do="Take that back first, or correct by hand.")
    kept = select(func.count()).select_from(LOAN_WAS).where(LOAN_WAS.c.tape_id == tape_id)
    return Undone(_loans(trace.made), session.scalar(kept) or 0)


def _loans(made: dict[str, list[list[int]]]) -> int:
    return sum(last - first + 1 for first, last in made.get("loan", ()))


def refusal(tape: Tape, depends: tuple[Dependent, ...]) -> str:
    """Why it cannot be undone, with the first loans by name."""
    loans: dict[str, list[str]] = {}
    for each in depends:
        loans.setdefault(each.number, []).append(each.says)
    told = [f"{number}: {text.listed(what)}" for number, what in list(loans.items())[:NAMED]]
    more = len(loans) - len(told)
    if more:
        told.append(f"and {text.count(more, 'more loan')}")
    what = f"the tape of {text.day(tape.as_of)}" if tape.as_of else tape.file_name
    return (
        f"On {text.count(len(loans), 'loan')} something was done since {what} came in: "
        f"{'; '.join(told)}."
    )


def _found(session: Session, tape_id: int) -> tuple[Tape, TapeTrace]:
    tape = session.get(Tape, tape_id)
    if tape is None:
        raise UserError(f"No file {tape_id} came in.", do="Look its number up among the files.")
    if tape.kind is not TapeKind.LOANS:
        raise UserError(
            f"{tape.file_name} holds {tape.kind.label.lower()}, and only a loan tape is undone as "
            "a whole.",
            do="Take payments back one by one; correct people by hand.",
        )
    if tape.undone_at is not None:
        raise UserError(
            f"{tape.file_name} was undone already by {tape.undone_by}.",
            do="Import it again if it is wanted after all.",
        )
    trace = session.get(TapeTrace, tape_id)
    if trace is None:
        raise UserError(
            f"{tape.file_name} came in before it was kept how to undo an import.",
            do="Restore the backup made before it, or import a corrected tape.",
        )
    return tape, trace


def _proven(session: Session, tape_id: int) -> str:
    """The digest of what the import changed, held against its own entry."""
    body = session.scalar(
        select(HistoryEntry.body).where(
            HistoryEntry.about == f"tape:{tape_id}", HistoryEntry.event == "TapeImported"
        )
    )
    rows = session.execute(
        select(TapeChange.loan_id, TapeChange.field, TapeChange.was, TapeChange.now)
        .where(TapeChange.tape_id == tape_id)
        .order_by(TapeChange.id)
        .execution_options(yield_per=_PAGE)
    )
    digest = digest_of_changes((row[0], row[1], row[2], row[3]) for row in rows)
    if body is None or json.loads(body)["changes"] != digest:
        raise Trouble(
            f"What file {tape_id} changed is not what was written down when it came in.",
            do="Restore a backup from before; this database was changed from outside.",
        )
    return digest


def _lift_flags(unit: UnitOfWork, made: dict[str, list[list[int]]]) -> None:
    """The history says of every flag the tape raised that it stands no more."""
    for condition in within(Flag.__table__.c.id, made.get("flag", ())):
        for flag in unit.session.scalars(select(Flag).where(condition).order_by(Flag.id)):
            unit.record(
                FlagLifted(
                    about=f"loan:{flag.loan_id}",
                    also=("queue",),
                    flag_id=flag.id,
                    kind=flag.kind,
                    until=flag.since,
                    reason=BY_UNDOING,
                )
            )


def _reopen(unit: UnitOfWork, tape: Tape, head: int) -> None:
    """Promises and plans that were decided since it came in are open, to be decided anew."""
    session = unit.session
    since = select(HistoryEntry.event, HistoryEntry.body).where(
        HistoryEntry.seq > head,
        HistoryEntry.event.in_(("PromiseDecided", "WorkoutRedefaulted")),
    )
    bodies: dict[str, list[dict[str, Any]]] = {"PromiseDecided": [], "WorkoutRedefaulted": []}
    for event, told in session.execute(since.order_by(HistoryEntry.seq)).all():
        bodies[event].append(json.loads(told))
    reopen_decided(unit, {body["promise_id"] for body in bodies["PromiseDecided"]}, BY_UNDOING)
    for body in bodies["WorkoutRedefaulted"]:
        session.get_one(Workout, body["workout_id"]).redefaulted_on = None
    moves = session.scalars(
        select(WorkoutMove)
        .where(WorkoutMove.by_payments, WorkoutMove.at >= tape.imported_at)
        .order_by(WorkoutMove.id.desc())
    ).all()
    for move in moves:
        last = last_standing(session, move.workout_id)
        if last is not None and last.id == move.id:
            reverse(unit, session.get_one(Workout, move.workout_id), last, BY_UNDOING)
            session.flush()


def _found_otherwise(session: Session, tape_id: int) -> list[int]:
    """Loans that are found by other words once they stand as before."""
    renamed = (
        select(Loan.id)
        .join(LOAN_WAS, LOAN_WAS.c.loan_id == Loan.id)
        .where(LOAN_WAS.c.tape_id == tape_id, LOAN_WAS.c.borrower != Loan.borrower)
    )
    moved = (
        select(Loan.id)
        .join(PROPERTY_WAS, PROPERTY_WAS.c.property_id == Loan.property_id)
        .where(PROPERTY_WAS.c.tape_id == tape_id)
    )
    return sorted({*session.scalars(renamed), *session.scalars(moved)})


def _restore(session: Session, tape_id: int) -> int:
    _put_back(session, Property.__table__, PROPERTY_WAS, "property_id", tape_id)  # type: ignore[arg-type]
    _put_back(session, Loan.__table__, LOAN_WAS, "loan_id", tape_id)  # type: ignore[arg-type]
    restored = session.scalar(
        select(func.count()).select_from(LOAN_WAS).where(LOAN_WAS.c.tape_id == tape_id)
    )
    for was in (PROPERTY_WAS, LOAN_WAS):
        session.execute(delete(was).where(was.c.tape_id == tape_id))
    return restored or 0


def _put_back(session: Session, table: Table, was: Table, key: str, tape_id: int) -> None:
    values: dict[str, Any] = {name: was.c[kept] for name, kept in copied(table, was).items()}
    values["version"] = table.c.version + 1
    session.execute(
        update(table).values(values).where(was.c.tape_id == tape_id, was.c[key] == table.c.id)
    )


def _remove(session: Session, tape_id: int, made: dict[str, list[list[int]]]) -> int:
    """Every row the import made; returns how many loans."""
    session.execute(
        delete(TapeChange).where(TapeChange.tape_id == tape_id),
        execution_options={"synchronize_session": False},
    )
    loans = made.get("loan", [])
    for derived in (DeadlineRecord.__table__, DeadlineRenewal.__table__):
        for condition in within(derived.c.loan_id, loans):
            session.execute(delete(derived).where(condition))  # type: ignore[arg-type]
    for first, last in loans:
        forget(session, first, last)
    for table in MADE:
        for condition in within(table.c.id, made.get(table.name, ())):
            session.execute(delete(table).where(condition))
    return _loans(made)
