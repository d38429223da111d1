"""Find anything: a field in the top bar, and the answers in a sheet below it as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.core import text
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import ROW_ROLE, Column, Index, RowsModel
from mortgage_collect.ui.kit.search_edit import SearchEdit
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import current, theme_of
from mortgage_collect.ui.search.view_model import SearchModel

if TYPE_CHECKING:
    from mortgage_collect.queries.search import Found

MOST_SHOWN = 9


class FoundDelegate(QStyledItemDelegate):
    """Name and number above, place and what matched below."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: Found = index.data(ROW_ROLE)
        theme, box = current(), QRect(option.rect)
        selected = bool(option.state & QtWidgets.QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(box, theme.color("selection"))
        painter.setPen(theme.color("on_selection" if selected else "text"))
        painter.setFont(theme.font("strong"))
        inside = box.adjusted(theme.px(14), theme.px(5), -theme.px(14), -theme.px(5))
        height = painter.fontMetrics().height()
        top = QRect(inside.left(), inside.top(), inside.width(), height)
        right = f"{text.last_four(row.number)}"
        taken = painter.fontMetrics().horizontalAdvance(right) + theme.px(12)
        name = painter.fontMetrics().elidedText(
            row.borrower or row.number, Qt.TextElideMode.ElideRight, top.width() - taken
        )
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft, name)
        painter.setPen(theme.color("on_selection" if selected else "muted"))
        painter.setFont(theme.font("body", figures=True))
        painter.drawText(top, Qt.AlignmentFlag.AlignRight, right)
        painter.setFont(theme.font("caption"))
        low = QRect(inside.left(), top.bottom(), inside.width(), inside.bottom() - top.bottom())
        why = current().px(90)
        place = painter.fontMetrics().elidedText(
            row.place, Qt.TextElideMode.ElideRight, low.width() - why
        )
        painter.drawText(low, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, place)
        painter.drawText(low, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.why)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = current()
        letters = QFontMetrics(theme.font("strong")).height()
        small = QFontMetrics(theme.font("caption")).height()
        return QSize(theme.px(200), letters + small + theme.px(12))


class SearchSheet(QFrame):
    """Lies over the window, takes no focus, and goes when the field is left."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        dress(self, found=True)
        self.rows: RowsModel[Found] = RowsModel(
            [Column("", lambda row: row.borrower)],
            self,
            summary=lambda row: f"{row.borrower}, {row.place}, {row.why}",
        )
        self.list = QListView()
        self.list.setModel(self.rows)
        self.list.setItemDelegate(FoundDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Found"))
        dress(self.list, flat=True)
        self.said = label("", "muted", wrap=True)
        theme = theme_of(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(4), theme.px(4), theme.px(4), theme.px(4))
        self.said.setContentsMargins(theme.px(10), theme.px(8), theme.px(10), theme.px(8))
        column.addWidget(self.list)
        column.addWidget(self.said)
        self.hide()

    def show_rows(self, rows: tuple[Found, ...], typed: str) -> None:
        self.rows.show_rows(rows)
        self.list.setVisible(bool(rows))
        self.said.setVisible(not rows)
        self.said.setText(
            self.tr("Nobody found for \u201c{0}\u201d.").format(typed)
            if len(typed) > 1
            else self.tr("Type a name, number, last four, phone, street or e-mail.")
        )
        if rows:
            self.list.setCurrentIndex(self.rows.index(0, 0))

    def row(self) -> Found | None:
        found: Found | None = self.list.currentIndex().data(ROW_ROLE)
        return found

    def step(self, by: int) -> None:
        count = self.rows.rowCount()
        if count:
            at = max(0, min(self.list.currentIndex().row() + by, count - 1))
            self.list.setCurrentIndex(self.rows.index(at, 0))

    def place(self, under: QWidget) -> None:
        """Below the field, as wide, and no lower than the window."""
        window = self._window
        spot = under.mapTo(window, QPoint(0, under.height() + 2))
        row = self.list.sizeHintForRow(0) if self.rows.rowCount() else 0
        tall = min(self.rows.rowCount(), MOST_SHOWN) * row + theme_of(self).px(14)
        if not row:
            tall = self.said.heightForWidth(under.width()) + theme_of(self).px(24)
        tall = min(tall, window.height() - spot.y() - 8)
        width = max(under.width(), theme_of(self).px(320))
        self.setGeometry(QRect(spot, QSize(min(width, window.width() - spot.x() - 8), tall)))
        self.raise_()


class Search(SearchEdit):
    """Ctrl+K, a fragment, Enter. Esc gives the focus back to where it came from."""

    opened = Signal(int)

    def __init__(self, model: SearchModel, window: QWidget) -> None:
        super().__init__(self.tr("Find anything (Ctrl+K)"))
        self.model = model
        self._from: QWidget | None = None
        self.sheet = SearchSheet(window)
        self.searched.connect(self._on_typed)
        model.found.connect(self._show)
        model.settled.connect(self._open)
        self.sheet.list.clicked.connect(lambda _: self._open(self.sheet.row()))

    def enter(self) -> None:
        self._from = QApplication.focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def _on_typed(self, typed: str) -> None:
        if self.hasFocus() or typed:
            self.model.type(typed)

    def _show(self, rows: tuple[Found, ...]) -> None:
        self.sheet.show_rows(rows, self.model.typed)
        wanted = self.hasFocus() and bool(self.text().strip())
        self.sheet.setVisible(wanted)
        if wanted:
            self.sheet.place(self)

    def _open(self, row: Found | None) -> None:
        if row is None:
            return
        self.sheet.hide()
        self.clear()
        self._go_back()
        self.opened.emit(row.loan_id)

    def _go_back(self) -> None:
        came_from, self._from = self._from, None
        if came_from is not None and came_from.isVisible() and came_from is not self:
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.model.settling and event.key() != Qt.Key.Key_Escape:
            # A loan is on its way: what is typed now is not meant for the search.
            return
        match event.key():
            case Qt.Key.Key_Down:
                self.sheet.step(1)
            case Qt.Key.Key_Up:
                self.sheet.step(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                if self.model.settle():
                    self._open(self.sheet.row())
            case Qt.Key.Key_Escape:
                self.model.give_up()
                self.sheet.hide()
                self.clear()
                self._go_back()
            case _:
                super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.FocusOut:
            self.sheet.hide()
        return super().event(event)
