"""What lies behind a count of the preview: every line, each made when it comes in sight."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core import text
from mortgage_collect.services.customers import CustomersRead
from mortgage_collect.services.imports import Preview
from mortgage_collect.services.payment_files import PaymentsRead
from mortgage_collect.tape.difference import Group
from mortgage_collect.tape.names import Name
from mortgage_collect.tape.parsed import Fate, LoanRow
from mortgage_collect.tape.plan import BookLoan, LoanChange
from mortgage_collect.ui.tapes.words import label, shown


@dataclass(frozen=True, slots=True)
class Detail:
    """One thing behind a count: a loan, or one field of a loan."""

    number: str
    what: str
    was: str
    now: str
    row: int


class Lines(Sequence[Detail]):
    """Line number `at` is part `parts[at]` of thing `places[at]`: eight bytes a line, no more."""

    def __init__(
        self,
        things: Sequence[Any],
        make: Callable[[Any, int], Detail],
        names: Callable[[Any], str],
        places: array[int],
        parts: array[int],
    ) -> None:
        self._things, self._make, self._names = things, make, names
        self._places, self._parts = places, parts
        # How many loans (or people, or payments) the lines are about.
        self.things = len(set(places))

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, at: int) -> Detail: ...
    @overload
    def __getitem__(self, at: slice) -> list[Detail]: ...
    def __getitem__(self, at: int | slice) -> Detail | list[Detail]:
        if isinstance(at, slice):
            return [self[each] for each in range(*at.indices(len(self)))]
        return self._make(self._things[self._places[at]], self._parts[at])

    def with_words(self, wanted: str) -> Lines:
        """Those whose loan number or name has these words in it."""
        wanted = wanted.casefold().strip()
        if not wanted:
            return self
        fits = [wanted in self._names(thing).casefold() for thing in self._things]
        places, parts = array("I"), array("I")
        for place, part in zip(self._places, self._parts, strict=True):
            if fits[place]:
                places.append(place)
                parts.append(part)
        return Lines(self._things, self._make, self._names, places, parts)


def lines_behind(preview: Preview, key: str, group: Group | None = None, wanted: str = "") -> Lines:
    """The lines of one count, of one kind of change, with certain words."""
    match preview:
        case CustomersRead() | PaymentsRead():
            told = tuple(
                _people(preview, key)
                if isinstance(preview, CustomersRead)
                else _payments(preview, key)
            )
            found = _one_each(told, lambda line, _: line, lambda line: f"{line.number} {line.what}")
        case _:
            things = getattr(preview.plan, key)
            if key in ("changed", "older", "contested"):
                found = _changes(things, group)
            elif key == "missing":
                found = _one_each(things, _missing, lambda loan: loan.loan_number)
            else:
                found = _one_each(things, _loan, _loan_words)
    return found.with_words(wanted)


def _one_each(
    things: Sequence[Any], make: Callable[[Any, int], Detail], names: Callable[[Any], str]
) -> Lines:
    places = array("I", range(len(things)))
    return Lines(things, make, names, places, array("I", bytes(places.itemsize * len(places))))


def _changes(changes: Sequence[LoanChange], group: Group | None) -> Lines:
    """Field by field, that a loan is back first; of one kind only the field it is about."""
    places, parts = array("I"), array("I")
    for at in range(len(changes)) if group is None else group.places:
        change = changes[at]
        if group is not None and group.field:
            fields = (*change.fields, *change.kept)
            about = [part for part, each in enumerate(fields, 1) if each.field == group.field]
            mine: Sequence[int] = about or range(1, len(fields) + 1)
        else:
            first = 0 if change.returns else 1
            mine = range(first, len(change.fields) + len(change.kept) + 1)
        for part in mine:
            places.append(at)
            parts.append(part)
    return Lines(changes, _change, lambda change: _loan_words(change.row), places, parts)


def _change(change: LoanChange, part: int) -> Detail:
    number, row = change.row.loan_number, change.row.row_number
    if part == 0:
        return Detail(number, _tr("back on the tape"), change.status.label, "", row)
    fields = (*change.fields, *change.kept)
    field = fields[part - 1]
    what = label(field.field)
    if change.kept:
        added = part <= len(change.fields)
        what = (_tr("{0}: added") if added else _tr("{0}: the book keeps its own")).format(what)
    return Detail(number, what, shown(field.was), shown(field.now), row)


def _missing(loan: BookLoan, _: int) -> Detail:
    balance = shown(loan.values.get("unpaid_principal_balance"))
    known = text.day(loan.as_of) if loan.as_of else ""
    return Detail(loan.loan_number, _tr("last seen {0}").format(known), balance, "", 0)


def _loan(row: LoanRow, _: int) -> Detail:
    values = row.values
    balance = shown(values.get("unpaid_principal_balance"))
    what = row.why or _who(row) or str(values.get("property_address") or "")
    return Detail(row.loan_number, what, "", balance, row.row_number)


def _who(row: LoanRow) -> str:
    values = row.values
    return str(values.get("borrower_name") or values.get("borrower_last_name") or "")


def _loan_words(row: LoanRow) -> str:
    return f"{row.loan_number} {_who(row)}"


def _people(preview: CustomersRead, key: str) -> Iterator[Detail]:
    if key in ("differs", "unknown"):
        told = preview.differs if key == "differs" else preview.file.findings
        for found in told:
            if key == "differs" or (found.field == "loan_number" and "no loan" in found.says):
                yield Detail(found.loan_number, found.says, found.expected, found.found, found.row)
        return
    for row in preview.file.customers:
        for person in row.people:
            phones = ", ".join(text.phone(phone.digits) for phone in person.phones if phone.digits)
            reach = ", ".join(part for part in (phones, *person.emails) if part)
            yield Detail(row.loan_number, _name(person.name), "", reach, row.row_number)


def _name(name: Name) -> str:
    return f"{name.last}, {name.first}" if name.last and name.first else name.written


def _payments(preview: PaymentsRead, key: str) -> Iterator[Detail]:
    if key in ("held", "refused"):
        fate = Fate.HELD if key == "held" else Fate.REFUSED
        for row in preview.file.parsed.rows:
            if row.fate is fate:
                amount = shown(row.values.get("amount"))
                yield Detail(row.loan_number, row.why, "", amount, row.row_number)
        return
    numbers = {"known": preview.known, "large": preview.too_large}.get(key)
    for paid in preview.to_post if numbers is None else preview.file.payments:
        if numbers is None or paid.row_number in numbers:
            what = f"{paid.kind.label}, {text.day(paid.received)}"
            what += f", {paid.reference}" if paid.reference else ""
            yield Detail(paid.loan_number, what, "", str(paid.amount), paid.row_number)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Tapes", words)
