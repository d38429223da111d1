"""One reader for each column, made of its field and its rule; the inner loop of every import."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.words import Severity
from mortgage_collect.tape import values
from mortgage_collect.tape.cells import Cell, ErrorCell, Number, Uncached
from mortgage_collect.tape.columnrules import ColumnRule, same_scale
from mortgage_collect.tape.dates import read_date
from mortgage_collect.tape.fields import Field, nothings
from mortgage_collect.tape.fillers import filler_of
from mortgage_collect.tape.histories import read_history
from mortgage_collect.tape.units import repaired
from mortgage_collect.tape.values import Unread, Value

Reader = Callable[[Cell], "Value | Unread"]

# Without these nothing right can be said about a loan: the row waits for a person.
HOLDS = frozenset(
    {
        "unpaid_principal_balance",
        "next_due_date",
        "current_interest_rate",
        "amount",
        "received_date",
    }
)
NO_DAY = frozenset({"0", "0.0"})  # an empty date cell, as some cores and spreadsheets leave it
REFUSES = frozenset({"loan_number"})
# A column of days, rates, codes or noughts has few different cells, one of balances only new ones.
REMEMBERED = 5_000
_UNSEEN = object()


@dataclass(frozen=True, slots=True)
class OddScale(Unread):
    """A rate in another scale than its column."""


def severity_of(field: str) -> Severity:
    """What an unreadable cell of this field does to its row."""
    if field in REFUSES:
        return Severity.REFUSE
    return Severity.HOLD if field in HOLDS else Severity.WARNING


class ColumnReader:
    """Reads the cells of one column by its field and its rule."""

    def __init__(self, field: Field, rule: ColumnRule) -> None:
        self._base = _base(field, rule)
        self._need = field.need
        no_day = NO_DAY if field.type == "date" else frozenset()
        words = nothings()
        if field.type == "paystring":  # noughts are months paid in time
            words = frozenset(word for word in words if not word.isdecimal())
        self._blank = words | field.unknown | no_day
        self._filler = None if field.name in REFUSES else filler_of(field.type)
        self._low, self._high = field.low, field.high
        # A number and a text of the same digits are equal, and do not mean the same.
        self._numbers: dict[Cell, Value] = {}
        self._others: dict[Cell, Value] = {}

    def read(self, cell: Cell) -> Value | Unread:
        """Blank gives None, an honest value its type, all else an Unread."""
        if cell is None:
            return None
        if type(cell) is Number:
            if cell.strip() in self._blank:
                return None
        elif isinstance(cell, str):
            if len(cell) <= values.LONGEST_NOTHING and values.bare(cell) in self._blank:
                return None
        elif isinstance(cell, ErrorCell):
            none = cell.code in ("#N/A", "#NULL!") and not self._need
            return None if none else Unread("a value")
        elif isinstance(cell, Uncached):
            return Unread("a value (open the file in Excel and save it, then import again)")
        if self._filler is not None and self._filler(cell):
            return None
        value = self._base(cell)
        low, high = self._low, self._high
        if low is None or isinstance(value, Unread):
            return value
        number = value.millionths / 10_000 if isinstance(value, Rate) else value
        if isinstance(number, (int, float, Decimal)) and not low <= number <= (high or number):
            return Unread(f"between {low} and {high}")
        return value

    def read_many(self, cells: Iterable[Cell]) -> tuple[list[Value], dict[int, Unread]]:
        """The values in order, and by position what could not be read (None among the values)."""
        numbers, others, most = self._numbers, self._others, REMEMBERED
        found: list[Value] = []
        unread: dict[int, Unread] = {}
        for cell in cells:
            if cell is None:
                found.append(None)
                continue
            known = numbers if type(cell) is Number else others
            value: Any = known.get(cell, _UNSEEN)  # type: ignore[arg-type]
            if value is _UNSEEN:
                read = self.read(cell)
                if isinstance(read, Unread):
                    unread[len(found)] = read
                    value = None
                else:
                    value = read
                    if len(known) < most:
                        known[cell] = value
            found.append(value)
        return found, unread


def _base(field: Field, rule: ColumnRule) -> Reader:
    factor = rule.scale.factor
    match field.type:
        case "money" if rule.cents != 100:
            return partial(_in_units, rule=rule)
        case "money":
            return values.money if rule.sign == 1 else _turned
        case "int" if rule.times != 1:
            return partial(_times, times=rule.times)
        case "date" if rule.date.half_swapped and field.name in HOLDS:
            return partial(_certain_day, rule=rule)
        case "date":
            return partial(read_date, rule=rule.date)
        case "rate":
            return partial(_rate, rule=rule)
        case "percent":
            return partial(values.percent, scale=factor)
        case "id" if rule.width:
            return partial(_padded, width=rule.width)
        case "id":
            return values.identifier
        case "paystring":
            return partial(read_history, rule=rule.history)
    simple: dict[str, Reader] = {
        "int": values.integer,
        "bool": values.boolean,
        "zip": values.zip_code,
        "state": values.state,
        "ssn": values.last_four,
        "phone": values.phone,
        "email": values.email,
    }
    return simple.get(field.type, _repaired if rule.repaired else values.plain_text)


def _certain_day(cell: Cell, rule: ColumnRule) -> Value | Unread:
    """In a half-swapped column the true dates are the ones that may be wrong."""
    if isinstance(cell, date) or (isinstance(cell, str) and cell[:4].isdecimal()):
        return Unread("a day and month that were not changed round")
    return read_date(cell, rule.date)


def _padded(cell: Cell, width: int) -> str | Unread:
    """A number with the leading zeros a spreadsheet took."""
    text = values.identifier(cell)
    return text.zfill(width) if isinstance(text, str) and text.isdecimal() else text


def _in_units(cell: Cell, rule: ColumnRule) -> Money | Unread:
    """An amount in cents or in thousands of dollars."""
    value = values.money(cell)
    if isinstance(value, Unread):
        return value
    return (value * rule.sign).times(Fraction(rule.cents, 100))


def _times(cell: Cell, times: int) -> int | Unread:
    value = values.integer(cell)
    return value if isinstance(value, Unread) else value * times


def _repaired(cell: Cell) -> str | Unread:
    return values.plain_text(repaired(cell) if isinstance(cell, str) else cell)


def _turned(cell: Cell) -> Money | Unread:
    value = values.money(cell)
    return value if isinstance(value, Unread) else -value


def _rate(cell: Cell, rule: ColumnRule) -> Rate | Unread:
    if not rule.by_hand and not same_scale(cell, rule.scale):
        return OddScale(f'a rate written like "{rule.scale.value}", as the rest of the column')
    return values.rate(cell, rule.scale.factor)
