"""The book and the queue to Excel: off the window's thread, and recorded with a fingerprint."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from mortgage_collect.services import exports
from mortgage_collect.ui.desk import Desk


def export(desk: Desk, what: str) -> None:
    """`what` is "tape" for the book or "queue"; asks where, writes, and says so."""
    names = {"tape": _tr("loan book"), "queue": _tr("work queue")}
    out = desk.ask_where(f"{names[what]} {desk.today().isoformat()}.xlsx")
    if out is None:
        return
    now = desk.clock.now()
    write: Callable[..., int] = exports.export_tape if what == "tape" else exports.export_queue

    def record(rows: int) -> None:
        desk.runner.change(
            lambda unit: exports.record_export(unit, what, out, rows),
            done=lambda _: desk.say(
                _tr("{0} rows written to {1}.").format(f"{rows:,}", out.name), "done"
            ),
        )

    desk.runner.look(
        lambda session: write(session, out, now),
        done=record,
        failed=lambda error: desk.say(str(error), "error"),
        what=_tr("Writing {0}").format(out.name),
    )


def _tr(words: str) -> str:
    return QCoreApplication.translate("Exporting", words)
