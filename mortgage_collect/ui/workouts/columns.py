"""The options side by side: a stock table, so that arrows, readers and dragging work as anywhere.

Left and Right go from option to option, Up and Down from figure to figure; a digit or Enter picks
an option, S shows the steps of the figure, O the options that are not here. Where there is no room
for four, as many as fit are shown and the rest come in as one goes on.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mortgage_collect.ui.kit.badges import pair
from mortgage_collect.ui.kit.rows import TONE_ROLE, Index
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import contrast
from mortgage_collect.ui.workouts.columns_head import ColumnsHead
from mortgage_collect.ui.workouts.columns_model import PICKED_ROLE, ColumnsModel
from mortgage_collect.workout.comparison import NOTHING

LONGEST = "$9,999.99 Dec \u201999"
"""What a column has to have room for."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class OptionColumns(QTableView):
    """`picked(column)`, `steps_asked(row, column)`, `others_asked()`; `moved()` when another
    column is the current one, or other columns are shown; `sized()` when they take other room."""

    picked = Signal(int)
    steps_asked = Signal(int, int)
    others_asked = Signal()
    moved = Signal()
    sized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.options = ColumnsModel(self)
        self._first = self._out = 0
        dress(self, flat=True)
        self.setAccessibleName(self.tr("Options side by side"))
        self.setAccessibleDescription(
            self.tr(
                "Left and Right go from option to option, Up and Down from figure to figure. "
                "A digit or Enter picks an option, S shows how a figure comes about, "
                "O shows the other options."
            )
        )
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._corner = _Corner(self)  # beside the heads, over the names of the lines
        self._head = ColumnsHead(self.options, self)
        self._head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHorizontalHeader(self._head)
        self.setModel(self.options)
        rows = self.verticalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        rows.setHighlightSections(False)
        rows.setMinimumSectionSize(theme_of(self).px(16))
        rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._painter = _Cell(self)
        self.setItemDelegate(self._painter)
        self._head.sectionClicked.connect(self.picked)
        self.options.modelReset.connect(self._on_reset)
        self.options.headerDataChanged.connect(lambda *_: self._fit())
        self._fit()

    # -- what stands where --------------------------------------------------------------------

    def go_to(self, column: int) -> None:
        """Make a column the current one, on the line one is on."""
        if 0 <= column < self.options.columnCount():
            row = max(self.currentIndex().row(), 0)
            self.setCurrentIndex(self.options.index(row, column))

    @property
    def column(self) -> int:
        """The column one is on; the first when one has not been anywhere."""
        return max(self.currentIndex().column(), 0)

    @property
    def shown(self) -> tuple[int, ...]:
        """The columns there is room for."""
        many = range(self.options.columnCount())
        return tuple(at for at in many if not self.isColumnHidden(at))

    def seen_best(self) -> QRect:
        """What to keep in sight: the current cell, and the room its head takes over it."""
        cell = self.visualRect(self.currentIndex()).translated(self.viewport().pos())
        return cell.adjusted(0, -self._head.height(), 0, 0)

    def keep_heads(self, top: int) -> None:
        """The heads stay in sight while the columns scroll under them: `top` is how much of the
        columns is out of sight above."""
        row = self.verticalHeader().defaultSectionSize()
        most = self.height() - self._head.height() - row
        self._out = min(max(top, 0), max(most, 0))
        self._place_heads()

    def _place_heads(self) -> None:
        frame = self.frameWidth()
        self._head.move(self._head.x(), frame + self._out)
        self._corner.setGeometry(
            frame, frame + self._out, self._head.x() - frame, self._head.height()
        )
        self._corner.setVisible(self._out > 0)
        for part in (self._head, self._corner):
            part.raise_()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_heads()

    def sizeHint(self) -> QSize:
        shown = sum(not self.isRowHidden(row) for row in range(self.options.rowCount()))
        rows = shown * self.verticalHeader().defaultSectionSize()
        high = rows + self._head.sizeHint().height() + 2 * self.frameWidth()
        return QSize(super().sizeHint().width(), high)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme_of(self).px(200), self.sizeHint().height())

    def _on_reset(self) -> None:
        self._first = 0
        if self.options.results and not self.currentIndex().isValid():
            self.setCurrentIndex(self.options.index(0, 0))
        self._fit()

    def _fit(self) -> None:
        theme = theme_of(self)
        letters = QFontMetrics(theme.font(figures=True))
        self.verticalHeader().setDefaultSectionSize(letters.height() + theme.px(1))
        titles = QFontMetrics(theme.font())
        names = [self.options.line(row).title for row in range(self.options.rowCount())]
        head = max(titles.horizontalAdvance(name) for name in names) + theme.px(22)
        self.verticalHeader().setFixedWidth(head)
        for row in range(self.options.rowCount()):
            self.setRowHidden(row, self.options.is_idle(row))
        many, before = self.options.columnCount(), self.shown
        if many:
            room = self.width() - head - 2 * self.frameWidth()
            least = letters.horizontalAdvance(LONGEST) + theme.px(12)
            fit = max(min(room // max(least, 1), many), 1)
            self._first = min(self._first, many - fit)
            self._first = max(min(self._first, self.column), self.column - fit + 1)
            for at in range(many):
                self.setColumnHidden(at, not self._first <= at < self._first + fit)
                self.setColumnWidth(at, max(room // fit, 1))
        high = self.sizeHint().height()
        if self.height() != high:
            self.setFixedHeight(high)
        self.updateGeometries()
        if self.shown != before:
            self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.sized.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange) and self.model():
            self._fit()

    # -- keys and mouse -----------------------------------------------------------------------

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        self._head.current = current.column()
        if self.isColumnHidden(current.column()):
            self._fit()
        self._head.viewport().update()
        self.viewport().update()
        if current.column() != previous.column():
            self.moved.emit()

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, held: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Sideways also to a column there is no room for yet: it comes in."""
        here, to = self.currentIndex(), QAbstractItemView.CursorAction
        if here.isValid() and action in (to.MoveLeft, to.MoveRight):
            step = 1 if action == to.MoveRight else -1
            column = min(max(here.column() + step, 0), self.options.columnCount() - 1)
            if self.isColumnHidden(column):
                self._first += step
                self._fit()
                self.setColumnHidden(column, False)
            return self.options.index(here.row(), column)
        return super().moveCursor(action, held)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        typed = event.text().casefold() if plain else ""
        if plain and event.key() in _ENTER:
            self.picked.emit(self.column)
        elif typed.isdigit() and typed != "0":
            self.picked.emit(int(typed) - 1)
        elif typed == "s":
            self.steps_asked.emit(max(self.currentIndex().row(), 0), self.column)
        elif typed == "o":
            self.others_asked.emit()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: object) -> None:
        if (here := self.currentIndex()).isValid():
            self.steps_asked.emit(here.row(), here.column())


class _Corner(QWidget):
    """What is left of the heads while they stand over the lines."""

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("raised"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("border"))
        painter.end()


class _Cell(QStyledItemDelegate):
    """A figure at the right; the current column on a ground of its own, the cell in a ring."""

    def __init__(self, view: OptionColumns) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = theme_of(None)
        view, box = self._view, option.rect
        here = index.column() == view.currentIndex().column()
        painter.save()
        if here:
            painter.fillRect(box, theme.color("selection"))
        elif index.data(PICKED_ROLE):
            painter.fillRect(box, theme.color("hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        words = str(index.data() or "")
        role = "on_selection" if here else "text"
        color = theme.color(role)
        if words == NOTHING and not here:
            color = theme.color("muted")
        if tone := index.data(TONE_ROLE):
            warned = pair(theme, tone).text
            ground = theme.tokens.selection if here else theme.tokens.raised
            color = QColor(warned) if contrast(warned, ground) >= 4.5 else color
        font = theme.font("strong" if index.row() == 0 or tone else "body", figures=True)
        painter.setFont(font)
        painter.setPen(color)
        inside = box.adjusted(theme.px(4), 0, -theme.px(8), -1)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, shown)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if focused and index == view.currentIndex():
            painter.setPen(QPen(theme.color("focus"), theme.px(2)))
            painter.drawRect(box.adjusted(1, 1, -2, -2))
        painter.restore()
