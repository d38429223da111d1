"""How late a loan is, counted three ways.

MBA: a month is counted at the close of the day before the next due date. OTS: when the payment
has still not come by the same day of the following month, so a month-end report shows OTS one
bucket lower. DAYS: the calendar, from the oldest unpaid due date. All three start from the oldest
unpaid installment, so a borrower who pays every month but stays one behind never grows later
("rolling" delinquency, comment 31 (Delinquency)-2 to 12 CFR 1024.31).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core.calendar import DAY, add_months, months_between
from mortgage_collect.core.text import count
from mortgage_collect.core.words import Bucket, Counting

PRE_FILING_DAYS = 120
BUCKETS = (Bucket.DAYS_1, Bucket.DAYS_30, Bucket.DAYS_60, Bucket.DAYS_90, Bucket.DAYS_120)


@dataclass(frozen=True, slots=True)
class Delinquency:
    """How late a loan is on one day, under one way of counting."""

    days: int
    months: int
    bucket: Bucket
    counting: Counting
    as_of: date
    says: str


def days_past_due(next_due: date, as_of: date) -> int:
    """Calendar days since the oldest unpaid due date; 0 on the due date itself and before it."""
    return max((as_of - next_due).days, 0)


def months_mba(next_due: date, as_of: date, due_day: int | None = None) -> int:
    """Months counted the MBA way, at the close of `as_of`.

    Due 1 April and unpaid on 30 April is one month. `due_day` is the day the note names; give it
    when it may be later than the 28th.
    """
    return months_ots(next_due, as_of + DAY, due_day)


def months_ots(next_due: date, as_of: date, due_day: int | None = None) -> int:
    """Months counted the OTS way, at the close of `as_of`: due 1 April, one month on 1 May."""
    months = months_between(next_due, as_of)
    if months <= 0:
        return 0
    reached = add_months(next_due, months, due_day) <= as_of
    return months if reached else months - 1


def installments_past_due(next_due: date, as_of: date, due_day: int | None = None) -> int:
    """How many installments fell due before `as_of`, counted from the oldest unpaid one.

    The one due today is not past due yet.
    """
    if as_of <= next_due:
        return 0
    return months_ots(next_due, as_of - DAY, due_day) + 1


def delinquency(
    next_due: date, as_of: date, counting: Counting, due_day: int | None = None
) -> Delinquency:
    """How late a loan with this oldest unpaid due date is at the close of `as_of`.

    Less than a counted month but past the due date is the 1+ bucket. By days the buckets are
    1-29, 30-59, 60-89, 90-119 and 120 up, and `months` is the number of full thirties.
    """
    days = days_past_due(next_due, as_of)
    match counting:
        case Counting.MBA:
            months = months_mba(next_due, as_of, due_day)
        case Counting.OTS:
            months = months_ots(next_due, as_of, due_day)
        case Counting.DAYS:
            months = days // 30
    if not days:
        return Delinquency(0, 0, Bucket.CURRENT, counting, as_of, "Current")
    bucket = BUCKETS[min(months, len(BUCKETS) - 1)]
    return Delinquency(days, months, bucket, counting, as_of, f"{count(days, 'day')} past due")


def first_filing_date(oldest_unpaid: date) -> date:
    """The first day a loan is more than 120 days delinquent (12 CFR 1024.41(f)(1)(i)).

    Due 1 January: day 120 is 1 May, so 2 May. UNVERIFIED: the text does not settle whether the
    due date itself is counted; this is the later, cautious reading. Counsel should confirm.
    """
    return oldest_unpaid + timedelta(days=PRE_FILING_DAYS + 1)
