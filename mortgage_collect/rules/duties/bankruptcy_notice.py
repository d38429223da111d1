"""The one written notice in a bankruptcy: 12 CFR 1024.39(c)(1)(ii) and (iii).

Delinquent at the petition: by the 45th day after it. Delinquent later in the case: by the 45th day
after that due date. Once in a case, whatever was sent in the 180 days before, and no second one
when the case is revived (comment 39(c)(2)-1); where it was revived and none had been given, the 45
days are counted from the revival (our reading: the text does not say). It asks for no payment, and
may go to counsel. None is owed where no option is open to the borrower, or where we are a debt
collector and any borrower asked in writing to stop.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.spared import (
    came_to_us,
    ceased,
    first_spared,
    left_us,
    performing,
)
from mortgage_collect.rules.duties.spell import Spell, spells
from mortgage_collect.rules.matters.bankruptcy import case_spans
from mortgage_collect.rules.matters.matter import Matter
from mortgage_collect.rules.matters.span import Span
from mortgage_collect.rules.numbers import X_2014, number

BANKRUPT = "bankruptcy_early_intervention_notice"


def notices_in_bankruptcy(life: LoanLife, today: date) -> Iterator[Occasion]:
    """What is owed in each case, until its one notice was given."""
    if life.options_available is False:
        return
    for matter in life.of(MatterKind.BANKRUPTCY, today):
        given = [day for day in life.sent(BANKRUPT) if matter.opened_on <= day <= today]
        for span in case_spans(matter):
            yield from _in_span(life, matter, span, given, today)


def _in_span(
    life: LoanLife, matter: Matter, span: Span, given: list[date], today: date
) -> Iterator[Occasion]:
    """The occasions of one stretch of a case, until the notice was given."""
    spans = (*performing(life), *ceased(life, today))
    begins, over = came_to_us(life, today), left_us(life, today)
    for spell in spells(life, today):
        counted_from = _counted_from(spell, span)
        if counted_from is None or any(day < counted_from for day in given):
            continue
        days = number("reg_x.days_to_notice", on=max(counted_from, X_2014))
        due = counted_from + timedelta(days=days)
        spared = first_spared(spans, due, today)
        if (spared is not None and spared <= counted_from) or (begins and due < begins):
            continue
        if over is not None and over <= counted_from:
            continue
        ends = (spell.until, span.until, spared, over)
        at_petition = "the petition of " if counted_from == matter.opened_on else ""
        yield Occasion(
            name=f"case of {text.day(matter.opened_on)}, from {text.day(counted_from)}",
            says=(
                "Send the one written notice of this bankruptcy, to counsel if there is one; it"
                " asks for no payment."
            ),
            due=due,
            opened=counted_from,
            counted=f"{days} days after {at_petition}{text.day(counted_from)}",
            done=given,
            ended=min((day for day in ends if day), default=None),
            about=matter.id,
            act=Act(ActKind.NOTICE, BANKRUPT),
            cites=("12 CFR 1024.39(c)(1)(iii)",),
        )


def _counted_from(spell: Spell, span: Span) -> date | None:
    """The petition, where the loan was late then, or the due date that made it late in the case."""
    if spell.holds_on(span.since):
        return span.since
    days = number("reg_x.days_to_notice", on=max(spell.since, X_2014))
    first = spell.reaching(days).due_on
    return first if span.holds_on(first) else None
