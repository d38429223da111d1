"""The customer file: names, addresses, numbers and languages, joined to loans by their number."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import (
    FlagKind,
    PointKind,
    PointLabel,
    Role,
    Severity,
    Source,
    TapeKind,
)
from mortgage_collect.events.event import Change, canonical
from mortgage_collect.events.loans import PersonCorrected
from mortgage_collect.events.tapes import CustomersImported
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.person import ContactPoint, Flag, LoanPerson, Person
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.search import index_loan
from mortgage_collect.services.flags import raise_flag
from mortgage_collect.services.tapes import (
    Mapping_,
    add_findings,
    add_tape,
    remember_layout,
    remembered,
)
from mortgage_collect.store.bulk import Progress, ignore
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.tape.customers import CustomerFile, CustomerRow, read_customers
from mortgage_collect.tape.customers import Person as FilePerson
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.tape.recognise import recognise
from mortgage_collect.tape.recognition import Recognition
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
    layouts: Callable[[str], Mapping_ | None] | None = None,
    progress: Progress = ignore,
) -> PeopleFile:
    """Reads a customer file; no database. Fit for a worker."""
    with open_source(path) as source:
        found = recognise(
            source, sheet=sheet, kind=TapeKind.CUSTOMERS, mapping=mapping, progress=progress
        )
        held = layouts(found.layout_key) if mapping is None and layouts is not None else None
        if held:
            found = recognise(
                source, sheet=sheet, kind=TapeKind.CUSTOMERS, mapping=held, progress=progress
            )
        file = read_customers(source, found, set(loans), progress)
        return PeopleFile(path, source.sha256, found, file, loans)


def compare_people(session: Session, read: PeopleFile) -> CustomersRead:
    """What the file would do to the book; changes nothing."""
    book = _Book(session)
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
                for _, _, value, _ in _points(person)
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
    progress: Progress = ignore,
) -> CustomersRead:
    """Reads a customer file against the book; changes nothing."""
    read = read_people(
        path,
        loan_numbers(session),
        sheet=sheet,
        mapping=mapping,
        layouts=lambda key: remembered(session, key),
        progress=progress,
    )
    return compare_people(session, read)


def import_customers(unit: UnitOfWork, read: CustomersRead, *, progress: Progress = ignore) -> int:
    """Adds people and numbers, and fills what the book does not know; returns the tape's id.

    What staff entered or corrected stays, and whom they took off a loan stays off; the file's
    other word is told in the findings.
    """
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
    book = _Book(session, today(session, unit.now))
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
                points += _add_points(unit, book, person, given)
            digest.update(canonical([row.loan_number, person.id, given.name.written]).encode())
        if row.do_not_contact:
            _cease(unit, loan_id, book.day)
        if done % 200 == 0:
            progress(done, len(read.file.customers), "Writing people")
    session.flush()
    for done, row in enumerate(read.file.customers, 1):
        loan_id = read.loans[row.loan_number]
        loan = session.get_one(Loan, loan_id)
        first = book.first(loan_id)
        if first is not None:
            loan.borrower = first.shown
        session.flush()
        index_loan(session, loan_id)
        if done % 200 == 0:
            progress(done, len(read.file.customers), "Indexing for search")
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


class _Book:
    """People and numbers of the book, found without a query a row."""

    def __init__(self, session: Session, day: date = date.min) -> None:
        self.day = day
        self.persons: dict[int, Person] = {p.id: p for p in session.scalars(select(Person))}
        self.on_loan: dict[int, list[Person]] = {}
        self._off: set[tuple[int, int]] = set()
        self._once_on: dict[int, list[Person]] = {}
        for link in session.scalars(select(LoanPerson).order_by(LoanPerson.position)):
            person = self.persons[link.person_id]
            if link.until is None:
                self.on_loan.setdefault(link.loan_id, []).append(person)
            else:
                self._off.add((link.loan_id, person.id))
                self._once_on.setdefault(link.loan_id, []).append(person)
        self.by_customer: dict[tuple[str, str], Person] = {
            (p.customer_number, p.written.casefold()): p
            for p in self.persons.values()
            if p.customer_number
        }
        self.points = {
            (point.person_id, point.value): point for point in session.scalars(select(ContactPoint))
        }

    def person(
        self, loan_id: int, given: FilePerson, customer: str, but: Collection[int] = ()
    ) -> Person | None:
        """The same name on the same loan, or the same customer number with the same name.

        `but` are those whom the same row has named already: two people of one name are two.
        """
        name = given.name.written.casefold()
        there = [*self.on_loan.get(loan_id, ()), *self._once_on.get(loan_id, ())]
        near: list[Person] = [person for person in there if person.id not in but]
        for person in near:
            if person.written.casefold() == name:
                return person
        for person in near:
            if _same_name(person, given):
                return person
        return self.by_customer.get((customer, name)) if customer else None

    def taken_off(self, loan_id: int, person: Person) -> bool:
        """Staff took this person off the loan: a file does not put them back."""
        return (loan_id, person.id) in self._off

    def point(self, person: Person | None, value: str) -> ContactPoint | None:
        return self.points.get((person.id, value)) if person is not None else None

    def first(self, loan_id: int) -> Person | None:
        people = self.on_loan.get(loan_id)
        return people[0] if people else None


def _same_name(person: Person, given: FilePerson) -> bool:
    """First and last name agree; a father and his son differ by what follows."""
    name = given.name
    suffixes = {_plain(person.suffix), _plain(name.suffix)}
    return bool(person.last) and (
        (person.first.casefold(), person.last.casefold())
        == (name.first.casefold(), name.last.casefold())
        and (len(suffixes) == 1 or not {"jr", "sr", "ii", "iii", "iv"} & suffixes)
    )


def _plain(suffix: str) -> str:
    return suffix.casefold().strip(". ")


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
        for field, value in _told(row, given).items()
        if value not in ("", None) and getattr(person, field) not in ("", value)
    ]


def _person(
    unit: UnitOfWork,
    book: _Book,
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
            written=name.written[:160],
            first=name.first[:60],
            middle=name.middle[:60],
            last=name.last[:80],
            suffix=name.suffix[:12],
            customer_number=customer[:40],
            source=Source.TAPE,
        )
        session.add(person)
        session.flush()
        book.persons[person.id] = person
        if customer:
            book.by_customer[customer, name.written.casefold()] = person
    if person not in book.on_loan.setdefault(loan_id, []):
        session.add(
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
    for field, value in _told(row, given).items():
        was = getattr(person, field)
        if value in ("", None) or was == value or (ours and was):
            continue
        setattr(person, field, value)
        masked = field == "ssn_last4"
        before = "kept" if masked and was else str(was) if was else None
        changes.append(Change(field, before, "kept" if masked else str(value)))
    return tuple(changes)


def _told(row: CustomerRow, given: FilePerson) -> dict[str, object]:
    mail = row.mailing
    told: dict[str, object] = {
        "first": given.name.first[:60],
        "middle": given.name.middle[:60],
        "last": given.name.last[:80],
        "suffix": given.name.suffix[:12],
        "ssn_last4": given.ssn_last_four[-4:],
        "customer_number": row.customer_number[:40] if given.role is Role.BORROWER else "",
    }
    if mail:
        told |= {
            "line_1": mail.line1[:80],
            "line_2": mail.line2[:80],
            "city": mail.city[:60],
            "state": mail.state[:2],
            "zip": mail.zip[:10],
        }
    if row.language is not None:
        told["language"] = row.language
    return told


def _points(given: FilePerson) -> list[tuple[PointKind, PointLabel, str, str]]:
    found = [
        (PointKind.PHONE, phone.label, phone.digits, phone.written)
        for phone in given.phones
        if phone.digits
    ]
    found += [(PointKind.EMAIL, PointLabel.OTHER, email[:120], email) for email in given.emails]
    return found


def _add_points(unit: UnitOfWork, book: _Book, person: Person, given: FilePerson) -> int:
    added = 0
    extensions = {phone.digits: phone.extension for phone in given.phones}
    for kind, label, value, written in _points(given):
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
        unit.session.add(point)
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
