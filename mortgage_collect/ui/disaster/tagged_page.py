"""Disasters that were tagged: until when, how many loans carry them, extended or ended early."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.queries.disasters import DisasterRow
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.disaster.tables import disasters_table
from mortgage_collect.ui.disaster.view_model import DisasterModel
from mortgage_collect.ui.kit.ask_form import AskForm
from mortgage_collect.ui.kit.buttons import button
from mortgage_collect.ui.kit.fields import DateEdit, TextEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import RowsModel
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG

LEAST_ROWS = 5
MOST_NAMED = 40


class TaggedPage(QWidget):
    def __init__(self, desk: Desk, model: DisasterModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self.model = desk, model
        self._act: Callable[..., None] = model.extend
        self.table = disasters_table(model.today)
        height = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight((LEAST_ROWS + 1) * height)
        self.area = label("", "muted", wrap=True)
        self.extend = button(self.tr("Extend\u2026"), lambda: self.ask(model.extend))
        self.end = button(self.tr("End early\u2026"), lambda: self.ask(model.end))
        self.form = AskForm()
        ask = self.form.form.ask
        ask("ends", self.tr("Last day"), DateEdit(desk.today(), required=True), letters=22)
        ask("reason", self.tr("Why"), TextEdit(required=True), letters=0)
        self.form.answered.connect(self._answer)
        self.form.left.connect(self._back)
        row = QHBoxLayout()
        row.setSpacing(theme_of(self).px(SNUG))
        row.addWidget(self.extend)
        row.addWidget(self.end)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(SNUG))
        column.addWidget(self.table, 1)
        column.addWidget(self.area)
        column.addLayout(row)
        column.addWidget(self.form)
        self.table.chosen.connect(self._on_chosen)
        self.table.opened.connect(lambda _: self._first())
        model.listed.connect(self.show_rows)

    def show_rows(self, rows: Sequence[DisasterRow]) -> None:
        model = self.table.source
        assert isinstance(model, RowsModel)
        model.show_rows(rows)
        if rows and self.table.row() is None:
            self.table.choose(0)
        self._on_chosen(self.table.row())

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_chosen(self, row: DisasterRow | None) -> None:
        stands = row is not None and not row.over(self.model.today())
        self.extend.setEnabled(stands)
        self.end.setEnabled(stands)
        if row is None:
            self.area.setText("")
            return
        counties = [
            each.title().replace(f", {each[-2:].title()}", f", {each[-2:]}")
            for each in row.counties
        ]
        places = [*row.zips, *counties]
        named = ", ".join(places[:MOST_NAMED])
        if len(places) > MOST_NAMED:
            named += self.tr(" and {0} more").format(len(places) - MOST_NAMED)
        tagged = self.tr("{0} tagged on {1} by {2}").format(
            text.count(row.loans, self.tr("loan")), text.day(row.made_on), row.made_by
        )
        self.area.setText(f"{named}. {tagged}.")

    def _first(self) -> None:
        if self.extend.isEnabled():
            self.extend.setFocus(Qt.FocusReason.TabFocusReason)

    def ask(self, act: Callable[..., None]) -> None:
        row = self.table.row()
        if row is None:
            return
        self._act = act
        fields: Any = self.form.form.fields
        fields["ends"].set_value(None)
        fields["reason"].set_value(None)
        extending = act == self.model.extend
        words = self.tr("Extend {0}") if extending else self.tr("End {0} early")
        says = self.tr("It ends on {0}; {1} carry it.").format(
            text.day(row.ends), text.count(row.standing, self.tr("loan"))
        )
        do = self.tr("Extend it") if extending else self.tr("End it")
        self.form.open(words.format(row.name), do, says)

    def _answer(self) -> None:
        row = self.table.row()
        fields: Any = self.form.form.fields
        if row is not None:
            self._act(
                row.disaster_id,
                fields["ends"].value(),
                fields["reason"].value() or "",
                done=self.form.leave,
                refused=self.form.say,
            )

    def _back(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
