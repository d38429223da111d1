"""A number or address that is known to be wrong is not used again.

The bank's own rule. What goes to a stranger cannot reach the borrower, and may tell the stranger of
the debt. A letter to the last known address may be owed all the same: whoever sends it should know
that mail came back.
"""

from __future__ import annotations

from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import HOUSE_SINCE, Answer, caution, rule, stop
from mortgage_collect.rules.texts import OWN_TEXT


@rule(
    id="house.bad_number",
    title="A number or address known to be wrong",
    asks=tuple(Question),
    cites=("Bank policy: bad number",),
    since=HOUSE_SINCE,
    binds=everyone,
    whom="Every bank that uses this program",
    text=OWN_TEXT,
    own=True,
)
def bad_number(facts: ContactFacts) -> Answer | None:
    if facts.question in (Question.MAY_WRITE, Question.MAY_VISIT):
        return _address(facts)
    if facts.point is None or not facts.point.bad or facts.answering:
        return None
    what = "address" if facts.question is Question.MAY_EMAIL else "number"
    return stop(
        f"This {what} is marked as wrong or not theirs. Choose another, or write.",
        brief=f"this {what} is marked as wrong",
    )


def _address(facts: ContactFacts) -> Answer | None:
    if facts.address is None or not facts.address.bad:
        return None
    if facts.question is Question.MAY_WRITE:
        return caution(
            "Mail to this address came back. Notices the law demands go to the last known address;"
            " look for a better one.",
            brief="mail to this address came back",
        )
    return stop(
        "They do not live at this address. Find the right one first.",
        brief="they do not live there",
    )
