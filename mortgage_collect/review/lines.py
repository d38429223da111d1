"""Every line of the financial review, in the order in which people talk.

The fields are those of the industry's mortgage assistance application (Fannie Mae and Freddie Mac
Form 710, edition of April 2023); the pages of housing costs, debts and living expenses are the
bank's own, since that form has none and a surplus cannot be told without them.

`LINES` are asked of everybody. A household with a second job or a second contributor has more of
them: `lines_of` lists what one review has.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import Final

from mortgage_collect.review.keys import LineKey, read_key
from mortgage_collect.review.line import LineSpec
from mortgage_collect.review.lines_closing import ASSETS, CERTIFICATION, INTENT
from mortgage_collect.review.lines_contact import CONTACT, HARDSHIP, OCCUPANCY
from mortgage_collect.review.lines_expenses import DEBTS, HOUSING, LIVING
from mortgage_collect.review.lines_income import INCOME

__all__ = ["BY_KEY", "LINES", "WANTED_BY", "LineSpec", "line", "lines_of", "wanted_by"]

LINES: Final[tuple[LineSpec, ...]] = (
    *CONTACT,
    *OCCUPANCY,
    *HARDSHIP,
    *INCOME,
    *HOUSING,
    *DEBTS,
    *LIVING,
    *ASSETS,
    *INTENT,
    *CERTIFICATION,
)

BY_KEY: Final[dict[str, LineSpec]] = {line.key: line for line in LINES}

_MANY = ("co_borrower", "contributor")


@cache
def line(key: str) -> LineSpec:
    """The line with this key; KeyError when the review has none."""
    if (found := BY_KEY.get(key)) is not None:
        return found
    parts = read_key(key)
    spec = BY_KEY[parts.base]
    if (parts.who > 1 and spec.person not in _MANY) or (parts.nth > 1 and not spec.repeats):
        raise KeyError(key)
    return replace(
        spec,
        key=key,
        label=_label(spec, parts),
        take_home=parts.beside(spec.take_home) if spec.take_home else "",
        mortgage=parts.beside(spec.mortgage) if spec.mortgage else "",
        detail_of=parts.beside(spec.detail_of) if spec.detail_of else "",
    )


def lines_of(keys: Iterable[str]) -> tuple[LineSpec, ...]:
    """The lines everybody is asked, and those that these keys repeat, each in its place."""
    more = {key for key in keys if key not in BY_KEY}
    if not more:
        return LINES
    return tuple(sorted((*LINES, *map(line, more)), key=lambda spec: _place(spec.key)))


def wanted_by(key: str) -> str:
    """The line an amount above zero in which makes this one needed; "" when none does."""
    parts = read_key(key)
    head = WANTED_BY.get(parts.base)
    return parts.beside(head) if head else ""


def _label(spec: LineSpec, parts: LineKey) -> str:
    words = spec.label
    if parts.who > 1:
        person, _, what = words.partition(":")
        words = f"{person} {parts.who}:{what}"
    return f"{words}, no. {parts.nth}" if parts.nth > 1 else words


@cache
def _place(key: str) -> tuple[int, int, int, int, int]:
    """A repeated line stands with its own: by person, then by kind, then by number."""
    parts = read_key(key)
    at = _AT[parts.base]
    return _RUN[at], parts.who, _AT[_head(BY_KEY[parts.base])], parts.nth, at


def _head(spec: LineSpec) -> str:
    """The line a take-home, a mortgage or a detail belongs to."""
    return spec.detail_of or WANTED_BY.get(spec.key) or spec.key


def _runs() -> list[int]:
    """For each line the number of its run: neighbors of one part about one person."""
    found = [0]
    for before, here in pairwise(LINES):
        same = (before.section, before.person) == (here.section, here.person)
        found.append(found[-1] + (not same))
    return found


_AT: Final = {spec.key: at for at, spec in enumerate(LINES)}
_RUN: Final = _runs()
WANTED_BY: Final = {spec.wants: spec.key for spec in LINES if spec.wants}
"""The line an answer to which makes another needed, by that other."""
