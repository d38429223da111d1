"""The board: loans against milestones. Done, due and blank stand in a row; a cell is picked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.milestones import STAGES, Milestone
from mortgage_collect.ui.deadlines.doing import do
from mortgage_collect.ui.deadlines.tables import FIXED, BoardTable, cell_words
from mortgage_collect.ui.deadlines.view_model import DeadlinesModel
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG

if TYPE_CHECKING:
    from mortgage_collect.queries.deadline_board import BoardRow

LEAST_ROWS = 4
MOST_OTHERS = 4
EVERY = "every"
DAYS = (0, 7, 14, 30, 45)
# What is begun from a blank cell; a column that is not here opens the loan's matters.
_BLANK: dict[Milestone, Act] = {
    Milestone.CONTACT: Act(ActKind.CONTACT),
    Milestone.NOTICE: Act(ActKind.NOTICE, "early_intervention_notice"),
    Milestone.PERSON: Act(ActKind.ASSIGN),
    Milestone.COUNSELING: Act(ActKind.NOTICE, "counseling_notice"),
    Milestone.ACKNOWLEDGED: Act(ActKind.OPEN, MatterKind.APPLICATION.value),
    Milestone.INSURANCE: Act(ActKind.OPEN, MatterKind.INSURANCE.value),
    Milestone.FORECLOSURE: Act(ActKind.OPEN, MatterKind.FORECLOSURE.value),
}


class BoardPage(QWidget):
    def __init__(self, desk: Desk, model: DeadlinesModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.model = desk, model
        theme = theme_of(self)
        every = Choice(EVERY, self.tr("Every milestone"))
        self.milestone = ChoiceEdit(
            [every, *(Choice(stage.milestone, stage.title) for stage in STAGES)]
        )
        self.milestone.setAccessibleName(self.tr("Loans on which this is owed"))
        self.milestone.set_value(EVERY)
        self.milestone.setMinimumContentsLength(12)
        self.within = ChoiceEdit(
            [
                Choice(EVERY, self.tr("Any day")),
                *(Choice(days, self._within_words(days)) for days in DAYS),
            ]
        )
        self.within.setAccessibleName(self.tr("Loans on which something is due"))
        self.within.set_value(EVERY)
        self.within.setMinimumContentsLength(12)
        self.sum = label("", "muted")
        self.table = BoardTable(model.page, desk.today)
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight((LEAST_ROWS + 1) * height)
        self.says = label("", wrap=True)
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        row = QHBoxLayout()
        row.setSpacing(theme.px(SNUG))
        row.addWidget(self.milestone)
        row.addWidget(self.within)
        row.addWidget(self.sum)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(SNUG))
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.says)
        for choice in (self.milestone, self.within):
            choice.entered.connect(lambda _: self._narrow())
        self.table.picked.connect(self.pick)
        self.table.doubleClicked.connect(lambda _: self._pick_current())
        self.table.selectionModel().currentChanged.connect(lambda *_: self._tell())
        self.table.board.dataChanged.connect(lambda *_: self._tell())
        model.counted.connect(self.show_count)

    def show_count(self, loans: int) -> None:
        held = self.table.currentIndex()
        at = (held.row(), held.column()) if held.isValid() else (0, FIXED)
        self.table.board.restart(loans)
        self.sum.setText(text.count(loans, self.tr("loan")))
        if loans:
            row = min(at[0], loans - 1)
            self.table.setCurrentIndex(self.table.model().index(row, at[1]))

    @property
    def first(self) -> QWidget:
        return self.table

    def has_list_focus(self) -> bool:
        return self.table.hasFocus()

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def pick(self, row: BoardRow, milestone: Milestone | None) -> None:
        """Do what the cell asks for; from a blank one, begin it; from a name, open the loan."""
        if milestone is None:
            self._desk.open_loan(row.loan_id)
            return
        cell = row.cells[milestone]
        if cell.progress is not None and cell.progress.owed:
            do(self._desk, row.loan_id, cell.act, cell.matter_id)
        elif cell.matter_id and cell.matter_id > 0:
            do(self._desk, row.loan_id, None, cell.matter_id)
        elif milestone in _BLANK:
            do(self._desk, row.loan_id, _BLANK[milestone], None)
        else:
            self._desk.open_loan(row.loan_id)
            self._desk.open_panel("matters")

    def _pick_current(self) -> None:
        if (row := self.table.row()) is not None:
            self.pick(row, self.table.milestone)

    def _tell(self) -> None:
        """The cell in hand in full: what its column means, and what is owed there."""
        row, milestone = self.table.row(), self.table.milestone
        if row is None or milestone is None:
            self.says.setText("")
            return
        stage = next(each for each in STAGES if each.milestone is milestone)
        cell = row.cells[milestone]
        words = cell_words(cell)
        whose = f"{row.borrower} {text.last_four(row.number)}".strip()
        here = ": ".join(part for part in (words, cell.says) if part)
        lines = [f"{whose} \u00b7 {stage.title}: {stage.says}", here, *cell.others[:MOST_OTHERS]]
        if (more := len(cell.others) - MOST_OTHERS) > 0:
            lines.append(self.tr("and {0} more, on the loan's own list (Shift+F2)").format(more))
        self.says.setText("\n".join(line for line in lines if line))

    def _narrow(self) -> None:
        milestone, within = self.milestone.value(), self.within.value()
        self.model.narrow(
            None if milestone == EVERY else milestone, None if within == EVERY else within
        )

    def _within_words(self, days: int) -> str:
        if days == 0:
            return self.tr("Late or due today")
        return self.tr("Late or within {0}").format(text.count(days, self.tr("day")))
