"""What a cell of a worksheet holds, by its written type and its number format."""

from __future__ import annotations

from datetime import date

from mortgage_collect.tape.cells import UNCACHED, Cell, ErrorCell
from mortgage_collect.tape.serial import FALSE_LEAP_DAY, from_serial


def day_cell(text: str, epoch_1904: bool) -> Cell:
    """The day a date-formatted number shows; what shows no day stays visible as what it is."""
    try:
        serial = float(text)
    except ValueError:
        return text
    if 0 <= serial < 1 and not epoch_1904:
        return "1/0/1900"
    if int(serial) == FALSE_LEAP_DAY and not epoch_1904:
        return "2/29/1900"
    return from_serial(serial, epoch_1904) or ErrorCell("#####")


def special_cell(kind: str, text: str, formula: bool) -> Cell:
    """Cells with a written type: texts, truth values, errors, ISO days."""
    if kind == "b":
        return text.strip() == "1" if text else None
    if kind == "e":
        return ErrorCell(text.strip())
    if kind == "d":
        try:
            return date.fromisoformat(text[:10])
        except ValueError:
            return text
    return text or (UNCACHED if formula else None)
