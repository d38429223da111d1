"""The pay string: one character a month-end, the newest last.

"0" is current, "1" one installment past due (thirty days), "2" two, up to "9" for nine and more;
"-" is a month nobody knows. The letters are the house's own choice, as every servicer's are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core.words import Counting, Word
from mortgage_collect.loanmath.delinquency import delinquency

UNKNOWN = "-"
MOST = 9


class Letter(Word):
    """A standing that says more than a number of months."""

    FORECLOSURE = "F"
    BANKRUPTCY = "B"
    REO = "R"
    PAID_OFF = "P"
    MODIFIED = "M"
    TRIAL = "T"


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """What is known at a month's end: the oldest unpaid due date then, None when nobody knows."""

    on: date
    next_due: date | None
    letter: Letter | None = None


def pay_string(
    months: Sequence[MonthEnd], counting: Counting = Counting.MBA, due_day: int | None = None
) -> str:
    """The characters of these month-ends, oldest first. `due_day` is the day the note names."""
    ordered = sorted(months, key=lambda each: each.on)
    return "".join(_character(each, counting, due_day) for each in ordered)


def _character(month: MonthEnd, counting: Counting, due_day: int | None) -> str:
    if month.letter is not None:
        return month.letter.value
    if month.next_due is None:
        return UNKNOWN
    return str(min(delinquency(month.next_due, month.on, counting, due_day).months, MOST))
