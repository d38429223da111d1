"""The foreclosure sale as it was known on a day."""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.matters.matter import Matter

SET = ("sale_scheduled", "sale_moved")
OFF = ("sale_cancelled", "dismissed")
SOLD = "sold"


def sale_known(life: LoanLife, day: date) -> date | None:
    """The sale date that stood at the end of a day; None: there was none. A sale that was held
    stands for its own day. Of several foreclosures the nearest sale."""
    return min(
        (sale for matter in life.of(MatterKind.FORECLOSURE, day) if (sale := _stands(matter))),
        default=None,
    )


def _stands(matter: Matter) -> date | None:
    last = matter.last(*SET, *OFF, SOLD)
    if last is None or last.key in OFF:
        return None
    return last.on if last.key == SOLD else last.day("sale_on")
