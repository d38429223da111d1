"""What shows on the outside of a letter.

12 CFR 1006.22(f)(1) forbids postcards, and (2) any word or sign on the envelope but our address,
unless our name does not tell that we collect debts. A letter to a place of work is opened by
others: 12 CFR 1006.6(d)(1) lets nobody else learn of the debt.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import PointLabel
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Answer, caution, clear, rule
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.envelope",
    title="The outside of a letter",
    asks=Question.MAY_WRITE,
    cites=(
        "12 CFR 1006.22(f)",
        "12 CFR 1006.6(d)(1)",
    ),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors",
    text=REG_F_TEXT,
)
def envelope(facts: ContactFacts) -> Answer:
    closed = "In a closed envelope, with nothing on it that tells of a debt."
    if facts.address is not None and facts.address.label is PointLabel.WORK:
        return caution(f"Others open the mail at work. {closed}", brief="others open mail at work")
    return clear(closed)
