"""The hours in which a state lets a person be contacted.

Fla. Stat. § 559.72(17): not between 9 PM and 8 AM on the debtor's own clock without their prior
consent; since May 16, 2025 e-mail is exempt. 73 P.S. § 2270.4(b)(2): Pennsylvania's hours reach
refinancings and home-equity loans, not purchase-money mortgages. Mich. Comp. Laws § 445.252: unless
the debtor agreed in writing to another time. 940 CMR 7.04(1): Eastern time in Massachusetts, where
their own waking hours are not known. W. Va. Code § 46A-2-125(d), Vt. Consumer Protection Rule
104.02, Cal. Civ. Code § 1788.17 and Md. Code, Com. Law § 14-202(11): 8:00 AM to 9:00 PM. Wash. Rev.
Code § 19.16.250: 7:30 AM to 9:00 PM, licensed agencies only.

Where somebody may be in several zones the hour must suit them all. 9:00 PM sharp is too late, and
the first hour sharp is not too early. The entries are in `resources/states/`.
"""

from __future__ import annotations

from datetime import time
from zoneinfo import ZoneInfo

from mortgage_collect.core import text
from mortgage_collect.core.zones import zone_name
from mortgage_collect.rules.facts import ContactFacts
from mortgage_collect.rules.opening import opens
from mortgage_collect.rules.question import TO_THE_PERSON
from mortgage_collect.rules.rule import SINCE_UNKNOWN, Answer, clear, rule, stop
from mortgage_collect.rules.states.law.reach import Reaching, binds_here, reaching, sternest
from mortgage_collect.rules.states.law.state import Hours, Override
from mortgage_collect.rules.texts import STATES_TEXT

TIMED = tuple(each for each in TO_THE_PERSON if each.timed)


def _entries(facts: ContactFacts) -> list[Reaching[Hours]]:
    return reaching(facts, lambda place: place.hours)


@rule(
    id="states.hours",
    title="A state's hours",
    asks=TIMED,
    cites=(
        "940 CMR 7.04(1)",
        "Cal. Civ. Code § 1788.17 (importing 15 U.S.C. § 1692c(a)(1))",
        "Fla. Stat. § 559.72(17)",
        "Md. Code, Com. Law § 14-202(11) (importing FDCPA communication rules)",
        "Mich. Comp. Laws § 445.252",
        "73 P.S. § 2270.4(b)(2)",
        "Vt. Consumer Protection Rule 104.02",
        "W. Va. Code § 46A-2-125(d)",
        "Wash. Rev. Code § 19.16.250",
    ),
    since=SINCE_UNKNOWN,
    binds=binds_here(_entries),
    whom="Whom each entry names: in most states the lender too",
    text=STATES_TEXT,
    unverified=True,
)
def hours(facts: ContactFacts) -> Answer | None:
    return sternest(_entries(facts), _answer, facts) if facts.zones else None


def _answer(entry: Hours, facts: ContactFacts) -> Answer | None:
    if facts.answering:
        return clear("They called us.")
    if facts.question.channel in entry.exempt:
        return clear(f"{facts.question.acts.capitalize()} may go out at any hour. {entry.says}")
    zones = facts.zones | ({entry.clock} if entry.clock else frozenset())
    first, last = _hours(entry, facts)
    here = [(facts.at.astimezone(ZoneInfo(zone)).time(), zone) for zone in sorted(zones)]
    clocks = text.listed(sorted({f"{text.clock(wall)} {zone_name(zone)}" for wall, zone in here}))
    if all(first <= wall < last for wall, _ in here):
        return clear(f"It is {clocks} time. {entry.says}")
    if _agreed(entry, facts, [wall for wall, _ in here]):
        return clear(f"It is {clocks} time, and they agreed to it. {entry.says}")
    return stop(
        f"It is {clocks} time. {entry.says}",
        until=opens(facts.at, zones, first, last),
        brief=f"it is {clocks} time",
    )


def _hours(entry: Hours, facts: ContactFacts) -> tuple[time, time]:
    """The state's, or the bank's where they are narrower: figures by the entry's id."""
    first, last = (facts.tightened.get(f"{entry.id}.{end}") for end in ("first", "last"))
    return (
        entry.first if first is None else max(entry.first, time(*divmod(first, 60))),
        entry.last if last is None else min(entry.last, time(*divmod(last, 60))),
    )


def _agreed(entry: Hours, facts: ContactFacts, walls: list[time]) -> bool:
    """They agreed to this hour in the way the state asks for; a form nobody knows is not it."""
    agreed = facts.occasion.agreed_hours
    if agreed is None or entry.override is None:
        return False
    if entry.override is Override.WRITTEN and agreed.in_writing is not True:
        return False
    return all(agreed.first <= wall < agreed.last for wall in walls)
