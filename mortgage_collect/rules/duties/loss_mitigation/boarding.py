"""When a loan came to us, and when it left.

The transfer date is the day on which payments go to the new servicer by the notice of transfer (12
CFR 1024.41(k)(1)(ii)). What was received by the former servicer keeps its day ((k)(1)(i) and its
comment -2).
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.loss_mitigation.sale import sold_on

AGREED, INWARD, OUTWARD = "agreed", "in", "out"
GONE = (LoanStatus.PAID_OFF, LoanStatus.TRANSFERRED)


def _effective(life: LoanLife, today: date, direction: str) -> list[date]:
    return [
        day
        for matter in life.of(MatterKind.TRANSFER, today)
        for step in matter.all(AGREED)
        if step.text("direction") == direction
        and (day := step.day("effective")) is not None
        and day <= today
    ]


def came_in(life: LoanLife, today: date) -> date | None:
    """The day from which payments went to us; None: the loan was always here."""
    return max(_effective(life, today, INWARD), default=None)


def gone_on(life: LoanLife, today: date) -> date | None:
    """The day on which the loan left us: transferred, paid off, or its home sold."""
    days = _effective(life, today, OUTWARD)
    if life.status in GONE and life.status_on is not None and life.status_on <= today:
        days.append(life.status_on)
    sold = sold_on(life, today)
    if sold is not None:
        days.append(sold)
    inward = came_in(life, today)
    return min((day for day in days if inward is None or day > inward), default=None)
