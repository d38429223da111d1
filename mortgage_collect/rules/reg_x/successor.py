"""Somebody who follows the borrower in the home.

12 CFR 1024.30(d) makes a confirmed successor in interest a borrower for mortgage servicing; 12 CFR
1006.6(a)(5) makes them the person we may speak with. Until they are confirmed, we tell them which
papers show it (12 CFR 1024.36(i)), and nothing of the account. The day it came into force is from
general knowledge: UNVERIFIED.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import Role
from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.question import TO_THE_PERSON
from mortgage_collect.rules.rule import Answer, caution, clear, rule
from mortgage_collect.rules.texts import REG_X_TEXT


@rule(
    id="reg_x.successor",
    title="A successor in interest",
    asks=TO_THE_PERSON,
    cites=(
        "12 CFR 1024.30(d)",
        "12 CFR 1024.36(i)",
        "12 CFR 1006.6(a)",
    ),
    since=date(2018, 4, 19),
    binds=everyone,
    whom="Everyone",
    text=REG_X_TEXT,
)
def successor(facts: ContactFacts) -> Answer | None:
    if facts.role is not Role.SUCCESSOR:
        return None
    if facts.authorized:
        return clear("A confirmed successor: speak with them as with the borrower.")
    known = "They are not" if facts.authorized is False else "Nobody noted whether they are"
    return caution(
        f"{known} confirmed as the borrower's successor. Tell them which papers show it, and"
        " nothing of the account.",
        brief="not confirmed as a successor",
    )
