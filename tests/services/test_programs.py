"""The bank's own parameter sets: dated, with a reason, and what was decided before stays readable.

Monday 9 March 2026. The starting policy of our own loans defers at most 6 months behind; the
planning value of keeping an empty house is stored in value.toml.
"""

import json
from datetime import date

import pytest
from sqlalchemy import select

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.models.bank import Policy
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.workout import Workout
from mortgage_collect.queries.case import case_of
from mortgage_collect.queries.programs import (
    assumptions_under,
    assumptions_view,
    bank_assumptions,
    bank_program,
    investor_programs,
    program_of,
    program_under,
    program_view,
)
from mortgage_collect.services.programs import (
    change_assumptions,
    change_program,
    choose_program_for,
    record_review,
    switch_program,
)
from mortgage_collect.services.workouts import save_workout
from mortgage_collect.workout.options.repayment_plan import Answers
from mortgage_collect.workout.program import program
from mortgage_collect.workout.value.assumptions import shipped
from tests.services.desks import a_case

MONDAY = date(2026, 3, 9)
APRIL = date(2026, 4, 1)
MAY = date(2026, 5, 1)
BEHIND = "deferral.most_behind"


def most_behind(store, on):
    with store.view() as session:
        return bank_program(session, "portfolio", on).deferral.most_behind


def history(store):
    with store.view() as session:
        bodies = session.scalars(
            select(HistoryEntry.body)
            .where(HistoryEntry.event == "PolicySet")
            .order_by(HistoryEntry.seq)
        )
        return [json.loads(body) for body in bodies]


def test_a_change_holds_from_its_day_on_and_history_keeps_was_and_now(any_store):
    a_case(any_store)
    with any_store.unit() as unit:
        change_program(unit, "portfolio", {BEHIND: "4"}, APRIL, "Losses of last year")

    assert most_behind(any_store, date(2026, 3, 31)) == 6
    assert most_behind(any_store, APRIL) == 4
    said = history(any_store)[-1]
    assert json.loads(said["was"]) == {BEHIND: "6"}
    assert json.loads(said["now"]) == {BEHIND: "4"}


def test_a_later_change_keeps_what_was_changed_before_and_an_earlier_day_passes_through(any_store):
    a_case(any_store)
    with any_store.unit() as unit:
        change_program(unit, "portfolio", {BEHIND: "4"}, MAY, "Board, May")
        change_program(unit, "portfolio", {"deferral.spacing": "24"}, APRIL, "Board, April")

    with any_store.view() as session:
        found = bank_program(session, "portfolio", MAY).deferral
        april = program_view(session, "portfolio", APRIL)
    assert (found.most_behind, found.spacing) == (4, 24)
    assert april.program.deferral.most_behind == 6
    assert april.decided["deferral.spacing"].why == "Board, April"
    assert [(name, each.value, each.since) for name, each in april.coming] == [(BEHIND, "4", MAY)]


def test_what_ships_can_hold_again(any_store):
    a_case(any_store)
    with any_store.unit() as unit:
        change_program(unit, "portfolio", {BEHIND: "4"}, MONDAY, "Board")
        change_program(unit, "portfolio", {BEHIND: None}, APRIL, "The board thought again")

    assert (most_behind(any_store, MONDAY), most_behind(any_store, APRIL)) == (4, 6)
    with any_store.view() as session:
        again = bank_program(session, "portfolio", APRIL)
    assert again.edition == program("portfolio").edition


def test_a_workout_keeps_both_editions_and_they_stay_readable(any_store):
    case = a_case(any_store)
    with any_store.unit() as unit:
        change_program(unit, "portfolio", {"repayment_plan.longest": "9"}, MONDAY, "Board")
        change_assumptions(unit, {"selling_cost": "7.5"}, MONDAY, "Our own sales of 2025")
        made = save_workout(unit, case.loan_id, Answers(months=6), reason="She works again")
        # Entered later for an earlier day: it hides nothing of what was worked with.
        change_program(unit, "portfolio", {"repayment_plan.longest": "18"}, MONDAY, "Second look")
        change_assumptions(unit, {"selling_cost": "9"}, date(2026, 3, 1), "An appraiser said so")

    with any_store.view() as session:
        saved = session.get_one(Workout, made)
        then = program_under(session, saved.edition)
        assumed = assumptions_under(session, saved.facts["assumptions"])
        now = bank_program(session, "portfolio", MONDAY)
    assert then is not None
    assert then.repayment_plan.longest == 9
    assert assumed is not None
    assert assumed.rate("selling_cost") == Rate.percent("7.5")
    assert now.repayment_plan.longest == 18


def test_an_edition_nobody_kept_is_none(store):
    a_case(store)
    with store.view() as session:
        assert program_under(session, "portfolio-00000000") is None
        assert program_under(session, "nothing-00000000") is None
        assert assumptions_under(session, "value-00000000") is None
        assert assumptions_under(session, shipped().edition) == shipped()


@pytest.mark.parametrize(
    ("name", "entered", "told"),
    [
        (BEHIND, "four", "a whole number"),
        (BEHIND, "-4", "too low"),
        ("deferral.nothing", "1", "no setting"),
        ("modification.target", "surplus", "payment or housing_ratio"),
        ("modification.steps", '[{do = "pray"}]', "no step 'pray'"),
        ("modification.steps", "[{do = ", "TOML"),
        (
            "modification.steps",
            '[{do = "fix_rate"}, {do = "capitalize"}]',
            "comes first",
        ),
        ("modification.steps", '[{do = "capitalize", include = ["fees"]}]', "cannot join"),
        ("modification.steps", '[{do = "reduce_rate", floor = "low"}]', "floor"),
        ("on", "yes", "Turn it on or off"),
        ("verified", "yes", "Record a review"),
        ("reviewed_on", "2026-03-01", "Record a review"),
        (BEHIND, "6", "holds already"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_in_words(store, name, entered, told):
    a_case(store)
    with store.unit() as unit, pytest.raises(UserError, match=told):
        change_program(unit, "portfolio", {name: entered}, MONDAY, "Board")


def test_a_change_wants_a_reason(store):
    a_case(store)
    with store.unit() as unit:
        with pytest.raises(UserError, match="Why"):
            change_program(unit, "portfolio", {BEHIND: "4"}, MONDAY, " ")
        with pytest.raises(UserError, match="Why"):
            change_assumptions(unit, {"selling_cost": "9"}, MONDAY, "")
        with pytest.raises(UserError, match="Why"):
            choose_program_for(unit, "FN", "portfolio", MONDAY, "")


def test_a_program_nobody_read_is_turned_on_only_with_a_reason(any_store):
    a_case(any_store)
    with any_store.unit() as unit:
        with pytest.raises(UserError, match="Nobody has compared"):
            switch_program(unit, "fannie", True, MONDAY, "")
        switch_program(unit, "fannie", True, MONDAY, "We sell to them and know the guide")

    with any_store.view() as session:
        assert bank_program(session, "fannie", MONDAY).on
        assert not bank_program(session, "fannie", date(2026, 3, 8)).on
        assert not bank_program(session, "fannie", MONDAY).verified
        rows = session.scalars(select(Policy.why).where(Policy.key == "program.fannie")).all()
    assert rows == ["We sell to them and know the guide"]


def test_a_verified_program_is_turned_on_without_one_and_our_own_stays_on(store):
    a_case(store)
    with store.unit() as unit:
        record_review(unit, "fha", MONDAY, "Every value as in the handbook", agrees=True)
        switch_program(unit, "fha", True, MONDAY, "")
        with pytest.raises(UserError, match="cannot be turned off"):
            switch_program(unit, "portfolio", False, MONDAY, "")
        with pytest.raises(UserError, match="holds already"):
            switch_program(unit, "fha", True, MONDAY, "")


def test_a_review_is_a_persons_own_act_and_says_nothing_it_was_not_told(any_store):
    a_case(any_store)
    read = date(2026, 3, 2)
    with any_store.unit() as unit:
        with pytest.raises(UserError, match="still to come"):
            record_review(unit, "va", date(2026, 3, 10), "Read")
        with pytest.raises(UserError, match="What did the review find"):
            record_review(unit, "va", read, "")
        record_review(unit, "va", read, "The reserves differ; we wrote to the agency")

    with any_store.view() as session:
        found = program_view(session, "va", MONDAY)
        before = bank_program(session, "va", date(2026, 3, 8))
    assert found.program.reviewed_on == read
    assert not found.program.verified
    assert found.decided["reviewed_on"].why.startswith("The reserves differ")
    assert before.reviewed_on is None


def test_the_program_of_an_investors_loans(any_store):
    case = a_case(any_store, investor_code="FN ")
    with any_store.unit() as unit:
        with pytest.raises(UserError, match="off on Mar 9, 2026"):
            choose_program_for(unit, "fn", "fannie", MONDAY, "They bind us")
        switch_program(unit, "fannie", True, MONDAY, "We know the guide")
        choose_program_for(unit, "fn", "fannie", APRIL, "They bind us")

    with any_store.view() as session:
        loan = session.get_one(Loan, case.loan_id)
        assert program_of(session, loan, MONDAY).key == "portfolio"
        assert program_of(session, loan, APRIL).key == "fannie"
        everybody, theirs = investor_programs(session, APRIL)
    assert (everybody.code, everybody.loans, everybody.chosen) == ("", 0, "")
    assert (theirs.code, theirs.loans, theirs.chosen) == ("FN", 1, "fannie")
    assert (theirs.program.key, theirs.off, theirs.since) == ("fannie", False, APRIL)

    with any_store.unit() as unit:
        switch_program(unit, "fannie", False, MAY, "We sold them all")
        choose_program_for(unit, "", "portfolio", MONDAY, "Ours for everybody else")
    with any_store.view() as session:
        everybody, theirs = investor_programs(session, MAY)
    assert (theirs.program.key, theirs.off) == ("portfolio", True)
    assert everybody.chosen == "portfolio"


def test_a_choice_can_be_taken_back(store):
    case = a_case(store, investor_code="FN")
    with store.unit() as unit:
        switch_program(unit, "fannie", True, MONDAY, "We know the guide")
        choose_program_for(unit, "FN", "fannie", MONDAY, "They bind us")
        choose_program_for(unit, "FN", "", APRIL, "Bought back")
    with store.view() as session:
        loan = session.get_one(Loan, case.loan_id)
        assert program_of(session, loan, MONDAY).key == "fannie"
        assert program_of(session, loan, APRIL).key == "portfolio"


def test_a_figure_of_the_bank_reaches_the_case_and_is_its_own_until_reviewed(any_store):
    case = a_case(any_store)
    with any_store.unit() as unit:
        change_assumptions(unit, {"selling_cost": "7.50"}, MONDAY, "Our own sales of 2025")

    with any_store.view() as session:
        found = case_of(session, case.loan_id, unit.now).assumptions
        view = assumptions_view(session, MONDAY)
        before = bank_assumptions(session, date(2026, 3, 8))
    entry = found.get("selling_cost")
    assert entry is not None
    assert entry.value == Rate.percent("7.5")
    assert (entry.source, entry.as_of, entry.verified) == ("the bank", None, False)
    assert view.decided["selling_cost"].why == "Our own sales of 2025"
    assert before == shipped()
    assert found.edition != shipped().edition
    said = history(any_store)[-1]
    assert json.loads(said["was"])["selling_cost"] == shipped().to_flat()["selling_cost"]
    assert json.loads(said["now"])["selling_cost"] == "7.5"


def test_a_new_figure_does_not_keep_the_review_of_the_old_one(store):
    a_case(store)
    reviewed = {
        "selling_cost": "7.5",
        "selling_cost.source": "closing statements of 2025",
        "selling_cost.as_of": "2025-12-31",
        "selling_cost.reviewed_on": "2026-03-06",
        "selling_cost.verified": "yes",
    }
    with store.unit() as unit:
        change_assumptions(unit, reviewed, MONDAY, "From our own books")
        change_assumptions(unit, {"selling_cost": "8"}, APRIL, "The broker raised it")
        change_assumptions(unit, {"selling_cost": None}, MAY, "Back to the planning value")

    with store.view() as session:
        first, second, third = (
            bank_assumptions(session, day).get("selling_cost") for day in (MONDAY, APRIL, MAY)
        )
    assert first is not None
    assert second is not None
    assert (first.verified, first.reviewed_on) == (True, date(2026, 3, 6))
    assert (second.source, second.verified, second.reviewed_on) == ("the bank", False, None)
    assert third == shipped().get("selling_cost")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"selling_cost": "much"}, "cannot be used"),
        ({"selling_cost": "400"}, "Enter a figure from"),
        ({"nothing": "1"}, "no assumption"),
        ({"nothing": None}, "no assumption"),
        ({"selling_cost": "9", "selling_cost.verified": "yes"}, "nobody has recorded a review"),
        ({"selling_cost": "9", "selling_cost.reviewed_on": "2026-03-10"}, "still to come"),
        ({"selling_cost": "9", "selling_cost.as_of": "soon"}, "not a day"),
    ],
)
def test_a_figure_that_cannot_be_used_is_refused_in_words(store, changes, told):
    a_case(store)
    with store.unit() as unit, pytest.raises(UserError, match=told):
        change_assumptions(unit, changes, MONDAY, "Board")


def test_the_same_figure_twice_is_refused(store):
    a_case(store)
    with store.unit() as unit:
        change_assumptions(unit, {"foreclosure_cost": "9,500"}, MONDAY, "Counsel's quote")
        with pytest.raises(UserError, match="holds already"):
            change_assumptions(unit, {"foreclosure_cost": "9500.00"}, APRIL, "Counsel's quote")
    with store.view() as session:
        assert bank_assumptions(session, MONDAY).money("foreclosure_cost") == Money.of(9_500)


def test_a_place_the_table_does_not_have_may_be_added(store):
    a_case(store)
    assert shipped().get("days.GU") is None
    with store.unit() as unit:
        change_assumptions(unit, {"days.GU": "700"}, MONDAY, "One loan on Guam")
    with store.view() as session:
        assert bank_assumptions(session, MONDAY).number("days.GU") == 700
