"""What the guard says of a moment gone by: an entry that is written down later goes by that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.card.guard_words import OTHER_WAYS
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.calling import NumberLight
    from mortgage_collect.queries.ways import Way


@dataclass(frozen=True, slots=True)
class Then:
    """Every number and way of one loan, as they stood at a moment."""

    loan_id: int
    at: datetime
    lights: tuple[NumberLight, ...]
    ways: tuple[Way, ...]

    def light(self, person_id: int, point_id: int | None) -> NumberLight | None:
        wanted = (person_id, point_id)
        return next((a for a in self.lights if (a.person_id, a.point_id) == wanted), None)

    def ways_of(self, person_id: int) -> tuple[Way, ...]:
        return tuple(way for way in self.ways if way.person_id == person_id)


def _then(session: Any, loan_id: int, at: datetime) -> Then:
    with waking:
        from mortgage_collect.queries.calling import lights
        from mortgage_collect.queries.ways import BY_NUMBER, loan_ways
    people = loan_ways(session, loan_id, at, OTHER_WAYS, BY_NUMBER)
    ways = tuple(way for person in people for way in person.ways)
    return Then(loan_id, at, lights(session, loan_id, at), ways)


class LookBack(QObject):
    """Asks the lane about the moment an entry is of; `answered` when it is known."""

    answered = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked: tuple[int, datetime] | None = None
        self.then: Then | None = None

    @property
    def waits(self) -> bool:
        """A moment was asked about, and its answer is on its way."""
        return self._asked is not None and self.then is None

    def ask(self, loan_id: int, at: datetime | None, *, again: bool = False) -> None:
        """About this moment of this loan; None: it is of now, and the card has the answer."""
        wanted = None if at is None else (loan_id, at)
        if wanted == self._asked and not again:
            return
        self._asked, self.then = wanted, None
        if at is not None:
            look = partial(_then, loan_id=loan_id, at=at)
            self._desk.runner.look(look, done=self._take, newest="then")

    def _take(self, found: Then) -> None:
        if (found.loan_id, found.at) == self._asked:
            self.then = found
            self.answered.emit()
