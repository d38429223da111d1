"""The hours of the day at which a person may be called.

12 CFR 1006.6(b)(1)(i): unless we know better, before 8:00 in the morning and after 9:00 in the
evening, local time at the person's place, is inconvenient, and we may not call or try to. Where
what we know points to several time zones, the hour must suit every one of them (comment
6(b)(1)(i)-2).

The statute (15 USC 1692c(a)(1)) calls convenient what lies after 8 and before 9: so we do not dial
at 9:00:00 sharp. 8:00:00 is the first moment at which we do.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mortgage_collect.core import text
from mortgage_collect.core.zones import zone_name
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.rule import Answer, Question, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.hours",
    title="8:00 AM to 9:00 PM where they are",
    asks=Question.MAY_CALL,
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
        f"It is {clocks} time where they may be: {text.listed(sorted(set(off)))}. Calls are placed"
        f" between {text.clock(first)} and {text.clock(last)} in every zone they may be in.",
        until=opens(facts.at, facts.zones, first, last),
        brief=f"it is {clocks} time",
    )


def opens(at: datetime, zones: frozenset[str], first: time, last: time) -> datetime | None:
    """The first moment after `at` inside the hours of every zone: the first hour of one of them."""
    places = [ZoneInfo(zone) for zone in zones]
    starts = sorted(
        datetime.combine(at.astimezone(place).date() + timedelta(days=ahead), first, place)
        for place in places
        for ahead in range(3)
    )
    for start in starts:
        if start > at and all(first <= start.astimezone(p).time() < last for p in places):
            return start.astimezone(UTC)
    return None
