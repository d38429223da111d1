"""A trial that was kept is made permanent: its terms, its answers, and what history counts.

Monday 9 March 2026: the offer goes out before the 15th, so three trial payments are due on 1 April,
1 May and 1 June. An escrow shortage of 1,200.00 is spread over sixty months: 20.00 in each.
"""

from dataclasses import fields
from datetime import date

import pytest

from mortgage_collect.core.clock import FixedClock
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Language, WorkoutStatus
from mortgage_collect.documents.explain import page
from mortgage_collect.events.event import plain
from mortgage_collect.queries.case import case_of
from mortgage_collect.queries.explaining import explain_facts
from mortgage_collect.queries.standing import standing
from mortgage_collect.queries.trials import OF_THE_TRIAL, carried
from mortgage_collect.services.trials import convert_trial
from mortgage_collect.services.workouts import move_workout, save_workout
from mortgage_collect.store.store import Store
from mortgage_collect.workout.options import modification as mods
from mortgage_collect.workout.options.repayment_plan import Answers
from tests.services.desks import a_case, at
from tests.services.lives import a_plan, pay, reasons, row

S = WorkoutStatus
QUEUED = "trial kept: make it permanent"


def a_trial(store: Store, **answers: object) -> tuple[int, int]:
    case = a_case(store, escrow_payment=Money.of("310.00"))
    with store.unit() as unit:
        terms = mods.Answers(**answers)  # type: ignore[arg-type]
        made = save_workout(unit, case.loan_id, terms, reason="Counsel agrees")
        move_workout(unit, made, S.ACTIVE)
    return made, case.loan_id


def a_kept_trial(store: Store, clock: FixedClock, **answers: object) -> tuple[int, int]:
    made, loan_id = a_trial(store, **answers)
    payment = Money.of(row(store, made).terms["trial"]["payment"])
    for month in (4, 5, 6):
        clock.move(at(1, month=month))
        pay(store, loan_id, payment, date(2026, month, 1))
    assert row(store, made).status is S.COMPLETED
    return made, loan_id


def converted(store: Store, workout_id: int) -> int:
    with store.unit() as unit:
        return convert_trial(unit, workout_id, reason="Every payment came on its day")


def test_a_kept_trial_is_made_permanent_at_the_agreed_rate(store, clock: FixedClock):
    made, _ = a_kept_trial(store, clock)
    trial, held = row(store, made), row(store, converted(store, made))
    assert trial.terms["trial"]["months"] == 3
    assert (held.converts_id, held.kind, held.status) == (made, "modification", S.DRAFT)
    assert held.terms["rate"] == trial.terms["rate"]
    assert held.terms["trial"] is None
    assert held.reason == "Every payment came on its day"
    # The first payment for good follows the last one of the trial.
    assert held.terms["stretches"][0]["first_due"] == "2026-07-01"
    with pytest.raises(UserError, match="already, as version 2"):
        converted(store, made)


@pytest.mark.parametrize(
    ("day", "first"), [(date(2026, 6, 20), "2026-07-01"), (date(2026, 7, 9), "2026-08-01")]
)
def test_the_day_the_trial_told_holds_until_it_is_past(store, clock: FixedClock, day, first):
    made, _ = a_kept_trial(store, clock)
    assert row(store, made).terms["trial"]["effective_on"] == "2026-07-01"
    clock.move(at(day.day, month=day.month))
    held = row(store, converted(store, made))
    assert held.terms["stretches"][0]["first_due"] == first
    assert any("The trial told Jul 1, 2026" in each for each in held.facts["against"]) == (
        first != "2026-07-01"
    )


def test_a_trial_that_is_not_kept_yet_waits(store):
    made, _ = a_trial(store)
    with pytest.raises(UserError, match="active, not completed"):
        converted(store, made)


def test_only_a_trial_is_converted(store):
    made, _ = a_plan(store)
    with pytest.raises(UserError, match="no trial"):
        converted(store, made)


def test_what_was_answered_for_the_trial_holds_for_good(store, clock: FixedClock):
    answers = {"escrow_shortage": Money.of(1200), "market_rate": Rate.percent("5.25")}
    made, _ = a_kept_trial(store, clock, **answers)
    trial, held = row(store, made), row(store, converted(store, made))
    runs = held.terms["stretches"]
    share = Money.of("20.00")
    assert Money.of(trial.terms["stretches"][0]["escrow"]) == Money.of("310.00") + share
    assert [Money.of(run["escrow"]) for run in runs[:2]] == [Money.of("330.00"), Money.of("310.00")]
    # Three of the sixty months lie in the trial.
    assert runs[0]["months"] == 57
    assert Money.of(held.answers["escrow_shortage"]) == Money.of("1140.00")
    assert held.answers["market_rate"] == trial.answers["market_rate"]


def test_every_answer_of_a_trial_is_carried_but_the_day_it_was_sent():
    given = mods.Answers(date(2026, 3, 9), Rate.percent("5.25"), Money.of(1200))
    found = carried(plain(given))
    for field in fields(mods.Answers):
        kept = getattr(found, field.name)
        assert kept == (None if field.name in OF_THE_TRIAL else getattr(given, field.name))


def test_a_trial_and_its_permanent_version_are_one_modification(store, clock: FixedClock):
    made, loan_id = a_kept_trial(store, clock)
    with store.view() as session:
        now = store.clock.now()
        assert case_of(session, loan_id, now, leaving_out=made).past.modified_on == ()
        assert len(case_of(session, loan_id, now).past.modified_on) == 1
    permanent = converted(store, made)
    with store.unit() as unit:
        move_workout(unit, permanent, S.OFFERED)
        move_workout(unit, permanent, S.ACTIVE)
    with store.view() as session:
        assert case_of(session, loan_id, store.clock.now()).past.modified_on == (date(2026, 7, 1),)


def test_the_queue_asks_until_it_is_permanent(store, clock: FixedClock):
    made, loan_id = a_kept_trial(store, clock)
    assert QUEUED in reasons(store, loan_id)
    with store.view() as session:
        found = standing(session, loan_id, store.clock.now())
        assert found is not None
        assert found.to_make_permanent
    permanent = converted(store, made)
    assert QUEUED not in reasons(store, loan_id)
    with store.unit() as unit:
        move_workout(unit, permanent, S.CANCELLED, reason="the shortage was wrong")
    assert QUEUED in reasons(store, loan_id)
    assert row(store, converted(store, made)).number == 3


def test_while_another_plan_runs_a_trial_is_not_converted(store, clock: FixedClock):
    made, loan_id = a_kept_trial(store, clock)
    with store.unit() as unit:
        other = save_workout(unit, loan_id, Answers(months=6), reason="they asked for it")
        move_workout(unit, other, S.ACTIVE)
    assert QUEUED not in reasons(store, loan_id)
    with pytest.raises(UserError, match="Version 2 is already running"):
        converted(store, made)


@pytest.mark.parametrize("language", list(Language), ids=lambda each: each.value)
def test_the_permanent_version_is_explained_and_not_another_trial(store, clock, language):
    made, loan_id = a_kept_trial(store, clock, escrow_shortage=Money.of(1200))
    converted(store, made)
    with store.view() as session:
        facts = explain_facts(session, loan_id, mods.Answers(), store.clock.now())
        held = standing(session, loan_id, store.clock.now())
    assert held is not None
    assert held.plan.number == 2
    assert facts.result.offer is not None
    assert facts.result.offer.trial is None
    assert facts.result.offer.stretches[0].escrow == Money.of("330.00")
    shown = page(facts, language)
    told = " ".join([*shown.spoken, *(str(block) for block in shown.blocks)])
    assert str(facts.result.offer.payment_now) in told
    assert ("trial" if language is Language.ENGLISH else "prueba") not in told.lower()
