"""How late, and whether one may: said by word, by shape and by color, never by color alone."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from mortgage_collect.core.words import Bucket
from mortgage_collect.ui.kit import icons
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.theme import Theme, theme_of
from mortgage_collect.ui.kit.tokens import Pair

MARKS: dict[Tone, str] = {
    "clear": "circle-check",
    "caution": "triangle-alert",
    "stop": "octagon-x",
    "info": "info",
    "neutral": "circle-dashed",
}
_BARS = {Bucket.DAYS_1: 1, Bucket.DAYS_30: 2, Bucket.DAYS_60: 3, Bucket.DAYS_90: 4}


def pair(theme: Theme, tone: Tone) -> Pair:
    """The colors of a tone."""
    found: Pair = getattr(theme.tokens, tone)
    return found


def badge_size(theme: Theme) -> QSize:
    """The size of every bucket badge, so that they stand in line."""
    widest, height = _code_size(theme.font("label", figures=True).toString())
    height += theme.px(4)
    return QSize(_shape_size(height) + widest + theme.px(19), height)


@lru_cache(maxsize=16)
def _code_size(described: str) -> tuple[int, int]:
    font = QFont()
    font.fromString(described)
    letters = QFontMetrics(font)
    return max(letters.horizontalAdvance(bucket.value) for bucket in Bucket), letters.height()


def _shape_size(height: int) -> int:
    return round(height * 0.55)


def paint_bucket(painter: QPainter, spot: QRect, bucket: Bucket, theme: Theme) -> None:
    """A badge with code and shape, as high as it needs, at the left of the spot."""
    size = badge_size(theme)
    top = spot.top() + (spot.height() - size.height()) / 2
    box = QRectF(spot.left(), top, size.width(), size.height())
    colors = theme.tokens.buckets[bucket]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colors.border), 1))
    painter.setBrush(QColor(colors.fill))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    side = _shape_size(size.height())
    shape = QRectF(box.left() + theme.px(6), box.center().y() - side / 2, side, side)
    _paint_shape(painter, shape, bucket, QColor(colors.text))
    painter.setPen(QColor(colors.text))
    painter.setFont(theme.font("label", figures=True))
    words = box.adjusted(theme.px(6) + side + theme.px(5), 0, -theme.px(4), 0)
    painter.drawText(
        words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, bucket.value
    )
    painter.restore()


def _paint_shape(painter: QPainter, box: QRectF, bucket: Bucket, color: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    if bucket is Bucket.CURRENT:
        painter.drawEllipse(box.adjusted(1, 1, -1, -1))
    elif bucket is Bucket.DAYS_120:
        painter.drawRect(box)
    elif bucket is Bucket.HOLD:
        painter.setBrush(QBrush(color, Qt.BrushStyle.NoBrush))
        painter.setPen(QPen(color, 1.1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        step = box.width() / 3
        for at in (1, 2, 3):
            painter.drawLine(
                box.bottomLeft() + QPointF(step * at, 0), box.bottomLeft() + QPointF(0, -step * at)
            )
        for at in (1, 2):
            painter.drawLine(
                box.bottomRight() + QPointF(0, -step * at), box.topLeft() + QPointF(step * at, 0)
            )
    else:
        wide, apart = box.width() * 0.18, box.width() * 0.0933
        faint = QColor(color)
        faint.setAlphaF(0.28)
        for bar in range(4):
            painter.setBrush(color if bar < _BARS[bucket] else faint)
            height = box.height() * (0.4 + 0.2 * bar)
            left = box.left() + bar * (wide + apart)
            painter.drawRect(QRectF(left, box.bottom() - height, wide, height))


def paint_light(
    painter: QPainter, spot: QRect, tone: Tone, word: str, theme: Theme, color: str = ""
) -> None:
    """A mark and a word in the color of the tone, or in the one given."""
    shade = QColor(color or pair(theme, tone).text)
    side = QFontMetrics(theme.font("strong")).ascent() + theme.px(1)
    mark = icons.pixmap(MARKS[tone], shade, side, painter.device().devicePixelRatioF())
    painter.save()
    painter.drawPixmap(QPointF(spot.left(), spot.top() + (spot.height() - side) / 2), mark)
    painter.setFont(theme.font("strong"))
    painter.setPen(shade)
    words = spot.adjusted(side + theme.px(6), 0, 0, 0)
    shown = painter.fontMetrics().elidedText(word, Qt.TextElideMode.ElideRight, words.width())
    painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
    painter.restore()


def paint_count(
    painter: QPainter, spot: QRect, tone: Tone, count: str, theme: Theme, color: str = ""
) -> None:
    """A small mark and a count, where a light has no room."""
    shade, side = QColor(color or pair(theme, tone).text), theme.px(13)
    mark = icons.pixmap(MARKS[tone], shade, side, painter.device().devicePixelRatioF())
    painter.save()
    painter.drawPixmap(QPointF(spot.left(), spot.top() + (spot.height() - side) / 2), mark)
    painter.setFont(theme.font("caption", figures=True))
    painter.setPen(shade)
    number = spot.adjusted(side + theme.px(2), 0, 0, 0)
    painter.drawText(number, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, count)
    painter.restore()


def paint_chip(painter: QPainter, spot: QRect, tone: Tone, word: str, theme: Theme) -> None:
    """A word on its tone's fill, with an edge."""
    colors = pair(theme, tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("label"))
    letters = painter.fontMetrics()
    width = min(letters.horizontalAdvance(word) + theme.px(14), spot.width())
    height = letters.height() + theme.px(4)
    box = QRectF(spot.left(), spot.top() + (spot.height() - height) / 2, width, height)
    painter.setPen(QPen(QColor(colors.text), 1))
    painter.setBrush(QColor(colors.fill))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    shown = letters.elidedText(word, Qt.TextElideMode.ElideRight, int(width) - theme.px(12))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, shown)
    painter.restore()


class BucketBadge(QWidget):
    """How late a loan is, beside a name."""

    def __init__(self, bucket: Bucket = Bucket.CURRENT, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_bucket(bucket)

    def set_bucket(self, bucket: Bucket) -> None:
        self.bucket = bucket
        self.setAccessibleName(bucket.label)
        self.setToolTip(bucket.label)
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(theme_of(self))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_bucket(painter, self.rect(), self.bucket, theme_of(self))
        painter.end()


class Light(QWidget):
    """A verdict: mark, word, color. `set_light("stop", "Do not call")`."""

    def __init__(
        self, tone: Tone = "neutral", word: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_light(tone, word)

    def set_light(self, tone: Tone, word: str) -> None:
        self.tone, self.word = tone, word
        self.setAccessibleName(word)
        self.setToolTip(word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = theme_of(self)
        letters = QFontMetrics(theme.font("strong"))
        width = letters.ascent() + theme.px(9) + letters.horizontalAdvance(self.word)
        return QSize(width, letters.height() + theme.px(4))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme_of(self).px(48), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_light(painter, self.rect(), self.tone, self.word, theme_of(self))
        painter.end()
