"""Calls and texts a machine places, and voices that were recorded before.

47 USC 227(b)(1)(A) forbids to call a cell phone, or to text it, with an automatic dialing system,
or with an artificial or prerecorded voice, without the person's prior express consent; (B) forbids
such a voice on a home line, with exemptions that the Commission made. A number somebody gave for
the debt is consent, consent may be taken back by any reasonable means, and a call dialed by hand
is outside the rule (orders of the Commission and of the courts, from general knowledge:
UNVERIFIED).
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import Consent, PointLabel
from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.question import CALLS, Question
from mortgage_collect.rules.rule import Answer, caution, clear, rule, stop
from mortgage_collect.rules.texts import US_CODE_TEXT, Text


@rule(
    id="tcpa.automatic_calls",
    title="Automatic calls and recorded voices",
    asks=(*CALLS, Question.MAY_TEXT),
    cites=("47 USC 227(b)(1)",),
    since=date(1992, 12, 20),
    binds=everyone,
    whom="Everyone",
    text=Text(US_CODE_TEXT.as_of, f"{US_CODE_TEXT.name}; orders of the FCC from general knowledge"),
    absolute=True,
)
def automatic_calls(facts: ContactFacts) -> Answer | None:
    point = facts.point
    if point is None or facts.answering:
        return None
    by_machine = facts.dialed_by_hand is False or facts.prerecorded
    if not by_machine and facts.dialed_by_hand:
        return None
    if point.consent is Consent.GIVEN:
        return clear("They agreed to automatic calls and texts to this number.")
    at_home = point.label is PointLabel.HOME and facts.question is not Question.MAY_TEXT
    if at_home and not facts.prerecorded:
        return None
    if not by_machine or (at_home and point.consent is not Consent.REVOKED):
        return caution(
            "Dial by hand: nothing shows that they agreed to automatic calls or recorded voices.",
            brief="dial by hand",
        )
    return stop(
        "They have not agreed to automatic calls or texts to this number. Dial by hand.",
        brief="no agreement to automatic calls",
        instead="Dial by hand.",
    )
