"""Reads a workbook in a process of its own, which may die of it without taking the window along.

Formats we read through libraries written for other ends (.xls, .xlsb) are read there, with a limit
on memory and on time. What comes back is plain text: sheets, then rows in bunches, as JSON.
"""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import sys
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from multiprocessing.connection import Connection
from typing import Any, Final

from mortgage_collect.core.errors import UserError
from mortgage_collect.core.waking import waking

BUNCH: Final = 500
SECONDS: Final = 10  # and a second more for each half megabyte
BYTES_A_SECOND: Final = 500_000
MEMORY: Final = 700_000_000  # and forty bytes for each byte of the file
MEMORY_A_BYTE: Final = 40
MOST_MEMORY: Final = 4_000_000_000
MOST_ROWS: Final = 1_100_000  # no format holds more in a sheet

Message = dict[str, Any]


class Damaged(Exception):
    """The reading process ended, gave up or ran out of time: why, for the details."""


def read_apart(kind: str, content: bytes) -> Iterator[Message]:
    """What `_read` tells, from a process of its own; raises `Damaged` where it does not end well.

    A message is {"sheet": name, "hidden": bool, ...} before the rows of a sheet, or {"rows": [...]}
    with up to `BUNCH` rows of (number, hidden, cells).
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    limit = min(MEMORY + MEMORY_A_BYTE * len(content), MOST_MEMORY)
    process = context.Process(target=_work, args=(theirs, kind, limit), daemon=True)
    process.start()
    theirs.close()
    patience = SECONDS + len(content) / BYTES_A_SECOND
    try:
        ours.send_bytes(content)
        while True:
            if not ours.poll(patience):
                raise Damaged(f"no answer in {patience:.0f} seconds")
            message: Message = json.loads(ours.recv_bytes())
            if "error" in message:
                raise Damaged(message["error"])
            if "locked" in message:
                raise Damaged("locked")
            if "end" in message:
                return
            yield message
    except (EOFError, OSError) as error:
        process.join(5)
        raise Damaged(f"the reading process ended with {process.exitcode}") from error
    finally:
        ours.close()
        if process.is_alive():
            process.kill()
        process.join(5)


def _work(pipe: Connection, kind: str, limit: int) -> None:
    """The other process: a memory limit where the system has one, then read and tell."""
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    content = pipe.recv_bytes()

    def tell(message: Message) -> None:
        pipe.send_bytes(json.dumps(message, ensure_ascii=False).encode())

    try:
        _READERS[kind](content, tell)
    except UserError as error:
        tell({"locked": str(error)})
    except MemoryError:
        tell({"error": "it needs more memory than it may have"})
    except Exception as error:  # noqa: BLE001 - whatever a damaged file makes of a library
        tell({"error": f"{type(error).__name__}: {error}"})
    else:
        tell({"end": True})
    finally:
        pipe.close()


Tell = Callable[[Message], None]


def _read_xls(content: bytes, tell: Tell) -> None:
    """The format of Excel 97 to 2003: errors, hidden rows and number formats are kept."""
    with waking:
        import xlrd

    log = io.StringIO()
    book = xlrd.open_workbook(
        file_contents=content, formatting_info=True, on_demand=True, logfile=log
    )
    for at, name in enumerate(book.sheet_names()):
        sheet = book.sheet_by_index(at)
        hidden_columns = [
            column
            for column, info in sheet.colinfo_map.items()
            if info.hidden and column < sheet.ncols
        ]
        tell(
            {
                "sheet": name,
                "hidden": bool(sheet.visibility),
                "epoch_1904": bool(book.datemode),
                "hidden_columns": hidden_columns,
                "full": sheet.nrows >= 65_536,
            }
        )
        hidden_rows = {row for row, info in sheet.rowinfo_map.items() if info.hidden}
        bunch = []
        for row in range(sheet.nrows):
            cells = [
                _xls_cell(kind, value, xlrd.error_text_from_code)
                for kind, value in zip(sheet.row_types(row), sheet.row_values(row), strict=True)
            ]
            if any(cell is not None for cell in cells):
                bunch.append([row + 1, row in hidden_rows, cells])
            if len(bunch) == BUNCH:
                tell({"rows": bunch})
                bunch = []
        tell({"rows": bunch})
        book.unload_sheet(at)


def _xls_cell(kind: int, value: Any, errors: dict[int, str]) -> Any:
    match kind:
        case 1:
            return str(value) or None
        case 2:
            return ["n", _digits(value)]
        case 3:
            return ["s", _digits(value)]
        case 4:
            return bool(value)
        case 5:
            return ["e", errors.get(value, "#ERROR!")]
    return None


def _read_xlsb(content: bytes, tell: Tell) -> None:
    """The binary workbook. The library tells no errors, no hidden rows and no number formats."""
    with waking:
        from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for about in book.sheets_metadata:
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(about.name)
        tell({"sheet": about.name, "hidden": about.visible is not SheetVisibleEnum.Visible})
        left = [None] * (sheet.start[1] if sheet.start else 0)
        bunch = []
        for number, row in enumerate(sheet.iter_rows(), 1):
            cells = left + [_plain(value) for value in row]
            if any(cell is not None for cell in cells):
                bunch.append([number, False, cells])
            if len(bunch) == BUNCH:
                tell({"rows": bunch})
                bunch = []
            if number > MOST_ROWS:
                raise ValueError("more rows than a sheet can hold")
        tell({"rows": bunch})


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        return ["n", _digits(value)]
    if isinstance(value, datetime):
        return ["d", value.replace(microsecond=0).isoformat(sep=" ")]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, time):
        return None  # a serial of zero: no day
    return str(value)


def _digits(value: float) -> str:
    """12345.0 is "12345"; the shortest digits that mean the number otherwise."""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


_READERS: dict[str, Callable[[bytes, Tell], None]] = {"xls": _read_xls, "xlsb": _read_xlsb}
