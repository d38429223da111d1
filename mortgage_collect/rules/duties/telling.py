"""How far off a duty's day is as a person says it."""

from __future__ import annotations

from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.matter_words import Progress


def days_left(due: date | None, today: date) -> str:
    """ "5 days left", "today", "3 days late"; a day that is not told is said."""
    if due is None:
        return "no date"
    left = (due - today).days
    if left < 0:
        return f"{text.count(-left, 'day')} late"
    return "today" if left == 0 else f"{text.count(left, 'day')} left"


def stands(progress: Progress, due: date | None, closed_on: date | None, today: date) -> str:
    """How a duty stands, in a line: its day while it is owed, what came of it afterwards."""
    if progress.owed:
        day = f"{text.weekday(due)}: " if due is not None else ""
        return f"{day}{days_left(due, today)}"
    closed = f" {text.short_day(closed_on)}" if closed_on is not None else ""
    return f"{progress.label}{closed}"


def earliest(duty: str, day: date) -> str:
    """What the first day of a duty means. Of the day asked for papers it binds who names it, and
    not the borrower, whose papers may come at once."""
    if duty == "reg_x.reasonable_date":
        return f"no day before {text.day(day)} could be named"
    return f"not before {text.day(day)}"
