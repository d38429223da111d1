"""Deadlines in lists: whose, what, by when, how far off, and why it was late."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import Progress
from mortgage_collect.rules.duties.milestones import STAGES, Milestone
from mortgage_collect.rules.duties.telling import days_left, stands
from mortgage_collect.ui.kit.paged import PagedModel
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.matters.due_line import tone

if TYPE_CHECKING:
    from mortgage_collect.queries.clocks import DeadlineView
    from mortgage_collect.queries.deadline_board import BoardRow, Cell
    from mortgage_collect.ui.kit.paged import Ask

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
WORDS = 16
"""Letters of "done late Nov 29" in a cell of the board."""
NARROW = 560
FIXED = 2
"""Columns of the board before its milestones."""


def due_table(name: str, empty: str, today: Callable[[], date]) -> Table[DeadlineView]:
    """A row a deadline, the earliest day first."""
    model = RowsModel[Any](
        [
            Column(_tr("Due"), lambda row: row.due, _day, width=11, spare=1),
            Column(
                _tr("Left"),
                lambda row: left_words(row, today()),
                width=16,
                least=13,
                kind="light",
                tone=lambda row: tone(row.progress, row.due, today()),
            ),
            Column(_tr("Borrower"), lambda row: row.borrower, width=18, least=12),
            Column(_tr("Loan"), lambda row: row.number, text.last_four, width=6, spare=2),
            Column(
                _tr("What is to be done"), lambda row: row.says or row.title, width=14, stretch=True
            ),
            Column(
                _tr("Why it is late"), why_words, width=20, hint=lambda row: row.reason, spare=3
            ),
        ],
        summary=lambda row: ". ".join(
            (
                f"{row.borrower or row.number}: {row.says or row.title}",
                stands(row.progress, row.due, row.closed_on, today()),
                why_words(row),
            )
        ),
        key=key_of,
    )
    made: Table[DeadlineView] = Table(model, name=name, empty=empty)
    model.setParent(made)
    return made


def key_of(row: DeadlineView) -> tuple[object, ...]:
    """Which deadline a row is, whatever became of it since."""
    return (row.loan_id, row.duty, row.occasion, row.matter_id)


def left_words(row: DeadlineView, today: date) -> str:
    """ "5 days left", "3 days late"; of what is over, "done late Nov 9"."""
    if row.progress.owed:
        return days_left(row.due, today)
    words = stands(row.progress, row.due, row.closed_on, today)
    return words[:1].lower() + words[1:]


def why_words(row: DeadlineView) -> str:
    """The reason of a late one, or that it is still asked for."""
    if not row.progress.failed:
        return ""
    return row.reason or _tr("asked for (Alt+W)")


def _day(value: date | None) -> str:
    return text.weekday(value) if value is not None else "\u2013"


class BoardTable(Table["BoardRow"]):
    """`picked(row, milestone)` on Enter or a double click in a cell; arrows move over cells."""

    picked = Signal(object, object)

    def __init__(
        self, ask: Ask[BoardRow], today: Callable[[], date], parent: QWidget | None = None
    ) -> None:
        columns: list[Column[BoardRow]] = [
            Column(_tr("Borrower"), lambda row: row.borrower, width=14, stretch=True),
            Column(_tr("Loan"), lambda row: row.number, text.last_four, width=6),
            *(_stage_column(stage.milestone, stage.title, today) for stage in STAGES),
        ]
        model = PagedModel[Any](columns, ask, summary=_sentence)
        super().__init__(
            model,
            parent,
            name=_tr("Loans and their milestones"),
            empty=_tr("On no loan is anything due, or done within the year."),
        )
        model.setParent(self)
        self.board = model
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)

    @property
    def milestone(self) -> Milestone | None:
        at = self.currentIndex().column() - FIXED
        return STAGES[at].milestone if 0 <= at < len(STAGES) else None

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the line below the board tells the loan."""
        super().resizeEvent(event)
        self.setColumnHidden(1, self.width() < theme_of(self).px(NARROW))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if event.key() in _ENTER and plain:
            if (row := self.row()) is not None:
                self.picked.emit(row, self.milestone)
            return
        super().keyPressEvent(event)


def _stage_column(milestone: Milestone, title: str, today: Callable[[], date]) -> Column[BoardRow]:
    return Column(
        title,
        lambda row: cell_words(row.cells[milestone]),
        width=WORDS,
        kind="light",
        key=milestone.value,
        hint=lambda row: row.cells[milestone].says,
        tone=lambda row: cell_tone(row.cells[milestone], today()),
    )


def cell_words(cell: Cell) -> str:
    """ "Feb 6", "late Feb 6", "done Feb 3", "done late Feb 9", "from Feb 6"; a dash is nothing
    yet."""
    if cell.first_day is not None:
        return _tr("from {0}").format(text.short_day(cell.first_day))
    if cell.progress is None:
        return _tr("not owed") if cell.not_owed else ""
    if cell.progress.owed:
        due = text.short_day(cell.due) if cell.due is not None else _tr("no date")
        return _tr("late {0}").format(due) if cell.progress is Progress.LATE else due
    closed = f" {text.short_day(cell.closed_on)}" if cell.closed_on is not None else ""
    words = {
        Progress.MET: _tr("done"),
        Progress.MET_LATE: _tr("done late"),
        Progress.MISSED: _tr("missed"),
        Progress.HELD: _tr("on hold"),
        Progress.ENDED: _tr("fell away"),
    }
    return f"{words[cell.progress]}{closed}"


def cell_tone(cell: Cell, today: date) -> Tone | None:
    if cell.progress is Progress.MET_LATE:
        return "caution"
    return None if cell.progress is None else tone(cell.progress, cell.due, today)


def _sentence(row: BoardRow) -> str:
    said = [
        f"{stage.title} {words}"
        for stage in STAGES
        if (words := cell_words(row.cells[stage.milestone]))
    ]
    return f"{row.borrower or row.number}: {', '.join(said)}"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Deadlines", words)
