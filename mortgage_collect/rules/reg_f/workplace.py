"""Calls at work.

12 CFR 1006.6(b)(3): we may not call a person at work when we know, or should know, that the
employer does not allow it. "I cannot take personal calls here" is enough to know (comment
6(b)(3)-1). A later agreement, given to us and not to an earlier collector, lifts it ((b)(4)(i)):
then take the bar off the number.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.question import CALLS
from mortgage_collect.rules.rule import Answer, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.workplace",
    title="Their place of work",
    asks=CALLS,
    cites=("12 CFR 1006.6(b)(3)", "12 CFR 1006.6(b)(4)"),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors; every bank by its own policy",
    text=REG_F_TEXT,
    absolute=True,
    always_kept=True,
)
def workplace(facts: ContactFacts) -> Answer | None:
    point = facts.point
    if point is None or not point.work_barred:
        return None
    if facts.answering:
        return clear("They called from work: answer this call. Do not call back there.")
    return stop(
        "They may not take calls at work. Choose another number.",
        brief="no calls at work",
    )
