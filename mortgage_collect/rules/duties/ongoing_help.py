"""Help that is under way stands for live contact: comment 39(a)-6 to 12 CFR 1024.39.

While an application is being worked on, the ongoing contact is enough; so it is while an offer
waits for its answer, until the last day on which it may be accepted, or fourteen days where nobody
entered that day. After a notice that the borrower is eligible for no option nothing more is owed
until the delinquency is cured and a new one begins.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core.calendar import DAY
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.spell import Spell
from mortgage_collect.rules.matters.matter import Matter
from mortgage_collect.rules.matters.span import Span
from mortgage_collect.rules.numbers import number

RECEIVED, DECIDED = "received", "decided"
ENDS = ("accepted", "rejected", "withdrawn", "closed", "failed")


def helped(life: LoanLife, spell: Spell, today: date) -> Iterator[Span]:
    """The stretches of a spell in which help was under way, or had been refused for good."""
    for matter in life.of(MatterKind.APPLICATION, today):
        received = matter.on(RECEIVED)
        if received is None:
            continue
        refused = _refused_on(matter)
        over = min((day for day in (matter.on(*ENDS), _lapsed_on(matter)) if day), default=None)
        yield Span(received, min((day for day in (refused, over) if day), default=None))
        if refused is not None and spell.holds_on(refused):
            yield Span(refused)


def _lapsed_on(matter: Matter) -> date | None:
    """The day after the last on which the latest offer may be accepted."""
    offers = [step for step in matter.all(DECIDED) if step.several("offered")]
    if not offers:
        return None
    days = number("reg_x.accept_days", on=offers[-1].on)
    return (offers[-1].day("accept_by") or offers[-1].on + timedelta(days=days)) + DAY


def _refused_on(matter: Matter) -> date | None:
    """The day of a decision that offers nothing."""
    return next((step.on for step in matter.all(DECIDED) if not step.several("offered")), None)
