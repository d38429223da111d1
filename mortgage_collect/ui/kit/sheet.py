"""What opens in the middle of the desk for one loan: whose it is, the work, and what can be done.

A sheet is not a window: Esc puts it away with everything typed in it, Enter goes on to the next
field or presses the button that has the focus, and its first field has the focus when it comes up.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

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
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.ui.kit.buttons import ButtonKind, button, icon_button
from mortgage_collect.ui.kit.labels import Elided
from mortgage_collect.ui.kit.scrolled import Scrolled
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, ROOMY, SNUG, TIGHT, WIDE

if TYPE_CHECKING:
    from mortgage_collect.ui.kit.ask_form import AskForm

LOW, LOW_ALONE = 240, 320
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Sheet(QFrame):
    """`body` takes the work; `above`, `beside` and, at the right of it, `aside` take what must stay
    in sight while it scrolls."""

    closed = Signal()
    roomy = False  # True: it compares many figures, and a low window makes room above it
    alone = False  # True: it asks for many, and a low window shows nothing above it

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

        self._pages: QTabBar | None = None
        self.above = QVBoxLayout()
        self.above.setContentsMargins(0, 0, 0, 0)
        self.above.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.px(SNUG))
        self._foot, self.foot = _foot(theme.px(SNUG))
        # In its place, with the buttons of a form of the body for as long as that is open.
        self._answers, self._answering = _foot(theme.px(SNUG))
        self._holding: AskForm | None = None

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
        whole.addWidget(self._answers)

    def hands_on(self, key: str) -> dict[str, object]:
        """What a panel opened from here by its key is given: what stands in hand."""
        return {}

    def add_pages(self, pages: QTabBar) -> None:
        """Tabs under the heading; where there is little room they stand in its line instead."""
        self._pages = pages
        self.above.addWidget(pages)

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
        self.add_foot(made)
        return made

    def add_foot(self, widget: QWidget, stretch: int = 0) -> None:
        """Anything else at the foot."""
        self.foot.addWidget(widget, stretch)
        self._foot.setHidden(self._holding is not None)

    def hold(self, form: AskForm) -> None:
        """While a form of the body is open its buttons stand at the foot: what saves it is in sight
        however long it is. Esc leaves it first, wherever the focus is."""
        form.opened.connect(lambda: self._lend_foot(form))
        form.left.connect(self.let_go)
        # What was refused takes room first.
        form.stopped.connect(lambda field: QTimer.singleShot(0, field, lambda: self.go_to(field)))

    def let_go(self) -> None:
        """The foot is the sheet's own again."""
        self._lend_foot(None)

    def _lend_foot(self, form: AskForm | None) -> None:
        if self._holding is not None:
            self._holding.take_home()
        self._holding = form
        if form is not None:
            form.lend(self._answering)
        self._answers.setVisible(form is not None)
        self._foot.setVisible(form is None and self.foot.count() > 1)

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

    def bring_in(self, part: QWidget) -> None:
        """Scroll no further than a part of the body needs to be seen."""
        if self.area is not None:
            self.area.ensureWidgetVisible(part)

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
        low = self.height() < theme.px(LOW_ALONE if self.alone else LOW)
        high = theme.px(0 if low else TIGHT)
        self.top.setContentsMargins(theme.px(WIDE), high, theme.px(SNUG), high)
        high = theme.px(HAIR if low else TIGHT)
        if self.alone:
            top, wide = theme.px(TIGHT if low else ROOMY), theme.px(WIDE)
            self.body.setContentsMargins(wide, top, wide, wide)
        for foot in (self.foot, self._answering):
            foot.setContentsMargins(theme.px(WIDE), high, theme.px(WIDE), high)
        dress(self.title, type="strong" if low else "heading")
        if self._pages is not None and (self.top.indexOf(self._pages) >= 0) is not low:
            self._move_pages(self._pages, low)

    def _move_pages(self, pages: QTabBar, low: bool) -> None:
        if low:
            self.top.insertWidget(0, pages)
        else:
            self.above.addWidget(pages)
        # The tab that is chosen says what the title does.
        self.title.setHidden(low)
        self.top.setSpacing(theme_of(self).px(SNUG if low else ROOMY))

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
            (self._holding or self).leave()
            return
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and plain:
            if isinstance(here, QAbstractButton) and self.isAncestorOf(here):
                here.click()
            else:
                self.go_on()
            return
        super().keyPressEvent(event)


def _foot(spacing: int) -> tuple[QFrame, QHBoxLayout]:
    frame = QFrame()
    dress(frame, panelfoot=True)
    row = QHBoxLayout(frame)
    row.setSpacing(spacing)
    row.addStretch(1)
    frame.hide()
    return frame, row


def _is_submit(event: QKeyEvent) -> bool:
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return event.key() in _ENTER and held == Qt.KeyboardModifier.ControlModifier
