"""A disaster where the person lives.

The bank's own rule. After a flood or a fire the bank may pause its calls until a day it names, and
its texts, e-mails and visits with them; while it has not, whoever reaches out should know what
happened. Letters go on: the law demands some of them.
"""

from __future__ import annotations

from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.question import TO_THE_PERSON, Question
from mortgage_collect.rules.rule import HOUSE_SINCE, Answer, caution, rule, stop
from mortgage_collect.rules.texts import OWN_TEXT


@rule(
    id="house.disaster",
    title="A disaster where they live",
    asks=TO_THE_PERSON,
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
    if paused and not facts.answering and facts.question is not Question.MAY_WRITE:
        return stop(
            f"The bank has paused its {facts.question.acts} to homes hit by this disaster.",
            until=facts.after(paused),
            brief="paused after a disaster",
        )
    return caution(
        "Their home is in a disaster area. Ask first how they are, and offer help.",
        brief="a disaster area",
    )
