"""Reads what people type: days, amounts, rates, phone numbers, counts. No Qt in here.

Each reader gives the value or raises `UserError`, whose `do` says what is accepted.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.text import LONG_MONTHS

Toward = Literal["next", "last"]

DAYS_ACCEPTED = "Type a day such as 15, +7, fri, 12/1, 12/1/26 or today."
AMOUNTS_ACCEPTED = "Type dollars such as 1204.50, 1,204.50 or 1.2k."
RATES_ACCEPTED = "Type a percent such as 6.125 or 6 1/8."
PHONES_ACCEPTED = "Type ten digits, such as 802 555 0101."

_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
_MONTHS = [name.casefold() for name in LONG_MONTHS]
_NAMED = {
    "today": 0, "tod": 0, "now": 0, "t": 0, "tomorrow": 1, "tom": 1, "tmw": 1, "yesterday": -1,
}  # fmt: skip

_STEP = re.compile(r"([+-])\s*(\d{1,4})\s*([dwmy]?)")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{2}|\d{4}))?")
_WORDS = re.compile(r"([a-z]{3,9})\.? ?(\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{2}|\d{4}))?")
_WORDS_AFTER = re.compile(r"(\d{1,2})(?:st|nd|rd|th)? ?([a-z]{3,9})\.?(?:,? (\d{2}|\d{4}))?")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")

_AMOUNT = re.compile(r"([\d,]*\.?\d*)\s*([km]?)")
_EIGHTHS = re.compile(r"(\d{1,2})\s+(\d)/(\d{1,2})")


def parse_day(text: str, today: date, toward: Toward = "next") -> date:
    """A day as it is typed in a hurry: the next such day, or the last one for things gone by.

    "15" typed on the 15th is today; "fri" typed on a Friday is a week away.
    """
    typed = " ".join(text.casefold().split())
    if not typed:
        raise UserError("No day given.", do=DAYS_ACCEPTED)
    try:
        found = _read_day(typed, today, toward)
    except (ValueError, OverflowError):
        raise UserError(
            f"\u201c{text.strip()}\u201d is not in the calendar.", do=DAYS_ACCEPTED
        ) from None
    if found is None:
        raise UserError(f"\u201c{text.strip()}\u201d is not a day.", do=DAYS_ACCEPTED)
    return found


def _read_day(typed: str, today: date, toward: Toward) -> date | None:
    if typed in _NAMED:
        return today + timedelta(days=_NAMED[typed])
    if step := _STEP.fullmatch(typed):
        return _stepped(today, int(step[2]) * (1 if step[1] == "+" else -1), step[3])
    if (weekday := _named(typed, _WEEKDAYS, 2)) is not None:
        ahead = (weekday - today.weekday() - 1) % 7 + 1
        return today + timedelta(days=ahead if toward == "next" else ahead - 7 or -7)
    if iso := _ISO.fullmatch(typed):
        year, month, day = (int(part) for part in iso.groups() if part is not None)
        return date(year, month, day)
    if numbers := _NUMBERS.fullmatch(typed):
        return _month_day(int(numbers[1]), int(numbers[2]), numbers[3], today, toward)
    if words := _WORDS.fullmatch(typed):
        return _month_name(words[1], words[2], words[3], today, toward)
    if words := _WORDS_AFTER.fullmatch(typed):
        return _month_name(words[2], words[1], words[3], today, toward)
    if only := _DAY.fullmatch(typed):
        return _day_of_month(int(only[1]), today, toward)
    return None


def _stepped(today: date, count: int, unit: str) -> date:
    match unit:
        case "m":
            return add_months(today, count)
        case "y":
            return add_months(today, 12 * count)
        case _:
            return today + timedelta(days=count * (7 if unit == "w" else 1))


def _named(typed: str, names: list[str], least: int) -> int | None:
    if len(typed) < least or not typed.isalpha():
        return None
    return next((i for i, name in enumerate(names) if name.startswith(typed)), None)


def _month_name(name: str, day: str, year: str | None, today: date, toward: Toward) -> date | None:
    month = _named(name, _MONTHS, 3)
    return None if month is None else _month_day(month + 1, int(day), year, today, toward)


def _month_day(month: int, day: int, year: str | None, today: date, toward: Toward) -> date:
    if year is not None:
        full = int(year) if len(year) == 4 else 2000 + int(year)
        if len(year) == 2 and toward == "last" and full > today.year:
            full -= 100  # a birth year, not one to come
        return date(full, month, day)
    # Leap days come round within eight years, even across 1900 and 2100.
    for ahead in range(9):
        tried = today.year + (ahead if toward == "next" else -ahead)
        if (found := _possible(tried, month, day)) and _fits(found, today, toward):
            return found
    raise ValueError


def _day_of_month(day: int, today: date, toward: Toward) -> date:
    if not 1 <= day <= 31:
        raise ValueError
    for ahead in range(13):
        near = add_months(today.replace(day=1), ahead if toward == "next" else -ahead)
        found = _possible(near.year, near.month, day)
        if found and _fits(found, today, toward):
            return found
    raise ValueError


def _possible(year: int, month: int, day: int) -> date | None:
    if not 1 <= month <= 12:
        raise ValueError
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _fits(found: date, today: date, toward: Toward) -> bool:
    return found >= today if toward == "next" else found <= today


def parse_amount(text: str) -> Money:
    """Dollars as they are typed in a hurry: "1.2k" is $1,200.00; "(50)" and "-50" are negative."""
    typed = text.strip().casefold().replace(" ", "").replace("$", "")
    wrong = UserError(f"\u201c{text.strip()}\u201d is not an amount.", do=AMOUNTS_ACCEPTED)
    if not typed:
        raise UserError("No amount given.", do=AMOUNTS_ACCEPTED)
    bracketed = typed.startswith("(") and typed.endswith(")")
    negative = bracketed or typed.startswith("-")
    match = _AMOUNT.fullmatch(typed[1:-1] if bracketed else typed.removeprefix("-"))
    if match is None or not any(c.isdigit() for c in match[1]):
        raise wrong
    try:
        if match[2]:
            exact = Decimal(match[1].replace(",", "")) * (1_000 if match[2] == "k" else 1_000_000)
            amount = Money.of(f"{exact.normalize():f}")
        else:
            amount = Money.of(match[1].rstrip(".") if match[1] != "." else "")
    except ValueError:
        raise wrong from None
    return -amount if negative else amount


def parse_rate(text: str) -> Rate:
    """A yearly rate in percent: "6.125", "6.125%" or "6 1/8"."""
    typed = text.strip().removesuffix("%").strip()
    if not typed:
        raise UserError("No rate given.", do=RATES_ACCEPTED)
    try:
        if parts := _EIGHTHS.fullmatch(typed):
            return Rate.percent(int(parts[1]) + Decimal(int(parts[2])) / int(parts[3]))
        if not re.fullmatch(r"\d{1,2}(\.\d{0,4})?|\.\d{1,4}", typed):
            raise ValueError
        return Rate.percent(typed)
    except (ValueError, ArithmeticError):
        raise UserError(f"\u201c{text.strip()}\u201d is not a rate.", do=RATES_ACCEPTED) from None


def parse_phone(text: str) -> str:
    """The ten digits of a US number; a leading 1 is dropped."""
    digits = re.sub(r"\D", "", text)
    if len(digits) == 11 and digits.startswith("1"):
        digits = digits[1:]
    if len(digits) != 10 or re.search(r"[a-wyzA-WYZ]", text) or digits[0] in "01":
        raise UserError(f"\u201c{text.strip()}\u201d is not a US phone number.", do=PHONES_ACCEPTED)
    return digits


def parse_count(text: str) -> int:
    """A whole number: "12", "1,200"."""
    typed = text.strip().replace(",", "")
    if not re.fullmatch(r"-?\d{1,9}", typed):
        raise UserError(
            f"\u201c{text.strip()}\u201d is not a whole number.", do="Type digits only."
        )
    return int(typed)
