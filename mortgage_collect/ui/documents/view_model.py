"""The state of one paper: its bytes, and the next step in its life."""

from __future__ import annotations

from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import DocumentStatus, WorkoutStatus
from mortgage_collect.queries.documents import DocumentSight, document_sight
from mortgage_collect.ui.desk import Desk


class Next(Enum):
    """What is done with a paper next."""

    OFFER = "offer"  # a draft is read to the borrower, then the plan is offered
    SEND = "send"
    SIGN = "sign"
    START = "start"
    NOTHING = "nothing"


class DocumentModel(QObject):
    """`shown(DocumentSight)` and `opened(bytes)`; `replaced(id)` when a final paper was made of a
    draft, `failed(text)` when something was refused, `saved(path)` for a copy."""

    shown = Signal(object)
    opened = Signal(bytes)
    replaced = Signal(int)
    failed = Signal(str)
    saved = Signal(object)
    marked = Signal(object)

    def __init__(self, desk: Desk, document_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.document_id = desk, document_id
        self.seen: DocumentSight | None = None
        self.content = b""
        self._failed = desk.runner.in_words(self.failed.emit, writes=True)
        desk.runner.changed.connect(self._on_changed)

    @property
    def next(self) -> Next:
        seen = self.seen
        if seen is None:
            return Next.NOTHING
        if not seen.signed:
            return Next.SEND if seen.status is DocumentStatus.DRAFT else Next.NOTHING
        match seen.status, seen.plan:
            case DocumentStatus.DRAFT, WorkoutStatus.DRAFT:
                return Next.OFFER
            case DocumentStatus.DRAFT, WorkoutStatus.OFFERED | WorkoutStatus.ACTIVE | None:
                return Next.NOTHING if self._is_draft_paper else Next.SEND
            case DocumentStatus.SENT, WorkoutStatus.OFFERED | WorkoutStatus.ACTIVE | None:
                return Next.SIGN
            case DocumentStatus.SIGNED, WorkoutStatus.OFFERED:
                return Next.START
        return Next.NOTHING

    @property
    def _is_draft_paper(self) -> bool:
        return self.seen is not None and self.seen.title.endswith("(draft)")

    def open(self) -> None:
        self.refresh()
        self._desk.runner.look(
            partial(_bytes, document_id=self.document_id),
            done=self._take_bytes,
            failed=self._failed,
        )

    def refresh(self) -> None:
        ask = partial(document_sight, document_id=self.document_id)
        self._desk.runner.look(ask, done=self._take, newest=f"document:{id(self)}")

    def go_on(self, how: str = "") -> None:
        """The next step."""
        seen = self.seen
        if seen is None:
            return
        match self.next:
            case Next.OFFER if seen.workout_id is not None:
                self._desk.runner.change(
                    partial(_offer, workout_id=seen.workout_id),
                    done=self.replaced.emit,
                    failed=self._failed,
                    what=self.tr("Making the agreement"),
                )
            case Next.SEND:
                self._mark(DocumentStatus.SENT, how)
            case Next.SIGN:
                self._mark(DocumentStatus.SIGNED, how)
            case Next.START if seen.workout_id is not None:
                self._desk.runner.change(
                    partial(_start, workout_id=seen.workout_id),
                    done=lambda _: self.marked.emit(Next.START),
                    failed=self._failed,
                )

    def save_copy(self, path: Path) -> None:
        """The archived bytes, unchanged, in a file of the person's choosing."""
        content = self.content
        self._desk.runner.work(
            lambda _: path.write_bytes(content),
            done=lambda _: self.saved.emit(path),
            failed=self._failed,
            what=self.tr("Saving a copy"),
        )

    def _mark(self, status: DocumentStatus, how: str) -> None:
        self._desk.runner.change(
            partial(_mark, document_id=self.document_id, status=status, how=how),
            done=lambda _: self.marked.emit(status),
            failed=self._failed,
        )

    def _take(self, seen: DocumentSight) -> None:
        self.seen = seen
        self.shown.emit(seen)

    def _take_bytes(self, content: bytes) -> None:
        self.content = content
        self.opened.emit(content)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if self.seen is not None and f"loan:{self.seen.loan_id}" in touched:
            self.refresh()


def _bytes(session: Any, document_id: int) -> bytes:
    with waking:
        from mortgage_collect.services.agreements import document_bytes

    return document_bytes(session, document_id)


def _mark(unit: Any, document_id: int, status: DocumentStatus, how: str) -> None:
    with waking:
        from mortgage_collect.services.agreements import mark_document

    mark_document(unit, document_id, status, how)


def _offer(unit: Any, workout_id: int) -> int:
    with waking:
        from mortgage_collect.services.agreements import make_agreement
        from mortgage_collect.services.workouts import move_workout

    move_workout(unit, workout_id, WorkoutStatus.OFFERED)
    return make_agreement(unit, workout_id)


def _start(unit: Any, workout_id: int) -> None:
    with waking:
        from mortgage_collect.services.workouts import move_workout

    move_workout(unit, workout_id, WorkoutStatus.ACTIVE)
