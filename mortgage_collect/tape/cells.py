"""What a cell can hold, before anybody asks what it means.

A `Cell` is None (nothing there), `Number` (its digits as the file has them), `str`, `bool`,
`date`, `datetime` (only where the time is not midnight), `ErrorCell` or `UNCACHED`.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, NamedTuple

Progress = Callable[[int, int, str], None]


def ignore(done: int, of: int, what: str) -> None:
    """The progress of somebody who does not look. `of` is 0 while the end is not known."""


class Number(str):
    """A numeric cell as the digits in the file, so that money and rates stay exact."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """A cell that shows an error: "#N/A", "#REF!"."""

    code: str


@dataclass(frozen=True, slots=True)
class Uncached:
    """A formula whose result the file does not hold: unknown, not blank."""


UNCACHED: Final = Uncached()

Cell = str | bool | date | datetime | ErrorCell | Uncached | None


class Row(NamedTuple):
    """One row as a person would find it: its number in the sheet, its cells from column A on."""

    number: int
    cells: list[Cell]
    hidden: bool = False

    def at(self, position: int) -> Cell:
        return self.cells[position] if position < len(self.cells) else None


@dataclass(slots=True)
class SheetNotes:
    """What a reader saw beside the values; complete once all rows have been read."""

    rows: int = 0
    hidden_rows: int = 0
    hidden_columns: frozenset[int] = frozenset()
    filtered: bool = False
    formulas: dict[int, int] = field(default_factory=dict)
    too_wide: int = 0
    full: bool = False  # as many rows as its format can hold: it was probably cut there
    nul_bytes: int = 0
    encoding: str = ""
    delimiter: str = ""


class Shared:
    """Equal texts of a column as one object: states, codes and days fill most of a book."""

    MOST: Final = 2_000  # different texts a column; one of names or balances has nothing to share

    def __init__(self) -> None:
        self._known: list[dict[str, str]] = []

    def share(self, cells: list[Cell]) -> None:
        """In place. A number and a text of the same digits stay two."""
        columns = self._known
        while len(columns) < len(cells):
            columns.append({})
        for at, cell in enumerate(cells):
            if type(cell) is str:
                known = columns[at]
                held = known.get(cell)
                if held is not None:
                    cells[at] = held
                elif len(known) < self.MOST:
                    known[cell] = cell


@contextmanager
def without_collecting() -> Iterator[None]:
    """Leave the cyclic collector off while many rows are made, which it would walk in vain."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


MOST_COLUMNS: Final = 500  # columns beyond are named in a finding and not read


def letter(position: int) -> str:
    """The column's letters as a spreadsheet shows them: 0 is "A", 26 is "AA"."""
    name = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        name = chr(65 + rest) + name
    return name


def shown(cell: Cell) -> str:
    """The cell as text for a message or for keeping: dates as ISO, errors as their code."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, ErrorCell):
        return cell.code
    return "(formula without a result)"
