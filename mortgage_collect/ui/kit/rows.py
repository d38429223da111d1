"""One table model for all tables: columns are objects, rows are whatever the query gave.

`SORT_ROLE` gives values Qt can order, `ROW_ROLE` the row itself through any proxy. Screen readers
get "Title: text" for a cell and, in the first column, the sentence of the whole row.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
Kind = Literal["text", "money", "figures", "bucket", "light", "chip"]
Tone = Literal["clear", "caution", "stop", "info", "neutral"]

SORT_ROLE = Qt.ItemDataRole.UserRole
ROW_ROLE = Qt.ItemDataRole.UserRole + 1
VALUE_ROLE = Qt.ItemDataRole.UserRole + 2
TONE_ROLE = Qt.ItemDataRole.UserRole + 3

_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ANSWERED = frozenset(
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.AccessibleTextRole,
        SORT_ROLE,
        ROW_ROLE,
        VALUE_ROLE,
        TONE_ROLE,
    )
)


def plain(value: Any) -> str:
    """A value as text; what is not there is a dash, never a blank."""
    return "\u2013" if value is None or value == "" else str(value)


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """What a column shows of a row, and how.

    `kind` picks the painter: "money" and "figures" stand right with digits of one width, "bucket"
    wants a `Bucket`, "light" and "chip" take their color from `tone`. `width` counts letters;
    the one column that says `stretch` takes what is left. Where there is no room for all, those
    with `least` letters are narrowed to them; then those with the highest `spare` go, and one with
    none never does.
    """

    title: str
    value: Callable[[R], Any]
    show: Callable[[Any], str] = plain
    right: bool = False
    hint: Callable[[R], str] | None = None
    kind: Kind = "text"
    width: int = 14
    stretch: bool = False
    key: str = ""  # for stored widths and for sorting in SQL; else the title
    tone: Callable[[R], Tone | None] | None = None
    bold: bool = False
    least: int = 0
    spare: int = 0

    @property
    def name(self) -> str:
        return self.key or self.title

    @property
    def aligned_right(self) -> bool:
        return self.right or self.kind in ("money", "figures")


class ColumnsModel(QAbstractTableModel, Generic[R]):
    """Everything but where the rows are."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        parent: QObject | None = None,
        *,
        summary: Callable[[R], str] | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._summary = summary

    def row_at(self, row: int) -> R | None:
        """The row, or None while it is on its way."""
        raise NotImplementedError

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        raise NotImplementedError

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role not in _ANSWERED or not index.isValid():
            return None
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.aligned_right else _LEFT
        row = self.row_at(index.row())
        if row is None:
            waiting = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
            return "\u2026" if role in waiting else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.show(column.value(row))
            case Qt.ItemDataRole.ToolTipRole:
                return column.hint(row) if column.hint else None
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(row, index.column())
            case _ if role == SORT_ROLE:  # Qt can order numbers, not Money
                return sortable(column.value(row))
            case _ if role == ROW_ROLE:
                return row
            case _ if role == VALUE_ROLE:
                return column.value(row)
            case _ if role == TONE_ROLE:
                return column.tone(row) if column.tone else None
        return None

    def spoken(self, row: R, at: int) -> str:
        """What a screen reader says of a cell; the first cell says the row."""
        if at == 0:
            return self._summary(row) if self._summary else self.sentence(row)
        column = self.columns[at]
        return f"{column.title}: {column.show(column.value(row))}"

    def sentence(self, row: R) -> str:
        """The whole row in words."""
        said = (f"{c.title} {c.show(c.value(row))}".strip() for c in self.columns)
        return ", ".join(said)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT if column.aligned_right else _LEFT
        return None


class RowsModel(ColumnsModel[R]):
    """Rows that are all there: short lists, and lists a screen holds anyway.

    With `key`, a table keeps its current row when the rows are shown anew.
    """

    def __init__(
        self,
        columns: Sequence[Column[R]],
        parent: QObject | None = None,
        *,
        summary: Callable[[R], str] | None = None,
        key: Callable[[R], Hashable] | None = None,
    ) -> None:
        super().__init__(columns, parent, summary=summary)
        self._rows: tuple[R, ...] = ()
        self.key = key

    @property
    def rows(self) -> tuple[R, ...]:
        return self._rows

    def show_rows(self, rows: Sequence[R]) -> None:
        """Replace every row."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def row_at(self, row: int) -> R | None:
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)


class LazyModel(ColumnsModel[R]):
    """Rows made when they come in sight: any sequence, however long. Sorted by nobody."""

    def __init__(
        self,
        columns: Sequence[Column[R]],
        parent: QObject | None = None,
        *,
        summary: Callable[[R], str] | None = None,
    ) -> None:
        super().__init__(columns, parent, summary=summary)
        self.rows: Sequence[R] = ()

    def show_rows(self, rows: Sequence[R]) -> None:
        """Replace every row; the sequence is kept, not copied."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def row_at(self, row: int) -> R | None:
        return self.rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.rows)


def sortable(value: Any) -> Any:
    """A value Qt can put in order: cents of money, text of dates, nothing first."""
    if value is None:
        return ""
    if isinstance(value, Enum):  # in the order the list was written
        return list(type(value)).index(value)
    for name in ("cents", "millionths"):
        if (number := getattr(value, name, None)) is not None:
            return number
    return value.isoformat() if hasattr(value, "isoformat") else value
