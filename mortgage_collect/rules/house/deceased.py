"""A borrower who has died.

The bank's own rule, without exception: nobody who died is called, texted, e-mailed or visited to
ask for payment; a letter goes to their estate. We speak with the person who now stands for them. 12
CFR 1006.6(a) counts an executor or administrator and a confirmed successor as the person we may
speak with.
"""

from __future__ import annotations

from mortgage_collect.core.words import FlagKind, Role
from mortgage_collect.rules.facts import ContactFacts, FlagFact, everyone
from mortgage_collect.rules.question import TO_THE_PERSON, Question
from mortgage_collect.rules.rule import HOUSE_SINCE, Answer, caution, rule, stop
from mortgage_collect.rules.texts import OWN_TEXT


@rule(
    id="house.deceased",
    title="The borrower has died",
    asks=TO_THE_PERSON,
    cites=("Bank policy: deceased borrower", "12 CFR 1006.6(a)"),
    since=HOUSE_SINCE,
    binds=everyone,
    whom="Every bank that uses this program",
    text=OWN_TEXT,
    absolute=True,
    own=True,
)
def deceased(facts: ContactFacts) -> Answer | None:
    deaths = list(facts.flagged(FlagKind.DECEASED))
    if not deaths:
        return None
    if any(_theirs(death, facts.role) for death in deaths) and not facts.answering:
        if facts.question is Question.MAY_WRITE:
            return caution(
                "This person has died. Address the letter to their estate or to whoever stands for"
                " it, and ask for nothing as the dead person's own debt.",
                brief="write to the estate",
            )
        return stop(
            f"This person has died. No {facts.question.acts}; speak only with the executor, the"
            " administrator or a confirmed successor, at a number or address of their own.",
            brief="this person has died",
        )
    return caution(
        "A borrower on this loan has died. Be gentle, and make sure who this person is to the"
        " estate before speaking of the loan.",
        brief="a borrower has died",
    )


def _theirs(death: FlagFact, role: Role) -> bool:
    """A successor or an executor is alive: on their record the death is the borrower's."""
    if "whose" in death.details:
        return death.own
    return role not in (Role.SUCCESSOR, Role.AUTHORIZED)
