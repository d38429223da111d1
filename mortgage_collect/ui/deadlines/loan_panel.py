"""Every deadline of one loan: owed, on hold, done, fallen away, and the duties that do not bind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.core.waking import waking
from mortgage_collect.rules.duties.telling import days_left, stands
from mortgage_collect.ui.deadlines.doing import do
from mortgage_collect.ui.deadlines.late_form import Late, LateForm
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.actions import Action, Actions
from mortgage_collect.ui.kit.labels import label, rule
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import TIGHT, WIDE
from mortgage_collect.ui.matters.due_line import reasons, tone

if TYPE_CHECKING:
    from mortgage_collect.queries.clocks import LoanClocks
    from mortgage_collect.rules.coverage.ruling import Ruling
    from mortgage_collect.rules.duties.deadline import Deadline

LEAST_ROWS, LEAST_LOW = 8, 3
LOW = 320
"""Pixels of height under which only the first line is told below the list."""


@dataclass(frozen=True, slots=True)
class DueRow:
    """A deadline, or a duty that does not bind with its ruling."""

    title: str
    deadline: Deadline | None = None
    ruling: Ruling | None = None
    reason: str = ""


class DuePanel(Sheet):
    roomy = True

    def __init__(
        self,
        desk: Desk,
        loan_id: int,
        parent: QWidget | None = None,
        *,
        why: bool = False,
        late: Sequence[Late] = (),
    ) -> None:
        """It comes up asking for the reason of what is late and has none (`why`), or of these."""
        super().__init__("", parent)
        self.set_title(self.tr("What is due, and by when"))
        self._desk, self._loan_id = desk, loan_id
        self._wants_why, self._late_now = why, late
        self.found: LoanClocks | None = None
        self.table = self._make_table()
        self.says = label("", wrap=True)
        self.says.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        theme = theme_of(self)
        self.says.setContentsMargins(
            theme.px(WIDE), theme.px(TIGHT), theme.px(WIDE), theme.px(TIGHT)
        )
        self.why = LateForm(desk)
        self.hold(self.why)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.why)
        self.below.addWidget(rule())
        self.below.addWidget(self.says)
        self.listed = Actions(
            self,
            [
                Action("why", self.tr("Why it is late"), self.ask_why, "Alt+W", "pencil",
                       when=self._late),
                Action("do", self.tr("Do it"), self.do, "", "arrow-right", when=self._acts),
            ],
        )  # fmt: skip
        self.add_foot(self.listed.button("why"))
        self.add_foot(self.listed.button("do", "primary"))
        self.starts_at(self.table)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _: self.do())
        self.why.left.connect(lambda: self.go_to(self.table))
        desk.runner.changed.connect(self._on_changed)

    def _make_table(self) -> Table[DueRow]:
        model = RowsModel[DueRow](
            [
                Column(self.tr("Duty"), lambda row: row.title, width=20, stretch=True, bold=True),
                Column(
                    self.tr("Due"),
                    lambda row: row.deadline.due if row.deadline else None,
                    lambda due: text.day(due) if due is not None else "\u2013",
                    width=12,
                    spare=1,
                ),
                Column(self.tr("Stands"), self._stands, width=21, kind="light", tone=self._tone),
            ],
            summary=lambda row: f"{row.title}: {self._stands(row)}. {self._told(row)}",
            key=lambda row: (
                (row.deadline.duty, row.deadline.occasion, row.deadline.about)
                if row.deadline
                else row.title
            ),
        )
        made: Table[DueRow] = Table(
            model,
            name=self.tr("Deadlines of this loan"),
            empty=self.tr("Nothing on this loan has a day by which it must happen."),
        )
        model.setParent(made)
        return made

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    # -- showing ------------------------------------------------------------------------------

    def _ask(self) -> None:
        self._desk.runner.look(
            partial(_look, loan_id=self._loan_id, now=self._desk.clock.now()),
            done=self._take,
            newest=f"due:{id(self)}",
        )

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.isVisible() and touched & {"bank", "database", f"loan:{self._loan_id}"}:
            self._ask()

    def _take(self, seen: tuple[str, LoanClocks]) -> None:
        heading, found = seen
        self.who.say(heading)
        self.found = found
        ordered = sorted(
            found.clocks.deadlines,
            key=lambda each: (not each.progress.owed, _order(each), each.duty),
        )
        rows = [DueRow(each.title, each, reason=found.reason(each)) for each in ordered]
        rows += [DueRow(title, ruling=ruling) for title, ruling in found.exempt]
        model = self.table.source
        assert isinstance(model, RowsModel)
        model.show_rows(rows)
        if rows and self.table.row() is None:
            self.table.choose(0)
        self._on_chosen(self.table.row())
        wants_why, late = self._wants_why, self._late_now
        self._wants_why, self._late_now = False, ()
        if late and all(each.loan_id == self._loan_id for each in late):
            self.why.ask_about(late)
        elif wants_why:
            self._ask_first()

    def _ask_first(self) -> None:
        """The reason of the first row that is late and has none."""
        found = self.found.unexplained if self.found is not None else ()
        rows = self.table.source
        assert isinstance(rows, RowsModel)
        at = next((at for at, row in enumerate(rows.rows) if row.deadline in found), None)
        if at is not None:
            self.table.choose(at)
            self.ask_why()

    def _on_chosen(self, row: DueRow | None) -> None:
        brief = self.height() < theme_of(self).px(LOW)
        words = self._told(row) if row is not None else ""
        self.says.setText(words.split("\n")[0] if brief else words)
        self.says.setToolTip(words if brief else "")
        self.listed.refresh()

    def _stands(self, row: DueRow) -> str:
        each = row.deadline
        if each is None:
            return self.tr("not owed")
        today = self._desk.today()
        if each.progress.owed:
            return days_left(each.due, today)
        return stands(each.progress, each.due, each.closed_on, today)

    def _tone(self, row: DueRow) -> Tone:
        each = row.deadline
        return "neutral" if each is None else tone(each.progress, each.due, self._desk.today())

    def _told(self, row: DueRow) -> str:
        if row.ruling is not None:
            cites = ", ".join(map(str, row.ruling.cites))
            return f"{row.ruling.says} ({cites})"
        if row.deadline is None:
            return ""
        why = ""
        if row.reason:
            why = self.tr("\nWhy it was late: {0}").format(row.reason)
        elif row.deadline.progress.failed:
            why = self.tr("\nWhy it was late is not told yet (Alt+W).")
        return f"{row.deadline.says}\n{reasons(row.deadline)}{why}"

    # -- doing --------------------------------------------------------------------------------

    def _acts(self) -> bool:
        row = self.table.row()
        each = row.deadline if row is not None else None
        return each is not None and each.progress.owed and each.act is not None

    def _late(self) -> bool:
        row = self.table.row()
        return row is not None and row.deadline is not None and row.deadline.progress.failed

    def do(self) -> None:
        row = self.table.row()
        if row is not None and row.deadline is not None and self._acts():
            do(self._desk, self._loan_id, row.deadline.act, row.deadline.about)

    def ask_why(self) -> None:
        row = self.table.row()
        if row is not None and row.deadline is not None and self._late():
            self.why.ask_about([Late.of(self._loan_id, row.deadline)])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        rows = LEAST_LOW if self.height() < theme_of(self).px(LOW) else LEAST_ROWS
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight((rows + 1) * row)
        self._on_chosen(self.table.row())

    def submit(self) -> None:
        if not self.why.isHidden():
            self.why.answer()

    def go_on(self) -> None:
        """Enter in the list belongs to the list."""
        if not self.table.hasFocus():
            super().go_on()


def _order(deadline: Deadline) -> int:
    """What is owed by its day, the rest with what was closed last first."""
    if deadline.progress.owed:
        return (deadline.due or date.max).toordinal()
    return -(deadline.closed_on or deadline.due or date.min).toordinal()


def _look(session: Any, loan_id: int, now: datetime) -> tuple[str, LoanClocks]:
    with waking:
        from mortgage_collect.queries.clocks import loan_clocks
        from mortgage_collect.queries.heading import heading

    return heading(session, loan_id).shown, loan_clocks(session, loan_id, now)
