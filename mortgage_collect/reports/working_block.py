"""A working as cells: every formula works again, beside what the program found.

Columns: what the line says, the workbook's own value, the program's, whether they agree, and where
the line comes from. Used by the options workbook, and by the proof that a spreadsheet agrees.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Final

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.value.lines import IN_FULL
from mortgage_collect.workout.working import Line, Value, Working

HEADS: Final = ("Line", "Worked here", "Our figure", "Agrees", "How", "Source", "As of", "Rounding")
WIDTHS: Final = (46, 16, 16, 8, 60, 34, 13, 28)
VALUE, OURS, CHECK = 1, 2, 3
LINE_HEIGHT: Final = 13.5
_KEY: Final = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Formats:
    """The cell formats of one workbook, by what a value is."""

    head: Any
    text: Any
    note: Any
    long: Any
    money: Any
    rate: Any
    share: Any
    count: Any
    day: Any
    good: Any

    def of(self, value: Value) -> Any:
        match value:
            case Money():
                return self.money
            case Rate():
                return self.rate
            case Fraction():
                return self.share
            case bool():
                return self.text
            case int():
                return self.count
            case date():
                return self.day
        return self.text


def formats(book: Any) -> Formats:
    """Made once for a workbook; `book` is an xlsxwriter Workbook."""
    base = {"font_name": "Calibri", "font_size": 10, "valign": "top"}

    def made(**more: Any) -> Any:
        return book.add_format(base | more)

    return Formats(
        head=made(bold=True, bottom=1, font_color="#1F3A5F", text_wrap=True),
        text=made(text_wrap=True),
        note=made(font_color="#5B626B", text_wrap=True),
        long=made(font_color="#5B626B"),
        money=made(num_format="#,##0.00;[Red]-#,##0.00"),
        rate=made(num_format="0.000%"),
        share=made(num_format="0.00%"),
        count=made(num_format="#,##0"),
        day=made(num_format="mmm d, yyyy"),
        good=made(align="center"),
    )


def write_working(
    page: Any, row: int, working: Working, style: Formats, *, known: bool = True
) -> tuple[int, dict[str, int]]:
    """The block from `row` on, its head included; returns the row after it and each key's row.

    With `known` every formula carries the value it has, for viewers that work nothing; without,
    the cell is empty until something works it.
    """
    for at, head in enumerate(HEADS):
        page.write_string(row, at, head, style.head)
    rows: dict[str, int] = {}
    for line in working:
        row += 1
        rows[line.key] = row
        _write(page, row, line, working, rows, style, known=known)
    return row + 1, rows


def plain_number(value: Value) -> float | int | str | None:
    """A value as a cell holds it: dollars, fractions of one, counts, text. Days are left out."""
    match value:
        case Money():
            # A cell is a binary number however it is made; fifteen digits hold every cent.
            return float(value.dollars)
        case Rate():
            return float(value.exact)
        case Fraction():
            return float(value)
        case bool():
            return "yes" if value else "no"
        case int() | str():
            return value
    return None


def _write(
    page: Any,
    row: int,
    line: Line,
    working: Working,
    rows: dict[str, int],
    style: Formats,
    *,
    known: bool,
) -> None:
    form = style.of(line.value)
    page.write_string(row, 0, line.says, style.text)
    ours = plain_number(line.value)
    if isinstance(line.value, date):
        page.write_datetime(row, VALUE, line.value, form)
        page.write_datetime(row, OURS, line.value, form)
    elif line.value is None:
        page.write_string(row, VALUE, "unknown", style.note)
        page.write_string(row, OURS, "unknown", style.note)
    elif not line.formula:
        page.write(row, VALUE, ours, form)
        page.write(row, OURS, ours, form)
    else:
        page.write_formula(row, VALUE, formula(line, rows), form, ours if known else "")
        page.write(row, OURS, ours, form)
        near = tolerance(line)
        check = f'=IF(ABS(B{row + 1}-C{row + 1})<={near},"yes","NO")'
        page.write_formula(row, CHECK, check, style.good, "yes" if known else "")
    spoken = working.spoken(line)
    page.write_string(row, 4, spoken, style.note)
    page.write_string(row, 5, line.source, style.note)
    texts = ((line.says, 0), (spoken, 4), (line.source, 5), (line.rounding, 7))
    high = max(-(-len(words) // WIDTHS[at]) for words, at in texts) or 1
    page.set_row(row, LINE_HEIGHT * high)
    if line.as_of is not None:
        page.write_datetime(row, 6, line.as_of, style.day)
    page.write_string(row, 7, line.rounding, style.note)


def formula(line: Line, rows: dict[str, int]) -> str:
    """The line's formula with cells in place of keys."""
    return _KEY.sub(lambda match: f"B{rows[match[1]] + 1}", line.formula)


def tolerance(line: Line) -> str:
    """How far the workbook's value may lie from ours: less than a cent, or a few where a line
    stands for sums that are worked in full and told to the cent."""
    if isinstance(line.value, Money):
        return "0.05" if IN_FULL in line.rounding else "0.004"
    return "0.0000005"
