"""By when a revoked consent to autodialed calls and texts must be honored.

47 CFR 64.1200(a)(10), since April 11, 2025: by any reasonable means, and honored within a
reasonable time of no more than ten business days. Which days are no business days is our reading:
Saturdays, Sundays and the legal public holidays. UNVERIFIED: from a secondary source. Before that
day the rule set no number of days.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.calendar import add_counted_days

BUSINESS_DAYS = 10
SINCE = date(2025, 4, 11)
CITE = "47 CFR 64.1200(a)(10)"


def honor_by(received_on: date) -> date | None:
    """The last day, that of receipt not counted; None for one received before the rule."""
    return add_counted_days(received_on, BUSINESS_DAYS) if received_on >= SINCE else None
