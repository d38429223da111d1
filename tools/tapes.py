#!/usr/bin/env python3
"""Reads every tape of a folder and compares it with the folder's `truth.json`.

    python tools/tapes.py DIR

Prints one line a sheet: rows, distinct loans, the sum of balances (of original amounts where a
file has no balance), and OK, DIFF or why the file was refused. Ends with 1 when anything differs.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.parsed import ParsedTape
from mortgage_collect.tape.recognize import recognize
from mortgage_collect.tape.source import open_source
from mortgage_collect.tape.summary import Summary, summarize

SUFFIXES = {".xlsx", ".xlsm", ".xls", ".csv", ".txt"}
# A key of the truth, and the field whose sum it is.
SUMS = {
    "sum_upb": "unpaid_principal_balance",
    "sum_original_balance": "original_loan_amount",
    "sum_original_upb": "original_loan_amount",
    "sum_pi": "principal_interest_payment",
    "sum_escrow": "escrow_payment",
    "sum_total_payment": "total_payment",
    "sum_disbursement": "original_loan_amount",
    "sum_gross_book_value": "unpaid_principal_balance",
}


@dataclass(frozen=True)
class Line:
    file: str
    sheet: str
    rows: str
    loans: str
    amount: str
    result: str


def expectations(truth: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """What is known of each sheet; a file without sheets is its own, under ""."""
    listed = {**truth.get("sheets_with_loans", {}), **truth}
    sheets = {
        name: value
        for name, value in listed.items()
        if isinstance(value, dict) and "data_rows" in value
    }
    return sheets or ({"": truth} if truth else {})


def months_late(parsed: ParsedTape) -> dict[str, int]:
    """Rows by what they say of payments past due."""
    names = {0: "current", 1: "30", 2: "60"}
    counted: Counter[str] = Counter()
    for row in parsed.rows:
        late = row.values.get("payments_past_due")
        counted[names.get(late, "90+") if isinstance(late, int) else "unknown"] += 1
    return dict(counted)


def differences(
    summary: Summary, expected: dict[str, Any], status: bool, late: dict[str, int] | None = None
) -> list[str]:
    """Every figure of the truth that came out otherwise."""
    found: list[str] = []

    def compare(name: str, ours: object, theirs: object) -> None:
        if ours != theirs:
            found.append(f"{name} {ours}, expected {theirs}")

    compare("rows", summary.rows_read, expected["data_rows"])
    compare("loans", summary.loans, expected["distinct_loans"])
    for key, field in SUMS.items():
        if key in expected:
            ours = summary.sums.get(field, ZERO)
            compare(key, ours, Money.rounded(Decimal(expected[key])))
    if late is not None and "delinquency_rows" in expected:
        compare("months late", late, expected["delinquency_rows"])
    if status and "status_counts" in expected:
        compare("status", dict(sorted(summary.status_counts.items())), expected["status_counts"])
    return found


def read(path: Path, truth: dict[str, Any]) -> list[Line]:
    """The lines of one file, one for each sheet the truth knows, or one for the best sheet."""
    known = expectations(truth)
    lines: list[Line] = []
    for sheet in known or {"": {}}:
        expected = known.get(sheet, {})
        try:
            with open_source(path) as source:
                names = [one.name for one in source.sheets]
                recognition = recognize(source, sheet=sheet if sheet in names and sheet else None)
                parsed = parse_rows(source, recognition)
                recognition, summary = parsed.recognition, summarize(parsed)
        except (UserError, Trouble) as error:
            told = (
                "DIFF refused: "
                if "distinct_loans" in expected and _has_header(truth)
                else "refused: "
            )
            lines.append(Line(path.name, sheet, "", "", "", told + str(error)))
            continue
        upb = summary.total_upb or summary.sums.get("original_loan_amount", ZERO)
        wrong = differences(summary, expected, True, months_late(parsed)) if expected else []
        open_ones = [q.text for q in recognition.questions if q.blocking]
        result = f"DIFF {'; '.join(wrong)}" if wrong else "OK" if expected else "read"
        result += f" (asks: {' '.join(open_ones)})" if open_ones else ""
        original = " original" if not summary.total_upb and upb else ""
        lines.append(
            Line(
                path.name,
                recognition.sheet,
                f"{summary.rows_read:,}",
                f"{summary.loans:,}",
                f"{upb.dollars:,}{original}",
                result,
            )
        )
    return lines


def _has_header(truth: dict[str, Any]) -> bool:
    """A file without a header cannot be read before somebody has said what its columns are."""
    return truth.get("has_header", True) is not False


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        print(__doc__)
        return 2
    folder = Path(arguments[0])
    truth_file = folder / "truth.json"
    truth = json.loads(truth_file.read_text(encoding="utf-8")) if truth_file.is_file() else {}
    lines = [
        line
        for path in sorted(folder.iterdir())
        if path.suffix.lower() in SUFFIXES and not path.name.startswith(("~$", "."))
        for line in read(path, truth.get(path.name, {}))
    ]
    for line in lines:
        print(f"{line.file}{f' [{line.sheet}]' if line.sheet else ''}")
        figures = (
            f"  {line.rows:>7} rows {line.loans:>7} loans {line.amount:>26}  "
            if line.rows
            else "  "
        )
        print(f"{figures}{line.result}")
    missing = [name for name in truth if not (folder / name).is_file()]
    for name in missing:
        print(f"{name}\n  DIFF the file is not there")
    return 1 if missing or any(line.result.startswith("DIFF") for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
