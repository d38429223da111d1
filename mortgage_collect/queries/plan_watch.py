"""How a workout's payments are kept, from the money on file and from what the tapes show."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.loanmath.terms import Received
from mortgage_collect.models.loan import Loan, Payment
from mortgage_collect.models.workout import Workout, WorkoutInstallment
from mortgage_collect.queries.facts import LoanFacts, facts_of_many, today
from mortgage_collect.workout.option import PlanInstallment
from mortgage_collect.workout.policy import PlanPolicy
from mortgage_collect.workout.progress import (
    DOWN_PAYMENT,
    PlanProgress,
    last_day_to_pay,
    let_off,
    progress,
)


def progress_of(session: Session, workout: Workout, now: datetime) -> PlanProgress:
    """The plan as it stands on the last day the bank's money is known through.

    Payments on file count on their day. Where the loan's own balances show more money than that (a
    bank that sends tapes and no payments), the rest is taken as in time: a tape does not tell the
    day, and nobody is called a defaulter on a guess.
    """
    return progress_of_many(session, [workout], now)[workout.id]


def progress_of_many(
    session: Session, workouts: Sequence[Workout], now: datetime
) -> dict[int, PlanProgress]:
    """`progress_of` by workout id, with few queries."""
    today_ = today(session, now)
    loans = session.scalars(
        select(Loan).where(Loan.id.in_({each.loan_id for each in workouts}))
    ).all()
    facts = {loan.id: found for loan, found in facts_of_many(session, loans, now)}
    parts = installments_of(session, workouts)
    money = _received_since(session, workouts)
    return {
        each.id: _progress(each, parts[each.id], money[each.id], facts.get(each.loan_id), today_)
        for each in workouts
    }


def installments_of(
    session: Session, workouts: Sequence[Workout]
) -> dict[int, tuple[PlanInstallment, ...]]:
    """The payments watched of each workout, in order; a down payment comes first, as number 0."""
    found: dict[int, list[PlanInstallment]] = {each.id: [] for each in workouts}
    rows = session.scalars(
        select(WorkoutInstallment)
        .where(WorkoutInstallment.workout_id.in_(found))
        .order_by(WorkoutInstallment.workout_id, WorkoutInstallment.number)
    )
    for row in rows:
        part = PlanInstallment(row.number, row.due_on, row.regular, row.arrears)
        found[row.workout_id].append(part)
    return {each.id: (*_down_payment(each, found[each.id]), *found[each.id]) for each in workouts}


def _down_payment(
    workout: Workout, parts: Sequence[PlanInstallment]
) -> tuple[PlanInstallment, ...]:
    """A plan's down payment: due when it is accepted, the first payment's day at the latest."""
    amount = Money.of(workout.terms.get("down_payment") or "0")
    if amount <= ZERO or not parts:
        return ()
    due_on = min(workout.accepted_on or parts[0].due_on, parts[0].due_on)
    return (PlanInstallment(DOWN_PAYMENT, due_on, ZERO, amount),)


def policy_of(workout: Workout) -> PlanPolicy:
    """The tolerance and grace the plan was agreed under, from its own facts."""
    kept: dict[str, Any] = workout.facts.get("policy", {})
    standard = PlanPolicy()
    return PlanPolicy(
        cure_days=kept.get("cure_days", standard.cure_days),
        by_month_end=kept.get("by_month_end", standard.by_month_end),
        tolerance=Money.of(kept.get("tolerance") or "0"),
        forgiven_misses=kept.get("forgiven_misses", standard.forgiven_misses),
    )


def _progress(
    workout: Workout,
    parts: Sequence[PlanInstallment],
    money: list[Received],
    facts: LoanFacts | None,
    today_: date,
) -> PlanProgress:
    policy = policy_of(workout)
    through = min(facts.as_of, today_) if facts is not None else today_
    through = max([through, *(item.on for item in money)])
    if facts is not None:
        seen = _seen_in_balances(workout, facts)
        on_file = total(item.amount for item in money)
        if seen is not None and seen > on_file:
            saved = let_off(workout.forgiven, policy)
            money = money + _in_time(parts, money, seen - on_file, through, policy, saved)
    return progress(parts, money, through, policy, workout.forgiven)


def _received_since(session: Session, workouts: Sequence[Workout]) -> dict[int, list[Received]]:
    """Payments and reversals the arrears of each workout did not know yet."""
    found: dict[int, list[Received]] = {each.id: [] for each in workouts}
    rows = session.execute(
        select(Workout.id, Payment.received_on, Payment.amount)
        .join(Payment, Payment.loan_id == Workout.loan_id)
        .where(
            Workout.id.in_(found),
            or_(
                Payment.received_on > Workout.as_of,
                # Of the plan's own day, only what its arrears did not know yet.
                (Payment.received_on == Workout.as_of) & (Payment.posted_at > Workout.made_at),
            ),
        )
        .order_by(Payment.received_on, Payment.id)
    )
    for key, on, amount in rows:
        found[key].append(Received(on, amount))
    return found


def _seen_in_balances(workout: Workout, facts: LoanFacts) -> Money | None:
    """Money the loan's own position shows applied since the plan was made; None where it cannot.

    Everything that was or fell due from the oldest installment unpaid then, less what is unpaid of
    it now, and the growth of suspense.
    """
    then = workout.facts
    if facts.snapshot.as_of <= workout.as_of or then.get("suspense") is None:
        return None
    place = facts.position()
    if place.suspense is None:
        return None
    amounts = {
        date.fromisoformat(each["due_on"]): Money.of(each["principal_interest"])
        + Money.of(each["escrow"])
        for each in then.get("unpaid", [])
    }
    start = min(amounts, default=None) or add_months(workout.as_of, 1, facts.terms.due_day)
    bills = {each.due_on: each.amount for each in facts.billed}
    paid, months = ZERO, 0
    while (due := add_months(start, months, facts.terms.due_day)) < place.next_due:
        paid += amounts.get(due) or bills.get(due) or facts.terms.full_payment
        months += 1
    return paid + place.suspense - Money.of(then["suspense"])


def _in_time(
    parts: Sequence[PlanInstallment],
    money: Sequence[Received],
    rest: Money,
    through: date,
    policy: PlanPolicy,
    saved: Collection[int],
) -> list[Received]:
    """Undated money laid on the payments it must have kept, oldest first, on their last day.

    None of it on a forgiven one: that was forgiven because nothing more had come in time.
    """
    made = list[Received]()
    dated = max(total(item.amount for item in money), ZERO)
    asked = ZERO
    for part in parts:
        last_day = last_day_to_pay(part.due_on, policy)
        if part.number in saved:
            by_then = total(item.amount for item in money if item.on <= last_day)
            held = min(max(by_then - asked, ZERO), part.total)
            asked, dated = asked + held, max(dated - held, ZERO)
            continue
        asked += part.total
        missing = max(part.total - dated, ZERO)
        dated = max(dated - part.total, ZERO)
        used = min(missing, rest)
        if used:
            made.append(Received(min(last_day, through), used))
            rest -= used
    if rest > ZERO:
        made.append(Received(through, rest))
    return made
