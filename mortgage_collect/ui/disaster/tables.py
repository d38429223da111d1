"""The loans an area strikes, and the disasters that were tagged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core import text
from mortgage_collect.queries.disasters import HOME, DisasterRow, StruckLoan
from mortgage_collect.ui.kit.rows import Column, RowsModel, Tone
from mortgage_collect.ui.kit.table import Table


def struck_table() -> Table[StruckLoan]:
    model = RowsModel[StruckLoan](
        [
            Column(_tr("Borrower"), lambda row: row.borrower, width=15, stretch=True),
            Column(_tr("Loan"), lambda row: row.number, text.last_four, width=6),
            Column(_tr("Home"), lambda row: row.place, width=14),
            Column(_tr("Struck"), _how, width=6),
            Column(_tr("Balance"), lambda row: row.upb, kind="money", width=12),
            Column(_tr("Tag"), _tag, width=9, kind="light", tone=_tone),
        ],
        key=lambda row: row.loan_id,
    )
    made: Table[StruckLoan] = Table(
        model,
        name=_tr("Loans in the area"),
        empty=_tr("Enter ZIP codes, or counties with their state."),
        sort_here=True,
    )
    model.setParent(made)
    return made


def disasters_table(today: Callable[[], date]) -> Table[DisasterRow]:
    model = RowsModel[DisasterRow](
        [
            Column(_tr("Disaster"), lambda row: row.name, width=20, stretch=True),
            Column(_tr("Kind"), lambda row: row.kind.label, width=10),
            Column(_tr("From"), lambda row: row.begins, text.day, width=11),
            Column(_tr("Through"), lambda row: row.ends, text.day, width=11),
            Column(_tr("Loans"), lambda row: row.standing, kind="figures", width=6),
            Column(
                _tr("Calls"),
                lambda row: _tr("paused") if row.pauses_calls else _tr("with care"),
                width=9,
            ),
            Column(
                _tr("State"),
                lambda row: state_words(row, today()),
                width=15,
                kind="light",
                tone=lambda row: _state_tone(row, today()),
            ),
        ],
        key=lambda row: row.disaster_id,
    )
    made: Table[DisasterRow] = Table(
        model, name=_tr("Disasters tagged"), empty=_tr("No disaster has been tagged yet.")
    )
    model.setParent(made)
    return made


def state_words(row: DisasterRow, today: date) -> str:
    """ "ends in 5 days", "ended"."""
    if row.over(today):
        return _tr("ended")
    if not row.ends_soon(today):
        return _tr("stands")
    left = (row.ends - today).days
    return _tr("ends in {0}").format(text.count(left, _tr("day"))) if left else _tr("ends today")


def _state_tone(row: DisasterRow, today: date) -> Tone:
    if row.over(today):
        return "neutral"
    return "caution" if row.ends_soon(today) else "info"


def _how(row: StruckLoan) -> str:
    return _tr("home") if row.how == HOME else _tr("mail")


def _tag(row: StruckLoan) -> str:
    return _tr("has one") if row.tagged else _tr("new")


def _tone(row: StruckLoan) -> Tone:
    return "neutral" if row.tagged else "info"


def _tr(words: str) -> str:
    return QCoreApplication.translate("Disaster", words)
