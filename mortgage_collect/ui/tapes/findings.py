"""What was noticed in a file: where, what was found, what was expected, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core.words import Severity
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.tapes.view_model import ImportModel

TONES: dict[Severity, Tone] = {
    Severity.NOTE: "neutral",
    Severity.WARNING: "caution",
    Severity.HOLD: "caution",
    Severity.REFUSE: "stop",
}
_GRAVITY = (Severity.REFUSE, Severity.HOLD, Severity.WARNING, Severity.NOTE)


class FindingsTab(QWidget):
    """The gravest first; a filter by severity; the whole sentence below."""

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._all: tuple[TapeFinding, ...] = ()
        self.only = ChoiceEdit()
        self.only.setAccessibleName(self.tr("Severity"))
        self.out = button(
            self.tr("Findings to Excel"), model.export_findings, icon="file-spreadsheet"
        )
        self.back = button(self.tr("Rows to correct"), model.send_back, icon="file-spreadsheet")
        self.back.setToolTip(
            self.tr("The file itself, with the cells marked that keep rows out: for who made it")
        )
        self._model = model
        self.rows = RowsModel[TapeFinding](
            [
                Column(
                    self.tr("Severity"),
                    lambda f: f.severity.label,
                    kind="chip",
                    tone=lambda f: TONES[f.severity],
                    width=11,
                ),
                Column(self.tr("Row"), lambda f: f.row or None, kind="figures", width=6),
                Column(self.tr("Column"), lambda f: f.column, width=16),
                Column(self.tr("Found"), lambda f: f.found, width=14),
                Column(self.tr("What it is"), lambda f: f.says, width=26, stretch=True),
            ],
            summary=lambda f: f"{f.severity.label}, {f.says} {f.do}",
        )
        self.table = Table(
            self.rows, name=self.tr("Findings"), empty=self.tr("Nothing was found amiss.")
        )
        self.rows.setParent(self.table)
        self.says = label("", wrap=True)
        self.says.setMinimumHeight(theme.px(58))
        head = QHBoxLayout()
        head.addWidget(self.only)
        head.addStretch(1)
        head.addWidget(self.back)
        head.addWidget(self.out)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(SNUG), 0, 0)
        column.setSpacing(theme.px(SNUG))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        column.addWidget(self.says)
        self.only.entered.connect(lambda _: self._filter())
        self.table.chosen.connect(self._tell)

    def show_findings(self, findings: Sequence[TapeFinding]) -> None:
        self._all = tuple(sorted(findings, key=lambda f: _GRAVITY.index(f.severity)))
        counted = Counter(found.severity for found in findings)
        self.only.set_choices(
            [
                Choice("", self.tr("All ({0})").format(f"{len(findings):,}")),
                *(
                    Choice(each.value, f"{each.label} ({counted[each]:,})")
                    for each in _GRAVITY
                    if counted[each]
                ),
            ]
        )
        self.only.set_value("")
        self.out.setEnabled(bool(findings))
        self.back.setEnabled(self._model.to_correct > 0)
        self._filter()

    def _filter(self) -> None:
        only = self.only.value()
        self.rows.show_rows([f for f in self._all if not only or f.severity.value == only])
        self.table.choose(0)
        self._tell(self.table.row())

    def _tell(self, found: TapeFinding | None) -> None:
        if found is None:
            self.says.setText("")
            return
        where = [
            self.tr("sheet {0}").format(found.sheet) if found.sheet else "",
            self.tr("row {0}").format(f"{found.row:,}") if found.row else "",
            found.column,
            self.tr("loan {0}").format(found.loan_number) if found.loan_number else "",
        ]
        parts = [
            f"{found.says} {found.do}".strip(),
            self.tr("Found {0}.").format(found.found) if found.found else "",
            self.tr("Expected {0}.").format(found.expected) if found.expected else "",
            "(" + ", ".join(part for part in where if part) + ")",
        ]
        self.says.setText(" ".join(part for part in parts if part))
