"""The "?" list: every action of some lists, with its keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from mortgage_collect.ui.kit.actions import Actions, KeyLine
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.table import Table


def key_table(all_actions: Iterable[Actions], parent: QWidget | None = None) -> Table[KeyLine]:
    """One line an action, in the order of the lists."""
    model = RowsModel[KeyLine](
        [
            Column(_tr("Action"), lambda line: line.text, stretch=True, width=24),
            Column(_tr("Keys"), lambda line: line.keys, width=16),
            Column(_tr("Where"), lambda line: line.group, width=16),
        ],
        summary=lambda line: f"{line.text}: {line.keys or _tr('no key')}",
    )
    model.show_rows([line for actions in all_actions for line in actions.lines()])
    table = Table(model, parent, name=_tr("Keys"), sort_here=True)
    model.setParent(table)
    return table


def _tr(words: str) -> str:
    return QCoreApplication.translate("Actions", words)
