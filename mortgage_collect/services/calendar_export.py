"""Deadlines as a calendar file: of one loan, or of every loan for the next days.

A calendar leaves the program: its entries name the loan by its number and what is due, and nobody.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Session

from mortgage_collect.core.matter_words import Progress
from mortgage_collect.documents.ics import CalendarDay, calendar_file
from mortgage_collect.models.loan import Loan
from mortgage_collect.queries.clocks import Sight, in_sight, loan_clocks
from mortgage_collect.queries.facts import the_bank

REMIND_DAYS = 1


def loan_calendar(session: Session, loan_id: int, now: datetime) -> bytes:
    """What is still to be done on a loan, each on its last day."""
    number = session.get_one(Loan, loan_id).number
    days = [
        _day(number, each.duty, each.occasion, each.about, each.title, each.says, each.due)
        for each in loan_clocks(session, loan_id, now).owed
        if each.due is not None
    ]
    return calendar_file(f"Deadlines of loan {number}", days, now)


def many_calendar(session: Session, now: datetime, sight: Sight) -> bytes:
    """What a list of many loans shows, each on its last day; what has none is left out."""
    days = [
        _day(each.number, each.duty, each.occasion, each.matter_id, each.title, each.says, each.due)
        for each in in_sight(session, now, sight)
        if each.due is not None and each.progress in (Progress.OPEN, Progress.LATE)
    ]
    return calendar_file(f"Deadlines of {the_bank(session).name}", days, now)


def _day(
    number: str,
    duty: str,
    occasion: str,
    matter_id: int | None,
    title: str,
    says: str,
    due: date,
) -> CalendarDay:
    words = "-".join(part for part in (number, duty, occasion, str(matter_id or "")) if part)
    uid = "".join(sign if sign.isalnum() or sign in "-._" else "_" for sign in words)
    return CalendarDay(
        uid=f"{uid}@mortgage-collect",
        day=due,
        title=f"{number}: {title}",
        text=says,
        categories=("Deadline",),
        remind_days=REMIND_DAYS,
    )
