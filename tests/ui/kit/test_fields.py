from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.ui.kit.fields import (
    Choice,
    ChoiceEdit,
    CountEdit,
    DateEdit,
    MoneyEdit,
    NoteEdit,
    PhoneEdit,
    RateEdit,
    SearchEdit,
    TextEdit,
)

MONDAY = date(2026, 3, 9)


@pytest.fixture
def stand(window):
    """Puts fields into a window, the focus into the first, and gives them all back."""

    def place(*fields):
        window(*fields).setFocus()
        return fields

    return place


def test_an_amount_is_tidied_when_it_is_left(qtbot, stand):
    amount, after = stand(MoneyEdit(), TextEdit())
    with qtbot.waitSignal(amount.entered) as told:
        qtbot.keyClicks(amount, "1.2k")
        assert amount.hint() == "$1,200.00"
        qtbot.keyClick(amount, Qt.Key.Key_Tab)
    assert told.args == [Money.of("1200")]
    assert (amount.text(), amount.hint()) == ("$1,200.00", "")
    assert QApplication.focusWidget() is after


def test_an_amount_left_as_it_was_says_nothing(qtbot, stand):
    amount, _ = stand(MoneyEdit(), TextEdit())
    amount.set_value(Money.of("75"))
    with qtbot.assertNotEmitted(amount.entered):
        qtbot.keyClick(amount, Qt.Key.Key_Return)


def test_a_wrong_amount_keeps_the_text_and_says_what_is_accepted(qtbot, stand):
    amount, _ = stand(MoneyEdit(), TextEdit())
    qtbot.keyClicks(amount, "lots")
    with qtbot.waitSignal(amount.troubled):
        qtbot.keyClick(amount, Qt.Key.Key_Tab)
    assert amount.text() == "lots"
    assert amount.value() is None
    assert "1.2k" in amount.error
    assert amount.accessibleDescription() == amount.error
    amount.setFocus()
    qtbot.keyClick(amount, Qt.Key.Key_Backspace)
    assert amount.error == ""


def test_limits_are_said(stand):
    (amount,) = stand(MoneyEdit(high=Money.of("500")))
    amount.setText("600")
    assert not amount.check()
    assert amount.error == "The most is $500.00."
    amount.setText("-1")
    assert not amount.check()
    (count,) = stand(CountEdit(low=2, high=24, unit="months"))
    count.setText("25")
    assert not count.check()
    assert count.error == "The most is 24 months."


def test_a_field_that_is_needed_says_so_only_when_asked(qtbot, stand):
    amount, _ = stand(MoneyEdit(required=True), TextEdit())
    qtbot.keyClick(amount, Qt.Key.Key_Tab)
    assert amount.error == ""
    assert not amount.check()
    assert amount.error


def test_a_day_says_which_day_of_the_week_it_understood(qtbot, stand):
    day, _ = stand(DateEdit(MONDAY), TextEdit())
    qtbot.keyClicks(day, "fri")
    assert day.hint() == "Fri Mar 13"
    with qtbot.waitSignal(day.entered) as told:
        qtbot.keyClick(day, Qt.Key.Key_Tab)
    assert told.args == [date(2026, 3, 13)]
    assert (day.text(), day.hint()) == ("Mar 13, 2026", "Fri")


def test_a_day_outside_its_limits(stand):
    (day,) = stand(DateEdit(MONDAY, low=MONDAY))
    day.setText("-1")
    assert not day.check()
    assert "Mar 9, 2026" in day.error


def test_rate_and_phone_and_text(qtbot, stand):
    rate, phone, plain = stand(RateEdit(), PhoneEdit(), TextEdit())
    qtbot.keyClicks(rate, "6 1/8")
    qtbot.keyClick(rate, Qt.Key.Key_Tab)
    qtbot.keyClicks(phone, "8025550101")
    qtbot.keyClick(phone, Qt.Key.Key_Tab)
    qtbot.keyClicks(plain, " so ")
    assert (rate.value(), rate.text()) == (Rate.percent("6.125"), "6.125%")
    assert (phone.value(), phone.text()) == ("8025550101", "(802) 555-0101")
    assert plain.value() == "so"


def test_a_choice_is_made_by_letter_and_never_by_the_wheel(qtbot, stand):
    (result,) = stand(
        ChoiceEdit([Choice("no_answer", "No answer", "N"), Choice("voicemail", "Voicemail", "V")])
    )
    assert result.value() is None
    with qtbot.waitSignal(result.entered) as told:
        qtbot.keyClick(result, Qt.Key.Key_V)
    assert told.args == ["voicemail"]
    middle = QPointF(5, 5)
    turn = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(result, turn)
    assert result.value() == "voicemail"


def test_new_choices_keep_what_was_chosen(stand):
    (result,) = stand(ChoiceEdit([Choice(1, "One"), Choice(2, "Two")], required=True))
    assert not result.check()
    result.set_value(2)
    assert result.check()
    result.set_choices([Choice(2, "Two"), Choice(3, "Three")])
    assert result.value() == 2
    result.set_choices([Choice(3, "Three")])
    assert result.value() is None


def test_a_note_grows_and_tab_leaves_it(qtbot, stand):
    note, after = stand(NoteEdit(), TextEdit())
    small = note.sizeHint().height()
    qtbot.keyClicks(note, "Lost the job")
    for _ in range(4):
        qtbot.keyClick(note, Qt.Key.Key_Return)
    assert note.sizeHint().height() > small
    for _ in range(30):
        qtbot.keyClick(note, Qt.Key.Key_Return)
    assert note.sizeHint().height() < 4 * small + small
    with qtbot.waitSignal(note.entered):
        qtbot.keyClick(note, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is after


def test_control_enter_submits_a_note(qtbot, stand):
    (note,) = stand(NoteEdit())
    qtbot.keyClicks(note, "x")
    with qtbot.waitSignals([note.entered, note.submitted]):
        qtbot.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_esc_empties_the_search_before_it_leaves(qtbot, stand):
    (search,) = stand(SearchEdit("Find"))
    heard = []
    search.searched.connect(heard.append)
    qtbot.keyClicks(search, "ru")
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    assert heard == ["r", "ru", ""]
    assert search.accessibleName() == "Find"
