"""A report as paper, through the same documents as the agreements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from mortgage_collect.core import text
from mortgage_collect.documents import document as paper
from mortgage_collect.documents.document import Align, Block, Document, Heading, Note, Size
from mortgage_collect.documents.render import Paper, render
from mortgage_collect.reports.report import Column, ReportData, Table, written

# Longer lists are for the workbook: nobody reads forty pages of loans.
LONGEST_LIST: Final = 400


def to_pdf(data: ReportData) -> Paper:
    """The report drawn; the same report gives the same bytes."""
    return render(to_document(data))


def to_document(data: ReportData) -> Document:
    return Document(
        title=data.title,
        language="en",
        blocks=tuple(_blocks(data)),
        footer=(data.bank, data.stands_for, f"History {data.history}"),
        author=data.bank,
        made_on=data.made_on.isoformat(),
        subject=data.stands_for,
        size=Size.LYING,
    )


def _blocks(data: ReportData) -> Iterator[Block]:
    yield Heading(data.title, 1)
    yield paper.Paragraph.of(f"{data.bank} · {data.stands_for}")
    for table in data.tables:
        if not table.detail:
            yield Heading(table.title)
            yield _table(table)
    for line in data.footnotes:
        yield Note(line)
    for table in data.tables:
        if table.detail:
            yield from _detail(table)


def _detail(table: Table) -> Iterator[Block]:
    if len(table.rows) > LONGEST_LIST:
        count = text.count(len(table.rows), "row")
        yield Note(f"{table.title}: {count}, too many for paper. They are in the workbook.")
    elif table.rows:
        yield paper.PageBreak()
        yield Heading(table.title)
        yield _table(table)


def _table(table: Table) -> paper.Table:
    kinds = [column.kind for column in table.columns]
    return paper.Table(
        columns=tuple(_column(column) for column in table.columns),
        rows=tuple(
            tuple(written(cell, kind) for cell, kind in zip(row, kinds, strict=True))
            for row in table.rows
        ),
        total=(
            tuple(written(cell, kind) for cell, kind in zip(table.total, kinds, strict=True))
            if table.total
            else None
        ),
    )


def _column(column: Column) -> paper.Column:
    side = Align.RIGHT if column.kind.is_number else Align.LEFT
    return paper.Column(column.title, side, column.width)
