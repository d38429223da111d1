"""Stretches of delinquency: 12 CFR 1024.31.

A spell begins on the due date of a payment that stays unpaid and ends on the first day at whose end
nothing is due and unpaid. Within it payments go to the oldest one due, so that the delinquency may
grow younger without ending (comment 31 (Delinquency)-2).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.rules.duties.life import Installment, LoanLife
from mortgage_collect.rules.duties.remembered import remembered


@dataclass(frozen=True, slots=True)
class Spell:
    """`until`: the day on which nothing was unpaid any more; None: it goes on."""

    since: date
    until: date | None
    installments: tuple[Installment, ...]

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def reaching(self, days: int) -> Installment:
        """The first payment left unpaid for so many days; where none was yet, the youngest."""
        for one in self.installments:
            if one.unpaid_on(one.due_on + timedelta(days=days)):
                return one
        return self.installments[-1]


@remembered
def spells(life: LoanLife, today: date) -> tuple[Spell, ...]:
    """The spells of delinquency that began by the end of a day, as it was known then."""
    found: list[Spell] = []
    members: list[Installment] = []
    end: date | None = None
    for one in seen(life, today):
        if end is not None and one.due_on > end:
            found.append(Spell(members[0].due_on, end, tuple(members)))
            members, end = [], None
        if not members:
            end = one.paid_on
        elif end is not None:
            end = None if one.paid_on is None else max(end, one.paid_on)
        members.append(one)
    if members:
        found.append(Spell(members[0].due_on, end, tuple(members)))
    return tuple(found)


def seen(life: LoanLife, today: date) -> tuple[Installment, ...]:
    """The payments not made on their due date, oldest first, as they stood at the end of a day."""
    return tuple(
        Installment(one.due_on, one.paid_on if one.paid_on and one.paid_on <= today else None)
        for one in sorted(life.installments, key=lambda one: one.due_on)
        if one.due_on <= today and one.unpaid_on(one.due_on)
    )
