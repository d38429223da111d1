"""Options across the book: for every loan past due, the option that comes first and why.

It takes a few milliseconds a loan, so it is made in two parts: the cases are read, and then worked
out beside the window with progress and a way to stop.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sqlalchemy.orm import Session

from mortgage_collect.core.clock import local_date
from mortgage_collect.queries.case import BookCase, late_cases
from mortgage_collect.queries.facts import known_through, the_bank
from mortgage_collect.reports.report import Column, Kind, Report, ReportData, Table
from mortgage_collect.store import history_chain
from mortgage_collect.workout.book import BookLine, evaluate_book

TITLE: Final = "Options across the book"


@dataclass(frozen=True, slots=True)
class Parameters:
    """Nothing is asked."""


@dataclass(frozen=True, slots=True)
class BookToEvaluate:
    """The cases and the head of the report, read in one look."""

    bank: str
    as_of: date
    made_at: datetime
    made_on: date
    history: str
    cases: tuple[BookCase, ...]


class BookOptionsReport:
    key = "options"
    title = TITLE
    parameters = Parameters

    def build(self, session: Session, now: datetime, params: Parameters) -> ReportData:
        return drawn(book_to_evaluate(session, now))


book_options_report: Final[Report[Parameters]] = BookOptionsReport()


def book_to_evaluate(
    session: Session, now: datetime, step: Callable[[int, int], None] = lambda _, __: None
) -> BookToEvaluate:
    """Reads every case; changes nothing."""
    bank = the_bank(session)
    today = local_date(now, bank.zone)
    return BookToEvaluate(
        bank=bank.name,
        as_of=known_through(session) or today,
        made_at=now,
        made_on=today,
        history=str(history_chain.head(session)),
        cases=tuple(late_cases(session, now, step=step)),
    )


def drawn(
    book: BookToEvaluate, step: Callable[[int, int], None] = lambda _, __: None
) -> ReportData:
    """The report: every case evaluated, then counted by option."""
    given = ((each.number, each.borrower, each.case) for each in book.cases)
    lines = evaluate_book(given, len(book.cases), step)
    return ReportData(
        key=BookOptionsReport.key,
        title=TITLE,
        bank=book.bank,
        as_of=book.as_of,
        method="each loan under its own program, as of its business day",
        made_at=book.made_at,
        made_on=book.made_on,
        tables=(_by_option(lines), _loans(lines)),
        footnotes=(
            "The first option of a loan is the gentlest that stands best for its household.",
            "A loan without a finished review is evaluated on what is known, and says so.",
        ),
        history=book.history,
    )


def _by_option(lines: Sequence[BookLine]) -> Table:
    counts: dict[tuple[str, str], int] = {}
    for line in lines:
        key = (line.option, line.verdict.label)
        counts[key] = counts.get(key, 0) + 1
    rows = sorted(((*key, number) for key, number in counts.items()), key=lambda row: -row[2])
    return Table(
        title="By option",
        columns=(Column("First option", width=28), Column("Stands"), Column("Loans", Kind.COUNT)),
        rows=tuple(rows),
        total=("All loans past due", "", len(lines)),
    )


def _loans(lines: Sequence[BookLine]) -> Table:
    return Table(
        title="Loans",
        columns=(
            Column("Loan", width=16),
            Column("Borrower", width=26),
            Column("Payments behind", Kind.COUNT, 10),
            Column("Arrears", Kind.MONEY),
            Column("First option", width=24),
            Column("Stands", width=10),
            Column("First payment", Kind.MONEY),
            Column("Change", Kind.MONEY),
            Column("Current on", Kind.DAY),
            Column("Worth over none", Kind.MONEY, 16),
            Column("Options that fit", Kind.COUNT, 10),
            Column("What stands in the way", width=60),
        ),
        rows=tuple(
            (
                line.number,
                line.borrower,
                line.months_behind,
                line.arrears,
                line.option,
                line.verdict.label,
                line.payment,
                line.change,
                line.cures_on,
                line.advantage,
                line.fitting,
                line.says,
            )
            for line in lines
        ),
        detail=True,
    )
