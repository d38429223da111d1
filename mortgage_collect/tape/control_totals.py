"""A tape tied out: count and sums against its own totals row, and against a report beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Any, Final

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.text import count, listed
from mortgage_collect.core.words import Severity
from mortgage_collect.tape.controls import TOLERANCE
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.tape.parsed import Fate, LoanRow, ParsedTape
from mortgage_collect.tape.rowkinds import claimed_loans

LOANS: Final = "loans"
UPB: Final = "unpaid_principal_balance"
PRINCIPAL_INTEREST: Final = "principal_interest_payment"

Figure = int | Money
_OUT: Final = {
    Fate.DUPLICATE: ("row that repeats another", "rows that repeat others"),
    Fate.HELD: ("row that waits", "rows that wait"),
    Fate.REFUSED: ("row left out", "rows left out"),
}


@dataclass(frozen=True, slots=True)
class TypedIn:
    """Figures of the report beside the file, as a person typed them; None where nobody did."""

    loans: int | None = None
    upb: Money | None = None
    principal_interest: Money | None = None

    @property
    def by_name(self) -> dict[str, Figure]:
        """Those that were typed, by the name of the control total."""
        every = {LOANS: self.loans, UPB: self.upb, PRINCIPAL_INTEREST: self.principal_interest}
        return {name: figure for name, figure in every.items() if figure is not None}


NOTHING: Final = TypedIn()


@dataclass(frozen=True, slots=True)
class ControlTotal:
    """One figure three times: over every loan row read, by the file's own totals, by a person.

    A figure typed in must agree to the cent; the sums of a spreadsheet may be off by some cents.
    """

    name: str
    label: str
    read: Figure | None
    file: Figure | None = None
    typed: Figure | None = None

    @property
    def file_agrees(self) -> bool | None:
        """None where the file says nothing."""
        if self.file is None:
            return None
        if isinstance(self.file, Money) and isinstance(self.read, Money):
            return abs(self.file - self.read) <= TOLERANCE
        return self.file == self.read

    @property
    def typed_agrees(self) -> bool | None:
        """None where nobody typed anything."""
        return None if self.typed is None else self.typed == self.read

    @property
    def agrees(self) -> bool | None:
        """False when either differs; None where nobody says anything."""
        said = [one for one in (self.file_agrees, self.typed_agrees) if one is not None]
        return all(said) if said else None


def control_totals(
    tape: ParsedTape, sums: dict[str, Money], typed: TypedIn = NOTHING
) -> tuple[ControlTotal, ...]:
    """The number of loan rows, then every money column; `sums` are over all rows of the file."""
    fields = all_fields()
    told = [control.values for control in tape.controls if control.values]
    grand = told[-1] if told else {}
    claimed = claimed_loans(
        [*tape.recognition.titles, *(control.label for control in tape.controls)]
    )
    by_name = typed.by_name
    names = [*sums, *(name for name in by_name if name not in sums and name != LOANS)]
    return (
        ControlTotal(LOANS, "Loan rows", len(tape.rows), claimed, typed.loans),
        *(
            ControlTotal(
                name,
                fields[name].label,
                sums.get(name),
                value if isinstance(value := grand.get(name), Money) else None,
                by_name.get(name),
            )
            for name in names
        ),
    )


def typed_findings(tape: ParsedTape, sums: dict[str, Money], typed: TypedIn) -> list[TapeFinding]:
    """What was typed in, told beside what was read, each agreeing or not; kept with the tape."""
    return [
        _finding(tape, total)
        for total in control_totals(tape, sums, typed)
        if total.typed is not None
    ]


def kept(totals: tuple[ControlTotal, ...]) -> dict[str, Any]:
    """The totals somebody said something about, to be kept with the tape: by name what was
    "read", what the "file" says and what was "typed". Counts are numbers, amounts "1234.56"."""
    return {
        total.name: {
            who: figure.plain if isinstance(figure, Money) else figure
            for who, figure in (
                ("read", total.read), ("file", total.file), ("typed", total.typed),
            )
            if figure is not None
        }
        for total in totals
        if total.agrees is not None
    }  # fmt: skip


def written(figure: Figure | None) -> str:
    """A count with its commas, an amount with its sign of money."""
    return f"{figure:,}" if isinstance(figure, int) else str(figure or "")


def _finding(tape: ParsedTape, total: ControlTotal) -> TapeFinding:
    typed, read = total.typed, total.read
    if total.typed_agrees:
        says, do, severity = f"{total.label}: as on the report.", "", Severity.NOTE
    elif read is None:
        says = f"{total.label}: the file has no such column."
        do, severity = "Look which column it is.", Severity.WARNING
    else:
        says = f"{total.label}: the report says {written(typed)}, the file has {written(read)}"
        says += f", {_apart(typed, read)}."
        do = _explained(tape, total) or "Ask the sender which of them is right."
        severity = Severity.WARNING
    name = "" if total.name == LOANS else total.name
    sheet = tape.recognition.sheet
    return TapeFinding(sheet, 0, "", name, written(read), written(typed), severity, says, do)


def _apart(typed: Figure | None, read: Figure) -> str:
    if isinstance(typed, Money) and isinstance(read, Money):
        apart: Figure = abs(read - typed)
        more = read > typed
    else:
        assert isinstance(typed, int)
        assert isinstance(read, int)
        apart, more = abs(read - typed), read > typed
    return f"{written(apart)} {'more' if more else 'less'}"


def _explained(tape: ParsedTape, total: ControlTotal) -> str:
    """Which rows make the difference, when without them the figures agree."""
    for several in range(1, len(_OUT) + 1):
        for fates in combinations(_OUT, several):
            rows = [row for row in tape.rows if row.fate in fates]
            if rows and _without(total, rows) == total.typed:
                parts = [
                    count(number, *_OUT[fate])
                    for fate in fates
                    if (number := sum(row.fate is fate for row in rows))
                ]
                return f"It is as on the report without the {listed(parts)}."
    return ""


def _without(total: ControlTotal, rows: list[LoanRow]) -> Figure | None:
    if isinstance(total.read, Money):
        return total.read - Money(sum(_cents(rows, total.name)))
    return None if total.read is None else total.read - len(rows)


def _cents(rows: list[LoanRow], name: str) -> Iterator[int]:
    for row in rows:
        value = row.values.get(name, ZERO)
        if isinstance(value, Money):
            yield value.cents
