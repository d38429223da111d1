"""The tables of this place: values with a filter above them, and what was decided."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mortgage_collect.ui.kit.fields import SearchEdit
from mortgage_collect.ui.kit.labels import label
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.kit.theme import theme_of
from mortgage_collect.ui.kit.tokens import SNUG
from mortgage_collect.ui.programs.rows import DecidedRow, ValueRow

LEAST_ROWS = 7


def _tr(words: str) -> str:
    return QCoreApplication.translate("Programs", words)


class ValuesList(QWidget):
    """`chosen(ValueRow | None)` as one goes along the rows, `opened()` to change one."""

    chosen = Signal(object)
    opened = Signal()

    def __init__(self, *, assumptions: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[ValueRow, ...] = ()
        self._narrow = False
        self.search = SearchEdit(self.tr("Find a value"))
        columns = _assumption_columns() if assumptions else _value_columns()
        self._model = RowsModel[ValueRow](columns, summary=_spoken, key=lambda row: row.name)
        self.table: Table[ValueRow] = Table(
            self._model,
            name=self.tr("Assumptions") if assumptions else self.tr("Values of the program"),
            empty=self.tr("No value has these words."),
        )
        self._model.setParent(self.table)
        row = self.table.verticalHeader().defaultSectionSize()
        self.table.setMinimumHeight(
            self.table.horizontalHeader().sizeHint().height() + LEAST_ROWS * row
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(SNUG))
        column.addWidget(self.search)
        column.addWidget(self.table, 1)
        self.search.searched.connect(lambda _: self._fill())
        self.table.chosen.connect(self.chosen)
        self.table.opened.connect(lambda _: self.opened.emit())

    @property
    def rows(self) -> tuple[ValueRow, ...]:
        """Those that are shown."""
        return self._model.rows

    @property
    def row(self) -> ValueRow | None:
        return self.table.row()

    def show_rows(self, rows: Iterable[ValueRow]) -> None:
        self._all = tuple(rows)
        self._fill()

    def go(self, name: str) -> None:
        """Make a value the current one, whatever is filtered."""
        if not self.table.choose_key(name):
            self.search.clear()
            self.table.choose_key(name)

    def be_narrow(self, narrow: bool) -> None:
        """What a value is and what holds; the rest is told below the table."""
        self._narrow = narrow
        hide(self.table, ("section", "since", "source", "as_of", "reviewed"), hidden=narrow)
        self._fill()

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        wanted = self.search.text()
        found, last = list[ValueRow](), ""
        for row in self._all:
            if row.matches(wanted):
                told = row.full_label if self._narrow else row.label
                found.append(replace(row, first=row.section != last, told=told))
                last = row.section
        self._model.show_rows(found)
        if found and self.table.row() is None:
            self.table.choose(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        onward = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in onward and self.search.hasFocus():
            self.enter()
        else:
            super().keyPressEvent(event)


class DecisionsList(QWidget):
    """What was decided about a set, what is still to come marked; the one picked in full below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowsModel[DecidedRow](
            [
                Column(_tr("From"), _from, width=16, bold=True),
                Column(_tr("What"), lambda row: row.label, width=18, stretch=True, hint=_decision),
                Column(_tr("Was"), lambda row: row.was, key="was", width=8, hint=_decision),
                Column(_tr("Now"), lambda row: row.now, width=8, hint=_decision),
                Column(_tr("Why"), lambda row: row.why, key="why", width=9, hint=_decision),
                Column(_tr("Entered"), lambda row: row.by, key="by", width=13, hint=_decision),
            ],
            summary=_decision,
            key=lambda row: row.id,
        )
        self.table: Table[DecidedRow] = Table(
            self._model,
            name=_tr("Decisions"),
            empty=_tr("The bank has decided nothing about this yet."),
        )
        self._model.setParent(self.table)
        row = self.table.verticalHeader().defaultSectionSize()
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setMinimumHeight(head + LEAST_ROWS * row)
        self.said = label("", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme_of(self).px(SNUG))
        column.addWidget(self.table, 1)
        column.addWidget(self.said)
        self.table.chosen.connect(lambda row: self.said.setText(_decision(row) if row else ""))

    @property
    def rows(self) -> tuple[DecidedRow, ...]:
        return self._model.rows

    def show_rows(self, rows: Sequence[DecidedRow]) -> None:
        self._model.show_rows(rows)
        if rows and self.table.row() is None:
            self.table.choose(0)

    def be_narrow(self, narrow: bool) -> None:
        hide(self.table, ("was", "why", "by"), hidden=narrow)

    def enter(self) -> None:
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)


def hide(table: Table[Any], names: Collection[str], *, hidden: bool) -> None:
    """Columns for which there is no room."""
    for at, column in enumerate(table.source.columns):
        if column.name in names:
            table.setColumnHidden(at, hidden)
    table.reset_widths()
    table.choose(table.currentIndex().row())


def _value_columns() -> list[Column[ValueRow]]:
    return [
        Column(
            _tr("Of"), lambda row: row.section if row.first else "", str, key="section", width=17
        ),
        Column(_tr("Value"), lambda row: row.told, width=22, stretch=True, hint=_read),
        Column(_tr("Holds"), lambda row: row.value, width=20, hint=_read, bold=True),
        Column(_tr("Since"), lambda row: row.since, key="since", width=11, tone=_own),
    ]


def _assumption_columns() -> list[Column[ValueRow]]:
    return [
        Column(_tr("Assumption"), lambda row: row.label, width=22, stretch=True, hint=_read),
        Column(_tr("Holds"), lambda row: row.value, width=11, hint=_read, bold=True),
        Column(
            _tr("Source"),
            lambda row: row.source,
            key="source",
            width=12,
            hint=lambda row: row.source,
        ),
        Column(_tr("As of"), lambda row: row.dated, key="as_of", width=10),
        Column(_tr("Reviewed"), lambda row: row.reviewed, key="reviewed", width=10),
        Column(
            _tr("Verified"),
            lambda row: _tr("yes") if row.verified else _tr("no"),
            width=7,
            kind="light",
            tone=lambda row: "clear" if row.verified else "caution",
        ),
    ]


def _from(row: DecidedRow) -> str:
    return _tr("{0}, coming").format(row.since) if row.coming else row.since


def _own(row: ValueRow) -> Tone | None:
    return "info" if row.own else None


def _read(row: ValueRow) -> str:
    return "\n".join(part for part in (f"{row.full_label}: {row.value}", row.says) if part)


def _spoken(row: ValueRow) -> str:
    parts = [f"{row.full_label}: {row.value}", row.since]
    if row.verified is not None:
        parts.append(_tr("verified") if row.verified else _tr("unverified"))
    return ", ".join(parts)


def _decision(row: DecidedRow) -> str:
    told = _tr("From {0}: {1}, {2} becomes {3}").format(row.since, row.label, row.was, row.now)
    return f"{told}. {row.why} ({row.by})" if row.why else f"{told} ({row.by})"
