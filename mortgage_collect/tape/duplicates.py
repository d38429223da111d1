"""The same loan number twice: one of equal rows is taken, contradicting rows all wait."""

from __future__ import annotations

from collections.abc import Sequence

from mortgage_collect.core.words import Severity
from mortgage_collect.tape.findings import Findings
from mortgage_collect.tape.parsed import Fate, LoanRow
from mortgage_collect.tape.values import Value


def settle_duplicates(
    all_rows: Sequence[LoanRow],
    found: Findings,
    *,
    hold_conflicts: bool = True,
    months: bool = False,
) -> None:
    """Settle the fates of rows that share a loan number (with `months`: and a month); refused rows
    take no part."""
    first: dict[tuple[str, Value], LoanRow] = {}
    again: dict[tuple[str, Value], list[LoanRow]] = {}
    for row in all_rows:
        if row.fate is Fate.REFUSED:
            continue
        key = (row.loan_number, row.values.get("as_of_date") if months else None)
        before = first.setdefault(key, row)
        if before is not row:
            again.setdefault(key, [before]).append(row)
    for (number, _), rows in again.items():
        one = rows[0]
        if all(row.values == one.values and row.other == one.other for row in rows[1:]):
            for row in rows[1:]:
                row.settle(Fate.DUPLICATE, f"The same as row {one.row_number}.")
                found.add(
                    Severity.NOTE,
                    "The row repeats an earlier one in every cell: taken once.",
                    row=row.row_number,
                    field="loan_number",
                    found=number,
                    expected=f"as in row {one.row_number}",
                    loan_number=number,
                )
            continue
        if not hold_conflicts:
            continue
        for row in rows:
            row.settle(Fate.HELD, "Its loan number stands on rows that differ.")
            places = ", ".join(str(other.row_number) for other in rows if other is not row)
            found.add(
                Severity.HOLD,
                "The row waits: the same loan number stands on rows that differ.",
                row=row.row_number,
                field="loan_number",
                found=number,
                expected="one row per loan",
                do=f"Compare with row {places}: a participation, a second note, two months in one "
                "file, or an error.",
                loan_number=number,
            )
