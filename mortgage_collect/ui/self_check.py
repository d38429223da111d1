"""Proves, without a screen, that Qt came with the program."""

from __future__ import annotations

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import assets
from mortgage_collect.core.errors import Bug


def qt() -> str:
    """Draws one icon into memory; returns what was found. Opens no window."""
    picture = QImage(32, 32, QImage.Format.Format_ARGB32)
    picture.fill(Qt.GlobalColor.transparent)
    drawing = QSvgRenderer(str(assets.asset("icons/phone.svg")))
    if not drawing.isValid():
        raise Bug("an icon does not draw")
    painter = QPainter(picture)
    drawing.render(painter)
    painter.end()
    if not any(picture.pixelColor(x, y).alpha() for x in range(32) for y in range(32)):
        raise Bug("an icon draws nothing")
    return f"Qt {qVersion()} with {QWidget.__name__}, {QPdfDocument.__name__} and icons"
