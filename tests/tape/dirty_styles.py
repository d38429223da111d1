"""How a bank may write a value: every kind of value in every style, as a cell of a file."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tests.tape.dirty_book import Plain


class Figure(str):
    """A numeric cell by its digits; in text files it stands as it is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that shows an error."""

    code: str = "#REF!"


@dataclass(frozen=True, slots=True)
class Computed:
    """A formula; `result` None was never computed."""

    formula: str
    result: str | None


Cell = str | date | bool | Broken | Computed | None
Style = Callable[[Plain, random.Random], Cell]


def _amount(value: Plain) -> str:
    cents = abs(int(str(value)))
    return f"{cents // 100}.{cents % 100:02d}"


def _commas(value: Plain) -> str:
    cents = abs(int(str(value)))
    return f"{cents // 100:,}.{cents % 100:02d}"


def _minus(value: Plain) -> str:
    return "-" if int(str(value)) < 0 else ""


def _below(value: Plain) -> bool:
    return int(str(value)) < 0


def _day(value: Plain) -> date:
    assert isinstance(value, date)
    return value


def _no_zeros(text: str) -> Figure:
    return Figure(text.lstrip("0") or "0")


def _swapped(value: Plain) -> Cell:
    """As a PC that expects the day first leaves "10/01/2026": 10 January, a true date."""
    day = _day(value)
    return date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%m/%d/%Y}"


def _percent(value: Plain, power: int) -> Figure:
    """Millionths shifted by so many digits: 65_000 is 6.5 % (4), 0.065 (6), 650 (2), 6500 (1)."""
    digits = str(value).rjust(power + 1, "0")
    whole, part = (digits[:-power], digits[-power:]) if power else (digits, "")
    part = part.rstrip("0")
    return Figure(f"{whole}.{part}" if part else whole)


def _mixed_money(value: Plain, dice: random.Random) -> Cell:
    name = dice.choice(("figure", "text", "dollars", "brackets", "after", "spaced", "usd"))
    return STYLES["money"][name](value, dice)


def _mixed_days(value: Plain, dice: random.Random) -> Cell:
    return STYLES["date"][dice.choice(("true", "mdy", "iso", "named"))](value, dice)


_STATES = {
    "VT": "Vermont",
    "NH": "New Hampshire",
    "MA": "Massachusetts",
    "ME": "Maine",
    "OH": "ohio",
    "KS": "KANSAS",
}
_NUMBERS = {"VT": "50", "NH": "33", "MA": "25", "ME": "23", "OH": "39", "KS": "20"}


STYLES: dict[str, dict[str, Style]] = {
    "money": {
        "figure": lambda v, _: Figure(_minus(v) + _amount(v)),
        "text": lambda v, _: _minus(v) + _amount(v),
        "dollars": lambda v, _: f"{_minus(v)}${_commas(v)}",
        "brackets": lambda v, _: f"(${_commas(v)})" if _below(v) else f"${_commas(v)}",
        "after": lambda v, _: _commas(v) + ("-" if _below(v) else ""),
        "credit": lambda v, _: _commas(v) + ("CR" if _below(v) else ""),
        "spaced": lambda v, _: f"  {_minus(v)}{_commas(v)}\u00a0",
        "usd": lambda v, _: f"USD {_minus(v)}{_commas(v)}",
        "tail": lambda v, _: Figure(_minus(v) + _amount(v) + "0000000003"),
        "cents": lambda v, _: Figure(str(v)),
        "mixed": _mixed_money,
    },
    "rate": {
        "percent": lambda v, _: _percent(v, 4),
        "fraction": lambda v, _: _percent(v, 6),
        "sign": lambda v, _: f"{_percent(v, 4)}%",
        "points": lambda v, _: _percent(v, 2),
        "thousandths": lambda v, _: _percent(v, 1),
    },
    "date": {
        "true": lambda v, _: _day(v),
        "mdy": lambda v, _: f"{_day(v):%m/%d/%Y}",
        "short": lambda v, _: f"{_day(v).month}/{_day(v).day}/{_day(v):%y}",
        "iso": lambda v, _: f"{_day(v):%Y-%m-%d}",
        "time": lambda v, _: f"{_day(v):%Y-%m-%d} 00:00:00",
        "digits": lambda v, _: Figure(f"{_day(v):%Y%m%d}"),
        "us_digits": lambda v, _: _no_zeros(f"{_day(v):%m%d%Y}"),
        "named": lambda v, _: f"{_day(v):%d-%b-%Y}",
        "serial": lambda v, _: Figure(str((_day(v) - date(1899, 12, 30)).days)),
        "serial_1904": lambda v, _: Figure(str((_day(v) - date(1904, 1, 1)).days)),
        "sas": lambda v, _: Figure(str((_day(v) - date(1960, 1, 1)).days)),
        "month": lambda v, _: Figure(f"{_day(v):%Y%m}"),
        "core": lambda v, _: Figure(f"{_day(v):%Y%j}"),
        "century": lambda v, _: Figure(f"{_day(v).year // 100 - 19}{_day(v):%y%m%d}"),
        "swapped": lambda v, _: _swapped(v),
        "mixed": _mixed_days,
    },
    "id": {
        "text": lambda v, _: str(v),
        "figure": lambda v, _: Figure(str(v)),
    },
    "key": {
        "text": lambda v, _: str(v),
        "spaced": lambda v, _: f" {v}\u200b",
        "guard": lambda v, _: f'="{v}"',
        "apostrophe": lambda v, _: f"'{v}",
    },
    "name": {
        "written": lambda v, _: str(v),
        "spaced": lambda v, _: str(v).replace(", ", ",\u00a0 ") + " ",
    },
    "phone": {
        "brackets": lambda v, _: f"({str(v)[:3]}) {str(v)[3:6]}-{str(v)[6:]}",
        "dots": lambda v, _: f"{str(v)[:3]}.{str(v)[3:6]}.{str(v)[6:]}",
        "dashes": lambda v, _: f"1-{str(v)[:3]}-{str(v)[3:6]}-{str(v)[6:]}",
        "figure": lambda v, _: Figure(str(v)),
    },
    "ssn": {
        "dashes": lambda v, _: f"{str(v)[:3]}-{str(v)[3:5]}-{str(v)[5:]}",
        "digits": lambda v, _: str(v),
        "figure": lambda v, _: _no_zeros(str(v)),
        "masked": lambda v, _: f"XXX-XX-{str(v)[5:]}",
        "last": lambda v, _: str(v)[5:],
    },
    "zip": {
        "text": lambda v, _: str(v),
        "figure": lambda v, _: _no_zeros(str(v)),
        "point": lambda v, _: Figure(str(v).lstrip("0") + ".0"),
    },
    "state": {
        "code": lambda v, _: str(v),
        "small": lambda v, _: f"{str(v).lower()} ",
        "name": lambda v, _: _STATES[str(v)],
        "number": lambda v, _: _no_zeros(_NUMBERS[str(v)]),
    },
    "bool": {
        "letters": lambda v, _: "Y" if v else "N",
        "figures": lambda v, _: Figure("1" if v else "0"),
        "words": lambda v, _: "TRUE" if v else "FALSE",
        "cells": lambda v, _: bool(v),
    },
    "term": {
        "months": lambda v, _: Figure(str(v)),
        "text": lambda v, _: f"{v}.0",
        "years": lambda v, _: Figure(str(int(str(v)) // 12)),
    },
    "history": {
        "right": lambda v, _: str(v),
        "left": lambda v, _: str(v)[::-1],
    },
    "score": {"figure": lambda v, _: Figure(str(v)), "text": lambda v, _: str(v)},
    "count": {"figure": lambda v, _: Figure(str(v)), "text": lambda v, _: f" {v} "},
    "text": {"written": lambda v, _: str(v), "spaced": lambda v, _: f"{v}\t "},
    "email": {"written": lambda v, _: str(v)},
}
USUAL = {kind: next(iter(styles)) for kind, styles in STYLES.items()}
