"""Delimited text: the encoding by its bytes, the delimiter by a real parser over 200 records."""

from __future__ import annotations

import codecs
import contextlib
import csv
import io
from collections import Counter
from collections.abc import Iterator
from typing import IO, Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.tape.cells import MOST_COLUMNS, Cell, Row, SheetNotes

DELIMITERS: Final = ",\t|;"
SAMPLE_RECORDS: Final = 200
LONGEST_CELL: Final = 1_000_000

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class DelimitedBook:
    """A text file as a workbook of one sheet."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.name = name
        self.epoch_1904 = False
        self.has_macros = False
        self._file = file
        encoding = find_encoding(file, name)
        delimiter = find_delimiter(text_of(file, encoding), name)
        self.sheets = [DelimitedSheet(self, file, encoding, delimiter)]

    def close(self) -> None:
        self._file.close()


class DelimitedSheet:
    """The only sheet of a text file; its name is empty, its rows are numbered by record."""

    name = ""
    hidden = False
    epoch_1904 = False

    def __init__(self, book: DelimitedBook, file: IO[bytes], encoding: str, delimiter: str) -> None:
        self._book = book
        self._file = file
        self.encoding, self.delimiter = encoding, delimiter
        self.notes = SheetNotes(encoding=encoding, delimiter=delimiter)

    def rows(self) -> Iterator[Row]:
        """Records that hold anything; a record is one row, also where quotes span lines."""
        notes = self.notes = SheetNotes(encoding=self.encoding, delimiter=self.delimiter)
        csv.field_size_limit(LONGEST_CELL)
        lines = _without_nul(text_of(self._file, self.encoding), notes)
        number = 0
        try:
            for number, record in enumerate(csv.reader(lines, delimiter=self.delimiter), 1):
                if len(record) > MOST_COLUMNS:
                    notes.too_wide = max(notes.too_wide, len(record))
                    del record[MOST_COLUMNS:]
                cells: list[Cell] = [text or None for text in record]
                if any(cells):
                    notes.rows += 1
                    yield Row(number, cells)
        except csv.Error as error:
            raise UserError(
                f"{self._book.name} cannot be read after record {number:,}: a quotation mark is "
                "opened there and never closed, or a cell has more than a million characters.",
                do="Open it in Excel, check that row, and save it as an Excel workbook (.xlsx).",
            ) from error


def find_encoding(file: IO[bytes], name: str) -> str:
    """By byte order mark, else UTF-8, else Windows-1252; the whole file must be so encoded."""
    file.seek(0)
    head = file.read(4)
    marked = [encoding for mark, encoding in _BOMS if head.startswith(mark)]
    for encoding in marked or ("utf-8", "cp1252"):
        decoder = codecs.getincrementaldecoder(encoding)("strict")
        file.seek(0)
        try:
            while block := file.read(1 << 20):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeError:
            continue
        return encoding
    if marked:
        raise UserError(
            f"{name} is damaged: it says it is {marked[0].removesuffix('-sig').upper()} text, and "
            "not all of it is.",
            do="Export it again, or open it in Excel and save it as an Excel workbook (.xlsx).",
        )
    raise UserError(
        f"{name} is not a text file in an encoding we know.",
        do="Open it in Excel and save it as an Excel workbook (.xlsx).",
    )


def find_delimiter(text: io.TextIOWrapper, name: str) -> str:
    """The delimiter under which most records have one width above one."""
    head = text.read(1 << 20).replace("\0", "")
    best, best_score = "", 0.0
    for delimiter in DELIMITERS:
        widths: list[int] = []
        try:
            for record in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
                if len(record) > 1 or (record and record[0].strip()):
                    widths.append(len(record))
                if len(widths) == SAMPLE_RECORDS:
                    break
        except csv.Error:
            pass  # judged by what came before
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        score = times / len(widths) + min(width, 100) / 1_000
        if width > 1 and score > best_score:
            best, best_score = delimiter, score
    if not best:
        raise UserError(
            f"{name} is text, but not a table: no comma, tab, semicolon or bar divides its lines "
            "into columns.",
            do="Choose the loan file as .xlsx or .csv.",
        )
    return best


def text_of(file: IO[bytes], encoding: str) -> io.TextIOWrapper:
    """The file as text from its beginning, line ends kept."""
    file.seek(0)
    return _Kept(file, encoding=encoding, errors="strict", newline="")  # type: ignore[arg-type]


class _Kept(io.TextIOWrapper):
    """A text view that leaves the bytes open when it goes."""

    def __del__(self) -> None:
        with contextlib.suppress(ValueError):
            self.detach()


def _without_nul(lines: io.TextIOWrapper, notes: SheetNotes) -> Iterator[str]:
    for line in lines:
        if "\0" in line:
            notes.nul_bytes += line.count("\0")
            line = line.replace("\0", "")
        yield line
