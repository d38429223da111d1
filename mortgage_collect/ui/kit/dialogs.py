"""Panels that stand beside the work instead of in front of it.

Esc closes a panel and loses nothing: it is hidden with its text, and `left(True)` says that
something unfinished is in it. The focus goes back to where it came from.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.ui.kit.buttons import ButtonKind, button, icon_button
from mortgage_collect.ui.kit.labels import Elided
from mortgage_collect.ui.kit.scrolled import Scrolled
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import ROOMY, SNUG, WIDE


class Panel(QFrame):
    """A frame with a title, a body that scrolls, and buttons at its foot."""

    opened = Signal()
    left = Signal(bool)  # True: something unfinished stays in it

    def __init__(
        self,
        title: str,
        body: QWidget,
        parent: QWidget | None = None,
        *,
        unfinished: Callable[[], bool] = lambda: False,
        scrolls: bool = True,
    ) -> None:
        super().__init__(parent)
        self.body, self._unfinished = body, unfinished
        self._came_from: QWidget | None = None
        dress(self, panel=True)
        self.setAccessibleName(title)
        theme = theme_of(self)
        self.title = Elided(title, "heading")
        self.shut = icon_button("x", self.tr("Close panel (Esc)"), self.leave)
        head = QFrame()
        dress(head, panelhead=True)
        top = QHBoxLayout(head)
        top.setContentsMargins(theme.px(WIDE), theme.px(SNUG), theme.px(SNUG), theme.px(SNUG))
        top.addWidget(self.title, 1)
        top.addWidget(self.shut)

        self._foot = QFrame()
        dress(self._foot, panelfoot=True)
        self._buttons = QHBoxLayout(self._foot)
        self._buttons.setContentsMargins(
            theme.px(WIDE), theme.px(SNUG), theme.px(WIDE), theme.px(SNUG)
        )
        self._buttons.setSpacing(theme.px(SNUG))
        self._buttons.addStretch(1)
        self._foot.hide()

        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addWidget(self._scrolled(body) if scrolls else body, 1)
        whole.addWidget(self._foot)
        self.hide()

    def _scrolled(self, body: QWidget) -> Scrolled:
        theme = theme_of(self)
        area = Scrolled()
        ground = QWidget()
        dress(ground, ground=True)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(theme.px(WIDE), theme.px(ROOMY), theme.px(WIDE), theme.px(ROOMY))
        inside.addWidget(body)
        inside.addStretch(1)
        area.setWidget(ground)
        return area

    def set_title(self, title: str) -> None:
        self.title.say(title)
        self.setAccessibleName(title)

    def add_button(
        self, words: str, run: Callable[[], object], kind: ButtonKind = "plain", icon: str = ""
    ) -> QPushButton:
        """A button at the foot, from left to right; the main one last."""
        made = button(words, run, kind=kind, icon=icon)
        self._buttons.addWidget(made)
        self._foot.show()
        return made

    def enter(self) -> None:
        """Show the panel and go to its first field."""
        self._came_from = QApplication.focusWidget()
        self.show()
        first = self.body if self.body.focusPolicy() & Qt.FocusPolicy.TabFocus else None
        for child in [] if first else self.body.findChildren(QWidget):
            if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isEnabledTo(self):
                first = child
                break
        (first or self.shut).setFocus(Qt.FocusReason.OtherFocusReason)
        self.opened.emit()

    def leave(self) -> None:
        """Hide the panel with everything that is in it."""
        if self.isHidden():
            return
        unfinished, came_from = self._unfinished(), self._came_from
        self._came_from = None
        if came_from is not None and came_from.isVisible():
            came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
        self.left.emit(unfinished)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)


class PanelHost(QSplitter):
    """The work at the left, at most one panel at the right; neither covers the other."""

    def __init__(self, work: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(5)
        self.addWidget(work)
        self.setStretchFactor(0, 1)
        self._panels: list[Panel] = []

    @property
    def panel(self) -> Panel | None:
        """The panel that is open."""
        return next((panel for panel in self._panels if not panel.isHidden()), None)

    def enter(self, panel: Panel, share: float = 0.4) -> None:
        """Open this panel; the one before it is hidden with its text."""
        if panel not in self._panels:
            self._panels.append(panel)
            self.addWidget(panel)
            self.setStretchFactor(self.indexOf(panel), 0)
        came_from = QApplication.focusWidget()
        for other in self._panels:
            if other is not panel:
                other.leave()
        panel.show()
        sizes = [0] * self.count()
        sizes[self.indexOf(panel)] = round(self.width() * share)
        sizes[0] = self.width() - round(self.width() * share)
        self.setSizes(sizes)
        if came_from is not None and came_from.isVisible():
            came_from.setFocus()
        panel.enter()
