"""Writes a dirty tape as a workbook or as text (see dirty.py)."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime, time
from pathlib import Path

from tests.tape.dirty import Tape
from tests.tape.dirty_styles import Broken, Cell, Computed, Figure


def write(tape: Tape, path: Path) -> Path:
    """By the name's ending .xlsx or .csv; the path that was written."""
    if path.suffix == ".csv":
        path.write_bytes(_as_text(tape))
    else:
        _as_workbook(tape, path)
    return path


def _rows(tape: Tape) -> list[list[Cell]]:
    headers: list[list[Cell]] = [list(row) for row in tape.headers]
    return [*tape.above, *headers, *(line.cells for line in tape.lines)]


def _as_text(tape: Tape) -> bytes:
    held = io.StringIO()
    delimiter, end = str(tape.file.get("delimiter", ",")), str(tape.file.get("line_end", "\r\n"))
    out = csv.writer(held, delimiter=delimiter, lineterminator=end)
    days = str(tape.file.get("days", "%m/%d/%Y"))
    trailing = [""] if "trailing" in tape.file else []
    for row in _rows(tape):
        out.writerow([*(_text(cell, days) for cell in row), *trailing])
    text = held.getvalue()
    for _ in range(int(tape.file.get("nul", 0))):
        at = text.index(end, len(text) // 2)
        text = f"{text[:at]}\0{text[at:]}"
    return text.encode(str(tape.file.get("encoding", "utf-8")), "ignore")


def _text(cell: Cell, days: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, date):
        return cell.strftime(days)
    if isinstance(cell, Broken):
        return cell.code
    if isinstance(cell, Computed):
        return cell.result or ""
    return cell


def _as_workbook(tape: Tape, path: Path) -> None:
    import xlsxwriter

    down, right = int(tape.file.get("down", 0)), int(tape.file.get("right", 0))
    options = {"date_1904": tape.file.get("epoch") == 1904, "strings_to_formulas": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        day, head = book.add_format({"num_format": "mm/dd/yyyy"}), book.add_format({"bold": True})
        for name in filter(None, str(tape.file.get("sheets", "")).split("|")):
            other = book.add_worksheet(name)
            other.write_column(
                0, 0, ["Read this first", "Code", "A = active", "Loans are overleaf"]
            )
        sheet = book.add_worksheet("Loans")
        hidden = [False] * (len(tape.above) + len(tape.headers))
        hidden += [line.hidden for line in tape.lines]
        first = len(tape.above)
        for at, row in enumerate(_rows(tape)):
            for column, cell in enumerate(row):
                _put(sheet, at + down, column + right, cell, day)
            if hidden[at]:
                sheet.set_row(at + down, None, None, {"hidden": True})
        sheet.set_row(first + down, None, head)
        if "merged" in tape.file:
            at = first - 1 + down
            sheet.merge_range(at, right, at, right + 7, "BORROWER", head)
        if "hidden_column" in tape.file:
            at = int(tape.file["hidden_column"]) + right
            sheet.set_column(at, at, None, None, {"hidden": True})
        for at in range(int(tape.file.get("formatted", 0))):
            sheet.set_row(len(hidden) + down + at, 20, head)


def _put(sheet, row: int, column: int, cell: Cell, day) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, date):
        sheet.write_datetime(row, column, datetime.combine(cell, time()), day)
    elif isinstance(cell, Figure):
        sheet.write_number(row, column, float(cell))
    elif isinstance(cell, Broken):
        sheet.write_formula(row, column, "=1/0", None, cell.code)
    elif isinstance(cell, Computed):
        value = float(cell.result) if cell.result else ""
        sheet.write_formula(row, column, cell.formula, None, value)
    else:
        sheet.write_string(row, column, str(cell))
