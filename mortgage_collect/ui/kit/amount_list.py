"""Amounts under one another: what each is, a word about it, and the figure at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mortgage_collect.core.money import Money
from mortgage_collect.ui.kit.labels import label, rule
from mortgage_collect.ui.kit.rows import Tone
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.theme import theme_of


@dataclass(frozen=True, slots=True)
class Amount:
    """One line. `figure` is what stands at the right; a `tone` colors it."""

    words: str
    figure: str = ""
    note: str = ""
    strong: bool = False
    ruled: bool = False  # a line above: a total
    tone: Tone | None = None

    @classmethod
    def of(cls, words: str, amount: Money | None, note: str = "", unknown: str = "") -> Amount:
        """An amount of None is said to be unknown, never left blank."""
        if amount is None and unknown:
            return cls(words, unknown, note, tone="caution")
        return cls(words, "" if amount is None else str(amount), note)


class AmountList(QWidget):
    """`show_amounts` replaces what is there; figures stand right, digits of one width."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.lines: tuple[Amount, ...] = ()
        self._made: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme_of(self).px(16))
        self._grid.setVerticalSpacing(theme_of(self).px(4))
        self._grid.setColumnStretch(1, 1)

    def show_amounts(self, lines: Sequence[Amount]) -> None:
        if tuple(lines) == self.lines:
            return
        self.lines = tuple(lines)
        for widget in self._made:
            widget.hide()
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._made.clear()
        for line in self.lines:
            self._add(line)
        self.setAccessibleDescription(self.spoken())

    def spoken(self) -> str:
        parts = (
            " ".join(part for part in (line.words, line.figure, line.note) if part)
            for line in self.lines
        )
        return ". ".join(parts)

    def _add(self, line: Amount) -> None:
        at = self._grid.rowCount()
        if line.ruled:
            self._place(rule(), at, 0, 3)
            at += 1
        words = label(line.words, "strong" if line.strong else "body")
        figure = _figure(line)
        top = Qt.AlignmentFlag.AlignTop
        if line.note:
            note = label(line.note, "caption", wrap=True)
            self._place(note, at, 1, 1, Qt.AlignmentFlag.AlignVCenter)
        else:
            words.setWordWrap(True)
        self._place(words, at, 0, 1 if line.note else 2, top)
        self._place(figure, at, 2, 1, top | Qt.AlignmentFlag.AlignRight)

    def _place(
        self,
        widget: QWidget,
        row: int,
        column: int,
        span: int,
        align: Qt.AlignmentFlag | None = None,
    ) -> None:
        self._made.append(widget)
        if align is None:
            self._grid.addWidget(widget, row, column, 1, span)
        else:
            self._grid.addWidget(widget, row, column, 1, span, align)


def _figure(line: Amount) -> QLabel:
    made = label(line.figure, "strong" if line.strong else "body")
    made.setFont(theme_of(made).font("strong" if line.strong else "body", figures=True))
    made.setAlignment(Qt.AlignmentFlag.AlignRight)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    if line.tone:
        dress(made, word=line.tone)
    return made
