"""Where the card stands: the center and right columns, empty until a loan is asked for.

The card has two hundred widgets, and no window shows them before its first loan. They are made
when a loan is first asked for, while the lane reads it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.kit.empty import Empty
from mortgage_collect.ui.kit.scrolled import Scrolled
from mortgage_collect.ui.kit.style_sheet import dress

if TYPE_CHECKING:
    from mortgage_collect.ui.card.side import Side
    from mortgage_collect.ui.card.view import CardView
    from mortgage_collect.ui.card.view_model import CardModel
    from mortgage_collect.ui.desk import Desk


class CardPlace(QStackedWidget):
    """The center column: that no loan is open, then the card. `begun` brings it when it is made."""

    begun = Signal(object)

    def __init__(self, desk: Desk, model: CardModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._model = desk, model
        self.made: CardView | None = None
        dress(self, center=True)
        self._empty = Empty(
            "inbox",
            self.tr("No loan is open."),
            more=self.tr("Choose one in the queue, or find one with Ctrl+K."),
        )
        self.addWidget(self._empty)
        model.going.connect(lambda _: self.view)
        model.shown.connect(lambda _: self.setCurrentWidget(self.view))

    @property
    def view(self) -> CardView:
        """The card, made now when it was not yet."""
        if self.made is None:
            with waking:
                from mortgage_collect.ui.card.side import Side
                from mortgage_collect.ui.card.view import CardView
                from mortgage_collect.ui.contacts.strip import EntryStrip
                from mortgage_collect.ui.contacts.view_model import EntryModel
            entry = EntryModel(self._desk, self._model, self)
            side = Side(self._desk, self._model)
            strip = EntryStrip(self._desk, self._model, entry)
            self.made = CardView(self._desk, self._model, strip, side)
            self.addWidget(self.made)
            self.begun.emit(self.made)
        return self.made


class SideScroll(Scrolled):
    """The right column where it stands beside the card."""

    def follow(self, side: Side) -> None:
        """What is to be seen of it is scrolled to."""
        side.flags.wanted.connect(self.ensureWidgetVisible)
