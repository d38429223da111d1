"""What an occasion is called, and how days are said to be counted."""

from __future__ import annotations

from datetime import date

from mortgage_collect.core import text
from mortgage_collect.rules.duties.loss_mitigation.standing import ApplicationStanding

COUNTED = "legal public holidays, Saturdays and Sundays left out"


def called(one: ApplicationStanding, more: str = "", day: date | None = None) -> str:
    """ "application 7, Mar 2, 2026", or "application 7, complete Mar 9, 2026"."""
    told = text.day(day or one.received)
    return f"application {one.id}, {more} {told}" if more else f"application {one.id}, {told}"


def days_after(days: int, day: date) -> str:
    return f"{days} days after {text.day(day)}"
