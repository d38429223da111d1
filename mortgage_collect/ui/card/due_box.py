"""What must happen on the loan by when: the next days, late ones first, and what is not owed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.rules.duties.deadline import Deadline
from mortgage_collect.ui.card.section import Section
from mortgage_collect.ui.card.view_model import Sight
from mortgage_collect.ui.deadlines.doing import do
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.matters.due_line import DueLine

SHOWN = 3


class DueBox(Section):
    """Three lines at the most; Enter on one begins it, F1 tells how its day was counted."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        words = self.tr("Due")
        self.title.setText(words)
        self.setAccessibleName(words)
        self._desk, self._loan_id = desk, 0
        self.all = self.act(button(self.tr("All"), kind="link"))
        self.all.setAccessibleName(self.tr("All deadlines of this loan"))
        self.all.clicked.connect(lambda: desk.open_panel("clocks"))
        self.lines: tuple[DueLine, ...] = ()

    def show_sight(self, seen: Sight) -> None:
        self.clear()
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
        if found.exempt:
            _, first = found.exempt[0]
            same = all(ruling.says == first.says for _, ruling in found.exempt)
            count = text.count(len(found.exempt), self.tr("duty"), self.tr("duties"))
            words = self.tr("Not owed: {0}.").format(count)
            said = label(f"{words} {first.says}" if same else words, "caption", wrap=True)
            said.setToolTip("\n".join(f"{title}: {why.says}" for title, why in found.exempt))
            self.body.addWidget(said)

    def _do(self, deadline: Deadline) -> None:
        do(self._desk, self._loan_id, deadline.act, deadline.about)
