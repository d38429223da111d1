"""The shape of the window: how many columns, how many words, for the room there is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget

from mortgage_collect.ui.card.place import CardPlace, SideScroll
from mortgage_collect.ui.kit import theme
from mortgage_collect.ui.kit.chips import Chip
from mortgage_collect.ui.memory import Memory
from mortgage_collect.ui.top_bar import PracticeBand, TopBar

# Device-independent pixels at scale 1. Below the first the right column lies under the card.
THREE_COLUMNS, WORDS, NARROW, LOW = 1180, 1240, 820, 520
QUEUE_WIDTH, QUEUE_NARROW, SIDE_WIDTH = 290, 220, 300


def columns(left: QWidget, right: QWidget, grows: int) -> QSplitter:
    """Two parts beside each other, neither of which can be dragged away."""
    made = QSplitter(Qt.Orientation.Horizontal)
    made.setChildrenCollapsible(False)
    made.addWidget(left)
    made.addWidget(right)
    made.setStretchFactor(grows, 1)
    return made


@dataclass(slots=True)
class Shape:
    """Asked after every change of size or of the scale of the text."""

    window: QWidget
    memory: Memory
    outer: QSplitter  # queue | the rest
    inner: QSplitter  # card | right column
    center: CardPlace
    side_scroll: SideScroll
    top: TopBar
    band: PracticeBand
    corner: Chip
    stacked: bool | None = None
    narrow: bool | None = None

    def arrange(self) -> None:
        """Three columns where there is room for them, else the right one under the card."""
        scale, width = theme.current().scale, self.window.width()
        self._stack(width < THREE_COLUMNS * scale)
        self._squeeze(width < NARROW * scale)
        low = self.window.height() < LOW * scale
        if (card := self.center.made) is not None:
            card.header.be_narrow(width < WORDS * scale, width < NARROW * scale)
            card.be_low(low)
        practice = bool(self.band.words.full)
        self.band.setVisible(practice and not low)
        self.corner.setVisible(practice and low)

    def begin(self) -> None:
        """The card has been made, and takes the shape the window has."""
        self.stacked = self.narrow = None
        self.arrange()

    def recall(self) -> None:
        """The widths of last time, and from here on remembered."""
        self.outer.setSizes(self.memory.recall("window.columns", [QUEUE_WIDTH, 1100]))
        self.inner.setSizes(self.memory.recall("window.side", [800, SIDE_WIDTH]))
        for name, split in (("window.columns", self.outer), ("window.side", self.inner)):
            split.splitterMoved.connect(
                lambda *_, name=name, split=split: self.memory.remember(name, split.sizes())
            )

    def reset(self) -> None:
        """As on the first day."""
        rest = self.window.width() - QUEUE_WIDTH
        self.outer.setSizes([QUEUE_WIDTH, rest])
        self.inner.setSizes([rest - SIDE_WIDTH, SIDE_WIDTH])

    def _stack(self, stacked: bool) -> None:
        if stacked == self.stacked:
            return
        self.stacked = stacked
        card = self.center.made
        if card is not None and stacked:
            self.side_scroll.takeWidget()
            card.stack_side(True)
        elif card is not None:
            card.stack_side(False)
            self.side_scroll.setWidget(card.side)
        self.side_scroll.setVisible(not stacked)
        self.top.be_narrow(stacked)

    def _squeeze(self, narrow: bool) -> None:
        if narrow == self.narrow:
            return
        self.narrow = narrow
        if (card := self.center.made) is not None:
            card.strip.be_narrow(narrow)
            card.details.be_narrow(narrow)
        widths = [QUEUE_NARROW, 1000] if narrow else [QUEUE_WIDTH, 1100]
        self.outer.setSizes(self.memory.recall("window.columns", widths))
