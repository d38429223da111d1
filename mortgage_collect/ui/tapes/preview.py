"""A file as it was understood, and what it would do: counts, what is behind them, findings."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.core.words import Severity
from mortgage_collect.services.imports import Preview
from mortgage_collect.services.tapes import Proposal
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG, WIDE
from mortgage_collect.ui.tapes import words
from mortgage_collect.ui.tapes.columns import ColumnsTab
from mortgage_collect.ui.tapes.file_bar import FileBar
from mortgage_collect.ui.tapes.findings import FindingsTab
from mortgage_collect.ui.tapes.questions import Questions
from mortgage_collect.ui.tapes.totals import TotalsTab
from mortgage_collect.ui.tapes.trouble import Trouble
from mortgage_collect.ui.tapes.view_model import ImportModel
from mortgage_collect.ui.tapes.what_changes import WhatChanges
from mortgage_collect.ui.tapes.words import Line

NARROW = 720


class PreviewPage(QWidget):
    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._model = model
        self._preview: Preview | None = None
        self._path: Path | None = None
        self._sheet = ""
        self.trouble = Trouble()
        self.warning = Trouble()
        self.bar = FileBar(model)
        self.questions = Questions(model)
        self.summary = RowsModel[Line](
            [
                Column(self.tr("What it would do"), lambda r: r.words, width=14, stretch=True),
                Column(
                    self.tr("Count"), lambda r: r.count, _count, kind="figures", width=6, bold=True
                ),
                Column(
                    self.tr("Amount"),
                    lambda r: r.amount if r.count else None,
                    _amount,
                    kind="money",
                    width=14,
                ),
            ],
            key=lambda line: line.key,
            summary=lambda line: f"{line.words}: {line.count:,}",
        )
        self.counts = Table(self.summary, name=self.tr("What it would do"))
        self.summary.setParent(self.counts)
        self.counts.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.counts.chosen.connect(self._open)
        self.changes = WhatChanges(model)
        self.findings = FindingsTab(model)
        self.columns = ColumnsTab(model)
        self.totals = TotalsTab(model)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName(self.tr("Parts of the preview"))
        for page, name in (
            (self.changes, self.tr("What changes")),
            (self.findings, self.tr("Findings")),
            (self.columns, self.tr("Columns")),
            (self.totals, self.tr("Totals")),
        ):
            self.tabs.addTab(page, name)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(theme.px(13))
        self.split.addWidget(self.counts)
        self.split.addWidget(self.tabs)
        self.split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(WIDE), theme.px(SNUG), theme.px(WIDE), theme.px(SNUG))
        column.setSpacing(theme.px(SNUG))
        for part in (self.bar, self.trouble, self.questions, self.warning):
            column.addWidget(part)
        column.addWidget(self.split, 1)
        model.tied.connect(self.show_tied)

    def show_preview(self, preview: Preview) -> None:
        found = self._model.recognition
        sheet = found.sheet if found is not None else ""
        again = (self._path, self._sheet) == (self._model.path, sheet)
        self._preview, self._path, self._sheet = preview, self._model.path, sheet
        self.bar.show_preview(preview)
        self.questions.show_questions()
        self.summary.show_rows(words.lines(preview))
        if not again or self.counts.row() is None:
            self._choose_first(preview)
        else:
            self._open(self.counts.row())
        self.columns.show_columns()
        if found is not None:
            self.tabs.setTabText(2, self.tr("Columns ({0})").format(len(found.columns)))
        self._show_told(preview)

    def show_tied(self) -> None:
        """Figures of a report were typed in: they are told where all else is."""
        if (preview := self._model.preview) is not None and self._preview is not None:
            self._preview = preview
            self._show_told(preview)

    def _show_told(self, preview: Preview) -> None:
        """Totals, findings, and what is said on top of it all."""
        told: tuple[TapeFinding, ...] = ()
        if isinstance(preview, Proposal):
            typed = (f for f in preview.typed_findings if f.severity is Severity.WARNING)
            told = (*preview.plan.warnings, *typed)
        said = [f"{found.says} {found.do}".strip() for found in told]
        if isinstance(preview, Proposal) and preview.contested:
            values = text.count(len(preview.contested), self.tr("value"))
            said.append(
                self.tr(
                    "On {0} staff wrote otherwise than this file says again: theirs stays, the "
                    "file\u2019s is kept beside it. This is asked once."
                ).format(values)
            )
        self.warning.say("\n".join(said))
        self.findings.show_findings(preview.findings)
        grave = sum(f.severity is not Severity.NOTE for f in preview.findings)
        said_tab = self.tr("Findings ({0})").format(f"{len(preview.findings):,}")
        self.tabs.setTabText(1, said_tab)
        self.tabs.setTabToolTip(1, self.tr("{0} of them want a look").format(f"{grave:,}"))
        off = self.totals.show_totals(preview)
        self.tabs.setTabVisible(3, bool(self.totals.rows.rows))
        self.tabs.setTabText(
            3, self.tr("Totals ({0} off)").format(off) if off else self.tr("Totals")
        )

    def first_open(self) -> QWidget:
        """What has to be answered before anything can be imported."""
        return self.bar.open_field() or self.questions.first() or self.counts

    def _choose_first(self, preview: Preview) -> None:
        """What changes is what a person looks at; else the first count that is not nothing."""
        shown = self.summary.rows
        order = sorted(
            shown, key=lambda line: (line.key not in ("changed", "older"), not line.count)
        )
        first = next((line for line in order if line.count), shown[0] if shown else None)
        if first is not None:
            self.counts.choose(shown.index(first))
            self._open(first)

    def _open(self, line: Line | None) -> None:
        if line is None or self._preview is None:
            return
        self.tabs.setTabText(0, line.words)
        self.changes.open(self._preview, line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        theme = theme_of(self)
        narrow = self.width() < theme.px(NARROW)
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        self.counts.setMaximumHeight(theme.px(250) if narrow else 16_777_215)
        if self.split.orientation() != wanted:
            self.split.setOrientation(wanted)
        self.split.setMinimumHeight(theme.px(540 if narrow else 230))
        self.counts.setMinimumHeight(theme.px(190 if narrow else 100))
        self.tabs.setMinimumHeight(theme.px(300 if narrow else 200))
        if narrow:
            self.split.setSizes([theme.px(250), max(self.split.height() - theme.px(250), 1)])
        else:
            self.split.setSizes([theme.px(345), max(self.width() - theme.px(345), 1)])


def _count(value: object) -> str:
    return f"{value:,}"


def _amount(value: object) -> str:
    return "" if value is None else str(value)
