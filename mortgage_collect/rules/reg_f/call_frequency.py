"""How often one person may be called about one debt.

12 CFR 1006.14(b)(2)(i)(A) presumes that we comply while we place no more than seven calls to a
person about a particular debt within seven days in a row; (b)(2)(ii) presumes a violation beyond
that. The days roll: today and the six before it. (b)(3) leaves out calls the person agreed to and
calls that did not connect.

A presumption can be rebutted, so a person may go on with a good reason: a call broken off in the
middle, a question of theirs we cut short, a court's order. Such a call counts all the same, and so
does one made to satisfy 12 CFR 1024.39(a) (comment 14(b)(2)(ii)-2).
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.rules.counting import last_day, standing_consent
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.question import CALLS, Question
from mortgage_collect.rules.rule import Answer, Count, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.call_frequency",
    title="Seven calls in seven days",
    asks=(*CALLS, Question.MAY_ASK_THIRD_PARTY),
    cites=("12 CFR 1006.14(b)(2)", "12 CFR 1006.14(b)(3)", "12 CFR 1006.14(b)(4)"),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors",
    text=REG_F_TEXT,
)
def call_frequency(facts: ContactFacts) -> Answer:
    if facts.answering:
        return clear("They called us. Answering is not a call we place.")
    if agreed := standing_consent(facts):
        return clear(
            f"They agreed on {text.day(agreed.received_on)} to be called, through"
            f" {text.day(last_day(agreed, facts))}. This call is not counted.",
            brief="they agreed to a call",
        )

    allowed = facts.number("reg_f.calls_in_window")
    window = timedelta(days=facts.number("reg_f.window_days"))
    calls = facts.ledger.calls
    recent = calls[bisect_right(calls, facts.today - window) :]
    count = Count(len(recent), allowed, window.days)
    if not allowed:
        return stop("The bank places no calls about this debt.", brief="no calls", count=count)
    if len(recent) >= allowed:
        # The next call is free once the seventh from the last has left the window.
        free = recent[-allowed] + window
        return stop(
            f"{len(recent)} calls in the last {window.days} days; the limit is {allowed}."
            f" The next may be placed on {text.day(free)}.",
            until=facts.start_of(free),
            brief=f"{len(recent)} calls in {window.days} days",
            count=count,
        )
    used = f"{len(recent)} of {allowed} calls used"
    return clear(
        f"{used} in the last {window.days} days. This would be one more.", brief=used, count=count
    )
