"""One more income: whose it is, and of which kind. Two letters, and its line is there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from mortgage_collect.review.carry import Seat
from mortgage_collect.review.line import LineSpec
from mortgage_collect.review.lines import LINES
from mortgage_collect.ui.kit.fields import ChoiceEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.reviews.line_field import lettered

HOUSEHOLD: Seat = ("household", 1)


class AddIncome(QFrame):
    """Hidden until it is asked for; `wanted(seat, kind)` once both are picked.

    `asked(field)` for each of the two fields as it gets the focus.
    """

    wanted = Signal(object, str)
    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.whose, self.kind = ChoiceEdit(), ChoiceEdit(lettered(kinds()))
        self.whose.setAccessibleName(self.tr("One more income: whose"))
        self.kind.setAccessibleName(self.tr("One more income: of which kind"))
        gap = theme_of(self).px(6)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, gap, 0, 0)
        self._row.setSpacing(gap)
        self._row.addWidget(label(self.tr("One more income"), "strong"))
        self._row.addWidget(self.whose, 1)
        self._row.addWidget(self.kind, 2)
        self.whose.entered.connect(self._on_whose)
        self.kind.entered.connect(self._on_kind)
        self.hide()

    def set_stacked(self, stacked: bool) -> None:
        """Under one another, where a column is too narrow."""
        down, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if stacked else beside)

    def ask(self, people: Sequence[tuple[Seat, str]]) -> None:
        """Ask it anew, of these people."""
        self.whose.set_choices(lettered(people))
        self.whose.set_value(None)
        self.kind.set_value(None)
        self.show()
        self._go(self.whose)

    def _go(self, field: ChoiceEdit) -> None:
        field.setFocus(Qt.FocusReason.TabFocusReason)
        self.asked.emit(field)

    def _on_whose(self, seat: Seat | None) -> None:
        if seat == HOUSEHOLD:
            self._tell(HOUSEHOLD, "rental_income")
        elif seat is not None:
            self._go(self.kind)

    def _on_kind(self, kind: str | None) -> None:
        if kind is not None and self.whose.value() is not None:
            self._tell(self.whose.value(), kind)

    def _tell(self, seat: Seat, kind: str) -> None:
        self.hide()
        self.wanted.emit(seat, kind)


def kinds() -> list[tuple[str, str]]:
    """Every kind of a person's income with its words."""
    return [
        (line.key.removeprefix("borrower_"), _kind_words(line))
        for line in LINES
        if line.person == "borrower" and line.counts_as == "gross_income"
    ]


def _kind_words(line: LineSpec) -> str:
    words = line.label.partition(": ")[2]
    return words[0].upper() + words[1:]
