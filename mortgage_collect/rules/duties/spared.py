"""Whom the duties of early intervention spare, and when: 12 CFR 1024.39 and its comments.

Somebody who performs under an agreement that brings the loan current is not delinquent here
(comment 39(a)-1.ii), nor is one whose payment went to the former servicer in time, in the 60 days
that begin with a transfer, if the file shows it (-1.iii). A bankruptcy of any borrower and, where
we are a debt collector, a written request to stop take their part away ((c), (d)). Before a
transfer to us and after one from us, or once the loan is paid off, nothing is ours to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.remembered import answered_once
from mortgage_collect.rules.matters.bankruptcy import case_spans
from mortgage_collect.rules.matters.cease import cease_spans
from mortgage_collect.rules.matters.matter import Matter
from mortgage_collect.rules.matters.span import Span
from mortgage_collect.rules.numbers import X_2014, number

AGREED = "agreed"
MISDIRECTED = "misdirected"
OVER = (LoanStatus.PAID_OFF, LoanStatus.TRANSFERRED)


def performing(life: LoanLife) -> Iterator[Span]:
    """While an agreement that cures is performed."""
    for each in life.agreements:
        if each.cures:
            yield Span(each.since, each.until)


def misdirected(life: LoanLife, today: date) -> Iterator[Span]:
    """While a timely payment that went to the former servicer keeps the loan from being late."""
    for matter in life.of(MatterKind.TRANSFER, today):
        begins = effective(matter)
        if begins is None:
            continue
        end = begins + timedelta(days=number("reg_x.days_after_transfer", on=max(begins, X_2014)))
        for step in matter.all(MISDIRECTED):
            if step.yes("documented") is True and step.on < end:
                yield Span(max(step.on, begins), end)


@answered_once
def ceased(life: LoanLife, today: date) -> tuple[Span, ...]:
    """While a written request to stop holds, on a loan on which we are a debt collector."""
    if life.fdcpa is not True:
        return ()
    return tuple(
        span for matter in life.of(MatterKind.CEASE, today) for span in cease_spans(matter)
    )


@answered_once
def bankrupt(life: LoanLife, today: date) -> tuple[Span, ...]:
    """While a case of any borrower runs."""
    return tuple(
        span for matter in life.of(MatterKind.BANKRUPTCY, today) for span in case_spans(matter)
    )


def effective(matter: Matter) -> date | None:
    """The day on which a transfer takes effect, as agreed last."""
    agreed = matter.last(AGREED)
    return agreed.day("effective") if agreed else None


@answered_once
def came_to_us(life: LoanLife, today: date) -> date | None:
    """The day on which the servicing was transferred to us; None: we had it from the beginning."""
    return max(_moves(life, today, "in"), default=None)


@answered_once
def left_us(life: LoanLife, today: date) -> date | None:
    """The first day on which the loan is no longer ours to service, or is paid off."""
    days = list(_moves(life, today, "out"))
    since = life.status_on or date.min
    if life.status in OVER and since <= today:
        days.append(since)
    back = came_to_us(life, today)
    return min((day for day in days if back is None or day > back), default=None)


def first_spared(spans: Iterable[Span], due: date, today: date) -> date | None:
    """The day on which a duty fell away because of one of these spans; None: it did not.

    A span that began by the last day of the duty counts if it holds on that day, or today where
    that is still to come: one that was over by then only put it off.
    """
    days = (
        span.since
        for span in spans
        if span.since <= today and (span.since > due or span.holds_on(min(due, today)))
    )
    return min(days, default=None)


def _moves(life: LoanLife, today: date, direction: str) -> Iterator[date]:
    for matter in life.of(MatterKind.TRANSFER, today):
        day = effective(matter)
        if day is None or day > today:
            continue
        if any(step.text("direction") == direction for step in matter.all(AGREED)):
            yield day
