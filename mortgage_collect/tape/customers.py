"""The customer file: who borrowed, where they live, how they are reached, joined by loan number."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.words import Language, PointLabel, Role, Severity, TapeKind
from mortgage_collect.tape.cells import Progress, ignore
from mortgage_collect.tape.check import column_label, parse_rows
from mortgage_collect.tape.findings import Findings, TapeFinding
from mortgage_collect.tape.names import Name, Trust, read_names
from mortgage_collect.tape.parsed import Fate, LoanRow, ParsedTape
from mortgage_collect.tape.recognition import Recognition
from mortgage_collect.tape.source import Source

_PHONES: Final = (
    ("borrower_cell_phone", PointLabel.CELL),
    ("borrower_home_phone", PointLabel.HOME),
    ("borrower_work_phone", PointLabel.WORK),
    ("borrower_other_phone", PointLabel.OTHER),
)
_SPANISH: Final = frozenset({"es", "sp", "spa", "spanish", "espanol", "español", "s"})
_ENGLISH: Final = frozenset({"en", "eng", "english", "e"})


@dataclass(frozen=True, slots=True)
class Phone:
    """A number; `digits` is empty where ten digits could not be made of it: not to be dialed."""

    label: PointLabel
    digits: str
    extension: str
    written: str


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a loan as the file has them."""

    role: Role
    name: Name
    ssn_last_four: str = ""
    phones: tuple[Phone, ...] = ()
    emails: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    line1: str = ""
    line2: str = ""
    city: str = ""
    state: str = ""
    zip: str = ""

    def __bool__(self) -> bool:
        return bool(self.line1 or self.city or self.zip)


@dataclass(frozen=True, slots=True)
class CustomerRow:
    """One row: the people of a loan, the borrower first, and where their mail goes."""

    row_number: int
    loan_number: str
    people: tuple[Person, ...]
    mailing: Address
    language: Language | None
    customer_number: str = ""
    do_not_contact: bool | None = None


@dataclass(frozen=True, slots=True)
class CustomerFile:
    parsed: ParsedTape
    customers: list[CustomerRow]
    findings: list[TapeFinding]


def read_customers(
    source: Source,
    recognition: Recognition,
    loans: Collection[str] | None = None,
    progress: Progress = ignore,
) -> CustomerFile:
    """Read a customer file. `loans` are the numbers the book knows; None asks no such question.

    Rows that repeat a loan number belong to several people of one loan: they are joined.
    """
    if recognition.kind is not TapeKind.CUSTOMERS:
        raise UserError(
            f"{source.name} is not a customer file: no names or addresses were found in it.",
            do="Choose the file with the borrowers' names, addresses and telephone numbers.",
        )
    parsed = parse_rows(source, recognition, progress=progress)
    found = Findings(recognition.sheet)
    customers: dict[str, CustomerRow] = {}
    for row in parsed.rows:
        if row.fate in (Fate.REFUSED, Fate.DUPLICATE):
            continue
        if loans is not None and row.loan_number not in loans:
            found.add(
                Severity.HOLD,
                "The row waits: the book has no loan of this number.",
                row=row.row_number,
                column=column_label(recognition, recognition.mapped["loan_number"].position),
                field="loan_number",
                found=row.loan_number,
                expected="a loan of the book",
                do="Import the loan tape first, or correct the number.",
                loan_number=row.loan_number,
            )
            continue
        made = _customer(row, found)
        before = customers.get(row.loan_number)
        customers[row.loan_number] = made if before is None else _joined(before, made)
    return CustomerFile(
        parsed,
        list(customers.values()),
        sorted([*parsed.findings, *found.done()], key=lambda f: f.row),
    )


def _joined(first: CustomerRow, second: CustomerRow) -> CustomerRow:
    """Two rows of one loan: whoever is new in the second is a co-borrower."""
    known = {person.name.written.casefold() for person in first.people}
    more = tuple(
        replace(person, role=Role.CO_BORROWER)
        for person in second.people
        if person.name.written.casefold() not in known
    )
    return replace(first, people=first.people + more, mailing=first.mailing or second.mailing)


def _customer(row: LoanRow, found: Findings) -> CustomerRow:
    people = _borrowers(row, found) + _co_borrower(row)
    if not people:
        found.add(
            Severity.WARNING,
            "The row names nobody.",
            row=row.row_number,
            field="borrower_name",
            loan_number=row.loan_number,
        )
    return CustomerRow(
        row_number=row.row_number,
        loan_number=row.loan_number,
        people=people,
        mailing=Address(
            _text(row, "mailing_address_1"),
            _text(row, "mailing_address_2"),
            _text(row, "mailing_city"),
            _text(row, "mailing_state"),
            _text(row, "mailing_zip"),
        ),
        language=_language(row, found),
        customer_number=_text(row, "customer_number"),
        do_not_contact=_flag(row, "do_not_contact_flag"),
    )


def _borrowers(row: LoanRow, found: Findings) -> tuple[Person, ...]:
    """The borrower, and whoever shares the cell; only the first gets telephone and e-mail."""
    written = _text(row, "borrower_name")
    first, last = _text(row, "borrower_first_name"), _text(row, "borrower_last_name")
    middle = _text(row, "borrower_middle_name")
    if first and last:
        whole = " ".join(part for part in (first, middle, last) if part)
        names: tuple[Name, ...] = (Name(written or whole, first, middle, last, trust=Trust.SURE),)
    else:
        names = read_names(written or last or first)
    if any(name.maybe_deceased for name in names):
        found.add(
            Severity.WARNING,
            "The name speaks of an estate or a death: look before anybody is called.",
            row=row.row_number,
            field="borrower_name",
            found=written or last,
            do="Set the deceased flag if it is so.",
            loan_number=row.loan_number,
        )
    people: list[Person] = []
    for at, name in enumerate(names):
        if at == 0:
            phones = tuple(_phone(row, field, label) for field, label in _PHONES)
            people.append(
                Person(
                    Role.BORROWER,
                    name,
                    _text(row, "borrower_ssn"),
                    tuple(phone for phone in phones if phone is not None),
                    _emails(row, "borrower_email"),
                )
            )
        else:
            people.append(Person(Role.CO_BORROWER, name))
    return tuple(people)


def _co_borrower(row: LoanRow) -> tuple[Person, ...]:
    written = _text(row, "co_borrower_name")
    first, last = _text(row, "co_borrower_first_name"), _text(row, "co_borrower_last_name")
    if first and last:
        names: tuple[Name, ...] = (
            Name(written or f"{first} {last}", first, "", last, "", Trust.SURE),
        )
    else:
        names = read_names(written or last or first)
    phone = _phone(row, "co_borrower_phone", PointLabel.OTHER)
    return tuple(
        Person(
            Role.CO_BORROWER,
            name,
            _text(row, "co_borrower_ssn") if at == 0 else "",
            (phone,) if phone and at == 0 else (),
            _emails(row, "co_borrower_email") if at == 0 else (),
        )
        for at, name in enumerate(names)
    )


def _text(row: LoanRow, field: str) -> str:
    value = row.values.get(field)
    return value if isinstance(value, str) else ""


def _flag(row: LoanRow, field: str) -> bool | None:
    value = row.values.get(field)
    return value if isinstance(value, bool) else None


def _phone(row: LoanRow, field: str, label: PointLabel) -> Phone | None:
    written = _text(row, field)
    if not written:
        return None
    digits, _, extension = written.partition("x")
    if len(digits) == 10 and digits.isdigit():
        return Phone(label, digits, extension, written)
    return Phone(label, "", "", written)


def _emails(row: LoanRow, field: str) -> tuple[str, ...]:
    address = _text(row, field)
    return (address,) if "@" in address else ()


def _language(row: LoanRow, found: Findings) -> Language | None:
    word = _text(row, "language_preference").casefold()
    if not word:
        return None
    if word in _SPANISH:
        return Language.SPANISH
    if word not in _ENGLISH:
        found.add(
            Severity.NOTE,
            "A language the program has no words in.",
            row=row.row_number,
            field="language_preference",
            found=word,
            loan_number=row.loan_number,
        )
        return None
    return Language.ENGLISH
