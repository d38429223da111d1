"""The matters of one loan as they stand, and what is written into them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.matter_words import MatterKind
from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.courses import Course, LoanCourses

Done = Callable[[], None]
Refused = Callable[[str, bool, bool], None]


@dataclass(frozen=True, slots=True)
class Said:
    """A step as its form holds it."""

    key: str
    on: date
    details: dict[str, str]
    as_it_happened: bool = False
    reason: str = ""


class MattersModel(QObject):
    """`shown(LoanCourses)` each time something bears on this loan."""

    shown = Signal(object)

    def __init__(self, desk: Desk, loan_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.loan_id = desk, loan_id
        self.found: LoanCourses | None = None
        desk.runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        self._desk.runner.look(
            partial(_look, loan_id=self.loan_id, now=self._desk.clock.now()),
            done=self._take,
            newest=f"matters:{id(self)}",
        )

    def course(self, matter_id: int) -> Course | None:
        courses = self.found.courses if self.found else ()
        return next((each for each in courses if each.view.matter_id == matter_id), None)

    def open(
        self,
        kind: MatterKind,
        said: Said,
        *,
        person_id: int | None,
        reference: str,
        done: Callable[[int], None],
        refused: Refused,
    ) -> None:
        loan_id = self.loan_id

        def work(unit: Any) -> int:
            with waking:
                from mortgage_collect.services.matters import open_matter

            return open_matter(
                unit, loan_id, kind, _step(said), person_id=person_id, reference=reference
            )

        self._change(work, done, refused)

    def take(
        self, matter_id: int, said: Said, *, done: Callable[[int], None], refused: Refused
    ) -> None:
        def work(unit: Any) -> int:
            with waking:
                from mortgage_collect.services.matters import take_step

            return take_step(unit, matter_id, _step(said))

        self._change(work, done, refused)

    def take_back(
        self, step_id: int, reason: str, *, done: Done, refused: Callable[[str], None]
    ) -> None:
        def work(unit: Any) -> None:
            with waking:
                from mortgage_collect.services.matters import take_back

            take_back(unit, step_id, reason)

        said = self.tr("Taken back. It counts for nothing from here on.")
        self._desk.ask_for(work, said=said, refused=refused, done=done)

    def _change(
        self, work: Callable[[Any], int], done: Callable[[int], None], refused: Refused
    ) -> None:
        in_words = self._desk.runner.in_words(lambda words: refused(words, False, False))

        def failed(error: Exception) -> None:
            if faults := getattr(error, "faults", ()):
                # A line each: the checks of a foreclosure may be many.
                words = "\n".join((*faults, getattr(error, "do", "")))
                refused(words, True, getattr(error, "asks_why", False))
            else:
                in_words(error)

        def landed(key: int) -> None:
            done(key)
            self._desk.say(self.tr("Saved, and kept in the history."), "done")

        self._desk.runner.change(work, done=landed, failed=failed)

    def _take(self, found: LoanCourses) -> None:
        self.found = found
        self.shown.emit(found)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & {f"loan:{self.loan_id}", "bank", "database"}:
            self.refresh()


def _step(said: Said) -> Any:
    with waking:
        from mortgage_collect.services.matters import SaidStep

    return SaidStep(
        said.key,
        said.on,
        said.details,
        as_it_happened=said.as_it_happened,
        reason=said.reason,
    )


def _look(session: Any, loan_id: int, now: datetime) -> LoanCourses:
    with waking:
        from mortgage_collect.queries.courses import courses_of

    return courses_of(session, loan_id, now)
