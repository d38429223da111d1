"""Deadlines across the book: what is late, with its reason, and what comes due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from mortgage_collect.core import text
from mortgage_collect.core.clock import local_date
from mortgage_collect.queries.clocks import DeadlineView, Sight, deadline_counts, in_sight
from mortgage_collect.queries.facts import the_bank
from mortgage_collect.reports.report import Column, Kind, Report, ReportData, Table
from mortgage_collect.rules.duties.milestones import STAGES, milestone_of
from mortgage_collect.store import history_chain

MOST = 50_000


@dataclass(frozen=True, slots=True)
class Parameters:
    """`sight`: which of what is owed; nothing told is all of it."""

    sight: Sight = field(default_factory=Sight)


class DeadlinesReport:
    key = "deadlines"
    title = "Deadlines"
    parameters = Parameters

    def build(self, session: Session, now: datetime, params: Parameters) -> ReportData:
        rows = in_sight(session, now, params.sight, MOST)
        bank = the_bank(session)
        stale = deadline_counts(session, now).stale
        notes = [
            "Late: its day has passed and it is not done. A duty without a day is listed last."
        ]
        if stale:
            notes.append(
                f"The deadlines of {text.count(stale, 'loan')} were still being worked out."
            )
        return ReportData(
            key=self.key,
            title=self.title,
            bank=bank.name,
            as_of=local_date(now, bank.zone),
            method="worked out of what is on file",
            made_at=now,
            made_on=local_date(now, bank.zone),
            tables=(_by_milestone(rows), _list(rows)),
            footnotes=tuple(notes),
            history=str(history_chain.head(session)),
        )


deadlines_report: Final[Report[Parameters]] = DeadlinesReport()


def _by_milestone(rows: Iterable[DeadlineView]) -> Table:
    counted = []
    for stage in STAGES:
        here = [row for row in rows if milestone_of(row.duty) is stage.milestone]
        late = [row for row in here if row.late]
        counted.append((stage, len(late), sum(not row.reason for row in late), len(here)))
    return Table(
        title="By milestone",
        columns=(
            Column("Milestone", width=16),
            Column("What it is", width=60),
            Column("Late", Kind.COUNT, 10),
            Column("Late without a reason", Kind.COUNT, 14),
            Column("Owed in all", Kind.COUNT, 12),
        ),
        rows=tuple((stage.title, stage.says, *counts) for stage, *counts in counted),
        total=(
            "All",
            "",
            sum(late for _, late, _, _ in counted),
            sum(silent for _, _, silent, _ in counted),
            sum(owed for _, _, _, owed in counted),
        ),
    )


def _list(rows: Iterable[DeadlineView]) -> Table:
    return Table(
        title="Day by day",
        columns=(
            Column("Due", Kind.DAY, 14),
            Column("Days left", Kind.COUNT, 10),
            Column("Loan", width=14),
            Column("Borrower", width=26),
            Column("Duty", width=28),
            Column("What is to be done", width=56),
            Column("Stands", width=12),
            Column("Why it is late", width=40),
        ),
        rows=tuple(
            (
                row.due,
                row.days,
                row.number,
                row.borrower,
                row.title,
                row.says,
                row.progress.label,
                row.reason,
            )
            for row in rows
        ),
        detail=True,
    )
