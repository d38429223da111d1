"""Days as tapes write them, read with one rule for the whole column."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from mortgage_collect.core.text import LONG_MONTHS
from mortgage_collect.tape.cells import Cell, Number
from mortgage_collect.tape.fields import tidy
from mortgage_collect.tape.values import (
    EARLIEST,
    LATEST,
    Unread,
    YearMonth,
    day_of,
    is_blank,
    serial_day,
)


class Order(StrEnum):
    """Which part of 03/04/2026 is the month."""

    MONTH_FIRST = "month first"
    DAY_FIRST = "day first"


class Digits(StrEnum):
    """What a date of bare digits means in this column."""

    NONE = "no dates of bare digits"
    SAS = "days counted from 1960"
    SERIAL = "spreadsheet day numbers"
    YMD = "YYYYMMDD"
    MDY = "MMDDYYYY"
    YM = "YYYYMM"
    MY = "MMYYYY"
    YDDD = "YYYYDDD"
    CYMD = "CYYMMDD"  # the century counted from 1900, as some cores keep days


@dataclass(frozen=True, slots=True)
class DateRule:
    """How one column writes its days. `half_swapped` tells of days and months changed by a PC."""

    order: Order = Order.MONTH_FIRST
    digits: Digits = Digits.NONE
    epoch_1904: bool = False
    latest_two_digit: int = 2069  # the last year a two-digit year may mean
    tie: bool = False
    mixed: bool = False
    half_swapped: bool = False
    turned_back: bool = False  # a person settled that days and months were changed round
    all_low: bool = False  # true dates, none with a day above 12, and texts only with one
    with_texts: bool = False


# Up to 2028; as a spreadsheet's day numbers these would lie before 1969.
LOWEST_SAS, HIGHEST_SAS, EPOCH_SAS = 10_000, 25_000, date(1960, 1, 1)
US_DATES: Final = DateRule()
DAY_WANTED: Final = "a date (month/day/year)"
_PARTS = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})(?:[ T]\d{1,2}:\d{2}.*)?")
_MONTH_PART = re.compile(r"(\d{1,4})[/.\-](\d{1,4})")
_NAMED = re.compile(
    r"(\d{1,2})[ \-]([a-z]{3,9})\.?,?[ \-](\d{2,4})|([a-z]{3,9})\.? (\d{1,2}),? (\d{4})"
)
_MONTH = {name.casefold(): at for at, name in enumerate(LONG_MONTHS, 1)}
_MONTH |= {name[:3]: at for name, at in list(_MONTH.items())} | {"sept": 9}


def date_rule(cells: Iterable[Cell], *, future: bool, epoch_1904: bool = False) -> DateRule:
    """The one rule under which most of a column reads as days.

    `future` says that the field may lie ahead (maturity), which moves the pivot of two-digit years.
    """
    over_first = over_second = parts = 0
    true_days: list[int] = []
    shapes = dict.fromkeys(Digits, 0)
    for cell in cells:
        if isinstance(cell, date):
            true_days.append(cell.day)
        elif isinstance(cell, str) and not is_blank(cell):
            text = tidy(cell)
            if found := _PARTS.fullmatch(text):
                if len(found[1]) == 4:
                    true_days.append(int(found[3]))  # as a PC writes its true dates into text
                elif len(found[1]) <= 2:
                    parts += 1
                    over_first += int(found[1]) > 12
                    over_second += int(found[2]) > 12
            elif text.isdigit():
                for digits in _shapes(text):
                    shapes[digits] += 1
    best = max(shapes, key=lambda digits: shapes[digits])
    swapped = bool(true_days and parts) and (
        max(true_days) <= 12 and over_second == parts and len(true_days) > 5
    )
    return DateRule(
        order=Order.DAY_FIRST if over_first > over_second else Order.MONTH_FIRST,
        digits=best if shapes[best] else Digits.NONE,
        epoch_1904=epoch_1904,
        latest_two_digit=2069 if future else 2035,
        tie=bool(parts) and not over_first and not over_second,
        mixed=bool(over_first and over_second),
        half_swapped=swapped,
        all_low=bool(true_days) and max(true_days) <= 12 and over_second == parts,
        with_texts=bool(parts),
    )


def _shapes(text: str) -> list[Digits]:
    """The meanings a run of digits allows."""
    found = []
    if len(text) == 8:
        if _real(int(text[:4]), int(text[4:6]), int(text[6:])):
            found.append(Digits.YMD)
        if _real(int(text[4:]), int(text[:2]), int(text[2:4])):
            found.append(Digits.MDY)
    elif len(text) == 7:
        if _real(int(text[3:]), int(text[:1]), int(text[1:3])):
            found.append(Digits.MDY)  # a spreadsheet took the leading zero
        if _ordinal(int(text[:4]), int(text[4:])):
            found.append(Digits.YDDD)
        if text[0] in "01" and _century(text):
            found.append(Digits.CYMD)
    elif len(text) == 6:
        if _century(text):
            found.append(Digits.CYMD)
        if 1920 <= int(text[:4]) <= 2120 and 1 <= int(text[4:]) <= 12:
            found.append(Digits.YM)
        if 1920 <= int(text[2:]) <= 2120 and 1 <= int(text[:2]) <= 12:
            found.append(Digits.MY)
    elif len(text) == 5:
        if LOWEST_SAS <= int(text) <= HIGHEST_SAS:
            found.append(Digits.SAS)
        if 20_000 <= int(text) <= 80_000:
            found.append(Digits.SERIAL)
    return found


def read_date(cell: Cell, rule: DateRule) -> date | YearMonth | Unread:
    """The day, or the month where no day is told; an `Unread` says what was expected."""
    if isinstance(cell, date):
        true = day_of(cell)
        return _within(_turned(true) if rule.turned_back else true)
    if not isinstance(cell, str):
        return Unread(DAY_WANTED)
    text = tidy(cell)
    if text.isdigit() or isinstance(cell, Number):
        return _from_digits(text.removesuffix(".0"), rule)
    if found := _PARTS.fullmatch(text):
        first, second, third = found[1], found[2], found[3]
        if len(first) == 4:
            made = _made(int(first), int(second), int(third))
            return _turned(made) if rule.turned_back and isinstance(made, date) else made
        month, day = (first, second) if rule.order is Order.MONTH_FIRST else (second, first)
        return _made(_year(third, rule), int(month), int(day))
    if found := _MONTH_PART.fullmatch(text):
        year, month = (found[1], found[2]) if len(found[1]) == 4 else (found[2], found[1])
        if len(year) == 4 and 1 <= int(month) <= 12:
            return _month(int(year), int(month))
    if found := _NAMED.fullmatch(text.casefold()):
        day, name, year = (
            (found[1], found[2], found[3]) if found[1] else (found[5], found[4], found[6])
        )
        if name in _MONTH:
            return _made(_year(year, rule), _MONTH[name], int(day))
    return Unread(DAY_WANTED)


def _turned(day: date) -> date:
    """The day with its month for its day, where that is a month."""
    return date(day.year, day.day, day.month) if day.day <= 12 else day


def _from_digits(text: str, rule: DateRule) -> date | YearMonth | Unread:
    if text.isdigit():
        allowed = _shapes(text)
        if rule.digits in allowed:
            match rule.digits:
                case Digits.YMD:
                    return _made(int(text[:4]), int(text[4:6]), int(text[6:]))
                case Digits.MDY:
                    return _made(int(text[-4:]), int(text[:-6]), int(text[-6:-4]))
                case Digits.YDDD:
                    return _ordinal(int(text[:4]), int(text[4:])) or Unread(DAY_WANTED)
                case Digits.CYMD:
                    return _century(text) or Unread(DAY_WANTED)
                case Digits.YM:
                    return _month(int(text[:4]), int(text[4:]))
                case Digits.MY:
                    return _month(int(text[2:]), int(text[:2]))
                case Digits.SAS:
                    return _within(EPOCH_SAS + timedelta(days=int(text)))
                case Digits.SERIAL:
                    found = serial_day(text, rule.epoch_1904)
                    return Unread(DAY_WANTED) if found is None else _within(found)
    wanted = DAY_WANTED if rule.digits is Digits.NONE else f"a date, as {rule.digits.value}"
    return Unread(wanted)


def _year(text: str, rule: DateRule) -> int:
    year = int(text)
    if len(text) > 2:
        return year
    year += 2000
    return year if year <= rule.latest_two_digit else year - 100


def _real(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if EARLIEST <= found <= LATEST else None


def _ordinal(year: int, day: int) -> date | None:
    """The day of a year, counted from its first."""
    if not EARLIEST.year <= year <= LATEST.year or not 1 <= day <= 366:
        return None
    found = date(year, 1, 1) + timedelta(days=day - 1)
    return found if found.year == year else None


def _century(text: str) -> date | None:
    """CYYMMDD; the leading zero of the last century may be gone."""
    text = text.zfill(7)
    return _real(1900 + int(text[:3]), int(text[3:5]), int(text[5:]))


def _made(year: int, month: int, day: int) -> date | Unread:
    try:
        return _within(date(year, month, day))
    except ValueError:
        return Unread("a day that exists")


def _month(year: int, month: int) -> YearMonth | Unread:
    if EARLIEST.year <= year <= LATEST.year:
        return YearMonth(year, month)
    return Unread(f"a month between {EARLIEST.year} and {LATEST.year}")


def _within(day: date) -> date | Unread:
    if EARLIEST <= day <= LATEST:
        return day
    return Unread(f"a day between {EARLIEST.year} and {LATEST.year}")


def month_named(text: str) -> int | None:
    """1 to 12 for "Jan", "january", "sept"; None for other words."""
    return _MONTH.get(text.casefold().rstrip("."))
