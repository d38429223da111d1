"""The lines in which options are compared: what each cell says, and where its steps begin.

One list serves the columns on the screen, the copy for the file and whoever reads them aloud.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.core.money import ZERO, Money
from mortgage_collect.workout.evaluate import Result, Verdict
from mortgage_collect.workout.working import Line, Working, percent

NONE: Final = "none"
NOTHING: Final = "\u2013"
"""Stands where a figure does not apply or is not known; never a zero."""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line over all options. `show` gives the cell, empty where there is nothing to tell.

    `steps` are keys of the working to look for, the first that is there; `of_value` says the
    steps are those of the value to the bank. `warns` marks a cell that speaks against the option.
    An `optional` line may be left out where no option has anything in it.
    """

    key: str
    title: str
    show: Callable[[Result], str]
    steps: tuple[str, ...] = ()
    of_value: bool = False
    warns: Callable[[Result], bool] = lambda _: False
    optional: bool = False

    def cell(self, result: Result) -> str:
        return self.show(result) or NOTHING

    def is_idle(self, result: Result) -> bool:
        """Whether the cell says nothing a reader would miss."""
        return self.show(result) in ("", NONE)

    def working(self, result: Result) -> tuple[Working, str] | None:
        """The working behind the cell and the line in it the steps lead to.

        None where there are no terms. The last line of the working stands for a figure that has
        none of its own.
        """
        if self.of_value:
            working = result.value.working if result.value is not None else Working()
        else:
            working = result.figures.working if result.figures is not None else Working()
        lines = working.lines
        if not lines:
            return None
        found = next((key for key in self.steps if key in working), lines[-1].key)
        return working, found


def steps(line: ComparedLine, result: Result) -> tuple[Line, ...]:
    """The steps of one cell, in working order; empty without terms."""
    found = line.working(result)
    return found[0].behind(found[1]) if found is not None else ()


def signed(amount: Money) -> str:
    """With its sign, so that more and less cannot be mixed up: "+$645.64"."""
    return f"+{amount}" if amount > ZERO else str(amount)


def standing(result: Result) -> str:
    """How many findings are against and how many open: "passes", "1 against, 2 open".

    Where no finding is against, but the option is, the money is short or there are no terms.
    """
    against = sum(each.ok is False for each in result.reasons)
    unknown = sum(each.ok is None for each in result.reasons)
    said = [f"{against} against"] if against else []
    if result.verdict is Verdict.AGAINST and not against:
        said = ["short" if result.offer is not None else "no terms"]
    said += [f"{unknown} open"] if unknown else []
    return ", ".join(said) or ("passes" if result.reasons else "")


def _payment(result: Result) -> str:
    return _written(result.figures.payment_now) if result.figures else ""


def _later(result: Result) -> str:
    found = result.figures
    if found is None or found.payment_later is None or found.later_from is None:
        return ""
    since = found.later_from
    return f"{found.payment_later} {text.MONTHS[since.month - 1]} \u2019{since.year % 100:02d}"


def _first_due(result: Result) -> str:
    found = result.figures
    return text.day(found.first_due) if found and found.first_due else ""


def _change(result: Result) -> str:
    found = result.figures
    return signed(found.change) if found and found.change is not None else ""


def _left(result: Result) -> str:
    return _written(result.figures.surplus_after) if result.figures else ""


def _ratio(result: Result) -> str:
    found = result.figures
    return f"{percent(found.housing_ratio, 1)}%" if found and found.housing_ratio else ""


def _cure(result: Result) -> str:
    found = result.figures
    if found is None or found.months_to_cure is None:
        return ""
    if found.months_to_cure:
        return text.count(found.months_to_cure, "month")
    return "at once" if found.cash_by is None else f"by {_short_day(found.cash_by)}"


def _maturity(result: Result) -> str:
    found = result.figures
    return text.day(found.maturity_on) if found and found.maturity_on else ""


def _cost(result: Result) -> str:
    return _written(result.figures.total_cost) if result.figures else ""


def _put_off(result: Result) -> str:
    found = result.figures
    if found is None:
        return ""
    said = [f"{found.deferred} later"] if found.deferred else []
    said += [f"{found.forgiven} forgiven"] if found.forgiven else []
    return ", ".join(said) or NONE


def _ltv(result: Result) -> str:
    found = result.figures
    return f"{percent(found.ltv, 1)}%" if found and found.ltv is not None else ""


def _worth(result: Result) -> str:
    found = result.value
    return signed(found.advantage) if found and found.advantage is not None else ""


def _at_once(result: Result) -> str:
    found = result.figures
    if found is None:
        return ""
    sale = result.offer.liquidation if result.offer else None
    if sale is not None:
        return f"sale: {sale.net_proceeds}"
    if not found.cash_now:
        return NONE
    by = found.cash_by
    return str(found.cash_now) if by is None else f"{found.cash_now} by {_short_day(by)}"


def _short_day(day: date) -> str:
    """ "Dec 4": within the columns, of a day not far off."""
    return f"{text.MONTHS[day.month - 1]} {day.day}"


def _written(amount: Money | None) -> str:
    return "" if amount is None else str(amount)


def _short(result: Result) -> bool:
    return bool(result.figures and result.figures.affordable is False)


def _worth_less(result: Result) -> bool:
    found = result.value
    return bool(found and found.advantage is not None and found.advantage < ZERO)


LINES: Final[tuple[ComparedLine, ...]] = (
    ComparedLine("payment", "Payment now", _payment, ("payment", "figure_payment")),
    ComparedLine("later", "Payment later", _later, ("figure_later",)),
    ComparedLine("first_due", "First payment", _first_due, ("figure_first",)),
    ComparedLine("change", "Change from today", _change, ("figure_change",)),
    ComparedLine("left", "Left, heaviest month", _left, ("figure_surplus_after",), warns=_short),
    ComparedLine("ratio", "Housing ratio", _ratio, ("figure_ratio",)),
    ComparedLine("cure", "Time to cure", _cure, ("figure_cure",)),
    ComparedLine("maturity", "Maturity", _maturity, ("figure_maturity",)),
    ComparedLine("cost", "Total cost", _cost, ("figure_extra", "total_cost", "figure_cost")),
    ComparedLine("at_once", "At once", _at_once, ("net", "figure_at_once"), optional=True),
    ComparedLine("put_off", "Deferred, forgiven", _put_off, ("figure_put_off",)),
    ComparedLine("ltv", "Loan to value", _ltv, ("figure_ltv",)),
    ComparedLine(
        "worth",
        "Value to the bank",
        _worth,
        ("value_advantage", "value_option"),
        of_value=True,
        warns=_worth_less,
    ),
    ComparedLine("policy", "Policy", standing, warns=lambda each: each.verdict is not Verdict.FITS),
)


def line(key: str) -> ComparedLine:
    """The line with this key; KeyError when there is none."""
    for each in LINES:
        if each.key == key:
            return each
    raise KeyError(key)
