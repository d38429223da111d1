"""What a report is: parameters in, tables and footnotes out. The writers know no report.

A report is one file with a `Report` of its own and one line on the shelf. It says what each column
holds, and the screen, the workbook and the paper write it their own way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any, Protocol, TypeAlias, TypeVar

from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.errors import Bug
from mortgage_collect.core.money import Money

NOT_KNOWN = "not known"


class Kind(StrEnum):
    """What a column holds, and so how it is written."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    SHARE = "share"
    DAY = "day"

    @property
    def is_number(self) -> bool:
        return self in (Kind.COUNT, Kind.MONEY, Kind.SHARE)


# None is what nobody knows: written so, never as nothing.
Cell: TypeAlias = str | int | Money | Fraction | date | None


@dataclass(frozen=True, slots=True)
class Column:
    """`width` is in characters of the workbook; the paper takes it as a share."""

    title: str
    kind: Kind = Kind.TEXT
    width: int = 14


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars of one column of a table, from its row `first` to its row `last`."""

    title: str
    column: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns. `total` is the sum of the number columns, "" where there is none.

    A `detail` table has a sheet of its own in the workbook, and stays off the paper when it is
    long. With `chart` the workbook draws bars under it.
    """

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None
    detail: bool = False
    chart: Chart | None = None

    def __post_init__(self) -> None:
        for row in (*self.rows, *([self.total] if self.total else [])):
            if len(row) != len(self.columns):
                raise Bug(f"{self.title}: {len(row)} cells under {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class ReportData:
    """A report made. `as_of` and `method` stand at the head and the foot of every page."""

    key: str
    title: str
    bank: str
    as_of: date
    method: str
    made_at: datetime
    made_on: date
    tables: tuple[Table, ...]
    footnotes: tuple[str, ...]
    history: str

    @property
    def stands_for(self) -> str:
        """ "As of Mar 6, 2026 · counted the MBA way"."""
        return " · ".join(part for part in (f"As of {text.day(self.as_of)}", self.method) if part)


P_contra = TypeVar("P_contra", contravariant=True)


class Report(Protocol[P_contra]):
    """The protocol every report keeps; `parameters` is the dataclass its form is built from."""

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def parameters(self) -> type[Any]: ...

    def build(self, session: Session, now: datetime, params: P_contra) -> ReportData:
        """Look, and change nothing."""


def written(cell: Cell, kind: Kind) -> str:
    """A cell as it stands on paper and on the screen."""
    match cell:
        case None:
            return NOT_KNOWN
        case str():
            return cell
        case Money():
            return str(cell)
        case Fraction():
            return percent(cell)
        case date():
            return text.day(cell)
    return f"{cell:,}" if kind is Kind.COUNT else str(cell)


def percent(share: Fraction) -> str:
    """ "3.2%", halves rounded up."""
    tenths = (share * 1000 + Fraction(1, 2)).__floor__()
    return f"{tenths // 10}.{tenths % 10}%"
