"""The customer file: names, addresses, numbers and languages, joined to loans by their number."""

from __future__ import annotations

import hashlib
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import (
    FlagKind,
    Role,
    Source,
    TapeKind,
)
from mortgage_collect.events.event import Change, canonical
from mortgage_collect.events.loans import PersonCorrected
from mortgage_collect.events.tapes import CustomersImported
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import ContactPoint, Flag, LoanPerson, Person
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.search import CHUNK, index_loans
from mortgage_collect.services.customer_book import Book, points_of, told
from mortgage_collect.services.customer_read import (
    CustomersRead,
    PeopleFile,
    compare_people,
    loan_numbers,
    read_customer_file,
    read_people,
)
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.tape_layouts import remember_layout
from mortgage_collect.services.tapes import (
    add_findings,
    add_tape,
)
from mortgage_collect.store.bulk import Progress, ignore, reserve_ids
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.tape.customers import CustomerRow
from mortgage_collect.tape.customers import Person as FilePerson

__all__ = [
    "CustomersRead",
    "PeopleFile",
    "compare_people",
    "import_customers",
    "loan_numbers",
    "read_customer_file",
    "read_people",
]


def import_customers(unit: UnitOfWork, read: CustomersRead, *, progress: Progress = ignore) -> int:
    """Adds people and numbers, and fills what the book does not know; returns the tape's id.

    What staff entered or corrected stays, and whom they took off a loan stays off; the file's
    other word is told in the findings.
    """
    unit.demand(Permission.IMPORT_FILE)
    session = unit.session
    tape = add_tape(
        unit,
        TapeKind.CUSTOMERS,
        read.path,
        read.recognition,
        read.sha256,
        as_of=None,
        counts={
            "rows": len(read.file.customers),
            "new_people": read.new_people,
            "known_people": read.known_people,
            "new_points": read.new_points,
            "unknown_loans": read.unknown_loans,
        },
    )
    book = Book(session, today(session, unit.now))
    book.ids = reserve_ids(session, Person.__table__, read.new_people)  # type: ignore[arg-type]
    digest = hashlib.sha256()
    people = points = 0
    for done, row in enumerate(read.file.customers, 1):
        loan_id = read.loans[row.loan_number]
        named: set[int] = set()
        for given in row.people:
            person, fresh = _person(unit, book, loan_id, row, given, named)
            named.add(person.id)
            people += fresh
            if not book.taken_off(loan_id, person):
                points += _add_points(book, person, given)
            digest.update(canonical([row.loan_number, person.id, given.name.written]).encode())
        if row.do_not_contact:
            _cease(unit, loan_id, book.day)
        if done % 200 == 0:
            progress(done, len(read.file.customers), "Writing people")
    session.flush()
    session.add_all(book.later)
    _name_and_index(session, book, read, progress)
    add_findings(unit, tape.id, read.findings)
    remember_layout(unit, read.recognition)
    unit.record(
        CustomersImported(
            about=f"tape:{tape.id}",
            also=("queue", "book"),
            tape_id=tape.id,
            file_sha256=read.sha256,
            rows=len(read.file.customers),
            people=people,
            points=points,
            unknown_loans=read.unknown_loans,
            changes=digest.hexdigest(),
        )
    )
    return tape.id


def _name_and_index(session: Session, book: Book, read: CustomersRead, progress: Progress) -> None:
    """The names lists show, and what a search finds."""
    ids = sorted({read.loans[row.loan_number] for row in read.file.customers})
    for start in range(0, len(ids), CHUNK):
        some = ids[start : start + CHUNK]
        for loan in session.scalars(select(Loan).where(Loan.id.in_(some))):
            if (first := book.first(loan.id)) is not None and loan.borrower != first.shown:
                loan.borrower = first.shown
        index_loans(session, some)
        progress(start + len(some), len(ids), "Indexing for search")


def _person(
    unit: UnitOfWork,
    book: Book,
    loan_id: int,
    row: CustomerRow,
    given: FilePerson,
    named: set[int],
) -> tuple[Person, bool]:
    session, name = unit.session, given.name
    customer = row.customer_number if given.role is Role.BORROWER else ""
    person = book.person(loan_id, given, customer, named)
    fresh = person is None
    if person is not None and book.taken_off(loan_id, person):
        return person, False
    if person is None:
        person = Person(
            id=next(book.ids),
            written=name.written[:160],
            first=name.first[:60],
            middle=name.middle[:60],
            last=name.last[:80],
            suffix=name.suffix[:12],
            customer_number=customer[:40],
            source=Source.TAPE,
        )
        session.add(person)
        book.persons[person.id] = person
        if customer:
            book.by_customer[customer, name.written.casefold()] = person
    if person not in book.on_loan.setdefault(loan_id, []):
        book.later.append(
            LoanPerson(
                loan_id=loan_id,
                person_id=person.id,
                role=given.role,
                position=len(book.on_loan[loan_id]) + 1,
                since=book.day,
            )
        )
        book.on_loan[loan_id].append(person)
    changes = _fill(person, row, given, fresh=fresh)
    if changes and not fresh:
        unit.record(
            PersonCorrected(
                about=f"person:{person.id}",
                also=(f"loan:{loan_id}",),
                person_id=person.id,
                changes=changes,
            )
        )
    return person, fresh


def _fill(
    person: Person, row: CustomerRow, given: FilePerson, *, fresh: bool
) -> tuple[Change, ...]:
    """Sets what the file tells; of a person staff entered, only what is still blank."""
    ours = person.source is Source.STAFF and not fresh
    changes = []
    for field, value in told(row, given).items():
        was = getattr(person, field)
        if value in ("", None) or was == value or (ours and was):
            continue
        setattr(person, field, value)
        masked = field == "ssn_last4"
        before = "kept" if masked and was else str(was) if was else None
        changes.append(Change(field, before, "kept" if masked else str(value)))
    return tuple(changes)


def _add_points(book: Book, person: Person, given: FilePerson) -> int:
    added = 0
    extensions = {phone.digits: phone.extension for phone in given.phones}
    for kind, label, value, written in points_of(given):
        if book.point(person, value) is not None:
            continue
        point = ContactPoint(
            person_id=person.id,
            kind=kind,
            label=label,
            value=value,
            written=written[:120],
            extension=extensions.get(value, "")[:10],
            source=Source.TAPE,
        )
        book.later.append(point)
        book.points[person.id, value] = point
        added += 1
    return added


def _cease(unit: UnitOfWork, loan_id: int, on: date) -> None:
    """A do-not-contact mark holds calls back until a person has looked."""
    standing = unit.session.scalar(
        select(Flag.id).where(
            Flag.loan_id == loan_id, Flag.kind == FlagKind.CEASE, Flag.until.is_(None)
        )
    )
    if standing is None:
        raise_flag(
            unit,
            FlagKind.CEASE,
            on,
            loan_id=loan_id,
            details={"form": "written", "from": "customer file"},
            source=Source.TAPE,
        )
