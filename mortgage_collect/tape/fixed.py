"""Text of fixed positions: one loan a line, cut where a known layout says."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO

from mortgage_collect.tape.cells import Cell, Row, SheetNotes
from mortgage_collect.tape.delimited import find_encoding, text_of
from mortgage_collect.tape.profiles import Profile, cut, fixed_profile

SAMPLE = 200
HEAD = 1 << 18


class FixedBook:
    """A file of fixed positions as a workbook of one sheet; `profile` is None where it is none."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self.has_macros = False
        self._file = file
        file.seek(0)
        head = file.read(HEAD).decode("latin-1").splitlines()[:-1]
        self.profile = fixed_profile([line for each in head[:SAMPLE] if (line := _bare(each))])
        self.sheets: list[FixedSheet] = []
        if self.profile is not None:
            self.sheets = [FixedSheet(file, find_encoding(file, name), self.profile)]

    def close(self) -> None:
        self._file.close()


class FixedSheet:
    """Its only sheet; rows are numbered by line."""

    name = ""
    hidden = False
    epoch_1904 = False

    def __init__(self, file: IO[bytes], encoding: str, profile: Profile) -> None:
        self._file, self._profile, self._encoding = file, profile, encoding
        self.notes = SheetNotes(encoding=encoding)

    def rows(self) -> Iterator[Row]:
        """Every line that holds anything; a line too short has its last cells empty."""
        notes = self.notes = SheetNotes(encoding=self._encoding)
        lines: io.TextIOWrapper = text_of(self._file, self._encoding)
        for number, line in enumerate(lines, 1):
            if text := _bare(line):
                cells: list[Cell] = [cell or None for cell in cut(self._profile, text)]
                notes.rows += 1
                yield Row(number, cells)


def _bare(line: str) -> str:
    """Without its end, and without the mark that ends old files; blanks at the end count."""
    text = line.rstrip("\r\n").replace("\0", "").rstrip("\x1a")
    return text if text.strip() else ""
