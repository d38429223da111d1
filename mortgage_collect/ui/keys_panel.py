""" "?": every command with its keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from mortgage_collect.ui.kit.actions import Actions
from mortgage_collect.ui.kit.key_table import key_table
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.sheet import Sheet


class KeysPanel(Sheet):
    """One table; the letters of the entry strip are told above it."""

    def __init__(self, listed: Sequence[Actions], parent: QWidget | None = None) -> None:
        super().__init__("", parent, scrolls=False)
        self.set_title(self.tr("All keys"))
        self.body.addWidget(
            label(
                self.tr(
                    "In the entry strip a single letter picks the result: N no answer, "
                    "V voicemail, R right party, W wrong number, T third party, B busy; "
                    "I means that they called us. Enter saves. Days may be typed as 15, +7, fri "
                    "or 12/1, amounts as 1.2k."
                ),
                wrap=True,
            )
        )
        self.table = key_table(listed)
        self.body.addWidget(self.table, 1)
        self.starts_at(self.table)
