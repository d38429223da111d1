"""Notices that may still be sent where everything else has to stop, each with what allows it.

A closed list: what is not on it may not go out. Which notice is meant is said in
`ContactFacts.message`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from mortgage_collect.core.citation import Citation
from mortgage_collect.rules.facts import ContactFacts
from mortgage_collect.rules.question import Question
from mortgage_collect.rules.states.law.reading import every_state


class Bar(StrEnum):
    """What a notice may get past."""

    CEASE = "cease"
    BANKRUPTCY = "bankruptcy"
    DISPUTE = "dispute"
    OPT_OUT = "opt_out"


@dataclass(frozen=True, slots=True)
class Notice:
    name: str
    title: str
    cite: Citation
    past: frozenset[Bar]


def _notice(name: str, title: str, cite: str, *past: Bar) -> Notice:
    return Notice(name, title, Citation(cite), frozenset(past))


CONFIRMATION = "opt_out_confirmation"
ESCROW_REFUND = "escrow_refund"
# Named in the comments to 12 CFR 1006.6(c)(2), and demanded of a servicer whatever else holds.
_DEMANDED = (Bar.CEASE, Bar.DISPUTE, Bar.OPT_OUT)

NOTICES: tuple[Notice, ...] = (
    _notice("ending_efforts", "We end our efforts", "12 CFR 1006.6(c)(2)(i)", Bar.CEASE),
    _notice("remedy_may_be_used", "A remedy we may use", "12 CFR 1006.6(c)(2)(ii)", Bar.CEASE),
    _notice("remedy_will_be_used", "A remedy we will use", "12 CFR 1006.6(c)(2)(iii)", Bar.CEASE),
    _notice(
        "early_intervention_notice", "Early intervention notice", "12 CFR 1024.39(d)(3)", *_DEMANDED
    ),
    _notice(
        "cease_early_intervention_notice",
        "Early intervention notice after a request to stop",
        "12 CFR 1024.39(d)(3)",
        *_DEMANDED,
    ),
    _notice(
        "force_placed_insurance_notice", "Notice of insurance we buy", "12 CFR 1024.37", *_DEMANDED
    ),
    _notice("rate_adjustment_notice", "Notice of a new rate", "12 CFR 1026.20", *_DEMANDED),
    _notice("periodic_statement", "Periodic statement", "12 CFR 1026.41", *_DEMANDED),
    _notice(
        "bankruptcy_early_intervention_notice",
        "Early intervention notice in a bankruptcy",
        "12 CFR 1024.39(c)(1)(iii)",
        Bar.BANKRUPTCY,
        Bar.OPT_OUT,
        Bar.DISPUTE,
    ),
    _notice(
        "bankruptcy_periodic_statement",
        "Periodic statement in a bankruptcy",
        "12 CFR 1026.41(f)",
        Bar.BANKRUPTCY,
        Bar.OPT_OUT,
        Bar.DISPUTE,
    ),
    _notice(
        "dispute_answer", "Our answer to their dispute", "12 CFR 1006.38", Bar.DISPUTE, Bar.OPT_OUT
    ),
    _notice(CONFIRMATION, "That we have noted it", "12 CFR 1006.14(h)(2)", Bar.OPT_OUT),
    # Money that is theirs goes back whatever they asked; it asks for nothing.
    _notice(
        ESCROW_REFUND,
        "What was left in escrow, paid back",
        "12 CFR 1024.34(b)(1)",
        *_DEMANDED,
        Bar.BANKRUPTCY,
    ),
)

_BY_NAME = {notice.name: notice for notice in NOTICES}


def goes_past(bar: Bar, facts: ContactFacts) -> Notice | None:
    """The notice about to be sent, when it may get past this bar in this way."""
    notice = _BY_NAME.get(facts.message)
    if notice is None or bar not in notice.past:
        return None
    if bar is Bar.OPT_OUT:
        # Confirmed once in the medium itself; demanded by law means by mail (1006.14(h)(2)).
        confirms = notice.name == CONFIRMATION
        fits = facts.question.electronic if confirms else facts.question is Question.MAY_WRITE
    else:
        fits = facts.question.on_paper
    return notice if fits else None


# Owed by a duty, though they get past no bar: rules/duties/.
_OWED = frozenset({"counseling_notice", "scra_notice", "delinquency_information"})


def owed(facts: ContactFacts) -> bool:
    """What is about to be sent is a notice that the law itself demands, and goes on paper."""
    name = facts.message
    if not name or not facts.question.on_paper:
        return False
    notice = _BY_NAME.get(name)
    demanded = notice is not None and Bar.OPT_OUT in notice.past and name != CONFIRMATION
    return (
        demanded
        or name in _OWED
        or any(each.id == name for place in every_state() for each in place.notices)
    )


def still_sent(message: str) -> bool:
    """May this message still go out after a request to stop? Unknown messages may not."""
    notice = _BY_NAME.get(message)
    return notice is not None and Bar.CEASE in notice.past


def title_of(message: str) -> str:
    """What a notice is called; one that is not on the list by its own name."""
    notice = _BY_NAME.get(message)
    return notice.title if notice is not None else message.replace("_", " ").capitalize()
