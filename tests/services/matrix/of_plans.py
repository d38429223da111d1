"""Reviews, plans, their papers and what is told of them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from mortgage_collect.core.money import Money
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import DocumentStatus, WorkoutStatus
from mortgage_collect.documents.render import Paper
from mortgage_collect.documents.repayment_plan import KEY
from mortgage_collect.documents.template import template
from mortgage_collect.models.loan import Loan
from mortgage_collect.models.workout import Workout, WorkoutMove
from mortgage_collect.queries.case import case_of
from mortgage_collect.queries.standing import last_standing
from mortgage_collect.services import (
    agreements,
    documents,
    explanations,
    forgiven_misses,
    plan_watch,
    quotes,
    reviews,
    trials,
    workout_moves,
    workouts,
)
from mortgage_collect.workout.evaluate import try_out
from mortgage_collect.workout.options.repayment_plan import Answers
from mortgage_collect.workout.shelf import option_of
from tests.review.households import whole
from tests.services.desks import a_tape, at
from tests.services.lives import a_plan, pay
from tests.services.matrix.recipe import Call, Desk, Recipes
from tests.services.test_trials import a_kept_trial

PLANS = Recipes()
S = WorkoutStatus
SIX = Answers(months=6)


def _proposal(desk: Desk) -> int:
    return a_plan(desk.store, start=False)[0]


def _running(desk: Desk) -> int:
    return a_plan(desk.store)[0]


# -- plans ----------------------------------------------------------------------------------------

PLANS.simple(
    Permission.WORK, workouts.save_workout, lambda d: (d.case.loan_id, SIX), reason="Works again"
)
PLANS.simple(
    Permission.APPROVE, workouts.approve_workout, lambda d: (_proposal(d), "Seen the pay stub")
)
PLANS.simple(
    Permission.APPROVE, workouts.review_alone, lambda d: (_running(d), "The file bears it out")
)


def _approved(desk: Desk) -> int:
    made = _proposal(desk)
    desk.do(workouts.approve_workout, made, "Seen the pay stub")
    return made


PLANS.simple(Permission.WORK, workouts.move_workout, lambda d: (_approved(d), S.OFFERED))


@PLANS.of("workouts.save_result", Permission.WORK)
def _save_result(desk: Desk) -> Call:
    loan_id = desk.case.loan_id

    def call(unit: Any) -> int:
        case = case_of(unit.session, loan_id, unit.now)
        result = try_out(case, option_of(SIX), SIX)
        return workouts.save_result(unit, loan_id, case, result, "Works again")

    return call


@PLANS.of("workout_moves.write_move", Permission.WORK)
def _write_move(desk: Desk) -> Call:
    made = _approved(desk)
    return lambda unit: workout_moves.write_move(
        unit, unit.session.get_one(Workout, made), S.OFFERED, ""
    )


PLANS.simple(Permission.WORK, workout_moves.undo_move, lambda d: (_running(d), "too soon"))


@PLANS.of("workout_moves.reverse", Permission.WORK)
def _reverse(desk: Desk) -> Call:
    made = _running(desk)

    def call(unit: Any) -> None:
        last = last_standing(unit.session, made)
        assert isinstance(last, WorkoutMove)
        workout_moves.reverse(unit, unit.session.get_one(Workout, made), last, "too soon")

    return call


@PLANS.of("workout_moves.put_aside", Permission.WORK)
def _put_aside(desk: Desk) -> Call:
    _, loan_id = a_plan(desk.store, start=False)
    return lambda unit: workout_moves.put_aside(unit, loan_id)


@PLANS.of("workout_moves.bring_back", Permission.WORK)
def _bring_back(desk: Desk) -> Call:
    _, loan_id = a_plan(desk.store, start=False)
    newer = desk.do(workouts.save_workout, loan_id, Answers(months=8), reason="Longer")
    return lambda unit: workout_moves.bring_back(unit, unit.session.get_one(Workout, newer))


@PLANS.of("workout_moves.none_running", None)
def _none_running(desk: Desk) -> Call:
    made = _proposal(desk)
    return lambda unit: workout_moves.none_running(unit, unit.session.get_one(Workout, made))


PLANS.simple(
    Permission.WORK,
    forgiven_misses.forgive_miss,
    lambda d: (_running(d), 1, "Hospital, letter on file"),
)


@PLANS.of("trials.convert_trial", Permission.WORK)
def _convert(desk: Desk) -> Call:
    made, _ = a_kept_trial(desk.store, desk.clock)
    return lambda unit: trials.convert_trial(unit, made, reason="Every payment came")


def _known_through(desk: Desk, day: date) -> None:
    desk.clock.move(datetime(day.year, day.month, day.day, 15, tzinfo=UTC))
    desk.do(a_tape, day)


@PLANS.of("plan_watch.watch_plans", Permission.WORK)
def _watch(desk: Desk) -> Call:
    a_plan(desk.store)
    _known_through(desk, date(2026, 5, 29))
    return plan_watch.watch_plans


@PLANS.of("plan_watch.reopen", Permission.WORK)
def _reopen(desk: Desk) -> Call:
    made = _running(desk)
    _known_through(desk, date(2026, 4, 29))
    desk.do(plan_watch.watch_plans)

    def call(unit: Any) -> None:
        workout = unit.session.get_one(Workout, made)
        workout.forgiven = [1]
        unit.session.flush()
        assert plan_watch.reopen(unit, workout, "payment 1 was forgiven")

    return call


@PLANS.of("plan_watch.watch_redefaults", Permission.FOLLOW)
def _redefaults(desk: Desk) -> Call:
    _, loan_id = a_plan(desk.store, months=1)
    desk.clock.move(at(1, month=4))
    pay(desk.store, loan_id, Money.of("5996.40"), date(2026, 4, 1))
    known = date(2026, 8, 31)
    desk.clock.move(datetime(2026, 8, 31, 15, tzinfo=UTC))
    with desk.store.unit() as unit:
        tape = a_tape(unit, known)
        loan = unit.session.get_one(Loan, loan_id)
        loan.as_of, loan.tape_id = known, tape.id
        loan.next_due_on = loan.oldest_unpaid_on = date(2026, 6, 1)
    return plan_watch.watch_redefaults


# -- papers and figures ---------------------------------------------------------------------------

PLANS.simple(Permission.WORK, agreements.make_agreement, lambda d: (_running(d),))
PLANS.simple(
    Permission.WORK,
    agreements.mark_document,
    lambda d: (d.do(agreements.make_agreement, _running(d)), DocumentStatus.SENT, "by mail"),
)
PLANS.simple(Permission.WORK, explanations.explain, lambda d: (d.case.loan_id, SIX))


@PLANS.of("documents.archive", Permission.WORK)
def _archive(desk: Desk) -> Call:
    loan_id = desk.case.loan_id
    paper = Paper(b"%PDF-1.7", 1)
    return lambda unit: documents.archive(unit, loan_id, paper, template(KEY), "Agreement")


@PLANS.of("quotes.give_quote", Permission.WORK)
def _quote(desk: Desk) -> Call:
    loan_id = desk.case.loan_id
    quote = desk.look(quotes.reinstatement_quote, loan_id, desk.clock.now())
    return lambda unit: quotes.give_quote(unit, loan_id, quote)


# -- reviews --------------------------------------------------------------------------------------


def _review(desk: Desk) -> int:
    return int(desk.do(reviews.open_review, desk.case.loan_id))


def _told(desk: Desk) -> int:
    made = _review(desk)
    for key, entry in whole().items():
        desk.do(reviews.save_line, made, key, entry)
    return made


PLANS.simple(Permission.WORK, reviews.open_review, lambda d: (d.case.loan_id,))
PLANS.simple(
    Permission.WORK, reviews.save_line, lambda d: (_review(d), *next(iter(whole().items())))
)
PLANS.simple(Permission.WORK, reviews.finish_review, lambda d: (_told(d),))


@PLANS.of("reviews.begin_from", Permission.WORK)
def _begin_from(desk: Desk) -> Call:
    made = _told(desk)
    desk.do(reviews.finish_review, made)
    return lambda unit: reviews.begin_from(unit, desk.case.loan_id, made)
