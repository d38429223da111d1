"""Facts about one thing, one below the other; what nothing is said of takes no room."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import TIGHT, WIDE


class FactList(QWidget):
    """`names` are keys with what stands before them."""

    def __init__(self, names: dict[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme_of(self).px(WIDE))
        grid.setVerticalSpacing(theme_of(self).px(TIGHT))
        grid.setColumnStretch(1, 1)
        self._rows: dict[str, tuple[QLabel, QLabel]] = {}
        for at, (key, words) in enumerate(names.items()):
            name, value = label(words, "muted"), label("", wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, at, 1)
            self._rows[key] = (name, value)

    def say(self, key: str, words: str) -> None:
        name, value = self._rows[key]
        value.setText(words)
        value.setAccessibleName(f"{name.text()}: {words}")
        for part in (name, value):
            part.setVisible(bool(words))

    def said(self, key: str) -> str:
        return self._rows[key][1].text()
