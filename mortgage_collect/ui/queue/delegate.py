"""Paints a row of the queue: rank and name, badge, reasons, what is owed, and the light."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6 import QtWidgets
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem

from mortgage_collect.core import text
from mortgage_collect.ui.card.guard_words import tone
from mortgage_collect.ui.kit import icons
from mortgage_collect.ui.kit.badges import MARKS, badge_size, paint_bucket
from mortgage_collect.ui.kit.rows import ROW_ROLE, Index
from mortgage_collect.ui.kit.theme import Theme, current

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight
    from mortgage_collect.queries.queue import QueueRow

REASONS = 2
NARROW = 250
"""Below so many pixels the name has its line for itself; light and badge stand beside the sum."""


def foot_words(row: QueueRow) -> str:
    """What stands beside the sum: the third reason, else how late the loan is and where."""
    if len(row.reasons) > REASONS:
        return row.reasons[REASONS]
    return f"{text.count(row.days, 'day')}  {row.place}"


class QueueDelegate(QStyledItemDelegate):
    """Four lines: name and badge, two reasons, and beside the arrears the third; a row with fewer
    has its days and its place there."""

    def __init__(self, light: Callable[[int], NumberLight | None], parent: QListView) -> None:
        super().__init__(parent)
        self._light = light

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QueueRow = index.data(ROW_ROLE)
        theme, box = current(), QRect(option.rect)
        selected = bool(option.state & QtWidgets.QStyle.StateFlag.State_Selected)
        painter.save()
        accent = theme.color("accent")
        if selected:
            painter.fillRect(box, theme.color("selection"))
            painter.fillRect(box.left(), box.top(), theme.px(3), box.height(), accent)
        elif option.state & QtWidgets.QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.color("hover"))
        painter.fillRect(box.left(), box.bottom(), box.width(), 1, theme.color("line"))
        ink = theme.color("on_selection" if selected else "text")
        quiet = theme.color("on_selection" if selected else "muted")
        left, right = box.left() + theme.px(12), box.right() - theme.px(10)
        strong = QFontMetrics(theme.font("strong"))
        small = QFontMetrics(theme.font("caption", figures=True))
        narrow = box.width() < theme.px(NARROW)
        top = box.top() + theme.px(4 if narrow else 7)

        badge = badge_size(theme)
        side = theme.px(16)
        start = left + theme.px(24)
        if narrow:
            low = box.bottom() - theme.px(5) - badge.height()
            spot = QRect(start, low, badge.width(), badge.height())
            lamp = QRect(left, low, side, badge.height())
        else:
            spot = QRect(right - badge.width(), top, badge.width(), strong.height())
            lamp = QRect(spot.left() - theme.px(8) - side, top, side, strong.height())
        paint_bucket(painter, spot, row.bucket, theme)
        self._lamp(painter, lamp, self._light(row.loan_id), theme, side)
        end = right if narrow else lamp.left() - theme.px(6)

        painter.setFont(theme.font("caption", figures=True))
        painter.setPen(quiet)
        rank = f"{index.row() + 1}"
        painter.drawText(
            QRect(left, top, theme.px(24), strong.height()), Qt.AlignmentFlag.AlignVCenter, rank
        )
        painter.setFont(theme.font("strong"))
        painter.setPen(ink)
        name = strong.elidedText(
            row.borrower or row.number, Qt.TextElideMode.ElideRight, end - start
        )
        painter.drawText(
            QRect(start, top, end - start, strong.height()),
            Qt.AlignmentFlag.AlignVCenter,
            name,
        )
        line = top + strong.height() + theme.px(3)
        painter.setFont(theme.font("caption", figures=True))
        for reason in row.reasons[:REASONS]:
            painter.setPen(ink if reason == row.reasons[0] else quiet)
            shown = small.elidedText(reason, Qt.TextElideMode.ElideRight, right - start)
            painter.drawText(
                QRect(start, line, right - start, small.height()),
                Qt.AlignmentFlag.AlignVCenter,
                shown,
            )
            line += small.lineSpacing()
        painter.setPen(quiet)
        amount = str(row.arrears) if row.arrears is not None else ""
        foot = QRect(start, line, right - start, small.height())
        if narrow:
            foot = QRect(start, spot.top(), right - start, spot.height())
        room = foot.width() - small.horizontalAdvance(amount) - theme.px(8)
        where = "" if narrow else foot_words(row)
        painter.drawText(
            foot,
            Qt.AlignmentFlag.AlignVCenter,
            small.elidedText(where, Qt.TextElideMode.ElideRight, room),
        )
        painter.drawText(foot, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, amount)
        painter.restore()

    def _lamp(
        self,
        painter: QPainter,
        spot: QRect,
        light: NumberLight | None,
        theme: Theme,
        side: int,
    ) -> None:
        found = tone(light) if light else "neutral"
        mark = icons.pixmap(MARKS[found], theme.color(f"{found}.text"), side)
        painter.drawPixmap(spot.left(), spot.center().y() - side // 2 + 1, mark)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        theme = current()
        strong = QFontMetrics(theme.font("strong")).height()
        small = QFontMetrics(theme.font("caption")).lineSpacing()
        return QSize(theme.px(120), strong + small * (REASONS + 1) + theme.px(18))
