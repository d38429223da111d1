"""The appeal of a denied modification: 12 CFR 1024.41(h).

A denied trial or permanent modification may be appealed within 14 days of the decision, where the
application was complete 90 days or more before a sale or before the first filing. Somebody who took
no part in the evaluation reviews it ((h)(3); a supervisor who took no part may, comment -1) and the
decision is sent within 30 days, with at least 14 days to accept what it offers ((h)(4)). There is
no appeal of that. An appeal that comes to us with the loan, or after it: 30 days from the later of
the transfer and the appeal ((k)(4)(i)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.answer import Answer
from mortgage_collect.rules.duties.loss_mitigation.falling import first_of, passed
from mortgage_collect.rules.duties.loss_mitigation.naming import called, days_after
from mortgage_collect.rules.duties.loss_mitigation.standing import ApplicationStanding, bound
from mortgage_collect.rules.matters.application_words import APPEAL_DECIDED, APPEALED
from mortgage_collect.rules.numbers import X_2014, number
from mortgage_collect.rules.texts import REG_X_TEXT


@duty(
    id="reg_x.appeal_window",
    title="Their time to appeal",
    cites=("12 CFR 1024.41(h)(2)",),
    since=X_2014,
    section="41b2",
    text=REG_X_TEXT,
    matter=MatterKind.APPLICATION,
)
def appeal_window(life: LoanLife, today: date) -> Iterator[Occasion]:
    """The borrower's day: it falls away when it has passed, and nothing of ours is late."""
    for one, found in _answers(life, today):
        if found.appeal_until is None:
            continue
        until, given = found.appeal_until, found.decision.on
        yield Occasion(
            name=called(one, "denied", given),
            says=(
                f"They may appeal the denial of {text.listed(found.denied)} until"
                f" {text.day(until)}."
            ),
            due=until,
            opened=given,
            counted=days_after((until - given).days, given),
            done=[found.appealed] if found.appealed else [],
            ended=first_of(passed(until, today), found.superseded, one.over),
            about=one.id,
            act=Act(ActKind.STEP, APPEALED),
        )


@duty(
    id="reg_x.appeal_decision",
    title="Decide the appeal",
    cites=("12 CFR 1024.41(h)(4)",),
    since=X_2014,
    section="41b2",
    text=REG_X_TEXT,
    matter=MatterKind.APPLICATION,
)
def appeal_decision(life: LoanLife, today: date) -> Iterator[Occasion]:
    for one, found in _answers(life, today):
        if found.appealed is None:
            continue
        begins = found.appealed
        cites: tuple[str, ...] = ()
        days = number("reg_x.appeal_decision_days", on=begins)
        given = found.appeal_decision
        pending = given is None or one.transferred is None or given.on > one.transferred
        if one.transferred is not None and pending:
            begins = max(found.appealed, one.transferred)
            cites = ("12 CFR 1024.41(k)(4)(i)",)
        yield Occasion(
            name=called(one, "appeal", found.appealed),
            says=(
                f"Decide the appeal of {text.day(found.appealed)}, by somebody who took no part in"
                " the evaluation, and send the decision."
            ),
            due=begins + timedelta(days=days),
            opened=found.appealed,
            counted=days_after(days, begins),
            done=one.days(APPEAL_DECIDED),
            ended=one.over,
            about=one.id,
            act=Act(ActKind.STEP, APPEAL_DECIDED),
            cites=cites,
        )


def _answers(life: LoanLife, today: date) -> Iterator[tuple[ApplicationStanding, Answer]]:
    return ((one, found) for one in bound(life, today) for found in one.answers)
