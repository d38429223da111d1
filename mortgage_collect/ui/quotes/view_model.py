"""The state of a quote on the screen: which figure, through which day, and that it was kept."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from mortgage_collect.core import text
from mortgage_collect.loanmath.quote import Kind, Quote
from mortgage_collect.queries.heading import heading
from mortgage_collect.services.quotes import give_quote, payoff_quote, reinstatement_quote
from mortgage_collect.ui.desk import Desk

QUIET = 1_200  # milliseconds a figure stands before it counts as told


class QuoteModel(QObject):
    """`shown(Quote)` for a figure, `refused(text)` when there is none for that day, `kept()` when
    it was written down as told."""

    named = Signal(str)
    shown = Signal(object)
    refused = Signal(str)
    kept = Signal()

    def __init__(self, desk: Desk, loan_id: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self.loan_id = desk, loan_id
        self.kind: Kind = "reinstatement"
        self.through: date | None = None
        self.quote: Quote | None = None
        self._told: Quote | None = None
        self._settle = QTimer(self, singleShot=True, interval=QUIET)
        self._settle.timeout.connect(self.keep)
        desk.runner.changed.connect(self._on_changed)

    def start(self) -> None:
        """The figure through today, at once."""
        self._desk.runner.look(
            partial(heading, loan_id=self.loan_id), done=lambda who: self.named.emit(who.shown)
        )
        self.ask()

    def choose(self, kind: Kind) -> None:
        self.kind = kind
        self.ask()

    def choose_day(self, through: date | None) -> None:
        """None is today."""
        self.through = through
        self.ask()

    def ask(self) -> None:
        make = reinstatement_quote if self.kind == "reinstatement" else payoff_quote
        work: Any = partial(
            make, loan_id=self.loan_id, now=self._desk.clock.now(), good_through=self.through
        )
        self._settle.stop()
        self._desk.runner.look(
            work,
            done=self._take,
            newest=f"quote:{id(self)}",
            failed=self._desk.runner.in_words(self._refused),
        )

    def keep(self) -> None:
        """Writes the figure down as told, once."""
        self._settle.stop()
        quote = self.quote
        if quote is None or quote == self._told:
            return
        self._told = quote
        self._desk.runner.change(
            lambda unit: give_quote(unit, self.loan_id, quote), done=lambda _: self.kept.emit()
        )

    def as_text(self) -> str:
        """The figure for a note, a letter or the borrower's own paper."""
        quote = self.quote
        return "" if quote is None else quote_text(quote)

    def _take(self, quote: Quote) -> None:
        self.quote = quote
        self._settle.start()
        self.shown.emit(quote)

    def _refused(self, words: str) -> None:
        self.quote = None
        self.refused.emit(words)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if f"loan:{self.loan_id}" in touched and self._told is None:
            self.ask()


def quote_text(quote: Quote) -> str:
    """A quote as plain lines, amounts in a column."""
    what = "To reinstate the loan" if quote.kind == "reinstatement" else "To pay the loan off"
    rows = [
        (line.label, "unknown" if line.amount is None else str(line.amount)) for line in quote.lines
    ]
    total = ("At least" if quote.at_least else "Total", str(quote.total))
    wide = max(len(words) for words, _ in (*rows, total)) + 2
    figures = max(len(figure) for _, figure in (*rows, total))
    lines = [f"{what}, good through {text.day(quote.good_through)}"]
    lines += [f"{words.ljust(wide)}{figure.rjust(figures)}" for words, figure in (*rows, total)]
    if quote.per_diem is not None:
        lines.append(f"Each day later adds {quote.per_diem}")
    lines += [
        f"From {text.day(change.on)} it includes {change.amount}: {change.why}"
        for change in quote.changes
    ]
    return "\n".join(lines)
