"""What the history place shows: entries page by page, one in full, and the proof."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.history import HistoryAsked, HistoryRow
    from mortgage_collect.queries.history_entry import EntryTold
    from mortgage_collect.services.history import Checked
    from mortgage_collect.store.history_kept import Tampered
    from mortgage_collect.ui.kit.runner import Progress


class HistoryModel(QObject):
    """`counted(int)` entries of what is asked, `people(tuple)` who ever changed something,
    `told(EntryTold)`, `proven(Checked, datetime)`, `tampered(Tampered or None)`, `stopped()`,
    `exported(Path)`, `held(str, bool)` a printed head and whether it is in the history, and
    `failed(str)`."""

    counted = Signal(int)
    people = Signal(tuple)
    told = Signal(object)
    proven = Signal(object, object)
    tampered = Signal(object)
    stopped = Signal()
    exported = Signal(object)
    held = Signal(str, bool)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        with waking:
            from mortgage_collect.queries.history import HistoryAsked
        self._desk = desk
        self.asked: HistoryAsked = HistoryAsked()
        self._checking: Progress | None = None

    def begin(self) -> None:
        self._desk.runner.look(_actors, done=self.people.emit, newest="history people")
        self.ask(self.asked)

    def ask(self, asked: HistoryAsked) -> None:
        self.asked = asked
        self._desk.runner.look(
            partial(_count, asked=asked), done=self.counted.emit, newest="history count"
        )

    def page(self, offset: int, limit: int, take: Callable[[Sequence[HistoryRow]], None]) -> None:
        self._desk.runner.look(
            partial(_page, asked=self.asked, offset=offset, limit=limit), done=take
        )

    def tell(self, seq: int) -> None:
        self._desk.runner.look(
            partial(_entry, seq=seq), done=self.told.emit, newest="history entry"
        )

    # -- the proof ----------------------------------------------------------------------------

    @property
    def checking(self) -> bool:
        return self._checking is not None

    def check(self) -> None:
        """Everything, from the first entry on; while it goes on, asking again stops it."""
        if self._checking is not None:
            self._checking.cancel()
            return
        self._checking = self._desk.runner.walk(
            _check,
            done=self._take,
            failed=self._fail,
            stopped=self._stop,
            what=self.tr("Checking the history"),
        )

    def is_in_it(self, printed: str) -> None:
        self._desk.runner.look(
            partial(_holds, printed=printed), done=partial(self.held.emit, printed)
        )

    def keep_head(self, path: Path) -> None:
        """The newest entry's seal in a file of its own, to be kept elsewhere."""
        now = self._desk.clock.now()
        self._save(lambda session, _: _keep_head(session, path, now), path, "history head")

    def to_workbook(self, path: Path) -> None:
        asked = self.asked
        self._save(
            lambda session, progress: _export(session, asked, path, progress), path, "history"
        )

    def _save(self, work: Callable[[Any, Progress], int], path: Path, what: str) -> None:
        refused = self._desk.runner.in_words(self.failed.emit, writes=True)

        def written(rows: int) -> None:
            self._desk.runner.change(
                partial(_exported, what=what, path=path, rows=rows),
                done=lambda _: self.exported.emit(path),
                failed=refused,
            )

        self._desk.runner.walk(
            work,
            done=written,
            failed=refused,
            what=self.tr("Writing {0}").format(path.name),
        )

    def _take(self, checked: Checked) -> None:
        self._checking = None
        self._desk.runner.change(
            partial(_record, checked=checked),
            done=lambda _: self.ask(self.asked),
            failed=self._desk.runner.in_words(self.failed.emit),
        )
        self.proven.emit(checked, self._desk.clock.now())
        if (seq := checked.chain.broken_at) is not None:
            self._desk.runner.whole(
                partial(_tampered, seq=seq),
                done=self.tampered.emit,
                what=self.tr("Reading the backups"),
            )

    def _stop(self) -> None:
        self._checking = None
        self.stopped.emit()

    def _fail(self, error: Exception) -> None:
        self._stop()
        self._desk.runner.failed.emit(error)


def _actors(session: Any) -> tuple[str, ...]:
    with waking:
        from mortgage_collect.queries.history import actors
    return actors(session)


def _count(session: Any, asked: HistoryAsked) -> int:
    with waking:
        from mortgage_collect.queries.history import counted
    return counted(session, asked)


def _page(session: Any, asked: HistoryAsked, offset: int, limit: int) -> tuple[HistoryRow, ...]:
    with waking:
        from mortgage_collect.queries.history import page
    return page(session, asked, offset, limit)


def _entry(session: Any, seq: int) -> EntryTold:
    with waking:
        from mortgage_collect.queries.history_entry import entry
    return entry(session, seq)


def _check(session: Any, progress: Progress) -> Checked:
    with waking:
        from mortgage_collect.services.history import check_whole
    return check_whole(session, progress=progress.step)


def _tampered(store: Any, _progress: Progress, seq: int) -> Tampered | None:
    with store.view() as session:
        found: Tampered | None = store.tampered(session, seq)
        return found


def _record(unit: Any, checked: Checked) -> None:
    with waking:
        from mortgage_collect.services.history import record_check
    record_check(unit, checked)


def _holds(session: Any, printed: str) -> bool:
    with waking:
        from mortgage_collect.store.history_chain import holds
    return holds(session, printed)


def _keep_head(session: Any, path: Path, now: datetime) -> int:
    with waking:
        from mortgage_collect.services.history import head_paper
    path.write_text(head_paper(session, now), encoding="utf-8", newline="\n")
    return 1


def _export(session: Any, asked: HistoryAsked, path: Path, progress: Progress) -> int:
    with waking:
        from mortgage_collect.services.history import export
    return export(session, asked, path, progress=progress.step)


def _exported(unit: Any, what: str, path: Path, rows: int) -> None:
    with waking:
        from mortgage_collect.services.exports import record_export
    record_export(unit, what, path, rows)
