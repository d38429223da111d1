"""Whether this person may hear of the debt at all.

12 CFR 1006.6(d)(1) lets us speak of a debt with the consumer, who includes a spouse, a guardian, an
executor and a confirmed successor ((a)), with their attorney, and with nobody else unless the
consumer agreed to it directly ((d)(2)). Somebody who says they speak for the borrower shows it
first. Where the law does not bind us we keep to it: what a bank knows of its customers is theirs.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import Role
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.question import TO_THE_PERSON
from mortgage_collect.rules.rule import Answer, caution, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.right_party",
    title="May they hear of the debt?",
    asks=TO_THE_PERSON,
    cites=(
        "12 CFR 1006.6(a)",
        "12 CFR 1006.6(d)(1)",
        "12 CFR 1006.6(d)(2)",
    ),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors; every bank by its own policy",
    text=REG_F_TEXT,
    absolute=True,
    always_kept=True,
)
def right_party(facts: ContactFacts) -> Answer | None:
    if facts.role is not Role.AUTHORIZED:
        return None
    if facts.authorized:
        return clear("The borrower agreed that we speak with them.")
    if facts.authorized is None or facts.answering:
        return caution(
            "Find the borrower's agreement before a word about the loan.",
            brief="look for the borrower's agreement",
        )
    return stop(
        "The borrower has not agreed that we speak with them. Ask the borrower first.",
        brief="the borrower has not agreed to it",
    )
