"""People as a loan tape names them, for loans that are new: persons, links and numbers in bulk."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core.words import Consent, Language, PointKind, PointLabel, Role, Source
from mortgage_collect.models.person import ContactPoint, LoanPerson, Person
from mortgage_collect.store.bulk import Progress, insert_rows, reserve_ids
from mortgage_collect.tape.names import Name, read_names
from mortgage_collect.tape.values import Value

_PHONE, _EMAIL, _OTHER = PointKind.PHONE.value, PointKind.EMAIL.value, PointLabel.OTHER.value
_PHONES = (
    ("borrower_cell_phone", PointLabel.CELL.value),
    ("borrower_home_phone", PointLabel.HOME.value),
    ("borrower_work_phone", PointLabel.WORK.value),
)
_PERSON = (
    "id", "written", "first", "middle", "last", "suffix", "ssn_last4", "language",
    "customer_number", "line_1", "line_2", "city", "state", "zip",
)  # fmt: skip
_UNTOLD_PERSON = {
    "employer": "", "mail_bad": False, "home_barred": False, "source": Source.TAPE.value,
    "version": 1,
}  # fmt: skip
_POINT = ("person_id", "kind", "label", "value", "written")
_UNTOLD_POINT = {
    "extension": "", "preferred": False, "bad": False, "bad_reason": "", "opted_out": False,
    "work_barred": False, "consent_text": Consent.UNKNOWN.value,
    "consent_autodial": Consent.UNKNOWN.value, "consent_email": Consent.UNKNOWN.value,
    "consent_how": "", "earlier": "[]", "source": Source.TAPE.value, "version": 1,
}  # fmt: skip

# Fields of a mailing address in the order of `_PERSON`, and the room there.
_MAIL = {
    "mailing_address_1": 80,
    "mailing_address_2": 80,
    "mailing_city": 60,
    "mailing_state": 2,
    "mailing_zip": 10,
}
_NO_MAIL = ("",) * len(_MAIL)

Added = tuple[list[tuple[str, str]], list[str], list[str], str]


class NewPeople:
    """Collects the people of new loans, to be written some at a time.

    One person on several loans is recognized by the customer number together with the name; a
    name alone never joins two people.
    """

    def __init__(self, session: Session, loans: int, as_of: date) -> None:
        self._session, self._as_of = session, as_of
        self._persons: list[tuple[int | str, ...]] = []
        self._links: list[tuple[int, int, str, int]] = []
        self._points: list[tuple[int, str, str, str, str]] = []
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
        mail = _NO_MAIL
        if not values.keys().isdisjoint(_MAIL):
            mail = tuple(_text(values, field)[:room] for field, room in _MAIL.items())
        shown = []
        for position, (name, role) in enumerate(names, 1):
            first = position == 1
            person_id = self._person(name, values, mail, first=first, co=role is Role.CO_BORROWER)
            self._links.append((loan_id, person_id, role.value, position))
            shown.append((name.written, _shown(name)))
            if first:
                for field, label in _PHONES:
                    self._phone(person_id, values.get(field), label, phones)
                self._email(person_id, values.get("borrower_email"), emails)
            elif position == 2:
                self._phone(person_id, values.get("co_borrower_phone"), _OTHER, phones)
                self._email(person_id, values.get("co_borrower_email"), emails)
        return shown, phones, emails, f"{mail[0]} {mail[2]} {mail[4]}"

    def write(self, progress: Progress) -> None:
        """What was collected since it was last called, in three strokes."""
        insert_rows(
            self._session,
            Person.__table__,  # type: ignore[arg-type]
            _PERSON,
            self._persons,
            same={
                "employer": "",
                "mail_bad": False,
                "home_barred": False,
                "source": Source.TAPE.value,
                "version": 1,
            },
            progress=progress,
            total=len(self._persons),
            what="Writing people",
        )
        insert_rows(
            self._session,
            LoanPerson.__table__,  # type: ignore[arg-type]
            ("loan_id", "person_id", "role", "position"),
            self._links,
            same={"since": self._as_of.isoformat()},
        )
        insert_rows(
            self._session,
            ContactPoint.__table__,  # type: ignore[arg-type]
            _POINT,
            self._points,
            same=_UNTOLD_POINT,
        )
        for written in (self._persons, self._links, self._points):
            written.clear()

    def _person(
        self,
        name: Name,
        values: Mapping[str, Value],
        mail: tuple[str, ...],
        *,
        first: bool,
        co: bool,
    ) -> int:
        number = _text(values, "customer_number") if first else ""
        person_id = self._known.get((number, name.written.casefold())) if number else None
        if person_id is not None:
            return person_id
        person_id = next(self._ids)
        if number:
            self._known[number, name.written.casefold()] = person_id
        ssn = _text(values, "co_borrower_ssn" if co else "borrower_ssn") if first or co else ""
        self._persons.append(
            (
                person_id, name.written[:160], name.first[:60], name.middle[:60], name.last[:80],
                name.suffix[:12], ssn[-4:], _language(values), number[:40], *mail,
            )
        )  # fmt: skip
        return person_id

    def _phone(self, person_id: int, value: Value, label: str, phones: list[str]) -> None:
        written = "" if value is None else str(value)
        if not written.isdecimal():
            written = "".join(c for c in written if c.isdigit())
        digits = written[:10]
        if len(digits) == 10 and (person_id, digits) not in self._numbered:
            self._numbered.add((person_id, digits))
            self._points.append((person_id, _PHONE, label, digits, str(value)[:120]))
            phones.append(digits)

    def _email(self, person_id: int, value: Value, emails: list[str]) -> None:
        address = str(value or "")[:120]
        if "@" in address and (person_id, address) not in self._numbered:
            self._numbered.add((person_id, address))
            self._points.append((person_id, _EMAIL, _OTHER, address, address))
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


def _language(values: Mapping[str, Value]) -> str:
    told = _text(values, "language_preference").casefold()
    return (Language.SPANISH if told.startswith(("sp", "es")) else Language.ENGLISH).value


def _text(values: Mapping[str, Value], field: str) -> str:
    value = values.get(field)
    return "" if value is None else str(value).strip()
