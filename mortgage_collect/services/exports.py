"""What goes out: the book in the same columns it came in, and the work queue."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.clock import local_date
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import LoanStatus, TapeKind
from mortgage_collect.events.tapes import FileExported
from mortgage_collect.models.tape import Tape, TapeLayout
from mortgage_collect.queries import book
from mortgage_collect.queries.facts import the_bank, today
from mortgage_collect.queries.queue import queue
from mortgage_collect.services.tape_rows import masked
from mortgage_collect.store.backup import fingerprint
from mortgage_collect.store.bulk import Progress, ignore
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.findings import TapeFinding

# When no tape came in yet, or for fields a tape does not have.
USUAL = (
    "loan_number",
    "borrower_name",
    "property_address",
    "property_city",
    "property_state",
    "property_zip",
    "loan_type",
    "investor_code",
    "origination_date",
    "maturity_date",
    "original_loan_amount",
    "unpaid_principal_balance",
    "current_interest_rate",
    "principal_interest_payment",
    "escrow_payment",
    "next_due_date",
    "suspense_balance",
    "late_charges_due",
)


def export_tape(session: Session, out: Path, now: datetime, *, progress: Progress = ignore) -> int:
    """The active book as a tape, under the headers the bank's own tape uses; returns the rows.

    Columns a tape had and we do not understand go out as they came in, under their own header.
    """
    with waking:
        from mortgage_collect.tape.write import write_tape

    columns = _columns(session)
    names = {field for _, field in columns}
    people = book.people(session) if names & book.PEOPLE else {}
    as_of = book.newest_as_of(session) or today(session, now)

    def rows() -> Iterator[dict[str, Any]]:
        for values, status, _ in book.rows(session, others=True):
            if status is LoanStatus.ACTIVE:
                yield {**people.get(str(values["loan_number"]), {}), **values}

    title = f"{the_bank(session).name} \u2014 loan book"
    return write_tape(out, columns, rows(), as_of, title, totals=True, progress=progress)


def export_queue(session: Session, out: Path, now: datetime) -> int:
    """The work queue as it stands, with its reasons; returns the rows."""
    with waking:
        from mortgage_collect.tape.write import write_grid

    made, zone = queue(session, now, limit=100_000), the_bank(session).zone
    headers = (
        "Rank", "Loan number", "Borrower", "Place", "Bucket", f"Days ({made.counting.label})",
        "Arrears", "UPB", "First reason", "Second reason", "Third reason", "Next action",
        "Next action on", "Last contact",
    )  # fmt: skip
    rows = (
        (
            rank,
            row.number,
            row.borrower,
            row.place,
            row.bucket.value,
            row.days,
            row.arrears,
            row.upb,
            *((*row.reasons, "", "", ""))[:3],
            row.next_action,
            row.next_action_on,
            local_date(row.last_contact_at, zone) if row.last_contact_at else None,
        )
        for rank, row in enumerate(made.rows, 1)
    )
    below = f"As of {text.long_day(made.as_of)}" if made.as_of else ""
    return write_grid(
        out,
        f"{the_bank(session).name} \u2014 work queue",
        headers,
        rows,
        below=below,
        sheet="Queue",
        totals=True,
    )


def record_export(
    unit: UnitOfWork, what: str, out: Path, rows: int, about: str = "database"
) -> None:
    """That a file left the program, with its fingerprint; `about` is the loan where it has one."""
    unit.record(FileExported(about=about, what=what, rows=rows, sha256=fingerprint(out)))


def _columns(session: Session) -> list[tuple[str, str]]:
    """(header, field) of the newest tape's layout, then the fields a book should not lack."""
    fields = all_fields()
    made: list[tuple[str, str]] = []
    key = session.scalar(
        select(Tape.layout_key)
        .where(Tape.kind == TapeKind.LOANS, Tape.undone_at.is_(None))
        .order_by(Tape.id.desc())
        .limit(1)
    )
    layout = session.scalar(select(TapeLayout).where(TapeLayout.layout_key == key)) if key else None
    for column in layout.columns if layout else ():
        field = column["field"]
        if field in fields and field not in book.DROPPED:
            made.append((str(column["header"]), str(field)))
        elif not field and column["header"]:
            made.append((str(column["header"]), f"other:{column['header']}"))
    have = {field for _, field in made}
    if not made or "borrower_name" not in have:
        made += [(fields[name].label, name) for name in USUAL if name not in have]
    return made


def write_findings(out: Path, name: str, findings: Sequence[TapeFinding]) -> int:
    """What was noticed in a file, as a sheet for whoever made it; returns the rows."""
    with waking:
        from mortgage_collect.tape.write import write_grid

    headers = ("Severity", "Sheet", "Row", "Column", "Loan", "Found", "Expected", "Says", "To do")
    rows = (
        (
            found.severity.label,
            found.sheet,
            found.row or None,
            found.column,
            found.loan_number,
            masked(found.found),
            found.expected,
            found.says,
            found.do,
        )
        for found in findings
    )
    return write_grid(out, f"Findings in {name}", headers, rows, sheet="Findings")
