"""The notice of counseling and of servicemembers' rights, and Regulation X's written notice.

12 USC 1701x(c)(5)(B)(ii): before the 45 days are over that begin on the day of the failure to pay.
That day is the first of the 45, so the last safe day is 44 days after the due date. 12 CFR
1024.39(b)(1) has 45 days after the delinquency began: a day later. Both begin anew with each
delinquency (the first by a secondary source: UNVERIFIED).
"""

from __future__ import annotations

from datetime import date, timedelta

PERIOD = 45
CITE = "12 USC 1701x(c)(5)(B)(ii)"
WRITTEN_NOTICE_CITE = "12 CFR 1024.39(b)(1)"


def last_safe_day(unpaid_since: date) -> date:
    """The last day on which the counseling notice is surely in time."""
    return unpaid_since + timedelta(days=PERIOD - 1)


def written_notice_due(unpaid_since: date) -> date:
    """The last day of the written notice under Regulation X, where it binds."""
    return unpaid_since + timedelta(days=PERIOD)
