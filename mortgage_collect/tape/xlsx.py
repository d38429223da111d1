"""Our own reader of .xlsx workbooks: it follows no link and runs nothing."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import IO

from mortgage_collect.core.errors import UserError
from mortgage_collect.tape.cells import Row, SheetNotes
from mortgage_collect.tape.package import Package, whole
from mortgage_collect.tape.serial import is_date_format
from mortgage_collect.tape.sheetxml import read_rows


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
                formats[whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")
            elif name == "cellXfs":
                in_cells = True
            elif name == "xf" and in_cells:
                used.append(whole(attributes.get("numFmtId")))

        def end(name: str) -> None:
            nonlocal in_cells
            if name == "cellXfs":
                in_cells = False

        if self._styles_part in self._package.parts:
            self._package.parse(self._styles_part, start, end=end)
        self._date_styles = frozenset(
            str(at)
            for at, number in enumerate(used)
            if is_date_format(number, formats.get(number, ""))
        )
        return self._date_styles

    def rows(self, part: str, notes: SheetNotes) -> Iterator[Row]:
        """The rows of one sheet's part; fills `notes` on the way."""
        return read_rows(
            self._package.member(part),
            self.name,
            self.texts(),
            self.date_styles(),
            self.epoch_1904,
            notes,
            self._package.damaged(),
        )

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
        return self._book.rows(self._part, self.notes)
