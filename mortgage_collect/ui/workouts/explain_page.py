"""A page for the borrower on the screen: its sections as cards, hard words below the text."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from mortgage_collect.documents.document import Align, Block, Heading, Note, Paragraph, Table
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.theme import tabular, theme_of
from mortgage_collect.ui.kit.tokens import SNUG, TIGHT, WIDE


class PageView(QWidget):
    """The blocks of a page, one below the other; `show_blocks` replaces them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme_of(self).px(SNUG))
        self.sections: list[Section] = []

    def show_blocks(self, blocks: Iterable[Block]) -> None:
        empty(self._column)
        self.sections = []
        for block in blocks:
            match block:
                case Heading(text=text):
                    self._begin(text)
                case Paragraph():
                    self._here().add(_bullet(block.text) if block.bullet else said(block.text))
                case Note(text=text):
                    self._here().add(said(text, "caption"))
                case Table():
                    self._here().add(_Rows(block))

    def show_lines(self, lines: Iterable[str]) -> None:
        """Sentences one below the other, without cards."""
        empty(self._column)
        self.sections = []
        for line in lines:
            self._column.addWidget(said(line))

    def _here(self) -> Section:
        return self.sections[-1] if self.sections else self._begin("")

    def _begin(self, heading: str) -> Section:
        made = Section(heading)
        self.sections.append(made)
        self._column.addWidget(made)
        return made


def said(text: str, kind: str = "body") -> QLabel:
    """Running text one can take along with the mouse."""
    made = label(text, kind, wrap=True)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def _bullet(text: str) -> QWidget:
    row = QWidget()
    grid = QGridLayout(row)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme_of(row).px(SNUG))
    grid.setColumnStretch(1, 1)
    grid.addWidget(label("\u2022"), 0, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(said(text), 0, 1)
    return row


class _Rows(QWidget):
    """The cells of a table in line."""

    def __init__(self, table: Table) -> None:
        super().__init__()
        theme = theme_of(self)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, theme.px(TIGHT), 0, theme.px(TIGHT))
        grid.setHorizontalSpacing(theme.px(WIDE))
        grid.setVerticalSpacing(theme.px(TIGHT))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        sides = [
            Qt.AlignmentFlag.AlignRight
            if column.align is Align.RIGHT
            else Qt.AlignmentFlag.AlignLeft
            for column in table.columns
        ]
        for at, column in enumerate(table.columns):
            grid.setColumnStretch(at, column.weight)
            self._put(grid, label(column.title, "label", wrap=True), 0, at, sides[at])
        for down, row in enumerate(table.rows, 1):
            for at, cell in enumerate(row):
                made = label(cell, wrap=True)
                made.setFont(tabular(made.font()))
                self._put(grid, made, down, at, sides[at])
        self.setAccessibleName("; ".join(", ".join(row) for row in table.rows))

    @staticmethod
    def _put(
        grid: QGridLayout, cell: QLabel, row: int, column: int, side: Qt.AlignmentFlag
    ) -> None:
        cell.setAlignment(side | Qt.AlignmentFlag.AlignTop)
        grid.addWidget(cell, row, column)
