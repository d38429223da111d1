"""An e-mail address we may rely on.

12 CFR 1006.6(d)(1) lets us speak of the debt with nobody but the person and those who stand for
them, and an e-mail may reach somebody else. (d)(3), (4) protect whoever sends one after a procedure
that finds a good address: (4)(i) the person wrote to us from it about the debt, or agreed to it
directly; (4)(ii) the creditor announced its use, left time to say no, and anyone can have an
address of that domain; (4)(iii) a collector before us had it in one of these ways, the last one
before us used it, and the person said no to none of them. Without a procedure an e-mail is not
forbidden: it is a risk.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import Consent
from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Answer, caution, clear, rule
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.email_procedure",
    title="An e-mail address we may rely on",
    asks=Question.MAY_EMAIL,
    cites=(
        "12 CFR 1006.6(d)(3)",
        "12 CFR 1006.6(d)(4)",
    ),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors",
    text=REG_F_TEXT,
)
def email_procedure(facts: ContactFacts) -> Answer | None:
    point = facts.point
    if point is None:
        return None
    if point.used_on is not None and point.used_on <= facts.latest_day:
        return clear("They wrote to us from this address about the debt.")
    if point.consent_email is Consent.GIVEN:
        return clear("They agreed to e-mails at this address.")
    announced = point.notice_ended is not None and point.notice_ended < facts.today
    if announced and point.public_domain and point.employer_gave is not True:
        return clear("The creditor announced e-mails to this address, and they did not say no.")
    if point.handed_down:
        return clear("The collector before us used this address, and they did not say no.")
    return caution(
        "Nothing on file shows that this address is theirs alone. Ask whether they agree to e-mails"
        " first, or leave the debt out.",
        brief="no agreement to e-mails on file",
    )
