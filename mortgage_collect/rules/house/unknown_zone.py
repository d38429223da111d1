"""Nobody is reached at an hour whose time zone we do not know.

The bank's own rule for everyone. 12 CFR 1006.6(b)(1) goes by the local time at the person's place;
who does not know the place cannot know the hour, and a guess is not knowledge. A letter needs no
hour.
"""

from __future__ import annotations

from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import HOUSE_SINCE, Answer, rule, stop
from mortgage_collect.rules.texts import OWN_TEXT

ACTS = tuple(each for each in Question if each.timed)


@rule(
    id="house.unknown_zone",
    title="We do not know their time zone",
    asks=ACTS,
    cites=("Bank policy: unknown time zone", "12 CFR 1006.6(b)(1)"),
    since=HOUSE_SINCE,
    binds=everyone,
    whom="Every bank that uses this program",
    text=OWN_TEXT,
    own=True,
)
def unknown_zone(facts: ContactFacts) -> Answer | None:
    if facts.zones or facts.answering:
        return None
    return stop(
        "We do not know their time zone. Enter an address with its ZIP code, or ask by letter.",
        brief="we do not know their time zone",
    )
