"""The payment strip of twelve months and the payments on file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import Bucket
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.card.view_model import Sight
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import SourceMark
from mortgage_collect.ui.kit.theme import theme_of

if TYPE_CHECKING:
    from mortgage_collect.queries.card import StripMonth

SHOWN = 12
FILLS = (Bucket.CURRENT, Bucket.DAYS_30, Bucket.DAYS_60, Bucket.DAYS_90, Bucket.DAYS_120)


def behind_word(months: int | None) -> str:
    """ "C", "30", "60": what stands in a month of the strip; "?" where nobody knows."""
    if months is None:
        return "?"
    return "C" if months == 0 else f"{min(months, 4) * 30}" + ("+" if months > 4 else "")


class MonthsStrip(QWidget):
    """Twelve boxes, oldest first, each with its word: C is paid, 30 is one behind."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._months: tuple[StripMonth, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_months(self, months: tuple[StripMonth, ...]) -> None:
        self._months = months
        said = ", ".join(
            f"{text.MONTHS[m.month.month - 1]} {m.month.year} {behind_word(m.behind)}"
            for m in months
        )
        self.setAccessibleName(self.tr("Payment strip: {0}").format(said or self.tr("unknown")))
        self.setToolTip(said)
        self.update()

    def sizeHint(self) -> QSize:
        letters = QFontMetrics(theme_of(self).font("caption"))
        return QSize(12 * theme_of(self).px(30), letters.height() * 2 + theme_of(self).px(12))

    def minimumSizeHint(self) -> QSize:
        return QSize(12 * theme_of(self).px(22), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._months:
            return
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption", figures=True))
        letters = painter.fontMetrics().height()
        wide = min(self.width() / len(self._months), theme.px(52))
        for at, month in enumerate(self._months):
            box = QRectF(at * wide + 1, 1, wide - theme.px(4), letters + theme.px(6))
            behind = month.behind
            pair = (
                theme.tokens.neutral
                if behind is None
                else theme.tokens.buckets[FILLS[min(behind, 4)]]
            )
            painter.setPen(pair.border)
            painter.setBrush(theme.color("raised") if behind is None else QColor(pair.fill))
            painter.drawRoundedRect(box, 3, 3)
            painter.setPen(pair.text)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, behind_word(behind))
            painter.setPen(theme.color("muted"))
            below = QRectF(box.left(), box.bottom() + theme.px(2), box.width(), letters)
            name = text.MONTHS[month.month.month - 1]
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name[:1] if wide < 28 else name)
        painter.end()


class Strip(QWidget):
    """The strip above, the last payments below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.months = MonthsStrip()
        self.unknown = label(self.tr("Months behind are not known for this loan."), "muted")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(3))
        self._grid.setColumnStretch(3, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(theme.px(16), theme.px(10), theme.px(12), theme.px(8))
        whole.setSpacing(theme.px(8))
        whole.addWidget(self.months)
        whole.addWidget(self.unknown)
        whole.addLayout(self._grid)
        whole.addStretch(1)

    def show_sight(self, seen: Sight) -> None:
        card = seen.card
        self.months.setVisible(bool(card.strip))
        self.unknown.setVisible(not card.strip)
        self.months.show_months(card.strip)
        empty(self._grid)
        for row, paid in enumerate(card.payments[:SHOWN]):
            amount = label(str(paid.amount))
            amount.setFont(theme_of(self).font(figures=True))
            self._grid.addWidget(label(text.day(paid.received_on)), row, 0)
            self._grid.addWidget(amount, row, 1, Qt.AlignmentFlag.AlignRight)
            kind = self.tr("{0}, reversed").format(paid.kind) if paid.reversed else paid.kind
            self._grid.addWidget(label(kind, "muted"), row, 2)
            self._grid.addWidget(SourceMark(paid.source), row, 3, Qt.AlignmentFlag.AlignLeft)
        if not card.payments:
            self._grid.addWidget(label(self.tr("No payments on file yet."), "muted"), 0, 0, 1, 4)
