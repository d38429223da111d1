from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import QPoint, QSortFilterProxyModel, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Bucket
from mortgage_collect.ui.kit.paged import PagedModel, at_once
from mortgage_collect.ui.kit.rows import ROW_ROLE, SORT_ROLE, Column, RowsModel
from mortgage_collect.ui.kit.table import Table


@dataclass(frozen=True)
class Line:
    number: str
    balance: Money | None
    bucket: Bucket = Bucket.DAYS_60
    due: date | None = None


COLUMNS: list[Column[Line]] = [
    Column("Loan", lambda r: r.number, stretch=True, width=20),
    Column("Balance", lambda r: r.balance, kind="money", key="balance"),
    Column("Late", lambda r: r.bucket, lambda b: b.label, kind="bucket"),
    Column("Due", lambda r: r.due, right=True, hint=lambda r: f"Loan {r.number}"),
]
LINES = [Line("2", Money.of("98000"), Bucket.HOLD), Line("1", Money.of("9500"), Bucket.DAYS_1)]


@pytest.fixture
def model(qapp):
    made = RowsModel(COLUMNS, summary=lambda r: f"Loan {r.number}", key=lambda r: r.number)
    made.show_rows(LINES)
    return made


@pytest.fixture
def table(qtbot, light, model):
    made = Table(model, name="Loans", empty="Nothing here.", sort_here=True)
    qtbot.addWidget(made)
    made.resize(700, 300)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_money_sorts_as_money_and_reads_as_text(qtmodeltester, model):
    qtmodeltester.check(model)
    proxy = QSortFilterProxyModel(sortRole=SORT_ROLE)
    proxy.setSourceModel(model)
    proxy.sort(1, Qt.SortOrder.AscendingOrder)
    assert [proxy.index(i, 1).data() for i in (0, 1)] == ["$9,500.00", "$98,000.00"]
    assert proxy.index(0, 0).data(ROW_ROLE).number == "1"
    proxy.sort(2, Qt.SortOrder.AscendingOrder)
    assert proxy.index(0, 0).data() == "1"  # a word sorts as its list was written


def test_what_is_not_there_is_a_dash(qapp):
    model = RowsModel(COLUMNS)
    model.show_rows([Line("1", None)])
    assert model.index(0, 1).data() == "\u2013"


def test_a_screen_reader_hears_the_row_and_then_the_cells(model):
    spoken = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(spoken) == "Loan 2"
    assert model.index(0, 1).data(spoken) == "Balance: $98,000.00"
    assert RowsModel(COLUMNS).sentence(LINES[0]).startswith("Loan 2, Balance $98,000.00")


def test_the_table_has_a_name_for_screen_readers(table):
    assert QAccessible.queryAccessibleInterface(table).text(QAccessible.Text.Name) == "Loans"


def test_enter_opens_and_arrows_choose(qtbot, table):
    table.setFocus()
    table.choose(0)
    with qtbot.waitSignal(table.chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args[0].number == "1"
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert opened.args[0].number == "1"


def test_a_double_click_opens(qtbot, table):
    where = table.visualRect(table.model().index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    with qtbot.waitSignal(table.opened):
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_tab_leaves_the_table(qtbot, light, model):
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    table, after = Table(model), QLineEdit()
    column.addWidget(table)
    column.addWidget(after)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Tab)
    assert after.hasFocus()


def test_a_refresh_keeps_the_current_row(table, model):
    table.choose_key("1")
    model.show_rows([Line("3", Money(1)), *LINES])
    assert table.row().number == "1"
    model.show_rows([Line("3", Money(1))])
    assert table.row() is None


def test_widths_are_told_and_given_back(qtbot, table):
    with qtbot.waitSignal(table.widths_changed):
        table.setColumnWidth(1, 222)
    kept = table.widths()
    assert kept["balance"] == 222
    assert "Loan" not in kept
    table.reset_widths()
    assert table.columnWidth(1) != 222
    table.restore_widths(kept | {"gone": 5})
    assert table.columnWidth(1) == 222


def test_the_stretching_column_never_vanishes(qtbot, table):
    table.resize(1200, 300)
    assert table.columnWidth(0) > 300
    table.resize(200, 300)
    assert table.columnWidth(0) > 100


def test_where_room_is_scarce_columns_are_narrowed_and_then_the_spared_ones_go(qtbot, light):
    columns = [
        Column("Loan", lambda r: r.number, stretch=True, width=10),
        Column("Balance", lambda r: r.balance, kind="money", width=18, least=10),
        Column("Late", lambda r: r.bucket, lambda b: b.label, width=14, spare=1),
        Column("Due", lambda r: r.due, width=14, spare=2),
    ]
    made = Table(RowsModel(columns), name="Loans")
    qtbot.addWidget(made)
    made.show()

    def at_width(pixels):
        made.resize(pixels, 300)
        return [0 if made.isColumnHidden(at) else made.columnWidth(at) for at in range(1, 4)]

    balance, late, due = full = at_width(900)
    met = [full]
    for pixels in range(900, 200, -4):
        if (now := at_width(pixels)) != met[-1]:
            met.append(now)
    least = met[1][0]
    assert least < balance
    assert met == [full, [least, late, due], [least, late, 0], [least, 0, 0]]
    assert made.widths() == {"Balance": balance, "Late": late, "Due": due}
    assert at_width(900) == full, "they come back"


def test_rows_grow_with_the_font(qapp, qtbot, table):
    from mortgage_collect.ui.kit import theme

    before = table.rowHeight(0)
    theme.apply(qapp, "light", 2.0)
    assert table.rowHeight(0) > 1.7 * before
    theme.apply(qapp, "light")
    assert table.rowHeight(0) == before


def test_an_empty_table_says_why(table, model):
    full = table.grab().toImage()
    model.show_rows([])
    assert table.grab().toImage() != full
    table.set_empty("Try another filter.")
    assert table.empty == "Try another filter."


def test_a_list_sorted_by_sql_only_asks(qtbot, light, model):
    table = Table(model)
    qtbot.addWidget(table)
    asked = []
    table.sort_asked.connect(lambda name, up: asked.append((name, up)))
    header = table.horizontalHeader()
    table.show()
    spot = QPoint(header.sectionViewportPosition(1) + 5, header.height() // 2)
    for _ in range(2):
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert asked == [("balance", True), ("balance", False)]


# -- long lists -----------------------------------------------------------------------------


def numbered(offset, limit):
    return [Line(str(i), Money(i)) for i in range(offset, min(offset + limit, 100_000))]


def test_a_long_list_fetches_only_what_is_seen(qtbot, light, qtmodeltester):
    asked = []

    def fetch(offset, limit):
        asked.append(offset)
        return numbered(offset, limit)

    model = PagedModel(COLUMNS, at_once(fetch), 100_000)
    assert model.index(0, 0).data() == "\u2026"
    table = Table(model, name="Queue")
    qtbot.addWidget(table)
    table.resize(600, 400)
    table.show()
    qtbot.waitUntil(lambda: model.index(0, 0).data() == "0")
    table.scrollTo(model.index(50_000, 0))
    table.viewport().repaint()
    qtbot.waitUntil(lambda: model.index(50_000, 0).data() == "50000")
    assert len(set(asked)) <= 4


def test_scrolling_past_asks_for_the_newest_pages_only(qtbot, qapp):
    asked = []
    model = PagedModel(COLUMNS, lambda offset, limit, take: asked.append(offset), 100_000)
    for row in range(0, 100_000, 200):
        model.index(row, 0).data()
    qtbot.waitUntil(lambda: bool(asked))
    assert asked[0] == 99_800
    assert len(asked) == 6


def test_an_answer_that_comes_after_a_new_question_is_dropped(qtbot, qapp):
    waiting = []
    model = PagedModel(COLUMNS, lambda offset, limit, take: waiting.append(take), 10)
    model.index(0, 0).data()
    qtbot.waitUntil(lambda: len(waiting) == 1)
    model.restart(5)
    waiting[0](numbered(0, 10))
    assert model.index(0, 0).data() == "\u2026"
    qtbot.waitUntil(lambda: len(waiting) == 2)
    waiting[1](numbered(0, 5))
    assert model.index(4, 0).data() == "4"


def test_renewing_keeps_rows_on_the_screen_until_the_new_ones_come(qtbot, qapp):
    waiting = []
    model = PagedModel(COLUMNS, lambda offset, limit, take: waiting.append(take), 10)
    model.index(0, 0).data()
    qtbot.waitUntil(lambda: len(waiting) == 1)
    waiting[0](numbered(0, 10))
    model.renew()
    assert model.index(3, 0).data() == "3"
    qtbot.waitUntil(lambda: len(waiting) == 2)
    waiting[1]([Line("new", Money(1))] * 10)
    assert model.index(3, 0).data() == "new"
