"""`report`: the reports of the screen, to a workbook or to paper."""

from __future__ import annotations

import argparse

from mortgage_collect.cli.answer import Answer
from mortgage_collect.cli.opening import opened, refuse_place, written
from mortgage_collect.core import text
from mortgage_collect.core.permissions import Permission
from mortgage_collect.core.words import Counting
from mortgage_collect.events.event import plain
from mortgage_collect.reports.book_options import (
    book_options_report,
    book_to_evaluate,
    drawn,
)
from mortgage_collect.reports.delinquency import Parameters, delinquency_report
from mortgage_collect.reports.report import ReportData, Table
from mortgage_collect.services.exports import record_export


def report(given: argparse.Namespace) -> Answer:
    """A report to a file. History keeps that the file left, and its fingerprint."""
    refuse_place(given.out, ".xlsx", ".pdf")
    with opened(given, Permission.EXPORT_REPORT) as store:
        with store.view() as session:
            if given.name == book_options_report.key:
                made = drawn(book_to_evaluate(session, store.clock.now()))
            else:
                asked = Parameters(
                    counting=Counting(given.counting) if given.counting else None,
                    current_too=given.current_too,
                )
                made = delinquency_report.build(session, store.clock.now(), asked)
        sha256 = written(given.out, _drawn(made, given.out.suffix.casefold()))
        rows = sum(len(table.rows) for table in made.tables if table.detail)
        with store.unit() as unit:
            record_export(unit, f"report {made.key}", given.out, rows)
    data = {
        "report": made.key,
        "title": made.title,
        "as_of": made.as_of.isoformat(),
        "method": made.method,
        "out": str(given.out),
        "sha256": sha256,
        "tables": [_table(table) for table in made.tables if not table.detail],
        "loans": rows,
    }
    line = f"{made.title} ({made.stands_for}): {text.count(rows, 'loan')} listed in {given.out}."
    return Answer((line,), data)


def _drawn(made: ReportData, ending: str) -> bytes:
    if ending == ".pdf":
        from mortgage_collect.reports.to_pdf import to_pdf

        return to_pdf(made).content
    from mortgage_collect.reports.to_xlsx import to_xlsx

    return to_xlsx(made)


def _table(table: Table) -> dict[str, object]:
    names = [column.title for column in table.columns]

    def row(cells: tuple[object, ...]) -> dict[str, object]:
        return {name: _cell(cell) for name, cell in zip(names, cells, strict=True)}

    return {
        "title": table.title,
        "rows": [row(cells) for cells in table.rows],
        "total": row(table.total) if table.total else None,
    }


def _cell(cell: object) -> object:
    from fractions import Fraction

    return round(float(cell), 6) if isinstance(cell, Fraction) else plain(cell)
