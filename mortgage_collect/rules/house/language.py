"""The language they speak.

The bank's own rule. A person who does not understand us can agree to nothing, and to take an
agreement all the same is the kind of conduct examiners call unfair. Whoever knows that nobody here
speaks a language brings an interpreter.
"""

from __future__ import annotations

from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.question import EVERY_ACT
from mortgage_collect.rules.rule import HOUSE_SINCE, Answer, caution, rule
from mortgage_collect.rules.texts import OWN_TEXT


@rule(
    id="house.language",
    title="The language they speak",
    asks=EVERY_ACT,
    cites=("Bank policy: language",),
    since=HOUSE_SINCE,
    binds=everyone,
    whom="Every bank that uses this program",
    text=OWN_TEXT,
    own=True,
)
def language(facts: ContactFacts) -> Answer | None:
    if facts.language is None or facts.spoken_here is None or facts.language in facts.spoken_here:
        return None
    spoken = facts.language.label
    return caution(
        f"They speak {spoken}, and nobody here does. Have an interpreter or a translation ready.",
        brief=f"they speak {spoken}",
    )
