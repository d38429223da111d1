"""By when the law asks that a late borrower is reached: what the guard tells beside a stop.

The days themselves are the duties of 12 CFR 1024.39(a) and (b), `rules/duties/live_contact.py` and
`rules/duties/written_notice.py`. Here is only the nearest of those that can still be kept.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.matter_words import Progress
from mortgage_collect.rules.duties.duty import Duty
from mortgage_collect.rules.duties.life import LoanLife
from mortgage_collect.rules.duties.live_contact import live_contact
from mortgage_collect.rules.duties.written_notice import written_notice

EARLY_CONTACT = (live_contact, written_notice)


def early_contact_due(life: LoanLife, today: date) -> date | None:
    """The nearest day, today or later, by which somebody is to be reached; None: on no day."""
    days = (nearest_day(each, life, today) for each in EARLY_CONTACT)
    return min((day for day in days if day is not None), default=None)


def nearest_day(duty: Duty, life: LoanLife, today: date) -> date | None:
    """The same of one duty. What does not bind on the loan asks for nothing."""
    ruling = duty.ruling(life)
    if ruling is not None and not ruling.binds:
        return None
    days = (each.due for each in duty(life, today) if each.progress is Progress.OPEN)
    return min((day for day in days if day is not None), default=None)
