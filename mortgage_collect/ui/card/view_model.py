"""The card's state: one loan as it stands, and which of its numbers one would dial."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.waking import waking
from mortgage_collect.ui.card.guard_words import OTHER_WAYS, call_words
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.loanmath.quote import Quote
    from mortgage_collect.queries.calling import NumberLight
    from mortgage_collect.queries.card import LoanCard, PersonRow, PointRow
    from mortgage_collect.queries.clocks import LoanClocks
    from mortgage_collect.queries.matters import MatterView
    from mortgage_collect.queries.talking import Talk
    from mortgage_collect.queries.timeline import TimelineRow
    from mortgage_collect.queries.ways import Way
    from mortgage_collect.services.proposals import Proposals

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Sight:
    """All the card shows of one loan at one moment."""

    card: LoanCard
    lights: tuple[NumberLight, ...]
    timeline: tuple[TimelineRow, ...]
    quote: Quote | None
    trouble: str
    talk: Talk
    ways: tuple[Way, ...]
    clocks: LoanClocks
    matters: tuple[MatterView, ...]
    proposals: Proposals

    def ways_of(self, person_id: int) -> tuple[Way, ...]:
        """Every way of reaching one person, with the guard's answer."""
        return tuple(way for way in self.ways if way.person_id == person_id)

    def light_of(self, point_id: int) -> NumberLight | None:
        return next((light for light in self.lights if light.point_id == point_id), None)

    def person(self, person_id: int) -> PersonRow | None:
        return next((row for row in self.card.people if row.person_id == person_id), None)

    def point(self, point_id: int | None) -> PointRow | None:
        points = (point for row in self.card.people for point in row.points)
        return next((point for point in points if point.point_id == point_id), None)


def sight(session: Any, loan_id: int, at: datetime, caller: str = "") -> Sight:
    """One look at everything, for `caller` at the desk; a quote that cannot be made leaves its
    reason."""
    with waking:
        from mortgage_collect.queries.card import card
        from mortgage_collect.queries.clocks import loan_clocks
        from mortgage_collect.queries.matters import matters_of
        from mortgage_collect.queries.talking import talk
        from mortgage_collect.queries.timeline import timeline
        from mortgage_collect.queries.ways import BY_NUMBER, loan_ways
        from mortgage_collect.services.proposals import proposals
        from mortgage_collect.services.quotes import reinstatement_quote
    quote, trouble = None, ""
    try:
        quote = reinstatement_quote(session, loan_id, at)
    except UserError as error:
        trouble = str(error)
    people = loan_ways(session, loan_id, at, OTHER_WAYS, BY_NUMBER)
    found = _lights(session, loan_id, at)
    return Sight(
        card(session, loan_id, at),
        found,
        timeline(session, loan_id),
        quote,
        trouble,
        talk(session, loan_id, caller, at),
        tuple(way for person in people for way in person.ways),
        loan_clocks(session, loan_id, at),
        matters_of(session, loan_id),
        proposals(session, loan_id, at, found),
    )


def _lights(session: Any, loan_id: int, at: datetime) -> tuple[NumberLight, ...]:
    with waking:
        from mortgage_collect.queries.calling import lights
    return lights(session, loan_id, at)


class CardModel(QObject):
    """`shown(Sight)` when there is something new to see, `chosen(NumberLight)` for the number one
    would dial, `announced(text)` when the guard changed its mind under one's eyes."""

    shown = Signal(object)
    chosen = Signal(object)
    announced = Signal(str)
    going = Signal(int)  # a loan was asked for; its sight is on its way

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.loan_id = 0
        self.sight: Sight | None = None
        self.light: NumberLight | None = None
        self._picked: tuple[int, int | None] | None = None
        desk.runner.changed.connect(self._on_changed)
        # The hour moves on while a card lies open.
        self._clock = QTimer(self, interval=MINUTE)
        self._clock.timeout.connect(self._ask_lights)
        self._clock.start()

    def show_loan(self, loan_id: int) -> None:
        """Show this loan; of several asked for in a hurry only the last is shown."""
        if loan_id != self.loan_id:
            self.loan_id, self._picked, self.light = loan_id, None, None
            self.going.emit(loan_id)
        self.refresh()

    def refresh(self) -> None:
        if self.loan_id:
            ask = partial(
                sight, loan_id=self.loan_id, at=self._desk.clock.now(), caller=self._desk.user
            )
            self._desk.runner.look(ask, done=self._take, newest="card")

    def choose(self, person_id: int, point_id: int | None) -> None:
        """The person and number the next call goes to."""
        self._picked = (person_id, point_id)
        self._choose_light()

    def _ask_lights(self) -> None:
        if self.loan_id:
            ask = partial(_lights, loan_id=self.loan_id, at=self._desk.clock.now())
            self._desk.runner.look(ask, done=self._take_lights, newest="lights")

    def _take(self, seen: Sight) -> None:
        if seen.card.loan_id != self.loan_id:
            return
        self.sight = seen
        self.shown.emit(seen)
        self._choose_light()

    def _take_lights(self, answers: tuple[NumberLight, ...]) -> None:
        seen = self.sight
        if seen is None or not answers or answers[0].loan_id != seen.card.loan_id:
            return
        now = [(a.assessment.verdict, a.assessment.says, a.local) for a in answers]
        was = [(a.assessment.verdict, a.assessment.says, a.local) for a in seen.lights]
        if now != was:
            self._take(replace(seen, lights=answers))
        if [verdict for verdict, *_ in now] != [verdict for verdict, *_ in was]:
            self.refresh()  # what an hour changes for calls it may change for the other ways

    def _choose_light(self) -> None:
        if self.sight is None:
            return
        answers = self.sight.lights
        found = next((a for a in answers if (a.person_id, a.point_id) == self._picked), None)
        if found is None:
            found = min(answers, key=lambda a: a.assessment.verdict, default=None)
        before, self.light = self.light, found
        self.chosen.emit(found)
        if (
            before is not None
            and found is not None
            and before.loan_id == found.loan_id
            and before.assessment.verdict is not found.assessment.verdict
        ):
            self.announced.emit(call_words(found).spoken)

    def _on_changed(self, touched: frozenset[str]) -> None:
        people = self.sight.card.people if self.sight else ()
        # "book": a file came in, and names no single loan of the thousands it changed.
        mine = {f"loan:{self.loan_id}", "bank", "book"}
        mine |= {f"person:{row.person_id}" for row in people}
        if self.loan_id and mine & touched:
            self.refresh()
