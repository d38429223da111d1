"""The import place's state: a file chosen, read, compared, looked at, brought in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import LoanStatus
from mortgage_collect.queries.tapes import CameIn, MissingRow, TapeRow, came_in, missing
from mortgage_collect.services import exports, imports
from mortgage_collect.services.imports import Known, Preview, Read
from mortgage_collect.services.missing import settle_missing
from mortgage_collect.services.tape_undo import undo_tape, would_undo
from mortgage_collect.services.tapes import Proposal
from mortgage_collect.tape.control_totals import NOTHING, TypedIn
from mortgage_collect.tape.locked import Locked
from mortgage_collect.tape.recognition import Recognition
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.runner import BUSY_AFTER, Progress
from mortgage_collect.ui.tapes.compared import Groups, compared
from mortgage_collect.ui.tapes.exporting import export, send_back

CHOOSE, READING, PREVIEW, IMPORTING, DONE = "choose", "reading", "preview", "importing", "done"


class ImportModel(QObject):
    """`moved` names the page; `troubled` brings one sentence with what to do, "" when right."""

    moved = Signal(str)
    troubled = Signal(str)
    locked = Signal(bool)  # a password is wanted; True: one was tried and does not open it
    tied = Signal()  # figures of a report were typed in
    settled = Signal()  # what keeps the import from being done may be another
    stepped = Signal(int, int, str)
    listed = Signal(object)  # CameIn
    asked = Signal(object)  # tuple[MissingRow, ...]
    undoing = Signal(object, object)  # the TapeRow, and what undoing it would do: Undone

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.page = CHOOSE
        self.path: Path | None = None
        self.sheet: str | None = None
        self.as_of: date | None = None
        self.mapping: dict[int | str, str] | None = None
        self.readings: dict[str, str] = {}
        self._password = ""
        self.typed = NOTHING
        self.preview: Preview | None = None
        self.groups: Groups = {}
        self.imported: Preview | None = None
        self.missing: tuple[MissingRow, ...] = ()
        self._day_wrong = ""
        self._progress: Progress | None = None
        self._turn = 0
        self._slow = QTimer(self, singleShot=True, interval=BUSY_AFTER)
        self._slow.timeout.connect(lambda: self._go(READING))
        desk.runner.progressed.connect(self._on_step)
        desk.runner.changed.connect(self._on_changed)

    # -- what came in before ------------------------------------------------------------------

    def refresh(self) -> None:
        self.desk.runner.look(came_in, done=self.listed.emit, newest="came in")
        self.desk.runner.look(missing, done=self._take_missing, newest="missing loans")

    def _take_missing(self, found: tuple[MissingRow, ...]) -> None:
        self.missing = found
        self.asked.emit(found)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if "book" in touched or "queue" in touched:
            self.refresh()

    # -- reading ------------------------------------------------------------------------------

    def take(self, path: Path) -> None:
        """Begin with a file; whatever was looked at before is put away."""
        self.path, self.sheet, self.as_of, self.mapping = path, None, None, None
        self.preview, self._password, self.typed = None, "", NOTHING
        self.readings = {}
        self.read()

    def unlock(self, password: str) -> None:
        """Try it with a password, which is kept until another file is taken."""
        self._password = password
        self.read()

    def read(self) -> None:
        """Read it (again), with what was settled by hand."""
        if self.path is None:
            return
        self._turn += 1
        self.troubled.emit("")
        self._slow.start()
        self.desk.runner.look(
            partial(imports.known, now=self.desk.clock.now()),
            done=partial(self._read_with, turn=self._turn),
            failed=self._wrong,
        )

    def _read_with(self, book: Known, turn: int) -> None:
        path, password = self.path, self._password
        if turn != self._turn or path is None:
            return

        def job(progress: Progress) -> Read:
            return imports.read(
                path,
                book,
                sheet=self.sheet,
                as_of=self.as_of,
                mapping=self.mapping,
                readings=self.readings,
                password=password,
                progress=progress.step,
            )

        self._progress = self.desk.runner.work(
            job,
            done=partial(self._compare, turn=turn),
            failed=self._wrong,
            stopped=self._stopped,
            what=self.tr("Reading {0}").format(path.name),
        )

    def _compare(self, file: Read, turn: int) -> None:
        if turn == self._turn:
            self.desk.runner.look(
                lambda session: compared(session, file),
                done=partial(self._show, turn=turn),
                failed=self._wrong,
                what=self.tr("Comparing with the book"),
            )

    def _show(self, found: tuple[Preview, Groups], turn: int) -> None:
        preview, groups = found
        if turn == self._turn:
            self._slow.stop()
            self.groups = groups
            if isinstance(preview, Proposal):
                preview = replace(preview, typed=self.typed)
            self._progress, self.preview = None, preview
            self._go(PREVIEW)

    def cancel(self) -> None:
        """Stop what is being done. An import under way is undone as a whole."""
        if self._progress is not None:
            self._progress.cancel()
        if self.page != IMPORTING:
            self._turn += 1
            self._stopped()

    def _stopped(self) -> None:
        self._slow.stop()
        if self.page == IMPORTING:
            self.desk.say(self.tr("Import cancelled: nothing was written."))
        self._progress = None
        self._go(PREVIEW if self.preview is not None else CHOOSE)

    def put_back(self) -> None:
        """Another file."""
        self._turn += 1
        self._slow.stop()
        self.preview = self.imported = self.path = None
        self._password = ""
        self.troubled.emit("")
        self.refresh()
        self._go(CHOOSE)

    def _wrong(self, error: Exception) -> None:
        self._slow.stop()
        self._progress = None
        if not isinstance(error, UserError | Trouble):
            self.desk.runner.failed.emit(error)
        said = (
            str(error)
            if isinstance(error, UserError | Trouble)
            else self.tr("The file could not be read.")
        )
        self._go(PREVIEW if self.preview is not None else CHOOSE)
        self.troubled.emit(said)
        if isinstance(error, Locked):
            self.locked.emit(error.wrong)

    # -- what is settled by hand --------------------------------------------------------------

    @property
    def recognition(self) -> Recognition | None:
        found = self.preview
        if found is None:
            return None
        return found.file.recognition if isinstance(found, Proposal) else found.recognition

    @property
    def ready(self) -> bool:
        return not self.why_not

    @property
    def why_not(self) -> str:
        """What keeps it from being imported, in a sentence; "" when nothing does."""
        found = self.recognition
        if found is None:
            return self.tr("No file is open.")
        if self._day_wrong:
            return self.tr("As of: {0}").format(self._day_wrong)
        blocking = next((question for question in found.questions if question.blocking), None)
        if blocking is not None:
            return blocking.text
        return self.tr("There is nothing in it to import.") if self._nothing() else ""

    def doubt_day(self, wrong: str) -> None:
        """What is wrong with the as-of day as it stands in its field; "" when it is right."""
        self._day_wrong = wrong
        self.settled.emit()

    def choose_sheet(self, name: str) -> None:
        self.sheet, self.as_of, self.mapping, self.typed = name, None, None, NOTHING
        self.readings = {}
        self.read()

    def choose_as_of(self, day: date | None) -> None:
        if day is not None and day != self.as_of:
            self.as_of = day
            self.read()

    def choose_field(self, position: int, field: str) -> None:
        """A column is this field; "" leaves it aside. Another that was it is it no longer."""
        found = self.recognition
        if found is None:
            return
        settled: dict[int | str, str] = {c.position: c.field or "" for c in found.columns}
        for at, held in settled.items():
            if field and held == field:
                settled[at] = ""
        settled[position] = field
        self.mapping = settled
        self.read()

    def tie_out(self, typed: TypedIn) -> None:
        """Figures of the report beside the file; they are kept with it when it is imported."""
        if isinstance(self.preview, Proposal) and typed != self.typed:
            self.typed, self.preview = typed, replace(self.preview, typed=typed)
            self.tied.emit()

    def settle_layout(self, right: bool) -> None:
        """The columns of a file without header are what a known layout says, or a person tells."""
        found = self.recognition
        if found is not None:
            self.mapping = {c.position: (c.field or "") if right else "" for c in found.columns}
            self.read()

    def choose_reading(self, fields: Iterable[str], reading: str) -> None:
        """These fields' columns are read so; "" leaves it to what the values say."""
        self.readings.update(dict.fromkeys(fields, reading))
        self.read()

    def _nothing(self) -> bool:
        with waking:
            from mortgage_collect.ui.tapes.words import would_write

        return self.preview is not None and not would_write(self.preview)

    # -- importing ----------------------------------------------------------------------------

    def bring_in(self) -> None:
        """Backup first, then all of it in one piece."""
        preview = self.preview
        if preview is None or not self.ready or self.page == IMPORTING:
            return
        self.troubled.emit("")
        self._go(IMPORTING)
        self._progress = self.desk.runner.long(
            lambda unit, progress: imports.bring_in(unit, preview, progress=progress.step),
            done=lambda _: self._done(preview),
            failed=self._wrong,
            stopped=self._stopped,
            what=self.tr("Importing"),
            back_up="import",
        )

    def _done(self, preview: Preview) -> None:
        self._progress, self.preview, self.imported = None, None, preview
        self.refresh()
        self._go(DONE)

    def ask_about_missing(self) -> None:
        """The question about loans that were not on the last tape, whenever it is wanted."""
        self.imported = self.path = None
        self._go(DONE)

    def settle(self, rows: tuple[MissingRow, ...], became: LoanStatus) -> None:
        ids = [row.loan_id for row in rows]
        self.desk.runner.change(
            lambda unit: settle_missing(unit, ids, became),
            done=lambda number: self.desk.say(
                self.tr("{0} marked {1}.").format(f"{number:,}", became.label.lower()), "done"
            ),
        )

    # -- taking back --------------------------------------------------------------------------

    def ask_undo(self, row: TapeRow) -> None:
        """What undoing an import would do, or what stands in its way."""
        self.troubled.emit("")
        self.desk.runner.look(
            lambda session: would_undo(session, row.tape_id),
            done=partial(self.undoing.emit, row),
            failed=self._wrong,
            newest="undoing",
        )

    def undo(self, row: TapeRow) -> None:
        """Backup first, then the whole import is taken back in one piece."""
        self.troubled.emit("")
        self.desk.runner.long(
            lambda unit, progress: undo_tape(unit, row.tape_id, progress=progress.step),
            done=lambda _: self.desk.say(
                self.tr("{0} is undone: the book stands as before it.").format(row.file_name),
                "done",
            ),
            failed=self._wrong,
            what=self.tr("Undoing the import"),
            back_up="undo",
        )

    # -- going out ----------------------------------------------------------------------------

    def export(self, what: str) -> None:
        """The book ("tape") or the queue to a workbook."""
        export(self.desk, what)

    def export_findings(self) -> None:
        """The findings as a sheet, for whoever made the file."""
        preview, path = self.preview, self.path
        if preview is None or path is None:
            return
        out = self.desk.ask_where(f"{path.stem} findings.xlsx")
        if out is not None:
            findings = preview.findings
            self.desk.runner.work(
                lambda _: exports.write_findings(out, path.name, findings),
                done=lambda rows: self.desk.say(
                    self.tr("{0} findings written to {1}.").format(f"{rows:,}", out.name), "done"
                ),
                failed=self._wrong,
            )

    @property
    def to_correct(self) -> int:
        """Rows of the file on the screen that are held or left out."""
        shown = self.preview or self.imported
        return imports.rows_to_correct(shown) if shown is not None else 0

    def send_back(self) -> None:
        """The file itself with the cells marked that keep rows out, before or after the import."""
        shown, path = self.preview or self.imported, self.path
        if shown is not None and path is not None:
            send_back(self.desk, shown, path.name, self._password, self._wrong)

    # -- helpers of the pages -----------------------------------------------------------------

    def _go(self, page: str) -> None:
        self.page = page
        self.moved.emit(page)

    def _on_step(self, done: int, of: int, what: str) -> None:
        if self.page in (READING, IMPORTING):
            self.stepped.emit(done, of, what)


__all__ = ["CHOOSE", "DONE", "IMPORTING", "PREVIEW", "READING", "CameIn", "ImportModel"]
