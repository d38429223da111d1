"""Pay strings: which end is the newest month, told by what the loans owe today.

Our own order is the newest last (see loanmath/pay_string.py). A column that agrees with the
payments past due at its left end is turned; where neither end agrees it is kept as it came.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mortgage_collect.tape import values
from mortgage_collect.tape.cells import Cell, Number, Row
from mortgage_collect.tape.values import Unread, is_blank

LENGTHS: Final = (12, 24, 36, 48)
FEWEST: Final = 3  # late loans needed before an end is believed
SHARE: Final = 0.8


@dataclass(frozen=True, slots=True)
class HistoryRule:
    """How a column of pay strings is read: `step` signs a month, `width` where zeros were lost."""

    newest_left: bool = False
    step: int = 1
    width: int = 0
    agree: int = 0
    late: int = 0


AS_WRITTEN: Final = HistoryRule()


def history_rule(
    cells: Sequence[Cell], rows: Sequence[Row], others: Mapping[str, int]
) -> HistoryRule:
    """The end at which the late loans of the column agree with their payments past due."""
    width = _lost_width(cells)
    late = [
        (text, months)
        for row, cell in zip(rows, cells, strict=True)
        if not is_blank(cell)
        and (months := _months_late(row, others))
        and (text := _text(cell, width))
    ]
    hits: Counter[tuple[bool, int]] = Counter()
    for text, months in late:
        for left in (False, True):
            for step in (1, 2):
                end = text[:step] if left else text[-step:]
                if len(text) % step == 0 and end.isdecimal() and int(end) == months:
                    hits[left, step] += 1
    if len(late) < FEWEST or not hits:
        return HistoryRule(width=width)
    (left, step), agree = max(hits.items(), key=lambda one: (one[1], not one[0][0], -one[0][1]))
    if agree < SHARE * len(late):
        return HistoryRule(width=width)
    return HistoryRule(left, step, width, agree, len(late))


def read_history(cell: Cell, rule: HistoryRule) -> str | Unread:
    """The pay string with its newest month last."""
    text = values.plain_text(cell)
    if isinstance(text, Unread):
        return Unread("a pay string")
    if isinstance(cell, Number):
        if not text.isdecimal() or len(text) > 15:
            return Unread("a pay string as text (the spreadsheet rounded it)")
        text = text.zfill(rule.width)
    if not rule.newest_left:
        return text
    signs = [text[at : at + rule.step] for at in range(0, len(text), rule.step)]
    return "".join(reversed(signs))


def _text(cell: Cell, width: int) -> str:
    text = values.plain_text(cell)
    if isinstance(text, Unread):
        return ""
    return text.zfill(width) if isinstance(cell, Number) else text


def _lost_width(cells: Sequence[Cell]) -> int:
    """The usual length into which the longest number of the column fits; 0 without numbers."""
    longest = max((len(cell) for cell in cells if type(cell) is Number), default=0)
    return next((each for each in LENGTHS if each >= longest), longest) if longest else 0


def _months_late(row: Row, others: Mapping[str, int]) -> int:
    for name, a_month in (("payments_past_due", 1), ("days_past_due", 30)):
        at = others.get(name)
        if at is not None and isinstance(found := values.integer(row.at(at)), int):
            return found // a_month
    return 0
