"""What several duties ask of the same life on the same day is worked out once.

Only the last answer is kept, for that very life (a life is never changed) and that day: a board
asks loan after loan, and every duty of a loan one after the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import wraps
from typing import TypeVar

from mortgage_collect.rules.duties.life import LoanLife

Answer = TypeVar("Answer")
Found = TypeVar("Found")


def remembered(
    find: Callable[[LoanLife, date], Iterable[Found]],
) -> Callable[[LoanLife, date], tuple[Found, ...]]:
    """The same function, which answers the same question once."""

    @answered_once
    @wraps(find)
    def asked(life: LoanLife, today: date) -> tuple[Found, ...]:
        return tuple(find(life, today))

    return asked


def answered_once(
    find: Callable[[LoanLife, date], Answer],
) -> Callable[[LoanLife, date], Answer]:
    """The same, of what has one answer. Safe between threads: the one answer kept is exchanged as a
    whole."""
    last: tuple[LoanLife, date, Answer] | None = None

    @wraps(find)
    def asked(life: LoanLife, today: date) -> Answer:
        nonlocal last
        kept = last
        if kept is None or kept[0] is not life or kept[1] != today:
            kept = last = (life, today, find(life, today))
        return kept[2]

    return asked
