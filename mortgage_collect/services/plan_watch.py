"""Watching plans: a payment that comes, or does not, moves a plan on by itself."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from sqlalchemy import select

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO
from mortgage_collect.core.words import WorkoutStatus
from mortgage_collect.events.workouts import OptionsEvaluated, WorkoutRedefaulted
from mortgage_collect.models.loan import Loan, Payment
from mortgage_collect.models.workout import Workout, WorkoutMove
from mortgage_collect.queries.case import case_of
from mortgage_collect.queries.facts import known_through, today
from mortgage_collect.queries.plan_watch import progress_of, progress_of_many
from mortgage_collect.queries.standing import last_standing
from mortgage_collect.services.workout_moves import write_move
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.workout.evaluate import evaluate
from mortgage_collect.workout.progress import DOWN_PAYMENT, PlanProgress

IN_FORCE = "its terms are in force"
FORBEARANCE = "forbearance"
PAID = "every payment has come"
TAKEN_BACK = "a payment was taken back"
WATCHED = (WorkoutStatus.ACTIVE, WorkoutStatus.COMPLETED, WorkoutStatus.BROKEN)

REDEFAULT_DAYS = 60
REDEFAULT_MONTHS = 24


def watch_redefaults(unit: UnitOfWork) -> int:
    """Marks completed workouts whose loan is sixty days late again within two years; how many.

    Sixty days or more, counted from completion: how re-default is usually reported.
    """
    known = known_through(unit.session) or today(unit.session, unit.now)
    rows = unit.session.execute(
        select(Workout, Loan.oldest_unpaid_on)
        .join(Loan, Loan.id == Workout.loan_id)
        .where(
            Workout.status == WorkoutStatus.COMPLETED,
            Workout.redefaulted_on.is_(None),
            Workout.ended_on.is_not(None),
            Loan.oldest_unpaid_on <= known - timedelta(days=REDEFAULT_DAYS),
        )
    ).all()
    marked = 0
    for workout, oldest in rows:
        ended = workout.ended_on
        if (
            ended is None
            or oldest is None
            or oldest < ended
            or known > add_months(ended, REDEFAULT_MONTHS)
        ):
            continue
        workout.redefaulted_on = known
        unit.record(
            WorkoutRedefaulted(
                about=f"loan:{workout.loan_id}",
                also=("queue",),
                workout_id=workout.id,
                kind=workout.kind,
                completed_on=ended,
                days=(known - oldest).days,
            )
        )
        marked += 1
    return marked


def watch_plans(unit: UnitOfWork, loan_ids: Collection[int] | None = None) -> int:
    """Completes, breaks or reopens plans by the money known now; returns how many moved.

    Without `loan_ids`, all of them. A plan is broken only when payments are known through the last
    day of the one that is missing. One completed here opens again when its money is taken back; one
    broken here, when a payment that was posted since shows that it was kept. What a person broke or
    completed is left to a person.
    """
    query = select(Workout).where(Workout.status.in_(WATCHED)).order_by(Workout.id)
    if loan_ids is not None:
        query = query.where(Workout.loan_id.in_(loan_ids))
    workouts = unit.session.scalars(query).all()
    if loan_ids is None:
        watch_redefaults(unit)
    if not workouts:
        return 0
    going = progress_of_many(unit.session, workouts, unit.now)
    return sum(
        _watch(unit, each, going[each.id]) if going[each.id].rows else _settle(unit, each)
        for each in workouts
    )


def reopen(unit: UnitOfWork, workout: Workout, reason: str) -> bool:
    """A plan the payments broke goes on when nothing breaks it any more; whether it did."""
    going = progress_of(unit.session, workout, unit.now)
    if not _broken_here(unit, workout) or _breaks(unit, workout, going):
        return False
    write_move(unit, workout, WorkoutStatus.ACTIVE, reason, by_payments=True)
    return True


def _watch(unit: UnitOfWork, workout: Workout, going: PlanProgress) -> bool:
    """One plan; whether it moved."""
    was = workout.status
    if was is WorkoutStatus.COMPLETED:
        if not going.completed and _decided_here(unit, workout):
            write_move(unit, workout, WorkoutStatus.ACTIVE, TAKEN_BACK, by_payments=True)
        return workout.status is not was
    if was is WorkoutStatus.BROKEN:
        came = _posted_since(unit, workout)
        if came is None or not reopen(unit, workout, _what_kept(came)):
            return False
    if going.completed:
        write_move(unit, workout, WorkoutStatus.COMPLETED, PAID, by_payments=True)
    elif _breaks(unit, workout, going):
        broke = _what_broke(going)
        write_move(unit, workout, WorkoutStatus.BROKEN, broke, by_payments=True)
        _evaluate_anew(unit, workout)
    return workout.status is not was


def _evaluate_anew(unit: UnitOfWork, workout: Workout) -> None:
    """Every option on the facts of today, so that whoever calls knows what is left to offer."""
    day, editions, trouble = today(unit.session, unit.now), ("", ""), ""
    best: tuple[tuple[str, str], ...] = ()
    try:
        case = case_of(unit.session, workout.loan_id, unit.now)
    except UserError as error:
        trouble = str(error)
    else:
        found = evaluate(case)
        day, editions = case.as_of, (case.program.edition, case.assumptions.edition)
        best = tuple((each.key, each.verdict.value) for each in found.best)
    unit.record(
        OptionsEvaluated(
            about=f"loan:{workout.loan_id}",
            also=("queue",),
            workout_id=workout.id,
            as_of=day,
            editions=editions,
            best=best,
            trouble=trouble,
        )
    )


def _settle(unit: UnitOfWork, workout: Workout) -> bool:
    """One under which nothing is watched: once its terms are in force it has done what it does.

    From that day the loan's own payments tell whether it held; see `watch_redefaults`.
    """
    on = over_on(workout)
    if workout.status is not WorkoutStatus.ACTIVE or on is None:
        return False
    if on > today(unit.session, unit.now):
        return False
    write_move(unit, workout, WorkoutStatus.COMPLETED, IN_FORCE, by_payments=True)
    return True


def over_on(workout: Workout) -> date | None:
    """The day from which nothing more is expected under it: the loan is current by its terms, or
    the last suspended payment has passed. None for a sale, which a person closes."""
    if workout.cures_on is not None:
        return workout.cures_on
    runs = workout.terms.get("stretches") or ()
    if workout.kind != FORBEARANCE or not runs:
        return None
    first = date.fromisoformat(runs[0]["first_due"])
    return add_months(first, int(runs[0]["months"]))


def _breaks(unit: UnitOfWork, workout: Workout, going: PlanProgress) -> bool:
    """Whether more failed than was forgiven, since a person last started the plan again."""
    if not going.broken:
        return False
    again = unit.session.scalar(
        select(WorkoutMove.at)
        .where(
            WorkoutMove.workout_id == workout.id,
            WorkoutMove.was == WorkoutStatus.BROKEN,
            WorkoutMove.now == WorkoutStatus.ACTIVE,
            WorkoutMove.by_payments.is_(False),
        )
        .order_by(WorkoutMove.id.desc())
        .limit(1)
    )
    if again is None:
        return True
    day = today(unit.session, again)
    return any(
        row.last_day >= day
        for row in going.failed
        if row.installment.number not in workout.forgiven
    )


def _what_broke(going: PlanProgress) -> str:
    row = going.failed[-1]
    due = text.day(row.installment.due_on)
    if row.installment.number == DOWN_PAYMENT:
        return f"the down payment, due {due}, is short by {row.short_by}"
    return f"payment {row.installment.number}, due {due}, is short by {row.short_by}"


def _what_kept(came: Payment) -> str:
    return f"{came.amount} received on {text.day(came.received_on)} keeps it after all"


def _decided_here(unit: UnitOfWork, workout: Workout) -> bool:
    """Whether the payments decided where it stands, and no later version has taken its place."""
    last = last_standing(unit.session, workout.id)
    if last is None or not last.by_payments:
        return False
    later = select(Workout.id).where(
        Workout.loan_id == workout.loan_id,
        Workout.id > workout.id,
        Workout.status != WorkoutStatus.CANCELLED,
    )
    return unit.session.scalar(later.limit(1)) is None


def _broken_here(unit: UnitOfWork, workout: Workout) -> bool:
    return workout.status is WorkoutStatus.BROKEN and _decided_here(unit, workout)


def _posted_since(unit: UnitOfWork, workout: Workout) -> Payment | None:
    """The newest payment posted since the plan was broken. Undated money of a tape reopens none:
    it shows that money came, and not that it came in time."""
    last = last_standing(unit.session, workout.id)
    if last is None:
        return None
    return unit.session.scalar(
        select(Payment)
        .where(
            Payment.loan_id == workout.loan_id,
            Payment.posted_at > last.at,
            Payment.amount > ZERO,
        )
        .order_by(Payment.id.desc())
        .limit(1)
    )
