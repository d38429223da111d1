"""Interest nobody paid, as lines of a working: so many months, or the days the note counts.

The sheet holds "upb" and "rate" already. By days it is one run of days on a balance nobody reduced,
rounded once, the way a payoff counts it; where the loan system does not say to which day interest
is paid, it is taken as the due date of the last installment paid.
"""

from __future__ import annotations

from datetime import date

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import DayCount, Rate
from mortgage_collect.loanmath import counted
from mortgage_collect.loanmath.counted import Counting
from mortgage_collect.workout.case import CaseFacts
from mortgage_collect.workout.working import Sheet


def interest_lines(
    case: CaseFacts, rate: Rate, first_due: date, months: int, sheet: Sheet, months_key: str
) -> Money:
    """Interest of the `months` installments from `first_due` on, on the sheet as "interest_due".

    `months_key` is the line that counts them.
    """
    counting = case.counting(first_due)
    interest = counted.unpaid_interest(case.position.upb, rate, months, counting)
    if not counting.by_days:
        says = "Interest unpaid, each month on the same balance"
        formula = f"=ROUND({{upb}}*{{rate}}/12,2)*{{{months_key}}}"
        rounding = "each month half up to the cent"
        return sheet.found("interest_due", says, interest, formula, rounding)
    share = _days(counting, months, sheet)
    says = "Interest unpaid, day by day on the same balance"
    formula = f"=ROUND({{upb}}*{{rate}}*{share},2)"
    return sheet.found("interest_due", says, interest, formula, "half up to the cent")


def _days(counting: Counting, months: int, sheet: Sheet) -> str:
    """The days on the sheet, and the part of a year they are as a formula."""
    start = counting.since or counting.from_day
    end = max(counting.due(months), start)
    source = "the loan system" if counting.since else "the last installment paid, as if on its day"
    sheet.given("interest_from", "Interest is paid to", start, source)
    sheet.given("interest_to", "Interest is counted to", end, "the note's due dates")
    days = (end - start).days
    sheet.found("interest_days", "Days between", days, "={interest_to}-{interest_from}")
    match counting.day_count:
        case DayCount.ACTUAL_360:
            return "{interest_days}/360"
        case DayCount.ACTUAL_365:
            return "{interest_days}/365"
    leap = _in_leap_years(start, end)
    sheet.given("leap_days", "Of them in leap years", leap, "the calendar")
    return "(({interest_days}-{leap_days})/365+{leap_days}/366)"


def _in_leap_years(start: date, end: date) -> int:
    found = 0
    for year in range(start.year, end.year + 1):
        first, after = date(year, 1, 1), date(year + 1, 1, 1)
        if (after - first).days == 366:
            found += max((min(end, after) - max(start, first)).days, 0)
    return found
