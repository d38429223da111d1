"""The notice of a complete application: 12 CFR 1024.41(c)(3).

In writing, within five days of each time the application becomes complete, legal public holidays,
Saturdays and Sundays left out. It gives the day of the last completion (comment 41(c)(3)(i)-1), the
30 days of the evaluation, and what foreclosure has to wait for. Not owed where the acknowledgment
said complete and nothing was asked since, where the application was neither complete nor facially
complete more than 37 days before a sale, or where the decision is out already ((c)(3)(ii)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_counted_days
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.falling import first_of
from mortgage_collect.rules.duties.loss_mitigation.naming import COUNTED, called
from mortgage_collect.rules.duties.loss_mitigation.standing import ApplicationStanding, bound
from mortgage_collect.rules.duties.sale import days_before_sale
from mortgage_collect.rules.matters.application_words import COMPLETE_NOTICE, DECIDED
from mortgage_collect.rules.numbers import X_2017, number
from mortgage_collect.rules.texts import REG_X_TEXT


@duty(
    id="reg_x.complete_notice",
    title="Notice of a complete application",
    cites=("12 CFR 1024.41(c)(3)(i)",),
    since=X_2017,
    section="41b2",
    text=REG_X_TEXT,
    matter=MatterKind.APPLICATION,
)
def complete_notice(life: LoanLife, today: date) -> Iterator[Occasion]:
    for one in bound(life, today):
        decided = one.days(DECIDED)
        for day in _completions(one):
            if day < X_2017 or any(each <= day for each in decided):
                continue
            if not _far_enough(life, one, day):
                continue
            days = number("reg_x.complete_notice_days", on=day)
            yield Occasion(
                name=called(one, "complete", day),
                says=(
                    f"Tell them in writing that the application is complete as of {text.day(day)}."
                ),
                due=add_counted_days(day, days),
                opened=day,
                counted=f"{days} days after {text.day(day)}, {COUNTED}",
                done=one.days(COMPLETE_NOTICE),
                ended=first_of(one.over, *decided),
                about=one.id,
                act=Act(ActKind.STEP, COMPLETE_NOTICE),
            )


def _completions(one: ApplicationStanding) -> tuple[date, ...]:
    """Without the one of which the acknowledgment told."""
    told = 1 if one.course.told_complete else 0
    return tuple(sorted({max(day, one.begins) for day in one.course.completions[told:]}))


def _far_enough(life: LoanLife, one: ApplicationStanding, day: date) -> bool:
    facially = one.rights is not None and one.rights.evaluation
    days = days_before_sale(life, day)
    sale_days = number("reg_x.decision_sale_days", on=day)
    return facially or days is None or days > sale_days or one.kept_over_transfer
