"""A loan tape from the file to the book: read, proposed, confirmed, applied in one piece."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.errors import Trouble, UserError
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import TapeKind
from mortgage_collect.events.tapes import TapeImported
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.tape import Tape, TapeFile
from mortgage_collect.models.tape import TapeFinding as FindingRow
from mortgage_collect.queries import book as queries
from mortgage_collect.queries.facts import today
from mortgage_collect.queries.staff_wrote import corrections, told
from mortgage_collect.queries.tapes import last_day
from mortgage_collect.services.plan_watch import watch_plans
from mortgage_collect.services.promises import decide_promises
from mortgage_collect.services.renewal import mark_stale
from mortgage_collect.services.tape_apply import Applied, apply_plan
from mortgage_collect.services.tape_layouts import Mapping_, remember_layout
from mortgage_collect.services.tape_rows import fit, masked
from mortgage_collect.store import history_chain
from mortgage_collect.store.bulk import Progress, ignore, insert_rows
from mortgage_collect.store.unit_of_work import UnitOfWork
from mortgage_collect.tape.cells import without_collecting
from mortgage_collect.tape.check import parse_rows
from mortgage_collect.tape.contested import contested_findings, parted
from mortgage_collect.tape.control_totals import (
    NOTHING,
    ControlTotal,
    TypedIn,
    control_totals,
    kept,
    typed_findings,
)
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.tape.padding import about_zeros
from mortgage_collect.tape.parsed import ParsedTape
from mortgage_collect.tape.plan import BookLoan, FieldChange, ImportPlan, plan_import
from mortgage_collect.tape.readings import Readings
from mortgage_collect.tape.recognition import Layout, Recognition
from mortgage_collect.tape.recognize import recognize, recognize_again
from mortgage_collect.tape.source import open_source
from mortgage_collect.tape.summary import Summary, summarize
from mortgage_collect.tape.values import Value

Parted = tuple[tuple[FieldChange, ...], tuple[FieldChange, ...]]


@dataclass(frozen=True, slots=True)
class FileRead:
    """A file that was read, before anybody looked at the database."""

    path: Path
    sha256: str
    recognition: Recognition
    parsed: ParsedTape
    summary: Summary


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an import would do. `head` is the history it was computed against; `typed` are figures
    of a report that somebody typed in beside it."""

    file: FileRead
    plan: ImportPlan
    head: history_chain.Head
    typed: TypedIn = NOTHING
    contested: tuple[TapeFinding, ...] = ()  # staff wrote otherwise, and nobody was told yet

    @property
    def findings(self) -> tuple[TapeFinding, ...]:
        return (
            *self.plan.warnings,
            *self.typed_findings,
            *self.contested,
            *self.file.parsed.findings,
        )

    @property
    def typed_findings(self) -> tuple[TapeFinding, ...]:
        return tuple(typed_findings(self.file.parsed, self.file.summary.sums, self.typed))

    @property
    def totals(self) -> tuple[ControlTotal, ...]:
        return control_totals(self.file.parsed, self.file.summary.sums, self.typed)


@without_collecting()
def read_file(
    path: Path,
    *,
    sheet: str | None = None,
    as_of: date | None = None,
    mapping: Mapping_ | None = None,
    readings: Readings | None = None,
    layouts: Callable[[str], Layout | None] | None = None,
    numbers: Collection[str] = (),
    password: str = "",
    progress: Progress = ignore,
) -> FileRead:
    """Reads and checks a loan tape; no database. Raises UserError for what is no tape.

    `layouts` finds what is remembered by the layout's key; `mapping` (column to field) and
    `readings` (by field) are settled now and win. `numbers` are the loans of the book.
    Fit for a worker without the database.
    """
    with open_source(path, password=password) as source:
        found = recognize_again(
            source,
            layouts,
            sheet=sheet,
            as_of=as_of,
            mapping=mapping,
            readings=readings,
            progress=progress,
        )
        if found.kind is not TapeKind.LOANS:
            raise UserError(
                f"{source.name} holds {found.kind.label.lower()}, not loans.",
                do="Import it as such; it needs no as-of date.",
            )
        parsed = parse_rows(source, found, progress=progress)
        found = parsed.recognition
        if (asked := about_zeros(found, parsed.rows, numbers)) is not None:
            found = replace(found, questions=(*found.questions, asked))
            parsed.recognition = found
        fit(parsed)
        return FileRead(path, source.sha256, found, parsed, summarize(parsed))


def kind_of_file(path: Path, sheet: str | None = None, password: str = "") -> TapeKind:
    """Whether a file holds loans, customers or payments. Raises `Locked` for want of a password."""
    with open_source(path, password=password) as source:
        return recognize(source, sheet=sheet).kind


@without_collecting()
def propose(session: Session, file: FileRead, *, progress: Progress = ignore) -> Proposal:
    """Compares a file with the book; changes nothing."""
    loans = {
        str(values["loan_number"]): BookLoan(
            str(values["loan_number"]), _as_on_tape(values), status, as_of
        )
        for values, status, as_of in queries.rows(session)
    }
    imported = {
        row.sha256: row.as_of or row.imported_at.date()
        for row in session.scalars(
            # One workbook may hold a month a sheet: the same bytes, but another tape.
            select(Tape).where(
                Tape.kind == TapeKind.LOANS,
                Tape.sheet == file.recognition.sheet,
                Tape.undone_at.is_(None),
            )
        )
    }
    corrected = corrections(session)

    def part(number: str, fields: tuple[FieldChange, ...]) -> Parted:
        return parted(fields, corrected.get(number, {}))

    plan = plan_import(
        file.parsed,
        loans,
        last_as_of=last_day(session),
        imported=imported,
        aside=queries.PEOPLE | queries.DROPPED,
        standing=queries.STANDING,
        part=part if corrected else None,
        progress=progress,
    )
    found = contested_findings(plan.contested, file.recognition) if plan.contested else []
    before = told(session) if found else frozenset()
    fresh = [each for each in found if (_says(each), each.field, masked(each.found)) not in before]
    return Proposal(file, plan, history_chain.head(session), contested=tuple(fresh))


def propose_without_book(file: FileRead) -> Proposal:
    """What an import into an empty book would do."""
    return Proposal(file, plan_import(file.parsed, {}), history_chain.Head(0, history_chain.START))


@without_collecting()
def import_tape(unit: UnitOfWork, proposal: Proposal, *, progress: Progress = ignore) -> int:
    """Applies a proposal in one piece; returns the tape's id.

    Raises UserError while something blocking is open (no as-of date, no loan number), and when
    the book changed since the proposal so that it would now do something else.
    """
    unit.demand(Permission.IMPORT_TAPE)
    file, session = proposal.file, unit.session
    if file.parsed.as_of is None:
        raise UserError(
            "Nobody says as of which day this tape is.",
            do="Enter the as-of date (on the command line: --as-of 2026-01-31).",
        )
    day = today(session, unit.now)
    if file.parsed.as_of > day:
        raise UserError(
            f"This tape would be of {text.day(file.parsed.as_of)}, and today is {text.day(day)}.",
            do="Enter the day its balances are of.",
        )
    if not file.recognition.ready:
        blocking = next(q for q in file.recognition.questions if q.blocking)
        raise UserError(blocking.text, do="Answer it, then import.")
    plan = proposal.plan
    history_chain.hold(session)
    if _moved(session, proposal.head):
        again = propose(session, file, progress=progress).plan
        if not _alike(again, plan):
            raise UserError(
                "The book changed while you were looking at this file.",
                do="Look at the summary again, then import.",
            )
        plan = again
    tape = add_tape(
        unit,
        TapeKind.LOANS,
        file.path,
        file.recognition,
        file.sha256,
        as_of=file.parsed.as_of,
        total_upb=file.summary.total_upb,
        counts={**plan.counts, "rows_read": file.summary.rows_read},
        controls=kept(proposal.totals),
    )
    applied: Applied = apply_plan(unit, plan, tape.id, file.parsed.as_of, progress)
    add_findings(unit, tape.id, proposal.findings)
    remember_layout(unit, file.recognition)
    decide_promises(unit)
    watch_plans(unit)
    mark_stale(unit)
    unit.record(
        TapeImported(
            about=f"tape:{tape.id}",
            also=("queue", "book"),
            tape_id=tape.id,
            file_sha256=file.sha256,
            as_of=file.parsed.as_of,
            new=len(plan.new),
            changed=len(plan.changed),
            unchanged=len(plan.unchanged),
            older=len(plan.older),
            missing=len(plan.missing),
            held=len(plan.held),
            refused=len(plan.refused),
            total_upb=file.summary.total_upb,
            changes=applied.digest,
        )
    )
    return tape.id


def _alike(one: ImportPlan, other: ImportPlan) -> bool:
    """Both would write the very same."""
    fields = [
        [(change.row.loan_number, change.fields) for change in (*plan.changed, *plan.older)]
        for plan in (one, other)
    ]
    return one.counts == other.counts and one.upb == other.upb and fields[0] == fields[1]


# What may happen between looking and importing without touching what a tape touches.
_HARMLESS = ("BackupMade", "FileExported", "QuoteGiven", "NoteWritten", "ReviewLineSaved")


def _moved(session: Session, since: history_chain.Head) -> bool:
    """True when the book may have changed after the proposal was computed."""
    later = select(HistoryEntry.seq).where(
        HistoryEntry.seq > since.seq, HistoryEntry.event.not_in(_HARMLESS)
    )
    return session.scalar(later.limit(1)) is not None


def add_tape(
    unit: UnitOfWork,
    kind: TapeKind,
    path: Path,
    recognition: Recognition,
    sha256: str,
    *,
    as_of: date | None,
    counts: Mapping[str, int],
    total_upb: object = None,
    controls: Mapping[str, object] | None = None,
) -> Tape:
    """The row of a file that came in, with its bytes as they came."""
    content = _bytes(path)
    if hashlib.sha256(content).hexdigest() != sha256:
        raise UserError(
            f"{path.name} was changed after it was read.", do="Read it again, then import."
        )
    tape = Tape(
        kind=kind,
        file_name=path.name[-200:],
        sheet=recognition.sheet[:80],
        sha256=sha256,
        as_of=as_of,
        imported_at=unit.now,
        imported_by=unit.actor,
        layout_key=recognition.layout_key,
        total_upb=total_upb,
        counts=dict(counts),
        controls=dict(controls) if controls else None,
    )
    unit.session.add(tape)
    unit.session.flush()
    # A workbook is compressed already, and only wrapped; level 1 is enough for text.
    level = 0 if content.startswith(b"PK") else 1
    unit.session.add(TapeFile(tape_id=tape.id, content=zlib.compress(content, level)))
    unit.session.flush()
    return tape


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"{path.name} is no longer there.", do="Choose the file again.") from error
    except OSError as error:
        raise Trouble(
            f"{path.name} cannot be read: another program holds it, or you may not read it.",
            do="Close it in Excel and try again, or ask for the right to read the folder.",
            details=str(error),
        ) from error


def add_findings(unit: UnitOfWork, tape_id: int, findings: tuple[TapeFinding, ...]) -> None:
    """Keeps what was noticed in a file."""
    columns = (
        "tape_id",
        "severity",
        "sheet",
        "row",
        "column",
        "field",
        "found",
        "expected",
        "says",
    )
    insert_rows(
        unit.session,
        FindingRow.__table__,  # type: ignore[arg-type]
        columns,
        (
            (
                tape_id,
                found.severity.value,
                found.sheet[:80],
                found.row or None,
                found.column[:80],
                found.field,
                masked(found.found),
                found.expected,
                _says(found),
            )
            for found in findings
        ),
    )


def _says(found: TapeFinding) -> str:
    return f"{found.says} {found.do}".strip()


def _as_on_tape(values: Mapping[str, Value]) -> dict[str, Value]:
    """Our columns say "" where a tape says nothing."""
    return {name: None if value == "" else value for name, value in values.items()}
