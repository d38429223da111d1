"""Dates, counts and lists as people write them, the same on every operating system."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date, datetime, time
from functools import lru_cache

MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
WEEKDAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
LONG_MONTHS = (
    "January February March April May June July August September October November December"
).split()


@lru_cache(maxsize=20_000)
def day(value: date) -> str:
    """ "Mar 9, 2026"."""
    return f"{MONTHS[value.month - 1]} {value.day}, {value.year}"


def long_day(value: date) -> str:
    """ "March 9, 2026", for letters and agreements."""
    return f"{LONG_MONTHS[value.month - 1]} {value.day}, {value.year}"


def short_day(value: date) -> str:
    """ "Mar 9"."""
    return f"{MONTHS[value.month - 1]} {value.day}"


def weekday(value: date) -> str:
    """ "Mon Mar 9"."""
    return f"{WEEKDAYS[value.weekday()]} {short_day(value)}"


def clock(value: time | datetime) -> str:
    """ "8:05 AM"."""
    return f"{(value.hour + 11) % 12 + 1}:{value.minute:02d} {'AM' if value.hour < 12 else 'PM'}"


def count(number: int, one: str, many: str = "") -> str:
    """ "1 loan", "1,188 loans"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(items: Sequence[str], last: str = "and") -> str:
    """ "a, b and c"."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def folded(value: str) -> str:
    """For finding: lower case, accents dropped, single spaces."""
    if value.isascii():
        return " ".join(value.casefold().split())
    plain = unicodedata.normalize("NFKD", value)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())


def last_four(identifier: str) -> str:
    """ "..4471": an identifier as it may stand on a shared screen."""
    return f"\u2025{identifier[-4:]}" if len(identifier) > 4 else identifier


def phone(digits: str) -> str:
    """ "(802) 555-0101" for ten digits, else as given."""
    if len(digits) == 10 and digits.isdigit():
        return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    return digits
