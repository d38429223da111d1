"""A file that was read: its loans, each with its fate, and its own totals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mortgage_collect.core.money import Money
from mortgage_collect.tape.columnrules import ColumnRule
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.tape.recognition import Recognition
from mortgage_collect.tape.values import Value


class Fate(StrEnum):
    """What becomes of a row."""

    TAKEN = "taken"
    HELD = "held"
    REFUSED = "refused"
    DUPLICATE = "duplicate"


@dataclass(slots=True)
class LoanRow:
    """One loan as the file has it.

    `values` holds a field only where its column is mapped and the cell could be read: a missing
    key leaves the book as it is, None empties it. `other` are the unmapped columns, by header.
    """

    row_number: int
    loan_number: str
    values: dict[str, Value]
    other: dict[str, str]
    fate: Fate = Fate.TAKEN
    why: str = ""

    def settle(self, fate: Fate, why: str) -> None:
        """Take the graver of two fates; the first reason stays."""
        if _GRAVITY[fate] > _GRAVITY[self.fate]:
            self.fate, self.why = fate, why


_GRAVITY = {Fate.TAKEN: 0, Fate.DUPLICATE: 1, Fate.HELD: 2, Fate.REFUSED: 3}


@dataclass(frozen=True, slots=True)
class ControlRow:
    """A totals row: what it says, by field, never counted as a loan."""

    row_number: int
    label: str
    values: dict[str, Value]
    uncached: bool


@dataclass(slots=True)
class ParsedTape:
    """A file that was read: all loan rows with their fates, and what was noticed."""

    recognition: Recognition
    sha256: str
    as_of: date | None
    rows: list[LoanRow]
    controls: list[ControlRow]
    findings: list[TapeFinding]
    rules: dict[str, ColumnRule]
    skipped: dict[str, int] = field(default_factory=dict)

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields this file speaks of, in column order."""
        return tuple(self.recognition.mapped)

    def of(self, fate: Fate) -> list[LoanRow]:
        return [row for row in self.rows if row.fate is fate]

    @property
    def accepted(self) -> list[LoanRow]:
        return self.of(Fate.TAKEN)


def sums(rows: Iterable[LoanRow]) -> dict[str, Money]:
    """The sum of every money field over the rows given."""
    cents: dict[str, int] = {}
    for row in rows:
        for name, value in row.values.items():
            if type(value) is Money:
                cents[name] = cents.get(name, 0) + value.cents
    return {name: Money(amount) for name, amount in cents.items()}
