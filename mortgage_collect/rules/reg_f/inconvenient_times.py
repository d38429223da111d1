"""When the person told us not to reach them.

12 CFR 1006.6(b)(1)(i): we may not reach them or try to at a time we know, or should know, to be
inconvenient. What they said binds, and so does a note in the lender's file (comment 6(b)(1)-1). A
person who gets in touch at such a time may be answered once, in the same way; then the bar returns
(comment 6(b)(1)-2). Where the law does not bind us, we keep to it: to go on when one was asked not
to is the kind of conduct examiners call unfair.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from mortgage_collect.core import text
from mortgage_collect.rules.facts import ContactFacts, QuietTime, fdcpa_binds
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Answer, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT

DAYS_AHEAD = 9  # a weekly pattern has shown everything by then
ONE = timedelta(days=1)
ACTS = tuple(each for each in Question if each.timed and each is not Question.MAY_ASK_THIRD_PARTY)


@rule(
    id="reg_f.inconvenient_times",
    title="Times they asked us to avoid",
    asks=ACTS,
    cites=("12 CFR 1006.6(b)(1)",),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors; every bank by its own policy",
    text=REG_F_TEXT,
    absolute=True,
    always_kept=True,
)
def inconvenient_times(facts: ContactFacts) -> Answer | None:
    if not facts.quiet_times or not facts.zones:
        return None
    quiet = _quiet(facts, facts.at)
    if not quiet:
        return clear("Not one of the times they asked us to avoid.")
    asked = quiet.says or _described(quiet)
    if facts.initiated_by_person or facts.answering:
        return clear(f"They got in touch themselves: answer this once. They had asked: {asked}.")
    return stop(
        f"They asked us to leave them alone at this time: {asked}.",
        until=_ends(facts),
        brief=f"they asked: {asked}",
    )


def _quiet(facts: ContactFacts, at: datetime) -> QuietTime | None:
    """The quiet time that holds at a moment in any zone they may be in."""
    walls = [at.astimezone(ZoneInfo(zone)) for zone in facts.zones]
    return next((q for q in facts.quiet_times if any(holds(q, wall) for wall in walls)), None)


def holds(quiet: QuietTime, wall: datetime) -> bool:
    """Does a quiet time hold on this wall clock?"""
    today, now = wall.date(), wall.time()
    start, end = quiet.start or time(), quiet.end
    if end is not None and end <= start:  # over midnight: its day is the one on which it starts
        return (_on(quiet, today) and now >= start) or (_on(quiet, today - ONE) and now < end)
    return _on(quiet, today) and start <= now and (end is None or now < end)


def _on(quiet: QuietTime, day: date) -> bool:
    stands = quiet.until is None or day <= quiet.until
    return stands and (not quiet.weekdays or day.weekday() in quiet.weekdays)


def _ends(facts: ContactFacts) -> datetime | None:
    """The next moment without a quiet time, in UTC: an end of one, or a midnight."""
    days = {facts.today + timedelta(days=ahead) for ahead in range(DAYS_AHEAD)}
    days |= {q.until + ONE for q in facts.quiet_times if q.until}
    turns = {time()} | {q.end for q in facts.quiet_times if q.end}
    moments = sorted(
        datetime.combine(day, turn, ZoneInfo(zone)).astimezone(UTC)
        for day in days
        for turn in turns
        for zone in facts.zones
    )
    return next((m for m in moments if m > facts.at and not _quiet(facts, m)), None)


def _described(quiet: QuietTime) -> str:
    days = text.listed([text.WEEKDAYS[day] for day in sorted(quiet.weekdays)]) or "every day"
    if quiet.start is None and quiet.end is None:
        return days
    start = text.clock(quiet.start or time())
    return f"{days}, {start} to {text.clock(quiet.end) if quiet.end else 'midnight'}"
