"""Delinquency by bucket: loans and balances of the whole book, and the loans behind them.

The table and the book come to the same count and balance, or there is no report.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Final

from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.clock import local_date
from mortgage_collect.core.money import Money, total
from mortgage_collect.core.words import Bucket, Counting
from mortgage_collect.loanmath.delinquency import BUCKETS
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.queries.portfolio import (
    ORDER,
    DelinquencyTable,
    LoanBehind,
    delinquency_table,
    label,
    loans_behind,
)
from mortgage_collect.reports.report import Chart, Column, Kind, Report, ReportData, Table
from mortgage_collect.store import history_chain

WAYS: Final[dict[Counting, str]] = {
    Counting.MBA: "counted the MBA way",
    Counting.OTS: "counted the OTS way",
    Counting.DAYS: "counted by days past due",
}
EXPLAINED: Final[dict[Counting, str]] = {
    Counting.MBA: (
        "MBA: a loan reaches 30 days at the close of the day before its next due date. "
        "Due on the 1st and unpaid, that is the last day of the month."
    ),
    Counting.OTS: (
        "OTS: a loan reaches 30 days when its payment is still unpaid on the same day of the next "
        "month, so that a month-end shows it one bucket lower than MBA."
    ),
    Counting.DAYS: "Days past due: the calendar days since the oldest unpaid due date.",
}


@dataclass(frozen=True, slots=True)
class Parameters:
    """`counting` None is the bank's own way. `current_too` lists the loans that are not late."""

    counting: Counting | None = None
    current_too: bool = False


class DelinquencyReport:
    key = "delinquency"
    title = "Delinquency by bucket"
    parameters = Parameters

    def build(self, session: Session, now: datetime, params: Parameters) -> ReportData:
        table = delinquency_table(session, now, params.counting)
        wanted = None if params.current_too else [b for b in ORDER if b is not Bucket.CURRENT]
        bank = the_bank(session)
        return ReportData(
            key=self.key,
            title=self.title,
            bank=bank.name,
            as_of=table.as_of,
            method=WAYS[table.counting],
            made_at=now,
            made_on=local_date(now, bank.zone),
            tables=(
                _buckets(table),
                _together(table),
                _loans(loans_behind(session, table, wanted)),
            ),
            footnotes=tuple(_footnotes(table, params)),
            history=str(history_chain.head(session)),
        )


delinquency_report: Final[Report[Parameters]] = DelinquencyReport()


def _buckets(table: DelinquencyTable) -> Table:
    whole = Fraction(1) if table.count else None
    return Table(
        title="By bucket",
        columns=(
            Column("Bucket", width=24),
            Column("Loans", Kind.COUNT, 10),
            Column("Share of loans", Kind.SHARE, 12),
            Column("Principal balance", Kind.MONEY, 20),
            Column("Share of balance", Kind.SHARE, 12),
            Column("Of these in bankruptcy: loans", Kind.COUNT, 15),
            Column("Of these in bankruptcy: balance", Kind.MONEY, 19),
        ),
        rows=tuple(
            (
                label(row.bucket),
                row.count,
                row.count_share,
                row.upb,
                row.upb_share,
                row.held,
                row.held_upb,
            )
            for row in table.rows
        ),
        total=(
            "All active loans",
            table.count,
            whole,
            table.upb,
            Fraction(1) if table.upb else None,
            table.held,
            table.held_upb,
        ),
        # The current loans would dwarf the others.
        chart=Chart("Loans past due, by bucket", column=1, first=1, last=len(BUCKETS)),
    )


def _together(table: DelinquencyTable) -> Table:
    rows = []
    for bucket in BUCKETS:
        count, upb = table.at_least(bucket)
        rows.append(
            (
                _from(bucket),
                count,
                Fraction(count, table.count) if table.count else None,
                upb,
                upb.over(table.upb) if table.upb else None,
            )
        )
    return Table(
        title="Past due, taken together",
        columns=(
            Column("Past due", width=24),
            Column("Loans", Kind.COUNT, 10),
            Column("Share of loans", Kind.SHARE, 12),
            Column("Principal balance", Kind.MONEY, 20),
            Column("Share of balance", Kind.SHARE, 12),
        ),
        rows=tuple(rows),
    )


def _loans(loans: tuple[LoanBehind, ...]) -> Table:
    return Table(
        title="Loans",
        columns=(
            Column("Loan", width=16),
            Column("Borrower", width=34),
            Column("Bucket", width=20),
            Column("Days past due", Kind.COUNT, 10),
            Column("Next due date", Kind.DAY, 15),
            Column("Past due", Kind.MONEY, 15),
            Column("Principal balance", Kind.MONEY, 18),
            Column("Bankruptcy", width=12),
        ),
        rows=tuple(
            (
                loan.number,
                loan.borrower,
                label(loan.bucket),
                loan.days,
                loan.next_due,
                loan.arrears,
                loan.upb,
                "yes" if loan.held else "",
            )
            for loan in loans
        ),
        total=(
            "Total",
            "",
            "",
            "",
            "",
            _known(loan.arrears for loan in loans),
            _known(loan.upb for loan in loans),
            "",
        ),
        detail=True,
    )


def _known(amounts: Iterable[Money | None]) -> Money:
    return total(amount for amount in amounts if amount is not None)


def _from(bucket: Bucket) -> str:
    if bucket is Bucket.DAYS_120:
        return bucket.label
    first = bucket.value.removesuffix("+")
    return f"{first} {'day' if first == '1' else 'days'} and more"


def _footnotes(table: DelinquencyTable, params: Parameters) -> Iterator[str]:
    yield EXPLAINED[table.counting]
    if table.known:
        yield (
            f"Counted at the close of {text.day(table.as_of)}, the last day up to which payments "
            "are on file. What has come in since is not in it."
        )
    else:
        yield (
            f"No tape and no payments file is on file: counted at the close of "
            f"{text.day(table.as_of)}, the day the report was made."
        )
    yield (
        f"The book on that day: {text.count(table.count, 'active loan')} with a principal balance "
        f"of {table.upb}. The buckets come to the same, and each loan is counted once."
    )
    yield (
        "A loan in bankruptcy stands in the bucket of its age. The last two columns show it once "
        "more and are not added to the others."
    )
    if not params.current_too:
        yield "The list of loans leaves out those that are current."
    if table.no_balance:
        yield (
            f"{text.count(table.no_balance, 'loan')} without a balance on file: counted, with "
            "nothing to add to the balance."
        )
    if table.not_on_tape:
        yield (
            f"{text.count(table.not_on_tape, 'loan')} no longer on the newest tape: left out until "
            "somebody says what became of them."
        )
