"""A saved version opens as it was decided, whatever the bank decides afterwards."""

from datetime import date

import pytest

from mortgage_collect.core.money import Money
from mortgage_collect.queries.as_decided import ASSUMED, Limit, as_decided
from mortgage_collect.queries.standing import standing_of
from mortgage_collect.services.programs import change_assumptions, change_program
from mortgage_collect.services.workouts import save_workout
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.services.desks import a_case

MONDAY = date(2026, 3, 9)
MARCH = date(2026, 3, 2)


@pytest.fixture
def saved(store):
    """Under the bank's own longest plan of nine months, decided on March 2."""
    case = a_case(store)
    with store.unit() as unit:
        change_program(unit, "portfolio", {"repayment_plan.longest": "9"}, MARCH, "Board")
        return save_workout(unit, case.loan_id, Answers(months=6), reason="She works again")


def then(store, workout_id):
    with store.view() as session:
        return as_decided(session, workout_id, store.clock.now())


def test_while_nothing_changed_then_and_today_are_one(store, saved):
    found = then(store, saved)

    assert found.edition == found.now.program.edition
    assert found.program.since == MARCH
    assert not found.changed
    assert found.differing == ()
    assert Limit("Repayment plan", "Longest plan", "9 months", "9 months") in found.limits


def test_limits_stand_as_they_were_and_name_what_is_another_today(store, saved):
    with store.unit() as unit:
        change_program(unit, "portfolio", {"repayment_plan.longest": "18"}, MONDAY, "Losses")
        change_assumptions(unit, {"selling_cost": "7.5"}, MONDAY, "Our own sales")

    found = then(store, saved)

    assert found.changed
    assert found.program.program.repayment_plan.longest == 9
    assert (found.program.since, found.now.since) == (MARCH, MONDAY)
    assert found.differing == (
        Limit("Repayment plan", "Longest plan", "9 months", "18 months"),
        Limit(ASSUMED, "Cost of selling", "8%", "7.5%"),
    )
    with store.view() as session:
        assert standing_of(session, saved, store.clock.now()).program_changed


def test_figures_and_steps_are_read_and_not_worked_out_again(store, saved):
    before = then(store, saved)
    with store.unit() as unit:
        change_program(unit, "portfolio", {"repayment_plan.cap_percent": "110"}, MONDAY, "Losses")
        change_assumptions(unit, {"selling_cost": "20"}, MONDAY, "A fire sale")

    after = then(store, saved)

    assert (after.figures, after.lines) == (before.figures, before.lines)
    shown = dict(after.figures)
    assert shown["Time to cure"] == "6 months"
    regular = next(each for each in after.lines if each.says == "Today's regular payment")
    assert Money.of(regular.value.removeprefix("$").replace(",", "")) > Money.of("0")


def test_an_edition_nobody_kept_is_said_to_be_lost(store, saved):
    from mortgage_collect.models.workout import Workout

    with store.unit() as unit:
        unit.session.get_one(Workout, saved).edition = "portfolio-00000000"
        from mortgage_collect.services.contacts import write_note

        write_note(unit, unit.session.get_one(Workout, saved).loan_id, "an older build")

    found = then(store, saved)

    assert (found.program, found.differing) == (None, ())
    assert found.changed
