"""Whether the history holds: what was proven and when, and of a broken one, what was changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.events.event import Change
from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG

if TYPE_CHECKING:
    from mortgage_collect.services.history import Checked
    from mortgage_collect.store.history_kept import Tampered


class ProofBox(Section):
    def __init__(
        self, local: Callable[[datetime], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self.heading.say(self.tr("Is it whole?"))
        self.heading.setVisible(True)
        self._local = local
        self.mark = Mark("info", "muted", 16)
        self.said = label("", "body", wrap=True)
        line = QHBoxLayout()
        line.setSpacing(theme_of(self).px(SNUG))
        line.addWidget(self.mark)
        line.addWidget(self.said, 1)
        holder = QWidget()
        holder.setLayout(line)
        line.setContentsMargins(0, 0, 0, 0)
        self.add(holder)
        self.kept = label("", "body", wrap=True)
        self.changes = RowsModel[Change](
            [
                Column(self.tr("Of the entry"), lambda row: row.field, width=20),
                Column(self.tr("Was, by the backup"), lambda row: row.was, width=30),
                Column(self.tr("Is now"), lambda row: row.now, width=30, stretch=True),
            ]
        )
        self.table = Table(self.changes, name=self.tr("What was changed of it"), flat=True)
        for part in (self.kept, self.table):
            self.add(part)
            part.hide()
        self._say(
            "info",
            "muted",
            self.tr("Alt+V proves the whole history, and every file and paper kept with it."),
        )

    def add_tools(self, *tools: QWidget) -> None:
        """What may be asked beside the check, in a row."""
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme_of(self).px(SNUG))
        for tool in tools:
            row.addWidget(tool)
        row.addStretch(1)
        holder = QWidget()
        holder.setLayout(row)
        self.add(holder)

    def _say(self, icon: str, color: str, words: str) -> None:
        self.mark.set_mark(icon, color)
        self.said.setText(words)
        self.setAccessibleName(words)

    def show_checking(self) -> None:
        self._say("clock", "muted", self.tr("Being checked. Alt+V stops it."))

    def show_stopped(self) -> None:
        self._say("info", "muted", self.tr("The check was stopped; nothing is proven."))

    def show_proven(self, checked: Checked, at: datetime) -> None:
        self.kept.hide()
        self.table.hide()
        when = text.clock(self._local(at))
        words = self.tr("{0} Head {1}. Checked at {2}.").format(
            checked.says, checked.chain.head, when
        )
        if checked.whole:
            self._say("circle-check", "clear", words)
            return
        self._say(
            "octagon-x",
            "stop",
            self.tr("{0} Last good head {1}. Tell the person in charge of security, and keep the "
                    "file and its backups as they are.").format(checked.says, checked.chain.head),
        )  # fmt: skip

    def show_tampered(self, found: Tampered | None) -> None:
        """What the backups say was there before."""
        self.kept.show()
        self.table.setVisible(found is not None)
        if found is None:
            self.kept.setText(
                self.tr("No backup holds this entry as it was written, so nobody can say here "
                        "what it said.")
            )  # fmt: skip
            return
        self.kept.setText(self.tr("By the backup {0}:").format(found.kept))
        self.changes.show_rows(found.changes)
        self.table.fit_rows(6)

    def show_held(self, printed: str, held: bool) -> None:
        if held:
            words = self.tr("{0} is in this history: everything up to it stands as it did then.")
            self._say("circle-check", "clear", words.format(printed))
            return
        words = self.tr(
            "{0} is not in this history: entries were changed or removed since, or the paper is of "
            "another database."
        )
        self._say("octagon-x", "stop", words.format(printed))
