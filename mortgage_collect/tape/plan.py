"""What an import would do to the book, shown before anything is written. No database here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.text import count, day
from mortgage_collect.core.words import LoanStatus, Severity
from mortgage_collect.tape.cells import Progress, ignore
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.tape.parsed import Fate, LoanRow, ParsedTape
from mortgage_collect.tape.values import Value

EVERY: Final = 1_000
BALANCE: Final = "unpaid_principal_balance"
MANY_MISSING_PERCENT: Final = 5
SAME_BALANCES_PERCENT: Final = 99
_MAY_RETURN: Final = frozenset({LoanStatus.MISSING, LoanStatus.PAID_OFF, LoanStatus.TRANSFERRED})
FEW: Final = 20  # below this many loans a percentage says nothing


@dataclass(frozen=True, slots=True)
class BookLoan:
    """A loan as the book has it now; `values` are typed as a tape's are."""

    loan_number: str
    values: Mapping[str, Value]
    status: LoanStatus = LoanStatus.ACTIVE
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    field: str
    was: Value
    now: Value


@dataclass(frozen=True, slots=True)
class LoanChange:
    """A loan that is in the book and differs on the tape."""

    row: LoanRow
    fields: tuple[FieldChange, ...]
    returns: bool  # it had left the book (paid off, missing) and is on the tape again
    status: LoanStatus = LoanStatus.ACTIVE  # as the book has it
    kept: tuple[FieldChange, ...] = ()  # of an older tape: what the book keeps as it is
    known: date | None = None  # the day the book's figures are of
    contested: tuple[FieldChange, ...] = ()  # staff wrote otherwise: not touched


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Every loan row of the tape, and every active loan of the book, in exactly one list."""

    as_of: date | None
    sha256: str
    new: tuple[LoanRow, ...]
    changed: tuple[LoanChange, ...]
    unchanged: tuple[LoanRow, ...]
    older: tuple[LoanChange, ...]
    missing: tuple[BookLoan, ...]
    held: tuple[LoanRow, ...]
    refused: tuple[LoanRow, ...]
    duplicates: tuple[LoanRow, ...]
    warnings: tuple[TapeFinding, ...]
    upb: Mapping[str, Money]
    late: bool = False  # a tape of a later day is in the book already
    # Loans of any list above on which staff wrote otherwise; `kept` is what stays theirs.
    contested: tuple[LoanChange, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many loans each list has, by the list's name."""
        return {name: len(getattr(self, name)) for name in LISTS}

    @property
    def already_imported(self) -> bool:
        return any(warning.field == "sha256" for warning in self.warnings)


Part = Callable[
    [str, tuple[FieldChange, ...]], tuple[tuple[FieldChange, ...], tuple[FieldChange, ...]]
]
LISTS: Final = (
    "new", "changed", "unchanged", "older", "missing", "held", "refused", "duplicates",
)  # fmt: skip


def plan_import(
    tape: ParsedTape,
    book: Mapping[str, BookLoan],
    *,
    last_as_of: date | None = None,
    imported: Mapping[str, date] | None = None,
    aside: Collection[str] = (),
    standing: Collection[str] = (),
    part: Part | None = None,
    progress: Progress = ignore,
) -> ImportPlan:
    """Compare a tape with the book.

    A field the tape has no column for, or whose cell could not be read, leaves the book as it is;
    a blank cell under a mapped header empties it. `imported` maps the hashes of earlier files to
    the day of their tape, `last_as_of` is the day of the latest tape in the book. `aside` are
    fields a tape does not decide once the loan is in the book.

    A loan whose position in the book is of a later day than the tape keeps it: the tape may only
    fill the `standing` fields the book has nothing in. While a later tape is in the book, no loan
    goes missing or comes back by this one, and what is new on it comes in as missing from the last.

    `part` splits the changes of a loan into those a tape may make and those staff wrote otherwise.
    """
    new: list[LoanRow] = []
    changed: list[LoanChange] = []
    unchanged: list[LoanRow] = []
    older: list[LoanChange] = []
    contested: list[LoanChange] = []
    late = last_as_of is not None and tape.as_of is not None and tape.as_of < last_as_of
    there: set[str] = set()
    same_balance = compared = 0
    for done, row in enumerate(tape.rows, 1):
        if done % EVERY == 0:
            progress(done, len(tape.rows), "Comparing with the book")
        there.add(row.loan_number)
        if row.fate is not Fate.TAKEN:
            continue
        loan = book.get(row.loan_number)
        if loan is None:
            new.append(row)
            continue
        compared += 1
        same_balance += row.values.get(BALANCE) == loan.values.get(BALANCE)
        fields = changes(loan.values, row.values, aside)
        # One that was paid off or charged off may stay on a core's tape for years.
        gone = row.values.get("zero_balance_date") is not None
        returns = loan.status in _MAY_RETURN and not gone and not late
        if fields and _before(tape.as_of, loan.as_of):
            older.append(_older(row, loan, fields, standing))
            continue
        ours: tuple[FieldChange, ...] = ()
        if fields and part is not None:
            fields, ours = part(row.loan_number, fields)
        if ours:
            contested.append(LoanChange(row, (), False, loan.status, ours, loan.as_of))
        if fields or returns:
            changed.append(
                LoanChange(row, fields, returns, loan.status, known=loan.as_of, contested=ours)
            )
        else:
            unchanged.append(row)
    active = [loan for loan in book.values() if loan.status is LoanStatus.ACTIVE]
    missing = [] if late else [loan for loan in active if loan.loan_number not in there]
    held, refused, duplicates = (
        tape.of(fate) for fate in (Fate.HELD, Fate.REFUSED, Fate.DUPLICATE)
    )
    newer = last_as_of is None or tape.as_of is None or tape.as_of > last_as_of
    warnings = [
        *_about_the_file(tape, last_as_of, imported or {}, len(older), len(new)),
        *_about_missing(tape, len(missing), len(active)),
        *(_about_balances(tape, same_balance, compared) if newer and last_as_of else ()),
    ]
    lists: dict[str, Sequence[LoanRow | BookLoan]] = {
        "new": new,
        "changed": [change.row for change in changed],
        "unchanged": unchanged,
        "older": [change.row for change in older],
        "missing": missing,
        "held": held,
        "refused": refused,
        "duplicates": duplicates,
    }
    return ImportPlan(
        as_of=tape.as_of,
        sha256=tape.sha256,
        new=tuple(new),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        older=tuple(older),
        missing=tuple(missing),
        held=tuple(held),
        refused=tuple(refused),
        duplicates=tuple(duplicates),
        warnings=tuple(warnings),
        upb={name: _upb(rows) for name, rows in lists.items()},
        late=late,
        contested=tuple(contested),
    )


def _before(tape: date | None, book: date | None) -> bool:
    """True when the book knows a later day; a day nobody knows is not later."""
    return tape is not None and book is not None and tape < book


def _older(
    row: LoanRow, loan: BookLoan, fields: tuple[FieldChange, ...], standing: Collection[str]
) -> LoanChange:
    """A row of a day the book has left behind: what it may add, and what stays as it is.

    That there was no flag on an earlier day says nothing about the day of the book.
    """
    added = tuple(
        each
        for each in fields
        if each.field in standing and each.was is None and each.now not in (None, False)
    )
    kept = tuple(each for each in fields if each not in added)
    return LoanChange(row, added, returns=False, status=loan.status, kept=kept, known=loan.as_of)


def changes(
    was: Mapping[str, Value], now: Mapping[str, Value], aside: Collection[str] = ()
) -> tuple[FieldChange, ...]:
    """Fields the tape speaks of and the book has otherwise; the loan number itself aside."""
    return tuple(
        FieldChange(name, was.get(name), value)
        for name, value in now.items()
        if was.get(name) != value
        and name not in ("loan_number", "as_of_date")
        and name not in aside
    )


def _upb(rows: Sequence[LoanRow | BookLoan]) -> Money:
    cents = 0
    for row in rows:
        balance = row.values.get(BALANCE, ZERO)
        if isinstance(balance, Money):
            cents += balance.cents
    return Money(cents)


def _warn(
    tape: ParsedTape, field: str, says: str, do: str, found: str = "", expected: str = ""
) -> TapeFinding:
    return TapeFinding(
        tape.recognition.sheet, 0, "", field, found, expected, Severity.WARNING, says, do
    )


def _about_the_file(
    tape: ParsedTape,
    last_as_of: date | None,
    imported: Mapping[str, date],
    older: int,
    new: int,
) -> list[TapeFinding]:
    found: list[TapeFinding] = []
    before = imported.get(tape.sha256)
    if before is not None:
        says = f"This very file was imported already, as the tape of {day(before)}."
        found.append(_warn(tape, "sha256", says, "Import it again only if that import was undone."))
    if last_as_of is None or tape.as_of is None:
        return found
    if tape.as_of < last_as_of:
        says = (
            f"This tape is of {day(tape.as_of)}, older than the last one of {day(last_as_of)}: "
            f"{count(older, 'loan')} that differ keep the balances, due dates and statuses of the "
            "later tape."
        )
        do = "It only adds what the book does not have."
        if new:
            do += (
                f" {count(new, 'loan')} that the later tape does not have will be asked about as "
                "not on the last tape."
            )
        found.append(_warn(tape, "as_of_date", says, do, str(tape.as_of), f"after {last_as_of}"))
    elif tape.as_of == last_as_of and before is None:
        says = f"There is a tape of {day(last_as_of)} already, with other contents."
        do = "Go on if this one corrects it."
        found.append(_warn(tape, "as_of_date", says, do, str(tape.as_of)))
    return found


def _about_missing(tape: ParsedTape, missing: int, active: int) -> list[TapeFinding]:
    if active < FEW or missing * 100 <= active * MANY_MISSING_PERCENT:
        return []
    says = f"{count(missing, 'loan')} of the book's {active:,} are not on this tape."
    do = "Ask whether they were paid off or sold, or whether the export was cut short."
    expected = f"at most {MANY_MISSING_PERCENT} % missing"
    return [_warn(tape, "loan_number", says, do, f"{missing:,}", expected)]


def _about_balances(tape: ParsedTape, same: int, compared: int) -> list[TapeFinding]:
    if compared < FEW or same * 100 <= compared * SAME_BALANCES_PERCENT:
        return []
    says = f"{same:,} of {compared:,} balances are the same as in the book, under a new date."
    do = "This may be last month's file with another date: compare it with the ledger."
    return [_warn(tape, BALANCE, says, do, f"{same:,} the same")]
