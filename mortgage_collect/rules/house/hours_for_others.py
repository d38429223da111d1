"""Nobody else is rung at an hour at which the borrower would not be.

The bank's own rule. 12 CFR 1006.6(b)(1) protects the consumer; a neighbor who is asked where
somebody lives deserves no less, and a call at night about another's affairs annoys (12 CFR
1006.14(a)).
"""

from __future__ import annotations

from mortgage_collect.core import text
from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.opening import opens
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import HOUSE_SINCE, Answer, clear, rule, stop
from mortgage_collect.rules.texts import OWN_TEXT


@rule(
    id="house.hours_for_others",
    title="The hour at which others are asked",
    asks=Question.MAY_ASK_THIRD_PARTY,
    cites=(
        "Bank policy: hours for others",
        "12 CFR 1006.14(a)",
    ),
    since=HOUSE_SINCE,
    binds=everyone,
    whom="Every bank that uses this program",
    text=OWN_TEXT,
    own=True,
)
def hours_for_others(facts: ContactFacts) -> Answer | None:
    if not facts.zones:
        return None  # house.unknown_zone says what is to be said
    first, last = facts.hour("reg_f.first_hour"), facts.hour("reg_f.last_hour")
    if facts.answering or all(first <= wall.time() < last for _, wall in facts.local_times()):
        return clear("An hour at which others may be asked.")
    return stop(
        f"Others are asked from {text.clock(first)} to {text.clock(last)}, by their own clock.",
        until=opens(facts.at, facts.zones, first, last),
        brief="too early or too late there",
    )
