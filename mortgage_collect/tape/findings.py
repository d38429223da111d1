"""What was noticed in a file: where, what was found, what was expected, and what it does."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Final

from mortgage_collect.core.text import count
from mortgage_collect.core.words import Severity

MOST_ALIKE: Final = 500  # notes and warnings of one kind in one column; the rest are counted


@dataclass(frozen=True, slots=True)
class TapeFinding:
    """One thing a person may want to know. `row` is 0 where the whole column or file is meant."""

    sheet: str
    row: int
    column: str  # letter and header, as "G: Current UPB ($)"
    field: str
    found: str
    expected: str
    severity: Severity
    says: str
    do: str = ""
    loan_number: str = ""


class Findings:
    """Collects findings; of like notes and warnings the first 500 are kept, the rest counted."""

    def __init__(self, sheet: str) -> None:
        self._sheet = sheet
        self._all: list[TapeFinding] = []
        self._seen: Counter[tuple[str, str, Severity]] = Counter()

    def add(
        self,
        severity: Severity,
        says: str,
        *,
        row: int = 0,
        column: str = "",
        field: str = "",
        found: str = "",
        expected: str = "",
        do: str = "",
        loan_number: str = "",
    ) -> None:
        if row and severity in (Severity.NOTE, Severity.WARNING):
            key = (column, says, severity)
            self._seen[key] += 1
            if self._seen[key] > MOST_ALIKE:
                return
        self._all.append(
            TapeFinding(
                self._sheet, row, column, field, found, expected, severity, says, do, loan_number
            )
        )

    def done(self) -> list[TapeFinding]:
        """All findings by row, those about the whole file first."""
        for (column, says, severity), times in self._seen.items():
            if times > MOST_ALIKE:
                more = f"{says} ({count(times - MOST_ALIKE, 'more row')} like this)"
                self._all.append(TapeFinding(self._sheet, 0, column, "", "", "", severity, more))
        self._seen.clear()
        self._all.sort(key=lambda finding: finding.row)
        return self._all
