"""The foreclosure sale as it was known on a day, and when the first filing was made.

The rights of an application are fixed by the sale as it stood when the application came in: one set
or moved later takes nothing away (12 CFR 1024.41(b)(3) and its comments -1, -2). Where no sale was
set, the application came in more than 90 days before one.
"""

from __future__ import annotations

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
from mortgage_collect.rules.matters.matter import Matter, Step

# Of one day, the later of these words counts.
WORDS = (SALE_SCHEDULED, SALE_MOVED, SALE_CANCELLED, DISMISSED, SOLD)


def sale_known(life: LoanLife, day: date) -> date | None:
    """The sale date that stood at the end of a day; None: there was none. A sale that was held
    stands for its own day. Of several foreclosures the nearest sale."""
    return min(
        (sale for matter in life.of(MatterKind.FORECLOSURE, day) if (sale := _stands(matter))),
        default=None,
    )


def days_before_sale(life: LoanLife, day: date) -> int | None:
    """From a day to the sale as known on it; None: no sale was set.

    A day of sale that has passed, of which nobody noted that the sale was held, is none.
    """
    days = []
    for matter in life.of(MatterKind.FORECLOSURE, day):
        last, sale = _last_word(matter), _stands(matter)
        if last is not None and sale is not None and (sale >= day or last.key == SOLD):
            days.append((sale - day).days)
    return min(days, default=None)


def first_filing_on(life: LoanLife, today: date) -> date | None:
    """The day of the first notice or filing of a foreclosure that was not ended since."""
    days: list[date] = []
    for matter in life.of(MatterKind.FORECLOSURE, today):
        ended = matter.last(DISMISSED)
        days += [s.on for s in matter.all(FIRST_FILING) if ended is None or s.on > ended.on]
    return min(days, default=None)


def sold_on(life: LoanLife, today: date) -> date | None:
    """The day on which the home was sold; None: it was not."""
    found = (matter.on(SOLD) for matter in life.of(MatterKind.FORECLOSURE, today))
    return min((day for day in found if day is not None), default=None)


def _stands(matter: Matter) -> date | None:
    last = _last_word(matter)
    if last is None:
        return None
    return last.on if last.key == SOLD else last.day("sale_on")  # one called off names no day


def _last_word(matter: Matter) -> Step | None:
    return max(matter.all(*WORDS), key=lambda step: (step.on, WORDS.index(step.key)), default=None)
