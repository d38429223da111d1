"""Lines over months, drawn plainly: one panel over another, an axis each, one legend.

No charting library: what is wanted is two curves and the months below them. The words in
`setAccessibleDescription` say what the lines show; nothing is told by color alone, the second line
is dashed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from mortgage_collect.ui.kit.theme import Theme, theme_of

GRID = 3
"""Lines across a panel, the axis counted."""


@dataclass(frozen=True, slots=True)
class Curve:
    """Values by month. `stepped` holds each value until the next; `dashed` is what is compared."""

    name: str
    points: tuple[tuple[int, float], ...]
    dashed: bool = False
    stepped: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """Curves on one scale from zero, with its unit written by `show`."""

    title: str
    curves: tuple[Curve, ...]
    show: Callable[[float], str] = str
    share: int = 1

    @property
    def most(self) -> float:
        """The top of the scale: over every value, four times its second digit, so that half of
        it is a number one can read."""
        most = max((value for each in self.curves for _, value in each.points), default=0.0)
        if not most:
            return 0.0
        step: float = 10.0 ** (len(str(int(most))) - 2)
        return -(-most * 1.02 // (4 * step)) * 4 * step


class Chart(QWidget):
    """`show_panels` draws them one below the other over the same months."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.panels: tuple[Panel, ...] = ()
        self.months = 0
        self._ticks: tuple[tuple[int, str], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_panels(
        self, panels: Sequence[Panel], ticks: Sequence[tuple[int, str]], description: str
    ) -> None:
        """`ticks` are months with what is written under them."""
        self.panels, self._ticks = tuple(panels), tuple(ticks)
        self.months = max(
            (month for each in panels for curve in each.curves for month, _ in curve.points),
            default=0,
        )
        self.setAccessibleDescription(description)
        self.setToolTip(description)
        self.update()

    def sizeHint(self) -> QSize:
        theme = theme_of(self)
        return QSize(theme.px(320), theme.px(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme_of(self).px(200), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.panels or not self.months:
            return
        theme = theme_of(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("caption", figures=True))
        letters = painter.fontMetrics()
        left = max(letters.horizontalAdvance(each.show(each.most)) for each in self.panels)
        left += theme.px(8)
        below, above = letters.height() + theme.px(6), 1.5 * letters.height() + theme.px(4)
        high = self.height() - below - above * len(self.panels)
        shares = sum(each.share for each in self.panels)
        top = 0.0
        for panel in self.panels:
            box = QRectF(
                left,
                top + above,
                self.width() - left - theme.px(10),
                high * panel.share / shares - theme.px(4),
            )
            self._panel(painter, panel, box, theme, letters)
            top = box.bottom() + theme.px(4)
        self._months(painter, QRectF(left, 0, box.width(), self.height()), theme, letters)
        painter.end()

    def _panel(
        self, painter: QPainter, panel: Panel, box: QRectF, theme: Theme, letters: QFontMetrics
    ) -> None:
        self._head(painter, panel, box, theme, letters)
        most = panel.most or 1.0
        for at in range(GRID):
            share = at / (GRID - 1)
            height = box.bottom() - share * box.height()
            painter.setPen(QPen(theme.color("border" if not at else "line"), 1))
            painter.drawLine(QPointF(box.left(), height), QPointF(box.right(), height))
            painter.setPen(theme.color("muted"))
            spot = QRectF(
                0, height - letters.height() / 2, box.left() - theme.px(6), letters.height()
            )
            painter.drawText(spot, Qt.AlignmentFlag.AlignRight, panel.show(most * share))
        # What is compared lies under what is offered.
        for curve in sorted(panel.curves, key=lambda each: not each.dashed):
            painter.setPen(_pen(curve, theme))
            painter.drawPolyline(self._line(curve, most, box))

    def _head(
        self, painter: QPainter, panel: Panel, box: QRectF, theme: Theme, letters: QFontMetrics
    ) -> None:
        """The title, and over the first panel each curve's name beside a piece of its line."""
        y = box.top() - letters.height() - theme.px(3)
        painter.setPen(theme.color("text"))
        spot = QRectF(0, y - letters.height() / 2, self.width(), letters.height())
        painter.drawText(spot, Qt.AlignmentFlag.AlignLeft, panel.title)
        if panel is not self.panels[0]:
            return
        at = float(self.width() - theme.px(10))
        for curve in reversed(panel.curves):
            wide = letters.horizontalAdvance(curve.name)
            painter.setPen(theme.color("muted"))
            words = QRectF(at - wide, spot.top(), wide + 1, letters.height())
            painter.drawText(words, Qt.AlignmentFlag.AlignLeft, curve.name)
            at -= wide + theme.px(28)
            painter.setPen(_pen(curve, theme))
            painter.drawLine(QPointF(at, y), QPointF(at + theme.px(22), y))
            at -= theme.px(12)

    def _months(self, painter: QPainter, box: QRectF, theme: Theme, letters: QFontMetrics) -> None:
        painter.setPen(theme.color("muted"))
        end = -1.0
        for month, words in self._ticks:
            wide = letters.horizontalAdvance(words)
            x = box.left() + box.width() * month / self.months - wide / 2
            x = min(max(x, box.left() - theme.px(4)), self.width() - wide)
            if x > end:
                spot = QRectF(x, box.bottom() - letters.height(), wide + 1, letters.height())
                painter.drawText(spot, Qt.AlignmentFlag.AlignLeft, words)
                end = x + wide + theme.px(10)

    def _line(self, curve: Curve, most: float, box: QRectF) -> QPolygonF:
        line, before = QPolygonF(), None
        for month, value in curve.points:
            x = box.left() + box.width() * month / self.months
            y = box.bottom() - box.height() * value / most
            if curve.stepped and before is not None:
                line.append(QPointF(x, before))
            line.append(QPointF(x, y))
            before = y
        return line


def _pen(curve: Curve, theme: Theme) -> QPen:
    color = QColor(theme.color("muted" if curve.dashed else "accent"))
    pen = QPen(color, theme.px(2) if not curve.dashed else theme.px(1.6))
    if curve.dashed:
        pen.setStyle(Qt.PenStyle.DashLine)
    return pen
