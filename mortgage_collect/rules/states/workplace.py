"""No calls at work once they asked, where a state says so.

940 CMR 7.04(1)(h): in Massachusetts an oral request holds for ten days unless it is confirmed in
writing; then it holds on. Vt. Consumer Protection Rules 104.02, 104.07: none after being told. Or.
Rev. Stat. § 646.639(2), from memory: likewise. The day of the request is not one of the ten.
"""

from __future__ import annotations

from datetime import timedelta

from mortgage_collect.core import text
from mortgage_collect.core.words import PointLabel
from mortgage_collect.rules.facts import ContactFacts
from mortgage_collect.rules.question import CALLS
from mortgage_collect.rules.rule import SINCE_UNKNOWN, Answer, caution, clear, rule, stop
from mortgage_collect.rules.states.law.reach import Reaching, binds_here, reaching, sternest
from mortgage_collect.rules.states.law.state import Workplace
from mortgage_collect.rules.texts import STATES_TEXT


def _entries(facts: ContactFacts) -> list[Reaching[Workplace]]:
    return reaching(facts, lambda place: place.workplaces)


@rule(
    id="states.workplace",
    title="A state's bar on calls at work",
    asks=CALLS,
    cites=(
        "940 CMR 7.04(1)(h)",
        "Vt. Consumer Protection Rules 104.02, 104.07",
        "Or. Rev. Stat. § 646.639(2)",
    ),
    since=SINCE_UNKNOWN,
    binds=binds_here(_entries),
    whom="Whom each entry names: the lender too",
    text=STATES_TEXT,
    unverified=True,
)
def workplace(facts: ContactFacts) -> Answer | None:
    point = facts.point
    if point is None:
        return None
    asked = point.work_barred or facts.occasion.no_work_calls is not None
    at_work = point.work_barred or point.label is PointLabel.WORK
    return sternest(_entries(facts), _answer, facts) if asked and at_work else None


def _answer(entry: Workplace, facts: ContactFacts) -> Answer:
    if facts.begun_by_person:
        return clear("They got in touch themselves: answer this once.")
    asked = facts.occasion.no_work_calls
    if asked is None or entry.oral_days is None or asked.in_writing:
        return stop(f"They asked not to be called at work. {entry.says}", brief="no calls at work")
    free = asked.said_on + timedelta(days=entry.oral_days + 1)
    said = f"They asked on {text.day(asked.said_on)} not to be called at work."
    if facts.today < free:
        return stop(f"{said} {entry.says}", until=facts.start_of(free), brief="no calls at work")
    if asked.in_writing is None:
        return caution(
            f"{said} The {entry.oral_days} days of a spoken request are over; it is not known"
            f" whether they wrote as well. {entry.says}",
            brief="they asked for no calls at work",
        )
    return clear(f"{said} The {entry.oral_days} days of a spoken request are over.")
