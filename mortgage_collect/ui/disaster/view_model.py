"""The disasters on the screen: whom an area would strike, those tagged, and what is decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.area import Area
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import DisasterKind
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.disasters import DisasterRow, Struck

Refused = Callable[[str], None]
Done = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Entered:
    """What the form holds, when all of it can be read."""

    name: str
    kind: DisasterKind
    area: Area
    begins: date
    ends: date
    pauses_calls: bool
    again: bool


class DisasterModel(QObject):
    """`previewed(Struck)` for the area last asked about, `listed(tuple[DisasterRow])`."""

    previewed = Signal(object)
    listed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.area = Area()
        self.struck: Struck | None = None
        self.rows: tuple[DisasterRow, ...] = ()
        desk.runner.changed.connect(self._on_changed)

    def today(self) -> date:
        return self._desk.today()

    def refresh(self) -> None:
        self._desk.runner.look(
            partial(_list, on=self.today()), done=self._take, newest=f"disasters:{id(self)}"
        )

    def preview(self, area: Area) -> None:
        """Ask whom an area strikes; what was shown for another area is gone at once."""
        self.area, self.struck = area, None
        if not area:
            return
        self._desk.runner.look(
            partial(_preview, area=area, on=self.today()),
            done=self._struck,
            newest=f"struck:{id(self)}",
            what=self.tr("Looking for homes in the area"),
        )

    def tag(self, entered: Entered, *, done: Done, refused: Refused) -> None:
        def work(unit: Any) -> int:
            with waking:
                from mortgage_collect.services.disasters import TagArea, tag_area

            return tag_area(
                unit,
                TagArea(
                    entered.name,
                    entered.kind,
                    entered.area,
                    entered.begins,
                    entered.ends,
                    entered.pauses_calls,
                    entered.again,
                ),
            )

        self._change(work, done, refused, self.tr("Tagging the loans"))

    def extend(
        self, disaster_id: int, ends: date, reason: str, *, done: Done, refused: Refused
    ) -> None:
        def work(unit: Any) -> int:
            with waking:
                from mortgage_collect.services.disasters import extend_disaster

            return extend_disaster(unit, disaster_id, ends, reason)

        self._change(work, done, refused, self.tr("Extending"))

    def end(
        self, disaster_id: int, ends: date, reason: str, *, done: Done, refused: Refused
    ) -> None:
        def work(unit: Any) -> int:
            with waking:
                from mortgage_collect.services.disasters import end_disaster

            return end_disaster(unit, disaster_id, ends, reason)

        self._change(work, done, refused, self.tr("Ending"))

    def _change(self, work: Callable[[Any], int], done: Done, refused: Refused, what: str) -> None:
        said = self.tr("Done, and kept in the history.")
        self._desk.ask_for(work, said=said, refused=refused, done=done, what=what)

    def _struck(self, found: Struck) -> None:
        self.struck = found
        self.previewed.emit(found)

    def _take(self, rows: tuple[DisasterRow, ...]) -> None:
        self.rows = rows
        self.listed.emit(rows)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & {"disasters", "database"} or any(each.startswith("loan:") for each in touched):
            self.refresh()


def _list(session: Any, on: date) -> Any:
    with waking:
        from mortgage_collect.queries.disasters import disasters

    return disasters(session, on)


def _preview(session: Any, area: Area, on: date) -> Any:
    with waking:
        from mortgage_collect.queries.disasters import struck

    return struck(session, area, on)
