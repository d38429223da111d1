"""Unbroken runs of ids, as first and last: a hundred thousand rows in one condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, or_

MOST = 200  # spans in one statement

Spans = Sequence[Sequence[int]]


def spans(ids: Iterable[int]) -> list[list[int]]:
    """Ids as first and last of each unbroken run."""
    found: list[list[int]] = []
    for key in sorted(ids):
        if found and key <= found[-1][1] + 1:
            found[-1][1] = key
        else:
            found.append([key, key])
    return found


def within(column: ColumnElement[Any], of: Spans) -> Iterator[ColumnElement[bool]]:
    """Conditions, a few hundred spans each, that together hold for every id of the spans."""
    for start in range(0, len(of), MOST):
        yield or_(*(column.between(first, last) for first, last in of[start : start + MOST]))
