"""What a file is: its kind, its sheet, its day, and whether its layout is known."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import TapeKind
from mortgage_collect.services.imports import Preview
from mortgage_collect.services.tapes import Proposal
from mortgage_collect.tape.recognition import Confidence, Recognition
from mortgage_collect.ui.kit.chips import Chip
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, DateEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import HAIR, SNUG, TIGHT, WIDE
from mortgage_collect.ui.tapes.view_model import ImportModel


class FileBar(QWidget):
    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._model = model
        self._chips = QHBoxLayout()
        self._chips.setSpacing(theme.px(TIGHT))
        self.facts = label("", "muted", wrap=True)
        self.sheet = ChoiceEdit(placeholder=self.tr("Sheet"))
        self.sheet.setAccessibleName(self.tr("Sheet"))
        self.as_of = DateEdit(model.desk.today(), toward="last", high=model.desk.today())
        self.as_of.setAccessibleName(self.tr("As of"))
        self.as_of.setMinimumWidth(theme.px(130))
        self.as_of.setMaximumWidth(theme.px(170))
        self.found = label("", "caption")
        left = QVBoxLayout()
        left.setSpacing(theme.px(TIGHT))
        left.addLayout(self._chips)
        left.addWidget(self.facts)
        self._labels = {
            "sheet": label(self.tr("Sheet"), "label"),
            "as_of": label(self.tr("As of"), "label"),
        }
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(SNUG))
        grid.setVerticalSpacing(theme.px(HAIR))
        grid.addWidget(self._labels["sheet"], 0, 0)
        grid.addWidget(self.sheet, 1, 0)
        grid.addWidget(self._labels["as_of"], 0, 1)
        grid.addWidget(self.as_of, 1, 1)
        grid.addWidget(self.found, 2, 1)
        self._labels["sheet"].setBuddy(self.sheet)
        self._labels["as_of"].setBuddy(self.as_of)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(WIDE))
        row.addLayout(left, 1)
        row.addLayout(grid)
        self.sheet.entered.connect(lambda name: model.choose_sheet(str(name)))
        self.as_of.entered.connect(model.choose_as_of)
        self.as_of.troubled.connect(model.doubt_day)

    def open_field(self) -> QWidget | None:
        """The day, while nobody says it or it cannot be."""
        found = self._model.recognition
        loans = found is not None and found.kind is TapeKind.LOANS
        return self.as_of if loans and self.as_of.value() is None else None

    def show_preview(self, preview: Preview) -> None:
        found = self._model.recognition
        if found is None:
            return
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._chips.addWidget(Chip(found.kind.label, "info", "file-spreadsheet"))
        if all(c.confidence in (Confidence.SAVED, Confidence.NONE) for c in found.columns):
            self._chips.addWidget(Chip(self.tr("Known layout"), "clear"))
        else:
            self._chips.addWidget(Chip(self.tr("New layout"), "caution"))
        self._chips.addStretch(1)
        self.facts.setText(self._facts(preview, found))
        names = tuple(dict.fromkeys((found.sheet, *found.other_sheets)))
        self.sheet.set_choices([Choice(name, name) for name in names])
        self.sheet.set_value(found.sheet)
        several = len(names) > 1
        self.sheet.setVisible(several)
        self._labels["sheet"].setVisible(several)
        loans = found.kind is TapeKind.LOANS
        for part in (self.as_of, self.found, self._labels["as_of"]):
            part.setVisible(loans)
        # The place stays while days go by.
        self.as_of.today = self.as_of.high = self._model.desk.today()
        self.as_of.set_value(found.as_of)
        self.as_of.check()
        self.found.setText(self._where(found))

    def _facts(self, preview: Preview, found: Recognition) -> str:
        if isinstance(preview, Proposal):
            rows, money = preview.file.summary.rows_read, preview.file.summary.total_upb
            said = self.tr("{0}, UPB {1}").format(text.count(rows, self.tr("row")), money)
        else:
            said = text.count(len(preview.file.parsed.rows), self.tr("row"))
        if not found.header_row:
            return self.tr("{0}; without a header").format(said)
        return self.tr("{0}; header in row {1}").format(said, found.header_row)

    def _where(self, found: Recognition) -> str:
        if self._model.as_of is not None:
            return self.tr("entered by hand")
        if not found.as_of_found:
            return self.tr("nobody says: enter it")
        return self.tr("from {0}").format(found.as_of_found[0].where)
