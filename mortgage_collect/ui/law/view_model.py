"""What the place of the law shows, read in one look, and every decision it hands on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core import text
from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.decisions import Decision
    from mortgage_collect.queries.law import LawEntry, LawView

Refused = Callable[[str], None]
Done = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Seen:
    """The law on a day, and what the bank decided by the key it is kept under."""

    view: LawView
    decided: Mapping[str, tuple[Decision, ...]] = field(default_factory=dict)


def matches(entry: LawEntry, wanted: str) -> bool:
    """Every word of the search stands in the title, the words, the paragraph, or whom it binds."""
    cites = " ".join(map(str, entry.cites))
    there = text.folded(f"{entry.title} {entry.says} {cites} {entry.whom} {entry.key}")
    return all(word in there for word in text.folded(wanted).split())


class LawModel(QObject):
    """`shown(Seen)` when it was read. What is refused comes back in words to whoever asked."""

    shown = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.seen: Seen | None = None
        desk.runner.changed.connect(self._on_changed)

    def today(self) -> date:
        return self._desk.today()

    def refresh(self) -> None:
        self._desk.runner.look(
            partial(_look, on=self.today()),
            done=self._take,
            newest=f"law:{id(self)}",
            what=self.tr("Reading the law"),
        )

    def adopt(self, key: str, since: date, why: str, *, done: Done, refused: Refused) -> None:
        self._decide(lambda unit: _services().adopt(unit, (key,), since, why), done, refused)

    def take_back(self, key: str, since: date, why: str, *, done: Done, refused: Refused) -> None:
        self._decide(lambda unit: _services().take_back(unit, key, since, why), done, refused)

    def tighten(
        self, name: str, written: str, since: date, why: str, *, done: Done, refused: Refused
    ) -> None:
        self._decide(
            lambda unit: _services().tighten(unit, name, written, since, why), done, refused
        )

    def confirm(
        self,
        key: str,
        read_on: date,
        who: str,
        note: str,
        agrees: bool,
        *,
        done: Done,
        refused: Refused,
    ) -> None:
        def work(unit: Any) -> None:
            _services().confirm(unit, key, read_on, who, note, agrees=agrees)

        self._decide(work, done, refused)

    def _decide(self, work: Callable[[Any], None], done: Done, refused: Refused) -> None:
        said = self.tr("Decided, and kept in the history.")
        self._desk.ask_for(work, said=said, refused=refused, done=done)

    def _take(self, seen: Seen) -> None:
        self.seen = seen
        self.shown.emit(seen)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & {"bank", "database"}:
            self.refresh()


def _look(session: Any, on: date) -> Seen:
    with waking:
        from mortgage_collect.queries.decisions import decisions_told
        from mortgage_collect.queries.law import law

    return Seen(law(session, on), decisions_told(session))


def _services() -> Any:
    with waking:
        from mortgage_collect.services import law

    return law
