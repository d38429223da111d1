"""Calls, letters, promises, payments and plans in one list, newest first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mortgage_collect.core import text
from mortgage_collect.ui.kit import icons
from mortgage_collect.ui.kit.rows import ROW_ROLE, Column, Index, RowsModel
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import current, theme_of

if TYPE_CHECKING:
    from mortgage_collect.queries.timeline import TimelineRow

ICONS = {
    "contact": "phone",
    "note": "message-square",
    "next": "calendar",
    "promise": "handshake",
    "payment": "banknote",
    "quote": "calculator",
    "review": "list",
    "plan": "scale",
    "document": "file-text",
    "flag": "flag",
    "matter": "clock",
    "data": "pencil",
}
DETAIL_LINES = 3


def spoken(row: TimelineRow) -> str:
    """The entry as a screen reader says it."""
    said = f"{text.day(row.at)}, {row.title}"
    return f"{said}. {row.detail}" if row.detail else said


class EntryDelegate(QStyledItemDelegate):
    """Icon, sentence, day and author; the detail below, at most three lines."""

    def __init__(self, local: Callable[[datetime], datetime], parent: QListView) -> None:
        super().__init__(parent)
        self._local = local

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(ROW_ROLE)
        theme, box = current(), QRect(option.rect)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(box, theme.color("selection"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        role = "on_selection" if selected else "text"
        mark = icons.pixmap(ICONS.get(row.kind, "info"), theme.color("muted"), theme.px(16))
        top = box.top() + theme.px(7)
        painter.drawPixmap(QPoint(box.left() + theme.px(14), top + theme.px(1)), mark)
        left = box.left() + theme.px(42)
        painter.setFont(theme.font("caption", figures=True))
        stamp = f"{self._stamp(row)}  \u00b7  {row.actor}"
        small = painter.fontMetrics()
        taken = small.horizontalAdvance(stamp)
        right = box.right() - theme.px(14)
        painter.setPen(theme.color("on_selection" if selected else "muted"))
        painter.drawText(
            QRect(right - taken, top, taken, QFontMetrics(theme.font("strong")).height()),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            stamp,
        )
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color(role))
        letters = painter.fontMetrics()
        room = right - taken - theme.px(16) - left
        title = letters.elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(
            QRect(left, top, room, letters.height()), Qt.AlignmentFlag.AlignVCenter, title
        )
        if row.detail:
            painter.setFont(theme.font())
            painter.setPen(theme.color("on_selection" if selected else "muted"))
            below = QRect(
                left,
                top + letters.height() + theme.px(1),
                right - left,
                box.bottom() - top - letters.height() - theme.px(6),
            )
            painter.drawText(below, int(Qt.TextFlag.TextWordWrap), row.detail)
        painter.restore()

    def _stamp(self, row: TimelineRow) -> str:
        """When it took place; of what was written down later both moments."""
        at = self._local(row.at)
        took_place = f"{text.day(at)}, {text.clock(at)}"
        if row.written_at is None:
            return took_place
        later = self._local(row.written_at)
        words = QCoreApplication.translate("Timeline", "{0}; written down {1}, {2}")
        return words.format(took_place, text.short_day(later), text.clock(later))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme, row = current(), index.data(ROW_ROLE)
        height = QFontMetrics(theme.font("strong")).height() + theme.px(14)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QListView) else 400
        if row.detail:
            letters = QFontMetrics(theme.font())
            room = QRect(0, 0, max(width - theme.px(56), 100), 10_000)
            tall = letters.boundingRect(room, int(Qt.TextFlag.TextWordWrap), row.detail).height()
            height += min(tall, DETAIL_LINES * letters.lineSpacing()) + theme.px(1)
        return QSize(width, height)


class Timeline(QListView):
    """Append-only: corrections stand in it as entries of their own. Ctrl+C copies an entry, Delete
    asks to take a logged contact back. `stands_on(row)`: where the arrow keys are.
    """

    stands_on = Signal(object)
    unwanted = Signal()

    def __init__(
        self, local: Callable[[datetime], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows: RowsModel[TimelineRow] = RowsModel(
            [Column("", lambda row: row.title, hint=lambda row: row.detail)],
            self,
            summary=spoken,
        )
        self._all: tuple[TimelineRow, ...] = ()
        self._held = False
        self.setModel(self.rows)
        self.setItemDelegate(EntryDelegate(local, self))
        self.setAccessibleName(self.tr("Timeline"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        dress(self, flat=True)

    def show_rows(self, rows: tuple[TimelineRow, ...]) -> None:
        self._all = rows
        self.rows.show_rows(() if self._held else rows)
        self.stands_on.emit(self.currentIndex().data(ROW_ROLE))

    def hold(self, held: bool) -> None:
        """Nothing of it while somebody may be listening who must not hear it."""
        self._held = held
        self.show_rows(self._all)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().data(ROW_ROLE)
        if row is not None and event.key() == Qt.Key.Key_C and event.modifiers():
            QApplication.clipboard().setText(spoken(row))
            return
        if row is not None and row.contact_id and event.key() == Qt.Key.Key_Delete:
            self.unwanted.emit()
            return
        super().keyPressEvent(event)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.stands_on.emit(current.data(ROW_ROLE))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.scheduleDelayedItemsLayout()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows.rows:
            theme = theme_of(self)
            painter = QPainter(self.viewport())
            painter.setPen(theme.color("muted"))
            painter.drawText(
                self.viewport().rect(),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                self.tr("Held back until you are sure of the person.")
                if self._held
                else self.tr("Nothing has been written down about this loan yet."),
            )
            painter.end()
