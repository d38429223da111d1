"""A number that is known to be wrong is not dialled again.

The bank's own rule. Calls to a stranger cannot reach the borrower, and may tell the stranger of the
debt.
"""

from __future__ import annotations

from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.rule import HOUSE_SINCE, Answer, Question, rule, stop
from mortgage_collect.rules.texts import OWN_TEXT


@rule(
    id="house.bad_number",
    title="A number known to be wrong",
    asks=Question.MAY_CALL,
    cites=("Bank policy: bad number",),
    since=HOUSE_SINCE,
    binds=everyone,
    whom="Every bank that uses this program",
    text=OWN_TEXT,
    own=True,
)
def bad_number(facts: ContactFacts) -> Answer | None:
    if facts.point is None or not facts.point.bad or facts.answering:
        return None
    return stop(
        "This number is marked as wrong or not theirs. Choose another, or write.",
        brief="this number is marked as wrong",
    )
