"""What must happen on the loan by when: the next days, late ones first, and what is not owed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import Progress
from mortgage_collect.rules.coverage.ruling import Ruling
from mortgage_collect.rules.duties.deadline import Deadline
from mortgage_collect.ui.card.section import Section
from mortgage_collect.ui.card.view_model import Sight
from mortgage_collect.ui.deadlines.doing import do
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.matters.due_line import DueLine

if TYPE_CHECKING:
    from mortgage_collect.queries.clocks import LoanClocks

SHOWN = 3
ASKED_AFTER = timedelta(days=30)
"""For so long the reason of what was done late is asked for."""


def _asked_for(found: LoanClocks) -> list[Deadline]:
    """What is late, or was done late not long ago, and has no reason yet."""
    since = found.clocks.today - ASKED_AFTER
    return [
        each
        for each in found.unexplained
        if each.progress is not Progress.MISSED
        and (each.closed_on is None or each.closed_on > since)
    ]


class DueBox(Section):
    """Three lines at the most; Enter on one begins it, F1 tells how its day was counted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        words = self.tr("Due")
        self.title.setText(words)
        self.setAccessibleName(words)
        self._desk, self._loan_id = desk, 0
        self.why = self.act(button(self.tr("Why late?"), kind="link"))
        self.why.setAccessibleName(self.tr("Say why a deadline of this loan was late"))
        self.why.clicked.connect(lambda: desk.open_panel("clocks", why=True))
        self.why.hide()
        self.all = self.act(button(self.tr("All"), kind="link"))
        self.all.setAccessibleName(self.tr("All deadlines of this loan"))
        self.all.clicked.connect(lambda: desk.open_panel("clocks"))
        self.lines: tuple[DueLine, ...] = ()
        self.not_owed = ""

    def show_sight(self, seen: Sight) -> None:
        self.clear()
        self.why.setVisible(bool(_asked_for(seen.clocks)))
        found, self._loan_id = seen.clocks, seen.card.loan_id
        made = []
        for each in found.owed[:SHOWN]:
            line = DueLine(each, found.clocks.today, brief=True)
            line.wanted.connect(self._do)
            made.append(line)
            self.body.addWidget(line)
        self.lines = tuple(made)
        more = len(found.owed) - len(made)
        if more > 0:
            self.body.addWidget(label(self.tr("and {0} more").format(more), "muted"))
        if not made:
            self.body.addWidget(label(self.tr("Nothing is due."), "muted"))
        self.not_owed = ""
        if found.exempt:
            said = self._not_owed(found.exempt)
            self.not_owed = said.text()
            self.body.addWidget(said)

    def _not_owed(self, exempt: Sequence[tuple[str, Ruling]]) -> QLabel:
        """How many duties do not bind, and the reason most of them have."""
        often, times = Counter(ruling.says for _, ruling in exempt).most_common(1)[0]
        count = text.count(len(exempt), self.tr("duty"), self.tr("duties"))
        words = self.tr("Not owed: {0}.").format(count)
        if times < len(exempt):
            words = self.tr("Not owed: {0}, {1} of them because:").format(count, times)
        said = label(f"{words} {often}", "caption", wrap=True)
        said.setToolTip("\n".join(f"{title}: {ruling.says}" for title, ruling in exempt))
        return said

    def _do(self, deadline: Deadline) -> None:
        do(self._desk, self._loan_id, deadline.act, deadline.about)
