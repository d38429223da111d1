"""Control totals: what the rows add up to, what the file says, what the report beside it says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from mortgage_collect.services.imports import Preview
from mortgage_collect.services.tapes import Proposal
from mortgage_collect.tape.control_totals import ControlTotal, TypedIn, written
from mortgage_collect.ui.kit.fields import CountEdit, MoneyEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, ROOMY, SNUG
from mortgage_collect.ui.tapes import words
from mortgage_collect.ui.tapes.view_model import ImportModel

_TONES: dict[bool | None, Tone] = {True: "clear", False: "caution", None: "neutral"}


class TotalsTab(QWidget):
    """Three figures of the ledger or report may be typed in; the table compares at once."""

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._model = model
        self.loans = CountEdit(low=0)
        self.upb = MoneyEdit()
        self.payment = MoneyEdit()
        self.asked = QWidget()
        grid = QGridLayout(self.asked)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(ROOMY))
        grid.setVerticalSpacing(theme.px(HAIR))
        for at, (name, field) in enumerate(self._fields()):
            said = label(name, "label")
            said.setBuddy(field)
            field.setAccessibleName(name.replace("&&", "&"))
            field.setMaximumWidth(theme.px(190))
            field.entered.connect(lambda _: self._typed())
            grid.addWidget(said, 0, at)
            grid.addWidget(field, 1, at)
        grid.setColumnStretch(3, 1)
        self.rows = RowsModel[ControlTotal](
            [
                Column(self.tr("Figure"), lambda r: r.label, width=18, stretch=True),
                Column(self.tr("Rows add up to"), lambda r: r.read, _figure, kind="money"),
                Column(self.tr("The file says"), lambda r: r.file, _figure, kind="money"),
                Column(self.tr("Your report"), lambda r: r.typed, _figure, kind="money"),
                Column(
                    self.tr("Tie-out"),
                    lambda r: r.agrees,
                    self._agrees,
                    kind="chip",
                    width=11,
                    tone=lambda r: _TONES[r.agrees],
                ),
            ],
            key=lambda total: total.name,
            summary=lambda r: f"{r.label}: {self._agrees(r.agrees)}",
        )
        self.table = Table(
            self.rows, name=self.tr("Control totals"), empty=self.tr("No money columns.")
        )
        self.rows.setParent(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(SNUG), 0, 0)
        column.setSpacing(theme.px(SNUG))
        column.addWidget(self.asked)
        column.addWidget(self.table, 1)

    def show_totals(self, preview: Preview) -> int:
        """Fills the table; returns how many figures do not tie out."""
        loans = isinstance(preview, Proposal)
        self.asked.setVisible(loans)
        if isinstance(preview, Proposal):
            typed = preview.typed
            self.loans.set_value(typed.loans)
            self.upb.set_value(typed.upb)
            self.payment.set_value(typed.principal_interest)
        totals = words.totals(preview)
        self.rows.show_rows(totals)
        return sum(total.agrees is False for total in totals)

    def _fields(self) -> Sequence[tuple[str, CountEdit | MoneyEdit]]:
        return (
            (self.tr("Loans on your report"), self.loans),
            (self.tr("Its unpaid principal"), self.upb),
            (self.tr("Its monthly P&&I"), self.payment),
        )

    def _typed(self) -> None:
        self._model.tie_out(TypedIn(self.loans.value(), self.upb.value(), self.payment.value()))

    def _agrees(self, value: Any) -> str:
        said = {True: self.tr("agrees"), False: self.tr("differs"), None: self.tr("not told")}
        return said[value]


def _figure(value: Any) -> str:
    return written(value) or "\u2013"
