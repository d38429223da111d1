"""The list at the side: programs with how far they may be relied on, and the other sets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6 import QtWidgets
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from mortgage_collect.ui.kit.badges import paint_light
from mortgage_collect.ui.kit.rows import ROW_ROLE, Index, Tone
from mortgage_collect.ui.kit.theme import current, theme_of

LETTERS = 34


@dataclass(frozen=True, slots=True)
class SetLine:
    """One set: its name, how it stands by mark and word, and a line about it."""

    key: str
    title: str
    tone: Tone
    word: str
    about: str

    @property
    def spoken(self) -> str:
        return ", ".join(part for part in (self.title, self.word, self.about) if part)


class SetsList(QListWidget):
    """`picked(key)` when another set is shown, `entered()` on Enter: on into the page."""

    picked = Signal(str)
    entered = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Programs, assumptions and pages"))
        self.setItemDelegate(_Delegate(self))
        self.setMouseTracking(True)
        self.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        letters = QFontMetrics(theme_of(self).font()).averageCharWidth()
        self.setFixedWidth(LETTERS * letters + theme_of(self).px(24))
        self.currentItemChanged.connect(self._on_current)
        self.itemActivated.connect(lambda _: self.entered.emit())

    @property
    def key(self) -> str:
        item = self.currentItem()
        line: SetLine | None = item.data(ROW_ROLE) if item is not None else None
        return line.key if line is not None else ""

    @property
    def lines(self) -> list[SetLine]:
        return [self.item(at).data(ROW_ROLE) for at in range(self.count())]

    def show_lines(self, lines: Sequence[SetLine]) -> None:
        """The sets anew, without a word; the one shown stays the one shown."""
        kept = self.key
        self.blockSignals(True)
        self.clear()
        for line in lines:
            item = QListWidgetItem(line.title)
            item.setData(ROW_ROLE, line)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, line.spoken)
            item.setToolTip(line.spoken)
            self.addItem(item)
        self.go(kept or (lines[0].key if lines else ""))
        self.blockSignals(False)

    def go(self, key: str) -> None:
        for at, line in enumerate(self.lines):
            if line.key == key:
                self.setCurrentRow(at)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def _on_current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(item.data(ROW_ROLE).key)


class _Delegate(QStyledItemDelegate):
    """The name, the mark with its word, and a caption."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = current()
        strong = QFontMetrics(theme.font("strong")).height()
        small = QFontMetrics(theme.font("caption", figures=True)).height()
        return QSize(10, 2 * strong + small + theme.px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: SetLine = index.data(ROW_ROLE)
        theme, box = current(), QRect(option.rect)
        selected = bool(option.state & QtWidgets.QStyle.StateFlag.State_Selected)
        focused = bool(option.state & QtWidgets.QStyle.StateFlag.State_HasFocus)
        painter.save()
        if selected:
            painter.fillRect(box, theme.color("selection"))
            wide = theme.px(5 if focused else 3)
            painter.fillRect(box.left(), box.top(), wide, box.height(), theme.color("accent"))
        elif option.state & QtWidgets.QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        inside = box.adjusted(theme.px(14), theme.px(5), -theme.px(8), -theme.px(4))
        strong = QFontMetrics(theme.font("strong"))
        small = QFontMetrics(theme.font("caption", figures=True))
        row = QRect(inside.left(), inside.top(), inside.width(), strong.height())
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("on_selection" if selected else "text"))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        cut = Qt.TextElideMode.ElideRight
        painter.drawText(row, left, strong.elidedText(line.title, cut, row.width()))
        row.translate(0, strong.height() + theme.px(2))
        ink = theme.color("on_selection").name() if selected else ""
        paint_light(painter, row, line.tone, line.word, theme, ink)
        row.translate(0, strong.height() + theme.px(2))
        row.setHeight(small.height())
        painter.setFont(theme.font("caption", figures=True))
        painter.setPen(theme.color("on_selection" if selected else "muted"))
        painter.drawText(row, left, small.elidedText(line.about, cut, row.width()))
        painter.restore()
