"""A message left on a machine.

Somebody else may hear it, and 12 CFR 1006.6(d)(1) lets nobody else learn of the debt. A message
that says no more than 12 CFR 1006.2(j) allows (a business name that does not tell of debts, a wish
to be called back, whom to ask for, and the number) is no communication about it. To a number known
to be a friend's it is not even that (comment 2(j)-2).
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import PointLabel
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Answer, caution, clear, rule
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.machine_message",
    title="A message left on a machine",
    asks=Question.MAY_LEAVE_MESSAGE,
    cites=(
        "12 CFR 1006.2(j)",
        "12 CFR 1006.6(d)(1)",
    ),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors",
    text=REG_F_TEXT,
)
def machine_message(facts: ContactFacts) -> Answer | None:
    point = facts.point
    if point is None:
        return None
    only = "Leave only our name, the wish to be called back, whom to ask for and the number."
    if point.label in (PointLabel.WORK, PointLabel.OTHER):
        return caution(f"Others may hear this machine. {only}", brief="others may hear it")
    return clear(only)
