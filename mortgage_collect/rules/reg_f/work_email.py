"""An e-mail address the employer gave.

12 CFR 1006.22(f)(3): we may not write about the debt to an address that we know, or should know,
the employer provides, unless the person wrote to us from it or agreed to it directly
(1006.6(d)(4)(i)), or a collector before us used it in that way ((d)(4)(iii)). The employer may read
what is sent there.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import Consent, PointLabel
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Answer, caution, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.work_email",
    title="An e-mail address of their employer",
    asks=Question.MAY_EMAIL,
    cites=("12 CFR 1006.22(f)(3)",),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors",
    text=REG_F_TEXT,
    absolute=True,
)
def work_email(facts: ContactFacts) -> Answer | None:
    point = facts.point
    if point is None or point.employer_gave is False:
        return None
    if point.employer_gave is None:
        if point.label is not PointLabel.WORK:
            return None
        return caution(
            "This may be an address of their employer. Find out first, or use another.",
            brief="perhaps an address of their employer",
        )
    chosen = point.used_on is not None or point.consent_email is Consent.GIVEN
    if chosen or point.handed_down:
        return clear("An address of their employer, and they chose it themselves.")
    return stop(
        "Their employer gives them this address, and they did not choose it for this. Use another,"
        " or write a letter.",
        brief="an address of their employer",
    )
