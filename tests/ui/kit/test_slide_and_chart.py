"""A figure to type, step or drag; and curves that are drawn, and told in words."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.ui.kit import theme
from mortgage_collect.ui.kit.chart import Chart, Curve, Panel
from mortgage_collect.ui.kit.fields import CountEdit, MoneyEdit, RateEdit
from mortgage_collect.ui.kit.slide import Slide


def shown(qtbot, widget):
    app = QApplication.instance()
    theme.apply(app, "light")
    qtbot.addWidget(widget)
    widget.resize(400, 240)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.activateWindow()
    return widget


@pytest.fixture
def months(qtbot):
    made = Slide(CountEdit(low=1, high=36), low=1, high=36, step=1, name="Months")
    made.set_value(6)
    shown(qtbot, made)
    made.setFocus()
    return made


def press(slide, key):
    QTest.keyClick(slide.field, key)


def test_arrows_step_pages_leap_and_the_limits_hold(qtbot, months):
    with qtbot.waitSignal(months.edited):
        press(months, Qt.Key.Key_Up)
    assert months.value() == 7
    press(months, Qt.Key.Key_PageUp)
    assert months.value() == 17
    for _ in range(3):
        press(months, Qt.Key.Key_PageUp)
    assert months.value() == 36
    for _ in range(5):
        press(months, Qt.Key.Key_PageDown)
    assert months.value() == 1


def test_dragging_sets_the_field_and_typing_moves_the_slider(qtbot, months):
    with qtbot.waitSignal(months.edited):
        months.track.setValue(11)
    assert months.value() == 12
    months.field.selectAll()
    with qtbot.waitSignal(months.edited):
        QTest.keyClicks(months.field, "3")
    assert months.track.value() == 2


def test_what_a_program_shows_is_not_told_as_an_edit(qtbot, months):
    with qtbot.assertNotEmitted(months.edited):
        months.set_value(9)
    assert months.track.value() == 8


def test_an_empty_field_stays_empty_until_it_is_stepped(qtbot):
    made = shown(qtbot, Slide(MoneyEdit(), low=0, high=100_000, step=2_500, name="Down payment"))
    made.setFocus()
    assert made.value() is None
    press(made, Qt.Key.Key_Up)
    assert made.value() == Money.of(25)


def test_a_rate_moves_by_an_eighth(qtbot):
    made = shown(qtbot, Slide(RateEdit(), low=0, high=120_000, step=1_250, name="Rate"))
    made.set_value(Rate.percent("4.5"))
    made.setFocus()
    press(made, Qt.Key.Key_Down)
    assert made.value() == Rate.percent("4.375")


def test_the_field_carries_the_name_for_a_screen_reader(months):
    assert months.field.accessibleName() == "Months"


def curves():
    plan = Curve("Plan", ((0, 0.0), (10, 100.0)), stepped=True)
    note = Curve("Note", ((0, 0.0), (10, 50.0)), dashed=True)
    return [Panel("Owed", (plan, note), lambda dollars: f"${dollars:.0f}")]


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
def test_a_chart_draws_its_lines_in_the_colors_of_the_theme(qtbot, scheme):
    chart = shown(qtbot, Chart("Balance"))
    theme.apply(QApplication.instance(), scheme)
    chart.show_panels(curves(), [(0, "2026"), (10, "2036")], "falls to nothing")
    picture = chart.grab().toImage()
    seen = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }

    assert QColor(theme.current().tokens.accent).name() in seen
    assert QColor(theme.current().tokens.muted).name() in seen
    theme.apply(QApplication.instance(), "light")


def test_a_chart_is_told_in_words(qtbot):
    chart = shown(qtbot, Chart("Balance"))
    chart.show_panels(curves(), [], "falls to nothing")

    assert chart.accessibleName() == "Balance"
    assert chart.accessibleDescription() == "falls to nothing"
    assert chart.months == 10


@pytest.mark.parametrize(
    ("value", "top"), [(100.0, 120.0), (99.0, 104.0), (262_410.0, 280_000.0), (1.0, 1.2)]
)
def test_the_scale_ends_at_a_round_number_over_every_value(value, top):
    found = Panel("Owed", (Curve("Plan", ((0, value),)),)).most
    assert found >= value
    assert found == pytest.approx(top)


def test_nothing_to_draw_is_nothing_drawn(qtbot):
    chart = shown(qtbot, Chart("Balance"))
    assert chart.panels == ()
    chart.grab()
