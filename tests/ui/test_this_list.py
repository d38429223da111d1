"""Any list on the screen goes to Excel as it stands there."""

from datetime import date
from typing import Any, ClassVar

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from sqlalchemy import select

from mortgage_collect.core.money import Money
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.ui.commands import this_list
from mortgage_collect.ui.kit.paged import PagedModel, at_once
from mortgage_collect.ui.kit.rows import Column, RowsModel
from mortgage_collect.ui.kit.table import Table
from mortgage_collect.ui.tapes.exporting import export_list
from tests.ui.panel_desk import a_desk

WAIT = 20_000
ROWS = [
    ("0012", "=1+1", Money.of("1204.50"), date(2026, 3, 9), True),
    ("0007", None, Money.of("99.01"), None, False),
]
COLUMNS: list[Column[Any]] = [
    Column("Loan", lambda r: r[0]),
    Column("Words", lambda r: r[1]),
    Column("UPB", lambda r: r[2], kind="money"),
    Column("Due", lambda r: r[3], lambda day: "never" if day is None else f"{day:%b %d}"),
    Column("Open", lambda r: r[4], lambda yes: "open" if yes else "shut", kind="chip"),
]


@pytest.fixture
def desk(qtbot, store):
    with a_desk(store) as (desk, noted):
        yield desk, noted


def table_of(qtbot, model, **more):
    made = Table(model, name="Loans of the desk", **more)
    model.setParent(made)
    qtbot.addWidget(made)
    return made


def sheet(qtbot, desk, table, out):
    made, noted = desk
    noted.where.append(out)
    export_list(made, table)
    qtbot.waitUntil(lambda: bool(noted.said), timeout=WAIT)
    assert noted.said[-1][1] == "done", noted.said
    return openpyxl.load_workbook(out).active


def test_values_keep_what_they_are_and_texts_stay_texts(qtbot, desk, store, tmp_path):
    model = RowsModel(COLUMNS)
    model.show_rows(ROWS)
    found = sheet(qtbot, desk, table_of(qtbot, model), tmp_path / "list.xlsx")
    title, below, headers, first, second = found.values
    assert (title[0], below[0]) == ("Loans of the desk", "As of March 9, 2026")
    assert headers == ("Loan", "Words", "UPB", "Due", "Open")
    assert first[:3] == ("0012", "=1+1", 1204.5)
    assert (first[3].date(), first[4]) == (date(2026, 3, 9), "open")
    assert second == ("0007", None, 99.01, None, "shut")
    assert (found["A4"].data_type, found["B4"].data_type) == ("s", "s")
    assert found.freeze_panes == "B4"
    assert desk[1].said == [("2 rows written to list.xlsx.", "done")]
    with store.view() as session:
        assert "FileExported" in session.scalars(select(HistoryEntry.event)).all()


def test_rows_and_columns_go_out_as_they_are_ordered_and_seen(qtbot, desk, tmp_path):
    model = RowsModel(COLUMNS)
    model.show_rows(ROWS)
    table = table_of(qtbot, model, sort_here=True)
    table.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    table.hideColumn(1)
    table.horizontalHeader().moveSection(4, 0)
    found = list(sheet(qtbot, desk, table, tmp_path / "list.xlsx").values)
    assert found[2] == ("Open", "Loan", "UPB", "Due")
    assert [row[1] for row in found[3:]] == ["0007", "0012"]


def test_a_list_fetched_by_pages_goes_out_whole(qtbot, desk, tmp_path):
    numbers = [f"{n:04d}" for n in range(1_234)]
    model = PagedModel(
        [Column("Loan", lambda r: r)],
        at_once(lambda offset, limit: numbers[offset : offset + limit]),
        len(numbers),
    )
    found = list(sheet(qtbot, desk, table_of(qtbot, model), tmp_path / "list.xlsx").values)
    assert [row[0] for row in found[3:]] == numbers


def test_who_thinks_better_of_it_gets_no_file(qtbot, desk, tmp_path):
    model = RowsModel(COLUMNS)
    model.show_rows(ROWS)
    made, noted = desk
    export_list(made, table_of(qtbot, model))
    assert (noted.said, list(tmp_path.iterdir())) == ([], [])


class Menu(QMenu):
    """Without a screen a menu cannot take the keyboard: it is only told where it would open."""

    opened: ClassVar[list[Any]] = []

    def popup(self, where, *_):
        self.opened.append((self, where))


def test_the_key_and_the_menu_of_a_table_send_it(qtbot, window, monkeypatch):
    monkeypatch.setattr("mortgage_collect.ui.kit.table.QMenu", Menu)
    Menu.opened.clear()
    asked = []
    object.__setattr__(window.desk, "ask_where", lambda name: asked.append(name))
    model = RowsModel(COLUMNS)
    table = Table(model, window, name="Loans of the desk")
    model.setParent(table)
    table.resize(300, 200)
    table.show()
    table.setFocus()
    qtbot.waitUntil(table.hasFocus)
    QTest.keyClick(
        table, Qt.Key.Key_X, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert asked == [f"Loans of the desk {window.desk.today().isoformat()}.xlsx"]
    spot = table.viewport().rect().center()
    QApplication.sendEvent(
        table.viewport(),
        QContextMenuEvent(
            QContextMenuEvent.Reason.Keyboard, spot, table.viewport().mapToGlobal(spot)
        ),
    )
    ((menu, where),) = Menu.opened
    assert where == table.viewport().mapToGlobal(spot)
    assert [action.text() for action in menu.actions()] == ["This list to Excel"]
    menu.actions()[0].trigger()
    assert len(asked) == 2


def test_in_the_queue_it_is_the_queue_that_goes(qtbot, window):
    asked = []
    object.__setattr__(window.desk, "ask_where", lambda name: asked.append(name))
    window.go_queue()
    this_list(window)
    assert asked == [f"work queue {window.desk.today().isoformat()}.xlsx"]


def test_without_a_list_it_says_what_to_do(qtbot, window):
    said = []
    object.__setattr__(window.desk, "say", lambda words, *_: said.append(words))
    window.log_contact()
    this_list(window)
    assert said == ["Choose a line of the list first: then it can go to Excel."]
