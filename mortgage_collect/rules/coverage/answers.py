"""An answer of the interview as it is written, and what it means.

Kept as text under the question's key, so that history can hold was and now. `UNANSWERED` is an
answer taken back: it is not known again, from that day on.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.states import CODES
from mortgage_collect.rules.coverage.questions import (
    BY_KEY,
    NONE_OF_THEM,
    UNANSWERED,
    Question,
    Takes,
)
from mortgage_collect.rules.coverage.ruling import Known

MOST = 10_000_000  # loans; nobody services more
STATES = frozenset(CODES) | {"AS", "GU", "MP", "VI"}


@dataclass(frozen=True, slots=True)
class Told:
    """One answer on file: in force from `since`, or the count of January 1 of its year."""

    key: str
    value: str
    since: date
    why: str = ""


def entered(question: Question, written: str) -> str:
    """An answer as it is kept. Raises UserError with what is expected instead."""
    typed = written.strip()
    if not typed:
        return UNANSWERED
    match question.takes:
        case Takes.COUNT:
            return _count(question, typed)
        case Takes.YES_NO:
            if typed in ("yes", "no"):
                return typed
            raise UserError(
                f"{question.asks} {typed!r} is neither yes nor no.", do="Enter yes or no."
            )
        case Takes.CHOICE:
            if typed in {option.value for option in question.options}:
                return typed
            raise UserError(f"{question.asks} {typed!r} is not on the list.", do="Choose from it.")
        case Takes.STATES:
            return _states(question, typed)
        case Takes.DAY:
            try:
                return date.fromisoformat(typed).isoformat()
            except ValueError:
                raise UserError(
                    f"{question.asks} {typed!r} is not a day.", do="Enter it as 2026-02-01."
                ) from None


def _count(question: Question, typed: str) -> str:
    digits = typed.replace(",", "")
    if digits.isascii() and digits.isdigit() and int(digits) <= MOST:
        return str(int(digits))
    raise UserError(
        f"{question.asks}: {typed!r} is not a count.", do="Enter a whole number, 0 for none."
    )


def _states(question: Question, typed: str) -> str:
    if typed.casefold() == NONE_OF_THEM:
        return NONE_OF_THEM
    codes = sorted({code.upper() for code in typed.replace(",", " ").split()})
    if strangers := [code for code in codes if code not in STATES]:
        raise UserError(
            f"{question.asks} {text.listed(strangers)} "
            f"{'is no state' if len(strangers) == 1 else 'are no states'}.",
            do="Enter postal codes with spaces, VT NH, or none.",
        )
    return " ".join(codes)


# -- what holds ----------------------------------------------------------------------------------


def in_force(told: Iterable[Told], on: date) -> dict[str, Told]:
    """The newest answer of each question on a day; of equals the one that was given last.

    A count holds from its January 1 until the year is over. One taken back is left out.
    """
    found: dict[str, Told] = {}
    for one in told:
        question = BY_KEY.get(one.key)
        if question is None or one.since > on:
            continue
        if question.counted and one.since.year != on.year:
            continue
        before = found.get(one.key)
        if before is None or before.since <= one.since:
            found[one.key] = one
    return {key: one for key, one in found.items() if one.value != UNANSWERED}


def count_of(answers: Mapping[str, Told], key: str) -> int | None:
    one = answers.get(key)
    return None if one is None else int(one.value)


def known_of(answers: Mapping[str, Told], key: str) -> Known:
    one = answers.get(key)
    return None if one is None else one.value == "yes"


def states_of(answers: Mapping[str, Told], key: str) -> tuple[str, ...] | None:
    """None while nobody answered; empty for "none"."""
    one = answers.get(key)
    if one is None:
        return None
    return () if one.value == NONE_OF_THEM else tuple(one.value.split())


def day_of(answers: Mapping[str, Told], key: str) -> date | None:
    one = answers.get(key)
    return None if one is None else date.fromisoformat(one.value)


def shown(question: Question, value: str) -> str:
    """An answer as a person reads it."""
    match question.takes:
        case _ if value == UNANSWERED:
            return "not answered"
        case Takes.COUNT:
            return f"{int(value):,}"
        case Takes.CHOICE:
            return next((o.label for o in question.options if o.value == value), value)
        case Takes.DAY:
            return text.day(date.fromisoformat(value))
        case _:
            return value
