"""A debt in dispute.

12 CFR 1006.38(c), (d): when the person disputes the debt in writing, or asks for the first lender's
name, within the validation period, we stop collecting until we have sent the answer. (d)(2): the
part in dispute may not be collected until then. A dispute after the period is over, or an answered
one, does not stop calls. The bar is on collecting: a call about something else remains possible.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.rule import Answer, Question, caution, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.dispute",
    title="The debt is disputed",
    asks=Question.MAY_CALL,
    cites=("12 CFR 1006.38",),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors",
    text=REG_F_TEXT,
)
def dispute(facts: ContactFacts) -> Answer | None:
    flag = next(facts.flagged(FlagKind.DISPUTE), None)
    if flag is None:
        return None
    on = f"They disputed the debt on {text.day(flag.since)}"
    if flag.details.get("status") == "answered":
        return clear(f"{on}, and we have sent them the answer.")
    if flag.details.get("within_period") == "no":
        return caution(f"{on}, after the time for it. Answer it; calls are not stopped.")
    if facts.answering:
        return caution(f"{on}. They called: answer what they ask, and do not ask for payment.")
    return stop(
        f"{on}. Until we have sent them the proof of the debt, we do not call to collect it.",
        until=facts.after(flag),
        brief="the debt is disputed",
    )
