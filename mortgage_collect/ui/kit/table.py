"""The table of the house: calm rows, one column that stretches, and keys that do what is expected.

Tab leaves it, Enter opens the row, an empty one says why it is empty. The current row survives
a refresh when the model's rows have a key.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic, TypeVar, cast

from PySide6.QtCore import QEvent, QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QWidget

from mortgage_collect.ui.kit import icons
from mortgage_collect.ui.kit.delegates import CellDelegate
from mortgage_collect.ui.kit.paged import PagedModel
from mortgage_collect.ui.kit.rows import ROW_ROLE, SORT_ROLE, Column, ColumnsModel, RowsModel
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR

R = TypeVar("R")
OF_A_LIST = "of a list"
"""A property of actions of the window that belong in the context menu of every table."""


class Table(QTableView, Generic[R]):
    """`opened(row)` on Enter or double click, `chosen(row)` when the current row changes."""

    opened = Signal(object)
    chosen = Signal(object)  # the row, or None
    sort_asked = Signal(str, bool)  # column name, ascending: for lists that SQL sorts
    widths_changed = Signal(dict)  # for keeping; give it back to `restore_widths`

    def __init__(
        self,
        model: ColumnsModel[R],
        parent: QWidget | None = None,
        *,
        name: str = "",
        empty: str = "",
        sort_here: bool = False,
        flat: bool = False,
    ) -> None:
        super().__init__(parent)
        self.source, self.empty = model, empty
        self._kept: Hashable | None = None
        self._sorted = ("", False)
        self._delegates: list[CellDelegate] = []
        self._full: dict[int, int] = {}  # widths of columns there is no room for
        self.setAccessibleName(name)
        self._calm_down()
        dress(self, flat=flat)
        self._proxy: QSortFilterProxyModel | None = None
        if sort_here:
            self._proxy = QSortFilterProxyModel(self)
            self._proxy.setSortRole(SORT_ROLE)
            self._proxy.setSourceModel(model)
        self.setModel(self._proxy or model)
        self.setSortingEnabled(sort_here)
        if sort_here:
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for at, column in enumerate(model.columns):
            delegate = CellDelegate(column.kind, bold=column.bold, parent=self)
            self._delegates.append(delegate)
            self.setItemDelegateForColumn(at, delegate)
        self._lay_out()
        header = self.horizontalHeader()
        header.sectionResized.connect(lambda *_: self.widths_changed.emit(self.widths()))
        header.sectionClicked.connect(self._on_header)
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._recall)

    def _calm_down(self) -> None:
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    # -- rows ---------------------------------------------------------------------------------

    def row(self) -> R | None:
        """The current row."""
        index = self.currentIndex()
        return cast("R | None", index.data(ROW_ROLE)) if index.isValid() else None

    def choose(self, at: int) -> None:
        """Make the row at a position of the shown order the current one."""
        model = self.model()
        if 0 <= at < model.rowCount():
            # From a hidden column the arrow keys lead nowhere.
            columns = range(model.columnCount())
            seen = next((each for each in columns if not self.isColumnHidden(each)), 0)
            self.setCurrentIndex(model.index(at, seen))

    def choose_key(self, key: Hashable) -> bool:
        """Make the row with this key the current one; False when it is not shown."""
        model, key_of = self.model(), getattr(self.source, "key", None)
        if key_of is None:
            return False
        for at in range(model.rowCount()):
            if key_of(model.index(at, 0).data(ROW_ROLE)) == key:
                self.choose(at)
                return True
        return False

    def shown_columns(self) -> list[Column[R]]:
        """The columns that can be seen, in the order in which they stand."""
        header = self.horizontalHeader()
        places = sorted(range(len(self.source.columns)), key=header.visualIndex)
        return [self.source.columns[at] for at in places if not self.isColumnHidden(at)]

    def every_row(self, take: Callable[[Sequence[R | None]], None]) -> None:
        """Hands over all rows in the order shown; of a long list, once they have been fetched."""
        if isinstance(self.source, PagedModel):
            self.source.every_row(take)
            return
        model = self.model()
        take([model.index(at, 0).data(ROW_ROLE) for at in range(model.rowCount())])

    def fit_rows(self, most: int | None = None) -> None:
        """As tall as its rows, at least one; from `most` on it scrolls."""
        rows = max(self.model().rowCount(), 1)
        self.setFixedHeight(
            self.horizontalHeader().sizeHint().height()
            + (rows if most is None else min(rows, most))
            * self.verticalHeader().defaultSectionSize()
            + 2 * self.frameWidth()
            + theme_of(self).px(HAIR) * 4
        )

    def set_empty(self, sentence: str) -> None:
        self.empty = sentence
        self.viewport().update()

    def _remember(self) -> None:
        if isinstance(self.source, RowsModel) and self.source.key and (row := self.row()):
            self._kept = self.source.key(row)

    def _recall(self) -> None:
        if self._kept is None or not self.choose_key(self._kept):
            self.chosen.emit(self.row())
        self._kept = None

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.row() != previous.row():
            self.chosen.emit(self.row())

    # -- widths -------------------------------------------------------------------------------

    def widths(self) -> dict[str, int]:
        """Widths by column name, without the one that stretches."""
        return {
            column.name: self._full.get(at, self.columnWidth(at))
            for at, column in enumerate(self.source.columns)
            if not column.stretch
        }

    def restore_widths(self, widths: Mapping[str, int]) -> None:
        """Give back what `widths_changed` said; names that are gone are left out."""
        for at, column in enumerate(self.source.columns):
            if not column.stretch and (width := widths.get(column.name)):
                self.setColumnWidth(at, width)

    def reset_widths(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        theme = theme_of(self)
        letters = QFontMetrics(theme.font(figures=True))
        self.verticalHeader().setMinimumSectionSize(theme.px(20))
        self.verticalHeader().setDefaultSectionSize(letters.height() + theme.px(12))
        self.horizontalHeader().setMinimumSectionSize(theme.px(32))
        for at in self._full:
            self.setColumnHidden(at, False)
        self._full.clear()
        for at, column in enumerate(self.source.columns):
            self.setColumnWidth(at, self._letters(column.width))
        self._stretch()

    def _stretch(self) -> None:
        """The stretching column takes what is left, but never less than it asked for."""
        columns, header = self.source.columns, self.horizontalHeader()
        at = next((i for i, column in enumerate(columns) if column.stretch), -1)
        if at < 0:
            return
        letters = QFontMetrics(theme_of(self).font())
        least = columns[at].width * letters.averageCharWidth() + theme_of(self).px(20)
        self._make_room(at, least)
        others = sum(self.columnWidth(i) for i in range(len(columns)) if i != at)
        fits = others + least <= self.viewport().width()
        mode = QHeaderView.ResizeMode.Stretch if fits else QHeaderView.ResizeMode.Interactive
        if header.sectionResizeMode(at) != mode:
            header.setSectionResizeMode(at, mode)
        if not fits:
            self.setColumnWidth(at, least)

    def _make_room(self, stretches: int, least: int) -> None:
        """Narrows what may be narrowed, then hides what can be spared, until the rest fits."""
        columns, room = self.source.columns, self.viewport().width()
        gives = [at for at, column in enumerate(columns) if column.least or column.spare]
        if not gives:
            return
        wide = {at: self.columnWidth(at) for at in range(len(columns))} | self._full
        full, wide[stretches] = {at: wide[at] for at in gives}, least
        if sum(wide.values()) > room:
            wide |= {at: self._letters(columns[at].least) for at in gives if columns[at].least}
        for at in sorted(gives, key=lambda each: -columns[each].spare):
            if goes := columns[at].spare > 0 and sum(wide.values()) > room:
                del wide[at]
            if self.isColumnHidden(at) != goes:
                self.setColumnHidden(at, goes)
            if at in wide and at != stretches and self.columnWidth(at) != wide[at]:
                self.setColumnWidth(at, wide[at])
        self._full = {at: was for at, was in full.items() if wide.get(at) != was}

    def _letters(self, count: int) -> int:
        letters = QFontMetrics(theme_of(self).font(figures=True))
        return count * letters.averageCharWidth() + theme_of(self).px(20)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._stretch()

    # -- keys, mouse, paint -------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if (row := self.row()) is not None:
                self.opened.emit(row)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the window can do with any list; nothing where it lists nothing of the kind."""
        actions = [each for each in self.window().actions() if each.property(OF_A_LIST)]
        if not actions:
            super().contextMenuEvent(event)
            return
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions(actions)
        menu.popup(event.globalPos())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        super().mouseDoubleClickEvent(event)
        if self.indexAt(event.position().toPoint()).isValid() and (row := self.row()) is not None:
            self.opened.emit(row)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover(-1)

    def _hover(self, row: int) -> None:
        if self._delegates and self._delegates[0].hovered != row:
            for delegate in self._delegates:
                delegate.hovered = row
            self.viewport().update()

    def _on_header(self, section: int) -> None:
        if self._proxy is None:
            name = self.source.columns[section].name
            up = self._sorted != (name, True)
            self.show_sort(name, up)
            self.sort_asked.emit(name, up)

    def show_sort(self, name: str, ascending: bool) -> None:
        """Mark the column a list is sorted by."""
        self._sorted = (name, ascending)
        order = Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder
        for at, column in enumerate(self.source.columns):
            if column.name == name:
                self.horizontalHeader().setSortIndicatorShown(True)
                self.horizontalHeader().setSortIndicator(at, order)

    def _paint_more(self) -> None:
        """An arrow at the edge beyond which there are columns: nobody takes a cut sum for whole."""
        bar, theme = self.horizontalScrollBar(), theme_of(self)
        if bar.value() >= bar.maximum():
            return
        whole, wide = self.viewport().rect(), theme.px(20)
        edge = whole.adjusted(whole.width() - wide, 0, 0, 0)
        painter = QPainter(self.viewport())
        painter.fillRect(edge, theme.color("raised"))
        painter.fillRect(edge.left(), edge.top(), 1, edge.height(), theme.color("border"))
        drawn = icons.pixmap(
            "chevron-right", theme.color("muted"), theme.px(16), self.devicePixelRatioF()
        )
        row = self.verticalHeader().defaultSectionSize()
        for top in range(edge.top(), edge.bottom(), row):
            painter.drawPixmap(edge.left() + theme.px(2), top + (row - theme.px(16)) // 2, drawn)
        painter.end()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._paint_more()
        if self.empty and self.model().rowCount() == 0:
            theme = theme_of(self)
            painter = QPainter(self.viewport())
            painter.setFont(theme.font())
            painter.setPen(theme.color("muted"))
            inside = self.viewport().rect().adjusted(theme.px(24), 0, -theme.px(24), 0)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inside, flags, self.empty)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.model():
            self.verticalHeader().setDefaultSectionSize(
                QFontMetrics(theme_of(self).font(figures=True)).height() + theme_of(self).px(12)
            )
