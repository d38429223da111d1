"""The decision on a complete application: 12 CFR 1024.41(c)(1).

Within 30 days of a complete application received more than 37 days before a sale, we evaluate it
for every option open to the borrower and tell in writing what is offered, or that nothing is. Where
more was asked for after it was complete, the 30 days run from the day on which it was complete
again ((c)(2)(iv)); until then we keep to the day that ran already. That being facially complete
more than 37 days before the sale is enough, where the later day is nearer, is our reading: the sale
has to wait for the decision all the same. One that came to us with the loan: 30 days from the
transfer ((k)(3)).

A paper of a third party that is missing is no reason to deny. Where it holds the decision up, a
notice says so within the 30 days, and the decision follows promptly when it is in ((c)(4)).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.naming import called, days_after
from mortgage_collect.rules.duties.loss_mitigation.standing import ApplicationStanding, bound
from mortgage_collect.rules.matters import application_words as word
from mortgage_collect.rules.numbers import X_2014, number
from mortgage_collect.rules.texts import REG_X_TEXT

ACT = Act(ActKind.STEP, word.DECIDED)


@duty(
    id="reg_x.decision",
    title="Decide the application",
    cites=("12 CFR 1024.41(c)(1)",),
    since=X_2014,
    section="41b2",
    text=REG_X_TEXT,
    matter=MatterKind.APPLICATION,
)
def decision(life: LoanLife, today: date) -> Iterator[Occasion]:
    for one in bound(life, today):
        if one.complete is not None and one.evaluation_owed:
            yield _occasion(one, one.complete)
            yield from _after_an_appeal_nobody_can_decide(one)


def _occasion(one: ApplicationStanding, complete: date) -> Occasion:
    due, counted, cites = decision_due(one, complete)
    says = f"Evaluate the application, complete since {text.day(complete)}, and send the decision."
    delay = next(
        (day for day in one.days(word.THIRD_PARTY_DELAY) if complete <= day <= due),
        None,
    )
    arrived = None
    if delay is not None:
        arrived = next(
            (day for day in one.days(word.THIRD_PARTY_RECEIVED) if day >= delay),
            None,
        )
        cites = ("12 CFR 1024.41(c)(4)",)
        counted = f"the notice of {text.day(delay)} told of a delay by a third party"
        says = (
            f"The third party's papers are in since {text.day(arrived)}: decide promptly."
            if arrived
            else "A third party's papers hold the decision up; go on asking for them."
        )
    return Occasion(
        name=called(one, "complete", complete),
        says=says,
        due=None if delay is not None else due,
        opened=complete,
        counted=counted,
        done=one.days(word.DECIDED),
        ended=one.over,
        held=delay is not None and arrived is None,
        about=one.id,
        act=ACT,
        cites=cites,
    )


def decision_due(one: ApplicationStanding, complete: date) -> tuple[date, str, tuple[str, ...]]:
    """The last day, how it is counted, and the paragraph where it is not the duty's own."""
    moved = one.transferred
    decided = [day for day in one.days(word.DECIDED) if day >= complete]
    if moved is not None and complete <= moved and not any(day <= moved for day in decided):
        days = number("reg_x.transfer_decision_days", on=moved)
        counted = f"{days} days after the transfer of {text.day(moved)}"
        return moved + timedelta(days=days), counted, ("12 CFR 1024.41(k)(3)",)
    days = number("reg_x.decision_days", on=complete)
    return complete + timedelta(days=days), days_after(days, complete), ()


def _after_an_appeal_nobody_can_decide(one: ApplicationStanding) -> Iterator[Occasion]:
    """(k)(4)(ii): an appeal that we cannot decide makes the application a complete one again.

    That its 30 days run from the transfer or the appeal, whichever is later, is our reading.
    """
    for found in one.answers:
        given = found.appeal_decision
        if found.appealed is not None and given is not None and found.outcome == word.UNABLE:
            yield _anew(one, found.appealed, given.on)


def _anew(one: ApplicationStanding, appealed: date, given: date) -> Occasion:
    begins = max(appealed, one.transferred or appealed)
    days = number("reg_x.transfer_decision_days", on=begins)
    return Occasion(
        name=called(one, "appeal", appealed),
        says="Evaluate the application anew: the appeal cannot be decided.",
        due=begins + timedelta(days=days),
        opened=given,
        counted=days_after(days, begins),
        done=one.days(word.DECIDED),
        ended=one.over,
        about=one.id,
        act=ACT,
        cites=("12 CFR 1024.41(k)(4)(ii)",),
        unverified=True,
    )
