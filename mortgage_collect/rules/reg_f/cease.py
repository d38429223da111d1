"""A person who told us in writing to stop.

12 CFR 1006.6(c)(1): from the day we receive a written refusal to pay, or a written wish that we
stop communicating, we stop. A letter binds on receipt, not when it was mailed (comment 6(c)(1)-1).
(c)(2) leaves three messages: that we end our efforts, that we may use a remedy we ordinarily use,
that we intend to use it. Notices other laws demand of a mortgage servicer still go out (comments
6(c)(2)-1 and -2). An oral "stop calling" is for the rule on opting out.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.rule import Answer, Question, caution, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT

STILL_SENT = {
    "ending_efforts": "12 CFR 1006.6(c)(2)(i)",
    "remedy_may_be_used": "12 CFR 1006.6(c)(2)(ii)",
    "remedy_will_be_used": "12 CFR 1006.6(c)(2)(iii)",
    "early_intervention_notice": "12 CFR 1024.39(d)(3)",
    "force_placed_insurance_notice": "12 CFR 1024.37",
    "rate_adjustment_notice": "12 CFR 1026.20",
    "periodic_statement": "12 CFR 1026.41",
}


@rule(
    id="reg_f.cease",
    title="They told us in writing to stop",
    asks=Question.MAY_CALL,
    cites=("12 CFR 1006.6(c)",),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors; every bank by its own policy",
    text=REG_F_TEXT,
    absolute=True,
    always_kept=True,
)
def cease(facts: ContactFacts) -> Answer | None:
    written = (f for f in facts.flagged(FlagKind.CEASE) if f.details.get("form") != "oral")
    flag = next(written, None)
    if flag is None:
        return None
    since = f"We received their request to stop on {text.day(flag.since)}."
    if facts.answering:
        return caution(f"{since} They called: answer what they ask, and ask for nothing.")
    return stop(
        f"{since} No calls. Notices the law demands may still be mailed.",
        until=facts.after(flag),
        brief="they told us to stop",
    )


def still_sent(message: str) -> bool:
    """May this message still go out after a request to stop? Unknown messages may not."""
    return message in STILL_SENT
