"""The head of a column of options: its digit, its name, and the verdict by mark and word."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from mortgage_collect.ui.kit.badges import paint_light
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.workouts.columns_model import ColumnsModel
from mortgage_collect.ui.workouts.words import TONES, word

_WRAPPED = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap


class ColumnsHead(QHeaderView):
    """As high as the longest name needs, two lines at the most."""

    def __init__(self, model: ColumnsModel, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._options = model
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.current = -1

    def sizeHint(self) -> QSize:
        theme = theme_of(self)
        strong = QFontMetrics(theme.font("strong"))
        lines = 1
        for at, result in enumerate(self._options.results):
            if not self.isSectionHidden(at):
                room = QRect(0, 0, max(self._room(at), 1), 1000)
                high = strong.boundingRect(room, int(_WRAPPED), result.label).height()
                lines = max(lines, min(round(high / strong.lineSpacing()), 2))
        high = lines * strong.lineSpacing() + strong.height() + theme.px(10)
        return QSize(super().sizeHint().width(), high)

    def _room(self, at: int) -> int:
        return self.sectionSize(at) - theme_of(self).px(18)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        result = self._options.result(logical)
        if result is None:
            return
        theme = theme_of(self)
        painter.save()
        painter.setClipRect(rect)
        here = logical == self.current
        picked = result.key == self._options.picked
        painter.fillRect(rect, theme.color("selection" if here else "raised"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.color("border"))
        if picked:
            painter.fillRect(
                rect.left(), rect.top(), rect.width(), theme.px(3), theme.color("accent")
            )
        role = "on_selection" if here else "text"
        inside = rect.adjusted(theme.px(8), theme.px(4), -theme.px(8), -theme.px(3))
        strong = QFontMetrics(theme.font("strong"))
        verdict = QRect(inside.left(), inside.bottom() - strong.height(), inside.width(), 0)
        verdict.setHeight(strong.height() + theme.px(2))
        painter.setFont(theme.font("caption", figures=True))
        painter.setPen(theme.color(role if here else "muted"))
        digit = f"{logical + 1}" + ("*" if result.key in self._options.tried else "")
        painter.drawText(verdict, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, digit)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color(role))
        name = inside.adjusted(0, 0, 0, -strong.height() - theme.px(3))
        painter.drawText(name, int(_WRAPPED), result.label)
        self._verdict(painter, verdict, logical, here=here)
        painter.restore()

    def _verdict(self, painter: QPainter, spot: QRect, logical: int, *, here: bool) -> None:
        """At the right, over the figures it sums up."""
        theme, result = theme_of(self), self._options.results[logical]
        words = word(result)
        letters = QFontMetrics(theme.font("strong"))
        wide = letters.horizontalAdvance(words) + letters.ascent() + theme.px(8)
        left = max(spot.right() - wide, spot.left() + theme.px(12))
        color = theme.color("on_selection").name() if here else ""
        tone = TONES[result.verdict]
        paint_light(
            painter,
            QRect(left, spot.top(), spot.right() - left + 1, spot.height()),
            tone,
            words,
            theme,
            color,
        )
