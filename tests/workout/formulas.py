"""A spreadsheet of its own: works the formulas of a working in exact fractions.

It knows nothing of the program's arithmetic: only the functions a spreadsheet has.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.workout.working import Line, Working

_KEY = re.compile(r"\{(\w+)\}")
DAY_ZERO = date(1899, 12, 30)


def number(line: Line) -> Fraction | None:
    """A line's value as a cell holds it; None for text, days and what is not known."""
    match line.value:
        case Money():
            return Fraction(line.value.cents, 100)
        case Rate():
            return line.value.exact
        case bool():
            return None
        case Fraction() | int():
            return Fraction(line.value)
    return None


def worked(working: Working) -> Iterator[tuple[Line, Fraction, Fraction]]:
    """(line, what the formula finds from the lines above, what the program found)."""
    known = {line.key: _cell(line) for line in working}
    for line in working:
        ours = number(line)
        if line.formula and ours is not None:
            code = _KEY.sub(r"known['\1']", line.formula.removeprefix("="))
            code = re.sub(r"(?<![\w.'])(\d+(?:\.\d+)?)(?![\w'])", r"Fraction('\1')", code)
            code = re.sub(r"(?<![<>=])=(?!=)", "==", code).replace("^", "**")
            yield line, Fraction(eval(code, {**FUNCTIONS, "known": known})), ours


def _cell(line: Line) -> Fraction | None:
    """What other cells see: a day as the number a spreadsheet holds for it."""
    if isinstance(line.value, date):
        return Fraction((line.value - DAY_ZERO).days)
    return number(line)


def _day(serial: Fraction) -> date:
    return DAY_ZERO + timedelta(days=int(serial))


def _round(value: Fraction, places: Fraction) -> Fraction:
    scale = Fraction(10) ** int(places)
    whole = abs(value) * scale + Fraction(1, 2)
    return Fraction(whole.numerator // whole.denominator) / scale * (1 if value >= 0 else -1)


def _down(value: Fraction, places: Fraction) -> Fraction:
    scale = Fraction(10) ** int(places)
    whole = abs(value) * scale
    return Fraction(whole.numerator // whole.denominator) / scale * (1 if value >= 0 else -1)


def _up(value: Fraction, places: Fraction) -> Fraction:
    scale = Fraction(10) ** int(places)
    whole = abs(value) * scale
    return Fraction(-(-whole.numerator // whole.denominator)) / scale * (1 if value >= 0 else -1)


def _annuity(rate: Fraction, months: Fraction) -> Fraction:
    return months if not rate else (1 - 1 / (1 + rate) ** int(months)) / rate


def _pmt(rate: Fraction, months: Fraction, worth: Fraction) -> Fraction:
    return -worth / _annuity(rate, months)


def _pv(rate: Fraction, months: Fraction, payment: Fraction) -> Fraction:
    return -payment * _annuity(rate, months)


FUNCTIONS = {
    "Fraction": Fraction,
    "ROUND": _round,
    "ROUNDDOWN": _down,
    "ROUNDUP": _up,
    "PMT": _pmt,
    "PV": _pv,
    "MIN": lambda *given: min(given),
    "MAX": lambda *given: max(given),
    "IF": lambda test, yes, no: yes if test else no,
    "INT": lambda value: Fraction(value.numerator // value.denominator),
    "ABS": abs,
    "YEAR": lambda serial: Fraction(_day(serial).year),
    "MONTH": lambda serial: Fraction(_day(serial).month),
}
