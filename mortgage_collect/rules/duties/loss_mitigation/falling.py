"""When a duty, or a day of the borrower's, falls away."""

from __future__ import annotations

from datetime import date


def first_of(*days: date | None) -> date | None:
    """The earliest of the days that are known."""
    return min((day for day in days if day is not None), default=None)


def passed(until: date, today: date) -> date | None:
    """A day of the borrower's that is over takes nothing of ours with it: it ended on its day."""
    return until if today > until else None
