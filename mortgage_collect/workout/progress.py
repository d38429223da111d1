"""How a plan is going: which payments were kept, came short, or never came.

A contractual payment alone keeps the arrears level, but it breaks a plan that asked for more.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from mortgage_collect.core.calendar import last_of_month
from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.core.words import Word
from mortgage_collect.loanmath.terms import Received
from mortgage_collect.workout.option import PlanInstallment
from mortgage_collect.workout.policy import PlanPolicy

DOWN_PAYMENT: Final = 0
"""The number of a down payment among the payments that are watched."""


class Kept(Word):
    """What became of one plan payment by its last day."""

    UPCOMING = "upcoming"
    KEPT = "kept"
    SHORT = "short"
    MISSED = "missed"


@dataclass(frozen=True, slots=True)
class InstallmentProgress:
    """One plan payment. `in_time` came by `last_day`, `short_by` is what lacked that day.

    `made_good_on` is the day it was complete to within the tolerance, in time or later; None while
    it is not.
    """

    installment: PlanInstallment
    last_day: date
    in_time: Money
    short_by: Money
    made_good_on: date | None
    status: Kept


@dataclass(frozen=True, slots=True)
class PlanProgress:
    """The whole plan on a day. `broken` when more payments failed than may be forgiven."""

    as_of: date
    rows: tuple[InstallmentProgress, ...]
    received: Money
    left: Money
    broken: bool
    completed: bool

    @property
    def failed(self) -> tuple[InstallmentProgress, ...]:
        return tuple(row for row in self.rows if row.status in (Kept.SHORT, Kept.MISSED))


def last_day_to_pay(due_on: date, policy: PlanPolicy) -> date:
    """The last day on which a plan payment counts as kept."""
    if policy.by_month_end:
        return due_on.replace(day=last_of_month(due_on.year, due_on.month))
    return due_on + timedelta(days=policy.cure_days)


def let_off(forgiven: Collection[int], policy: PlanPolicy) -> frozenset[int]:
    """The payments whose forgiving counts: the first ones forgiven, as many as the policy has."""
    return frozenset(tuple(forgiven)[: policy.forgiven_misses])


def progress(
    installments: Sequence[PlanInstallment],
    received: Sequence[Received],
    as_of: date,
    policy: PlanPolicy,
    forgiven: Collection[int] = (),
) -> PlanProgress:
    """Lay the money received since the plan was signed against its payments, oldest first.

    `forgiven` are numbers of payments a person forgave with a documented reason; no more of them
    than the policy allows save the plan. What lacks of a forgiven payment is not owed on its day,
    nor is what the tolerance lets each payment be short: both are still owed, and get what is over
    once a later payment is covered on its own last day. A reversal takes back the money that came
    last.
    """
    money = _standing(received, as_of)
    saved = let_off(forgiven, policy)
    asked, rows, lacking = ZERO, list[InstallmentProgress](), list[_Lacking]()
    for at, each in enumerate(installments):
        last_day = last_day_to_pay(each.due_on, policy)
        by_then = total(item.amount for item in money if item.on <= last_day)
        ahead = max(by_then - asked, ZERO)
        in_time = min(ahead, each.total)
        short_by = each.total - in_time
        made_good_on = _reached(money, asked + each.total - policy.tolerance)
        if short_by <= policy.tolerance:
            status = Kept.KEPT
        elif as_of <= last_day:
            status = Kept.UPCOMING
        else:
            status = Kept.SHORT if in_time else Kept.MISSED
        if status is Kept.KEPT or (each.number in saved and status is not Kept.UPCOMING):
            asked += in_time
            if short_by:
                lacking.append(_Lacking(at, short_by))
            if status is not Kept.KEPT:
                made_good_on = None
        else:
            asked += each.total
        rows.append(InstallmentProgress(each, last_day, in_time, short_by, made_good_on, status))
        asked = _catch_up(rows, lacking, money, asked, ahead - in_time, policy.tolerance)
    paid = total(item.amount for item in money)
    _catch_up(rows, lacking, money, asked, max(paid - asked, ZERO), policy.tolerance)
    failed = {row.installment.number for row in rows if row.status in (Kept.SHORT, Kept.MISSED)}
    return PlanProgress(
        as_of=as_of,
        rows=tuple(rows),
        received=paid,
        left=max(total(each.total for each in installments) - paid, ZERO),
        broken=bool(failed - saved),
        completed=all(row.made_good_on is not None for row in rows),
    )


@dataclass(slots=True)
class _Lacking:
    """What lacks of row `at` and is not asked for on any day."""

    at: int
    amount: Money


def _catch_up(
    rows: list[InstallmentProgress],
    lacking: list[_Lacking],
    money: Sequence[Received],
    asked: Money,
    over: Money,
    tolerance: Money,
) -> Money:
    """Lays what is `over` on what lacks, oldest first; the money asked for and used by then."""
    for each in lacking:
        used = min(over, each.amount)
        each.amount, over, asked = each.amount - used, over - used, asked + used
        row = rows[each.at]
        if used and row.made_good_on is None and each.amount <= tolerance:
            rows[each.at] = replace(row, made_good_on=_reached(money, asked))
    return asked


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
