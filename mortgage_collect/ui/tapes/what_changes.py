"""What lies behind the chosen count: by kind of change, found by number or name, was and now."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from mortgage_collect.core import text
from mortgage_collect.services.imports import Preview
from mortgage_collect.services.tapes import Proposal
from mortgage_collect.tape.difference import Group
from mortgage_collect.ui.kit.fields import Choice, ChoiceEdit, SearchEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, LazyModel
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.tapes.behind import Detail, Lines, lines_behind
from mortgage_collect.ui.tapes.view_model import ImportModel
from mortgage_collect.ui.tapes.words import Line

AT_ONCE = 2_000
"""Up to so many loans the lines are put together at once; more of them off the window's thread."""
TYPING = 150
"""Milliseconds of quiet before what was typed is looked for."""


class WhatChanges(QWidget):
    def __init__(self, model: ImportModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        theme = theme_of(self)
        self._model = model
        self._preview: Preview | None = None
        self._line: Line | None = None
        self._turn = 0
        self.kind = ChoiceEdit()
        self.kind.setAccessibleName(self.tr("Kind of change"))
        self.kind.setMinimumWidth(theme.px(230))
        self.search = SearchEdit(self.tr("Loan number or name"))
        self.search.setMinimumWidth(theme.px(210))
        self.counted = label("", "caption")
        self.lines = LazyModel[Detail](
            [
                Column(self.tr("Loan"), lambda r: r.number, width=11, bold=True),
                Column(self.tr("What"), lambda r: r.what, width=16, stretch=True),
                Column(self.tr("Was"), lambda r: r.was, right=True, kind="figures", width=14),
                Column(self.tr("Now"), lambda r: r.now, right=True, kind="figures", width=14),
                Column(self.tr("Row"), lambda r: r.row or None, kind="figures", width=4),
            ]
        )
        self.table = Table(
            self.lines, name=self.tr("What is behind the count"), empty=self.tr("None.")
        )
        self.lines.setParent(self.table)
        head = QHBoxLayout()
        head.setSpacing(theme.px(SNUG))
        head.addWidget(self.kind)
        head.addWidget(self.search)
        head.addStretch(1)
        head.addWidget(self.counted)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.px(SNUG), 0, 0)
        column.setSpacing(theme.px(SNUG))
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self._soon = QTimer(self, singleShot=True, interval=TYPING)
        self._soon.timeout.connect(self._fill)
        self.kind.entered.connect(lambda _: self._fill())
        self.search.searched.connect(lambda _: self._soon.start())

    @property
    def rows(self) -> Sequence[Detail]:
        return self.lines.rows

    def open(self, preview: Preview, line: Line) -> None:
        """Another count, or the same one of a file read anew."""
        if self._preview is preview and self._line == line:
            return
        self._preview, self._line = preview, line
        groups = self._model.groups.get(line.key, ())
        said = self.tr("All kinds of change ({0})").format(f"{line.count:,}")
        self.kind.set_choices(
            [
                Choice("", said),
                *(Choice(each.key, f"{each.label} ({each.count:,})") for each in groups),
            ]
        )
        self.kind.set_value("")
        self.kind.setVisible(bool(groups))
        self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(False)
        self._soon.stop()
        self._fill()

    def _group(self) -> Group | None:
        if self._line is None:
            return None
        groups = self._model.groups.get(self._line.key, ())
        return next((each for each in groups if each.key == self.kind.value()), None)

    def _fill(self) -> None:
        preview, line = self._preview, self._line
        if preview is None or line is None:
            return
        self._turn += 1
        job = partial(lines_behind, preview, line.key, self._group(), self.search.text())
        if line.count <= AT_ONCE:
            self._show(job(), self._turn)
            return
        turn = self._turn
        self._model.desk.runner.work(
            lambda _: job(),
            done=lambda lines: self._show(lines, turn),
            what=self.tr("Putting the lines together"),
        )

    def _show(self, lines: Lines, turn: int) -> None:
        if turn != self._turn or self._line is None:
            return  # another was chosen meanwhile
        self.lines.show_rows(lines)
        found = self.search.text().strip()
        self.table.set_empty(
            self.tr("Nothing with \u201c{0}\u201d in it.").format(found)
            if found
            else self.tr("{0}: none.").format(self._line.words)
        )
        self.counted.setText(text.count(len(lines), self.tr("line")))
        if isinstance(self._preview, Proposal) and len(lines):
            loans = text.count(lines.things, self.tr("loan"))
            if len(lines) != lines.things:
                self.counted.setText(self.tr("{0} of {1}").format(self.counted.text(), loans))
            else:
                self.counted.setText(loans)
