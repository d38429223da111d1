"""One of a list by typing: letters narrow it, arrows move in it, Enter takes what is marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.search_edit import SearchEdit
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import TIGHT

MOST_ROWS = 8
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


@dataclass(frozen=True, slots=True)
class Offer:
    """What may be picked: what is kept, what is read, and what it means."""

    value: Any
    label: str
    says: str = ""


class Picker(QWidget):
    """`picked(value)`; `left()` when Esc is pressed on an empty field."""

    picked = Signal(object)
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._offers: tuple[Offer, ...] = ()
        self.typed = _Typed(self)
        self.typed.setPlaceholderText(name)
        self.typed.setAccessibleName(name)
        self._rows = RowsModel[Offer](
            [
                Column(self.tr("Which"), lambda offer: offer.label, width=34, least=24, bold=True),
                Column(
                    self.tr("What it is"),
                    lambda offer: offer.says,
                    str,
                    hint=lambda offer: offer.says,
                    width=20,
                    stretch=True,
                ),
            ],
            summary=lambda offer: f"{offer.label}. {offer.says}",
            key=lambda offer: offer.label,
        )
        self.list: Table[Offer] = Table(
            self._rows, name=name, empty=self.tr("Nothing is called so."), flat=True
        )
        self._rows.setParent(self.list)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.setSpacing(theme_of(self).px(TIGHT))
        around.addWidget(self.typed)
        around.addWidget(self.list)
        self.setFocusProxy(self.typed)
        self.typed.searched.connect(self._narrow)
        self.list.opened.connect(lambda offer: self.picked.emit(offer.value))
        self.list.clicked.connect(lambda _: self.take())

    def offer(self, offers: Sequence[Offer]) -> None:
        self._offers = tuple(offers)
        self.typed.clear()
        self._narrow("")

    @property
    def shown(self) -> tuple[Offer, ...]:
        return self._rows.rows

    def take(self) -> None:
        """Pick what is marked."""
        if (offer := self.list.row()) is not None:
            self.picked.emit(offer.value)

    def pass_on(self, event: QKeyEvent) -> None:
        self.list.keyPressEvent(event)

    def _narrow(self, typed: str) -> None:
        """Every word typed begins a word of the label; else it stands anywhere in what is said."""
        words = text.folded(typed).split()
        begins = [offer for offer in self._offers if _begins(words, offer.label)]
        within = [
            offer
            for offer in self._offers
            if offer not in begins
            and all(word in text.folded(f"{offer.label} {offer.says}") for word in words)
        ]
        self._rows.show_rows([*begins, *within])
        self.list.choose(0)
        self.list.fit_rows(MOST_ROWS)


class _Typed(SearchEdit):
    """The field one types in; the keys that move belong to the list below it."""

    def __init__(self, picker: Picker) -> None:
        super().__init__("", picker)
        self._picker = picker

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES:
            self._picker.pass_on(event)
        elif event.key() in _ENTER:
            self._picker.take()
        elif event.key() == Qt.Key.Key_Escape and not self.text():
            self._picker.left.emit()
        else:
            super().keyPressEvent(event)


def _begins(words: Sequence[str], label: str) -> bool:
    parts = text.folded(label).split()
    return all(any(part.startswith(word) for part in parts) for word in words)
