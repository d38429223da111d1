"""Every text and every e-mail says how to end them.

12 CFR 1006.6(e): an electronic message carries a clear and conspicuous statement of a reasonable
and simple way to opt out of further ones to that address or number, at no charge and without having
to give more than the wish and the address. "Reply STOP" in a text, a link or "stop" in the subject
of an e-mail will do (comment 6(e)-1).
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.rules.facts import ContactFacts, fdcpa_binds
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.rule import Answer, clear, rule
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.opt_out_words",
    title="How to end texts or e-mails",
    asks=(Question.MAY_TEXT, Question.MAY_EMAIL),
    cites=("12 CFR 1006.6(e)",),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors",
    text=REG_F_TEXT,
)
def opt_out_words(facts: ContactFacts) -> Answer | None:
    if facts.message == "opt_out_confirmation":
        return None
    way = "\u201cReply STOP\u201d" if facts.question is Question.MAY_TEXT else "a link or a reply"
    return clear(f"It must say how to end {facts.question.acts}, simply and free: {way} will do.")
