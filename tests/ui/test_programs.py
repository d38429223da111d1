"""Programs and assumptions on the screen: changed from a day on, with a reason, and felt in F6.

Friday 20 November 2026. What ships is in resources/workout: our own loans defer at most 6 months
behind and keep a promise within 30 days; a repayment plan is 12 months at the longest; selling a
house costs 8 %.
"""

import json
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.words import Language
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.case import case_of
from mortgage_collect.queries.programs import bank_assumptions, bank_program, program_of
from mortgage_collect.services.programs import change_program, switch_program
from mortgage_collect.ui.programs.view import ProgramsPlace
from mortgage_collect.ui.workouts.explain import ExplainPanel
from mortgage_collect.ui.workouts.view import OptionsPanel
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.ui.keyboard import Keyboard
from tests.ui.panel_desk import Keys, a_desk, shown

FRIDAY = date(2026, 11, 20)
MAY = date(2027, 5, 1)
ALT = Qt.KeyboardModifier.AltModifier
BEHIND = "deferral.most_behind"


@pytest.fixture
def desk(desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def opened(qtbot, desk):
    def make(at="", width=1060) -> ProgramsPlace:
        place = shown(qtbot, ProgramsPlace(desk[0], at=at), width)
        qtbot.waitUntil(lambda: place.model.seen is not None and place.page.isVisible())
        return place

    return make


def history(store):
    """The bodies of every policy decision, in order."""
    with store.view() as session:
        bodies = session.scalars(
            select(HistoryEntry.body)
            .where(HistoryEntry.event == "PolicySet")
            .order_by(HistoryEntry.seq)
        )
        return [json.loads(body) for body in bodies]


def program_on(store, key, day):
    with store.view() as session:
        return bank_program(session, key, day)


def at_value(place, name):
    """From the list into the page, and on the row of a value."""
    keys = Keys()
    keys.enter()
    assert place.page.values.table.hasFocus()
    place.page.values.go(name)
    assert place.page.values.row.name == name
    return keys


# -- a program ---------------------------------------------------------------------------------


def test_a_limit_is_changed_from_a_day_on_by_keys_alone(qtbot, opened, desk_store):
    place = opened()
    keys = at_value(place, BEHIND)
    keys.enter()
    keys.type("4")
    keys.enter()
    assert place.programs.change.since.hasFocus()
    keys.type("5/1/2027")
    keys.enter()
    keys.type("Losses of last year")
    keys.enter()
    qtbot.waitUntil(lambda: len(history(desk_store)) == 1)

    assert program_on(desk_store, "portfolio", date(2027, 4, 30)).deferral.most_behind == 6
    assert program_on(desk_store, "portfolio", MAY).deferral.most_behind == 4
    said = history(desk_store)[-1]
    assert (json.loads(said["was"]), json.loads(said["now"])) == ({BEHIND: "6"}, {BEHIND: "4"})
    assert said["since"] == "2027-05-01"

    qtbot.waitUntil(lambda: "Deferral: At most behind" in place.programs.facts.said("coming"))
    assert "May 1, 2027" in place.programs.facts.said("coming")
    row = place.programs.decisions.rows[0]
    assert (row.coming, row.was, row.now) == (True, "6", "4")
    assert (row.why, row.by) == ("Losses of last year", "ana, Nov 20, 2026")
    qtbot.waitUntil(place.programs.values.table.hasFocus)
    keys.press(Qt.Key.Key_D, ALT)
    assert place.programs.decisions.table.hasFocus()
    assert place.programs.decisions.said.text() == (
        "From May 1, 2027: Deferral: At most behind, 6 becomes 4. "
        "Losses of last year (ana, Nov 20, 2026)"
    )


def test_the_case_of_the_options_screen_is_evaluated_under_it_from_that_day(
    qtbot, desk, desk_store, little_bank
):
    loan_id = little_bank.loans["Ruiz"]
    panel = shown(qtbot, OptionsPanel(desk[0], loan_id), 740)
    qtbot.waitUntil(lambda: panel.model.case is not None)
    assert panel.model.case.program.repayment_plan.longest == 12
    with desk_store.unit() as unit:
        change_program(unit, "portfolio", {"repayment_plan.longest": "5"}, MAY, "Board")
    desk[0].runner.change(
        lambda unit: change_program(
            unit, "portfolio", {"repayment_plan.longest": "9"}, FRIDAY, "Board"
        )
    )
    qtbot.waitUntil(lambda: panel.model.case.program.repayment_plan.longest == 9)
    assert program_on(desk_store, "portfolio", FRIDAY).edition in panel.asked.program.text()
    with desk_store.view() as session:
        later = case_of(
            session,
            loan_id,
            FixedClock(desk_store.clock.now().replace(year=2027, month=5, day=3)).now(),
        )
    assert later.program.repayment_plan.longest == 5


def test_several_values_are_one_decision_and_one_can_be_left_out(qtbot, opened, desk_store):
    place = opened()
    change = place.programs.change
    keys = at_value(place, BEHIND)
    keys.enter()
    keys.type("4")
    keys.press(Qt.Key.Key_Escape)
    assert place.programs.values.table.hasFocus()
    for name, typed in (("deferral.spacing", "24"), ("promise.most_days", "45")):
        place.programs.values.go(name)
        keys.enter()
        keys.type(typed)
        keys.press(Qt.Key.Key_Escape)
    assert set(change.held) == {BEHIND, "deferral.spacing", "promise.most_days"}
    change.drop("promise.most_days")
    place.programs.values.go("deferral.spacing")
    keys.enter()
    keys.enter()
    keys.enter()
    keys.type("Board of November")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(history(desk_store)) == 1)
    assert json.loads(history(desk_store)[0]["now"]) == {BEHIND: "4", "deferral.spacing": "24"}
    qtbot.waitUntil(lambda: change.held == {})


def test_a_wrong_value_is_said_at_its_field_and_nothing_is_decided(opened, desk_store):
    place = opened()
    change = place.programs.change
    keys = at_value(place, BEHIND)
    keys.enter()
    keys.type("four")
    keys.enter()
    entry = change.form.fields["entry"]
    assert entry.hasFocus()
    assert entry.error == "Deferral: At most behind: 'four' cannot be read. Enter a whole number."
    assert change.form._said["entry"].text() == entry.error
    # Another value is looked at meanwhile: Decide comes back to the one that is wrong.
    keys.press(Qt.Key.Key_Escape)
    place.programs.values.go("promise.most_days")
    keys.enter()
    keys.type("45")
    keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert place.programs.values.row.name == BEHIND
    assert entry.text() == "four"
    assert "cannot be read" in entry.error
    assert history(desk_store) == []


def test_a_decision_needs_a_day_and_a_reason(opened, desk_store):
    place = opened()
    change = place.programs.change
    keys = at_value(place, BEHIND)
    keys.enter()
    keys.type("4")
    keys.enter()
    keys.enter()
    keys.enter()
    assert change.why.error == "This is needed."
    assert change.why.hasFocus()
    assert history(desk_store) == []


def test_as_it_ships_takes_a_value_back(qtbot, opened, desk_store):
    with desk_store.unit() as unit:
        change_program(unit, "portfolio", {BEHIND: "4"}, date(2026, 11, 2), "Board")
    place = opened()
    change = place.programs.change
    keys = at_value(place, BEHIND)
    assert "4 months since Nov 2, 2026 (Board). It ships as 6 months." in change.stands.text()
    keys.enter()
    change.ships.click()
    assert change.since.hasFocus()
    keys.enter()
    keys.type("The board thought again")
    keys.enter()
    qtbot.waitUntil(lambda: len(history(desk_store)) == 2)
    assert program_on(desk_store, "portfolio", FRIDAY).deferral.most_behind == 6
    assert json.loads(history(desk_store)[1]["now"]) == {BEHIND: None}


def test_a_table_is_entered_as_it_is_written(qtbot, opened, desk_store):
    place = opened()
    keys = at_value(place, "modification.market_rates")
    keys.enter()
    field = place.programs.change.form.fields["table"]
    assert field.hasFocus()
    field.selectAll()
    keys.type('[{effective_from = 2026-11-19, rate = "6.5", source = "survey"}]')
    place.programs.change.why.setFocus()
    keys.type("Posted on Thursday")
    keys.enter()
    qtbot.waitUntil(lambda: len(history(desk_store)) == 1)
    (posted,) = program_on(desk_store, "portfolio", FRIDAY).modification.market_rates
    assert (posted.rate.plain, posted.effective_from) == ("6.5", date(2026, 11, 19))


def test_an_unverified_program_is_turned_on_only_with_a_reason(qtbot, opened, desk_store):
    place = opened("va")
    assert place.sets.key == "va"
    assert place.programs.facts.said("effective") == "Jun 1, 2026"
    keys = Keys()
    keys.press(Qt.Key.Key_N, ALT)
    form = place.programs.switch_form
    assert form.form.fields["since"].hasFocus()
    assert "Nobody has compared it with its source." in form.says.text()
    keys.enter()
    keys.enter()
    qtbot.waitUntil(lambda: not form.wrong.isHidden())
    assert form.wrong.text() == (
        "Nobody has compared VA with its source. Say why the bank uses it all the same, or record "
        "a review first."
    )
    assert history(desk_store) == []
    keys.type("Our attorney knows it")
    keys.enter()
    qtbot.waitUntil(lambda: program_on(desk_store, "va", FRIDAY).on)
    qtbot.waitUntil(form.isHidden)
    qtbot.waitUntil(lambda: place.sets.lines[4].word == "in use, unverified")
    assert place.sets.lines[4].tone == "caution"


def test_our_own_program_cannot_be_turned_off(opened):
    place = opened()
    assert not place.programs.switch.isEnabled()
    Keys().press(Qt.Key.Key_N, ALT)
    assert place.programs.switch_form.isHidden()


def test_a_review_that_agrees_makes_a_program_verified(qtbot, opened, desk_store):
    place = opened("fha")
    keys = Keys()
    keys.press(Qt.Key.Key_R, ALT)
    form = place.programs.review_form
    keys.type("11/18/2026")
    keys.enter()
    keys.type("Handbook read, every value found")
    keys.enter()
    assert isinstance(QApplication.focusWidget(), type(form.form.fields["agrees"]))
    keys.press(Qt.Key.Key_Space)
    keys.enter()
    qtbot.waitUntil(lambda: program_on(desk_store, "fha", FRIDAY).verified)
    assert program_on(desk_store, "fha", FRIDAY).reviewed_on == date(2026, 11, 18)
    qtbot.waitUntil(lambda: place.programs.facts.said("reviewed") == "Nov 18, 2026")


def test_escape_goes_back_step_by_step_and_keeps_what_was_typed(qtbot, opened):
    place = opened()
    left = []
    place.closed.connect(lambda: left.append(True))
    keys = at_value(place, BEHIND)
    keys.enter()
    keys.type("4")
    keys.press(Qt.Key.Key_Escape)
    assert place.programs.values.table.hasFocus()
    keys.press(Qt.Key.Key_Escape)
    assert place.sets.hasFocus()
    keys.press(Qt.Key.Key_Down)
    assert place.programs.key == "fannie"
    assert place.programs.change.held == {}
    keys.press(Qt.Key.Key_Up)
    assert place.programs.change.held == {BEHIND: {"entry": "4"}}
    assert left == []
    keys.press(Qt.Key.Key_Escape)
    assert left == [True]


def test_the_filter_finds_words_of_label_section_and_meaning(opened):
    place = opened()
    keys = Keys()
    keys.press(Qt.Key.Key_F, ALT)
    keys.type("deferral behind")
    names = {row.name for row in place.programs.values.rows}
    assert {BEHIND, "deferral.least_behind"} <= names
    assert names.isdisjoint({"promise.most_days", "sale.relocation"})
    keys.enter()
    assert place.programs.values.table.hasFocus()
    place.programs.values.search.setText("no such words")
    assert place.programs.values.rows == ()
    assert place.programs.change.row is None


# -- who is evaluated under what ---------------------------------------------------------------


def test_an_investor_is_given_its_program(qtbot, opened, desk_store, little_bank):
    with desk_store.unit() as unit:
        unit.session.get_one(Loan, little_bank.loans["Ruiz"]).investor_code = "FNMA"
        switch_program(unit, "fannie", True, FRIDAY, "Our seller's contract")
    place = opened("investors")
    page = place.investors
    keys = Keys()
    keys.enter()
    assert page.table.hasFocus()
    keys.press(Qt.Key.Key_Down)
    assert page.table.row().code == "FNMA"
    keys.enter()
    choice = page.form.form.fields["program"]
    assert choice.hasFocus()
    assert [each.label for each in choice.choices if "(off)" not in each.label] == [
        "As for all other loans",
        "Our own loans",
        "Fannie Mae",
    ]
    choice.set_value("va")
    keys.enter()
    keys.enter()
    keys.type("Their loans")
    keys.enter()
    qtbot.waitUntil(lambda: page.form.wrong.text() != "")
    assert page.form.wrong.text() == "VA is off on Nov 20, 2026. Turn it on first."
    choice.set_value("fannie")
    keys.enter()
    qtbot.waitUntil(lambda: page.form.isHidden())
    with desk_store.view() as session:
        loan = session.get_one(Loan, little_bank.loans["Ruiz"])
        assert program_of(session, loan, FRIDAY).key == "fannie"
    said = history(desk_store)[-1]
    assert (said["key"], said["now"]) == ("program_for.fnma", "fannie")
    qtbot.waitUntil(lambda: page.table.row().program.title == "Fannie Mae")
    row = page.decisions.rows[0]
    assert (row.label, row.was, row.now) == ("fnma", "not chosen", "Fannie Mae")
    assert row.why == "Their loans"


# -- assumptions -------------------------------------------------------------------------------


def test_every_assumption_says_where_it_comes_from_and_what_it_moves(opened):
    place = opened("assumptions")
    with_places = {row.name for row in place.assumptions.values.rows}
    assert {"selling_cost", "discount_rule", "days.FL", "cure.60"} <= with_places
    for row in place.assumptions.values.rows:
        assert row.source
        assert row.says.startswith("Moves "), row.name
        assert row.verified is False


def test_an_assumption_changed_moves_the_value_in_f6(qtbot, opened, desk, desk_store, little_bank):
    """A house that costs less to sell brings more: doing nothing is worth more."""
    panel = shown(qtbot, OptionsPanel(desk[0], little_bank.loans["Ruiz"]), 740)
    qtbot.waitUntil(lambda: panel.model.case is not None)
    before = worth_without(panel)

    place = opened("assumptions")
    keys = at_value(place, "selling_cost")
    keys.enter()
    keys.type("4")
    fields = place.assumptions.change.form.fields
    assert fields["source"].text() == "the bank"
    assert fields["as_of"].text() == ""
    fields["source"].set_value("Our own sales of 2025")
    place.assumptions.change.form.edited.emit()
    place.assumptions.change.why.setFocus()
    keys.type("Four sales, all below five per cent")
    keys.enter()
    qtbot.waitUntil(lambda: len(history(desk_store)) == 1)

    with desk_store.view() as session:
        entry = bank_assumptions(session, FRIDAY).get("selling_cost")
    assert (entry.written, entry.source, entry.verified) == ("4", "Our own sales of 2025", False)
    assert entry.as_of is None
    qtbot.waitUntil(lambda: worth_without(panel) != before)
    assert worth_without(panel) > before
    assert json.loads(history(desk_store)[0]["was"])["selling_cost"] == "8"


def worth_without(panel):
    values = [result.value for result in panel.model.evaluation.results if result.value]
    return next(value.npv_without for value in values if value.npv_without is not None)


def test_a_wrong_assumption_is_said_at_its_field(opened, desk_store):
    place = opened("assumptions")
    keys = at_value(place, "selling_cost")
    keys.enter()
    keys.type("180")
    keys.enter()
    entry = place.assumptions.change.form.fields["entry"]
    assert entry.error == ('Cost of selling: "180" cannot be used. Enter a figure from 0% to 100%.')
    assert history(desk_store) == []


def test_verified_needs_the_day_of_a_review(qtbot, opened, desk_store):
    place = opened("assumptions")
    keys = at_value(place, "selling_cost")
    keys.enter()
    place.assumptions.change.form.fields["verified"].setChecked(True)
    place.assumptions.change.why.setFocus()
    keys.type("Looked at")
    keys.enter()
    qtbot.waitUntil(lambda: place.assumptions.change.wrong.text() != "")
    assert "nobody has recorded a review" in place.assumptions.change.wrong.text()
    assert history(desk_store) == []


# -- the pages in Spanish ----------------------------------------------------------------------


def test_an_approval_takes_the_mark_off_the_spanish_page_and_taking_back_puts_it_on(
    qtbot, opened, desk, desk_store, desk_clock, little_bank
):
    """The pages are worded as of 24 November 2026; an approval of that day covers them."""
    desk_clock.move(desk_clock.now().replace(day=30))
    page = shown(qtbot, ExplainPanel(desk[0], little_bank.loans["Ruiz"], answers=Answers(months=8)))
    page.enter()
    qtbot.waitUntil(lambda: page.model.seen is not None)
    page.model.speak(Language.SPANISH)
    assert page.unreviewed.isVisibleTo(page)

    place = opened("pages")
    assert place.sets.lines[-1].word == "Spanish unreviewed"
    keys = Keys()
    keys.press(Qt.Key.Key_N, ALT)
    keys.type("Carmen Vega")
    keys.enter()
    keys.enter()
    keys.type("Reads well")
    keys.enter()
    qtbot.waitUntil(lambda: not page.unreviewed.isVisibleTo(page))
    qtbot.waitUntil(lambda: place.sets.lines[-1].word == "Spanish approved")
    assert "Read by Carmen Vega: Reads well" in place.translations.says.text()
    assert history(desk_store)[-1]["key"] == "translation.es"

    keys.press(Qt.Key.Key_R, ALT)
    keys.type("A reader found a false friend")
    keys.enter()
    qtbot.waitUntil(lambda: page.unreviewed.isVisibleTo(page))
    rows = place.translations.decisions
    qtbot.waitUntil(lambda: len(rows.rows) == 2)
    assert [(row.was, row.now, row.why) for row in rows.rows] == [
        ("approved", "unreviewed", "A reader found a false friend"),
        ("unreviewed", "approved", "Read by Carmen Vega: Reads well"),
    ]


def test_a_page_is_read_side_by_side_and_handed_to_the_loan(opened, desk):
    place = opened("pages")
    keys = Keys()
    keys.enter()
    assert place.translations.table.hasFocus()
    keys.enter()
    assert not place.translations.reading.isHidden()
    grid = place.translations._lines
    pairs = [
        (grid.itemAtPosition(at, 0).widget().text(), grid.itemAtPosition(at, 1).widget().text())
        for at in range(grid.rowCount())
        if grid.itemAtPosition(at, 0) is not None
    ]
    assert ("What it costs in all", "Cu\u00e1nto cuesta en total") in pairs
    keys.press(Qt.Key.Key_P, ALT)
    assert desk[1].panels == [("explain", {"option": "reinstatement"})]


# -- coming here and going ---------------------------------------------------------------------


def test_f6_opens_the_place_at_its_program_and_at_the_assumptions(qtbot, window, little_bank):
    window.open_loan(little_bank.loans["Ruiz"])
    qtbot.waitUntil(lambda: window.card_model.sight.card.loan_id == little_bank.loans["Ruiz"])
    board = Keyboard(window)
    board.press("F6")
    panel = window.card.panel
    qtbot.waitUntil(lambda: panel.model.case is not None)
    panel.asked.limits.click()
    place = window._right.currentWidget()
    assert isinstance(place, ProgramsPlace)
    qtbot.waitUntil(lambda: place.sets.key == "portfolio" and place.programs.isVisible())
    board.press("Down")
    assert place.sets.key == "fannie"
    board.press("Esc")
    qtbot.waitUntil(lambda: window._right.currentWidget() is not place)
    panel.asked.limits.click()
    assert window._right.currentWidget() is place
    assert place.sets.key == "portfolio"
    board.press("Esc")
    panel.detail.value.assumptions.click()
    other = window._right.currentWidget()
    qtbot.waitUntil(lambda: other.sets.key == "assumptions" and other.assumptions.isVisible())


def test_f6_has_keys_for_both(qtbot, desk, little_bank):
    panel = shown(qtbot, OptionsPanel(desk[0], little_bank.loans["Ruiz"]), 740)
    qtbot.waitUntil(lambda: panel.model.case is not None)
    keys = Keys()
    keys.press(Qt.Key.Key_L, ALT)
    keys.press(Qt.Key.Key_U, ALT)
    assert desk[1].places == [
        ("programs", {"at": "portfolio"}),
        ("programs", {"at": "assumptions"}),
    ]


def test_the_place_is_in_the_menu_and_has_a_key(qtbot, window):
    window.actions_["programs"].trigger()
    place = window._right.currentWidget()
    assert isinstance(place, ProgramsPlace)
    qtbot.waitUntil(place.sets.hasFocus)
    assert window.actions_.keys("programs") == "Shift+F9"


def test_where_there_is_little_room_the_list_is_a_choice(qtbot, opened):
    place = opened(width=460)
    assert place.sets.isHidden()
    assert place.choice.hasFocus()
    assert place.choice.value() == "portfolio"
    inside = place.area.widget()
    assert inside.width() <= place.area.viewport().width()
    keys = at_value(place, BEHIND)
    table = place.programs.values.table
    shown_columns = [at for at in range(4) if not table.isColumnHidden(at)]
    assert [table.model().headerData(at, Qt.Orientation.Horizontal) for at in shown_columns] == [
        "Value",
        "Holds",
    ]
    assert table.horizontalScrollBar().maximum() == 0
    assert table.currentIndex().siblingAtColumn(1).data() == "Deferral: At most behind"
    keys.press(Qt.Key.Key_Down)
    assert place.programs.values.row.name == "deferral.least_age"
    keys.press(Qt.Key.Key_Escape)
    assert place.choice.hasFocus()


def test_the_page_one_sees_is_made_first_and_the_others_after_it(qtbot, desk):
    place = shown(qtbot, ProgramsPlace(desk[0], at="assumptions"), 1060)
    qtbot.waitUntil(lambda: bool(place.pages))

    assert place.pages == [place.assumptions]
    assert place.assumptions.isVisible()
    qtbot.waitUntil(lambda: len(place.pages) == 4)
    assert [page.isVisible() for page in place.pages] == [True, False, False, False]


def test_a_place_that_is_not_in_the_list_is_added(qtbot, opened, desk_store):
    place = opened("assumptions")
    keys = Keys()
    keys.press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    keys.type("guam")
    keys.press(Qt.Key.Key_Tab)
    keys.type("540")
    fields = place.assumptions.place_form.form.fields
    fields["why"].setFocus()
    keys.type("Counsel in Hagatna")
    keys.enter()
    qtbot.waitUntil(lambda: "two letters" in place.assumptions.place_form.wrong.text())

    fields["place"].setText("oh")
    place.assumptions.place_form.answer()
    assert place.assumptions.place_form.wrong.text().startswith("OH is in the list already.")

    fields["place"].setText("gu")
    place.assumptions.place_form.answer()
    qtbot.waitUntil(lambda: place.assumptions.values.row.name == "days.GU")
    assert place.assumptions.place_form.isHidden()
    assert place.assumptions.values.row.value == "540 days"
    with desk_store.view() as session:
        assert bank_assumptions(session, FRIDAY).number("days.GU") == 540
