"""The state of people and loan: what is on file, and one correction at a time on its way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.queries.corrections import Corrections, corrections, find_people
from mortgage_collect.queries.households import household
from mortgage_collect.ui.desk import Desk

Refused = Callable[[str], None]


class PeopleModel(QObject):
    """`shown(Corrections)` whenever the file changed; `found(tuple[FoundPerson])` for a search.

    `together(person_id, tuple[HouseholdRow])`: a person's household and who may belong to it.
    """

    shown = Signal(object)
    found = Signal(object)
    together = Signal(int, object)

    def __init__(self, desk: Desk, loan_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.loan_id = desk, loan_id
        self.seen: Corrections | None = None
        desk.runner.changed.connect(self._on_changed)

    def today(self) -> date:
        return self._desk.today()

    def refresh(self) -> None:
        ask = partial(corrections, loan_id=self.loan_id, now=self._desk.clock.now())
        self._desk.runner.look(ask, done=self._take, newest=f"people:{id(self)}")

    def search(self, typed: str) -> None:
        """People of other loans, to be put on this one."""
        ask = partial(find_people, typed=typed, loan_id=self.loan_id)
        self._desk.runner.look(ask, done=self.found.emit, newest=f"found:{id(self)}")

    def look_together(self, person_id: int) -> None:
        """Whose household it is, and who on file may belong to it."""
        self._desk.runner.look(
            partial(household, person_id=person_id),
            done=partial(self.together.emit, person_id),
            newest=f"household:{id(self)}",
        )

    def say_trouble(self, words: str) -> None:
        """Where no field is to blame."""
        self._desk.say(words, "warning")

    def change(
        self,
        work: Callable[[Any], Any],
        *,
        said: str,
        refused: Refused,
        done: Callable[[], None] = lambda: None,
    ) -> None:
        """One change; `said` when it is in the file, `refused` with words when it may not be."""
        self._desk.ask_for(work, said=said, refused=refused, done=done)

    def _take(self, seen: Corrections) -> None:
        self.seen = seen
        self.shown.emit(seen)

    def _on_changed(self, touched: frozenset[str]) -> None:
        people = self.seen.people if self.seen else ()
        mine = {f"loan:{self.loan_id}", *(f"person:{row.person_id}" for row in people)}
        if mine & touched:
            self.refresh()
