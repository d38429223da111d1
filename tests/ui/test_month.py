"""The month as a calendar of days, by keys. Friday 20 November 2026; Thanksgiving is the 26th.

In the little bank five deadlines of November 6, eight of the 14th and eight of the 15th are late;
Chen's payment of November 1 is to be spoken about by December 7.
"""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from mortgage_collect.services.clocks import renew_some
from mortgage_collect.ui.deadlines.days_grid import DaysGrid, DaysModel
from mortgage_collect.ui.deadlines.view import MONTH, DeadlinesPlace
from tests.ui.panel_desk import Keys, a_desk, shown

FRIDAY = date(2026, 11, 20)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def place(qtbot, desk_store, little_bank):
    with desk_store.unit() as unit:
        while renew_some(unit):
            pass
    with a_desk(desk_store) as (desk, noted):
        desk.remember("deadlines.tab", MONTH)
        made = shown(qtbot, DeadlinesPlace(desk), 1060)
        made.noted = noted
        made.enter()
        qtbot.waitUntil(lambda: bool(made.month.rows))
        qtbot.waitUntil(lambda: not desk.runner.under_way)
        yield made


# -- the days ---------------------------------------------------------------------------------


def days(first, *dues, today=FRIDAY):
    made = DaysModel(lambda: today)
    made.show_month(first, dues)
    return made


@pytest.mark.parametrize(
    ("first", "weeks", "begins"),
    [
        (date(2026, 2, 1), 4, date(2026, 2, 1)),  # a Sunday, 28 days
        (date(2026, 11, 1), 5, date(2026, 11, 1)),
        (date(2026, 8, 1), 6, date(2026, 7, 26)),  # a Saturday, 31 days
        (date(2028, 2, 1), 5, date(2028, 1, 30)),  # a leap year
    ],
)
def test_weeks_begin_on_sunday_and_every_day_has_its_cell(first, weeks, begins):
    model = days(first)
    assert model.rowCount() == weeks
    assert model.on(model.index(0, 0)) == begins
    assert model.headerData(0, Qt.Orientation.Horizontal) == "Sun"
    for number in range(1, 29):
        day = first.replace(day=number)
        index = model.at(day)
        assert model.on(index) == day
        assert index.column() == (day.weekday() + 1) % 7


@pytest.mark.parametrize(
    ("day", "words", "tone"),
    [
        (date(2026, 11, 19), "2 late", "stop"),
        (FRIDAY, "2 today", "caution"),
        (date(2026, 11, 27), "2 due", "caution"),
        (date(2026, 11, 28), "2 due", "info"),
    ],
)
def test_a_day_says_how_many_and_how_they_stand(day, words, tone):
    model = days(date(2026, 11, 1), day, day)
    assert (model.words(day), model.tone(day)) == (words, tone)
    assert model.words(date(2026, 11, 3)) == ""


def test_a_day_beside_the_month_does_not_count():
    model = days(date(2026, 11, 1), date(2026, 12, 1))
    assert model.words(date(2026, 12, 1)) == ""


def test_a_screen_reader_hears_the_day_the_holiday_and_the_count():
    model = days(date(2026, 11, 1), date(2026, 11, 26))
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.data(model.at(date(2026, 11, 26)), role) == "Thu Nov 26, holiday, 1 due"
    assert model.data(model.at(date(2026, 11, 25)), role) == "Wed Nov 25, nothing due"


def test_the_model_keeps_the_rules_of_models(qtmodeltester):
    model = days(date(2026, 8, 1))
    qtmodeltester.check(model)


@pytest.fixture
def grid(qtbot):
    made = DaysGrid(lambda: FRIDAY)
    made.wanted.connect(lambda day: made.show_month(day.replace(day=1), ()))
    made.show_month(FRIDAY.replace(day=1), ())
    return shown(qtbot, made, 500)


@pytest.mark.parametrize(
    ("keys", "lands"),
    [
        ([Qt.Key.Key_Left], date(2026, 11, 19)),
        ([Qt.Key.Key_Right], date(2026, 11, 21)),
        ([Qt.Key.Key_Up], date(2026, 11, 13)),
        ([Qt.Key.Key_Down], date(2026, 11, 27)),
        ([Qt.Key.Key_Down] * 2, date(2026, 12, 4)),
        ([Qt.Key.Key_Up] * 3, date(2026, 10, 30)),
        ([Qt.Key.Key_PageDown], date(2026, 12, 20)),
        ([Qt.Key.Key_PageUp] * 11, date(2025, 12, 20)),
    ],
)
def test_arrows_move_by_days_and_turn_the_month_at_its_edges(qtbot, grid, keys, lands):
    grid.setFocus()
    for key in keys:
        Keys().press(key)
    assert grid.day == lands
    assert grid.days.on(grid.currentIndex()) == lands


def test_in_a_shorter_month_the_last_day_is_in_hand(grid):
    grid.go_to(date(2026, 12, 31))
    grid.show_month(date(2027, 2, 1), ())
    assert grid.day == date(2027, 2, 28)


def test_escape_and_shortcuts_pass_it_by(qtbot, place):
    left = []
    place.closed.connect(lambda: left.append(True))
    Keys().press(Qt.Key.Key_Escape)
    assert left == [True]


# -- the page ---------------------------------------------------------------------------------


def test_the_month_comes_up_on_today_and_tells_its_day(place):
    assert QApplication.focusWidget() is place.month.grid
    assert place.month.grid.day == FRIDAY
    assert place.month.day.sum.text() == "Fri Nov 20: nothing due"
    assert place.month.title.text().startswith("November 2026 \u00b7 ")
    assert place.month.grid.days.words(date(2026, 11, 14)) == "8 late"


def test_to_a_late_day_into_its_list_and_on_to_the_work(qtbot, place):
    """Up, right: Saturday the 14th; Enter goes into it, Enter again begins the first."""
    keys = Keys()
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Right)
    rows = place.month.day.rows
    assert {row.due for row in rows} == {date(2026, 11, 14)}
    assert len(rows) == 8
    assert place.month.day.sum.text().startswith("Sat Nov 14: 8 late \u00b7 8 still want")
    keys.enter()
    assert QApplication.focusWidget() is place.month.day.table
    keys.enter()
    assert place.noted.loans == [rows[0].loan_id]


def test_a_late_one_of_the_day_is_explained_there(qtbot, place):
    keys = Keys()
    keys.press(Qt.Key.Key_Up)
    keys.press(Qt.Key.Key_Right)
    keys.enter()
    keys.press(Qt.Key.Key_W, ALT)
    qtbot.waitUntil(lambda: place.month.day.why.why.hasFocus())
    keys.type("the tape came late")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "7 still want" in place.month.day.sum.text())
    assert place.month.grid.day == date(2026, 11, 14), "the day in hand is kept"


def test_over_the_edge_the_next_month_is_read(qtbot, place, little_bank):
    keys = Keys()
    keys.press(Qt.Key.Key_PageDown)
    qtbot.waitUntil(lambda: place.month.title.text().startswith("December 2026"))
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Up, *[Qt.Key.Key_Right]):
        keys.press(key)
    assert place.month.grid.day == date(2026, 12, 7)
    assert little_bank.loans["Chen"] in {row.loan_id for row in place.month.day.rows}


def test_beside_each_other_where_there_is_room_else_below(qtbot, place):
    grid, day = place.month.grid, place.month.day
    assert day.mapTo(place, day.rect().topLeft()).x() > grid.mapTo(place, grid.rect().topLeft()).x()
    place.resize(460, 600)
    qtbot.waitUntil(
        lambda: (
            day.mapTo(place, day.rect().topLeft()).y()
            > grid.mapTo(place, grid.rect().bottomLeft()).y() - 1
        )
    )
