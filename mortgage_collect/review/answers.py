"""Reading the answers of a review: an amount by the month, a day, a number, each or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from mortgage_collect.core.money import Money
from mortgage_collect.core.words import PayFrequency
from mortgage_collect.review.income import monthly
from mortgage_collect.review.keys import read_key
from mortgage_collect.review.line import Entry

Entries = Mapping[str, Entry]

EACH: Final = {
    PayFrequency.WEEKLY: "a week x 52 / 12",
    PayFrequency.BIWEEKLY: "every two weeks x 26 / 12",
    PayFrequency.SEMIMONTHLY: "twice a month x 2",
    PayFrequency.MONTHLY: "a month",
    PayFrequency.QUARTERLY: "a quarter / 3",
    PayFrequency.ANNUAL: "a year / 12",
}


def month_of(entries: Entries, key: str) -> Money | None:
    """An answered amount by the month; None without one, and for hourly pay without its hours."""
    entry = entries.get(key)
    if entry is None or not isinstance(entry.value, Money):
        return None
    if entry.frequency is PayFrequency.HOURLY and entry.hours is None:
        return None  # half an answer: missing_lines names it
    return monthly(entry.value, entry.frequency, entry.hours)


def money_of(entries: Entries, key: str) -> Money | None:
    """An amount as it was told, whatever its frequency."""
    entry = entries.get(key)
    return entry.value if entry is not None and isinstance(entry.value, Money) else None


def day_of(entries: Entries, key: str) -> date | None:
    entry = entries.get(key)
    found = entry.value if entry is not None else None
    return found if isinstance(found, date) and not isinstance(found, datetime) else None


def number_of(entries: Entries, key: str) -> int | None:
    entry = entries.get(key)
    found = entry.value if entry is not None else None
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def yes_of(entries: Entries, key: str) -> bool | None:
    entry = entries.get(key)
    return entry.value if entry is not None and isinstance(entry.value, bool) else None


def word_of(entries: Entries, key: str) -> str | None:
    """A chosen word, or a text; None for nothing."""
    entry = entries.get(key)
    return entry.value or None if entry is not None and isinstance(entry.value, str) else None


def told_as(entry: Entry) -> str:
    """How an amount was told: "$1,240.00 every two weeks x 26 / 12"."""
    if entry.frequency is PayFrequency.HOURLY:
        hours = "?" if entry.hours is None else plain(entry.hours)
        return f"{entry.value} an hour x {hours} hours x 52 / 12"
    return f"{entry.value} {EACH[entry.frequency]}"


def plain(number: Decimal) -> str:
    """37.50 as 37.5, 40 as 40."""
    return f"{number.normalize():f}"


def beside(key: str, ending: str) -> str:
    """The detail of a line: borrower_wages#2 and "ytd" is borrower_wages_ytd#2."""
    parts = read_key(key)
    return parts.beside(f"{parts.base}_{ending}")
