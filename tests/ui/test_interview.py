"""About the bank on the screen: answered by keys, its meaning live, saved with its day.

Friday 20 November 2026; here the little bank has answered nothing.
"""

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import delete, select

from mortgage_collect.models.bank import Policy
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.queries.interview import profile
from mortgage_collect.services.bank import set_policy
from mortgage_collect.services.interview import answer
from mortgage_collect.ui.interview.meaning import RulingLine
from mortgage_collect.ui.interview.view import InterviewPlace
from tests.ui.keyboard import Keyboard
from tests.ui.panel_desk import Keys, a_desk, shown

FRIDAY = date(2026, 11, 20)
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with desk_store.unit() as unit:
        unit.session.execute(delete(Policy).where(Policy.key.startswith("interview.")))
        set_policy(unit, "test", "unanswered", FRIDAY)
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def place(qtbot, desk):
    made = shown(qtbot, InterviewPlace(desk[0]), 1060)
    qtbot.waitUntil(lambda: made.model.seen is not None)
    return made


def test_the_first_questions_stand_before_the_answers_are_read(qtbot, desk):
    """The window is held up for one section, not for all of them."""
    made = InterviewPlace(desk[0])
    qtbot.addWidget(made)
    assert len(made.sections) == 1
    qtbot.waitUntil(lambda: made.model.seen is not None)
    assert len(made.sections) > 1
    titles = [made.body.itemAt(at).widget() for at in range(len(made.sections))]
    assert titles == list(made.sections.values())


def entered(place, key, typed):
    """A field is entered, filled with keys and left with Enter."""
    keys = Keys()
    place.go_to(place.rows[key].field)
    keys.type(typed)
    keys.enter()
    return keys


def bank(store, on=FRIDAY):
    with store.view() as session:
        return profile(session, on)


def history(store):
    with store.view() as session:
        bodies = session.scalars(select(HistoryEntry.body).where(HistoryEntry.event == "PolicySet"))
        said = [json.loads(body) for body in bodies]
        return [each for each in said if each["key"] != "test"]


def test_it_opens_from_the_keyboard(qtbot, window):
    Keyboard(window)._send(Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: any(p.model.seen for p in window.findChildren(InterviewPlace)))


def test_the_first_question_has_the_focus_and_nothing_is_answered(place):
    assert place.rows["charter"].field.hasFocus()
    assert place.who.full.startswith("0 of 16 answered")
    assert "not known" in place.who.full
    assert not place.save.isEnabled()


def test_answers_by_keys_show_their_meaning_at_once_and_are_saved_with_their_day(
    qtbot, place, desk_store
):
    place.rows["charter"].field.set_value("savings")
    place.model.type("charter", "savings")
    entered(place, "own", "4,999")
    entered(place, "affiliates", "1")
    keys = entered(place, "for_others", "0")

    assert "Small servicer: yes" in place.who.full
    assert "4 of 16 answered" in place.who.full
    assert "would hold from Nov 20, 2026" in place.rows["charter"].state.text()
    assert "would hold from Jan 1, 2026" in place.rows["own"].state.text()
    assert history(desk_store) == [], "nothing is kept before it is saved"

    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(history(desk_store)) == 4)

    assert bank(desk_store).small_servicer.answer is True
    qtbot.waitUntil(lambda: "counted on Jan 1, 2026" in place.rows["own"].state.text())
    assert not place.save.isEnabled()


def test_one_loan_for_others_ends_it_and_asks_since_when(place):
    place.model.type("charter", "savings")
    entered(place, "own", "10")
    assert place.rows["crossed_on"].isHidden()
    entered(place, "for_others", "1")

    assert "Small servicer: no" in place.who.full
    assert not place.rows["crossed_on"].isHidden()


def test_a_letter_answers_yes_or_no(place):
    entered(place, "own_name", "n")

    assert place.model.typed == {"own_name": "no"}
    said = [line.accessibleName() for line in place.meaning.findChildren(RulingLine)]
    assert any("Binds us. We collect our own loan under a name" in words for words in said)


def test_a_state_with_a_carve_out_asks_for_its_count(place):
    assert place.rows["foreclosures.OR"].isHidden()
    entered(place, "states", "vt or")

    assert not place.rows["foreclosures.OR"].isHidden()
    assert not place.rows["paper.OR"].isHidden()


def test_what_is_no_state_is_said_beside_the_field_and_not_saved(qtbot, place, desk_store):
    keys = entered(place, "states", "vt qq")

    assert "QQ is no state" in place.rows["states"].state.text()
    assert not place.save.isEnabled()
    keys.press(Qt.Key.Key_Return, CTRL)
    assert place.rows["states"].field.hasFocus()
    assert history(desk_store) == []


def test_a_change_from_a_day_to_come_is_shown_with_its_day(qtbot, place, desk_store):
    with desk_store.unit() as unit:
        answer(unit, {"own_name": "yes"}, date(2026, 1, 1))
    place.model.refresh()
    qtbot.waitUntil(lambda: "since Jan 1, 2026" in place.rows["own_name"].state.text())

    place.since.setFocus()
    place.since.selectAll()
    keys = Keys()
    keys.type("2027-01-15")
    keys.enter()
    entered(place, "own_name", "n")
    assert "would hold from Jan 15, 2027" in place.rows["own_name"].state.text()
    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(history(desk_store)) == 2)

    assert bank(desk_store).said("own_name") is True
    assert bank(desk_store, date(2027, 1, 15)).said("own_name") is False
    place.since.set_value(FRIDAY)
    place.model.begin(FRIDAY)
    qtbot.waitUntil(lambda: "from Jan 15, 2027: no" in place.rows["own_name"].state.text())


def test_a_count_of_the_year_before_is_kept_as_of_its_january(qtbot, place, desk_store):
    place.year.set_value(2025)
    place.year.entered.emit(2025)
    keys = entered(place, "own", "12")
    keys.press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: len(history(desk_store)) == 1)

    assert history(desk_store)[0]["since"] == "2025-01-01"
    assert "own" not in bank(desk_store).answers


def test_with_little_room_the_meaning_stands_below_the_questions(qtbot, desk):
    place = shown(qtbot, InterviewPlace(desk[0]), 460, 320)
    qtbot.waitUntil(lambda: place.model.seen is not None)

    assert place._side.isHidden()
    assert place.area.widget().isAncestorOf(place.meaning)
