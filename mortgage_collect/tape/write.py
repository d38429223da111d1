"""Excel files of our own: the tape we can read back, and grids for reports and work queues.

Texts are written as texts, never as formulas; numbers of loans keep their zeros. The file appears
under its name only when it is whole.
"""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from mortgage_collect.core.errors import Trouble
from mortgage_collect.core.money import Money
from mortgage_collect.core.text import long_day
from mortgage_collect.core.waking import waking
from mortgage_collect.tape.cells import Progress, ignore, letter
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.sheet_rows import RowWriter
from mortgage_collect.tape.values import Value

EVERY: Final = 1_000
TITLE_ROWS: Final = 2  # a title, a line below it; the header is the third row
_FORMATS: Final = {
    "money": "#,##0.00;[Red]-#,##0.00",
    "rate": "0.0000%",
    "date": "mm/dd/yyyy",
    "int": "0",
    "text": "@",
}
_WIDTHS: Final = {
    "money": 15, "rate": 10, "percent": 10, "date": 12, "int": 9, "bool": 8, "state": 7, "zip": 11,
    "phone": 15, "email": 26, "name": 28, "text": 26, "id": 16, "code": 14, "ssn": 8,
    "paystring": 26,
}  # fmt: skip

Grid = Value | datetime | float


def write_tape(
    path: Path,
    columns: Sequence[tuple[str, str]],
    rows: Iterable[Mapping[str, Grid]],
    as_of: date,
    title: str,
    *,
    totals: bool = False,
    progress: Progress = ignore,
) -> int:
    """Write a loan tape `recognize` reads back without a difference; gives the number of rows.

    `columns` are (header, field); `rows` map fields to values. A field that is none of ours is
    written as it came: text as text, a number (float) as a number. Raises Trouble when
    the disk is full or the file may not be written.
    """
    fields = all_fields()
    kinds = [fields[field].type if field in fields else "text" for _, field in columns]
    names = [field for _, field in columns]
    body = ([row.get(name) for name in names] for row in rows)
    below = f"As of {as_of:%m/%d/%Y}"
    headers = [header for header, _ in columns]
    return _write(path, title, below, headers, kinds, body, "Loans", progress, totals=totals)


def write_grid(
    path: Path,
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[Grid]],
    *,
    below: str = "",
    sheet: str = "Report",
    totals: bool = False,
    progress: Progress = ignore,
) -> int:
    """Write any table, as reports and queues have it; each value is formatted by its type. With
    `totals`, a last row adds up every column of amounts, and again what a filter leaves of it."""
    kinds = [""] * len(columns)
    return _write(path, title, below, columns, kinds, rows, sheet, progress, totals=totals)


def as_of_line(day: date) -> str:
    """ "As of March 9, 2026", for the line below a title."""
    return f"As of {long_day(day)}"


def _write(
    path: Path,
    title: str,
    below: str,
    headers: Sequence[str],
    kinds: Sequence[str],
    rows: Iterable[Sequence[Grid]],
    sheet_name: str,
    progress: Progress,
    *,
    totals: bool,
) -> int:
    with waking:
        import xlsxwriter

    with whole_file(path) as part, tempfile.TemporaryDirectory() as private, ExitStack() as closing:
        book = xlsxwriter.Workbook(
            str(part),
            {
                "constant_memory": True,
                "tmpdir": private,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "default_date_format": _FORMATS["date"],
            },
        )
        formats = {kind: book.add_format({"num_format": code}) for kind, code in _FORMATS.items()}
        formats["moment"] = book.add_format({"num_format": "mm/dd/yyyy h:mm AM/PM"})
        big = book.add_format({"bold": True, "font_size": 14})
        head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EDEFF2"}
        )
        sheet = book.add_worksheet(sheet_name[:31])
        closing.callback(sheet._opt_close)  # also when the rows break off half-way
        widths = _widths(headers, kinds)
        for at, (width, kind) in enumerate(zip(widths, kinds, strict=True)):
            sheet.set_column(at, at, width, formats["text"] if kind == "id" else None)
        sheet.write_string(0, 0, title, big)
        if below:
            sheet.write_string(1, 0, below)
        for at, header in enumerate(headers):
            sheet.write_string(TITLE_ROWS, at, header, head)
        sheet.freeze_panes(TITLE_ROWS + 1, 1)
        body = RowWriter(sheet, formats)
        written = 0
        cents: dict[int, int] = {}
        for row in rows:
            written += 1
            if written % EVERY == 0:
                progress(written, 0, "Writing rows")
            body.write(TITLE_ROWS + written, row)
            if totals:
                for at, value in enumerate(row):
                    if type(value) is Money:
                        cents[at] = cents.get(at, 0) + value.cents
        if totals and cents:
            _total(book, sheet, TITLE_ROWS + written + 1, cents, len(headers))
        last = max(len(headers) - 1, 0)
        sheet.autofilter(TITLE_ROWS, 0, TITLE_ROWS + written, last)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(TITLE_ROWS)
        book.close()
    return written


def _total(book: Any, sheet: Any, row: int, cents: Mapping[int, int], width: int) -> None:
    """The last row: sums as formulas that follow a filter, with their results beside them."""
    words = book.add_format({"bold": True, "top": 1})
    amounts = book.add_format({"bold": True, "top": 1, "num_format": _FORMATS["money"]})
    named = next((at for at in range(width) if at not in cents), None)
    for at in range(width):
        if at in cents:
            top, bottom = f"{letter(at)}{TITLE_ROWS + 2}", f"{letter(at)}{row}"
            formula = f"=SUBTOTAL(109,{top}:{bottom})"
            sheet.write_formula(row, at, formula, amounts, cents[at] / 100)
        elif at == named:
            sheet.write_string(row, at, "Total", words)
        else:
            sheet.write_blank(row, at, None, words)


def _widths(headers: Sequence[str], kinds: Sequence[str]) -> list[int]:
    return [
        max(_WIDTHS.get(kind, 16), min(len(header) + 2, 30))
        for header, kind in zip(headers, kinds, strict=True)
    ]


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A temporary file beside the target, put in its place when everything went well."""
    part: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        os.close(handle)
        part = Path(name)
        yield part
        part.replace(path)
    except OSError as error:
        raise _trouble(path, error) from error
    except Exception as error:
        if (
            isinstance(error.__cause__ or error.__context__, OSError)
            or "FileCreate" in type(error).__name__
        ):
            raise _trouble(path, error.__cause__ or error.__context__ or error) from error
        raise
    finally:
        if part is not None:
            part.unlink(missing_ok=True)


def _trouble(path: Path, error: BaseException) -> Trouble:
    number = getattr(error, "errno", None)
    if number in (errno.ENOSPC, errno.EDQUOT):
        return Trouble(
            f"{path.name} could not be written: the disk is full.",
            do="Make room or choose another folder, and export again.",
        )
    if isinstance(error, PermissionError) or number in (errno.EACCES, errno.EPERM, errno.EBUSY):
        return Trouble(
            f"{path.name} could not be written: it is open in another program, or you may not "
            "write to this folder.",
            do="Close it, or choose another name, and export again.",
        )
    if isinstance(error, FileNotFoundError):
        return Trouble(
            f"{path.name} could not be written: its folder is not there.",
            do="Choose another folder and export again.",
        )
    return Trouble(
        f"{path.name} could not be written.",
        do="Choose another folder and export again.",
        details=str(error),
    )
