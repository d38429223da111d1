"""The rows a result asks for, as high as they are while there is room; else they scroll."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from mortgage_collect.ui.kit.scrolled import Scrolled
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of

LEAST = 34  # one row


class AskedRows(Scrolled):
    """Never squeezes a row: what there is no room for is scrolled to, also by the focus."""

    def __init__(
        self, rows: Sequence[QWidget], trouble: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._room, self._rows, self._trouble = 10_000, tuple(rows), trouble
        inside = QWidget()
        dress(inside, ground=True)
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme_of(self).px(5))
        for row in rows:
            self._column.addWidget(row)
        self._column.addWidget(trouble)
        self.setWidget(inside)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inside.installEventFilter(self)

    def set_room(self, high: int) -> None:
        self._room = max(high, theme_of(self).px(LEAST))
        self.fit()

    def trouble_below(self, field: QWidget) -> None:
        """What is wrong is told under the row of the field that is."""
        row = next((row for row in self._rows if row.isAncestorOf(field)), None)
        self._column.removeWidget(self._trouble)
        at = 0 if row is None else self._column.indexOf(row) + 1  # of a field above: on top
        self._column.insertWidget(at, self._trouble)

    @property
    def wanted(self) -> int:
        """How high all that is shown is."""
        wide = self.viewport().width()
        if self._column.hasHeightForWidth():
            return max(self._column.totalHeightForWidth(wide), 0)
        return max(self._column.totalSizeHint().height(), 0)

    def fit(self) -> None:
        """As high as the rows that are shown, and no higher than the room."""
        shown = min(self.wanted, self._room)
        if self.minimumHeight() != shown or self.maximumHeight() != shown:
            self.setFixedHeight(shown)

    def page(self, down: bool) -> None:
        """A page of it on, or back."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + (1 if down else -1) * bar.pageStep())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self.fit()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
