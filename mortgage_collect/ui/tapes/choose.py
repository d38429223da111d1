"""Where it begins: choose or drop a file; what came in before; what may go out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.queries.tapes import CameIn, TapeRow
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.labels import Mark, label
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.style_sheet import dress
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import AIRY, ROOMY, SNUG, TIGHT, WIDE
from mortgage_collect.ui.tapes.password import PasswordRow
from mortgage_collect.ui.tapes.trouble import Trouble
from mortgage_collect.ui.tapes.undo_row import UndoRow
from mortgage_collect.ui.tapes.view_model import ImportModel

KINDS = "*.xlsx *.xlsm *.xls *.xlsb *.ods *.csv *.txt"


class ChoosePage(QWidget):
    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._model = model
        self.trouble = Trouble()
        self.password = PasswordRow(model)
        self.ground = QFrame()
        dress(self.ground, card=True)
        inside = QHBoxLayout(self.ground)
        inside.setContentsMargins(*(theme.px(WIDE),) * 4)
        inside.setSpacing(theme.px(WIDE))
        said = QVBoxLayout()
        said.setSpacing(theme.px(TIGHT))
        said.addWidget(label(self.tr("Drop a file here, or choose one"), "heading", wrap=True))
        said.addWidget(
            label(
                self.tr(
                    "The month\u2019s loan tape, a customer file or payments, as a workbook or as "
                    "comma-separated text. Nothing is written before you have seen it."
                ),
                "muted",
                wrap=True,
            )
        )
        self.pick = button(self.tr("Choose file"), self._pick, kind="primary", icon="folder")
        inside.addWidget(Mark("upload", "muted", 28), 0, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(said, 1)
        inside.addWidget(self.pick, 0, Qt.AlignmentFlag.AlignVCenter)

        self.missing = button("", model.ask_about_missing, kind="link")
        self.book = button(
            self.tr("Book to Excel"), lambda: model.export("tape"), icon="file-spreadsheet"
        )
        self.queue = button(
            self.tr("Queue to Excel"), lambda: model.export("queue"), icon="file-spreadsheet"
        )
        head = QHBoxLayout()
        head.setSpacing(theme.px(SNUG))
        head.addWidget(label(self.tr("Came in before"), "heading"))
        head.addWidget(self.missing)
        head.addStretch(1)
        head.addWidget(self.book)
        head.addWidget(self.queue)
        self.rows = RowsModel[TapeRow](
            [
                Column(self.tr("File"), lambda r: r.file_name, width=22, stretch=True, bold=True),
                Column(self.tr("Kind"), lambda r: r.kind.label, width=9),
                Column(self.tr("As of"), lambda r: r.as_of, _day, width=12),
                Column(self.tr("What it did"), self._did, width=34),
                Column(
                    self.tr("Imported"), lambda r: model.desk.local(r.imported_at), _when, width=17
                ),
                Column(self.tr("By"), lambda r: r.imported_by, width=9),
            ],
            key=lambda row: row.tape_id,
        )
        self.table = Table(
            self.rows, name=self.tr("Files that came in"), empty=self.tr("No file has come in yet.")
        )
        self.rows.setParent(self.table)
        self.table.setMinimumHeight(theme.px(150))
        self.undo = UndoRow(model, self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(AIRY), theme.px(WIDE)) * 2)
        column.setSpacing(theme.px(ROOMY))
        column.addWidget(self.trouble)
        column.addWidget(self.password)
        column.addWidget(self.ground)
        column.addSpacing(theme.px(SNUG))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.undo)
        model.listed.connect(self._show)
        self.missing.hide()

    def first(self) -> QWidget:
        """Where the focus belongs: the password where one is asked for."""
        return self.password.field if self.password.isVisibleTo(self) else self.pick

    def _pick(self) -> None:
        path = self._model.desk.ask_file(self.tr("Tapes and files") + f" ({KINDS})")
        if path is not None:
            self._model.take(path)

    def _show(self, found: CameIn) -> None:
        self.rows.show_rows(found.tapes)
        self.missing.setVisible(found.missing > 0)
        self.missing.setText(
            self.tr("{0} not on the last tape").format(text.count(found.missing, self.tr("loan")))
        )

    def _did(self, row: TapeRow) -> str:
        says = {
            "new": self.tr("{0} new"),
            "changed": self.tr("{0} changed"),
            "older": self.tr("{0} newer in the book"),
            "missing": self.tr("{0} not on it"),
            "held": self.tr("{0} waiting"),
            "new_people": self.tr("{0} new people"),
            "new_points": self.tr("{0} numbers"),
            "posted": self.tr("{0} posted"),
            "known": self.tr("{0} known"),
            "refused": self.tr("{0} refused"),
        }
        if row.undone is not None:
            at, by = row.undone
            day = text.short_day(self._model.desk.local(at))
            return self.tr("undone {0} by {1}").format(day, by)
        counts = dict(row.counts)
        parts = [words.format(f"{counts[k]:,}") for k, words in says.items() if counts.get(k)]
        did = ", ".join(parts) or self.tr("nothing new")
        if row.off is None:
            return did
        tied = self.tr("{0} off the report").format(text.count(len(row.off), self.tr("figure")))
        return f"{did}; {tied if row.off else self.tr('tied out')}"


def _day(value: object) -> str:
    return text.day(value) if hasattr(value, "year") else "\u2013"  # type: ignore[arg-type]


def _when(value: object) -> str:
    from datetime import datetime

    if not isinstance(value, datetime):
        return "\u2013"
    return f"{text.short_day(value)}, {text.clock(value)}"
