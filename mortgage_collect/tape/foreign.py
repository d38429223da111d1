"""Workbooks of other formats (.xls, .xlsb), read in a process of their own and held as text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any, Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.tape.apart import Damaged, read_apart
from mortgage_collect.tape.cells import MOST_COLUMNS, Cell, ErrorCell, Number, Row, SheetNotes
from mortgage_collect.tape.celltypes import day_cell

LARGEST: Final = 500_000_000
CALLED: Final = {
    "xls": "an Excel workbook in the format of 1997 to 2003 (.xls)",
    "xlsb": "a binary Excel workbook (.xlsb)",
}
SAVE_AS: Final = "Open it in Excel, choose Save As, Excel workbook (.xlsx), and import that."


class ForeignBook:
    """All sheets of such a workbook; what the other process told stays in memory as it came."""

    def __init__(self, file: IO[bytes], name: str, kind: str) -> None:
        self.name = name
        self.has_macros = False
        self._file = file
        self.sheets: list[ForeignSheet] = []
        file.seek(0)
        content = file.read(LARGEST + 1)
        if len(content) > LARGEST:
            raise UserError(f"{name} is larger than 500 MB: it was not opened.", do=SAVE_AS)
        try:
            for message in read_apart(kind, content):
                if "sheet" in message:
                    self.sheets.append(_sheet(message))
                else:
                    self.sheets[-1].bunches.append(json.dumps(message["rows"]).encode())
        except Damaged as error:
            raise UserError(
                f"{name} looks like {CALLED[kind]}, but cannot be read: it is damaged, cut short "
                "or too large to unfold.",
                do=SAVE_AS,
            ) from error

    def close(self) -> None:
        self._file.close()


@dataclass(slots=True)
class ForeignSheet:
    """One sheet. `rows()` may be called again; each call fills `notes` anew."""

    name: str
    hidden: bool
    epoch_1904: bool = False
    hidden_columns: frozenset[int] = frozenset()
    full: bool = False
    bunches: list[bytes] = field(default_factory=list)
    notes: SheetNotes = field(default_factory=SheetNotes)

    def rows(self) -> Iterator[Row]:
        notes = self.notes = SheetNotes(hidden_columns=self.hidden_columns, full=self.full)
        for bunch in self.bunches:
            for number, hidden, told in json.loads(bunch):
                if len(told) > MOST_COLUMNS:
                    notes.too_wide = max(notes.too_wide, len(told))
                    del told[MOST_COLUMNS:]
                notes.rows += 1
                notes.hidden_rows += hidden
                yield Row(number, [_cell(each, self.epoch_1904) for each in told], hidden)


def _sheet(message: dict[str, Any]) -> ForeignSheet:
    return ForeignSheet(
        message["sheet"],
        message["hidden"],
        message.get("epoch_1904", False),
        frozenset(message.get("hidden_columns", ())),
        message.get("full", False),
    )


def _cell(told: Any, epoch_1904: bool) -> Cell:
    if not isinstance(told, list):
        cell: Cell = told
        return cell
    kind, text = told
    match kind:
        case "n":
            return Number(text)
        case "s":
            return day_cell(text, epoch_1904)
        case "e":
            return ErrorCell(text)
    moment = datetime.fromisoformat(text)
    return moment if " " in text else date(moment.year, moment.month, moment.day)
