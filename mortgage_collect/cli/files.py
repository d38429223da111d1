"""`import` and `export`: files in and out."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from mortgage_collect.cli.answer import DONE, REFUSED, Answer
from mortgage_collect.cli.opening import asked_for_file, created, exists, opened, refuse_place
from mortgage_collect.core import text
from mortgage_collect.core.errors import UserError
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import TapeKind
from mortgage_collect.models.tape import Tape
from mortgage_collect.services.customers import import_customers, loan_numbers, read_customer_file
from mortgage_collect.services.export_lists import written_to
from mortgage_collect.services.exports import record_export
from mortgage_collect.services.imports import Preview, rows_to_correct, send_back
from mortgage_collect.services.payment_files import import_payments, read_payment_file
from mortgage_collect.services.tape_layouts import layouts
from mortgage_collect.services.tape_undo import undo_tape, would_undo
from mortgage_collect.services.tapes import (
    FileRead,
    Proposal,
    import_tape,
    kind_of_file,
    propose,
    propose_without_book,
    read_file,
)
from mortgage_collect.store.backup import fingerprint
from mortgage_collect.store.store import Store
from mortgage_collect.tape.control_totals import TypedIn, kept
from mortgage_collect.tape.findings import TapeFinding
from mortgage_collect.tape.locked import Locked

SHOWN = 20
FILE_PASSWORD_VARIABLE = "MORTGAGE_COLLECT_FILE_PASSWORD"


def take(given: argparse.Namespace) -> Answer:
    """Reads a file of loans, customers or payments and, unless --dry-run, brings it in; with
    --undo an import is taken back."""
    if given.undo is not None:
        return _undo(given)
    if given.to_correct is not None:
        refuse_place(given.to_correct, ".xlsx")
    kind, password = _kind(given)
    if kind is not TapeKind.LOANS:
        return _people_or_payments(given, kind, password)
    file = read_file(
        given.tape,
        sheet=given.sheet,
        as_of=given.as_of,
        readings=dict(given.read),
        password=password,
    )
    if exists(given):
        with opened(given, None if given.dry_run else Permission.IMPORT_TAPE) as store:
            return _loans(given, store, file, password)
    proposal = _beside(given, propose_without_book(file))
    if given.dry_run or (given.strict and _doubtful(proposal)):
        _send_back(given, proposal, password)
        return _told(given, proposal)
    # A file that would be refused must not leave an empty database behind.
    refuse_blocked(file)
    with created(given, "Our bank", "America/New_York") as store:
        return _loans(given, store, file, password)


def _undo(given: argparse.Namespace) -> Answer:
    with opened(given, None if given.dry_run else Permission.IMPORT_TAPE) as store:
        with store.view() as session:
            done = would_undo(session, given.undo)
        if not given.dry_run:
            store.back_up("undo")
            with store.unit() as unit:
                done = undo_tape(unit, given.undo)
    said = (
        f"{text.count(done.removed, 'loan')} it brought gone, "
        f"{text.count(done.restored, 'loan')} as before it."
    )
    ended = "Nothing was written (--dry-run)." if given.dry_run else "Undone."
    data = {
        "tape_id": given.undo,
        "undone": not given.dry_run,
        "removed": done.removed,
        "restored": done.restored,
    }
    return Answer((said, ended), data)


def _kind(given: argparse.Namespace) -> tuple[TapeKind, str]:
    """What the file holds, and the password it opens with: from the environment, or asked for."""
    try:
        return kind_of_file(given.tape, given.sheet), ""
    except Locked:
        password = os.environ.get(FILE_PASSWORD_VARIABLE) or asked_for_file(given.tape.name)
        return kind_of_file(given.tape, given.sheet, password), password


def _loans(given: argparse.Namespace, store: Store, file: FileRead, password: str) -> Answer:
    with store.view() as session:
        held = layouts(session)
        if held or loan_numbers(session):
            file = read_file(
                given.tape,
                sheet=given.sheet,
                as_of=given.as_of,
                readings=dict(given.read),
                layouts=held.get,
                numbers=loan_numbers(session),
                password=password,
            )
        proposal = _beside(given, propose(session, file))
    imported = not given.dry_run and not (given.strict and _doubtful(proposal))
    tape_id = None
    if imported:
        refuse_blocked(file)
        store.back_up("import")
        with store.unit() as unit:
            tape_id = import_tape(unit, proposal)
    _send_back(given, proposal, password, store if imported else None)
    return _told(given, proposal, tape_id=tape_id)


def _beside(given: argparse.Namespace, proposal: Proposal) -> Proposal:
    """With the figures of the report beside the file."""
    return replace(proposal, typed=TypedIn(given.loans, given.upb, given.pi))


def _send_back(
    given: argparse.Namespace, preview: Preview, password: str, store: Store | None = None
) -> None:
    """Writes the marked workbook where one was asked for and a row is held or left out."""
    if given.to_correct is None or not rows_to_correct(preview):
        return
    rows = send_back(given.to_correct, preview, password=password)
    if store is not None:
        with store.unit() as unit:
            record_export(unit, "rejects", given.to_correct, rows)


def give(given: argparse.Namespace) -> Answer:
    """Writes the book or the queue to a workbook, and history that it left."""
    refuse_place(given.out, ".xlsx")
    with opened(given, Permission.EXPORT_BOOK) as store:
        with store.view() as session:
            rows = written_to(given.what)(session, given.out, store.clock.now())
        with store.unit() as unit:
            record_export(unit, given.what, given.out, rows)
    data = {
        "what": given.what,
        "out": str(given.out),
        "rows": rows,
        "sha256": fingerprint(given.out),
    }
    return Answer((f"{text.count(rows, 'row')} written to {given.out}.",), data)


def refuse_blocked(file: FileRead) -> None:
    """Raises UserError for what keeps a tape from being imported, before a copy is taken."""
    blocking = [question.text for question in file.recognition.questions if question.blocking]
    if file.parsed.as_of is None:
        raise UserError(
            f"{file.path.name} does not say as of which day it is.",
            do="Add --as-of, as in --as-of 2026-01-31.",
        )
    if blocking:
        ways = next(
            (question for question in file.recognition.questions if question.readings), None
        )
        do = "Open the file in the window and answer there, once."
        if ways is not None and ways.text == blocking[0]:
            name = ways.candidates[0]
            do = f'Add --read, as in --read "{name}={ways.readings[0]}", for each of these columns.'
        if any(question.days for question in file.recognition.questions):
            do = "Add --as-of, as in --as-of 2026-01-31."
        raise UserError(blocking[0], do=do)


def _doubtful(proposal: Proposal) -> bool:
    """What --strict refuses: any finding, and any column nobody is sure of."""
    return bool(proposal.findings or proposal.file.recognition.questions)


def _told(given: argparse.Namespace, proposal: Proposal, *, tape_id: int | None = None) -> Answer:
    imported = tape_id is not None
    plan, summary, file = proposal.plan, proposal.file.summary, proposal.file
    counts = plan.counts
    data: dict[str, Any] = {
        "kind": "loans",
        "file": given.tape.name,
        "sha256": file.sha256,
        "sheet": file.recognition.sheet,
        "header_row": file.recognition.header_row,
        "as_of": file.parsed.as_of.isoformat() if file.parsed.as_of else None,
        "imported": imported,
        "tape_id": tape_id,
        "dry_run": given.dry_run,
        "rows_read": summary.rows_read,
        "loans": summary.loans,
        "new": counts["new"],
        "changed": counts["changed"],
        "unchanged": counts["unchanged"],
        "older": counts["older"],
        "missing": counts["missing"],
        "duplicates": counts["duplicates"],
        "held": counts["held"],
        "refused": counts["refused"],
        "total_upb": summary.total_upb.plain,
        "accepted_upb": summary.accepted_upb.plain,
        "upb": {name: amount.plain for name, amount in plan.upb.items()},
        "sums": {name: amount.plain for name, amount in summary.sums.items()},
        "buckets": {bucket.value: number for bucket, number in summary.buckets.items()},
        "status_counts": summary.status_counts,
        "columns": {
            column.header or column.letter: column.field for column in file.recognition.columns
        },
        "controls": kept(proposal.totals),
        "questions": [question.text for question in file.recognition.questions],
        "findings": [_finding(found) for found in proposal.findings],
    }
    lines = [
        f"{given.tape.name}"
        + (f", sheet {file.recognition.sheet}" if file.recognition.sheet else "")
        + (f", as of {text.day(file.parsed.as_of)}" if file.parsed.as_of else ", no as-of date"),
        (
            f"  {text.count(summary.rows_read, 'row')} read, {text.count(summary.loans, 'loan')}, "
            f"UPB {summary.total_upb}"
        ),
        "  " + ", ".join(f"{name} {number:,}" for name, number in counts.items()),
        "  "
        + (", ".join(f"{b.value} {n:,}" for b, n in summary.buckets.items()) or "no due dates"),
        *(f"  question: {question.text}" for question in file.recognition.questions),
        *_finding_lines(proposal.findings),
        _outcome(given, imported=imported)
        + (f" To take it back: import --undo {tape_id}" if imported else ""),
    ]
    code = REFUSED if given.strict and _doubtful(proposal) else DONE
    return Answer(tuple(lines), data, code)


def _people_or_payments(given: argparse.Namespace, kind: TapeKind, password: str) -> Answer:
    if not exists(given):
        raise UserError(
            f"{given.tape.name} holds {kind.label.lower()}, and there is no database yet.",
            do="Import the loan tape first.",
        )
    with opened(given, None if given.dry_run else Permission.IMPORT_FILE) as store:
        took = _customers if kind is TapeKind.CUSTOMERS else _payments
        data, findings, imported = took(given, store, password)
    data |= {
        "kind": kind.value,
        "file": given.tape.name,
        "imported": imported,
        "dry_run": given.dry_run,
        "findings": [_finding(found) for found in findings],
    }
    figures = ", ".join(f"{k.replace('_', ' ')} {v}" for k, v in data.items() if type(v) is int)
    lines = (
        f"{given.tape.name}: {kind.label.lower()}",
        f"  {figures}",
        *_finding_lines(findings),
        _outcome(given, imported=imported),
    )
    return Answer(lines, data, REFUSED if given.strict and findings else DONE)


Took = tuple[dict[str, Any], Sequence[TapeFinding], bool]


def _customers(given: argparse.Namespace, store: Store, password: str) -> Took:
    with store.view() as session:
        read = read_customer_file(session, given.tape, sheet=given.sheet, password=password)
    imported = not given.dry_run and not (given.strict and read.findings)
    if imported:
        store.back_up("import")
        with store.unit() as unit:
            import_customers(unit, read)
    _send_back(given, read, password, store if imported else None)
    data: dict[str, Any] = {
        "rows_read": len(read.file.parsed.rows),
        "loans": len({row.loan_number for row in read.file.customers}),
        "new_people": read.new_people,
        "known_people": read.known_people,
        "new_points": read.new_points,
        "unknown_loans": read.unknown_loans,
    }
    return data, read.findings, imported


def _payments(given: argparse.Namespace, store: Store, password: str) -> Took:
    with store.view() as session:
        read = read_payment_file(
            session, given.tape, store.clock.now(), sheet=given.sheet, password=password
        )
    imported = not given.dry_run and not (given.strict and read.findings)
    counts: dict[str, int] = {}
    if imported:
        store.back_up("import")
        with store.unit() as unit:
            tape_id = import_payments(unit, read)
        with store.view() as session:
            counts = session.get_one(Tape, tape_id).counts
    _send_back(given, read, password, store if imported else None)
    data: dict[str, Any] = {
        "rows_read": len(read.file.parsed.rows),
        "payments": len(read.file.payments),
        "new": len(read.fresh),
        "known": len(read.known),
        "to_post": len(read.to_post),
        "posted": counts.get("posted", 0),
        "refused": counts.get("refused", 0),
        "total": read.file.total.plain,
    }
    return data, read.findings, imported


def _finding(found: TapeFinding) -> dict[str, Any]:
    return {
        "severity": found.severity.value,
        "sheet": found.sheet,
        "row": found.row or None,
        "column": found.column,
        "field": found.field,
        "found": found.found,
        "expected": found.expected,
        "loan_number": found.loan_number,
        "says": found.says,
        "do": found.do,
    }


def _finding_lines(findings: Sequence[TapeFinding]) -> list[str]:
    lines = []
    for found in findings[:SHOWN]:
        where = f"row {found.row} " if found.row else ""
        what = f" (found {found.found!r})" if found.found else ""
        lines.append(f"  {found.severity.value}: {where}{found.column} {found.says}{what}")
    if len(findings) > SHOWN:
        lines.append(f"  and {len(findings) - SHOWN:,} more findings (--json lists them all)")
    return lines


def _outcome(given: argparse.Namespace, *, imported: bool) -> str:
    if imported:
        return "Imported."
    if given.dry_run:
        return "Nothing was written (--dry-run)."
    return "Nothing was written: --strict refuses a file with findings."
