"""Near the end of a short-term forbearance: comment 41(b)(1)-4.iii to 12 CFR 1024.41.

While a borrower performs under a short-term plan, diligence to complete the application may rest
until near its end. It is taken up at once when the plan is not kept, or when they ask; and near the
end of a forbearance we contact a borrower who is still delinquent. What is near is not said: the
last 30 days are our reading.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.falling import first_of
from mortgage_collect.rules.duties.loss_mitigation.naming import called
from mortgage_collect.rules.duties.loss_mitigation.standing import ApplicationStanding, bound
from mortgage_collect.rules.matters import application_words as word
from mortgage_collect.rules.matters.matter import Step
from mortgage_collect.rules.numbers import X_2017
from mortgage_collect.rules.texts import REG_X_TEXT

NEAR = timedelta(days=30)


@duty(
    id="reg_x.diligence",
    title="Contact before a forbearance ends",
    cites=("12 CFR 1024.41(b)(1)",),
    since=X_2017,
    section="41b2",
    text=REG_X_TEXT,
    unverified=True,
    matter=MatterKind.APPLICATION,
)
def diligence(life: LoanLife, today: date) -> Iterator[Occasion]:
    for one in bound(life, today):
        taken = one.days(word.ACCEPTED)
        for step in one.all(word.SHORT_TERM_OFFERED):
            began = next((day for day in taken if day >= step.on), None)
            if began is None or step.text("option") != word.FORBEARANCE:
                continue
            ends = plan_ends(step, began)
            if ends is None:
                yield _without_end(one, step, began)
                continue
            if life.delinquent_since(min(ends, today)) is None:
                continue
            yield Occasion(
                name=called(one, "forbearance until", ends),
                says=(
                    f"The forbearance ends on {text.day(ends)} and the loan is delinquent: ask"
                    " whether they want to complete their application."
                ),
                due=ends,
                opened=ends - NEAR,
                counted=f"from 30 days before the forbearance ends on {text.day(ends)}",
                done=(touch.on for touch in life.touches if touch.live or touch.effort),
                ended=first_of(one.over, one.facially, one.first(word.FAILED)),
                not_before=ends - NEAR,
                about=one.id,
                act=Act(ActKind.CONTACT),
            )


def _without_end(one: ApplicationStanding, offer: Step, began: date) -> Occasion:
    day = text.day(offer.on)
    return Occasion(
        name=called(one, "forbearance of", offer.on),
        says=(
            f"Nobody told when the forbearance offered on {day} ends, so nobody can say by when to"
            " ask about the application. Take that step back and write it down with its months or"
            " its last day."
        ),
        due=None,
        opened=began,
        ended=first_of(one.over, one.facially, one.first(word.FAILED)),
        about=one.id,
    )


def plan_ends(offer: Step, began: date) -> date | None:
    """The last day of a plan: as told, or its months after it was accepted; None: not known."""
    told = offer.day("ends_on")
    months = offer.number("months")
    if told is not None or months is None:
        return told
    return add_months(began, months)
