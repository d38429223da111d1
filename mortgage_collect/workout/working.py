"""The working of an offer: a little sheet of lines, each an input or a formula over lines above it.

One working serves three readers: the specialist who asks how a figure came about, the file copy,
and a workbook whose own formulas compute every line again. So a formula is written once, the way a
spreadsheet writes it, with the keys of other lines in braces:

    =ROUND(PMT({rate}/12,{months},-{balance}),2)

`value` is always what our own exact arithmetic found. The formula is the second opinion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import TypeVar

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate

Value = Money | Rate | Fraction | int | bool | date | str | None
V = TypeVar("V", bound=Value)

_KEY = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: what it says, its value, and either where it comes from or how it is found.

    `value` is Money (dollars in a workbook), Rate (a fraction of one), Fraction (a share of one,
    shown as a percentage), a count, a day, or None where nobody knows. `formula` is empty for an
    input; then `source` says who said so and `as_of` on which day. `rounding` says how the value
    was rounded, in words.
    """

    key: str
    says: str
    value: Value
    formula: str = ""
    source: str = ""
    as_of: date | None = None
    rounding: str = ""

    @property
    def needs(self) -> tuple[str, ...]:
        """Keys of the lines the formula names, each once."""
        return _needs(self.formula)

    @property
    def written(self) -> str:
        """The value as people write it."""
        return written(self.value)


@dataclass(frozen=True, slots=True)
class Working:
    """Lines in the order they are worked; a formula only names lines above it."""

    lines: tuple[Line, ...] = ()

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __contains__(self, key: str) -> bool:
        return any(line.key == key for line in self.lines)

    def __getitem__(self, key: str) -> Line:
        for line in self.lines:
            if line.key == key:
                return line
        raise KeyError(key)

    def behind(self, key: str) -> tuple[Line, ...]:
        """The line and all it rests on, in working order: the steps of one figure."""
        wanted = {key}
        found = list[Line]()
        for line in reversed(self.lines):
            if line.key in wanted:
                wanted.update(line.needs)
                found.append(line)
        if not found:
            raise KeyError(key)
        return tuple(reversed(found))

    def spoken(self, line: Line) -> str:
        """The formula with the names of the lines in place of their keys; empty for an input."""
        names = {each.key: each.says for each in self.lines}
        return _KEY.sub(lambda match: f"[{names[match[1]]}]", line.formula.removeprefix("="))


class Sheet:
    """Builds a working line by line. A key is used once; a formula names lines already there."""

    def __init__(self, lines: tuple[Line, ...] = ()) -> None:
        self._lines = list(lines)
        self._keys = {line.key for line in lines}

    def given(
        self, key: str, says: str, value: V, source: str = "", as_of: date | None = None
    ) -> V:
        """An input, with who said so."""
        self._add(Line(key, says, value, "", source, as_of))
        return value

    def found(self, key: str, says: str, value: V, formula: str, rounding: str = "") -> V:
        """A result and the formula that finds it again."""
        self._add(Line(key, says, value, formula, rounding=rounding))
        return value

    def has(self, key: str) -> bool:
        return key in self._keys

    def value(self, key: str) -> Value:
        """What the line with this key says; None where there is no such line."""
        return next((line.value for line in self._lines if line.key == key), None)

    def done(self) -> Working:
        return Working(tuple(self._lines))

    def _add(self, line: Line) -> None:
        if line.key in self._keys:
            raise ValueError(f"the working already has a line {line.key!r}")
        if line.formula and not self._keys.issuperset(line.needs):
            stranger = next(key for key in line.needs if key not in self._keys)
            raise ValueError(f"line {line.key!r} names {stranger!r}, which is not above it")
        self._keys.add(line.key)
        self._lines.append(line)


@lru_cache(maxsize=4096)
def _needs(formula: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_KEY.findall(formula)))


def written(value: Value) -> str:
    """A value as people write it; what nobody knows is "unknown"."""
    match value:
        case None:
            return "unknown"
        case bool():
            return "yes" if value else "no"
        case Fraction():
            return f"{percent(value)}%"
        case date():
            return text.day(value)
        case _:
            return str(value)


def percent(share: Fraction, places: int = 2) -> str:
    """A share of one as a percentage, half up, without the sign: 1/3 is "33.33"."""
    scale = 10**places
    whole = share * 100 * scale
    sign = "-" if whole < 0 else ""
    units = int(abs(whole) + Fraction(1, 2))
    return f"{sign}{units // scale}.{units % scale:0{places}d}" if places else f"{sign}{units}"
