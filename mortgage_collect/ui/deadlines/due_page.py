"""A list of deadlines: what is in hand can be begun, and a late one is asked for its reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.ui.deadlines.doing import do
from mortgage_collect.ui.deadlines.late_form import Late, LateForm
from mortgage_collect.ui.deadlines.tables import due_table, key_of
from mortgage_collect.ui.deadlines.view_model import DeadlinesModel
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import RowsModel
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG

if TYPE_CHECKING:
    from mortgage_collect.queries.clocks import DeadlineView

LEAST_ROWS = 3


class DuePage(QWidget):
    def __init__(
        self,
        desk: Desk,
        model: DeadlinesModel,
        name: str,
        empty: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self.model = desk, model
        self.sum = label("", "strong", wrap=True)
        self.table = due_table(name, empty, desk.today)
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight((LEAST_ROWS + 1) * height)
        self.why = LateForm(desk)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(SNUG))
        column.addWidget(self.sum)
        column.addWidget(self.table, 1)
        column.addWidget(self.why)
        self.table.opened.connect(self._do)
        self.why.left.connect(self.enter)

    @property
    def rows(self) -> tuple[DeadlineView, ...]:
        model = self.table.source
        assert isinstance(model, RowsModel)
        return model.rows

    @property
    def first(self) -> QWidget:
        """Where the work in it begins."""
        return self.table

    def has_list_focus(self) -> bool:
        """Enter belongs to what is in hand."""
        return self.table.hasFocus()

    def show_rows(self, rows: Sequence[DeadlineView], of: str = "") -> None:
        """`of`: what they are the deadlines of, before their count."""
        model = self.table.source
        assert isinstance(model, RowsModel)
        model.show_rows(rows)
        if rows and self.table.row() is None:
            self.table.choose(0)
        self.sum.setText(self._counted(rows, of))

    def _counted(self, rows: Sequence[DeadlineView], of: str) -> str:
        owed = [row for row in rows if row.progress.owed]
        late = sum(row.late for row in owed)
        today = sum(row.days == 0 for row in owed)
        counts = {
            self.tr("{0} late"): late,
            self.tr("{0} due today"): today,
            self.tr("{0} later"): len(owed) - late - today,
            self.tr("{0} done late"): len(rows) - len(owed),
        }
        # Of today every number is told, of another day those there are.
        told = [words.format(n) for words, n in list(counts.items())[: 0 if of else 3]]
        told += [words.format(n) for words, n in list(counts.items())[len(told) :] if n]
        said = ", ".join(told) or self.tr("nothing due")
        silent = sum(row.unexplained for row in rows)
        if silent:
            one = silent == 1
            asks = (
                self.tr("one still wants its reason")
                if one
                else self.tr("{0} still want their reason").format(silent)
            )
            said += f" \u00b7 {asks}"
        return f"{of}: {said}" if of else said

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _do(self, row: DeadlineView) -> None:
        """Begin it; of what was done late only its reason is left to tell."""
        if not row.progress.owed:
            self._ask(row)
            return
        do(self._desk, row.loan_id, row.act, row.matter_id)

    def ask_why(self) -> None:
        """Of the row in hand if it is late and nobody has said why, else of the first such row."""
        held = self.table.row()
        wanted = [row for row in self.rows if row.unexplained]
        row = held if held is not None and held.progress.failed else next(iter(wanted), None)
        if row is None:
            self._desk.say(self.tr("No deadline in this list is late without a reason."))
            return
        self._ask(row)

    def _ask(self, row: DeadlineView) -> None:
        self.table.choose_key(key_of(row))
        late = Late(
            row.loan_id, row.duty, row.occasion, row.matter_id, row.says or row.title, row.due
        )
        self.why.ask_about([late], row.borrower or row.number)
