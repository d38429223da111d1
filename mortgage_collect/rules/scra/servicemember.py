"""A person in military service, or close to it.

50 USC 3937(a) caps interest at 6 % for a debt from before the service, during it and, on a
mortgage, for a year after it; 3953 forbids foreclosure in that time without a court's order.
Neither forbids us to reach them. Whoever does should know it, and never threaten what may not be
done.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import FlagKind
from mortgage_collect.rules.facts import ContactFacts, everyone
from mortgage_collect.rules.question import EVERY_ACT
from mortgage_collect.rules.rule import Answer, caution, rule
from mortgage_collect.rules.texts import US_CODE_TEXT


@rule(
    id="scra.servicemember",
    title="Military service",
    asks=EVERY_ACT,
    cites=("50 USC 3937", "50 USC 3953"),
    since=date(2003, 12, 19),
    binds=everyone,
    whom="Everyone",
    text=US_CODE_TEXT,
)
def servicemember(facts: ContactFacts) -> Answer | None:
    if not any(facts.flagged(FlagKind.SERVICEMEMBER)):
        return None
    return caution(
        "Military service is on file. Check their status first: interest may be capped at 6 %, and"
        " no foreclosure may be mentioned as if it could simply go ahead.",
        brief="check their military status",
    )
