"""One entry of the history in full: what was and is now, its seal, and what corrected it later."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from mortgage_collect.core import text
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.section import Section
from mortgage_collect.ui.kit.table import Table

if TYPE_CHECKING:
    from mortgage_collect.queries.history_entry import EntryTold, Field


class EntryBox(Section):
    """Empty until an entry is chosen."""

    def __init__(
        self, local: Callable[[datetime], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__("", parent)
        self._local = local
        self.said = label("", "body", wrap=True)
        self.later = label("", "strong", wrap=True)
        self.fields: RowsModel[Field] = RowsModel(
            [
                Column(self.tr("Value"), lambda row: row.name, width=22),
                Column(
                    self.tr("Was"),
                    lambda row: row.was or "",
                    show=str,
                    width=24,
                    hint=lambda row: row.was or "",
                ),
                Column(
                    self.tr("Is now, or was said"),
                    lambda row: row.now,
                    width=30,
                    stretch=True,
                    hint=lambda row: row.now,
                ),
            ]
        )
        self.table = Table(
            self.fields,
            name=self.tr("What the entry holds"),
            empty=self.tr("The entry holds nothing else."),
            flat=True,
        )
        self.seal = label("", "caption", wrap=True)
        for part in (self.said, self.later, self.table, self.seal):
            self.add(part)
        self.hide()

    def show_entry(self, entry: EntryTold | None) -> None:
        self.setVisible(entry is not None)
        if entry is None:
            return
        row, at = entry.row, self._local(entry.row.at)
        self.heading.say(row.title)
        self.heading.setVisible(True)
        self.setAccessibleName(row.title)
        self.said.setText(
            self.tr("{0}, {1}, by {2}, about {3}").format(
                text.weekday(at), text.clock(at), row.actor, row.subject
            )
        )
        later = [
            self.tr("entry {0}: {1}").format(f"{each.seq:,}", each.title) for each in entry.later
        ]
        self.later.setText(self.tr("Corrected later by {0}").format("; ".join(later)))
        self.later.setVisible(bool(later))
        self.fields.show_rows(entry.fields)
        self.table.fit_rows(8)
        self.seal.setText(
            self.tr("Entry {0}. Its seal begins {1} and follows {2}.").format(
                f"{row.seq:,}", entry.digest[:12], entry.previous[:12]
            )
        )
