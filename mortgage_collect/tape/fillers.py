"""Digits written where nobody knows the number: 000000000, 999999999, 123456789."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from mortgage_collect.tape.cells import Cell

FEWEST: Final = 3  # "0" may be a number, "000" is none
_BETWEEN: Final = str.maketrans("", "", " -().")


def filler_of(kind: str) -> Callable[[Cell], bool] | None:
    """Tells the fillers of a type of field; None where a field has none."""
    return {"ssn": is_tax_filler, "phone": is_phone_filler, "id": is_id_filler}.get(kind)


def is_tax_filler(cell: Cell) -> bool:
    digits = _digits(cell)
    if len(digits) < 9:
        return bool(digits) and not digits.strip("0")
    return len(digits) == 9 and (len(set(digits)) == 1 or digits in ("123456789", "987654321"))


def is_phone_filler(cell: Cell) -> bool:
    digits = _digits(cell)
    return bool(digits) and (len(set(digits)) == 1 and (len(digits) >= 7 or digits[0] == "0"))


def is_id_filler(cell: Cell) -> bool:
    digits = _digits(cell)
    return len(digits) >= FEWEST and not digits.strip("0")


def _digits(cell: Cell) -> str:
    """The digits of a cell that holds nothing else, "" for any other."""
    if not isinstance(cell, str):
        return ""
    plain = cell.strip().translate(_BETWEEN)
    return plain if plain.isdecimal() else ""
