"""The center column: header, then the card or a panel, then the entry strip. All stay in place."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mortgage_collect.core.words import Outcome
from mortgage_collect.ui.card.details import Details
from mortgage_collect.ui.card.header import CardHeader
from mortgage_collect.ui.card.side import Side
from mortgage_collect.ui.card.take_back import TakeBack
from mortgage_collect.ui.card.timeline import Timeline
from mortgage_collect.ui.card.view_model import CardModel, Sight
from mortgage_collect.ui.contacts.strip import EntryStrip
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.scrolled import Scrolled
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of

ROOM = 900
"""Pixels of height from which the header keeps its captions whatever is open."""


SLIVER = 56
"""Pixels of the card in which nothing can be read."""


class Middle(QStackedWidget):
    """Takes the room that is left: no panel may push the entry strip out of the window."""

    def minimumSizeHint(self) -> QSize:
        return QSize(theme_of(self).px(200), theme_of(self).px(20))


class CardView(QFrame):
    """`show_panel` puts a panel where the card's body is; header and strip stay visible."""

    def __init__(
        self,
        desk: Desk,
        model: CardModel,
        strip: EntryStrip,
        side: Side,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.side = side
        dress(self, center=True)
        self.header = CardHeader(desk, model)
        self.details = Details(desk, model)
        self.timeline = Timeline(desk.local)
        self.strip = strip
        self.body = QWidget()
        self._body = QVBoxLayout(self.body)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self.details)
        lower = QWidget()
        inside = QVBoxLayout(lower)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        title = label(self.tr("Timeline"), "label")
        theme = theme_of(self)
        title.setContentsMargins(theme.px(16), theme.px(6), theme.px(12), theme.px(4))
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.addWidget(title)
        self.take_back = TakeBack(desk, self.timeline)
        head.addWidget(self.take_back, 1)
        inside.addLayout(head)
        inside.addWidget(self.timeline, 1)
        self._split.addWidget(lower)
        self._split.setStretchFactor(0, 2)
        self._split.setStretchFactor(1, 3)
        self._split.setHandleWidth(1)
        self._body.addWidget(self._split, 1)
        self._scroll = Scrolled()
        self._scroll.setWidget(self.body)
        self._middle = Middle()
        self._middle.addWidget(self._scroll)
        self._low = False
        self._middle.currentChanged.connect(lambda _: self._make_room())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self._middle, 1)
        column.addWidget(strip)
        model.shown.connect(self._show)
        strip.reshaped.connect(self._share_room)
        strip.model.held_changed.connect(self._hold)
        strip.model.written.connect(self._say_held)
        side.flags.wanted.connect(self._scroll.ensureWidgetVisible)
        self.details.tabBarClicked.connect(lambda _: self._see_details())
        self.details.currentChanged.connect(lambda _: self._see_details())

    def _show(self, seen: Sight) -> None:
        self.timeline.show_rows(seen.timeline)

    def _hold(self, held: bool) -> None:
        """Amounts, arrears and what was said wait until somebody is sure of the person."""
        for part in (self.details, self.timeline, self.side):
            part.hold(held)
        self._say_held()

    def _say_held(self) -> None:
        model = self.strip.model
        if not model.held:
            self.header.hold(None)
        elif model.draft.outcome is Outcome.THIRD_PARTY:
            self.header.hold(self.tr("Somebody else is on the line."))
        else:
            self.header.hold(
                self.tr("Until you are sure of the person: Ctrl+G asks, Ctrl+Shift+G or Y shows.")
            )

    @property
    def panel(self) -> QWidget | None:
        """The panel that stands in place of the card's body."""
        shown = self._middle.currentWidget()
        return None if shown is self._scroll else shown

    def show_panel(self, panel: QWidget) -> None:
        if self._middle.indexOf(panel) < 0:
            self._middle.addWidget(panel)
        self._middle.setCurrentWidget(panel)

    def drop_panel(self, panel: QWidget) -> None:
        """Let go of a panel for good."""
        self._middle.removeWidget(panel)
        panel.deleteLater()

    def show_body(self) -> None:
        self._middle.setCurrentWidget(self._scroll)

    def _see_details(self) -> None:
        """A tab that was asked for is nothing without what stands under it."""
        self._scroll.verticalScrollBar().setValue(self.details.mapTo(self.body, QPoint(0, 0)).y())

    def stack_side(self, stacked: bool) -> None:
        """Where there is no room beside the card, the light stands above it and the rest below."""
        if stacked:
            self._body.insertWidget(0, self.side.call)
            self._body.addWidget(self.side)
            self.side.show()
            self.timeline.setMinimumHeight(theme_of(self).px(260))
            self.details.setMinimumHeight(theme_of(self).px(200))
        else:
            self._body.removeWidget(self.side)
            self.side.take_call()
            self.timeline.setMinimumHeight(0)
            self.details.setMinimumHeight(0)

    def be_low(self, low: bool) -> None:
        """On a low window the header keeps to one line, so that the card below can be read."""
        self._low = low
        self.side.call.be_low(low)
        self._make_room()

    def _make_room(self) -> None:
        """On a low window a panel gets the strip's room and the header's second line; one that
        compares many figures gets the strip's room and the captions unless the window is tall; one
        that asks for many gets the whole header on a low one: its own heading says whose it is."""
        opened = self.panel is not None
        wants = isinstance(self.panel, Sheet) and self.panel.roomy
        alone = isinstance(self.panel, Sheet) and self.panel.alone
        short = wants and self.height() < theme_of(self).px(ROOM)
        self.strip.fold((self._low and opened) or short, begun=short)
        self.header.be_low(self._low or short, line=self._low and opened)
        self.header.setHidden(self._low and alone)
        self._share_room()

    def _share_room(self) -> None:
        """The strip scrolls what there is no room for; where the card would be a sliver above it,
        the strip has that too for as long as somebody writes there."""
        above = 0 if self.header.isHidden() else self.header.sizeHint().height()
        room = self.height() - above
        sliver = room - self.strip.wanted < theme_of(self).px(SLIVER)
        self._middle.setVisible(not (sliver and self.strip.entered))
        least = 0 if self._middle.isHidden() else self._middle.minimumSizeHint().height()
        self.strip.set_room(room - least)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()
