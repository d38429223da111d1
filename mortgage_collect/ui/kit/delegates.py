"""Paints the cells of a table: text, figures, badges, lights, chips. Decides nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from mortgage_collect.core.words import Bucket
from mortgage_collect.ui.kit.badges import badge_size, paint_bucket, paint_chip, paint_light, pair
from mortgage_collect.ui.kit.rows import TONE_ROLE, VALUE_ROLE, Index, Kind, Tone
from mortgage_collect.ui.kit.theme import Theme, theme_of
from mortgage_collect.ui.kit.tokens import contrast

_TEXT = Qt.ItemDataRole.DisplayRole


class CellDelegate(QStyledItemDelegate):
    """One column's painter. The row's ground, line and mark of the current row are its too."""

    def __init__(
        self, kind: Kind = "text", *, bold: bool = False, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.kind, self.bold = kind, bold
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = theme_of(None)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        if selected:
            painter.fillRect(box, theme.color("selection"))
        elif index.row() == self.hovered:
            painter.fillRect(box, theme.color("hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        if selected and index.column() == 0:
            painter.fillRect(
                box.left(), box.top(), theme.px(3), box.height(), theme.color("accent")
            )
        self._content(painter, box, index, theme, selected)
        painter.restore()

    def _content(
        self, painter: QPainter, box: QRect, index: Index, theme: Theme, selected: bool
    ) -> None:
        inside = self._inside(box, theme)
        words = str(index.data(_TEXT) or "")
        value = index.data(VALUE_ROLE)
        match self.kind:
            case "bucket" if value:  # Qt hands a word back as its text
                paint_bucket(painter, inside, Bucket(value), theme)
                return
            case "light" if tone := index.data(TONE_ROLE):
                paint_light(painter, inside, tone, words, theme, _legible(theme, tone, selected))
                return
            case "chip" if tone := index.data(TONE_ROLE):
                paint_chip(painter, inside, tone, words, theme)
                return
        font = self._font(theme)
        painter.setFont(font)
        role = "on_selection" if selected else "text"
        if tone := index.data(TONE_ROLE):
            painter.setPen(QColor(_legible(theme, tone, selected)))
            self._words(painter, inside, index, words, font)
            return
        # A light without a tone asks nothing of anybody.
        if words in ("\u2013", "\u2026") or (self.kind == "light" and not selected):
            role = "muted"
        painter.setPen(theme.color(role))
        self._words(painter, inside, index, words, font)

    def _words(
        self, painter: QPainter, inside: QRect, index: Index, words: str, font: QFont
    ) -> None:
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, self._aligned(index), shown)

    def _font(self, theme: Theme) -> QFont:
        return theme.font("strong" if self.bold else "body", figures=self.kind != "text")

    def _aligned(self, index: Index) -> int:
        return int(index.data(Qt.ItemDataRole.TextAlignmentRole) or Qt.AlignmentFlag.AlignVCenter)

    def _inside(self, box: QRect, theme: Theme) -> QRect:
        return box.adjusted(theme.px(10), 0, -theme.px(10), -1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = theme_of(None)
        letters = QFontMetrics(self._font(theme))
        if self.kind == "bucket":
            return badge_size(theme) + QSize(theme.px(20), theme.px(8))
        words = str(index.data(_TEXT) or "")
        return QSize(
            letters.horizontalAdvance(words) + theme.px(22), letters.height() + theme.px(10)
        )

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """The column's own hint, or the full text of what had to be cut."""
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return False
        box: QRect = option.rect
        full = str(index.data(_TEXT) or "")
        cut = self.sizeHint(option, index).width() > box.width() + 2
        said = index.data(Qt.ItemDataRole.ToolTipRole) or (full if cut else "")
        QToolTip.showText(event.globalPos(), str(said), view)
        return True


def _legible(theme: Theme, tone: Tone, selected: bool) -> str:
    """The color of a tone, unless the ground of a selected row would swallow it."""
    color = pair(theme, tone).text
    if selected and contrast(color, theme.tokens.selection) < 4.5:
        return theme.tokens.on_selection
    return color
