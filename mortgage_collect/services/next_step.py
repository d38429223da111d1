"""What a result of a contact leads to: when to come back, on a bank day, and what for.

Pure, and without the database: the entry strip proposes it while one types. What the guard says of
the days to come is worked out beforehand (`services/proposals.py`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from mortgage_collect.core.calendar import add_bank_days, add_months, is_bank_day
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.words import Outcome, Pace

# After such a result nothing more is to be said now: the desk goes on to the next loan.
ENDS_THE_MATTER = frozenset(
    {
        Outcome.NO_ANSWER,
        Outcome.VOICEMAIL,
        Outcome.WRONG_NUMBER,
        Outcome.BUSY,
        Outcome.NOT_IN_SERVICE,
    }
)

# Bank days until the next try, and what it is; a promise sets its own.
_NEXT: dict[Outcome, tuple[int, str]] = {
    Outcome.NO_ANSWER: (1, "call again"),
    Outcome.VOICEMAIL: (2, "call again"),
    Outcome.BUSY: (1, "call again"),
    Outcome.DROPPED: (1, "call again"),
    Outcome.WRONG_NUMBER: (1, "find a number"),
    Outcome.NOT_IN_SERVICE: (1, "find a number"),
    Outcome.THIRD_PARTY: (2, "call again"),
    Outcome.RIGHT_PARTY: (7, "follow up"),
    Outcome.REFUSED: (7, "follow up"),
    Outcome.SENT: (7, "look for an answer"),
}


CALLS = ("call again", "follow up")  # steps for which the telephone is taken
NO_CALL = "see what stops the calls"
MOST_TRIES = 60
RESULTS_OF_A_CALL = tuple(outcome for outcome, (_, action) in _NEXT.items() if action in CALLS)


@dataclass(frozen=True, slots=True)
class NextStep:
    """What is proposed after a result; a person may change both."""

    on: date
    action: str


@dataclass(frozen=True, slots=True)
class PromiseSaid:
    amount: Money
    due_on: date


def installments(amount: Money, first: date, times: int, pace: Pace) -> tuple[PromiseSaid, ...]:
    """The same amount several times: every week, every other week, or on the day of the month."""
    days = {Pace.WEEK: 7, Pace.TWO_WEEKS: 14}
    return tuple(
        PromiseSaid(
            amount,
            add_months(first, at) if pace is Pace.MONTH else first + timedelta(days[pace] * at),
        )
        for at in range(times)
    )


def promised(
    amount: Money, first: date, times: int, pace: Pace, further: tuple[PromiseSaid, ...]
) -> tuple[PromiseSaid, ...]:
    """Equal installments, or the first and then each further one as it was said; not both."""
    if further and times > 1:
        raise UserError(
            "Equal installments and others are both entered.",
            do="Leave one of the two empty.",
        )
    return (
        (PromiseSaid(amount, first), *further)
        if further
        else installments(amount, first, times, pace)
    )


def next_step(
    outcome: Outcome, today: date, open_on: Callable[[date], date | None] | None = None
) -> NextStep:
    """When to come back after such a result, on a bank day, and what for.

    `open_on` tells the first day, the given one or a later one, on which a call is lawful, None
    where no end of what stands in the way is known: then no call is proposed.
    """
    days, action = _NEXT[outcome]
    on = add_bank_days(today, days)
    if action not in CALLS or open_on is None:
        return NextStep(on, action)
    day = on
    for _ in range(MOST_TRIES):
        free = open_on(day)
        if free is None:
            break
        if free == day and is_bank_day(day):
            return NextStep(day, action)
        day = free if is_bank_day(free) else add_bank_days(free, 1)
    return NextStep(on, NO_CALL)
