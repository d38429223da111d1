"""Under the files that came in: the chosen import is taken back, told first and pressed twice."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import TapeKind
from mortgage_collect.queries.tapes import TapeRow
from mortgage_collect.services.tape_undo import Undone
from mortgage_collect.ui.kit.announce import announce
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.tapes.view_model import ImportModel


class UndoRow(QWidget):
    """The first press tells what goes and what stands as before; the second does it."""

    def __init__(
        self, model: ImportModel, table: Table[TapeRow], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model, self._table = model, table
        self._told: TapeRow | None = None
        self.says = label("", "muted", wrap=True)
        self.go = button(self.tr("Undo this import"), self._press)
        self.leave = button(self.tr("Leave it"), self._forget)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme_of(self).px(SNUG))
        row.addWidget(self.says, 1)
        row.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.go, 0, Qt.AlignmentFlag.AlignTop)
        table.chosen.connect(lambda _: self._forget())
        model.listed.connect(lambda _: self._forget())
        model.undoing.connect(self._tell)
        self._forget()

    def _press(self) -> None:
        row = self._table.row()
        if row is None:
            return
        if self._told is not None and self._told.tape_id == row.tape_id:
            self._forget()
            self._model.undo(row)
        else:
            self._model.ask_undo(row)

    def _tell(self, row: TapeRow, would: Undone) -> None:
        now = self._table.row()
        if now is None or now.tape_id != row.tape_id:
            return
        self._told = row
        said = self.tr("Undo {0}: {1} it brought will be gone, {2} will stand as before it.")
        self.says.setText(
            said.format(
                row.file_name,
                text.count(would.removed, self.tr("loan")),
                text.count(would.restored, self.tr("loan")),
            )
        )
        self.go.setText(self.tr("Yes, undo it"))
        self.leave.show()
        announce(self, self.says.text())

    def _forget(self) -> None:
        """Nothing is asked; what may be undone is a loan tape that stands in the book."""
        row = self._table.row()
        self._told = None
        why = ""
        if row is None:
            why = self.tr("Choose the file above whose import shall be undone.")
        elif row.undone is not None:
            why = self.tr("This import is undone already.")
        elif row.kind is not TapeKind.LOANS:
            why = self.tr("Only a loan tape is undone as a whole.")
        self.says.setText(why)
        self.go.setText(self.tr("Undo this import"))
        self.go.setEnabled(not why)
        self.go.setAccessibleDescription(why)
        self.leave.hide()
