"""The columns of a file: header, which field of ours it is, how we know, and three samples."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.tape.fields import all_fields, dictionary
from mortgage_collect.tape.readings import readings_of
from mortgage_collect.tape.recognition import ColumnMatch, Confidence
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.tapes import words
from mortgage_collect.ui.tapes.reading_words import reading
from mortgage_collect.ui.tapes.view_model import ImportModel

TONES: dict[Confidence, Tone] = {
    Confidence.SAVED: "clear",
    Confidence.EXACT: "clear",
    Confidence.ALIKE: "info",
    Confidence.VALUES: "info",
    Confidence.NONE: "neutral",
}


class ColumnsTab(QWidget):
    """Enter on a column goes to its field below; picking one reads the file again."""

    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._model = model
        self.rows = RowsModel[ColumnMatch](
            [
                Column(self.tr("Column"), _header, width=20, stretch=True, bold=True),
                Column(self.tr("Read as"), self._field, width=22),
                Column(
                    self.tr("How we know"),
                    lambda c: c.confidence.value,
                    kind="chip",
                    tone=lambda c: TONES[c.confidence],
                    hint=lambda c: c.why,
                    width=22,
                ),
                Column(self.tr("Samples"), lambda c: ", ".join(c.samples[:3]), width=28),
            ],
            key=lambda c: c.position,
        )
        self.table = Table(self.rows, name=self.tr("Columns of the file"))
        self.rows.setParent(self.table)
        self.which = label("", "muted")
        self.field = ChoiceEdit()
        self.field.setMinimumWidth(theme.px(260))
        foot = QHBoxLayout()
        foot.setSpacing(theme.px(SNUG))
        self.way = ChoiceEdit(placeholder=self.tr("As its values say"))
        self.way.setMinimumWidth(theme.px(220))
        self.read_as = label(self.tr("read"), "muted")
        foot.addWidget(self.which, 1)
        foot.addWidget(self.field)
        foot.addWidget(self.read_as)
        foot.addWidget(self.way)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(SNUG), 0, theme.px(SNUG))
        column.setSpacing(theme.px(SNUG))
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self.table.chosen.connect(self._offer)
        self.table.opened.connect(lambda _: self.field.setFocus(Qt.FocusReason.TabFocusReason))
        self.field.entered.connect(self._settle)
        self.way.entered.connect(self._settle_reading)

    def show_columns(self) -> None:
        found = self._model.recognition
        if found is None:
            return
        fields = dictionary(found.kind).fields.values()
        self.field.set_choices(
            [
                Choice("", self.tr("Left aside (kept as it came)")),
                *(Choice(f.name, f.label) for f in sorted(fields, key=lambda f: f.label)),
            ]
        )
        self.rows.show_rows(found.columns)
        if self.table.row() is None:
            self.table.choose(0)
        self._offer(self.table.row())

    def _offer(self, column: ColumnMatch | None) -> None:
        self.field.setEnabled(column is not None)
        if column is None:
            return
        self.which.setText(self.tr("{0} is").format(_header(column)))
        self.field.setAccessibleName(self.tr("{0} is").format(_header(column)))
        self.field.set_value(column.field or "")
        ways = readings_of(all_fields()[column.field]) if column.field else ()
        held = self._reading(column)
        if held and held not in ways:
            ways = (*ways, held)
        for part in (self.way, self.read_as):
            part.setVisible(bool(ways))
        self.way.set_choices(
            [
                Choice("", self.tr("As its values say")),
                *(Choice(way, reading(way)) for way in ways),
            ]
        )
        self.way.setAccessibleName(self.tr("How {0} is read").format(_header(column)))
        self.way.set_value(held)

    def _settle(self, field: object) -> None:
        column = self.table.row()
        if column is not None and str(field) != (column.field or ""):
            self._model.choose_field(column.position, str(field))

    def _settle_reading(self, way: object) -> None:
        column = self.table.row()
        if column is not None and column.field and str(way) != self._reading(column):
            self._model.choose_reading((column.field,), str(way))

    def _reading(self, column: ColumnMatch) -> str:
        found = self._model.recognition
        return found.readings.get(column.field or "", "") if found is not None else ""

    def _field(self, column: ColumnMatch) -> str:
        if not column.field:
            return self.tr("left aside")
        held = self._reading(column)
        name = words.label(column.field)
        return self.tr("{0}: {1}").format(name, reading(held)) if held else name


def _header(column: ColumnMatch) -> str:
    return f"{column.letter}: {column.header}" if column.header else column.letter
