"""The answers of one review as the start of another, of the same people on another loan.

Only what belongs to the people is carried: what they earn, owe, spend and own, and what happened.
What belongs to the loan, the home, or the day of the talk is asked again.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from mortgage_collect.review.answers import Entries
from mortgage_collect.review.keys import LineKey, read_key
from mortgage_collect.review.line import Entry, Section
from mortgage_collect.review.lines import line

Seat = tuple[str, int]
"""Whose line it is: ("borrower", 1), ("co_borrower", 2), ("contributor", 1)."""

CARRIED: Final = frozenset(
    {Section.HARDSHIP, Section.INCOME, Section.DEBTS, Section.LIVING, Section.ASSETS}
)
_OF_THE_HOUSEHOLD: Final = frozenset({"household_size", "military"})


def carried(entries: Entries, seats: Mapping[Seat, Seat]) -> dict[str, Entry]:
    """The answers to begin with; `seats` says where each person of the old loan sits on the new.

    The lines of somebody who has no seat are left behind.
    """
    found = dict[str, Entry]()
    for key, entry in entries.items():
        spec = line(key)
        if entry.value is None:
            continue
        if spec.section not in CARRIED and read_key(key).base not in _OF_THE_HOUSEHOLD:
            continue
        moved = key if spec.person == "household" else _moved(key, spec.person, seats)
        if moved is not None:
            found[moved] = entry
    return found


def _moved(key: str, person: str, seats: Mapping[Seat, Seat]) -> str | None:
    parts = read_key(key)
    seat = seats.get((person, parts.who))
    if seat is None:
        return None
    role, who = seat
    moved = str(LineKey(role + parts.base.removeprefix(person), who, parts.nth))
    try:
        return moved if line(moved).section in CARRIED else None
    except KeyError:
        return None  # whether a contributor lives in the home, of somebody who signed
