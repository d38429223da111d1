"""A number for a text, an address for an e-mail.

The bank's own rule: what is about to be used has to be of the kind the act needs. A landline takes
no text.
"""

from __future__ import annotations

from mortgage_collect.core.words import PointKind, PointLabel
from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.question import CALLS, Question
from mortgage_collect.rules.rule import HOUSE_SINCE, Answer, caution, rule, stop
from mortgage_collect.rules.texts import OWN_TEXT


@rule(
    id="house.point_fits",
    title="The right kind of number or address",
    asks=(*CALLS, Question.MAY_TEXT, Question.MAY_EMAIL),
    cites=("Bank policy: the right kind of number",),
    since=HOUSE_SINCE,
    binds=everyone,
    whom="Every bank that uses this program",
    text=OWN_TEXT,
    own=True,
)
def point_fits(facts: ContactFacts) -> Answer | None:
    point, question = facts.point, facts.question
    wanted = PointKind.EMAIL if question is Question.MAY_EMAIL else PointKind.PHONE
    what = "e-mail address" if wanted is PointKind.EMAIL else "number"
    if point is None:
        if question in CALLS and not facts.no_number:
            return None  # asked of the person, and of no number in particular
        return stop(f"No {what} of theirs is on file.", brief=f"no {what} on file")
    if point.kind is not wanted:
        return stop(f"This is no {what}. Choose another.", brief=f"this is no {what}")
    if question is Question.MAY_TEXT and point.label is PointLabel.HOME:
        return caution("A home line takes no texts. Choose a cell phone.", brief="a home line")
    return None
