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
from mortgage_collect.rules.notices import Bar, goes_past
from mortgage_collect.rules.question import TO_THE_PERSON
from mortgage_collect.rules.rule import Answer, caution, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.cease",
    title="They told us in writing to stop",
    asks=TO_THE_PERSON,
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
    if notice := goes_past(Bar.CEASE, facts):
        return caution(
            f"{since} This may still go out, and may ask for nothing: {notice.title}"
            f" ({notice.cite}).",
            brief="they told us to stop, and this notice may still go",
        )
    return stop(
        f"{since} No {facts.question.acts}. Notices the law demands may still be mailed.",
        until=facts.after(flag),
        brief="they told us to stop",
        instead="Only what the law demands may still be mailed, and it may ask for nothing.",
    )
