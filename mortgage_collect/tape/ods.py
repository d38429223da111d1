"""Our own reader of OpenDocument spreadsheets (.ods): it follows no link and runs nothing.

The one part that matters, `content.xml`, is read as a stream. A number is kept in the digits of the
file, a day as the day it is, an error as an error; rows and cells that are written once for many
("repeated") are unfolded, and the long empty tail every such file carries is not.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import IO, Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.tape.cells import MOST_COLUMNS, Cell, ErrorCell, Number, Row, SheetNotes
from mortgage_collect.tape.package import Package, new_parser, whole

CONTENT: Final = "content.xml"
MANIFEST: Final = "META-INF/manifest.xml"
SAVE_AS: Final = "Open it, save a copy as an Excel workbook (.xlsx), and import the copy."
MOST_REPEATS: Final = 100_000  # of a row that holds something; more is no tape

_HIDDEN: Final = ("collapse", "filter")


def is_ods(package: Package) -> bool:
    return CONTENT in package.parts and MANIFEST in package.parts


class OdsBook:
    """A spreadsheet document: its sheets in order."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.name = name
        self.epoch_1904 = False
        self._package = Package(file, name)
        self.has_macros = any(part.startswith("Basic/") for part in self._package.parts)
        if self._encrypted():
            raise UserError(f"{name} is protected with a password.", do=SAVE_AS)
        self.sheets = self._read_sheets()

    def _encrypted(self) -> bool:
        found = False

        def start(name: str, _: dict[str, str]) -> None:
            nonlocal found
            found = found or name == "encryption-data"

        self._package.parse(MANIFEST, start)
        return found

    def _read_sheets(self) -> list[OdsSheet]:
        sheets: list[OdsSheet] = []
        invisible: set[str] = set()
        style = ""
        depth = 0

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal style, depth
            if name == "style":
                style = attributes.get("name", "")
            elif name == "table-properties" and attributes.get("display") == "false":
                invisible.add(style)
            elif name == "table":
                depth += 1
                if depth == 1:
                    hidden = attributes.get("style-name", "") in invisible
                    sheets.append(OdsSheet(self, attributes.get("name", ""), len(sheets), hidden))

        def end(name: str) -> None:
            nonlocal depth
            depth -= name == "table"

        self._package.parse(CONTENT, start, end=end)
        return sheets

    def rows(self, at: int, notes: SheetNotes) -> Iterator[Row]:
        reading = _Reading(at, notes, self.name)
        parser = new_parser(self.name)
        parser.StartElementHandler = reading.start
        parser.CharacterDataHandler = reading.data
        parser.EndElementHandler = reading.end
        try:
            for block in self._package.member(CONTENT):
                parser.Parse(block, False)
                yield from reading.taken()
            parser.Parse(b"", True)
        except (ValueError, ArithmeticError) as error:
            raise self._package.damaged() from error
        except Exception as error:
            if type(error).__name__ != "ExpatError":
                raise
            raise self._package.damaged() from error
        yield from reading.taken()

    def close(self) -> None:
        self._package.close()


class OdsSheet:
    """One table of the document. `rows()` may be called again; each call fills `notes` anew."""

    def __init__(self, book: OdsBook, name: str, at: int, hidden: bool) -> None:
        self.name = name
        self.hidden = hidden
        self.epoch_1904 = False
        self.notes = SheetNotes()
        self._book = book
        self._at = at

    def rows(self) -> Iterator[Row]:
        self.notes = SheetNotes()
        return self._book.rows(self._at, self.notes)


class _Reading:
    """The handlers of one pass, and the rows they have finished."""

    def __init__(self, wanted: int, notes: SheetNotes, name: str) -> None:
        self._wanted, self._notes, self._name = wanted, notes, name
        self._sheet, self._depth = -1, 0
        self._done: list[Row] = []
        self._number = 0
        self._column = 0
        self._hidden_columns: set[int] = set()
        self._cells: list[Cell] = []
        self._row_repeats, self._row_hidden = 1, False
        self._cell: dict[str, str] | None = None
        self._text: list[str] = []
        self._aside = 0

    def taken(self) -> list[Row]:
        done, self._done = self._done, []
        return done

    @property
    def _here(self) -> bool:
        return self._depth == 1 and self._sheet == self._wanted

    def start(self, full: str, given: dict[str, str]) -> None:
        name = full.rpartition(":")[2]
        if name == "table":
            self._depth += 1
            self._sheet += self._depth == 1
            return
        if not self._here:
            return
        attributes = {key.rpartition(":")[2]: value for key, value in given.items()}
        if name == "table-column":
            self._start_column(attributes)
        elif name == "table-row":
            self._cells = []
            self._row_repeats = max(whole(attributes.get("number-rows-repeated")), 1)
            self._row_hidden = attributes.get("visibility") in _HIDDEN
        elif name in ("table-cell", "covered-table-cell"):
            # The value's type is said twice; the later one knows errors.
            kind = given.get("calcext:value-type", attributes.get("value-type", ""))
            self._cell, self._text = {**attributes, "value-type": kind}, []
        elif name in ("annotation", "shape"):
            self._aside += 1
        elif name == "p" and self._text and not self._aside:
            self._text.append("\n")
        elif name == "s" and not self._aside:
            self._text.append(" " * max(whole(attributes.get("c")), 1))

    def data(self, text: str) -> None:
        if self._cell is not None and not self._aside:
            self._text.append(text)

    def end(self, full: str) -> None:
        name = full.rpartition(":")[2]
        if name == "table":
            self._depth -= 1
            return
        if not self._here:
            return
        if name in ("annotation", "shape"):
            self._aside -= 1
        elif name in ("table-cell", "covered-table-cell") and self._cell is not None:
            self._end_cell(self._cell, name.startswith("covered"))
            self._cell = None
        elif name == "table-row":
            self._end_row()

    def _start_column(self, attributes: dict[str, str]) -> None:
        repeats = max(whole(attributes.get("number-columns-repeated")), 1)
        if attributes.get("visibility") in _HIDDEN:
            last = min(self._column + repeats, MOST_COLUMNS)
            self._hidden_columns.update(range(self._column, last))
            self._notes.hidden_columns = frozenset(self._hidden_columns)
        self._column += repeats

    def _end_cell(self, attributes: dict[str, str], covered: bool) -> None:
        value = None if covered else _value(attributes, "".join(self._text))
        repeats = max(whole(attributes.get("number-columns-repeated")), 1)
        if value is not None:
            if attributes.get("formula"):
                at = len(self._cells)
                self._notes.formulas[at] = self._notes.formulas.get(at, 0) + 1
            if len(self._cells) + repeats > MOST_COLUMNS:
                self._notes.too_wide = max(self._notes.too_wide, len(self._cells) + repeats)
        room = max(MOST_COLUMNS - len(self._cells), 0)
        self._cells.extend([value] * min(repeats, room))

    def _end_row(self) -> None:
        cells = self._cells
        while cells and cells[-1] is None:
            cells.pop()
        first = self._number + 1
        self._number += self._row_repeats
        if not cells:
            return
        if self._row_repeats > MOST_REPEATS:
            raise UserError(
                f"{self._name} holds one row {self._row_repeats:,} times over: it was not read.",
                do="Ask whoever sent it to export it again.",
            )
        for number in range(first, self._number + 1):
            self._notes.rows += 1
            self._notes.hidden_rows += self._row_hidden
            self._done.append(Row(number, list(cells), self._row_hidden))


def _value(attributes: dict[str, str], text: str) -> Cell:
    """A cell by its written type; what it shows where it has none."""
    match attributes["value-type"]:
        case "":
            return text or None
        case "error":
            return ErrorCell(text.strip() or "#ERR!")
        case "float" | "percentage" | "currency":
            return Number(attributes.get("value", "").strip()) or None
        case "boolean":
            return attributes.get("boolean-value") == "true"
        case "date":
            return _day(attributes.get("date-value", ""), text)
        case _:
            return attributes.get("string-value") or text or None


def _day(written: str, shown: str) -> Cell:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return shown or written or None
    if moment.hour or moment.minute or moment.second:
        return moment.replace(microsecond=0, tzinfo=None)
    return date(moment.year, moment.month, moment.day)
