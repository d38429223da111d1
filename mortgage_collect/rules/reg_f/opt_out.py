"""A number, an address or a medium that the person asked us not to use.

12 CFR 1006.14(h)(1): we may not communicate, or try to, through a medium the person asked us not to
use; "stop calling" means no calls at all (comment 14(h)(1)-3), and asking to leave one number alone
bars that number. (h)(2): the wish may be confirmed once, a person who uses that medium themselves
may be answered that once, and what the law demands in that medium is still sent. Consent to texts
or e-mails taken back is such a wish (12 CFR 1006.6(e)).
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.words import Consent, FlagKind
from mortgage_collect.rules.facts import ContactFacts, FlagFact, fdcpa_binds
from mortgage_collect.rules.notices import Bar, goes_past
from mortgage_collect.rules.question import TO_THE_PERSON, Question
from mortgage_collect.rules.rule import Answer, caution, clear, rule, stop
from mortgage_collect.rules.texts import REG_F_TEXT


@rule(
    id="reg_f.opt_out",
    title="A way they asked us not to use",
    asks=TO_THE_PERSON,
    cites=("12 CFR 1006.14(h)", "12 CFR 1006.6(e)"),
    since=date(2021, 11, 30),
    binds=fdcpa_binds,
    whom="Debt collectors; every bank by its own policy",
    text=REG_F_TEXT,
    absolute=True,
    always_kept=True,
)
def opt_out(facts: ContactFacts) -> Answer | None:
    acts = facts.question.acts
    medium = next(filter(lambda flag: _about_this(flag, facts), _by_word(facts)), None)
    if medium is None and not _this_one(facts):
        return None
    if facts.begun_by_person:
        return clear(f"They asked for no {acts}, but they got in touch so: answer this once.")
    if notice := goes_past(Bar.OPT_OUT, facts):
        return caution(f"They asked for no {acts}. This may still go out: {notice.title}.")
    if medium:
        return stop(
            f"They asked us to stop {acts}. Choose another way.",
            until=facts.after(medium),
            brief=f"they asked us to stop {acts}",
            instead=f"Choose a way other than {acts}.",
        )
    what = "address" if facts.question in AT_AN_ADDRESS else "number"
    return stop(
        f"They asked us not to use this {what}. Choose another, or another way.",
        brief=f"they asked us not to use this {what}",
    )


AT_AN_ADDRESS = (Question.MAY_EMAIL, Question.MAY_WRITE, Question.MAY_VISIT)


def _by_word(facts: ContactFacts) -> list[FlagFact]:
    return [f for f in facts.flagged(FlagKind.CEASE) if f.details.get("form") == "oral"]


def _about_this(flag: FlagFact, facts: ContactFacts) -> bool:
    """Asked by word of mouth: calls, unless they named another medium."""
    return flag.details.get("medium", "call") == facts.question.channel.value


def _this_one(facts: ContactFacts) -> bool:
    """The number or the address about to be used is the one they mean."""
    point, address, question = facts.point, facts.address, facts.question
    if question in (Question.MAY_WRITE, Question.MAY_VISIT):
        return address is not None and address.opted_out
    if point is None:
        return False
    taken_back = (question is Question.MAY_TEXT and point.consent_text is Consent.REVOKED) or (
        question is Question.MAY_EMAIL and point.consent_email is Consent.REVOKED
    )
    return point.opted_out or taken_back
