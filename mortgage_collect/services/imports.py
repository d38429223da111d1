"""Any file that comes in, in three steps: read it (no database), compare it, bring it in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from mortgage_collect.core.words import TapeKind
from mortgage_collect.services.customers import (
    CustomersRead,
    PeopleFile,
    compare_people,
    import_customers,
    loan_numbers,
    read_people,
)
from mortgage_collect.services.payment_files import (
    MoneyFile,
    Owing,
    PaymentsRead,
    compare_payments,
    import_payments,
    owing,
    read_money,
)
from mortgage_collect.services.tape_layouts import Mapping_, layouts
from mortgage_collect.services.tapes import (
    FileRead,
    Proposal,
    import_tape,
    kind_of_file,
    propose,
    read_file,
)
from mortgage_collect.store.bulk import Progress, ignore
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.tape.readings import Readings
from mortgage_collect.tape.recognition import Layout
from mortgage_collect.tape.rejects import rejected, write_rejects

Read = FileRead | PeopleFile | MoneyFile
Preview = Proposal | CustomersRead | PaymentsRead


@dataclass(frozen=True, slots=True)
class Known:
    """What is read a file against: the layouts remembered, the loans, and what each owes."""

    layouts: dict[str, Layout]
    loans: dict[str, int]
    owing: Owing


def known(session: Session, now: datetime) -> Known:
    """One short look before the reading begins."""
    return Known(layouts(session), loan_numbers(session), owing(session, now))


def read(
    path: Path,
    book: Known,
    *,
    sheet: str | None = None,
    as_of: date | None = None,
    mapping: Mapping_ | None = None,
    readings: Readings | None = None,
    password: str = "",
    progress: Progress = ignore,
) -> Read:
    """Reads whatever the file is; no database. Raises UserError for what is none of the three, and
    `Locked` where it wants a password."""
    progress(0, 0, "Finding the header")
    match kind_of_file(path, sheet, password):
        case TapeKind.CUSTOMERS:
            return read_people(
                path,
                book.loans,
                sheet=sheet,
                mapping=mapping,
                layouts=book.layouts.get,
                password=password,
                progress=progress,
            )
        case TapeKind.PAYMENTS:
            return read_money(
                path,
                book.owing,
                sheet=sheet,
                mapping=mapping,
                layouts=book.layouts.get,
                password=password,
                progress=progress,
            )
    return read_file(
        path,
        sheet=sheet,
        as_of=as_of,
        mapping=mapping,
        readings=readings,
        layouts=book.layouts.get,
        numbers=book.loans,
        password=password,
        progress=progress,
    )


def compare(session: Session, file: Read) -> Preview:
    """What an import would do; changes nothing."""
    match file:
        case PeopleFile():
            return compare_people(session, file)
        case MoneyFile():
            return compare_payments(session, file)
    return propose(session, file)


def bring_in(unit: UnitOfWork, preview: Preview, *, progress: Progress = ignore) -> int:
    """All of it in one piece; returns the tape's id."""
    match preview:
        case CustomersRead():
            return import_customers(unit, preview, progress=progress)
        case PaymentsRead():
            return import_payments(unit, preview, progress=progress)
    return import_tape(unit, preview, progress=progress)


def rows_to_correct(preview: Preview) -> int:
    """How many rows of the file are held or left out."""
    return len({found.row for found in rejected(preview.findings)})


def send_back(out: Path, preview: Preview, *, password: str = "") -> int:
    """The file's own workbook with the cells marked that keep rows out; returns the rows marked."""
    file = preview.file if isinstance(preview, Proposal) else preview
    return write_rejects(
        out, file.path, file.sha256, file.recognition, preview.findings, password=password
    )
