"""What goes to Excel from here: off the window's thread, and recorded with a fingerprint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core import text
from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk

if TYPE_CHECKING:
    from mortgage_collect.services.imports import Preview


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

    desk.runner.look(
        write,
        done=lambda rows: _record(
            desk, what, out, rows, _tr("{0} rows written to {1}.").format(f"{rows:,}", out.name)
        ),
        failed=lambda error: desk.say(str(error), "error"),
        what=_tr("Writing {0}").format(out.name),
    )


def send_back(
    desk: Desk, preview: Preview, name: str, password: str, failed: Callable[[Exception], None]
) -> None:
    """The file that came in, for whoever made it, with the cells marked that keep rows out."""
    out = desk.ask_where(_tr("{0} to correct.xlsx").format(Path(name).stem))
    if out is None:
        return

    def write(_: Any) -> int:
        with waking:
            from mortgage_collect.services.imports import send_back as write_marked
        return write_marked(out, preview, password=password)

    def done(rows: int) -> None:
        said = _tr("{0} marked in {1}.").format(text.count(rows, _tr("row")), out.name)
        _record(desk, "rejects", out, rows, said)

    what = _tr("Writing {0}").format(out.name)
    desk.runner.work(write, done=done, failed=failed, what=what)


def _record(desk: Desk, what: str, out: Path, rows: int, said: str) -> None:
    def put_down(unit: Any) -> None:
        with waking:
            from mortgage_collect.services.exports import record_export
        record_export(unit, what, out, rows)

    desk.runner.change(put_down, done=lambda _: desk.say(said, "done"))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Exporting", words)
