"""How long an offer may be answered: 12 CFR 1024.41(e).

At least 14 days after the offer where the application was complete 90 days or more before a sale,
at least 7 where it was complete more than 37 days before. Who is silent has rejected it ((e)(2)(i))
and an appeal leaves it open until 14 days after its decision ((e)(2)(iii)). An offer of the former
servicer keeps the time that is left of it ((k)(5)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.answer import Answer
from mortgage_collect.rules.duties.loss_mitigation.falling import first_of
from mortgage_collect.rules.duties.loss_mitigation.naming import called
from mortgage_collect.rules.duties.loss_mitigation.standing import ApplicationStanding, bound
from mortgage_collect.rules.matters.application_words import ACCEPTED
from mortgage_collect.rules.numbers import X_2014
from mortgage_collect.rules.texts import REG_X_TEXT


@duty(
    id="reg_x.acceptance",
    title="Their answer to the offer",
    cites=("12 CFR 1024.41(e)(1)",),
    since=X_2014,
    section="41b2",
    text=REG_X_TEXT,
    matter=MatterKind.APPLICATION,
)
def acceptance(life: LoanLife, today: date) -> Iterator[Occasion]:
    """The borrower's day: it falls away when it has passed, and nothing of ours is late."""
    for one in bound(life, today):
        for found in one.answers:
            if found.offered:
                yield _occasion(one, found)


def _occasion(one: ApplicationStanding, found: Answer) -> Occasion:
    until, given = found.accept_until, found.decision.on
    what = text.listed(found.offered)
    if found.appeal_pending:
        says = f"The offer ({what}) stays open until the appeal is decided."
    elif until is None:
        says = f"They may accept or reject {what}; no last day was told."
    else:
        says = f"They may accept or reject {what} until {text.day(until)}."
    accepted = found.accepted.on if found.accepted else None
    return Occasion(
        name=called(one, "offered", given),
        says=says,
        due=until,
        opened=given,
        counted=f"the offer of {text.day(given)}",
        done=[day for day in (accepted, found.rejected_on) if day is not None],
        ended=first_of(until if found.silent else None, found.superseded, one.over),
        held=found.appeal_pending,
        about=one.id,
        act=Act(ActKind.STEP, ACCEPTED),
    )
