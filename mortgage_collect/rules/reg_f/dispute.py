"""A debt in dispute.

12 CFR 1006.38(c), (d): when the person disputes the debt in writing, or asks for the first lender's
name, within the validation period, we stop collecting until we have sent the answer. (d)(2): the
part in dispute may not be collected until then. A dispute after the period is over, or an answered
one, stops nothing. The bar is on collecting: the answer itself, and notices other laws demand, go
out all the same.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.notices import Bar, goes_past
from mortgage_collect.rules.question import TO_THE_PERSON
from mortgage_collect.rules.rule import Answer, caution, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.dispute",
    title="The debt is disputed",
    asks=TO_THE_PERSON,
    cites=("12 CFR 1006.38",),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors",
    text=REG_F_TEXT,
    absolute=True,
    attorney_too=True,
)
def dispute(facts: ContactFacts) -> Answer | None:
    flag = next(facts.flagged(FlagKind.DISPUTE), None)
    if flag is None:
        return None
    on = f"They disputed the debt on {text.day(flag.since)}"
    if flag.details.get("status") == "answered":
        return clear(f"{on}, and we have sent them the answer.")
    if flag.details.get("within_period") == "no":
        return caution(f"{on}, after the time for it. Answer it; nothing is stopped by it.")
    if facts.answering:
        return caution(f"{on}. They called: answer what they ask, and do not ask for payment.")
    if notice := goes_past(Bar.DISPUTE, facts):
        return caution(
            f"{on}. This may go out: {notice.title}. It may not ask for what is in dispute.",
            brief="the debt is disputed, and this may still go",
        )
    return stop(
        f"{on}. Until we have sent them the proof of the debt, we do not {facts.question.act} to"
        " collect it.",
        until=facts.after(flag),
        brief="the debt is disputed",
        instead="Send them the proof of the debt, or the first lender's name.",
    )
