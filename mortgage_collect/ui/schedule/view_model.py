"""The state of a schedule on the screen: what the file knows, and the rows of what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.waking import waking
from mortgage_collect.loanmath.note import Look, Note, NoteSchedule
from mortgage_collect.loanmath.note_apr import note_apr
from mortgage_collect.loanmath.note_schedule import note_schedule
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.queries.note import NoteOnFile


@dataclass(frozen=True, slots=True)
class Seen:
    """A schedule with what was asked; `apr` is None while the `charges` are not told.

    `apr_refused` says why there is none for the charges told.
    """

    made: NoteSchedule
    look: Look
    charges: Money | None
    apr: Rate | None
    apr_refused: str = ""


class NoteModel(QObject):
    """`found(NoteOnFile)` when the file is read, `shown(Seen)` for rows, `refused(message, do)`
    when there are none for what is asked."""

    named = Signal(str)
    found = Signal(object)
    shown = Signal(object)
    refused = Signal(str, str)

    def __init__(self, desk: Desk, loan_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.loan_id = desk, loan_id
        self.on_file: NoteOnFile | None = None
        self.seen: Seen | None = None
        self.who = ""
        self._turn = 0
        desk.runner.changed.connect(self._on_changed)

    def start(self) -> None:
        """Read the file."""
        loan_id, now = self.loan_id, self._desk.clock.now()
        self._desk.runner.look(
            lambda session: _read(session, loan_id, now),
            done=self._take_file,
            newest=f"note:{id(self)}",
        )

    def ask(self, note: Note, look: Look, charges: Money | None) -> None:
        """Run it forward beside the window; of answers overtaken by others nobody hears."""
        turn = self._turn = self._turn + 1

        def land(seen: Seen) -> None:
            if turn == self._turn:
                self.seen = seen
                self.shown.emit(seen)

        def failed(error: Exception) -> None:
            if not isinstance(error, UserError):
                self._desk.runner.failed.emit(error)
            elif turn == self._turn:
                self.seen = None
                self.refused.emit(error.message, error.do)

        self._desk.runner.work(
            lambda _: _run(note, look, charges),
            done=land,
            failed=failed,
            what=_tr("Running the note forward"),
        )

    def workbook(self) -> None:
        """The rows as a workbook whose formulas work every line again; asks where."""
        seen, loan_id = self.seen, self.loan_id
        if seen is None or self.on_file is None:
            return
        name = _tr("schedule {0}.xlsx").format(self.on_file.number)
        out = self._desk.ask_where(name)
        if out is None:
            return
        title = self.who

        def record(_: object) -> None:
            self._desk.runner.change(
                lambda unit: record_workbook(unit, "schedule", out, len(seen.made.rows), loan_id),
                done=lambda _: self._desk.say(_tr("Written to {0}.").format(out.name), "done"),
            )

        self._desk.runner.work(
            lambda _: _write(seen, title, out),
            done=record,
            failed=lambda error: self._desk.say(str(error), "error"),
            what=_tr("Writing {0}").format(out.name),
        )

    def as_text(self) -> str:
        """What is told and every row, for a note or a letter."""
        return "" if self.seen is None else schedule_text(self.seen)

    def _take_file(self, read: tuple[str, NoteOnFile]) -> None:
        self.who, self.on_file = read
        self.named.emit(self.who)
        self.found.emit(self.on_file)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if f"loan:{self.loan_id}" in touched:
            self.start()


def record_workbook(unit: Any, what: str, out: Path, rows: int, loan_id: int) -> None:
    """That a file about a loan left the program."""
    with waking:
        from mortgage_collect.services.exports import record_export

    record_export(unit, what, out, rows, f"loan:{loan_id}")


def schedule_text(seen: Seen) -> str:
    """A schedule as plain lines, amounts in columns."""
    made = seen.made
    lines = [
        f"{made.way.label}, interest by {made.day_count.value}",
        f"{made.balance} from {text.day(made.from_day)}",
        f"Last payment {made.final.payment} on {text.day(made.final.due_on)}",
        f"Interest {made.total_interest}, paid in all {made.total_paid}",
        *made.findings,
        "",
    ]
    for row in made.rows:
        amounts = (row.interest, row.principal, row.payment, row.balance)
        lines.append(
            f"{row.number:>4}  {text.day(row.due_on):<12}  {row.rate!s:>8}"
            + "".join(str(each).rjust(15) for each in amounts)
        )
    return "\n".join(lines)


def _read(session: Any, loan_id: int, now: Any) -> tuple[str, NoteOnFile]:
    with waking:
        from mortgage_collect.queries.heading import heading
        from mortgage_collect.queries.note import note_on_file

    return heading(session, loan_id).shown, note_on_file(session, loan_id, now)


def _run(note: Note, look: Look, charges: Money | None) -> Seen:
    made = note_schedule(note, look)
    if charges is None:
        return Seen(made, look, None, None)
    try:
        return Seen(made, look, charges, note_apr(made, charges))
    except UserError as refused:
        return Seen(made, look, charges, None, str(refused))


def _write(seen: Seen, title: str, out: Path) -> None:
    with waking:
        from mortgage_collect.reports.note_workbook import note_workbook

    out.write_bytes(note_workbook(seen.made, seen.look, title, seen.charges, seen.apr))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Schedule", words)
