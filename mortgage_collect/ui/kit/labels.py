"""Labels by their place in the type scale, one that elides, and an icon that follows the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from mortgage_collect.ui.kit import icons
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of


def label(words: str = "", kind: str = "body", *, wrap: bool = False) -> QLabel:
    """Plain text, never read as HTML; `kind` is a step of the type scale, "muted" or "error"."""
    made = QLabel(words)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    dress(made, type=kind)
    return made


def rule() -> QFrame:
    """A hairline between two groups."""
    line = QFrame()
    dress(line, rule=True)
    return line


class Elided(QLabel):
    """One line that is cut where the room ends, with the full text as its tooltip."""

    def __init__(self, words: str = "", kind: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        dress(self, type=kind)
        self.say(words)

    @property
    def full(self) -> str:
        return self._full

    def say(self, words: str) -> None:
        self._full = words
        self.setAccessibleName(words)
        self._cut()

    def sizeHint(self) -> QSize:
        self.ensurePolished()
        return QSize(
            QFontMetrics(self.font()).horizontalAdvance(self._full) + 2, super().sizeHint().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._cut()

    def _cut(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(
            self._full, Qt.TextElideMode.ElideRight, max(self.contentsRect().width(), 0)
        )
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")


class Mark(QWidget):
    """An icon that is not a button, in a color role of the theme."""

    def __init__(
        self, name: str, role: str = "muted", size: int = 16, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_mark(name, role)

    def set_mark(self, name: str, role: str = "muted") -> None:
        self.name, self.role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        side = theme_of(self).px(self._size)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = theme_of(self)
        side = theme.px(self._size)
        drawn = icons.pixmap(self.name, theme.color(self.role), side, self.devicePixelRatioF())
        painter = QPainter(self)
        painter.drawPixmap((self.width() - side) // 2, (self.height() - side) // 2, drawn)
        painter.end()
