"""A plan paid every two weeks: the same money as month by month, on the borrower's own paydays.

Twenty-six paydays a year are two or three in a month, so no payday is simply half a month. What a
plan of so many months asks in all is spread over the paydays that lie in them, to the cent.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from mortgage_collect.core.money import ZERO, Money, total
from mortgage_collect.workout.option import PlanInstallment

FORTNIGHT: Final = timedelta(days=14)


def biweekly(months: Sequence[PlanInstallment], ends_before: date) -> tuple[PlanInstallment, ...]:
    """The monthly plan `months`, paid every 14 days from its first day and before `ends_before`.

    Every payment is the same but the last, which is the smaller one. None is less than half a
    regular payment, so that two of them always carry the month's own; where that is more than an
    equal share, the plan is done some paydays sooner. Each payment goes first to the regular
    payments that have fallen due, then to the arrears, and ahead of time only at the very end.
    """
    paydays = _paydays(months[0].due_on, ends_before)
    whole = total(each.total for each in months)
    half = max(-(-each.regular.cents // 2) for each in months)
    pay = Money(max(-(-whole.cents // len(paydays)), half))
    arrears = total(each.arrears for each in months)
    ahead = [(each.due_on, each.regular) for each in months]
    due, rows = ZERO, list[PlanInstallment]()
    for day in paydays:
        while ahead and ahead[0][0] <= day:
            due += ahead.pop(0)[1]
        left = min(pay, due + arrears + total(regular for _, regular in ahead))
        if not left:
            break
        to_regular = min(left, max(due, ZERO))
        to_arrears = min(left - to_regular, arrears)
        due, arrears = due - to_regular, arrears - to_arrears
        early = left - to_regular - to_arrears
        # A negative `due` is what was paid ahead; the next regular payment takes it up.
        due -= early
        rows.append(PlanInstallment(len(rows) + 1, day, to_regular + early, to_arrears))
    return tuple(rows)


def _paydays(first: date, ends_before: date) -> list[date]:
    found, day = list[date](), first
    while day < ends_before:
        found.append(day)
        day += FORTNIGHT
    return found
