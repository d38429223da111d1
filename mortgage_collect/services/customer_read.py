"""A customer file read and compared with the book: who is new, known, or told otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import (
    Role,
    Severity,
    Source,
    TapeKind,
)
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import Person
from mortgage_collect.services.customer_book import Book, points_of, told
from mortgage_collect.services.tape_layouts import Mapping_, remembered
from mortgage_collect.store.bulk import Progress, ignore
from mortgage_collect.tape.customers import CustomerFile, CustomerRow, read_customers
from mortgage_collect.tape.customers import Person as FilePerson
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.tape.recognition import Layout, Recognition
from mortgage_collect.tape.recognize import recognize_again
from mortgage_collect.tape.source import open_source


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """A customer file that was read; `loans` are the book's numbers with their ids."""

    path: Path
    sha256: str
    recognition: Recognition
    file: CustomerFile
    loans: dict[str, int]


@dataclass(frozen=True, slots=True)
class CustomersRead:
    """A customer file and what it would do: people new to the book, and people it changes.

    `differs` tells where the file contradicts what staff entered: both are shown, ours stays.
    """

    path: Path
    sha256: str
    recognition: Recognition
    file: CustomerFile
    loans: dict[str, int]
    new_people: int
    known_people: int
    new_points: int
    differs: tuple[TapeFinding, ...] = ()

    @property
    def findings(self) -> tuple[TapeFinding, ...]:
        return (*self.file.findings, *self.differs)

    @property
    def unknown_loans(self) -> int:
        return sum(f.field == "loan_number" and "no loan" in f.says for f in self.file.findings)


def loan_numbers(session: Session) -> dict[str, int]:
    """Every loan number of the book with the loan's id."""
    return dict(session.execute(select(Loan.number, Loan.id)).all())


def read_people(
    path: Path,
    loans: dict[str, int],
    *,
    sheet: str | None = None,
    mapping: Mapping_ | None = None,
    layouts: Callable[[str], Layout | None] | None = None,
    password: str = "",
    progress: Progress = ignore,
) -> PeopleFile:
    """Reads a customer file; no database. Fit for a worker."""
    with open_source(path, password=password) as source:
        found = recognize_again(
            source,
            layouts,
            sheet=sheet,
            kind=TapeKind.CUSTOMERS,
            mapping=mapping,
            progress=progress,
        )
        file = read_customers(source, found, set(loans), progress)
        return PeopleFile(path, source.sha256, found, file, loans)


def compare_people(session: Session, read: PeopleFile) -> CustomersRead:
    """What the file would do to the book; changes nothing."""
    book = Book(session)
    new: set[object] = set()
    known: set[int] = set()
    points: set[object] = set()
    differs: list[TapeFinding] = []
    for row in read.file.customers:
        loan_id = read.loans[row.loan_number]
        named: set[int] = set()
        for person in row.people:
            customer = row.customer_number if person.role is Role.BORROWER else ""
            there = book.person(loan_id, person, customer, named)
            if there is not None:
                named.add(there.id)
            name = person.name.written.casefold()
            who: object = (customer or loan_id, name) if there is None else there.id
            if there is None:
                new.add(who)
            elif book.taken_off(loan_id, there):
                continue
            else:
                known.add(there.id)
                differs += _differs(read.recognition.sheet, row, person, there)
            points |= {
                (who, value)
                for _, _, value, _ in points_of(person)
                if book.point(there, value) is None
            }
    return CustomersRead(
        read.path,
        read.sha256,
        read.recognition,
        read.file,
        read.loans,
        len(new),
        len(known),
        len(points),
        tuple(differs),
    )


def read_customer_file(
    session: Session,
    path: Path,
    *,
    sheet: str | None = None,
    mapping: Mapping_ | None = None,
    password: str = "",
    progress: Progress = ignore,
) -> CustomersRead:
    """Reads a customer file against the book; changes nothing."""
    read = read_people(
        path,
        loan_numbers(session),
        sheet=sheet,
        mapping=mapping,
        layouts=lambda key: remembered(session, key),
        password=password,
        progress=progress,
    )
    return compare_people(session, read)


def _differs(sheet: str, row: CustomerRow, given: FilePerson, person: Person) -> list[TapeFinding]:
    """Where the file says otherwise than staff wrote."""
    if person.source is not Source.STAFF:
        return []
    return [
        TapeFinding(
            sheet,
            row.row_number,
            "",
            field,
            "another number" if field == "ssn_last4" else str(value),
            "kept" if field == "ssn_last4" else str(getattr(person, field)),
            Severity.NOTE,
            f"The file has another {field.replace('_', ' ')} of {person.shown} than staff entered.",
            "What staff entered stays; correct it on the card if the file is right.",
            row.loan_number,
        )
        for field, value in told(row, given).items()
        if value not in ("", None) and getattr(person, field) not in ("", value)
    ]
