"""Our own reader of .xlsx: rows as they stream by, with what other readers hide.

It keeps error cells, formulas without a result, hidden rows and true row and column numbers; it
believes no `dimension`, follows no link, runs nothing.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from datetime import date
from typing import IO
from xml.parsers import expat

from mortgage_collect.core.errors import UserError
from mortgage_collect.tape.cells import (
    MOST_COLUMNS,
    UNCACHED,
    Cell,
    ErrorCell,
    Number,
    Row,
    SheetNotes,
    letter,
)
from mortgage_collect.tape.package import SAVE_AGAIN, Package, new_parser
from mortgage_collect.tape.serial import from_serial, is_date_format

_COLUMN = {letter(position): position for position in range(16_384)}
_DIGITS = "0123456789"
_UNSEEN = object()


class XlsxBook:
    """A workbook: its sheets in order, shared texts and date formats read on first use."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.name = name
        self._package = Package(file, name)
        self.epoch_1904 = False
        self.has_macros = any(p.endswith("vbaProject.bin") for p in self._package.parts)
        self._texts: list[str] | None = None
        self._date_styles: frozenset[str] | None = None
        self.sheets = self._read_sheets()

    def _read_sheets(self) -> list[XlsxSheet]:
        parts = self._package.parts
        book = "xl/workbook.xml"
        if book not in parts:
            book = self._relations("").get("officeDocument", [("", "")])[0][1]
        if book.endswith(".bin") or "xl/workbook.bin" in parts:
            raise UserError(f"{self.name} is a binary Excel workbook (.xlsb).", do=SAVE_AGAIN)
        if book not in parts:
            raise UserError(
                f"{self.name} is a zip file, but there is no Excel workbook in it.",
                do="Choose an .xlsx or .csv file. If this is a zipped folder, unpack it first.",
            )
        listed: list[tuple[str, str, str]] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == "sheet":
                state = attributes.get("state", "visible")
                listed.append((attributes.get("name", ""), attributes.get("id", ""), state))
            elif name == "workbookPr":
                self.epoch_1904 = attributes.get("date1904") in ("1", "true")

        self._package.parse(book, start)
        relations = self._relations(book)
        self._styles_part = next((t for _, t in relations.get("styles", [])), "")
        self._texts_part = next((t for _, t in relations.get("sharedStrings", [])), "")
        targets = dict(relations.get("worksheet", []))
        return [
            XlsxSheet(self, title, targets[key], state)
            for title, key, state in listed
            if targets.get(key) in parts
        ]

    def _relations(self, part: str) -> dict[str, list[tuple[str, str]]]:
        """The part's relations by kind: (id, target path)."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, list[tuple[str, str]]] = {}

        def start(element: str, attributes: dict[str, str]) -> None:
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                target = attributes.get("Target", "")
                full = target[1:] if target.startswith("/") else posixpath.join(folder, target)
                kind = attributes.get("Type", "").rpartition("/")[2]
                found.setdefault(kind, []).append(
                    (attributes.get("Id", ""), posixpath.normpath(full))
                )

        if path in self._package.parts:
            self._package.parse(path, start)
        return found

    def texts(self) -> list[str]:
        """The shared strings; phonetic guides left out."""
        if self._texts is not None:
            return self._texts
        texts: list[str] = []
        pieces: list[str] = []
        taking = phonetic = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal taking, phonetic
            if name == "rPh":
                phonetic = True
            taking = name == "t" and not phonetic

        def data(text: str) -> None:
            if taking:
                pieces.append(text)

        def end(name: str) -> None:
            nonlocal taking, phonetic
            taking = False
            if name == "rPh":
                phonetic = False
            elif name == "si":
                texts.append("".join(pieces))
                pieces.clear()

        if self._texts_part in self._package.parts:
            self._package.parse(self._texts_part, start, data, end)
        self._texts = texts
        return texts

    def date_styles(self) -> frozenset[str]:
        """Style numbers, as written in cells, under which a number is a day."""
        if self._date_styles is not None:
            return self._date_styles
        formats: dict[int, str] = {}
        used: list[int] = []
        in_cells = False

        def start(name: str, attributes: dict[str, str]) -> None:
            nonlocal in_cells
            if name == "numFmt":
                formats[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
            elif name == "cellXfs":
                in_cells = True
            elif name == "xf" and in_cells:
                used.append(_whole(attributes.get("numFmtId")))

        def end(name: str) -> None:
            nonlocal in_cells
            if name == "cellXfs":
                in_cells = False

        if self._styles_part in self._package.parts:
            self._package.parse(self._styles_part, start, end=end)
        self._date_styles = frozenset(
            str(at) for at, number in enumerate(used) if is_date_format(number, formats.get(number, ""))
        )
        return self._date_styles

    def blocks(self, part: str) -> Iterator[bytes]:
        return self._package.member(part)

    def damaged(self) -> UserError:
        return self._package.damaged()

    def close(self) -> None:
        self._package.close()


class XlsxSheet:
    """One worksheet. `rows()` may be called again; each call fills `notes` anew."""

    def __init__(self, book: XlsxBook, name: str, part: str, state: str) -> None:
        self.name = name
        self.hidden = state != "visible"
        self.notes = SheetNotes()
        self._book = book
        self._part = part

    @property
    def epoch_1904(self) -> bool:
        return self._book.epoch_1904

    def rows(self) -> Iterator[Row]:
        """Rows that hold anything, in file order; raises UserError on damage."""
        self.notes = SheetNotes()
        return read_rows(self._book, self._part, self.notes)


def read_rows(book: XlsxBook, part: str, notes: SheetNotes) -> Iterator[Row]:
    """Rows of one sheet part. Cells end where the next begins, which halves the calls from expat;
    only a file written with line breaks between its elements needs to hear of ends as well."""
    texts, date_styles, epoch_1904 = book.texts(), book.date_styles(), book.epoch_1904
    days: dict[str, Cell] = {}
    done: list[Row] = []
    cells: list[Cell] = []
    number = 0
    hidden = opened = phonetic = taking = formula = False
    column = tail = -1
    kind: str | None = None
    style: str | None = None
    text = ""
    c, v, t, f, row = "c", "v", "t", "f", "row"
    parser = new_parser(book.name)
    parser.ordered_attributes = True

    def finish_cell() -> None:
        nonlocal opened
        opened = False
        value: Cell
        if formula:
            notes.formulas[column] = notes.formulas.get(column, 0) + 1
        if kind is None or kind == "n":
            if not text:
                value = UNCACHED
            elif style in date_styles:
                value = days.get(text, _UNSEEN)  # type: ignore[arg-type]
                if value is _UNSEEN:
                    value = days[text] = _day(text, epoch_1904)
            else:
                value = Number(text)
        elif kind == "s":
            value = texts[int(text)] if text else None
        else:
            value = _special(kind, text, formula)
        place(value)

    def place(value: Cell) -> None:
        if column >= MOST_COLUMNS:
            notes.too_wide = max(notes.too_wide, column + 1)
        elif column >= len(cells):
            cells.extend([None] * (column - len(cells)))
            cells.append(value)
        else:
            cells[column] = value

    def finish_row() -> None:
        nonlocal cells
        if opened and (text or formula):
            finish_cell()
        if cells:
            notes.rows += 1
            notes.hidden_rows += hidden
            done.append(Row(number, cells, hidden))
            cells = []

    # This function runs twice for every cell of the file: the usual cases stand here in a row.
    def start(name: str, attributes: list[str]) -> None:
        nonlocal column, kind, style, text, opened, phonetic, taking, formula, number, hidden, tail
        if name == c:
            if opened and (text or formula):
                if kind == "s" and not formula:
                    value: Cell = texts[int(text)]
                elif kind is None and not formula and style not in date_styles:
                    value = Number(text)
                else:
                    value = _UNSEEN  # type: ignore[assignment]
                if value is _UNSEEN:
                    finish_cell()
                elif column == len(cells) and column < MOST_COLUMNS:
                    cells.append(value)
                else:
                    place(value)
                text = ""
            opened, taking, formula = True, False, False
            known = len(attributes)
            if known == 4 and attributes[2] == "s" and attributes[0] == "r":
                style, kind = attributes[3], None
            elif known == 6 and attributes[2] == "s" and attributes[4] == "t":
                style, kind = attributes[3], attributes[5]
            elif known == 4 and attributes[2] == "t" and attributes[0] == "r":
                style, kind = None, attributes[3]
            elif known == 2 and attributes[0] == "r":
                style = kind = None
            else:
                about = dict(zip(attributes[::2], attributes[1::2], strict=True))
                style, kind = about.get("s"), about.get("t")
                attributes = ["r", about.get("r", "")]
            try:
                column = _COLUMN[attributes[1][:tail]]
            except KeyError:
                column = _COLUMN.get(attributes[1].rstrip(_DIGITS), column + 1)
        elif name == v:
            taking = True
        elif name == row:
            finish_row()
            about = dict(zip(attributes[::2], attributes[1::2], strict=True))
            number = int(about["r"]) if "r" in about else number + 1
            hidden = about.get("hidden") in ("1", "true")
            tail = -len(str(number))
            column, opened, phonetic, taking, text = -1, False, False, False, ""
        elif name == t:
            taking = opened and not phonetic
        else:
            other(name, attributes)

    def other(name: str, attributes: list[str]) -> None:
        nonlocal c, v, t, f, row, taking, formula, phonetic
        taking = False
        if name == f:
            formula = True
            return
        prefix, _, plain = name.rpartition(":")
        if plain == "worksheet" and prefix:
            c, v, t, f, row = (f"{prefix}:{one}" for one in (c, v, t, f, row))
        elif plain == "rPh":
            phonetic = True
        elif plain == "is":
            phonetic = False
        elif plain == "col":
            _note_column(dict(zip(attributes[::2], attributes[1::2], strict=True)), notes)
        elif plain == "autoFilter":
            notes.filtered = True

    def data(piece: str) -> None:
        nonlocal text
        if taking:
            text += piece
        elif not formula and parser.EndElementHandler is None and not piece.strip():
            parser.EndElementHandler = end

    def end(name: str) -> None:
        nonlocal taking
        if name in (v, t):
            taking = False

    parser.StartElementHandler = start
    parser.CharacterDataHandler = data
    try:
        for block in book.blocks(part):
            parser.Parse(block, False)
            yield from done
            done.clear()
        parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, IndexError) as error:
        raise book.damaged() from error
    finish_row()
    yield from done


def _day(text: str, epoch_1904: bool) -> Cell:
    """The day a date-formatted number shows; what shows no day stays visible as what it is."""
    try:
        serial = float(text)
    except ValueError:
        return text
    if 0 <= serial < 1 and not epoch_1904:
        return "1/0/1900"
    if int(serial) == 60 and not epoch_1904:
        return "2/29/1900"
    return from_serial(serial, epoch_1904) or ErrorCell("#####")


def _special(kind: str, text: str, formula: bool) -> Cell:
    """Cells with a written type: texts, truth values, errors, ISO days."""
    if kind == "b":
        return text.strip() == "1" if text else None
    if kind == "e":
        return ErrorCell(text.strip())
    if kind == "d":
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            return text
    return text if text else (UNCACHED if formula else None)


def _note_column(about: dict[str, str], notes: SheetNotes) -> None:
    if about.get("hidden") in ("1", "true"):
        first, last = _whole(about.get("min")), _whole(about.get("max"))
        positions = range(first - 1, min(last, MOST_COLUMNS))
        notes.hidden_columns = notes.hidden_columns | frozenset(positions)


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0
