"""The options as a table: a line for each figure, a column for each option."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from mortgage_collect.ui.kit.rows import TONE_ROLE, Index
from mortgage_collect.ui.workouts.words import TONES, word
from mortgage_collect.workout.comparison import LINES, ComparedLine
from mortgage_collect.workout.evaluate import Result

PICKED_ROLE = Qt.ItemDataRole.UserRole + 20
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ColumnsModel(QAbstractTableModel):
    """`show_options` replaces the columns; the cells tell themselves with option and line."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.results: tuple[Result, ...] = ()
        self.picked = ""
        self.tried: frozenset[str] = frozenset()

    def show_options(
        self, results: Sequence[Result], picked: str, tried: frozenset[str] = frozenset()
    ) -> None:
        """`tried` are the keys of options whose terms are the specialist's own."""
        shape = len(results) != len(self.results)
        if shape:
            self.beginResetModel()
        self.results, self.picked, self.tried = tuple(results), picked, tried
        if shape:
            self.endResetModel()
        elif results:
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(results) - 1)

    def result(self, column: int) -> Result | None:
        return self.results[column] if 0 <= column < len(self.results) else None

    def line(self, row: int) -> ComparedLine:
        return LINES[row]

    def is_idle(self, row: int) -> bool:
        """A line that may be left out, and in which no column says anything."""
        line = LINES[row]
        return line.optional and all(line.is_idle(each) for each in self.results)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(LINES)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.results)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        result, line = self.results[index.column()], LINES[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return line.cell(result)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _RIGHT
            case Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(index.row(), index.column())
            case _ if role == TONE_ROLE:
                return "caution" if line.warns(result) else None
            case _ if role == PICKED_ROLE:
                return result.key == self.picked
        return None

    def spoken(self, row: int, column: int) -> str:
        """A cell in words; in the first line the whole column's verdict goes before it."""
        result, line = self.results[column], LINES[row]
        said = self.tr("{0}, {1}: {2}").format(result.label, line.title, line.cell(result))
        return said if row else f"{self.heading(column)}. {said}"

    def heading(self, column: int) -> str:
        """What the head of a column says to whoever cannot see it."""
        result = self.results[column]
        said = self.tr("{0} of {1}, {2}: {3}").format(
            column + 1, len(self.results), result.label, word(result)
        )
        if result.key in self.tried:
            said = self.tr("{0}, with your own terms").format(said)
        return said if result.key != self.picked else self.tr("{0}, picked").format(said)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole and section < len(LINES):
                return LINES[section].title
            return None
        result = self.result(section)
        if result is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return result.label
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return self.heading(section)
            case _ if role == TONE_ROLE:
                return TONES[result.verdict]
            case _ if role == PICKED_ROLE:
                return result.key == self.picked
        return None
