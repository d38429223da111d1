"""Seven quiet days after a talk.

12 CFR 1006.14(b)(2)(i)(B) presumes that we comply while we do not call a person within seven days
in a row after a telephone conversation with them about the debt, the day of the talk being the
first of the seven. It does not matter who rang. (b)(3)(i): a call they agreed to may be placed all
the same. Like the limit on the number of calls this is a presumption, not a bar.
"""

from __future__ import annotations

from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.rules.counting import standing_consent
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.question import CALLS
from mortgage_collect.rules.rule import Answer, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.conversation_hold",
    title="Seven quiet days after a conversation",
    asks=CALLS,
    cites=("12 CFR 1006.14(b)(2)", "12 CFR 1006.14(b)(3)", "12 CFR 1006.14(b)(4)"),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors",
    text=REG_F_TEXT,
)
def conversation_hold(facts: ContactFacts) -> Answer:
    if facts.answering:
        return clear("They called us. Answering is not a call we place.")
    talks = [talk.on for talk in facts.ledger.talks]
    quiet = timedelta(days=facts.number("reg_f.days_after_conversation"))
    if not talks or facts.today >= (free := max(talks) + quiet):
        return clear(f"No talk with them in the last {quiet.days} days.")
    if agreed := standing_consent(facts):
        return clear(
            f"We talked on {text.day(max(talks))}, and they agreed on"
            f" {text.day(agreed.received_on)} to be called again."
        )
    return stop(
        f"We talked with them on {text.day(max(talks))}. After a talk we leave them in peace for"
        f" {quiet.days} days, that day included; the next call may be placed on {text.day(free)}.",
        until=facts.start_of(free),
        brief=f"we talked on {text.short_day(max(talks))}",
    )
