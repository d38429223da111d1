"""Days and months changed round by a PC that expects the day first.

It reads "10/01/2026" as 10 January and keeps "10/15/2026" as text: in a column so spoiled no true
date has a day above 12, and every text has. Turned back, due dates fall on their due day again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from mortgage_collect.tape.cells import Cell
from mortgage_collect.tape.dates import DateRule, date_rule, read_date
from mortgage_collect.tape.fields import all_fields

DUE: Final = ("next_due_date", "paid_to_date", "first_payment_date", "maturity_date")


def swapped_fields(columns: Mapping[str, Sequence[Cell]]) -> tuple[str, ...]:
    """The date fields that were changed round; `columns` are the cells by field.

    Where one column shows it, those without a day above 12 went through the same PC.
    """
    rules = {name: date_rule(cells, future=True) for name, cells in columns.items()}
    if not any(rule.half_swapped for rule in rules.values()):
        return ()
    return tuple(
        name
        for name, rule in rules.items()
        if rule.all_low and (rule.with_texts or name not in DUE or _better(columns[name], rule))
    )


def proof(columns: Mapping[str, Sequence[Cell]], fields: Sequence[str]) -> str:
    """ "turned back, 98 % of Next due fall on day 1 of the month instead of 8 %"; "" where no
    due date proves it."""
    for name in DUE:
        if name in fields:
            rule = date_rule(columns[name], future=True)
            before, _ = _on_one_day(columns[name], rule)
            after, day = _on_one_day(columns[name], replace(rule, turned_back=True))
            if after > before:
                label = all_fields()[name].label
                return (
                    f"turned back, {after:.0%} of {label} fall on day {day} of the month "
                    f"instead of {before:.0%}"
                ).replace("%", " %")
    return ""


def _better(cells: Sequence[Cell], rule: DateRule) -> bool:
    """Turning back does not scatter what lies on one day of the month as it is."""
    return _on_one_day(cells, replace(rule, turned_back=True)) >= _on_one_day(cells, rule)


def _on_one_day(cells: Sequence[Cell], rule: DateRule) -> tuple[float, int]:
    """The share of days on the commonest day of the month, and that day."""
    read = [read_date(cell, rule) for cell in cells if cell is not None]
    days = Counter(day.day for day in read if isinstance(day, date))
    if not days:
        return 0.0, 0
    day, times = days.most_common(1)[0]
    return times / days.total(), day
