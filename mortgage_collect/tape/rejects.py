"""A file goes back to whoever made it: its own workbook, with the cells marked that keep rows out.

A workbook of Excel's is copied as it came, without macros. Of any other format, of a protected or
a very large file, a new workbook holds only the rows that wait or are left out, each with its row
number in the file. Every text there is a text, never a formula.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import Severity
from mortgage_collect.tape.cells import Row, letter, shown
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.tape.recognition import Recognition
from mortgage_collect.tape.sheet_rows import clean
from mortgage_collect.tape.source import open_source
from mortgage_collect.tape.write import whole_file

MARKED: Final = (Severity.REFUSE, Severity.HOLD)
LARGEST: Final = 4_000_000  # bytes of a workbook that is copied whole, cell by cell
LONGEST_COMMENT: Final = 4_000
_FILL: Final = {Severity.REFUSE: "FFC7CE", Severity.HOLD: "FFEB9C"}
_BY: Final = "Mortgage Collect"
_ROW_HEADER: Final = "Row in the file"

Places = dict[tuple[int, int], list[TapeFinding]]  # (row, position): what is wrong there


def rejected(findings: Iterable[TapeFinding]) -> list[TapeFinding]:
    """What keeps a row out, of all that was noticed."""
    return [found for found in findings if found.row and found.severity in MARKED]


def write_rejects(
    out: Path,
    path: Path,
    sha256: str,
    recognition: Recognition,
    findings: Iterable[TapeFinding],
    *,
    password: str = "",
) -> int:
    """Writes the marked workbook; returns how many rows are marked.

    Raises UserError where the file is not the one that was read, where nothing keeps a row out,
    and where the file itself would be written over; Trouble when `out` cannot be written.
    """
    marks = rejected(findings)
    if not marks:
        raise UserError("No row of this file is held or left out.", do="There is nothing to send.")
    if out.exists() and path.exists() and out.samefile(path):
        raise UserError(
            "That would write over the file that came in.", do="Choose another name for the copy."
        )
    rows = {found.row for found in marks}
    places = _places(marks, recognition)
    with open_source(path, password=password) as source:
        _the_same(path, source.sha256, sha256)
        copied = source.kind == "xlsx" and not password and source.size <= LARGEST
        content = _marked(path, sha256, recognition, places) if copied else None
        if content is None:
            sheet = source.sheet(recognition.sheet)
            lines = [row for row in sheet.rows() if row.number in rows]
            content = _new(recognition, lines, places)
    with whole_file(out) as part:
        part.write_bytes(content)
    return len(rows)


def _the_same(path: Path, sha256: str, as_read: str) -> None:
    if sha256 != as_read:
        raise UserError(
            f"{path.name} was changed after it was read.", do="Read it again, then send it back."
        )


def _places(marks: Sequence[TapeFinding], recognition: Recognition) -> Places:
    """The cell of each; where a finding is about the row as a whole, its loan number's."""
    positions = {letter(at): at for at in range(len(recognition.columns) + 1)}
    mapped = recognition.mapped
    places: Places = {}
    for found in marks:
        at = positions.get(found.column.partition(":")[0])
        if at is None:
            match = mapped.get(found.field) or mapped.get("loan_number")
            at = match.position if match is not None else 0
        places.setdefault((found.row, at), []).append(found)
    return places


def _marked(path: Path, sha256: str, recognition: Recognition, places: Places) -> bytes | None:
    """The workbook as it came, macros left behind, with its cells marked; None where it is written
    in a way that cannot be copied."""
    with waking:
        import openpyxl
    content = path.read_bytes()
    _the_same(path, hashlib.sha256(content).hexdigest(), sha256)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # extensions of Excel's that a copy does without
            book: Any = openpyxl.load_workbook(io.BytesIO(content), keep_vba=False)
        sheet = book[recognition.sheet]
        for (row, at), found in places.items():
            _mark(sheet, row, at + 1, found)
        sheet.sheet_state = "visible"
        book.active = book.index(sheet)
        for each in book.worksheets:
            each.sheet_view.tabSelected = each is sheet
        return _saved(book)
    except Exception:  # noqa: BLE001 - whatever an odd workbook makes of the library
        return None


def _saved(book: Any) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def _new(recognition: Recognition, rows: Sequence[Row], places: Places) -> bytes:
    """Only the rows that wait, under the file's own headers and in its order, so that what was
    corrected reads like the file it is from."""
    with waking:
        import openpyxl
        from openpyxl.styles import Font
    book: Any = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Rows to correct"
    headers = [column.header for column in recognition.columns]
    width = max((len(headers), *(len(row.cells) for row in rows)))
    headers += [""] * (width - len(headers))
    for at, header in enumerate((*headers, _ROW_HEADER), 1):
        _text(sheet, 1, at, header).font = Font(bold=True)
    for number, row in enumerate(rows, 2):
        for at in range(width):
            _text(sheet, number, at + 1, shown(row.at(at)))
        sheet.cell(number, width + 1, row.number)
        for at in range(width + 1):
            if (row.number, at) in places:
                _mark(sheet, number, at + 1, places[row.number, at])
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    return _saved(book)


def _text(sheet: Any, row: int, at: int, text: str) -> Any:
    """A text as a text: what begins like a formula must not become one, and zeros stay."""
    cell = sheet.cell(row, at)
    if text:
        cell.value = clean(text)
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = text[0] in "=+-@"
    return cell


def _mark(sheet: Any, row: int, at: int, found: Sequence[TapeFinding]) -> None:
    with waking:
        from openpyxl.comments import Comment
        from openpyxl.styles import PatternFill
    cell = sheet.cell(row, at)
    for merged in sheet.merged_cells.ranges:
        if cell.coordinate in merged:
            cell = sheet.cell(merged.min_row, merged.min_col)
    gravest = (
        Severity.REFUSE if any(f.severity is Severity.REFUSE for f in found) else Severity.HOLD
    )
    cell.fill = PatternFill("solid", start_color=_FILL[gravest])
    said = "\n".join(dict.fromkeys(_says(each) for each in found))
    was = f"{cell.comment.text}\n" if cell.comment is not None else ""
    text = clean(was + said)[:LONGEST_COMMENT]
    cell.comment = Comment(text, _BY, height=120, width=320)


def _says(found: TapeFinding) -> str:
    expected = f"Expected: {found.expected}." if found.expected else ""
    return " ".join(part for part in (found.says, expected, found.do) if part)
