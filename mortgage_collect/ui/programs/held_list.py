"""The values of the decision that is being made, each of which can be left out again."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.kit.buttons import icon_button
from mortgage_collect.ui.kit.labels import Elided
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR
from mortgage_collect.ui.programs.entry_form import Typed
from mortgage_collect.ui.programs.rows import ValueRow


class HeldList(QWidget):
    """`dropped(name)` when one is left out."""

    dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme_of(self).px(HAIR))
        self.said: tuple[str, ...] = ()

    def show_held(self, held: Mapping[str, Typed | None], rows: Mapping[str, ValueRow]) -> None:
        """Each with what it is and what it becomes; None is what ships."""
        empty(self._lines)
        words = {name: self._words(rows[name], typed) for name, typed in held.items()}
        for name, said in words.items():
            self._lines.addWidget(self._line(name, said))
        self.said = tuple(words.values())
        self.setVisible(bool(words))

    def _words(self, row: ValueRow, typed: Typed | None) -> str:
        now = self.tr("as it ships") if typed is None else " ".join(typed["entry"].split())
        was = row.value if row.table else row.entry or self.tr("not known")
        if typed is not None and typed["entry"] == row.entry:
            return self.tr("{0}: its source and dates").format(row.full_label)
        said = self.tr("{0}: {1} becomes {2}")
        return said.format(row.full_label, was, now or self.tr("not known"))

    def _line(self, name: str, words: str) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        leave_out = self.tr("Leave out: {0}").format(words)
        row.addWidget(icon_button("x", leave_out, lambda: self.dropped.emit(name)))
        row.addWidget(Elided(words, "strong"), 1)
        return line
