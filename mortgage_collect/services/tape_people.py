"""People as a loan tape names them, for loans that are new: persons, links and numbers in bulk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import Consent, Language, PointKind, PointLabel, Role, Source
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.store.bulk import Progress, insert_rows, reserve_ids
from mortgage_collect.tape.names import Name, read_names
from mortgage_collect.tape.values import Value

_PHONES = (
    ("borrower_cell_phone", PointLabel.CELL),
    ("borrower_home_phone", PointLabel.HOME),
    ("borrower_work_phone", PointLabel.WORK),
)
_PERSON = (
    "id", "written", "first", "middle", "last", "suffix", "ssn_last4", "language",
    "customer_number", "employer", "line_1", "line_2", "city", "state", "zip", "mail_bad",
    "source", "version",
)  # fmt: skip
_POINT = (
    "person_id", "kind", "label", "value", "written", "extension", "preferred", "bad",
    "bad_reason", "opted_out", "work_barred", "consent_text", "consent_autodial",
    "consent_email", "consent_how", "source", "version",
)  # fmt: skip

Added = tuple[list[tuple[str, str]], list[str], list[str], str]


class NewPeople:
    """Collects the people of new loans and writes them at the end.

    One person on several loans is recognised by the customer number together with the name; a
    name alone never joins two people.
    """

    def __init__(self, session: Session, loans: int, as_of: date) -> None:
        self._session, self._as_of = session, as_of
        postgres = session.get_bind().dialect.name == "postgresql"
        self._no: Any = False if postgres else 0
        self._persons: list[list[Any]] = []
        self._links: list[tuple[int, int, str, int]] = []
        self._points: list[tuple[int, PointKind, PointLabel, str, str]] = []
        self._numbered: set[tuple[int, str]] = set()
        self._ids = reserve_ids(session, Person.__table__, loans * 4)  # type: ignore[arg-type]
        self._known: dict[tuple[str, str], int] = {}
        held = session.execute(
            select(Person.customer_number, Person.written, Person.id).where(
                Person.customer_number != ""
            )
        )
        for number, written, key in held:
            self._known[number, written.casefold()] = key

    def add(self, loan_id: int, values: Mapping[str, Value]) -> Added:
        """The people one row names: (written, shown) of each, phones, e-mails, mailing address."""
        names = _names(values)
        phones: list[str] = []
        emails: list[str] = []
        mail = " ".join(
            _text(values, f) for f in ("mailing_address_1", "mailing_city", "mailing_zip")
        )
        shown = []
        for position, (name, role) in enumerate(names, 1):
            first = position == 1
            person_id = self._person(name, values, first=first, co=role is Role.CO_BORROWER)
            self._links.append((loan_id, person_id, role.value, position))
            shown.append((name.written, _shown(name)))
            if first:
                for field, label in _PHONES:
                    self._phone(person_id, values.get(field), label, phones)
                self._email(person_id, values.get("borrower_email"), emails)
            elif position == 2:
                self._phone(person_id, values.get("co_borrower_phone"), PointLabel.OTHER, phones)
                self._email(person_id, values.get("co_borrower_email"), emails)
        return shown, phones, emails, mail

    def write(self, progress: Progress) -> None:
        """Everything collected, in three strokes."""
        persons = Person.__table__
        insert_rows(
            self._session,
            persons,  # type: ignore[arg-type]
            _PERSON,
            self._persons,
            progress=progress,
            total=len(self._persons),
            what="Writing people",
        )
        since = self._as_of.isoformat()
        insert_rows(
            self._session,
            LoanPerson.__table__,  # type: ignore[arg-type]
            ("loan_id", "person_id", "role", "position", "since"),
            ((*link, since) for link in self._links),
        )
        unknown = Consent.UNKNOWN.value
        no = self._no
        insert_rows(
            self._session,
            ContactPoint.__table__,  # type: ignore[arg-type]
            _POINT,
            (
                (
                    person, kind.value, label.value, value, written, "", no, no, "", no, no,
                    unknown, unknown, unknown, "", Source.TAPE.value, 1,
                )
                for person, kind, label, value, written in self._points
            ),
        )  # fmt: skip

    def _person(self, name: Name, values: Mapping[str, Value], *, first: bool, co: bool) -> int:
        number = _text(values, "customer_number") if first else ""
        key = (number, name.written.casefold())
        if number and key in self._known:
            return self._known[key]
        person_id = next(self._ids)
        if number:
            self._known[key] = person_id
        ssn = _text(values, "co_borrower_ssn" if co else "borrower_ssn") if first or co else ""
        self._persons.append(
            [
                person_id, name.written[:160], name.first[:60], name.middle[:60], name.last[:80],
                name.suffix[:12], ssn[-4:], _language(values).value, number[:40], "",
                _text(values, "mailing_address_1")[:80], _text(values, "mailing_address_2")[:80],
                _text(values, "mailing_city")[:60], _text(values, "mailing_state")[:2],
                _text(values, "mailing_zip")[:10], self._no,
                Source.TAPE.value, 1,
            ]
        )  # fmt: skip
        return person_id

    def _phone(self, person_id: int, value: Value, label: PointLabel, phones: list[str]) -> None:
        written = "" if value is None else str(value)
        if not written.isdecimal():
            written = "".join(c for c in written if c.isdigit())
        digits = written[:10]
        if len(digits) == 10 and (person_id, digits) not in self._numbered:
            self._numbered.add((person_id, digits))
            self._points.append((person_id, PointKind.PHONE, label, digits, str(value)[:120]))
            phones.append(digits)

    def _email(self, person_id: int, value: Value, emails: list[str]) -> None:
        address = str(value or "")[:120]
        if "@" in address and (person_id, address) not in self._numbered:
            self._numbered.add((person_id, address))
            self._points.append((person_id, PointKind.EMAIL, PointLabel.OTHER, address, address))
            emails.append(address)


def _names(values: Mapping[str, Value]) -> list[tuple[Name, Role]]:
    found: list[tuple[Name, Role]] = []
    written = _text(values, "borrower_name")
    first, last = _text(values, "borrower_first_name"), _text(values, "borrower_last_name")
    middle = _text(values, "borrower_middle_name")
    if last and first:
        whole = written or " ".join(part for part in (first, middle, last) if part)
        found.append((Name(whole, first, middle, last), Role.BORROWER))
    elif written or last:
        names = read_names(written or last)
        found += [
            (name, Role.CO_BORROWER if at else Role.BORROWER) for at, name in enumerate(names)
        ]
    first, last = _text(values, "co_borrower_first_name"), _text(values, "co_borrower_last_name")
    written = _text(values, "co_borrower_name")
    if last and first:
        found.append((Name(written or f"{first} {last}", first, "", last), Role.CO_BORROWER))
    elif written or last:
        found += [(name, Role.CO_BORROWER) for name in read_names(written or last)]
    return found


def _shown(name: Name) -> str:
    return f"{name.last}, {name.first}" if name.last and name.first else name.written


def _language(values: Mapping[str, Value]) -> Language:
    told = _text(values, "language_preference").casefold()
    return Language.SPANISH if told.startswith(("sp", "es")) else Language.ENGLISH


def _text(values: Mapping[str, Value], field: str) -> str:
    value = values.get(field)
    return "" if value is None else str(value).strip()
