"""The day of the foreclosure sale as it was known on a day, and when the first filing was made.

The rights of an application are fixed by the sale as it stood when the application came in: one set
or moved later takes nothing away (12 CFR 1024.41(b)(3) and its comments -1, -2). Where no sale was
set, the application came in more than 90 days before one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.foreclosure import (
    DISMISSED,
    FIRST_FILING,
    SALE_CANCELLED,
    SALE_MOVED,
    SALE_SCHEDULED,
    SOLD,
)
from mortgage_collect.rules.matters.matter import Step

# Of one day, the later word counts.
_ORDER = (SALE_SCHEDULED, SALE_MOVED, SALE_CANCELLED, DISMISSED, SOLD)


def _steps(life: LoanLife, day: date, *keys: str) -> Iterator[Step]:
    for matter in life.of(MatterKind.FORECLOSURE, day):
        yield from matter.all(*keys)


def sale_known(life: LoanLife, day: date) -> date | None:
    """The day of the sale as it was known at the end of a day; None: none was set.

    A day of sale that has passed without a sale being noted is none.
    """
    words = sorted(_steps(life, day, *_ORDER), key=lambda step: (step.on, _ORDER.index(step.key)))
    if not words:
        return None
    last = words[-1]
    if last.key == SOLD:
        return last.on
    sale = last.day("sale_on")
    return sale if sale is not None and sale >= day else None


def days_before_sale(life: LoanLife, day: date) -> int | None:
    """From a day to the sale as known on it; None: no sale was set."""
    sale = sale_known(life, day)
    return None if sale is None else (sale - day).days


def first_filing_on(life: LoanLife, today: date) -> date | None:
    """The day of the first notice or filing of a foreclosure that was not ended since."""
    days = []
    for matter in life.of(MatterKind.FORECLOSURE, today):
        filed, ended = matter.on(FIRST_FILING), matter.last(DISMISSED)
        if filed is not None and (ended is None or ended.on < filed):
            days.append(filed)
    return min(days, default=None)


def sold_on(life: LoanLife, today: date) -> date | None:
    return min((step.on for step in _steps(life, today, SOLD)), default=None)
