"""The law on the screen: what applies first, found by words, adopted, tightened and confirmed.

Friday 20 November 2026; fifteen active loans of our own.
"""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from mortgage_collect.core.words import Capacity
from mortgage_collect.queries.adoption import adopted
from mortgage_collect.queries.confirming import to_confirm
from mortgage_collect.queries.law import Standing
from mortgage_collect.queries.tightening import tightened
from mortgage_collect.services.interview import answer
from mortgage_collect.services.loans import correct_loan, correct_property
from mortgage_collect.ui.law.loan_panel import CoveragePanel
from mortgage_collect.ui.law.view import LawPlace
from tests.ui.keyboard import Keyboard
from tests.ui.panel_desk import Keys, a_desk, shown

FRIDAY = date(2026, 11, 20)
CALLS = "reg_f.calls_in_window"


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def opened(qtbot, desk):
    def make(at="", width=1060, height=690) -> LawPlace:
        place = shown(qtbot, LawPlace(desk[0], at=at), width, height)
        qtbot.waitUntil(lambda: place.model.seen is not None and place.table.row() is not None)
        return place

    return make


def filled(keys, *answers):
    """Each answer typed and left with Enter; the last one sends the form."""
    for typed in answers:
        keys.type(typed)
        keys.enter()


def test_it_opens_from_the_keyboard(qtbot, window):
    Keyboard(window)._send(Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: any(p.model.seen for p in window.findChildren(LawPlace)))


def test_it_leads_with_what_applies_to_us(opened):
    place = opened()
    rows = place.entries.source.rows

    assert place.table.hasFocus()
    assert rows
    assert {row.standing for row in rows} == {Standing.BINDS}
    assert place.tabs.tabText(0) == f"Applies to us ({len(rows)})"
    stay = next(row for row in rows if row.key == "bankruptcy.stay")
    place.entries.choose_key(stay.key)
    assert place.entry.standing.text() == "Binds us by law on 1 loan."
    assert "11 USC 362(a)" in place.entry.says.text()
    assert place.entry.adopt.isHidden()


def test_words_are_found_in_all_of_it(opened):
    place = opened("all")
    keys = Keys()
    keys.press(Qt.Key.Key_F, Qt.KeyboardModifier.AltModifier)
    keys.type("1006.14(b)(2)")

    found = {row.key for row in place.entries.source.rows}
    assert "reg_f.call_frequency" in found
    assert "bankruptcy.stay" not in found
    keys.enter()
    assert place.table.hasFocus()


def test_a_rule_is_taken_back_and_adopted_again_by_keys(qtbot, opened, desk_store):
    place = opened("kept")
    place.entries.choose_key("reg_f.hours")
    keys = Keys()
    keys.enter()
    assert place.entry.back.hasFocus()
    keys.enter()
    filled(keys, "", "counsel")
    qtbot.waitUntil(lambda: place.entries.row().key != "reg_f.hours")
    with desk_store.view() as session:
        assert "reg_f.hours" not in adopted(session, FRIDAY)
        assert "reg_f.call_frequency" in adopted(session, FRIDAY)

    place.tabs.setCurrentIndex(2)
    place.entries.choose_key("reg_f.hours")
    place.table.setFocus()
    keys.enter()
    assert place.entry.adopt.hasFocus()
    keys.enter()
    filled(keys, "", "the board")

    def holds() -> bool:
        with desk_store.view() as session:
            return "reg_f.hours" in adopted(session, FRIDAY)

    qtbot.waitUntil(holds)


def test_a_figure_is_tightened_by_keys_and_a_looser_one_refused_in_words(qtbot, opened, desk_store):
    place = opened("figures")
    place.figures.choose_key(CALLS)
    keys = Keys()
    keys.enter()
    keys.enter()
    filled(keys, "9", "", "more calls")
    # Refused where it stands, before day and reason are typed; and all three are asked at once.
    field = place.figure.form.form.fields["own"]
    assert "looser than the law's 7" in field.error
    assert "May be made" not in field.error
    with desk_store.view() as session:
        assert tightened(session, FRIDAY) == {}

    field.setFocus()
    field.selectAll()
    filled(keys, "5", "")
    keys.enter()
    qtbot.waitUntil(lambda: place.figures.row().own == 5)

    with desk_store.view() as session:
        assert tightened(session, FRIDAY) == {CALLS: 5}
    assert place.figure.standing.text() == "Ours: 5."
    assert place.figure.form.isHidden()


def test_a_reading_is_recorded_by_keys(qtbot, opened, desk_store):
    with desk_store.unit() as unit:
        answer(unit, {"states": "VT RI"}, FRIDAY)
    place = opened("confirm")
    place.confirms.choose_key("small_lender.RI")
    keys = Keys()
    keys.enter()
    keys.enter()
    filled(keys, "11/19", "Ana Ruiz", "a")
    keys.type("Read section 34-27-9 at the state library")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def read() -> bool:
        with desk_store.view() as session:
            found = {item.key: item for item in to_confirm(session, FRIDAY)}
        return not found["small_lender.RI"].open

    qtbot.waitUntil(read)
    place.confirms.choose_key("small_lender.RI")
    qtbot.waitUntil(lambda: "Ana Ruiz" in place.reading.facts.said("read"))


def test_a_loans_page_says_what_the_state_wants_and_what_we_are_free_of(
    qtbot, desk, desk_store, little_bank
):
    loan_id = little_bank.loans["Ruiz"]
    with desk_store.unit() as unit:
        correct_property(unit, loan_id, state="NV", city="Reno", zip="89501")
        answer(unit, {"states": "VT NV", "foreclosures.NV": "3"}, FRIDAY)
    panel = shown(qtbot, CoveragePanel(desk[0], loan_id))
    panel.enter()
    qtbot.waitUntil(lambda: bool(panel.notices.lines))
    said = [line.text() for line in panel.notices.lines]
    assert panel.notices.heading.full == "Before foreclosure in Nevada"
    assert said[0].startswith("Notice to the borrower before the notice of default: 30 days before")
    assert said[1].startswith("We are free of it: Free of the homeowner bill of rights")

    desk[0].runner.change(lambda unit: answer(unit, {"foreclosures.NV": "101"}, FRIDAY))
    qtbot.waitUntil(lambda: "It holds for us" in panel.notices.lines[1].text())


def test_where_we_collect_for_others_the_waits_are_told(qtbot, desk, desk_store, little_bank):
    loan_id = little_bank.loans["Garcia"]  # a talk on November 18
    panel = shown(qtbot, CoveragePanel(desk[0], loan_id))
    panel.enter()
    qtbot.waitUntil(lambda: panel.found is not None)
    assert panel.waits.isHidden()

    desk[0].runner.change(
        lambda unit: correct_loan(unit, loan_id, capacity=Capacity.DEBT_COLLECTOR)
    )
    qtbot.waitUntil(lambda: not panel.waits.isHidden())
    assert panel.waits.dispute.text() == (
        "No validation information is on file as given (12 CFR 1006.34(a)(1))."
    )
    assert panel.waits.bureau.text() == (
        "A credit bureau may be told since Nov 18, 2026: we spoke with them on Nov 18, 2026"
        " (12 CFR 1006.30(a)(1))."
    )
    keys = Keys()
    keys.press(Qt.Key.Key_Tab)
    assert panel.waits.dispute.hasFocus()  # the page scrolls to it


def test_the_parts_turn_by_keys_and_esc_comes_back_from_a_form(opened):
    place = opened()
    keys = Keys()
    held = Qt.KeyboardModifier.ControlModifier
    for _ in range(3):
        keys.press(Qt.Key.Key_PageDown, held)
    assert place.figures.hasFocus()
    keys.enter()
    keys.enter()
    assert not place.figure.form.isHidden()
    keys.press(Qt.Key.Key_Escape)
    assert place.figures.hasFocus()
    assert place.figure.form.isHidden()


def test_with_little_room_a_row_opens_over_the_list_and_esc_closes_it(opened):
    place = opened("figures", 460, 320)
    assert place._details.isHidden()
    keys = Keys()
    keys.enter()
    assert place._left.isHidden()
    assert not place._details.isHidden()
    keys.press(Qt.Key.Key_Escape)
    assert place.figures.hasFocus()
    assert place._details.isHidden()


def test_what_binds_on_a_loan_is_told_with_its_reasons(qtbot, desk, little_bank):
    panel = shown(qtbot, CoveragePanel(desk[0], little_bank.loans["Ruiz"]))
    panel.enter()
    qtbot.waitUntil(lambda: panel.found is not None)

    assert panel.who.full.startswith("Ruiz, Ana")
    assert panel.table.hasFocus()
    assert panel.table.choose_key("39a")
    assert "Are we a small servicer?" in panel.reason.text()


def test_a_small_servicers_loan_says_what_turned_a_section_off(
    qtbot, desk, desk_store, little_bank
):
    told = {"charter": "savings", "own": "15", "affiliates": "0", "for_others": "0"}
    with desk_store.unit() as unit:
        answer(unit, told, FRIDAY)
    panel = shown(qtbot, CoveragePanel(desk[0], little_bank.loans["Ruiz"]))
    panel.enter()
    qtbot.waitUntil(lambda: panel.found is not None)
    panel.table.choose_key("39a")

    assert panel.reason.text() == "Off: we are a small servicer. (12 CFR 1024.30(b)(1))"


def test_only_the_list_that_is_turned_to_is_made(opened):
    """Opening the law holds the window up for one list, not for three."""
    place = opened()
    assert list(place._pairs) == [0]
    place.tabs.setCurrentIndex(3)
    assert list(place._pairs) == [0, 1]
