"""What a tape would change, grouped by kind: by field, and by what it means for the loan.

A group holds places in the plan's list, four bytes each, so that a hundred thousand changed loans
are grouped in a second and cost little.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from mortgage_collect.core.money import Money
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import Bucket, Counting
from mortgage_collect.tape.fields import all_fields
from mortgage_collect.tape.plan import BALANCE, LoanChange
from mortgage_collect.tape.values import Value, YearMonth

DUE: Final = "next_due_date"
_LATE: Final = frozenset({Bucket.DAYS_30, Bucket.DAYS_60, Bucket.DAYS_90, Bucket.DAYS_120})


class Meaning(StrEnum):
    """What a change means, beyond the field it is in. Late is 30 days or more by MBA counting."""

    CURED = "Late before, current again"
    BEHIND = "Fell 30 days or more behind"
    FURTHER = "Further behind than before"
    RETURNS = "Back on the tape"
    BALANCE_UP = "Principal went up"
    DUE_BACK = "Next due went back"


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one kind. `key` is a `Meaning`'s name or a field's, `places` are indexes."""

    key: str
    label: str
    places: array[int]
    field: str = ""  # the one field it is about; "" where the whole loan is meant

    @property
    def count(self) -> int:
        return len(self.places)


def grouped(changes: Sequence[LoanChange], as_of: date | None) -> tuple[Group, ...]:
    """Every kind there is: what it means first, then field by field, the most frequent first."""
    meant = {meaning: array("I") for meaning in Meaning}
    by_field: dict[str, array[int]] = {}
    buckets = _Buckets()
    for at, change in enumerate(changes):
        for each in (*change.fields, *change.kept):
            held = by_field.get(each.field)
            if held is None:
                held = by_field[each.field] = array("I")
            held.append(at)
        for meaning in _meanings(change, as_of, buckets):
            meant[meaning].append(at)
    known = all_fields()
    fields = sorted(by_field.items(), key=lambda pair: -len(pair[1]))
    return (
        *(Group(one.name, one.value, places, _FIELD.get(one, "")) for one, places in meant.items()
          if places),
        *(
            Group(name, known[name].label if name in known else name, places, name)
            for name, places in fields
        ),
    )  # fmt: skip


_FIELD: Final = {
    Meaning.CURED: DUE,
    Meaning.DUE_BACK: DUE,
    Meaning.BALANCE_UP: BALANCE,
}


def _meanings(change: LoanChange, as_of: date | None, buckets: _Buckets) -> list[Meaning]:
    found: list[Meaning] = []
    if change.kept:  # of an older tape: nothing of it becomes of the loan
        return found
    if change.returns:
        found.append(Meaning.RETURNS)
    now = change.row.values.get(DUE)
    was = now
    for each in change.fields:
        if each.field == DUE:
            was = each.was
        elif each.field == BALANCE and _more(each.was, each.now):
            found.append(Meaning.BALANCE_UP)
    due_was, due_now = _day(was), _day(now)
    if due_was is None or due_now is None:
        return found
    if due_now < due_was:
        found.append(Meaning.DUE_BACK)
    if change.known is None or as_of is None:
        return found
    before, after = buckets.of(due_was, change.known), buckets.of(due_now, as_of)
    if before in _LATE and after not in _LATE:
        found.append(Meaning.CURED)
    elif after in _LATE and before not in _LATE:
        found.append(Meaning.BEHIND)
    elif before in _LATE and _ORDER[after] > _ORDER[before]:
        found.append(Meaning.FURTHER)
    return found


_ORDER: Final = {bucket: at for at, bucket in enumerate(Bucket)}


def _more(was: Value, now: Value) -> bool:
    return isinstance(was, Money) and isinstance(now, Money) and now > was


def _day(value: Value) -> date | None:
    if isinstance(value, YearMonth):
        return value.first
    return value if isinstance(value, date) else None


class _Buckets:
    """A book has few due dates: each is counted once."""

    def __init__(self) -> None:
        with waking:
            from mortgage_collect.loanmath.delinquency import delinquency
        self._count = delinquency
        self._known: dict[tuple[date, date], Bucket] = {}

    def of(self, due: date, as_of: date) -> Bucket:
        bucket = self._known.get((due, as_of))
        if bucket is None:
            bucket = self._known[due, as_of] = self._count(due, as_of, Counting.MBA).bucket
        return bucket
