"""What binds on one loan: debt collection law, and every section that is on, off or not settled."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.waking import waking
from mortgage_collect.rules.coverage.ruling import Known, Ruling
from mortgage_collect.ui.card.section import empty
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.interview.meaning import RulingLine
from mortgage_collect.ui.kit.labels import label, rule
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.sheet import Sheet
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import TIGHT, WIDE
from mortgage_collect.ui.law.notices_part import NoticesPart
from mortgage_collect.ui.law.waits_part import WaitsPart

if TYPE_CHECKING:
    from mortgage_collect.queries.coverage import LoanCoverage
    from mortgage_collect.queries.debt_waits import DebtWaits
    from mortgage_collect.queries.state_notices import StateNotices
    from mortgage_collect.rules.coverage.reg_x import Section

LEAST_ROWS = 9


class CoveragePanel(Sheet):
    """Asked anew each time it is opened, on the bank's business day."""

    def __init__(self, desk: Desk, loan_id: int, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.set_title(self.tr("What binds on this loan"))
        self._desk, self._loan_id = desk, loan_id
        self.found: LoanCoverage | None = None
        self.head = QVBoxLayout()
        self.table = self._make_table()
        self.reason = label("", wrap=True)
        self.reason.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.notices, self.waits = NoticesPart(), WaitsPart()
        self.body.addLayout(self.head)
        self.body.addWidget(rule())
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.waits)
        self.body.addWidget(self.notices)
        theme = theme_of(self)
        self.reason.setContentsMargins(
            theme.px(WIDE), theme.px(TIGHT), theme.px(WIDE), theme.px(TIGHT)
        )
        self.below.addWidget(rule())
        self.below.addWidget(self.reason)
        self.table.chosen.connect(self._on_chosen)
        self.starts_at(self.table)
        desk.runner.changed.connect(self._on_changed)

    def _make_table(self) -> Table[Any]:
        model = RowsModel[Any](
            [
                Column(self.tr("Section"), lambda row: row[0].title, width=22, stretch=True),
                Column(
                    self.tr("For this loan"),
                    lambda row: self._word(row[1].answer),
                    width=14,
                    kind="light",
                    tone=lambda row: _tone(row[1].answer),
                ),
                Column(self.tr("Paragraph"), lambda row: row[0].cite, width=19),
            ],
            summary=lambda row: f"{row[0].title}: {self._word(row[1].answer)}. {row[1].says}",
            key=lambda row: row[0].key,
        )
        made: Table[Any] = Table(model, name=self.tr("Sections"), empty=self.tr("One moment."))
        model.setParent(made)
        row = made.verticalHeader().defaultSectionSize()
        made.setMinimumHeight((LEAST_ROWS + 1) * row)
        return made

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self._ask()

    def _ask(self) -> None:
        self._desk.runner.look(
            partial(_look, loan_id=self._loan_id, on=self._desk.today()),
            done=self._take,
            newest=f"coverage:{id(self)}",
        )

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.isVisible() and touched & {"bank", f"loan:{self._loan_id}"}:
            self._ask()

    def _take(self, seen: tuple[LoanCoverage, StateNotices, DebtWaits]) -> None:
        found, notices, waits = seen
        self.found = found
        self.notices.show_notices(notices)
        self.waits.show_waits(waits if found.fdcpa.binds else None, self._desk.today())
        self.who.say(f"{found.borrower}  {text.last_four(found.number)}")
        empty(self.head)
        answer = found.fdcpa.answer
        word = self.tr("Binds us") if answer else self.tr("Not known, so it binds us")
        tone: Tone = "caution"
        if answer is False:
            word, tone = self.tr("Does not bind us"), "neutral"
        heading = self.tr("Debt collection law: {0}").format(found.capacity.label.casefold())
        self.head.addWidget(RulingLine(heading, found.fdcpa, word, tone))
        model = self.table.source
        assert isinstance(model, RowsModel)
        order = {True: 0, None: 1, False: 2}
        model.show_rows(sorted(found.sections, key=lambda row: order[row[1].answer]))
        if self.table.row() is None:
            self.table.choose(0)
        self._on_chosen(self.table.row())

    def _on_chosen(self, row: tuple[Section, Ruling] | None) -> None:
        if row is None:
            return
        _, found = row
        cites = ", ".join(map(str, found.cites))
        asks = "".join(f"\n\u2022 {asked}" for asked in found.unknowns)
        self.reason.setText(f"{found.says} ({cites}){asks}")

    def go_on(self) -> None:
        """Enter belongs to the list."""

    def _word(self, answer: Known) -> str:
        if answer is None:
            return self.tr("not settled")
        return self.tr("on") if answer else self.tr("off")


def _tone(answer: Known) -> Tone:
    if answer is None:
        return "caution"
    return "clear" if answer else "neutral"


def _look(session: Any, loan_id: int, on: Any) -> Any:
    with waking:
        from mortgage_collect.queries.coverage import coverage_of
        from mortgage_collect.queries.debt_waits import debt_waits
        from mortgage_collect.queries.state_notices import state_notices

    return (
        coverage_of(session, loan_id, on),
        state_notices(session, loan_id, on),
        debt_waits(session, loan_id),
    )
