"""Spreadsheet day numbers, in both epochs, and which number formats show them as dates."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Final

EPOCH_1900: Final = datetime.fromisoformat("1899-12-30")
EPOCH_1904: Final = datetime.fromisoformat("1904-01-01")
LAST_SERIAL: Final = 2_958_465  # 31 December 9999
# 60 is 29 February 1900, which never was; before it the count is one off.
FALSE_LEAP_DAY: Final = 60

_BUILT_IN: Final = frozenset((*range(14, 23), *range(27, 37), *range(50, 59)))
_TIME_ONLY: Final = frozenset((18, 19, 20, 21))
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_ASIDE = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


def is_date_format(number: int, code: str) -> bool:
    """True when a cell in this number format shows a day (elapsed time, "[h]:mm", does not)."""
    if number in _BUILT_IN:
        return number not in _TIME_ONLY
    if _ELAPSED.search(code):
        return False
    first = _ASIDE.sub("", code.split(";")[0]).casefold()
    if "general" in first:
        return False
    return "y" in first or "d" in first or ("m" in first and not ("h" in first or "s" in first))


def from_serial(serial: float, epoch_1904: bool = False) -> date | datetime | None:
    """The day of a serial number; None for zero, negatives and what lies past the year 9999."""
    if not 1 <= serial <= LAST_SERIAL and not (epoch_1904 and 0 <= serial < 1):
        return None
    if epoch_1904:
        moment = EPOCH_1904 + timedelta(days=serial)
    elif int(serial) == FALSE_LEAP_DAY:
        return None
    else:
        moment = EPOCH_1900 + timedelta(days=serial + (serial < FALSE_LEAP_DAY))
    moment = (moment + timedelta(milliseconds=500)).replace(microsecond=0)
    if moment.hour or moment.minute or moment.second:
        return moment
    return moment.date()
