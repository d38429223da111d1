"""What the history says of files, their changes and papers, held against what is stored.

The chain proves that no entry was touched. An entry holds only the digest of a file, of what a
tape changed, of a paper; here each is worked out anew from the rows and bytes themselves.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.events.tapes import digest_of_changes
from mortgage_collect.models.document import Document
from mortgage_collect.models.history import HistoryEntry
from mortgage_collect.models.tape import Tape, TapeChange, TapeFile

_PAGE = 5_000
_FILES = ("TapeImported", "CustomersImported", "PaymentsImported")


@dataclass(frozen=True, slots=True)
class Proof:
    """How much agrees with the history; `wrong` is the first that does not, with its entry.

    `entry` is None for a thing no entry tells of.
    """

    files: int
    changes: int
    documents: int
    wrong: str = ""
    entry: int | None = None

    @property
    def says(self) -> str:
        parts = (
            text.count(self.files, "file"),
            text.count(self.changes, "change"),
            text.count(self.documents, "document"),
        )
        return f"{text.listed(parts)} agree with it"


@dataclass(slots=True)
class _Counted:
    files: int = 0
    changes: int = 0
    documents: int = 0


class _Wrong(Exception):
    def __init__(self, says: str, entry: int | None) -> None:
        super().__init__(says)
        self.says, self.entry = says, entry


def prove(session: Session) -> Proof:
    """Works every digest out anew, in the order of the history; stops at the first wrong one.

    To be asked once the chain itself holds: an entry that was changed proves nothing.
    """
    counted = _Counted()
    try:
        _walk(session, counted)
    except _Wrong as wrong:
        return Proof(counted.files, counted.changes, counted.documents, wrong.says, wrong.entry)
    return Proof(counted.files, counted.changes, counted.documents)


def _walk(session: Session, counted: _Counted) -> None:
    tapes: set[int] = set()
    changed: set[int] = set()
    papers: set[int] = set()
    undone = _undone(session)
    for seq, event, body in _told(session):
        if event == "DocumentMade":
            _paper(session, seq, body)
            papers.add(body["document_id"])
            counted.documents += 1
            continue
        tape_id: int = body["tape_id"]
        _file(session, seq, body)
        tapes.add(tape_id)
        counted.files += 1
        if event == "TapeImported" and tape_id not in undone:
            counted.changes += _changes(session, seq, body)
            changed.add(tape_id)
    for what, table, known in (("file", Tape.id, tapes), ("document", Document.id, papers)):
        for key in session.scalars(select(table).order_by(table)):
            if key not in known:
                raise _Wrong(f"no entry tells of {what} {key}", None)
    for key in session.scalars(select(TapeChange.tape_id).distinct().order_by(TapeChange.tape_id)):
        if key not in changed:
            raise _Wrong(f"no entry tells of the changes of file {key}", None)


def _undone(session: Session) -> set[int]:
    """Tapes taken back as a whole, by the history; what they changed is kept no longer."""
    bodies = session.scalars(select(HistoryEntry.body).where(HistoryEntry.event == "TapeUndone"))
    return {json.loads(body)["tape_id"] for body in bodies}


def _told(session: Session) -> Iterator[tuple[int, str, dict[str, Any]]]:
    """The entries that hold a digest, oldest first."""
    entries = session.execute(
        select(HistoryEntry.seq, HistoryEntry.event, HistoryEntry.body)
        .where(HistoryEntry.event.in_((*_FILES, "DocumentMade")))
        .order_by(HistoryEntry.seq)
    ).all()
    for seq, event, body in entries:
        yield seq, event, json.loads(body)


def _file(session: Session, seq: int, body: dict[str, Any]) -> None:
    key, expected = body["tape_id"], body["file_sha256"]
    held = session.execute(
        select(Tape.file_name, Tape.sha256, TapeFile.content)
        .outerjoin(TapeFile, TapeFile.tape_id == Tape.id)
        .where(Tape.id == key)
    ).one_or_none()
    if held is None or held.content is None:
        raise _Wrong(f"file {key} is missing", seq)
    try:
        content = zlib.decompress(held.content)
    except zlib.error:
        content = b""
    if hashlib.sha256(content).hexdigest() != expected or held.sha256 != expected:
        raise _Wrong(f"file {key}, {held.file_name}, is not what came in", seq)


def _changes(session: Session, seq: int, body: dict[str, Any]) -> int:
    key, number = body["tape_id"], 0

    def rows() -> Iterator[tuple[int, str, str | None, str | None]]:
        nonlocal number
        found = session.execute(
            select(TapeChange.loan_id, TapeChange.field, TapeChange.was, TapeChange.now)
            .where(TapeChange.tape_id == key)
            .order_by(TapeChange.id)
            .execution_options(yield_per=_PAGE)
        )
        for loan_id, field, was, now in found:
            number += 1
            yield loan_id, field, was, now

    if digest_of_changes(rows()) != body["changes"]:
        raise _Wrong(f"what file {key} changed is not what was written down", seq)
    return number


def _paper(session: Session, seq: int, body: dict[str, Any]) -> None:
    key, expected = body["document_id"], body["sha256"]
    held = session.execute(
        select(Document.title, Document.sha256, Document.content).where(Document.id == key)
    ).one_or_none()
    if held is None:
        raise _Wrong(f"document {key} is missing", seq)
    if hashlib.sha256(held.content).hexdigest() != expected or held.sha256 != expected:
        raise _Wrong(f"document {key}, {held.title}, is not what was archived", seq)
