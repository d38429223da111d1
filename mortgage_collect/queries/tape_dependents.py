"""What was done since a tape came in, and would be left without its ground were it undone."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Table, func, select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.models.all import METADATA
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.tape import Tape
from mortgage_collect.models.tape_trace import LOAN_WAS, TapeTrace
from mortgage_collect.models.workout import WorkoutMove
from mortgage_collect.queries.spans import within

# Of every loan the tape touched: what was said, paid or agreed on the figures it brought.
ON_ITS_FIGURES: Final[dict[str, str]] = {
    "ContactLogged": "contact",
    "PaymentPosted": "payment",
    "PaymentReversed": "payment",
    "PromiseMade": "promise",
    "QuoteGiven": "quote",
    "WorkoutSaved": "plan",
    "WorkoutApproved": "plan",
    "WorkoutChanged": "plan",
    "WorkoutMissForgiven": "plan",
    "ReviewStarted": "financial review",
    "DocumentMade": "document",
    "MatterOpened": "matter",
    "StepTaken": "matter",
    "LoanCorrected": "correction",
    "PropertyCorrected": "correction",
    "FlagLifted": "change of a flag",
    "FlagExtended": "change of a flag",
}
# Of a loan the tape brought: what would go with it.
WITH_IT: Final[dict[str, str]] = {
    "NoteWritten": "note",
    "NextActionSet": "next action",
    "LoanAssigned": "assignment",
    "AuthorizationNoted": "authorization",
    "DeadlineExplained": "explained deadline",
}
# Worked out from the others, and removed or made anew with them.
DERIVED: Final = frozenset({"deadline", "deadline_renewal", "search_words", "tape_change"})
_PERSON: Final = METADATA.tables["loan_person"].c.person_id
BY_UNDOING: Final = "the import it came from was undone"


@dataclass(frozen=True, slots=True)
class Dependent:
    """One loan, and what stands on it: "2 contacts"."""

    loan_id: int
    number: str
    says: str


def what_depends(session: Session, tape_id: int) -> tuple[Dependent, ...]:
    """Loan by loan, by number; nothing when the import can be undone."""
    trace = session.get(TapeTrace, tape_id)
    if trace is None:
        return ()
    made: dict[str, list[list[int]]] = trace.made
    found: Counter[tuple[int, str]] = Counter()
    found.update(_later_tapes(session, tape_id))
    found.update(_entries(session, tape_id, made))
    seen = {loan_id for loan_id, _ in found}
    found.update(each for each in _rows(session, made) if each[0] not in seen)
    keys = {loan_id for loan_id, _ in found}
    rows = session.execute(select(Loan.id, Loan.number).where(Loan.id.in_(keys)))
    numbers = {row.id: row.number for row in rows}
    return tuple(
        sorted(
            (
                Dependent(loan_id, numbers.get(loan_id, ""), _says(what, times))
                for (loan_id, what), times in found.items()
            ),
            key=lambda each: (each.number, each.says),
        )
    )


def _says(what: str, times: int) -> str:
    return what if what.startswith("the tape") else text.count(times, what, _MANY.get(what, ""))


_MANY = {
    "change of a flag": "changes of a flag",
    "entry on a person": "entries on a person",
}


def _later_tapes(session: Session, tape_id: int) -> Iterator[tuple[int, str]]:
    """Tapes that came in afterwards and touched a loan this one touched or brought."""
    trace = session.get_one(TapeTrace, tape_id)
    later = select(Tape.id, Tape.as_of, Tape.file_name).where(
        Tape.id > tape_id, Tape.undone_at.is_(None)
    )
    for other, as_of, name in session.execute(later.order_by(Tape.id)).all():
        says = f"the tape of {text.day(as_of)}" if as_of else f"the tape {name}"
        key, earlier = LOAN_WAS.c.loan_id, LOAN_WAS.alias()
        there = select(earlier.c.loan_id).where(earlier.c.tape_id == tape_id)
        mine = [key.in_(there), *within(key, trace.made.get("loan", ()))]
        for condition in mine:
            query = select(key).where(LOAN_WAS.c.tape_id == other, condition)
            for loan_id in session.scalars(query):
                yield loan_id, says


def _entries(
    session: Session, tape_id: int, made: dict[str, list[list[int]]]
) -> Iterator[tuple[int, str]]:
    """What people wrote in the history since."""
    touched = set(session.scalars(select(LOAN_WAS.c.loan_id).where(LOAN_WAS.c.tape_id == tape_id)))
    since = session.scalar(
        select(HistoryEntry.seq).where(
            HistoryEntry.about == f"tape:{tape_id}", HistoryEntry.event == "TapeImported"
        )
    )
    entries = session.execute(
        select(HistoryEntry.event, HistoryEntry.about, HistoryEntry.body)
        .where(
            HistoryEntry.seq > (since or 0),
            HistoryEntry.event.in_((*ON_ITS_FIGURES, *WITH_IT)),
            HistoryEntry.about.startswith("loan:"),
        )
        .order_by(HistoryEntry.seq)
    ).all()
    yield from _of_people(session, since or 0, made)
    by_money: set[tuple[int, str]] | None = None
    for event, about, body in entries:
        loan_id = int(about.partition(":")[2])
        brought = _among(loan_id, made.get("loan", ()))
        what = ON_ITS_FIGURES.get(event) or (WITH_IT[event] if brought else "")
        if not what or not (brought or loan_id in touched):
            continue
        told: dict[str, Any] = json.loads(body)
        if told.get("reason") == BY_UNDOING or told.get("action") == "check promise":
            continue
        if event == "WorkoutChanged":
            if by_money is None:
                moves = select(WorkoutMove.workout_id, WorkoutMove.reason)
                rows = session.execute(moves.where(WorkoutMove.by_payments))
                by_money = {(row.workout_id, row.reason) for row in rows}
            if (told["workout_id"], told["reason"]) in by_money:
                continue
        yield loan_id, what


def _of_people(
    session: Session, since: int, made: dict[str, list[list[int]]]
) -> Iterator[tuple[int, str]]:
    """What was written since of people who would be gone."""
    people = made.get("person", ())
    query = select(HistoryEntry.about).where(
        HistoryEntry.seq > since, HistoryEntry.about.startswith("person:")
    )
    for about in session.scalars(query) if people else ():
        person_id = int(about.partition(":")[2])
        if _among(person_id, people):
            yield _loan_of(session, _PERSON, person_id), "entry on a person"


def _rows(session: Session, made: dict[str, list[list[int]]]) -> Iterator[tuple[int, str]]:
    """Rows that point at one the tape made, and are not of the tape themselves."""
    for table in METADATA.sorted_tables:
        if table.name in DERIVED:
            continue
        for key in table.foreign_keys:
            pointed = made.get(key.column.table.name, ())
            for condition in within(key.parent, pointed):
                yield from _own(session, table, key.parent, condition, made)


def _own(
    session: Session, table: Table, column: Any, condition: Any, made: dict[str, list[list[int]]]
) -> Iterator[tuple[int, str]]:
    query = select(column, *([table.c.id] if "id" in table.c else ())).where(condition)
    for row in session.execute(query):
        if len(row) > 1 and _among(row[1], made.get(table.name, ())):
            continue
        yield _loan_of(session, column, row[0]), table.name.replace("_", " ")


def _loan_of(session: Session, column: Any, key: int) -> int:
    """The loan a row is about; 0 where it is about a person on none."""
    table = next(iter(column.foreign_keys)).column.table.name
    if table == "loan":
        return key
    people = METADATA.tables["loan_person"]
    match table:
        case "person":
            query = select(func.min(people.c.loan_id)).where(people.c.person_id == key)
        case "property":
            query = select(func.min(Loan.id)).where(Loan.property_id == key)
        case _:
            points = METADATA.tables["contact_point"]
            query = (
                select(func.min(people.c.loan_id))
                .join(points, points.c.person_id == people.c.person_id)
                .where(points.c.id == key)
            )
    return session.scalar(query) or 0


def _among(key: int, spans: Any) -> bool:
    return any(first <= key <= last for first, last in spans)
