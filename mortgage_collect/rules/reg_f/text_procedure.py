"""A number we may rely on for a text.

12 CFR 1006.6(d)(5) protects whoever texts a number after the person texted us from it about the
debt, or agreed to texts directly, when within the last sixty days they did so again, or a complete
and accurate database said that the number has not been given to somebody else. A call from the
number is no text (comment 6(d)(5)(i)-1). Without the procedure a text is not forbidden: somebody
else may read it, and then 12 CFR 1006.6(d)(1) is broken.
"""

from __future__ import annotations

from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.words import Consent
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Answer, caution, clear, rule
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.text_procedure",
    title="A number we may rely on for texts",
    asks=Question.MAY_TEXT,
    cites=(
        "12 CFR 1006.6(d)(3)",
        "12 CFR 1006.6(d)(5)",
    ),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors",
    text=REG_F_TEXT,
)
def text_procedure(facts: ContactFacts) -> Answer | None:
    point = facts.point
    if point is None:
        return None
    if point.used_on is None and point.consent_text is not Consent.GIVEN:
        return caution(
            "They never texted us from this number, and nothing shows that they agreed to texts."
            " Ask first.",
            brief="no agreement to texts on file",
        )
    days = facts.number("reg_f.text_days")
    signs = [on for on in (point.used_on, point.consent_on, point.checked_on) if on is not None]
    newest = max(signs, default=None)
    if newest is None or newest < facts.today - timedelta(days=days):
        last = f"since {text.day(newest)}" if newest else "that has a date"
        return caution(
            f"No sign {last} that this number is still theirs: the law looks back {days} days. Have"
            " the number checked, or ask them again.",
            brief="the number was not checked lately",
        )
    return clear(f"A sign of {text.day(newest)} that this number is theirs.")
