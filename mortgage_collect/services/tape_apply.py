"""Writes a confirmed plan into the book: new loans, changed fields, what is missing.

New rows go to the driver in batches; changes are grouped by which columns they touch. What was and
what is now goes to `tape_change`, and the digest of all of it into the import's one event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from mortgage_collect.core.calendar import monthly
from mortgage_collect.core.words import FlagKind, LoanStatus, Source
from mortgage_collect.events.event import canonical
from mortgage_collect.events.tapes import digest_of_changes
from mortgage_collect.models.loan import Installment, Loan, Payment
from mortgage_collect.models.person import Flag, LoanPerson
from mortgage_collect.models.tape import TapeChange
from mortgage_collect.queries.book import HOME, LOAN
from mortgage_collect.queries.book_values import keep, shown
from mortgage_collect.queries.facts import known_through, today
from mortgage_collect.queries.search import index_loan
from mortgage_collect.services import tape_trace
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.payments import recount_many
from mortgage_collect.services.tape_new import Held, insert_new
from mortgage_collect.services.tape_people import NewPeople
from mortgage_collect.services.tape_rows import (
    FLAGS,
    home_columns,
    loan_columns,
    more_of,
    next_due,
)
from mortgage_collect.store.bulk import Progress, insert_rows, roomy, update_rows
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.tape.parsed import LoanRow
from mortgage_collect.tape.plan import ImportPlan, LoanChange

CHUNK = 900
_LONGEST_LATE = 120  # months of installments billed for one loan at the most


@dataclass(frozen=True, slots=True)
class Applied:
    """`digest` is the SHA-256 of every change, in the order they were written."""

    changes: int
    digest: str


def apply_plan(
    unit: UnitOfWork, plan: ImportPlan, tape_id: int, as_of: date, progress: Progress
) -> Applied:
    """All of the plan. Held, refused and duplicate rows are left alone."""
    with roomy(unit.session):
        return _apply(unit, plan, tape_id, as_of, progress)


def _apply(
    unit: UnitOfWork, plan: ImportPlan, tape_id: int, as_of: date, progress: Progress
) -> Applied:
    before = tape_trace.before(unit.session)
    ids = insert_new(unit.session, plan.new, tape_id, as_of, progress)
    there = [*(change.row for change in (*plan.changed, *plan.older)), *plan.unchanged]
    on_file = _on_file(unit.session) if there or plan.missing else ids
    progress(0, 0, "Keeping what undoing needs")
    _keep(unit.session, plan, there, on_file, tape_id)
    _name_the_nameless(unit.session, there, on_file, as_of, progress)
    changes = list(_update_changed(unit, plan.changed, on_file, tape_id, as_of, progress))
    added = [_only_what_is_added(change) for change in plan.older if change.fields]
    changes += _update_changed(unit, added, on_file, None, as_of, progress)
    _touch_unchanged(unit.session, plan.unchanged, on_file, tape_id, as_of)
    changes += _mark_missing(unit.session, plan, on_file)
    if plan.late:
        _ask_about_new(unit.session, plan.new, on_file)
    digest = _write_changes(unit.session, tape_id, changes, progress)
    _bill(unit.session, [*plan.new, *there], on_file, as_of)
    told = [*plan.new, *(change.row for change in (*plan.changed, *added))]
    _raise_flags(unit, told, on_file, as_of)
    # Of an older tape: money is known through a later day than its own.
    recount_late(unit, max(as_of, known_through(unit.session) or as_of), progress)
    tape_trace.keep_made(unit.session, tape_id, before)
    return Applied(len(changes), digest)


Change = tuple[int, str, str | None, str | None]


def _on_file(session: Session) -> dict[str, Held]:
    rows = session.execute(select(Loan.number, Loan.id, Loan.property_id, Loan.more))
    return {number: Held(key, home, more) for number, key, home, more in rows}


def _keep(
    session: Session,
    plan: ImportPlan,
    there: Sequence[LoanRow],
    on_file: dict[str, Held],
    tape_id: int,
) -> None:
    """The loans the tape has or misses as they stand now, and the homes it will write."""
    numbers = (*(row.loan_number for row in there), *(loan.loan_number for loan in plan.missing))
    homes = {
        on_file[change.row.loan_number].property_id
        for change in (*plan.changed, *plan.older)
        if any(each.field in HOME for each in change.fields)
    }
    tape_trace.keep_rows(
        session,
        tape_id,
        (on_file[number].loan_id for number in numbers),
        (home for home in homes if home is not None),
    )


def _name_the_nameless(
    session: Session,
    rows: Sequence[LoanRow],
    on_file: dict[str, Held],
    as_of: date,
    progress: Progress,
) -> None:
    """A loan that came without a name gets its people from the first tape that has them."""
    named = set(session.scalars(select(LoanPerson.loan_id).distinct()))
    bare = [row for row in rows if on_file[row.loan_number].loan_id not in named]
    if not bare:
        return
    people = NewPeople(session, len(bare), as_of)
    found = []
    for row in bare:
        loan_id = on_file[row.loan_number].loan_id
        names, *_ = people.add(loan_id, row.values)
        if names:
            found.append((names[0][1][:160], loan_id))
    people.write(progress)
    update_rows(session, "loan", {("borrower",): [list(pair) for pair in found]}, progress)
    for _, loan_id in found:
        index_loan(session, loan_id)


def _update_changed(
    unit: UnitOfWork,
    changed: Sequence[LoanChange],
    on_file: dict[str, Held],
    tape_id: int | None,
    as_of: date,
    progress: Progress,
) -> Iterator[Change]:
    """Writes the fields that differ, and yields was/now of each.

    Without a tape's id the loan's position stays of the day it is.
    """
    loans: dict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
    homes: dict[tuple[str, ...], list[list[Any]]] = defaultdict(list)
    renamed: list[int] = []
    for change in changed:
        row, held = change.row, on_file[change.row.loan_number]
        now = {each.field: each.now for each in change.fields}
        # Dates that follow from others are worked out from the whole row.
        columns = loan_columns({**row.values}, as_of)
        wanted = set(loan_columns(now, as_of)) | {"next_due_on", "principal_interest"}
        wanted -= {LOAN[each.field] for each in change.contested if each.field in LOAN}
        values = {name: columns[name] for name in sorted(wanted & columns.keys())}
        if tape_id is not None:
            values |= {"as_of": as_of.isoformat(), "tape_id": tape_id}
        if change.returns:
            values["status"] = LoanStatus.ACTIVE.value
        if "status" in values and values["status"] != change.status.value:
            yield held.loan_id, "status", change.status.value, str(values["status"])
        more = _more(held.more, row)
        if more is not None:
            values["more"] = more
        if values:
            loans[tuple(values)].append([*values.values(), held.loan_id])
        home = home_columns(now)
        if home and held.property_id is not None:
            homes[tuple(home)].append([*home.values(), held.property_id])
            renamed.append(held.loan_id)
        for each in change.fields:
            yield held.loan_id, each.field, shown(each.was), shown(each.now)
    update_rows(unit.session, "loan", loans, progress)
    update_rows(unit.session, "property", homes, progress)
    for loan_id in renamed:
        index_loan(unit.session, loan_id)


def _only_what_is_added(change: LoanChange) -> LoanChange:
    """A loan of an older tape with nothing in its row but what the book did not have."""
    row = change.row
    values = {each.field: each.now for each in change.fields}
    only = LoanRow(row.row_number, row.loan_number, {"loan_number": row.loan_number, **values}, {})
    return replace(change, row=only)


def _ask_about_new(session: Session, rows: Sequence[LoanRow], on_file: dict[str, Held]) -> None:
    """What only an older tape has is not on the last one: it is asked about."""
    statement = text("UPDATE loan SET status = :now WHERE id = :id AND status = :active")
    if rows:
        words = {"now": LoanStatus.MISSING.value, "active": LoanStatus.ACTIVE.value}
        session.execute(
            statement, [{"id": on_file[row.loan_number].loan_id, **words} for row in rows]
        )


def _more(was: dict[str, Any] | None, row: LoanRow) -> str | None:
    """The loan's `more` with this row's fields laid over it; None when nothing differs."""
    held = was or {"fields": {}, "other": {}}
    now = more_of(row)
    fields = {**held.get("fields", {}), **now["fields"]}
    for field, value in row.values.items():
        if value is None and field in fields:
            fields[field] = keep(None)
    other = {**held.get("other", {}), **now["other"]}
    made: dict[str, Any] = {"fields": fields, "other": other}
    numbers = {*held.get("numbers", ())} - now["other"].keys() | {*now.get("numbers", ())}
    if numbers:
        made["numbers"] = sorted(numbers)
    return None if made == held else canonical(made)


def _touch_unchanged(
    session: Session,
    rows: Sequence[LoanRow],
    on_file: dict[str, Held],
    tape_id: int,
    as_of: date,
) -> None:
    """Loans that did not change are known as of the new day all the same.

    An older tape that says what the book holds takes nothing back: else the payments the later
    tape held already would be counted once more.
    """
    connection = session.connection()
    mark = "%s" if connection.dialect.name == "postgresql" else "?"
    statement = (
        f"UPDATE loan SET as_of = {mark}, tape_id = {mark} "
        f"WHERE id = {mark} AND (as_of IS NULL OR as_of <= {mark})"
    )
    ids = [on_file[row.loan_number].loan_id for row in rows]
    for start in range(0, len(ids), CHUNK):
        day = as_of.isoformat()
        batch = [(day, tape_id, key, day) for key in ids[start : start + CHUNK]]
        connection.exec_driver_sql(statement, batch)


def _mark_missing(session: Session, plan: ImportPlan, on_file: dict[str, Held]) -> list[Change]:
    """A loan that is not on the tape is asked about, not closed."""
    ids = [on_file[loan.loan_number].loan_id for loan in plan.missing]
    statement = text("UPDATE loan SET status = :now, version = version + 1 WHERE id = :id")
    if ids:
        rows = [{"now": LoanStatus.MISSING.value, "id": key} for key in ids]
        session.execute(statement, rows)
    return [(key, "status", "active", "missing") for key in ids]


def _write_changes(
    session: Session, tape_id: int, changes: list[Change], progress: Progress
) -> str:
    insert_rows(
        session,
        TapeChange.__table__,  # type: ignore[arg-type]
        ("tape_id", "loan_id", "field", "was", "now"),
        ((tape_id, *change) for change in changes),
        progress=progress,
        total=len(changes),
        what="Writing what changed",
    )
    return digest_of_changes(changes)


def _bill(session: Session, rows: Sequence[LoanRow], on_file: dict[str, Held], as_of: date) -> None:
    """Installments of late loans, with this month's amounts; those billed earlier keep theirs."""
    late = []
    for row in rows:
        oldest = next_due(row.values, as_of)
        if oldest is None or oldest > as_of:
            continue
        columns = loan_columns(row.values, as_of)
        due, payment = columns.get("next_due_on"), columns.get("principal_interest")
        if due is None or payment is None or due > as_of.isoformat():
            continue
        escrow = columns.get("escrow_payment") or 0
        late.append((on_file[row.loan_number].loan_id, date.fromisoformat(due), payment, escrow))
    if not late:
        return
    billed = set(
        session.execute(
            select(Installment.loan_id, Installment.due_on).where(Installment.due_on <= as_of)
        )
    )
    made = []
    for loan_id, first, payment, escrow in late:
        for number, due in enumerate(monthly(first)):
            if due > as_of or number >= _LONGEST_LATE:
                break
            if (loan_id, due) not in billed:
                made.append((loan_id, due.isoformat(), payment, escrow, Source.TAPE.value))
    insert_rows(
        session,
        Installment.__table__,  # type: ignore[arg-type]
        ("loan_id", "due_on", "principal_interest", "escrow", "source"),
        made,
    )


def _raise_flags(
    unit: UnitOfWork, rows: Sequence[LoanRow], on_file: dict[str, Held], as_of: date
) -> None:
    """A yes on the tape raises the flag unless one of the kind stands; a no lifts nothing."""
    standing: set[tuple[int | None, str]] | None = None
    for row in rows:
        for field, (kind, details) in FLAGS.items():
            if row.values.get(field) is not True:
                continue
            if standing is None:
                standing = {
                    (flag.loan_id, flag.kind.value)
                    for flag in unit.session.scalars(select(Flag).where(Flag.until.is_(None)))
                }
            loan_id = on_file[row.loan_number].loan_id
            if (loan_id, kind.value) in standing:
                continue
            bankrupt = kind is FlagKind.BANKRUPTCY
            since = row.values.get("bankruptcy_filed_date") if bankrupt else as_of
            chapter = row.values.get("bankruptcy_chapter")
            known = {**details, "from": "tape"}
            if bankrupt and chapter:
                known["chapter"] = str(chapter)
            raise_flag(
                unit,
                kind,
                min(since if isinstance(since, date) else as_of, today(unit.session, unit.now)),
                loan_id=loan_id,
                details=known,
                source=Source.TAPE,
            )


def recount_late(unit: UnitOfWork, as_of: date, progress: Progress) -> None:
    """The queue's two figures: simple for loans that are not late, worked out for the others."""
    session = unit.session
    session.flush()
    session.execute(
        text(
            "UPDATE loan SET oldest_unpaid_on = next_due_on, arrears = 0 "
            "WHERE status = :active AND next_due_on > :as_of"
        ),
        {"active": LoanStatus.ACTIVE.value, "as_of": as_of.isoformat()},
    )
    paid_since = select(Payment.loan_id).where(Payment.received_on > as_of)
    # One that leaves the tape is counted back to the last day anything was known of it.
    late = session.scalars(
        select(Loan.id).where(
            Loan.status.in_((LoanStatus.ACTIVE, LoanStatus.MISSING)),
            (Loan.next_due_on <= as_of) | Loan.id.in_(paid_since),
        )
    ).all()
    recount_many(unit, late, progress)
