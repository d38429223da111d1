"""Line icons from `resources/icons/`, drawn in a color of the theme and sharp at any scale.

`put(button, "phone")` rather than `setIcon`: what was put is drawn again when the theme changes.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication

from mortgage_collect.core.assets import asset

SIZE = 16
_RATIOS = (1.0, 2.0)  # a window may be moved to another screen
_NOTE = "kit_icon"


def icon(name: str, role: str = "text", gap: int = 0) -> QIcon:
    """The icon in a color role of the theme in force; grayed when disabled."""
    from mortgage_collect.ui.kit.theme import current

    theme = current()
    sizes = tuple({SIZE, theme.px(SIZE)})
    return _icon(name, theme.color(role).name(), theme.tokens.disabled, gap, sizes)


def pixmap(name: str, color: QColor, size: int = SIZE, ratio: float = 0.0) -> QPixmap:
    """One drawing of `size` device-independent pixels for a screen of the given pixel ratio."""
    return _pixmap(name, color.name(), size, ratio or _ratio())


def put(target: Any, name: str, role: str = "text", gap: int = 0) -> None:
    """Set an icon on a button or an action, and remember it for a change of theme.

    `gap` adds room at the right, where a style leaves too little before the words.
    """
    note(target, name, role, gap)
    draw(target)


def note(target: Any, name: str, role: str = "text", gap: int = 0) -> None:
    """Remember which icon it has, for `draw` once it is to be seen."""
    target.setProperty(_NOTE, f"{name} {role} {gap}")


def draw(target: Any) -> None:
    """The icon that was noted, in the colors of now."""
    if noted := target.property(_NOTE):
        name, role, gap = str(noted).split(" ")
        target.setIcon(icon(name, role, int(gap)))


def repaint(app: QApplication) -> None:
    """Draw again every icon that was `put`, and every label that draws its own."""
    for widget in app.allWidgets():
        if isinstance(widget, QAbstractButton):
            _renew(widget)
        for action in widget.actions():
            _renew(action)


def _renew(target: QAbstractButton | QAction) -> None:
    if not target.icon().isNull():
        draw(target)


def _ratio() -> float:
    app = QGuiApplication.instance()
    return app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0


@lru_cache(maxsize=512)
def _icon(name: str, color: str, disabled: str, gap: int, sizes: tuple[int, ...]) -> QIcon:
    made = QIcon()
    for size in sizes:
        for ratio in _RATIOS:
            room = round(gap * size / SIZE)
            made.addPixmap(_pixmap(name, color, size, ratio, room))
            made.addPixmap(_pixmap(name, disabled, size, ratio, room), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=128)
def _source(name: str) -> bytes:
    return asset(f"icons/{name}.svg").read_bytes()


@lru_cache(maxsize=1024)
def _pixmap(name: str, color: str, size: int, ratio: float, room: int = 0) -> QPixmap:
    source = _source(name).replace(b"currentColor", color.encode())
    drawn = QPixmap(QSize(size + room, size) * ratio)
    drawn.setDevicePixelRatio(ratio)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(QByteArray(source)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return drawn
