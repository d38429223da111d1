"""Every part of the kit in every state, drawn to pictures: look at them after every change.

QT_QPA_PLATFORM=offscreen python -m mortgage_collect.ui.kit.gallery OUTDIR [theme ...]
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import cast

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from mortgage_collect.core.money import Money
from mortgage_collect.ui.kit import theme
from mortgage_collect.ui.kit.crash_dialog import CrashDialog
from mortgage_collect.ui.kit.dialogs import Panel, PanelHost
from mortgage_collect.ui.kit.fields import DateEdit, MoneyEdit, NoteEdit
from mortgage_collect.ui.kit.form import Rows
from mortgage_collect.ui.kit.gallery_pages import (
    MONDAY,
    cards_page,
    fields_page,
    loan_table,
    tables_page,
)
from mortgage_collect.ui.kit.theme import Scheme


def panel_page() -> QWidget:
    rows = Rows()
    amount = MoneyEdit()
    amount.set_value(Money.of("1204.50"))
    rows.add("amount", "Amount", amount)
    rows.add("by", "By", DateEdit(MONDAY))
    rows.add("note", "Note", NoteEdit())
    panel = Panel("New promise: Ruiz, Ana ..4471", rows)
    panel.add_button("Later", panel.leave)
    panel.add_button("Save promise", panel.leave, kind="primary")
    host = PanelHost(loan_table(flat=True))
    host.resize(1100, 600)
    QTimer.singleShot(0, lambda: host.enter(panel))
    return host


def crash_page() -> QWidget:
    return CrashDialog("mortgage_collect 0.1.0\nbuiltins.KeyError\n  ui/card/view.py:88 in _show")


PAGES: dict[str, Callable[[], QWidget]] = {
    "fields": fields_page,
    "tables": tables_page,
    "cards": cards_page,
    "panel": panel_page,
    "crash": crash_page,
}


def draw(app: QApplication, out: Path, schemes: tuple[Scheme, ...], scale: float = 1.0) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for scheme in schemes:
        theme.apply(app, scheme, scale)
        for name, make in PAGES.items():
            page = make()
            if name != "crash":
                page.resize(1180, 720)
            page.show()
            page.activateWindow()
            _settle()
            page.grab().save(str(out / f"{name}-{scheme}.png"))
            page.close()
            page.deleteLater()


def _settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(120, loop.quit)
    loop.exec()


def main(arguments: list[str]) -> None:
    app = QApplication.instance() or QApplication(arguments)
    assert isinstance(app, QApplication)
    asked = cast("tuple[Scheme, ...]", tuple(arguments[2:]))
    schemes: tuple[Scheme, ...] = asked or ("light", "dark", "contrast")
    draw(app, Path(arguments[1]), schemes)


if __name__ == "__main__":
    main(sys.argv)
