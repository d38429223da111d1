"""What the place of programs shows, read in one look, and every decision it hands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.decisions import Decision
    from mortgage_collect.queries.programs import AssumptionsView, InvestorProgram, ProgramView
    from mortgage_collect.queries.translations import TranslationView

Changes = Mapping[str, str | None]
Refused = Callable[[str], None]
Done = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Seen:
    """Everything on a day. `decided` has the decisions by the key they are kept under; `under` is a
    program as an older edition had it, which stands in the place of today's."""

    on: date
    programs: tuple[ProgramView, ...]
    assumptions: AssumptionsView
    investors: tuple[InvestorProgram, ...]
    translations: tuple[TranslationView, ...]
    decided: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)
    under: ProgramView | None = None

    def program(self, key: str) -> ProgramView | None:
        if self.is_older(key):
            return self.under
        return next((each for each in self.programs if each.program.key == key), None)

    def is_older(self, key: str) -> bool:
        """Whether a program is seen as it was under an older edition."""
        return self.under is not None and self.under.program.key == key

    def users_of(self, key: str) -> tuple[InvestorProgram, ...]:
        """Whose loans are evaluated under a program."""
        return tuple(each for each in self.investors if each.program.key == key)


def look(session: Any, on: date, edition: str) -> Seen:
    """Read it all: the sets are few, and each page names the others."""
    with waking:
        from mortgage_collect.queries.decisions import decisions_told
        from mortgage_collect.queries.programs import (
            assumptions_view,
            investor_programs,
            program_view,
            view_under,
        )
        from mortgage_collect.queries.translations import translations
        from mortgage_collect.workout.program_keys import KEYS

    return Seen(
        on,
        tuple(program_view(session, key, on) for key in KEYS),
        assumptions_view(session, on),
        investor_programs(session, on),
        translations(session, on),
        decisions_told(session),
        view_under(session, edition) if edition else None,
    )


class ProgramsModel(QObject):
    """`shown(Seen)` when it was read. What is refused comes back in words to whoever asked."""

    shown = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.seen: Seen | None = None
        self._edition = ""
        desk.runner.changed.connect(self._on_changed)

    def today(self) -> date:
        return self._desk.today()

    def refresh(self) -> None:
        self._desk.runner.look(
            partial(look, on=self.today(), edition=self._edition),
            done=self._take,
            newest=f"programs:{id(self)}",
        )

    def look_under(self, edition: str) -> None:
        """See a program as an edition had it; "" is today's again."""
        self._edition = edition
        self.refresh()

    # -- deciding -----------------------------------------------------------------------------

    def change_program(
        self, key: str, changes: Changes, since: date, why: str, *, done: Done, refused: Refused
    ) -> None:
        def work(unit: Any) -> None:
            _services().change_program(unit, key, changes, since, why)

        self._decide(work, done, refused)

    def switch_program(
        self, key: str, on: bool, since: date, why: str, *, done: Done, refused: Refused
    ) -> None:
        def work(unit: Any) -> None:
            _services().switch_program(unit, key, on, since, why)

        self._decide(work, done, refused)

    def record_review(
        self, key: str, day: date, note: str, agrees: bool, *, done: Done, refused: Refused
    ) -> None:
        def work(unit: Any) -> None:
            _services().record_review(unit, key, day, note, agrees=agrees)

        self._decide(work, done, refused)

    def choose_program(
        self, investor: str, key: str, since: date, why: str, *, done: Done, refused: Refused
    ) -> None:
        def work(unit: Any) -> None:
            _services().choose_program_for(unit, investor, key, since, why)

        self._decide(work, done, refused)

    def change_assumptions(
        self, changes: Changes, since: date, why: str, *, done: Done, refused: Refused
    ) -> None:
        def work(unit: Any) -> None:
            _services().change_assumptions(unit, changes, since, why)

        self._decide(work, done, refused)

    def approve(
        self, reader: str, read_on: date, found: str, *, done: Done, refused: Refused
    ) -> None:
        def work(unit: Any) -> None:
            with waking:
                from mortgage_collect.services.translations import approve_translation

            approve_translation(unit, reader, read_on, found)

        self._decide(work, done, refused)

    def take_back(self, why: str, *, done: Done, refused: Refused) -> None:
        def work(unit: Any) -> None:
            with waking:
                from mortgage_collect.services.translations import take_back_translation

            take_back_translation(unit, why)

        self._decide(work, done, refused)

    def _decide(self, work: Callable[[Any], None], done: Done, refused: Refused) -> None:
        said = self.tr("Decided, and kept in the history.")
        self._desk.ask_for(work, said=said, refused=refused, done=done)

    # -- coming home --------------------------------------------------------------------------

    def _take(self, seen: Seen) -> None:
        self.seen = seen
        self.shown.emit(seen)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if "bank" in touched:
            self.refresh()


def _services() -> Any:
    with waking:
        from mortgage_collect.services import programs

    return programs
