"""The fast way through a sheet: rows written as nearly all programs write them.

Such a row is taken out of the stream and read with one pattern; it must be understood to its last
sign. Everything else (formulas, rich texts, entities, hidden or odd rows, all that is no row) goes
on to the XML parser as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from mortgage_collect.tape.cells import MOST_COLUMNS, Cell, Number, letter
from mortgage_collect.tape.celltypes import day_cell, special_cell

COLUMN: Final = {letter(position): position for position in range(16_384)}
LONGEST_ROW: Final = 1 << 20
_END: Final = b"</row>"
_OPEN = re.compile(rb'<row r="(\d+)"([^>/]*)>')
_CELL = re.compile(
    r'<c r="([A-Z]+)\d+"(?: s="(\d+)")?(?: t="(s|n|str|b|e|inlineStr)")?'
    r"(?:/>|></c>|>(?:<v>|<is><t>)([^<&]*)(?:</v>|</t></is>)</c>)"
)
_ENCODING = re.compile(rb"""encoding=["']([^"']+)["']""")
# Rows with formats and nothing in them, of which a sheet may have a million.
_EMPTY = re.compile(rb'<row r="\d+"[^>]*/>|<row r="\d+"[^>/]*>(?:<c [^>]*/>)+</row>')
_UNSEEN = object()


class RawRow(NamedTuple):
    """A row still as XML: its number, what is inside it, and all of it."""

    number: int
    body: bytes
    whole: bytes


def split_rows(blocks: Iterable[bytes]) -> Iterator[bytes | RawRow]:
    """The stream in order: rows that may be plain, and bytes for whatever is between."""
    rest = b""
    plain = True
    first = True
    for block in blocks:
        if first:
            declared = _ENCODING.search(block[:200])
            plain = declared is None or declared[1].lower() in (b"utf-8", b"us-ascii")
            first = False
        if not plain:
            yield block
            continue
        held = rest + block
        if (b"/><row " in held or b"/></row>" in held) and b"<!" not in held:
            held = _EMPTY.sub(b"", held)
        end = held.rfind(_END)
        if end < 0:
            rest = held
            if len(held) > LONGEST_ROW:
                plain, rest = False, b""
                yield held
            continue
        end += len(_END)
        for piece in held[: end - len(_END)].split(_END):
            at = piece.rfind(b"<row ")
            opening = _OPEN.match(piece, at) if at >= 0 else None
            if opening is None or b"hidden" in opening[2]:
                yield piece + _END
                continue
            if at:
                yield piece[:at]
            yield RawRow(int(opening[1]), piece[opening.end() :], piece[at:] + _END)
        rest = held[end:]
    if rest:
        yield rest


class PlainRows:
    """Reads the cells of plain rows; remembers the days it has seen."""

    def __init__(self, texts: list[str], date_styles: frozenset[str], epoch_1904: bool) -> None:
        self._texts = texts
        self._date_styles = date_styles
        self._epoch_1904 = epoch_1904
        self._days: dict[str, Cell] = {}
        self.too_wide = 0  # columns of the widest row that has more than are read

    def read(self, row: RawRow) -> list[Cell] | None:
        """The cells from column A on; None where the row is not plain after all."""
        body = row.body.decode("utf-8")
        found = _CELL.findall(body)
        if len(found) != body.count("<c") or "<f" in body or "<!" in body or "\r" in body:
            return None
        texts, date_styles, days = self._texts, self._date_styles, self._days
        cells: list[Cell] = []
        for name, style, kind, text in found:
            if not text:
                continue
            value: Cell
            if kind == "s":
                value = texts[int(text)]
            elif not kind or kind == "n":
                if style in date_styles:
                    value = days.get(text, _UNSEEN)  # type: ignore[arg-type]
                    if value is _UNSEEN:
                        value = days[text] = day_cell(text, self._epoch_1904)
                else:
                    value = Number(text)
            elif kind == "inlineStr" or kind == "str":
                value = text
            else:
                value = special_cell(kind, text, False)
            column = COLUMN.get(name, MOST_COLUMNS)
            if column == len(cells) and column < MOST_COLUMNS:
                cells.append(value)
            elif column < len(cells):
                return None
            elif column >= MOST_COLUMNS:
                self.too_wide = max(self.too_wide, COLUMN.get(found[-1][0], column) + 1)
                break
            else:
                cells.extend([None] * (column - len(cells)))
                cells.append(value)
        return cells
