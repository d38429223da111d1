"""Asking others where the person is.

12 CFR 1006.10 lets us ask somebody else for the person's home address, home telephone and place of
work, and nothing more: we say our name, and whose place we confirm; the employer's name only when
expressly asked; never that there is a debt ((b)). (c): once, unless they ask us to, or we
reasonably believe that the answer was wrong or incomplete and that they know better now. Who knows
where the person is asks nobody (1006.6(d)(1)); not to have looked is not to be ignorant, and stops
us until somebody says that nothing on file is any good. Once we know of an attorney, the attorney
alone is asked (15 USC 1692b(6)).
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Answer, caution, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.location_call",
    title="Asking others where they are",
    asks=Question.MAY_ASK_THIRD_PARTY,
    cites=(
        "12 CFR 1006.10",
        "12 CFR 1006.6(d)(1)",
        "15 USC 1692b(6)",
    ),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors",
    text=REG_F_TEXT,
    absolute=True,
)
def location_call(facts: ContactFacts) -> Answer:
    attorney = next(facts.flagged(FlagKind.ATTORNEY), None)
    if attorney is not None and attorney.details.get("name") != "unreachable":
        return stop(
            "An attorney speaks for them: ask the attorney, and nobody else.",
            until=facts.after(attorney),
            brief="an attorney speaks for them",
            instead="Write to or call the attorney.",
        )
    if facts.location_known:
        return stop(
            "We know where they are: nobody else may be asked or told.",
            brief="we know where they are",
        )
    asked = facts.third_party
    if asked and asked.asked_on and not (asked.asked_us_back or asked.knows_more):
        return stop(
            f"They answered us on {text.day(asked.asked_on)}. Nobody is asked twice.",
            brief="they were asked before",
        )
    if facts.location_known is None:
        return stop(
            "It is not known whether we know where they are. Try what is on file first, and mark"
            " what is wrong: others are asked only once nothing else is left.",
            brief="what is on file was not tried",
            absolute=False,
            instead="Try the addresses and numbers on file.",
        )
    return caution(
        "Say your name, and that you confirm where somebody is. Our bank's name only when they ask."
        " Never that there is a debt.",
        brief="name no debt",
    )
