"""By when the law asks that a late borrower is reached: the windows of Regulation X.

12 CFR 1024.39(a): live contact, or an effort in good faith, by the 36th day after each due date
that stays unpaid. A contact counts for every unpaid installment in whose window, from the due date
through its 36th day, it falls (comment 39(a)-1.i). (b)(1): a written notice by the 45th day, and
again for later installments, but not more than once in the 180 days that begin with the last one
(comment 39(b)(1)-2).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from mortgage_collect.rules.numbers import number


def live_contact_due(unpaid: Iterable[date], reached: Iterable[date], today: date) -> date | None:
    """The nearest day, today or later, by which live contact is still owed; None: on no day.

    `unpaid` are due dates of installments not yet paid, `reached` the days of talks with the
    borrower or of efforts in good faith.
    """
    days = timedelta(days=number("reg_x.days_to_live_contact", on=today))
    talks = tuple(reached)
    ends = (
        due + days
        for due in unpaid
        if due < today and not any(due <= talk <= due + days for talk in talks)
    )
    return min((end for end in ends if end >= today), default=None)


def notice_due(unpaid: Iterable[date], sent: Iterable[date], today: date) -> date | None:
    """The nearest day, today or later, by which the written notice is still owed."""
    days = timedelta(days=number("reg_x.days_to_notice", on=today))
    rest = timedelta(days=number("reg_x.notice_rest_days", on=today))
    free = max(sent, default=None)
    oldest = min((due for due in unpaid if due < today), default=None)
    if oldest is None:
        return None
    end = oldest + days if free is None else max(oldest + days, free + rest)
    return end if end >= today else None
