"""What opens in the middle of the desk for one loan: whose it is, the work, and what can be done.

A sheet is not a window: Esc puts it away with everything typed in it, Enter goes on to the next
field or presses the button that has the focus, and its first field has the focus when it comes up.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.ui.kit.buttons import ButtonKind, button, icon_button
from mortgage_collect.ui.kit.labels import Elided
from mortgage_collect.ui.kit.scrolled import Scrolled
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, ROOMY, SNUG, TIGHT, WIDE

LOW = 240
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sheet(QFrame):
    """`body` takes the work; `above`, `beside` and, at the right of it, `aside` take what must stay
    in sight while it scrolls."""

    closed = Signal()
    roomy = False  # True: it compares many figures, and a low window makes room above it

    def __init__(self, title: str, parent: QWidget | None = None, *, scrolls: bool = True) -> None:
        super().__init__(parent)
        dress(self, sheet=True)
        self.setAccessibleName(title)
        theme = theme_of(self)
        self.title = Elided(title, "heading")
        self.who = Elided("", "muted")
        self.title.setMinimumWidth(theme.px(60))
        self.shut = icon_button("x", self.tr("Close (Esc)"), self.leave)
        self.shut.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._head = head = QFrame()
        dress(head, panelhead=True)
        self.top = QHBoxLayout(head)
        self.top.setContentsMargins(
            theme.px(WIDE), theme.px(TIGHT), theme.px(SNUG), theme.px(TIGHT)
        )
        self.top.setSpacing(theme.px(ROOMY))
        self.top.addWidget(self.title)
        self.top.addWidget(self.who, 1)
        self.top.addWidget(self.shut)

        self.above = QVBoxLayout()
        self.above.setContentsMargins(0, 0, 0, 0)
        self.above.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(SNUG))
        self._foot = QFrame()
        dress(self._foot, panelfoot=True)
        self.foot = QHBoxLayout(self._foot)
        self.foot.setContentsMargins(
            theme.px(WIDE), theme.px(TIGHT), theme.px(WIDE), theme.px(TIGHT)
        )
        self.foot.setSpacing(theme.px(SNUG))
        self.foot.addStretch(1)
        self._foot.hide()

        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(head)
        whole.addLayout(self.above)
        self.beside = QVBoxLayout()
        self.beside.setContentsMargins(0, 0, 0, 0)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addLayout(self.beside)
        whole.addLayout(middle, 1)
        self.area: Scrolled | None = None
        inside = QWidget()
        inside.setLayout(self.body)
        dress(inside, ground=True)
        self.body.setContentsMargins(
            theme.px(WIDE), theme.px(ROOMY), theme.px(WIDE), theme.px(WIDE)
        )
        if scrolls:
            # What is shown before the area has made room for it is not squeezed meanwhile.
            self.body.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
            self.area = Scrolled()
            self.area.setMinimumHeight(1)  # where room is scarce it gives way before the foot does
            self.area.setWidget(inside)
            middle.addWidget(self.area, 1)
        else:
            middle.addWidget(inside, 1)
        self.aside = QVBoxLayout()
        self.aside.setContentsMargins(0, 0, 0, 0)
        middle.addLayout(self.aside)
        self.below = QVBoxLayout()
        self.below.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self.below)
        whole.addWidget(self._foot)

    def hands_on(self, key: str) -> dict[str, object]:
        """What a panel opened from here by its key is given: what stands in hand."""
        return {}

    def set_title(self, title: str) -> None:
        self.title.say(title)
        self.setAccessibleName(title)

    def add_button(
        self,
        words: str,
        run: Callable[[], object],
        *,
        kind: ButtonKind = "plain",
        icon: str = "",
        hint: str = "",
    ) -> QPushButton:
        """A button at the foot, from left to right; the main one last."""
        made = button(words, run, kind=kind, icon=icon, hint=hint)
        self.foot.addWidget(made)
        self._foot.show()
        return made

    def add_foot(self, widget: QWidget, stretch: int = 0) -> None:
        """Anything else at the foot."""
        self.foot.addWidget(widget, stretch)
        self._foot.show()

    def starts_at(self, first: QWidget) -> None:
        """The field that has the focus when the sheet comes up."""
        self.setFocusProxy(first)

    def go_to(self, field: QWidget) -> None:
        """Give a field the focus, and let it be seen."""
        field.setFocus(Qt.FocusReason.TabFocusReason)
        if self.area is not None:
            self.area.ensureWidgetVisible(field, 0, theme_of(self).px(TIGHT * 12))

    def bring_up(self, part: QWidget) -> None:
        """Scroll until a part of the body stands at the top."""
        if self.area is not None and (inside := self.area.widget()) is not None:
            self.area.verticalScrollBar().setValue(part.mapTo(inside, QPoint(0, 0)).y())

    def go_on(self) -> None:
        """What Enter does in a field: the next one."""
        if (here := QApplication.focusWidget()) is not None and self.isAncestorOf(here):
            here.focusNextChild()

    def submit(self) -> None:
        """What Ctrl+Enter does from anywhere in it: save."""

    def put_away(self) -> None:
        """Called before the sheet is closed: keep what was typed."""

    def leave(self) -> None:
        """Close it and lose nothing."""
        self.put_away()
        self.closed.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the heading is a thin line, and never goes: it says what
        this is, and has the way out."""
        super().resizeEvent(event)
        theme = theme_of(self)
        low = self.height() < theme.px(LOW)
        high = theme.px(0 if low else TIGHT)
        self.top.setContentsMargins(theme.px(WIDE), high, theme.px(SNUG), high)
        self.foot.setContentsMargins(
            theme.px(WIDE),
            theme.px(HAIR if low else TIGHT),
            theme.px(WIDE),
            theme.px(HAIR if low else TIGHT),
        )
        dress(self.title, type="strong" if low else "heading")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._focus_first()
        # Whoever shows us may focus us again, and where it starts may have changed meanwhile.
        started = self.focusProxy()
        QTimer.singleShot(0, self, lambda: self._focus_again(started))

    def _focus_first(self) -> None:
        if (first := self.focusProxy()) is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _focus_again(self, started: QWidget | None) -> None:
        """Unless keys typed ahead have gone on from where it started."""
        here = QApplication.focusWidget()
        if here is None or here in (self, started) or not self.isAncestorOf(here):
            self._focus_first()

    def event(self, event: QEvent) -> bool:
        # Ctrl+Enter means this sheet while the focus is in it, whatever the window uses it for.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and _is_submit(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = QApplication.focusWidget()
        if _is_submit(event):
            self.submit()
            return
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and plain:
            if isinstance(here, QAbstractButton) and self.isAncestorOf(here):
                here.click()
            else:
                self.go_on()
            return
        super().keyPressEvent(event)


def _is_submit(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in _ENTER and held == Qt.KeyboardModifier.ControlModifier
