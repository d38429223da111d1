"""The answers of one review as the start of another, of the same people on another loan.

Only what belongs to the people is carried: what they earn, owe, spend and own, and what happened.
What belongs to the loan, the home, or the day of the talk is asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
"""What belongs to the people, and goes with them to another loan."""
KEPT: Final = frozenset(Section) - {Section.CERTIFICATION}
"""What a new version on the same loan may begin with: a promise is made anew."""

_OF_THE_HOUSEHOLD: Final = frozenset({"household_size", "military"})


def carried(
    entries: Entries, seats: Mapping[Seat, Seat], sections: frozenset[Section] = CARRIED
) -> dict[str, Entry]:
    """The answers to begin with; `seats` says where each person of the old loan sits on the new.

    The lines of somebody who has no seat are left behind.
    """
    found = dict[str, Entry]()
    for key, entry in entries.items():
        spec, base = line(key), read_key(key).base
        if entry.value is None or not (spec.section in sections or base in _OF_THE_HOUSEHOLD):
            continue
        moved = key if spec.person == "household" else _moved(key, spec.person, seats, sections)
        if moved:
            found[moved] = entry
    return found


def seats_in(entries: Entries) -> tuple[Seat, ...]:
    """Everybody these answers tell of, in the order of the conversation."""
    told = {
        (spec.person, read_key(key).who)
        for key, entry in entries.items()
        if entry.value is not None and (spec := line(key)).person != "household"
    }
    order = ("borrower", "co_borrower", "contributor")
    return tuple(sorted(told, key=lambda seat: (order.index(seat[0]), seat[1])))


def seating(
    there: Mapping[Seat, int], here: Mapping[Seat, int], told: Iterable[Seat]
) -> dict[Seat, Seat]:
    """Where each person told of sits on this loan.

    `there` and `here` name the people of both loans by their ids. Whoever did not sign here
    becomes a contributor, in turn.
    """
    place = {person: seat for seat, person in here.items()}
    found = dict[Seat, Seat]()
    guests = 0
    for seat in told:
        mine = place.get(there.get(seat, 0))
        if mine is None:
            guests += 1
            mine = ("contributor", guests)
        found[seat] = mine
    return found


def name_of(seat: Seat) -> str:
    """The key of the line that names a contributor."""
    return str(LineKey("contributor_name", seat[1]))


def _moved(key: str, person: str, seats: Mapping[Seat, Seat], sections: frozenset[Section]) -> str:
    """The same line of the same person on the other loan; "" where it has none."""
    parts = read_key(key)
    seat = seats.get((person, parts.who))
    if seat is None:
        return ""
    role, who = seat
    moved = str(LineKey(role + parts.base.removeprefix(person), who, parts.nth))
    try:
        return moved if line(moved).section in sections else ""
    except KeyError:
        return ""  # whether a contributor lives in the home, of somebody who signed
