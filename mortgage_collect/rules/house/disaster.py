"""A disaster where the person lives.

The bank's own rule. After a flood or a fire the bank may pause its calls until a day it names;
while it has not, a caller should know what happened before they dial.
"""

from __future__ import annotations

from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.rule import HOUSE_SINCE, Answer, Question, caution, rule, stop
from mortgage_collect.rules.texts import OWN_TEXT


@rule(
    id="house.disaster",
    title="A disaster where they live",
    asks=Question.MAY_CALL,
    cites=("Bank policy: disaster",),
    since=HOUSE_SINCE,
    binds=everyone,
    whom="Every bank that uses this program",
    text=OWN_TEXT,
    own=True,
)
def disaster(facts: ContactFacts) -> Answer | None:
    flags = list(facts.flagged(FlagKind.DISASTER))
    if not flags:
        return None
    paused = next((f for f in flags if f.details.get("pause_calls") == "yes"), None)
    if paused and not facts.answering:
        return stop(
            "The bank has paused calls to homes hit by this disaster.",
            until=facts.after(paused),
            brief="calls are paused after a disaster",
        )
    return caution(
        "Their home is in a disaster area. Ask first how they are, and offer help.",
        brief="a disaster area",
    )
