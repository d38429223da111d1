"""Notes worked out a second way: day by day, in Decimal, with nothing of the program's own.

Written from the conventions alone, before the options counted days: the first day bears interest,
the last does not; actual/365 and actual/360 divide every day by 365 or 360; actual/actual and
actual/366 divide the days of a leap year by 366; a due date keeps the note's day, and the last of
a shorter month stands in; a month's interest is rounded half up to the cent; the level payment
knows no days; the last payment is what is owed then. Interest that nobody paid is one run of days
on a balance nobody reduced, rounded once.
"""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

CENT = Decimal("0.01")
LEAP_YEARS = ("actual/actual", "actual/366")


def months_on(day: date, months: int, anchor: int) -> date:
    """The due date so many months later, on the note's day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(anchor, monthrange(year, month + 1)[1]))


def share(start: date, end: date, count: str) -> Fraction:
    """The part of a year, each day added by itself."""
    if count == "30/360":  # whole months between due dates
        return Fraction((end.year - start.year) * 12 + end.month - start.month, 12)
    found, day = Fraction(0), start
    while day < end:
        leap = count in LEAP_YEARS and isleap(day.year)
        found += Fraction(1, 360 if count == "actual/360" else 366 if leap else 365)
        day += timedelta(days=1)
    return found


def cents(exact: Fraction) -> Decimal:
    """Half up to the cent; what is owed here is never below zero."""
    with localcontext() as context:
        context.prec = 60
        return (Decimal(exact.numerator) / Decimal(exact.denominator)).quantize(CENT, ROUND_HALF_UP)


def interest(balance: Decimal, percent: Decimal, start: date, end: date, count: str) -> Decimal:
    return cents(Fraction(balance) * Fraction(percent) / 100 * share(start, end, count))


def level(balance: Decimal, percent: Decimal, months: int) -> Decimal:
    """P i / (1 - (1 + i)^-n), exactly, rounded once."""
    each = Fraction(percent) / 1200
    if not each:
        return cents(Fraction(balance) / months)
    return cents(Fraction(balance) * each / (1 - 1 / (1 + each) ** months))


@dataclass(frozen=True)
class Row:
    """One installment: the day it is due, its interest, what is paid, what is owed after it."""

    due_on: date
    interest: Decimal
    payment: Decimal
    balance: Decimal


def run(
    balance: Decimal,
    months: int,
    from_day: date,
    count: str,
    anchor: int,
    pays: Sequence[tuple[int, Decimal, Decimal]],
    since: date | None = None,
) -> list[Row]:
    """The note to its end. `pays` holds (from payment number, percent, payment), in order.

    Interest runs from `from_day`, the due date before the first, or from `since`.
    """
    rows, start = list[Row](), since or from_day
    for number in range(1, months + 1):
        _, percent, payment = [each for each in pays if each[0] <= number][-1]
        due = months_on(from_day, number, anchor)
        bears = interest(balance, percent, start, due, count)
        owed = balance + bears
        paid = owed if number == months else min(payment, owed)
        balance, start = owed - paid, due
        rows.append(Row(due, bears, paid, balance))
        if not balance:
            break
    return rows


def amortized(
    balance: Decimal, percent: Decimal, months: int, from_day: date, count: str, anchor: int
) -> list[Row]:
    """The level note."""
    payment = level(balance, percent, months)
    return run(balance, months, from_day, count, anchor, [(1, percent, payment)])


def stepped(
    balance: Decimal,
    steps: Sequence[tuple[int, Decimal]],
    months: int,
    from_day: date,
    count: str,
    anchor: int,
) -> tuple[list[tuple[int, Decimal, Decimal]], list[Row]]:
    """Each step's payment is the level one on what is owed then, over the months that remain."""
    pays = list[tuple[int, Decimal, Decimal]]()
    for first, percent in steps:
        if first > months:
            break
        owed = balance
        if first > 1:
            owed = run(balance, months, from_day, count, anchor, pays)[first - 2].balance
        pays.append((first, percent, level(owed, percent, months - first + 1)))
    return pays, run(balance, months, from_day, count, anchor, pays)


def missed(
    balance: Decimal,
    percent: Decimal,
    payment: Decimal,
    months: int,
    from_day: date,
    count: str,
    anchor: int,
    since: date | None = None,
) -> list[Row]:
    """The installments that were missed, split as the note's own schedule splits them."""
    rows = run(balance, months + 1, from_day, count, anchor, [(1, percent, payment)], since)
    return rows[:months]


def fortnights(balance: Decimal, percent: Decimal, periods: int, count: str) -> list[Row]:
    """A note paid every two weeks: each bears a 26th of the year's interest, or its 14 days.

    The rows have no dates of their own.
    """
    part = {"30/360": Fraction(1, 26), "actual/365": Fraction(14, 365)}
    each = Fraction(percent) / 100 * part.get(count, Fraction(14, 360))
    pays = cents(Fraction(balance) * each / (1 - 1 / (1 + each) ** periods))
    rows = list[Row]()
    for number in range(1, periods + 1):
        bears = cents(Fraction(balance) * each)
        paid = balance + bears if number == periods else min(pays, balance + bears)
        balance += bears - paid
        rows.append(Row(date.min, bears, paid, balance))
        if not balance:
            break
    return rows
