"""The state of the delinquency report on the screen: how it is counted, and who is behind it."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from mortgage_collect.core.waking import waking
from mortgage_collect.core.words import Bucket, Counting
from mortgage_collect.queries.portfolio import (
    DelinquencyTable,
    LoanBehind,
    delinquency_table,
    loans_behind,
)
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.runner import Progress

LATE: tuple[Bucket | None, ...] = tuple(
    bucket for bucket in Bucket if bucket not in (Bucket.CURRENT, Bucket.HOLD)
)


class ReportsModel(QObject):
    """`shown(DelinquencyTable)`, `listed(tuple[LoanBehind])` for the bucket that was opened,
    `exported(path)` when a file was written, `failed(text)` when it could not be."""

    shown = Signal(object)
    listed = Signal(object)
    exported = Signal(object)
    failed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.counting: Counting | None = None
        self.table: DelinquencyTable | None = None
        self._opened: Collection[Bucket | None] = ()
        self._failed = desk.runner.in_words(self.failed.emit, writes=True)
        desk.runner.changed.connect(self._on_changed)

    def refresh(self) -> None:
        ask = partial(delinquency_table, now=self._desk.clock.now(), counting=self.counting)
        self._desk.runner.look(
            ask, done=self._take, newest=f"report:{id(self)}", failed=self._failed
        )

    def choose(self, counting: Counting) -> None:
        self.counting = counting
        self.refresh()

    def open(self, buckets: Collection[Bucket | None]) -> None:
        """List the loans of these buckets."""
        self._opened = buckets
        if (table := self.table) is not None and buckets:
            self._desk.runner.look(
                lambda session: loans_behind(session, table, buckets),
                done=self.listed.emit,
                newest=f"behind:{id(self)}",
            )

    def export(self, path: Path, kind: str) -> None:
        """The same report as "xlsx" or "pdf": looked up, drawn beside the window, noted down."""
        self._desk.runner.look(
            partial(_build, now=self._desk.clock.now(), counting=self.counting),
            done=lambda data: self._draw(data, path, kind),
            failed=self._failed,
            what=self.tr("Making the report"),
        )

    def evaluate_book(self, path: Path) -> None:
        """The first option of every loan past due, to a workbook. Reading and working out come
        after one another, so that nothing waits for the second part but itself."""
        self._desk.runner.look(
            partial(_book, now=self._desk.clock.now()),
            done=lambda book: self._evaluate(book, path),
            failed=self._failed,
            what=self.tr("Reading the loans past due"),
        )

    def _evaluate(self, book: Any, path: Path) -> None:
        what = self.tr("Working out the options")

        def work(progress: Progress) -> Any:
            data = _evaluated(book, lambda done, of: progress.step(done, of, what))
            path.write_bytes(_drawn(data, "xlsx"))
            return data

        self._desk.runner.work(
            work,
            done=lambda data: self._note(data, path, "xlsx"),
            failed=self._failed,
            what=what,
        )

    def _draw(self, data: Any, path: Path, kind: str) -> None:
        self._desk.runner.work(
            lambda _: path.write_bytes(_drawn(data, kind)),
            done=lambda _: self._note(data, path, kind),
            failed=self._failed,
            what=self.tr("Writing the file"),
        )

    def _note(self, data: Any, path: Path, kind: str) -> None:
        rows = sum(len(table.rows) for table in data.tables)
        self._desk.runner.change(
            partial(_record, what=f"{data.key}.{kind}", path=path, rows=rows),
            done=lambda _: self.exported.emit(path),
            failed=self._failed,
        )

    def _take(self, table: DelinquencyTable) -> None:
        self.table, self.counting = table, table.counting
        self.shown.emit(table)
        self.open(self._opened)

    def _on_changed(self, touched: frozenset[str]) -> None:
        if touched & {"queue", "bank", "database"}:
            self.refresh()


def sums(loans: Collection[LoanBehind]) -> int:
    """Cents of principal balance of the loans that have one."""
    return sum(loan.upb.cents for loan in loans if loan.upb is not None)


def _build(session: Any, now: Any, counting: Counting | None) -> Any:
    with waking:
        from mortgage_collect.reports.delinquency import Parameters, delinquency_report

    return delinquency_report.build(session, now, Parameters(counting=counting))


def _book(session: Any, now: Any) -> Any:
    with waking:
        from mortgage_collect.reports.book_options import book_to_evaluate

    return book_to_evaluate(session, now)


def _evaluated(book: Any, step: Any) -> Any:
    with waking:
        from mortgage_collect.reports.book_options import drawn

    return drawn(book, step)


def _drawn(data: Any, kind: str) -> bytes:
    if kind == "pdf":
        with waking:
            from mortgage_collect.reports.to_pdf import to_pdf

        return to_pdf(data).content
    with waking:
        from mortgage_collect.reports.to_xlsx import to_xlsx

    return to_xlsx(data)


def _record(unit: Any, what: str, path: Path, rows: int) -> None:
    with waking:
        from mortgage_collect.services.exports import record_export

    record_export(unit, what, path, rows)
