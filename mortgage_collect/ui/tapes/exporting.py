"""The book and the queue to Excel: off the window's thread, and recorded with a fingerprint."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk


def export(desk: Desk, what: str) -> None:
    """`what` is "tape" for the book or "queue"; asks where, writes, and says so."""
    names = {"tape": _tr("loan book"), "queue": _tr("work queue")}
    out = desk.ask_where(f"{names[what]} {desk.today().isoformat()}.xlsx")
    if out is None:
        return
    now = desk.clock.now()

    def write(session: Any) -> int:
        with waking:
            from mortgage_collect.services.exports import export_queue, export_tape
        return (export_tape if what == "tape" else export_queue)(session, out, now)

    def put_down(unit: Any, rows: int) -> None:
        with waking:
            from mortgage_collect.services.exports import record_export
        record_export(unit, what, out, rows)

    def record(rows: int) -> None:
        desk.runner.change(
            lambda unit: put_down(unit, rows),
            done=lambda _: desk.say(
                _tr("{0} rows written to {1}.").format(f"{rows:,}", out.name), "done"
            ),
        )

    desk.runner.look(
        write,
        done=record,
        failed=lambda error: desk.say(str(error), "error"),
        what=_tr("Writing {0}").format(out.name),
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("Exporting", words)
