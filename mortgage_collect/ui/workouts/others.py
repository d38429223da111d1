"""The options that are not in a column, each with the reason it lost: one key away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.workouts.words import TONES, word
from mortgage_collect.workout.evaluate import Result


@dataclass(frozen=True, slots=True)
class OtherRow:
    result: Result
    lost: str


class Others(QWidget):
    """A line that names them; opened, a table where Enter picks one. `chosen(key)`."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._names = ""
        self.line = button("", self.toggle, kind="link")
        self.line.setToolTip(self.tr("Options not among the four (O)"))
        self._rows = RowsModel[OtherRow](
            [
                Column(self.tr("Option"), lambda row: row.result.label, width=20, bold=True),
                Column(
                    self.tr("Verdict"),
                    lambda row: word(row.result),
                    kind="light",
                    tone=lambda row: TONES[row.result.verdict],
                    width=15,
                ),
                Column(
                    self.tr("Why it is not among the four"),
                    lambda row: row.lost,
                    hint=lambda row: row.lost,
                    width=28,
                    stretch=True,
                ),
            ],
            summary=lambda row: self.tr("{0}, {1}: {2}").format(
                row.result.label, word(row.result), row.lost
            ),
            key=lambda row: row.result.key,
        )
        self.table: Table[OtherRow] = Table(
            self._rows, name=self.tr("Other options"), flat=True, empty=self.tr("There are none.")
        )
        self._rows.setParent(self.table)
        self.table.opened.connect(lambda row: self.chosen.emit(row.result.key))
        self.table.clicked.connect(lambda _: self._on_clicked())
        self.table.chosen.connect(lambda _: self._tell())
        self.whole = label("", "muted", wrap=True)  # a reason longer than its cell
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(2))
        column.addWidget(self.line, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.whole)
        column.addWidget(self.table)
        self.table.hide()
        self.whole.hide()

    def show_rows(self, rows: Sequence[OtherRow]) -> None:
        if tuple(rows) != self._rows.rows:
            self._rows.show_rows(rows)
        self._names = ", ".join(each.result.label for each in rows)
        self.setVisible(bool(rows))
        self.table.fit_rows()
        self._tell()
        self._name()

    @property
    def rows(self) -> tuple[OtherRow, ...]:
        return self._rows.rows

    @property
    def is_open(self) -> bool:
        return not self.table.isHidden()

    def toggle(self) -> None:
        self.open(not self.is_open)

    def open(self, shown: bool = True) -> None:
        """Show or hide the table; shown, it has the focus on its first row."""
        self.table.setVisible(shown)
        self.whole.setVisible(shown)
        self._name()
        if shown:
            self.table.setFocus()
            if self.table.row() is None:
                self.table.choose(0)

    def _name(self) -> None:
        many = text.count(len(self._rows.rows), self.tr("other option"))
        words = self.tr("Hide the others (O)") if self.is_open else self.tr("{0} (O)").format(many)
        self.line.setText(words)
        self.line.setAccessibleName(f"{many}: {self._names}")

    def _tell(self) -> None:
        """The whole reason of the row one is on."""
        row = self.table.row()
        self.whole.setText(f"{row.result.label}: {row.lost}" if row is not None else "")

    def _on_clicked(self) -> None:
        if (row := self.table.row()) is not None:
            self.chosen.emit(row.result.key)
