"""What goes to Excel from here: off the window's thread, and recorded with a fingerprint."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication

from mortgage_collect.core import text
from mortgage_collect.core.money import Money
from mortgage_collect.core.rate import Rate
from mortgage_collect.core.waking import waking
from mortgage_collect.ui.desk import Desk
from mortgage_collect.ui.kit.rows import Column
from mortgage_collect.ui.kit.table import Table

if TYPE_CHECKING:
    from mortgage_collect.services.imports import Preview


def export(desk: Desk, what: str) -> None:
    """`what` as `written_to` has it; asks where, writes, and says so."""
    names = {
        "tape": _tr("loan book"),
        "queue": _tr("work queue"),
        "plans": _tr("plans"),
        "promises": _tr("promises"),
        "contacts": _tr("contacts"),
    }
    out = desk.ask_where(f"{names[what]} {desk.today().isoformat()}.xlsx")
    if out is None:
        return
    now = desk.clock.now()

    def write(session: Any) -> int:
        with waking:
            from mortgage_collect.services.export_lists import written_to
        return written_to(what)(session, out, now)

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


def export_list(desk: Desk, table: Table[Any]) -> None:
    """Any list on the screen, as it stands there: its columns in their order, every row of it."""
    title = table.accessibleName() or _tr("list")
    out = desk.ask_where(f"{title} {desk.today().isoformat()}.xlsx")
    if out is None:
        return

    def written(rows: Sequence[Any]) -> None:
        columns = table.shown_columns()
        cells = [
            [_cell(desk, column, row) for column in columns] for row in rows if row is not None
        ]
        below = _tr("As of {0}").format(text.long_day(desk.today()))

        def write(_: Any) -> int:
            with waking:
                from mortgage_collect.tape.write import write_grid
            headers = [column.title for column in columns]
            return write_grid(out, title, headers, cells, below=below, sheet="List")

        said = _tr("{0} written to {1}.")
        desk.runner.work(
            write,
            done=lambda count: _record(
                desk, "list", out, count, said.format(text.count(count, _tr("row")), out.name)
            ),
            failed=lambda error: desk.say(str(error), "error"),
            what=_tr("Writing {0}").format(out.name),
        )

    table.every_row(written)


def _cell(desk: Desk, column: Column[Any], row: Any) -> Any:
    """What may be added up or sorted as what it is, all else as the screen has it."""
    value = column.value(row)
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return desk.local(value)
    plain = isinstance(value, Money | Rate | date | Decimal) or type(value) is int
    return value if plain and column.kind in ("text", "money", "figures") else column.show(value)


def _record(desk: Desk, what: str, out: Path, rows: int, said: str) -> None:
    def put_down(unit: Any) -> None:
        with waking:
            from mortgage_collect.services.exports import record_export
        record_export(unit, what, out, rows)

    desk.runner.change(put_down, done=lambda _: desk.say(said, "done"))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Exporting", words)
