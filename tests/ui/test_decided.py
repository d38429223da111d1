"""The version on file as it was decided, and from there to the program then and today."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from mortgage_collect.services.programs import change_program
from mortgage_collect.services.workouts import save_workout
from mortgage_collect.ui.programs.view import ProgramsPlace
from mortgage_collect.ui.workouts.decided import DecidedPanel
from mortgage_collect.ui.workouts.view import OptionsPanel
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.ui.panel_desk import Keys, a_desk, shown

NOV_20 = date(2026, 11, 20)
ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(qtbot, desk_store, little_bank):
    with a_desk(desk_store) as made:
        yield made


@pytest.fixture
def saved(desk_store, little_bank):
    """A plan of six months; then the bank lets plans be nine months long at most."""
    loan_id = little_bank.loans["Ruiz"]
    with desk_store.unit() as unit:
        made = save_workout(unit, loan_id, Answers(months=6), reason="Overtime is back")
        changes = {"repayment_plan.longest": "9"}
        change_program(unit, "portfolio", changes, NOV_20, "Losses of last year")
    return loan_id, made


def opened(qtbot, desk, saved):
    panel = shown(qtbot, DecidedPanel(desk[0], saved[0], workout_id=saved[1]))
    qtbot.waitUntil(lambda: panel.found is not None)
    return panel


def test_f6_says_that_the_program_changed_and_leads_there(qtbot, desk, saved):
    panel = shown(qtbot, OptionsPanel(desk[0], saved[0]))
    qtbot.waitUntil(lambda: not panel.life.isHidden())
    assert "the program has changed since" in panel.life.headline.full

    Keys().press(Qt.Key.Key_V, ALT)
    assert desk[1].panels == [("version", {"workout_id": saved[1]})]
    panel.life.open()
    panel.life.buttons["decided"].click()
    assert len(desk[1].panels) == 2


def test_it_says_under_what_and_what_is_another_today(qtbot, desk, saved):
    panel = opened(qtbot, desk, saved)
    found = panel.found

    assert panel.since.text() == (
        f"Decided under edition {found.edition} of Jan 1, 2026; today's, "
        f"{found.now.program.edition} of Nov 20, 2026, differs in: Repayment plan: Longest plan."
    )
    Keys().press(Qt.Key.Key_L, ALT)
    assert panel.limits.hasFocus()
    first = panel.limits.source.rows[0]
    assert (first.then, first.today) == ("12 months", "9 months")
    assert "Overtime is back" in panel.facts.said("against")


def test_both_programs_are_a_key_away(qtbot, desk, saved):
    panel = opened(qtbot, desk, saved)

    Keys().press(Qt.Key.Key_P, ALT)
    Keys().press(Qt.Key.Key_T, ALT)
    assert desk[1].places == [
        ("programs", {"at": "portfolio", "edition": panel.found.edition}),
        ("programs", {"at": "portfolio"}),
    ]


def test_an_older_program_is_read_and_not_changed(qtbot, desk, saved):
    edition = opened(qtbot, desk, saved).found.edition
    place = shown(
        qtbot, ProgramsPlace(desk[0], at="portfolio", edition=edition), width=1070, height=690
    )
    page = place.programs
    qtbot.waitUntil(lambda: bool(page.values.rows))
    longest = "repayment_plan.longest"
    held = {row.name: row.value for row in page.values.rows}
    assert held[longest] == "12 months"
    assert edition in page.older.text()
    assert page.change.isHidden()
    page.values.go(longest)
    page.values.opened.emit()
    assert page.change.isHidden()

    page.todays.click()
    qtbot.waitUntil(
        lambda: {row.name: row.value for row in page.values.rows}[longest] == "9 months"
    )
    assert page.older.isHidden()
    assert not page.change.isHidden()


def test_earlier_versions_are_turned_to(qtbot, desk, desk_store, saved):
    with desk_store.unit() as unit:
        newer = save_workout(unit, saved[0], Answers(months=4), reason="A little faster")
    panel = shown(qtbot, DecidedPanel(desk[0], saved[0], workout_id=newer))
    qtbot.waitUntil(lambda: panel.found is not None)

    Keys().press(Qt.Key.Key_Up, ALT)
    qtbot.waitUntil(lambda: panel.found.number == 1)
    Keys().press(Qt.Key.Key_Down, ALT)
    qtbot.waitUntil(lambda: panel.found.number == 2)
    assert panel.since.text() == "The program and the assumptions are the same today."
