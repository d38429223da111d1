"""Notices of a servicing transfer, and the time in which no payment is late: 12 CFR 1024.33.

The former servicer tells the borrower at least fifteen days before the transfer, the new one within
fifteen days after it; one notice of both at least fifteen days before. After a transfer for cause,
or out of an insolvency, thirty days after it are enough. For sixty days, the first being the day of
the transfer, a payment the former servicer got in time is not late (c)(1). All days are days of the
calendar.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.deadline import Act, ActKind
from mortgage_collect.rules.duties.duty import Occasion, duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.matter import Matter, Step
from mortgage_collect.rules.matters.transfer import (
    AGREED,
    BOTH,
    CANCELLED,
    NOTICE_SENT,
    OUT,
)
from mortgage_collect.rules.numbers import number
from mortgage_collect.rules.texts import REG_X_TEXT

SINCE = date(2014, 1, 10)


def transfers(life: LoanLife, today: date) -> Iterator[tuple[Matter, Step, date]]:
    """Every transfer with what was last agreed, and the day it takes effect."""
    for matter in life.of(MatterKind.TRANSFER, today, SINCE):
        agreed = matter.last(AGREED)
        effective = agreed.day("effective") if agreed is not None else None
        if agreed is not None and effective is not None and effective >= SINCE:
            yield matter, agreed, effective


@duty(
    id="reg_x.transfer_notice",
    title="Notice of servicing transfer",
    cites=("12 CFR 1024.33(b)(3)",),
    since=SINCE,
    section="33",
    text=REG_X_TEXT,
    matter=MatterKind.TRANSFER,
)
def transfer_notice(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, agreed, effective in transfers(life, today):
        if agreed.yes("no_change"):
            continue
        sent = tuple(matter.all(NOTICE_SENT))
        together = any(step.text("by") == BOTH for step in sent)
        due, counted = _notice_due(agreed, effective, together=together)
        yield Occasion(
            name=f"transfer on {text.day(effective)}",
            says="Send the borrower the notice of transfer.",
            due=due,
            opened=matter.opened_on,
            counted=counted,
            done=(step.on for step in sent),
            ended=matter.on(CANCELLED),
            about=matter.id,
            act=Act(ActKind.STEP, NOTICE_SENT),
        )


def _notice_due(agreed: Step, effective: date, *, together: bool) -> tuple[date, str]:
    on = text.day(effective)
    if agreed.yes("for_cause"):
        days = number("reg_x.transfer_notice_for_cause", on=effective)
        return effective + timedelta(days=days), f"{days} days after the transfer on {on}"
    days = number("reg_x.transfer_notice_days", on=effective)
    # Which way it goes nobody entered: the nearer day.
    if together or agreed.text("direction") in (OUT, ""):
        return effective - timedelta(days=days), f"{days} days before the transfer on {on}"
    return effective + timedelta(days=days), f"{days} days after the transfer on {on}"


@duty(
    id="reg_x.transfer_grace",
    title="No payment late after a transfer",
    cites=("12 CFR 1024.33(c)(1)",),
    since=SINCE,
    section="33",
    text=REG_X_TEXT,
    matter=MatterKind.TRANSFER,
)
def transfer_grace(life: LoanLife, today: date) -> Iterator[Occasion]:
    for matter, agreed, effective in transfers(life, today):
        if agreed.text("direction") == OUT:
            continue
        days = number("reg_x.days_after_transfer", on=effective)
        free = effective + timedelta(days=days)
        last = free - timedelta(days=1)
        yield Occasion(
            name=f"transfer on {text.day(effective)}",
            says="A payment the former servicer got in time is not late, for a fee or for anything"
            f" else, through {text.day(last)}.",
            due=None,
            opened=effective,
            counted=f"{days} days, the first being {text.day(effective)}",
            not_before=free,
            ended=min(filter(None, (free, matter.on(CANCELLED)))),
            held=True,
            about=matter.id,
        )
