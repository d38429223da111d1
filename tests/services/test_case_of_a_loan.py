"""The case the options are told of is the loan's own file: what it knows, and what it does not.

Monday 9 March 2026: January, February and March are unpaid, 1,499.10 each.
"""

from dataclasses import replace
from datetime import date

import pytest

from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.core.words import Occupancy
from mortgage_collect.core.words import WorkoutStatus as S
from mortgage_collect.models.loan import Property
from mortgage_collect.queries.case import case_of, occupancy_of
from mortgage_collect.services.payments import post_payment
from mortgage_collect.services.quotes import reinstatement_quote
from mortgage_collect.services.workouts import move_workout, save_workout
from mortgage_collect.workout.case import Advances
from mortgage_collect.workout.evaluate import try_out
from mortgage_collect.workout.figures import figures
from mortgage_collect.workout.options import deferral, forbearance, promise, reinstatement
from mortgage_collect.workout.options.repayment_plan import Answers as PlanAnswers
from mortgage_collect.workout.options.repayment_plan import repayment_plan
from tests.services.desks import a_case

USD = Money.of
PAST_DUE = USD("4497.30")


def of_file(store, **columns):
    """(its case, what F7 quotes)."""
    loan_id = a_case(store, **columns).loan_id
    with store.view() as session:
        now = store.clock.now()
        return case_of(session, loan_id, now), reinstatement_quote(session, loan_id, now)


@pytest.mark.parametrize(
    ("columns", "more"),
    [
        pytest.param({}, USD("59.96"), id="late charges are owed"),
        pytest.param({"other_fees": USD(45)}, USD("104.96"), id="and fees"),
        pytest.param({"corporate_advance": USD(310)}, USD("369.96"), id="and advances"),
        pytest.param({"escrow_advance": USD(120)}, USD("179.96"), id="and escrow advances"),
        pytest.param({"suspense": USD(200)}, USD("-140.04"), id="money held is taken off"),
        pytest.param({"suspense": None}, USD("59.96"), id="money held is not known"),
        pytest.param(
            {"escrow_advance": None, "escrow_balance": USD(5)}, USD("59.96"), id="not overdrawn"
        ),
        pytest.param({"other_fees": None}, USD("59.96"), id="fees are not known"),
    ],
)
def test_reinstatement_is_one_figure_in_f6_and_in_f7(store, columns, more):
    case, quoted = of_file(store, **columns)
    offer = reinstatement.reinstatement.offer(case, reinstatement.Answers())
    assert offer.cash_now == PAST_DUE + more
    assert offer.cash_now == quoted.total
    at_least = any("at least this" in each.says for each in offer.reasons)
    assert at_least == quoted.at_least


def test_money_held_that_nobody_knows_is_said_and_is_no_zero(store):
    case, _ = of_file(store, suspense=None)
    says = "Money in suspense is not known: any would lower what is to be paid"
    for option, answers in (
        (reinstatement.reinstatement, reinstatement.Answers()),
        (promise.promise, promise.Answers()),
        (repayment_plan, PlanAnswers(months=6)),
        (forbearance.forbearance, forbearance.Answers(3)),
    ):
        offer = option.offer(case, answers)
        assert [each.ok for each in offer.reasons if each.says == says] == [True], option.key
        line = next((each for each in offer.working if each.key == "suspense"), None)
        assert line is None or line.value is None or option is forbearance.forbearance


def test_fees_that_are_not_in_a_plan_stay_owed_and_are_in_its_cost(store):
    case, _ = of_file(store, other_fees=USD(45), deferred_principal=USD(10_000))
    plan = repayment_plan.offer(case, PlanAnswers(months=6))
    assert plan.arrears_total == PAST_DUE
    assert "Late charges, fees and advances of $104.96 stay owed beside it" in [
        each.says for each in plan.reasons
    ]
    # A plan costs nothing over the note as written: the same money, later.
    assert figures(case, plan).extra_cost == ZERO


def test_a_deferral_left_to_the_program_counts_with_its_months_later(store):
    desk = a_case(store)
    with store.unit() as unit:
        made = save_workout(unit, desk.loan_id, deferral.Answers(), reason="She works again")
        for step in (S.OFFERED, S.ACCEPTED, S.ACTIVE, S.COMPLETED):
            move_workout(unit, made, step)
    with store.view() as session:
        past = case_of(session, desk.loan_id, store.clock.now()).past
    assert [each.months for each in past.deferrals] == [3]


def test_a_deferral_costs_its_advances_and_saves_the_late_charges(store):
    case, _ = of_file(store, corporate_advance=USD(310))
    offer = deferral.deferral.offer(case, deferral.Answers(3))
    assert offer.late_charges_waived == USD("59.96")
    assert figures(case, offer).extra_cost == -USD("59.96")


def test_a_forbearance_of_nothing_asks_what_they_can_pay(store):
    case, _ = of_file(store)
    assert case.surplus is None
    found = try_out(case, forbearance.forbearance, forbearance.Answers(3, ZERO))
    says = "What they can pay meanwhile is not known: the review does not tell"
    assert [each.ok for each in found.reasons if each.says == says] == [None]


def test_what_was_deferred_before_is_unknown_and_said(store):
    case, _ = of_file(store)
    case = replace(case, advances=Advances(ZERO, ZERO, ZERO, deferred=None))
    offer = deferral.deferral.offer(case, deferral.Answers(3))
    assert any("deferred before is not known" in each.says for each in offer.reasons)


@pytest.mark.parametrize(
    ("fields", "known", "modified"),
    [
        pytest.param({}, False, (), id="the tape says nothing"),
        pytest.param({"modification_flag": False}, True, (), id="never modified"),
        pytest.param({"modification_flag": True}, False, (), id="modified, nobody knows when"),
        pytest.param(
            {"modification_date": "2024-05-01"}, True, (date(2024, 5, 1),), id="modified that day"
        ),
    ],
)
def test_what_the_tape_tells_of_earlier_help(store, fields, known, modified):
    case, _ = of_file(store, more={"fields": fields, "other": {}})
    assert case.past.known is known
    assert case.past.modified_on == modified


@pytest.mark.parametrize(
    ("code", "lives"),
    [
        ("O", Occupancy.OWNER),
        ("P", Occupancy.OWNER),
        ("I", Occupancy.INVESTOR),
        ("", Occupancy.UNKNOWN),
        ("zz", Occupancy.UNKNOWN),
    ],
)
def test_the_tape_s_code_tells_who_lives_there(code, lives):
    home = Property(state="VT", occupancy=Occupancy.UNKNOWN)
    assert occupancy_of(home, {"occupancy_status": code}) is lives


def test_interest_is_paid_to_the_day_the_tape_says_until_an_installment_is_paid(store):
    desk = a_case(store, more={"fields": {"interest_paid_to_date": "2025-12-11"}, "other": {}})

    def paid_to():
        with store.view() as session:
            return case_of(session, desk.loan_id, store.clock.now()).interest_paid_to

    assert paid_to() == date(2025, 12, 11)
    with store.unit() as unit:
        post_payment(unit, desk.loan_id, USD("1499.10"), date(2026, 3, 5))
    assert paid_to() is None


@pytest.mark.parametrize(
    ("code", "known"),
    [("Bi-Weekly", True), (26, True), ("every 2 weeks", True), ("B", False), (None, False)],
)
def test_a_note_paid_every_two_weeks_is_one_where_the_tape_says_so_plainly(store, code, known):
    case, _ = of_file(store, more={"fields": {"payment_frequency": code}, "other": {}})
    assert case.biweekly is known
