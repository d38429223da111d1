"""Ways a person may settle how a whole column is read; kept as words, with the layout.

A reading is the words shown for it: "day first", "0.065", "sign turned", "10 digits".
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.tape.columnrules import ColumnRule, Scale
from mortgage_collect.tape.dates import Order
from mortgage_collect.tape.fields import Field
from mortgage_collect.tape.units import TERMS

Readings = Mapping[str, str]  # by field

AS_WRITTEN: Final = "as written"
TURNED_BACK: Final = "days and months turned back"
SIGN_TURNED: Final = "sign turned"
IN_CENTS: Final = "in cents"
IN_THOUSANDS: Final = "in thousands of dollars"
IN_YEARS: Final = "in years"
IN_MONTHS: Final = "in months"
REPAIRED: Final = "letters repaired"
NEWEST_LEFT: Final = "newest month on the left"
NEWEST_RIGHT: Final = "newest month on the right"
SETTLED: Final = "settled by hand"
_DIGITS = re.compile(r"(\d{1,2}) digits")
# A file is spoiled once: next month's may come whole.
_OF_THIS_FILE: Final = frozenset({TURNED_BACK, REPAIRED})


def readings_of(field: Field) -> tuple[str, ...]:
    """The ways this field's columns may be read, as they are shown."""
    match field.type:
        case "date":
            return (Order.MONTH_FIRST.value, Order.DAY_FIRST.value, TURNED_BACK)
        case "rate":
            return tuple(scale.value for scale in Scale)
        case "percent":
            return (Scale.PERCENT.value, Scale.FRACTION.value)
        case "money":
            return (AS_WRITTEN, SIGN_TURNED, IN_CENTS, IN_THOUSANDS)
        case "int" if field.name in TERMS:
            return (IN_MONTHS, IN_YEARS)
        case "name" | "text" | "code":
            return (AS_WRITTEN, REPAIRED)
        case "paystring":
            return (NEWEST_RIGHT, NEWEST_LEFT)
    return ()


def digits_reading(width: int) -> str:
    """Numbers of loans get their leading zeros back, to so many digits."""
    return f"{width} digits"


def settled(rule: ColumnRule, field: Field, reading: str) -> ColumnRule:
    """The column's rule with what a person settled; raises UserError for what is no reading."""
    days = replace(rule.date, half_swapped=False, tie=False)
    match field.type:
        case "date" if reading in (Order.MONTH_FIRST.value, Order.DAY_FIRST.value):
            return replace(rule, date=replace(days, order=Order(reading), mixed=False))
        case "date" if reading == TURNED_BACK:
            return replace(rule, date=replace(days, turned_back=True, order=Order.MONTH_FIRST))
        case "date" if reading == AS_WRITTEN:
            return replace(rule, date=days)
        case "rate" | "percent" if reading in readings_of(field):
            return replace(rule, scale=Scale(reading), why=SETTLED, odd=0, by_hand=True)
        case "money" if reading in (IN_CENTS, IN_THOUSANDS):
            return replace(rule, cents=1 if reading == IN_CENTS else 100_000, why=SETTLED)
        case "int" if reading in readings_of(field):
            return replace(rule, times=12 if reading == IN_YEARS else 1, why=SETTLED)
        case "name" | "text" | "code" if reading in (AS_WRITTEN, REPAIRED):
            return replace(rule, repaired=reading == REPAIRED)
        case "money" if reading in (AS_WRITTEN, SIGN_TURNED):
            return replace(rule, sign=-1 if reading == SIGN_TURNED else 1, why=SETTLED)
        case "paystring" if reading in (NEWEST_LEFT, NEWEST_RIGHT):
            left = reading == NEWEST_LEFT
            return replace(rule, history=replace(rule.history, newest_left=left, late=0))
        case "id" if reading == AS_WRITTEN:
            return rule
        case "id" if found := _DIGITS.fullmatch(reading):
            return replace(rule, width=int(found[1]))
    known = ", ".join(f'"{each}"' for each in readings_of(field)) or "as it came"
    raise UserError(f'{field.label} cannot be read "{reading}".', do=f"It can be read {known}.")


def lasting(readings: Readings) -> dict[str, str]:
    """What is remembered with a layout: all but what one spoiled file needed."""
    return {name: each for name, each in readings.items() if each not in _OF_THIS_FILE}
