"""The acknowledgment of an application: 12 CFR 1024.41(b)(2)(i)(B).

In writing, within five days of receipt, legal public holidays, Saturdays and Sundays left out; owed
where the application came in 45 days or more before a sale. It says whether the application is
complete; if not, what is missing and by which day to send it; and that other servicers of loans on
the home should be asked. A loan that comes to us with an application not acknowledged yet: ten such
days from the transfer, if the former servicer's time had not run out ((k)(2)(i)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.calendar import DAY, add_counted_days
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.falling import first_of
from mortgage_collect.rules.duties.loss_mitigation.naming import COUNTED, called
from mortgage_collect.rules.duties.loss_mitigation.reasonable_date import reasonable_day
from mortgage_collect.rules.duties.loss_mitigation.standing import ApplicationStanding, bound
from mortgage_collect.rules.matters.application_words import ACKNOWLEDGED, DECIDED
from mortgage_collect.rules.numbers import X_2014, number
from mortgage_collect.rules.texts import REG_X_TEXT


@duty(
    id="reg_x.acknowledgment",
    title="Acknowledge the application",
    cites=("12 CFR 1024.41(b)(2)(i)(B)",),
    since=X_2014,
    section="41b2",
    text=REG_X_TEXT,
    matter=MatterKind.APPLICATION,
)
def acknowledgment(life: LoanLife, today: date) -> Iterator[Occasion]:
    for one in bound(life, today):
        if not one.acknowledgment_owed:
            continue
        due, counted, cite = acknowledgment_due(one)
        notice_on = one.acknowledged.on if one.acknowledged else today
        day = reasonable_day(life, one, notice_on).suggested
        yield Occasion(
            name=called(one),
            says=(
                f"Acknowledge the application of {text.day(one.received)} in writing. If something"
                f" is missing, ask for it by {text.day(day)}."
            ),
            due=due,
            opened=one.begins,
            counted=counted,
            done=one.days(ACKNOWLEDGED),
            ended=first_of(one.over, _too_late(one, due)),
            about=one.id,
            act=Act(ActKind.STEP, ACKNOWLEDGED),
            cites=(cite,) if cite else (),
        )


def _too_late(one: ApplicationStanding, due: date) -> date | None:
    """Once it is decided nothing is left to acknowledge: what was not sent in time was missed."""
    decided = min(one.days(DECIDED), default=None)
    return None if decided is None else max(decided, due + DAY)


def acknowledgment_due(one: ApplicationStanding) -> tuple[date, str, str]:
    """The last day, how it is counted, and the paragraph where it is not the duty's own."""
    begins = one.begins
    days = number("reg_x.acknowledgment_days", on=begins)
    due = add_counted_days(begins, days)
    moved = one.transferred
    theirs = one.acknowledged is not None and moved is not None and one.acknowledged.on <= moved
    if moved is not None and due >= moved and not theirs:
        days = number("reg_x.transfer_acknowledgment_days", on=moved)
        says = f"{days} days after the transfer of {text.day(moved)}, {COUNTED}"
        return add_counted_days(moved, days), says, "12 CFR 1024.41(k)(2)(i)"
    return due, f"{days} days after {text.day(begins)}, {COUNTED}", ""
