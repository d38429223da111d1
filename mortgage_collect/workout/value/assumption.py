"""One assumption of the value of a loan: a figure somebody chose, with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate

Figure = Rate | Money | int | str | None


class Unit(StrEnum):
    """What a figure counts; percentages are a `Rate`, dollars `Money`, the rest whole numbers."""

    PERCENT = "percent"
    PERCENT_A_YEAR = "percent a year"
    DOLLARS = "dollars"
    DOLLARS_A_MONTH = "dollars a month"
    DAYS = "days"
    MONTHS = "months"
    PAYMENTS = "payments"
    WORD = "word"

    @property
    def is_percent(self) -> bool:
        return self in (Unit.PERCENT, Unit.PERCENT_A_YEAR)

    @property
    def is_dollars(self) -> bool:
        return self in (Unit.DOLLARS, Unit.DOLLARS_A_MONTH)


@dataclass(frozen=True, slots=True)
class Assumption:
    """A named figure. A `value` of None is not known: what needs it says so.

    `as_of` is the day the figure is from, `reviewed_on` the day somebody last checked it, and
    `verified` whether it was found right against its source. `step` is how far the plus/minus
    table moves it (None: it is not moved); `low` and `high` hold what may be entered; `words` are
    the choices of a word.
    """

    key: str
    label: str
    value: Figure
    unit: Unit
    source: str
    as_of: date | None = None
    reviewed_on: date | None = None
    verified: bool = False
    says: str = ""
    step: Figure = None
    low: Figure = None
    high: Figure = None
    words: tuple[str, ...] = ()

    @property
    def written(self) -> str:
        """The value as it is stored and entered: "6.25", "8500.00", "6", "loan", "" for unknown."""
        return written(self.value)

    @property
    def shown(self) -> str:
        """The value as people read it: "6.25% a year", "$8,500.00", "6 months", "not known"."""
        return shown(self.value, self.unit)

    @property
    def origin(self) -> str:
        """Source, date and how far it is checked, in a line."""
        dated = f", as of {text.day(self.as_of)}" if self.as_of else ", not dated"
        checked = f", reviewed {text.day(self.reviewed_on)}" if self.reviewed_on else ""
        return f"{self.source}{dated}{checked}{'' if self.verified else ', unverified'}"

    def parse(self, entered: str) -> Figure:
        """The figure somebody entered; an empty one is not known.

        Raises UserError when it is not of the unit or outside its limits.
        """
        entered = entered.strip()
        if not entered:
            return None
        if self.unit is Unit.WORD:
            if entered not in self.words:
                choices = text.listed([f'"{word}"' for word in self.words], "or")
                raise self._refused(entered, f"Choose {choices}.")
            return entered
        try:
            found = _read(entered, self.unit)
        except (ValueError, InvalidOperation):
            raise self._refused(entered, f"Enter {_EXAMPLES[self.unit]}.") from None
        if _below(found, self.low) or _below(self.high, found):
            limits = f"{shown(self.low, self.unit)} to {shown(self.high, self.unit)}"
            raise self._refused(entered, f"Enter a figure from {limits}.")
        return found

    def _refused(self, entered: str, do: str) -> UserError:
        return UserError(f'{self.label}: "{entered}" cannot be used.', do=do)


def written(figure: Figure) -> str:
    """A figure as it is stored: without unit, empty when it is not known."""
    match figure:
        case None:
            return ""
        case Rate() | Money():
            return figure.plain
    return str(figure)


def shown(figure: Figure, unit: Unit) -> str:
    """A figure as people read it."""
    match figure:
        case None:
            return "not known"
        case Rate():
            return f"{figure.plain}%{' a year' if unit is Unit.PERCENT_A_YEAR else ''}"
        case Money():
            return f"{figure}{' a month' if unit is Unit.DOLLARS_A_MONTH else ''}"
        case int():
            return text.count(figure, unit.value.removesuffix("s"))
    return figure


def moved(figure: Figure, step: Figure, *, up: bool) -> Figure:
    """The figure a step higher or lower; None when either is not known or is a word."""
    sign = 1 if up else -1
    match figure, step:
        case Rate(), Rate():
            return Rate(figure.millionths + sign * step.millionths)
        case Money(), Money():
            return figure + step * sign
        case int(), int():
            return figure + sign * step
    return None


def held(figure: Figure, low: Figure, high: Figure) -> Figure:
    """The figure, brought back inside its limits."""
    if _below(figure, low):
        return low
    return high if _below(high, figure) else figure


def _read(entered: str, unit: Unit) -> Figure:
    if unit.is_percent:
        return Rate.percent(entered.removesuffix("%").strip())
    if unit.is_dollars:
        return Money.of(entered)
    if not Decimal(entered).is_finite() or Decimal(entered) % 1:
        raise ValueError(entered)
    return int(Decimal(entered))


def _below(one: Figure, other: Figure) -> bool:
    match one, other:
        case (Rate(), Rate()) | (Money(), Money()) | (int(), int()):
            return one < other  # type: ignore[operator]
    return False


_EXAMPLES = {
    Unit.PERCENT: 'a percentage such as "12.5"',
    Unit.PERCENT_A_YEAR: 'a yearly percentage such as "6.25"',
    Unit.DOLLARS: 'an amount such as "8,500.00"',
    Unit.DOLLARS_A_MONTH: 'an amount such as "425.00"',
    Unit.DAYS: 'a whole number of days such as "540"',
    Unit.MONTHS: 'a whole number of months such as "6"',
    Unit.PAYMENTS: 'a whole number of payments such as "6"',
}
