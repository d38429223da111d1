"""The three lists of the place of the law: entries, figures of our own, and what is to confirm."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core import text
from mortgage_collect.queries.confirming import ToConfirm
from mortgage_collect.queries.law import LawEntry, Standing
from mortgage_collect.queries.tightening import FigureRow
from mortgage_collect.rules import figure_words
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.table import Table

R = TypeVar("R")


def paragraph(row: LawEntry) -> str:
    """What it rests on; of an entry with a paragraph for each state, how many there are."""
    first, *others = row.cites
    many = len(others) > 3 or (others and row.key.startswith("states."))
    return _tr("{0} paragraphs").format(1 + len(others)) if many else str(first)


def entries_table() -> Table[LawEntry]:
    model = RowsModel[LawEntry](
        [
            Column(_tr("What it says"), lambda row: row.title, width=24, stretch=True),
            Column(
                _tr("On our loans"),
                binds_words,
                width=17,
                kind="light",
                tone=standing_tone,
                key="standing",
            ),
            Column(_tr("Paragraph"), paragraph, width=19),
        ],
        summary=lambda row: f"{row.title}, {binds_words(row)}, {paragraph(row)}",
        key=lambda row: row.key,
    )
    return _made(model, _tr("The law"), _tr("Nothing has these words."))


def figures_table() -> Table[FigureRow]:
    model = RowsModel[FigureRow](
        [
            Column(
                _tr("Figure"), lambda row: figure_words.title(row.figure), width=24, stretch=True
            ),
            Column(
                _tr("The law"), lambda row: figure_words.said(row.figure.value), width=9, right=True
            ),
            Column(
                _tr("Ours"),
                own_words,
                width=11,
                kind="light",
                tone=lambda row: "neutral" if row.own is None else "info",
            ),
        ],
        key=lambda row: row.figure.name,
    )
    return _made(model, _tr("Figures"), _tr("No figure leaves a choice."))


def confirm_table() -> Table[ToConfirm]:
    model = RowsModel[ToConfirm](
        [
            Column(_tr("State"), lambda row: row.state or _tr("US"), width=5),
            Column(_tr("What we believe it says"), lambda row: row.title, width=24, stretch=True),
            Column(
                _tr("Read"),
                read_words,
                width=17,
                kind="light",
                tone=lambda row: "caution" if row.open else "clear",
            ),
        ],
        key=lambda row: row.key,
    )
    return _made(model, _tr("To confirm"), _tr("Every text was read. Nothing is to confirm."))


def binds_words(row: LawEntry) -> str:
    """In how many of our loans it binds, or why it is kept."""
    if row.loans or row.open_loans:
        return text.count(row.loans + row.open_loans, _tr("loan"))
    if row.own:
        return _tr("our own rule")
    if row.standing is Standing.KEPT:
        return _tr("kept by choice")
    return _tr("does not bind us")


def standing_tone(row: LawEntry) -> Tone:
    if row.unverified or row.open_loans:
        return "caution"
    match row.standing:
        case Standing.BINDS:
            return "clear"
        case Standing.KEPT:
            return "info"
        case Standing.ELSEWHERE:
            return "neutral"


def own_words(row: FigureRow) -> str:
    if row.own is None:
        return _tr("as the law")
    return figure_words.said(figure_words.as_value(row.figure, row.own))


def read_words(row: ToConfirm) -> str:
    if row.found is None:
        return _tr("nobody has")
    day = text.day(row.found.read_on)
    return day if row.found.agrees else _tr("{0}, differs").format(day)


def _made(model: RowsModel[R], name: str, empty: str) -> Table[R]:
    made: Table[R] = Table(model, name=name, empty=empty)
    model.setParent(made)
    return made


def _tr(words: str) -> str:
    return QCoreApplication.translate("Law", words)
