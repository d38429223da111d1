"""How long a person may dispute a debt so that we stop: the validation period of Regulation F.

12 CFR 1006.34(b)(5): it ends thirty days after the person received the validation information, or
is taken to have received it, and that is on any day at least five days after we provided it,
leaving out legal public holidays (5 USC 6103(a)), Saturdays and Sundays. A holiday that falls on a
weekend is counted on its own date there, yet many know it a day earlier or later: `careful` skips
that day as well, which can only give the person more time.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count, islice

from mortgage_collect.core.calendar import DAY, counts_as_day, legal_public_holidays
from mortgage_collect.rules.numbers import number

SATURDAY, SUNDAY = 5, 6


def assumed_receipt(provided_on: date, *, careful: bool = False) -> date:
    """The first day on which the person may be taken to have the information."""
    wait = number("reg_f.days_to_receipt", on=provided_on)
    later = (provided_on + timedelta(days=ahead) for ahead in count(1))
    counted = (day for day in later if counts_as_day(day) and not (careful and _kept_in_lieu(day)))
    return next(islice(counted, wait - 1, None))


def validation_period_ends(provided_on: date, *, careful: bool = False) -> date:
    """The last day on which a dispute is in time, counted from the first day of receipt."""
    days = number("reg_f.validation_days", on=provided_on)
    return assumed_receipt(provided_on, careful=careful) + timedelta(days=days)


def _kept_in_lieu(day: date) -> bool:
    """The Friday before a Saturday's holiday, or the Monday after a Sunday's."""
    before, after = day - DAY, day + DAY
    friday = after.weekday() == SATURDAY and after in legal_public_holidays(after.year)
    monday = before.weekday() == SUNDAY and before in legal_public_holidays(before.year)
    return friday or monday
