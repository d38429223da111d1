"""How a plan is going: which payments were kept, came short, or never came.

A contractual payment alone keeps the arrears level, but it breaks a plan that asked for more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core.calendar import last_of_month
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.words import Word
from mortgage_collect.loanmath.terms import Received
from mortgage_collect.workout.option import PlanInstalment
from mortgage_collect.workout.policy import PlanPolicy


class Kept(Word):
    """What became of one plan payment by its last day."""

    UPCOMING = "upcoming"
    KEPT = "kept"
    SHORT = "short"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class InstalmentProgress:
    """One plan payment. `in_time` came by `last_day`, `short_by` is what lacked that day.

    `made_good_on` is the day it was complete, in time or later; None while it is not.
    """

    instalment: PlanInstalment
    last_day: date
    in_time: Money
    short_by: Money
    made_good_on: date | None
    status: Kept


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """The whole plan on a day. `broken` when more payments failed than may be forgiven."""

    as_of: date
    rows: tuple[InstalmentProgress, ...]
    received: Money
    left: Money
    broken: bool
    completed: bool

    @property
    def failed(self) -> tuple[InstalmentProgress, ...]:
        return tuple(row for row in self.rows if row.status in (Kept.SHORT, Kept.MISSED))


def last_day_to_pay(due_on: date, policy: PlanPolicy) -> date:
    """The last day on which a plan payment counts as kept."""
    if policy.by_month_end:
        return due_on.replace(day=last_of_month(due_on.year, due_on.month))
    return due_on + timedelta(days=policy.cure_days)


def progress(
    instalments: Sequence[PlanInstalment],
    received: Sequence[Received],
    as_of: date,
    policy: PlanPolicy,
    forgiven: Collection[int] = (),
) -> PlanProgress:
    """Lay the money received since the plan was signed against its payments, oldest first.

    `forgiven` are numbers of payments a person forgave with a documented reason; no more of them
    than the policy allows save the plan. A reversal takes back the money that came last.
    """
    money = _standing(received, as_of)
    owed_before, rows = ZERO, list[InstalmentProgress]()
    for each in instalments:
        last_day = last_day_to_pay(each.due_on, policy)
        by_then = total(item.amount for item in money if item.on <= last_day)
        in_time = min(max(by_then - owed_before, ZERO), each.total)
        owed_before += each.total
        made_good_on = _reached(money, owed_before)
        short_by = each.total - in_time
        if short_by <= policy.tolerance:
            status = Kept.KEPT
        elif as_of <= last_day:
            status = Kept.UPCOMING
        else:
            status = Kept.SHORT if in_time else Kept.MISSED
        rows.append(InstalmentProgress(each, last_day, in_time, short_by, made_good_on, status))
    paid = total(item.amount for item in money)
    failed = {row.instalment.number for row in rows if row.status in (Kept.SHORT, Kept.MISSED)}
    saved = min(len(failed & set(forgiven)), policy.forgiven_misses)
    return PlanProgress(
        as_of=as_of,
        rows=tuple(rows),
        received=paid,
        left=max(owed_before - paid, ZERO),
        broken=len(failed) > saved,
        completed=paid + policy.tolerance >= owed_before,
    )


def _standing(received: Sequence[Received], as_of: date) -> list[Received]:
    """The money that stands on this day, by date, reversals taken from what came last."""
    kept = list[Received]()
    for item in sorted(received, key=lambda each: (each.on, -each.amount.cents)):
        if item.on > as_of:
            continue
        if item.amount > ZERO:
            kept.append(item)
        take = max(-item.amount, ZERO)
        while take and kept:
            last = kept.pop()
            if last.amount > take:
                kept.append(Received(last.on, last.amount - take))
            take = max(take - last.amount, ZERO)
    return kept


def _reached(money: Sequence[Received], amount: Money) -> date | None:
    running = ZERO
    for item in money:
        running += item.amount
        if running >= amount:
            return item.on
    return None
