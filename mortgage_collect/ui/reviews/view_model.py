"""The state of a financial review: its answers, what they add up to, and what is still to ask."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.money import ZERO
from mortgage_collect.queries.review_start import ReviewStart, review_start
from mortgage_collect.review.line import Entry, LineSpec
from mortgage_collect.review.lines import LINES, wanted_by
from mortgage_collect.review.missing import answered, called_for, is_asked
from mortgage_collect.review.papers import Paper, missing_papers
from mortgage_collect.review.ratios import Ratios, ratios
from mortgage_collect.ui.desk import Desk


class ReviewModel(QObject):
    """`opened(ReviewStart)`, then `figured(Ratios)` after every answer; `saved(key)` or
    `refused(key, text)` when the answer has reached the file; `finished(text)` at the end."""

    opened = Signal(object)
    figured = Signal(object)
    saved = Signal(str)
    refused = Signal(str, str)
    finished = Signal(object)

    def __init__(self, desk: Desk, loan_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.loan_id = desk, loan_id
        self.start: ReviewStart | None = None
        self.review_id: int | None = None
        self.entries: dict[str, Entry] = {}
        self.figures: Ratios | None = None
        self.with_co_borrower = False

    def open(self) -> None:
        """Go on with the half-finished review, or get ready for a new one."""
        ask = partial(review_start, loan_id=self.loan_id, now=self._desk.clock.now())
        self._desk.runner.look(ask, done=self._take, newest=f"review:{id(self)}")

    def answer(self, key: str, entry: Entry) -> None:
        """Take an answer and save it at once; the same one again is nothing new."""
        if self.entries.get(key) == entry or (key not in self.entries and entry.value is None):
            return
        self.entries[key] = entry
        self._figure()
        self._desk.runner.change(
            partial(_save, loan_id=self.loan_id, key=key, entry=entry),
            done=lambda review_id: self._on_saved(review_id, key),
            failed=lambda error: self._on_failed(key, error),
        )

    def finish(self) -> None:
        """Close the review with what it came to."""
        if not self.entries:
            self.refused.emit("", self.tr("Nothing is answered yet."))
            return
        self._desk.runner.change(
            partial(_finish, loan_id=self.loan_id),
            done=lambda _: self.finished.emit(self.figures),
            failed=lambda error: self._on_failed("", error),
        )

    def asks(self, line: LineSpec) -> bool:
        """Whether this household is asked this line."""
        if line.key in self.entries and self.entries[line.key].value is not None:
            return True
        if line.key in called_for(self.entries):
            return True
        if line.on_demand or wanted_by(line.key):
            return False
        if line.person == "co_borrower" and not self.with_co_borrower:
            return False
        return is_asked(line, self.entries)

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers this household still owes."""
        return missing_papers(self.entries)

    @property
    def missing(self) -> tuple[str, ...]:
        return self.figures.missing if self.figures else ()

    @property
    def progress(self) -> int:
        """Per cent of the lines that matter to this household."""
        missing = len(self.missing)
        told = sum(
            answered(self.entries, line.key)
            for line in LINES
            if (line.matters or wanted_by(line.key)) and line.key not in self.missing
        )
        return 100 * told // (told + missing) if told + missing else 0

    @property
    def chip(self) -> str:
        """What stands on the desk while the review is half finished."""
        return self.tr("Review {0}%").format(self.progress)

    def counts(self, lines: tuple[LineSpec, ...]) -> tuple[int, int]:
        """(answered, asked) of these lines."""
        asked = [line for line in lines if self.asks(line)]
        return sum(answered(self.entries, line.key) for line in asked), len(asked)

    def _figure(self) -> None:
        payment = self.start.payment if self.start else None
        self.figures = ratios(self.entries, payment or ZERO)
        self.figured.emit(self.figures)

    def _take(self, start: ReviewStart) -> None:
        self.start, self.review_id = start, start.review_id
        self.entries = dict(start.entries)
        told: Mapping[str, Any] = self.entries
        self.with_co_borrower = start.co_borrower or any(
            line.person == "co_borrower" and line.key in told for line in LINES
        )
        self.opened.emit(start)
        self._figure()

    def _on_saved(self, review_id: int, key: str) -> None:
        self.review_id = review_id
        self.saved.emit(key)

    def _on_failed(self, key: str, error: Exception) -> None:
        if isinstance(error, UserError):
            self.refused.emit(key, str(error))
        else:
            self._desk.runner.failed.emit(error)


def _save(unit: Any, loan_id: int, key: str, entry: Entry) -> int:
    from mortgage_collect.services.reviews import open_review, save_line

    review_id = open_review(unit, loan_id)
    save_line(unit, review_id, key, entry)
    return review_id


def _finish(unit: Any, loan_id: int) -> None:
    """In the writing lane, behind the last answer."""
    from mortgage_collect.services.reviews import finish_review, open_review

    finish_review(unit, open_review(unit, loan_id))
