"""Rows of a worksheet written as they go by, which is most of the work of an export.

XlsxWriter keeps a cell as an object, and writes a text that begins with `<r>` and ends with `</r>`
as it stands, as XML of its own; here every text is escaped. Everything else of the file is its.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from math import isfinite
from typing import Any, Final, TextIO
from xml.sax.saxutils import escape

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.tape.cells import letter
from mortgage_collect.tape.values import YearMonth

LONGEST: Final = 32_767
FIRST_DAY: Final = date(1900, 3, 1)  # before it Excel counts a day that never was
_ZERO: Final = date(1899, 12, 30).toordinal()
_DAY: Final = 86_400
# Signs no XML may hold, and halves of signs; tabs and line ends are kept.
_CONTROL: Final = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_CODED: Final = re.compile(r"(_x[0-9a-fA-F]{4}_)")  # Excel would read "_x0041_" as "A"


def clean(text: str) -> str:
    """What a cell can hold: control signs gone, at most as long as Excel allows."""
    return _CONTROL.sub(" ", text)[:LONGEST]


class RowWriter:
    """Writes rows below what the sheet has so far. `formats` are money, rate, date, int, text and
    moment; the sheet is one of a workbook in constant memory."""

    def __init__(self, sheet: Any, formats: Mapping[str, Any]) -> None:
        sheet._write_single_row()  # the header, which waits for the row after it
        self._sheet = sheet
        self._out: TextIO = sheet.row_data_fh
        self._letters: list[str] = []
        style = {name: f' s="{each._get_xf_index()}"' for name, each in formats.items()}
        self._text = style["text"]
        self._styles = style

    def write(self, row: int, values: Sequence[Any]) -> None:
        """One row; `row` counts from 0 and is below all that were written before."""
        number = row + 1
        while len(self._letters) < len(values):
            self._letters.append(letter(len(self._letters)))
        parts = [f'<row r="{number}">']
        for name, value in zip(self._letters, values, strict=False):
            if value is not None:
                parts.append(self._cell(f'<c r="{name}{number}"', value))
        parts.append("</row>")
        self._out.write("".join(parts))
        if values:
            self._sheet._check_dimensions(row, len(values) - 1)

    def _cell(self, opening: str, value: Any) -> str:
        styles = self._styles
        kind = type(value)
        if kind is str:
            return self._string(opening, value)
        if kind is Money:
            return f"{opening}{styles['money']}><v>{value.cents / 100:.16G}</v></c>"
        if kind is date and value >= FIRST_DAY:
            return f"{opening}{styles['date']}><v>{value.toordinal() - _ZERO}</v></c>"
        if kind is Rate:
            return f"{opening}{styles['rate']}><v>{value.millionths / 1_000_000:.16G}</v></c>"
        if kind is bool:
            return self._string(opening, "Y" if value else "N", "")
        if kind is int:
            return f"{opening}{styles['int']}><v>{value}</v></c>"
        if isinstance(value, float) and isfinite(value):
            return f"{opening}><v>{value:.16G}</v></c>"
        if isinstance(value, datetime) and value.date() >= FIRST_DAY:
            clock = value.replace(tzinfo=None)
            seconds = clock.hour * 3_600 + clock.minute * 60 + clock.second
            serial = clock.toordinal() - _ZERO + seconds / _DAY
            return f"{opening}{styles['moment']}><v>{serial:.16G}</v></c>"
        if isinstance(value, Decimal):
            return self._string(opening, f"{value:f}%", "")
        if isinstance(value, YearMonth):
            return self._string(opening, f"{value.month:02d}/{value.year}", "")
        return self._string(opening, str(value))

    def _string(self, opening: str, text: str, style: str | None = None) -> str:
        text = escape(_CODED.sub(r"_x005F\1", clean(text)))
        keep = ' xml:space="preserve"' if text != text.strip() else ""
        style = self._text if style is None else style
        return f'{opening}{style} t="inlineStr"><is><t{keep}>{text}</t></is></c>'
