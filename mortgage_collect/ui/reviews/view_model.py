"""The state of a financial review: its answers, what they add up to, and what is still to ask."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.money import ZERO
from mortgage_collect.core.waking import waking
from mortgage_collect.queries.review_start import ReviewStart, review_start
from mortgage_collect.review.carry import Seat, name_of
from mortgage_collect.review.doubts import doubts
from mortgage_collect.review.holes import NAMES, holes
from mortgage_collect.review.income_rules import RULES
from mortgage_collect.review.keys import MOST, LineKey, read_key
from mortgage_collect.review.line import Entry, LineSpec, Section
from mortgage_collect.review.lines import BY_KEY, LINES, line, lines_of, wanted_by
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
        self.co_borrowers = 0
        self._opened = set[str]()
        self._lines: tuple[frozenset[str], tuple[LineSpec, ...]] = (frozenset(), LINES)

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
            failed=self._refusal(key),
        )

    def finish(self) -> None:
        """Close the review with what it came to."""
        if not self.entries:
            self.refused.emit("", self.tr("Nothing is answered yet."))
            return
        self._desk.runner.change(
            partial(_finish, loan_id=self.loan_id),
            done=lambda surplus: self.finished.emit(surplus),
            failed=self._refusal(""),
        )

    def begin_from(self, review_id: int) -> None:
        """Begin with the answers of an earlier review, and read it all again."""
        self._desk.runner.change(
            partial(_begin, loan_id=self.loan_id, review_id=review_id),
            done=lambda _: self.open(),
            failed=self._refusal(""),
        )

    # -- which lines there are ------------------------------------------------------------------

    @property
    def lines(self) -> tuple[LineSpec, ...]:
        """Every line this household has, in the order of the conversation."""
        keys = frozenset({*self.entries, *self._opened, *called_for(self.entries)} - BY_KEY.keys())
        if keys != self._lines[0]:
            self._lines = (keys, lines_of(keys))
        return self._lines[1]

    def asks(self, line: LineSpec) -> bool:
        """Whether this household is asked this line."""
        if line.key in self._opened or answered(self.entries, line.key):
            return True
        if line.key in called_for(self.entries):
            return True
        if line.on_demand or wanted_by(line.key):
            return False
        if line.person == "co_borrower" and not self.co_borrowers:
            return False
        return is_asked(line, self.entries)

    def add_co_borrower(self) -> str:
        """Ask the lines of one more person who signed; the key of the first."""
        self.co_borrowers = min(self.co_borrowers + 1, MOST)
        self._open_co_borrowers()
        return str(LineKey("co_borrower_name", self.co_borrowers))

    def more_here(self, key: str) -> str:
        """Open what can be told beside a line: the papers of an income, or the rest of its part.

        The key of the first new line; "" when there is none.
        """
        parts = read_key(key)
        head = line(key).detail_of or wanted_by(key) or key
        base = read_key(head).base
        more = [parts.beside(each.key) for each in LINES if each.detail_of == base]
        if not more and line(key).section is not Section.INCOME:
            more = [
                each.key for each in LINES if each.on_demand and each.section is line(key).section
            ]
        self._opened.update(more)
        return next((each for each in more if not answered(self.entries, each)), "")

    def add_income(self, seat: Seat, kind: str) -> str:
        """Open the next income of a kind for somebody; the key of the line to go to first.

        `seat` ("household", 1) is the rent of the household.
        """
        person, who = seat
        base = kind if person == "household" else f"{person}_{kind}"
        if person == "co_borrower" and who > self.co_borrowers:
            self.add_co_borrower()
        keys = [str(LineKey(base, who, nth)) for nth in range(1, MOST + 1)]
        key = next((each for each in keys if not answered(self.entries, each)), keys[-1])
        self._opened.add(key)
        if person != "contributor" or answered(self.entries, name_of(seat)):
            return key
        about = [name_of(seat), str(LineKey("contributor_lives_here", who))]
        self._opened.update(about)
        return about[0]

    @property
    def contributors(self) -> int:
        """People who did not sign and of whom there is an answer or an open line."""
        told = {*self.entries, *self._opened}
        return max((read_key(key).who for key in told if key.startswith("contributor")), default=0)

    # -- what they come to ----------------------------------------------------------------------

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The papers this household still owes."""
        return missing_papers(self.entries, as_of=self._desk.today())

    @property
    def doubts(self) -> Mapping[str, str]:
        """What is odd, by the key of the line."""
        return doubts(self.entries, self._desk.today())

    @property
    def missing(self) -> tuple[str, ...]:
        return self.figures.missing if self.figures else ()

    @property
    def waiting(self) -> Mapping[str, str]:
        """By the key of a missing line, the figures that wait for it."""
        found: dict[str, list[str]] = {}
        for figure, keys in holes(self.entries).items():
            for key in keys:
                found.setdefault(key, []).append(NAMES[figure])
        return {key: ", ".join(names) for key, names in found.items()}

    @property
    def progress(self) -> int:
        """Per cent of the lines that matter to this household."""
        missing = len(self.missing)
        told = sum(
            answered(self.entries, line.key)
            for line in self.lines
            if (line.matters or wanted_by(line.key)) and line.key not in self.missing
        )
        return 100 * told // (told + missing) if told + missing else 0

    @property
    def chip(self) -> str:
        """What stands on the desk while the review is half finished."""
        return self.tr("Review {0}%").format(self.progress)

    def counts(self, lines: Iterable[LineSpec]) -> tuple[int, int]:
        """(answered, asked) of these lines."""
        asked = [line for line in lines if self.asks(line)]
        return sum(answered(self.entries, line.key) for line in asked), len(asked)

    def _figure(self) -> None:
        payment, rules = (self.start.payment, self.start.rules) if self.start else (None, RULES)
        self.figures = ratios(self.entries, payment or ZERO, rules)
        self.figured.emit(self.figures)

    def _take(self, start: ReviewStart) -> None:
        self.start, self.review_id = start, start.review_id
        self.entries = dict(start.entries)
        told = (read_key(key).who for key in self.entries if key.startswith("co_borrower"))
        self.co_borrowers = max((start.co_borrowers, *told))
        self._open_co_borrowers()
        self.opened.emit(start)
        self._figure()

    def _open_co_borrowers(self) -> None:
        """The lines of a second and a third one, which the common form does not have."""
        self._opened |= {
            str(LineKey(each.key, who))
            for who in range(2, self.co_borrowers + 1)
            for each in LINES
            if each.person == "co_borrower" and not each.on_demand and not wanted_by(each.key)
        }

    def _on_saved(self, review_id: int, key: str) -> None:
        self.review_id = review_id
        self.saved.emit(key)

    def _refusal(self, key: str) -> Callable[[Exception], None]:
        return self._desk.runner.in_words(lambda words: self.refused.emit(key, words))


def _save(unit: Any, loan_id: int, key: str, entry: Entry) -> int:
    with waking:
        from mortgage_collect.services.reviews import open_review, save_line

    review_id = open_review(unit, loan_id)
    save_line(unit, review_id, key, entry)
    return review_id


def _begin(unit: Any, loan_id: int, review_id: int) -> int:
    with waking:
        from mortgage_collect.services.reviews import begin_from

    return begin_from(unit, loan_id, review_id)


def _finish(unit: Any, loan_id: int) -> Any:
    """In the writing lane, behind the last answer; the surplus, or None while it is not known."""
    with waking:
        from mortgage_collect.services.reviews import finish_review, open_review

    return finish_review(unit, open_review(unit, loan_id))
