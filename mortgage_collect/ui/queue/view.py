"""The left column: the loans that want somebody, ranked, with their reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.core import text
from mortgage_collect.ui.card.guard_words import word
from mortgage_collect.ui.kit.buttons import icon_button
from mortgage_collect.ui.kit.empty import Empty
from mortgage_collect.ui.kit.labels import Elided
from mortgage_collect.ui.kit.rows import ROW_ROLE, Column, Index, RowsModel
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.throttle import Throttle
from mortgage_collect.ui.queue.delegate import QueueDelegate
from mortgage_collect.ui.queue.view_model import QueueModel

if TYPE_CHECKING:
    from mortgage_collect.queries.queue import QueueRow

LEAST = 200  # pixels of width: a name and a sum can be read
PAUSE = 150  # milliseconds: a card is opened when the arrow keys rest


class QueueRows(RowsModel["QueueRow"]):
    """Rows that say their light aloud as well."""

    def __init__(self, model: QueueModel, parent: QWidget) -> None:
        super().__init__(
            [Column("", lambda row: row.borrower, hint=_hint)],
            parent,
            summary=lambda row: row.spoken,
            key=lambda row: row.loan_id,
        )
        self._model = model

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        said = super().data(index, role)
        if role == Qt.ItemDataRole.AccessibleTextRole and index.isValid():
            light = self._model.light(self.rows[index.row()].loan_id)
            return f"{said}, {word(light).lower()}" if light else said
        return said


def _hint(row: QueueRow) -> str:
    counted = f"{text.count(row.days, 'day')} past due on {text.day(row.counted_to)}"
    return "\n".join(part for part in (row.borrower, *row.reasons, counted, row.place) if part)


class QueueView(QFrame):
    """Up and down move, and the card follows after a short pause; Enter goes to the entry strip."""

    opened = Signal(int)  # loan id: show its card
    entered = Signal(int)  # loan id: go to work on it

    def __init__(self, model: QueueModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = model
        theme = theme_of(self)
        dress(self, side=True)
        self.title = Elided(self.tr("Queue"), "heading")
        self.all = icon_button("x", self.tr("Show the whole queue"))
        self.all.clicked.connect(lambda: model.filter(model.only))
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(14), theme.px(8), theme.px(8), theme.px(6))
        head.addWidget(self.title, 1)
        head.addWidget(self.all)
        self.rows = QueueRows(model, self)
        self.list = QueueList(self)
        self.list.setModel(self.rows)
        self.list.setItemDelegate(QueueDelegate(model.light, self.list))
        self.list.setAccessibleName(self.tr("Queue"))
        self.nothing = Empty("circle-check", self.tr("Nothing waits here."))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        self._open = Throttle(self._on_rest, PAUSE, self, first=False)
        self._quiet = False
        self.list.moved.connect(self._on_moved)
        self.list.entered_row.connect(self._on_entered)
        model.shown.connect(self._show)
        model.lit.connect(self.list.draw_again)
        model.filtered.connect(lambda _: self._retitle())
        self._retitle()

    def choose(self, loan_id: int) -> None:
        """Mark a loan without opening it again; one that is not in the queue clears the mark."""
        self._quiet = True
        at = next((i for i, row in enumerate(self.rows.rows) if row.loan_id == loan_id), -1)
        index = self.rows.index(at, 0) if at >= 0 else QModelIndex()
        self.list.setCurrentIndex(index)
        if at < 0:
            self.list.clearSelection()
        self._quiet = False

    def take_focus(self) -> None:
        """The list, or what stands in its place while there is nothing in it."""
        if (shown := self._stack.currentWidget()) is not None:
            shown.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show(self, rows: tuple[QueueRow, ...]) -> None:
        kept = self.list.currentIndex().data(ROW_ROLE)
        shown = self._stack.currentWidget()
        waiting = shown is not None and shown.hasFocus()
        self._quiet = True
        self.rows.show_rows(rows)
        self._quiet = False
        if kept is not None:
            self.choose(kept.loan_id)
        self._retitle()
        self._stack.setCurrentWidget(self.list if rows else self.nothing)
        if waiting:
            self.take_focus()
        self.nothing.say(
            self.tr("Nothing waits here.")
            if self.model.only
            else self.tr("No loan wants you now."),
            self.tr("Show the whole queue with the x above.") if self.model.only else "",
        )

    def _retitle(self) -> None:
        names = {
            "": self.tr("Queue"),
            "due": self.tr("Promises due"),
            "broken": self.tr("Broken promises"),
            "follow_ups": self.tr("Follow-ups"),
            "will_roll": self.tr("Will roll"),
        }
        title = names.get(self.model.only, names[""])
        if self.model.counters is not None:  # before the first answer nobody knows how many
            title += f"  \u00b7  {text.count(len(self.rows.rows), self.tr('loan'))}"
        self.title.say(title)
        self.all.setVisible(bool(self.model.only))

    def _on_moved(self, row: QueueRow) -> None:
        if not self._quiet:
            self._open(row.loan_id)

    def _on_rest(self, loan_id: int) -> None:
        self.opened.emit(loan_id)

    def _on_entered(self, row: QueueRow) -> None:
        self._open.flush()
        self.opened.emit(row.loan_id)
        self.entered.emit(row.loan_id)


class QueueList(QListView):
    """A list whose current row is worth telling."""

    moved = Signal(object)
    entered_row = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        dress(self, flat=True)

    def draw_again(self) -> None:
        self.viewport().update()

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:  # type: ignore[override]
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != previous.row():
            self.moved.emit(current.data(ROW_ROLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().data(ROW_ROLE)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.entered_row.emit(row)
            return
        super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme_of(self).px(LEAST), theme_of(self).px(80))
