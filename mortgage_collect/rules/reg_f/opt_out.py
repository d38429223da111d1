"""A number, or the telephone as such, that the person asked us not to use.

12 CFR 1006.14(h)(1): we may not communicate, or try to, through a medium the person asked us not
to use; "stop calling" means no calls at all (comment 14(h)(1)-3), and asking to leave one number
alone bars that number. (h)(2): a person who uses that medium themselves may be answered that once.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.rule import Answer, Question, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.opt_out",
    title="A number they asked us not to use",
    asks=Question.MAY_CALL,
    cites=("12 CFR 1006.14(h)",),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors; every bank by its own policy",
    text=REG_F_TEXT,
    absolute=True,
    always_kept=True,
)
def opt_out(facts: ContactFacts) -> Answer | None:
    oral = next((f for f in facts.flagged(FlagKind.CEASE) if f.details.get("form") == "oral"), None)
    this_number = facts.point is not None and facts.point.opted_out
    if oral is None and not this_number:
        return None
    if facts.initiated_by_person or facts.answering:
        return clear("They asked us not to call, but they called us: answer this once.")
    if oral:
        return stop(
            "They asked us to stop calling. Write instead.",
            until=facts.after(oral),
            brief="they asked us to stop calling",
        )
    return stop(
        "They asked us not to use this number. Choose another, or write.",
        brief="they asked us not to use this number",
    )
