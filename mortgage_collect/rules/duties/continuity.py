"""Somebody the borrower can turn to: 12 CFR 1024.40(a)(1).

A person or a team is assigned to a late borrower by the time the written notice of 1024.39(b) is
given, and at the latest by the 45th day of the delinquency. Somebody assigned before counts. Here
nobody is late who has paid, and an agreement or a bankruptcy takes nothing away (comment 40(a)-1
names only payment, refinancing and a transfer of title).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.rules.duties.bankruptcy_notice import BANKRUPT
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.spared import came_to_us, left_us
from mortgage_collect.rules.duties.spell import spells
from mortgage_collect.rules.duties.written_notice import AFTER_CEASE, ORDINARY
from mortgage_collect.rules.numbers import X_2014, number
from mortgage_collect.rules.texts import REG_X_TEXT


@duty(
    id="reg_x.continuity",
    title="A named contact",
    cites=("12 CFR 1024.40(a)(1)",),
    since=X_2014,
    section="40",
    text=REG_X_TEXT,
)
def continuity(life: LoanLife, today: date) -> Iterator[Occasion]:
    begins, over = came_to_us(life, today), left_us(life, today)
    for spell in spells(life, today):
        days = number("reg_x.days_to_assign", on=max(spell.since, X_2014))
        counted_from = spell.reaching(days).due_on
        due = counted_from + timedelta(days=days)
        counted = f"{days} days after {text.day(counted_from)}"
        if (begins and due < begins) or (over is not None and over <= spell.since):
            continue
        notices = life.sent(ORDINARY, AFTER_CEASE, BANKRUPT)
        told = min((day for day in notices if spell.holds_on(day) and day <= today), default=None)
        if told is not None and told < due:
            due, counted = told, f"the day of the written notice, {text.day(told)}"
        named = life.assigned_on
        yield Occasion(
            name=f"late since {text.day(spell.since)}",
            says="Name somebody to whom the borrower can turn.",
            due=due,
            opened=spell.since,
            counted=counted,
            done=(max(named, spell.since),) if named else (),
            ended=min((day for day in (spell.until, over) if day), default=None),
            act=Act(ActKind.ASSIGN),
        )
