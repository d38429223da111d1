"""The interview on the screen: what was told, what is being typed, and the bank that would make."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.waking import waking
from mortgage_collect.rules.coverage.answers import Told, in_force
from mortgage_collect.rules.coverage.bank_profile import BankProfile, bank_profile
from mortgage_collect.rules.coverage.questions import BY_KEY, UNANSWERED, Question
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.interview import Interview


class InterviewModel(QObject):
    """`shown(Interview)` when it was read, `changed()` when what is typed makes another bank."""

    shown = Signal(object)
    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.seen: Interview | None = None
        self.typed: dict[str, str] = {}
        self.since = desk.today()
        self.year = self.since.year
        desk.runner.changed.connect(self._on_changed)

    def today(self) -> date:
        return self._desk.today()

    def refresh(self) -> None:
        self._desk.runner.look(
            partial(_look, on=self.today()), done=self._take, newest=f"interview:{id(self)}"
        )

    # -- what holds, and what would -----------------------------------------------------------

    def held(self, question: Question) -> Told | None:
        """The answer in force on the day a change would begin."""
        if self.seen is None:
            return None
        return in_force(self.seen.told, self._from(question)).get(question.key)

    def value(self, question: Question) -> str:
        """What stands in the field: as typed, or as it holds."""
        if question.key in self.typed:
            return self.typed[question.key]
        one = self.held(question)
        return UNANSWERED if one is None else one.value

    def coming(self, question: Question) -> Told | None:
        """The next answer that is on file and begins after that day."""
        if self.seen is None or question.counted:
            return None
        later = [
            one
            for one in self.seen.told
            if one.key == question.key and one.since > self._from(question)
        ]
        return min(later, key=lambda one: one.since, default=None)

    @property
    def edited(self) -> dict[str, str]:
        """Answers that differ from what holds."""
        found = {}
        for key, value in self.typed.items():
            one = self.held(BY_KEY[key])
            if value != (UNANSWERED if one is None else one.value):
                found[key] = value
        return found

    @property
    def made(self) -> BankProfile | None:
        """The bank on the day a change begins, with what is typed."""
        if self.seen is None:
            return None
        added = tuple(
            Told(key, value, self._from(BY_KEY[key])) for key, value in self.typed.items()
        )
        return bank_profile((*self.seen.told, *added), self.since)

    def _from(self, question: Question) -> date:
        return date(self.year, 1, 1) if question.counted else self.since

    # -- typing -------------------------------------------------------------------------------

    def type(self, key: str, value: str) -> None:
        self.typed[key] = value
        self.changed.emit()

    def begin(self, since: date) -> None:
        """Changes are to hold from a day on."""
        if since != self.since:
            self.since = since
            self.changed.emit()

    def count_of(self, year: int) -> None:
        """The counts are of another January 1; what was typed for the one before is dropped."""
        if year != self.year:
            self.year = year
            self.typed = {k: v for k, v in self.typed.items() if not BY_KEY[k].counted}
            self.changed.emit()

    def save(self, why: str, refused: Callable[[str], None]) -> None:
        answers, since, year = self.edited, self.since, self.year
        if not answers:
            self._desk.say(self.tr("Nothing has changed."), "info")
            return

        def landed(saved: int) -> None:
            self.typed = {}
            words = self.tr("{0} answers kept.") if saved != 1 else self.tr("{0} answer kept.")
            self._desk.say(words.format(saved), "done")

        self._desk.runner.change(
            partial(_answer, answers=answers, since=since, year=year, why=why),
            done=landed,
            failed=self._desk.runner.in_words(refused),
        )

    # -- coming home --------------------------------------------------------------------------

    def _take(self, seen: Interview) -> None:
        self.seen = seen
        self.shown.emit(seen)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & {"bank", "database"}:
            self.refresh()


def _look(session: Any, on: date) -> Any:
    with waking:
        from mortgage_collect.queries.interview import interview

    return interview(session, on)


def _answer(unit: Any, answers: Mapping[str, str], since: date, year: int, why: str) -> int:
    with waking:
        from mortgage_collect.services.interview import answer

    return answer(unit, answers, since, counted=year, why=why)
