"""The hours of the day at which a person may be reached.

12 CFR 1006.6(b)(1)(i): unless we know better, before 8:00 in the morning and after 9:00 in the
evening, local time at the person's place, is inconvenient, and we may not reach them or try to.
Where what we know points to several time zones, the hour must suit every one of them (comment
6(b)(1)(i)-2).

An e-mail or a text counts when it is sent (comment 6(b)(1)(i)-1); a letter has no hour.

The statute (15 USC 1692c(a)(1)) calls convenient what lies after 8 and before 9: so we do not dial
at 9:00:00 sharp. 8:00:00 is the first moment at which we do.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.zones import zone_name
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.opening import opens
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Answer, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT

ACTS = tuple(each for each in Question if each.timed and each is not Question.MAY_ASK_THIRD_PARTY)


@rule(
    id="reg_f.hours",
    title="8:00 AM to 9:00 PM where they are",
    asks=ACTS,
    cites=("12 CFR 1006.6(b)(1)", "15 USC 1692c(a)(1)"),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors",
    text=REG_F_TEXT,
)
def hours(facts: ContactFacts) -> Answer | None:
    if not facts.zones:
        return None  # house.unknown_zone says what is to be said
    first, last = facts.hour("reg_f.first_hour"), facts.hour("reg_f.last_hour")
    here = [(zone, wall.time()) for zone, wall in facts.local_times()]
    clocks = text.listed(sorted({f"{text.clock(t)} {zone_name(zone)}" for zone, t in here}))
    if facts.answering:
        return clear(f"They called us; it is {clocks} time.")
    if all(first <= wall < last for _, wall in here):
        only = len({wall for _, wall in here}) == 1
        return clear(
            f"It is {clocks} time.",
            brief=f"{text.clock(here[0][1])} where they are" if only else f"{clocks} time",
        )
    off = [
        f"before {text.clock(first)}" if wall < first else f"{text.clock(last)} or later"
        for _, wall in here
        if not first <= wall < last
    ]
    return stop(
        f"It is {clocks} time where they may be: {text.listed(sorted(set(off)))}. The"
        f" hours are {text.clock(first)} to {text.clock(last)} in every zone they may be in.",
        until=opens(facts.at, facts.zones, first, last),
        brief=f"it is {clocks} time",
    )
