"""A titled part of the right column: heading, what it holds, and one thing to do."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of


class Section(QFrame):
    """Keeps its place whether or not there is anything in it."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self.setAccessibleName(title)
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.px(4))
        self.title = label(title, "label")
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self._inside = QWidget()
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(theme.px(3))
        self._held = label(self.tr("Held back."), "muted")
        self._held.hide()
        around = QVBoxLayout(self)
        around.setContentsMargins(theme.px(14), theme.px(8), theme.px(12), theme.px(8))
        around.setSpacing(theme.px(3))
        around.addLayout(self.head)
        around.addWidget(self._inside)
        around.addWidget(self._held)

    def act(self, made: QPushButton) -> QPushButton:
        """Put a button at the right of the heading."""
        self.head.addWidget(made)
        return made

    def hold(self, held: bool) -> None:
        """Nothing of the body is shown while somebody may be listening who must not hear it."""
        self._inside.setVisible(not held)
        self._held.setVisible(held)

    def clear(self) -> None:
        """Take everything out of the body."""
        empty(self.body)


def empty(layout: QLayout) -> None:
    """Take every widget out of a layout and let go of it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            empty(inner)
