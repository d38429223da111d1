"""What is due across the book: today's list, the board, the month; read beside the window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.calendar import add_months
from mortgage_collect.core.waking import waking
from mortgage_collect.rules.duties.milestones import Milestone
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.clocks import Sight
    from mortgage_collect.queries.deadline_board import BoardRow

WEEK = 7
ASKED_AFTER = 30
"""Days for which the reason of what was done late is asked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """Which deadlines a page shows: due in so many days from today or late, from `first` on, under
    one milestone; None: all of them."""

    within: int | None = None
    first: date | None = None
    milestone: Milestone | None = None


class DeadlinesModel(QObject):
    """`listed(rows)` of today and the week, with what was done late and has no reason yet;
    `counted(int)` loans of the board, `dated(rows)` of the month, `exported(path)`, and
    `failed(text)` where a file could not be written."""

    listed = Signal(object)
    counted = Signal(int)
    dated = Signal(object)
    exported = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.mine = bool(desk.recall("deadlines.mine", False))
        self.milestone: Milestone | None = None
        self.within: int | None = None
        self.month = desk.today().replace(day=1)
        desk.runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        self._look(partial(_due, user=self._user, within=WEEK), self.listed.emit, "today")
        self.recount()
        self.show_month(0)

    @property
    def _user(self) -> str:
        return self._desk.user if self.mine else ""

    def only_mine(self, mine: bool) -> None:
        self.mine = mine
        self._desk.remember("deadlines.mine", mine)
        self.refresh()

    # -- the board ----------------------------------------------------------------------------

    def recount(self) -> None:
        self._look(
            partial(_count, user=self._user, milestone=self.milestone, within=self.within),
            self.counted.emit,
            "board",
        )

    def narrow(self, milestone: Milestone | None, within: int | None) -> None:
        self.milestone, self.within = milestone, within
        self.recount()

    def page(self, offset: int, limit: int, take: Callable[[Sequence[BoardRow]], None]) -> None:
        work = partial(
            _page,
            now=self._desk.clock.now(),
            user=self._user,
            milestone=self.milestone,
            within=self.within,
            offset=offset,
            limit=limit,
        )
        self._desk.runner.look(work, done=take)

    # -- the month ----------------------------------------------------------------------------

    def show_month(self, step: int) -> None:
        """The month that is looked at, or one before or after it."""
        self.show_month_of(add_months(self.month, step))

    def show_month_of(self, day: date) -> None:
        self.month = day.replace(day=1)
        last = add_months(self.month, 1) - timedelta(days=1)
        self._look(
            partial(_between, user=self._user, first=self.month, last=last),
            self.dated.emit,
            "month",
        )

    # -- files -----------------------------------------------------------------------

    def to_workbook(self, path: Path, shown: Shown) -> None:
        """What is owed in the list in sight, as a workbook."""
        in_words = self._desk.runner.in_words(self.failed.emit, writes=True)
        self._desk.runner.look(
            partial(_report, now=self._desk.clock.now(), user=self._user, shown=shown),
            done=lambda data: self._write(
                path,
                partial(_drawn, data),
                "deadlines.xlsx",
                sum(len(table.rows) for table in data.tables),
            ),
            failed=in_words,
            what=self.tr("Making the workbook"),
        )

    def to_calendar(self, path: Path, shown: Shown) -> None:
        """What is owed on a day in the list in sight, as a calendar file; it names nobody."""
        self._desk.runner.look(
            partial(_calendar, now=self._desk.clock.now(), user=self._user, shown=shown),
            done=lambda content: self._write(
                path, lambda: content, "deadlines.ics", content.count(b"BEGIN:VEVENT")
            ),
            failed=self._desk.runner.in_words(self.failed.emit, writes=True),
            what=self.tr("Making the calendar"),
        )

    def _write(self, path: Path, make: Callable[[], bytes], what: str, rows: int) -> None:
        in_words = self._desk.runner.in_words(self.failed.emit, writes=True)
        self._desk.runner.work(
            lambda _: path.write_bytes(make()),
            done=lambda _: self._note(path, what, rows),
            failed=in_words,
            what=self.tr("Writing the file"),
        )

    def _note(self, path: Path, what: str, rows: int) -> None:
        self._desk.runner.change(
            partial(_record, what=what, path=path, rows=rows),
            done=lambda _: self.exported.emit(path),
        )

    def _look(self, work: Callable[..., Any], done: Callable[[Any], None], newest: str) -> None:
        now = self._desk.clock.now()
        self._desk.runner.look(
            lambda session: work(session, now=now),
            done=done,
            newest=f"deadlines {newest}:{id(self)}",
        )

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & {"queue", "bank", "database", "deadlines"}:
            self.refresh()


def _user_id(session: Any, user: str) -> int | None:
    """The id of a person by the name they work under; 0 for somebody nobody knows."""
    if not user:
        return None
    with waking:
        from mortgage_collect.queries.deadline_board import user_id

    return user_id(session, user) or 0


def _due(session: Any, now: datetime, user: str, within: int) -> Any:
    with waking:
        from mortgage_collect.queries.clocks import deadlines, done_late

    who = _user_id(session, user)
    owed = deadlines(session, now, within=within, assigned_to=who)
    return (*owed, *done_late(session, now, ASKED_AFTER, assigned_to=who))


def _between(session: Any, now: datetime, user: str, first: date, last: date) -> Any:
    with waking:
        from mortgage_collect.queries.clocks import deadlines
        from mortgage_collect.queries.facts import today

    within = (last - today(session, now)).days
    rows = deadlines(session, now, within=within, assigned_to=_user_id(session, user))
    return tuple(row for row in rows if row.due is not None and row.due >= first)


def _filter(session: Any, user: str, milestone: Milestone | None, within: int | None) -> Any:
    with waking:
        from mortgage_collect.queries.deadline_board import BoardFilter

    return BoardFilter(_user_id(session, user), milestone, within)


def _count(
    session: Any, now: datetime, user: str, milestone: Milestone | None, within: int | None
) -> int:
    with waking:
        from mortgage_collect.queries.deadline_board import board_count

    return board_count(session, now, _filter(session, user, milestone, within))


def _page(
    session: Any,
    now: datetime,
    user: str,
    milestone: Milestone | None,
    within: int | None,
    offset: int,
    limit: int,
) -> Any:
    with waking:
        from mortgage_collect.queries.deadline_board import board_page

    return board_page(session, now, _filter(session, user, milestone, within), offset, limit)


def _sight(session: Any, user: str, shown: Shown) -> Sight:
    with waking:
        from mortgage_collect.queries.clocks import Sight

    who = _user_id(session, user)
    return Sight(shown.within, shown.first, who, shown.milestone)


def _report(session: Any, now: datetime, user: str, shown: Shown) -> Any:
    with waking:
        from mortgage_collect.reports.deadlines import Parameters, deadlines_report

    return deadlines_report.build(session, now, Parameters(_sight(session, user, shown)))


def _drawn(data: Any) -> bytes:
    with waking:
        from mortgage_collect.reports.to_xlsx import to_xlsx

    return to_xlsx(data)


def _calendar(session: Any, now: datetime, user: str, shown: Shown) -> bytes:
    with waking:
        from mortgage_collect.services.calendar_export import many_calendar

    return many_calendar(session, now, _sight(session, user, shown))


def _record(unit: Any, what: str, path: Path, rows: int) -> None:
    with waking:
        from mortgage_collect.services.exports import record_export

    record_export(unit, what, path, rows)
