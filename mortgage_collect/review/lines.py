"""Every line of the financial review, in the order in which people talk.

The fields are those of the industry's mortgage assistance application (Fannie Mae and Freddie Mac
Form 710, edition of April 2023); the pages of housing costs, debts and living expenses are the
bank's own, since that form has none and a surplus cannot be told without them.
"""

from __future__ import annotations

from typing import Final

from mortgage_collect.review.line import LineSpec
from mortgage_collect.review.lines_closing import ASSETS, CERTIFICATION, INTENT
from mortgage_collect.review.lines_contact import CONTACT, HARDSHIP, OCCUPANCY
from mortgage_collect.review.lines_expenses import DEBTS, HOUSING, LIVING
from mortgage_collect.review.lines_income import INCOME

__all__ = ["BY_KEY", "LINES", "LineSpec", "line"]

LINES: Final[tuple[LineSpec, ...]] = (
    *CONTACT,
    *OCCUPANCY,
    *HARDSHIP,
    *INCOME,
    *HOUSING,
    *DEBTS,
    *LIVING,
    *ASSETS,
    *INTENT,
    *CERTIFICATION,
)

BY_KEY: Final[dict[str, LineSpec]] = {line.key: line for line in LINES}


def line(key: str) -> LineSpec:
    """The line with this key; KeyError when the review has none."""
    return BY_KEY[key]
